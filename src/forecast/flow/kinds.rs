//! Which requests reach a component, by where they began: a link may be for some of them alone.

use std::collections::BTreeMap;

use super::{Flow, multiply};
use crate::base::Range;
use crate::model::{ComponentId, Link};

/// The kinds of request that links of a plan tell apart, and whatever else there is.
#[derive(Clone, Debug, Default)]
pub(super) struct Kinds {
    /// Places of the components that links name, rising.
    begins: Vec<usize>,
    /// Whether some link is not for all requests.
    told: bool,
}

/// Rates by kind, all others last: `[low, typical, high]` of each, per second.
pub(super) type Rates = Vec<[f64; 3]>;

impl Kinds {
    /// The kinds that are told apart by the links of a plan; none in most plans.
    pub fn of<'a>(
        links: impl Iterator<Item = &'a Link> + Clone,
        index: &BTreeMap<&ComponentId, usize>,
    ) -> Self {
        let restricted = links.filter_map(|link| link.only_for.as_ref());
        let told = restricted.clone().next().is_some();
        let named = restricted.flatten();
        let mut begins: Vec<usize> = named.filter_map(|id| index.get(id).copied()).collect();
        begins.sort_unstable();
        begins.dedup();
        Self { begins, told }
    }

    /// The kinds that take a link, as their numbers; none where all do.
    pub fn taking(&self, link: &Link, index: &BTreeMap<&ComponentId, usize>) -> Option<Vec<usize>> {
        let begins = link.only_for.as_ref()?.iter().filter_map(|id| index.get(id));
        Some(begins.filter_map(|place| self.begins.binary_search(place).ok()).collect())
    }

    /// Whether no link tells requests apart.
    pub fn is_one(&self) -> bool {
        !self.told
    }

    /// Nothing of any kind.
    pub fn none(&self) -> Rates {
        vec![[0.0; 3]; self.begins.len() + 1]
    }

    /// The requests at a component by kind, of what its callers send and its rate in all: what they
    /// do not account for begins here, and where they send more than it gets, it gets that share. A rate
    /// that is assumed of it begins nowhere: it is that of its callers in another size.
    pub fn at(&self, component: usize, sent: &Rates, rate: Range, assumed: bool) -> Rates {
        let own = self.begins.binary_search(&component).unwrap_or(self.begins.len());
        let mut found = sent.clone();
        for (point, rate) in [rate.low, rate.typical, rate.high].into_iter().enumerate() {
            let all: f64 = sent.iter().map(|of| of[point]).sum();
            let of_callers = all > rate || assumed && all > 0.0;
            let share = if of_callers { rate / all } else { 1.0 };
            for of in &mut found {
                of[point] *= share;
            }
            found[own][point] += if of_callers { 0.0 } else { rate - all };
        }
        found
    }
}

impl Flow {
    /// What the link carries of each kind for so many requests of its caller.
    pub(super) fn carried_of(&self, at: &Rates, factor: Range) -> Rates {
        let factor = [factor.low, factor.typical, factor.high];
        let taken = |kind: usize| self.only_for.as_ref().is_none_or(|of| of.contains(&kind));
        let carried = |(kind, rates): (usize, &[f64; 3])| {
            if taken(kind) { [0, 1, 2].map(|point| rates[point] * factor[point]) } else { [0.0; 3] }
        };
        at.iter().enumerate().map(carried).collect()
    }

    /// Share of the requests at its caller that takes the link, at the medians; all where there are none.
    pub(super) fn share_going(&self, at: &Rates) -> f64 {
        let typical = |of: &dyn Fn(usize) -> bool| -> f64 {
            (0..at.len()).filter(|kind| of(*kind)).map(|kind| at[kind][1]).sum()
        };
        let all = typical(&|_| true);
        let taking = typical(&|kind| self.only_for.as_ref().is_none_or(|of| of.contains(&kind)));
        if all > 0.0 { taking / all } else { 1.0 }
    }

    /// Whether no request takes the link.
    pub(super) fn is_for_nobody(&self) -> bool {
        self.only_for.as_ref().is_some_and(Vec::is_empty)
    }

    /// Calls for each request of its caller, of whatever kind.
    pub(super) fn mean_factor(&self) -> Range {
        multiply(self.factor, Range::exact(self.going))
    }
}

/// What a link carries in all, of what it carries of each kind.
pub(super) fn in_all(of_kinds: &Rates) -> Range {
    let mut sums = [0, 1, 2].map(|point| of_kinds.iter().map(|of| of[point]).sum::<f64>());
    // Each end is a state of the whole plan, in which another kind may be the larger part.
    sums.sort_by(f64::total_cmp);
    Range { low: sums[0], typical: sums[1], high: sums[2] }
}

/// Adds rates to others, kind by kind.
pub(super) fn add(to: &mut Rates, more: &Rates) {
    for (sum, of) in to.iter_mut().zip(more) {
        sum.iter_mut().zip(of).for_each(|(sum, of)| *sum += of);
    }
}
