//! One range from the estimates of several people.

use super::Range;

/// The ranges of several people as one, which averages their quantiles (Vincentization): low, median and
/// high are each the mean of theirs. Averaging quantiles is better calibrated than averaging
/// probabilities where people share what they know, and sharper (K. C. Lichtendahl, Y. Grushka-Cockayne and
/// R. L. Winkler, *Is It Better to Average Probabilities or Quantiles?*, Management Science 59(7), 2013).
///
/// Means are geometric where all numbers are positive, as their logarithms are what the three-point
/// distribution of a [`Range`] draws, else arithmetic. Either way the mean of two-piece normals is one again, so
/// that the three points say all of it. None for no range.
#[must_use]
pub fn pooled(ranges: &[Range]) -> Option<Range> {
    #[expect(clippy::cast_precision_loss, reason = "a handful of people")]
    let count = ranges.len() as f64;
    let positive = ranges.iter().all(|range| range.low > 0.0);
    let mean = |of: fn(&Range) -> f64| {
        let values = ranges.iter().map(of);
        if positive {
            libm::exp(values.map(libm::log).sum::<f64>() / count)
        } else {
            values.sum::<f64>() / count
        }
    };
    if ranges.is_empty() {
        return None;
    }
    let (low, typical, high) = (mean(|of| of.low), mean(|of| of.typical), mean(|of| of.high));
    Some(Range { low: low.min(typical), typical, high: high.max(typical) })
}

#[cfg(test)]
mod tests {
    use super::*;

    const fn range(low: f64, typical: f64, high: f64) -> Range {
        Range { low, typical, high }
    }

    fn near(found: Range, expected: Range) {
        for (found, expected) in [
            (found.low, expected.low),
            (found.typical, expected.typical),
            (found.high, expected.high),
        ] {
            assert!((found - expected).abs() < 1e-9, "{found} {expected}");
        }
    }

    #[test]
    fn positive_numbers_are_averaged_in_logarithms() {
        // √(4·9), √(8·18), √(16·36)
        let two = [range(4.0, 8.0, 16.0), range(9.0, 18.0, 36.0)];
        near(pooled(&two).unwrap(), range(6.0, 12.0, 24.0));
        // ∛(1·10·100)
        let three = [1.0, 10.0, 100.0].map(|x| range(x, x, x));
        near(pooled(&three).unwrap(), range(10.0, 10.0, 10.0));
    }

    #[test]
    fn numbers_down_to_nothing_are_averaged_as_they_are() {
        let two = [range(0.0, 1.0, 4.0), range(2.0, 3.0, 6.0)];
        near(pooled(&two).unwrap(), range(1.0, 2.0, 5.0));
    }

    #[test]
    fn one_range_stays_and_none_is_none() {
        let one = range(5.0, 8.0, 20.0);
        near(pooled(&[one]).unwrap(), one);
        assert_eq!(pooled(&[]), None);
    }

    /// The mean of quantiles far out is that of the pooled three points.
    #[test]
    fn the_three_points_say_all_of_it() {
        let two = [range(4.0, 8.0, 16.0), range(9.0, 12.0, 50.0)];
        let pool = pooled(&two).unwrap();
        for probability in [0.01, 0.3, 0.5, 0.77, 0.995] {
            let at = |of: Range| crate::base::Quantiles::of(of).exact(probability).typical;
            let mean = libm::sqrt(at(two[0]) * at(two[1]));
            assert!((at(pool) / mean - 1.0).abs() < 1e-9, "{probability}");
        }
    }
}
