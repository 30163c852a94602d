//! `polyplan answers`.

use std::fmt::Write as _;
use std::path::PathBuf;
use std::process::ExitCode;

use clap::Args;

use super::open::{catalog, load, named_as_plan, save, settled};
use super::output::{answer, is_standard};
use super::{Outcome, say};
use crate::advice::ask::{
    self,
    answers::{self, Answered},
};
use crate::catalog::Catalog;
use crate::exchange::sheet_read;
use crate::forecast::Resolved;
use crate::model::Plan;

#[derive(Debug, Args)]
pub(super) struct Arguments {
    /// The plan, a file ending in .plan.ron; it is changed in place. `-` is the standard input, and
    /// the plan then goes to the standard output.
    plan: PathBuf,
    /// The filled question sheet, a file ending in .csv or .md; `-` is the standard input.
    #[arg(long, value_name = "FILE")]
    sheet: PathBuf,
    /// Write the answered plan here instead; `-` is the standard output.
    #[arg(long)]
    out: Option<PathBuf>,
    /// Save even though what could not be read would be dropped.
    #[arg(long)]
    accept_repairs: bool,
}

pub(super) fn run(arguments: &Arguments) -> Outcome {
    let piped = is_standard(&arguments.sheet);
    if piped && is_standard(&arguments.plan) {
        return Err("plan and sheet cannot both come from the standard input".to_owned());
    }
    let loaded = load(&arguments.plan)?;
    arguments.out.as_deref().map_or(Ok(()), named_as_plan)?;
    settled(&loaded, arguments.accept_repairs)?;
    let before = loaded.plan;
    let catalog = catalog()?;
    let answered = if piped {
        sheet_read::answers_from(std::io::stdin(), &before, catalog)?
    } else {
        sheet_read::answers(&arguments.sheet, &before, catalog)?
    };
    if answered.is_empty() {
        let sheet = arguments.sheet.display();
        say::note(&format!("{sheet} holds no answer; nothing was changed"));
        return Ok(ExitCode::SUCCESS);
    }
    let mut after = before.clone();
    after.apply(answers::edit(&answered)).map_err(|error| error.to_string())?;
    let path = arguments.out.as_ref().unwrap_or(&arguments.plan);
    save(path, &after)?;
    for lost in answered.iter().filter(|answer| answer.source_lost) {
        say::warn(&format!("{}: the source was not kept, only numbers have one", lost.address));
    }
    let changed = told(&answered, &before, &after, catalog);
    // The standard output holds the plan alone, so that it can be read on.
    if is_standard(path) {
        say::note(&changed);
        return Ok(ExitCode::SUCCESS);
    }
    answer(&changed)
}

/// What was set, and what the advice has become.
fn told(answered: &[Answered], before: &Plan, after: &Plan, catalog: &Catalog) -> String {
    let mut text = String::new();
    for Answered { address, answer, .. } in answered {
        let _ = writeln!(text, "Set {address} to {answer}");
    }
    let outcomes = |plan: &Plan| ask::outcomes(&Resolved::new(plan, catalog, None));
    let flipped = ask::flipped(outcomes(before), outcomes(after));
    if flipped.is_empty() {
        text.push_str("\nThe advice stays as it was.\n");
    } else {
        text.push_str("\nAdvice that changed\n");
    }
    for (id, was, is) in flipped {
        let name = after.components.get(&id).map_or(id.as_str(), |component| &component.name);
        let _ = writeln!(text, "  {name}: {was} → {is}");
    }
    text
}
