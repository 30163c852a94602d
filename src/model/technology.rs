//! What a component is made of or bought as.

use std::fmt;

/// A technology as people write it, with its version where they say one: "PostgreSQL 16". Some are
/// known to the [catalog](crate::catalog::technology), which says what they are; any other text is as
/// good.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Technology(String);

impl Technology {
    /// The text on one line, with single spaces between its words; none of a text in which nothing can
    /// be seen.
    #[must_use]
    pub fn new(text: &str) -> Option<Self> {
        let text = on_one_line(text);
        (!text.is_empty()).then_some(Self(text))
    }

    /// The text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// A text on one line, with single spaces between its words and nothing that cannot be seen.
pub(super) fn on_one_line(text: &str) -> String {
    let seen = |c: &char| c.is_whitespace() || !c.is_control();
    let text: String = text.chars().filter(seen).collect();
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

impl fmt::Display for Technology {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

crate::serde_text!(Technology, of => of.as_str(), text => {
    Technology::new(&text).ok_or("a technology needs a text")
});

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_technology_stands_on_one_line() {
        for (text, written) in [
            ("PostgreSQL 16", Some("PostgreSQL 16")),
            ("  Kafka \n\t3.7 ", Some("Kafka 3.7")),
            ("Re\u{7}dis", Some("Redis")),
            ("データベース", Some("データベース")),
            (" \r\n\u{0}", None),
            ("", None),
        ] {
            assert_eq!(Technology::new(text).as_ref().map(Technology::as_str), written, "{text:?}");
        }
    }
}
