//! What a command must never write over, and where several files cannot go.

use std::fs;

use super::desk::{Desk, example};

fn plan(desk: &Desk, name: &str) -> String {
    let text = fs::read_to_string(example("ads-retrieval")).unwrap();
    fs::write(desk.path(name), &text).unwrap();
    text
}

/// Neither by its own name nor by another is a plan replaced by what is made from it.
#[test]
fn a_plan_is_never_replaced_by_what_is_no_plan() {
    let desk = Desk::new();
    let text = plan(&desk, "a.plan.ron");
    fs::write(desk.path("kept.txt"), &text).unwrap();
    fs::write(desk.path("damaged.txt"), &text[..text.len() / 2]).unwrap();
    fs::write(desk.path("damaged.plan.ron"), "(((").unwrap();
    fs::hard_link(desk.path("a.plan.ron"), desk.path("hard.svg")).unwrap();
    let mut targets = vec![
        "a.plan.ron",
        "./a.plan.ron",
        "kept.txt",
        "damaged.txt",
        "damaged.plan.ron",
        "hard.svg",
    ];
    #[cfg(unix)]
    {
        std::os::unix::fs::symlink("a.plan.ron", desk.path("soft.svg")).unwrap();
        std::os::unix::fs::symlink("damaged.plan.ron", desk.path("soft.png")).unwrap();
        targets.extend(["soft.svg", "soft.png"]);
    }
    let before: Vec<Vec<u8>> =
        targets.iter().map(|target| fs::read(desk.path(target)).unwrap()).collect();
    for target in &targets {
        let format = if target.ends_with("png") { "png" } else { "svg" };
        desk.fails(&["export", "a.plan.ron", "--format", format, "--out", target], "of a plan");
        let sheet = ["questions", "a.plan.ron", "--format", "csv", "--out", target];
        desk.fails(&sheet, "of a plan");
    }
    desk.fails(&["questions", "kept.txt", "--format", "csv", "--out", "kept.txt"], "of a plan");
    let sides = ["--assignment", "go-net-http", "--against-assignment", "python-sync"];
    let compare = [&["compare", "a.plan.ron"][..], &sides, &["--out", "hard.svg"]].concat();
    desk.fails(&compare, "of a plan");
    fs::create_dir(desk.path("man")).unwrap();
    fs::write(desk.path("man/polyplan.1"), &text).unwrap();
    desk.fails(&["man", "--out", "man"], "of a plan");
    fs::create_dir(desk.path("rep")).unwrap();
    fs::write(desk.path("rep/report.md"), &text).unwrap();
    desk.fails(&["report", "a.plan.ron", "--depth", "summary", "--out", "rep"], "of a plan");
    assert_eq!(fs::read_to_string(desk.path("rep/report.md")).unwrap(), text);
    for (target, before) in targets.iter().zip(before) {
        assert!(fs::read(desk.path(target)).unwrap() == before, "{target}");
    }
    // What is no plan is replaced as ever, and a plan by a plan.
    desk.succeeds(&["export", "a.plan.ron", "--out", "b.svg"]);
    desk.succeeds(&["export", "a.plan.ron", "--theme", "dark", "--out", "b.svg"]);
    plan(&desk, "b.plan.ron");
    desk.succeeds(&["tidy", "a.plan.ron", "--all", "--out", "b.plan.ron"]);
}

#[test]
fn a_plan_is_saved_under_the_name_of_a_plan_alone() {
    let desk = Desk::new();
    let text = plan(&desk, "a.plan.ron");
    fs::write(desk.path("sheet.csv"), "id,answer\r\n").unwrap();
    desk.fails(&["tidy", "a.plan.ron", "--out", "foo.txt"], "write foo.txt.plan.ron");
    let over = ["answers", "a.plan.ron", "--sheet", "sheet.csv", "--out", "sheet.csv"];
    desk.fails(&over, "plans end in .plan.ron");
    assert_eq!(fs::read_to_string(desk.path("sheet.csv")).unwrap(), "id,answer\r\n");
    assert!(!desk.path("foo.txt").exists());
    // What was opened under another name is saved where it was.
    fs::write(desk.path("other.ron"), &text).unwrap();
    desk.succeeds(&["tidy", "other.ron"]);
}

/// A plan that becomes more pictures than one for a slide.
fn wide(desk: &Desk) {
    let mut parts = String::new();
    let mut groups = String::new();
    for group in 0..12 {
        groups += &format!("\"g{group}\": (name: \"Part {group}\"),");
        for one in 0..20 {
            parts += &format!(
                "\"c{group}-{one}\": (name: \"Component {group} {one}\", kind: \"service\", group: \"g{group}\"),"
            );
        }
    }
    let text = format!(
        "(format: \"polyplan\", version: 1, groups: {{ {groups} }}, components: {{ {parts} }})"
    );
    fs::write(desk.path("wide.plan.ron"), text).unwrap();
}

