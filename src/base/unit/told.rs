//! How people read numbers with their units.

use super::Unit;
use crate::base::{Currency, number};

impl Unit {
    /// `value` with its unit: three significant digits, two where it is work or time to build,
    /// which is judgement, no cents in bills; very long, large or small values in a unit that
    /// suits them.
    #[must_use]
    pub fn readable(self, value: f64) -> String {
        self.readable_beside(value, value)
    }

    /// The same of a value that stands beside another, in a range, a row or an axis: seconds are told in
    /// seconds, not in thousands of milliseconds, beside what is too long for those.
    #[must_use]
    pub fn readable_beside(self, value: f64, largest: f64) -> String {
        let long = self == Self::Ms && self.shown_as(largest).0 > 1.0;
        let (divisor, suffix) = match self.shown_as(value) {
            (1.0, _) if long && value.abs() >= 1e3 => (1e3, "s"),
            own => own,
        };
        let number = match self {
            Self::PersonWeeks | Self::Weeks => number::rough(value),
            Self::Share => self.readable_number(value),
            Self::Money | Self::MoneyPerMonth if (1.0..100.0).contains(&value.abs()) => {
                number::readable(libm::round(value))
            }
            _ => number::readable(value / divisor),
        };
        self.phrase(&number, suffix)
    }

    /// A difference as [`Unit::readable`] shows its size, with its sign: `+$1,230/month`, `-3 weeks`,
    /// `0 ms`.
    #[must_use]
    pub fn signed(self, difference: f64) -> String {
        let size = self.readable(difference.abs());
        if difference > 0.0 {
            format!("+{size}")
        } else if difference < 0.0 {
            format!("-{size}")
        } else {
            size
        }
    }

    /// What values around `value` are shown in: the divisor and the suffix.
    #[must_use]
    pub fn shown_as(self, value: f64) -> (f64, &'static str) {
        let size = value.abs();
        let steps: &[(f64, f64, &str)] = match self {
            Self::Ms => {
                &[(3.6e8, 8.64e7, "days"), (6e6, 3.6e6, "h"), (1.2e5, 6e4, "min"), (1e4, 1e3, "s")]
            }
            Self::Kb => &[(1e9, 1e9, "TB"), (1e6, 1e6, "GB"), (1e3, 1e3, "MB")],
            Self::Mb => &[(1e6, 1e6, "TB"), (1e3, 1e3, "GB")],
            Self::Gb if size > 0.0 && size < 0.9995 => return (1e-3, "MB"),
            Self::Gb => &[(1e3, 1e3, "TB")],
            Self::Money => &[(1e12, 1e12, "T"), (1e9, 1e9, "B"), (1e6, 1e6, "M")],
            Self::MoneyPerMonth => {
                &[(1e12, 1e12, "T/month"), (1e9, 1e9, "B/month"), (1e6, 1e6, "M/month")]
            }
            _ => &[],
        };
        let step = steps.iter().find(|(from, ..)| size.is_finite() && size >= *from);
        step.map_or((1.0, self.shown_in_dollars()), |&(_, divisor, suffix)| (divisor, suffix))
    }

    /// Numbers with a suffix of [`Unit::shown_as`], in the singular after a lone 1; what has no limit
    /// needs no unit.
    #[must_use]
    pub fn phrase(self, numbers: &str, suffix: &str) -> String {
        if numbers.ends_with("unlimited") && !numbers.contains("..") {
            return numbers.to_owned();
        }
        if suffix.starts_with('$') || matches!(self, Self::Money | Self::MoneyPerMonth) {
            let (sign, size) = numbers.strip_prefix('-').map_or(("", numbers), |of| ("-", of));
            let before = Currency::current().before();
            return format!("{sign}{before}{size}{}", suffix.trim_start_matches('$'));
        }
        let suffix = match (self, numbers) {
            (Self::PersonWeeks, "1") => "person-week",
            (Self::Weeks, "1") => "week",
            (Self::Months, "1") => "month",
            (Self::Years, "1") => "year",
            (Self::People, "1") => "person",
            _ => suffix,
        };
        match suffix {
            "" => numbers.to_owned(),
            "×" => format!("{numbers}×"),
            suffix => format!("{numbers} {suffix}"),
        }
    }

