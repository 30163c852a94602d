//! `polyplan questions`.

use std::path::{Path, PathBuf};

use clap::{Args, ValueEnum};

use super::open::{PlanArguments, open};
use super::output::Output;
use super::{Outcome, json_text, say};
use crate::advice::ask::{self, NOTHING};
use crate::exchange::sheet;

#[derive(Debug, Args)]
pub(super) struct Arguments {
    #[command(flatten)]
    plan: PlanArguments,
    /// How the sheet is written; by default what the ending of --out says, else Markdown.
    #[arg(long, value_enum)]
    format: Option<Format>,
    /// File to write instead of standard output; `-` is the standard output.
    #[arg(long)]
    out: Option<PathBuf>,
}

/// How the sheet is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Format {
    /// A table in a document.
    Markdown,
    /// For spreadsheets.
    Csv,
    /// For programs; cannot be read back.
    Json,
}

pub(super) fn run(arguments: &Arguments) -> Outcome {
    let format = format(arguments)?;
    let opened = open(&arguments.plan)?;
    let resolved = opened.resolved();
    let questions = ask::questions(&resolved);
    let text = match format {
        Format::Markdown => sheet::markdown(&opened.plan, &questions),
        Format::Csv => sheet::csv(&opened.plan, &questions),
        Format::Json => json_text(&sheet::json(&resolved, &opened.revision(), &questions))?,
    };
    if questions.is_empty() && (format != Format::Markdown || arguments.out.is_some()) {
        say::note(NOTHING);
    }
    let output = Output::of(arguments.out.as_deref());
    let written = output.write(text.as_bytes())?;
    if let (Output::File(path), false) = (&output, questions.is_empty()) {
        let (plan, sheet) = (arguments.plan.plan.display(), path.display());
        say::note(&format!("Once filled in: polyplan answers {plan} --sheet {sheet}"));
    }
    Ok(written)
}

fn format(arguments: &Arguments) -> Result<Format, String> {
    if let Some(format) = arguments.format {
        return Ok(format);
    }
    let ending = arguments.out.as_deref().and_then(Path::extension).and_then(|of| of.to_str());
    match ending.map(str::to_lowercase).as_deref() {
        None | Some("md" | "markdown") => Ok(Format::Markdown),
        Some("csv") => Ok(Format::Csv),
        Some("json") => Ok(Format::Json),
        Some(ending) => Err(format!(
            "`.{ending}` is no format of a sheet; name one with --format markdown, csv or json"
        )),
    }
}
