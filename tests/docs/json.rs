//! `docs/json.md` against real answers.

use std::collections::{BTreeMap, BTreeSet};

use polyplan::advice::criteria::TABLE;
use polyplan::advice::ledger::{Basis, Evidence};
use polyplan::advice::{Severity, Strength, Verdict};
use polyplan::catalog::Confidence;
use polyplan::forecast::Measure;
use polyplan::forecast::sweep::Metric;
use serde_json::Value;

use super::{code, names, polyplan, read, root, saves, tables};

const PAGE: &str = "docs/json.md";

/// A plan with what the plans in `saves/` lack: no date, a circle of calls, a decided
/// candidate, a group that does not exist, a decision for which there are remedies, code that exists,
/// libraries by name, a price.
const ODD: &str = r#"(
    format: "polyplan",
    version: 1,
    components: { "a": (name: "A", kind: "service", group: "gone"), "b": (name: "B", kind: "service", technology: "Redis 7"),
        "c": (name: "C", kind: "service", tags: ["performance-sensitive"], cpu_language: "python",
            inputs: { "external_rate": "300 req/s", "cpu_time": "5 ms" }),
        "e": (name: "E", kind: "service", exists_in: "python", tested: "well", libraries: ["PyTorch", "House SDK"],
            inputs: { "external_rate": "10 req/s", "work": "20", "p99_target": "2000 ms" }),
        "d": (name: "D", kind: "datastore", inputs: { "price": "100..300 $/month" }) },
    links: { "a-b": (from: "a", to: "b"), "b-a": (from: "b", to: "a") },
    scenarios: { "busy": (name: "Busy", load: 3.0) },
    decisions: { "a": (language: "go", candidate: "go-net-http"), "c": (language: "python") },
)"#;

fn answer(arguments: &[&str]) -> Value {
    let output = polyplan(&[arguments, &["--format", "json"]].concat());
    serde_json::from_slice(&output.stdout).unwrap()
}

#[test]
fn every_word_of_an_answer_is_explained() {
    let text = read(PAGE);
    let tables = tables(&text);
    let listed = |heading: &str| -> BTreeSet<&str> {
        tables[heading].iter().map(|row| code(row[0])).collect()
    };
    assert_eq!(listed("Strengths"), Strength::ALL.iter().map(|s| s.word()).collect());
    assert_eq!(listed("Verdicts"), Verdict::ALL.iter().map(|v| v.word()).collect());
    assert_eq!(listed("Metrics"), Metric::ALL.iter().map(|metric| metric.word()).collect());
    assert_eq!(listed("Measures"), Measure::ALL.iter().map(|m| m.word()).collect());
    assert_eq!(listed("Bases"), Basis::ALL.iter().map(|basis| basis.word()).collect());
    assert_eq!(listed("Evidence"), Evidence::ALL.iter().map(|of| of.word()).collect());
    assert_eq!(listed("Criteria"), TABLE.iter().map(|row| row.id).collect());
    let rules = std::fs::read_dir(root().join("src/advice/findings")).unwrap();
    let sources: Vec<String> =
        rules.map(|entry| std::fs::read_to_string(entry.unwrap().path()).unwrap()).collect();
    let is_code = |text: &&str| {
        text.contains('-') && text.chars().all(|c| c.is_ascii_lowercase() || c == '-')
    };
    let codes = sources.iter().flat_map(|source| source.split('"')).filter(is_code);
    assert_eq!(listed("Findings"), codes.collect());
    for word in
        Severity::ALL.iter().map(|s| s.word()).chain(Confidence::ALL.iter().map(|c| c.word()))
    {
        names(PAGE, &text, word);
    }
}

/// The documented types of each field by its path, such as `components[].id`.
type Documented = BTreeMap<String, BTreeSet<String>>;

