//! Acceptability and flip points as JSON.

use serde_json::{Value, json};

use super::json::{finite, round, with};
use crate::advice::criteria::TABLE;
use crate::advice::{Confidence, Flip, Lever, Swing};
use crate::model::LanguageId;

/// Adds the confidence to a component's advice.
pub(super) fn add(advice: Value, confidence: &Confidence) -> Value {
    let places = confidence.acceptability.places.iter().map(|place| {
        json!({
            "candidate": place.candidate.as_str(),
            "first": round(place.first, 3),
            "on_target": place.on_target.map(|share| round(share, 3)),
        })
    });
    let flips = confidence.flips.swings.iter().map(swing);
    let advice = with(advice, "acceptability", places.collect());
    let splits = confidence.split.is_some().then(|| round(confidence.acceptability.splits, 3));
    let advice = with(advice, "splits", json!(splits));
    let advice = with(advice, "lead", finite(confidence.flips.lead));
    let advice = with(advice, "levers", flips.collect());
    let existing = confidence.existing.as_ref().map(|drawn| {
        let ways = drawn.ways.iter().map(|of| {
            json!({
                "way": of.way.word(),
                "cost": [finite(of.cost.low), finite(of.cost.typical), finite(of.cost.high)],
                "less_than_keeping": of.less.map(|less| round(less, 3)),
            })
        });
        json!({ "sentence": drawn.sentence, "ways": ways.collect::<Vec<_>>() })
    });
    let advice = with(advice, "existing_drawn", json!(existing));
    let payback = confidence.payback.as_ref().map(|payback| {
        json!({
            "dearer": payback.dearer.as_str(),
            "cheaper": payback.cheaper.as_str(),
            "extra": finite(payback.extra),
            "months": payback.months.map(finite),
        })
    });
    with(advice, "payback", json!(payback))
}

fn swing(swing: &Swing) -> Value {
    let (input, criterion) = match swing.lever {
        Lever::Input(input) => (Some(input.word()), None),
        Lever::Weight(place) => (None, TABLE.get(place).map(|row| row.id)),
    };
    json!({
        "input": input,
        "criterion": criterion,
        "range": [swing.range.low, swing.range.typical, swing.range.high],
        "lead": [finite(swing.lead[0]), finite(swing.lead[1])],
        "below": swing.below.iter().map(flip).collect::<Vec<_>>(),
        "above": swing.above.iter().map(flip).collect::<Vec<_>>(),
    })
}

fn flip(flip: &Flip) -> Value {
    json!({ "at": finite(flip.at), "winner": flip.winner.as_ref().map(LanguageId::as_str) })
}
