//! What a search finds: outline and table look for the same.

use crate::model::Component;

/// Whether a component is what was searched for, in lower case: by name, kind, technology or label.
#[must_use]
pub fn fits(component: &Component, wanted: &str) -> bool {
    wanted.is_empty()
        || found_in(&component.name, wanted).is_some()
        || component.kind.label().contains(wanted)
        || component.technology.as_ref().is_some_and(|of| found_in(of.as_str(), wanted).is_some())
        || component.tags.labels.iter().any(|label| found_in(label, wanted).is_some())
}

/// Where `wanted`, in lower case, stands in a text written in any case.
#[must_use]
pub fn found_in(text: &str, wanted: &str) -> Option<std::ops::Range<usize>> {
    if wanted.is_empty() {
        return None;
    }
    text.char_indices().find_map(|(start, _)| {
        let mut left = wanted;
        for (at, c) in text[start..].char_indices() {
            for lower in c.to_lowercase() {
                left = left.strip_prefix(lower)?;
                if left.is_empty() {
                    return Some(start..start + at + c.len_utf8());
                }
            }
        }
        None
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_match_is_found_in_any_case_and_script() {
        for (text, wanted, found) in [
            ("Checkout", "check", Some("Check")),
            ("recommendation", "end", Some("end")),
            ("Zahlung ÜBER SEPA", "über", Some("ÜBER")),
            ("aab", "ab", Some("ab")),
            ("Cart", "carts", None),
            ("Cart", "", None),
        ] {
            assert_eq!(found_in(text, wanted).map(|range| &text[range]), found, "{text} {wanted}");
        }
    }
}
