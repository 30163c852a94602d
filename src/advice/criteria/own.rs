//! Criteria of the team's own, told as one: each weighs as the team says.

use super::super::case::{Case, Contender};
use super::Criterion;
use crate::base::number;
use crate::model::criterion::MOST_POINTS;
use crate::model::{LanguageId, OwnCriterion};

pub(super) const CRITERION: Criterion = Criterion {
    id: "own",
    label: "The team’s own criteria",
    priority: None,
    inputs: &[],
    claims: "",
    sources: &["S-TEAM"],
    weight,
    utility,
    say,
};

/// Those that tell compared languages apart: at least two of them have points.
fn counting<'a>(case: &'a Case<'_>) -> impl Iterator<Item = &'a OwnCriterion> {
    case.resolved.plan.criteria.values().filter(|of| {
        let mut rated: Vec<&LanguageId> = case.contenders.iter().map(|c| &c.language.id).collect();
        rated.retain(|id| of.points.contains_key(*id));
        rated.sort_unstable();
        rated.dedup();
        of.weight > 0.0 && rated.len() > 1
    })
}

fn weight(case: &Case<'_>) -> f64 {
    counting(case).map(|of| of.weight).sum()
}

/// Points of a language, from 0 to 1; of one without points the mean of the compared ones that have some.
fn share(case: &Case<'_>, of: &OwnCriterion, language: &LanguageId) -> f64 {
    if let Some(own) = of.points.get(language) {
        return own.points / MOST_POINTS;
    }
    let rated = case.contenders.iter().filter_map(|c| of.points.get(&c.language.id));
    let (sum, count) = rated.fold((0.0, 0.0), |(sum, count), of| (sum + of.points, count + 1.0));
    if count > 0.0 { sum / count / MOST_POINTS } else { 0.0 }
}

/// The mean of all by their weights.
fn utility(case: &Case<'_>, contender: &Contender<'_>) -> f64 {
    let all = weight(case);
    if all <= 0.0 {
        return 0.0;
    }
    counting(case).map(|of| of.weight * share(case, of, &contender.language.id)).sum::<f64>() / all
}

/// The one that says most for the first, with the points of both and the team's reason.
fn say(case: &Case<'_>, first: &Contender<'_>, second: &Contender<'_>) -> String {
    let gain = |of: &OwnCriterion| {
        let share = |c: &Contender<'_>| share(case, of, &c.language.id);
        of.weight * (share(first) - share(second))
    };
    let Some(most) = counting(case).max_by(|a, b| gain(a).total_cmp(&gain(b))) else {
        return String::new();
    };
    let points = |of: &Contender<'_>| {
        let own = most.points.get(&of.language.id);
        own.map_or("no points yet".to_owned(), |own| {
            format!("{} of 5", number::readable(own.points))
        })
    };
    let reason = most.points.get(&first.language.id).map_or("", |own| own.reason.trim());
    let reason = reason.trim_end_matches(['.', '!', ';']);
    let because = if reason.is_empty() { String::new() } else { format!(" ({reason})") };
    format!(
        "the team gives {} {} for “{}”{because}, {} {}",
        first.language.name,
        points(first),
        most.name,
        second.language.name,
        points(second)
    )
}
