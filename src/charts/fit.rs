//! `fit`: what each criterion gives each candidate.

use super::chart::{Axis, Bar, BarGroup, BarPart, Bars, Body, Chart, LegendEntry, Panel};
use super::{Subject, above};
use crate::advice::criteria::TABLE;
use crate::base::Unit;

/// Weight below which a criterion is left out.
const LEAST_WEIGHT: f64 = 0.05;
/// Most candidates shown, best first.
const MOST: usize = 4;

pub(super) fn chart(subject: &Subject<'_>) -> Chart {
    let advice = &subject.advice;
    let ranking: Vec<_> =
        advice.ranking.iter().filter(|ranked| ranked.gate.is_none()).take(MOST).collect();
    let mut order: Vec<usize> =
        (0..TABLE.len()).filter(|&i| advice.weights[i] >= LEAST_WEIGHT).collect();
    order.sort_by(|&a, &b| advice.weights[b].total_cmp(&advice.weights[a]));
    let hue = |language: &crate::model::LanguageId| {
        subject
            .resolved
            .catalog
            .languages
            .get(language)
            .map_or(crate::base::Hue::Neutral, |l| l.hue)
    };
    let groups: Vec<BarGroup> = order
        .iter()
        .map(|&i| BarGroup {
            label: TABLE[i].label.to_owned(),
            bars: ranking
                .iter()
                .map(|ranked| {
                    let value = ranked.utilities[i] * advice.weights[i];
                    Bar {
                        parts: vec![BarPart { value, hue: hue(&ranked.language), hatched: false }],
                        start: None,
                        whisker: None,
                        label: points(value),
                    }
                })
                .collect(),
        })
        .collect();
    let most = order.iter().map(|&i| advice.weights[i]).fold(0.0, f64::max);
    let excluded: Vec<String> = advice
        .ranking
        .iter()
        .filter_map(|ranked| Some(format!("{} {}", ranked.name, ranked.gate.as_ref()?.sentence())))
        .collect();
    let mut notes = vec![
        "Points: how well the candidate does (0 to 1) times how much the criterion matters here. Curves and weights are judgement, their inputs are evidence."
            .to_owned(),
    ];
    let fitting = advice.ranking.iter().filter(|ranked| ranked.gate.is_none()).count();
    if fitting > MOST {
        notes.push(format!("The best {MOST} of {fitting} candidates are shown."));
    }
    if !excluded.is_empty() {
        notes.push(format!("Excluded: {}.", excluded.join("; ")));
    }
    let body = if groups.is_empty() || ranking.is_empty() {
        Body::Empty("There is no language to choose here.".to_owned())
    } else {
        Body::Bars(Bars::new(
            Axis {
                label: "Points".to_owned(),
                unit: Unit::Count,
                log: false,
                min: 0.0,
                max: above(most),
            },
            groups,
            ranking
                .iter()
                .map(|ranked| LegendEntry {
                    name: ranked.name.clone(),
                    hue: hue(&ranked.language),
                    hatched: false,
                })
                .collect(),
        ))
    };
    let mut sources: Vec<String> =
        order.iter().flat_map(|&i| TABLE[i].sources).map(|id| (*id).to_owned()).collect();
    sources.sort();
    sources.dedup();
    Chart {
        id: "fit",
        title: format!("{}: fit by criterion", subject.name()),
        takeaway: advice.sentence.clone(),
        panels: vec![Panel { title: String::new(), body }],
        notes,
        sources,
        assumptions: subject.assumptions(
            &advice.unknowns.iter().filter_map(|unknown| unknown.input).collect::<Vec<_>>(),
        ),
        assumed: subject.resolved.counts().assumed > 0 && !subject.advice.unknowns.is_empty(),
    }
}

/// Points with two decimals at most.
fn points(value: f64) -> String {
    let text = format!("{value:.2}");
    text.trim_end_matches('0').trim_end_matches('.').to_owned()
}
