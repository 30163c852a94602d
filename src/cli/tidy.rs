//! `polyplan tidy`.

use std::path::PathBuf;
use std::process::ExitCode;

use clap::Args;

use super::open::{load, save, settled};
use super::{Outcome, say};
use crate::base::words::counted;
use crate::layout::{self, Scope};
use crate::model::Edit;

#[derive(Debug, Args)]
pub(super) struct Arguments {
    /// The plan, a file ending in .plan.ron; it is changed in place. `-` is the standard input, and
    /// the plan then goes to the standard output.
    plan: PathBuf,
    /// Write the tidied plan here instead; `-` is the standard output.
    #[arg(long)]
    out: Option<PathBuf>,
    /// Place only cards that lie nowhere yet.
    #[arg(long)]
    only_new: bool,
    /// Save even though what could not be read would be dropped.
    #[arg(long)]
    accept_repairs: bool,
}

pub(super) fn run(arguments: &Arguments) -> Outcome {
    let (mut plan, repairs) = load(&arguments.plan)?;
    settled(&repairs, arguments.accept_repairs)?;
    let scope = if arguments.only_new { Scope::OnlyUnplaced } else { Scope::AllButByHand };
    let edits = layout::tidy(&plan, scope);
    let moved = edits.len();
    plan.apply(Edit::Many(edits)).map_err(|error| error.to_string())?;
    let path = arguments.out.as_ref().unwrap_or(&arguments.plan);
    say::note(&format!("Placed {}", counted(moved, "card")));
    save(path, &plan)?;
    Ok(ExitCode::SUCCESS)
}
