//! `front`: whole-plan assignments that none beats, beside those that people know.

use super::chart::{Axis, Body, Chart, Curves, Mark, MarkKind, Panel};
use super::footer;
use crate::advice::Front;
use crate::advice::front::{Choice, front};
use crate::base::Unit;
use crate::forecast::{Resolved, responses};

/// The chart of a plan; without `search` it only says that the search is under way.
pub(super) fn chart(resolved: &Resolved<'_>, search: bool) -> Chart {
    let found = if search { front(resolved) } else { Front::default() };
    of_found(resolved, &found, search)
}

/// The chart of what was found.
#[must_use]
pub fn of_front(resolved: &Resolved<'_>, found: &Front) -> Chart {
    of_found(resolved, found, true)
}

fn of_found(resolved: &Resolved<'_>, found: &Front, search: bool) -> Chart {
    let panels = if found.choices.is_empty() {
        let built = resolved.components.iter().any(|facts| facts.component.is_built());
        let why = match (built, search) {
            (true, false) => "The assignments that none beats are being searched for.",
            _ => "Nothing is built that a candidate fits.",
        };
        vec![Panel { title: String::new(), body: Body::Empty(why.to_owned()) }]
    } else {
        vec![
            panel(resolved, found, "Cost and slowest flow", Unit::Ms, |of| of.p99_ms),
            panel(resolved, found, "Cost and delivery time", Unit::Weeks, |of| of.weeks),
        ]
    };
    let assumptions = footer::assumptions(resolved);
    Chart {
        id: "front",
        title: "Languages for the whole plan".to_owned(),
        takeaway: takeaway(resolved, found),
        panels,
        notes: vec![
            format!(
                "Dots: assignments that none beats on cost, delivery and slowest flow at once; rings: known ones{}. {}",
                if found.improvement().is_some() {
                    ", in colour the one that the sentence says costs less"
                } else {
                    ""
                },
                found.how()
            ),
            format!(
                "Cost over the horizon with a toolchain for each further language and the boundary of each link across languages; the slowest flow is the largest p99 of the flows with a target (of all where none has one), without the network. {}",
                told(resolved)
            ),
        ],
        sources: vec!["S-KOST".to_owned(), "S-OWN".to_owned(), "S-TABLE".to_owned()],
        assumed: !assumptions.is_empty(),
        assumptions,
    }
}

fn panel(
    resolved: &Resolved<'_>,
    found: &Front,
    title: &str,
    unit: Unit,
    of: impl Fn(&Choice) -> f64,
) -> Panel {
    let dots = found.choices.iter().map(|choice| Mark {
        at: [choice.cost, of(choice)],
        label: choice.in_full(resolved),
        kind: MarkKind::Choice,
    });
    let better = found.improvement().map(|(_, better)| better);
    let is_better =
        |choice: &Choice| better.is_some_and(|better| choice.assignment == better.assignment);
    let rings = found.references.iter().map(|reference| Mark {
        at: [reference.choice.cost, of(&reference.choice)],
        label: reference.name.clone(),
        kind: if is_better(&reference.choice) { MarkKind::Crossover } else { MarkKind::Known },
    });
    // What is none of the known has a ring of its own.
    let named = better.filter(|_| !found.references.iter().any(|known| is_better(&known.choice)));
    let named = named.map(|better| Mark {
        at: [better.cost, of(better)],
        label: better.in_words(resolved),
        kind: MarkKind::Crossover,
    });
    let marks: Vec<Mark> = dots.chain(rings).chain(named).collect();
    let axis = |label: &str, unit: Unit, place: usize| {
        let values = marks.iter().map(|mark| mark.at[place]).filter(|value| value.is_finite());
        let (low, high) = values.fold((f64::INFINITY, 0.0_f64), |(l, h), v| (l.min(v), h.max(v)));
        // A tenth of what is told at least, so that next to nothing looks like it.
        let pad = f64::max(0.08 * (high - low), (0.1 * high - (high - low)) / 2.0);
        Axis {
            label: label.to_owned(),
            unit,
            log: false,
            min: (low - pad).max(0.0),
            max: high + pad,
        }
    };
    let label = if unit == Unit::Ms { "p99 of the slowest flow" } else { "Calendar time" };
    Panel {
        title: title.to_owned(),
        body: Body::Curves(Curves {
            x: axis("Total cost", Unit::Money, 0),
            y: axis(label, unit, 1),
            series: Vec::new(),
            marks,
            targets: Vec::new(),
        }),
    }
}

/// What the numbers are.
fn told(resolved: &Resolved<'_>) -> String {
    if responses::are_drawn(resolved) {
        return "All are medians of the draws.".to_owned();
    }
    format!("Cost and weeks are medians of the draws; flows: {}.", responses::how(resolved))
}

/// What the advised assignment gives away, or that it does not.
fn takeaway(resolved: &Resolved<'_>, found: &Front) -> String {
    if found.choices.is_empty() || found.advised().is_none() {
        return String::new();
    }
    let money = |value: f64| Unit::Money.readable(value);
    let Some((advised, better)) = found.improvement() else {
        let beaten = found.advised().is_some_and(|advised| advised.is_beaten);
        return if beaten {
            "No other assignment costs noticeably less without being later, slower or missing a target more often."
        } else {
            "No assignment beats the advised one on cost, delivery and slowest flow at once."
        }
        .to_owned();
    };
    format!(
        "Component by component as advised costs {}; {} is no later and no slower for {}, {} less.",
        money(advised.cost),
        better.in_a_sentence(resolved),
        money(better.cost),
        money(advised.cost - better.cost)
    )
}