    /// `value` as [`Unit::readable`] shows it, without the unit.
    #[must_use]
    pub fn readable_number(self, value: f64) -> String {
        if self != Self::Share {
            return number::readable(value);
        }
        let told = number::readable(value * 100.0);
        // What is not the whole is not told as the whole: 99.99 %.
        if value < 1.0 && told == "100" {
            let text = format!("{:.6}", value * 100.0);
            return text.trim_end_matches('0').trim_end_matches('.').to_owned();
        }
        told
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base::Range;

    #[test]
    fn money_is_told_in_the_currency_at_hand() {
        for (currency, total, monthly, range, field, column) in [
            (
                Currency::Usd,
                "-$2.67M",
                "$1,230/month",
                "$2,000..4,500/week",
                "500 $/month",
                "dollars",
            ),
            (Currency::Eur, "-€2.67M", "€1,230/month", "€2,000..4,500/week", "500 €/month", "eur"),
            (
                Currency::Chf,
                "-CHF\u{a0}2.67M",
                "CHF\u{a0}1,230/month",
                "CHF\u{a0}2,000..4,500/week",
                "500 CHF/month",
                "chf",
            ),
        ] {
            let _scope = currency.scope();
            assert_eq!(Unit::Money.readable(-2_671_000.0), total);
            assert_eq!(Unit::MoneyPerMonth.readable(1234.0), monthly);
            let weekly =
                Range { low: 2_000.0, typical: Range::implied_typical(2e3, 4.5e3), high: 4_500.0 };
            assert_eq!(weekly.readable(Unit::MoneyPerWeek), range);
            assert_eq!(Range::exact(500.0).notation(Unit::MoneyPerMonth), field);
            assert_eq!(Unit::Money.in_a_name(), column);
            // What is shown and what is written is read again, and other currencies are not.
            for text in [range, &weekly.notation(Unit::MoneyPerWeek)] {
                assert_eq!(Range::parse(text, Unit::MoneyPerWeek), Ok(weekly), "{text}");
            }
            for word in [currency.sign(), currency.word(), &currency.word().to_lowercase()] {
                for text in [
                    format!("500 {word}/month"),
                    format!("{word} 500/month"),
                    format!("{word}500 per month"),
                ] {
                    let read = Range::parse(&text, Unit::MoneyPerMonth);
                    assert_eq!(read, Ok(Range::exact(500.0)), "{text}");
                }
            }
            for other in Currency::ALL.iter().filter(|other| **other != currency) {
                for text in [format!("{}500", other.sign()), format!("500 {}", other.word())] {
                    let error = Range::parse(&text, Unit::Money).unwrap_err().to_string();
                    assert!(error.contains(currency.sign()), "{text}: {error}");
                }
            }
        }
    }

    #[test]
    fn people_see_number_and_unit() {
        for (unit, value, text) in [
            (Unit::Ms, 12.34, "12.3 ms"),
            (Unit::Share, 0.25, "25 %"),
            (Unit::MoneyPerMonth, 1234.0, "$1,230/month"),
            (Unit::Times, 6.7, "6.7×"),
            (Unit::Points, 4.5, "4.5 of 5"),
            (Unit::Count, 12_000.0, "12,000"),
            (Unit::Ms, 1_230.0, "1,230 ms"),
            (Unit::Ms, 45_600.0, "45.6 s"),
            (Unit::Ms, 1_234_567.0, "20.6 min"),
            (Unit::Ms, f64::INFINITY, "unlimited"),
            (Unit::Money, f64::INFINITY, "unlimited"),
            (Unit::MoneyPerMonth, f64::INFINITY, "unlimited"),
            (Unit::Ms, 1e9, "11.6 days"),
            (Unit::Kb, 3e9, "3 TB"),
            (Unit::Gb, 2_500.0, "2.5 TB"),
            (Unit::MoneyPerMonth, -5.0, "-$5/month"),
            (Unit::Money, -2_671_000.0, "-$2.67M"),
            (Unit::Money, 2.02e16, "$20,200T"),
            (Unit::Money, 3.27e10, "$32.7B"),
            (Unit::MoneyPerMonth, 2e12, "$2T/month"),
            (Unit::Gb, 0.0123, "12.3 MB"),
            (Unit::Gb, 0.277, "277 MB"),
            (Unit::Gb, 1.0, "1 GB"),
            (Unit::MoneyPerMonth, 3.11, "$3/month"),
            (Unit::MoneyPerHour, 0.04, "$0.04/h"),
            (Unit::Gb, 0.0, "0 GB"),
            (Unit::Mb, 28_812.0, "28.8 GB"),
            (Unit::Money, 0.0, "$0"),
            (Unit::Money, 2_671_000.0, "$2.67M"),
            (Unit::MoneyPerWeek, 3_000.0, "$3,000/week"),
            (Unit::Weeks, 8.33, "8.3 weeks"),
            (Unit::Weeks, 0.99, "0.99 weeks"),
            (Unit::PersonWeeks, 128.0, "130 person-weeks"),
            (Unit::PersonWeeks, 1.0, "1 person-week"),
        ] {
            assert_eq!(unit.readable(value), text);
        }
    }

    #[test]
    fn almost_all_is_not_all() {
        for (share, text) in [
            (0.999, "99.9 %"),
            (0.9995, "99.95 %"),
            (0.9999, "99.99 %"),
            (0.99999, "99.999 %"),
            (1.0, "100 %"),
            (1.2, "120 %"),
        ] {
            assert_eq!(Unit::Share.readable(share), text);
        }
    }

    #[test]
    fn seconds_beside_long_times_are_seconds() {
        for (value, largest, text) in [
            (7_300.0, 7_300.0, "7,300 ms"),
            (7_300.0, 17_600.0, "7.3 s"),
            (999.0, 17_600.0, "999 ms"),
            (3_040.0, 6.21 * 6e4, "3.04 s"),
            (17_600.0, 17_600.0, "17.6 s"),
            (0.0, 17_600.0, "0 ms"),
        ] {
            assert_eq!(Unit::Ms.readable_beside(value, largest), text);
        }
        assert_eq!(Unit::Weeks.readable_beside(2_000.0, 1e9), Unit::Weeks.readable(2_000.0));
    }

    #[test]
    fn differences_have_a_sign() {
        for (unit, value, text) in [
            (Unit::MoneyPerMonth, -1234.0, "-$1,230/month"),
            (Unit::Weeks, 3.0, "+3 weeks"),
            (Unit::Share, -0.25, "-25 %"),
            (Unit::Ms, 0.0, "0 ms"),
            (Unit::Ms, -0.0, "0 ms"),
            (Unit::Ms, f64::NEG_INFINITY, "-unlimited"),
        ] {
            assert_eq!(unit.signed(value), text);
        }
    }
}
