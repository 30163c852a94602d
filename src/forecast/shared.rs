//! What all components share at one point, and what the kernel takes of a component and a candidate.

use super::facts::Facts;
pub use super::kernel::Rewritten;
use super::kernel::{Draw, Stack};
use super::point::Point;
use super::resolve::Resolved;
use super::sample;
use crate::catalog::{Candidate, Catalog, Collector, Language};
use crate::model::{Input, LanguageId};

/// Prices and limits that all components share, at one point.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Shared {
    /// Price of a processor for a month, in the plan's currency like all money here.
    pub vcpu_month: f64,
    /// Calls in a month at a peak of one a second, by the mean load.
    pub mean_calls: f64,
    /// Price of a gigabyte of memory for a month.
    pub gb_month: f64,
    /// Price of a gigabyte of stored data for a month.
    pub storage_month: f64,
    /// Price of a gigabyte that leaves the plan's servers.
    pub sent_gb: f64,
    /// Price of a GPU hour.
    pub gpu_hour: f64,
    /// Planned share of processor time at peak, 0 to 1.
    pub utilisation: f64,
    /// Processors of one server.
    pub server_vcpus: f64,
    /// Memory of one server, GB.
    pub server_gb: f64,
    /// Most connections that one server holds open.
    pub server_connections: f64,
    /// Smallest part of a processor that can be reserved, in processors.
    pub smallest_vcpus: f64,
    /// Live heap at which pauses lie halfway between their short and their long end, GB.
    pub large_heap_gb: f64,
    /// Memory of a collected heap over its live data.
    pub heap_headroom: f64,
    /// Share of the time in which a process stands still.
    pub stalled: f64,
    /// How much CPU times vary from request to request: standard deviation over the mean.
    pub cpu_spread: f64,
    /// The same of waits.
    pub wait_spread: f64,
    /// CPU time of stacks on the machine at hand over the catalog's.
    pub http_machine: f64,
    /// What code that is written anew takes of what the code before took.
    pub rewritten: Rewritten,
    /// Horizon, months.
    pub horizon_months: f64,
    /// Cost for a week of one person whose role states none.
    pub weekly_cost: f64,
    /// Maintenance a year as a share of the work to build.
    pub maintenance: f64,
}

impl Rewritten {
    /// The catalog's figures at a point.
    #[must_use]
    pub fn of(catalog: &Catalog, point: Point) -> Self {
        let of = |name| catalog.constants.get(name).map_or(1.0, |figure| point.of(figure.range));
        Self { cpu: of("rewrite"), wait: of("rewrite_wait") }
    }
}

impl Shared {
    /// The shared values of a resolved plan at a point.
    #[must_use]
    pub fn of(resolved: &Resolved<'_>, point: Point) -> Self {
        match resolved.economics.shared() {
            Some(shared) if point == Point::Typical => *shared,
            _ => Self::worked_out(resolved, point),
        }
    }

    fn worked_out(resolved: &Resolved<'_>, point: Point) -> Self {
        let catalog = resolved.catalog;
        let at = |input| resolved.economic_at(input, point);
        let constant = |name, fallback| {
            catalog.constants.get(name).map_or(fallback, |figure| point.of(figure.range))
        };
        let hours = constant("hours_per_month", 730.0);
        Self {
            vcpu_month: at(Input::VcpuHour) * hours,
            mean_calls: at(Input::MeanLoad) * hours * 3600.0,
            gb_month: at(Input::GbHour) * hours,
            storage_month: at(Input::StoragePrice),
            sent_gb: at(Input::TrafficPrice),
            gpu_hour: at(Input::GpuHour),
            utilisation: resolved.economic_at(Input::Utilisation, point.opposite()),
            server_vcpus: constant("server_vcpus", 4.0),
            server_gb: constant("server_memory", 16.0),
            server_connections: constant("server_connections", 64_000.0),
            smallest_vcpus: constant("smallest_vcpus", 0.1),
            large_heap_gb: constant("large_heap", 2.0),
            heap_headroom: constant("heap_headroom", 2.0),
            stalled: constant("stalled", 0.01),
            cpu_spread: constant("cpu_spread", 1.0),
            wait_spread: constant("wait_spread", 1.0),
            http_machine: constant("http_machine", 1.0),
            rewritten: Rewritten::of(catalog, point),
            horizon_months: at(Input::Horizon),
            weekly_cost: at(Input::DefaultWeeklyCost),
            maintenance: at(Input::Maintenance),
        }
    }

