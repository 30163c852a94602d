//! The order in each layer: weighted medians and transposition, after Gansner, Koutsofios, North and
//! Vo (1993), section 3, from several starts.

use super::budget::Budget;
use super::crossings;
use super::proper::{Half, Proper};

/// Sweeps from each start, and how many without gain end it.
const SWEEPS: usize = 24;
const IN_VAIN: usize = 5;
/// Pairs of links up to which they are compared one by one.
const FEW: usize = 24;
/// Starts beyond the four plain ones.
const SHUFFLED: u64 = 6;

/// The nodes of each layer in order.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Order {
    pub(super) rows: Vec<Vec<usize>>,
    /// Place of each node in its row.
    pub(super) place: Vec<usize>,
}

impl Order {
    pub(super) fn of(rows: Vec<Vec<usize>>, count: usize) -> Self {
        let mut order = Self { rows, place: vec![0; count] };
        for row in 0..order.rows.len() {
            order.number(row);
        }
        order
    }

    pub(super) fn number(&mut self, row: usize) {
        for (place, &node) in self.rows[row].iter().enumerate() {
            self.place[node] = place;
        }
    }

    /// Where a port lies, in places of its row.
    #[expect(clippy::cast_precision_loss, reason = "rows are short")]
    pub(super) fn port(&self, proper: &Proper, node: usize, port: f64) -> f64 {
        self.place[node] as f64 + proper.share(node, port)
    }
}

/// An order of few crossings. `wish` is where nodes would lie best along their layer, if known.
pub(super) fn few_crossings(proper: &Proper, wish: Option<&[f64]>, budget: &mut Budget) -> Order {
    let mut best: Option<(usize, Order)> = None;
    for start in starts(proper, wish) {
        let found = swept(proper, start, wish, budget);
        if best.as_ref().is_none_or(|(least, _)| found.0 < *least) {
            best = Some(found);
        }
        if budget.0 == 0 || best.as_ref().is_some_and(|(least, _)| *least == 0) {
            break;
        }
    }
    best.map_or_else(|| Order::of(Vec::new(), 0), |(_, order)| order)
}

/// Orders to start from: by wish, in depth from the first layer and from the last one, in breadth,
/// and shuffled.
fn starts<'a>(proper: &'a Proper, wish: Option<&'a [f64]>) -> impl Iterator<Item = Order> + 'a {
    let by_wish = wish.map(|wish| {
        let mut nodes: Vec<usize> = (0..proper.len()).collect();
        nodes.sort_by(|a, b| wish[*a].total_cmp(&wish[*b]).then(a.cmp(b)));
        rows(proper, &nodes)
    });
    let ways = [(true, true), (false, true), (true, false), (false, false)];
    let plain = ways.into_iter().map(|(forward, deep)| rows(proper, &walk(proper, forward, deep)));
    let shuffled = (1..=SHUFFLED).map(|seed| {
        let mut nodes: Vec<usize> = (0..proper.len()).collect();
        shuffle(&mut nodes, seed);
        rows(proper, &nodes)
    });
    by_wish.into_iter().chain(plain).chain(shuffled)
}

fn rows(proper: &Proper, nodes: &[usize]) -> Order {
    let mut rows = vec![Vec::new(); proper.layers];
    for &node in nodes {
        rows[proper.layer[node]].push(node);
    }
    Order::of(rows, proper.len())
}

/// All nodes as they are found along edges.
pub(super) fn walk(proper: &Proper, forward: bool, deep: bool) -> Vec<usize> {
    let ahead = if forward { &proper.after } else { &proper.before };
    let behind = if forward { &proper.before } else { &proper.after };
    let mut seen = vec![false; proper.len()];
    let mut found = Vec::new();
    let mut roots: Vec<usize> = (0..proper.len()).filter(|&n| behind[n].is_empty()).collect();
    roots.extend(0..proper.len());
    for root in roots {
        let mut next = std::collections::VecDeque::from([root]);
        while let Some(node) = if deep { next.pop_back() } else { next.pop_front() } {
            if std::mem::replace(&mut seen[node], true) {
                continue;
            }
            found.push(node);
            let others = ahead[node].iter().map(|half| half.other);
            if deep { next.extend(others.rev()) } else { next.extend(others) }
        }
    }
    found
}

/// Fisher and Yates with a linear congruential generator: the same order for the same seed.
pub(super) fn shuffle(nodes: &mut [usize], seed: u64) {
    let mut state = seed;
    for last in (1..nodes.len()).rev() {
        state =
            state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        let other = (state >> 33) as usize % (last + 1);
        nodes.swap(last, other);
    }
}

/// Sweeps forth and back while that helps.
fn swept(
    proper: &Proper,
    mut order: Order,
    wish: Option<&[f64]>,
    budget: &mut Budget,
) -> (usize, Order) {
    // Every node changes places by itself.
    let singly = |_: &[usize], place: usize| Some((place - 1, place + 1));
    transpose(proper, &mut order, budget, singly);
    let mut best = (crossings::count(proper, &order), order.clone());
    let mut vain = 0;
    for sweep in 0..SWEEPS {
        if best.0 == 0 || vain == IN_VAIN || !budget.spend(8 * proper.len()) {
            break;
        }
        let forward = sweep % 2 == 0;
        // Ties are broken to the other side every other time.
        medians(proper, &mut order, forward, sweep % 4 > 1, wish);
        transpose(proper, &mut order, budget, singly);
        let crossings = crossings::count(proper, &order);
        if crossings < best.0 {
            best = (crossings, order.clone());
            vain = 0;
        } else {
            vain += 1;
        }
    }
    best
}

