//! What charts say in a sentence, held against the lines that they draw.

use polyplan::catalog::Catalog;
use polyplan::charts::chart::{Body, Curves, MarkKind};
use polyplan::charts::{Chart, Subject, component_chart};
use polyplan::files;
use polyplan::forecast::Resolved;
use polyplan::model::{CandidateId, Plan};
use proptest::prelude::*;

use super::support;

/// Costs that differ by less are one cost to a reader.
const ALIKE: f64 = 1e-6;

/// The charts of cost against load of every component that is built, with its name.
fn cost_charts(plan: &Plan) -> Vec<Chart> {
    let resolved = Resolved::new(plan, Catalog::shipped().unwrap(), None);
    let built = resolved.components.iter().filter(|facts| facts.component.is_built());
    built
        .filter_map(|facts| component_chart(&Subject::new(&resolved, facts), "cost-load"))
        .collect()
}

fn cost_panel(chart: &Chart) -> Option<&Curves> {
    chart.panels.iter().find(|panel| panel.title == "Monthly cost").and_then(|panel| {
        match &panel.body {
            Body::Curves(curves) => Some(curves),
            _ => None,
        }
    })
}

/// The names of the lines that are lowest at the place of a point, equal ones together.
fn lowest(curves: &Curves, point: usize) -> Vec<&str> {
    let at = |points: &[[f64; 2]]| points[point][1];
    let finite = || curves.series.iter().filter(|series| at(&series.points).is_finite());
    let least = finite().map(|series| at(&series.points)).fold(f64::INFINITY, f64::min);
    let alike = finite().filter(|series| at(&series.points) <= least * (1.0 + ALIKE));
    alike.map(|series| series.name.as_str()).collect()
}

/// Holds the sentence against every point of every line.
#[track_caller]
fn holds(chart: &Chart) {
    let Some(curves) = cost_panel(chart) else { return };
    let said = &chart.takeaway;
    let crossings: Vec<_> =
        curves.marks.iter().filter(|mark| mark.kind == MarkKind::Crossover).collect();
    let count = curves.series.first().map_or(0, |series| series.points.len());
    for point in 0..count {
        let load = curves.series[0].points[point][0];
        let lowest = lowest(curves, point);
        if lowest.is_empty() {
            continue;
        }
        // The last crossing before the load says who is cheapest there, else the sentence.
        let before = crossings.iter().rev().find(|mark| mark.at[0] <= load);
        let of_mark = |name: &&&str| {
            before.is_some_and(|mark| mark.label.ends_with(&format!(" {name} is cheapest")))
        };
        let told = match before {
            Some(_) => lowest.iter().any(|name| of_mark(&name)),
            None if crossings.len() > 2 => true,
            None => lowest
                .iter()
                .any(|name| said.starts_with(&format!("All costs counted, {name} is cheapest"))),
        };
        assert!(told, "{said} At {load} it is {lowest:?}; marks {:?}", curves.marks);
    }
    let nowhere = said.starts_with("No compared candidate keeps up with any load shown");
    assert_eq!(nowhere, (0..count).all(|point| lowest(curves, point).is_empty()), "{said}");
    let everywhere = said.ends_with("is cheapest at every load shown.");
    assert_eq!(everywhere, crossings.is_empty() && !nowhere, "{said}");
    for mark in crossings.iter().take(2).filter(|_| crossings.len() <= 2) {
        let name = mark.label.strip_suffix(" is cheapest").unwrap();
        let name = name.rsplit_once("/s ").map_or(name, |(_, name)| name);
        assert!(said.contains(&format!("{name} from there")), "{said} {}", mark.label);
    }
}

fn with_candidates(mut plan: Plan, words: &[&str]) -> Plan {
    plan.candidates = words.iter().map(|word| CandidateId::new(word).unwrap()).collect();
    plan
}

fn of_file(path: &str) -> Plan {
    let root = std::path::Path::new(env!("CARGO_MANIFEST_DIR"));
    files::load(&root.join(path)).unwrap().plan
}

/// Published figures of one component in three languages: Go is cheapest at the planned load and far
/// beyond, Rust only from some 27,000 requests a second on. Only the first two were compared once.
#[test]
fn the_cheapest_of_three_is_told() {
    let mut charts = cost_charts(&of_file("tests/data/reports/headline.plan.ron"));
    let chart = charts.remove(0);
    holds(&chart);
    let curves = cost_panel(&chart).unwrap();
    let names: Vec<&str> = (0..curves.series[0].points.len())
        .filter_map(|point| lowest(curves, point).first().copied())
        .collect();
    let told = |name: &&str| chart.takeaway.contains(*name);
    assert!(names.iter().all(told), "{}: {names:?}", chart.takeaway);
}

