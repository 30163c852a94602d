//! The minutes of a meeting.

use std::fs;

use super::Desk;

/// A plan with a rate, what else there is, and decisions.
fn plan(rate: &str, more: &str, decisions: &str) -> String {
    format!(
        r#"(
    format: "polyplan",
    version: 1,
    name: "Shop",
    date: "2026-11-30",
    components: {{
        "api": (name: "API", kind: "service", owner: "backend", inputs: {{ "external_rate": "{rate}" }}),
        "cart": (name: "Cart", kind: "service"),
        {more}
    }},
    roles: {{ "backend": (name: "Backend engineers") }},
    decisions: {{ {decisions} }},
)"#
    )
}

#[test]
fn minutes_tell_what_was_decided_changed_and_left_open() {
    let desk = Desk::new();
    let before = plan("50 req/s", "", r#""cart": (language: "python", reason: "habit")"#);
    let decided = r#""api": (language: "go", candidate: "go-net-http", reason: "measured it",
        author: "backend", date: "2026-11-30")"#;
    let now = plan("80 req/s", r#""mail": (name: "Mail", kind: "service"),"#, decided);
    fs::write(desk.path("before.plan.ron"), before).unwrap();
    fs::write(desk.path("now.plan.ron"), now).unwrap();
    let told = desk.succeeds(&["minutes", "now.plan.ron", "--since", "before.plan.ron"]);
    let lines: Vec<&str> = told.lines().collect();
    let says = |text: &str| assert!(told.contains(text), "{text}: {told}");
    assert_eq!(lines[0], "# Shop");
    says("1 decision taken or changed, 1 decision taken back; 2 components are open.");
    says("| Component | Language | Before | Decided by | On | Reason |");
    says("| API | Go (net/http) | open | Backend engineers | 2026-11-30 | measured it");
    says("- Cart");
    says("| Cart | ");
    says("| Mail | ");
    let changed: Vec<&str> = told.split("Changed since").nth(1).unwrap().lines().collect();
    assert!(changed.iter().any(|line| line.contains("50 req/s → 80 req/s")), "{changed:?}");
    assert!(changed.iter().any(|line| line.contains("Mail") && line.ends_with("added")));
    assert!(changed.iter().all(|line| !line.contains("decision")), "{changed:?}");
    // The totals are those of the forecast.
    let forecast = desk.json(&["forecast", "now.plan.ron", "--format", "json"]);
    let weeks = forecast["assignments"][1]["weeks"].as_f64().unwrap();
    let weeks = polyplan::base::Unit::Weeks.readable(weeks);
    says(&format!("| {weeks} ("));
    // Without a state before, all decisions and no changes.
    let alone = desk.succeeds(&["minutes", "before.plan.ron"]);
    assert!(alone.contains("1 decision; 1 component is open."), "{alone}");
    assert!(!alone.contains("Changed since") && !alone.contains("Before"), "{alone}");
    // The same plan twice.
    let same = desk.succeeds(&["minutes", "now.plan.ron", "--since", "now.plan.ron"]);
    assert!(same.contains("Nothing was decided; 2 components are open."), "{same}");
    desk.succeeds(&["minutes", "now.plan.ron", "--out", "minutes.pdf"]);
    assert!(fs::read(desk.path("minutes.pdf")).unwrap().starts_with(b"%PDF"));
    desk.fails(&["minutes", "now.plan.ron", "--out", "minutes.docx"], "not as .docx");
    assert!(!desk.path("minutes.docx").exists());
}

/// What is counted as something else, and what is not counted, is said wherever the sums are.
#[test]
fn what_has_no_figures_is_told_with_the_sums() {
    let desk = Desk::new();
    let more = r#""old": (name: "Old", kind: "service"),
        "odd": (name: "Odd", kind: "service", mandated: "klingon"),"#;
    let decided = r#""old": (language: "cobol", reason: "it is there")"#;
    fs::write(desk.path("a.plan.ron"), plan("50 req/s", more, decided)).unwrap();
    for command in ["forecast", "minutes"] {
        let told = desk.succeeds(&[command, "a.plan.ron"]);
        for words in [
            "Money, weeks and times leave out Odd, which no compared candidate fits.",
            "Counted without figures of its own: Old, decided in ",
        ] {
            assert!(told.contains(words), "{command}: {told}");
        }
    }
    // Where nothing is built, no language is the cheapest.
    let bought = r#"(format: "polyplan", version: 1, components: {
        "db": (name: "DB", kind: "datastore", inputs: { "price": "500 $/month" }) })"#;
    fs::write(desk.path("bought.plan.ron"), bought).unwrap();
    for command in ["advise", "forecast", "minutes"] {
        let told = desk.succeeds(&[command, "bought.plan.ron"]);
        assert!(!told.contains("cheapest single language"), "{command}: {told}");
    }
}
