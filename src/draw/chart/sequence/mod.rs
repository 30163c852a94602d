//! The steps of a flow as a sequence diagram: lifelines, arrows, and beside each call its times.

mod arrow;
mod heads;
mod layout;

use super::Pen;
use crate::base::{Point, Rect};
use crate::charts::Sequence;
use crate::charts::sequence::{Arrow, OVERLOADED, Row, Times};
use crate::draw::font::Font;
use crate::draw::scene::{Anchor, Item, Part, Scene, Step, Stroke, TextRun};
use layout::{Frame, Placed};

/// Least distance of lifelines where no name asks for more, and the greatest.
const APART: [f64; 2] = [128.0, 220.0];
/// Least room for the arrow from outside, with what comes there.
const LEAD: f64 = 84.0;
/// Room for the two columns of times, and the width of the last.
const TIMES: f64 = 156.0;
const COLUMN: f64 = 70.0;
/// What keeps the last letters within a picture without margins, however widths are rounded.
const HAIR: f64 = 0.05;
/// Half the width of the bar that shows who is at work.
const BAR: f64 = 4.0;

/// Where lifelines and columns stand.
#[derive(Clone, Debug)]
struct Ground {
    left: f64,
    /// Where the first lifeline stands.
    first: f64,
    /// Distance of lifelines.
    apart: f64,
    lanes: usize,
    /// Right ends of the columns of the p50 and the p99.
    columns: [f64; 2],
}

impl Ground {
    fn new(pen: Pen<'_>, sequence: &Sequence, area: Rect) -> Self {
        let lanes = sequence.lanes.len().max(1);
        let wide = (area.width() - TIMES) / room(sequence);
        // Where half a distance is less than the lead, the lead takes its place.
        let narrow = (area.width() - TIMES - LEAD) / (room(sequence) - 0.5);
        let apart = if lead(wide) > 0.0 { narrow } else { wide };
        let apart = apart.clamp(heads::least_apart(pen, sequence), APART[1]);
        let left = area.min.x;
        let first = left + lead(apart) + apart / 2.0;
        let right = left + lead(apart) + apart * room(sequence) + TIMES - HAIR;
        Self { left, first, apart, lanes, columns: [right - COLUMN, right] }
    }

    /// Where a lifeline stands.
    #[expect(clippy::cast_precision_loss, reason = "a few dozen lanes")]
    fn x(&self, lane: usize) -> f64 {
        self.first + self.apart * lane as f64
    }
}

/// Distances of lifelines that all of them take.
#[expect(clippy::cast_precision_loss, reason = "a few dozen lanes")]
fn room(sequence: &Sequence) -> f64 {
    let last = sequence.lanes.len().max(1);
    let loops = |row: &Row| matches!(row, Row::Arrow(of) if of.from == of.to && of.to + 1 == last);
    // What the last one asks of itself is written on its right.
    last as f64 + if sequence.rows.iter().any(loops) { 0.5 } else { 0.0 }
}

/// What the left end takes beyond half a distance, where that is too little.
const fn lead(apart: f64) -> f64 {
    f64::max(LEAD - apart / 2.0, 0.0)
}

/// Least width of the picture of a sequence.
pub(super) fn least_width(pen: Pen<'_>, sequence: &Sequence) -> f64 {
    let apart = heads::least_apart(pen, sequence);
    lead(apart) + apart * room(sequence) + TIMES
}

/// Where a step was drawn.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct StepSpot {
    /// Its row, as wide as the picture.
    pub rect: Rect,
    /// Its place among the rows; none for what comes from outside.
    pub row: Option<usize>,
}

/// Draws the sequence into `area`, as high as its rows need; returns where it ends and adds where each
/// step lies to `spots`.
pub(super) fn draw(
    scene: &mut Scene,
    pen: Pen<'_>,
    sequence: &Sequence,
    area: Rect,
    spots: &mut Vec<StepSpot>,
) -> f64 {
    let ground = Ground::new(pen, sequence, area);
    let top = heads::height(pen, sequence, &ground) + area.min.y;
    let placed = Placed::of(pen, sequence, &ground, top + 6.0);
    lifelines(scene, pen, &ground, [top, placed.end]);
    for y in placed.lines() {
        let line = Stroke::solid(pen.theme.line.hairline, 1.0);
        scene.line(Point::new(ground.left, y), Point::new(ground.columns[1], y), line);
    }
    placed.frames.iter().for_each(|of| frame(scene, pen, of));
    for bar in &placed.bars {
        let x = ground.x(bar.lane);
        let rect = Rect { min: Point::new(x - BAR, bar.from), max: Point::new(x + BAR, bar.to) };
        let stroke = Some(Stroke::solid(pen.theme.text.subdued, 1.0));
        let fill = Some(pen.theme.surface.raised);
        scene.items.push(Item::Rect { rect, radius: 1.0, fill, stroke });
    }
    heads::draw(scene, pen, sequence, &ground, area.min.y);
    columns(scene, pen, &ground, top);
    if let Some(y) = placed.apart {
        apart(scene, pen, &ground, y);
    }
    asked(scene, pen, sequence, &ground, placed.asked);
    for (number, step) in placed.steps.iter().enumerate() {
        let Some(Row::Arrow(of)) = sequence.rows.get(step.row) else { continue };
        let title = sequence.sentence(of);
        let part = Part { class: "step", id: (number + 1).to_string(), title };
        scene.part(part, |scene| {
            arrow::draw(scene, pen, of, step, &ground);
            told(scene, pen, of, step.baseline, &ground);
        });
    }
    let row = |row: Option<usize>, from: f64, to: f64| {
        let [min, max] =
            [(ground.left, from), (ground.columns[1], to)].map(|(x, y)| Point::new(x, y));
        StepSpot { rect: Rect { min, max }, row }
    };
    spots.push(row(None, top, placed.asked + 8.0));
    spots.extend(placed.steps.iter().map(|step| row(Some(step.row), step.top, step.below)));
    placed.end + 4.0
}

