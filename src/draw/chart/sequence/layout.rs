//! Where the rows of a sequence lie.

use super::{BAR, Ground, Pen, arrow};
use crate::base::{Point, Rect};
use crate::charts::Sequence;
use crate::charts::sequence::{Arrow, Row, Times, block_guard, block_word};
use crate::draw::font::{Font, anywhere};

/// Height of the corner of a block that holds its word.
pub(super) const TAB: f64 = 16.0;
/// What is written where the steps begin that nobody waits for.
pub(super) const APART_WORDS: &str = "Nobody waits for what follows";
/// Space above the words of a step, between them and its arrow, and below that.
const GAPS: [f64; 3] = [6.0, 5.0, 10.0];
/// How far a bar goes on below the arrow that begins it.
const TAIL: f64 = 7.0;
/// Distance of a block from the lifeline beside it, and of a block within one from that.
const INSET: [f64; 2] = [6.0, 5.0];

/// Everything in its place.
#[derive(Debug, Default)]
pub(super) struct Placed {
    pub steps: Vec<PlacedStep>,
    pub frames: Vec<Frame>,
    pub bars: Vec<Bar>,
    /// The line above what nobody waits for.
    pub apart: Option<f64>,
    /// The arrow from outside.
    pub asked: f64,
    /// Where the last row ends.
    pub end: f64,
}

/// A step in its place.
#[derive(Debug)]
pub(super) struct PlacedStep {
    /// Its place among the rows.
    pub row: usize,
    /// Where its words begin.
    pub top: f64,
    /// Its words, line by line.
    pub lines: Vec<String>,
    /// Baseline of the last line.
    pub baseline: f64,
    /// Its arrow.
    pub y: f64,
    /// Where it ends.
    pub below: f64,
}

/// A block around some steps.
#[derive(Debug)]
pub(super) struct Frame {
    pub rect: Rect,
    pub word: &'static str,
    pub guard: String,
    /// Where that begins.
    pub guard_at: f64,
    /// Lines between branches.
    pub breaks: Vec<f64>,
}

/// A component at work.
#[derive(Debug)]
pub(super) struct Bar {
    pub lane: usize,
    pub from: f64,
    pub to: f64,
}

impl Placed {
    /// The rows of a sequence from `top` downwards.
    pub fn of(pen: Pen<'_>, sequence: &Sequence, ground: &Ground, top: f64) -> Self {
        let placed = Self::default();
        let (open, calls) = (Vec::new(), Vec::new());
        let mut placer = Placer { pen, sequence, ground, y: top, placed, open, calls, root: None };
        placer.asked();
        for (place, row) in sequence.rows.iter().enumerate() {
            placer.row(place, row);
        }
        placer.finish()
    }

    /// Lines below the rows that have times.
    pub fn lines(&self) -> impl Iterator<Item = f64> {
        self.steps.iter().map(|step| step.below)
    }
}

struct Placer<'a> {
    pen: Pen<'a>,
    sequence: &'a Sequence,
    ground: &'a Ground,
    y: f64,
    placed: Placed,
    /// Places of the blocks that are open.
    open: Vec<usize>,
    /// Calls that are under way: their rows and bars.
    calls: Vec<(usize, usize)>,
    /// The bar of the component at work that nothing here has called.
    root: Option<usize>,
}

