//! Units as people type them.

use std::borrow::Cow;

use super::super::Currency;
use super::Unit;

/// What one of a typed unit is in the unit that is meant: `times / over`, both whole where they can
/// be, so that 95 % is 0.95 to the last bit.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Conversion {
    times: f64,
    over: f64,
}

impl Conversion {
    /// The unit itself.
    const SAME: Self = Self { times: 1.0, over: 1.0 };

    /// A number of the typed unit in the unit that is meant, to as many digits as are certain: 99.99 % is
    /// 0.9999, which binary fractions miss by their last bit.
    #[must_use]
    pub fn of(self, number: f64) -> f64 {
        if self == Self::SAME {
            return number;
        }
        let found = number * self.times / self.over;
        format!("{found:.14e}").parse().unwrap_or(found)
    }
}

/// Hours of a month on average, as bills count them.
pub const MONTH_HOURS: f64 = 730.0;

/// Words of one unit with what it is in the unit of the table, as `times / over`.
type Words = (&'static [&'static str], f64, f64);

const TIME: &[Words] = &[
    (&["ns", "nanoseconds"], 1.0, 1e6),
    (&["us", "µs", "μs", "microseconds"], 1.0, 1e3),
    (&["ms", "msec", "millis", "milliseconds", "millisecond"], 1.0, 1.0),
    (&["s", "sec", "secs", "second", "seconds"], 1e3, 1.0),
    (&["min", "mins", "minute", "minutes"], 6e4, 1.0),
    (&["h", "hr", "hrs", "hour", "hours"], 3.6e6, 1.0),
    (&["d", "day", "days"], 8.64e7, 1.0),
];

const CALENDAR: &[Words] = &[
    (&["d", "day", "days"], 12.0, 365.0),
    (&["w", "wk", "wks", "week", "weeks"], 12.0, 52.0),
    (&["mo", "month", "months"], 1.0, 1.0),
    (&["y", "yr", "yrs", "year", "years"], 12.0, 1.0),
];

const BYTES: &[Words] = &[
    (&["b", "byte", "bytes"], 1.0, 1e3),
    (&["kb"], 1.0, 1.0),
    (&["mb"], 1e3, 1.0),
    (&["gb"], 1e6, 1.0),
    (&["tb"], 1e9, 1.0),
    (&["kib", "ki"], 1024.0, 1e3),
    (&["mib", "mi"], 1_048_576.0, 1e3),
    (&["gib", "gi"], 1_073_741_824.0, 1e3),
    (&["tib", "ti"], 1_099_511_627_776.0, 1e3),
];

/// Work of a person in weeks: five days of eight hours, 52 weeks a year.
const WORK: &[Words] = &[
    (&["h", "hour", "hours"], 1.0, 40.0),
    (&["d", "day", "days"], 1.0, 5.0),
    (&["w", "wk", "wks", "week", "weeks"], 1.0, 1.0),
    (&["mo", "month", "months"], 52.0, 12.0),
    (&["y", "yr", "yrs", "year", "years"], 52.0, 1.0),
];

/// Spans that money is paid for and hours are used in: what one for each is for each month.
const EACH_MONTH: &[Words] = &[
    (&["h", "hr", "hour"], MONTH_HOURS, 1.0),
    (&["d", "day"], 365.0, 12.0),
    (&["w", "wk", "week"], 52.0, 12.0),
    (&["mo", "month"], 1.0, 1.0),
    (&["y", "yr", "year"], 1.0, 12.0),
];

/// Spans that people are paid for: what one for each is for each week.
const EACH_WEEK: &[Words] = &[
    (&["h", "hr", "hour"], 40.0, 1.0),
    (&["d", "day"], 5.0, 1.0),
    (&["w", "wk", "week"], 1.0, 1.0),
    (&["mo", "month"], 12.0, 52.0),
    (&["y", "yr", "year"], 1.0, 52.0),
];

/// Spans that rates are counted by, in seconds.
const COUNTED_BY: &[Words] = &[
    (&["s", "sec", "second"], 1.0, 1.0),
    (&["m", "min", "minute"], 1.0, 60.0),
    (&["h", "hr", "hour"], 1.0, 3600.0),
    (&["d", "day"], 1.0, 86_400.0),
];

/// What is counted in rates.
const COUNTED: &[&str] = &[
    "",
    "1",
    "r",
    "req",
    "reqs",
    "request",
    "requests",
    "msg",
    "msgs",
    "message",
    "messages",
    "event",
    "events",
    "call",
    "calls",
    "query",
    "queries",
    "transaction",
    "transactions",
    "tx",
    "txn",
    "op",
    "ops",
    "job",
    "jobs",
    "run",
    "runs",
    "hit",
    "hits",
    "order",
    "orders",
    "record",
    "records",
    "row",
    "rows",
    "item",
    "items",
];

