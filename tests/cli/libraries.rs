//! Libraries by name, from a file to what people read of them.

use std::fs;

use crate::desk::Desk;

const PLAN: &str = r#"(
    format: "polyplan",
    version: 1,
    name: "Agents",
    candidates: ["go-net-http", "python-async"],
    criteria: {
        "support": (
            name: "Support",
            question: "Can help be bought here?",
            weight: 2.0,
            points: { "go": (points: 1), "python": (points: 4, reason: "two vendors"), "rust": (points: 7) },
        ),
        "heavy": (name: "Heavy", weight: 11.0),
    },
    bindings: { "House SDK": ["go", "C#", "python"], " ": ["go"] },
    components: {
        "agent": (name: "Agent", kind: "service", libraries: ["LangGraph", "House SDK", "House SDK", "--"]),
        "other": (name: "Other", kind: "service", libraries: ["Foo kit"]),
    },
)"#;

#[test]
fn every_output_tells_where_what_is_needed_can_be_used() {
    let desk = Desk::new();
    fs::write(desk.path("agents.plan.ron"), PLAN).unwrap();
    let text = desk.succeeds(&["advise", "agents.plan.ron"]);
    let lines: Vec<&str> = text.lines().filter(|line| line.starts_with("  library ")).collect();
    assert_eq!(lines[0], "  library  House SDK: in C#, Go and Python, as the team says", "{text}");
    assert!(lines[1].starts_with("  library  LangGraph: its makers have it for Python"), "{text}");
    assert_eq!(lines[2], "  library  Foo kit: nobody has said in which languages it can be used");
    assert!(text.contains("LangGraph can be used from Python, and Go has no known binding of it"));

    let json = desk.json(&["advise", "agents.plan.ron", "--format", "json"]);
    let of = |at: usize| json["components"][at]["libraries"].clone();
    assert_eq!(of(0)[0]["known"], "team");
    assert_eq!(of(0)[0]["first"], serde_json::json!(["csharp", "go", "python"]));
    assert_eq!(of(0)[1]["known"], "catalog");
    assert!(of(0)[1]["page"]["url"].as_str().unwrap().starts_with("https://"));
    assert_eq!(of(1)[0]["known"], "nobody");
    assert!(of(1)[0]["first"].is_null());

    let found = desk.run(&["check", "agents.plan.ron"]);
    let told = String::from_utf8(found.stdout).unwrap();
    assert!(told.contains("Other needs Foo kit"), "{told}");

    desk.succeeds(&["report", "agents.plan.ron", "--depth", "full", "--out", "out"]);
    let report = fs::read_to_string(desk.path("out/report.md")).unwrap();
    assert!(report.contains("The team’s own criteria"), "{report}");
    assert!(report.contains("Can help be bought here?") && report.contains("two vendors"));
    assert!(report.contains("Libraries it needs"), "{report}");
    assert!(report.contains("House SDK: in C\\#, Go and Python, as the team says"), "{report}");
}

#[test]
fn what_a_file_says_of_libraries_and_cannot_be_used_is_told() {
    let desk = Desk::new();
    fs::write(desk.path("agents.plan.ron"), PLAN).unwrap();
    let told = String::from_utf8(desk.run(&["check", "agents.plan.ron"]).stderr).unwrap();
    for part in [
        "the library ` ` has no name; dropped",
        "the library `--` has no name; dropped",
        "`House SDK` stands twice in a list; once is enough",
        "the language `C#` is written `csharp`",
        "`rust` has 7 points, not 0 to 5; dropped",
        "weight 11 is not between 0 and 10; it is 1 now",
    ] {
        assert!(told.contains(part), "{part}: {told}");
    }
}

#[test]
fn the_catalog_lists_its_libraries_and_what_is_to_be_checked() {
    let desk = Desk::new();
    let listed = desk.succeeds(&["catalog", "--libraries"]);
    assert!(listed.lines().count() >= 100);
    assert!(listed.lines().all(|line| line.contains("https://")), "{listed}");
    let json = desk.json(&["catalog", "--format", "json"]);
    assert_eq!(json["libraries"].as_array().unwrap().len(), listed.lines().count());
    desk.fails(&["catalog", "--libraries", "--check"], "cannot be used with");

    let check = desk.succeeds(&["catalog", "--check"]);
    // Of 2000, with one source; the Rosetta study is of 2015.
    let old = check.split("measured or published").next().unwrap();
    assert!(old.contains("older than 2 years at"), "{check}");
    assert!(check.contains("with one source") && check.contains("by judgement or assumed"));
    assert!(check.contains("Libraries to be checked"));
}
