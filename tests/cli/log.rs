//! What the program keeps of its work for whoever has to find out what happened.

use std::process::Command;

use crate::desk::{Desk, example};

/// Nothing of these may be in a log: a plan's words, and where things are.
const SECRET: [&str; 4] = ["Zürich", "payments", "vault", "home"];

fn run(desk: &Desk, level: &str, arguments: &[&str]) -> Option<i32> {
    let mut command = Command::new(env!("CARGO_BIN_EXE_polyplan"));
    command.args(arguments).current_dir(desk.path("")).env("POLYPLAN_HOME", desk.home());
    command.env("POLYPLAN_LOG", level).output().unwrap().status.code()
}

fn log(desk: &Desk) -> String {
    std::fs::read_to_string(desk.home().join("log/polyplan.log")).unwrap_or_default()
}

#[test]
fn what_was_done_with_files_is_logged_and_nothing_of_plans() {
    let desk = Desk::new();
    std::fs::create_dir(desk.path("vault")).unwrap();
    let lines = "Zürich payments (service) -> Zürich ledger (datastore)\n";
    std::fs::write(desk.path("vault/lines.txt"), lines).unwrap();
    let plan = "vault/shop.plan.ron";
    let import = ["import", "vault/lines.txt", "--format", "lines", "--out", plan];
    assert_eq!(run(&desk, "", &import), Some(0));
    assert_eq!(run(&desk, "", &["export", plan, "--out", "vault/picture.svg"]), Some(0));
    assert_eq!(run(&desk, "", &["report", plan, "--out", "vault/report"]), Some(0));
    let damaged = std::fs::read_to_string(desk.path(plan)).unwrap().replacen("name:", "name", 1);
    std::fs::write(desk.path("vault/damaged.plan.ron"), damaged).unwrap();
    assert_eq!(run(&desk, "", &["advise", "vault/damaged.plan.ron"]), Some(2));
    assert_eq!(run(&desk, "", &["advise", "vault/gone.plan.ron"]), Some(2));
    let log = log(&desk);
    let told = |words: &[&str]| {
        let found = log.lines().any(|line| words.iter().all(|word| line.contains(word)));
        assert!(found, "{words:?} in one line of\n{log}");
    };
    told(&["INFO", "import", "lines.txt", "ms="]);
    told(&["INFO", "save", "shop.plan.ron", "ms="]);
    told(&["INFO", "open", "shop.plan.ron"]);
    told(&["INFO", "write", "picture.svg"]);
    told(&["INFO", "write", "file=\"report\""]);
    told(&["INFO", "done", "command=\"export\""]);
    told(&["ERROR", "open failed", "damaged.plan.ron", "line"]);
    told(&["ERROR", "open failed", "gone.plan.ron", "not found"]);
    told(&["ERROR", "not done", "command=\"advise\""]);
    let folder = desk.path("").display().to_string();
    for secret in SECRET.iter().copied().chain([folder.trim_end_matches('/')]) {
        assert!(!log.contains(secret), "`{secret}` is in\n{log}");
    }
    // One line each, with its time first.
    for line in log.lines() {
        let time = line.split(' ').next().unwrap();
        assert!(time.len() > 18 && time.starts_with("20") && time.ends_with('Z'), "{line}");
    }
}

#[test]
fn a_word_says_how_much_is_logged() {
    let desk = Desk::new();
    let plan = example("online-boutique");
    assert_eq!(run(&desk, "off", &["check", "gone.plan.ron"]), Some(2));
    assert_eq!(run(&desk, "error", &["export", &plan, "--format", "svg"]), Some(0));
    assert!(!desk.home().exists(), "there was nothing to log");
    assert_eq!(run(&desk, "error", &["check", "gone.plan.ron"]), Some(2));
    assert!(log(&desk).contains("ERROR") && !log(&desk).contains("INFO"), "{}", log(&desk));
    assert_eq!(run(&desk, "loud", &["export", &plan, "--format", "svg"]), Some(0));
    assert!(log(&desk).contains("WARN POLYPLAN_LOG"), "{}", log(&desk));
    assert!(log(&desk).contains("INFO"), "{}", log(&desk));
}

#[test]
fn a_log_that_cannot_be_written_stops_nothing() {
    let desk = Desk::new();
    std::fs::write(desk.home(), "no folder").unwrap();
    let advise = ["advise", &example("online-boutique")];
    assert_eq!(desk.succeeds(&advise), Desk::new().succeeds(&advise));
}

#[test]
fn a_log_that_is_full_begins_anew_and_the_one_before_is_kept() {
    let desk = Desk::new();
    std::fs::create_dir_all(desk.home().join("log")).unwrap();
    let full = "before\n".repeat((1 << 20) / 7);
    std::fs::write(desk.home().join("log/polyplan.log"), &full).unwrap();
    std::fs::write(desk.home().join("log/polyplan.before.log"), "long ago\n").unwrap();
    assert_eq!(run(&desk, "", &["check", "gone.plan.ron"]), Some(2));
    assert!(log(&desk).contains("gone.plan.ron") && log(&desk).len() < 1_000);
    let kept = std::fs::read_to_string(desk.home().join("log/polyplan.before.log")).unwrap();
    assert!(kept.starts_with(&full) && !kept.contains("long ago"));
}