impl Placer<'_> {
    fn asked(&mut self) {
        self.y += GAPS[0] + self.pen.line() + GAPS[1];
        self.placed.asked = self.y;
        self.root = Some(self.bar(0));
        let below = self.below(Some(&self.sequence.times));
        self.y += GAPS[2] + below;
    }

    /// Room below an arrow for the target that stands below its times.
    fn below(&self, times: Option<&Times>) -> f64 {
        let has_target = times.is_some_and(|times| times.target_ms.is_some());
        if has_target { self.pen.line() - GAPS[1] } else { 0.0 }
    }

    /// Begins a bar here.
    fn bar(&mut self, lane: usize) -> usize {
        self.placed.bars.push(Bar { lane, from: self.y, to: self.y + TAIL });
        self.placed.bars.len() - 1
    }

    /// Lets a bar go on to here at least.
    fn goes_on(&mut self, bar: usize) {
        let to = self.y;
        if let Some(bar) = self.placed.bars.get_mut(bar) {
            bar.to = bar.to.max(to);
        }
    }

    fn row(&mut self, place: usize, row: &Row) {
        match row {
            Row::Arrow(of) => self.arrow(place, of),
            Row::Answer(of) => {
                if let Some((_, bar)) = self.calls.pop_if(|(row, _)| row == of) {
                    self.y += 2.0;
                    self.goes_on(bar);
                    self.y += 2.0;
                }
            }
            Row::Open(block) => {
                let rect = self.frame(place);
                let (word, guard) = (block_word(*block), block_guard(*block));
                let wide = anywhere::measure(word, Font::SemiBold, self.pen.label - 1.0);
                // Not over the bar of who calls.
                let bar = self.bars_end(rect.min.x);
                let guard_at = f64::max(rect.min.x + wide + 20.0, bar + 6.0);
                let room = rect.max.x - guard_at - 6.0;
                let guard = anywhere::elide(&guard, Font::Regular, self.pen.label, room);
                self.open.push(self.placed.frames.len());
                let breaks = Vec::new();
                self.placed.frames.push(Frame { rect, word, guard, guard_at, breaks });
                self.y += 4.0 + TAB;
            }
            Row::Beside => {
                self.y += 3.0;
                let y = self.y;
                let frame = self.open.last().and_then(|at| self.placed.frames.get_mut(*at));
                if let Some(frame) = frame {
                    frame.breaks.push(y);
                }
            }
            Row::Close => {
                self.y += 3.0;
                let y = self.y;
                let frame = self.open.pop().and_then(|at| self.placed.frames.get_mut(at));
                if let Some(frame) = frame {
                    frame.rect.max.y = y;
                }
                self.y += 3.0;
            }
            Row::Apart => {
                if let Some(bar) = self.root.take() {
                    self.y += 2.0;
                    self.goes_on(bar);
                }
                self.y += 16.0;
                self.placed.apart = Some(self.y);
                self.y += 10.0;
            }
        }
    }

    fn arrow(&mut self, place: usize, of: &Arrow) {
        let top = self.y;
        let lines = arrow::lines(self.pen, of, self.ground);
        let mut baseline = top + GAPS[0] + self.pen.label * 0.86;
        for _ in 1..lines.len() {
            baseline += self.pen.line();
        }
        let words_end = baseline + self.pen.label * 0.25;
        self.y = words_end + GAPS[1];
        let loops = of.from == of.to;
        self.works(of.from);
        self.placed.steps.push(PlacedStep {
            row: place,
            top,
            lines,
            baseline,
            y: self.y,
            below: 0.0,
        });
        if loops {
            self.y += arrow::LOOP;
        }
        let below = self.below(of.times.as_ref());
        if of.is_call && self.has_answer(place) {
            let bar = self.bar(of.to);
            self.calls.push((place, bar));
        }
        self.y += GAPS[2] + below;
        if let Some(step) = self.placed.steps.last_mut() {
            step.below = self.y;
        }
    }

    /// Shows who calls at work, where nothing here has called it.
    fn works(&mut self, lane: usize) {
        if !self.calls.is_empty() {
            return;
        }
        let same = self.root.filter(|bar| self.placed.bars[*bar].lane == lane);
        if let Some(bar) = same {
            self.y += TAIL;
            self.goes_on(bar);
            self.y -= TAIL;
        } else {
            self.y -= TAIL;
            self.root = Some(self.bar(lane));
            self.y += TAIL;
            self.works(lane);
        }
    }

    fn has_answer(&self, place: usize) -> bool {
        // The answer follows, perhaps after much else.
        self.sequence.rows.get(place..).is_some_and(|rows| rows.contains(&Row::Answer(place)))
    }

    /// The outline of the block that begins here, without its lower end.
    fn frame(&self, place: usize) -> Rect {
        let mut depth = 1_usize;
        let rest = self.sequence.rows.iter().skip(place + 1).take_while(|row| {
            match row {
                Row::Open(_) => depth += 1,
                Row::Close => depth -= 1,
                _ => {}
            }
            depth > 0
        });
        let mut ends: Option<[f64; 2]> = None;
        for row in rest {
            let Row::Arrow(of) = row else { continue };
            let [from, to] = [of.from, of.to].map(|lane| self.ground.x(lane));
            let right = if from == to { from + self.ground.apart / 2.0 } else { from.max(to) };
            let [least, most] = ends.unwrap_or([from, right]);
            ends = Some([least.min(from).min(to), most.max(right)]);
        }
        let [left, right] = ends.unwrap_or([self.ground.x(0); 2]);
        #[expect(clippy::cast_precision_loss, reason = "a handful of blocks")]
        let depth = self.open.len() as f64;
        let room = self.ground.apart / 2.0;
        let aside = room - (INSET[0] + INSET[1] * depth).min(room - 18.0);
        let y = self.y + 3.0;
        Rect { min: Point::new(left - aside, y), max: Point::new(right + aside, y + TAB) }
    }

    /// Where the bar ends that stands beside the beginning of a block; the block's own beginning where
    /// there is none.
    fn bars_end(&self, left: f64) -> f64 {
        let lane = (0..self.ground.lanes).find(|lane| self.ground.x(*lane) > left);
        let calls = self.calls.iter().map(|(_, bar)| *bar).chain(self.root);
        let lanes = calls.filter_map(|bar| Some(self.placed.bars.get(bar)?.lane));
        let beside = lane.filter(|lane| lanes.into_iter().any(|at| at == *lane));
        beside.map_or(left, |lane| self.ground.x(lane) + BAR)
    }

    fn finish(mut self) -> Placed {
        if let Some(bar) = self.root {
            self.y += 2.0;
            self.goes_on(bar);
        }
        self.placed.end = self.y + 8.0;
        self.placed
    }
}
