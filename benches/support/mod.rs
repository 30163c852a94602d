//! Measuring on one core: medians against targets, printed and never asserted, since another
//! machine has other times. Run with `taskset -c 1 cargo bench`.

pub mod plans;
mod summary;

use std::hint::black_box;
use std::time::{Duration, Instant};

use summary::summary;

/// Time that a measurement may take, warming up included.
const BUDGET: Duration = Duration::from_secs(4);

/// Fewest and most runs behind a median.
const RUNS: std::ops::RangeInclusive<usize> = 7..=200;

/// Runs `run` again and again, after runs that only warm up, and prints the median with the 10th and
/// 90th percentile and, with a target, whether the median meets it. All times are in ms.
///
/// What `run` returns is dropped outside the clock.
pub fn measure<R>(name: &str, target_ms: Option<f64>, mut run: impl FnMut() -> R) {
    let begun = Instant::now();
    for _ in 0..2 {
        black_box(run());
    }
    let mut times = Vec::new();
    while times.len() < *RUNS.start() || (times.len() < *RUNS.end() && begun.elapsed() < BUDGET) {
        let start = Instant::now();
        let result = black_box(run());
        times.push(start.elapsed().as_secs_f64() * 1000.0);
        drop(result);
    }
    summary(name, target_ms, times);
}
