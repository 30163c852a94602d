//! Programs that are killed at any moment of their work.

use std::path::Path;
use std::process::{Child, Stdio};
use std::time::Instant;

use polyplan::files::{load, write_text};

use crate::desk::Desk;

/// Kills spread over the time that the work takes, and a little longer.
const KILLS: u32 = 60;

fn start(desk: &Desk, arguments: &[&str]) -> Child {
    std::process::Command::new(env!("CARGO_BIN_EXE_polyplan"))
        .args(arguments)
        .env("POLYPLAN_HOME", desk.home())
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()
        .unwrap()
}

/// Does something again and again, killed later each time. What `file` holds is then what it held
/// before or what it is to hold, and the next time nothing else is left beside it.
fn kill(desk: &Desk, arguments: &[&str], file: &Path, before: &[u8]) {
    std::fs::write(file, before).unwrap();
    let begun = Instant::now();
    assert!(start(desk, arguments).wait().unwrap().success());
    let takes = begun.elapsed();
    let after = std::fs::read(file).unwrap();
    assert!(after != before);
    let beside = || std::fs::read_dir(file.parent().unwrap()).unwrap().count();
    let usual = beside();
    for kill in 0..KILLS {
        std::fs::write(file, before).unwrap();
        let mut work = start(desk, arguments);
        std::thread::sleep(takes * kill / (KILLS - 10));
        work.kill().unwrap();
        work.wait().unwrap();
        let held = std::fs::read(file).unwrap();
        assert!(held == before || held == after, "{arguments:?}: {} bytes", held.len());
    }
    assert!(start(desk, arguments).wait().unwrap().success());
    assert_eq!((std::fs::read(file).unwrap() == after, beside()), (true, usual));
}

#[test]
fn a_killed_save_leaves_the_plan_as_it_was_or_is_to_be() {
    let desk = Desk::new();
    let file = desk.path("a.plan.ron");
    let mut plan = load(Path::new("saves/feature-platform.plan.ron")).unwrap().plan;
    plan.placements.clear();
    let before = write_text(&plan).unwrap();
    kill(&desk, &["tidy", file.to_str().unwrap()], &file, before.as_bytes());
}

#[test]
fn a_killed_export_leaves_the_picture_as_it_was_or_is_to_be() {
    let desk = Desk::new();
    let folder = desk.path("pictures");
    std::fs::create_dir(&folder).unwrap();
    let file = folder.join("a.svg");
    let plan = "saves/feature-platform.plan.ron";
    kill(&desk, &["export", plan, "--out", file.to_str().unwrap()], &file, b"before");
}
