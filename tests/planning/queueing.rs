//! Waiting in line, held against textbooks, numeric integration and Little's law.

use polyplan::catalog::Concurrency;
use polyplan::forecast::kernel::{self, Draw, Stack};
use polyplan::forecast::queueing::{GeneralQueue, Queue, erlang_c};

#[track_caller]
fn close(found: f64, expected: f64, tolerance: f64) {
    assert!(
        (found - expected).abs() <= tolerance * expected.abs(),
        "{found} is not {expected} within {tolerance}"
    );
}

/// A queue with `servers` at a busy share of `utilisation`, a mean service of `service_ms`.
fn queue(servers: u32, utilisation: f64, service_ms: f64) -> Queue {
    Queue { servers, rate_per_ms: utilisation * f64::from(servers) / service_ms, service_ms }
}

const QUEUES: &[(u32, f64)] =
    &[(1, 0.3), (1, 0.95), (2, 0.5), (3, 2.0 / 3.0), (4, 0.75), (8, 0.9), (16, 0.6), (64, 0.97)];

/// Probability of each number of jobs in the system, from the balance of births and deaths alone.
fn jobs_in_system(queue: &Queue) -> Vec<f64> {
    let mut weights = vec![1.0_f64];
    let mut sum = 1.0;
    let mut last = 1.0_f64;
    for jobs in 1..200_000_u32 {
        let busy = f64::from(jobs.min(queue.servers));
        last *= queue.load() / busy;
        weights.push(last);
        sum += last;
        if jobs > queue.servers && last < 1e-18 * sum {
            break;
        }
    }
    weights.iter().map(|weight| weight / sum).collect()
}

/// Probability that an arriving job waits longer than `time`: it finds `n` jobs, and `n - c + 1`
/// must leave, each after an exponential time at the rate of all servers together.
fn waits_longer(queue: &Queue, jobs: &[f64], time: f64) -> f64 {
    let mean_left = f64::from(queue.servers) / queue.service_ms * time.max(0.0);
    let servers = usize::try_from(queue.servers).unwrap();
    // Poisson probabilities by their logarithms, which do not vanish early.
    let mut log_term = -mean_left;
    let mut fewer_left = 0.0;
    let mut total = 0.0;
    let mut count = 0.0;
    for probability in jobs.iter().skip(servers) {
        fewer_left += log_term.exp();
        count += 1.0;
        log_term += mean_left.ln() - f64::ln(count);
        total += probability * fewer_left;
    }
    total
}

/// Probability that waiting and service take longer than `time`, integrated over the service time
/// by Simpson's rule.
fn takes_longer(queue: &Queue, jobs: &[f64], time: f64) -> f64 {
    const STEPS: u32 = 800;
    let mu = 1.0 / queue.service_ms;
    // Longer services than forty means have a probability of e^-40.
    let step = time.min(40.0 * queue.service_ms) / f64::from(STEPS);
    let mut integral = 0.0;
    for i in 0..=STEPS {
        let service = f64::from(i) * step;
        let weight = match i {
            0 | STEPS => 1.0,
            i if i % 2 == 1 => 4.0,
            _ => 2.0,
        };
        let density = mu * (-mu * service).exp();
        integral += weight * density * waits_longer(queue, jobs, time - service);
    }
    (-mu * time).exp() + integral * step / 3.0
}

#[test]
fn waiting_probability_matches_textbooks() {
    // R. Bronson, Operations Research (1982), problem 24.6: 300 arrivals a year, three servers,
    // two days each: 0.352 wait in line, 1.996 are in the system, the wait is 0.43 days.
    let bronson = Queue { servers: 3, rate_per_ms: 300.0 / 365.0, service_ms: 2.0 };
    close(bronson.mean_wait_ms() * bronson.rate_per_ms, 0.352, 2e-3);
    close(bronson.mean_wait_ms() * bronson.rate_per_ms + bronson.load(), 1.996, 1e-3);
    close(bronson.mean_wait_ms(), 0.43, 1e-2);
    // F. Hillier, G. Lieberman, Introduction to Operations Research, the emergency room: two
    // patients an hour, three served an hour: 0.667 wait for one doctor, 0.167 for two.
    close(erlang_c(1, 2.0 / 3.0), 0.667, 1e-3);
    close(erlang_c(2, 2.0 / 3.0), 0.167, 3e-3);
    // The usual example of call centres: 360 calls in half an hour, 240 s each, 55 agents.
    let calls = Queue { servers: 55, rate_per_ms: 360.0 / 1800.0, service_ms: 240.0 };
    close(erlang_c(55, calls.load()), 0.239, 2e-3);
    close(calls.mean_wait_ms(), 8.2, 3e-3);
}

