//! `polyplan export`.

use std::path::{Path, PathBuf};
use std::process::ExitCode;

use clap::builder::PossibleValue;
use clap::{Args, ValueEnum};

use super::open::{PlanArguments, View, open};
use super::sweep::{self, Ends};
use super::{Outcome, ThemeName};
use crate::charts::SWEEP_STEPS;
use crate::exchange::picture::{self, PictureFormat, Piece, SCALE};
use crate::exchange::report::Material;
use crate::files::store;
use crate::model::ComponentId;

#[derive(Debug, Args)]
pub(super) struct Arguments {
    #[command(flatten)]
    plan: PlanArguments,
    /// `diagram`, a chart, `all`, or `sweep` with --input; an unknown word lists the charts.
    #[arg(long, default_value = "diagram")]
    what: String,
    /// Component of a component's chart; by default the one that is loaded most.
    #[arg(long, value_name = "ID")]
    component: Option<String>,
    /// Address of what a sweep moves, as for `polyplan sweep`.
    #[arg(long, value_name = "ADDRESS")]
    input: Option<String>,
    #[command(flatten)]
    ends: Ends,
    /// File format; by default what the ending of --out says, else SVG.
    #[arg(long, value_enum)]
    format: Option<PictureFormat>,
    /// Colours.
    #[arg(long, value_enum, default_value_t = ThemeName::Light)]
    theme: ThemeName,
    /// Pixels of a PNG for each unit of the picture, 0.1 to 10.
    #[arg(long, default_value_t = 2.0)]
    scale: f64,
    /// Leave the background out.
    #[arg(long)]
    transparent: bool,
    /// File to write; for `all` a folder.
    #[arg(long)]
    out: Option<PathBuf>,
}

impl ValueEnum for PictureFormat {
    fn value_variants<'a>() -> &'a [Self] {
        Self::ALL
    }

    fn to_possible_value(&self) -> Option<PossibleValue> {
        Some(PossibleValue::new(self.word()).help(self.label()))
    }
}

pub(super) fn run(arguments: &Arguments) -> Outcome {
    if !(SCALE.0..=SCALE.1).contains(&arguments.scale) {
        return Err(format!("the scale {} is not between 0.1 and 10", arguments.scale));
    }
    let opened = open(&arguments.plan)?;
    let view = View::of(&opened);
    let material = Material {
        resolved: &view.resolved,
        advice: &view.advice,
        footer: &view.footer,
        theme: arguments.theme.theme(),
    };
    let mut pieces = pieces(arguments, &view, material)?;
    if arguments.transparent {
        pieces = pieces.into_iter().map(Piece::transparent).collect();
    }
    let format = format(arguments)?;
    if let Some(warning) = picture::missing(pieces.iter().map(|piece| &piece.scene)) {
        eprintln!("{warning}");
    }
    if arguments.what == "all" {
        let folder = arguments.out.clone().unwrap_or_else(|| PathBuf::from("polyplan-export"));
        let mut written = 0;
        for piece in
            pieces.iter().filter(|piece| format != PictureFormat::Csv || piece.chart.is_some())
        {
            written += 1;
            let path = folder.join(format!("{}.{}", piece.name, format.word()));
            write_piece(piece, format, arguments, &view, &path)?;
        }
        eprintln!("Wrote {written} files to {}", folder.display());
        return Ok(ExitCode::SUCCESS);
    }
    for piece in &pieces {
        let default = || PathBuf::from(format!("{}.{}", piece.name, format.word()));
        let path = arguments.out.clone().unwrap_or_else(default);
        write_piece(piece, format, arguments, &view, &path)?;
        eprintln!("Wrote {}", path.display());
    }
    Ok(ExitCode::SUCCESS)
}

fn pieces(
    arguments: &Arguments,
    view: &View<'_>,
    material: Material<'_>,
) -> Result<Vec<Piece>, String> {
    let component = component(arguments, view)?;
    let Ends { from, to, metric } = &arguments.ends;
    let sweeps = arguments.input.is_some() || from.is_some() || to.is_some() || metric.is_some();
    match (arguments.what.as_str(), &arguments.input) {
        ("sweep", Some(input)) => {
            let component = component.as_ref().map(ComponentId::as_str);
            let request =
                sweep::request(&view.resolved, input, component, &arguments.ends, SWEEP_STEPS)?;
            Ok(vec![picture::sweep(material, &request, *metric)?])
        }
        ("sweep", None) => {
            Err("say what to sweep with --input, such as component/ID/external_rate".to_owned())
        }
        (what, _) if sweeps => {
            Err(format!("--input, --from, --to and --metric are for --what sweep, not for {what}"))
        }
        (what, _) => picture::pieces(material, what, component.as_ref()),
    }
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
        Some(ending) => PictureFormat::from_word(&ending.to_lowercase()).ok_or_else(|| {
            format!("`.{ending}` is no format; name one with --format svg, png, pdf or csv")
        }),
    }
}

fn component(arguments: &Arguments, view: &View<'_>) -> Result<Option<ComponentId>, String> {
    let components = &view.resolved.plan.components;
    let of_word = |word: &String| {
        let found = components.get_key_value(word.as_str()).map(|(id, _)| id.clone());
        found.ok_or_else(|| {
            format!("the plan has no component `{word}`; `polyplan advise` lists them")
        })
    };
    arguments.component.as_ref().map(of_word).transpose()
}

fn write_piece(
    piece: &Piece,
    format: PictureFormat,
    arguments: &Arguments,
    view: &View<'_>,
    path: &Path,
) -> Result<(), String> {
    store::write(path, &piece.bytes(format, arguments.scale, &view.footer)?)
}
