//! What an advised language costs beside the cheapest one, in a sentence.

use std::collections::BTreeMap;

use super::explain::{Advice, Ranked};
use super::standing::less;
use super::{Verdict, WORTH_A_THREAD};
use crate::base::prose::in_a_row;
use crate::base::{Unit, threads};
use crate::catalog::Candidate;
use crate::forecast::outlook::{self, Outlook};
use crate::forecast::sample::Catalogs;
use crate::forecast::{Assignment, Facts, Resolved};
use crate::model::{CandidateId, ComponentId};

/// What a component comes to with each candidate.
pub type Outlooks = BTreeMap<CandidateId, Outlook>;

/// What each component comes to with each candidate of its ranking.
#[must_use]
pub fn of_plan(
    resolved: &Resolved<'_>,
    advice: &[(ComponentId, Advice)],
) -> BTreeMap<ComponentId, Outlooks> {
    let catalogs = Catalogs::told(resolved);
    let of = |(id, advice): &(ComponentId, Advice)| {
        Some((id.clone(), of_component(resolved, resolved.facts(id)?, advice, &catalogs)))
    };
    threads::map(advice, WORTH_A_THREAD, of).into_iter().flatten().collect()
}

/// What a component comes to with each candidate of its ranking; `catalogs` are the draws of the
/// catalog.
#[must_use]
pub fn of_component(
    resolved: &Resolved<'_>,
    facts: &Facts<'_>,
    advice: &Advice,
    catalogs: &Catalogs,
) -> Outlooks {
    let known = &resolved.catalog.candidates;
    let candidates: Vec<&Candidate> =
        advice.ranking.iter().filter_map(|ranked| known.get(&ranked.candidate)).collect();
    let found = outlook::of_component(resolved, facts, &candidates, catalogs);
    let both = candidates.iter().zip(found);
    both.filter_map(|(candidate, outlook)| Some((candidate.id.clone(), outlook?))).collect()
}

/// What a component is told to cost for a month: built with its candidate of an assignment, or bought at
/// its price; none where that is not known.
#[must_use]
pub fn monthly(resolved: &Resolved<'_>, facts: &Facts<'_>, assignment: &Assignment) -> Option<f64> {
    let catalogs = Catalogs::told(resolved);
    let told = if facts.component.is_built() {
        let candidate = resolved.catalog.candidates.get(assignment.get(&facts.component.id)?)?;
        outlook::of_component(resolved, facts, &[candidate], &catalogs).first().copied().flatten()
    } else {
        outlook::of_bought(resolved, facts, &catalogs)
    };
    told.map(|told| told.monthly.typical)
}

/// Why the advised language is advised although another costs less over the horizon; none where the
/// advice names no single language or the one that costs least. `outlooks` are those of the
/// component's candidates.
#[must_use]
pub fn although(advice: &Advice, outlooks: &Outlooks) -> Option<String> {
    if advice.verdict != Verdict::Language {
        return None;
    }
    let of = |ranked: &Ranked| outlooks.get(&ranked.candidate);
    let mut open = advice.ranking.iter().filter(|ranked| ranked.gate.is_none());
    let leader = open.next()?;
    let runner_up = advice.ranking.iter().find(|ranked| ranked.language != leader.language)?;
    let cost = |ranked: &Ranked| of(ranked).map_or(f64::INFINITY, |of| of.cost.typical);
    let cheapest = open
        .filter(|ranked| ranked.language != leader.language)
        .min_by(|a, b| cost(a).total_cmp(&cost(b)))?;
    let (ours, theirs) = (of(leader)?, of(cheapest)?);
    let saved = less(Unit::Money, theirs.cost.typical, ours.cost.typical)?;
    let bill = less(Unit::MoneyPerMonth, theirs.monthly.typical, ours.monthly.typical);
    let bill = bill.map_or_else(String::new, |bill| format!(", {bill} less to run"));
    let weeks = less(Unit::Weeks, ours.weeks.typical, theirs.weeks.typical);
    let weeks = weeks
        .map_or_else(String::new, |weeks| format!(" {} is built {weeks} sooner.", leader.name));
    let labels: Vec<String> =
        advice.reasons.iter().take(2).map(|reason| lower(reason.label)).collect();
    let why = if runner_up.language == cheapest.language && !labels.is_empty() {
        format!("what speaks for {}, {}, weighs more", leader.name, in_a_row(&labels))
    } else {
        format!("what speaks for {} beside money weighs more", leader.name)
    };
    Some(format!(
        "Although {} costs {saved} less over the horizon{bill}, {why}.{weeks}",
        cheapest.name
    ))
}

/// A criterion's name within a sentence; abbreviations stay.
fn lower(label: &str) -> String {
    let mut chars = label.chars();
    match (chars.next(), chars.clone().next()) {
        (Some(first), Some(second)) if second.is_lowercase() => {
            first.to_lowercase().chain(chars).collect()
        }
        _ => label.to_owned(),
    }
}
