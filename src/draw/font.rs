//! The bundled fonts: measuring, fitting, and what they lack.

use std::collections::BTreeSet;
use std::sync::{Arc, OnceLock};

use ttf_parser::Face;
use usvg::fontdb;

/// One of the bundled fonts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Font {
    /// Inter Regular, for running text.
    Regular,
    /// Inter SemiBold, for names and headings.
    SemiBold,
    /// JetBrains Mono, for figures and ids.
    Mono,
}

static REGULAR: &[u8] = include_bytes!("../../assets/fonts/Inter-Regular.otf");
static SEMI_BOLD: &[u8] = include_bytes!("../../assets/fonts/Inter-SemiBold.otf");
static MONO: &[u8] = include_bytes!("../../assets/fonts/JetBrainsMono-Regular.ttf");

/// Drawn for a character that a font lacks.
pub const MISSING: char = '□';

impl Font {
    /// Every font.
    pub const ALL: &[Self] = &[Self::Regular, Self::SemiBold, Self::Mono];

    /// Family name, as in SVG.
    #[must_use]
    pub const fn family(self) -> &'static str {
        match self {
            Self::Regular | Self::SemiBold => "Inter",
            Self::Mono => "JetBrains Mono",
        }
    }

    /// Weight, as in SVG.
    #[must_use]
    pub const fn weight(self) -> u16 {
        if matches!(self, Self::SemiBold) { 600 } else { 400 }
    }

    /// The font compressed for pages (WOFF2), with the characters of European languages.
    #[must_use]
    pub fn for_pages(self) -> &'static [u8] {
        match self {
            Self::Regular => include_bytes!("../../assets/fonts/Inter-Regular.woff2"),
            Self::SemiBold => include_bytes!("../../assets/fonts/Inter-SemiBold.woff2"),
            Self::Mono => include_bytes!("../../assets/fonts/JetBrainsMono-Regular.woff2"),
        }
    }

    /// The font as a file, for whoever lays text out on a screen.
    #[must_use]
    pub fn bytes(self) -> &'static [u8] {
        match self {
            Self::Regular => REGULAR,
            Self::SemiBold => SEMI_BOLD,
            Self::Mono => MONO,
        }
    }

    fn face(self) -> Option<&'static Face<'static>> {
        static FACES: OnceLock<[Option<Face<'static>>; 3]> = OnceLock::new();
        let faces =
            FACES.get_or_init(|| [REGULAR, SEMI_BOLD, MONO].map(|data| Face::parse(data, 0).ok()));
        faces[self as usize].as_ref()
    }

    /// Whether the font can draw a character.
    #[must_use]
    pub fn has(self, c: char) -> bool {
        self.face().is_some_and(|face| face.glyph_index(c).is_some())
    }
}

/// The bundled fonts for the rasteriser and the PDF writer; no font of the system is used.
#[must_use]
pub fn database() -> Arc<fontdb::Database> {
    static DATABASE: OnceLock<Arc<fontdb::Database>> = OnceLock::new();
    let make = || {
        let mut database = fontdb::Database::new();
        for data in [REGULAR, SEMI_BOLD, MONO] {
            database.load_font_data(data.to_vec());
        }
        database.set_sans_serif_family("Inter");
        database.set_monospace_family("JetBrains Mono");
        Arc::new(database)
    };
    Arc::clone(DATABASE.get_or_init(make))
}

/// Width of a line of text, in the unit of `size`; kerning, which mostly narrows, is left out.
#[must_use]
pub fn measure(text: &str, font: Font, size: f64) -> f64 {
    let Some(face) = font.face() else { return 0.0 };
    let advance = |c| {
        let glyph = face.glyph_index(c).or_else(|| face.glyph_index(MISSING));
        glyph.and_then(|glyph| face.glyph_hor_advance(glyph)).map_or(0.6 * 2048.0, f64::from)
    };
    text.chars().map(advance).sum::<f64>() * size / f64::from(face.units_per_em())
}

/// The text with a box for every character that the font lacks; those are added to `missing`.
/// Control characters become spaces.
#[must_use]
pub fn drawable(text: &str, font: Font, missing: &mut BTreeSet<char>) -> String {
    text.chars()
        .map(|c| match c {
            c if c.is_control() => ' ',
            c if font.has(c) => c,
            c => {
                missing.insert(c);
                MISSING
            }
        })
        .collect()
}

