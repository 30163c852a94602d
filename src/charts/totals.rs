//! `totals`: cost over the horizon and delivery time of whole assignments.

use super::chart::{Axis, Bar, BarGroup, BarPart, Bars, Body, Chart, LegendEntry, Panel};
use super::{above, broken_note, reach};
use crate::advice::standing::{self, Standing, standings};
use crate::advice::{self, Choice, compare, crews, either};
use crate::base::{Hue, Range, Unit};
use crate::forecast::{Outlook, Point, Resolved, sample};
use crate::model::Input;

pub(super) fn chart(resolved: &Resolved<'_>, draws: u32) -> Chart {
    let built = resolved.components.iter().any(|facts| facts.component.is_built());
    let mut all = if built && draws > 0 { standings(resolved) } else { Vec::new() };
    // What it is about comes first, also where a panel has no room for the rest.
    all.sort_by_key(|of| match of.choice {
        Choice::Decided => 0,
        Choice::Advised => 1,
        Choice::All(_) => 2,
    });
    let empty =
        |text: &str| vec![Panel { title: String::new(), body: Body::Empty(text.to_owned()) }];
    let panels = match (built, draws) {
        (false, _) => empty("Add a component that the team builds to compare assignments."),
        (true, 0) => empty("The assignments are being counted."),
        _ => vec![money(resolved, &all), weeks(&all)],
    };
    Chart {
        id: "totals",
        title: "Total cost and delivery time".to_owned(),
        takeaway: if built && draws == 0 { String::new() } else { takeaway(resolved, &all) },
        notes: broken_note(&panels).into_iter().chain(notes(resolved, &all)).collect(),
        panels,
        sources: ["S-OWN", "S-RUSTG", "S-SURV"].map(str::to_owned).to_vec(),
        assumed: resolved.counts().assumed > 0,
        assumptions: super::footer::assumptions(resolved),
    }
}

fn notes(resolved: &Resolved<'_>, all: &[Standing]) -> Vec<String> {
    let mut notes = vec![
        format!(
            "Hatched: judgement. Bars: medians over {} draws of all inputs and figures, those of the parts by themselves, grey what the whole comes to beyond them, as costs are skewed; whiskers: 10th to 90th percentile.",
            sample::draws(resolved)
        ),
        "Building counts each further language and each link between languages. Running counts prices that are stated. Left out: what has no price, storage and traffic that nobody states, support outside working hours.".to_owned(),
    ];
    notes.extend(delivery(resolved));
    notes.extend(missed(all));
    notes.extend(either::sentence(resolved, &either::taken(resolved, &advice::of_plan(resolved))));
    for outcome in all {
        if let Some(reason) = &outcome.barred {
            notes.push(format!("{} is for comparison only: it {reason}.", outcome.name));
        }
    }
    let decided = advice::decided_else_advised(resolved);
    notes.extend(compare::counted_otherwise(resolved, &decided));
    let left_out: Vec<&str> =
        standing::left_out(resolved).into_iter().map(|candidate| candidate.name.as_str()).collect();
    if !left_out.is_empty() {
        notes.push(format!(
            "Compared for components, not for the whole plan: {}.",
            left_out.join(", ")
        ));
    }
    notes
}

/// How many p99 targets each assignment misses, if any misses one.
fn missed(all: &[Standing]) -> Option<String> {
    let most = all.iter().map(|of| of.misses.len()).max().filter(|most| *most > 0)?;
    let of = |of: &Standing| format!("{} {}", standing::lower(&of.name), of.misses.len());
    let each: Vec<String> = all.iter().map(of).collect();
    let targets = if most == 1 { "Missed p99 target" } else { "Missed p99 targets" };
    Some(format!("{targets}, by assignment: {}.", each.join(", ")))
}

/// What the delivery time is that of.
fn delivery(resolved: &Resolved<'_>) -> Vec<String> {
    let Some(shared) = crews::sentence(resolved, &advice::decided_else_advised(resolved)) else {
        return vec!["Delivery time is that of the component that takes longest, each with a team of its own, all built side by side; later than each component's own, because one of several is mostly late.".to_owned()];
    };
    vec![format!(
        "Delivery time is that of whatever takes longest: a role that builds several components with the people it has, or a component with a team of its own. {shared}"
    )]
}

const PARTS: [(&str, Hue, bool); 5] = [
    ("Building", Hue::Indigo, true),
    ("Learning", Hue::Pink, true),
    ("Running", Hue::Teal, false),
    ("Maintaining", Hue::Olive, true),
    ("Beyond the medians of the parts", Hue::Neutral, true),
];

/// A range's ends, if it has any.
pub(super) fn ends(range: Range) -> Option<[f64; 2]> {
    (!range.is_exact()).then_some([range.low, range.high])
}

/// How often the largest bar an axis may be long: beyond it bars would be too short to compare.
const LONGEST: f64 = 2.5;

/// How often the next a range's end is far beyond all others.
const FAR_BEYOND: f64 = 2.0;