fn lifelines(scene: &mut Scene, pen: Pen<'_>, ground: &Ground, [from, to]: [f64; 2]) {
    let stroke = Stroke { dashed: true, ..Stroke::solid(pen.theme.line.border, 1.0) };
    for lane in 0..ground.lanes {
        let x = ground.x(lane);
        scene.line(Point::new(x, from), Point::new(x, to), stroke);
    }
}

/// A block with its word in the corner and how often it is gone through beside it.
fn frame(scene: &mut Scene, pen: Pen<'_>, of: &Frame) {
    let Frame { rect, word, guard, guard_at, breaks } = of;
    let line = Stroke::solid(pen.theme.line.border, 1.0);
    let size = pen.label - 1.0;
    let wide = crate::draw::font::anywhere::measure(word, Font::SemiBold, size) + 14.0;
    let low = rect.min.y + layout::TAB;
    let corner = vec![
        Step::Move(rect.min),
        Step::Line(Point::new(rect.min.x + wide, rect.min.y)),
        Step::Line(Point::new(rect.min.x + wide, low - 5.0)),
        Step::Line(Point::new(rect.min.x + wide - 5.0, low)),
        Step::Line(Point::new(rect.min.x, low)),
        Step::Close,
    ];
    let fill = Some(pen.theme.surface.hover);
    scene.items.push(Item::Path { steps: corner, fill, stroke: Some(line) });
    scene.items.push(Item::Rect { rect: *rect, radius: 3.0, fill: None, stroke: Some(line) });
    let at = |x: f64| Point::new(x, low - 4.5);
    let color = pen.theme.text.normal;
    scene.text(TextRun::new(at(rect.min.x + 6.0), word, Font::SemiBold, size, color));
    if !guard.is_empty() {
        veiled(scene, pen.label(at(*guard_at), guard));
    }
    let line = Stroke { dashed: true, ..line };
    for y in breaks {
        scene.line(Point::new(rect.min.x, *y), Point::new(rect.max.x, *y), line);
    }
}

/// A text that can be read over lines.
fn veiled(scene: &mut Scene, run: TextRun) {
    let veil = scene.background.with_alpha(224);
    scene.fill(run.bounds().expand(1.5), 2.0, veil);
    scene.text(run);
}

/// Heads of the columns of times.
fn columns(scene: &mut Scene, pen: Pen<'_>, ground: &Ground, bottom: f64) {
    for (name, x) in ["p50", "p99"].into_iter().zip(ground.columns) {
        scene.text(pen.label(Point::new(x, bottom - 6.0), name).anchored(Anchor::End));
    }
    let at = Point::new(ground.columns[1], bottom - 6.0 - pen.line());
    scene.text(pen.label(at, "Time to answer").anchored(Anchor::End));
}

/// What parts the steps that nobody waits for from those before.
fn apart(scene: &mut Scene, pen: Pen<'_>, ground: &Ground, y: f64) {
    let run = pen.label(Point::new(ground.left, y + 4.0), layout::APART_WORDS);
    let from = run.bounds().max.x + 8.0;
    let line = Stroke::solid(pen.theme.line.border, 1.0);
    scene.line(Point::new(from, y), Point::new(ground.columns[1], y), line);
    veiled(scene, run);
}

/// The request from outside, with the times of the whole flow.
fn asked(scene: &mut Scene, pen: Pen<'_>, sequence: &Sequence, ground: &Ground, y: f64) {
    let end = Point::new(ground.x(0) - BAR, y);
    arrow::line(scene, pen, Point::new(ground.left, y), end, true);
    let at = Point::new(ground.left, y - 6.0);
    let words = crate::draw::font::anywhere::elide(
        &sequence.asked,
        Font::Regular,
        pen.label,
        ground.first - ground.left - 12.0,
    );
    scene.text(pen.label(at, &words));
    let color = pen.theme.text.strong;
    times(scene, pen, &sequence.times, y - 6.0, ground, |run| TextRun {
        font: Font::SemiBold,
        color,
        ..run
    });
}

/// The times of a step in their columns.
fn told(scene: &mut Scene, pen: Pen<'_>, of: &Arrow, baseline: f64, ground: &Ground) {
    if let Some(of) = &of.times {
        let color = pen.theme.text.normal;
        times(scene, pen, of, baseline, ground, |run| TextRun { color, ..run });
    } else if of.is_call {
        let run = pen.label(Point::new(ground.columns[1], baseline), "not counted");
        scene.text(run.anchored(Anchor::End));
    }
}

fn times(
    scene: &mut Scene,
    pen: Pen<'_>,
    of: &Times,
    baseline: f64,
    ground: &Ground,
    look: impl Fn(TextRun) -> TextRun,
) {
    let run =
        |x: f64, text: &str| look(pen.label(Point::new(x, baseline), text).anchored(Anchor::End));
    if let Some(words) = of.in_words() {
        for (text, x) in words.iter().zip(ground.columns) {
            scene.text(run(x, text));
        }
    } else {
        let color = pen.theme.status.error;
        scene.text(TextRun { color, ..run(ground.columns[1], OVERLOADED) });
    }
    if let Some(target) = of.target() {
        let color = if of.misses { pen.theme.status.error } else { pen.theme.text.subdued };
        let at = Point::new(ground.columns[1], baseline + pen.line());
        scene.text(TextRun { color, ..pen.label(at, &target).anchored(Anchor::End) });
    }
}
