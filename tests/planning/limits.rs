//! Limits of a server: its processors, memory and connections, in sums done by hand.

use polyplan::catalog::Concurrency;
use polyplan::forecast::kernel::{self, Draw, Stack};

use super::queueing;

/// 10 ms of processor time a request and nothing else; servers hold 1,000 connections.
fn draw(rate_per_s: f64) -> Draw {
    Draw { io_wait_ms: 0.0, server_connections: 1000.0, ..queueing::draw(rate_per_s) }
}

fn stack(concurrency: Concurrency, process_mb: f64, connection_kb: f64) -> Stack {
    Stack { process_mb, connection_kb, ..queueing::stack(concurrency) }
}

#[track_caller]
fn sized(draw: &Draw, stack: &Stack, servers: f64, processes: f64, memory_gb: f64) {
    let found = kernel::size(draw, stack);
    assert_eq!((found.servers, found.processes), (servers, processes));
    assert!((found.memory_gb - memory_gb).abs() < 1e-9, "{} GB", found.memory_gb);
}

#[test]
fn a_server_holds_no_more_processes_than_its_memory() {
    // 400/s × 10 ms = 4 busy, 8 wanted: two servers of four, while processes are small.
    sized(&draw(400.0), &stack(Concurrency::Loops, 1000.0, 0.0), 2.0, 8.0, 8.0);
    // 6 GB each: two to a server, so four servers.
    sized(&draw(400.0), &stack(Concurrency::Loops, 6000.0, 0.0), 4.0, 8.0, 48.0);
    // 20 GB each: larger servers, with one process.
    sized(&draw(400.0), &stack(Concurrency::Loops, 20_000.0, 0.0), 8.0, 8.0, 160.0);
    // Live data are in each process, but once in a server whose processors share them.
    let heavy = Draw { live_heap_gb: 7.0, ..draw(400.0) };
    sized(&heavy, &stack(Concurrency::Loops, 1000.0, 0.0), 4.0, 8.0, 64.0);
    sized(&heavy, &stack(Concurrency::Shared, 1000.0, 0.0), 2.0, 2.0, 16.0);
}

#[test]
fn lines_are_those_of_the_processes_that_fit() {
    // Two processes on each of four servers: eight lines of one with 50/s each, used by half.
    let station = kernel::station(&draw(400.0), &stack(Concurrency::Loops, 6000.0, 0.0));
    assert_eq!((station.lines, station.queue.servers), (8, 1));
    assert!((station.queue.utilisation() - 0.5).abs() < 1e-12);
    // On eight processors given from outside it takes four servers, too.
    let given = kernel::station_with(&draw(400.0), &stack(Concurrency::Loops, 6000.0, 0.0), 8.0);
    assert_eq!(given, station);
}

#[test]
fn connections_ask_for_servers_by_number_and_by_memory() {
    let shared = stack(Concurrency::Shared, 0.0, 10.0);
    for (connections, servers) in [(1000.0, 1.0), (1001.0, 2.0), (12_000.0, 12.0)] {
        let draw = Draw { connections, ..draw(1.0) };
        sized(&draw, &shared, servers, servers, connections * 1e-5);
    }
    // 900 connections of 50 MB are 45 GB: three servers of 16 GB; a process of 4 GB leaves 12.
    let many = Draw { connections: 900.0, ..draw(1.0) };
    sized(&many, &stack(Concurrency::Shared, 0.0, 50_000.0), 3.0, 3.0, 45.0);
    sized(&many, &stack(Concurrency::Shared, 4000.0, 50_000.0), 4.0, 4.0, 61.0);
    // A process of 20 GB: larger servers, whose other half holds connections.
    sized(&many, &stack(Concurrency::Shared, 20_000.0, 50_000.0), 6.0, 6.0, 165.0);
}

#[test]
fn availability_and_processors_ask_for_servers_as_before() {
    let redundant = Draw { least_servers: 2.0, ..draw(1.0) };
    sized(&redundant, &stack(Concurrency::Loops, 1000.0, 0.0), 2.0, 2.0, 2.0);
    // 1,000/s × 10 ms at half use are 20 processors, five servers.
    sized(&draw(1000.0), &stack(Concurrency::Shared, 1000.0, 0.0), 5.0, 5.0, 5.0);
}

