//! Text as it is painted: egui shapes words, and sets them one behind the other from left to right.

use std::borrow::Cow;
use std::cell::RefCell;

use egui::FontId;
use unicode_bidi::BidiInfo;

use crate::draw::font;

/// A line of text for painting: with a box for each character that no font has, here or on the system,
/// as exports have it, and the words of scripts that are written from right to left in their order.
pub(super) fn line<'a>(ctx: &egui::Context, text: &'a str, of: &FontId) -> Cow<'a, str> {
    if text.is_ascii() {
        return text.into();
    }
    let boxed = ctx.fonts_mut(|fonts| {
        let fonts = RefCell::new(fonts);
        font::drawable(text, |c| font::joins(c) || fonts.borrow_mut().has_glyph(of, c))
    });
    in_order(&boxed).into()
}

/// A line with its words from left to right as they are seen.
fn in_order(text: &str) -> String {
    let found = BidiInfo::new(text, None);
    let Some(whole) = found.paragraphs.first().filter(|_| found.has_rtl()) else {
        return text.to_owned();
    };
    let (levels, runs) = found.visual_runs(whole, whole.range.clone());
    let seen = runs.into_iter().map(|run| {
        let is_rtl = levels.get(run.start).is_some_and(unicode_bidi::Level::is_rtl);
        let of = &text[run];
        if is_rtl { of.split(' ').rev().collect::<Vec<_>>().join(" ") } else { of.to_owned() }
    });
    seen.collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// As browsers show them (Unicode Standard Annex 9).
    #[test]
    fn words_from_right_to_left_stand_in_their_order() {
        for (text, seen) in [
            ("שירות עברית", "עברית שירות"),
            ("خدمة العربية", "العربية خدمة"),
            ("Pay שירות עברית now", "Pay עברית שירות now"),
            ("שירות API עברית", "עברית API שירות"),
            ("Größe naïve", "Größe naïve"),
            ("", ""),
        ] {
            assert_eq!(in_order(text), seen, "{text}");
        }
    }
}
