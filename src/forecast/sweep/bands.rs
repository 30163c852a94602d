//! How uncertain a sweep's lines are: every other input and the catalog's figures in draws.

use super::model::{self, Model, Place};
use super::{Metric, Sweep, SweepError, Swept};
use crate::forecast::point::Point;
use crate::forecast::resolve::Resolved;
use crate::forecast::sample::{self, Catalogs};
use crate::forecast::totals::{self, Shared};

/// Values at which a band is computed, ends included.
const PLACES: usize = 33;

/// For each metric the band of each line of a sweep at some of its values: `[value, low, high]`, the
/// 10th and the 90th percentile over so many draws of the inputs that do not move and of the catalog's figures.
/// Planned servers stay those that the plan asks for at the medians, and latency on them is told
/// over the figures alone: whoever plans servers for a load and misses it by far saturates them,
/// wherever the swept number is. Where less than a tenth of the draws is finite there is no band,
/// where less than nine tenths are its upper end is infinite.
///
/// # Errors
/// As those of [`Sweep::new`].
pub fn bands(
    resolved: &Resolved<'_>,
    sweep: &Sweep,
    metrics: &[Metric],
    draws: u32,
) -> Result<Vec<Vec<Vec<[f64; 3]>>>, SweepError> {
    let model = Model::new(resolved, &sweep.swept, &sweep.component)?;
    let catalogs = Catalogs::new(resolved.catalog, draws);
    let mut bands = vec![vec![Vec::new(); model.contenders.len()]; metrics.len()];
    for value in places(&sweep.values) {
        // Growth is uncertain as well, so load grows in each draw by itself.
        let grows = sweep.swept == Swept::Months;
        let undrawn = if grows { model.facts.clone() } else { model.place(value).facts };
        let at = model.resolved_at(value);
        let drawn = sample::of_component(&at, &undrawn, &catalogs, |drawn, facts| {
            let shared = Shared::of(drawn, Point::Typical);
            let anchored = undrawn.anchored(drawn.catalog);
            let [all, figures_alone] = [facts, &anchored].map(|facts| {
                let facts = if grows { model::grown(facts, value) } else { facts.clone() };
                Place::new(facts, shared)
            });
            let measure = |of: &model::Contender<'_>, metric: Metric| {
                let candidate = drawn.catalog.candidates.get(&of.candidate.id)?;
                let language = drawn.catalog.languages.get(&candidate.language)?;
                let stack = totals::stack(candidate, language, Point::Typical);
                let place = if metric == Metric::PlannedP99 { &figures_alone } else { &all };
                Some(metric.of(&model::compute(drawn, language, &stack, &of.sizing, place)))
            };
            let of_metric = |&metric: &Metric| {
                model.contenders.iter().map(|of| measure(of, metric)).collect::<Vec<_>>()
            };
            metrics.iter().map(of_metric).collect::<Vec<_>>()
        });
        for (metric, bands) in bands.iter_mut().enumerate() {
            for (line, band) in bands.iter_mut().enumerate() {
                let values = drawn.iter().filter_map(|of| of[metric][line]);
                if let Some(found) = sample::percentiles(values).filter(|of| of.low.is_finite()) {
                    band.push([value, found.low, found.high]);
                }
            }
        }
    }
    Ok(bands)
}

/// A few of the values of a sweep, evenly.
fn places(values: &[f64]) -> Vec<f64> {
    let last = values.len().saturating_sub(1);
    let most = PLACES.min(values.len());
    let place = |i: usize| values.get(if most > 1 { i * last / (most - 1) } else { 0 }).copied();
    (0..most).filter_map(place).collect()
}
