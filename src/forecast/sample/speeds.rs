//! Speeds of languages and stacks in draws: errors are shared where the sources share them.
//!
//! * How much faster compiled code is than CPython was measured of Go; every language that was
//!   measured against Go has Go's draw, and its own only for the ratio to Go. So two compiled
//!   languages differ by what is known to differ, and not by what CPython did.
//! * Languages of one platform (the JVM; compilers on LLVM) share most of what a ratio to Go depends
//!   on, see [`SHARED_BY_PLATFORM`].
//! * How much of native library work a language matches depends on the work, not on the language: one
//!   draw for all.
//!
//! Stacks share the machine and harness of a laboratory (the constant `http_machine`); what they do
//! in one laboratory and not in another is their own.

use std::collections::BTreeMap;

use super::draw::{self, exact, probability};
use crate::base::normal;
use crate::catalog::{Language, speeds};
use crate::model::LanguageId;

/// Share of the variance of a ratio to Go that languages of one platform have in common, so that
/// Kotlin on the JVM is within a third of Java in eight draws of ten (judgement: same compiler and
/// collector, other libraries and idioms).
const SHARED_BY_PLATFORM: f64 = 0.8;

/// Draws the speeds of all languages.
pub(super) fn draw(languages: &mut BTreeMap<LanguageId, Language>, number: u32) {
    let native = probability(draw::address("native"), number);
    for language in languages.values_mut() {
        let own =
            |word: &str| probability(draw::address(&format!("{}/{word}", language.id)), number);
        let [interpreted, accelerated] = ["interpreted", "accelerated"].map(own);
        let platform = probability(draw::address(&language.platform), number);
        let ratio = common(platform, own("cpu-vs-go"), SHARED_BY_PLATFORM);
        let Language {
            cpu_vs_go, interpreted: of_interpreted, accelerated: of_accelerated, ..
        } = language;
        cpu_vs_go.range = exact(cpu_vs_go.range, ratio);
        of_interpreted.range = exact(of_interpreted.range, interpreted);
        of_accelerated.range = exact(of_accelerated.range, accelerated);
        language.native.range = exact(language.native.range, native);
    }
    speeds::derive(languages);
}

/// The probability of a number that has so much of its variance in common with others.
fn common(shared: f64, own: f64, share: f64) -> f64 {
    let z = libm::sqrt(share) * normal::quantile(shared)
        + libm::sqrt(1.0 - share) * normal::quantile(own);
    // The distribution function by the complementary error function.
    libm::erfc(-z / std::f64::consts::SQRT_2) / 2.0
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_common_leaves_the_distribution_as_it_is() {
        let all: Vec<[f64; 2]> = (0..256)
            .map(|number| {
                let [shared, a, b] =
                    ["jvm", "a", "b"].map(|of| probability(draw::address(of), number));
                [a, b].map(|own| common(shared, own, SHARED_BY_PLATFORM))
            })
            .collect();
        let below = |at: f64| all.iter().filter(|of| of[0] < at).count();
        // An eighth of 256 is 32.
        for (at, expected) in [(0.125, 32_usize), (0.5, 128), (0.875, 224)] {
            assert!(below(at).abs_diff(expected) <= 8, "{at}: {}", below(at));
        }
        let z = |p: f64| normal::quantile(p);
        let correlation: f64 = all.iter().map(|of| z(of[0]) * z(of[1])).sum::<f64>() / 256.0;
        assert!((correlation - SHARED_BY_PLATFORM).abs() < 0.1, "{correlation}");
    }

    #[test]
    fn a_number_with_nothing_in_common_is_its_own() {
        for p in [0.01, 0.3, 0.5, 0.9] {
            assert!((common(0.7, p, 0.0) - p).abs() < 1e-12);
            assert!((common(p, 0.2, 1.0) - p).abs() < 1e-12);
        }
    }
}
