//! Distributions of times, held against closed forms.

use polyplan::forecast::distribution::{BEYOND, Distribution};
use proptest::prelude::*;

/// Exponential with this mean.
fn exponential(mean: f64) -> Distribution {
    Distribution::of_survival(0.0, -BEYOND.ln() * mean, |time| (-time / mean).exp())
}

/// Probability that the sum of two exponential times with these means takes longer.
fn sum_exceeds(time: f64, [a, b]: [f64; 2]) -> f64 {
    if (a / b - 1.0).abs() < 1e-6 {
        return (-time / a).exp() * (1.0 + time / a);
    }
    (a * (-time / a).exp() - b * (-time / b).exp()) / (a - b)
}

const PROBABILITIES: [f64; 4] = [0.5, 0.9, 0.95, 0.99];

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]

    /// A fast time, and in a share of the cases a slow one after it, however slow and seldom.
    #[test]
    fn fast_and_slow_cases_are_held_by_one_grid(
        fast in 0.01..100.0_f64,
        slower in 0.01..10_000.0_f64,
        share in 0.001..1.0_f64,
    ) {
        let slow = fast * slower;
        let time = exponential(fast).plus(&exponential(slow).sometimes(share));
        let exceeds = |at: f64| {
            (1.0 - share) * (-at / fast).exp() + share * sum_exceeds(at, [fast, slow])
        };
        let mean = fast + share * slow;
        prop_assert!((time.mean() / mean - 1.0).abs() < 1e-4, "{} {mean}", time.mean());
        for probability in PROBABILITIES {
            // Where hardly any case lies a small difference in probability is a large one in time.
            let at = time.quantile(probability);
            let (early, late) = (exceeds(at * 1.02), exceeds(at * 0.98));
            let wanted = 1.0 - probability;
            prop_assert!(early <= wanted * 1.02 && wanted * 0.98 <= late, "{probability}: {at}");
        }
    }

    /// The later of two exponential times.
    #[test]
    fn the_later_of_two_is_held_as_well(a in 0.01..100.0_f64, slower in 1.0..10_000.0_f64) {
        let b = a * slower;
        let time = exponential(a).later_of(&exponential(b));
        for probability in PROBABILITIES {
            let at = time.quantile(probability);
            let exceeds = |at: f64| 1.0 - (1.0 - (-at / a).exp()) * (1.0 - (-at / b).exp());
            let wanted = 1.0 - probability;
            prop_assert!(exceeds(at * 1.02) <= wanted * 1.001, "{probability}: {at}");
            prop_assert!(exceeds(at * 0.98) >= wanted * 0.999, "{probability}: {at}");
        }
    }

    /// Sums do not depend on the order, and means add up.
    #[test]
    fn means_add_up_in_any_order(
        means in prop::collection::vec(0.001..1000.0_f64, 2..6),
        shares in prop::collection::vec(0.01..1.0_f64, 6),
        wait in 0.0..50.0_f64,
    ) {
        let times: Vec<Distribution> =
            means.iter().zip(&shares).map(|(m, share)| exponential(*m).sometimes(*share)).collect();
        let sum = |of: Vec<&Distribution>| {
            of.into_iter().fold(Distribution::constant(wait), |sum, time| sum.plus(time))
        };
        let (forward, back) = (sum(times.iter().collect()), sum(times.iter().rev().collect()));
        let mean = wait + means.iter().zip(&shares).map(|(mean, share)| mean * share).sum::<f64>();
        for found in [&forward, &back] {
            prop_assert!((found.mean() / mean - 1.0).abs() < 1e-4, "{} {mean}", found.mean());
            let quantiles = PROBABILITIES.map(|probability| found.quantile(probability));
            prop_assert!(quantiles.is_sorted() && quantiles[0] >= wait);
        }
        let [a, b] = [&forward, &back].map(|found| found.quantile(0.99));
        prop_assert!((a / b - 1.0).abs() < 0.02, "{a} {b}");
    }
}

#[test]
fn a_rare_slow_case_leaves_the_median_alone() {
    let time = Distribution::constant(1.0).plus(&Distribution::constant(499.0).sometimes(0.01));
    assert_eq!((time.quantile(0.5), time.quantile(0.95)), (1.0, 1.0));
    assert!((time.quantile(0.999) / 500.0 - 1.0).abs() < 0.01);
    assert!((time.mean() - 5.99).abs() < 1e-9);
}
