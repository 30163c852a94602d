//! The best languages for the whole plan: assignments that nobody beats on total cost, delivery
//! time and the slowest flow at once.
//!
//! The best language for each component is not the best for the team: every language beyond the
//! first costs a toolchain, every link across languages a boundary (claim 40). Costs are those of
//! [`outlook`](crate::forecast::outlook), medians of the draws, weeks the longest role
//! or component with a team of its own, the slowest flow the largest p99 of [`responses`] among those
//! that people wait for. Up to
//! [`EXACT`] assignments all are looked at; beyond, the front is searched for, and the gap of its
//! cheapest member to a lower bound of all costs is measured. Flows take too long for that to be
//! worked out in every draw, so the search goes by those at the medians of the inputs; of what it
//! finds, flows are taken over the draws, and what is beaten then is left out.

mod archive;
mod bound;
mod choice;
mod crews;
mod problem;
mod search;
mod searched;
mod seeds;
mod told;

pub use search::EXACT;
pub use searched::{as_refined, at_medians, refined, searched};

use std::collections::BTreeMap;

use crate::advice;
use crate::base::Unit;
use crate::base::words::sentence_case;
use crate::forecast::{Assignment, Resolved, responses};
use crate::model::{CandidateId, ComponentId};
use archive::Archive;
use problem::{Objectives, Problem};

/// One assignment with what it comes to.
#[derive(Clone, Debug, PartialEq)]
pub struct Choice {
    /// The candidate of each component that one fits.
    pub assignment: Assignment,
    /// Everything over the horizon, median of the draws, in the plan's currency.
    pub cost: f64,
    /// Calendar weeks until the last component is built, median of the draws.
    pub weeks: f64,
    /// Largest 99th percentile of the flows that people wait for, ms, each the median of the draws: of
    /// those whose entry has a p99 target, or calls what has one and is not built itself; of all if
    /// there are none. Infinite where one cannot keep up.
    pub p99_ms: f64,
    /// Chance of each component with a p99 target to meet it, with what it waits for.
    pub chances: BTreeMap<ComponentId, f64>,
}

/// An assignment that people know, held against the front.
#[derive(Clone, Debug, PartialEq)]
pub struct Reference {
    /// What it is called: `All Go (net/http)`, `As advised`, `As decided`.
    pub name: String,
    /// The assignment.
    pub choice: Choice,
    /// Whether a member of the front beats it.
    pub is_beaten: bool,
}

/// The front of a plan.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Front {
    /// Its members, cheapest first.
    pub choices: Vec<Choice>,
    /// All in one candidate, as advised, as decided.
    pub references: Vec<Reference>,
    /// Whether every assignment was looked at.
    pub exact: bool,
    /// How much more the cheapest member costs than a bound below which no assignment can be, as a
    /// share of the bound; 0 where the front is exact.
    pub gap: f64,
}

/// Finds the front of a plan.
#[must_use]
pub fn front(resolved: &Resolved<'_>) -> Front {
    front_while(resolved, |_| true)
}

/// Finds the front of a plan as far as `go_on` lets it: it is told how far the search is, from 0 to
/// 1, and ends it by saying no.
#[must_use]
pub fn front_while(resolved: &Resolved<'_>, mut go_on: impl FnMut(f64) -> bool) -> Front {
    let mut problem = Problem::new(resolved);
    if problem.components.is_empty() {
        return Front { exact: true, ..Front::default() };
    }
    problem.draw(resolved);
    let known = known(resolved, &problem);
    let (archive, gap) = search_all(&mut problem, &known, &mut go_on);
    let exact = problem.assignments() <= EXACT;
    let members = told::thinned(resolved, archive.members);
    let (choices, references) = told::front(resolved, &problem, members, &known);
    Front { choices, references, exact, gap }
}

/// What the search finds, by cost and weeks as they are told and flows at the medians of the inputs,
/// with the gap of its cheapest member to a bound; the problem has its draws.
fn search_all(
    problem: &mut Problem,
    known: &[(String, problem::Choice)],
    mut go_on: impl FnMut(f64) -> bool,
) -> (Archive, f64) {
    if problem.assignments() <= EXACT {
        return (search::all(problem), 0.0);
    }
    let starts = known.iter().map(|(_, choice)| choice.clone()).collect();
    let archive = search::local(problem, starts, &mut go_on);
    let gap = gap(problem, &archive);
    (search::refined(problem, archive, go_on), gap)
}

/// How much more the cheapest choice costs than a bound below all, both at the medians of the inputs.
fn gap(problem: &Problem, archive: &Archive) -> f64 {
    let least = problem.least_cost();
    let costs = archive.members.iter().map(|member| member.objectives[0]);
    let cheapest = costs.fold(f64::INFINITY, f64::min);
    if least > 0.0 && cheapest.is_finite() { (cheapest / least - 1.0).max(0.0) } else { 0.0 }
}

/// What assignments come to; none where one leaves a component out or gives it a candidate that is
/// not open for it.
#[must_use]
pub fn evaluate(resolved: &Resolved<'_>, assignments: &[Assignment]) -> Vec<Option<Choice>> {
    let mut problem = Problem::new(resolved);
    problem.draw(resolved);
    let choices: Vec<_> = assignments.iter().map(|of| problem.choice_of(of)).collect();
    let open: Vec<&problem::Choice> = choices.iter().flatten().collect();
    let mut told = told::of(resolved, &problem, &open).into_iter();
    choices.iter().map(|choice| choice.as_ref().and_then(|_| told.next())).collect()
}

