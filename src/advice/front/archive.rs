//! Choices that nobody beats so far.

use std::cmp::Ordering;

use super::problem::{Choice, Objectives};

/// A choice with what it comes to.
#[derive(Clone, Debug)]
pub(super) struct Member {
    pub choice: Choice,
    pub objectives: Objectives,
    /// Whether its neighbours were looked at.
    pub explored: bool,
}

impl Member {
    /// The order of a front: the cheapest first, then the earliest, then the quickest.
    pub fn in_order(&self, other: &Self) -> Ordering {
        let of = |at: usize| self.objectives[at].total_cmp(&other.objectives[at]);
        of(0).then_with(|| of(1)).then_with(|| of(2))
    }
}

/// Choices none of which is at least as good as another in every objective.
#[derive(Clone, Debug, Default)]
pub(super) struct Archive {
    pub members: Vec<Member>,
}

/// Sums in another order differ by that much, as a share.
const ROUNDING: f64 = 1e-12;

/// Whether `a` is at least as good as `b` in every objective.
pub(super) fn covers(a: &Objectives, b: &Objectives) -> bool {
    a.iter().zip(b).all(|(a, b)| *a <= b * (1.0 + ROUNDING))
}

impl Archive {
    /// Whether a member is at least as good in every objective.
    pub fn covers(&self, objectives: &Objectives) -> bool {
        self.members.iter().any(|member| covers(&member.objectives, objectives))
    }

    /// Puts the members in the order of a front.
    pub fn sort(&mut self) {
        self.members.sort_by(Member::in_order);
    }

    /// Takes a choice in unless a member covers it; members that it covers leave.
    pub fn offer(&mut self, choice: &[u8], objectives: Objectives) -> bool {
        if objectives.iter().any(|value| value.is_nan()) || self.covers(&objectives) {
            return false;
        }
        self.members.retain(|member| !covers(&objectives, &member.objectives));
        self.members.push(Member { choice: choice.to_vec(), objectives, explored: false });
        true
    }
}
