//! `polyplan check`.

use std::fmt::Write as _;
use std::process::ExitCode;

use clap::Args;

use super::open::{PlanArguments, View, open};
use super::{Format, Outcome, answer, answer_json};
use crate::advice::findings::{Checked, findings};
use crate::exchange::json;

#[derive(Debug, Args)]
pub(super) struct Arguments {
    #[command(flatten)]
    plan: PlanArguments,
    /// How to answer.
    #[arg(long, value_enum, default_value_t = Format::Text)]
    format: Format,
}

pub(super) fn run(arguments: &Arguments) -> Outcome {
    let opened = open(&arguments.plan)?;
    let view = View::of(&opened);
    let found = findings(Checked { resolved: &view.resolved, advice: &view.advice });
    if arguments.format == Format::Json {
        answer_json(&json::findings(&view.resolved, &opened.revision(), &found))?;
    } else {
        let mut text = String::new();
        for finding in &found {
            let _ = writeln!(
                text,
                "{}: {} [{}]\n  {}.",
                finding.severity.word(),
                finding.message,
                finding.code,
                finding.advice
            );
        }
        if found.is_empty() && opened.repairs == 0 {
            text.push_str("No findings.\n");
        }
        answer(&text)?;
    }
    let clean = found.is_empty() && opened.repairs == 0;
    Ok(ExitCode::from(u8::from(!clean)))
}
