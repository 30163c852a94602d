//! What steps cost over a horizon, with what runs until each is done.

use super::state::{State, WEEKS_PER_MONTH};

/// A step as money sees it.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Stride {
    /// What its work costs.
    pub build: f64,
    /// Weeks that it takes.
    pub weeks: f64,
    /// How often what is there is maintained meanwhile: twice, where each change is made in both.
    pub maintained: f64,
    /// What it leaves.
    pub after: State,
}

/// Everything over so many months: the work of all steps, running and maintaining what is there until
/// each is done, and what the last leaves for the rest of the time.
pub(super) fn over(months: f64, before: State, steps: &[Stride]) -> f64 {
    let (mut cost, mut left, mut now) = (0.0, months, before);
    for step in steps {
        let taken = (step.weeks / WEEKS_PER_MONTH).min(left);
        cost += step.build + taken * (now.running + step.maintained * now.upkeep);
        left -= taken;
        now = step.after;
    }
    cost + left * (now.running + now.upkeep)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn state(running: f64, upkeep: f64) -> State {
        State { monthly: running, running, upkeep, p99_ms: 1.0 }
    }

    #[test]
    fn what_is_there_runs_until_a_step_is_done() {
        let before = state(100.0, 10.0);
        assert!((over(36.0, before, &[]) - 36.0 * 110.0).abs() < 1e-9);
        // Three months of the old with its upkeep twice, then 33 months of the new.
        let weeks = 3.0 * WEEKS_PER_MONTH;
        let step = Stride { build: 5_000.0, weeks, maintained: 2.0, after: state(20.0, 10.0) };
        let expected = 5_000.0 + 3.0 * 120.0 + 33.0 * 30.0;
        assert!((over(36.0, before, &[step]) - expected).abs() < 1e-6);
    }

    #[test]
    fn what_is_not_done_within_the_horizon_saves_nothing() {
        let before = state(100.0, 0.0);
        let step = Stride { build: 1.0, weeks: 1e4, maintained: 1.0, after: state(0.0, 0.0) };
        assert!((over(12.0, before, &[step]) - 1_201.0).abs() < 1e-9);
    }
}
