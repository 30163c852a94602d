//! The answer of `polyplan compare` for people.

use std::fmt::Write as _;

use crate::advice::Side;
use crate::advice::compare::{
    Comparison, ComponentRow, Pair, Presence, SideOfComponent, SideOfInput, notes,
};
use crate::base::number;
use crate::forecast::{Difference, Measure, sample};
use crate::model::{Plan, changes};

pub(super) fn text(found: &Comparison, sides: [&Side<'_>; 2]) -> String {
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
    for said in notes(sides[0], sides[1]).iter().chain(&found.crews) {
        let _ = writeln!(text, "{said}");
    }
    text.push_str(&of_draws(&found.differences));
    text.push_str(&of_components(&found.components));
    text.push_str(&of_inputs(found));
    for side in sides {
        if let Some(caveat) = side.choice.caveat(&side.resolved) {
            let _ = writeln!(text, "\n{caveat}");
        }
    }
    text
}

/// What the right plan says otherwise than the left one; nothing where both say the same.
pub(super) fn changed(left: &Plan, right: &Plan) -> String {
    let changes = changes(left, right);
    if changes.is_empty() {
        return String::new();
    }
    let mut text = "\nChanged in the plan, left to right\n".to_owned();
    for change in changes {
        let _ = writeln!(text, "  {change}");
    }
    text
}

/// Left, right, difference and per cent of a measure.
fn cells(measure: Measure, pair: Pair) -> [String; 4] {
    let unit = measure.unit();
    let shown = |value: Option<f64>| value.map_or_else(|| "-".to_owned(), |v| unit.readable(v));
    let delta = pair.apart_in_words(unit).unwrap_or_else(|| "-".to_owned());
    let share = pair.share_in_words(unit).unwrap_or_default();
    [shown(pair.left), shown(pair.right), delta, share]
}

fn of_draws(differences: &[(Measure, Difference)]) -> String {
    let mut text = format!(
        "\nRight minus left in {} draws of everything uncertain, the same on both sides:\n",
        sample::DRAWS
    );
    for (measure, of) in differences {
        let unit = measure.unit();
        let [less, more, equal] = number::of_100_each([of.less, of.more, of.equal]);
        let _ = writeln!(
            text,
            "{:<30} {} to {}; right is lower in {less}, higher in {more}, equal in {equal}",
            measure.label(),
            unit.signed(of.range.low),
            unit.signed(of.range.high),
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
            pair.apart_in_words(measure.unit()).unwrap_or_else(|| {
                let only = pair.left.or(pair.right);
                only.map_or_else(|| "-".to_owned(), |value| measure.unit().readable(value))
            })
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
            of.map_or_else(|| "-".to_owned(), |of| of.readable(change.address.input))
        };
        let [left, right] = [change.left, change.right].map(side);
        let _ = writeln!(text, "{:<48} {left:<34} {right}", change.address.to_string());
    }
    text
}
