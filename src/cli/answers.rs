//! `polyplan answers`.

use std::fmt::Write as _;
use std::io::Read as _;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use clap::Args;

use super::open::{catalog, load, settled};
use super::{Outcome, answer};
use crate::advice::ask::{
    self,
    answers::{self, Answered},
};
use crate::base::Date;
use crate::catalog::Catalog;
use crate::exchange::sheet_read::{self, MAX_BYTES, Sheet};
use crate::files;
use crate::forecast::Resolved;
use crate::model::{ComponentId, Plan};

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
    let answered = read(&arguments.sheet, &before, catalog)?;
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

/// Every answer of a sheet, or every row that is wrong.
fn read(path: &Path, plan: &Plan, catalog: &Catalog) -> Result<Vec<Answered>, String> {
    let failed = |error: String| format!("cannot read {}: {error}", path.display());
    let Sheet { rows, mut refused } = sheet(path).map_err(failed)?;
    let answered = answers::read(plan, catalog, &rows, Date::today()).unwrap_or_else(|more| {
        refused.extend(more);
        Vec::new()
    });
    if refused.is_empty() {
        return Ok(answered);
    }
    let lines: Vec<String> = refused.iter().map(|row| format!("  {row}")).collect();
    let rows = if refused.len() == 1 { "a row" } else { "rows" };
    Err(format!(
        "{} has {rows} that cannot be used; nothing was changed\n{}",
        path.display(),
        lines.join("\n")
    ))
}

fn sheet(path: &Path) -> Result<Sheet, String> {
    let ending = path.extension().and_then(|of| of.to_str()).map(str::to_lowercase);
    let read = match ending.as_deref() {
        Some("csv" | "tsv" | "txt") => sheet_read::csv,
        Some("md" | "markdown") => sheet_read::markdown,
        _ => return Err("a question sheet ends in .csv or .md".to_owned()),
    };
    let file = std::fs::File::open(path).map_err(|error| error.to_string())?;
    let mut bytes = Vec::new();
    file.take(MAX_BYTES + 1).read_to_end(&mut bytes).map_err(|error| error.to_string())?;
    if bytes.len() as u64 > MAX_BYTES {
        return Err(format!("it has more than {MAX_BYTES} bytes, too many for a question sheet"));
    }
    read(&sheet_read::text(bytes)?)
}

/// What was set, and what the advice has become.
fn told(answered: &[Answered], before: &Plan, after: &Plan, catalog: &Catalog) -> String {
    let mut text = String::new();
    for Answered { address, answer, .. } in answered {
        let _ = writeln!(text, "Set {address} to {answer}");
    }
    let outcomes = |plan: &Plan| -> Vec<(ComponentId, String)> {
        ask::outcomes(&Resolved::new(plan, catalog, None))
    };
    let pairs = outcomes(before).into_iter().zip(outcomes(after));
    let flipped: Vec<_> = pairs.filter(|((_, before), (_, after))| before != after).collect();
    if flipped.is_empty() {
        text.push_str("\nThe advice stays as it was.\n");
    } else {
        text.push_str("\nAdvice that changed\n");
    }
    for ((id, was), (_, is)) in flipped {
        let name = after.components.get(&id).map_or(id.as_str(), |component| &component.name);
        let _ = writeln!(text, "  {name}: {was} → {is}");
    }
    text
}
