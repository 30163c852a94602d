//! Crossings between layers, counted with an accumulator tree: Barth, Mutzel and Jünger, "Simple and
//! efficient bilayer cross counting", Journal of Graph Algorithms and Applications 8 (2004).

use super::order::Order;
use super::proper::Proper;

/// Crossings of all edges in an order.
pub(super) fn count(proper: &Proper, order: &Order) -> usize {
    (1..proper.layers).map(|layer| between(proper, order, layer)).sum()
}

/// Crossings of the edges that lead to a layer from the one before it.
pub(super) fn between(proper: &Proper, order: &Order, layer: usize) -> usize {
    // Where each edge starts and ends, exactly enough to tell ports of a node apart.
    let mut ends: Vec<(f64, f64)> = order.rows[layer]
        .iter()
        .flat_map(|&node| {
            proper.before[node].iter().map(move |half| {
                (order.port(proper, half.other, half.there), order.port(proper, node, half.here))
            })
        })
        .collect();
    ends.sort_by(|a, b| a.0.total_cmp(&b.0).then(a.1.total_cmp(&b.1)));
    let mut targets: Vec<f64> = ends.iter().map(|end| end.1).collect();
    targets.sort_by(f64::total_cmp);
    targets.dedup();
    let mut tree = Accumulator::of(targets.len());
    let mut crossings = 0;
    // Edges from one port do not cross: those of a run are entered after all of them are counted.
    for run in ends.chunk_by(|a, b| a.0 == b.0) {
        let places = run.iter().map(|end| targets.partition_point(|target| *target < end.1));
        let places: Vec<usize> = places.collect();
        crossings += places.iter().map(|place| tree.above(*place)).sum::<usize>();
        for place in places {
            tree.enter(place);
        }
    }
    crossings
}

/// Counts how many entries lie beyond a place.
struct Accumulator {
    first: usize,
    tree: Vec<usize>,
}

impl Accumulator {
    fn of(places: usize) -> Self {
        let first = places.next_power_of_two().max(1) - 1;
        Self { first, tree: vec![0; 2 * first + 1] }
    }

    fn enter(&mut self, place: usize) {
        let mut index = place + self.first;
        self.tree[index] += 1;
        while index > 0 {
            index = (index - 1) / 2;
            self.tree[index] += 1;
        }
    }

    fn above(&self, place: usize) -> usize {
        let (mut index, mut sum) = (place + self.first, 0);
        while index > 0 {
            // An odd index is a left child.
            if index % 2 == 1 {
                sum += self.tree[index + 1];
            }
            index = (index - 1) / 2;
        }
        sum
    }
}
