//! `polyplan compare`.

use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use clap::{Args, ValueEnum};

use super::open::{Opened, PlanArguments, open};
use super::{Outcome, ThemeName, answer, answer_json};
use crate::advice::choice::barred;
use crate::advice::compare::{
    Comparison, ComponentRow, Pair, Presence, SideOfComponent, SideOfInput, compare,
};
use crate::advice::{Choice, Side};
use crate::base::{Unit, number};
use crate::catalog::Catalog;
use crate::charts::comparison;
use crate::draw::chart;
use crate::exchange::picture::{PictureFormat, Piece, SCALE};
use crate::exchange::{csv_comparison, json_comparison};
use crate::files::store;
use crate::forecast::{Difference, Measure, sample};

#[derive(Debug, Args)]
pub(super) struct Arguments {
    /// The plan on the left, a file ending in .plan.ron.
    left: PathBuf,
    /// The plan on the right; by default the same.
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
    /// How to answer.
    #[arg(long, value_enum, default_value_t = Format::Text)]
    format: Format,
    /// File for the chart; its ending says whether it is SVG, PNG, PDF, or CSV of the table.
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
}

pub(super) fn run(arguments: &Arguments) -> Outcome {
    if !(SCALE.0..=SCALE.1).contains(&arguments.scale) {
        return Err(format!("the scale {} is not between 0.1 and 10", arguments.scale));
    }
    let picture = arguments.out.as_deref().map(picture_format).transpose()?;
    let [of_left, of_right] = opened(arguments)?;
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
    if let Some((path, format)) = arguments.out.as_deref().zip(picture) {
        return write(arguments, &found, [&left, &right], revisions, path, format);
    }
    match arguments.format {
        Format::Json => answer_json(&json_comparison::comparison(
            &found,
            [&left, &right],
            revisions,
            sample::DRAWS,
        )),
        Format::Csv => answer(&csv_comparison::write(&found)),
        Format::Text => answer(&text(&found, [&left, &right])),
    }
}

