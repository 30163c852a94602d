//! How many servers and processes a component takes, and their memory.

use super::kernel::{Draw, Stack, cpu_ms, io_wait_ms};
use crate::base::Unit;
use crate::catalog::Concurrency;
use crate::model::{Input, Plan, Scenario};

/// What a component needs, without how quickly it answers; much quicker than
/// [`estimate`](super::kernel::estimate), since quantiles of waiting have to be searched for.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Sizing {
    /// CPU time of a request, ms.
    pub cpu_ms: f64,
    /// Processors busy at the peak.
    pub busy_vcpus: f64,
    /// Processors with reserve.
    pub vcpus: f64,
    /// Servers.
    pub servers: f64,
    /// Whole processors of one server that are used.
    pub cores: f64,
    /// Share of each of them that it may use, 0 to 1; less than all where a stated server has a part of
    /// a processor.
    pub speed: f64,
    /// Processes of all servers.
    pub processes: f64,
    /// Memory of all servers, GB.
    pub memory_gb: f64,
    /// Processors and memory at peak size for a month, in the plan's currency.
    pub monthly_cost: f64,
}

/// Says of a scenario of another load that it has servers of its own, which is why times hardly
/// change under it; none at the planned load, and where all servers are stated.
#[must_use]
pub fn sized_anew(plan: &Plan, scenario: &Scenario) -> Option<String> {
    let mut built = plan.components.values().filter(|component| component.is_built());
    let sized = built.any(|component| !component.inputs.contains_key(&Input::Replicas));
    let other = sized && (scenario.load - 1.0).abs() > f64::EPSILON;
    other.then(|| {
        format!("Servers are sized anew for {} the load", Unit::Times.readable(scenario.load))
    })
}

/// Sizes one component: as many servers as its processor time at the planned utilisation, its
/// memory, its connections or its availability ask for, whichever is most.
///
/// Where processes do not share their data, a server holds as many of them as its memory, and the
/// processors beyond are of no use. What runs on no server of the plan needs nothing. Stated servers
/// are taken as they are, enough or not.
#[must_use]
pub fn size(draw: &Draw, stack: &Stack) -> Sizing {
    let cpu = cpu_ms(draw, stack);
    if !draw.on_servers {
        return Sizing { cpu_ms: cpu, cores: 1.0, speed: 1.0, ..Sizing::default() };
    }
    if draw.replicas > 0.0 {
        return as_stated(draw, stack, cpu);
    }
    let busy = draw.rate_per_s * cpu / 1000.0;
    let wanted = f64::max(busy / draw.utilisation, draw.smallest_vcpus);
    let most = most_cores(draw, stack);
    let servers = [wanted / most, by_memory(draw, stack, cpu, wanted), by_connections(draw, stack)]
        .into_iter()
        .map(libm::ceil)
        .fold(draw.least_servers, f64::max);
    let cores = cores_of_server(wanted, servers, most);
    let vcpus = f64::max(wanted, draw.smallest_vcpus * servers);
    let processes = processes(draw, stack, cpu, cores, servers);
    let memory_gb = memory_gb(draw, stack, processes);
    Sizing {
        cpu_ms: cpu,
        busy_vcpus: busy,
        vcpus,
        servers,
        cores,
        speed: 1.0,
        processes,
        memory_gb,
        monthly_cost: vcpus * draw.vcpu_month + memory_gb * draw.gb_month,
    }
}

/// The servers that are stated, whatever comes: they are paid as they are, busy or not.
fn as_stated(draw: &Draw, stack: &Stack, cpu: f64) -> Sizing {
    let servers = libm::round(draw.replicas).max(1.0);
    // A part of a processor is one that runs a part of the time.
    let whole = libm::ceil(draw.replica_vcpus).max(1.0);
    let shared = stack.concurrency == Concurrency::Shared;
    let cores = if shared { whole } else { processes_that_fit(draw, stack).min(whole) };
    let processes = processes(draw, stack, cpu, cores, servers);
    let vcpus = draw.replica_vcpus * servers;
    let memory_gb = memory_gb(draw, stack, processes);
    Sizing {
        cpu_ms: cpu,
        busy_vcpus: draw.rate_per_s * cpu / 1000.0,
        vcpus,
        servers,
        cores,
        speed: draw.replica_vcpus / whole,
        processes,
        memory_gb,
        monthly_cost: vcpus * draw.vcpu_month + memory_gb * draw.gb_month,
    }
}

