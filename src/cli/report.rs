//! `polyplan report`.

use std::path::{Path, PathBuf};
use std::process::ExitCode;

use clap::Args;

use super::open::{PlanArguments, View, open};
use super::{Outcome, ThemeName, say};
use crate::draw::document::{self, Block};
use crate::draw::{pdf, png, svg};
use crate::exchange::report::Material;
use crate::exchange::{markdown, picture, report};
use crate::files::store;

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
    let document = report::build(material);
    store::make_folder(&folder.join("pictures"))?;
    let mut pictures = 0;
    for block in &document.blocks {
        if let Block::Figure(figure) = block {
            let (scene, name) = (&figure.alone, &figure.name);
            let path = |ending: &str| folder.join("pictures").join(format!("{name}.{ending}"));
            store::write(&path("svg"), svg::write(scene).as_bytes())?;
            let pixels = png::write(scene, 2.0).map_err(|error| error.to_string())?;
            store::write(&path("png"), &pixels)?;
            pictures += 1;
        }
    }
    let pages = document::pages(&document, theme.theme());
    if let Some(warning) = picture::missing(&pages) {
        say::warn(&warning);
    }
    let bytes = pdf::write(&pages).map_err(|error| error.to_string())?;
    store::write(&folder.join("report.pdf"), &bytes)?;
    store::write(&folder.join("report.md"), markdown::write(&document).as_bytes())?;
    say::note(&format!(
        "Wrote {} ({} pages), report.md and {pictures} pictures",
        folder.join("report.pdf").display(),
        pages.len()
    ));
    Ok(ExitCode::SUCCESS)
}
