//! `delivery-weeks`: how much is built after how many weeks, with the learning ramp.

use super::chart::{Axis, Body, Chart, Curves, Mark, MarkKind, Panel};
use super::{Subject, above};
use crate::base::Unit;
use crate::forecast::sample::{self, Catalogs};
use crate::forecast::{Delivery, Point, delivery};
use crate::model::Input;

const STEPS: u32 = 120;

/// Inputs that the figures rest on, those that matter most first.
const INPUTS: &[Input] = &[Input::Work, Input::TeamSize];

pub(super) fn chart(subject: &Subject<'_>, draws: u32) -> Chart {
    let assumptions = subject.assumptions(INPUTS);
    let contenders = &subject.case.contenders;
    let last = above(contenders.iter().map(|c| c.delivery.weeks).fold(0.0, f64::max) * 1.15);
    let weeks: Vec<f64> = (0..=STEPS).map(|i| last * f64::from(i) / f64::from(STEPS)).collect();
    let drawn = drawn(subject, draws);
    let series = subject.series(
        |index| {
            let typical = contenders.get(index).map(|contender| contender.delivery);
            // Complete at the weeks that are told, which are medians of the draws as well.
            let done = |week: f64| {
                let drawn = drawn.iter().filter_map(|of| Some(of.get(index)?.done_after(week)));
                let typical = || typical.map_or(f64::NAN, |of| of.done_after(week));
                sample::median(drawn.collect()).unwrap_or_else(typical)
            };
            weeks.iter().map(|&week| [week, done(week)]).collect()
        },
        |index| {
            let at = |&week: &f64| {
                let done = drawn.iter().filter_map(|of| Some(of.get(index)?.done_after(week)));
                sample::percentiles(done).map(|of| [week, of.low, of.high])
            };
            weeks.iter().filter_map(at).collect()
        },
    );
    let marks = (0..contenders.len()).filter(|&index| subject.stands_out(index)).map(|index| {
        let weeks = told(subject, &drawn, index);
        let label = format!("{} {}", contenders[index].language.name, Unit::Weeks.readable(weeks));
        Mark { at: [weeks, 1.0], label, kind: MarkKind::Planned }
    });
    let team = if subject.facts.known.is_empty() {
        "Nobody has said what the maintainers know, so no learning is counted."
    } else {
        "Somebody new to a language starts at a share of full speed that rises evenly over the learning weeks."
    };
    let axis = |label: &str, unit: Unit, max: f64| Axis {
        label: label.to_owned(),
        unit,
        log: false,
        min: 0.0,
        max,
    };
    Chart {
        id: "delivery-weeks",
        title: format!("{}: delivery over the weeks", subject.name()),
        takeaway: takeaway(subject, &drawn),
        panels: vec![Panel {
            title: String::new(),
            body: Body::Curves(Curves {
                x: axis("Time after the start", Unit::Weeks, last),
                y: axis("Work done", Unit::Share, 1.19),
                series,
                marks: marks.collect(),
                targets: Vec::new(),
            }),
        }],
        notes: vec![
            format!(
                "All of it is judgement. Lines and weeks told are medians of the draws. {team}"
            ),
            subject.band_note("work, team size, build time, missing libraries and learning"),
        ],
        sources: subject.sources(|_, language| {
            vec![language.learning.clone(), language.learning_typed.clone()]
        }),
        assumed: !assumptions.is_empty(),
        assumptions,
    }
}

/// Delivery of every contender in draws of everything uncertain.
fn drawn(subject: &Subject<'_>, draws: u32) -> Vec<Vec<Delivery>> {
    let catalogs = Catalogs::new(subject.resolved.catalog, draws);
    sample::of_component(subject.resolved, subject.facts, &catalogs, |resolved, facts| {
        let contenders = subject.case.contenders.iter();
        let languages = contenders.filter_map(|c| resolved.catalog.languages.get(&c.language.id));
        let at = |language| {
            delivery::estimate(resolved, facts, language, Point::Typical, Point::Typical)
        };
        languages.map(at).collect()
    })
}

/// Weeks as they are told everywhere: the median of the draws, where there are any.
fn told(subject: &Subject<'_>, drawn: &[Vec<Delivery>], index: usize) -> f64 {
    let draws = drawn.iter().filter_map(|of| Some(of.get(index)?.weeks));
    let median = sample::percentiles(draws).map(|of| of.typical);
    median.unwrap_or(subject.case.contenders[index].delivery.weeks)
}

fn takeaway(subject: &Subject<'_>, drawn: &[Vec<Delivery>]) -> String {
    let contenders = &subject.case.contenders;
    let people = contenders.first().map_or(1.0, |contender| contender.delivery.people);
    let parts = subject.listed(|index| {
        let learning = contenders[index].delivery.learning;
        let weeks = told(subject, drawn, index);
        let learning = if learning > 0.05 {
            format!(" ({} of work lost to learning)", Unit::PersonWeeks.readable(learning))
        } else {
            String::new()
        };
        let language = &contenders[index].language.name;
        format!("{} in {language}{learning}", Unit::Weeks.readable(weeks))
    });
    format!("With {} building takes {parts}.", Unit::People.readable(people))
}
