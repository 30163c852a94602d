//! Choices that nobody beats so far.

use super::problem::{Choice, Objectives};

/// A choice with what it comes to.
#[derive(Clone, Debug)]
pub(super) struct Member {
    pub choice: Choice,
    pub objectives: Objectives,
    /// Whether its neighbours were looked at.
    pub explored: bool,
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
