//! The order in which rates spread.

/// Components in an order in which callers come before the called, and the links cut for it.
///
/// Links are places of their two ends. Depth-first from the components in the order of their ids; a link back to a component that is
/// still being visited closes a cycle and is cut.
pub(super) fn order(count: usize, links: &[[usize; 2]]) -> (Vec<usize>, Vec<usize>) {
    let mut outgoing = vec![Vec::new(); count];
    let mut has_caller = vec![false; count];
    for (i, &[from, to]) in links.iter().enumerate() {
        outgoing[from].push(i);
        has_caller[to] |= from != to;
    }
    let mut state = vec![Visit::New; count];
    let mut finished = Vec::with_capacity(count);
    let mut cut = Vec::new();
    let entries =
        (0..count).filter(|&i| !has_caller[i]).chain((0..count).filter(|&i| has_caller[i]));
    for root in entries {
        if state[root] != Visit::New {
            continue;
        }
        state[root] = Visit::Open;
        let mut stack = vec![(root, 0)];
        while let Some((node, next)) = stack.last_mut() {
            let Some(&link) = outgoing[*node].get(*next) else {
                state[*node] = Visit::Done;
                finished.push(*node);
                stack.pop();
                continue;
            };
            *next += 1;
            let [_, to] = links[link];
            match state[to] {
                Visit::New => {
                    state[to] = Visit::Open;
                    stack.push((to, 0));
                }
                Visit::Open => cut.push(link),
                Visit::Done => {}
            }
        }
    }
    finished.reverse();
    cut.sort_unstable();
    (finished, cut)
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Visit {
    New,
    Open,
    Done,
}
