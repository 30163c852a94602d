//! `polyplan tidy`.

use std::path::PathBuf;
use std::process::ExitCode;

use clap::Args;

use super::open::{load, named_as_plan, save, settled};
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
    /// Place cards that were placed by hand as well.
    #[arg(long, conflicts_with = "only_new")]
    all: bool,
    /// Save even though what could not be read would be dropped.
    #[arg(long)]
    accept_repairs: bool,
}

pub(super) fn run(arguments: &Arguments) -> Outcome {
    let loaded = load(&arguments.plan)?;
    arguments.out.as_deref().map_or(Ok(()), named_as_plan)?;
    settled(&loaded, arguments.accept_repairs)?;
    let mut plan = loaded.plan;
    let scope = match (arguments.only_new, arguments.all) {
        (true, _) => Scope::OnlyUnplaced,
        (false, true) => Scope::All,
        (false, false) => Scope::AllButByHand,
    };
    let edits = layout::tidy(&plan, scope);
    let moved = edits.len();
    let by_hand = plan.placements.values().filter(|placement| placement.by_hand).count();
    plan.apply(Edit::Many(edits)).map_err(|error| error.to_string())?;
    let path = arguments.out.as_ref().unwrap_or(&arguments.plan);
    say::note(&format!("Placed {}", counted(moved, "card")));
    match by_hand {
        _ if scope != Scope::AllButByHand => {}
        0 => {}
        1 => say::note("1 card was placed by hand and stays; --all places it, too"),
        many => {
            say::note(&format!(
                "{many} cards were placed by hand and stay; --all places them, too"
            ));
        }
    }
    save(path, &plan)?;
    Ok(ExitCode::SUCCESS)
}
