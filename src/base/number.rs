//! Numbers for people and for files.

/// `value` with three significant digits and thousands separated: `0.0123`, `1.5`, `12,300`.
#[must_use]
pub fn readable(value: f64) -> String {
    if !value.is_finite() {
        return if value.is_nan() {
            "?"
        } else if value > 0.0 {
            "unlimited"
        } else {
            "-unlimited"
        }
        .to_owned();
    }
    if value == 0.0 {
        return "0".to_owned();
    }
    let magnitude = magnitude(value);
    if !(-6..15).contains(&magnitude) {
        return format!("{value:.2e}");
    }
    let decimals = usize::try_from(2 - magnitude).unwrap_or(0);
    let rounded = if magnitude > 2 {
        let step = libm::pow(10.0, f64::from(magnitude - 2));
        libm::round(value / step) * step
    } else {
        value
    };
    let text = format!("{rounded:.decimals$}");
    let text =
        if text.contains('.') { text.trim_end_matches('0').trim_end_matches('.') } else { &text };
    separate_thousands(text)
}

/// `value` with two significant digits, for judgement: `0.12`, `8.3`, `130`.
#[must_use]
pub fn rough(value: f64) -> String {
    if !value.is_finite() || value == 0.0 {
        return readable(value);
    }
    let rounded: f64 = format!("{value:.1e}").parse().unwrap_or(value);
    readable(rounded)
}

/// `value` rounded to one significant digit, for what only says how exact another number is.
#[must_use]
pub fn one_digit(value: f64) -> f64 {
    if value.is_finite() { format!("{value:.0e}").parse().unwrap_or(value) } else { value }
}

/// How many of 100 a share is: `96 of 100`. What happens now and then is never all or nothing, and
/// halves go to the even number, so that two shares that make the whole add up to 100.
#[must_use]
pub fn of_100(share: f64) -> String {
    format!("{} of 100", readable(in_100(share)))
}

/// How many of 100 a share is told to be: what happens now and then is neither never nor always.
#[must_use]
pub fn in_100(share: f64) -> f64 {
    let rounded = libm::rint(share * 100.0);
    if share <= 0.0 || share >= 1.0 { rounded } else { rounded.clamp(1.0, 99.0) }
}

/// How many of 100 each of some shares is that make the whole; they add up to 100 (largest remainder
/// method), and what happens now and then is never nothing.
#[must_use]
pub fn of_100_each<const N: usize>(shares: [f64; N]) -> [String; N] {
    let least = |share: f64| if share > 0.0 { 1.0 } else { 0.0 };
    let mut counts = shares.map(|share| libm::floor(share * 100.0).max(least(share)));
    let mut missing = 100.0 - counts.iter().sum::<f64>();
    // What is furthest above its count gets one more; what is furthest below gives one.
    for _ in 0..N {
        if missing == 0.0 {
            break;
        }
        let one = if missing > 0.0 { 1.0 } else { -1.0 };
        let open = (0..N).filter(|&i| one > 0.0 || counts[i] > least(shares[i]));
        let rest = |i: usize| one * (shares[i] * 100.0 - counts[i]);
        let Some(place) = open.reduce(|a, b| if rest(b) > rest(a) { b } else { a }) else { break };
        counts[place] += one;
        missing -= one;
    }
    counts.map(|count| format!("{} of 100", readable(count)))
}

/// So many of a thing, in the singular after 1: `1 server`, `12 servers`, `0.5 servers`.
#[must_use]
pub fn counted(count: f64, one: &str, many: &str) -> String {
    let number = readable(count);
    let noun = if number == "1" { one } else { many };
    format!("{number} {noun}")
}

/// Power of ten of the leading digit after rounding to three digits.
fn magnitude(value: f64) -> i32 {
    let text = format!("{:.2e}", value.abs());
    text.split_once('e').and_then(|(_, exponent)| exponent.parse().ok()).unwrap_or(0)
}

/// Puts a comma before every third digit of the whole part.
fn separate_thousands(text: &str) -> String {
    let (sign, digits) = text.strip_prefix('-').map_or(("", text), |rest| ("-", rest));
    let (whole, fraction) = digits.split_once('.').map_or((digits, None), |(w, f)| (w, Some(f)));
    let mut grouped = String::from(sign);
    for (i, digit) in whole.chars().enumerate() {
        if i > 0 && (whole.len() - i).is_multiple_of(3) {
            grouped.push(',');
        }
        grouped.push(digit);
    }
    if let Some(fraction) = fraction {
        grouped.push('.');
        grouped.push_str(fraction);
    }
    grouped
}

