//! `polyplan report`.

use std::path::PathBuf;
use std::process::ExitCode;

use clap::Args;

use super::open::{PlanArguments, View, open};
use super::output::ending;
use super::say::{self, Progress};
use super::{Outcome, ThemeName, output};
use crate::base::words::counted;
use crate::draw::document::Paper;
use crate::exchange::bundle::{Parts, Report};
use crate::exchange::picture::PictureFormat;
use crate::exchange::report::{Depth, Material, Options};
use crate::files::folder::{self, Keeps};

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

pub(super) fn run(arguments: &Arguments) -> Outcome {
    let to = output::folder(&arguments.out)?;
    if let Some(ending) = ending(to).filter(|of| is_file_of_one(of)) {
        return Err(format!(
            "{} is to be a folder for the whole report; leave `.{ending}` out",
            to.display()
        ));
    }
    let opened = open(&arguments.plan)?;
    let view = View::of(&opened);
    let footer = view.footer(&opened);
    let material = Material {
        resolved: &view.resolved,
        advice: &view.advice,
        footer: &footer,
        theme: arguments.theme.theme(),
    };
    let options = Options { depth: arguments.depth, paper: arguments.paper };
    let report = Report::of(material, options);
    for text in report.said(Parts::ALL) {
        say::warn(&text);
    }
    let mut progress = Progress::new("Writing");
    let go_on = |share| progress.goes_on(share);
    let written = folder::write(to, Keeps::One, report.members(Parts::ALL), go_on)
        .map_err(|why| why.to_string())?;
    drop(progress);
    say::note(&format!(
        "Wrote {} ({}), report.md and {}",
        to.join("report.pdf").display(),
        counted(report.pages(), "page"),
        counted(report.pictures(), "picture")
    ));
    if !written.removed.is_empty() {
        let files = counted(written.removed.len(), "file");
        say::note(&format!("Removed {files} of the report before"));
    }
    for kept in written.kept {
        say::note(&format!(
            "Kept {} of the report before, as it was changed since",
            to.join(kept).display()
        ));
    }
    Ok(ExitCode::SUCCESS)
}

/// Whether an ending is that of a file which people may expect to get instead of a folder.
fn is_file_of_one(ending: &str) -> bool {
    PictureFormat::from_word(ending).is_some()
        || matches!(ending, "md" | "markdown" | "html" | "ron")
}
