//! Where answers and files go: pipes, links, devices and protected files are never replaced.

use std::fs;
use std::io::{Read as _, Write as _};
use std::process::{Command, Stdio};

use super::desk::{Desk, example};

fn plan(desk: &Desk) -> String {
    let text = fs::read_to_string(example("ads-retrieval")).unwrap();
    fs::write(desk.path("a.plan.ron"), &text).unwrap();
    text
}

/// Runs with `input` on the standard input.
#[track_caller]
fn with_input(desk: &Desk, arguments: &[&str], input: &str) -> String {
    let mut child = Command::new(env!("CARGO_BIN_EXE_polyplan"))
        .args(arguments)
        .env("POLYPLAN_LOG", "off")
        .current_dir(desk.path("."))
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    child.stdin.take().unwrap().write_all(input.as_bytes()).unwrap();
    let output = child.wait_with_output().unwrap();
    let said = String::from_utf8_lossy(&output.stderr);
    assert_eq!(output.status.code(), Some(0), "{said}");
    String::from_utf8(output.stdout).unwrap()
}

#[cfg(unix)]
#[test]
fn what_is_no_regular_file_is_written_into_and_stays_what_it_is() {
    use std::os::unix::fs::{FileTypeExt as _, symlink};
    let desk = Desk::new();
    plan(&desk);
    assert!(Command::new("mkfifo").arg(desk.path("pipe")).status().unwrap().success());
    let pipe = desk.path("pipe");
    let reader = std::thread::spawn(move || fs::read(pipe).unwrap());
    desk.succeeds(&["export", "a.plan.ron", "--format", "svg", "--out", "pipe"]);
    assert!(reader.join().unwrap().starts_with(b"<svg"));
    assert!(fs::symlink_metadata(desk.path("pipe")).unwrap().file_type().is_fifo());

    symlink("/proc/self/fd/1", desk.path("out")).unwrap();
    let svg = desk.succeeds(&["export", "a.plan.ron", "--format", "svg", "--out", "out"]);
    assert!(svg.starts_with("<svg"));
    assert!(fs::symlink_metadata(desk.path("out")).unwrap().is_symlink());

    symlink("/dev/full", desk.path("full")).unwrap();
    desk.fails(&["export", "a.plan.ron", "--format", "svg", "--out", "full"], "the disk is full");
    assert!(fs::metadata("/dev/full").unwrap().file_type().is_char_device());
}

/// What stands behind the end of a file that the shell opened stays there.
#[cfg(unix)]
#[test]
fn a_file_named_by_a_descriptor_is_added_to() {
    let desk = Desk::new();
    plan(&desk);
    fs::write(desk.path("log"), "before\n").unwrap();
    let log = fs::File::options().append(true).open(desk.path("log")).unwrap();
    let status = Command::new(env!("CARGO_BIN_EXE_polyplan"))
        .args(["export", "a.plan.ron", "--format", "svg", "--out", "/proc/self/fd/1"])
        .env("POLYPLAN_LOG", "off")
        .current_dir(desk.path("."))
        .stdout(log)
        .stderr(Stdio::null())
        .status();
    assert!(status.unwrap().success());
    assert!(fs::read_to_string(desk.path("log")).unwrap().starts_with("before\n<svg"));
}

#[cfg(unix)]
#[test]
fn links_are_followed_and_protected_files_are_refused() {
    use std::os::unix::fs::symlink;
    let desk = Desk::new();
    let text = plan(&desk);
    fs::write(desk.path("real.svg"), "old").unwrap();
    for (link, target) in [("link.svg", "real.svg"), ("new.svg", "made.svg")] {
        symlink(target, desk.path(link)).unwrap();
        desk.succeeds(&["export", "a.plan.ron", "--out", link]);
        assert!(fs::symlink_metadata(desk.path(link)).unwrap().is_symlink());
        assert!(fs::read_to_string(desk.path(target)).unwrap().starts_with("<svg"));
    }
    symlink("circle.svg", desk.path("circle.svg")).unwrap();
    desk.fails(&["export", "a.plan.ron", "--out", "circle.svg"], "circle.svg");

    let protect = |name: &str| {
        let mut permissions = fs::metadata(desk.path(name)).unwrap().permissions();
        permissions.set_readonly(true);
        fs::set_permissions(desk.path(name), permissions).unwrap();
    };
    protect("real.svg");
    let before = fs::read(desk.path("real.svg")).unwrap();
    desk.fails(
        &["export", "a.plan.ron", "--theme", "dark", "--out", "real.svg"],
        "cannot write real.svg: it is write-protected",
    );
    assert!(fs::read(desk.path("real.svg")).unwrap() == before);
    protect("a.plan.ron");
    desk.fails(&["tidy", "a.plan.ron"], "cannot save a.plan.ron: it is write-protected");
    assert_eq!(fs::read_to_string(desk.path("a.plan.ron")).unwrap(), text);
}

