//! Groups that lie beside each other change places on all layers together.

use std::collections::BTreeMap;

use super::super::budget::Budget;
use super::super::crossings;
use super::super::proper::Proper;
use super::Nest;
use super::order::{Arranged, arrange, medians, transpose};

/// How far a group moves at once.
const REACH: usize = 3;

/// Lets groups change places with the next one on all layers while that takes crossings away.
pub(super) fn exchange(proper: &Proper, nest: &Nest, found: &mut Arranged, budget: &mut Budget) {
    let mut siblings: BTreeMap<Option<usize>, Vec<usize>> = BTreeMap::new();
    for (group, chain) in nest.chain.iter().enumerate() {
        let parent = chain.len().checked_sub(2).map(|at| chain[at]);
        siblings.entry(parent).or_default().push(group);
    }
    loop {
        let mut gained = false;
        for held in siblings.values_mut() {
            held.sort_by(|a, b| found.rank[*a].total_cmp(&found.rank[*b]).then(a.cmp(b)));
            for place in 1..held.len() {
                for reach in 1..=REACH.min(place) {
                    if !budget.spend(20 * proper.len()) {
                        return;
                    }
                    let mut rank = found.rank.clone();
                    let moved = &mut held[place - reach..=place];
                    let ranks: Vec<f64> = moved.iter().map(|group| rank[*group]).collect();
                    moved.rotate_right(1);
                    for (group, at) in moved.iter().zip(ranks) {
                        rank[*group] = at;
                    }
                    let other = with_ranks(proper, nest, found, rank, budget);
                    if other.crossings < found.crossings {
                        *found = other;
                        gained = true;
                        break;
                    }
                    held[place - reach..=place].rotate_left(1);
                }
            }
        }
        if !gained {
            return;
        }
    }
}

/// The same with groups in another order.
fn with_ranks(
    proper: &Proper,
    nest: &Nest,
    found: &Arranged,
    rank: Vec<f64>,
    budget: &mut Budget,
) -> Arranged {
    #[expect(clippy::cast_precision_loss, reason = "rows are short")]
    let keys: Vec<f64> = found.order.place.iter().map(|place| *place as f64).collect();
    let mut order = found.order.clone();
    for layer in 0..proper.layers {
        arrange(&mut order, nest, &rank, layer, &keys);
    }
    medians(proper, nest, &mut order, &rank, 0);
    medians(proper, nest, &mut order, &rank, 1);
    transpose(proper, nest, &mut order, budget);
    let crossings = crossings::count(proper, &order);
    Arranged { order, rank, crossings }
}
