//! Typed ids: immutable names that are visible in the file.
//!
//! An id is fixed when an element's first name is committed and never changes afterwards, so that
//! files stay readable and links, decisions and addresses survive renaming.

use std::sync::Arc;

/// Longest id accepted, in bytes; names made by [`slug`] are far shorter.
pub const MAX_ID_BYTES: usize = 64;

/// Why a text is not an id.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum IdError {
    /// The text is empty.
    #[error("an id must not be empty; use lower-case letters, digits and hyphens")]
    Empty,
    /// The text is longer than [`MAX_ID_BYTES`].
    #[error("the id is {0} bytes long; at most {MAX_ID_BYTES} are allowed")]
    TooLong(usize),
    /// The text holds something other than `a-z`, `0-9`, `-` and `_`.
    #[error("`{text}` is not an id: `{found}` is not a lower-case letter, a digit, `-` or `_`")]
    BadCharacter {
        /// The rejected text.
        text: String,
        /// Its first offending character.
        found: char,
    },
}

/// Checks that `text` can be an id.
///
/// # Errors
/// [`IdError`] says which rule the text breaks.
pub fn check(text: &str) -> Result<(), IdError> {
    if text.is_empty() {
        return Err(IdError::Empty);
    }
    if text.len() > MAX_ID_BYTES {
        return Err(IdError::TooLong(text.len()));
    }
    let allowed = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || matches!(c, '-' | '_');
    match text.chars().find(|&c| !allowed(c)) {
        None => Ok(()),
        Some(found) => {
            Err(IdError::BadCharacter { text: text.chars().take(MAX_ID_BYTES).collect(), found })
        }
    }
}

/// The name of an element; its id stands in where nothing of the name can be seen.
#[must_use]
pub fn name_or_id(name: String, id: &impl std::fmt::Display) -> String {
    let blank = name.chars().all(|c| c.is_whitespace() || c.is_control());
    if blank { id.to_string() } else { name }
}

/// The id that a name suggests: lower case, runs of anything but letters and digits become `-`.
///
/// Returns `item` for a name without any ASCII letter or digit.
#[must_use]
pub fn slug(name: &str) -> String {
    let mut slug = String::new();
    for c in name.chars() {
        if slug.len() >= MAX_ID_BYTES - 8 {
            break;
        }
        if c.is_ascii_alphanumeric() {
            slug.push(c.to_ascii_lowercase());
        } else if !slug.is_empty() && !slug.ends_with('-') {
            slug.push('-');
        }
    }
    let trimmed = slug.trim_end_matches('-');
    if trimmed.is_empty() {
        return "item".to_owned();
    }
    trimmed.to_owned()
}

/// The first of `slug(name)`, `…-2`, `…-3`, … that `is_taken` does not hold for.
pub fn fresh(name: &str, is_taken: impl Fn(&str) -> bool) -> String {
    let base = slug(name);
    if !is_taken(&base) {
        return base;
    }
    let mut number = 2_u64;
    loop {
        let candidate = format!("{base}-{number}");
        if !is_taken(&candidate) {
            return candidate;
        }
        number += 1;
    }
}

/// The shared text behind every id type; cheap to clone.
pub type IdText = Arc<str>;

/// Declares an id type: a checked, cheaply cloned name for one sort of element.
#[macro_export]
macro_rules! id_type {
    ($(#[$doc:meta])* $name:ident) => {
        $(#[$doc])*
        #[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct $name($crate::base::id::IdText);

        impl $name {
            /// Takes `text` as an id.
            ///
            /// # Errors
            /// [`IdError`]($crate::base::id::IdError) if the text is empty, too long or holds
            /// anything but `a-z`, `0-9`, `-` and `_`.
            pub fn new(text: &str) -> Result<Self, $crate::base::id::IdError> {
                $crate::base::id::check(text)?;
                Ok(Self(text.into()))
            }

            /// The id that `name` suggests, made different from every taken one by a number.
            pub fn fresh(name: &str, is_taken: impl Fn(&str) -> bool) -> Self {
                Self($crate::base::id::fresh(name, is_taken).into())
            }

            /// The id as text.
            #[must_use]
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str(&self.0)
            }
        }

        impl std::fmt::Debug for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                write!(f, "{:?}", &*self.0)
            }
        }

        impl std::borrow::Borrow<str> for $name {
            fn borrow(&self) -> &str {
                &self.0
            }
        }

        $crate::serde_text!($name, id => id, text => $name::new(&text));
    };
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_become_readable_ids() {
        for (name, id) in [
            ("Cart Service", "cart-service"),
            ("  Ads/Retrieval (v2) ", "ads-retrieval-v2"),
            ("Zahlung über SEPA", "zahlung-ber-sepa"),
            ("注文", "item"),
            ("", "item"),
        ] {
            assert_eq!(slug(name), id);
        }
    }

    #[test]
    fn a_taken_id_gets_the_next_number() {
        let taken = ["api", "api-2"];
        assert_eq!(fresh("API", |id| taken.contains(&id)), "api-3");
    }

    #[test]
    fn every_slug_is_an_id() {
        let long = "x".repeat(500);
        for name in ["a b", "-", "é", long.as_str(), "A--B"] {
            assert_eq!(check(&slug(name)), Ok(()));
        }
    }
}
