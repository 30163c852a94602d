//! The distribution that a range stands for.

use super::{Range, normal};

/// A range made ready to be taken at many probabilities.
///
/// It is two halves of a log-normal distribution that meet at the median, or of a normal one where
/// the low end is not positive.
#[derive(Clone, Copy, Debug)]
pub struct Quantiles {
    range: Range,
    /// Logarithms of the low and the high end over the median; not used by normal halves.
    logs: [f64; 2],
}

impl Quantiles {
    /// Those of a range.
    #[must_use]
    pub fn of(range: Range) -> Self {
        let log = |end: f64| if range.low > 0.0 { libm::log(end / range.typical) } else { 0.0 };
        Self { range, logs: [log(range.low), log(range.high)] }
    }

    /// Value below which the number lies with `probability` (between 0 and 1, ends excluded).
    #[must_use]
    pub fn at(&self, probability: f64) -> f64 {
        let Self { range, logs: [low, high] } = self;
        let z = normal::quantile(probability) / normal::Z90;
        let (end, log) = if z < 0.0 { (range.low, low) } else { (range.high, high) };
        if range.low > 0.0 {
            range.typical * libm::exp(z.abs() * log)
        } else {
            range.typical + z.abs() * (end - range.typical)
        }
    }

    /// The value at a probability as a range of its own; numbers that cannot be negative stay so.
    #[must_use]
    pub fn exact(&self, probability: f64) -> Range {
        if self.range.is_exact() {
            return self.range;
        }
        let value = self.at(probability);
        Range::exact(if self.range.low >= 0.0 { value.max(0.0) } else { value })
    }
}
