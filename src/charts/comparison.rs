//! `comparison`: two scenarios, assignments or versions of a plan side by side.

use super::above;
use super::chart::{Axis, Bar, BarGroup, BarPart, Bars, Body, Chart, Footer, LegendEntry, Panel};
use super::difference::{Row, bars, difference_of};
use super::footer::{assumptions, footer};
use crate::advice::compare::{self, Comparison, Pair, Side};
use crate::base::{Hue, Unit, number, words};
use crate::forecast::{Measure, Point, responses, sample};
use crate::model::Input;

const HUES: [Hue; 2] = [Hue::Neutral, Hue::Indigo];

/// Money that adds up to the total, and the total.
const MONEY: [Measure; 6] = [
    Measure::Build,
    Measure::Learn,
    Measure::Run,
    Measure::Maintain,
    Measure::Beyond,
    Measure::Horizon,
];

/// What is shown as a difference.
const DIFFERENCES: [Measure; 7] = [
    Measure::Horizon,
    Measure::Monthly,
    Measure::Weeks,
    Measure::PersonWeeks,
    Measure::Servers,
    Measure::Memory,
    Measure::FlowP99,
];

/// The chart of a comparison.
#[must_use]
pub fn chart(comparison: &Comparison, left: &Side<'_>, right: &Side<'_>) -> Chart {
    Chart {
        id: "comparison",
        title: format!("{} and {}", comparison.names[0], lower(&comparison.names[1])),
        takeaway: takeaway(comparison),
        panels: vec![money(comparison, left, right), differences(comparison)],
        notes: notes(left, right),
        sources: ["S-OWN", "S-RUSTG", "S-SURV"].map(str::to_owned).to_vec(),
        assumed: [left, right].iter().any(|side| side.resolved.counts().assumed > 0),
        assumptions: assumptions(&left.resolved),
    }
}

/// The footer of a comparison; `revisions` name the content of both plans.
#[must_use]
pub fn footer_of(left: &Side<'_>, right: &Side<'_>, revisions: [&str; 2]) -> Footer {
    let sides = [left, right];
    let both = |texts: [String; 2]| {
        let [left, right] = texts;
        if left == right { left } else { format!("{left} and {right}") }
    };
    Footer {
        plan: both(sides.map(|side| side.plan.clone())),
        revision: both(revisions.map(str::to_owned)),
        scenario: both(sides.map(|side| side.resolved.scenario_name().to_owned())),
        stacks: both(sides.map(|side| side.choice.label(side.resolved.catalog))),
        ..footer(&left.resolved, revisions[0])
    }
}

/// A name within a sentence, as far as it is one of ours.
fn lower(name: &str) -> String {
    for ours in ["As ", "All "] {
        if let Some(rest) = name.strip_prefix(ours) {
            return format!("{}{rest}", ours.to_lowercase());
        }
    }
    name.to_owned()
}

fn pair(comparison: &Comparison, measure: Measure) -> Pair {
    let found = comparison.totals.iter().find(|(of, _)| *of == measure);
    found.map_or(Pair { left: None, right: None }, |&(_, pair)| pair)
}

fn money(comparison: &Comparison, left: &Side<'_>, right: &Side<'_>) -> Panel {
    let rows = MONEY.map(|measure| (measure, pair(comparison, measure)));
    let most = rows.iter().flat_map(|(_, pair)| [pair.left, pair.right]).flatten();
    let most = most.filter(|value| value.is_finite()).fold(0.0, f64::max);
    let bar = |measure: Measure, value: Option<f64>, hue: Hue| Bar {
        parts: value
            // What is below 0 has a figure and no bar.
            .filter(|value| value.is_finite() && *value >= 0.0)
            .map(|value| BarPart { value, hue, hatched: measure.is_judgement() })
            .into_iter()
            .collect(),
        start: None,
        whisker: None,
        label: value.map_or_else(String::new, |value| measure.unit().readable(value)),
    };
    let group = |(measure, pair): (Measure, Pair)| BarGroup {
        label: words::sentence_case(match measure {
            Measure::Run => "running",
            Measure::Maintain => "maintaining",
            Measure::Horizon => "total",
            other => other.label(),
        }),
        bars: vec![bar(measure, pair.left, HUES[0]), bar(measure, pair.right, HUES[1])],
    };
    let months =
        [left, right].map(|side| side.resolved.economic_at(Input::Horizon, Point::Typical));
    let over = if months[0].total_cmp(&months[1]).is_eq() {
        Unit::Months.readable(months[0])
    } else {
        format!("{} and {}", number::readable(months[0]), Unit::Months.readable(months[1]))
    };
    let legend = comparison.names.iter().zip(HUES).map(|(name, hue)| LegendEntry {
        name: name.clone(),
        hue,
        hatched: false,
    });
    Panel {
        title: format!("Cost over {over}"),
        body: Body::Bars(Bars::new(
            Axis {
                label: "Cost".to_owned(),
                unit: Unit::Money,
                log: false,
                min: 0.0,
                max: above(most),
            },
            rows.into_iter().map(group).collect(),
            legend.collect(),
        )),
    }
}

fn differences(comparison: &Comparison) -> Panel {
    let row = |measure: Measure| {
        let pair = pair(comparison, measure);
        let (first, second) = pair.left.zip(pair.right)?;
        Some(Row {
            measure,
            first,
            second,
            difference: difference_of(&comparison.differences, measure),
            hues: [HUES[1]; 2],
            less: "lower".to_owned(),
        })
    };
    let rows: Vec<Row> = DIFFERENCES.into_iter().filter_map(row).collect();
    let [left, right] = &comparison.names;
    Panel {
        title: format!("{right} minus {}", lower(left)),
        body: Body::Bars(bars(&rows, Vec::new())),
    }
}

/// What the right side costs more or less, and how sure that is.
#[must_use]
pub fn takeaway(comparison: &Comparison) -> String {
    let cost = pair(comparison, Measure::Horizon);
    let [left, right] = &comparison.names;
    let Some(delta) = cost.delta().filter(|delta| *delta != 0.0) else {
        return "Both cost the same over the horizon.".to_owned();
    };
    let size = Unit::Money.readable(delta.abs());
    let more = if delta > 0.0 { "more" } else { "less" };
    let sure =
        difference_of(&comparison.differences, Measure::Horizon).map_or_else(String::new, |of| {
            let share = if delta > 0.0 { of.more } else { of.less };
            format!(", {more} in {} sampled assumptions", number::of_100(share))
        });
    format!("{right} costs {size} {more} over the horizon than {}{sure}.", lower(left))
}

fn notes(left: &Side<'_>, right: &Side<'_>) -> Vec<String> {
    let mut notes = vec![
        "Hatched: judgement. Costs and weeks: medians of the draws; building counts each further language and each link between languages.".to_owned(),
        format!(
            "Differences in per cent of the larger side. Whiskers: 10th to 90th percentile of the difference over {} draws in which both sides meet the same assumptions. Flows: {}; servers and memory at the medians of the inputs.",
            sample::DRAWS,
            responses::how(&left.resolved)
        ),
    ];
    let counts = [left, right].map(|side| side.resolved.counts());
    if counts[0] != counts[1] {
        notes.push(format!(
            "The counts below are of the left side; on the right: {}.",
            counts[1].in_words()
        ));
    }
    notes.extend([left, right].iter().filter_map(|side| side.choice.caveat(&side.resolved)));
    notes.extend(compare::notes(left, right));
    notes
}
