//! What a report's Markdown tells.

use crate::figure::Figure;
use crate::names::{Names, lower};
use crate::text;
use crate::thing::Voice;

/// Tables with their heads and rows, and the third-level heading above each.
fn tables(markdown: &str) -> Vec<(String, Vec<String>, Vec<Vec<String>>)> {
    let row = |line: &str| -> Vec<String> {
        let inner = line.trim().trim_start_matches('|').trim_end_matches('|');
        inner.split(" | ").map(|cell| cell.trim().replace(['\\', '*'], "")).collect()
    };
    let mut found: Vec<(String, Vec<String>, Vec<Vec<String>>)> = Vec::new();
    let mut heading = String::new();
    let mut inside = false;
    for line in markdown.lines() {
        if line.starts_with('#') {
            heading = line.trim_start_matches(['#', ' ']).replace('\\', "");
        }
        match (line.starts_with('|'), inside) {
            (true, false) => found.push((heading.clone(), row(line), Vec::new())),
            (true, true) if !line.starts_with("| ---") => {
                found.last_mut().unwrap().2.push(row(line));
            }
            _ => {}
        }
        inside = line.starts_with('|');
    }
    found
}

pub fn read(voice: &mut Voice, out: &'static str, names: &Names, markdown: &str) {
    text::reconciled(voice, out, markdown);
    let words = |text: &str| text.replace('\\', "");
    for line in markdown.lines() {
        text::within(voice, out, names, line.trim_matches(['*', ' ']));
        let rests = "Of the cost's uncertainty ";
        let share = "share of the uncertainty that is assumed";
        voice.say(out, "", "", share, Figure::after(line, rests));
    }
    for (heading, heads, rows) in tables(markdown) {
        let at = |head: &str| heads.iter().position(|of| of == head);
        for row in &rows {
            let cell = |head: &str| at(head).and_then(|at| row.get(at)).map_or("", String::as_str);
            match heads[0].as_str() {
                "Component" if at("Promise").is_some() => target(voice, out, names, cell),
                "Component" if at("Firm").is_some() => {
                    let id = names.id(&words(cell("Component"))).unwrap_or("");
                    voice.say(out, "", id, "firm", Figure::read(cell("Firm")));
                }
                "Assignment" => totals(voice, out, cell),
                "Candidate" => candidate(voice, out, names, &heading, cell),
                "Severity" => {
                    for message in cell("Finding").split("<br>") {
                        text::named(voice, out, names, message);
                    }
                }
                "Assumed" | "Of" => share(voice, out, cell),
                flow if flow.starts_with("Flow, as ") => {
                    let id = names.id(cell(&heads[0])).unwrap_or("");
                    for part in ["p50", "p95", "p99"] {
                        voice.say(
                            out,
                            "the usual",
                            id,
                            &format!("flow {part}"),
                            Figure::read(cell(part)),
                        );
                    }
                    let within = cell("p99 in 8 of 10 cases");
                    text::ends(voice, out, "the usual", id, "flow p99", within);
                    voice.say(out, "", id, "chance", Figure::read(cell("On target")));
                }
                _ => {}
            }
        }
        if let Some(tile) = heads[0].strip_prefix("Cost as ") {
            let whose = format!("as {}", tile.split(',').next().unwrap_or(""));
            tiles(voice, out, &whose, &heads, &rows);
        }
    }
}

/// The first page's figures: values below their heads, ranges below these.
fn tiles(
    voice: &mut Voice,
    out: &'static str,
    whose: &str,
    heads: &[String],
    rows: &[Vec<String>],
) {
    for (place, head) in heads.iter().enumerate() {
        let [value, below] = [0, 1].map(|row| rows[row].get(place).map_or("", String::as_str));
        let ends = below.strip_suffix(" in 8 of 10 cases").and_then(|ends| ends.split_once(" to "));
        let measure = if head.starts_with("Cost") { "horizon" } else { "weeks" };
        if head.starts_with("Cost") || head.starts_with("Delivery") {
            voice.say(out, whose, "", measure, Figure::read(value));
            let (low, high) = ends.unwrap();
            let unit = if measure == "weeks" { " weeks" } else { "" };
            let low = Figure::read(&format!("{low}{unit}"));
            voice.say(out, whose, "", &format!("{measure} low"), low);
            voice.say(out, whose, "", &format!("{measure} high"), Figure::read(high));
        } else if head.starts_with("Inputs assumed") {
            let count = value.split(' ').next().unwrap_or("");
            voice.say(out, "", "", "inputs assumed", Figure::read(count));
            let share = "share of the uncertainty that is assumed";
            voice.say(out, "", "", share, Figure::read(below));
        }
    }
}

fn target<'a>(voice: &mut Voice, out: &'static str, names: &Names, cell: impl Fn(&str) -> &'a str) {
    let id = names.id(cell("Component")).unwrap_or("");
    let held = format!("{}, and in 8 of 10 cases", sentence(names.usual()));
    let (whose, told) = (names.with_usual(id), cell(&held));
    assert!(!told.is_empty(), "{out} does not say which assignment a target is held against");
    match cell("Promise") {
        "p99 at peak" => {
            text::p99(voice, out, id, told);
            voice.say(out, "", id, "chance", Figure::read(cell("Chance to meet it")));
        }
        "Monthly bill" => voice.say(out, &whose, id, "monthly", Figure::read(told)),
        _ => {}
    }
}

fn sentence(text: &str) -> String {
    let mut chars = text.chars();
    chars.next().map_or_else(String::new, |first| first.to_uppercase().to_string() + chars.as_str())
}

fn totals<'a>(voice: &mut Voice, out: &'static str, cell: impl Fn(&str) -> &'a str) {
    let told = cell("Assignment");
    let both = "As advised and as decided";
    let all: Vec<String> = if told == both {
        vec!["as advised".to_owned(), "as decided".to_owned()]
    } else {
        vec![lower(told)]
    };
    for whose in all {
        for (head, measure) in [
            ("Building", "build"),
            ("Learning", "learn"),
            ("Running", "run"),
            ("Maintaining", "maintain"),
            ("Beyond these", "beyond"),
            ("Together", "horizon"),
            ("Run each month, at first", "monthly"),
            ("Work", "person_weeks"),
        ] {
            voice.say(out, &whose, "", measure, Figure::read(cell(head)));
        }
    }
}

fn candidate<'a>(
    voice: &mut Voice,
    out: &'static str,
    names: &Names,
    heading: &str,
    cell: impl Fn(&str) -> &'a str,
) {
    let (Some(id), Some(with)) = (names.id(heading), names.with(cell("Candidate"))) else { return };
    for (head, measure) in [
        ("p99 alone", "p99"),
        ("Servers", "servers"),
        ("Memory", "memory_gb"),
        ("Run cost", "monthly"),
        ("Time to build", "weeks"),
        ("Over the horizon", "horizon"),
    ] {
        voice.say(out, &with, id, measure, Figure::read(cell(head)));
    }
    voice.say(out, &with, id, "score", Figure::whole(cell("Score")));
}

/// A row of what is assumed, or of the ledger.
fn share<'a>(voice: &mut Voice, out: &'static str, cell: impl Fn(&str) -> &'a str) {
    let figure = [cell("Figure"), cell("Assumed")].concat();
    let share = [cell("Share, %"), cell("Share of the cost's uncertainty")].concat();
    let name = format!("{}: {}", cell("Of"), lower(&figure));
    if !share.is_empty() && !share.starts_with('<') {
        let share = format!("{} %", share.trim_end_matches([' ', '%']));
        voice.say(out, "", &name, "share of the uncertainty", Figure::read(&share));
    }
}
