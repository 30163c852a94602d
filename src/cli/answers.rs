//! `polyplan answers`.

use std::fmt::Write as _;
use std::path::PathBuf;
use std::process::ExitCode;

use clap::Args;

use super::open::{catalog, load, settled};
use super::{Outcome, answer};
use crate::advice::ask::{
    self,
    answers::{self, Answered},
};
use crate::catalog::Catalog;
use crate::exchange::sheet_read;
use crate::files;
use crate::forecast::Resolved;
use crate::model::Plan;

#[derive(Debug, Args)]
pub(super) struct Arguments {
    /// The plan, a file ending in .plan.ron; it is changed in place.
    plan: PathBuf,
    /// The filled question sheet, a file ending in .csv or .md.
    #[arg(long, value_name = "FILE")]
    sheet: PathBuf,
    /// Write the answered plan here instead.
    #[arg(long)]
    out: Option<PathBuf>,
    /// Save even though what could not be read would be dropped.
    #[arg(long)]
    accept_repairs: bool,
}

pub(super) fn run(arguments: &Arguments) -> Outcome {
    let (before, repairs) = load(&arguments.plan)?;
    settled(&repairs, arguments.accept_repairs)?;
    let catalog = catalog()?;
    let answered = sheet_read::answers(&arguments.sheet, &before, catalog)?;
    if answered.is_empty() {
        eprintln!("{} holds no answer; nothing was changed", arguments.sheet.display());
        return Ok(ExitCode::SUCCESS);
    }
    let mut after = before.clone();
    after.apply(answers::edit(&answered)).map_err(|error| error.to_string())?;
    let path = arguments.out.as_ref().unwrap_or(&arguments.plan);
    files::save(path, &after).map_err(|error| error.to_string())?;
    for lost in answered.iter().filter(|answer| answer.source_lost) {
        eprintln!("{}: the source was not kept, only numbers have one", lost.address);
    }
    eprintln!("Saved {}", path.display());
    answer(&told(&answered, &before, &after, catalog))
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
