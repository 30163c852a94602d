//! Which times of what the team does not build are assumed, in words.

use std::collections::BTreeMap;

use super::super::resolve::Resolved;
use super::super::responses;
use crate::base::prose::in_a_row;
use crate::model::ComponentId;

/// `The time of Orders and Users is assumed to be 3 ms (0.5 ms to 20 ms), that of Redis 0.4 ms (…).`,
/// of components such as [`FlowLatency::time_assumed`](super::FlowLatency::time_assumed); none where
/// there are none.
#[must_use]
pub fn guessed_in_words<'a>(
    resolved: &Resolved<'_>,
    components: impl Iterator<Item = &'a ComponentId>,
) -> Option<String> {
    let mut by_time: BTreeMap<String, Vec<&str>> = BTreeMap::new();
    for id in components {
        let Some(facts) = resolved.facts(id) else { continue };
        let Some(wait) = facts.ready_made_wait() else { continue };
        let names = by_time.entry(responses::in_words(wait.range)).or_default();
        if !names.contains(&facts.component.name.as_str()) {
            names.push(&facts.component.name);
        }
    }
    let mut by_time: Vec<(String, Vec<&str>)> = by_time.into_iter().collect();
    by_time.sort_by(|a, b| a.1.cmp(&b.1));
    let mut parts = by_time.iter().map(|(time, names)| (in_a_row(names), time));
    let (names, time) = parts.next()?;
    let first = format!("The time of {names} is assumed to be {time}");
    let others = parts.map(|(names, time)| format!(", that of {names} {time}"));
    Some(format!("{first}{}.", others.collect::<String>()))
}
