//! How cost grows with the size of a plan: time and memory of the program itself, for plans of 100 to
//! 100,000 components with twice as many links.
//!
//! Sizes and subcommands may be given: `cargo bench --bench growth -- 1000 10000 check`. The exponent
//! is that of time between one size and the next, `ln(t₂ / t₁) / ln(n₂ / n₁)`: 1 is linear.
//! Memory is the most that the program held at once, as Linux tells it.

#![expect(clippy::unwrap_used, reason = "a bench stops where its own plan is wrong")]

#[expect(dead_code, reason = "times of whole runs are taken by this bench itself")]
mod support;

use std::path::Path;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use polyplan::files;
use support::plans;

/// Components of the plans, unless sizes are given.
const SIZES: [usize; 4] = [100, 1_000, 10_000, 100_000];

/// Subcommands that are run, unless some are given.
const COMMANDS: [&str; 3] = ["check", "advise", "forecast"];

/// How long to wait before looking at the running program again.
const PAUSE: Duration = Duration::from_millis(2);

/// What one run took.
struct Run {
    seconds: f64,
    megabytes: f64,
}

fn main() {
    let given: Vec<String> = std::env::args().skip(1).filter(|of| !of.starts_with('-')).collect();
    let mut sizes: Vec<usize> = given.iter().filter_map(|of| of.parse().ok()).collect();
    let mut commands: Vec<&str> =
        given.iter().map(String::as_str).filter(|of| of.parse::<usize>().is_err()).collect();
    if sizes.is_empty() {
        sizes = SIZES.to_vec();
    }
    if commands.is_empty() {
        commands = COMMANDS.to_vec();
    }
    let folder = tempfile::tempdir().unwrap();
    let mut before: Vec<Option<(usize, f64)>> = vec![None; commands.len()];
    println!("{:>10} {:<10} {:>9} {:>9} {:>9}", "components", "command", "s", "MB", "exponent");
    for size in sizes {
        let path = folder.path().join("growth.plan.ron");
        std::fs::write(&path, files::write_text(&plans::plan(size, 2 * size)).unwrap()).unwrap();
        for (command, before) in commands.iter().zip(&mut before) {
            let Run { seconds, megabytes } = run(command, &path);
            let exponent = before.map_or_else(String::new, |(n, s)| {
                format!("{:.2}", (seconds / s).ln() / (float(size) / float(n)).ln())
            });
            println!("{size:>10} {command:<10} {seconds:>9.2} {megabytes:>9.0} {exponent:>9}");
            *before = Some((size, seconds));
        }
    }
}

fn float(count: usize) -> f64 {
    f64::from(u32::try_from(count).unwrap())
}

/// Runs a subcommand on a plan.
fn run(command: &str, plan: &Path) -> Run {
    let start = Instant::now();
    let mut child = Command::new(env!("CARGO_BIN_EXE_polyplan"))
        .arg(command)
        .arg(plan)
        .stdout(Stdio::null())
        .spawn()
        .unwrap();
    let mut kilobytes: f64 = 0.0;
    let status = loop {
        kilobytes = kilobytes.max(most_held(child.id()).unwrap_or(0.0));
        match child.try_wait().unwrap() {
            Some(status) => break status,
            None => std::thread::sleep(PAUSE),
        }
    };
    let seconds = start.elapsed().as_secs_f64();
    // `check` ends with 1 where it finds something.
    assert!(status.code().is_some_and(|code| code < 2), "{command} failed: {status}");
    Run { seconds, megabytes: kilobytes / 1024.0 }
}

/// The most memory that a running program has held so far, kB; none where the system does not tell.
fn most_held(process: u32) -> Option<f64> {
    let told = std::fs::read_to_string(format!("/proc/{process}/status")).ok()?;
    let line = told.lines().find_map(|line| line.strip_prefix("VmHWM:"))?;
    line.split_whitespace().next()?.parse().ok()
}
