//! `unknown-language`: nobody who will maintain a component knows its language.

use std::collections::BTreeMap;

use super::{Context, Finding, Severity};
use crate::base::Unit;
use crate::forecast::delivery;
use crate::model::{ComponentId, LanguageId};

pub(super) fn check(context: &Context<'_>) -> Vec<Finding> {
    let mut unknown: BTreeMap<&LanguageId, Vec<&ComponentId>> = BTreeMap::new();
    for (id, language) in &context.languages {
        let Some(facts) = context.resolved.facts(id) else { continue };
        // Where nothing is known of the people, nothing is known against them.
        if !facts.known.is_empty() && facts.skill(language).is_none() {
            unknown.entry(language).or_default().push(id);
        }
    }
    let found = unknown.into_iter().filter_map(|(language, components)| {
        let name = context.language_name(language);
        // The longest of what it takes the people of each.
        let figures = context.resolved.catalog.languages.get(language);
        let facts = components.iter().filter_map(|id| context.resolved.facts(id));
        let weeks = figures.and_then(|figures| {
            let of = |facts| delivery::learning(context.resolved, facts, figures).range;
            facts.map(of).max_by(|a, b| a.typical.total_cmp(&b.typical))
        });
        let learning = weeks
            .map(|weeks| format!("; it takes them about {} to learn", weeks.readable(Unit::Weeks)));
        Some(Finding {
            code: "unknown-language",
            severity: Severity::Warning,
            component: Some((*components.first()?).clone()),
            input: None,
            message: format!(
                "Nobody who maintains {} knows {name}{}",
                context.names(components),
                learning.unwrap_or_default()
            ),
            advice: "Plan time to learn it, hire, or choose a language that the team knows"
                .to_owned(),
            claims: "49",
            fixes: Vec::new(),
        })
    });
    found.collect()
}
