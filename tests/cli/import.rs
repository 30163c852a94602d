//! Other formats in and out on the command line.

use crate::desk::{Desk, example};

fn fixture(name: &str) -> String {
    format!("{}/tests/data/import/{name}", env!("CARGO_MANIFEST_DIR"))
}

#[test]
fn a_flowchart_becomes_a_plan_and_a_later_one_updates_it() {
    let desk = Desk::new();
    let file = fixture("microservices.mmd");
    let text = desk.succeeds(&["import", &file, "--out", "shop.plan.ron"]);
    for words in [
        "Read 10 components, 9 links and 0 groups from a Mermaid flowchart.",
        "component “API Gateway” added",
        "Redis Cache: cache, since ",
        "line 12: styles are left out",
    ] {
        assert!(text.contains(words), "{text} should contain {words}");
    }
    let before = std::fs::read(desk.path("shop.plan.ron")).unwrap();
    let text = desk.succeeds(&["import", &file, "--into", "shop.plan.ron"]);
    assert!(text.contains("nothing was changed"), "{text}");
    assert_eq!(std::fs::read(desk.path("shop.plan.ron")).unwrap(), before);
    assert_eq!(
        desk.run(&["check", "shop.plan.ron"]).status.code().map(|code| code < 2),
        Some(true)
    );
    let dry =
        desk.succeeds(&["import", &fixture("team.csv"), "--into", "shop.plan.ron", "--dry-run"]);
    assert!(dry.contains("component “Ledger” added"), "{dry}");
    assert_eq!(std::fs::read(desk.path("shop.plan.ron")).unwrap(), before);
}

#[test]
fn an_import_that_cannot_be_is_refused_before_anything_is_written() {
    let desk = Desk::new();
    let file = fixture("letters.mmd");
    desk.fails(&["import", &file], "say where the plan goes with --out");
    desk.fails(&["import", &file, "--out", "x.txt"], ".plan.ron");
    desk.fails(&["import", "nowhere.mmd", "--out", "x.plan.ron"], "cannot read nowhere.mmd");
    std::fs::write(desk.path("bad.mmd"), "graph TD\n a --> b[Open\n").unwrap();
    desk.fails(
        &["import", "bad.mmd", "--out", "x.plan.ron"],
        "cannot import bad.mmd: line 2: `[` is not closed; add `]`",
    );
    desk.succeeds(&["import", &file, "--out", "x.plan.ron"]);
    desk.fails(&["import", &file, "--out", "x.plan.ron"], "already there");
}

#[test]
fn plans_go_out_as_text_and_come_back() {
    let desk = Desk::new();
    let plan = example("online-boutique");
    let of = polyplan::files::load(std::path::Path::new(&plan)).unwrap().plan;
    let [components, links, groups] = [of.components.len(), of.links.len(), of.groups.len()];
    let read = format!("Read {components} components, {links} links and {groups} groups");
    for format in ["mmd", "lines", "csv"] {
        let (file, back) = (format!("shop.{format}"), format!("{format}.plan.ron"));
        desk.succeeds(&["export", &plan, "--out", &file]);
        let text = desk.succeeds(&["import", &file, "--out", &back]);
        assert!(text.starts_with(&read), "{text}");
        assert!(!text.contains("Kinds that were guessed"), "{text}");
    }
    desk.fails(&["export", &plan, "--what", "totals", "--format", "mmd"], "is no diagram");
}

#[test]
fn comparing_two_plans_says_what_was_changed() {
    let desk = Desk::new();
    let plan = example("online-boutique");
    let text = std::fs::read_to_string(&plan).unwrap();
    let other = text.replacen("name: \"Frontend\"", "name: \"Shop front\"", 1);
    assert_ne!(text, other);
    let other = other.replacen("200..400..900 req/s", "300..400..900 req/s", 1);
    std::fs::write(desk.path("other.plan.ron"), other).unwrap();
    let text = desk.succeeds(&["compare", &plan, "other.plan.ron"]);
    let changed = text.split("Changed in the plan, left to right\n").nth(1).unwrap();
    for words in [
        "component “Shop front”: name: “Frontend” → “Shop front”",
        "peak external rate: 200..400..900 req/s",
        "→ 300..400..900 req/s",
    ] {
        assert!(changed.contains(words), "{changed} should contain {words}");
    }
}
