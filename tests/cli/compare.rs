//! `polyplan compare`, held against what `forecast` says of each side alone.

use serde_json::Value;

use super::{Desk, example};

fn list<'a>(answer: &'a Value, key: &str) -> &'a Vec<Value> {
    answer[key].as_array().unwrap()
}

/// The entry of a list with a field of a value.
#[track_caller]
fn find<'a>(entries: &'a [Value], field: &str, value: &str) -> &'a Value {
    entries.iter().find(|entry| entry[field] == value).unwrap()
}

fn number(value: &Value) -> f64 {
    value.as_f64().unwrap()
}

#[track_caller]
fn close(found: f64, expected: f64, what: &str) {
    let size = found.abs().max(expected.abs());
    assert!((found - expected).abs() <= 1e-9 * size, "{what}: {found} is not {expected}");
}

const OF_TOTALS: [&str; 10] = [
    "build",
    "learn",
    "run",
    "maintain",
    "horizon",
    "monthly",
    "servers",
    "memory_gb",
    "person_weeks",
    "weeks",
];

#[test]
fn differences_are_those_of_two_forecasts() {
    let desk = Desk::new();
    let plan = example("online-boutique");
    let forecast =
        |more: &[&str]| desk.json(&[&["forecast", &plan, "--format", "json"], more].concat());
    let sides = [forecast(&[]), forecast(&["--scenario", "sale"])];
    for assignment in ["advised", "decided"] {
        let arguments = ["compare", &plan, "--against", "sale", "--assignment", assignment];
        let found = desk.json(&[&arguments[..], &["--format", "json"]].concat());
        assert_eq!(
            [&found["left"]["scenario"], &found["right"]["scenario"]],
            [&Value::Null, &Value::from("sale")]
        );
        let totals =
            sides.each_ref().map(|side| find(list(side, "assignments"), "assignment", assignment));
        for measure in OF_TOTALS {
            let row = find(list(&found, "totals"), "measure", measure);
            let [left, right] = totals.map(|totals| number(&totals[measure]));
            close(number(&row["left"]), left, measure);
            close(number(&row["right"]), right, measure);
            close(number(&row["delta"]), right - left, measure);
            if left > 0.0 {
                close(number(&row["share"]), (right - left) / left, measure);
            } else {
                assert_eq!(row["share"], Value::Null);
            }
        }
        for row in list(&found, "components") {
            for (place, side) in ["left", "right"].into_iter().enumerate() {
                let of = find(list(&sides[place], "components"), "id", row["id"].as_str().unwrap());
                let candidate = row[side]["candidate"].as_str().unwrap();
                let candidates = list(of, "candidates");
                // What is decided on need not be among those that are compared.
                let Some(of) = candidates.iter().find(|of| of["candidate"] == candidate) else {
                    continue;
                };
                let measures = list(row, "measures");
                let p99 = &find(measures, "measure", "p99_ms")[side];
                close(number(p99), number(&of["estimate"]["p99_ms"]), candidate);
                for measure in ["monthly", "horizon", "weeks"] {
                    let found = &find(measures, "measure", measure)[side];
                    close(number(found), number(&of["totals"][measure]), measure);
                }
            }
        }
    }
    // Flows have the decided candidates.
    let found = desk.json(&["compare", &plan, "--against", "sale", "--format", "json"]);
    let mut slowest = [0.0_f64; 2];
    for flow in list(&found, "flows") {
        for (place, side) in ["left", "right"].into_iter().enumerate() {
            let entry = flow["entry"].as_str().unwrap();
            let of = find(list(&sides[place], "flows"), "entry", entry);
            close(number(&flow["p99_ms"][side]), number(&of["p99_ms"]), entry);
            slowest[place] = slowest[place].max(number(&of["p99_ms"]));
        }
    }
    let row = find(list(&found, "totals"), "measure", "flow_p99_ms");
    close(number(&row["delta"]), slowest[1] - slowest[0], "slowest flow");
}

#[test]
fn swapping_the_sides_turns_every_sign() {
    let desk = Desk::new();
    let plan = example("online-boutique");
    let run = |left: &str, right: &str| {
        let sides = ["--assignment", left, "--against-assignment", right];
        desk.json(&[&["compare", &plan, "--format", "json"][..], &sides].concat())
    };
    let (one, other) = (run("go-net-http", "advised"), run("advised", "go-net-http"));
    let turned = |a: &Value, b: &Value, what: &str| {
        close(number(a), -number(b), what);
    };
    for (a, b) in list(&one, "totals").iter().zip(list(&other, "totals")) {
        turned(&a["delta"], &b["delta"], &a["measure"].to_string());
        assert_eq!([&a["left"], &a["right"]], [&b["right"], &b["left"]]);
    }
    assert_eq!(list(&one, "differences").len(), 3);
    for (a, b) in list(&one, "differences").iter().zip(list(&other, "differences")) {
        for (low, high) in [("low", "high"), ("typical", "typical"), ("high", "low")] {
            turned(&a[low], &b[high], low);
        }
        let shares = |of: &Value, keys: [&str; 3]| keys.map(|key| number(&of[key]));
        let of = shares(a, ["less", "more", "equal"]);
        assert_eq!(of, shares(b, ["more", "less", "equal"]));
        close(of.iter().sum(), 1.0, "all draws");
    }
    for (a, b) in list(&one, "components").iter().zip(list(&other, "components")) {
        for (a, b) in list(a, "measures").iter().zip(list(b, "measures")) {
            turned(&a["delta"], &b["delta"], &a["measure"].to_string());
        }
    }
}

