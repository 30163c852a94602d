//! `totals`: cost over the horizon and delivery time of whole assignments.

use super::above;
use super::chart::{Axis, Bar, BarGroup, BarPart, Bars, Body, Chart, LegendEntry, Panel};
use crate::advice;
use crate::base::{Hue, Unit};
use crate::catalog::Candidate;
use crate::forecast::totals::{self, Totals};
use crate::forecast::{Assignment, Point, Resolved};
use crate::model::Input;

pub(super) fn chart(resolved: &Resolved<'_>) -> Chart {
    let all: Vec<(String, Totals, [Totals; 2])> = assignments(resolved)
        .into_iter()
        .map(|(name, assignment)| {
            let at = |point| totals::of_plan(resolved, &assignment, point);
            (name, at(Point::Typical), [at(Point::Low), at(Point::High)])
        })
        .collect();
    let built = resolved.components.iter().any(|facts| facts.component.is_built());
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
        notes: vec![
            "Hatched: judgement. Further languages and links that cross languages are counted under building. Not counted: licences, storage, traffic, support outside working hours.".to_owned(),
            "Weeks: the longest single component, all built side by side. Components decided on a language without figures are left out of every bar that uses it.".to_owned(),
        ],
        sources: ["S-OWN", "S-RUSTG", "S-SURV"].map(str::to_owned).to_vec(),
        assumed: resolved.counts().1 > 0,
    }
}

/// All in each default language, as advised, as decided.
fn assignments(resolved: &Resolved<'_>) -> Vec<(String, Assignment)> {
    let candidates = resolved.catalog.compared(&resolved.plan.candidates);
    let mut languages: Vec<&Candidate> = Vec::new();
    for candidate in candidates {
        if !languages.iter().any(|other| other.language == candidate.language) {
            languages.push(candidate);
        }
    }
    let built = || resolved.components.iter().filter(|facts| facts.component.is_built());
    let mut all: Vec<(String, Assignment)> = languages
        .into_iter()
        .take(4)
        .map(|candidate| {
            let of =
                built().map(|facts| (facts.component.id.clone(), candidate.id.clone())).collect();
            (format!("All {}", candidate.name), of)
        })
        .collect();
    all.push(("As advised".to_owned(), advice::advised(resolved)));
    if !resolved.plan.decisions.is_empty() {
        all.push(("As decided".to_owned(), advice::decided(resolved)));
    }
    all
}

fn money(resolved: &Resolved<'_>, all: &[(String, Totals, [Totals; 2])]) -> Panel {
    let parts = [
        ("Building", Hue::Indigo, true),
        ("Learning", Hue::Pink, true),
        ("Running", Hue::Teal, false),
        ("Maintaining", Hue::Olive, true),
    ];
    let groups = all
        .iter()
        .map(|(name, typical, _)| {
            let values = [typical.build, typical.learn, typical.run, typical.maintain];
            let bar = Bar {
                parts: parts
                    .iter()
                    .zip(values)
                    .map(|((_, hue, hatched), value)| BarPart {
                        value,
                        hue: *hue,
                        hatched: *hatched,
                    })
                    .collect(),
                whisker: None,
                label: Unit::Money.readable(typical.cost()),
            };
            BarGroup { label: name.clone(), bars: vec![bar] }
        })
        .collect();
    let most = all.iter().map(|(_, typical, _)| typical.cost()).fold(0.0, f64::max);
    let months = resolved.economic_at(Input::Horizon, Point::Typical);
    Panel {
        title: format!("Total cost over {}", Unit::Months.readable(months)),
        body: Body::Bars(Bars {
            axis: Axis {
                label: "Cost".to_owned(),
                unit: Unit::Money,
                log: false,
                min: 0.0,
                max: above(most),
            },
            groups,
            legend: parts
                .iter()
                .map(|(name, hue, hatched)| LegendEntry {
                    name: (*name).to_owned(),
                    hue: *hue,
                    hatched: *hatched,
                })
                .collect(),
        }),
    }
}

fn weeks(all: &[(String, Totals, [Totals; 2])]) -> Panel {
    let groups = all
        .iter()
        .map(|(name, typical, [low, high])| BarGroup {
            label: name.clone(),
            bars: vec![Bar {
                parts: vec![BarPart { value: typical.weeks, hue: Hue::Neutral, hatched: true }],
                whisker: Some([low.weeks, high.weeks]),
                label: Unit::Weeks.readable(typical.weeks),
            }],
        })
        .collect();
    let most = all.iter().map(|(_, _, [_, high])| high.weeks).fold(0.0, f64::max);
    Panel {
        title: "Delivery time".to_owned(),
        body: Body::Bars(Bars {
            axis: Axis {
                label: "Calendar time".to_owned(),
                unit: Unit::Weeks,
                log: false,
                min: 0.0,
                max: above(most),
            },
            groups,
            legend: Vec::new(),
        }),
    }
}

fn takeaway(resolved: &Resolved<'_>, all: &[(String, Totals, [Totals; 2])]) -> String {
    let Some((name, cheapest, _)) = all.iter().min_by(|a, b| a.1.cost().total_cmp(&b.1.cost()))
    else {
        return "Nothing is built yet.".to_owned();
    };
    if cheapest.cost() <= 0.0 {
        return "Nothing is built yet.".to_owned();
    }
    let months = resolved.economic_at(Input::Horizon, Point::Typical);
    format!(
        "{name} costs least over {}: {}, of which {} is running.",
        Unit::Months.readable(months),
        Unit::Money.readable(cheapest.cost()),
        Unit::Money.readable(cheapest.run)
    )
}
