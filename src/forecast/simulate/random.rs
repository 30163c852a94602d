//! Random times, the same on every machine.

use rand_xoshiro::Xoshiro256PlusPlus;
use rand_xoshiro::rand_core::{Rng, SeedableRng};

use super::super::queueing::Varied;

/// A portable generator (D. Blackman, S. Vigna, xoshiro256++), seeded through `SplitMix64`.
pub(super) struct Random(Xoshiro256PlusPlus);

impl Random {
    pub fn new(seed: u64) -> Self {
        Self(Xoshiro256PlusPlus::seed_from_u64(seed))
    }

    /// A number above 0 and up to 1, evenly spread.
    pub fn share(&mut self) -> f64 {
        #[expect(clippy::cast_precision_loss, reason = "53 bits fit")]
        let steps = ((self.0.next_u64() >> 11) + 1) as f64;
        steps / 9_007_199_254_740_992.0
    }

    /// An exponential time with mean 1.
    pub fn exponential(&mut self) -> f64 {
        -libm::log(self.share())
    }

    /// A whole number below `limit`; the bias is below one in four billion.
    pub fn below(&mut self, limit: u32) -> u32 {
        let wide = (self.0.next_u64() >> 32) * u64::from(limit);
        u32::try_from(wide >> 32).unwrap_or(0)
    }
}

/// Draws a time that varies.
pub(super) fn draw(time: Varied, random: &mut Random) -> f64 {
    let [(short, mean), (_, longer)] = time.parts();
    if time.spread <= 0.0 {
        return time.mean_ms;
    }
    let mean = if short < 1.0 && random.share() > short { longer } else { mean };
    time.constant_ms() + mean * random.exponential()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn service_times_have_the_mean_and_variation_asked_for() {
        for scv in [0.0, 0.25, 1.0, 4.0] {
            let service = Varied { mean_ms: 1.0, spread: libm::sqrt(scv) };
            let mut random = Random::new(5);
            let draws: Vec<f64> = (0..400_000).map(|_| draw(service, &mut random)).collect();
            let mean = draws.iter().sum::<f64>() / 400_000.0;
            let squares = draws.iter().map(|x| (x - mean) * (x - mean)).sum::<f64>() / 400_000.0;
            assert!((mean - 1.0).abs() < 0.02, "{scv}: mean {mean}");
            assert!((squares - scv).abs() < 0.05 * scv.max(0.01), "{scv}: variance {squares}");
        }
    }

    #[test]
    fn numbers_below_a_limit_are_even() {
        let mut random = Random::new(1);
        let mut counts = [0_u32; 3];
        for _ in 0..30_000 {
            counts[random.below(3) as usize] += 1;
        }
        assert!(counts.iter().all(|count| (9_700..10_300).contains(count)), "{counts:?}");
        assert!((0..1000).all(|_| random.share() > 0.0));
    }
}