#[test]
fn a_dash_is_standard_input_and_output() {
    let desk = Desk::new();
    let text = plan(&desk);
    let advice = desk.succeeds(&["advise", "a.plan.ron"]);
    assert_eq!(with_input(&desk, &["advise", "-"], &text), advice);
    assert!(desk.succeeds(&["export", "a.plan.ron", "--out", "-"]).starts_with("<svg"));
    assert!(desk.succeeds(&["export", "a.plan.ron"]).starts_with("<svg"));

    desk.succeeds(&["tidy", "a.plan.ron", "--out", "tidy.plan.ron"]);
    let tidied = fs::read_to_string(desk.path("tidy.plan.ron")).unwrap();
    assert_eq!(desk.succeeds(&["tidy", "a.plan.ron", "--out", "-"]), tidied);
    assert_eq!(with_input(&desk, &["tidy", "-"], &text), tidied);
    assert_eq!(fs::read_to_string(desk.path("a.plan.ron")).unwrap(), text);

    let sheet = desk.succeeds(&["questions", "a.plan.ron", "--format", "csv", "--out", "-"]);
    assert_eq!(sheet, desk.succeeds(&["questions", "a.plan.ron", "--format", "csv"]));
    // Nothing is answered on it, which is no error and changes nothing.
    with_input(&desk, &["answers", "a.plan.ron", "--sheet", "-"], &sheet);
    assert_eq!(fs::read_to_string(desk.path("a.plan.ron")).unwrap(), text);
    desk.fails(&["answers", "-", "--sheet", "-"], "cannot both");
    desk.fails(&["compare", "-", "-"], "only one of the plans");
    assert!(!desk.path("-").exists());
}

#[test]
fn folders_are_made_only_where_a_folder_is_asked_for() {
    let desk = Desk::new();
    plan(&desk);
    desk.fails(
        &["export", "a.plan.ron", "--out", "none/a.svg"],
        "cannot write none/a.svg: there is no folder none",
    );
    desk.fails(&["tidy", "a.plan.ron", "--out", "none/a.plan.ron"], "there is no folder none");
    assert!(!desk.path("none").exists());
    desk.fails(&["export", "a.plan.ron", "--what", "all"], "say which with --out FOLDER");
    desk.fails(&["export", "a.plan.ron", "--what", "all", "--out", "x.svg"], "leave `.svg` out");
    desk.fails(&["export", "a.plan.ron", "--out", "."], "cannot write .: it is a folder");
    desk.succeeds(&["man", "--out", "manual/pages"]);
}

/// A writer that was killed leaves a file behind that nobody holds; the next one takes it away.
#[test]
fn what_killed_writers_left_is_taken_away() {
    let desk = Desk::new();
    plan(&desk);
    for name in [".polyplan-AbC123", ".polyplan-notes.md", ".polyplan-held12"] {
        fs::write(desk.path(name), "left").unwrap();
    }
    let held = fs::File::open(desk.path(".polyplan-held12")).unwrap();
    held.lock().unwrap();
    desk.succeeds(&["tidy", "a.plan.ron"]);
    assert!(!desk.path(".polyplan-AbC123").exists());
    assert!(desk.path(".polyplan-notes.md").exists(), "no file of ours");
    assert!(desk.path(".polyplan-held12").exists(), "somebody still writes it");
    drop(held);
    desk.succeeds(&["tidy", "a.plan.ron"]);
    assert!(!desk.path(".polyplan-held12").exists());
}

