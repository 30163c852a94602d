//! The best languages for the whole plan: assignments that nobody beats on total cost, delivery
//! time and the slowest flow at once.
//!
//! The best language for each component is not the best for the team: every language beyond the
//! first costs a toolchain, every link across languages a boundary (claim 40). Costs are those of
//! [`outlook`](crate::forecast::outlook), medians of the draws, weeks the longest role
//! or component with a team of its own, the slowest flow the largest p99 of [`flow_latency`](crate::forecast::flow_latency) among those
//! that people wait for. Up to
//! [`EXACT`] assignments all are looked at; beyond, the front is searched for, and the gap of its
//! cheapest member to a lower bound of all costs is measured.

mod archive;
mod bound;
mod choice;
mod crews;
mod problem;
mod search;
mod seeds;

pub use search::EXACT;

use crate::advice::{self, standing, targets};
use crate::base::Unit;
use crate::base::words::sentence_case;
use crate::forecast::{Assignment, Resolved};
use crate::model::{CandidateId, ComponentId};
use archive::{Archive, covers};
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
    /// Largest 99th percentile of the flows that people wait for, ms: of those whose entry has a p99
    /// target, or calls what has one and is not built itself; of all if there are none. Infinite
    /// where one cannot keep up.
    pub p99_ms: f64,
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
    /// Components whose p99 target it misses.
    pub misses: Vec<ComponentId>,
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
    let exact = problem.assignments() <= EXACT;
    let archive = if exact {
        search::all(&mut problem)
    } else {
        let starts = known.iter().map(|(_, choice)| choice.clone()).collect();
        search::local(&mut problem, starts, &mut go_on)
    };
    let gap = if exact { 0.0 } else { gap(&problem, &archive) };
    let archive = if exact { archive } else { search::refined(&mut problem, archive, go_on) };
    let mut members = archive.members;
    members.sort_by(|a, b| {
        let of = |at: usize| a.objectives[at].total_cmp(&b.objectives[at]);
        of(0).then_with(|| of(1)).then_with(|| of(2))
    });
    let references = known
        .into_iter()
        .map(|(name, choice)| {
            let objectives = problem.objectives(&choice);
            let better =
                |other: &Objectives| covers(other, &objectives) && !covers(&objectives, other);
            let is_beaten = members.iter().any(|member| better(&member.objectives));
            let choice = told(&problem, &choice, objectives);
            let misses = standing::missed(resolved, &choice.assignment);
            Reference { name, choice, is_beaten, misses }
        })
        .collect();
    let choices =
        members.iter().map(|member| told(&problem, &member.choice, member.objectives)).collect();
    Front { choices, references, exact, gap }
}

/// How much more the cheapest choice costs than a bound below all, both at the medians of the inputs.
fn gap(problem: &Problem, archive: &Archive) -> f64 {
    let least = problem.least_cost();
    let costs = archive.members.iter().map(|member| member.objectives[0]);
    let cheapest = costs.fold(f64::INFINITY, f64::min);
    if least > 0.0 && cheapest.is_finite() { (cheapest / least - 1.0).max(0.0) } else { 0.0 }
}

/// What the search finds beyond [`EXACT`] assignments in the numbers that it searches by: total cost
/// and weeks at the medians of the inputs, and the slowest flow. [`front`] goes on from there by
/// what is told everywhere.
#[must_use]
pub fn searched(resolved: &Resolved<'_>) -> Vec<[f64; 3]> {
    let mut problem = Problem::new(resolved);
    let starts = known(resolved, &problem).into_iter().map(|(_, choice)| choice).collect();
    let found = search::local(&mut problem, starts, |_| true);
    found.members.into_iter().map(|member| member.objectives).collect()
}

