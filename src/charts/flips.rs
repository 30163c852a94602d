//! `flips`: how far each input and weight moves the lead, and where it flips, as a tornado.

use super::Subject;
use super::chart::{Axis, Bar, BarGroup, BarPart, Bars, Body, Chart, LegendEntry, Panel, Target};
use crate::advice::criteria::TABLE;
use crate::advice::verdict::EITHER_BELOW;
use crate::advice::{Flips, Lever, Swing, Verdict, flips, score};
use crate::base::{Hue, Unit};
use crate::model::{Input, LanguageId};

/// Most levers shown.
const MOST: usize = 10;

pub(super) fn chart(subject: &Subject<'_>) -> Chart {
    let all = flips::flips(&subject.case, &score::score(&subject.case));
    let name = |id: &LanguageId| subject.resolved.catalog.language_name(id).to_owned();
    let shown: Vec<&Swing> = all.swings.iter().take(MOST).collect();
    let body = match &all.leader {
        Some(leader) if !shown.is_empty() => Body::Bars(bars(subject, &all, leader, &shown)),
        _ => Body::Empty("Nothing competes here, so nothing can flip.".to_owned()),
    };
    let inputs: Vec<Input> = shown
        .iter()
        .filter_map(|swing| match swing.lever {
            Lever::Input(input) => Some(input),
            Lever::Weight(_) => None,
        })
        .collect();
    let assumptions = subject.assumptions(&inputs);
    Chart {
        id: "flips",
        title: format!("{}: what would change the advice", subject.name()),
        takeaway: takeaway(&all, subject.advice.verdict == Verdict::Split, name),
        panels: vec![Panel { title: String::new(), body }],
        notes: vec![
            "Lead: weighted points by which the leading language is ahead of the best other one. One input at a time goes from its 10th to its 90th percentile, one weight from half to twice; the rest stays at its median. Dashed: at 0 another language leads, below 0.4 the difference ceases to matter.".to_owned(),
        ],
        sources: sources(&shown),
        assumed: !assumptions.is_empty(),
        assumptions,
    }
}

/// The strongest lever's flip, or that there is none within reach. Languages compete for what is built
/// in one piece, which what is advised to be split is not.
fn takeaway(all: &Flips, is_split: bool, name: impl Fn(&LanguageId) -> String) -> String {
    let Some(leader) = &all.leader else { return String::new() };
    let leader = name(leader);
    let first = all.swings.iter().flat_map(|swing| swing.sentences(&name)).next();
    match (first, is_split) {
        (Some(flip), false) => format!("{leader} {flip}."),
        (Some(flip), true) => format!("A split is advised; in one piece, {leader} {flip}."),
        (None, false) => format!("No single input or weight takes the lead from {leader}."),
        (None, true) => format!(
            "A split is advised; in one piece, no single input or weight takes the lead from {leader}."
        ),
    }
}

fn bars(subject: &Subject<'_>, all: &Flips, leader: &LanguageId, shown: &[&Swing]) -> Bars {
    let catalog = subject.resolved.catalog;
    let hue = |id: &LanguageId| catalog.languages.get(id).map_or(Hue::Neutral, |l| l.hue);
    let runner_up =
        subject.advice.ranking.iter().map(|ranked| &ranked.language).find(|id| *id != leader);
    let [for_leader, against] = [hue(leader), runner_up.map_or(Hue::Neutral, hue)];
    let bar = |swing: &Swing, value: f64, lead: f64| Bar {
        parts: vec![BarPart {
            value: lead,
            hue: if lead >= all.lead { for_leader } else { against },
            hatched: false,
        }],
        start: None,
        whisker: None,
        label: swing.readable(value),
    };
    let name = |id: &LanguageId| catalog.language_name(id).to_owned();
    let group = |swing: &&Swing| {
        let flips = [(&swing.below, "below"), (&swing.above, "above")]
            .into_iter()
            .flat_map(|(flips, way)| flips.iter().map(move |flip| (flip, way)))
            .map(|(flip, way)| {
                let outcome = flip.winner.as_ref().map_or_else(|| "either".to_owned(), name);
                format!("{outcome} {way} {}", swing.readable(flip.at))
            })
            .collect::<Vec<_>>()
            .join(", ");
        let [low, high] = swing.lead;
        let ends = if swing.range.is_exact() {
            vec![Bar {
                parts: Vec::new(),
                start: None,
                whisker: None,
                label: format!("stated as {}", swing.readable(swing.range.typical)),
            }]
        } else {
            vec![bar(swing, swing.range.low, low), bar(swing, swing.range.high, high)]
        };
        let label = swing.name();
        BarGroup {
            label: if flips.is_empty() { label } else { format!("{label}: {flips}") },
            bars: ends,
        }
    };
    let ends = || shown.iter().flat_map(|swing| swing.lead).chain([0.0, all.lead]);
    let [low, high] = [ends().fold(0.0, f64::min), ends().fold(0.0, f64::max)];
    let pad = 0.06 * (high - low).max(0.1);
    let axis = Axis {
        label: format!("Lead of {}", name(leader)),
        unit: Unit::Count,
        log: false,
        min: if low < 0.0 { low - pad } else { 0.0 },
        max: high + pad,
    };
    let entry = |text: String, hue: Hue| LegendEntry { name: text, hue, hatched: false };
    let mut legend = vec![entry(format!("strengthens {}", name(leader)), for_leader)];
    legend.extend(runner_up.map(|id| entry(format!("strengthens {}", name(id)), against)));
    Bars {
        origin: all.lead,
        lines: vec![
            Target { value: 0.0, vertical: true, label: "0: flips".to_owned() },
            Target { value: EITHER_BELOW, vertical: true, label: "either below".to_owned() },
        ],
        ..Bars::new(axis, shown.iter().map(group).collect(), legend)
    }
}

/// Sources of the criteria that look at the inputs shown.
fn sources(shown: &[&Swing]) -> Vec<String> {
    let looks_at = |criterion: usize| {
        shown.iter().any(|swing| match swing.lever {
            Lever::Input(input) => TABLE[criterion].inputs.contains(&input),
            Lever::Weight(place) => place == criterion,
        })
    };
    let rows = (0..TABLE.len()).filter(|&row| looks_at(row));
    let mut ids: Vec<String> =
        rows.flat_map(|row| TABLE[row].sources).map(|id| (*id).to_owned()).collect();
    ids.sort();
    ids.dedup();
    ids
}
