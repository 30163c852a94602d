//! `totals`: cost over the horizon and delivery time of whole assignments.

use super::above;
use super::chart::{Axis, Bar, BarGroup, BarPart, Bars, Body, Chart, LegendEntry, Panel};
use crate::advice::choice::{Choice, barred};
use crate::base::{Hue, Range, Unit};
use crate::catalog::Candidate;
use crate::forecast::totals::{self, Totals};
use crate::forecast::{Assignment, Point, Resolved, sample};
use crate::model::Input;

/// Most languages that are each counted for the whole plan.
const MOST_LANGUAGES: usize = 6;

/// An assignment with what it comes to.
#[derive(Clone, Debug, PartialEq)]
pub struct Outcome {
    /// Name, such as `All Go (net/http)` or `As advised`.
    pub name: String,
    /// At the medians.
    pub typical: Totals,
    /// Cost over the horizon over the draws of everything uncertain.
    pub cost: Range,
    /// Calendar weeks over the same draws. Their median is later than the weeks at the medians:
    /// one of many components is always late.
    pub weeks: Range,
    /// Why it is only a comparison: the components that rule the candidate out, with the reason.
    pub barred: Option<String>,
}

/// All in each compared language, as advised, and as decided where something is.
#[must_use]
pub fn outcomes(resolved: &Resolved<'_>) -> Vec<Outcome> {
    outcomes_of(resolved, sample::DRAWS)
}

/// The same with ranges from so many draws; without any they are the values at the medians.
fn outcomes_of(resolved: &Resolved<'_>, draws: u32) -> Vec<Outcome> {
    let all = assignments(resolved);
    let drawn = sample::of_plan(resolved, draws, |drawn| {
        let of = |(_, assignment, _): &(_, Assignment, _)| {
            let totals = totals::of_plan(drawn, assignment, Point::Typical);
            [totals.cost(), totals.weeks]
        };
        all.iter().map(of).collect::<Vec<_>>()
    });
    let spread = |index: usize, which: usize, fallback: f64| {
        sample::percentiles(drawn.iter().map(|draw| draw[index][which]))
            .unwrap_or(Range::exact(fallback))
    };
    all.iter()
        .enumerate()
        .map(|(index, (name, assignment, barred))| {
            let typical = totals::of_plan(resolved, assignment, Point::Typical);
            Outcome {
                name: name.clone(),
                typical,
                cost: spread(index, 0, typical.cost()),
                weeks: spread(index, 1, typical.weeks),
                barred: barred.clone(),
            }
        })
        .collect()
}

fn assignments(resolved: &Resolved<'_>) -> Vec<(String, Assignment, Option<String>)> {
    let all_in = |candidate: &Candidate| {
        let choice = Choice::All(candidate.id.clone());
        let name = format!("All {}", candidate.name);
        (name, choice.assignment(resolved), barred(resolved, candidate))
    };
    let candidates = languages(resolved).into_iter().take(MOST_LANGUAGES);
    let mut all: Vec<_> = candidates.map(all_in).collect();
    all.push(("As advised".to_owned(), Choice::Advised.assignment(resolved), None));
    if !resolved.plan.decisions.is_empty() {
        all.push(("As decided".to_owned(), Choice::Decided.assignment(resolved), None));
    }
    all
}

/// The first compared candidate of each language.
fn languages<'a>(resolved: &Resolved<'a>) -> Vec<&'a Candidate> {
    let mut found: Vec<&Candidate> = Vec::new();
    for candidate in resolved.catalog.compared(&resolved.plan.candidates) {
        if !found.iter().any(|other| other.language == candidate.language) {
            found.push(candidate);
        }
    }
    found
}

pub(super) fn chart(resolved: &Resolved<'_>, draws: u32) -> Chart {
    let built = resolved.components.iter().any(|facts| facts.component.is_built());
    let all = if built { outcomes_of(resolved, draws) } else { Vec::new() };
    let panels = if built {
        vec![money(resolved, &all), weeks(&all)]
    } else {
        let body =
            Body::Empty("Add a component that the team builds to compare assignments.".to_owned());
        vec![Panel { title: String::new(), body }]
    };
    Chart {
        id: "totals",
        title: "Total cost and delivery time".to_owned(),
        takeaway: takeaway(resolved, &all),
        panels,
        notes: notes(resolved, &all),
        sources: ["S-OWN", "S-RUSTG", "S-SURV"].map(str::to_owned).to_vec(),
        assumed: resolved.counts().1 > 0,
        assumptions: super::footer::assumptions(resolved),
    }
}

