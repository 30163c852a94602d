//! What stands under every export: plan, revision, date, scenario, stacks, assumptions.

use super::font::{Font, anywhere};
use super::scene::{Scene, Stroke, TextRun};
use super::theme::Theme;
use crate::base::Point;
use crate::charts::Footer;

/// Size of the footer's text.
pub const SIZE: f64 = 11.0;
/// Height of one of its lines.
pub const LINE: f64 = 16.0;

/// The lines of a footer for a width; the sources of the picture come last.
#[must_use]
pub fn lines(footer: &Footer, sources: &[String], width: f64) -> Vec<String> {
    let mut first = vec![footer.plan.clone()];
    if !footer.revision.is_empty() {
        first.push(format!("revision {}", footer.revision));
    }
    if !footer.date.is_empty() {
        first.push(footer.date.clone());
    }
    first.push(format!("scenario: {}", footer.scenario));
    first.push(footer.stacks.clone());
    first.push(footer.counts.in_words());
    let mut paragraphs = vec![first.join("  ·  ")];
    if !footer.assumptions.is_empty() {
        paragraphs.push(format!("Assumptions that matter most: {}", footer.assumptions.join("; ")));
    }
    if !sources.is_empty() {
        let names: Vec<&str> = sources.iter().map(|id| footer.name_of(id)).collect();
        paragraphs.push(format!("Sources: {}", names.join(", ")));
    }
    paragraphs.iter().flat_map(|text| anywhere::wrap(text, Font::Regular, SIZE, width)).collect()
}

/// Draws a hairline and the lines below it, from `top` down; returns where it ends.
pub fn draw(
    scene: &mut Scene,
    theme: &Theme,
    lines: &[String],
    left: f64,
    top: f64,
    width: f64,
) -> f64 {
    let stroke = Stroke::solid(theme.line.border, 1.0);
    scene.line(Point::new(left, top), Point::new(left + width, top), stroke);
    let mut baseline = top + LINE + 4.0;
    for line in lines {
        scene.text(TextRun::new(
            Point::new(left, baseline),
            line,
            Font::Regular,
            SIZE,
            theme.text.subdued,
        ));
        baseline += LINE;
    }
    baseline - LINE + 6.0
}

/// Height that [`draw`] takes for a number of lines.
#[must_use]
pub fn height(lines: usize) -> f64 {
    #[expect(clippy::cast_precision_loss, reason = "a handful of lines")]
    let lines = lines as f64;
    lines * LINE + 10.0
}
