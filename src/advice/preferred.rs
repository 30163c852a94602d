//! What one assignment is preferred for over another one, beside money.

use super::case::Case;
use super::criteria::{Criterion, TABLE};
use super::explain::LEAST;
use super::score::{self, CRITERIA, Score};
use super::standing::Standing;
use crate::base::prose::{in_a_row, some};
use crate::forecast::Resolved;
use crate::model::{CandidateId, Input};

/// Criteria that money and weeks tell of by themselves.
const MONEY: [&str; 3] = ["run-cost", "delivery", "upkeep"];

/// What the advised languages are dearer for by other criteria than money: those that weigh most
/// where the two assignments differ.
pub(super) fn preferred(
    resolved: &Resolved<'_>,
    advised: &Standing,
    cheapest: &Standing,
) -> Option<String> {
    let candidates = resolved.catalog.compared(&resolved.plan.candidates);
    let mut gains = [0.0; CRITERIA];
    let mut differing: Vec<&str> = Vec::new();
    for facts in &resolved.components {
        let id = &facts.component.id;
        let of = |standing: &Standing| {
            resolved.catalog.candidates.get(standing.assignment.get(id)?).map(|of| &of.id)
        };
        let (Some(ours), Some(theirs)) = (of(advised), of(cheapest)) else { continue };
        if ours == theirs {
            continue;
        }
        differing.push(&facts.component.name);
        let case = Case::new(resolved, facts, &candidates);
        let card = score::score(&case);
        let score = |of: &CandidateId| {
            let is = |score: &&Score| {
                case.contenders.get(score.contender).is_some_and(|c| c.candidate.id == *of)
            };
            card.ranking.iter().find(is)
        };
        let (Some(ours), Some(theirs)) = (score(ours), score(theirs)) else { continue };
        for (place, gain) in gains.iter_mut().enumerate() {
            *gain += card.weights[place] * (ours.utilities[place] - theirs.utilities[place]);
        }
    }
    let mut reasons: Vec<(f64, &Criterion)> = gains.into_iter().zip(&TABLE).collect();
    reasons.retain(|(gain, criterion)| *gain >= LEAST && !MONEY.contains(&criterion.id));
    reasons.sort_by(|a, b| b.0.total_cmp(&a.0));
    // Where nobody gave a target, one is assumed.
    let given = resolved.components.iter().any(|facts| facts.given(Input::P99Target).is_some());
    let label = |label: &str| {
        if given { label.to_owned() } else { label.replace(" against the target", "") }
    };
    let labels: Vec<String> =
        reasons.iter().take(2).map(|(_, of)| format!("“{}”", label(of.label))).collect();
    (!labels.is_empty()).then(|| {
        format!("Beside money it is preferred for {} in {}.", in_a_row(&labels), some(&differing))
    })
}