/// 500 requests a second that wait for 20 s each are 10,000 under way (Little's law), however few
/// connections somebody had in mind.
#[test]
fn requests_under_way_take_memory_and_places_of_servers() {
    let stack = stack(Concurrency::Shared, 0.0, 100.0);
    let waiting = Draw { io_wait_ms: 19_990.0, connections: 100.0, ..draw(500.0) };
    // 10,000 of 100 KB are 1 GB; servers hold 1,000 each.
    let found = kernel::size(&waiting, &stack);
    assert!((found.memory_gb - 1.0).abs() < 1e-9, "{} GB", found.memory_gb);
    assert_eq!(found.servers, 10.0);
    // As many are under way while calls in the plan hold them.
    let held = Draw { held_ms: 19_990.0, io_wait_ms: 0.0, ..waiting };
    assert_eq!(kernel::size(&held, &stack), found);
    let many = Draw { connections: 20_000.0, ..waiting };
    assert_eq!(kernel::size(&many, &stack).servers, 20.0);
}

/// Three replicas of half a processor: 1.5 processors are paid, whatever comes, and each takes twice as
/// long over a request.
#[test]
fn stated_replicas_are_taken_as_they_are() {
    let stated = Draw { replicas: 3.0, replica_vcpus: 0.5, ..draw(60.0) };
    let shared = stack(Concurrency::Shared, 1000.0, 0.0);
    let found = kernel::size(&stated, &shared);
    assert_eq!((found.servers, found.vcpus, found.processes), (3.0, 1.5, 3.0));
    // 30 a month for a processor, 4 for a gigabyte.
    assert!((found.monthly_cost - (1.5 * 30.0 + 3.0 * 4.0)).abs() < 1e-9);
    let station = kernel::station(&stated, &shared);
    assert_eq!((station.lines, station.queue.servers), (3, 1));
    // 20 a second of 20 ms each.
    assert!((station.queue.service_ms - 20.0).abs() < 1e-12);
    assert!((station.queue.utilisation() - 0.4).abs() < 1e-12);
    // As many at any load, and saturated at three times the capacity.
    let more = Draw { rate_per_s: 480.0, ..stated };
    assert_eq!(kernel::size(&more, &shared), kernel::Sizing { busy_vcpus: 4.8, ..found });
    assert!(kernel::estimate(&more, &shared).p99_ms.is_infinite());
    // Of larger ones each core has its process.
    let large = Draw { replicas: 2.0, replica_vcpus: 8.0, ..draw(60.0) };
    sized(&large, &stack(Concurrency::Loops, 1000.0, 0.0), 2.0, 16.0, 16.0);
}

/// Calls that multiply along a chain until no number holds them: everything is full, and nothing breaks.
#[test]
fn rates_beyond_all_numbers_are_full() {
    use super::sketch::{Sketch, catalog};
    use polyplan::advice::{self, findings};
    use polyplan::forecast::flow_latency::flows;
    use polyplan::forecast::{CallGraph, Resolved};
    let names: Vec<String> = (0..60).map(|place| format!("c{place:02}")).collect();
    let ids: Vec<&str> = names.iter().map(String::as_str).collect();
    let mut sketch = Sketch::services(&ids).states("component/c00/external_rate", "1000 req/s");
    for pair in ids.windows(2) {
        let calls = format!("link/{}-{}/calls", pair[0], pair[1]);
        sketch = sketch.calls(pair[0], pair[1]).states(&calls, "1000000");
    }
    let resolved = Resolved::new(&sketch.0, catalog(), None);
    assert!(resolved.components[59].rate.range.typical.is_infinite());
    let advice = advice::of_plan(&resolved);
    let answers = advice::usual_answers(&resolved, &advice);
    assert!(answers[0].p99_ms.typical.is_infinite(), "{:?}", answers[0]);
    let checked = findings::Checked { resolved: &resolved, advice: &advice, answers: &answers };
    assert!(findings::findings(checked).iter().any(|of| of.code == "absurd-rate"));
    for candidate in ["go-net-http", "python-async"] {
        let choice = advice::Choice::All(polyplan::model::CandidateId::new(candidate).unwrap());
        let graph = CallGraph::new(&resolved, &choice.assignment(&resolved));
        assert!(!flows(&graph)[0].saturated.is_empty(), "{candidate}");
    }
}
