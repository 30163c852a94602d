//! Times of many components where nobody asks what they consist of: each is forgotten once all that
//! wait for it are known.

use std::rc::Rc;

use super::super::call_graph::{Call, CallGraph};
use super::super::distribution::Distribution;
use super::combine::{Combination, own};
use super::{Seen, seen_in_pieces};

/// Pieces that components are worked out in: enough for the processors, and no more, as what components
/// of two pieces both wait for is worked out in both.
const PIECES: usize = 8;

/// Components that are worth a piece.
const WORTH: usize = 512;

/// What `of` finds of each of some components of a graph by its time with all that it waits for, none at
/// saturation, in their order.
pub fn each<R: Send>(
    graph: &CallGraph,
    components: &[usize],
    of: impl Fn(usize, Option<&Distribution>) -> R + Sync,
) -> Vec<R> {
    let most = components.len().div_ceil(PIECES).max(WORTH);
    seen_in_pieces(graph, components, most, |seen, piece| match (seen, piece) {
        ([(_, one)], _) => of_piece(one, piece, &of),
        (kinds, [one]) => vec![of(*one, mixed(kinds, *one).as_ref())],
        // Where there are several kinds of request, a component comes alone.
        _ => Vec::new(),
    })
}

/// Time of a component whose requests are of several kinds; none at saturation of one of them.
fn mixed(kinds: &[Seen<'_>], component: usize) -> Option<Distribution> {
    let of_kind = |(share, graph): &Seen<'_>| {
        let time = of_piece(graph, &[component], &|_, time| time.cloned()).pop().flatten()?;
        Some((*share, time))
    };
    let times: Option<Vec<(f64, Distribution)>> = kinds.iter().map(of_kind).collect();
    times.map(|times| Distribution::one_of(&times))
}

fn of_piece<R>(
    graph: &CallGraph,
    asked: &[usize],
    of: &impl Fn(usize, Option<&Distribution>) -> R,
) -> Vec<R> {
    // How many calls, and whether it is asked itself, still need the time of each.
    let mut users = vec![0_u32; graph.nodes.len()];
    let mut is_asked = vec![false; graph.nodes.len()];
    for &node in asked {
        users[node] += 1;
        is_asked[node] = true;
    }
    let calls = |node: usize| graph.nodes[node].stages.iter().flatten();
    for &from in &graph.order {
        if users[from] > 0 {
            calls(from).for_each(|call| users[call.to] += 1);
        }
    }
    let mut found: Vec<Option<R>> = (0..graph.nodes.len()).map(|_| None).collect();
    let mut times: Vec<Option<Rc<Distribution>>> = vec![None; graph.nodes.len()];
    for &node in graph.order.iter().rev() {
        if users[node] == 0 {
            continue;
        }
        let time = time(graph, node, |to| times[to].clone());
        for Call { to, .. } in calls(node) {
            users[*to] -= 1;
            if users[*to] == 0 {
                times[*to] = None;
            }
        }
        if is_asked[node] {
            found[node] = Some(of(node, time.as_deref()));
            users[node] -= 1;
        }
        times[node] = time.filter(|_| users[node] > 0);
    }
    asked.iter().filter_map(|&node| found[node].take()).collect()
}

/// Time of a component with what it waits for, whose times are given; none at saturation.
fn time(
    graph: &CallGraph,
    node: usize,
    whole: impl Fn(usize) -> Option<Rc<Distribution>>,
) -> Option<Rc<Distribution>> {
    let mut sum = own(&graph.nodes[node])?;
    for stage in graph.nodes[node].stages.iter().filter(|stage| !stage.is_empty()) {
        sum = sum.plus(&Combination::of_stage(stage, &whole)?);
    }
    Some(Rc::new(sum))
}
