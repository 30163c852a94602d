//! Quasi-random probabilities by address: padded, scrambled van der Corput sequences.
//!
//! Each address has a sequence of its own, and any `2^k` draws in a row from the start put one into
//! each of `2^k` equal parts of the range. Both the order of the draws and the sequence are
//! scrambled by a hash of the address (nested uniform scrambling after Owen, by the hash of
//! S. Laine and T. Karras, 2011; padding as in B. Burley, *Practical Hash-based Owen Scrambling*,
//! JCGT 2020), so that sequences of different addresses do not go together.

use crate::base::{Quantiles, Range};

/// Number of an address: FNV-1a.
#[must_use]
pub fn address(text: &str) -> u32 {
    text.bytes().fold(0x811c_9dc5, |hash, byte| (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193))
}

/// The probability, between 0 and 1, at which an address is taken in a draw.
#[must_use]
pub fn probability(address: u32, draw: u32) -> f64 {
    let index = scramble(draw, mix(address));
    // The digits of the index, turned round, are those of van der Corput's sequence.
    let point = scramble(index.reverse_bits(), mix(address ^ 0x9e37_79b9));
    (f64::from(point) + 0.5) / 4_294_967_296.0
}

/// The value at a probability; numbers that cannot be negative stay so.
#[must_use]
pub fn exact(range: Range, probability: f64) -> Range {
    if range.is_exact() { range } else { Quantiles::of(range).exact(probability) }
}

/// Nested uniform scrambling: what happens to a bit depends on the bits above it alone.
fn scramble(value: u32, seed: u32) -> u32 {
    laine_karras(value.reverse_bits(), seed).reverse_bits()
}

/// What happens to a bit depends on the bits below it alone.
fn laine_karras(value: u32, seed: u32) -> u32 {
    let mut x = value.wrapping_add(seed);
    for factor in [0x6c50_b47c_u32, 0xb82f_1e52, 0xc7af_e638, 0x8d22_f6e6] {
        x ^= x.wrapping_mul(factor);
    }
    x
}

/// Spreads the bits of a number (the finaliser of `MurmurHash3`).
fn mix(mut x: u32) -> u32 {
    x ^= x >> 16;
    x = x.wrapping_mul(0x85eb_ca6b);
    x ^= x >> 13;
    x = x.wrapping_mul(0xc2b2_ae35);
    x ^ (x >> 16)
}

#[cfg(test)]
mod tests {
    use super::super::percentiles;
    use super::*;

    #[test]
    fn draws_follow_the_distribution() {
        let range = Range { low: 5.0, typical: 8.0, high: 20.0 };
        let draws = (0..256).map(|draw| exact(range, probability(address("a/b"), draw)).typical);
        let found = percentiles(draws).unwrap();
        for (found, expected) in [(found.low, 5.0), (found.typical, 8.0), (found.high, 20.0)] {
            assert!((found / expected - 1.0).abs() < 0.02, "{found} {expected}");
        }
    }

    #[test]
    fn every_part_of_a_range_gets_one_draw() {
        for name in ["a", "component/cart/cpu_time", "plan/horizon"] {
            for parts in [2_u32, 16, 256] {
                let part = |draw| libm::floor(probability(address(name), draw) * f64::from(parts));
                let mut found: Vec<f64> = (0..parts).map(part).collect();
                found.sort_by(f64::total_cmp);
                let all: Vec<f64> = (0..parts).map(f64::from).collect();
                assert_eq!(found, all, "{name} {parts}");
            }
        }
    }

    #[test]
    fn addresses_are_drawn_independently() {
        let names: Vec<u32> = (0..60).map(|i| address(&format!("component/c{i}/rate"))).collect();
        let mut sum_of_squares = 0.0;
        let mut pairs = 0.0;
        for (i, &a) in names.iter().enumerate() {
            for &b in &names[..i] {
                let both = (0..256)
                    .map(|draw| (probability(a, draw) - 0.5) * (probability(b, draw) - 0.5));
                let correlation = both.sum::<f64>() / 256.0 * 12.0;
                sum_of_squares += correlation * correlation;
                pairs += 1.0;
                assert!(correlation.abs() < 0.4, "{correlation}");
            }
        }
        // Independent draws would have a standard deviation of 1/16; swapping halves of halves
        // makes it a little larger.
        let spread = libm::sqrt(sum_of_squares / pairs) * 16.0;
        assert!((0.5..1.5).contains(&spread), "{spread}");
    }
}
