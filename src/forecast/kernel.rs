//! The kernel: one draw of inputs and one stack in, one estimate out. Pure and fast.

pub use super::sizing::{Sizing, process_gb, size};

use super::queueing::{Queue, Stalls, Varied};
use super::sizing::{cores_of_server, most_cores};
use super::station::Station;
use crate::catalog::Concurrency;

/// Point values of a component's inputs.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Draw {
    /// Whether servers of the plan run it; otherwise its users' machines do, or what calls it.
    pub on_servers: bool,
    /// Peak rate of all requests and messages, per second.
    pub rate_per_s: f64,
    /// Connections open at peak.
    pub connections: f64,
    /// CPU time per request if written in CPython, ms; excludes the stack's own.
    pub cpython_ms: f64,
    /// Share of `cpython_ms` in interpreted code. The three shares add up to 1.
    pub interpreted: f64,
    /// Share of `cpython_ms` in the C-accelerated library.
    pub accelerated: f64,
    /// Share of `cpython_ms` in native libraries.
    pub native: f64,
    /// Wait for things outside per request, ms.
    pub io_wait_ms: f64,
    /// Time that calls in the plan hold a request at least, ms; it counts for what is open and under
    /// way, not for the component's own time to answer.
    pub held_ms: f64,
    /// Long-lived data in memory of one server, GB.
    pub live_heap_gb: f64,
    /// Share of processor time planned to be used at peak, 0 to 1.
    pub utilisation: f64,
    /// Fewest servers, however small the load: more than one for availability.
    pub least_servers: f64,
    /// Servers that are stated; 0 where there are as many as it takes.
    pub replicas: f64,
    /// Processors of one of them.
    pub replica_vcpus: f64,
    /// Processors of one server.
    pub server_vcpus: f64,
    /// Memory of one server, GB.
    pub server_gb: f64,
    /// Most connections that one server holds open.
    pub server_connections: f64,
    /// Smallest part of a processor that can be reserved for a server, in processors.
    pub smallest_vcpus: f64,
    /// Price of a processor for a month, in the plan's currency.
    pub vcpu_month: f64,
    /// Price of a gigabyte for a month, in the plan's currency.
    pub gb_month: f64,
    /// Live heap at which pauses lie halfway between short and long, GB.
    pub large_heap_gb: f64,
    /// Memory of a collected heap over its live data, 1 or more; without a collector it is 1.
    pub heap_headroom: f64,
    /// Share of the time in which a process stands still for its collector or behind its loop.
    pub stalled: f64,
    /// How much CPU times vary from request to request: standard deviation over the mean.
    pub cpu_spread: f64,
    /// The same of waits for things outside.
    pub wait_spread: f64,
    /// CPU time of stacks on the machine at hand over their `overhead_ms`.
    pub stack_scale: f64,
    /// Number of the language of the code whose times these are; none where there is no code.
    pub written_in: Option<u32>,
    /// What code that is written anew takes of what the code before took.
    pub rewritten: Rewritten,
}

/// Times of code that is written anew over those of the code it replaces, language apart: nobody
/// writes the same code twice.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Rewritten {
    /// CPU time without the stack's.
    pub cpu: f64,
    /// Wait for things outside.
    pub wait: f64,
}

impl Default for Rewritten {
    fn default() -> Self {
        Self { cpu: 1.0, wait: 1.0 }
    }
}

/// Point values of a candidate's figures.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Stack {
    /// How many times CPython's speed in interpreted code.
    pub interpreted: f64,
    /// How many times CPython's speed in the C-accelerated library; 1 is as fast.
    pub accelerated: f64,
    /// How many times the speed of Python's native libraries; below 1 is slower.
    pub native: f64,
    /// CPU time of the stack itself per request, ms.
    pub overhead_ms: f64,
    /// Memory of one process, MB.
    pub process_mb: f64,
    /// Memory of one connection, KB.
    pub connection_kb: f64,
    /// Length of a pause with a small heap, ms.
    pub short_pause_ms: f64,
    /// Length of a pause with a very large heap, ms.
    pub long_pause_ms: f64,
    /// Whether memory is collected, so that the heap needs headroom.
    pub collected: bool,
    /// How cores and waits are used.
    pub concurrency: Concurrency,
    /// Blocking threads of one process.
    pub threads: f64,
    /// Number of its language.
    pub language: u32,
}

/// What one component needs and gives with one stack.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Estimate {
    /// CPU time per request with the stack's own, ms.
    pub cpu_ms: f64,
    /// 99th percentile of the time to answer at peak, without calls to other components, ms.
    pub p99_ms: f64,
    /// Its lines of requests, for other percentiles of the same.
    pub station: Station,
    /// Processors busy at peak on average: rate times CPU time.
    pub busy_vcpus: f64,
    /// Processors to reserve, so that at most the planned share of them is busy.
    pub vcpus: f64,
    /// Servers to run.
    pub servers: f64,
    /// Operating-system processes on all servers.
    pub processes: f64,
    /// Memory on all servers, GB.
    pub memory_gb: f64,
    /// Processors and memory at peak size for a month, in the plan's currency.
    pub monthly_cost: f64,
}

