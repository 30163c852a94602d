//! Speeds that follow from Go's.
//!
//! Most languages were measured against Go, not against CPython. What CPython interprets they run
//! as many times faster as Go does, divided by their CPU time relative to Go, and what it does in
//! its C-accelerated library as many times as Go, divided by the square root of that: half of such
//! work is the same C everywhere (judgement). The spreads of both are independent, so their
//! logarithms add in quadrature.

use std::collections::BTreeMap;

use super::{Confidence, Figure, Language};
use crate::base::Range;
use crate::model::LanguageId;

/// The language whose speed over CPython was measured, and which others were measured against.
pub const REFERENCE: &str = "go";

/// Sets the speeds over CPython of those languages that were measured against Go, from Go's and from
/// their CPU time relative to Go; ranges that are known exactly give exact speeds.
pub fn derive(languages: &mut BTreeMap<LanguageId, Language>) {
    let reference = languages.values().find(|language| language.id.as_str() == REFERENCE);
    let Some([interpreted, accelerated]) =
        reference.map(|go| [&go.interpreted, &go.accelerated].map(|figure| figure.range))
    else {
        return;
    };
    for language in languages.values_mut().filter(|language| language.through_go) {
        let ratio = language.cpu_vs_go.range;
        language.interpreted.range = over(interpreted, ratio);
        language.accelerated.range = over(accelerated, ratio.map(libm::sqrt));
    }
}

/// A figure that [`derive`] fills, with the evidence of Go's.
pub(super) fn follows(go: &Figure, note: &str) -> Figure {
    Figure { confidence: Confidence::Judgement, note: note.to_owned(), ..go.clone() }
}

/// One range over another, their spreads independent.
fn over(a: Range, b: Range) -> Range {
    let spread = |x: f64, y: f64| libm::exp(libm::hypot(libm::log(x), libm::log(y)));
    let typical = a.typical / b.typical;
    Range {
        low: typical / spread(a.typical / a.low, b.high / b.typical),
        typical,
        high: typical * spread(a.high / a.typical, b.typical / b.low),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spreads_of_a_ratio_add_in_quadrature() {
        // Half as long as Go: ln 2.5 and ln 2 above, ln 2 and ln 2 below.
        let go = Range { low: 20.0, typical: 40.0, high: 100.0 };
        let of = over(go, Range { low: 0.25, typical: 0.5, high: 1.0 });
        assert!((of.typical - 80.0).abs() < 1e-9);
        assert!((of.low - 80.0 / 2.665).abs() < 0.01, "{of:?}");
        assert!((of.high - 80.0 * 3.1548).abs() < 0.01, "{of:?}");
        assert_eq!(over(Range::exact(40.0), Range::exact(0.5)), Range::exact(80.0));
    }
}