#[test]
fn what_was_changed_in_a_plan_is_named() {
    let desk = Desk::new();
    let text = std::fs::read_to_string(example("online-boutique")).unwrap();
    std::fs::write(desk.path("before.plan.ron"), &text).unwrap();
    let after = text
        .replace("\"redis-cart\": (", "\"valkey-cart\": (")
        .replace("to: \"redis-cart\"", "to: \"valkey-cart\"")
        .replacen("\"200..400..900 req/s\"", "\"250..400..900 req/s\"", 1);
    assert_ne!(after, text);
    std::fs::write(desk.path("after.plan.ron"), after).unwrap();
    let pair = ["compare", "before.plan.ron", "after.plan.ron"];
    let found = desk.json(&[&pair[..], &["--format", "json"]].concat());
    assert_eq!([&found["left"]["name"], &found["right"]["name"]], ["Before", "After"]);
    let component = |id: &str| find(list(&found, "components"), "id", id);
    assert_eq!(component("redis-cart")["presence"], "removed");
    assert_eq!(component("valkey-cart")["presence"], "added");
    assert_eq!(component("frontend")["presence"], "both");
    let inputs = list(&found, "inputs");
    let rate = find(inputs, "address", "component/loadgenerator/external_rate");
    assert_eq!(rate["left"]["range"], "200..400..900 req/s");
    assert_eq!(rate["right"]["range"], "250..400..900 req/s");
    assert_eq!(rate["left"]["assumed"], false);
    let text = desk.succeeds(&pair);
    for words in ["only on the left", "only on the right", "200..400..900 req/s", "is lower in"] {
        assert!(text.contains(words), "{words} is missing in {text}");
    }
}

#[test]
fn the_table_and_the_chart_are_written() {
    let desk = Desk::new();
    let plan = example("feature-platform");
    let sides =
        ["compare", &plan, "--assignment", "python-async", "--against-assignment", "advised"];
    for (name, magic) in [
        ("a.svg", &b"<svg"[..]),
        ("a.png", b"\x89PNG"),
        ("a.pdf", b"%PDF-"),
        ("a.csv", "\u{feff}part,of,".as_bytes()),
    ] {
        desk.succeeds(&[&sides[..], &["--out", name, "--scale", "1"]].concat());
        assert!(std::fs::read(desk.path(name)).unwrap().starts_with(magic), "{name}");
    }
    let table = desk.succeeds(&[&sides[..], &["--format", "csv"]].concat());
    assert_eq!(table, std::fs::read_to_string(desk.path("a.csv")).unwrap());
    // `-` and no --out are the standard output, which has no ending that says what goes there.
    for out in [&["--out", "-"][..], &[]] {
        let svg = desk.succeeds(&[&sides[..], &["--format", "svg"], out].concat());
        assert_eq!(svg, std::fs::read_to_string(desk.path("a.svg")).unwrap());
        assert_eq!(desk.succeeds(&[&sides[..], &["--format", "csv"], out].concat()), table);
    }
    let text = desk.succeeds(&sides);
    assert_eq!(desk.succeeds(&[&sides[..], &["--out", "-"]].concat()), text);
    let contradiction = [&sides[..], &["--format", "svg", "--out", "b.png"]].concat();
    desk.fails(&contradiction, "--out ends in .png, but --format says svg");
    desk.fails(&[&sides[..], &["--format", "json", "--out", "b.svg"]].concat(), "leave --out out");
    assert!(!desk.path("b.png").exists() && !desk.path("b.svg").exists());
    let columns = table.lines().next().unwrap().split(',').count();
    assert!(table.lines().any(|line| line.starts_with("plan,,horizon,")), "{table}");
    assert!(table.lines().all(|line| line.split(',').count() >= columns));
    let picture = std::fs::read_to_string(desk.path("a.svg")).unwrap();
    for words in ["As advised", "All Python", "Cost over", "sampled assumptions"] {
        assert!(picture.contains(words), "{words}");
    }
}

#[test]
fn sides_that_cannot_be_compared_are_answered_with_what_to_give() {
    let desk = Desk::new();
    let plan = example("online-boutique");
    desk.fails(&["compare", &plan], "another scenario with --against (quiet, sale)");
    desk.fails(&["compare", &plan, &plan], "both sides are the same");
    desk.fails(&["compare", &plan, "--scenario", "sale"], "both sides are the same");
    desk.fails(&["compare", &plan, "--against", "none"], "it has quiet, sale");
    desk.fails(
        &["compare", &plan, &example("ads-retrieval"), "--scenario", "sale"],
        "ads-retrieval.plan.ron: the plan has no scenario `sale`",
    );
    desk.fails(
        &["compare", &plan, "--assignment", "cobol"],
        "give advised, decided or a candidate",
    );
    desk.fails(
        &["compare", &plan, "--against", "sale", "--out", "a.gif"],
        ".svg, .png, .pdf or .csv",
    );
    desk.fails(&["compare", &plan, "--against", "sale", "--scale", "0"], "not between 0.1 and 10");
    // Nothing is decided, so that decided is advised.
    desk.succeeds(&["new", "shop.plan.ron", "--name", "Shop"]);
    let sides = ["--assignment", "advised", "--against-assignment", "decided"];
    desk.fails(&[&["compare", "shop.plan.ron"], &sides[..]].concat(), "both sides are the same");
}
