//! Every CSV that the program writes, as a typed reader takes it.

use std::collections::{BTreeMap, BTreeSet};

use crate::desk::Desk;
use crate::saves::saves;

/// Columns of words.
const WORDS: &[&str] = &[
    "panel",
    "kind",
    "series",
    "category",
    "label",
    "candidate",
    "part",
    "of",
    "what",
    "unit",
    "left_words",
    "right_words",
    "note",
    "address",
    "element",
    "figure",
    "basis",
    "evidence",
    "source",
    "owner",
    "date",
    "judgement",
    "from",
    "to",
];
/// Columns whose numbers are counts, or have their unit beside them.
const PLAIN: &[&str] = &[
    "left",
    "right",
    "delta",
    "percent",
    "low",
    "typical",
    "high",
    "right_less",
    "share",
    "servers",
    "open_connections",
    "waiting_at_the_same_time",
    "stage",
    "calls_per_request",
];
/// What the head of any other column of numbers names.
const UNITS: &[&str] = &[
    "ms",
    "requests_per_second",
    "share",
    "ratio",
    "kb",
    "mb",
    "gb",
    "weeks",
    "months",
    "years",
    "people",
    "dollars",
    "dollars_per_month",
    "dollars_per_hour",
    "dollars_per_week",
    "hours_per_month",
    "points",
];
const KINDS: &[&str] = &[
    "line",
    "bar",
    "part",
    "target",
    "crossover",
    "planned",
    "known",
    "knee",
    "limit",
    "simulated",
    "choice",
    "flow",
    "call",
    "message",
];

/// Name and path of each shipped plan.
fn plans() -> Vec<(String, String)> {
    saves().into_iter().map(|(path, plan)| (plan.name, path)).collect()
}

struct Table {
    heads: Vec<String>,
    rows: Vec<BTreeMap<String, String>>,
}

/// Reads strictly: every row has as many cells as there are heads.
fn read(name: &str, text: &str) -> Table {
    let text = text.strip_prefix('\u{feff}').unwrap();
    assert!(!text.contains('\u{feff}'), "{name} has two marks");
    let mut reader = csv::ReaderBuilder::new().flexible(false).from_reader(text.as_bytes());
    let heads: Vec<String> = reader.headers().unwrap().iter().map(str::to_owned).collect();
    assert_eq!(heads.iter().collect::<BTreeSet<_>>().len(), heads.len(), "{name}: {heads:?}");
    let row = |record: Result<csv::StringRecord, csv::Error>| {
        let record = record.unwrap();
        heads.iter().cloned().zip(record.iter().map(str::to_owned)).collect()
    };
    let rows = reader.records().map(row).collect();
    Table { heads, rows }
}

/// Digits that a number is written with, without zeros at its ends.
fn digits(number: &str) -> usize {
    let number = number.split(['e', 'E']).next().unwrap();
    let digits: String = number.chars().filter(char::is_ascii_digit).collect();
    let digits = digits.trim_start_matches('0');
    if number.contains('.') { digits.len() } else { digits.trim_end_matches('0').len() }
}

/// Each column holds words or numbers, and a number's head names its unit.
fn check(name: &str, table: &Table) {
    for head in &table.heads {
        let plain = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '_';
        assert!(head.chars().all(plain), "{name}: {head}");
        if WORDS.contains(&head.as_str()) {
            continue;
        }
        let of = head.trim_end_matches("_low").trim_end_matches("_high");
        let around = format!("_{of}_");
        // Points have no unit.
        let has_unit = of.starts_with("lead_of_")
            || PLAIN.contains(&of)
            || UNITS.iter().any(|unit| around.contains(&format!("_{unit}_")));
        assert!(has_unit, "{name}: {head} names no unit");
        for cell in table.rows.iter().map(|row| &row[head]).filter(|cell| !cell.is_empty()) {
            let value: f64 = cell.parse().unwrap();
            assert!(value.is_finite(), "{name}: {head} has {cell}");
            assert!(value == value.trunc() || digits(cell) <= 6, "{name}: {head} has {cell}");
        }
    }
}

/// A chart's rows say what they are; a bar is the sum of its parts, which do not have its ends.
fn check_chart(name: &str, table: &Table) {
    assert_eq!(table.heads[..2], ["panel", "kind"].map(str::to_owned), "{name}");
    let bar = |row: &BTreeMap<String, String>| (row["panel"].clone(), row["category"].clone());
    let numbers: Vec<&String> =
        table.heads.iter().filter(|head| !WORDS.contains(&head.as_str())).collect();
    let mut sums: BTreeMap<_, f64> = BTreeMap::new();
    for row in &table.rows {
        assert!(KINDS.contains(&row["kind"].as_str()), "{name}: {row:?}");
        for head in numbers.iter().filter(|_| row["kind"] == "part") {
            let is_end = head.ends_with("_low") || head.ends_with("_high");
            assert!(!is_end || row[*head].is_empty(), "{name}: a part has ends: {row:?}");
            if let Ok(value) = row[*head].parse::<f64>() {
                *sums.entry(bar(row)).or_default() += value;
            }
        }
    }
    for (of, sum) in sums {
        let wholes = table.rows.iter().filter(|row| row["kind"] == "bar" && bar(row) == of);
        let values: Vec<f64> = wholes
            .flat_map(|row| {
                numbers
                    .iter()
                    .filter(|head| !head.ends_with("_low") && !head.ends_with("_high"))
                    .filter_map(|head| row[*head].parse().ok())
            })
            .collect();
        assert_eq!(values.len(), 1, "{name}: {of:?} is one bar");
        assert!((values[0] - sum).abs() <= 1e-5 * sum.abs(), "{name}: {of:?} {values:?} {sum}");
    }
}

