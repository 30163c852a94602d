//! The bundled fonts: measuring, fitting, what stands in for them, and what they lack.

pub mod anywhere;
mod fit;
mod shaped;
mod system;

pub use fit::{elide, lines, words, wrap};
pub use system::Fonts;

use std::sync::OnceLock;

use ttf_parser::Face;

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

static REGULAR: &[u8] = include_bytes!("../../../assets/fonts/Inter-Regular.otf");
static SEMI_BOLD: &[u8] = include_bytes!("../../../assets/fonts/Inter-SemiBold.otf");
static MONO: &[u8] = include_bytes!("../../../assets/fonts/JetBrainsMono-Regular.ttf");

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

    /// The family and what stands in for it where it is not installed, as in SVG; texts have
    /// [room for all of them](anywhere).
    #[must_use]
    pub const fn families(self) -> &'static str {
        match self {
            Self::Regular | Self::SemiBold => {
                "Inter, 'Helvetica Neue', Arial, 'Liberation Sans', 'DejaVu Sans', sans-serif"
            }
            Self::Mono => {
                "'JetBrains Mono', Menlo, Consolas, 'Liberation Mono', 'DejaVu Sans Mono', monospace"
            }
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
            Self::Regular => include_bytes!("../../../assets/fonts/Inter-Regular.woff2"),
            Self::SemiBold => include_bytes!("../../../assets/fonts/Inter-SemiBold.woff2"),
            Self::Mono => include_bytes!("../../../assets/fonts/JetBrainsMono-Regular.woff2"),
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

/// Width of a line of text, in the unit of `size`; kerning, which mostly narrows, is left out.
/// Characters that the font lacks count as wide as fonts of their script draw them.
#[must_use]
pub fn measure(text: &str, font: Font, size: f64) -> f64 {
    text.chars().map(|c| advance(c, font)).sum::<f64>() * size
}

/// Whether a character only changes the one before it: joiners, marks of direction and of variation,
/// accents.
#[must_use]
pub const fn joins(c: char) -> bool {
    matches!(c, '\u{200c}'..='\u{200f}' | '\u{fe00}'..='\u{fe0f}' | '\u{300}'..='\u{36f}')
}

/// Width of one character, in shares of the size.
fn advance(c: char, font: Font) -> f64 {
    let own = font.face().and_then(|face| {
        let advance = face.glyph_hor_advance(face.glyph_index(c)?)?;
        Some(f64::from(advance) / f64::from(face.units_per_em()))
    });
    own.unwrap_or_else(|| foreign_advance(c))
}

/// About how wide fonts draw a character that the bundled ones lack: the same on every machine, as
/// layout must not depend on which font a machine has.
const fn foreign_advance(c: char) -> f64 {
    match c {
        // Marks and joiners that take no room.
        '\u{300}'..='\u{36f}'
        | '\u{200b}'..='\u{200f}'
        | '\u{20d0}'..='\u{20ff}'
        | '\u{fe00}'..='\u{fe0f}' => 0.0,
        // Ideographs, kana, hangul and full-width forms.
        '\u{1100}'..='\u{115f}'
        | '\u{2e80}'..='\u{a4cf}'
        | '\u{ac00}'..='\u{d7a3}'
        | '\u{f900}'..='\u{faff}'
        | '\u{fe30}'..='\u{fe6f}'
        | '\u{ff00}'..='\u{ff60}'
        | '\u{ffe0}'..='\u{ffe6}'
        | '\u{20000}'..='\u{3fffd}' => 1.0,
        // Symbols and pictographs.
        '\u{231a}'..='\u{23ff}'
        | '\u{2600}'..='\u{27bf}'
        | '\u{2b00}'..='\u{2bff}'
        | '\u{1f000}'..='\u{1faff}' => 1.3,
        // Letters of other scripts, or the box that stands for them.
        _ => 0.9,
    }
}

/// The text with spaces for control characters and a box for every character that is not `known`.
#[must_use]
pub fn drawable(text: &str, known: impl Fn(char) -> bool) -> String {
    let shown = |c: char| match c {
        c if c.is_control() => Some(' '),
        c if known(c) => Some(c),
        // What takes no room has no box either.
        c if foreign_advance(c) == 0.0 => None,
        _ => Some(MISSING),
    };
    text.chars().filter_map(shown).collect()
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
        assert_eq!(words(" takes 90 %  of it ").collect::<Vec<_>>(), ["takes", "90 %", "of", "it"]);
        let room = measure("takes 90 ", Font::Regular, 13.0);
        assert_eq!(wrap("takes 90 % of it", Font::Regular, 13.0, room), ["takes", "90 % of", "it"]);
        assert_eq!(wrap("", Font::Regular, 13.0, 500.0), [""]);
    }

    /// A mark stays with the letter that it is of, in whatever width.
    #[test]
    fn letters_keep_their_marks() {
        let text = "e\u{301}e\u{301}\u{323}किेसूचीनेमे👩‍💻";
        let is_mark = |c: char| matches!(c, '\u{300}'..='\u{36f}' | '\u{93e}'..='\u{94d}' | '\u{200d}' | '💻');
        for width in 1..60 {
            let width = f64::from(width);
            let lines = wrap(text, Font::Regular, 13.0, width);
            assert_eq!(lines.concat(), text);
            assert!(!lines.iter().any(|line| line.starts_with(is_mark)), "{lines:?}");
            let kept = elide(text, Font::Regular, 13.0, width);
            let left = text.strip_prefix(kept.trim_end_matches('…')).unwrap();
            assert!(!left.starts_with(is_mark), "{kept}");
        }
    }

    /// Advances of `DejaVu Sans` and its bold, as its files say, against those of Inter.
    #[test]
    fn room_is_left_for_the_widest_stand_in() {
        let (text, size) = ("Wiki: 100 % of {milk}", 1000.0);
        let regular = 989.0
            + 278.0
            + 579.0
            + 278.0
            + 337.0
            + 318.0
            + 3.0 * 636.0
            + 318.0
            + 950.0
            + 318.0
            + 612.0
            + 352.0
            + 318.0
            + 636.0
            + 974.0
            + 278.0
            + 278.0
            + 579.0
            + 636.0;
        let room = anywhere::measure(text, Font::Regular, size);
        assert!((regular..regular + 21.0).contains(&room), "{room} for {regular}");
        for (text, font) in [("WWW", Font::Regular), ("Ж注", Font::SemiBold), ("id", Font::Mono)]
        {
            assert!(anywhere::measure(text, font, 13.0) >= measure(text, font, 13.0), "{text}");
        }
        for line in anywhere::wrap(text, Font::SemiBold, 13.0, 60.0) {
            assert!(anywhere::measure(&line, Font::SemiBold, 13.0) <= 60.0, "{line}");
        }
    }

    #[test]
    fn a_short_text_stays_on_its_lines() {
        let lines = |text, width| lines(text, Font::Regular, 13.0, width, 2);
        assert_eq!(lines("Cart service", 500.0), ["Cart service"]);
        assert_eq!(lines("Cart service", 60.0), ["Cart", "service"]);
        assert_eq!(lines("", 60.0), [""; 0]);
        assert_eq!(lines("Retailer-partitioned", 80.0), ["Retailer-", "partitioned"]);
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
    fn what_no_font_has_is_a_box() {
        assert_eq!(drawable("注文\tAPI", |c| Font::Regular.has(c)), "□□ API");
        for font in Font::ALL {
            for c in "□…–×≤≥±→äöüßÉñŁжΩ".chars() {
                assert!(font.has(c), "{font:?} lacks {c}");
            }
        }
    }
}