#[test]
fn hints_fail_a_check_only_where_it_is_strict() {
    let desk = Desk::new();
    plan(&desk);
    let severities = |plan: &str| -> Vec<String> {
        let output = desk.run(&["check", plan, "--format", "json"]);
        let json: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
        let of = |found: &serde_json::Value| found["severity"].as_str().unwrap().to_owned();
        json["findings"].as_array().unwrap().iter().map(of).collect()
    };
    let code = |arguments: &[&str]| desk.run(arguments).status.code();
    let component = |tags: &str| {
        format!(
            r#"(format: "polyplan", version: 1, components: {{ "a": (name: "A", kind: "service"{tags}) }})"#
        )
    };
    let stated = r#"inputs: { "external_rate": "100 req/s", "p99_target": "300 ms" }"#;
    let tags = r#"tags: ["data-intelligent", "performance-sensitive"]"#;
    let hint = component(&format!(", {tags}, {stated}"));
    fs::write(desk.path("hint.plan.ron"), hint).unwrap();
    let found = severities("hint.plan.ron");
    assert!(!found.is_empty() && found.iter().all(|of| of == "hint"), "{found:?}");
    assert_eq!(code(&["check", "hint.plan.ron"]), Some(0));
    assert_eq!(code(&["check", "hint.plan.ron", "--strict"]), Some(1));
    fs::write(desk.path("clean.plan.ron"), component("")).unwrap();
    assert_eq!(code(&["check", "clean.plan.ron", "--strict"]), Some(0));
}

#[test]
fn shells_and_manuals_know_every_command() {
    let desk = Desk::new();
    let help = desk.succeeds(&["help"]);
    let commands: Vec<&str> = help
        .lines()
        .skip_while(|line| *line != "Commands:")
        .skip(1)
        .take_while(|line| !line.is_empty())
        .filter_map(|line| line.split_whitespace().next())
        .filter(|word| *word != "help")
        .collect();
    assert!(commands.contains(&"simulate") && commands.len() > 15, "{commands:?}");
    let completions = ["bash", "zsh", "fish"].map(|shell| desk.succeeds(&["completions", shell]));
    desk.succeeds(&["man", "--out", "man"]);
    let first = fs::read_to_string(desk.path("man/polyplan.1")).unwrap();
    assert_eq!(first, desk.succeeds(&["man"]));
    for command in commands {
        assert!(completions.iter().all(|script| script.contains(command)), "{command}");
        let page = fs::read_to_string(desk.path(&format!("man/polyplan-{command}.1"))).unwrap();
        assert!(page.contains(".SH SYNOPSIS"), "{command}");
    }
}

#[test]
fn quiet_says_warnings_and_errors_alone() {
    let desk = Desk::new();
    let text = plan(&desk);
    let said = |arguments: &[&str]| {
        let output = desk.run(arguments);
        assert!(!output.stdout.contains(&0x1b) && !output.stderr.contains(&0x1b));
        String::from_utf8(output.stderr).unwrap()
    };
    assert_eq!(said(&["export", "a.plan.ron", "--out", "a.svg"]), "Wrote a.svg\n");
    assert_eq!(said(&["export", "a.plan.ron", "--out", "a.svg", "--quiet"]), "");
    assert_eq!(said(&["simulate", "a.plan.ron", "--seconds", "1"]), "", "no progress in logs");
    fs::write(desk.path("odd.plan.ron"), text.replacen("kind:", "color: 1, kind:", 1)).unwrap();
    assert!(said(&["--quiet", "advise", "odd.plan.ron"]).contains("does not know the field"));
}

/// Readers that go away early end a command quietly, whatever it still had to say.
#[test]
fn closed_pipes_end_quietly() {
    let desk = Desk::new();
    let text = plan(&desk);
    fs::write(desk.path("odd.plan.ron"), text.replacen("kind:", "color: 1, kind:", 1)).unwrap();
    let start = |arguments: &[&str]| {
        Command::new(env!("CARGO_BIN_EXE_polyplan"))
            .args(arguments)
            .env("POLYPLAN_LOG", "off")
            .current_dir(desk.path("."))
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap()
    };
    let mut deaf = start(&["forecast", "odd.plan.ron", "--format", "json"]);
    drop(deaf.stdout.take());
    let mut said = String::new();
    deaf.stderr.take().unwrap().read_to_string(&mut said).unwrap();
    assert_eq!(deaf.wait().unwrap().code(), Some(0), "{said}");
    assert!(!said.contains("panicked") && !said.contains("Broken pipe"), "{said}");

    let mut deaf = start(&["advise", "odd.plan.ron"]);
    drop(deaf.stderr.take());
    let mut answer = String::new();
    deaf.stdout.take().unwrap().read_to_string(&mut answer).unwrap();
    assert_eq!(deaf.wait().unwrap().code(), Some(0));
    assert!(answer.contains("Use "), "{answer}");
}
