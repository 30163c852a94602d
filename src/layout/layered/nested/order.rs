//! The order in each layer, groups in one piece and in one order on all layers.

use std::collections::BTreeMap;

use super::super::budget::Budget;
use super::super::crossings;
use super::super::order::{self, Order, median, shuffle, walk};
use super::super::proper::Proper;
use super::Nest;
use super::siblings::exchange;

/// Sweeps from each start, and how many without gain end it.
const SWEEPS: usize = 24;
const IN_VAIN: usize = 5;
/// Starts beyond the four plain ones.
const SHUFFLED: u64 = 8;

/// Rows, and the place of each group among all.
#[derive(Clone)]
pub(super) struct Arranged {
    pub(super) order: Order,
    pub(super) rank: Vec<f64>,
    pub(super) crossings: usize,
}

/// An order of few crossings.
pub(super) fn few_crossings(
    proper: &Proper,
    nest: &Nest,
    wish: Option<Vec<f64>>,
    budget: &mut Budget,
) -> Order {
    let mut best: Option<Arranged> = None;
    for keys in wish.into_iter().chain(starts(proper)) {
        let mut found = swept(proper, nest, &keys, budget);
        let likely = |best: &Arranged| found.crossings <= best.crossings + best.crossings / 5 + 2;
        if best.as_ref().is_none_or(likely) {
            exchange(proper, nest, &mut found, budget);
        }
        if best.as_ref().is_none_or(|best| found.crossings < best.crossings) {
            best = Some(found);
        }
        if budget.0 == 0 || best.as_ref().is_some_and(|best| best.crossings == 0) {
            break;
        }
    }
    best.map_or_else(|| Order::of(Vec::new(), 0), |best| best.order)
}

/// Places of all nodes to start from: in depth and in breadth, from the first layer and from the last
/// one, and shuffled.
fn starts(proper: &Proper) -> impl Iterator<Item = Vec<f64>> {
    let ways = [(true, true), (false, true), (true, false), (false, false)];
    let plain = ways.into_iter().map(|(forward, deep)| walk(proper, forward, deep));
    let shuffled = (1..=SHUFFLED).map(|seed| {
        let mut nodes: Vec<usize> = (0..proper.len()).collect();
        shuffle(&mut nodes, seed);
        nodes
    });
    plain.chain(shuffled).map(|nodes| {
        let mut keys = vec![0.0; nodes.len()];
        for (place, node) in nodes.into_iter().enumerate() {
            #[expect(clippy::cast_precision_loss, reason = "nodes are few")]
            let place = place as f64;
            keys[node] = place;
        }
        keys
    })
}

/// Means of keys of what groups hold.
pub(super) fn means(nest: &Nest, keys: &[f64]) -> Vec<f64> {
    let mut sums = vec![(0.0, 0.0); nest.chain.len()];
    for (node, key) in keys.iter().enumerate() {
        for group in nest.around(node) {
            sums[*group].0 += key;
            sums[*group].1 += 1.0;
        }
    }
    sums.into_iter().map(|(sum, count)| sum / f64::max(count, 1.0)).collect()
}

/// Sweeps forth and back while that helps.
fn swept(proper: &Proper, nest: &Nest, keys: &[f64], budget: &mut Budget) -> Arranged {
    let mut rows = vec![Vec::new(); proper.layers];
    for node in 0..proper.len() {
        rows[proper.layer[node]].push(node);
    }
    let mut order = Order::of(rows, proper.len());
    let mut rank = means(nest, keys);
    for layer in 0..proper.layers {
        arrange(&mut order, nest, &rank, layer, keys);
    }
    transpose(proper, nest, &mut order, budget);
    let crossings = crossings::count(proper, &order);
    let mut best = Arranged { crossings, order: order.clone(), rank: rank.clone() };
    let mut vain = 0;
    for sweep in 0..SWEEPS {
        if best.crossings == 0 || vain == IN_VAIN || !budget.spend(8 * proper.len()) {
            break;
        }
        let keys = medians(proper, nest, &mut order, &rank, sweep);
        // Groups may change places where sweeps would have it.
        if sweep % 2 == 1 && sweep < SWEEPS / 2 {
            rank = means(nest, &keys);
            for layer in 0..proper.layers {
                arrange(&mut order, nest, &rank, layer, &keys);
            }
        }
        transpose(proper, nest, &mut order, budget);
        let crossings = crossings::count(proper, &order);
        if crossings < best.crossings {
            best = Arranged { crossings, order: order.clone(), rank: rank.clone() };
            vain = 0;
        } else {
            vain += 1;
        }
    }
    best
}

