//! Values spread over an interval, for curves and sweeps.

/// `count + 1` values from `low` to `high`, evenly spread on a logarithmic scale. A `low` that is
/// not positive counts as very small, a `high` below it as a little more.
#[must_use]
pub fn log_steps(low: f64, high: f64, count: u32) -> Vec<f64> {
    let (low, high) = (low.max(1e-9), high.max(low * 1.01));
    let step = libm::log(high / low) / f64::from(count);
    (0..=count).map(|i| low * libm::exp(f64::from(i) * step)).collect()
}

/// `count + 1` values from `low` to `high`, evenly spread.
#[must_use]
pub fn even_steps(low: f64, high: f64, count: u32) -> Vec<f64> {
    let step = (high - low) / f64::from(count);
    (0..=count).map(|i| low + f64::from(i) * step).collect()
}