/// Processors of one server that are of use: all, or one for each process that its memory holds.
pub(super) fn most_cores(draw: &Draw, stack: &Stack) -> f64 {
    if stack.concurrency == Concurrency::Shared {
        return draw.server_vcpus;
    }
    processes_that_fit(draw, stack).min(draw.server_vcpus)
}

/// Whole processors of one server, at most `most`.
pub(super) fn cores_of_server(vcpus: f64, servers: f64, most: f64) -> f64 {
    libm::ceil(vcpus / servers).clamp(1.0, most)
}

/// Processes that the memory of one server holds; where one is too large, a larger server is taken
/// for it.
fn processes_that_fit(draw: &Draw, stack: &Stack) -> f64 {
    libm::floor(draw.server_gb / process_gb(draw, stack)).max(1.0)
}

/// Servers that processes and connections fill with memory.
fn by_memory(draw: &Draw, stack: &Stack, cpu: f64, vcpus: f64) -> f64 {
    let connections = connections_gb(draw, stack);
    let process = process_gb(draw, stack);
    if stack.concurrency == Concurrency::Shared {
        // Each server holds the live data; a larger one is taken where they leave less than half.
        return connections / f64::max(draw.server_gb - process, draw.server_gb / 2.0);
    }
    let processes = libm::ceil(f64::max(vcpus, processes_under_way(draw, stack, cpu)));
    let together = (processes * process.min(draw.server_gb) + connections) / draw.server_gb;
    together.max(processes / processes_that_fit(draw, stack))
}

/// Servers that connections fill.
fn by_connections(draw: &Draw, stack: &Stack) -> f64 {
    connections(draw, stack) / draw.server_connections
}

/// Connections that are open at the peak: those that are known or assumed, and no fewer than requests
/// are under way, by Little's law.
fn connections(draw: &Draw, stack: &Stack) -> f64 {
    let residence_ms = residence_ms(draw, stack, cpu_ms(draw, stack));
    f64::max(draw.connections, draw.rate_per_s * residence_ms / 1000.0)
}

/// Time that a request is under way at least, ms: while it computes and waits for things outside the
/// plan, and for those at the end of its calls in the plan.
fn residence_ms(draw: &Draw, stack: &Stack, cpu: f64) -> f64 {
    cpu + io_wait_ms(draw, stack) + draw.held_ms
}

/// Processes of blocking threads that hold the requests under way, at the planned utilisation: by
/// Little's law one thread each while they compute and wait. None for other stacks.
fn processes_under_way(draw: &Draw, stack: &Stack, cpu: f64) -> f64 {
    if stack.concurrency != Concurrency::Threads {
        return 0.0;
    }
    let under_way = draw.rate_per_s / draw.utilisation * residence_ms(draw, stack, cpu) / 1000.0;
    under_way / stack.threads.max(1.0)
}

/// Processes of all servers.
fn processes(draw: &Draw, stack: &Stack, cpu: f64, cores: f64, servers: f64) -> f64 {
    let of_server = match stack.concurrency {
        Concurrency::Shared => 1.0,
        Concurrency::Loops => cores,
        Concurrency::Threads => {
            let held = libm::ceil(processes_under_way(draw, stack, cpu) / servers);
            f64::max(cores, held)
        }
    };
    of_server * servers
}

/// Memory of one process with its copy of the live data, without connections, GB.
#[must_use]
pub fn process_gb(draw: &Draw, stack: &Stack) -> f64 {
    let headroom = if stack.collected { draw.heap_headroom } else { 1.0 };
    stack.process_mb / 1000.0 + draw.live_heap_gb * headroom
}

/// Memory of all connections, GB.
fn connections_gb(draw: &Draw, stack: &Stack) -> f64 {
    connections(draw, stack) * stack.connection_kb / 1e6
}

fn memory_gb(draw: &Draw, stack: &Stack, processes: f64) -> f64 {
    processes * process_gb(draw, stack) + connections_gb(draw, stack)
}
