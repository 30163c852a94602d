//! The line as it is typed, with what is not understood underlined.

use std::ops::Range;
use std::sync::Arc;

use egui::text::{LayoutJob, TextFormat};
use egui::{Color32, Galley, Stroke};

use super::super::super::style;

/// Lays out the line; `marks` are byte ranges that are underlined.
pub(super) fn galley(
    ui: &egui::Ui,
    text: &str,
    marks: &[Range<usize>],
    color: Color32,
) -> Arc<Galley> {
    let font = egui::FontId::proportional(style::SIZES[1]);
    let plain = TextFormat::simple(font, ui.visuals().text_color());
    let marked = TextFormat { underline: Stroke::new(1.5, color), ..plain.clone() };
    let mut job = LayoutJob { break_on_newline: false, ..LayoutJob::default() };
    for (part, is_marked) in parts(text, marks) {
        let format = if is_marked { &marked } else { &plain };
        job.append(&text[part], 0.0, format.clone());
    }
    ui.fonts_mut(|fonts| fonts.layout_job(job))
}

/// The text in pieces, each with whether it is marked.
fn parts(text: &str, marks: &[Range<usize>]) -> Vec<(Range<usize>, bool)> {
    let mut ends: Vec<usize> = marks.iter().flat_map(|mark| [mark.start, mark.end]).collect();
    ends.extend([0, text.len()]);
    ends.retain(|end| text.is_char_boundary(*end));
    ends.sort_unstable();
    ends.dedup();
    let pieces = ends.windows(2).map(|ends| ends[0]..ends[1]);
    let covers = |piece: &Range<usize>| {
        marks.iter().any(|mark| mark.start <= piece.start && piece.end <= mark.end)
    };
    pieces.map(|piece| (piece.clone(), covers(&piece))).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_part_the_line() {
        let told = |text: &str, marks: &[(usize, usize)]| -> Vec<(usize, usize, bool)> {
            let marks: Vec<Range<usize>> = marks.iter().map(|(from, to)| *from..*to).collect();
            parts(text, &marks).into_iter().map(|(part, on)| (part.start, part.end, on)).collect()
        };
        assert_eq!(told("ab é c", &[(3, 5)]), [(0, 3, false), (3, 5, true), (5, 7, false)]);
        assert_eq!(told("abc", &[(0, 2), (1, 3)]), [(0, 1, true), (1, 2, true), (2, 3, true)]);
        assert_eq!(told("", &[]), []);
        assert_eq!(told("é", &[(1, 2)]), [(0, 2, false)]);
    }
}
