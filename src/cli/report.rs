//! `polyplan report`.

use std::path::{Path, PathBuf};
use std::process::ExitCode;

use clap::Args;

use super::open::{PlanArguments, View, open};
use super::say::{self, Progress};
use super::{Outcome, ThemeName};
use crate::base::words::counted;
use crate::exchange::bundle::{Parts, Report};
use crate::exchange::report::Material;
use crate::files::folder::write_all;

#[derive(Debug, Args)]
pub(super) struct Arguments {
    #[command(flatten)]
    plan: PlanArguments,
    /// Folder to write to, made if it is not there.
    #[arg(long)]
    out: PathBuf,
    /// Colours.
    #[arg(long, value_enum, default_value_t = ThemeName::Light)]
    theme: ThemeName,
}

pub(super) fn run(arguments: &Arguments) -> Outcome {
    write(&arguments.plan, &arguments.out, arguments.theme)
}

fn write(plan: &PlanArguments, folder: &Path, theme: ThemeName) -> Outcome {
    let opened = open(plan)?;
    let view = View::of(&opened);
    let material = Material {
        resolved: &view.resolved,
        advice: &view.advice,
        footer: &view.footer,
        theme: theme.theme(),
    };
    let report = Report::of(material);
    if let Some(warning) = report.warning() {
        say::warn(&warning);
    }
    let mut progress = Progress::new("Writing");
    let go_on = |share| {
        progress.share(share);
        true
    };
    write_all(folder, report.members(Parts::ALL), go_on).map_err(|why| why.to_string())?;
    drop(progress);
    say::note(&format!(
        "Wrote {} ({}), report.md and {}",
        folder.join("report.pdf").display(),
        counted(report.pages(), "page"),
        counted(report.pictures(), "picture")
    ));
    Ok(ExitCode::SUCCESS)
}