/// Puts each layer in the order of medians; returns those of all nodes, in shares of their rows.
pub(super) fn medians(
    proper: &Proper,
    nest: &Nest,
    order: &mut Order,
    rank: &[f64],
    sweep: usize,
) -> Vec<f64> {
    let forward = sweep.is_multiple_of(2);
    let halves = if forward { &proper.before } else { &proper.after };
    let mut shares = vec![0.0; proper.len()];
    let layers: Vec<usize> =
        if forward { (0..proper.layers).collect() } else { (0..proper.layers).rev().collect() };
    let mut keys = vec![0.0; proper.len()];
    for layer in layers {
        let row = order.rows[layer].clone();
        let mut last = 0.0;
        let found: Vec<Option<f64>> =
            row.iter().map(|node| median(proper, order, &halves[*node])).collect();
        // What is linked with nothing stays beside its neighbour.
        let mut next: Vec<f64> = vec![f64::INFINITY; row.len() + 1];
        for place in (0..row.len()).rev() {
            next[place] = found[place].unwrap_or(next[place + 1]);
        }
        for (place, &node) in row.iter().enumerate() {
            let key = found[place].unwrap_or_else(|| {
                if next[place].is_finite() { f64::midpoint(last, next[place]) } else { last }
            });
            keys[node] = key;
            last = key;
        }
        if sweep % 4 > 1 {
            order.rows[layer].reverse();
        }
        arrange(order, nest, rank, layer, &keys);
        #[expect(clippy::cast_precision_loss, reason = "rows are short")]
        let across =
            |layer: usize| order.rows.get(layer).map_or(1.0, |row| row.len().max(1) as f64);
        let other = if forward { layer.wrapping_sub(1) } else { layer + 1 };
        for &node in &order.rows[layer] {
            shares[node] = keys[node] / across(other);
        }
    }
    shares
}

/// Puts a row in the order of keys, groups in one piece and in the order of their ranks.
pub(super) fn arrange(order: &mut Order, nest: &Nest, rank: &[f64], layer: usize, keys: &[f64]) {
    let nodes = std::mem::take(&mut order.rows[layer]);
    let mut row = Vec::with_capacity(nodes.len());
    arrange_level(nest, rank, keys, nodes, 0, &mut row);
    order.rows[layer] = row;
    order.number(layer);
}

fn arrange_level(
    nest: &Nest,
    rank: &[f64],
    keys: &[f64],
    nodes: Vec<usize>,
    depth: usize,
    row: &mut Vec<usize>,
) {
    let mut items: Vec<(f64, Vec<usize>, bool)> = Vec::new();
    let mut groups: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
    for node in nodes {
        match nest.around(node).get(depth) {
            Some(group) => groups.entry(*group).or_default().push(node),
            None => items.push((keys[node], vec![node], false)),
        }
    }
    let mut held: Vec<(usize, Vec<usize>)> = groups.into_iter().collect();
    held.sort_by(|a, b| rank[a.0].total_cmp(&rank[b.0]).then(a.0.cmp(&b.0)));
    let means: Vec<(f64, f64)> = held
        .iter()
        .map(|(_, nodes)| {
            #[expect(clippy::cast_precision_loss, reason = "rows are short")]
            let count = nodes.len() as f64;
            (nodes.iter().map(|node| keys[*node]).sum::<f64>() / count, count)
        })
        .collect();
    for ((_, nodes), key) in held.into_iter().zip(ascending(&means)) {
        items.push((key, nodes, true));
    }
    items.sort_by(|a, b| a.0.total_cmp(&b.0));
    for (_, nodes, is_group) in items {
        if is_group {
            arrange_level(nest, rank, keys, nodes, depth + 1, row);
        } else {
            row.extend(nodes);
        }
    }
}

/// The values nearest to given ones, with weights, that do not descend: neighbours that would are
/// pooled (Ayer, Brunk, Ewing, Reid and Silverman, Annals of Mathematical Statistics 26, 1955).
fn ascending(values: &[(f64, f64)]) -> Vec<f64> {
    let mut pools: Vec<(f64, f64, usize)> = Vec::new();
    for &(value, weight) in values {
        let mut pool = (value, weight, 1);
        while let Some(&(mean, of, count)) = pools.last().filter(|last| last.0 > pool.0) {
            pool = ((mean * of + pool.0 * pool.1) / (of + pool.1), of + pool.1, count + pool.2);
            pools.pop();
        }
        pools.push(pool);
    }
    pools.into_iter().flat_map(|(mean, _, count)| std::iter::repeat_n(mean, count)).collect()
}

/// Lets neighbours change places, cards and whole groups with what lies beside them, while that takes
/// crossings away. Two groups stay in their order.
pub(super) fn transpose(proper: &Proper, nest: &Nest, order: &mut Order, budget: &mut Budget) {
    order::transpose(proper, order, budget, |row, place| beside(nest, row, place));
}

/// Where the pieces begin and end that meet at a place of a row; none between two groups.
fn beside(nest: &Nest, row: &[usize], place: usize) -> Option<(usize, usize)> {
    let (a, b) = (row[place - 1], row[place]);
    let (common, left, right) = nest.apart(a, b);
    if left.is_some() && right.is_some() {
        return None;
    }
    let holds = |group: Option<usize>, node: &usize| {
        group.is_some() && nest.around(*node).get(common).copied() == group
    };
    let before = row[..place - 1].iter().rev().take_while(|node| holds(left, node)).count();
    let after = row[place + 1..].iter().take_while(|node| holds(right, node)).count();
    Some((place - 1 - before, place + 1 + after))
}
