//! What the CSV of charts, comparisons and the ledger tells.

use std::collections::BTreeMap;

use crate::figure::Figure;
use crate::names::{Names, lower};
use crate::text;
use crate::thing::Voice;

type Row = BTreeMap<String, String>;

fn rows(text: &str) -> Vec<Row> {
    let mut reader = csv::Reader::from_reader(text.trim_start_matches('\u{feff}').as_bytes());
    let heads: Vec<String> = reader.headers().unwrap().iter().map(str::to_owned).collect();
    let records = reader.records().map(|record| {
        heads.iter().cloned().zip(record.unwrap().iter().map(str::to_owned)).collect()
    });
    records.collect()
}

fn number(row: &Row, head: &str) -> Option<Figure> {
    Figure::csv(row.get(head)?)
}

pub fn totals(voice: &mut Voice, text: &str) {
    const OUT: &str = "totals, CSV";
    for row in rows(text).iter().filter(|row| row["kind"] == "bar") {
        let whose = lower(&row["category"]);
        for (head, measure) in [("cost_dollars", "horizon"), ("calendar_time_weeks", "weeks")] {
            voice.say(OUT, &whose, "", measure, number(row, head));
            for end in ["low", "high"] {
                let figure = number(row, &format!("{head}_{end}"));
                voice.say(OUT, &whose, "", &format!("{measure} {end}"), figure);
            }
        }
    }
}

pub fn schedule(voice: &mut Voice, text: &str) {
    const OUT: &str = "schedule, CSV";
    for row in rows(text).iter().filter(|row| row["category"] == "Whole plan") {
        let whose = lower(&row["panel"]);
        voice.say(OUT, &whose, "", "weeks", number(row, "calendar_time_weeks"));
        for end in ["low", "high"] {
            let figure = number(row, &format!("calendar_time_weeks_{end}"));
            voice.say(OUT, &whose, "", &format!("weeks {end}"), figure);
        }
    }
}

pub fn front(voice: &mut Voice, text: &str) {
    const OUT: &str = "front, CSV";
    for row in rows(text).iter().filter(|row| row["kind"] == "known") {
        let whose = lower(&row["label"]);
        for (head, measure) in [
            ("total_cost_dollars", "horizon"),
            ("p99_of_the_slowest_flow_ms", "flow_p99_ms"),
            ("calendar_time_weeks", "weeks"),
        ] {
            voice.say(OUT, &whose, "", measure, number(row, head));
        }
    }
}

pub fn flow_latency(voice: &mut Voice, names: &Names, text: &str) {
    for row in rows(text).iter().filter(|row| row["kind"] == "bar") {
        let id = names.id(&row["category"]).unwrap_or("");
        let measure = format!("flow {}", row["series"]);
        for end in ["", "_low", "_high"] {
            let measure = format!("{measure}{}", end.replace('_', " "));
            let figure = number(row, &format!("latency_ms{end}"));
            voice.say("flow-latency, CSV", "the usual", id, &measure, figure);
        }
    }
}

/// Marks of a component's charts at what is planned, by the name of the language.
pub fn planned(
    voice: &mut Voice,
    out: &'static str,
    with: &BTreeMap<String, String>,
    id: &str,
    head: &str,
    measure: &str,
    text: &str,
) {
    for row in rows(text).iter().filter(|row| row["kind"] == "planned") {
        let language = row["label"].rsplitn(3, ' ').nth(2).unwrap_or("");
        let Some(with) = with.get(language) else { continue };
        voice.say(out, with, id, measure, number(row, head));
        voice.say(out, with, id, measure, Figure::after(&row["label"], language));
    }
}

pub fn compare(voice: &mut Voice, sides: [&str; 2], text: &str) {
    const OUT: &str = "compare, CSV";
    for row in rows(text).iter().filter(|row| row["part"] == "plan") {
        for (whose, side) in sides.iter().zip(["left", "right"]) {
            voice.say(OUT, whose, "", &row["what"], number(row, side));
        }
    }
}

pub fn ledger(voice: &mut Voice, text: &str) {
    for row in rows(text) {
        let name = format!("{}: {}", row["element"], row["figure"]);
        voice.say("ledger, CSV", "", &name, "share of the uncertainty", number(&row, "share"));
    }
}

/// Notes beside a chart's data.
pub fn notes(voice: &mut Voice, text: &str) {
    const OUT: &str = "notes of a chart";
    text::counts(voice, OUT, text);
    text::reconciled(voice, OUT, text);
}
