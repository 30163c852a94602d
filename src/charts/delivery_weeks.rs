//! `delivery-weeks`: how much is built after how many weeks, with the learning ramp.

use super::chart::{Axis, Body, Chart, Curves, Mark, MarkKind, Panel};
use super::{Subject, above};
use crate::base::Unit;
use crate::forecast::{Point, delivery};
use crate::model::Input;

const STEPS: u32 = 120;

pub(super) fn chart(subject: &Subject<'_>) -> Chart {
    let contenders = &subject.case.contenders;
    let last = above(contenders.iter().map(|c| c.delivery.weeks).fold(0.0, f64::max) * 1.15);
    let weeks: Vec<f64> = (0..=STEPS).map(|i| last * f64::from(i) / f64::from(STEPS)).collect();
    let at = |index: usize, point: Point| {
        contenders.get(index).map(|c| {
            delivery::estimate(subject.resolved, subject.facts, c.language, Point::Typical, point)
        })
    };
    let done = |index: usize, point: Point, week: f64| {
        at(index, point).map_or(f64::NAN, |d| d.done_after(week))
    };
    let series = subject.series(
        |index| weeks.iter().map(|&w| [w, done(index, Point::Typical, w)]).collect(),
        |index| {
            weeks
                .iter()
                .map(|&w| [w, done(index, Point::High, w), done(index, Point::Low, w)])
                .collect()
        },
    );
    let marks = contenders
        .iter()
        .map(|contender| Mark {
            at: [contender.delivery.weeks, 1.0],
            label: format!(
                "{} {}",
                contender.language.name,
                Unit::Weeks.readable(contender.delivery.weeks)
            ),
            kind: MarkKind::Planned,
        })
        .collect();
    let people = contenders.first().map_or(1.0, |c| c.delivery.people);
    let team = if subject.facts.known.is_empty() {
        "Nobody has said what the maintainers know, so no learning is counted.".to_owned()
    } else {
        "Somebody new to a language starts at a share of full speed that rises evenly over the learning weeks.".to_owned()
    };
    let takeaway = contenders
        .iter()
        .map(|c| {
            let learning = if c.delivery.learning > 0.05 {
                format!(", {} of them learning", Unit::PersonWeeks.readable(c.delivery.learning))
            } else {
                String::new()
            };
            format!(
                "{} takes {}{learning}",
                c.language.name,
                Unit::Weeks.readable(c.delivery.weeks)
            )
        })
        .collect::<Vec<_>>()
        .join("; ");
    Chart {
        id: "delivery-weeks",
        title: format!("{}: delivery over the weeks", subject.name()),
        takeaway: format!(
            "With {} people: {takeaway}.",
            crate::base::number::readable(people)
        ),
        panels: vec![Panel {
            title: String::new(),
            body: Body::Curves(Curves {
                x: Axis {
                    label: "Weeks after the start".to_owned(),
                    unit: Unit::Weeks,
                    log: false,
                    min: 0.0,
                    max: last,
                },
                y: Axis {
                    label: "Work done".to_owned(),
                    unit: Unit::Share,
                    log: false,
                    min: 0.0,
                    max: 1.1,
                },
                series,
                marks,
                targets: Vec::new(),
            }),
        }],
        notes: vec![
            format!("All of it is judgement. {team}"),
            "Band: build time, missing libraries and learning at their 10th and 90th percentiles together; work and team at their medians.".to_owned(),
        ],
        sources: subject.sources(|_, language| {
            vec![language.learning.clone(), language.learning_typed.clone()]
        }),
        assumed: subject.assumes(&[Input::Work, Input::TeamSize]),
    }
}
