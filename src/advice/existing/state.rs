//! What a component comes to while parts of its code are in one language and parts in another.

use super::super::case::{Case, Contender};
use crate::catalog::Figure;
use crate::forecast::kernel::{self, Estimate};
use crate::forecast::{Delivery, Point, totals};
use crate::model::Input;

pub(super) use crate::forecast::facts::WEEKS_PER_MONTH;

/// A component at one time.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct State {
    /// Running for a month at today's peak.
    pub monthly: f64,
    /// Running for a month, as a mean over the horizon in which the load grows.
    pub running: f64,
    /// Maintaining for a month.
    pub upkeep: f64,
    /// 99th percentile of the component alone, ms.
    pub p99_ms: f64,
}

impl State {
    /// A component of which a share of the code, with a share of its CPU time, is in the language of
    /// `other`, and the rest in that of `own`.
    ///
    /// The CPU time of each kind of work is that of the two languages by their shares; stack, memory and
    /// cores stay those of the old code until all of it is moved.
    pub fn between(
        case: &Case<'_>,
        own: &Contender<'_>,
        other: &Contender<'_>,
        code: f64,
        cpu: f64,
    ) -> Self {
        let estimate = if code >= 1.0 { other.estimate } else { blended(case, own, other, cpu) };
        let maintained = (1.0 - code) * own.delivery.maintained + code * other.delivery.maintained;
        Self::of(case, &estimate, own.delivery, maintained)
    }

    /// A component with these servers, whose maintenance is a share of so much work, person-weeks.
    /// `built` is any delivery of it: what was built counts with its step.
    pub fn of(case: &Case<'_>, estimate: &Estimate, built: Delivery, maintained: f64) -> Self {
        let (facts, shared) = (case.facts, case.shared());
        let months = shared.horizon_months.max(1.0);
        let delivery = Delivery { maintained, ..built };
        let totals = totals::combine(facts, estimate, &delivery, shared, Point::Typical);
        Self {
            monthly: totals.monthly,
            running: totals.run / months,
            upkeep: totals.maintain / months,
            p99_ms: estimate.p99_ms,
        }
    }

    /// Whether its p99 meets the target that somebody gave; none without one.
    pub fn meets_target(&self, case: &Case<'_>) -> Option<bool> {
        let target = case.facts.given(Input::P99Target)?.range.typical;
        Some(self.p99_ms <= target)
    }
}

/// The estimate of the old code with a share of its CPU time at the speed of the new one.
fn blended(case: &Case<'_>, own: &Contender<'_>, other: &Contender<'_>, cpu: f64) -> Estimate {
    let mut language = own.language.clone();
    let mix = |mine: &mut Figure, theirs: &Figure| {
        // Figures are speeds: times add up, so their inverses do.
        let [mine_speed, theirs] = [mine.range.typical, theirs.range.typical];
        let mixed = 1.0 / ((1.0 - cpu) / mine_speed + cpu / theirs);
        // Nobody moves what gets slower by it.
        mine.range = mine.range.scale((mixed / mine_speed).max(1.0));
    };
    mix(&mut language.interpreted, &other.language.interpreted);
    mix(&mut language.accelerated, &other.language.accelerated);
    mix(&mut language.native, &other.language.native);
    kernel::estimate(&case.draw, &totals::stack(own.candidate, &language, Point::Typical))
}
