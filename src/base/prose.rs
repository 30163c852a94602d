//! Ranges and lists as words, where a text is read rather than typed.

use super::Currency;

/// What of a range of three points is told.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Told {
    Ends,
    All,
}

/// The text with `$2,000..4,500/week` as `$2,000 to $4,500 a week`; of three points the ends are told.
#[must_use]
pub fn prose(text: &str) -> String {
    in_words(text, Told::Ends)
}

/// The same for figures that are looked up: `4..7..12 weeks` as `4 to 12, mostly 7 weeks`.
#[must_use]
pub fn in_full(text: &str) -> String {
    in_words(text, Told::All)
}

/// The first names, and how many there are besides.
#[must_use]
pub fn some(names: &[&str]) -> String {
    const MOST: usize = 4;
    let mut told: Vec<String> = names.iter().take(MOST).map(|name| (*name).to_owned()).collect();
    if names.len() > MOST + 1 {
        told.push(format!("{} more", names.len() - MOST));
    } else {
        told.extend(names.iter().skip(MOST).map(|name| (*name).to_owned()));
    }
    in_a_row(&told)
}

/// Several things in a row: `a, b and c`; nothing of none.
#[must_use]
pub fn in_a_row<T: AsRef<str>>(parts: &[T]) -> String {
    let (last, rest) = match parts {
        [] => return String::new(),
        [one] => return one.as_ref().to_owned(),
        [rest @ .., last] => (last.as_ref(), rest),
    };
    let rest: Vec<&str> = rest.iter().map(AsRef::as_ref).collect();
    format!("{} and {last}", rest.join(", "))
}

fn in_words(text: &str, told: Told) -> String {
    let mut words = String::with_capacity(text.len() + 16);
    let mut rest = text;
    while let Some(start) = rest.find(|c: char| c.is_ascii_digit()) {
        let (before, from) = rest.split_at(start);
        words.push_str(before);
        let (points, after) = range(from);
        rest = after;
        let ([low, .., high], false) = (points.as_slice(), points.len() < 2) else {
            words.push_str(&from[..from.len() - after.len()]);
            continue;
        };
        let sign = Currency::current().before();
        let money = if before.ends_with(&sign) { sign.as_str() } else { "" };
        words.extend([low, " to ", money, high]);
        if let (Told::All, [_, typical, _]) = (told, points.as_slice()) {
            words.extend([", mostly ", money, typical]);
        }
        for (short, long) in [("/week", " a week"), ("/month", " a month"), ("/hour", " an hour")] {
            if let Some(after) = rest.strip_prefix(short) {
                words.push_str(long);
                rest = after;
            }
        }
    }
    words + rest
}

/// The points of the range that a text begins with, or its one number, and what follows.
fn range(text: &str) -> (Vec<&str>, &str) {
    let (low, mut rest) = number(text);
    let mut points = vec![low];
    while let Some(next) = rest.strip_prefix("..") {
        let sign = usize::from(next.starts_with(['-', '−']));
        if !next[sign..].starts_with(|c: char| c.is_ascii_digit()) {
            break;
        }
        let (_, after) = number(&next[sign..]);
        points.push(&next[..next.len() - after.len()]);
        rest = after;
    }
    (points, rest)
}

/// The number that a text begins with, and what follows. A point or comma is part of it before a
/// digit only.
fn number(text: &str) -> (&str, &str) {
    let mut end = 0;
    for (at, c) in text.char_indices() {
        let digit_after = text[at + c.len_utf8()..].starts_with(|c: char| c.is_ascii_digit());
        if c.is_ascii_digit() || (matches!(c, '.' | ',') && digit_after) {
            end = at + c.len_utf8();
        } else {
            break;
        }
    }
    text.split_at(end)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ranges_are_words_and_all_else_stays() {
        for (text, expected) in [
            (
                "weekly cost $2,000..4,500/week; load 200..400..900 req/s",
                "weekly cost $2,000 to $4,500 a week; load 200 to 900 req/s",
            ),
            ("share 10..15..25 % and 0.002..0.5 ms.", "share 10 to 25 % and 0.002 to 0.5 ms."),
            ("Version 1.2.3 of 2024. Then 5...", "Version 1.2.3 of 2024. Then 5..."),
            ("-5..10 K", "-5 to 10 K"),
            ("nothing", "nothing"),
            ("", ""),
        ] {
            assert_eq!(prose(text), expected);
        }
    }

    #[test]
    fn figures_that_are_looked_up_keep_what_is_typical() {
        for (text, expected) in [
            ("4..7..12 person-weeks", "4 to 12, mostly 7 person-weeks"),
            ("$2,000..3,000..4,500/week", "$2,000 to $4,500, mostly $3,000 a week"),
            ("10..30 %", "10 to 30 %"),
            ("0.5 ms", "0.5 ms"),
        ] {
            assert_eq!(in_full(text), expected);
        }
    }
}
