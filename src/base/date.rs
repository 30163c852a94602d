//! Calendar dates as written in files: `2026-11-23`.

/// A calendar date of the proleptic Gregorian calendar.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Date {
    year: u16,
    month: u8,
    day: u8,
}

/// Why a text is not a date.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("`{0}` is not a date; write year, month and day as in 2026-11-23")]
pub struct DateError(String);

impl Date {
    /// Year, month and day.
    #[must_use]
    pub const fn parts(self) -> (u16, u8, u8) {
        (self.year, self.month, self.day)
    }

    /// The date of these numbers, if the calendar has it and the year has four digits.
    #[must_use]
    pub fn new(year: u16, month: u8, day: u8) -> Option<Self> {
        let leap = year.is_multiple_of(4) && !year.is_multiple_of(100) || year.is_multiple_of(400);
        let days = match month {
            1 | 3 | 5 | 7 | 8 | 10 | 12 => 31,
            4 | 6 | 9 | 11 => 30,
            2 if leap => 29,
            2 => 28,
            _ => return None,
        };
        ((1000..=9999).contains(&year) && (1..=days).contains(&day)).then_some(Self {
            year,
            month,
            day,
        })
    }

    /// The date that lies this many days after 1970-01-01.
    ///
    /// The year starts in March for the count, so that a leap day is a year's last.
    #[must_use]
    pub fn of_unix_day(days: u32) -> Option<Self> {
        let days = u64::from(days) + 719_468;
        let era = days / 146_097;
        let of_era = days % 146_097;
        let year_of_era = (of_era - of_era / 1460 + of_era / 36_524 - of_era / 146_096) / 365;
        let of_year = of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
        let month_from_march = (5 * of_year + 2) / 153;
        let day = of_year - (153 * month_from_march + 2) / 5 + 1;
        let month = if month_from_march < 10 { month_from_march + 3 } else { month_from_march - 9 };
        let year = era * 400 + year_of_era + u64::from(month <= 2);
        Self::new(u16::try_from(year).ok()?, u8::try_from(month).ok()?, u8::try_from(day).ok()?)
    }

    /// Today's date in UTC, as the system's clock has it.
    #[must_use]
    pub fn today() -> Option<Self> {
        let since = std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH).ok()?;
        Self::of_unix_day(u32::try_from(since.as_secs() / 86_400).ok()?)
    }
}

impl std::str::FromStr for Date {
    type Err = DateError;

    fn from_str(text: &str) -> Result<Self, DateError> {
        let fail = || DateError(text.chars().take(40).collect());
        let shape = text.len() == 10
            && text.bytes().enumerate().all(|(i, b)| match i {
                4 | 7 => b == b'-',
                _ => b.is_ascii_digit(),
            });
        if !shape {
            return Err(fail());
        }
        let (Ok(year), Ok(month), Ok(day)) =
            (text[..4].parse(), text[5..7].parse(), text[8..].parse())
        else {
            return Err(fail());
        };
        Self::new(year, month, day).ok_or_else(fail)
    }
}

impl std::fmt::Display for Date {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{:04}-{:02}-{:02}", self.year, self.month, self.day)
    }
}

crate::serde_text!(Date, date => date, text => text.parse());

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_dates_of_the_calendar_only() {
        for text in ["2026-11-23", "2024-02-29", "1999-12-31"] {
            assert_eq!(text.parse::<Date>().map(|date| date.to_string()), Ok(text.to_owned()));
        }
        for text in ["2026-02-29", "2026-13-01", "2026-1-1", "26-11-23", "today", "２026-11-2"] {
            assert!(text.parse::<Date>().is_err(), "{text}");
        }
    }

    #[test]
    fn days_are_counted_from_1970() {
        // `date -u -d @$((86400 * N)) +%F`
        for (days, date) in
            [(0, "1970-01-01"), (59, "1970-03-01"), (11_016, "2000-02-29"), (20_780, "2026-11-23")]
        {
            assert_eq!(Date::of_unix_day(days).map(|d| d.to_string()), Some(date.to_owned()));
        }
    }
}