/// The candidates that are open for each component of the problem.
#[must_use]
pub fn open(resolved: &Resolved<'_>) -> Vec<(ComponentId, Vec<CandidateId>)> {
    let problem = Problem::new(resolved);
    let ids = problem.open.iter().map(|options| options.iter().map(|o| o.candidate.clone()));
    problem.components.iter().cloned().zip(ids.map(Iterator::collect)).collect()
}

/// The assignments that people know, where they are open for every component.
fn known(resolved: &Resolved<'_>, problem: &Problem) -> Vec<(String, problem::Choice)> {
    let candidates = resolved.catalog.compared(&resolved.plan.candidates);
    let all = candidates.into_iter().map(|candidate| advice::Choice::All(candidate.id.clone()));
    let decided = (!resolved.plan.decisions.is_empty()).then_some(advice::Choice::Decided);
    all.chain([advice::Choice::Advised])
        .chain(decided)
        .filter_map(|choice| {
            let name = sentence_case(&choice.label(resolved.catalog));
            Some((name, problem.choice_of(&choice.assignment(resolved))?))
        })
        .collect()
}

/// Gap to the lower bound of cost, as a share, that nobody would see.
const LEAST_GAP: f64 = 0.0005;

/// Difference in weeks and p99 that is worth another choice, as a share.
const WORTHWHILE: f64 = 0.02;

/// Share of weeks or p99 below which nobody sees a difference: what the third digit of a number tells.
const UNSEEN: f64 = 2.5e-3;

/// Share of the cost below which one assignment is not told to be cheaper than another; what is cheaper
/// by more reads otherwise, too, as money has three digits.
const LEAST_GAIN: f64 = 0.01;

/// How much rarer a target may be met before anybody would say so.
const UNSEEN_CHANCE: f64 = 0.02;

impl Front {
    /// The members that people choose from, cheapest first: those that no cheaper one comes near in
    /// both weeks and slowest flow.
    #[must_use]
    pub fn worthwhile(&self) -> Vec<&Choice> {
        let mut kept: Vec<&Choice> = Vec::new();
        let near = |cheaper: f64, dearer: f64| cheaper <= dearer * (1.0 + WORTHWHILE);
        for choice in &self.choices {
            let has_near = kept.iter().any(|cheaper| {
                near(cheaper.weeks, choice.weeks) && near(cheaper.p99_ms, choice.p99_ms)
            });
            if !has_near {
                kept.push(choice);
            }
        }
        kept
    }

    /// The assignment as advised, component by component, with the cheapest that is no later, no slower
    /// and meets no stated target less often; none where nothing beats it by as much as is worth a
    /// choice.
    #[must_use]
    pub fn improvement(&self) -> Option<(&Choice, &Choice)> {
        let advised = self.advised().filter(|reference| reference.is_beaten)?;
        let advised = &advised.choice;
        let no_more = |of: f64, than: f64| of <= than * (1.0 + UNSEEN);
        let meets = |of: &Choice| {
            let met = |id: &ComponentId| of.chances.get(id).copied().unwrap_or(1.0);
            advised.chances.iter().all(|(id, chance)| met(id) >= chance - UNSEEN_CHANCE)
        };
        let no_worse = |of: &&Choice| {
            no_more(of.weeks, advised.weeks) && no_more(of.p99_ms, advised.p99_ms) && meets(of)
        };
        let better =
            self.choices.iter().filter(no_worse).min_by(|a, b| a.cost.total_cmp(&b.cost))?;
        (better.cost < advised.cost * (1.0 - LEAST_GAIN)).then_some((advised, better))
    }

    /// The assignment as advised, where it is open for every component.
    #[must_use]
    pub fn advised(&self) -> Option<&Reference> {
        self.references.iter().find(|reference| reference.name == "As advised")
    }

    /// Of the choices the cheapest that meets the p99 target of a component with `likely` chance, or
    /// the one most likely to, with its chance.
    #[must_use]
    pub fn cheapest_to_meet(&self, id: &ComponentId, likely: f64) -> Option<(&Choice, f64)> {
        let mut best: Option<(&Choice, f64)> = None;
        for choice in &self.choices {
            let chance = choice.chances.get(id).copied().unwrap_or(1.0);
            if best.is_none_or(|(_, before)| chance > before) {
                best = Some((choice, chance));
            }
            if chance >= likely {
                return best;
            }
        }
        best
    }

    /// How it was found, as a sentence.
    #[must_use]
    pub fn how(&self) -> String {
        if self.exact {
            return "Every assignment was looked at, with its flows at the medians of the inputs; those shown have them over the draws.".to_owned();
        }
        if self.gap < LEAST_GAP {
            return "The assignments were searched for; none costs less than the cheapest shown."
                .to_owned();
        }
        format!(
            "The assignments were searched for; at the medians of the inputs none costs less than the cheapest by more than {}.",
            Unit::Share.readable(self.gap)
        )
    }
}

impl Choice {
    /// Components whose p99 target it misses in most draws.
    #[must_use]
    pub fn misses(&self) -> Vec<ComponentId> {
        let missed = self.chances.iter().filter(|(_, chance)| **chance < responses::MOSTLY);
        missed.map(|(id, _)| id.clone()).collect()
    }

    const fn objectives(&self) -> Objectives {
        [self.cost, self.weeks, self.p99_ms]
    }
}

impl Reference {
    /// How it stands among the front's members, for people.
    #[must_use]
    pub const fn in_words(&self) -> &'static str {
        if self.is_beaten {
            "a choice above is no worse in any of the three and better in one"
        } else {
            "no choice above is better in one and as good in the others"
        }
    }
}
