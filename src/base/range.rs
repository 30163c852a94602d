//! Ranges: what is known of a number, as 10th percentile, median and 90th percentile.

use serde::{Deserialize, Serialize};

use super::unit::Unit;
use super::{Currency, Quantiles, number};

/// A number that is known only within limits: `low` and `high` are its 10th and 90th percentile,
/// `typical` its median.
///
/// Between and beyond them it follows one documented *three-point distribution*: where all three
/// are positive, a two-piece log-normal (the logarithm is normal below and above the median with
/// the two standard deviations that put the percentiles where they are stated), else the
/// two-piece normal. Both hit the three stated points exactly.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct Range {
    /// 10th percentile.
    pub low: f64,
    /// Median.
    pub typical: f64,
    /// 90th percentile.
    pub high: f64,
}

/// Why numbers or a text do not make a range.
#[derive(Clone, Debug, PartialEq, thiserror::Error)]
pub enum RangeError {
    /// One of the numbers is not finite.
    #[error("the number must be finite")]
    NotFinite,
    /// The numbers fall.
    #[error("the numbers must rise from low to high, as in 5..8..20")]
    Unordered,
    /// A part of the text is not a number.
    #[error("`{0}` is not a number; write 12, 5..20 or 5..8..20, with the unit after it")]
    NotANumber(String),
    /// A number has a comma where a point should be.
    #[error("`{0}` has a decimal comma; write {1}")]
    DecimalComma(String, String),
    /// Numbers of a range have units of their own.
    #[error("write the unit once, after the last number, as in 5..20 ms")]
    UnitTwice,
    /// The text has more than three numbers.
    #[error("at most three numbers make a range: low..typical..high")]
    TooManyNumbers,
    /// The unit is not one that fits.
    #[error("the unit `{found}` does not fit here; use {expected}")]
    WrongUnit {
        /// What was written.
        found: String,
        /// What would fit.
        expected: String,
    },
    /// A share that makes sense with the sign of per cent alone.
    #[error("without a unit {0} is a number of times the whole; write `{0} %`")]
    PerCent(String),
    /// A bare share above the whole, with how it would be read.
    #[error("{0} may be {0} % or {1}; write it with the sign")]
    TwoShares(String, String),
    /// The number lies outside what makes sense.
    #[error("{value} is outside {low} to {high}")]
    OutOfBounds {
        /// The rejected number with its unit.
        value: String,
        /// Smallest accepted number with its unit.
        low: String,
        /// Largest accepted number with its unit.
        high: String,
    },
}

impl RangeError {
    /// A number outside the smallest and the largest accepted one; each is told so that it reads back
    /// as it is, since a limit that is rounded is another one.
    #[must_use]
    pub fn outside(unit: Unit, value: f64, (low, high): (f64, f64)) -> Self {
        let exact = |value: f64| Range::exact(value).shown(unit);
        let told = |value: f64| if value.is_finite() { exact(value) } else { unit.readable(value) };
        Self::OutOfBounds { value: told(value), low: told(low), high: told(high) }
    }
}

impl Range {
    /// The range of these percentiles.
    ///
    /// # Errors
    /// [`RangeError::NotFinite`] or [`RangeError::Unordered`].
    pub fn new(low: f64, typical: f64, high: f64) -> Result<Self, RangeError> {
        if ![low, typical, high].iter().all(|x| x.is_finite()) {
            return Err(RangeError::NotFinite);
        }
        if low > typical || typical > high {
            return Err(RangeError::Unordered);
        }
        Ok(Self { low, typical, high })
    }

    /// A number known exactly.
    #[must_use]
    pub const fn exact(value: f64) -> Self {
        Self { low: value, typical: value, high: value }
    }

    /// Whether all three points are the same.
    #[must_use]
    #[expect(clippy::float_cmp, reason = "an exact range repeats one number bit by bit")]
    pub fn is_exact(self) -> bool {
        self.low == self.high
    }

