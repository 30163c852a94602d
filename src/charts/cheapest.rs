//! Which candidate is cheapest along an axis of loads, over all that are compared.

use super::Subject;
use crate::base::prose::in_a_row;
use crate::base::{Unit, bisect};

/// Changes of the cheapest that a sentence lists; of more it gives the number.
const MOST_LISTED: usize = 2;

/// Stretches of load, each with the candidate that is cheapest in it.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Cheapest {
    /// Load from which, and index of the contender; the first begins where the loads do.
    pub stretches: Vec<(f64, usize)>,
}

impl Cheapest {
    /// Follows the cheapest along rising `loads`; `cost` gives the cost of a contender at a load.
    /// Between two loads it finds every change that leads on to the one that is cheapest at the
    /// second. Equal costs go to the contender listed first.
    pub(super) fn along(loads: &[f64], count: usize, cost: impl Fn(usize, f64) -> f64) -> Self {
        let at = |load: f64| {
            let finite = (0..count).filter(|&index| cost(index, load).is_finite());
            finite.min_by(|&a, &b| cost(a, load).total_cmp(&cost(b, load)))
        };
        let mut stretches = Vec::new();
        let Some((&first, rest)) = loads.split_first() else { return Self { stretches } };
        let Some(mut now) = at(first) else { return Self { stretches } };
        stretches.push((first, now));
        let mut from = first;
        for &to in rest {
            // Each turn ends one reign, so there are no more than contenders between neighbours.
            for _ in 0..count {
                if at(to).is_none_or(|next| next == now) {
                    break;
                }
                from = bisect::turn(from, to, |load| at(load) != Some(now));
                now = at(from).unwrap_or(now);
                stretches.push((from, now));
            }
            from = to;
        }
        Self { stretches }
    }

    /// Who is cheapest where, as a sentence that holds for every contender and all loads followed.
    pub(super) fn sentence(&self, subject: &Subject<'_>, planned: f64) -> String {
        let name = |index: usize| subject.case.contenders[index].candidate.name.as_str();
        let Some((&(_, first), changes)) = self.stretches.split_first() else {
            // Servers that are stated are as many at every load.
            return "No compared candidate keeps up with any load shown on the replicas that are stated."
                .to_owned();
        };
        if changes.is_empty() {
            return format!("All costs counted, {} is cheapest at every load shown.", name(first));
        }
        let rate = |rate: f64| Unit::PerSec.readable(rate);
        let here = rate(planned);
        if changes.len() > MOST_LISTED {
            let now = self.at(planned).unwrap_or(first);
            let mut names: Vec<&str> = Vec::new();
            for (_, index) in &self.stretches {
                if !names.contains(&name(*index)) {
                    names.push(name(*index));
                }
            }
            return format!(
                "All costs counted, {} is cheapest at the planned {here}; over the loads shown the cheapest changes {} times, between {}.",
                name(now),
                changes.len(),
                in_a_row(&names)
            );
        }
        let mut text = format!("All costs counted, {} is cheapest", name(first));
        for (place, (from, next)) in changes.iter().enumerate() {
            let so_far = if place == 0 { " up to " } else { " to " };
            text.push_str(&format!("{so_far}{}, {} from there", rate(*from), name(*next)));
        }
        format!("{text} on; the plan is at {here}.")
    }

    /// The contender that is cheapest at a load.
    fn at(&self, load: f64) -> Option<usize> {
        self.stretches.iter().rev().find(|(from, _)| *from <= load).map(|(_, index)| *index)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Three straight lines whose lower edge is known: 1 + x, 3 + x / 2, 6 from x = 6 on.
    #[test]
    fn the_lower_edge_of_lines_turns_where_they_cross() {
        let cost = |index: usize, x: f64| [1.0 + x, 3.0 + x / 2.0, 6.0][index];
        let loads: Vec<f64> = (0..=10).map(f64::from).collect();
        let found = Cheapest::along(&loads, 3, cost);
        let indices: Vec<usize> = found.stretches.iter().map(|(_, index)| *index).collect();
        assert_eq!(indices, [0, 1, 2]);
        assert!((found.stretches[1].0 - 4.0).abs() < 1e-9);
        assert!((found.stretches[2].0 - 6.0).abs() < 1e-9);
    }

    #[test]
    fn changes_between_neighbouring_loads_are_all_found() {
        let cost = |index: usize, x: f64| [1.0 + x, 3.0 + x / 2.0, 6.0, f64::NAN][index];
        let found = Cheapest::along(&[0.0, 10.0], 4, cost);
        let indices: Vec<usize> = found.stretches.iter().map(|(_, index)| *index).collect();
        assert_eq!((indices.first(), indices.last()), (Some(&0), Some(&2)));
        assert_eq!(found.at(10.0), Some(2));
        assert_eq!(Cheapest::along(&[], 3, cost).at(1.0), None);
    }
}
