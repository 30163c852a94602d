//! The question sheet: one row for each question, with room for the answer and its source.

use serde_json::{Value, json};

use super::csv;
use super::json::{finite, head, with};
use super::markdown;
use crate::advice::ask::answers::form;
use crate::advice::ask::{NOTHING, Question, Turn};
use crate::draw::document::{Block, Column, Table};
use crate::forecast::Resolved;
use crate::model::{ComponentId, Plan};

/// Heads of the sheet's columns. [`sheet_read`](super::sheet_read) looks for three of them.
pub const COLUMNS: [&str; 8] = [
    "address",
    "component",
    "question",
    "how to answer",
    "assumed",
    "may change",
    "answer",
    "source",
];

/// Most changes of advice that a row tells.
const MOST_TURNS: usize = 4;

/// The sheet as CSV for spreadsheets; the head alone where nothing is left to ask.
#[must_use]
pub fn csv(plan: &Plan, questions: &[Question]) -> String {
    let head = std::iter::once(COLUMNS.map(str::to_owned).to_vec());
    let rows = questions.iter().map(|question| row(plan, question));
    csv::lines(head.chain(rows))
}

/// The sheet as Markdown.
#[must_use]
pub fn markdown(plan: &Plan, questions: &[Question]) -> String {
    let name = if plan.name.is_empty() { "the plan" } else { &plan.name };
    let mut blocks = vec![Block::Title(format!("Questions on {name}"), String::new())];
    if questions.is_empty() {
        blocks.push(Block::Paragraph(NOTHING.to_owned()));
    } else {
        blocks.push(Block::Paragraph(
            "The answer that is likeliest to change the advice comes first. Please fill in the last two columns; leave empty what nobody knows. A number may be a range from low to high, with the usual value between: 5..8..20."
                .to_owned(),
        ));
        blocks.push(Block::Table(Table {
            columns: COLUMNS.map(Column::words).to_vec(),
            rows: questions.iter().map(|question| row(plan, question)).collect(),
        }));
    }
    markdown::blocks(&blocks)
}

/// The questions as JSON.
#[must_use]
pub fn json(resolved: &Resolved<'_>, revision: &str, questions: &[Question]) -> Value {
    let all = questions.iter().map(|question| {
        json!({
            "address": question.address(),
            "component": question.component.as_str(),
            "name": name(resolved.plan, &question.component),
            "question": question.asked.question(),
            "input": question.asked.input().map(crate::model::Input::word),
            "form": form(question.asked),
            "assumed": question.assumed,
            "range": question.range.map(|r| [finite(r.low), finite(r.typical), finite(r.high)]),
            "probability": question.probability,
            "sway": finite(question.sway),
            "turns": question.turns.iter().map(|turn| json!({
                "component": turn.component.as_str(),
                "from": turn.from,
                "to": turn.to,
                "answers": turn.answers,
            })).collect::<Vec<_>>(),
        })
    });
    with(head(resolved, revision), "questions", all.collect())
}

fn row(plan: &Plan, question: &Question) -> Vec<String> {
    vec![
        question.address(),
        name(plan, &question.component).to_owned(),
        question.asked.question().to_owned(),
        form(question.asked),
        question.assumed.clone(),
        may_change(plan, question),
        String::new(),
        String::new(),
    ]
}

fn name<'a>(plan: &'a Plan, id: &'a ComponentId) -> &'a str {
    plan.components.get(id).map_or(id.as_str(), |component| &component.name)
}

/// What an answer may change, in words: `in 2 of 5 plausible answers: Go → Python at 20 ms`.
#[must_use]
pub fn may_change(plan: &Plan, question: &Question) -> String {
    let told = |turn: &Turn| {
        let of = if turn.component == question.component {
            String::new()
        } else {
            format!("{}: ", name(plan, &turn.component))
        };
        let at = match &turn.answers[..] {
            [] => String::new(),
            [one] => one.clone(),
            [first, rest @ ..] => format!("{first} and in {} more", rest.len()),
        };
        format!("{of}{} → {} {at}", turn.from, turn.to)
    };
    let turns: Vec<String> = question.turns.iter().take(MOST_TURNS).map(told).collect();
    let more = match question.turns.len().saturating_sub(MOST_TURNS) {
        0 => String::new(),
        more => format!("; and {more} more"),
    };
    let probability = question.probability * 100.0;
    format!("{probability:.0} % of plausible answers: {}{more}", turns.join("; "))
}