/// Puts each layer in the order of the medians of what its nodes are linked with in the one before,
/// or after; nodes without such links stay where they are.
fn medians(
    proper: &Proper,
    order: &mut Order,
    forward: bool,
    ties_turned: bool,
    wish: Option<&[f64]>,
) {
    let layers: Vec<usize> = if forward {
        (1..proper.layers).collect()
    } else {
        (0..proper.layers.saturating_sub(1)).rev().collect()
    };
    for layer in layers {
        let halves = if forward { &proper.before } else { &proper.after };
        let mut keyed: Vec<(f64, usize)> = Vec::new();
        let mut fixed: Vec<(usize, usize)> = Vec::new();
        for (place, &node) in order.rows[layer].iter().enumerate() {
            match median(proper, order, &halves[node]) {
                Some(key) => keyed.push((key, node)),
                None => fixed.push((place, node)),
            }
        }
        if ties_turned {
            keyed.reverse();
        }
        if let Some(wish) = wish {
            keyed.sort_by(|a, b| wish[a.1].total_cmp(&wish[b.1]));
        }
        keyed.sort_by(|a, b| a.0.total_cmp(&b.0));
        let mut row: Vec<usize> = keyed.into_iter().map(|(_, node)| node).collect();
        for (place, node) in fixed {
            row.insert(place.min(row.len()), node);
        }
        order.rows[layer] = row;
        order.number(layer);
    }
}

/// The weighted median of the places at the other ends.
pub(super) fn median(proper: &Proper, order: &Order, halves: &[Half]) -> Option<f64> {
    let mut at: Vec<f64> =
        halves.iter().map(|half| order.port(proper, half.other, half.there)).collect();
    at.sort_by(f64::total_cmp);
    let middle = at.len() / 2;
    match at.len() {
        0 => None,
        len if len % 2 == 1 => Some(at[middle]),
        2 => Some(f64::midpoint(at[0], at[1])),
        len => {
            let (left, right) = (at[middle - 1] - at[0], at[len - 1] - at[middle]);
            let sum = left + right;
            if sum == 0.0 {
                return Some(at[middle]);
            }
            Some((at[middle - 1] * right + at[middle] * left) / sum)
        }
    }
}

/// Lets neighbours change places while that takes crossings away. `beside` says where the pieces of a
/// row begin and end that meet at a place of it; none where they have to stay.
pub(super) fn transpose(
    proper: &Proper,
    order: &mut Order,
    budget: &mut Budget,
    beside: impl Fn(&[usize], usize) -> Option<(usize, usize)>,
) {
    let mut dirty: Vec<bool> = vec![true; proper.layers];
    loop {
        let mut gained = false;
        for layer in 0..proper.layers {
            if !std::mem::take(&mut dirty[layer]) {
                continue;
            }
            for place in 1..order.rows[layer].len() {
                let row = &order.rows[layer];
                let Some((first, end)) = beside(row, place) else { continue };
                let (left, right) = (&row[first..place], &row[place..end]);
                let Some(gain) = gain(proper, order, left, right, budget) else { return };
                if gain > 0 {
                    order.rows[layer][first..end].rotate_left(place - first);
                    for at in first..end {
                        order.place[order.rows[layer][at]] = at;
                    }
                    gained = true;
                    let last = (layer + 1).min(proper.layers - 1);
                    dirty[layer.saturating_sub(1)..=last].fill(true);
                }
            }
        }
        if !gained {
            return;
        }
    }
}

/// How many crossings fewer there are if two neighbours, or two runs of them, change places; none
/// without budget.
fn gain(
    proper: &Proper,
    order: &Order,
    left: &[usize],
    right: &[usize],
    budget: &mut Budget,
) -> Option<i64> {
    let mut sum = 0;
    for halves in [&proper.before, &proper.after] {
        let ports = |nodes: &[usize]| -> Vec<f64> {
            let halves = nodes.iter().flat_map(|node| &halves[*node]);
            halves.map(|half| order.port(proper, half.other, half.there)).collect()
        };
        if let ([a], [b]) = (left, right)
            && halves[*a].len() * halves[*b].len() <= FEW
        {
            if !budget.spend(1 + halves[*a].len() + halves[*b].len()) {
                return None;
            }
            let port = |half: &Half| order.port(proper, half.other, half.there);
            for one in halves[*a].iter().map(port) {
                for other in halves[*b].iter().map(port) {
                    sum += i64::from(other < one) - i64::from(one < other);
                }
            }
            continue;
        }
        let (mut a, mut b) = (ports(left), ports(right));
        if !budget.spend(1 + a.len() + b.len()) {
            return None;
        }
        a.sort_by(f64::total_cmp);
        b.sort_by(f64::total_cmp);
        sum += inverted(&a, &b) - inverted(&b, &a);
    }
    Some(sum)
}

/// How many pairs of both sorted lists have the first one larger.
fn inverted(a: &[f64], b: &[f64]) -> i64 {
    let (mut pairs, mut smaller) = (0, 0);
    for value in a {
        while smaller < b.len() && b[smaller] < *value {
            smaller += 1;
        }
        #[expect(clippy::cast_possible_wrap, reason = "counts are small")]
        let more = smaller as i64;
        pairs += more;
    }
    pairs
}
