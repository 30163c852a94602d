//! `polyplan report`.

use std::path::PathBuf;
use std::process::ExitCode;

use clap::builder::PossibleValue;
use clap::{Args, ValueEnum};

use super::open::{PlanArguments, View, open};
use super::{Outcome, ThemeName, say};
use crate::draw::document::Paper;
use crate::exchange::report::{Depth, Material, Options};
use crate::exchange::report_files;
use crate::files::folder;

#[derive(Debug, Args)]
pub(super) struct Arguments {
    #[command(flatten)]
    plan: PlanArguments,
    /// Folder to write to, made if it is not there. What an earlier report left there is replaced, nothing else.
    #[arg(long)]
    out: PathBuf,
    /// How far it goes.
    #[arg(long, value_enum, default_value_t = Depth::Standard)]
    depth: Depth,
    /// Paper that it is set for.
    #[arg(long, value_enum, default_value_t = Paper::A4)]
    paper: Paper,
    /// Colours.
    #[arg(long, value_enum, default_value_t = ThemeName::Light)]
    theme: ThemeName,
}

impl ValueEnum for Depth {
    fn value_variants<'a>() -> &'a [Self] {
        Self::ALL
    }

    fn to_possible_value(&self) -> Option<PossibleValue> {
        Some(PossibleValue::new(self.word()).help(self.label()))
    }
}

impl ValueEnum for Paper {
    fn value_variants<'a>() -> &'a [Self] {
        Self::ALL
    }

    fn to_possible_value(&self) -> Option<PossibleValue> {
        Some(PossibleValue::new(self.word()).help(self.label()))
    }
}

pub(super) fn run(arguments: &Arguments) -> Outcome {
    let opened = open(&arguments.plan)?;
    let view = View::of(&opened);
    let material = Material {
        resolved: &view.resolved,
        advice: &view.advice,
        footer: &view.footer,
        theme: arguments.theme.theme(),
    };
    let options = Options { depth: arguments.depth, paper: arguments.paper };
    let made = report_files::make(material, options, &mut |_| true)?;
    for warning in &made.warnings {
        say::warn(warning);
    }
    let written = folder::write(&arguments.out, &made.files)?;
    say::note(&format!(
        "Wrote {} ({} pages), report.md and {} pictures",
        arguments.out.join("report.pdf").display(),
        made.pages,
        made.pictures
    ));
    if !written.removed.is_empty() {
        say::note(&format!("Removed {} files of the report before", written.removed.len()));
    }
    for kept in written.kept {
        say::note(&format!(
            "Kept {} of the report before, as it was changed since",
            arguments.out.join(kept).display()
        ));
    }
    Ok(ExitCode::SUCCESS)
}
