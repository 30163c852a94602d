//! A CPU time that somebody measured, and what follows from it for other languages.
//!
//! The time belongs to the language it was measured in and is known there; other languages are
//! reached by their speed relative to it, so that what is uncertain of both cancels. What is
//! measured of a whole request has the stack's own time in it, which is taken out before other stacks
//! add theirs.

use super::values::Values;
use crate::base::Range;
use crate::catalog::{Catalog, Figure, Language};
use crate::model::{Input, LanguageId};

/// A stated CPU time in terms of CPython.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct InCpython {
    /// CPU time without the stack's if written in CPython, ms.
    pub cpython_ms: Range,
    /// The stacks' own CPU time on the machine that was measured over the catalog's: below 1 where a
    /// whole request took less than the catalog says of its stack alone.
    pub stack_scale: f64,
}

/// A CPU time of code in a language in terms of CPython, for shares of CPython's time; `whole` says
/// that it was measured with the stack's own.
///
/// Where nothing is left beside the stack's own time, all of it is the stack's. A time of nothing
/// says that the component has no work of its own.
#[must_use]
pub fn in_cpython(
    stated: Range,
    whole: bool,
    language: &LanguageId,
    shares: [f64; 3],
    catalog: &Catalog,
) -> Option<InCpython> {
    let factor = speed(catalog.languages.get(language)?, shares);
    let stack = catalog.candidate_of(language).filter(|_| whole && stated.typical > 0.0);
    let overhead = stack
        .map_or(0.0, |stack| stack.overhead.range.typical * catalog.constant("http_machine", 1.0));
    let own = stated.map(|ms| f64::max(ms - overhead, 0.0));
    let stack_scale = if overhead > stated.typical { stated.typical / overhead } else { 1.0 };
    Some(InCpython { cpython_ms: own.scale(factor), stack_scale })
}

/// Shares of CPython's time at the medians, made to add up to 1.
pub(super) fn shares(values: &Values) -> [f64; 3] {
    let share = |input: Input| values.of(input).map_or(0.0, |value| value.range.typical);
    normalised([share(Input::Interpreted), share(Input::Accelerated), share(Input::Native)])
}

/// Shares made to add up to 1; without any, all is interpreted.
fn normalised(shares: [f64; 3]) -> [f64; 3] {
    let sum: f64 = shares.iter().sum();
    if sum > 0.0 { shares.map(|share| share / sum) } else { [1.0, 0.0, 0.0] }
}

/// How much CPython time one millisecond of a language is worth, for shares of CPython's time.
fn speed(language: &Language, [interpreted, accelerated, native]: [f64; 3]) -> f64 {
    let typical = |figure: &Figure| figure.range.typical;
    (interpreted / typical(&language.interpreted)
        + accelerated / typical(&language.accelerated)
        + native / typical(&language.native))
    .recip()
}
