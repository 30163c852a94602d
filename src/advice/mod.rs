//! Advice: which candidate fits a component, why, and what would change that.
//!
//! [`score::score`] weighs every candidate by the [`criteria`] table and the [`gate`]s;
//! [`verdict`] turns the scores into one of the five verdicts; [`explain`] puts them into words.
//! Tags change weights and assumed inputs only, so facts outrank them.

pub mod acceptability;
pub mod ask;
pub mod availability;
pub mod boundary;
pub mod case;
pub mod challenge;
pub mod choice;
pub mod compare;
pub mod confidence;
pub mod crews;
pub mod criteria;
pub mod either;
pub mod existing;
pub mod explain;
pub mod findings;
pub mod flips;
pub mod front;
pub mod gate;
pub mod ledger;
mod notes;
pub mod overrule;
pub mod payback;
mod preferred;
pub mod price;
pub mod probe;
pub mod remedies;
pub mod score;
mod sentence;
pub mod split;
mod split_turns;
pub mod standing;
pub mod targets;
pub mod unknowns;
mod unsaid;
pub mod verdict;

pub use acceptability::Acceptability;
pub use boundary::LinkAdvice;
pub use case::{Case, Contender};
pub use challenge::Challenge;
pub use choice::Choice;
pub use compare::{Comparison, Side};
pub use confidence::Confidence;
pub use criteria::Criterion;
pub use existing::ExistingCode;
pub use explain::{Advice, Reason};
pub use findings::{Finding, Severity};
pub use flips::{Flip, Flips, Lever, Swing};
pub use front::Front;
pub use gate::Gate;
pub use overrule::Overrule;
pub use payback::Payback;
pub use probe::{Asked, Fact};
pub use remedies::Offer;
pub use score::{Score, Scorecard};
pub use split::Split;
pub use standing::Standing;
pub use targets::Target;
pub use unknowns::Unknown;
pub use verdict::{Strength, Verdict};

use crate::base::{number, threads};
use crate::forecast::{Assignment, Facts, Resolved, Response, responses};
use crate::model::{CandidateId, ComponentId};

/// Components that are worth a thread of their own.
const WORTH_A_THREAD: usize = 32;

/// Advice for every component of a plan, in the order of their ids.
#[must_use]
pub fn of_plan(resolved: &Resolved<'_>) -> Vec<(ComponentId, Advice)> {
    let candidates = resolved.catalog.compared(&resolved.plan.candidates);
    for_each_component(resolved, |facts| {
        (facts.component.id.clone(), explain::advise(resolved, facts, &candidates))
    })
}

/// How long answers take with what is decided, else advised.
#[must_use]
pub fn usual_answers(resolved: &Resolved<'_>, advice: &[(ComponentId, Advice)]) -> Vec<Response> {
    responses::of_assignment(resolved, &decided_else(resolved, leaders(resolved, advice)))
}

/// How often a target is met, within a sentence: `in 26 of 100 draws`.
fn often(resolved: &Resolved<'_>, chance: f64) -> String {
    if responses::are_drawn(resolved) {
        format!("in {} sampled assumptions", number::of_100(chance))
    } else {
        let not = if chance < responses::MOSTLY { "not " } else { "" };
        format!("{not}at the medians of the inputs")
    }
}

/// What `of` finds of every component, in the order of their ids. Large plans are shared between
/// the processors that there are.
fn for_each_component<R: Send>(
    resolved: &Resolved<'_>,
    of: impl Fn(&Facts<'_>) -> R + Sync,
) -> Vec<R> {
    threads::map(&resolved.components, WORTH_A_THREAD, of)
}

/// How many built components were decided on a language that was not compared, so that the advice
/// neither agrees nor disagrees.
#[must_use]
pub fn uncompared(advice: &[(ComponentId, Advice)]) -> usize {
    let is_built = |advice: &Advice| {
        !matches!(advice.verdict, Verdict::Buy | Verdict::Client | Verdict::Outside)
    };
    let of = |advice: &Advice| advice.decision.as_ref().is_some_and(|of| !of.compared);
    advice.iter().filter(|(_, advice)| is_built(advice) && of(advice)).count()
}

/// How many decisions are for another language than the one that is advised, or than both of which
/// either does, though not so far behind that they go against the advice.
#[must_use]
pub fn beside(advice: &[(ComponentId, Advice)]) -> usize {
    let of = |advice: &Advice| {
        let decided = advice.decision.as_ref().filter(|of| of.compared && !of.overrules);
        let languages = advice.languages();
        let first = match advice.verdict {
            Verdict::Language => 1,
            Verdict::Either => 2,
            _ => languages.len(),
        };
        decided.is_some_and(|of| !languages.iter().take(first).any(|id| **id == of.language))
    };
    advice.iter().filter(|(_, advice)| of(advice)).count()
}

/// The candidates that advice at hand puts first; where either language does, see [`either`].
#[must_use]
pub fn leaders(resolved: &Resolved<'_>, advice: &[(ComponentId, Advice)]) -> Assignment {
    either::leaders(resolved, &either::pairs(advice))
}

/// The candidate that advice puts first for each built component; where either language does, see
/// [`either`].
#[must_use]
pub fn advised(resolved: &Resolved<'_>) -> Assignment {
    let candidates = resolved.catalog.compared(&resolved.plan.candidates);
    let pair = |facts: &Facts<'_>| {
        let case = facts.component.is_built().then(|| Case::new(resolved, facts, &candidates));
        either::Pair::of_case(&case?)
    };
    let pairs: Vec<either::Pair> =
        for_each_component(resolved, pair).into_iter().flatten().collect();
    either::leaders(resolved, &pairs)
}

/// The decided candidate of each built component, else the advised one. Totals stay comparable where a
/// component was decided on a language without a candidate: one of the same engine counts, else the
/// advised one.
#[must_use]
pub fn decided_else_advised(resolved: &Resolved<'_>) -> Assignment {
    decided_else(resolved, advised(resolved))
}

/// As [`decided_else_advised`], with what is advised at hand.
#[must_use]
pub fn decided_else(resolved: &Resolved<'_>, advised: Assignment) -> Assignment {
    let settled = with_decisions(resolved, advised.clone());
    let stand_in = |id: &ComponentId| {
        let decision = resolved.plan.decisions.get(id)?;
        resolved.catalog.stand_in(&decision.language).map(|of| of.id.clone())
    };
    let counted = |(id, advised): (ComponentId, CandidateId)| {
        let candidate = settled.get(&id).cloned().or_else(|| stand_in(&id)).unwrap_or(advised);
        (id, candidate)
    };
    advised.into_iter().map(counted).collect()
}

/// The decided candidate of each built component, else the advised one, see [`with_decisions`].
#[must_use]
pub fn decided(resolved: &Resolved<'_>) -> Assignment {
    with_decisions(resolved, advised(resolved))
}

/// Puts the decided candidates in the place of the advised ones; components that were decided on a
/// language without a candidate are left out.
#[must_use]
pub fn with_decisions(resolved: &Resolved<'_>, mut assignment: Assignment) -> Assignment {
    for (id, decision) in &resolved.plan.decisions {
        let named = decision.candidate.as_ref().and_then(|c| resolved.catalog.candidates.get(c));
        match named.or_else(|| resolved.catalog.candidate_of(&decision.language)) {
            Some(candidate) if assignment.contains_key(id) => {
                assignment.insert(id.clone(), candidate.id.clone());
            }
            _ => {
                assignment.remove(id);
            }
        }
    }
    assignment
}
