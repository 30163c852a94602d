//! `polyplan check`.

use std::fmt::Write as _;
use std::process::ExitCode;

use super::open::{View, open};
use super::{Format, Outcome, Query, answer, answer_json};
use crate::advice::findings::{Checked, findings};
use crate::exchange::json;

pub(super) fn run(query: &Query) -> Outcome {
    let opened = open(&query.plan)?;
    let view = View::of(&opened);
    let found = findings(Checked { resolved: &view.resolved, advice: &view.advice });
    let clean = found.is_empty() && opened.repairs.is_empty();
    if query.format == Format::Json {
        let repairs: Vec<(&str, &str)> =
            opened.repairs.iter().map(|r| (r.place.as_str(), r.problem.as_str())).collect();
        answer_json(&json::findings(&view.resolved, &opened.revision(), &found, &repairs))?;
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
        if clean {
            text.push_str("No findings.\n");
        }
        answer(&text)?;
    }
    Ok(ExitCode::from(u8::from(!clean)))
}
