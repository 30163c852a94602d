//! Choices that files, command lines and people name by a word.

/// A text with its first letter in upper case.
#[must_use]
pub fn sentence_case(text: &str) -> String {
    // `p99` is a sign, not a word.
    if text.split(' ').next().is_some_and(|word| word.contains(|c: char| c.is_ascii_digit())) {
        return text.to_owned();
    }
    let mut letters = text.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

/// A number of things in words: "1 card", "12 cards".
#[must_use]
pub fn counted(count: usize, one: &str) -> String {
    if count == 1 { format!("1 {one}") } else { format!("{count} {one}s") }
}

/// Declares an enum whose variants have a stable word for files and a label for people.
#[macro_export]
macro_rules! words {
    ($(#[$doc:meta])* $name:ident { $($(#[$vdoc:meta])* $variant:ident = $word:literal, $label:literal;)+ }) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum $name {
            $($(#[$vdoc])* $variant,)+
        }

        impl $name {
            /// Every choice, in the order in which people are offered them.
            pub const ALL: &[Self] = &[$(Self::$variant,)+];

            /// The stable word in files and on command lines.
            #[must_use]
            pub const fn word(self) -> &'static str {
                match self { $(Self::$variant => $word,)+ }
            }

            /// The choice in words for people, lower case.
            #[must_use]
            pub const fn label(self) -> &'static str {
                match self { $(Self::$variant => $label,)+ }
            }

            /// The choice that `word` names.
            #[must_use]
            pub fn from_word(word: &str) -> Option<Self> {
                Self::ALL.iter().copied().find(|choice| choice.word() == word)
            }
        }

        $crate::serde_text!($name, choice => choice.word(), text => {
            $name::from_word(&text).ok_or_else(|| format!("`{text}` is not known"))
        });
    };
}

/// Lets serde write a type as a text and read it back: what to write, and how to read it or say why
/// not.
#[macro_export]
macro_rules! serde_text {
    ($name:ident, $value:ident => $write:expr, $text:ident => $read:expr) => {
        impl serde::Serialize for $name {
            fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                let $value = self;
                serializer.collect_str(&$write)
            }
        }

        impl<'de> serde::Deserialize<'de> for $name {
            fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                let $text = <String as serde::Deserialize>::deserialize(deserializer)?;
                let read: Result<Self, _> = $read;
                read.map_err(serde::de::Error::custom)
            }
        }
    };
}

/// Text with what a terminal would obey instead of showing it, such as the beginning of an escape
/// sequence or a change of direction, written out: `\u{1b}`. Lines and tabs stay.
#[must_use]
pub fn visible(text: &str) -> std::borrow::Cow<'_, str> {
    let obeyed = |c: char| {
        c.is_control() && !matches!(c, '\n' | '\t')
            || matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
    };
    if !text.contains(obeyed) {
        return text.into();
    }
    let mut shown = String::with_capacity(text.len());
    for c in text.chars() {
        if obeyed(c) {
            shown.extend(c.escape_unicode());
        } else {
            shown.push(c);
        }
    }
    shown.into()
}
