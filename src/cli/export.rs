//! `polyplan export`.

use std::path::{Path, PathBuf};
use std::process::ExitCode;

use clap::Args;

use super::open::{PlanArguments, View, open};
use super::output::{Output, contradiction, ending, is_standard};
use super::say::{self, Progress};
use super::sweep::{self, Ends};
use super::{Outcome, ThemeName};
use crate::base::nearest::nearest;
use crate::base::words::counted;
use crate::charts::sequence::asked_for;
use crate::charts::{COMPONENT_CHARTS, Footer, Overlay, SWEEP, SWEEP_STEPS};
use crate::draw::diagram::{Looks, Place};
use crate::exchange::bundle;
use crate::exchange::picture::{self, PictureFormat, Piece, SCALE, Setting};
use crate::exchange::report::Material;
use crate::files::folder::{self, Keeps};
use crate::model::ComponentId;

#[derive(Debug, Args)]
pub(super) struct Arguments {
    #[command(flatten)]
    plan: PlanArguments,
    /// `diagram`, a chart, `all`, or `sweep` with --input; an unknown word lists the charts.
    #[arg(long, default_value = "diagram")]
    what: String,
    /// Component of a component's chart, by default the one that is loaded most; for `sequence` the one
    /// where the flow begins, by default that of the flow that most needs a look.
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
    /// Colours, by default light.
    #[arg(long, value_enum)]
    theme: Option<ThemeName>,
    /// Pixels of a PNG for each unit of the picture, 0.1 to 10; by default 2.
    #[arg(long)]
    scale: Option<f64>,
    /// Leave the background out.
    #[arg(long)]
    transparent: bool,
    /// Where it will be read: arranged and scaled so that names can be read there.
    #[arg(long = "for", value_enum, value_name = "PLACE")]
    place: Option<Place>,
    /// What the diagram tells by colour and a value on each card, with a legend.
    #[arg(long, value_enum, value_name = "WHAT")]
    overlay: Option<Overlay>,
    /// Leave the diagram's legend out.
    #[arg(long)]
    no_legend: bool,
    /// Leave out what the diagram rests on.
    #[arg(long)]
    no_footer: bool,
    /// File to write, by default the standard output, as `-` is; for `all` a folder, made if it is
    /// not there.
    #[arg(long)]
    out: Option<PathBuf>,
}

impl Arguments {
    fn scale(&self) -> f64 {
        self.scale.unwrap_or(2.0)
    }
}

/// Refuses options that mean nothing for what is exported: whoever gave them expects something.
fn misplaced(arguments: &Arguments, format: PictureFormat) -> Result<(), String> {
    let what = arguments.what.as_str();
    let (data, word) = (format.is_text(), format.word());
    let diagram = matches!(what, "diagram" | "all");
    let of_component =
        what == SWEEP || asked_for(what).is_some() || COMPONENT_CHARTS.contains(&what);
    let found = [
        ("--scale", arguments.scale.is_some() && format != PictureFormat::Png, "png", word),
        ("--theme", arguments.theme.is_some() && data, "pictures", word),
        ("--transparent", arguments.transparent && data, "pictures", word),
        ("--for", arguments.place.is_some() && data, "pictures", word),
        ("--overlay", arguments.overlay.is_some() && data, "pictures", word),
        ("--overlay", arguments.overlay.is_some() && !diagram, "the diagram", what),
        ("--no-legend", arguments.no_legend && !diagram, "the diagram", what),
        ("--no-footer", arguments.no_footer && !diagram, "the diagram", what),
        (
            "--component",
            arguments.component.is_some() && !of_component,
            "a component's chart",
            what,
        ),
    ];
    match found.into_iter().find(|(_, misplaced, ..)| *misplaced) {
        Some((option, _, of, what)) => {
            Err(format!("{option} is for {of}, not for {what}; leave it out"))
        }
        None => Ok(()),
    }
}

