//! Fitting text where it is not known which font will draw it.
//!
//! The fonts that an SVG carries are used by browsers alone; other programs take what is installed
//! in their place. Of the families that stand in for Inter ([`Font::families`]), `DejaVu Sans` is the
//! widest: what has room in both has room in all. Charts and diagrams are laid out by these
//! functions, which leaves a little air where Inter is at hand.

use super::fit::{elided, short_lines, wrapped};
use super::{Font, advance};

/// Advances of `DejaVu Sans`, from space to tilde, in thousandths of the size.
const REGULAR: [u16; 95] = [
    318, 401, 460, 838, 637, 951, 780, 275, 391, 391, 500, 838, 318, 361, 318, 337, 637, 637, 637,
    637, 637, 637, 637, 637, 637, 637, 337, 337, 838, 838, 838, 531, 1000, 685, 687, 699, 771, 632,
    576, 775, 752, 295, 295, 656, 558, 863, 749, 788, 604, 788, 695, 635, 611, 732, 685, 989, 686,
    611, 686, 391, 337, 391, 838, 500, 500, 613, 635, 550, 635, 616, 353, 635, 634, 278, 278, 580,
    278, 975, 634, 612, 635, 635, 412, 521, 393, 634, 592, 818, 592, 592, 525, 637, 337, 637, 838,
];

/// The same of `DejaVu Sans Bold`.
const BOLD: [u16; 95] = [
    349, 457, 521, 838, 696, 1002, 873, 307, 458, 458, 523, 838, 380, 416, 380, 366, 696, 696, 696,
    696, 696, 696, 696, 696, 696, 696, 400, 400, 838, 838, 838, 581, 1000, 774, 763, 734, 831, 684,
    684, 821, 837, 373, 373, 775, 638, 996, 837, 851, 733, 851, 771, 721, 683, 813, 774, 1104, 771,
    725, 726, 458, 366, 458, 838, 500, 500, 675, 716, 593, 716, 679, 436, 716, 712, 343, 343, 666,
    343, 1042, 712, 688, 716, 716, 494, 596, 479, 712, 652, 924, 646, 652, 583, 712, 366, 712, 838,
];

/// How much wider than Inter the rest of the stand-ins is; a bit above the mean of Latin, Greek and
/// Cyrillic letters.
const REST: [f64; 2] = [1.08, 1.18];

/// Width that a line of text may take, in the unit of `size`.
#[must_use]
pub fn measure(text: &str, font: Font, size: f64) -> f64 {
    let (mut own, mut other) = (0.0, 0.0);
    for c in text.chars() {
        let advance = advance(c, font);
        own += advance;
        other += stand_in(c, font, advance);
    }
    f64::max(own, other) * size
}

fn stand_in(c: char, font: Font, own: f64) -> f64 {
    let (table, rest) = match font {
        Font::Regular => (&REGULAR, REST[0]),
        Font::SemiBold => (&BOLD, REST[1]),
        // Letters of the families that stand in for it are as wide as its own, to a hundredth.
        Font::Mono => return own * 1.01,
    };
    let place = u32::from(c).checked_sub(0x20).and_then(|place| usize::try_from(place).ok());
    match place.and_then(|place| table.get(place)) {
        Some(thousandths) => f64::from(*thousandths) / 1000.0,
        None if font.has(c) => own * rest,
        None => own,
    }
}

/// As [`super::elide`].
#[must_use]
pub fn elide(text: &str, font: Font, size: f64, width: f64) -> String {
    elided(text, font, size, width, measure)
}

/// As [`super::wrap`].
#[must_use]
pub fn wrap(text: &str, font: Font, size: f64, width: f64) -> Vec<String> {
    wrapped(text, font, size, width, measure)
}

/// As [`super::lines`].
#[must_use]
pub fn lines(text: &str, font: Font, size: f64, width: f64, most: usize) -> Vec<String> {
    short_lines(text, font, size, width, most, measure)
}