/// What assignments that are open come to in those numbers.
#[must_use]
pub fn at_medians(resolved: &Resolved<'_>, assignments: &[Assignment]) -> Vec<[f64; 3]> {
    let mut problem = Problem::new(resolved);
    let choices: Vec<_> = assignments.iter().filter_map(|of| problem.choice_of(of)).collect();
    let of = |choice: &Vec<u8>| {
        let [cost, weeks] = problem.cost_and_weeks(choice);
        [cost, weeks, problem.p99_ms(choice)]
    };
    choices.iter().map(of).collect()
}

/// What assignments come to; none where one leaves a component out or gives it a candidate that is
/// not open for it.
#[must_use]
pub fn evaluate(resolved: &Resolved<'_>, assignments: &[Assignment]) -> Vec<Option<Choice>> {
    let mut problem = Problem::new(resolved);
    problem.draw(resolved);
    let mut one = |assignment: &Assignment| {
        let choice = problem.choice_of(assignment)?;
        let objectives = problem.objectives(&choice);
        Some(told(&problem, &choice, objectives))
    };
    assignments.iter().map(&mut one).collect()
}

/// The candidates that are open for each component of the problem.
#[must_use]
pub fn open(resolved: &Resolved<'_>) -> Vec<(ComponentId, Vec<CandidateId>)> {
    let problem = Problem::new(resolved);
    let ids = problem.open.iter().map(|options| options.iter().map(|o| o.candidate.clone()));
    problem.components.iter().cloned().zip(ids.map(Iterator::collect)).collect()
}

fn told(problem: &Problem, choice: &[u8], [cost, weeks, p99_ms]: Objectives) -> Choice {
    Choice { assignment: problem.assignment(choice), cost, weeks, p99_ms }
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

/// Choices whose chances to meet targets are drawn.
const MOST_DRAWN: usize = 6;

/// Share of the cost below which one assignment is not told to be cheaper than another; what is cheaper
/// by more reads otherwise, too, as money has three digits.
const LEAST_GAIN: f64 = 0.01;

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

    /// The assignment as advised, component by component, with the cheapest that is no later and no
    /// slower; none where nothing beats it by as much as is worth a choice.
    #[must_use]
    pub fn improvement(&self) -> Option<(&Choice, &Choice)> {
        let advised = self.advised().filter(|reference| reference.is_beaten)?;
        let advised = &advised.choice;
        let no_worse = |of: &&Choice| of.weeks <= advised.weeks && of.p99_ms <= advised.p99_ms;
        let better = self.choices.iter().filter(no_worse).min_by(|a, b| a.cost.total_cmp(&b.cost));
        let better = better.or(self.choices.first())?;
        (better.cost < advised.cost * (1.0 - LEAST_GAIN)).then_some((advised, better))
    }

    /// The assignment as advised, where it is open for every component.
    #[must_use]
    pub fn advised(&self) -> Option<&Reference> {
        self.references.iter().find(|reference| reference.name == "As advised")
    }

    /// Of the choices that miss none of the p99 targets of these components at the medians, the cheapest
    /// that meets them all with `likely` chance in the draws, or the one most likely to; with the least
    /// of their chances.
    #[must_use]
    pub fn cheapest_to_meet(
        &self,
        resolved: &Resolved<'_>,
        components: &[&ComponentId],
        likely: f64,
    ) -> Option<(&Choice, f64)> {
        let meets = self.choices.iter().filter(|choice| {
            let missed = standing::missed(resolved, &choice.assignment);
            !components.iter().any(|id| missed.contains(id))
        });
        let mut best: Option<(&Choice, f64)> = None;
        for choice in meets.take(MOST_DRAWN) {
            let chances = targets::chances(resolved, &choice.assignment, components)?;
            let least = chances.into_iter().fold(1.0, f64::min);
            if best.is_none_or(|(_, chance)| least > chance) {
                best = Some((choice, least));
            }
            if least >= likely {
                return best;
            }
        }
        best
    }

    /// How it was found, as a sentence.
    #[must_use]
    pub fn how(&self) -> String {
        if self.exact {
            return "Every assignment was looked at.".to_owned();
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
