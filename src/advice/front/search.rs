//! Finding the front: all assignments where they are few, Pareto local search beyond.
//!
//! Pareto local search (L. Paquete, M. Chiarandini, T. Stützle, 2004): whatever is not beaten is
//! kept, and the neighbours of each choice kept are tried until none of them is new. Flows take most
//! of the time, so a neighbour is only computed where its cost, its weeks and a guess of its slowest
//! flow do not rule it out. The search goes by the medians of the inputs, which are quick, and then
//! on from what it found by the medians of the draws, as they are told.

use rand_xoshiro::Xoshiro256PlusPlus;
use rand_xoshiro::rand_core::{Rng, SeedableRng};

use super::archive::Archive;
use super::problem::{Choice, Problem};
use super::seeds;

/// Assignments up to which all of them are looked at.
pub const EXACT: f64 = 4096.0;

/// How far the p99 may lie below the guess from the neighbour's, as a share.
const DOUBT: f64 = 0.05;

/// Members from which a front is crowded.
const CROWD: usize = 64;
/// How near to a member of a crowded front nothing else is looked for, as a share.
const NEAR: f64 = 0.002;

/// Flows computed at most beyond that size for 30 components; for more of them fewer, as each takes
/// longer.
const EVALUATIONS: f64 = 20_000.0;
/// Components up to which neighbours are tried at all.
const SEARCHED: usize = 150;

/// Every assignment, as it is told; the problem has its draws.
pub(super) fn all(problem: &mut Problem) -> Archive {
    let mut archive = Archive::default();
    let sizes: Vec<usize> = problem.open.iter().map(Vec::len).collect();
    let mut choice: Choice = vec![0; sizes.len()];
    loop {
        let [cost, weeks] = problem.told(&choice);
        // No flow takes less than nothing.
        if !archive.covers(&[cost, weeks, 0.0]) {
            let p99 = problem.p99_ms(&choice);
            archive.offer(&choice, [cost, weeks, p99]);
        }
        let Some(next) = (0..sizes.len()).find(|&at| usize::from(choice[at]) + 1 < sizes[at])
        else {
            return archive;
        };
        choice[next] += 1;
        choice[..next].fill(0);
    }
}

/// Pareto local search from many starts. `go_on` is told how far it is, from 0 to 1, and ends it by
/// saying no.
pub(super) fn local(
    problem: &mut Problem,
    starts: Vec<Choice>,
    mut go_on: impl FnMut(f64) -> bool,
) -> Archive {
    let mut archive = Archive::default();
    let budget = budget(problem.components.len());
    let seeds = seeds::seeds(problem);
    let step = seeds.len().div_ceil(budget).max(1);
    for start in starts.into_iter().chain(seeds.into_iter().step_by(step)) {
        if !go_on(share(problem.evaluations, budget)) {
            return archive;
        }
        let [cost, weeks] = problem.cost_and_weeks(&start);
        if !archive.covers(&[cost, weeks, 0.0]) {
            let p99 = problem.p99_ms(&start);
            archive.offer(&start, [cost, weeks, p99]);
        }
    }
    explore(problem, &mut archive, budget, Problem::cost_and_weeks, |problem| {
        go_on(share(problem.evaluations, budget))
    });
    archive
}

/// Goes on from what was found, by cost and weeks as they are told; the problem has its draws.
pub(super) fn refined(
    problem: &mut Problem,
    found: Archive,
    mut go_on: impl FnMut(f64) -> bool,
) -> Archive {
    let mut archive = Archive::default();
    for member in found.members {
        let [cost, weeks] = problem.told(&member.choice);
        archive.offer(&member.choice, [cost, weeks, member.objectives[2]]);
    }
    let budget = problem.evaluations + budget(problem.components.len()) / 4;
    explore(problem, &mut archive, budget, Problem::told, |_| go_on(1.0));
    archive
}