    /// Value below which the number lies with `probability` (between 0 and 1, ends excluded).
    #[must_use]
    pub fn quantile(self, probability: f64) -> f64 {
        Quantiles::of(self).at(probability)
    }

    /// All three points changed by a rising function.
    #[must_use]
    pub fn map(self, f: impl Fn(f64) -> f64) -> Self {
        Self { low: f(self.low), typical: f(self.typical), high: f(self.high) }
    }

    /// All three points times a positive factor.
    #[must_use]
    pub fn scale(self, factor: f64) -> Self {
        self.map(|x| x * factor)
    }

    /// Median that a range stated by its ends alone gets: the geometric mean of positive ends,
    /// else the middle.
    #[must_use]
    pub fn implied_typical(low: f64, high: f64) -> f64 {
        if low > 0.0 { libm::sqrt(low) * libm::sqrt(high) } else { f64::midpoint(low, high) }
    }

    /// Reads `12 ms`, `5..20 ms` or `5..8..20 ms`, or with words `5 to 20 ms`; without a unit the number
    /// counts in `unit`.
    /// What [`Range::readable`] shows is read too.
    ///
    /// # Errors
    /// [`RangeError`] says which part cannot be read and how to write it.
    pub fn parse(text: &str, unit: Unit) -> Result<Self, RangeError> {
        // As it is said, and as tables of others print it.
        let said = text.contains(" to ") || text.contains('–');
        let told = said.then(|| text.replace(" to ", "..").replace('–', ".."));
        let text = told.as_deref().unwrap_or(text).trim();
        // People put the sign of money first, `$5..8/month`; the unit is `$/month` all the same.
        let (minus, size) = text.strip_prefix('-').map_or(("", text), |size| ("-", size));
        let money = Currency::leading(size).filter(|(of, rest)| {
            unit.is_money() || rest.len() + of.sign().len() == size.len() && of.sign() != of.word()
        });
        let money =
            money.map(|(currency, size)| (currency, format!("{minus}{}", size.trim_start())));
        let (sign, text) =
            money.as_ref().map_or(("", text), |(currency, rest)| (currency.sign(), rest.as_str()));
        // `B` is a billion of money, and bytes elsewhere.
        let factors = match unit {
            _ if unit.is_money() => "kKMBT",
            Unit::Kb | Unit::Mb | Unit::Gb => "kM",
            _ => "kKM",
        };
        let split = text
            .find(|c: char| {
                !(c.is_ascii_digit()
                    || matches!(c, '.' | '-' | '+' | ',' | '_' | ' ' | 'e')
                    || factors.contains(c))
            })
            .unwrap_or(text.len());
        let (numbers, suffix) = unit_boundary(text, split);
        let signless = text.trim_start_matches(['+', '-']);
        let word: String = signless.chars().take_while(|c| c.is_alphabetic()).collect();
        if ["nan", "inf", "infinity"].contains(&word.to_lowercase().as_str()) {
            return Err(RangeError::NotANumber(text.chars().take(24).collect()));
        }
        if suffix.contains("..") {
            return Err(RangeError::UnitTwice);
        }
        let suffix = format!("{sign}{}", suffix.trim());
        let conversion = unit.conversion(&suffix).ok_or_else(|| RangeError::WrongUnit {
            found: suffix.chars().take(24).collect(),
            expected: unit.accepted().into_owned(),
        })?;
        let parts: Vec<&str> = numbers.trim().split("..").collect();
        if parts.len() > 3 {
            return Err(RangeError::TooManyNumbers);
        }
        let mut values = Vec::with_capacity(3);
        for part in parts {
            let value = number::parse(part).ok_or_else(|| not_a_number(part.trim()))?;
            values.push(conversion.of(value));
        }
        match values[..] {
            [value] => Self::new(value, value, value),
            [low, high] => {
                if low > high {
                    return Err(RangeError::Unordered);
                }
                Self::new(low, Self::implied_typical(low, high).clamp(low, high), high)
            }
            [low, typical, high] => Self::new(low, typical, high),
            _ => Err(RangeError::TooManyNumbers),
        }
    }

