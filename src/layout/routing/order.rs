//! The order of pieces that run side by side: whichever of two crosses the other less often comes
//! first.

/// Upright pieces of ways.
#[derive(Clone, Debug)]
pub(super) struct Piece {
    /// The way, and the first of its two points.
    pub(super) way: usize,
    pub(super) first: usize,
    /// Where it lies, from where to where, and how far it may move.
    pub(super) at: f64,
    pub(super) top: f64,
    pub(super) bottom: f64,
    pub(super) low: f64,
    pub(super) high: f64,
    /// At each end: its height, and whether the way goes on to the right.
    pub(super) ends: [Option<(f64, bool)>; 2],
}

/// Clusters above which pieces stay in the order in which they lie.
const ORDERED_UP_TO: usize = 1200;

impl Piece {
    /// Whether two run side by side somewhere. Where a way only goes on from one piece to the next it
    /// does not run beside itself.
    fn beside(&self, other: &Self) -> bool {
        let near = if self.way == other.way { -2.0 } else { 2.0 };
        self.top < other.bottom + near && other.top < self.bottom + near
    }

    /// How badly off it is that this one lies left of the other: crossings, and ways that would lie on
    /// each other.
    fn cost_before(&self, other: &Self) -> i32 {
        let of = |ends: &[Option<(f64, bool)>; 2], right: bool, across: &Self| {
            let cost = |&(y, to_right): &(f64, bool)| {
                if to_right != right || y < across.top - 2.0 || y > across.bottom + 2.0 {
                    return 0;
                }
                let at_end = (y - across.top).abs() <= 2.0 || (y - across.bottom).abs() <= 2.0;
                if at_end { 3 } else { 2 }
            };
            ends.iter().flatten().map(cost).sum::<i32>()
        };
        of(&self.ends, true, other) + of(&other.ends, false, self)
    }
}

/// Bits of a number that sort as it does.
pub(super) fn sortable(value: f64) -> u64 {
    let bits = value.to_bits();
    if bits >> 63 == 1 { !bits } else { bits | 1 << 63 }
}

/// The pieces of a cluster from left to right.
pub(super) fn of(pieces: &[Piece], cluster: &[usize]) -> Vec<usize> {
    let mut order = cluster.to_vec();
    order.sort_by(|a, b| {
        let (p, q) = (&pieces[*a], &pieces[*b]);
        p.at.total_cmp(&q.at).then(p.way.cmp(&q.way)).then(p.first.cmp(&q.first))
    });
    if order.len() > ORDERED_UP_TO {
        return order;
    }
    // By place in `order`: those that come after each, and how many come before.
    let count = order.len();
    let mut after: Vec<Vec<usize>> = vec![Vec::new(); count];
    let mut waiting = vec![0_usize; count];
    for b in 0..count {
        for a in 0..b {
            let (p, q) = (&pieces[order[a]], &pieces[order[b]]);
            if !p.beside(q) {
                continue;
            }
            let (first, second) = if comes_first(p, q) { (a, b) } else { (b, a) };
            after[first].push(second);
            waiting[second] += 1;
        }
    }
    let mut sorted = Vec::with_capacity(count);
    let mut ready: std::collections::BTreeSet<usize> =
        (0..count).filter(|i| waiting[*i] == 0).collect();
    let mut rest: std::collections::BTreeSet<usize> = (0..count).collect();
    while !rest.is_empty() {
        // In a circle of preferences the one with the fewest before it.
        let next =
            ready.pop_first().or_else(|| rest.iter().copied().min_by_key(|i| (waiting[*i], *i)));
        let Some(next) = next else { break };
        if !rest.remove(&next) {
            continue;
        }
        sorted.push(order[next]);
        for &other in &after[next] {
            waiting[other] = waiting[other].saturating_sub(1);
            if waiting[other] == 0 && rest.contains(&other) {
                ready.insert(other);
            }
        }
    }
    sorted
}

/// Whether the first one, which lies no farther right, comes first.
fn comes_first(p: &Piece, q: &Piece) -> bool {
    if p.high < q.low {
        return true;
    }
    if q.high < p.low {
        return false;
    }
    let fixed = |piece: &Piece| piece.low >= piece.high;
    if fixed(p) && fixed(q) {
        return true;
    }
    p.cost_before(q) <= q.cost_before(p)
}

/// For each piece in order, those before it that it runs beside.
pub(super) fn neighbours(held: &[Piece]) -> Vec<Vec<usize>> {
    (0..held.len())
        .map(|b| {
            let start = b.saturating_sub(ORDERED_UP_TO);
            (start..b).filter(|&a| held[a].beside(&held[b])).collect()
        })
        .collect()
}