/// CPU time of a request with a stack, ms: the CPython time mixed by profile and divided by the
/// speed in each class, plus the stack's own time.
///
/// One ratio would not do: Go's measured speed over CPython's runs from 0.02 in native libraries to
/// 100 in interpreted loops (claims 4 and 25; the chart `article-cpu` shows ranges and sources).
#[must_use]
pub fn cpu_ms(draw: &Draw, stack: &Stack) -> f64 {
    let share = draw.interpreted / stack.interpreted
        + draw.accelerated / stack.accelerated
        + draw.native / stack.native;
    draw.cpython_ms * share * rewritten(draw, stack).cpu + stack.overhead_ms * draw.stack_scale
}

/// Wait of a request with a stack for things outside, ms.
#[must_use]
pub fn io_wait_ms(draw: &Draw, stack: &Stack) -> f64 {
    draw.io_wait_ms * rewritten(draw, stack).wait
}

/// What a stack's code takes of what the measured code took: the same in the same language.
fn rewritten(draw: &Draw, stack: &Stack) -> Rewritten {
    let same = draw.written_in.is_none_or(|language| language == stack.language);
    if same { Rewritten::default() } else { draw.rewritten }
}

/// Most of its time that a process stands still, as a share; more is taken as this.
const MOST_STALLED: f64 = 0.5;

/// Estimates one component with as many servers as the planned utilisation and the limits of a
/// server ask for, see [`size`].
///
/// Waiting is M/G/c within a server for stacks that share cores, and M/G/1 for each process of
/// stacks with a process for each core, with services that vary and [stalls](super::queueing::StalledQueue);
/// waits for things outside [vary](Varied) as well.
#[must_use]
pub fn estimate(draw: &Draw, stack: &Stack) -> Estimate {
    let sizing = size(draw, stack);
    let Sizing { cpu_ms: cpu, servers, .. } = sizing;
    let station = station_of(draw, stack, &sizing);
    Estimate {
        cpu_ms: cpu,
        p99_ms: station.quantile_ms(0.99),
        station,
        busy_vcpus: sizing.busy_vcpus,
        vcpus: sizing.vcpus,
        servers,
        processes: sizing.processes,
        memory_gb: sizing.memory_gb,
        monthly_cost: sizing.monthly_cost,
    }
}

/// 99th percentile of latency on a fixed number of processors, ms; infinite at saturation.
#[must_use]
pub fn p99_on(draw: &Draw, stack: &Stack, vcpus: f64) -> f64 {
    station_with(draw, stack, vcpus).quantile_ms(0.99)
}

/// The lines of requests on a fixed number of processors, or on the servers that are stated.
#[must_use]
pub fn station_with(draw: &Draw, stack: &Stack, vcpus: f64) -> Station {
    if draw.replicas > 0.0 {
        return station(draw, stack);
    }
    let most = most_cores(draw, stack);
    let servers = libm::ceil(vcpus / most);
    let cores = cores_of_server(vcpus, servers, most);
    station_on(draw, stack, cpu_ms(draw, stack), cores * servers, cores)
}

/// The lines of requests on as many servers as [`estimate`] takes.
#[must_use]
pub fn station(draw: &Draw, stack: &Stack) -> Station {
    station_of(draw, stack, &size(draw, stack))
}

/// The lines of requests of a draw on the servers of a sizing that another draw asked for.
#[must_use]
pub fn station_of(draw: &Draw, stack: &Stack, sizing: &Sizing) -> Station {
    let Sizing { servers, cores, speed, .. } = *sizing;
    station_on(draw, stack, cpu_ms(draw, stack) / speed, cores * servers, cores)
}