/// Tries the neighbours of all members until none is new or so many flows were computed.
fn explore(
    problem: &mut Problem,
    archive: &mut Archive,
    budget: usize,
    price: impl Fn(&Problem, &[u8]) -> [f64; 2],
    mut go_on: impl FnMut(&Problem) -> bool,
) {
    let mut dice = Xoshiro256PlusPlus::seed_from_u64(1);
    while problem.components.len() <= SEARCHED && problem.evaluations < budget && go_on(problem) {
        let open: Vec<usize> =
            (0..archive.members.len()).filter(|&at| !archive.members[at].explored).collect();
        #[expect(clippy::cast_possible_truncation, reason = "below the length of a list")]
        let at = (dice.next_u64() % open.len().max(1) as u64) as usize;
        let Some(&at) = open.get(at) else { break };
        let member = &mut archive.members[at];
        member.explored = true;
        let (choice, p99) = (member.choice.clone(), member.objectives[2]);
        let rough = problem.rough_ms(&choice).max(f64::MIN_POSITIVE);
        neighbours(problem, &choice, |problem, neighbour| {
            let [cost, weeks] = price(problem, neighbour);
            let guess = p99 * (problem.rough_ms(neighbour) / rough) * (1.0 - DOUBT);
            // A crowded front is not made denser, but wider.
            let near = if archive.members.len() > CROWD { 1.0 + NEAR } else { 1.0 };
            if !archive.covers(&[cost, weeks, guess].map(|value| value * near)) {
                let p99 = problem.p99_ms(neighbour);
                archive.offer(neighbour, [cost, weeks, p99]);
            }
        });
    }
}

/// Flows to compute for so many components.
#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    clippy::cast_precision_loss,
    reason = "between 1 and the limit"
)]
fn budget(components: usize) -> usize {
    let larger = f64::max(components as f64 / 30.0, 1.0);
    (EVALUATIONS / (larger * larger)).max(1.0) as usize
}

#[expect(clippy::cast_precision_loss, reason = "a share for people")]
fn share(done: usize, of: usize) -> f64 {
    (done as f64 / of as f64).min(1.0)
}

/// Every choice that differs in one component, in two that are linked and take one language, or in
/// all components of one language that take another.
fn neighbours(problem: &mut Problem, choice: &[u8], mut visit: impl FnMut(&mut Problem, &[u8])) {
    let mut neighbour = choice.to_vec();
    for at in 0..choice.len() {
        for place in 0..problem.open[at].len() {
            let place = u8::try_from(place).unwrap_or(0);
            if place != choice[at] {
                neighbour[at] = place;
                visit(problem, &neighbour);
            }
        }
        neighbour[at] = choice[at];
    }
    let languages = problem.languages();
    for (a, b) in problem.links.clone() {
        for language in 0..languages {
            let places = (cheapest(problem, a, language), cheapest(problem, b, language));
            if let (Some(of_a), Some(of_b)) = places
                && of_a != choice[a]
                && of_b != choice[b]
            {
                (neighbour[a], neighbour[b]) = (of_a, of_b);
                visit(problem, &neighbour);
                (neighbour[a], neighbour[b]) = (choice[a], choice[b]);
            }
        }
    }
    for from in 0..languages {
        for to in (0..languages).filter(|to| *to != from) {
            let mut changed = 0;
            for at in 0..choice.len() {
                if problem.open[at][usize::from(choice[at])].language == from
                    && let Some(place) = cheapest(problem, at, to)
                {
                    neighbour[at] = place;
                    changed += 1;
                }
            }
            if changed > 1 {
                visit(problem, &neighbour);
            }
            neighbour.copy_from_slice(choice);
        }
    }
}

/// The cheapest alternative of a component in a language.
fn cheapest(problem: &Problem, at: usize, language: usize) -> Option<u8> {
    let options = problem.open[at].iter().enumerate().filter(|(_, o)| o.language == language);
    let (place, _) = options.min_by(|(_, a), (_, b)| a.cost.total_cmp(&b.cost))?;
    u8::try_from(place).ok()
}
