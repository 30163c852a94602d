//! Between which values, and at how many, a number is swept.

use super::{STEPS, SweepError, SweepRequest, Swept};
use crate::base::steps::{even_steps, log_steps};
use crate::base::{RangeError, Unit};

/// Intervals at whose ends signs are compared, besides those between the values themselves.
const GRID: u32 = 240;

/// How far sensible ends lie from what is planned: a tenth and ten times.
const AROUND: f64 = 10.0;

/// The values to compute, and whether they are spread on a logarithmic scale.
///
/// Without stated ends they run from a tenth to ten times `around`; shares run from nothing to the
/// whole, or to ten times `around` if they may exceed it; months run to the end of the horizon.
/// Ends are held within what makes sense for the number. Shares, months and whatever begins at zero
/// or below are spread evenly.
pub(super) fn values(
    request: &SweepRequest,
    around: Option<f64>,
) -> Result<(Vec<f64>, bool), SweepError> {
    let swept = &request.swept;
    let (low, high) = swept.bounds();
    for end in [request.from, request.to].into_iter().flatten() {
        if !(low..=high).contains(&end) {
            return Err(SweepError::Ends(RangeError::outside(swept.unit(), end, (low, high))));
        }
    }
    let usual = usual(swept, around);
    let from = request.from.or(usual.map(|(from, _)| from.clamp(low, high)));
    let to = request.to.or(usual.map(|(_, to)| to.clamp(low, high)));
    let (Some(from), Some(to)) = (from, to) else {
        return Err(SweepError::NoEnds(swept.clone()));
    };
    if from >= to {
        let [from, to] = [from, to].map(|end| swept.unit().readable(end));
        return Err(SweepError::Order { from, to });
    }
    let log = from > 0.0 && !is_even(swept);
    let count = request.steps.clamp(STEPS.0, STEPS.1) - 1;
    let mut values = spread(from, to, log, u32::try_from(count).unwrap_or(1));
    // The ends are as they were asked for, to the last bit.
    (values[0], values[count]) = (from, to);
    Ok((values, log))
}

fn usual(swept: &Swept, around: Option<f64>) -> Option<(f64, f64)> {
    let (low, high) = swept.bounds();
    match (swept, around) {
        (Swept::Months, horizon) => Some((0.0, horizon?)),
        (_, around) if swept.unit() == Unit::Share => {
            let reach = AROUND * around.unwrap_or(0.0);
            let whole = if high <= 1.0 { high } else { f64::max(reach, 1.0) };
            Some((f64::min(reach, low.max(0.0)), whole))
        }
        (_, Some(around)) if around > 0.0 => Some((around / AROUND, around * AROUND)),
        _ => None,
    }
}

/// Whether a number is spread evenly whatever its ends.
fn is_even(swept: &Swept) -> bool {
    *swept == Swept::Months || swept.unit() == Unit::Share
}

fn spread(from: f64, to: f64, log: bool, count: u32) -> Vec<f64> {
    // Closer ends than one in a hundred are even on any scale.
    if log && to > from * 1.01 { log_steps(from, to, count) } else { even_steps(from, to, count) }
}

/// The places at which signs are compared: the values, the plan's own and a finer grid.
pub(super) fn grid(values: &[f64], log: bool, planned: Option<f64>) -> Vec<f64> {
    let (Some(&from), Some(&to)) = (values.first(), values.last()) else { return Vec::new() };
    let between = spread(from, to, log, GRID).into_iter().chain(planned);
    let between = between.filter(|value| (from..=to).contains(value));
    let mut places: Vec<f64> = values.iter().copied().chain(between).collect();
    places.sort_by(f64::total_cmp);
    places.dedup_by(|a, b| a.total_cmp(b).is_eq());
    places
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::ComponentId;

    fn ends(swept: &str, around: Option<f64>) -> Result<(f64, f64, bool), SweepError> {
        let request = SweepRequest {
            swept: swept.parse().unwrap(),
            component: ComponentId::new("a").unwrap(),
            from: None,
            to: None,
            steps: 5,
        };
        let (values, log) = values(&request, around)?;
        assert_eq!(values.len(), 5);
        assert!(values.is_sorted());
        Ok((values[0], values[4], log))
    }

    #[test]
    fn sensible_ends_lie_around_what_is_planned_and_within_what_makes_sense() {
        for (swept, around, expected) in [
            ("component/a/external_rate", 200.0, (20.0, 2000.0, true)),
            ("component/a/interpreted", 0.7, (0.0, 1.0, false)),
            ("component/a/growth", 0.2, (0.0, 2.0, false)),
            ("component/a/growth", -0.05, (-0.5, 1.0, false)),
            ("plan/utilisation", 0.6, (0.05, 0.95, false)),
            ("link/a-b/batch", 1.0, (1.0, 10.0, true)),
            ("plan/horizon", 360.0, (36.0, 1200.0, true)),
            ("months", 36.0, (0.0, 36.0, false)),
        ] {
            assert_eq!(ends(swept, Some(around)), Ok(expected), "{swept}");
        }
        for around in [None, Some(0.0)] {
            assert!(matches!(ends("component/a/work", around), Err(SweepError::NoEnds(_))));
        }
    }
}
