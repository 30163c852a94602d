//! The numbers that the search goes by, for who holds it against other searches.

use super::problem::Problem;
use super::{known, search, search_all};
use crate::forecast::{Assignment, Resolved};

/// What the search finds beyond `EXACT` assignments in the numbers that it searches by: total cost
/// and weeks at the medians of the inputs, and the slowest flow. `front` goes on from there by
/// what is told everywhere.
#[must_use]
pub fn searched(resolved: &Resolved<'_>) -> Vec<[f64; 3]> {
    let mut problem = Problem::new(resolved);
    let starts = known(resolved, &problem).into_iter().map(|(_, choice)| choice).collect();
    let found = search::local(&mut problem, starts, |_| true);
    found.members.into_iter().map(|member| member.objectives).collect()
}

/// What the search ends with: total cost and weeks as they are told, and the slowest flow at the
/// medians of the inputs.
#[must_use]
pub fn refined(resolved: &Resolved<'_>) -> Vec<[f64; 3]> {
    let mut problem = Problem::new(resolved);
    problem.draw(resolved);
    let known = known(resolved, &problem);
    let (found, _) = search_all(&mut problem, &known, |_| true);
    found.members.into_iter().map(|member| member.objectives).collect()
}

/// What assignments that are open come to in the numbers that the search ends with.
#[must_use]
pub fn as_refined(resolved: &Resolved<'_>, assignments: &[Assignment]) -> Vec<[f64; 3]> {
    let mut problem = Problem::new(resolved);
    problem.draw(resolved);
    let choices: Vec<_> = assignments.iter().filter_map(|of| problem.choice_of(of)).collect();
    choices.iter().map(|choice| problem.objectives(choice)).collect()
}

/// What assignments that are open come to in the numbers that the search begins with.
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
