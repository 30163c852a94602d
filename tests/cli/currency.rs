//! Plans that count in another currency than the dollar.

use std::fs;

use super::{Desk, example};

const EUROS: &str = "currency: (code: \"EUR\", per_dollar: 0.86, as_of: \"2026-11-02\"),\n    ";

/// A shipped plan in euros, whose typed money becomes euros.
fn in_euros(desk: &Desk, name: &str) -> String {
    let text = fs::read_to_string(example(name)).unwrap();
    let (head, rest) = text.split_once("name:").unwrap();
    let text = format!("{head}{EUROS}name:{rest}").replace(" $/", " €/");
    let file = format!("{name}-euros.plan.ron");
    fs::write(desk.path(&file), text).unwrap();
    file
}

#[test]
fn whatever_is_told_of_money_is_told_in_the_currency_of_the_plan() {
    for name in ["online-boutique", "ads-retrieval"] {
        let desk = Desk::new();
        let plan = in_euros(&desk, name);
        assert!(desk.succeeds(&["advise", &plan, "--format", "json"]).contains("\"EUR\""));
        let sides = ["--assignment", "go-net-http", "--against-assignment", "python-async"];
        for command in [
            &["advise", &plan][..],
            &["forecast", &plan],
            &["assign", &plan],
            &["ledger", &plan],
            &[&["compare", &plan], &sides[..]].concat(),
            &["export", &plan, "--what", "totals"],
            &["export", &plan, "--what", "front"],
        ] {
            let told = desk.succeeds(command);
            assert!(told.contains('€'), "{command:?}: {told}");
            assert!(!told.contains('$'), "{command:?}: {told}");
        }
        desk.succeeds(&["report", &plan, "--out", "report", "--depth", "summary"]);
        let report = fs::read_to_string(desk.path("report/report.md")).unwrap();
        assert!(!report.contains('$') && report.contains('€'), "{report}");
        let rate =
            "Prices in the catalog are in dollars, counted at 0.86 EUR a dollar (2026-11-02).";
        assert!(report.contains(rate), "{report}");
        let ledger = desk.succeeds(&["ledger", &plan, "--format", "csv"]);
        assert!(ledger.lines().next().unwrap().contains("swing_eur"), "{ledger}");
        let saved = desk.succeeds(&["tidy", &plan, "--out", "-"]);
        assert!(saved.contains("code: \"EUR\"") && !saved.contains('$'), "{saved}");
    }
}

#[test]
fn what_is_typed_in_another_currency_is_refused_with_the_one_that_counts() {
    let desk = Desk::new();
    let plan = in_euros(&desk, "online-boutique");
    let price = |from: &'static str| {
        ["sweep", &plan, "--component", "frontend", "--input", "plan/vcpu_hour", "--from", from]
            .map(str::to_owned)
    };
    let run = |from| {
        let arguments = price(from);
        let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
        desk.run(&[&arguments[..], &["--to", "1 EUR/h", "--format", "json"]].concat())
    };
    assert!(run("€0.01/h").status.success());
    let refused = run("$0.01/h");
    assert!(!refused.status.success());
    let told = String::from_utf8(refused.stderr).unwrap();
    assert!(told.contains("€/h"), "{told}");
}

#[test]
fn a_currency_that_is_not_known_is_told_and_so_are_two_that_meet() {
    let desk = Desk::new();
    let euros = in_euros(&desk, "online-boutique");
    let text = fs::read_to_string(desk.path(&euros)).unwrap();
    for (from, to, words) in [
        ("\"EUR\"", "\"EUX\"", "the currency `EUX` is not known; did you mean `EUR`?"),
        ("0.86", "0", "0 EUR is no price of a dollar"),
    ] {
        fs::write(desk.path("bad.plan.ron"), text.replacen(from, to, 1)).unwrap();
        let told = desk.run(&["check", "bad.plan.ron"]);
        let told = String::from_utf8(told.stderr).unwrap();
        assert!(told.contains(words), "{told}");
    }
    let dollars = example("online-boutique");
    desk.fails(&["compare", &euros, &dollars], "one plan counts in EUR, the other in USD");
}
