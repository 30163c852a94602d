//! `pauses-against-target`: a large live heap and a tight target in a language whose collector
//! pauses.

use super::{Context, Finding, Severity};
use crate::base::Unit;
use crate::catalog::Collector;
use crate::model::{ComponentChange, Edit, Input};

/// Target from which on pauses of a large heap go unnoticed, ms (claim 29).
const TIGHT_BELOW_MS: f64 = 10.0;

pub(super) fn check(context: &Context<'_>) -> Vec<Finding> {
    let catalog = context.resolved.catalog;
    let large = catalog.constants.get("large_heap").map_or(2.0, |figure| figure.range.typical);
    let found = context.built().filter_map(|facts| {
        let component = facts.component;
        let heap = facts.given(Input::LiveHeap)?.range.typical;
        let target = facts.given(Input::P99Target)?.range.typical;
        let candidate = catalog.candidates.get(context.settled.get(&component.id)?)?;
        let language = catalog.languages.get(&candidate.language)?;
        let pauses = !matches!(
            language.collector,
            Collector::None | Collector::Counting | Collector::PerProcess
        );
        // Who has said whether pauses hurt has thought of them, and advice weighs it.
        let open = component.traits.pause_sensitive.is_none();
        if !(pauses && open && heap >= large && target < TIGHT_BELOW_MS) {
            return None;
        }
        Some(Finding {
            code: "pauses-against-target",
            severity: Severity::Warning,
            component: Some(component.id.clone()),
            input: None,
            message: format!(
                "{} holds {} for a p99 target of {} in {}, whose collector pauses longer the more lives",
                component.name,
                Unit::Gb.readable(heap),
                Unit::Ms.readable(target),
                language.name
            ),
            advice: "Keep the data outside the heap, measure the pauses, or compare a language without a collector"
                .to_owned(),
            claims: "29",
            fixes: vec![(
                "Let the advice weigh pauses".to_owned(),
                Edit::Component(
                    component.id.clone(),
                    ComponentChange::PauseSensitive(Some(true)),
                ),
            )],
        })
    });
    found.collect()
}