/// The shortest text that reads back as exactly `value`, which must be finite.
#[must_use]
pub fn exact(value: f64) -> String {
    let size = value.abs();
    if size != 0.0 && !(1e-7..1e15).contains(&size) {
        format!("{value:e}")
    } else {
        format!("{value}")
    }
}

/// Reads a finite decimal number as people write it: `1500`, `1,500`, `1_500`, `1.5k`, `2M`, `1e3`.
#[must_use]
pub fn parse(text: &str) -> Option<f64> {
    let text = text.trim();
    let (digits, factor) = match text.char_indices().next_back() {
        Some((end, 'k' | 'K')) => (&text[..end], 1e3),
        Some((end, 'M')) => (&text[..end], 1e6),
        Some((end, 'B')) => (&text[..end], 1e9),
        Some((end, 'T')) => (&text[..end], 1e12),
        _ => (text, 1.0),
    };
    let plain: String = if digits.contains([',', '_']) {
        well_grouped(digits).then(|| digits.replace([',', '_'], ""))?
    } else {
        digits.to_owned()
    };
    let starts_well =
        plain.starts_with(|c: char| c.is_ascii_digit() || matches!(c, '.' | '-' | '+'));
    let value = plain.parse::<f64>().ok()? * factor;
    (starts_well && value.is_finite()).then_some(value)
}

/// Whether separators stand before groups of exactly three digits of the whole part.
fn well_grouped(digits: &str) -> bool {
    let whole = digits.split_once('.').map_or(digits, |(whole, _)| whole);
    let mut groups = whole.trim_start_matches(['-', '+']).split([',', '_']);
    let first = groups.next().unwrap_or("");
    (1..=3).contains(&first.len())
        && first.bytes().all(|b| b.is_ascii_digit())
        && groups.all(|g| g.len() == 3 && g.bytes().all(|b| b.is_ascii_digit()))
        && !digits[whole.len()..].contains([',', '_'])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shares_of_a_whole_add_up_to_100() {
        for (shares, told) in [
            ([0.005, 0.085, 0.91], ["1", "8", "91"]),
            ([0.085, 0.085, 0.83], ["9", "8", "83"]),
            ([1.0, 0.0, 0.0], ["100", "0", "0"]),
            ([0.002, 0.002, 0.996], ["1", "1", "98"]),
            ([1.0 / 3.0, 1.0 / 3.0, 1.0 / 3.0], ["34", "33", "33"]),
        ] {
            let each = of_100_each(shares);
            assert_eq!(each, told.map(|count| format!("{count} of 100")), "{shares:?}");
        }
    }

    #[test]
    fn people_read_three_digits() {
        for (value, text) in [
            (0.0, "0"),
            (0.012_345, "0.0123"),
            (1.5, "1.5"),
            (12.0, "12"),
            (99.96, "100"),
            (123.4, "123"),
            (12_345.0, "12,300"),
            (1_000_000.0, "1,000,000"),
            (-2_500.0, "-2,500"),
            (f64::INFINITY, "unlimited"),
        ] {
            assert_eq!(readable(value), text);
        }
    }

    #[test]
    fn one_thing_is_singular() {
        for (count, text) in
            [(1.0, "1 server"), (1.2, "1.2 servers"), (0.0, "0 servers"), (1200.0, "1,200 servers")]
        {
            assert_eq!(counted(count, "server", "servers"), text);
        }
    }

    #[test]
    fn rare_is_not_never() {
        for (share, text) in [
            (0.0, "0 of 100"),
            (0.001, "1 of 100"),
            (0.96, "96 of 100"),
            (0.835, "84 of 100"),
            (0.165, "16 of 100"),
            (0.995, "99 of 100"),
            (1.0, "100 of 100"),
        ] {
            assert_eq!(of_100(share), text);
        }
    }

    #[test]
    fn numbers_are_read_as_written() {
        for (text, value) in [
            ("1,500", Some(1500.0)),
            ("1_500.5", Some(1500.5)),
            ("15,00", None),
            ("2.5k", Some(2500.0)),
            ("2.5K", Some(2500.0)),
            ("2B", Some(2e9)),
            ("1e3", Some(1000.0)),
            ("inf", None),
            ("nan", None),
            ("", None),
            ("--1", None),
        ] {
            assert_eq!(parse(text), value, "{text}");
        }
    }
}
