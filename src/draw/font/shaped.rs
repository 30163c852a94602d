//! Where the parts of a line stand that fonts of the machine draw.
//!
//! The renderer shapes a whole line with each of its fonts, as the script of its first letters wants, puts
//! the results together, and takes letters that form a group to be as wide as the widest glyph of
//! them. Scripts that stack and reorder letters, such as Devanagari and Tamil, come out wrong that
//! way. So such groups get their places here, and the renderer shapes each alone.

use std::ops::Range;

use rustybuzz::{Direction, Face, UnicodeBuffer};
use usvg::fontdb::ID;

use super::{Font, Fonts, measure};

/// A part of a line that one font draws.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(in crate::draw) struct Stretch<'a> {
    /// The family of the machine; none for the bundled font.
    pub family: Option<&'a str>,
    /// The letters.
    pub text: &'a str,
    /// Where it begins, from the beginning of the line, in the unit of the size.
    pub x: f64,
}

impl Fonts {
    /// The stretches of a line of [`pieces`](Self::pieces) with its width, where some are drawn by fonts of
    /// the machine; none where the bundled font draws everything, and for words from right to left,
    /// which the renderer puts in order.
    pub(in crate::draw) fn stretches<'a>(
        &'a self,
        pieces: &[(Option<ID>, &'a str)],
        font: Font,
        size: f64,
    ) -> Option<(Vec<Stretch<'a>>, f64)> {
        let mut letters = pieces.iter().flat_map(|(_, text)| text.chars());
        if pieces.iter().all(|(id, _)| id.is_none()) || letters.any(runs_from_the_right) {
            return None;
        }
        let (mut stretches, mut x) = (Vec::new(), 0.0);
        for &(id, text) in pieces {
            let Some(id) = id else {
                stretches.push(Stretch { family: None, text, x });
                x += measure(text, font, size);
                continue;
            };
            let family = self.family(id);
            for (range, width) in self.groups(id, text)? {
                stretches.push(Stretch { family, text: &text[range], x });
                x += width * size;
            }
        }
        Some((stretches, x))
    }

    /// The groups of letters of a text in a face of the machine, with their widths in shares of the
    /// size; what has one glyph for each letter stays together.
    fn groups(&self, id: ID, text: &str) -> Option<Vec<(Range<usize>, f64)>> {
        self.database
            .with_face_data(id, |data, index| groups(&Face::from_slice(data, index)?, text))?
    }
}

fn groups(face: &Face<'_>, text: &str) -> Option<Vec<(Range<usize>, f64)>> {
    let mut buffer = UnicodeBuffer::new();
    buffer.push_str(text);
    buffer.set_direction(Direction::LeftToRight);
    let shaped = rustybuzz::shape(face, &[], buffer);
    let em = f64::from(face.units_per_em());
    let mut groups: Vec<(Range<usize>, f64)> = Vec::new();
    // Whether the last group may go on: letters with one glyph each.
    let mut is_open = false;
    let glyphs: Vec<(usize, f64)> = shaped
        .glyph_infos()
        .iter()
        .zip(shaped.glyph_positions())
        .map(|(info, position)| (info.cluster as usize, f64::from(position.x_advance) / em))
        .collect();
    for of in glyphs.chunk_by(|a, b| a.0 == b.0) {
        let begin = of.first()?.0;
        let width: f64 = of.iter().map(|(_, width)| width).sum();
        match groups.last_mut() {
            Some((_, last)) if is_open && of.len() == 1 => *last += width,
            Some((range, _)) => {
                range.end = begin;
                groups.push((begin..begin, width));
            }
            None => groups.push((begin..begin, width)),
        }
        is_open = of.len() == 1;
    }
    groups.last_mut()?.0.end = text.len();
    let is_whole = |range: &Range<usize>| text.get(range.clone()).is_some_and(|of| !of.is_empty());
    groups.iter().all(|(range, _)| is_whole(range)).then_some(groups)
}

/// Whether a letter belongs to a script that is written from right to left.
const fn runs_from_the_right(c: char) -> bool {
    matches!(c, '\u{590}'..='\u{8ff}' | '\u{fb1d}'..='\u{fdff}' | '\u{fe70}'..='\u{feff}')
        || matches!(c, '\u{10800}'..='\u{10fff}' | '\u{1e800}'..='\u{1efff}')
}

#[cfg(test)]
mod tests {
    use rustybuzz::Face;

    use super::{Font, groups};

    /// Letters with one glyph each stay together, as wide as without kerning at most.
    #[test]
    fn plain_letters_are_one_group() {
        let face = Face::from_slice(Font::Regular.bytes(), 0).unwrap();
        let found = groups(&face, "orders").unwrap();
        let [(range, width)] = &found[..] else { panic!("{found:?}") };
        assert_eq!(*range, 0.."orders".len());
        let unkerned = super::measure("orders", Font::Regular, 1.0);
        assert!((width - unkerned).abs() < 0.05 * unkerned, "{width} {unkerned}");
    }

    /// A letter with two marks is a group of its own.
    #[test]
    fn a_letter_with_marks_is_a_group() {
        let face = Face::from_slice(Font::Regular.bytes(), 0).unwrap();
        let text = "ax\u{30a}\u{323}b";
        let found = groups(&face, text).unwrap();
        let parts: Vec<&str> = found.iter().map(|(range, _)| &text[range.clone()]).collect();
        assert_eq!(parts, ["a", "x\u{30a}\u{323}", "b"]);
    }
}