    /// Cost for a week of one person who works on a component.
    #[must_use]
    pub fn weekly_cost_of(&self, facts: &Facts<'_>, point: Point) -> f64 {
        facts.weekly_cost.map_or(self.weekly_cost, |value| point.of(value.range))
    }
}

/// Availability from which two servers are planned at least, as a share; it leaves a
/// lone server 44 hours a year (judgement).
pub const REDUNDANT_FROM: f64 = 0.995;

/// The kernel's draw for a component at a point.
#[must_use]
pub fn draw(facts: &Facts<'_>, shared: &Shared, point: Point) -> Draw {
    let [interpreted, accelerated, native] = facts.shares();
    let redundant = facts.typical(Input::Availability, 0.0) >= REDUNDANT_FROM;
    Draw {
        on_servers: facts.has_servers(),
        rate_per_s: point.of(facts.rate.range),
        connections: facts.at(Input::Connections, point, 0.0),
        cpython_ms: point.of(facts.cpython_ms.range),
        interpreted,
        accelerated,
        native,
        io_wait_ms: facts.at(Input::IoWait, point, 0.0),
        held_ms: point.of(facts.held_ms),
        live_heap_gb: facts.at(Input::LiveHeap, point, 0.0),
        utilisation: shared.utilisation,
        least_servers: if redundant { 2.0 } else { 1.0 },
        replicas: facts.at(Input::Replicas, point, 0.0),
        replica_vcpus: facts.at(Input::ReplicaVcpus, point, shared.server_vcpus),
        server_vcpus: shared.server_vcpus,
        server_gb: shared.server_gb,
        server_connections: shared.server_connections,
        smallest_vcpus: shared.smallest_vcpus,
        vcpu_month: shared.vcpu_month,
        gb_month: shared.gb_month,
        large_heap_gb: shared.large_heap_gb,
        heap_headroom: shared.heap_headroom,
        stalled: shared.stalled,
        cpu_spread: facts.at(Input::CpuSpread, point, shared.cpu_spread),
        wait_spread: facts.at(Input::WaitSpread, point, shared.wait_spread),
        stack_scale: facts.stack_scale * shared.http_machine,
        written_in: facts.written_in.as_ref().map(number_of),
        rewritten: shared.rewritten,
    }
}

/// The number by which the kernel tells languages apart.
pub(super) fn number_of(language: &LanguageId) -> u32 {
    sample::draw::address(language.as_str())
}

/// The kernel's stack for a candidate at a point; a high point is a costly one.
#[must_use]
pub fn stack(candidate: &Candidate, language: &Language, point: Point) -> Stack {
    let speed = point.opposite();
    Stack {
        interpreted: speed.of(language.interpreted.range),
        accelerated: speed.of(language.accelerated.range),
        native: speed.of(language.native.range),
        overhead_ms: point.of(candidate.overhead.range),
        process_mb: point.of(candidate.base_memory.range),
        connection_kb: point.of(candidate.connection_memory.range),
        short_pause_ms: language.pause.range.low,
        long_pause_ms: language.pause.range.high,
        collected: !matches!(language.collector, Collector::None | Collector::Counting),
        concurrency: candidate.concurrency,
        threads: f64::from(candidate.threads),
        language: number_of(&language.id),
    }
}
