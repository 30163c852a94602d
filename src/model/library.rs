//! A library by the name that people call it.

use std::fmt;

use super::technology::on_one_line;

/// A library, driver or kit that code needs, as people write it: `PyTorch`, `LangGraph`. Some are known to
/// the [catalog](crate::catalog::library), which says where they can be used; of others the team does.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct LibraryName(String);

impl LibraryName {
    /// The name on one line, with single spaces between its words; none of a text without a letter or
    /// digit.
    #[must_use]
    pub fn new(text: &str) -> Option<Self> {
        let text = on_one_line(text);
        text.chars().any(char::is_alphanumeric).then_some(Self(text))
    }

    /// The name.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// What is the same however it is written: `scikit-learn`, `Scikit Learn` and `scikit_learn` are one.
    #[must_use]
    pub fn key(&self) -> String {
        key(&self.0)
    }
}

/// Letters and digits alone, in lower case, and the signs that tell `C++` and `C#` from `C`.
pub(crate) fn key(text: &str) -> String {
    let counts = |c: &char| c.is_alphanumeric() || matches!(c, '+' | '#');
    text.chars().filter(counts).flat_map(char::to_lowercase).collect()
}

impl fmt::Display for LibraryName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

crate::serde_text!(LibraryName, of => of.as_str(), text => {
    LibraryName::new(&text).ok_or("a library needs a name")
});

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_differ_by_letters_alone() {
        let key = |text| LibraryName::new(text).map(|of| of.key());
        for one in ["scikit-learn", "Scikit Learn", " scikit_learn\n"] {
            assert_eq!(key(one).as_deref(), Some("scikitlearn"), "{one:?}");
        }
        assert_eq!(key("C++ AMP").as_deref(), Some("c++amp"));
        assert_eq!(key(" -- "), None);
        assert_eq!(
            LibraryName::new("  Foo \u{7}\tSDK ").map(|of| of.to_string()),
            Some("Foo SDK".to_owned())
        );
    }
}