#[test]
fn the_emergency_room_has_a_closed_form() {
    // Two doctors of the textbook above: P(W > t) = e^(-3t) (3 - e^(-t)) / 2, W = 3/8 h.
    let room = Queue { servers: 2, rate_per_ms: 2.0, service_ms: 1.0 / 3.0 };
    for time in [0.0, 0.1, 0.5, 1.0, 3.0] {
        close(room.exceeds(time), 0.5 * (-3.0 * time).exp() * (3.0 - (-time).exp()), 1e-12);
    }
    close(room.mean_wait_ms() + room.service_ms, 3.0 / 8.0, 1e-12);
}

#[test]
fn waiting_probability_follows_from_births_and_deaths() {
    for &(servers, utilisation) in QUEUES {
        let queue = queue(servers, utilisation, 5.0);
        let jobs = jobs_in_system(&queue);
        let all_busy: f64 = jobs.iter().skip(usize::try_from(servers).unwrap()).sum();
        close(erlang_c(servers, queue.load()), all_busy, 1e-9);
    }
}

#[test]
fn tails_and_percentiles_match_numeric_integration() {
    for &(servers, utilisation) in QUEUES {
        let queue = queue(servers, utilisation, 5.0);
        let jobs = jobs_in_system(&queue);
        for probability in [0.5, 0.95, 0.99, 0.999] {
            let time = queue.sojourn_quantile_ms(probability);
            let integrated = takes_longer(&queue, &jobs, time);
            close(queue.exceeds(time), integrated, 1e-6);
            close(1.0 - probability, integrated, 1e-6);
        }
    }
}

#[test]
fn littles_law_holds_for_every_queue() {
    for &(servers, utilisation) in QUEUES {
        let queue = queue(servers, utilisation, 5.0);
        let jobs = jobs_in_system(&queue);
        let mut number = 0.0;
        let in_system: f64 = jobs
            .iter()
            .map(|probability| {
                let part = number * probability;
                number += 1.0;
                part
            })
            .sum();
        let sojourn = queue.mean_wait_ms() + queue.service_ms;
        close(queue.rate_per_ms * sojourn, in_system, 1e-9);
    }
}

/// One server with Poisson arrivals.
fn single(utilisation: f64, service_ms: f64, service_scv: f64) -> GeneralQueue {
    GeneralQueue { queue: queue(1, utilisation, service_ms), arrival_scv: 1.0, service_scv }
}

#[test]
fn one_server_waits_as_pollaczek_and_khinchine_say() {
    for utilisation in [0.05, 0.3, 0.7, 0.9, 0.99] {
        let (service, rate) = (4.0, utilisation / 4.0);
        let left = 1.0 - utilisation;
        // M/M/1: ρ s / (1 − ρ); M/D/1: half of it.
        close(single(utilisation, service, 1.0).mean_wait_ms(), utilisation * service / left, 1e-9);
        let constant = single(utilisation, service, 0.0);
        close(constant.mean_wait_ms(), utilisation * service / (2.0 * left), 1e-9);
        close(constant.mean_sojourn_ms(), service + utilisation * service / (2.0 * left), 1e-9);
        // M/G/1: λ E[S²] / (2 (1 − ρ)), second moments summed from the distributions themselves:
        // uniform between 0 and 8, two stages of 2 (Erlang), and 1 or 13 in three of four and one
        // of four cases.
        for (second_moment, scv) in [
            (8.0 * 8.0 / 3.0, 1.0 / 3.0),
            (2.0 * (2.0 * 2.0 * 2.0) + 2.0 * (2.0 * 2.0), 0.5),
            (0.75 * 1.0 + 0.25 * 169.0, 27.0 / 16.0),
        ] {
            let expected = rate * second_moment / (2.0 * left);
            close(single(utilisation, service, scv).mean_wait_ms(), expected, 1e-9);
        }
    }
}

#[test]
fn general_queues_contain_the_markovian_one_and_saturate_with_it() {
    for &(servers, utilisation) in QUEUES {
        let queue = queue(servers, utilisation, 5.0);
        let general = GeneralQueue { queue, arrival_scv: 1.0, service_scv: 1.0 };
        close(general.mean_wait_ms(), queue.mean_wait_ms(), 1e-15);
    }
    assert_eq!(single(1.0, 4.0, 0.0).mean_wait_ms(), f64::INFINITY);
    let clockwork = GeneralQueue { queue: queue(1, 1.2, 4.0), arrival_scv: 0.0, service_scv: 0.0 };
    assert_eq!(clockwork.mean_wait_ms(), f64::INFINITY);
}

/// Mean wait of M/D/c in units of the service time, from its definition: after one service time
/// whoever was in service has left, and a Poisson number has come (Crommelin, 1932).
fn constant_service_wait(servers: usize, utilisation: f64) -> f64 {
    const MOST: usize = 120;
    let load = utilisation * f64::from(u32::try_from(servers).unwrap());
    let mut arrivals = vec![(-load).exp()];
    for (count, _) in (1..MOST).enumerate() {
        let next = arrivals[count] * load / f64::from(u32::try_from(count + 1).unwrap());
        arrivals.push(next);
    }
    let mut jobs = vec![0.0; MOST];
    jobs[0] = 1.0;
    for _ in 0..700 {
        let mut left = vec![0.0; MOST];
        for (count, probability) in jobs.iter().enumerate() {
            left[count.saturating_sub(servers)] += probability;
        }
        for (count, next) in jobs.iter_mut().enumerate() {
            *next = (0..=count).map(|come| arrivals[come] * left[count - come]).sum();
        }
    }
    let mut waiting = 0.0;
    for (beyond, probability) in jobs.iter().skip(servers).enumerate() {
        waiting += f64::from(u32::try_from(beyond).unwrap()) * probability;
    }
    waiting / load
}

