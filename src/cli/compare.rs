//! `polyplan compare`.

use std::path::{Path, PathBuf};

use clap::{Args, ValueEnum};

use super::open::{Opened, PlanArguments, open};
use super::output::{Output, answer, contradiction, ending, is_standard};
use super::{Outcome, ThemeName, answer_json, compare_text, say};
use crate::advice::compare::{Comparison, compare};
use crate::advice::{Choice, Side};
use crate::catalog::Catalog;
use crate::charts::comparison;
use crate::draw::chart;
use crate::exchange::picture::{PictureFormat, Piece, SCALE};
use crate::exchange::{csv_comparison, json_comparison};
use crate::forecast::sample;

#[derive(Debug, Args)]
pub(super) struct Arguments {
    /// The plan on the left, a file ending in .plan.ron; `-` is the standard input.
    left: PathBuf,
    /// The plan on the right; by default the same; `-` is the standard input.
    right: Option<PathBuf>,
    /// Scenario of the left side, and of the right one unless --against names another.
    #[arg(long, value_name = "ID")]
    scenario: Option<String>,
    /// Scenario of the right side.
    #[arg(long, value_name = "ID")]
    against: Option<String>,
    /// Candidates of the left side, and of the right one unless --against-assignment names others:
    /// advised, decided (where nothing is decided as advised), or one candidate for all.
    #[arg(long, value_name = "WHICH", default_value = "decided")]
    assignment: String,
    /// Candidates of the right side.
    #[arg(long, value_name = "WHICH")]
    against_assignment: Option<String>,
    /// Advise on these candidates instead of the plan's, separated by commas; `all` is every one.
    #[arg(long, value_name = "IDS")]
    candidates: Option<String>,
    /// How to answer; by default what the ending of --out says, else text.
    #[arg(long, value_enum)]
    format: Option<Format>,
    /// File for the chart, or for the table as CSV; `-` is the standard output.
    #[arg(long)]
    out: Option<PathBuf>,
    /// Colours of the chart.
    #[arg(long, value_enum, default_value_t = ThemeName::Light)]
    theme: ThemeName,
    /// Pixels of a PNG for each unit of the picture, 0.1 to 10.
    #[arg(long, default_value_t = 2.0)]
    scale: f64,
}

/// How a comparison is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Format {
    /// For people.
    Text,
    /// For programs; fields are only ever added.
    Json,
    /// For spreadsheets.
    Csv,
    /// The chart as a vector picture.
    Svg,
    /// The chart in pixels.
    Png,
    /// The chart as a page.
    Pdf,
}

impl Format {
    /// The file that the answer is; none for what is read where it is asked.
    const fn picture(self) -> Option<PictureFormat> {
        match self {
            Self::Text | Self::Json => None,
            Self::Csv => Some(PictureFormat::Csv),
            Self::Svg => Some(PictureFormat::Svg),
            Self::Png => Some(PictureFormat::Png),
            Self::Pdf => Some(PictureFormat::Pdf),
        }
    }
}

pub(super) fn run(arguments: &Arguments) -> Outcome {
    if !(SCALE.0..=SCALE.1).contains(&arguments.scale) {
        return Err(format!("the scale {} is not between 0.1 and 10", arguments.scale));
    }
    let picture = picture(arguments)?;
    let [of_left, of_right] = opened(arguments)?;
    of_left.plan.in_one_currency(&of_right.plan)?;
    let names = plan_names(arguments, &of_left, &of_right);
    let words = [Some(&arguments.assignment), arguments.against_assignment.as_ref()];
    let [left, right] = words.map(|word| choice(word.unwrap_or(&arguments.assignment), &of_left));
    let left = Side::new(&names[0], of_left.resolved(), left?);
    let right = Side::new(&names[1], of_right.resolved(), right?);
    if left.is_same(&right) {
        return Err(same(&left));
    }
    let revisions = [of_left.revision(), of_right.revision()];
    let revisions = [revisions[0].as_str(), revisions[1].as_str()];
    let found = compare(&left, &right, sample::DRAWS);
    if let Some(format) = picture {
        return write(arguments, &found, [&left, &right], revisions, format);
    }
    if arguments.format == Some(Format::Json) {
        let sides = [&left, &right];
        return answer_json(&json_comparison::comparison(&found, sides, revisions, sample::DRAWS));
    }
    let text = compare_text::text(&found, [&left, &right]);
    answer(&(text + &compare_text::changed(&of_left.plan, &of_right.plan)))
}

