//! Code that is already there.

use super::super::case::{Case, Contender};
use super::Criterion;
use crate::model::Priority;

/// Weight of joining code that exists.
const USUAL: f64 = 0.6;
/// Weight where outsiders have written plugins for it.
const PLUGINS: f64 = 1.0;

pub(super) const CRITERION: Criterion = Criterion {
    id: "estate",
    label: "Existing estate",
    priority: Some(Priority::Team),
    inputs: &[],
    claims: "59",
    sources: &["S-TABLE"],
    weight,
    utility,
    say,
};

/// Nothing where there is no estate, nor where the component's own code is told, which says the same, nor where its people say the same by what they know, which is
/// where they know it better than all else that is compared; more where outsiders would have to port
/// their plugins.
fn weight(case: &Case<'_>) -> f64 {
    let traits = &case.facts.component.traits;
    let counted = || {
        let others = case.contenders.iter().map(|of| &of.language.id);
        let others = others.filter(|language| !traits.estate.contains(*language));
        let best = others.filter_map(|language| case.facts.skill(language)).max();
        let own = traits.estate.iter().filter_map(|language| case.facts.skill(language)).max();
        own > best
    };
    match traits.outside_plugins {
        _ if traits.estate.is_empty() => 0.0,
        Some(true) => PLUGINS,
        _ if traits.exists_in.is_some() || counted() => 0.0,
        _ => USUAL,
    }
}

/// 1 for a language of the estate, 0.9 for one of its platform, else 0.3.
fn utility(case: &Case<'_>, contender: &Contender<'_>) -> f64 {
    let estate = &case.facts.component.traits.estate;
    if estate.contains(&contender.language.id) {
        return 1.0;
    }
    let platform = |id| case.resolved.catalog.languages.get(id).map(|l| l.platform.as_str());
    if estate.iter().any(|id| platform(id) == Some(&contender.language.platform)) {
        0.9
    } else {
        0.3
    }
}

fn say(_: &Case<'_>, first: &Contender<'_>, second: &Contender<'_>) -> String {
    format!(
        "the code around it fits {}, {} would be new there",
        first.language.name, second.language.name
    )
}
