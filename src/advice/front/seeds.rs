//! Where the search begins: good compromises between cost and a guess of the slowest flow, for sets
//! of languages and limits of weeks.

use super::bound::MOST_SETS;
use super::problem::{Alternative, Choice, Problem};

/// Limits of weeks that are tried.
const LIMITS: usize = 6;
/// Prices of a millisecond that are tried.
const PRICES: u32 = 14;
/// Rounds in which every component adapts to its neighbours.
const ROUNDS: usize = 3;

/// The choices, in a fixed order.
pub(super) fn seeds(problem: &Problem) -> Vec<Choice> {
    let mut limits: Vec<f64> = problem.open.iter().flatten().map(|option| option.weeks).collect();
    limits.sort_by(|a, b| b.total_cmp(a));
    limits.dedup();
    let step = limits.len().div_ceil(LIMITS).max(1);
    let prices = prices(problem);
    let mut seeds = Vec::new();
    for set in sets(problem) {
        let of_set = |option: &Alternative| set & (1 << option.language.min(31)) != 0;
        seeds.extend(each(problem, |_, _, option| option.weeks, of_set));
        for &limit in limits.iter().step_by(step) {
            let soon = |option: &Alternative| of_set(option) && option.weeks <= limit;
            for &price in &prices {
                let value = |at: usize, place: usize, option: &Alternative| {
                    option.cost + price * problem.weight_ms(at, place)
                };
                if let Some(mut choice) = each(problem, value, soon) {
                    adapt(problem, &mut choice, price, soon);
                    seeds.push(choice);
                }
            }
        }
    }
    seeds.sort();
    seeds.dedup();
    seeds
}

/// Every set of languages where they are few, else each alone and all together.
fn sets(problem: &Problem) -> Vec<u32> {
    let languages = problem.languages();
    if languages <= MOST_SETS / 2 {
        return (1..1 << languages).collect();
    }
    let single = (0..languages.min(31)).map(|language| 1 << language);
    single.chain([u32::MAX]).collect()
}

/// Prices of a millisecond: nothing, then from where it hardly matters to where it alone does.
fn prices(problem: &Problem) -> Vec<f64> {
    let spread = |values: Vec<f64>| {
        let known = || values.iter().copied().filter(|value| value.is_finite());
        known().fold(0.0, f64::max) - known().fold(f64::INFINITY, f64::min).min(f64::MAX)
    };
    let (mut cost, mut time) = (0.0_f64, 0.0_f64);
    for (at, options) in problem.open.iter().enumerate() {
        cost = cost.max(spread(options.iter().map(|option| option.cost).collect()));
        let weights = (0..options.len()).map(|place| problem.weight_ms(at, place));
        time = time.max(spread(weights.collect()));
    }
    if cost <= 0.0 || time <= 0.0 {
        return vec![0.0];
    }
    let middle = f64::from(PRICES) / 2.0;
    let steps = (0..PRICES).map(|step| 1.3 * (f64::from(step) - middle));
    [0.0].into_iter().chain(steps.map(|step| cost / time * libm::exp2(step))).collect()
}

/// The best alternative of each component by a value, among those allowed; none where a component
/// has none.
fn each(
    problem: &Problem,
    value: impl Fn(usize, usize, &Alternative) -> f64,
    allowed: impl Fn(&Alternative) -> bool,
) -> Option<Choice> {
    let best = |(at, options): (usize, &Vec<Alternative>)| {
        let fitting = options.iter().enumerate().filter(|(_, option)| allowed(option));
        let valued = fitting.map(|(place, option)| (place, value(at, place, option)));
        let (place, _) = valued.min_by(|(_, a), (_, b)| a.total_cmp(b))?;
        u8::try_from(place).ok()
    };
    problem.open.iter().enumerate().map(best).collect()
}

/// Lets one component after another take what is best for it with the boundaries to its neighbours.
fn adapt(
    problem: &Problem,
    choice: &mut Choice,
    price: f64,
    allowed: impl Fn(&Alternative) -> bool,
) {
    for _ in 0..ROUNDS {
        let before = choice.clone();
        for at in 0..choice.len() {
            let language = |other: usize| problem.open[other][usize::from(choice[other])].language;
            let around: Vec<usize> =
                problem.around[at].iter().map(|&other| language(other)).collect();
            let value = |place: usize, option: &Alternative| {
                let crossings = around.iter().filter(|of| **of != option.language).count();
                #[expect(clippy::cast_precision_loss, reason = "counts of links are small")]
                let crossings = crossings as f64;
                option.cost + price * problem.weight_ms(at, place) + crossings * problem.boundary
            };
            let fitting = problem.open[at].iter().enumerate().filter(|(_, option)| allowed(option));
            let valued = fitting.map(|(place, option)| (place, value(place, option)));
            let best = valued.min_by(|(_, a), (_, b)| a.total_cmp(b));
            if let Some(place) = best.and_then(|(place, _)| u8::try_from(place).ok()) {
                choice[at] = place;
            }
        }
        if *choice == before {
            return;
        }
    }
}
