//! `link-twice`: two links say the same, so what they carry is counted twice.

use std::collections::BTreeMap;

use super::{Context, Finding, Severity};
use crate::model::{Edit, Link};

pub(super) fn check(context: &Context<'_>) -> Vec<Finding> {
    let mut by_ends: BTreeMap<_, Vec<&Link>> = BTreeMap::new();
    for link in context.resolved.plan.links.values() {
        by_ends.entry((&link.from, &link.to)).or_default().push(link);
    }
    by_ends.into_values().filter_map(|links| of_pair(context, links)).collect()
}

/// What is wrong between two components; the link that states most is the one to keep.
fn of_pair(context: &Context<'_>, mut links: Vec<&Link>) -> Option<Finding> {
    links.sort_by_key(|link| std::cmp::Reverse(link.inputs.len()));
    let mut kept: Vec<&Link> = Vec::new();
    let mut more: Vec<&Link> = Vec::new();
    for link in links {
        let again = kept.iter().any(|there| there.repeats(link));
        if again { more.push(link) } else { kept.push(link) }
    }
    let first = more.first()?;
    let [from, to] = [&first.from, &first.to].map(|id| context.name(id));
    let edits = more.iter().map(|link| Edit::RemoveLink(link.id.clone())).collect();
    Some(Finding {
        code: "link-twice",
        severity: Severity::Hint,
        component: Some(first.from.clone()),
        input: None,
        message: format!("{from} has the same link to {to} more than once, and each one counts"),
        advice: "Keep one, or say in their labels what each of them carries".to_owned(),
        claims: "",
        fixes: vec![(format!("Keep one link from {from} to {to}"), Edit::Many(edits))],
    })
}
