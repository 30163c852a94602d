//! The steps of a flow as a sequence diagram of Mermaid, for wikis and readmes.

use super::export::mermaid::{coded, key};
use crate::base::words::counted;
use crate::charts::Sequence;
use crate::charts::sequence::{Arrow, Row, block_guard, block_word};

/// Who asks from outside.
const OUTSIDE: &str = "outside";

/// Writes the steps with their times; the title is that of the chart.
#[must_use]
pub fn write(sequence: &Sequence, title: &str) -> String {
    let keys = keys(sequence);
    let mut text = format!("---\ntitle: \"{}\"\n---\nsequenceDiagram\n", coded(title));
    text.push_str(&format!("    actor {OUTSIDE} as Outside\n"));
    for (lane, key) in sequence.lanes.iter().zip(&keys) {
        text.push_str(&format!("    participant {key} as {}\n", coded(&lane.name)));
    }
    let first = keys.first().map_or(OUTSIDE, String::as_str);
    text.push_str(&format!("    {OUTSIDE}->>+{first}: {}\n", coded(&sequence.asked)));
    let answer = format!("    {first}-->>-{OUTSIDE}: {}\n", coded(&sequence.times.told()));
    let mut is_answered = false;
    let mut depth = 1;
    for row in &sequence.rows {
        match row {
            Row::Apart if !std::mem::replace(&mut is_answered, true) => text.push_str(&answer),
            Row::Close => depth -= 1,
            _ => {}
        }
        // The branches of a block stand out as far as its first line.
        let outwards = usize::from(matches!(row, Row::Beside));
        let indent = "    ".repeat(depth - outwards.min(depth));
        match row {
            Row::Arrow(of) => text.push_str(&arrow(of, &keys, &indent)),
            Row::Answer(of) => {
                if let Some(Row::Arrow(of)) = sequence.rows.get(*of) {
                    text.push_str(&answer_to(of, &keys, &indent));
                }
            }
            Row::Open(block) => {
                let guard = coded(&block_guard(*block));
                let line = format!("{indent}{} {guard}", block_word(*block));
                text.push_str(&format!("{}\n", line.trim_end()));
                depth += 1;
            }
            Row::Beside => text.push_str(&format!("{indent}and\n")),
            Row::Close => text.push_str(&format!("{indent}end\n")),
            Row::Apart => {}
        }
    }
    if !is_answered {
        text.push_str(&answer);
    }
    if sequence.left_out > 0 {
        let more = counted(sequence.left_out, "more step");
        text.push_str(&format!("    Note over {first}: {more} left out\n"));
    }
    text
}

/// A call, which sets its component to work, or a message.
fn arrow(of: &Arrow, keys: &[String], indent: &str) -> String {
    let (Some(from), Some(to)) = (keys.get(of.from), keys.get(of.to)) else {
        return String::new();
    };
    let head = if of.is_call { "->>" } else { "-)" };
    let plain = if of.is_call { "call" } else { "message" };
    let words = if of.words.is_empty() { plain } else { &of.words };
    let remark = of.remark().map_or_else(String::new, |remark| format!(", {remark}"));
    let works = if of.is_answered() { "+" } else { "" };
    format!("{indent}{from}{head}{works}{to}: {}{remark}\n", coded(words))
}

fn answer_to(of: &Arrow, keys: &[String], indent: &str) -> String {
    let (Some(from), Some(to)) = (keys.get(of.from), keys.get(of.to)) else {
        return String::new();
    };
    let told = of.times.map_or_else(|| "not counted".to_owned(), |times| times.told());
    format!("{indent}{to}-->>-{from}: {}\n", coded(&told))
}

/// Whether a name means something else in such a text.
fn is_a_word(name: &str) -> bool {
    const WORDS: &[&str] = &[
        OUTSIDE,
        "activate",
        "actor",
        "alt",
        "and",
        "as",
        "autonumber",
        "box",
        "break",
        "create",
        "critical",
        "deactivate",
        "destroy",
        "else",
        "end",
        "link",
        "links",
        "loop",
        "note",
        "opt",
        "option",
        "over",
        "par",
        "participant",
        "rect",
        "title",
    ];
    WORDS.contains(&name.to_lowercase().as_str())
}

/// What the components are called in the text; no two alike.
fn keys(sequence: &Sequence) -> Vec<String> {
    let mut keys: Vec<String> = Vec::new();
    for lane in &sequence.lanes {
        let mut found = key(&lane.id);
        while is_a_word(&found) || keys.contains(&found) {
            found.push('_');
        }
        keys.push(found);
    }
    keys
}
