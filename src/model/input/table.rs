//! The table of inputs: a row for each number that people may state.
//!
//! A row is all that a number needs to be read and written in files, sheets and quick entry, to be asked
//! for, shown, swept, compared and explained: its meaning, stable word, owner, unit, bounds, name,
//! section, an example, the numbers that plans usually hold, and from where on it is rare. What is
//! assumed where nobody states it stands in `assets/catalog/presets.ron`, or for the whole plan in
//! `assets/catalog/economics.ron`.

use super::{NEVER, Scope, Section, Usual, decades, evenly};
use crate::base::Unit;

inputs! {
    /// Peak rate of requests that enter from outside the plan; rates behind it follow along links.
    ExternalRate = "external_rate", Component, PerSec, 0.0 ..= 1e9, "peak external rate",
        Load, "200..400..900 req/s", decades(0.1, 100_000.0), rare NEVER;
    /// Connections open at the same time at peak.
    Connections = "connections", Component, Count, 0.0 ..= 1e9, "concurrent connections",
        Load, "500..2000", decades(1.0, 1_000_000.0), rare 1e8;
    /// Mean CPU time per request, in `cpu_language`; a range is what is not known of the mean, not the
    /// spread from request to request.
    CpuTime = "cpu_time", Component, Ms, 0.0 ..= 1e9, "CPU time per request",
        Work, "2..6 ms", decades(0.01, 10_000.0), rare 3.6e6;
    /// Share of CPython's CPU time spent in interpreted code.
    Interpreted = "interpreted", Component, Share, 0.0 ..= 1.0, "interpreted share of CPU time",
        Work, "60 %", evenly(0.0, 1.0), rare NEVER;
    /// Share of CPython's CPU time spent in the C-accelerated standard library.
    Accelerated = "accelerated", Component, Share, 0.0 ..= 1.0, "C-accelerated share of CPU time",
        Work, "30 %", evenly(0.0, 1.0), rare NEVER;
    /// Share of CPython's CPU time spent in native libraries.
    Native = "native", Component, Share, 0.0 ..= 1.0, "native share of CPU time",
        Work, "10 %", evenly(0.0, 1.0), rare NEVER;
    /// Mean time per request spent waiting for things outside the plan, on top of its calls in the plan; a
    /// range is what is not known of the mean. Of what is bought or outside the time that callers wait
    /// for it. Where nothing is stated, none is assumed of what calls others in the plan.
    IoWait = "io_wait", Component, Ms, 0.0 ..= 1e9, "I/O wait per request",
        Work, "5..20 ms", decades(0.01, 10_000.0), rare 8.64e7;
    /// How much CPU time varies from request to request, standard deviation over mean: 0 % is constant,
    /// 100 % exponential; 50 % (30 to 100 %) where nothing is stated.
    CpuSpread = "cpu_spread", Component, Share, 0.0 ..= 5.0, "spread of CPU time",
        Work, "50 %", evenly(0.0, 2.0), rare NEVER;
    /// How much the wait varies from request to request, as CPU time does; 120 % (70 to 160 %) where
    /// nothing is stated, p99 about ten times the median.
    WaitSpread = "wait_spread", Component, Share, 0.0 ..= 5.0, "spread of the wait",
        Work, "120 %", evenly(0.0, 2.0), rare NEVER;
    /// Size of an answer; those that leave the servers of the plan, to people, devices and systems
    /// outside, are paid at the `traffic_price`.
    Payload = "payload", Component, Kb, 0.0 ..= 1e9, "payload",
        Load, "5..20 KB", decades(0.1, 100_000.0), rare NEVER;
    /// Long-lived data in memory.
    LiveHeap = "live_heap", Component, Gb, 0.0 ..= 1e6, "live heap",
        Memory, "2..8 GB", decades(0.001, 1_000.0), rare 1e5;
    /// Growth of the load per year.
    Growth = "growth", Component, Share, -1.0 ..= 100.0, "growth per year",
        Load, "20..50 %", evenly(-0.5, 2.0), rare 2.0;
    /// Objective for the 99th percentile of latency at peak.
    P99Target = "p99_target", Component, Ms, 0.01 ..= 1e9, "p99 target",
        Targets, "100..200 ms", decades(1.0, 60_000.0), rare NEVER;
    /// Objective for availability; from 99.5 % on two servers are planned at least.
    Availability = "availability", Component, Share, 0.0 ..= 1.0, "availability target",
        Targets, "99.9 %", evenly(0.9, 1.0), rare NEVER;
    /// Limit for a cold start.
    ColdStart = "cold_start", Component, Ms, 0.01 ..= 1e9, "cold-start limit",
        Targets, "300 ms", decades(10.0, 60_000.0), rare NEVER;
    /// Most that running it may cost.
    Budget = "budget", Component, MoneyPerMonth, 0.0 ..= 1e12, "monthly budget",
        Targets, "$500/month", decades(10.0, 1_000_000.0), rare NEVER;
    /// How long it will be in use.
    Life = "life", Component, Years, 0.0 ..= 100.0, "expected life",
        People, "5..8 years", decades(0.5, 30.0), rare 50.0;
    /// People who work on it at the same time.
    TeamSize = "team_size", Component, People, 0.01 ..= 1e6, "team size",
        People, "2..4 people", decades(1.0, 50.0), rare 1e3;
    /// People who change its code over its life.
    Contributors = "contributors", Component, People, 0.0 ..= 1e7, "contributors",
        People, "5..20 people", decades(1.0, 1_000.0), rare 1e5;
    /// Work to build it, for people fluent in Python or in `work_language`.
    Work = "work", Component, PersonWeeks, 0.0 ..= 1e6, "work to build",
        People, "5..20", decades(0.5, 1_000.0), rare 5e4;
    /// Servers, pods or machines that it runs on, where that is decided; they are paid and questioned as
    /// they are: at the peak, at twice of it, with one down. As many as it takes where nothing is
    /// stated.
    Replicas = "replicas", Component, Count, 1.0 ..= 1e6, "replicas",
        Servers, "3", decades(1.0, 1_000.0), rare NEVER;
    /// Virtual processors of one replica; those of the catalog's server, 4, where nothing is stated.
    ReplicaVcpus = "replica_vcpus", Component, Count, 0.01 ..= 1024.0, "processors of a replica",
        Servers, "2", decades(0.1, 64.0), rare NEVER;
    /// What is paid for it each month, whatever the load: a licence, a subscription, a fixed instance;
    /// mostly of what is bought.
    Price = "price", Component, MoneyPerMonth, 0.0 ..= 1e9, "price per month",
        Prices, "$200/month", decades(1.0, 100_000.0), rare 1e7;
    /// What is paid for a million of the requests and messages that reach it.
    CallPrice = "call_price", Component, Money, 0.0 ..= 1e9, "price per million calls",
        Prices, "$0.4", decades(0.01, 100_000.0), rare 1e6;
    /// Data that it keeps on disks or in object storage, copies included; paid at the `storage_price`, and
    /// growing as its load does.
    Storage = "storage", Component, Gb, 0.0 ..= 1e9, "stored data",
        Memory, "100..500 GB", decades(0.1, 1_000_000.0), rare 1e7;
    /// GPU time that it uses.
    GpuHours = "gpu_hours", Component, HoursPerMonth, 0.0 ..= 1e9, "GPU hours per month",
        Memory, "100..300 h/month", decades(1.0, 1_000_000.0), rare 1e7;

    /// Calls made for each request of the caller.
    Calls = "calls", Link, Count, 0.0 ..= 1e6, "calls per request",
        Calls, "1..3", decades(0.01, 1_000.0), rare 1e4;
    /// Extra attempts per call.
    Retries = "retries", Link, Share, 0.0 ..= 100.0, "retries per call",
        Calls, "1..5 %", evenly(0.0, 1.0), rare 10.0;
    /// Items carried by one message.
    Batch = "batch", Link, Count, 1.0 ..= 1e9, "batch size",
        Calls, "50..200", decades(1.0, 1_000_000.0), rare NEVER;
    /// Size of one call or message.
    LinkPayload = "link_payload", Link, Kb, 0.0 ..= 1e9, "payload per call",
        Calls, "5..20 KB", decades(0.1, 100_000.0), rare 1e7;

    /// How many people fill the role; several components that it owns are built by these people, in turn
    /// where they are short, who learn each language once.
    Headcount = "headcount", Role, People, 0.0 ..= 1e6, "headcount",
        Team, "3 people", decades(1.0, 50.0), rare NEVER;
    /// Cost of one person.
    WeeklyCost = "weekly_cost", Role, MoneyPerWeek, 0.0 ..= 1e9, "weekly cost",
        Team, "$2,500/week", decades(200.0, 20_000.0), rare 1e5;

    /// Price of one virtual processor.
    VcpuHour = "vcpu_hour", Plan, MoneyPerHour, 0.0 ..= 1e6, "price per vCPU-hour",
        Economics, "$0.03..0.05/h", decades(0.001, 1.0), rare 10.0;
    /// Price of one gigabyte of memory.
    GbHour = "gb_hour", Plan, MoneyPerHour, 0.0 ..= 1e6, "price per GB-hour",
        Economics, "$0.004..0.006/h", decades(0.0001, 0.1), rare 10.0;
    /// Price of one gigabyte of stored data for a month; counts where something states its `storage`.
    StoragePrice = "storage_price", Plan, MoneyPerMonth, 0.0 ..= 1e6, "price per GB stored",
        Economics, "$0.02..0.1/month", decades(0.001, 1.0), rare 10.0;
    /// Price of one gigabyte that leaves the servers of the plan; counts where something that is asked
    /// from outside states its `payload`.
    TrafficPrice = "traffic_price", Plan, Money, 0.0 ..= 1e6, "price per GB sent",
        Economics, "$0.05..0.09", decades(0.001, 1.0), rare 10.0;
    /// Price of one GPU.
    GpuHour = "gpu_hour", Plan, MoneyPerHour, 0.0 ..= 1e6, "price per GPU-hour",
        Economics, "$0.5..4/h", decades(0.05, 50.0), rare 1e3;
    /// Time over which costs are added up.
    Horizon = "horizon", Plan, Months, 1.0 ..= 1200.0, "horizon",
        Economics, "36 months", evenly(1.0, 120.0), rare NEVER;
    /// Mean of the load over day and week, as a share of the peak; counts where something has a
    /// `call_price`, or a `payload` that is paid for.
    MeanLoad = "mean_load", Plan, Share, 0.0 ..= 1.0, "mean load over the peak",
        Economics, "40 %", evenly(0.0, 1.0), rare NEVER;
    /// Share of processor time that servers are planned to use at peak.
    Utilisation = "utilisation", Plan, Share, 0.05 ..= 0.95, "planned utilisation",
        Economics, "50..60 %", evenly(0.05, 0.95), rare NEVER;
    /// Weekly cost of a person whose role states none.
    DefaultWeeklyCost = "default_weekly_cost", Plan, MoneyPerWeek, 0.0 ..= 1e9, "weekly cost of a person",
        Economics, "$2,500/week", decades(200.0, 20_000.0), rare 1e5;
    /// Work per year to maintain code, as a share of the work to build it.
    Maintenance = "maintenance", Plan, Share, 0.0 ..= 10.0, "maintenance per year",
        Economics, "10..20 %", evenly(0.0, 1.0), rare NEVER;
}
