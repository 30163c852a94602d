//! Running text in lines, in which the codes of sources are their names and lead to them.

use std::collections::BTreeMap;

use super::Source;
use crate::draw::font::{self, Font, measure};

/// Sources by id.
pub(super) type Sources<'a> = BTreeMap<&'a str, &'a Source>;

/// A stretch of a line with one target.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Span {
    pub text: String,
    /// Id of the source that it names.
    pub source: Option<String>,
}

/// Text split where the codes of known sources stand; these are replaced by what they are called.
/// What marks code in Markdown is left out.
pub(super) fn cited(text: &str, sources: &Sources<'_>) -> Vec<Span> {
    let is_id = |c: char| c.is_ascii_alphanumeric() || c == '-';
    let mut spans: Vec<Span> = Vec::new();
    let text = text.replace('`', "");
    let mut rest = text.as_str();
    while !rest.is_empty() {
        let inside = rest.starts_with(is_id);
        let end = rest.find(|c| is_id(c) != inside).unwrap_or(rest.len());
        let (word, after) = rest.split_at(end);
        rest = after;
        if let Some(source) = sources.get(word) {
            spans.push(Span { text: source.short.clone(), source: Some(word.to_owned()) });
            continue;
        }
        match spans.last_mut() {
            Some(span) if span.source.is_none() => span.text.push_str(word),
            _ => spans.push(Span { text: word.to_owned(), source: None }),
        }
    }
    spans
}

/// What cited text reads like.
pub(super) fn plain(text: &str, sources: &Sources<'_>) -> String {
    cited(text, sources).into_iter().map(|span| span.text).collect()
}

/// Breaks text into lines no wider than `width`, each of spans.
pub(super) fn lines(
    text: &str,
    sources: &Sources<'_>,
    font: Font,
    size: f64,
    width: f64,
) -> Vec<Vec<Span>> {
    let spans = cited(text, sources);
    let whole: String = spans.iter().map(|span| span.text.as_str()).collect();
    if spans.iter().all(|span| span.source.is_none()) {
        let plain = |line: String| vec![Span { text: line, source: None }];
        return font::wrap(&whole, font, size, width).into_iter().map(plain).collect();
    }
    let mut spans = spans.into_iter();
    let mut current = spans.next().unwrap_or_default();
    let mut take_line = |line: String| {
        let mut cut: Vec<Span> = Vec::new();
        for c in line.chars() {
            // Breaking swallows spaces only, which may lie on either side of an end of a span.
            while !current.text.starts_with(c) {
                if current.text.is_empty() {
                    match spans.next() {
                        Some(next) => current = next,
                        None => break,
                    }
                } else {
                    current.text.remove(0);
                }
            }
            if !current.text.is_empty() {
                current.text.remove(0);
            }
            match cut.last_mut() {
                Some(span) if span.source == current.source => span.text.push(c),
                _ => cut.push(Span { text: c.to_string(), source: current.source.clone() }),
            }
        }
        cut
    };
    font::wrap(&whole, font, size, width).into_iter().map(&mut take_line).collect()
}

/// Width of a line.
pub(super) fn width(line: &[Span], font: Font, size: f64) -> f64 {
    line.iter().map(|span| measure(&span.text, font, size)).sum()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sources_are_called_by_their_names_across_lines() {
        let source = Source {
            id: "S-WEB".to_owned(),
            short: "web frameworks".to_owned(),
            ..Source::default()
        };
        let sources = Sources::from([("S-WEB", &source)]);
        let text = "Go answers faster (S-WEB, S-WEB); nobody knows S-NONE.";
        for width in [70.0, 90.0, 120.0, 1000.0] {
            let lines = lines(text, &sources, Font::Regular, 11.0, width);
            let whole: Vec<String> = lines
                .iter()
                .map(|line| line.iter().map(|span| span.text.as_str()).collect())
                .collect();
            assert_eq!(
                whole.join(" "),
                "Go answers faster (web frameworks, web frameworks); nobody knows S-NONE."
            );
            let linked: String = lines
                .iter()
                .flatten()
                .filter(|span| span.source.as_deref() == Some("S-WEB"))
                .map(|span| span.text.replace(' ', ""))
                .collect();
            assert_eq!(linked, "webframeworkswebframeworks", "{lines:?}");
        }
    }
}
