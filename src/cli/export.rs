//! `polyplan export`.

use std::path::{Path, PathBuf};
use std::process::ExitCode;

use clap::{Args, ValueEnum};

use super::open::{Opened, PlanArguments, View, open};
use super::{Outcome, ThemeName, write_file};
use crate::charts::{self, COMPONENT_CHARTS, Chart, PLAN_CHARTS, Subject};
use crate::draw::{Scene, chart, pdf, png, svg};
use crate::exchange::csv;
use crate::exchange::report::{Material, diagram_scene, most_loaded};
use crate::model::ComponentId;

#[derive(Debug, Args)]
pub(super) struct Arguments {
    #[command(flatten)]
    plan: PlanArguments,
    /// `diagram`, a chart, or `all`; an unknown word lists the charts.
    #[arg(long, default_value = "diagram")]
    what: String,
    /// Component of a component's chart; by default the one that is loaded most.
    #[arg(long, value_name = "ID")]
    component: Option<String>,
    /// File format; by default what the ending of --out says, else SVG.
    #[arg(long, value_enum)]
    format: Option<PictureFormat>,
    /// Colours.
    #[arg(long, value_enum, default_value_t = ThemeName::Light)]
    theme: ThemeName,
    /// Pixels of a PNG for each unit of the picture, 0.1 to 10.
    #[arg(long, default_value_t = 2.0)]
    scale: f64,
    /// File to write; for `all` a folder.
    #[arg(long)]
    out: Option<PathBuf>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum PictureFormat {
    /// Vector picture with real text.
    Svg,
    /// Pixels.
    Png,
    /// One page.
    Pdf,
    /// The data of a chart.
    Csv,
}

impl PictureFormat {
    const fn ending(self) -> &'static str {
        match self {
            Self::Svg => "svg",
            Self::Png => "png",
            Self::Pdf => "pdf",
            Self::Csv => "csv",
        }
    }
}

/// Something to export: a picture, and its data if it is a chart.
struct Piece {
    name: String,
    scene: Scene,
    chart: Option<Chart>,
}

pub(super) fn run(arguments: &Arguments) -> Outcome {
    if !(0.1..=10.0).contains(&arguments.scale) {
        return Err(format!("the scale {} is not between 0.1 and 10", arguments.scale));
    }
    let opened = open(&arguments.plan)?;
    let view = View::of(&opened);
    let pieces = pieces(arguments, &opened, &view)?;
    let format = format(arguments)?;
    if arguments.what == "all" {
        let folder = arguments.out.clone().unwrap_or_else(|| PathBuf::from("polyplan-export"));
        for piece in
            pieces.iter().filter(|piece| format != PictureFormat::Csv || piece.chart.is_some())
        {
            let path = folder.join(format!("{}.{}", piece.name, format.ending()));
            write_piece(piece, format, arguments, &view, &path)?;
        }
        eprintln!("Wrote {} files to {}", pieces.len(), folder.display());
        return Ok(ExitCode::SUCCESS);
    }
    for piece in &pieces {
        let default = || PathBuf::from(format!("{}.{}", piece.name, format.ending()));
        let path = arguments.out.clone().unwrap_or_else(default);
        write_piece(piece, format, arguments, &view, &path)?;
        eprintln!("Wrote {}", path.display());
    }
    Ok(ExitCode::SUCCESS)
}

fn format(arguments: &Arguments) -> Result<PictureFormat, String> {
    if let Some(format) = arguments.format {
        return Ok(format);
    }
    let ending =
        arguments.out.as_deref().and_then(Path::extension).and_then(|ending| ending.to_str());
    match ending {
        _ if arguments.what == "all" => Ok(PictureFormat::Svg),
        None => Ok(PictureFormat::Svg),
        Some(ending) => PictureFormat::from_str(ending, true).map_err(|_| {
            format!("`.{ending}` is no format; name one with --format svg, png, pdf or csv")
        }),
    }
}

