//! How any CSV is written and read (RFC 4180). Written: one row of heads, then rows of data alone. A column holds
//! numbers or words, never both, and its head names the unit of its numbers. All of it is marked as
//! UTF-8, without which some spreadsheets take it for something else.

use crate::base::Unit;
use crate::base::number::exact;

/// Digits that a number is written with; what is whole keeps all of its own.
const DIGITS: usize = 6;

/// Rows as lines of CSV.
pub(super) fn lines(rows: impl IntoIterator<Item = Vec<String>>) -> String {
    let line = |row: Vec<String>| {
        row.iter().map(|text| quoted(text)).collect::<Vec<_>>().join(",") + "\r\n"
    };
    std::iter::once("\u{feff}".to_owned()).chain(rows.into_iter().map(line)).collect()
}

/// Head of a column of numbers: what they are and their unit, such as `p99_latency_ms`; shares are
/// fractions of 1.
pub(super) fn column(what: &str, unit: Unit) -> String {
    let letters = |c: char| if c.is_ascii_alphanumeric() { c.to_ascii_lowercase() } else { ' ' };
    let words: String = what.chars().map(letters).collect();
    let mut words: Vec<&str> = words.split_whitespace().collect();
    let unit = unit.in_a_name();
    if !unit.is_empty() && !words.contains(&&*unit) {
        words.push(&unit);
    }
    words.join("_")
}

/// A finite number, or nothing.
pub(super) fn cell(value: f64) -> String {
    let whole = value == libm::trunc(value);
    match format!("{value:.*e}", DIGITS - 1).parse() {
        Ok(rounded) if value.is_finite() => exact(if whole { value } else { rounded }),
        _ => String::new(),
    }
}

fn quoted(text: &str) -> String {
    let text = guarded(text);
    if text.contains([',', '"', '\n', '\r']) { in_quotes(&text) } else { text }
}

/// A cell that begins like a formula would be run by a spreadsheet; one that begins like a marked
/// cell would lose its own sign when it is read.
fn guarded(text: &str) -> String {
    let risky = text.starts_with(['=', '+', '@'])
        || text.starts_with('-') && text.parse::<f64>().is_err()
        || is_marked(text);
    if risky { format!("'{text}") } else { text.to_owned() }
}

fn in_quotes(text: &str) -> String {
    format!("\"{}\"", text.replace('"', "\"\""))
}

/// Rows as people paste them into spreadsheets: tabs part the cells.
#[must_use]
pub fn tabbed(rows: impl IntoIterator<Item = Vec<String>>) -> String {
    let cell = |text: &String| {
        let text = guarded(text);
        // Tabs and ends of lines part cells, unless the cell is quoted.
        if text.contains(['\t', '\n', '\r', '"']) { in_quotes(&text) } else { text }
    };
    let line = |row: Vec<String>| row.iter().map(cell).collect::<Vec<_>>().join("\t") + "\n";
    rows.into_iter().map(line).collect()
}

/// The cells of a text that was copied in a spreadsheet; empty lines at the end are none.
#[must_use]
pub fn untabbed(text: &str) -> Vec<Vec<String>> {
    let text = text.trim_start_matches('\u{feff}').trim_end_matches(['\n', '\r']);
    let rows = records(text, b'\t').map_while(Result::ok);
    rows.map(|row| row.iter().map(plain).collect()).collect()
}

/// What may part the cells of a table that is read.
pub(super) const DELIMITERS: [u8; 3] = [b',', b';', b'\t'];

/// The rows of a text that is read, and how many lines were skipped before them: spreadsheets may say
/// in a line before the head what parts the cells.
pub(super) fn rows(text: &str) -> (&str, usize) {
    let text = text.trim_start_matches('\u{feff}');
    match text.split_once('\n') {
        Some((first, rest)) if first.trim_end().starts_with("sep=") => (rest, 1),
        _ => (text, 0),
    }
}

/// The records of rows, with their head.
pub(super) fn records(rows: &str, delimiter: u8) -> ::csv::StringRecordsIntoIter<&[u8]> {
    ::csv::ReaderBuilder::new()
        .delimiter(delimiter)
        .has_headers(false)
        .flexible(true)
        .from_reader(rows.as_bytes())
        .into_records()
}

/// A cell that is read, without spaces around it and without the sign that keeps a spreadsheet from
/// running it, as [`quoted`] writes.
pub(super) fn plain(cell: &str) -> String {
    let cell = cell.trim();
    let text = if is_marked(cell) { &cell[1..] } else { cell };
    text.to_owned()
}

/// Whether a cell begins with the sign that keeps a spreadsheet from running it.
fn is_marked(cell: &str) -> bool {
    cell.strip_prefix('\'').is_some_and(|rest| rest.starts_with(['=', '+', '@', '-', '\'']))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_quoted_reads_back() {
        for text in ["=1+1", "-", "'-", "''-", "'='", "'plain", "''", "'", "-5", "it's", "@x", "+1"]
        {
            assert_eq!(plain(&quoted(text)), text);
        }
        assert_eq!(quoted("=1+1"), "'=1+1");
        assert_eq!(quoted("-5"), "-5");
    }

    #[test]
    fn numbers_have_sensible_digits() {
        for (value, text) in [
            (0.0, "0"),
            (2.012_499_999_999_999_7, "2.0125"),
            (1_234_567.0, "1234567"),
            (1_234_567.891, "1234570"),
            (1.0 / 3.0, "0.333333"),
            (-0.1, "-0.1"),
            (f64::NAN, ""),
            (f64::INFINITY, ""),
        ] {
            assert_eq!(cell(value), text);
        }
    }

    #[test]
    fn heads_name_the_unit_once() {
        for (what, unit, head) in [
            ("Peak load", Unit::PerSec, "peak_load_requests_per_second"),
            ("weeks to build", Unit::Weeks, "weeks_to_build"),
            ("servers", Unit::Count, "servers"),
            ("Share of the p99", Unit::Share, "share_of_the_p99"),
            ("Total cost", Unit::Money, "total_cost_dollars"),
        ] {
            assert_eq!(column(what, unit), head);
        }
    }
}