/// Rates in one word: the first letter says what is counted.
const RATES: &[Words] = &[
    (&["rps", "qps", "tps", "mps", "eps", "hz"], 1.0, 1.0),
    (&["rpm", "qpm", "tpm", "mpm", "epm"], 1.0, 60.0),
    (&["rph", "qph", "tph", "mph", "eph"], 1.0, 3600.0),
    (&["rpd", "qpd", "tpd", "mpd", "epd"], 1.0, 86_400.0),
];

/// Whose work is counted.
const WORKERS: &[&str] = &["person", "man", "engineer", "developer", "dev"];

/// Work in one word.
const WORK_IN_SHORT: &[Words] = &[
    (&["ph"], 1.0, 40.0),
    (&["pd", "md"], 1.0, 5.0),
    (&["pw", "mw"], 1.0, 1.0),
    (&["pm", "mm"], 52.0, 12.0),
    (&["py", "my"], 52.0, 1.0),
];

impl Unit {
    /// What one of the typed unit `text` is in this unit; no text is this unit itself. Case does not
    /// matter.
    #[must_use]
    pub fn conversion(self, text: &str) -> Option<Conversion> {
        if text.is_empty() || text == self.suffix() {
            return Some(Conversion::SAME);
        }
        let text = if self.is_money() { in_dollars(text)? } else { text.into() };
        let text = &*text.to_lowercase();
        match self {
            Self::Ms => in_table(TIME, text),
            Self::PerSec => rate(text),
            Self::Share => in_table(&[(&["%", "percent", "per cent", "pct"], 1.0, 100.0)], text),
            Self::Times => in_table(&[(&["x", "×", "times"], 1.0, 1.0)], text),
            Self::Kb => in_table(BYTES, text),
            Self::Mb => against(BYTES, text, "mb"),
            Self::Gb => against(BYTES, text, "gb"),
            Self::PersonWeeks => work(text),
            Self::Weeks => against(CALENDAR, text, "week"),
            Self::Months => in_table(CALENDAR, text),
            Self::Years => against(CALENDAR, text, "year"),
            Self::People => in_table(&[(&["people", "person", "persons", "fte"], 1.0, 1.0)], text),
            Self::Points => in_table(&[(&["of 5"], 1.0, 1.0)], text),
            // Money by itself is meant as a bare number is: for the span that is asked for.
            _ if self.is_money() && text == "$" => Some(Conversion::SAME),
            Self::MoneyPerMonth => in_table(EACH_MONTH, each(text, &["$"])?),
            Self::MoneyPerHour => against(EACH_MONTH, each(text, &["$"])?, "h"),
            Self::MoneyPerWeek => in_table(EACH_WEEK, each(text, &["$"])?),
            Self::HoursPerMonth => in_table(EACH_MONTH, each(text, &["h", "hr", "hour", "hours"])?),
            Self::Money | Self::Count => None,
        }
    }
}

/// A unit of money with `$` for the sign or the code of the currency at hand; none in another one.
fn in_dollars(text: &str) -> Option<Cow<'_, str>> {
    match Currency::leading(text)? {
        (currency, rest) if currency == Currency::current() => Some(format!("${rest}").into()),
        _ => None,
    }
}

fn rate(text: &str) -> Option<Conversion> {
    in_table(RATES, text).or_else(|| in_table(COUNTED_BY, each(text, COUNTED)?))
}

fn work(text: &str) -> Option<Conversion> {
    let worker = WORKERS.iter().find_map(|worker| text.strip_prefix(worker));
    let span = worker.map_or(text, |rest| rest.trim_start_matches(['-', ' ']));
    in_table(WORK_IN_SHORT, text).or_else(|| in_table(WORK, span))
}

/// The span in `what/span` or `what per span`, where what is counted is one of these.
fn each<'a>(text: &'a str, counted: &[&str]) -> Option<&'a str> {
    let parts = text.split_once('/').or_else(|| text.split_once("per "));
    let (what, span) = parts?;
    counted.contains(&what.trim()).then_some(span.trim())
}

fn in_table(table: &[Words], text: &str) -> Option<Conversion> {
    let found = table.iter().find(|(words, ..)| words.contains(&text));
    found.map(|&(_, times, over)| Conversion { times, over })
}

/// A unit of a table in another one of it.
fn against(table: &[Words], text: &str, meant: &str) -> Option<Conversion> {
    let (found, meant) = (in_table(table, text)?, in_table(table, meant)?);
    Some(Conversion { times: found.times * meant.over, over: found.over * meant.times })
}

#[cfg(test)]
mod tests {
    use super::super::super::Range;
    use super::*;

    #[track_caller]
    fn reads(unit: Unit, text: &str, expected: f64) {
        let range = Range::parse(text, unit);
        assert_eq!(range, Ok(Range::exact(expected)), "{text}");
    }