    /// The exact notation that [`Range::parse`] reads back bit by bit, with the unit's suffix.
    #[must_use]
    pub fn notation(self, unit: Unit) -> String {
        let exact = number::exact;
        let numbers = if self.is_exact() {
            exact(self.typical)
        } else if self.typical.to_bits() == Self::implied_typical(self.low, self.high).to_bits() {
            format!("{}..{}", exact(self.low), exact(self.high))
        } else {
            format!("{}..{}..{}", exact(self.low), exact(self.typical), exact(self.high))
        };
        match &*unit.suffix() {
            "" => numbers,
            suffix => format!("{numbers} {suffix}"),
        }
    }

    /// The median with the ends in brackets, each with its unit: `$222,000 ($132,000 to $366,000)`; the
    /// number alone where it is exact.
    #[must_use]
    pub fn with_ends(self, unit: Unit) -> String {
        let [low, typical, high] =
            [self.low, self.typical, self.high].map(|value| unit.readable(value));
        if self.is_exact() { typical } else { format!("{typical} ({low} to {high})") }
    }

    /// The range for people: three significant digits and the unit.
    #[must_use]
    pub fn readable(self, unit: Unit) -> String {
        let implied = Self::implied_typical(self.low, self.high);
        if self.is_exact() || self.typical.to_bits() != implied.to_bits() {
            return self.readable_in_full(unit);
        }
        let (divisor, suffix) = unit.shown_as(self.typical);
        let [low, high] = [self.low, self.high].map(|x| unit.readable_number(x / divisor));
        unit.phrase(&format!("{low}..{high}"), suffix)
    }

    /// The same with the median, also where the ends imply it.
    #[must_use]
    pub fn readable_in_full(self, unit: Unit) -> String {
        if self.is_exact() {
            return unit.readable(self.typical);
        }
        let (divisor, suffix) = unit.shown_as(self.typical);
        let [low, typical, high] =
            [self.low, self.typical, self.high].map(|x| unit.readable_number(x / divisor));
        unit.phrase(&format!("{low}..{typical}..{high}"), suffix)
    }

    /// As people read it where that reads back as it is, else exactly.
    #[must_use]
    pub fn shown(self, unit: Unit) -> String {
        let readable = self.readable(unit);
        if Self::parse(&readable, unit) == Ok(self) { readable } else { self.notation(unit) }
    }
}

/// Why a part of a range is no number.
fn not_a_number(part: &str) -> RangeError {
    let shown: String = part.chars().take(24).collect();
    let pointed = part.replacen(',', ".", 1);
    if part.contains(',') && number::parse(&pointed).is_some() {
        return RangeError::DecimalComma(shown, pointed);
    }
    RangeError::NotANumber(shown)
}

