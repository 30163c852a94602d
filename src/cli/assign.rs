//! `polyplan assign`.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::path::{Path, PathBuf};

use clap::Args;

use super::open::{Opened, open};
use super::{Format, Outcome, Query, answer, answer_json};
use crate::advice::front::{self, Choice, front};
use crate::advice::{self, either, standing};
use crate::base::Unit;
use crate::base::prose::some;
use crate::exchange::json_front;
use crate::forecast::{Assignment, Resolved, responses};
use crate::model::{CandidateId, ComponentId};

#[derive(Debug, Args)]
pub(super) struct Arguments {
    #[command(flatten)]
    query: Query,
    /// Instead of searching, say as JSON what the assignments in this file come to: an array of
    /// objects with a candidate for each component.
    #[arg(long, value_name = "FILE")]
    evaluate: Option<PathBuf>,
}

pub(super) fn run(arguments: &Arguments) -> Outcome {
    let query = &arguments.query;
    let opened = open(&query.plan)?;
    let resolved = opened.resolved();
    if let Some(file) = &arguments.evaluate {
        return evaluate(&opened, &resolved, file);
    }
    let found = front(&resolved);
    if query.format == Format::Json {
        let open = front::open(&resolved);
        return answer_json(&json_front::front(&resolved, &opened.revision(), &found, &open));
    }
    if found.choices.is_empty() {
        return answer("Nothing is built that a candidate fits.\n");
    }
    let now = advice::decided_else_advised(&resolved);
    let head = format!(
        "{:>12} {:>10} {:>14}  {:<36} {}\n",
        "total cost", "delivery", "slowest flow", "languages", "changes"
    );
    let mut text =
        format!("Assignments that none beats on cost, delivery and slowest flow\n{head}");
    let shown = found.worthwhile();
    for choice in &shown {
        let changes = choice.changes(&now).len();
        let _ = writeln!(text, "{} {changes}", row(choice, &choice.in_words(&resolved)));
    }
    if found.choices.len() > shown.len() {
        let more = found.choices.len() - shown.len();
        let _ = writeln!(text, "{more} more come within 2 % of a cheaper one; JSON has all.");
    }
    let _ = writeln!(text, "\nHeld against them");
    for reference in &found.references {
        let note = reference.in_words();
        let targets = standing::targets_in_words(&resolved, &reference.choice.misses());
        let targets = targets.map_or_else(String::new, |text| format!("; {text}"));
        let _ = writeln!(text, "{} {note}{targets}", row(&reference.choice, &reference.name));
    }
    if let Some(held) = standing::reconcile(&resolved, &standing::standings(&resolved)) {
        let _ = writeln!(text, "\n{}", held.sentence);
    }
    let taken = either::taken(&resolved, &advice::of_plan(&resolved));
    if let Some(taken) = either::sentence(&resolved, &taken) {
        let _ = writeln!(text, "{taken}");
    }
    let _ = writeln!(
        text,
        "\n{} Cost and delivery are medians of the draws. The slowest flow is the largest p99 of the flows with a target, {}, without the network. Changes count from what is decided, else advised.",
        found.how(),
        responses::how(&resolved)
    );
    answer(&text)
}

fn row(choice: &Choice, words: &str) -> String {
    format!(
        "{:>12} {:>10} {:>14}  {words:<36}",
        Unit::Money.readable(choice.cost),
        Unit::Weeks.readable(choice.weeks),
        Unit::Ms.readable(choice.p99_ms),
    )
}

fn evaluate(opened: &Opened, resolved: &Resolved<'_>, file: &Path) -> Outcome {
    let place = |problem: &dyn std::fmt::Display| {
        format!(
            "{}: {problem}; write an array of objects such as {{\"cart\": \"go-net-http\"}}",
            file.display()
        )
    };
    let text = std::fs::read_to_string(file).map_err(|error| place(&error))?;
    let read: Vec<BTreeMap<String, String>> =
        serde_json::from_str(&text).map_err(|error| place(&error))?;
    let one = |pairs: BTreeMap<String, String>| -> Result<Assignment, String> {
        let pair = |(id, candidate): (String, String)| {
            let candidate = CandidateId::new(&candidate).map_err(|e| place(&e))?;
            Ok((ComponentId::new(&id).map_err(|e| place(&e))?, candidate))
        };
        pairs.into_iter().map(pair).collect()
    };
    let assignments: Vec<Assignment> = read.into_iter().map(one).collect::<Result<_, _>>()?;
    let unknown = |problem: String| format!("{}: {problem}", file.display());
    let mut pairs = assignments.iter().flatten();
    pairs.try_for_each(|pair| known(resolved, pair)).map_err(unknown)?;
    let all = front::evaluate(resolved, &assignments);
    answer_json(&json_front::evaluated(resolved, &opened.revision(), &all))
}

/// Refuses a component that the plan has not and a candidate that the catalog has not.
fn known(
    resolved: &Resolved<'_>,
    (component, candidate): (&ComponentId, &CandidateId),
) -> Result<(), String> {
    if !resolved.plan.components.contains_key(component) {
        let built = resolved.components.iter().map(|facts| facts.component);
        let built: Vec<&str> = built.filter(|of| of.is_built()).map(|of| of.id.as_str()).collect();
        let built = if built.is_empty() { "nothing".to_owned() } else { some(&built) };
        return Err(format!("the plan has no component `{component}`; the team builds {built}"));
    }
    if !resolved.catalog.candidates.contains_key(candidate) {
        let compared = resolved.catalog.compared(&resolved.plan.candidates);
        let compared: Vec<&str> = compared.into_iter().map(|of| of.id.as_str()).collect();
        return Err(format!(
            "`{candidate}` is no candidate; {} are compared, `polyplan catalog` lists all",
            some(&compared)
        ));
    }
    Ok(())
}
