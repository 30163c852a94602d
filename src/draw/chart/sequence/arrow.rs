//! Arrows and their words.

use super::{BAR, Ground, Pen, veiled};
use crate::base::Point;
use crate::charts::sequence::Arrow;
use crate::draw::diagram;
use crate::draw::font::{Font, anywhere};
use crate::draw::scene::{Anchor, Item, Scene, Step, Stroke};

use super::layout::PlacedStep;

/// Height of the arrow from a lifeline to itself, and how far it reaches to the right.
pub(super) const LOOP: f64 = 12.0;
const REACH: f64 = 30.0;
/// Space between words and the lifelines at their ends.
const BESIDE: f64 = 8.0;
/// Most lines of words.
const MOST_LINES: usize = 2;
const WIDTH: f64 = 1.5;

/// The words of a step, line by line: beside the lifeline of the caller if two lines do, else as long as
/// the arrow is. At least one line, perhaps empty.
pub(super) fn lines(pen: Pen<'_>, of: &Arrow, ground: &Ground) -> Vec<String> {
    let long = (ground.x(of.to) - ground.x(of.from)).abs();
    let ends = 2.0 * (BAR + BESIDE);
    let near = ground.apart - ends;
    let width = f64::max(long - ends, near);
    let wrap = |width| anywhere::lines(&of.words, Font::Regular, pen.label, width, MOST_LINES);
    let beside = wrap(near);
    let cut = beside.iter().any(|line| line.ends_with('…'));
    let mut lines = if cut { wrap(width) } else { beside };
    lines.extend(of.remark().map(str::to_owned));
    if lines.is_empty() {
        lines.push(String::new());
    }
    lines
}

/// Draws the arrow of a step with its words.
pub(super) fn draw(scene: &mut Scene, pen: Pen<'_>, of: &Arrow, at: &PlacedStep, ground: &Ground) {
    let [from, to] = [of.from, of.to].map(|lane| ground.x(lane));
    let rightwards = to >= from;
    let side = if rightwards { BAR } else { -BAR };
    let (start, end) = (Point::new(from + side, at.y), Point::new(to - side, at.y));
    if of.from == of.to {
        around(scene, pen, start);
    } else {
        line(scene, pen, start, end, of.is_call);
    }
    let anchor = if rightwards { Anchor::Start } else { Anchor::End };
    let x = if rightwards { from + BAR + BESIDE } else { from - BAR - BESIDE };
    let mut baseline = at.baseline;
    let remarks = usize::from(of.remark().is_some());
    for (place, text) in at.lines.iter().enumerate().rev() {
        let said = place + remarks < at.lines.len();
        let color = if said { pen.theme.text.normal } else { pen.theme.text.subdued };
        if !text.is_empty() {
            let run = pen.label(Point::new(x, baseline), text).anchored(anchor);
            veiled(scene, crate::draw::scene::TextRun { color, ..run });
        }
        baseline -= pen.line();
    }
}

/// A line with a filled head, or an open one where nobody waits.
pub(super) fn line(scene: &mut Scene, pen: Pen<'_>, start: Point, end: Point, filled: bool) {
    let color = pen.theme.text.subdued;
    let x = if end.x >= start.x { 1.0 } else { -1.0 };
    if filled {
        scene.line(start, Point::new(end.x - 6.0 * x, end.y), Stroke::solid(color, WIDTH));
        let steps = diagram::arrow(end, Point::new(x, 0.0));
        scene.items.push(Item::Path { steps, fill: Some(color), stroke: None });
    } else {
        scene.line(start, end, Stroke::solid(color, WIDTH));
        let back = end.x - 8.0 * x;
        let steps = vec![
            Step::Move(Point::new(back, end.y - 4.5)),
            Step::Line(end),
            Step::Line(Point::new(back, end.y + 4.5)),
        ];
        let stroke = Some(Stroke::solid(color, WIDTH));
        scene.items.push(Item::Path { steps, fill: None, stroke });
    }
}

/// An arrow from a lifeline to itself.
fn around(scene: &mut Scene, pen: Pen<'_>, start: Point) {
    let (right, low) = (start.x + REACH, start.y + LOOP);
    let steps = vec![
        Step::Move(start),
        Step::Line(Point::new(right, start.y)),
        Step::Line(Point::new(right, low)),
    ];
    let stroke = Some(Stroke::solid(pen.theme.text.subdued, WIDTH));
    scene.items.push(Item::Path { steps, fill: None, stroke });
    line(scene, pen, Point::new(right, low), Point::new(start.x, low), true);
}