pub(super) fn run(arguments: &Arguments) -> Outcome {
    if let Some(scale) = arguments.scale.filter(|scale| !(SCALE.0..=SCALE.1).contains(scale)) {
        return Err(format!("the scale {scale} is not between 0.1 and 10"));
    }
    let opened = open(&arguments.plan)?;
    let view = View::of(&opened);
    let footer = view.footer(&opened);
    let material = Material {
        resolved: &view.resolved,
        advice: &view.advice,
        footer: &footer,
        theme: arguments.theme.unwrap_or(ThemeName::Light).theme(),
    };
    let mut pieces = pieces(arguments, &view, material)?;
    if arguments.transparent {
        pieces = pieces.into_iter().map(Piece::transparent).collect();
    }
    let format = format(arguments)?;
    misplaced(arguments, format)?;
    for text in picture::notes(&pieces, format) {
        say::note(&text);
    }
    for text in picture::warnings(&pieces, format) {
        say::warn(&text);
    }
    if arguments.what == "all" {
        return write_all(arguments, &footer, &pieces, format);
    }
    let output = Output::of(arguments.out.as_deref());
    output.take(format)?;
    let paged = format == PictureFormat::Pdf;
    if pieces.len() > 1 && !paged && output.is_stream() {
        return Err(format!(
            "this becomes {} pictures, which do not go to one output; name a file with --out, beside which they go, or ask for pages with --format pdf",
            pieces.len()
        ));
    }
    let path = arguments.out.as_deref().unwrap_or(Path::new("-"));
    for (place, bytes) in picture::files(&pieces, path, format, arguments.scale(), &footer)? {
        // Notes on data that goes to a pipe are said.
        if format == PictureFormat::Csv && place != path && output.is_stream() {
            say::note(String::from_utf8_lossy(&bytes).trim_end());
        } else {
            Output::of(Some(&place)).write(&bytes)?;
        }
    }
    Ok(ExitCode::SUCCESS)
}

/// Writes every picture into a folder.
fn write_all(
    arguments: &Arguments,
    footer: &Footer,
    pieces: &[Piece],
    format: PictureFormat,
) -> Outcome {
    let folder = match arguments.out.as_deref() {
        Some(folder) if !is_standard(folder) => folder,
        _ => return Err("all pictures need a folder; say which with --out FOLDER".to_owned()),
    };
    if let Some(ending) = ending(folder).filter(|of| PictureFormat::from_word(of).is_some()) {
        return Err(format!(
            "{} is to be a folder for all pictures; leave `.{ending}` out and say --format {ending}",
            folder.display()
        ));
    }
    let files = bundle::pictures(pieces, &[format], arguments.scale(), footer);
    let mut progress = Progress::new("Exporting");
    let go_on = |share| progress.goes_on(share);
    let written = folder::write(folder, Keeps::Several, files, go_on);
    let written = written.map_err(|why| why.to_string())?;
    drop(progress);
    say::note(&format!("Wrote {} to {}", counted(written.files, "file"), folder.display()));
    Ok(ExitCode::SUCCESS)
}

fn pieces(
    arguments: &Arguments,
    view: &View<'_>,
    material: Material<'_>,
) -> Result<Vec<Piece>, String> {
    let component = component(arguments, view)?;
    let looks = Looks { legend: !arguments.no_legend, footer: !arguments.no_footer };
    let overlay = arguments.overlay.unwrap_or_default();
    let setting = Setting { place: arguments.place, looks, overlay };
    let Ends { from, to, metric } = &arguments.ends;
    let sweeps = arguments.input.is_some() || from.is_some() || to.is_some() || metric.is_some();
    match (arguments.what.as_str(), &arguments.input) {
        ("sweep", Some(input)) => {
            let component = component.as_ref().map(ComponentId::as_str);
            let request =
                sweep::request(&view.resolved, input, component, &arguments.ends, SWEEP_STEPS)?;
            Ok(vec![picture::sweep(material, &request, *metric, setting)?])
        }
        ("sweep", None) => {
            Err("say what to sweep with --input, such as component/ID/external_rate".to_owned())
        }
        (what, _) if sweeps => {
            Err(format!("--input, --from, --to and --metric are for --what sweep, not for {what}"))
        }
        (what, _) => picture::pieces(material, what, component.as_ref(), setting),
    }
}

fn format(arguments: &Arguments) -> Result<PictureFormat, String> {
    let named =
        arguments.out.as_deref().and_then(ending).and_then(|of| PictureFormat::from_word(&of));
    if let Some(format) = arguments.format {
        return match named.filter(|named| *named != format && arguments.what != "all") {
            Some(named) => Err(contradiction(named.word(), format.word())),
            None => Ok(format),
        };
    }
    match arguments.out.as_deref().and_then(ending) {
        _ if arguments.what == "all" => Ok(PictureFormat::Svg),
        None => Ok(PictureFormat::Svg),
        Some(ending) => PictureFormat::from_word(&ending).ok_or_else(|| {
            format!("`.{ending}` is no format; name one with --format {}", PictureFormat::listed())
        }),
    }
}

fn component(arguments: &Arguments, view: &View<'_>) -> Result<Option<ComponentId>, String> {
    let components = &view.resolved.plan.components;
    let of_word = |word: &String| {
        let found = components.get_key_value(word.as_str()).map(|(id, _)| id.clone());
        found.ok_or_else(|| {
            let meant = nearest(word, components.keys().map(ComponentId::as_str));
            let meant = meant.map_or_else(String::new, |id| format!("did you mean `{id}`? "));
            format!("the plan has no component `{word}`; {meant}`polyplan advise` lists them")
        })
    };
    arguments.component.as_ref().map(of_word).transpose()
}