fn notes(resolved: &Resolved<'_>, all: &[Outcome]) -> Vec<String> {
    let mut notes = vec![
        format!(
            "Hatched: judgement. Whiskers: 10th to 90th percentile over {} draws of all inputs and figures.",
            sample::DRAWS
        ),
        "Building counts each further language and each link between languages. Left out: licences, storage, traffic, support outside working hours.".to_owned(),
        "Delivery time is that of the component that takes longest, each with a team of its own, all built side by side. Bar: median of the draws, later than each component's own because one of several is always late.".to_owned(),
    ];
    for outcome in all {
        if let Some(reason) = &outcome.barred {
            notes.push(format!("{} is for comparison only: it {reason}.", outcome.name));
        }
    }
    let without: Vec<&str> = resolved
        .plan
        .decisions
        .iter()
        .filter(|(_, decision)| resolved.catalog.candidate_of(&decision.language).is_none())
        .filter_map(|(id, _)| Some(resolved.plan.components.get(id)?.name.as_str()))
        .collect();
    if !without.is_empty() {
        notes.push(format!(
            "Decided on a language without figures, so counted as advised: {}.",
            without.join(", ")
        ));
    }
    let left_out: Vec<&str> = languages(resolved)
        .into_iter()
        .skip(MOST_LANGUAGES)
        .map(|candidate| candidate.name.as_str())
        .collect();
    if !left_out.is_empty() {
        notes.push(format!(
            "Compared for components, not for the whole plan: {}.",
            left_out.join(", ")
        ));
    }
    notes
}

const PARTS: [(&str, Hue, bool); 4] = [
    ("Building", Hue::Indigo, true),
    ("Learning", Hue::Pink, true),
    ("Running", Hue::Teal, false),
    ("Maintaining", Hue::Olive, true),
];

/// A range's ends, if it has any.
fn ends(range: Range) -> Option<[f64; 2]> {
    (!range.is_exact()).then_some([range.low, range.high])
}

/// How often the largest bar an axis may be long: beyond it bars would be too short to compare.
const LONGEST: f64 = 2.5;

/// The end of the axis for bars of these values with these ranges. Where the ranges reach far
/// beyond the bars, they are cut.
fn end(values: impl Iterator<Item = (f64, Range)>) -> f64 {
    let (bars, ranges) = values.fold((0.0, 0.0), |(bars, ranges): (f64, f64), (value, range)| {
        (bars.max(value), ranges.max(range.high))
    });
    if ranges > LONGEST * bars && bars > 0.0 { LONGEST * bars } else { ranges.max(bars) }
}

/// What stands beside a bar; where its range is cut, it says how far that goes.
fn beside(value: f64, range: Range, unit: Unit, end: f64) -> String {
    let label = unit.readable(value);
    if range.high > above(end) {
        format!("{label}, up to {}", unit.readable(range.high))
    } else {
        label
    }
}

fn money(resolved: &Resolved<'_>, all: &[Outcome]) -> Panel {
    let end = end(all.iter().map(|outcome| (outcome.typical.cost(), outcome.cost)));
    let group = |outcome: &Outcome| {
        let Totals { build, learn, run, maintain, .. } = outcome.typical;
        let part = |((_, hue, hatched), value)| BarPart { value, hue, hatched };
        BarGroup {
            label: outcome.name.clone(),
            bars: vec![Bar {
                parts: PARTS.into_iter().zip([build, learn, run, maintain]).map(part).collect(),
                whisker: ends(outcome.cost),
                label: beside(outcome.typical.cost(), outcome.cost, Unit::Money, end),
            }],
        }
    };
    let months = resolved.economic_at(Input::Horizon, Point::Typical);
    let legend = |(name, hue, hatched): (&str, Hue, bool)| LegendEntry {
        name: name.to_owned(),
        hue,
        hatched,
    };
    Panel {
        title: format!("Total cost over {}", Unit::Months.readable(months)),
        body: Body::Bars(Bars::new(
            axis("Cost", Unit::Money, end),
            all.iter().map(group).collect(),
            PARTS.map(legend).to_vec(),
        )),
    }
}

fn weeks(all: &[Outcome]) -> Panel {
    let end = end(all.iter().map(|outcome| (outcome.weeks.typical, outcome.weeks)));
    let group = |outcome: &Outcome| BarGroup {
        label: outcome.name.clone(),
        bars: vec![Bar {
            parts: vec![BarPart { value: outcome.weeks.typical, hue: Hue::Neutral, hatched: true }],
            whisker: ends(outcome.weeks),
            label: beside(outcome.weeks.typical, outcome.weeks, Unit::Weeks, end),
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

/// The cheapest assignment that is possible, and what the advised one costs if it is not that.
fn takeaway(resolved: &Resolved<'_>, all: &[Outcome]) -> String {
    let possible = all.iter().filter(|outcome| outcome.barred.is_none());
    let cheapest = possible.min_by(|a, b| a.typical.cost().total_cmp(&b.typical.cost()));
    let Some(cheapest) = cheapest.filter(|outcome| outcome.typical.cost() > 0.0) else {
        return "Nothing is built yet.".to_owned();
    };
    let money = |value: f64| Unit::Money.readable(value);
    let months = resolved.economic_at(Input::Horizon, Point::Typical);
    let advised = all.iter().find(|outcome| outcome.name == "As advised");
    let advised = advised
        .filter(|outcome| money(outcome.typical.cost()) != money(cheapest.typical.cost()))
        .map_or_else(String::new, |outcome| {
            format!("; as advised it is {}", money(outcome.typical.cost()))
        });
    let name = cheapest
        .name
        .strip_prefix("As ")
        .map_or_else(|| cheapest.name.clone(), |which| format!("The plan as {which}"));
    format!(
        "{name} costs least over {}: {}, of which {} is for running{advised}.",
        Unit::Months.readable(months),
        money(cheapest.typical.cost()),
        money(cheapest.typical.run)
    )
}