#[test]
fn sentences_of_the_shipped_plans_hold() {
    for name in ["astronomy-shop", "online-boutique", "ads-retrieval", "feature-platform"] {
        for chart in cost_charts(&of_file(&format!("saves/{name}.plan.ron"))) {
            holds(&chart);
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(32))]

    #[test]
    fn sentences_hold_for_every_candidate(
        plan in support::plan(),
        chosen in proptest::sample::subsequence(
            Catalog::shipped().unwrap().candidates.keys().map(ToString::to_string)
                .collect::<Vec<_>>(), 2..=13),
    ) {
        let words: Vec<&str> = chosen.iter().map(String::as_str).collect();
        for chart in cost_charts(&with_candidates(plan, &words)) {
            holds(&chart);
        }
    }
}

/// One replica that a hundredth of the planned load fills has no cheapest language.
#[test]
fn a_chart_of_what_nobody_keeps_up_with_says_so() {
    let sketch = super::sketch::Sketch::services(&["api"])
        .states("component/api/external_rate", "1000000 req/s")
        .states("component/api/cpu_time", "1 s")
        .states("component/api/replicas", "1");
    let charts = cost_charts(&sketch.0);
    holds(&charts[0]);
    assert_eq!(
        charts[0].takeaway,
        "No compared candidate keeps up with any load shown on the replicas that are stated."
    );
}

/// What is bought or runs elsewhere has no language to choose, in no chart.
#[test]
fn charts_of_what_is_not_built_say_so() {
    let plan = super::sketch::Sketch::services(&["shop"])
        .with("kafka", polyplan::model::Kind::Queue)
        .with("partner", polyplan::model::Kind::External)
        .links(&[("partner", "shop"), ("shop", "kafka")])
        .states("component/partner/external_rate", "100 req/s");
    let resolved = Resolved::new(&plan.0, Catalog::shipped().unwrap(), None);
    let charts = [
        "latency-load",
        "cost-load",
        "memory-connections",
        "flips",
        "difference",
        "start-artifact",
        "delivery-weeks",
    ];
    for (id, what) in [("kafka", "Ready-made"), ("partner", "Outside the plan")] {
        let facts = resolved.facts(&super::sketch::id(id)).unwrap();
        for name in charts {
            let chart = component_chart(&Subject::new(&resolved, facts), name).unwrap();
            let said = format!("{what}: there is no language to choose for {id}.");
            assert_eq!(chart.takeaway, said, "{name}");
            assert!(matches!(chart.panels[0].body, Body::Empty(_)), "{name}");
        }
    }
    let shop = resolved.facts(&super::sketch::id("shop")).unwrap();
    for name in charts {
        let chart = component_chart(&Subject::new(&resolved, shop), name).unwrap();
        assert!(!chart.takeaway.contains("no language to choose"), "{name}");
    }
}

/// Feet of pictures name whose number is assumed where it is not the same everywhere.
#[test]
fn feet_say_whose_number_is_assumed() {
    let foot = |sketch: &super::sketch::Sketch| {
        let resolved = Resolved::new(&sketch.0, Catalog::shipped().unwrap(), None);
        polyplan::charts::footer::footer(&resolved, "0").assumptions.join("; ")
    };
    let two = super::sketch::Sketch::services(&["small", "large"])
        .states("component/small/work", "1..4 person-weeks")
        .states("component/large/work", "10..90 person-weeks");
    let supposed = |sketch: super::sketch::Sketch| {
        let mut plan = sketch.0;
        for id in ["small", "large"] {
            let address: polyplan::model::InputRef =
                format!("component/{id}/work").parse().unwrap();
            let mut quantity =
                plan.components[&super::sketch::id(id)].inputs[&address.input].clone();
            quantity.source = "assumed".to_owned();
            plan.apply(polyplan::model::Edit::Input(address, Some(quantity))).unwrap();
        }
        super::sketch::Sketch(plan)
    };
    let told = foot(&supposed(two));
    assert!(told.contains("work to build of large 10 to 90 person-weeks and 1 more"), "{told}");
}
