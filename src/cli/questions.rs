//! `polyplan questions`.

use std::path::PathBuf;

use clap::{Args, ValueEnum};

use super::open::{PlanArguments, open};
use super::output::{Output, contradiction, ending};
use super::{Outcome, json_text, say};
use crate::advice::ask::{self, NOTHING};
use crate::base::words::visible;
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
        Format::Markdown => visible(&sheet::markdown(&opened.plan, &questions)).into_owned(),
        Format::Csv => sheet::csv(&opened.plan, &questions),
        Format::Json => json_text(&sheet::json(&resolved, &opened.revision(), &questions))?,
    };
    if questions.is_empty() && (format != Format::Markdown || arguments.out.is_some()) {
        say::note(NOTHING);
    }
    let output = Output::of(arguments.out.as_deref());
    let written = output.write(text.as_bytes())?;
    let fillable = !questions.is_empty() && format != Format::Json;
    if let Output::File(path) = &output
        && fillable
        && !output.is_stream()
    {
        let (plan, sheet) = (say::word(&arguments.plan.plan), say::word(path));
        say::note(&format!("Once filled in: polyplan answers {plan} --sheet {sheet}"));
    }
    Ok(written)
}

fn format(arguments: &Arguments) -> Result<Format, String> {
    let ending = arguments.out.as_deref().and_then(ending);
    let named = match ending.as_deref() {
        None => None,
        Some("md" | "markdown") => Some(Format::Markdown),
        Some("csv") => Some(Format::Csv),
        Some("json") => Some(Format::Json),
        Some(_) if arguments.format.is_some() => None,
        Some(ending) => {
            return Err(format!(
                "`.{ending}` is no format of a sheet; name one with --format markdown, csv or json"
            ));
        }
    };
    match (arguments.format, named, ending) {
        (Some(format), Some(named), Some(ending)) if format != named => {
            let word = format.to_possible_value();
            let word = word.as_ref().map_or("", |value| value.get_name());
            Err(contradiction(&ending, word))
        }
        (format, named, _) => Ok(format.or(named).unwrap_or(Format::Markdown)),
    }
}