    /// What is typed with a unit is as exact as what is typed without.
    #[test]
    fn nothing_is_added_at_the_end_of_a_number() {
        for (text, expected) in [("99.9 %", 0.999), ("99.99 %", 0.9999), ("99.999 %", 0.99999)] {
            let found = Range::parse(text, Unit::Share).unwrap().typical;
            assert_eq!(found.to_string(), expected.to_string(), "{text}");
        }
        let yearly = Range::parse("200 $/year", Unit::MoneyPerMonth).unwrap().typical;
        assert_eq!(yearly.to_string(), "16.6666666666667");
    }

    #[test]
    fn units_that_people_use_are_read() {
        for (unit, text, expected) in [
            (Unit::PerSec, "600 rpm", 10.0),
            (Unit::PerSec, "5 rps", 5.0),
            (Unit::PerSec, "5 tps", 5.0),
            (Unit::PerSec, "5 QPS", 5.0),
            (Unit::PerSec, "90 req/min", 1.5),
            (Unit::PerSec, "90 requests per minute", 1.5),
            (Unit::PerSec, "7200 per hour", 2.0),
            (Unit::PerSec, "86,400/day", 1.0),
            (Unit::PerSec, "5 /s", 5.0),
            (Unit::PerSec, "1k/s", 1000.0),
            (Unit::PerSec, "1.5k req/s", 1500.0),
            (Unit::PerSec, "2M/s", 2e6),
            (Unit::PerSec, "450 msg/s", 450.0),
            (Unit::Gb, "512 MiB", 0.536_870_912),
            (Unit::Gb, "2 GiB", 2.147_483_648),
            (Unit::Gb, "16 gb", 16.0),
            (Unit::Kb, "4 KiB", 4.096),
            (Unit::Kb, "4 kB", 4.0),
            (Unit::Kb, "1 MiB", 1048.576),
            (Unit::Mb, "512 KB", 0.512),
            (Unit::Ms, "2 h", 7.2e6),
            (Unit::Ms, "3 min", 180_000.0),
            (Unit::Ms, "2 hours", 7.2e6),
            (Unit::Ms, "1 day", 8.64e7),
            (Unit::Ms, "250 µs", 0.25),
            (Unit::Ms, "250 μs", 0.25),
            (Unit::Ms, "5 seconds", 5000.0),
            (Unit::PersonWeeks, "10 person-days", 2.0),
            (Unit::PersonWeeks, "3 person-months", 13.0),
            (Unit::PersonWeeks, "1 person-week", 1.0),
            (Unit::PersonWeeks, "2 person years", 104.0),
            (Unit::PersonWeeks, "15 man-days", 3.0),
            (Unit::PersonWeeks, "20 days", 4.0),
            (Unit::PersonWeeks, "5 PD", 1.0),
            (Unit::Weeks, "1 year", 52.0),
            (Unit::Months, "3 years", 36.0),
            (Unit::Years, "18 months", 1.5),
            (Unit::Share, "95 %", 0.95),
            (Unit::Share, "7 percent", 0.07),
            (Unit::Share, "0.25", 0.25),
            (Unit::Money, "$5k", 5000.0),
            (Unit::Money, "5000 $", 5000.0),
            (Unit::MoneyPerMonth, "$20.2M/month", 20.2e6),
            (Unit::MoneyPerMonth, "$1200/year", 100.0),
            (Unit::MoneyPerMonth, "100 $ per month", 100.0),
            (Unit::MoneyPerMonth, "$200", 200.0),
            (Unit::MoneyPerMonth, "5 $", 5.0),
            (Unit::MoneyPerHour, "$73/month", 0.1),
            (Unit::MoneyPerWeek, "$600/day", 3000.0),
            (Unit::MoneyPerWeek, "$104k/year", 2000.0),
            (Unit::HoursPerMonth, "12 hours/week", 52.0),
            (Unit::People, "3 FTE", 3.0),
        ] {
            reads(unit, text, expected);
        }
    }

    #[test]
    fn other_units_are_refused() {
        for (unit, text) in [
            (Unit::PerSec, "5 MB/s"),
            (Unit::PerSec, "5 ms"),
            (Unit::Gb, "5 Gbit"),
            (Unit::Ms, "5 req/s"),
            (Unit::Money, "5 h"),
            (Unit::MoneyPerMonth, "5 €"),
            (Unit::Count, "5 ms"),
            (Unit::Share, "5 ms"),
        ] {
            assert!(Range::parse(text, unit).is_err(), "{text}");
        }
    }

    /// A bare number counts in the unit of its input.
    #[test]
    fn a_bare_number_is_exact() {
        for unit in Unit::ALL {
            reads(*unit, "12.5", 12.5);
        }
    }
}