/// The end of the axis for bars of these values with these ranges. Where the ranges reach far
/// beyond the bars, they are cut.
pub(super) fn end(values: impl Iterator<Item = (f64, Range)>) -> f64 {
    let values: Vec<(f64, Range)> = values.collect();
    let bars = reach(values.iter().map(|(value, _)| *value));
    // Ranges of bars that are broken themselves do not count.
    let whole = values.iter().filter(|(value, _)| *value <= bars);
    let mut highs: Vec<f64> = whole.map(|(_, range)| range.high).collect();
    highs.sort_by(f64::total_cmp);
    let ranges = match highs[..] {
        // Neither does one that goes far beyond all others; an arrow says so, and words how far.
        [.., _, next, most] if most > FAR_BEYOND * next => next,
        [.., most] => most,
        [] => 0.0,
    };
    if ranges > LONGEST * bars && bars > 0.0 { LONGEST * bars } else { ranges.max(bars) }
}

/// What stands beside a bar; where its range is cut, it says how far that goes.
pub(super) fn beside(value: f64, range: Range, unit: Unit, end: f64) -> String {
    let label = unit.readable(value);
    if range.high > above(end) {
        format!("{label}, up to {}", unit.readable(range.high))
    } else {
        label
    }
}

fn money(resolved: &Resolved<'_>, all: &[Standing]) -> Panel {
    let end = end(all.iter().map(|outcome| (outcome.outlook.cost.typical, outcome.outlook.cost)));
    let group = |outcome: &Standing| {
        let Outlook { build, learn, run, maintain, .. } = outcome.outlook;
        // A bar cannot be taken from: there the parts come to less.
        let beyond = outcome.outlook.beyond().max(0.0);
        let values = [build, learn, run, maintain, beyond];
        let part = |((_, hue, hatched), value)| BarPart { value, hue, hatched };
        BarGroup {
            label: outcome.name.clone(),
            bars: vec![Bar {
                parts: PARTS.into_iter().zip(values).map(part).collect(),
                start: None,
                whisker: ends(outcome.outlook.cost),
                label: beside(outcome.outlook.cost.typical, outcome.outlook.cost, Unit::Money, end),
            }],
        }
    };
    let months = resolved.economic_at(Input::Horizon, Point::Typical);
    let groups: Vec<BarGroup> = all.iter().map(group).collect();
    // A colour that no bar has is not explained.
    let is_seen = |place: usize| {
        let mut bars = groups.iter().flat_map(|group| &group.bars);
        bars.any(|bar| bar.parts.get(place).is_some_and(|part| part.value > 0.0))
    };
    let seen = PARTS.into_iter().enumerate().filter(|(place, _)| is_seen(*place));
    let legend =
        seen.map(|(_, (name, hue, hatched))| LegendEntry { name: name.to_owned(), hue, hatched });
    let legend = legend.collect();
    Panel {
        title: format!("Total cost over {}", Unit::Months.readable(months)),
        body: Body::Bars(Bars::new(axis("Cost", Unit::Money, end), groups, legend)),
    }
}

fn weeks(all: &[Standing]) -> Panel {
    let end = end(all.iter().map(|outcome| (outcome.outlook.weeks.typical, outcome.outlook.weeks)));
    let group = |outcome: &Standing| BarGroup {
        label: outcome.name.clone(),
        bars: vec![Bar {
            parts: vec![BarPart {
                value: outcome.outlook.weeks.typical,
                hue: Hue::Neutral,
                hatched: true,
            }],
            start: None,
            whisker: ends(outcome.outlook.weeks),
            label: beside(outcome.outlook.weeks.typical, outcome.outlook.weeks, Unit::Weeks, end),
        }],
    };
    Panel {
        title: "Delivery time".to_owned(),
        body: Body::Bars(Bars::new(
            axis("Calendar time", Unit::Weeks, end),
            all.iter().map(group).collect(),
            Vec::new(),
        )),
    }
}

fn axis(label: &str, unit: Unit, most: f64) -> Axis {
    Axis { label: label.to_owned(), unit, log: false, min: 0.0, max: above(most) }
}

/// What the advised assignment costs more than the cheapest single language and buys; where no
/// language fits all, the cheapest assignment that is possible.
fn takeaway(resolved: &Resolved<'_>, all: &[Standing]) -> String {
    if let Some(held) = standing::reconcile(resolved, all) {
        return held.sentence;
    }
    let cost = |standing: &Standing| standing.outlook.cost.typical;
    let possible = all.iter().filter(|standing| standing.barred.is_none());
    let cheapest = possible.min_by(|a, b| cost(a).total_cmp(&cost(b)));
    let Some(cheapest) = cheapest.filter(|standing| cost(standing) > 0.0) else {
        let built = resolved.components.iter().any(|facts| facts.component.is_built());
        let why = if built {
            "Nothing is counted: no compared candidate fits"
        } else {
            "Nothing is built yet"
        };
        return format!("{why}.");
    };
    let money = |value: f64| Unit::Money.readable(value);
    let months = resolved.economic_at(Input::Horizon, Point::Typical);
    let advised = all.iter().find(|standing| standing.choice == Choice::Advised);
    let advised = advised
        .filter(|standing| money(cost(standing)) != money(cost(cheapest)))
        .map_or_else(String::new, |standing| {
            format!("; as advised it is {}", money(cost(standing)))
        });
    let name = cheapest
        .name
        .strip_prefix("As ")
        .map_or_else(|| cheapest.name.clone(), |which| format!("The plan as {which}"));
    format!(
        "{name} costs least over {}: {}, running by itself {}{advised}.",
        Unit::Months.readable(months),
        money(cost(cheapest)),
        money(cheapest.outlook.run)
    )
}
