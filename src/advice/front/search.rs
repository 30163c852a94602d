//! Finding the front: all assignments where they are few, Pareto local search beyond.
//!
//! Pareto local search (L. Paquete, M. Chiarandini, T. Stützle, 2004): whatever is not beaten is
//! kept, and the neighbours of each choice kept are tried until none of them is new. Flows take most
//! of the time, so a neighbour is only computed where cost and weeks alone do not rule it out.

use rand_xoshiro::Xoshiro256PlusPlus;
use rand_xoshiro::rand_core::{Rng, SeedableRng};

use super::archive::Archive;
use super::problem::{Alternative, Choice, MOST_SETS, Problem};

/// Assignments up to which all of them are looked at.
pub const EXACT: f64 = 4096.0;

/// Flows computed at most beyond that size.
const EVALUATIONS: usize = 6000;

/// Every assignment.
pub(super) fn all(problem: &mut Problem) -> Archive {
    let mut archive = Archive::default();
    let sizes: Vec<usize> = problem.open.iter().map(Vec::len).collect();
    let mut choice: Choice = vec![0; sizes.len()];
    loop {
        let [cost, weeks] = problem.cost_and_weeks(&choice);
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

/// Pareto local search from many starts.
pub(super) fn local(problem: &mut Problem, starts: Vec<Choice>) -> Archive {
    let mut archive = Archive::default();
    let fastest: Choice = each(problem, |option| option.mean_ms, |_| true).unwrap_or_default();
    let least_p99 = problem.p99_ms(&fastest);
    for start in starts.into_iter().chain(seeds(problem)) {
        try_one(problem, &mut archive, &start, least_p99);
    }
    let mut dice = Xoshiro256PlusPlus::seed_from_u64(1);
    while problem.evaluations < EVALUATIONS {
        let open: Vec<usize> =
            (0..archive.members.len()).filter(|&at| !archive.members[at].explored).collect();
        #[expect(clippy::cast_possible_truncation, reason = "below the length of a list")]
        let Some(&at) = open.get((dice.next_u64() % open.len().max(1) as u64) as usize) else {
            break;
        };
        let member = &mut archive.members[at];
        member.explored = true;
        let (choice, p99) = (member.choice.clone(), member.objectives[2]);
        neighbours(problem, &choice, |problem, neighbour, changed| {
            // Where nothing that changed became faster, neither did any flow.
            let slower = changed.iter().all(|&at| {
                let option = |place: u8| problem.open[at][usize::from(place)].mean_ms;
                option(neighbour[at]) >= option(choice[at])
            });
            let bound = if slower { p99 } else { least_p99 };
            try_one(problem, &mut archive, neighbour, bound);
        });
    }
    archive
}

/// Computes a choice and offers it, unless even a worst flow of `bound` would not save it.
fn try_one(problem: &mut Problem, archive: &mut Archive, choice: &[u8], bound: f64) {
    let [cost, weeks] = problem.cost_and_weeks(choice);
    if !archive.covers(&[cost, weeks, bound]) {
        let p99 = problem.p99_ms(choice);
        archive.offer(choice, [cost, weeks, p99]);
    }
}

/// Every choice that differs in one component, in two that are linked and take one language, or in
/// all components of one language that take another.
fn neighbours(
    problem: &mut Problem,
    choice: &[u8],
    mut visit: impl FnMut(&mut Problem, &[u8], &[usize]),
) {
    let mut neighbour = choice.to_vec();
    for at in 0..choice.len() {
        for place in 0..problem.open[at].len() {
            let place = u8::try_from(place).unwrap_or(0);
            if place != choice[at] {
                neighbour[at] = place;
                visit(problem, &neighbour, &[at]);
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
                visit(problem, &neighbour, &[a, b]);
                (neighbour[a], neighbour[b]) = (choice[a], choice[b]);
            }
        }
    }
    for from in 0..languages {
        for to in (0..languages).filter(|to| *to != from) {
            let mut changed = Vec::new();
            for at in 0..choice.len() {
                if problem.open[at][usize::from(choice[at])].language == from
                    && let Some(place) = cheapest(problem, at, to)
                {
                    neighbour[at] = place;
                    changed.push(at);
                }
            }
            if changed.len() > 1 {
                visit(problem, &neighbour, &changed);
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

/// The best alternative of each component by a figure, among those allowed; none where a component
/// has none.
fn each(
    problem: &Problem,
    figure: impl Fn(&Alternative) -> f64,
    allowed: impl Fn(&Alternative) -> bool,
) -> Option<Choice> {
    let best = |options: &Vec<Alternative>| {
        let fitting = options.iter().enumerate().filter(|(_, option)| allowed(option));
        let (place, _) = fitting.min_by(|(_, a), (_, b)| figure(a).total_cmp(&figure(b)))?;
        u8::try_from(place).ok()
    };
    problem.open.iter().map(best).collect()
}

/// For each set of languages the cheapest, the soonest and the fastest of them for each component,
/// and the cheapest that is done within some numbers of weeks.
fn seeds(problem: &Problem) -> Vec<Choice> {
    let languages = problem.languages();
    let sets: Vec<u32> = if languages <= MOST_SETS / 2 {
        (1..1 << languages).collect()
    } else {
        let single = (0..languages.min(31)).map(|language| 1 << language);
        single.chain([u32::MAX]).collect()
    };
    let mut limits: Vec<f64> = problem.open.iter().flatten().map(|option| option.weeks).collect();
    limits.sort_by(f64::total_cmp);
    limits.dedup();
    let step = limits.len().div_ceil(LIMITS).max(1);
    let mut seeds = Vec::new();
    for set in sets {
        let within = |option: &Alternative| set & (1 << option.language.min(31)) != 0;
        seeds.extend(each(problem, |option| option.cost, within));
        seeds.extend(each(problem, |option| option.weeks, within));
        seeds.extend(each(problem, |option| option.mean_ms, within));
        for &limit in limits.iter().rev().step_by(step) {
            let soon = |option: &Alternative| within(option) && option.weeks <= limit;
            seeds.extend(each(problem, |option| option.cost, soon));
        }
    }
    seeds
}

/// Numbers of weeks tried as limits.
const LIMITS: usize = 8;