#[test]
fn constant_service_on_many_servers_is_nearly_right() {
    for (servers, utilisation, tolerance) in [(1, 0.7, 1e-9), (2, 0.8, 0.02), (4, 0.7, 0.06)] {
        let queue = queue(servers, utilisation, 1.0);
        let general = GeneralQueue { queue, arrival_scv: 1.0, service_scv: 0.0 };
        let exact = constant_service_wait(usize::try_from(servers).unwrap(), utilisation);
        close(general.mean_wait_ms(), exact, tolerance);
    }
}

/// 10 ms of processor time a request, half use, servers of four processors and 16 GB.
pub fn draw(rate_per_s: f64) -> Draw {
    Draw {
        on_servers: true,
        rate_per_s,
        connections: 0.0,
        cpython_ms: 8.0,
        interpreted: 1.0,
        accelerated: 0.0,
        native: 0.0,
        io_wait_ms: 40.0,
        held_ms: 0.0,
        live_heap_gb: 0.0,
        utilisation: 0.5,
        least_servers: 1.0,
        replicas: 0.0,
        replica_vcpus: 4.0,
        server_vcpus: 4.0,
        server_gb: 16.0,
        server_connections: 64_000.0,
        smallest_vcpus: 0.1,
        vcpu_month: 30.0,
        gb_month: 4.0,
        large_heap_gb: 2.0,
        heap_headroom: 2.0,
        stalled: 0.0,
        cpu_spread: 1.0,
        wait_spread: 0.0,
        stack_scale: 1.0,
        written_in: None,
        rewritten: kernel::Rewritten::default(),
    }
}

pub fn stack(concurrency: Concurrency) -> Stack {
    Stack {
        interpreted: 1.0,
        accelerated: 1.0,
        native: 1.0,
        overhead_ms: 2.0,
        process_mb: 50.0,
        connection_kb: 10.0,
        short_pause_ms: 0.0,
        long_pause_ms: 0.0,
        collected: false,
        concurrency,
        threads: 10.0,
        language: 1,
    }
}

#[test]
fn the_kernel_is_the_queue_of_one_server() {
    // 10 ms of processor time, 800/s: 8 busy, 16 wanted at 50 %, four servers of four.
    let shared = kernel::estimate(&draw(800.0), &stack(Concurrency::Shared));
    assert_eq!((shared.busy_vcpus, shared.vcpus, shared.servers), (8.0, 16.0, 4.0));
    let one_server = Queue { servers: 4, rate_per_ms: 0.2, service_ms: 10.0 };
    let jobs = jobs_in_system(&one_server);
    for tail in [0.5, 0.05, 0.01] {
        let found = shared.station.quantile_ms(1.0 - tail);
        close(takes_longer(&one_server, &jobs, found - 40.0), tail, 1e-6);
    }
    assert_eq!(shared.p99_ms, shared.station.quantile_ms(0.99));
    // A process for each core: sixteen lines of one.
    let loops = kernel::estimate(&draw(800.0), &stack(Concurrency::Loops));
    assert_eq!((loops.servers, loops.processes), (4.0, 16.0));
    let one_process = Queue { servers: 1, rate_per_ms: 0.05, service_ms: 10.0 };
    close(loops.p99_ms - 40.0, one_process.sojourn_quantile_ms(0.99), 1e-12);
    assert!(loops.p99_ms > shared.p99_ms);
}

#[test]
fn blocking_threads_hold_every_request_under_way() {
    // Little's law: 800/s for 10 ms of work and 40 ms of waiting are 40 requests under way; at half
    // use 80 threads, on four servers 20 each, ten threads to a process: two, but four cores.
    let few = kernel::estimate(&draw(800.0), &stack(Concurrency::Threads));
    assert_eq!((few.servers, few.processes), (4.0, 16.0));
    // Waiting 490 ms instead: 800 threads, 200 a server, 20 processes each.
    let slow = Draw { io_wait_ms: 490.0, ..draw(800.0) };
    let many = kernel::estimate(&slow, &stack(Concurrency::Threads));
    assert_eq!((many.servers, many.processes), (4.0, 80.0));
    // 50 MB a process, and 400 requests under way of so much each.
    let held = 400.0 * stack(Concurrency::Threads).connection_kb / 1e6;
    assert!((many.memory_gb - 80.0 * 0.05 - held).abs() < 1e-12);
}