/// The longest beginning of `text` that fits with an ellipsis, or all of it.
#[must_use]
pub fn elide(text: &str, font: Font, size: f64, width: f64) -> String {
    if measure(text, font, size) <= width {
        return text.to_owned();
    }
    let room = width - measure("…", font, size);
    let mut used = 0.0;
    let mut kept = String::new();
    for c in text.chars() {
        used += measure(c.encode_utf8(&mut [0; 4]), font, size);
        if used > room {
            break;
        }
        kept.push(c);
    }
    format!("{}…", kept.trim_end())
}

/// Breaks text into lines no wider than `width`; a word that is wider is broken inside.
#[must_use]
pub fn wrap(text: &str, font: Font, size: f64, width: f64) -> Vec<String> {
    let mut lines = Vec::new();
    for paragraph in text.split('\n') {
        let mut line = String::new();
        for word in paragraph.split_whitespace() {
            let longer = if line.is_empty() { word.to_owned() } else { format!("{line} {word}") };
            if measure(&longer, font, size) <= width {
                line = longer;
                continue;
            }
            if !line.is_empty() {
                lines.push(std::mem::take(&mut line));
            }
            line = break_word(word, font, size, width, &mut lines);
        }
        lines.push(line);
    }
    lines
}

/// A short text on at most `most` lines no wider than `width`, broken between words; what does not
/// fit ends in an ellipsis.
#[must_use]
pub fn lines(text: &str, font: Font, size: f64, width: f64, most: usize) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    for word in text.split_whitespace() {
        let full = lines.len() >= most;
        match lines.last_mut() {
            Some(line) if full || measure(&format!("{line} {word}"), font, size) <= width => {
                line.push(' ');
                line.push_str(word);
            }
            _ => lines.push(word.to_owned()),
        }
    }
    lines.iter().map(|line| elide(line, font, size, width)).collect()
}

/// Pushes full lines of an overlong word and returns the rest.
fn break_word(word: &str, font: Font, size: f64, width: f64, lines: &mut Vec<String>) -> String {
    let mut line = String::new();
    for c in word.chars() {
        line.push(c);
        if measure(&line, font, size) > width && line.chars().count() > 1 {
            line.pop();
            lines.push(std::mem::replace(&mut line, c.to_string()));
        }
    }
    line
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_and_ellipses_fit() {
        let text = "Checkout orchestrates payment, shipping and email for every order it takes";
        for width in [60.0, 120.0, 400.0] {
            for line in wrap(text, Font::Regular, 13.0, width) {
                assert!(measure(&line, Font::Regular, 13.0) <= width, "{line}");
            }
            assert!(
                measure(&elide(text, Font::SemiBold, 13.0, width), Font::SemiBold, 13.0) <= width
            );
        }
        assert_eq!(wrap("two words", Font::Regular, 13.0, 500.0), ["two words"]);
        assert_eq!(wrap("", Font::Regular, 13.0, 500.0), [""]);
    }

    #[test]
    fn a_short_text_stays_on_its_lines() {
        let lines = |text, width| lines(text, Font::Regular, 13.0, width, 2);
        assert_eq!(lines("Cart service", 500.0), ["Cart service"]);
        assert_eq!(lines("Cart service", 60.0), ["Cart", "service"]);
        assert_eq!(lines("", 60.0), [""; 0]);
        for (text, width) in [("Recommendation service", 60.0), ("a rather long name of it", 60.0)]
        {
            let lines = lines(text, width);
            assert_eq!(lines.len(), 2);
            assert!(lines.iter().any(|line| line.ends_with('…')), "{lines:?}");
            for line in lines {
                assert!(measure(&line, Font::Regular, 13.0) <= width, "{line}");
            }
        }
    }

    #[test]
    fn what_a_font_lacks_is_seen_and_reported() {
        let mut missing = BTreeSet::new();
        assert_eq!(drawable("注文 API", Font::Regular, &mut missing), "□□ API");
        assert_eq!(missing.into_iter().collect::<String>(), "文注");
        for font in Font::ALL {
            for c in "□…–×≤≥±→äöüßÉñŁжΩ".chars() {
                assert!(font.has(c), "{font:?} lacks {c}");
            }
        }
    }
}
