//! Times that vary from request to request: a constant part and exponential ones.

/// A time by its mean and by how much it varies.
///
/// Up to a spread of 1 a part of it is constant and the rest exponential; above, it is one of two
/// exponential times of equal weight in the mean (balanced means: W. Whitt, *Approximating a point
/// process by a renewal process*, Operations Research 30, 1982). At 1 it is exponential.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Varied {
    /// Mean, ms.
    pub mean_ms: f64,
    /// Standard deviation over the mean; 0 is constant.
    pub spread: f64,
}

/// An exponential part of a time: how often it is this one, and its mean.
pub(in crate::forecast) type Part = (f64, f64);

impl Varied {
    /// The constant part, ms.
    #[must_use]
    pub fn constant_ms(&self) -> f64 {
        self.mean_ms * (1.0 - self.spread).max(0.0)
    }

    /// How often the shorter of two exponential times is meant; 1 where there is one.
    fn short_share(&self) -> f64 {
        let square = self.spread * self.spread;
        if square <= 1.0 {
            return 1.0;
        }
        0.5 * (1.0 + libm::sqrt((square - 1.0) / (square + 1.0)))
    }

    /// What is exponential of it, ms.
    pub(in crate::forecast) fn parts(&self) -> [Part; 2] {
        let short = self.short_share();
        if self.spread <= 1.0 {
            return [(1.0, self.mean_ms * self.spread), (0.0, 0.0)];
        }
        [short, 1.0 - short].map(|share| (share, self.mean_ms / (2.0 * share)))
    }

    /// Variance over the square of the mean.
    #[must_use]
    pub fn scv(&self) -> f64 {
        self.spread * self.spread
    }

    /// Logarithm of the moment generating function of the time over its mean, with its slope; infinite
    /// from [`Varied::pole`] on.
    pub(super) fn cumulant(&self, at: f64) -> (f64, f64) {
        let unit = Self { mean_ms: 1.0, ..*self };
        let [mut sum, mut slope] = [0.0, 0.0];
        for (share, mean) in unit.parts() {
            let left = 1.0 - at * mean;
            if share > 0.0 && left <= 0.0 {
                return (f64::INFINITY, f64::INFINITY);
            }
            sum += share / left;
            slope += share * mean / (left * left);
        }
        let constant = unit.constant_ms();
        (libm::log(sum) + at * constant, slope / sum + constant)
    }

    /// Where the moment generating function of the time over its mean ends; infinite where it is
    /// constant.
    pub(super) fn pole(&self) -> f64 {
        let unit = Self { mean_ms: 1.0, ..*self };
        unit.parts().iter().map(|(_, mean)| *mean).fold(0.0, f64::max).recip()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn mean_and_variance_are_those_asked_for() {
        for spread in [0.0, 0.4, 1.0, 1.3, 3.0] {
            let time = Varied { mean_ms: 5.0, spread };
            // Of an exponential time the second moment is twice the square of the mean.
            let constant = time.constant_ms();
            let mean: f64 = time.parts().iter().map(|(share, mean)| share * mean).sum();
            let second: f64 =
                time.parts().iter().map(|(share, mean)| share * 2.0 * mean * mean).sum();
            let variance = second - mean * mean;
            assert!((constant + mean - 5.0).abs() < 1e-12, "{spread}");
            assert!((variance - 25.0 * spread * spread).abs() < 1e-9, "{spread}: {variance}");
        }
    }

    #[test]
    fn the_cumulant_has_the_slope_that_it_says_and_begins_as_the_mean() {
        for spread in [0.0, 0.4, 1.0, 1.3] {
            let time = Varied { mean_ms: 7.0, spread };
            assert!((time.cumulant(0.0).1 - 1.0).abs() < 1e-12);
            let at = 0.3_f64.min(0.5 * time.pole());
            let rise = (time.cumulant(at + 1e-6).0 - time.cumulant(at - 1e-6).0) / 2e-6;
            assert!((time.cumulant(at).1 - rise).abs() < 1e-6, "{spread}");
        }
    }
}