/// Splits numbers from unit; `e` and factors such as `k` belong to a number only right after a
/// digit.
fn unit_boundary(text: &str, mut split: usize) -> (&str, &str) {
    let bytes = text.as_bytes();
    let mut i = 0;
    while i < split {
        if bytes[i].is_ascii_alphabetic() {
            let after_digit = i > 0 && bytes[i - 1].is_ascii_digit();
            let next = bytes.get(i + 1).copied().unwrap_or(b' ');
            let belongs = match bytes[i] {
                b'e' => after_digit && (next.is_ascii_digit() || matches!(next, b'-' | b'+')),
                _ => after_digit && !next.is_ascii_alphabetic(),
            };
            if !belongs {
                split = i;
            }
        }
        i += 1;
    }
    text.split_at(split)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_the_three_notations() {
        for (text, low, typical, high) in [
            ("12 ms", 12.0, 12.0, 12.0),
            ("5..20 ms", 5.0, 10.0, 20.0),
            ("5..8..20ms", 5.0, 8.0, 20.0),
            ("0.5..1 s", 500.0, 707.106_781_186_547_5, 1000.0),
            ("0..10", 0.0, 5.0, 10.0),
            ("1e3 ms", 1000.0, 1000.0, 1000.0),
            ("2k", 2000.0, 2000.0, 2000.0),
            ("1,500 ms", 1500.0, 1500.0, 1500.0),
            ("5 to 20 ms", 5.0, 10.0, 20.0),
            ("5–20 ms", 5.0, 10.0, 20.0),
        ] {
            let range = Range::parse(text, Unit::Ms).unwrap();
            for (found, expected) in
                [(range.low, low), (range.typical, typical), (range.high, high)]
            {
                assert!((found - expected).abs() <= 1e-12 * expected, "{text}: {range:?}");
            }
        }
    }

    #[test]
    fn in_full_the_median_is_told_even_where_it_is_implied() {
        for (text, short, full) in [
            ("5..20 ms", "5..20 ms", "5..10..20 ms"),
            ("5..8..20 ms", "5..8..20 ms", "5..8..20 ms"),
            ("7 ms", "7 ms", "7 ms"),
        ] {
            let range = Range::parse(text, Unit::Ms).unwrap();
            assert_eq!(range.readable(Unit::Ms), short);
            assert_eq!(range.readable_in_full(Unit::Ms), full);
        }
    }

    #[test]
    fn what_people_are_shown_can_be_typed() {
        for unit in Unit::ALL {
            for range in [
                Range { low: 2.0, typical: 5.0, high: 1250.0 },
                Range::exact(0.25),
                Range::exact(3.0),
                Range::exact(if unit.is_money() { 2.5e6 } else { 250.0 }),
                // Two digits: of work and time to build no more are shown.
                Range::exact(if unit.is_money() { 2.5e10 } else { 0.12 }),
                Range::exact(if unit.is_money() { 2.5e13 } else { 120.0 }),
            ] {
                let shown = range.readable(*unit);
                let read = Range::parse(&shown, *unit).unwrap();
                for (a, b) in
                    [(read.low, range.low), (read.typical, range.typical), (read.high, range.high)]
                {
                    assert!((a - b).abs() <= 1e-9 * b, "{shown} is read as {read:?}");
                }
            }
        }
    }

    #[test]
    fn says_what_is_wrong() {
        for (text, words) in [
            ("20..5 ms", "rise"),
            ("5 parsecs", "does not fit"),
            ("fast", "`fast`"),
            ("1..2..3..4 ms", "three numbers"),
            ("", "not a number"),
            ("NaN", "`NaN` is not a number"),
            ("inf", "`inf` is not a number"),
            ("-infinity ms", "is not a number"),
            ("5ms..20ms", "the unit once, after the last number"),
            ("1 s..2 s..5 s", "the unit once"),
            ("0,3 s", "decimal comma; write 0.3"),
            ("1..2,5 s", "`2,5` has a decimal comma; write 2.5"),
            ("1e999 ms", "not a number"),
            ("5.. ms", "not a number"),
        ] {
            let error = Range::parse(text, Unit::Ms).unwrap_err().to_string();
            assert!(error.contains(words), "{text}: {error}");
        }
    }

    #[test]
    fn the_distribution_hits_its_three_points() {
        for (low, typical, high) in [(5.0, 8.0, 20.0), (0.0, 1.0, 4.0), (-3.0, 0.0, 1.0)] {
            let range = Range { low, typical, high };
            for (probability, expected) in [(0.1, low), (0.5, typical), (0.9, high)] {
                assert!((range.quantile(probability) - expected).abs() < 1e-9);
            }
        }
    }

    #[test]
    fn notation_reads_back_bit_by_bit() {
        for (low, typical, high) in
            [(5.0, 8.0, 20.0), (0.1, 0.1, 0.1), (1e-7, 0.3, 1e14), (2.0, 4.0, 8.0)]
        {
            let range = Range { low, typical, high };
            for unit in Unit::ALL {
                assert_eq!(Range::parse(&range.notation(*unit), *unit), Ok(range), "{unit:?}");
            }
        }
    }
}
