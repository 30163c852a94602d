//! `missing-library`: a component needs a library that none of the compared languages has.

use std::collections::{BTreeMap, BTreeSet};

use super::nothing_fits::compare;
use super::{Context, Finding, Severity};
use crate::base::prose::in_a_row;
use crate::catalog::{Candidate, Support};
use crate::forecast::libraries::{Known, Needed};
use crate::model::{ComponentId, LanguageId};

/// Languages that are offered for comparison.
const MOST: usize = 3;

pub(super) fn check(context: &Context<'_>) -> Vec<Finding> {
    let compared = context.resolved.catalog.compared(&context.resolved.plan.candidates);
    let lacks = |of: &Needed<'_>| {
        let is_missing =
            |candidate: &&Candidate| of.support(&candidate.language) == Some(Support::Missing);
        !compared.is_empty() && compared.iter().all(is_missing)
    };
    let mut missing: BTreeMap<String, Vec<(&ComponentId, Needed<'_>)>> = BTreeMap::new();
    for facts in context.built() {
        // What is decided on another language may have it there.
        let decided = context.resolved.plan.decisions.get(&facts.component.id);
        for of in facts.libraries.iter().copied().filter(lacks) {
            let there = decided.and_then(|decision| of.support(&decision.language));
            if there.is_none_or(|support| support == Support::Missing) {
                missing
                    .entry(of.told().to_lowercase())
                    .or_default()
                    .push((&facts.component.id, of));
            }
        }
    }
    missing.into_values().filter_map(|places| finding(context, &places)).collect()
}

fn finding(context: &Context<'_>, places: &[(&ComponentId, Needed<'_>)]) -> Option<Finding> {
    let catalog = context.resolved.catalog;
    let (component, library) = places.first()?;
    let needs = if places.len() == 1 { "needs" } else { "need" };
    let names = context.names(places.iter().map(|(id, _)| *id));
    let who = match library.known {
        Known::Team(_) => "as the team says",
        _ => "as far as the catalog knows",
    };
    let has = |support: Support| -> BTreeSet<&LanguageId> {
        catalog.languages.keys().filter(|id| library.support(id) == Some(support)).collect()
    };
    let (first, others) = (has(Support::First), has(Support::Community));
    let with_figures = first.into_iter().chain(others).filter_map(|id| catalog.candidate_of(id));
    let offered: Vec<&Candidate> = with_figures.take(MOST).collect();
    let offers: Vec<&str> = offered.iter().map(|of| catalog.language_name(&of.language)).collect();
    let advice = if offers.is_empty() {
        "Plan a bridge to it: a service of its own in a language that has it, with its hop"
            .to_owned()
    } else {
        format!(
            "Compare {} as well, or plan a bridge: a service of its own that has it, with its hop",
            in_a_row(&offers)
        )
    };
    Some(Finding {
        code: "missing-library",
        severity: Severity::Warning,
        component: Some((*component).clone()),
        input: None,
        message: format!(
            "{names} {needs} {}, which none of the compared languages has {who}",
            library.told()
        ),
        advice,
        claims: "",
        fixes: offered.into_iter().map(|candidate| compare(context, candidate)).collect(),
    })
}
