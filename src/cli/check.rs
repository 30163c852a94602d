//! `polyplan check`.

use std::process::ExitCode;

use clap::Args;

use super::open::{PlanArguments, View, in_words, open};
use super::output::answer;
use super::{Format, Outcome, answer_json};
use crate::advice::findings::{Checked, Severity, findings};
use crate::advice::usual_answers;
use crate::exchange::json;

#[derive(Debug, Args)]
pub(super) struct Arguments {
    #[command(flatten)]
    plan: PlanArguments,
    /// How to answer.
    #[arg(long, value_enum, default_value_t = Format::Text)]
    format: Format,
    /// Exit with 1 for hints too.
    #[arg(long)]
    strict: bool,
}

pub(super) fn run(arguments: &Arguments) -> Outcome {
    let opened = open(&arguments.plan)?;
    let view = View::of(&opened);
    let answers = usual_answers(&view.resolved, &view.advice);
    let found =
        findings(Checked { resolved: &view.resolved, advice: &view.advice, answers: &answers });
    let clean = found.is_empty() && opened.repairs.is_empty();
    let counts = |severity: Severity| arguments.strict || severity != Severity::Hint;
    let passes = opened.repairs.is_empty() && !found.iter().any(|found| counts(found.severity));
    if arguments.format == Format::Json {
        let repairs: Vec<(&str, &str)> =
            opened.repairs.iter().map(|r| (r.place.as_str(), r.problem.as_str())).collect();
        answer_json(&json::findings(&view.resolved, &opened.revision(), &found, &repairs))?;
    } else {
        let mut text = String::new();
        for finding in &found {
            text.push_str(&in_words(finding));
        }
        if clean {
            text.push_str("No findings.\n");
        }
        answer(&text)?;
    }
    Ok(ExitCode::from(u8::from(!passes)))
}
