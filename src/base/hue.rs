//! Colours by name; the theme says which ones they are.

use crate::words;

words! {
    /// Colour of a series or language. One language keeps one everywhere.
    Hue {
        /// Blue towards violet.
        Indigo = "indigo", "indigo";
        /// Green towards blue.
        Teal = "teal", "teal";
        /// Yellow towards orange.
        Amber = "amber", "amber";
        /// Pink.
        Pink = "pink", "pink";
        /// Green.
        Green = "green", "green";
        /// Red towards orange.
        Coral = "coral", "coral";
        /// Light blue.
        Sky = "sky", "sky";
        /// Yellow towards green.
        Olive = "olive", "olive";
        /// Grey, for what has no language.
        Neutral = "neutral", "neutral";
    }
}