#[test]
fn every_chart_is_data_for_a_typed_reader() {
    let desk = Desk::new();
    for (plan, path) in plans() {
        desk.succeeds(&["export", &path, "--what", "all", "--format", "csv", "--out", &plan]);
        let mut charts = 0;
        for entry in std::fs::read_dir(desk.path(&plan)).unwrap() {
            let path = entry.unwrap().path();
            let name = path.file_name().unwrap().to_str().unwrap();
            let Some(stem) = name.strip_suffix(".csv") else {
                assert!(name.ends_with(".notes.txt"), "{name}");
                continue;
            };
            charts += 1;
            let table = read(name, &std::fs::read_to_string(&path).unwrap());
            check(name, &table);
            check_chart(name, &table);
            let notes = std::fs::read_to_string(path.with_file_name(format!("{stem}.notes.txt")));
            let notes = notes.unwrap();
            assert!(notes.contains("\nPlan: ") && notes.contains("\nInputs: "), "{notes}");
            assert!(!notes.contains(" S-") && !notes.contains("\n\n\n"), "{notes}");
        }
        assert!(charts > 20, "{plan}: {charts}");
    }
}

#[test]
fn the_front_tells_choices_from_known_ones() {
    let desk = Desk::new();
    for (plan, path) in plans() {
        let found = desk.json(&["assign", &path, "--format", "json"]);
        let text = desk.succeeds(&["export", &path, "--what", "front", "--format", "csv"]);
        let table = read(&plan, &text);
        for (kind, field) in [("choice", "choices"), ("known", "references")] {
            let rows = table.rows.iter().filter(|row| row["kind"] == kind).count();
            // One in each of two panels.
            assert_eq!(rows, 2 * found[field].as_array().unwrap().len(), "{plan}: {kind}");
        }
    }
}

#[test]
fn other_tables_are_data_as_well() {
    let desk = Desk::new();
    for (plan, path) in plans() {
        let ledger = desk.succeeds(&["ledger", &path, "--format", "csv"]);
        check("ledger", &read("ledger", &ledger));
        let sides = ["--assignment", "advised", "--against-assignment", "go-net-http"];
        let compare = [&["compare", &path, "--format", "csv"][..], &sides].concat();
        check("compare", &read(&plan, &desk.succeeds(&compare)));
        for input in ["plan/utilisation", "months", "plan/horizon"] {
            let text = desk.succeeds(&["sweep", &path, "--input", input, "--format", "csv"]);
            let table = read(input, &text);
            check(input, &table);
            assert!(table.heads.len() > 8 && table.rows.len() > 10, "{input}");
        }
        let questions = read("questions", &desk.succeeds(&["questions", &path, "--format", "csv"]));
        assert!(questions.heads.contains(&"answer".to_owned()) && !questions.rows.is_empty());
    }
}

/// What goes to the standard output is data alone.
#[test]
fn notes_go_beside_a_file_and_else_are_said() {
    let desk = Desk::new();
    let (_, path) = plans().remove(0);
    let totals = ["export", &path, "--what", "totals", "--format", "csv"];
    let output = desk.run(&totals);
    let said = String::from_utf8(output.stderr).unwrap();
    assert!(said.contains("Source: ") && said.contains("Inputs: "), "{said}");
    assert_eq!(std::fs::read_dir(desk.path(".")).unwrap().count(), 0);
    desk.succeeds(&[&totals[..], &["--out", "t.csv"]].concat());
    assert_eq!(std::fs::read(desk.path("t.csv")).unwrap(), output.stdout);
    let notes = std::fs::read_to_string(desk.path("t.notes.txt")).unwrap();
    assert_eq!(notes.trim_end(), said.trim_end());
    let quiet = desk.run(&[&totals[..], &["--quiet"]].concat());
    assert!(quiet.stderr.is_empty(), "{}", String::from_utf8_lossy(&quiet.stderr));
}

#[test]
fn the_page_on_csv_names_every_kind_and_column() {
    let page = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/csv.md");
    let page = std::fs::read_to_string(page).unwrap();
    let columns = ["panel", "kind", "series", "category", "judgement", "label"];
    for word in KINDS.iter().chain(&columns) {
        assert!(page.contains(&format!("`{word}`")), "docs/csv.md lacks `{word}`");
    }
}