fn pieces(arguments: &Arguments, opened: &Opened, view: &View<'_>) -> Result<Vec<Piece>, String> {
    let theme = arguments.theme.theme();
    let diagram = || {
        let material = Material {
            resolved: &view.resolved,
            advice: &view.advice,
            footer: &view.footer,
            theme,
        };
        Piece { name: "diagram".to_owned(), scene: diagram_scene(material), chart: None }
    };
    let of_chart = |name: String, of: Chart| Piece {
        name,
        scene: chart::scene(&of, &view.footer, theme),
        chart: Some(of),
    };
    let of_plan = |name: &str| {
        charts::plan_chart(&view.resolved, name).map(|of| of_chart(name.to_owned(), of))
    };
    let of_component = |id: &ComponentId, name: &str| {
        let subject = Subject::new(&view.resolved, view.resolved.facts(id)?);
        let of = charts::component_chart(&subject, name)?;
        Some(of_chart(format!("{id}-{name}"), of))
    };
    match arguments.what.as_str() {
        "diagram" => Ok(vec![diagram()]),
        "all" => {
            let mut pieces = vec![diagram()];
            pieces.extend(PLAN_CHARTS.iter().filter_map(|name| of_plan(name)));
            for component in
                opened.plan.components.values().filter(|component| component.is_built())
            {
                pieces.extend(
                    COMPONENT_CHARTS.iter().filter_map(|name| of_component(&component.id, name)),
                );
            }
            Ok(pieces)
        }
        name if PLAN_CHARTS.contains(&name) => Ok(of_plan(name).into_iter().collect()),
        name if COMPONENT_CHARTS.contains(&name) => {
            let id = component(arguments, view)?;
            Ok(of_component(&id, name).into_iter().collect())
        }
        other => Err(format!(
            "there is no `{other}` to export; choose diagram, all, {} or {}",
            PLAN_CHARTS.join(", "),
            COMPONENT_CHARTS.join(", ")
        )),
    }
}

fn component(arguments: &Arguments, view: &View<'_>) -> Result<ComponentId, String> {
    let plan = view.resolved.plan;
    match &arguments.component {
        Some(word) => {
            plan.components.get_key_value(word.as_str()).map(|(id, _)| id.clone()).ok_or_else(
                || format!("the plan has no component `{word}`; `polyplan advise` lists them"),
            )
        }
        None => most_loaded(&view.resolved, 1)
            .into_iter()
            .next()
            .ok_or_else(|| "the plan has no component that the team builds".to_owned()),
    }
}

fn write_piece(
    piece: &Piece,
    format: PictureFormat,
    arguments: &Arguments,
    view: &View<'_>,
    path: &Path,
) -> Result<(), String> {
    warn_of_missing(&piece.scene, &piece.name);
    let bytes = match (format, &piece.chart) {
        (PictureFormat::Svg, _) => svg::write(&piece.scene).into_bytes(),
        (PictureFormat::Png, _) => {
            png::write(&piece.scene, arguments.scale).map_err(|error| error.to_string())?
        }
        (PictureFormat::Pdf, _) => {
            pdf::write(std::slice::from_ref(&piece.scene)).map_err(|error| error.to_string())?
        }
        (PictureFormat::Csv, Some(chart)) => csv::write(chart, &view.footer).into_bytes(),
        (PictureFormat::Csv, None) => {
            return Err(format!("{} has no data to write as CSV; choose a chart", piece.name));
        }
    };
    write_file(path, &bytes)
}

/// Says which characters were drawn as boxes.
pub(super) fn warn_of_missing(scene: &Scene, name: &str) {
    let missing = scene.missing_characters();
    if !missing.is_empty() {
        eprintln!(
            "{name}: the bundled fonts lack {missing}; they are drawn as boxes. Use Latin, Greek or Cyrillic names"
        );
    }
}
