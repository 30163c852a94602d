//! Units of the numbers that people enter and read.

mod told;
mod typed;

use std::borrow::Cow;

use super::Currency;

pub use typed::{Conversion, MONTH_HOURS};

/// What a number counts. Every input, figure and axis names one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Unit {
    /// Milliseconds.
    Ms,
    /// Requests or messages per second.
    PerSec,
    /// A plain count of things.
    Count,
    /// A share between 0 and 1, shown in per cent.
    Share,
    /// A ratio of two like quantities.
    Times,
    /// Kilobytes (1,000 bytes).
    Kb,
    /// Megabytes.
    Mb,
    /// Gigabytes.
    Gb,
    /// Weeks of work of one person.
    PersonWeeks,
    /// Calendar weeks.
    Weeks,
    /// Months.
    Months,
    /// Years.
    Years,
    /// People.
    People,
    /// Money in the currency at hand; see [`Currency`].
    Money,
    /// Money per month.
    MoneyPerMonth,
    /// Money per hour.
    MoneyPerHour,
    /// Money per week.
    MoneyPerWeek,
    /// Hours per month.
    HoursPerMonth,
    /// Points on a scale from 0 to 5.
    Points,
}

impl Unit {
    /// Every unit.
    pub const ALL: &[Self] = &[
        Self::Ms,
        Self::PerSec,
        Self::Count,
        Self::Share,
        Self::Times,
        Self::Kb,
        Self::Mb,
        Self::Gb,
        Self::PersonWeeks,
        Self::Weeks,
        Self::Months,
        Self::Years,
        Self::People,
        Self::Money,
        Self::MoneyPerMonth,
        Self::MoneyPerHour,
        Self::MoneyPerWeek,
        Self::HoursPerMonth,
        Self::Points,
    ];

    /// Whether it counts money.
    #[must_use]
    pub const fn is_money(self) -> bool {
        matches!(self, Self::Money | Self::MoneyPerMonth | Self::MoneyPerHour | Self::MoneyPerWeek)
    }

    /// Suffix in files and typed values; empty for plain numbers. Money has the sign of the currency at
    /// hand.
    #[must_use]
    pub fn suffix(self) -> Cow<'static, str> {
        signed_in(self.in_dollars())
    }

    /// Suffix in files and typed values, of money in dollars.
    const fn in_dollars(self) -> &'static str {
        match self {
            Self::Ms => "ms",
            Self::PerSec => "req/s",
            Self::Count | Self::Share | Self::Points => "",
            Self::Times => "x",
            Self::Kb => "KB",
            Self::Mb => "MB",
            Self::Gb => "GB",
            Self::PersonWeeks => "person-weeks",
            Self::Weeks => "weeks",
            Self::Months => "months",
            Self::Years => "years",
            Self::People => "people",
            Self::Money => "$",
            Self::MoneyPerMonth => "$/month",
            Self::MoneyPerHour => "$/h",
            Self::MoneyPerWeek => "$/week",
            Self::HoursPerMonth => "h/month",
        }
    }

    /// Suffix shown to people; like [`Unit::suffix`], but a share shows as per cent, and points
    /// with the scale they are on.
    #[must_use]
    pub fn shown_suffix(self) -> Cow<'static, str> {
        signed_in(self.shown_in_dollars())
    }

    const fn shown_in_dollars(self) -> &'static str {
        match self {
            Self::Share => "%",
            Self::Points => "of 5",
            Self::Times => "×",
            _ => self.in_dollars(),
        }
    }

    /// The unit as a part of the name of a column or field; empty where what is counted says it. A
    /// share is one between 0 and 1.
    #[must_use]
    pub fn in_a_name(self) -> Cow<'static, str> {
        let name = self.name_in_dollars();
        match Currency::current() {
            Currency::Usd => name.into(),
            other => name.replace("dollars", &other.word().to_lowercase()).into(),
        }
    }

    const fn name_in_dollars(self) -> &'static str {
        match self {
            Self::Ms => "ms",
            Self::PerSec => "requests_per_second",
            Self::Count => "",
            Self::Share => "share",
            Self::Times => "ratio",
            Self::Kb => "kb",
            Self::Mb => "mb",
            Self::Gb => "gb",
            Self::PersonWeeks => "person_weeks",
            Self::Weeks => "weeks",
            Self::Months => "months",
            Self::Years => "years",
            Self::People => "people",
            Self::Money => "dollars",
            Self::MoneyPerMonth => "dollars_per_month",
            Self::MoneyPerHour => "dollars_per_hour",
            Self::MoneyPerWeek => "dollars_per_week",
            Self::HoursPerMonth => "hours_per_month",
            Self::Points => "points",
        }
    }

    /// What may be typed as unit, for messages.
    #[must_use]
    pub fn accepted(self) -> Cow<'static, str> {
        match (self.accepted_in_dollars(), Currency::current().sign()) {
            (text, "$") => text.into(),
            (text, sign) => text.replace('$', sign).into(),
        }
    }

    const fn accepted_in_dollars(self) -> &'static str {
        match self {
            Self::Ms => "ms, us, s, min, h or days",
            Self::PerSec => "req/s, rpm, msg/s, /s, per minute, per hour or per day",
            Self::Share => "% or a plain share such as 0.25",
            Self::Times => "x or a plain number",
            Self::Kb | Self::Mb | Self::Gb => "bytes, KB, MB, GB, KiB, MiB or GiB",
            Self::PersonWeeks => "person-days, person-weeks, person-months or person-years",
            Self::Weeks | Self::Months | Self::Years => "days, weeks, months or years",
            Self::People => "people",
            Self::Money => "$",
            Self::MoneyPerMonth => "$/month, $/year, $/day or $/h",
            Self::MoneyPerHour => "$/h, $/day or $/month",
            Self::MoneyPerWeek => "$/week, $/day, $/month or $/year",
            Self::HoursPerMonth => "h/month, h/week or h/day",
            Self::Count | Self::Points => "a plain number",
        }
    }
}

/// A suffix in dollars, in the currency at hand.
fn signed_in(suffix: &'static str) -> Cow<'static, str> {
    match (suffix.strip_prefix('$'), Currency::current()) {
        (None, _) | (_, Currency::Usd) => suffix.into(),
        (Some(rest), currency) => format!("{}{rest}", currency.sign()).into(),
    }
}