/// Fields of a command's answer, with those of the shared objects that rows link to.
fn documented(text: &str, command: &str) -> Documented {
    let tables = tables(text);
    let mut found = Documented::new();
    let mut rows: Vec<(String, &Vec<&str>)> = Vec::new();
    let own = tables[command].iter();
    let head = tables["Head"].iter().filter(|_| !["catalog", "compare"].contains(&command));
    rows.extend(head.chain(own).map(|row| (code(row[0]).to_owned(), row)));
    while let Some((path, row)) = rows.pop() {
        for shared in [
            "Estimate",
            "Times",
            "Formula",
            "Point",
            "Totals",
            "Medians",
            "Reason",
            "Remedy",
            "Figure",
            "Side",
            "Compared",
            "Difference",
        ] {
            if row[2].contains(&format!("(#{})", shared.to_lowercase())) {
                let inside = if row[1].starts_with("array") { "[]" } else { "" };
                let fields = tables[shared].iter();
                rows.extend(fields.map(|row| (format!("{path}{inside}.{}", code(row[0])), row)));
            }
        }
        let types = row[1].split(" or ").map(str::to_owned).collect();
        assert!(found.insert(path.clone(), types).is_none(), "{path} is documented twice");
    }
    found
}

/// Checks that every object has exactly the documented fields with documented types.
fn compare(value: &Value, path: &str, documented: &Documented, seen: &mut BTreeSet<String>) {
    match value {
        Value::Object(fields) => {
            let parent = |field: &str| field.rsplit_once('.').map_or("", |(p, _)| p) == path;
            let expected: Vec<&str> =
                documented.keys().filter(|field| parent(field)).map(String::as_str).collect();
            let join = |name: &String| {
                if path.is_empty() { name.clone() } else { format!("{path}.{name}") }
            };
            let mut found: Vec<String> = fields.keys().map(join).collect();
            found.sort();
            assert_eq!(found, expected, "fields of {path}");
            for (name, value) in fields {
                let path = join(name);
                let (types, kind) = (&documented[&path], kind(value));
                let fits =
                    types.iter().any(|of| *of == kind || kind == "array" && of.starts_with(&kind));
                assert!(fits, "{path} is {kind}, not {types:?}");
                compare(value, &path, documented, seen);
                seen.insert(path);
            }
        }
        Value::Array(items) => {
            for item in items {
                compare(item, &format!("{path}[]"), documented, seen);
            }
        }
        _ => {}
    }
}

fn kind(value: &Value) -> String {
    match value {
        Value::Null => "null".to_owned(),
        Value::Bool(_) => "boolean".to_owned(),
        Value::Number(_) => "number".to_owned(),
        Value::String(_) => "string".to_owned(),
        Value::Object(_) => "object".to_owned(),
        Value::Array(items) => items
            .first()
            .map_or_else(|| "array".to_owned(), |item| format!("array of {}s", kind(item))),
    }
}

#[test]
fn answers_have_the_documented_fields_and_no_other() {
    let text = read(PAGE);
    let folder = tempfile::tempdir().unwrap();
    let odd = folder.path().join("odd.plan.ron");
    std::fs::write(&odd, ODD).unwrap();
    for command in [
        "advise",
        "assign",
        "challenge",
        "forecast",
        "simulate",
        "sweep",
        "ledger",
        "questions",
        "check",
    ] {
        let more: &[&str] = match command {
            "simulate" => &["--seconds", "3"],
            "sweep" => &["--input", "months", "--to", "20 years"],
            _ => &[],
        };
        let documented = documented(&text, command);
        let mut seen = BTreeSet::new();
        for path in saves() {
            let answer = answer(&[&[command, path.to_str().unwrap()], more].concat());
            compare(&answer, "", &documented, &mut seen);
        }
        let odd = [command, odd.to_str().unwrap(), "--scenario", "busy"];
        let odd = answer(&[&odd, more].concat());
        compare(&odd, "", &documented, &mut seen);
        assert_eq!(seen, documented.into_keys().collect(), "{command}");
    }
    let documented_of_compare = documented(&text, "compare");
    let mut seen = BTreeSet::new();
    let saves = saves();
    let of = |index: usize| saves[index].to_str().unwrap();
    for arguments in [
        &["compare", of(0), of(1), "--assignment", "advised"][..],
        &["compare", of(0), "--assignment", "go-net-http", "--against-assignment", "advised"],
        &["compare", odd.to_str().unwrap(), "--against", "busy"],
        &["compare", of(0), odd.to_str().unwrap()],
    ] {
        compare(&answer(arguments), "", &documented_of_compare, &mut seen);
    }
    assert_eq!(seen, documented_of_compare.into_keys().collect(), "compare");
    let documented = documented(&text, "catalog");
    let mut seen = BTreeSet::new();
    compare(&answer(&["catalog"]), "", &documented, &mut seen);
    assert_eq!(seen, documented.into_keys().collect());
}