/// A device has no name beside which other files could stand.
#[cfg(unix)]
#[test]
fn several_pictures_go_beside_a_file_only() {
    let desk = Desk::new();
    wide(&desk);
    assert!(
        std::process::Command::new("mkfifo").arg(desk.path("pipe")).status().unwrap().success()
    );
    // A folder of ours in the place of that of devices, so that nothing could land among them.
    for out in ["pipe", "/proc/self/fd/1", "-"] {
        let arguments =
            ["export", "wide.plan.ron", "--for", "slide", "--format", "svg", "--out", out];
        desk.fails(&arguments, "do not go to one output");
    }
    desk.fails(&["export", "wide.plan.ron", "--for", "slide"], "do not go to one output");
    let names: Vec<_> =
        fs::read_dir(desk.path(".")).unwrap().map(|e| e.unwrap().file_name()).collect();
    assert_eq!(names.len(), 2, "{names:?}: the plan and the pipe");
    desk.succeeds(&["export", "wide.plan.ron", "--for", "slide", "--format", "svg", "--out", "n"]);
    assert!(desk.path("n-g0.svg").exists(), "without an ending it has that of the format");
}

#[test]
fn folders_are_not_the_standard_output_and_not_files() {
    let desk = Desk::new();
    plan(&desk, "a.plan.ron");
    desk.fails(&["report", "a.plan.ron", "--out", "-"], "name a folder");
    desk.fails(&["man", "--out", "-"], "name a folder");
    desk.fails(&["man", "--out", "a.plan.ron"], "but is a file");
    desk.fails(&["report", "a.plan.ron", "--out", "a.plan.ron"], "but is a file");
    for name in ["x.svg", "x.pdf", "x.md"] {
        desk.fails(&["report", "a.plan.ron", "--out", name], "to be a folder");
        assert!(!desk.path(name).exists());
    }
    assert!(!desk.path("-").exists());
}

#[test]
fn an_ending_and_a_format_do_not_contradict_each_other() {
    let desk = Desk::new();
    plan(&desk, "a.plan.ron");
    for (command, format, out) in
        [("export", "svg", "x.png"), ("export", "csv", "x.pdf"), ("questions", "csv", "x.md")]
    {
        let said = format!("--format says {format}");
        desk.fails(&[command, "a.plan.ron", "--format", format, "--out", out], &said);
        assert!(!desk.path(out).exists());
    }
    desk.succeeds(&["export", "a.plan.ron", "--format", "svg", "--out", "x.svg"]);
    desk.succeeds(&["export", "a.plan.ron", "--format", "svg", "--out", "x.picture"]);
    desk.succeeds(&["questions", "a.plan.ron", "--format", "csv", "--out", "x.csv"]);
}

/// A suggested command is one that a shell reads as it is meant.
#[test]
fn suggested_commands_can_be_run_as_they_are() {
    let desk = Desk::new();
    plan(&desk, "my plan's.plan.ron");
    let said = |arguments: &[&str]| {
        let output = desk.run(arguments);
        assert_eq!(output.status.code(), Some(0));
        String::from_utf8(output.stderr).unwrap()
    };
    let out = said(&["questions", "my plan's.plan.ron", "--out", "my sheet.csv"]);
    if cfg!(unix) {
        let command = "polyplan answers 'my plan'\\''s.plan.ron' --sheet 'my sheet.csv'";
        assert!(out.contains(command), "{out}");
    }
    // No sheet that could not be read back is suggested.
    let out = said(&["questions", "my plan's.plan.ron", "--out", "sheet.json"]);
    assert!(!out.contains("answers"), "{out}");
    let out = said(&["new", "--name", "X", "--", "-x.plan.ron"]);
    assert!(out.contains("polyplan advise ./-x.plan.ron"), "{out}");
}

#[test]
fn candidates_are_named_once() {
    let desk = Desk::new();
    plan(&desk, "a.plan.ron");
    let twice = ["advise", "a.plan.ron", "--candidates", "go-net-http, go-net-http"];
    desk.fails(&twice, "`go-net-http` stands twice");
}

/// A report of a plan whose diagram is too large to be drawn at the usual scale is written all the
/// same, and says what is smaller; one that fails leaves no folder behind.
#[test]
fn a_report_of_a_large_plan_is_written() {
    let desk = Desk::new();
    let mut components = String::new();
    let mut links = String::new();
    for one in 0..320 {
        components += &format!("\"c{one}\": (kind: \"datastore\"),");
        if one > 0 {
            let above = (one - 1) / 2;
            links += &format!("\"l{one}\": (from: \"c{above}\", to: \"c{one}\"),");
        }
    }
    let text = format!(
        "(format: \"polyplan\", version: 1, components: {{ {components} }}, links: {{ {links} }})"
    );
    fs::write(desk.path("large.plan.ron"), text).unwrap();
    let output = desk.run(&["report", "large.plan.ron", "--depth", "summary", "--out", "rep/of"]);
    let said = String::from_utf8(output.stderr).unwrap();
    assert_eq!(output.status.code(), Some(0), "{said}");
    assert!(said.contains("pictures/diagram.png is scaled down to"), "{said}");
    let png = fs::read(desk.path("rep/of/pictures/diagram.png")).unwrap();
    assert!(png.starts_with(b"\x89PNG"));

    plan(&desk, "a.plan.ron");
    fs::create_dir_all(desk.path("taken/report.md")).unwrap();
    desk.fails(&["report", "a.plan.ron", "--depth", "summary", "--out", "taken"], "report.md");
    assert!(desk.path("taken/report.md").exists());
}

