//! `polyplan report`.

use std::path::{Path, PathBuf};
use std::process::ExitCode;

use clap::Args;

use super::export::warn_of_missing;
use super::open::{PlanArguments, View, open};
use super::{Outcome, ThemeName, write_file};
use crate::draw::document::{self, Block};
use crate::draw::{pdf, png, svg};
use crate::exchange::report::Material;
use crate::exchange::{markdown, report};

#[derive(Debug, Args)]
pub(super) struct Arguments {
    #[command(flatten)]
    plan: PlanArguments,
    /// Folder to write to.
    #[arg(long)]
    out: PathBuf,
    /// Colours.
    #[arg(long, value_enum, default_value_t = ThemeName::Light)]
    theme: ThemeName,
}

pub(super) fn run(arguments: &Arguments) -> Outcome {
    write(&arguments.plan, &arguments.out, arguments.theme)
}

/// Plan of the report that is written when nothing is asked for.
const EXAMPLE: &str = "saves/online-boutique.plan.ron";

/// Without any argument the report of the example plan is written.
pub(super) fn example() -> Outcome {
    if !Path::new(EXAMPLE).exists() {
        return Err(format!(
            "name what to do, such as `polyplan report PLAN --out DIR`; the example {EXAMPLE} is not here"
        ));
    }
    let plan = PlanArguments { plan: PathBuf::from(EXAMPLE), scenario: None, candidates: None };
    write(&plan, Path::new("target/report"), ThemeName::Light)
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
    let document = report::build(material);
    let mut pictures = 0;
    for block in &document.blocks {
        if let Block::Figure(scene, name) = block {
            warn_of_missing(scene, name);
            let path = |ending: &str| folder.join("pictures").join(format!("{name}.{ending}"));
            write_file(&path("svg"), svg::write(scene).as_bytes())?;
            let pixels = png::write(scene, 2.0).map_err(|error| error.to_string())?;
            write_file(&path("png"), &pixels)?;
            pictures += 1;
        }
    }
    let pages = document::pages(&document, theme.theme());
    let bytes = pdf::write(&pages).map_err(|error| error.to_string())?;
    write_file(&folder.join("report.pdf"), &bytes)?;
    write_file(&folder.join("report.md"), markdown::write(&document).as_bytes())?;
    eprintln!(
        "Wrote {} ({} pages), report.md and {pictures} pictures",
        folder.join("report.pdf").display(),
        pages.len()
    );
    Ok(ExitCode::SUCCESS)
}
