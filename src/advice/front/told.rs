//! The front as it is told: the flows of what the search found over the draws.

use super::archive::{Archive, Member, covers};
use super::problem::{self, Objectives, Problem};
use super::{Choice, Reference, UNSEEN};
use crate::advice;
use crate::base::Unit;
use crate::base::words::sentence_case;
use crate::forecast::{Assignment, Resolved, Response, outlook, responses};

/// Members of the front whose flows are worked out in every draw.
const MOST: usize = 12;
/// The same in plans whose flows are worked out in fewer draws, as each takes long.
const FEW: usize = 6;
/// How near a cheaper member comes to one that is left out at first, as a share.
const LEAST_NEAR: f64 = 0.0025;

/// Members and known choices as they are told, without what is beaten then.
pub(super) fn front(
    resolved: &Resolved<'_>,
    problem: &Problem,
    members: Vec<Member>,
    known: &[(String, problem::Choice)],
) -> (Vec<Choice>, Vec<Reference>) {
    let found: Vec<problem::Choice> = members.into_iter().map(|member| member.choice).collect();
    let all: Vec<&problem::Choice> = found.iter().chain(known.iter().map(|(_, of)| of)).collect();
    let told = of(resolved, problem, &all);
    let mut kept = Archive::default();
    for (choice, of) in all.iter().zip(&told) {
        kept.offer(choice, of.objectives());
    }
    kept.sort();
    let references = known.iter().zip(&told[found.len()..]).map(|((name, _), choice)| {
        let is_beaten = is_beaten(choice, &kept);
        Reference { name: name.clone(), choice: choice.clone(), is_beaten }
    });
    let references: Vec<Reference> = references.chain(apart(resolved, known, &kept)).collect();
    let of_member = |member: &Member| {
        let place = all.iter().position(|choice| **choice == member.choice)?;
        told.get(place).cloned()
    };
    let choices = kept.members.iter().filter_map(of_member).collect();
    (choices, references)
}

/// The assignment as decided where it has a candidate that is not open in the search, such as a language
/// that is not compared or counts as another one.
fn apart(
    resolved: &Resolved<'_>,
    known: &[(String, problem::Choice)],
    kept: &Archive,
) -> Option<Reference> {
    let name = sentence_case(&advice::Choice::Decided.label(resolved.catalog));
    if resolved.plan.decisions.is_empty() || known.iter().any(|(known, _)| *known == name) {
        return None;
    }
    let assignment = advice::Choice::Decided.assignment(resolved);
    let outlook = outlook::of_plan(resolved, &[&assignment]).into_iter().next()?;
    let answers = responses::of_plan(resolved, &[&assignment]).into_iter().next()?;
    let told = [outlook.cost.typical, outlook.weeks.typical];
    let choice = choice(assignment, told, &answers);
    let is_beaten = is_beaten(&choice, kept);
    Some(Reference { name, choice, is_beaten })
}

/// Whether a member is better in one and no worse in the others, as their numbers are told: nobody
/// reads a difference that rounding leaves out, or the last digit of which it is.
fn is_beaten(choice: &Choice, kept: &Archive) -> bool {
    const UNITS: [Unit; 3] = [Unit::Money, Unit::Weeks, Unit::Ms];
    let own = choice.objectives();
    let told = |of: &Objectives, place: usize| UNITS[place].readable(of[place]);
    let no_more = |other: &Objectives, place: usize| {
        // Money is held against money without leave; of weeks and times nobody sees so little.
        let leave = if place == 0 { 0.0 } else { UNSEEN };
        other[place] <= own[place] * (1.0 + leave) || told(other, place) == told(&own, place)
    };
    let less = |other: &Objectives, place: usize| {
        other[place] < own[place] && told(other, place) != told(&own, place)
    };
    let better = |other: &Objectives| {
        covers(other, &own) && !covers(&own, other)
            || (0..3).all(|place| no_more(other, place)) && (0..3).any(|place| less(other, place))
    };
    kept.members.iter().any(|member| better(&member.objectives))
}

/// At most [`MOST`] members: of those that come near a cheaper one in weeks and slowest flow the
/// cheapest, the nearer the more there are.
pub(super) fn thinned(resolved: &Resolved<'_>, mut members: Vec<Member>) -> Vec<Member> {
    members.sort_by(Member::in_order);
    let most = if responses::draws(resolved) == Some(responses::DRAWS) { MOST } else { FEW };
    let mut near = LEAST_NEAR;
    while members.len() > most {
        let mut kept: Vec<Member> = Vec::new();
        for member in members {
            let is_near = |cheaper: &Member| {
                let ends = cheaper.objectives.iter().zip(&member.objectives).skip(1);
                ends.into_iter().all(|(cheaper, own)| *cheaper <= own * (1.0 + near))
            };
            if !kept.iter().any(is_near) {
                kept.push(member);
            }
        }
        members = kept;
        near *= 2.0;
    }
    members
}

/// What choices come to, as it is told: money, weeks and flows over the draws.
pub(super) fn of(
    resolved: &Resolved<'_>,
    problem: &Problem,
    choices: &[&problem::Choice],
) -> Vec<Choice> {
    let assignments: Vec<Assignment> =
        choices.iter().map(|choice| problem.assignment(choice)).collect();
    let answers = responses::of_plan(resolved, &assignments.iter().collect::<Vec<_>>());
    let one = |((of, assignment), answers): ((&&problem::Choice, Assignment), Vec<Response>)| {
        choice(assignment, problem.told(of), &answers)
    };
    choices.iter().zip(assignments).zip(answers).map(one).collect()
}

/// An assignment with its cost and weeks, and what answers take with it.
fn choice(assignment: Assignment, [cost, weeks]: [f64; 2], answers: &[Response]) -> Choice {
    let chance = |of: &Response| Some((of.component.clone(), of.chance?));
    Choice {
        assignment,
        cost,
        weeks,
        p99_ms: responses::slowest_ms(answers).unwrap_or(0.0),
        chances: answers.iter().filter_map(chance).collect(),
    }
}