fn opened(arguments: &Arguments) -> Result<[Opened; 2], String> {
    let query = |plan: &PathBuf, scenario: Option<&String>| PlanArguments {
        plan: plan.clone(),
        scenario: scenario.cloned(),
        candidates: arguments.candidates.clone(),
    };
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

fn picture_format(path: &Path) -> Result<PictureFormat, String> {
    let ending = path.extension().and_then(|ending| ending.to_str()).unwrap_or("").to_lowercase();
    PictureFormat::from_word(&ending)
        .ok_or_else(|| format!("{} has to end in .svg, .png, .pdf or .csv", path.display()))
}

fn write(
    arguments: &Arguments,
    found: &Comparison,
    [left, right]: [&Side<'_>; 2],
    revisions: [&str; 2],
    path: &Path,
    format: PictureFormat,
) -> Outcome {
    let bytes = if format == PictureFormat::Csv {
        csv_comparison::write(found).into_bytes()
    } else {
        let footer = comparison::footer_of(left, right, revisions);
        let of = comparison::chart(found, left, right);
        let scene = chart::scene(&of, &footer, arguments.theme.theme());
        let piece = Piece { name: of.id.to_owned(), scene, chart: Some(of) };
        if let Some(warning) = piece.warning() {
            eprintln!("{warning}");
        }
        piece.bytes(format, arguments.scale, &footer)?
    };
    store::write(path, &bytes)?;
    eprintln!("Wrote {}", path.display());
    Ok(ExitCode::SUCCESS)
}

fn text(found: &Comparison, sides: [&Side<'_>; 2]) -> String {
    let mut text = String::new();
    for (word, name, side) in
        [("left", &found.names[0], sides[0]), ("right", &found.names[1], sides[1])]
    {
        let scenario = side.resolved.scenario_name();
        let choice = side.choice.label(side.resolved.catalog);
        let _ = writeln!(text, "{word:<6} {name}  ({}, {scenario}, {choice})", side.plan);
    }
    let _ = writeln!(
        text,
        "\n{:<30} {:>18} {:>18} {:>18} {:>8}",
        "plan", "left", "right", "difference", ""
    );
    for &(measure, pair) in &found.totals {
        let [left, right, delta, share] = cells(measure, pair);
        let _ =
            writeln!(text, "{:<30} {left:>18} {right:>18} {delta:>18} {share:>8}", measure.label());
    }
    text.push_str(&of_draws(&found.differences));
    text.push_str(&of_components(&found.components));
    text.push_str(&of_inputs(found));
    for side in sides {
        let Choice::All(id) = &side.choice else { continue };
        let reason = side
            .resolved
            .catalog
            .candidates
            .get(id)
            .and_then(|candidate| Some((candidate, barred(&side.resolved, candidate)?)));
        if let Some((candidate, reason)) = reason {
            let _ = writeln!(text, "\nAll {} is for comparison only: it {reason}.", candidate.name);
        }
    }
    text
}

/// Left, right, difference and per cent of a measure.
fn cells(measure: Measure, pair: Pair) -> [String; 4] {
    let unit = measure.unit();
    let shown = |value: Option<f64>| value.map_or_else(|| "-".to_owned(), |v| unit.readable(v));
    let delta = pair.delta().map_or_else(|| "-".to_owned(), |delta| unit.signed(delta));
    let share = pair.share().filter(|share| *share != 0.0 && share.is_finite());
    let share = share.map_or_else(String::new, |share| Unit::Share.signed(share));
    [shown(pair.left), shown(pair.right), delta, share]
}

fn of_draws(differences: &[(Measure, Difference)]) -> String {
    let mut text = format!(
        "\nRight minus left in {} draws of everything uncertain, the same on both sides:\n",
        sample::DRAWS
    );
    for (measure, of) in differences {
        let unit = measure.unit();
        let _ = writeln!(
            text,
            "{:<30} {} to {}, median {}; right is lower in {}, higher in {}, equal in {}",
            measure.label(),
            unit.signed(of.range.low),
            unit.signed(of.range.high),
            unit.signed(of.range.typical),
            number::of_100(of.less),
            number::of_100(of.more),
            number::of_100(of.equal),
        );
    }
    text
}

fn of_components(components: &[ComponentRow]) -> String {
    let mut text = format!(
        "\n{:<24} {:<36} {:>20} {:>22} {:>16} {:>18}\n",
        "right minus left", "candidate", "p99", "run", "weeks", "total"
    );
    for row in components {
        let candidate = |side: &SideOfComponent| {
            side.candidate.as_ref().map_or_else(|| "-".to_owned(), ToString::to_string)
        };
        let [left, right] = [&row.left, &row.right].map(candidate);
        let candidates = if left == right { left } else { format!("{left} > {right}") };
        let shown = |measure: Measure| {
            let pair = row.pair(measure);
            pair.delta().map_or_else(
                || {
                    let only = pair.left.or(pair.right);
                    only.map_or_else(|| "-".to_owned(), |value| measure.unit().readable(value))
                },
                |delta| measure.unit().signed(delta),
            )
        };
        let _ = writeln!(
            text,
            "{:<24} {candidates:<36} {:>20} {:>22} {:>16} {:>18}",
            row.id.as_str(),
            shown(Measure::P99),
            shown(Measure::Monthly),
            shown(Measure::Weeks),
            shown(Measure::Horizon),
        );
        if row.presence != Presence::Both {
            let _ = writeln!(text, "  {}", row.presence.label());
        }
        if row.advice_changes() {
            let language = |side: &SideOfComponent| {
                side.advised.as_ref().map_or_else(|| "none".to_owned(), ToString::to_string)
            };
            let [left, right] = [&row.left, &row.right].map(language);
            let _ = writeln!(text, "  the advised language changes: {left} > {right}");
        }
    }
    text
}

fn of_inputs(found: &Comparison) -> String {
    if found.inputs.is_empty() {
        return String::new();
    }
    let mut text = format!("\n{:<48} {:<34} {}\n", "input that differs", "left", "right");
    for change in &found.inputs {
        let side = |of: Option<SideOfInput>| {
            of.map_or_else(
                || "-".to_owned(),
                |of| {
                    let assumed = if of.assumed { " (assumed)" } else { "" };
                    format!("{}{assumed}", of.notation(change.address.input))
                },
            )
        };
        let [left, right] = [change.left, change.right].map(side);
        let _ = writeln!(text, "{:<48} {left:<34} {right}", change.address.to_string());
    }
    text
}
