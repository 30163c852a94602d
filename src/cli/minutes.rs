//! `polyplan minutes`.

use std::path::PathBuf;

use clap::Args;

use super::open::{PlanArguments, View, open};
use super::output::{Output, ending};
use super::{Outcome, ThemeName};
use crate::base::Date;
use crate::draw::document::Paper;
use crate::exchange::markdown;
use crate::exchange::minutes::{self, Earlier};
use crate::exchange::picture::PictureFormat;
use crate::exchange::report::Material;

#[derive(Debug, Args)]
pub(super) struct Arguments {
    #[command(flatten)]
    plan: PlanArguments,
    /// The plan as it was before the meeting; without it all decisions are told, and no changes.
    #[arg(long, value_name = "PLAN")]
    since: Option<PathBuf>,
    /// The day of the meeting, such as 2026-12-24.
    #[arg(long, value_name = "DATE")]
    date: Option<Date>,
    /// Where to write to, ending in .md or .pdf; Markdown to the standard output if it is not given, or `-`.
    #[arg(long)]
    out: Option<PathBuf>,
    /// Paper that pages are set for.
    #[arg(long, value_enum, default_value_t = Paper::A4)]
    paper: Paper,
    /// Colours of pages.
    #[arg(long, value_enum, default_value_t = ThemeName::Light)]
    theme: ThemeName,
}

pub(super) fn run(arguments: &Arguments) -> Outcome {
    let output = Output::of(arguments.out.as_deref());
    let paged = match arguments.out.as_deref().and_then(ending).as_deref() {
        Some("pdf") => true,
        None | Some("md" | "markdown") => false,
        Some(other) => {
            return Err(format!("minutes are written as .md or .pdf, not as .{other}"));
        }
    };
    let opened = open(&arguments.plan)?;
    let view = View::of(&opened);
    let footer = view.footer(&opened);
    let theme = arguments.theme.theme();
    let material =
        Material { resolved: &view.resolved, advice: &view.advice, footer: &footer, theme };
    let since = arguments.since.clone().map(|plan| PlanArguments {
        plan,
        scenario: arguments.plan.scenario.clone(),
        candidates: arguments.plan.candidates.clone(),
    });
    let since = since.as_ref().map(open).transpose()?;
    if let Some(since) = &since {
        since.plan.in_one_currency(&opened.plan)?;
    }
    let before = since.as_ref().map(|of| (of.resolved(), of.revision()));
    let earlier = before.as_ref().map(|(resolved, revision)| Earlier { resolved, revision });
    let found = minutes::build(material, earlier, arguments.date);
    if !paged {
        return output.write(markdown::write(&found).as_bytes());
    }
    output.take(PictureFormat::Pdf)?;
    output.write(&minutes::pages(&found, theme, arguments.paper)?)
}