fn opened(arguments: &Arguments) -> Result<[Opened; 2], String> {
    let query = |plan: &PathBuf, scenario: Option<&String>| PlanArguments {
        plan: plan.clone(),
        scenario: scenario.cloned(),
        candidates: arguments.candidates.clone(),
    };
    let is_piped = |path: &PathBuf| is_standard(path);
    if is_piped(&arguments.left) && arguments.right.as_ref().is_some_and(is_piped) {
        return Err("only one of the plans can come from the standard input".to_owned());
    }
    let left = open(&query(&arguments.left, arguments.scenario.as_ref()))?;
    let against = arguments.against.as_ref().or(arguments.scenario.as_ref());
    let right = match &arguments.right {
        Some(plan) => open(&query(plan, against))
            .map_err(|error| format!("on the right, {}: {error}", plan.display()))?,
        None => left.under(against)?,
    };
    Ok([left, right])
}

/// Names of the plans, or of their files where those are alike.
fn plan_names(arguments: &Arguments, left: &Opened, right: &Opened) -> [String; 2] {
    let names = [left, right].map(|opened| opened.plan.name.clone());
    let Some(file) = arguments.right.as_ref().filter(|_| names[0] == names[1]) else {
        return names;
    };
    let of_file = |path: &Path| {
        let name = path.file_name().unwrap_or(path.as_os_str()).to_string_lossy();
        name.trim_end_matches(crate::files::EXTENSION).to_owned()
    };
    let files = [of_file(&arguments.left), of_file(file)];
    if files[0] != files[1] {
        return files;
    }
    [(&arguments.left, "left"), (file, "right")]
        .map(|(path, side)| format!("{} ({side})", of_file(path)))
}

fn choice(word: &str, opened: &Opened) -> Result<Choice, String> {
    let catalog: &Catalog = opened.catalog;
    Choice::from_word(word, catalog).ok_or_else(|| {
        format!(
            "`{word}` is no assignment; give advised, decided or a candidate; `polyplan catalog` lists those"
        )
    })
}

/// What to give so that there is something to compare.
fn same(side: &Side<'_>) -> String {
    let scenarios: Vec<&str> =
        side.resolved.plan.scenarios.keys().map(crate::model::ScenarioId::as_str).collect();
    let scenario = if scenarios.is_empty() {
        String::new()
    } else {
        format!(", another scenario with --against ({})", scenarios.join(", "))
    };
    format!(
        "both sides are the same; give a second plan{scenario}, or another assignment with --against-assignment (advised, decided or a candidate)"
    )
}

/// The file that is asked for, by --format or by the ending of --out; none for an answer to be read.
fn picture(arguments: &Arguments) -> Result<Option<PictureFormat>, String> {
    let asked = arguments.format.map(Format::picture);
    let Some(path) = arguments.out.as_deref().filter(|path| !is_standard(path)) else {
        return Ok(asked.flatten());
    };
    let ending = ending(path).unwrap_or_default();
    let named = PictureFormat::from_word(&ending).filter(|format| !format.is_of_diagram());
    match (asked, named) {
        (Some(None), _) => Err("text and JSON go to the standard output; leave --out out, or name a file for the chart and leave --format out".to_owned()),
        (Some(Some(asked)), Some(named)) if asked != named => {
            Err(contradiction(named.word(), asked.word()))
        }
        (asked, named) => asked.flatten().or(named).map(Some).ok_or_else(|| {
            format!("{} has to end in .svg, .png, .pdf or .csv", path.display())
        }),
    }
}

fn write(
    arguments: &Arguments,
    found: &Comparison,
    [left, right]: [&Side<'_>; 2],
    revisions: [&str; 2],
    format: PictureFormat,
) -> Outcome {
    let output = Output::of(arguments.out.as_deref());
    output.take(format)?;
    let bytes = if format == PictureFormat::Csv {
        csv_comparison::write(found).into_bytes()
    } else {
        let footer = comparison::footer_of(left, right, revisions);
        let of = comparison::chart(found, left, right);
        let scene = chart::scene(&of, &footer, arguments.theme.theme());
        let piece =
            Piece { name: of.id.to_owned(), scene, chart: Some(of), plan: None, note: None };
        if let Some(warning) = piece.warning() {
            say::warn(&warning);
        }
        piece.bytes(format, arguments.scale)?
    };
    output.write(&bytes)
}