/// The lines of requests on so many processors, `cores` of them in each server.
fn station_on(draw: &Draw, stack: &Stack, cpu: f64, all_cores: f64, cores: f64) -> Station {
    let shared = stack.concurrency == Concurrency::Shared;
    let line = if shared { cores } else { 1.0 };
    // Without servers each user has a machine of his own, where nobody else waits.
    let rate_per_s = if draw.on_servers { draw.rate_per_s } else { 0.0 };
    let lines = if draw.on_servers { all_cores / line } else { 1.0 };
    // Pauses lie between short and long, as the live heap is large.
    let heap = draw.live_heap_gb / (draw.live_heap_gb + draw.large_heap_gb);
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "whole cores and lines, far below the limit"
    )]
    Station {
        queue: Queue {
            servers: line as u32,
            rate_per_ms: rate_per_s / 1000.0 / lines,
            service_ms: cpu,
        },
        lines: lines as u32,
        cpu_spread: draw.cpu_spread,
        io_wait: Varied { mean_ms: io_wait_ms(draw, stack), spread: draw.wait_spread },
        stalls: Stalls {
            share: draw.stalled.clamp(0.0, MOST_STALLED),
            ms: stack.short_pause_ms + heap * (stack.long_pause_ms - stack.short_pause_ms),
        },
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn draw() -> Draw {
        Draw {
            on_servers: true,
            rate_per_s: 1000.0,
            connections: 5000.0,
            cpython_ms: 10.0,
            interpreted: 0.7,
            accelerated: 0.3,
            native: 0.0,
            io_wait_ms: 20.0,
            held_ms: 0.0,
            live_heap_gb: 0.0,
            utilisation: 0.6,
            least_servers: 1.0,
            replicas: 0.0,
            replica_vcpus: 4.0,
            server_vcpus: 4.0,
            server_gb: 16.0,
            server_connections: 64_000.0,
            smallest_vcpus: 0.1,
            vcpu_month: 29.2,
            gb_month: 3.65,
            large_heap_gb: 2.0,
            heap_headroom: 2.0,
            stalled: 0.0,
            cpu_spread: 1.0,
            wait_spread: 0.0,
            stack_scale: 1.0,
            written_in: None,
            rewritten: Rewritten::default(),
        }
    }

    fn go() -> Stack {
        Stack {
            interpreted: 40.0,
            accelerated: 3.0,
            native: 0.8,
            overhead_ms: 0.033,
            process_mb: 13.0,
            connection_kb: 19.7,
            short_pause_ms: 0.2,
            long_pause_ms: 10.0,
            collected: true,
            concurrency: Concurrency::Shared,
            threads: 0.0,
            language: 1,
        }
    }

    fn python() -> Stack {
        Stack {
            interpreted: 1.0,
            accelerated: 1.0,
            native: 1.0,
            overhead_ms: 0.097,
            process_mb: 51.0,
            connection_kb: 10.8,
            concurrency: Concurrency::Loops,
            ..go()
        }
    }

    #[test]
    fn service_demand_is_mixed_by_profile() {
        // 10 ms × (0.7/40 + 0.3/3) + 0.033 = 1.208 ms against 10.097 ms.
        assert!((cpu_ms(&draw(), &go()) - 1.208).abs() < 1e-12);
        assert!((cpu_ms(&draw(), &python()) - 10.097).abs() < 1e-12);
    }

    #[test]
    fn servers_follow_planned_utilisation() {
        // 1,000/s × 10.097 ms = 10.097 busy processors; at 60 % that is 16.83, on 4 each 5 servers.
        let python = estimate(&draw(), &python());
        assert!((python.vcpus - 10.097 / 0.6).abs() < 1e-9);
        assert!((python.servers - 5.0).abs() < 1e-12);
        // Python: a process for each core and 10.8 KB for each connection.
        assert!((python.memory_gb - (20.0 * 0.051 + 5000.0 * 10.8e-6)).abs() < 1e-9);
        let go = estimate(&draw(), &go());
        assert!((go.servers - 1.0).abs() < 1e-12);
        assert!(
            (go.monthly_cost - (1.208 / 0.6 * 29.2 + (0.013 + 5000.0 * 19.7e-6) * 3.65)).abs()
                < 1e-9
        );
    }

    #[test]
    fn a_process_for_each_core_waits_as_single_queues() {
        // Python: 20 processes, 50/s each, 10.097 ms: M/M/1, plus 20 ms outside.
        let rho = 0.05 * 10.097;
        let expected = 10.097 * libm::log(100.0) / (1.0 - rho) + 20.0;
        assert!((estimate(&draw(), &python()).p99_ms - expected).abs() < 1e-9);
    }

    #[test]
    fn without_servers_there_is_no_bill_and_nobody_queues() {
        let installed = |rate| Draw { on_servers: false, rate_per_s: rate, ..draw() };
        for stack in [go(), python()] {
            let estimate = estimate(&installed(1e6), &stack);
            let Estimate { busy_vcpus, vcpus, servers, processes, memory_gb, monthly_cost, .. } =
                estimate;
            let needs = [busy_vcpus, vcpus, servers, processes, memory_gb, monthly_cost];
            assert_eq!(needs, [0.0; 6]);
            // One exponential service, then 20 ms outside.
            let alone = estimate.cpu_ms * libm::log(100.0) + 20.0;
            assert!((estimate.p99_ms - alone).abs() < 1e-9);
            assert!((p99_on(&installed(1e6), &stack, 1.0) - alone).abs() < 1e-9);
        }
    }

    #[test]
    fn latency_rises_with_load_and_ends_at_saturation() {
        let mut last = 0.0;
        for rate in [1.0, 100.0, 1000.0, 3000.0, 3300.0] {
            let p99 = p99_on(&Draw { rate_per_s: rate, ..draw() }, &go(), 4.0);
            assert!(p99 > last);
            last = p99;
        }
        assert!(p99_on(&Draw { rate_per_s: 3400.0, ..draw() }, &go(), 4.0).is_infinite());
    }

    #[test]
    fn blocking_threads_need_processes_while_they_wait() {
        let sync = Stack { concurrency: Concurrency::Threads, threads: 16.0, ..python() };
        let waiting = Draw { io_wait_ms: 500.0, cpython_ms: 1.0, ..draw() };
        assert!(
            estimate(&waiting, &sync).processes > 3.0 * estimate(&waiting, &python()).processes
        );
    }
}