/// The id stands in for a name that is not stated, wherever people see one.
#[test]
fn what_has_no_name_is_called_by_its_id() {
    let desk = Desk::new();
    let text = r#"(format: "polyplan", version: 1,
        groups: { "edge": (name: " ") },
        roles: { "backend": (skills: { "go": "fluent" }) },
        components: {
            "api": (kind: "service", group: "edge", inputs: { "external_rate": "100" }),
            "db": (kind: "datastore"), "x": (name: "  ", kind: "worker"),
        },
        links: { "l": (from: "api", to: "db") },
        scenarios: { "sale": (load: 2) },
    )"#;
    fs::write(desk.path("nn.plan.ron"), text).unwrap();
    let advice = desk.succeeds(&["advise", "nn.plan.ron"]);
    for id in ["api", "db", "x"] {
        assert!(
            advice.lines().any(|line| line
                .split(' ')
                .any(|word| word.trim_end_matches([':', '.', ',']) == id)),
            "{id}: {advice}"
        );
    }
    let json = desk.json(&["advise", "nn.plan.ron", "--format", "json"]);
    for component in json["components"].as_array().unwrap() {
        assert_eq!(component["name"], component["id"]);
    }
    let svg = desk.succeeds(&["export", "nn.plan.ron"]);
    for id in ["api", "db", "x", "edge"] {
        assert!(svg.contains(&format!(">{id}<")), "{id}");
    }
    desk.succeeds(&["report", "nn.plan.ron", "--scenario", "sale", "--out", "rep"]);
    let report = fs::read_to_string(desk.path("rep/report.md")).unwrap();
    for id in ["api", "sale"] {
        assert!(report.contains(id), "{id}");
    }
}

/// What a plan holds is shown by a terminal, never obeyed.
#[test]
fn text_does_nothing_to_the_terminal() {
    let desk = Desk::new();
    let text = r#"(format: "polyplan", version: 1, name: "P\u{1b}[2J", components: {
        "a": (name: "A\u{1b}[31m\u{0}\u{7f}\u{9b}\u{202e}\r", kind: "serv\u{1b}[31m", color: "x",
            inputs: { "external_rate": "1\u{1b}" }),
        "b": (name: "B", kind: "service"),
    }, links: { "l": (from: "a", to: "b") }, scenarios: { "s": (name: "S\u{1b}c") })"#;
    fs::write(desk.path("a.plan.ron"), text).unwrap();
    let obeyed = |c: char| c.is_control() && c != '\n' && c != '\t' || c == '\u{202e}';
    let plan = "a.plan.ron";
    let commands: &[&[&str]] = &[
        &["advise", plan],
        &["assign", plan],
        &["challenge", plan],
        &["check", plan],
        &["compare", plan, "--against", "s"],
        &["forecast", plan],
        &["ledger", plan],
        &["questions", plan],
        &["simulate", plan, "--seconds", "1"],
        &["sweep", plan, "--input", "component/b/external_rate"],
        &["export", plan, "--out", "a.svg"],
        &["report", plan, "--depth", "summary", "--out", "rep"],
        &["advise", plan, "--scenario", "\u{1b}[31m"],
    ];
    for arguments in commands {
        let output = desk.run(arguments);
        for said in [output.stdout, output.stderr] {
            let said = String::from_utf8(said).unwrap();
            assert!(!said.contains(obeyed), "{arguments:?}: {said:?}");
        }
    }
    assert!(desk.succeeds(&["advise", plan]).contains("\\u{1b}[31m"));
    // Programs get what the plan holds.
    let json = desk.json(&["advise", plan, "--format", "json"]);
    assert_eq!(json["components"][0]["name"], "A\u{1b}[31m\u{0}\u{7f}\u{9b}\u{202e}\r");
    // A font that lacks a sign that nobody can see is told of its number.
    let text = r#"(format: "polyplan", version: 1, components: {
        "a": (name: "\u{2067}x", kind: "service") })"#;
    fs::write(desk.path("b.plan.ron"), text).unwrap();
    let said = desk.run(&["export", "b.plan.ron", "--out", "b.png"]).stderr;
    let said = String::from_utf8(said).unwrap();
    assert!(said.contains("U+2067") && !said.contains('\u{2067}'), "{said}");
}

/// Help that nobody could read is no success.
#[cfg(target_os = "linux")]
#[test]
fn help_that_cannot_be_written_fails() {
    let full = fs::File::options().write(true).open("/dev/full").unwrap();
    let output = std::process::Command::new(env!("CARGO_BIN_EXE_polyplan"))
        .arg("--help")
        .env("POLYPLAN_LOG", "off")
        .stdout(full)
        .status()
        .unwrap();
    assert_eq!(output.code(), Some(2));
}
