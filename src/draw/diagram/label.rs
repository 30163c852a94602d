//! Words at links: where they cover neither cards nor other words, else as a number that is explained
//! below the diagram. None is left out.

use super::{Route, Wire};
use crate::base::{Point, Rect, Size};
use crate::draw::font::{Font, anywhere};
use crate::draw::scene::{Anchor, Part, Scene, TextRun};
use crate::draw::theme::Theme;

const SIZE: f64 = 11.0;
const LINE: f64 = 14.0;
/// Widths over which words are broken, best first, and the most lines of each.
const SHAPES: [(f64, usize); 3] = [(124.0, 2), (88.0, 3), (68.0, 4)];
/// Steps aside from a link for a mark that finds no room on it, in its widths and heights.
const BESIDE: [(f64, f64); 8] = [
    (1.0, 0.0),
    (-1.0, 0.0),
    (0.0, 1.0),
    (0.0, -1.0),
    (1.8, 0.0),
    (-1.8, 0.0),
    (0.0, 1.8),
    (0.0, -1.8),
];
/// Height of a number's mark.
pub(super) const MARK: f64 = 14.0;

/// Writes the words of links within `whole`, off what is `taken`; returns those that stand at their link
/// as a number, in its order.
pub(super) fn draw<'a>(
    scene: &mut Scene,
    theme: &Theme,
    links: impl Iterator<Item = (&'a Wire, &'a Route)>,
    whole: Rect,
    taken: Vec<Rect>,
) -> Vec<String> {
    let mut pen = Pen { scene, theme, room: Room { whole, taken }, notes: Vec::new() };
    // What is too short for words in any case gets its mark before words of others take the room.
    let (fitting, short): (Vec<_>, Vec<_>) =
        links.partition(|(wire, route)| placed(wire, route, &pen.room).is_some());
    for (wire, route) in short {
        pen.mark(wire, route);
    }
    let mut homeless: Vec<(&Wire, &Route)> = Vec::new();
    for (wire, route) in fitting {
        match placed(wire, route, &pen.room) {
            Some(block) => pen.words(wire, block),
            None => homeless.push((wire, route)),
        }
    }
    for (wire, route) in homeless {
        pen.mark(wire, route);
    }
    pen.notes
}

/// The words of a link at its first place, in the best shape that covers nothing there.
fn placed(wire: &Wire, route: &Route, room: &Room) -> Option<Block> {
    blocks(&wire.label).find_map(|block| block.placed(route, room))
}

/// What has been written, and where there is room.
struct Pen<'a> {
    scene: &'a mut Scene,
    theme: &'a Theme,
    room: Room,
    notes: Vec<String>,
}

impl Pen<'_> {
    fn words(&mut self, wire: &Wire, block: Block) {
        self.room.taken.push(block.bounds());
        self.scene.part(part(wire), |scene| block.draw(scene, self.theme));
    }

    fn mark(&mut self, wire: &Wire, route: &Route) {
        // Links that say the same share a number.
        let known = self.notes.iter().position(|note| *note == wire.label);
        let place = known.unwrap_or_else(|| {
            self.notes.push(wire.label.clone());
            self.notes.len() - 1
        });
        let number = (place + 1).to_string();
        let size = mark_size(&number);
        let at = spot(route, size, &self.room);
        self.room.taken.push(around(at, size));
        self.scene.part(part(wire), |scene| mark(scene, self.theme, &number, at));
    }
}

fn part(wire: &Wire) -> Part {
    Part { class: "label", id: wire.id.clone(), title: wire.label.clone() }
}

/// Words broken into lines around a middle.
struct Block {
    lines: Vec<String>,
    size: Size,
    middle: Point,
}

/// The ways to break words, best first.
fn blocks(words: &str) -> impl Iterator<Item = Block> {
    SHAPES.into_iter().filter_map(move |(width, most)| {
        let lines = anywhere::wrap(words, Font::Regular, SIZE, width);
        let widths = lines.iter().map(|line| anywhere::measure(line, Font::Regular, SIZE));
        let size = Size::new(widths.fold(0.0, f64::max), height(lines.len()));
        (lines.len() <= most).then_some(Block { lines, size, middle: Point::default() })
    })
}

fn height(lines: usize) -> f64 {
    #[expect(clippy::cast_precision_loss, reason = "at most four lines")]
    let lines = lines as f64;
    lines * LINE
}

impl Block {
    /// The block at the first place of a link where it covers nothing.
    fn placed(mut self, route: &Route, room: &Room) -> Option<Self> {
        let places = route.label_places.iter();
        self.middle = *places.into_iter().find(|at| room.has(around(**at, self.size)))?;
        Some(self)
    }

    fn bounds(&self) -> Rect {
        around(self.middle, self.size)
    }

    fn draw(self, scene: &mut Scene, theme: &Theme) {
        scene.fill(self.bounds(), 3.0, theme.surface.canvas.with_alpha(235));
        let mut baseline = self.middle.y - self.size.height / 2.0 + 10.5;
        for line in &self.lines {
            let at = Point::new(self.middle.x, baseline);
            let run = TextRun::new(at, line, Font::Regular, SIZE, theme.text.subdued);
            scene.text(run.anchored(Anchor::Middle));
            baseline += LINE;
        }
    }
}

/// The area of words of some size around their middle.
fn around(middle: Point, size: Size) -> Rect {
    let (half, height) = (size.width / 2.0 + 3.0, size.height / 2.0 + 1.0);
    Rect {
        min: Point::new(middle.x - half, middle.y - height),
        max: Point::new(middle.x + half, middle.y + height),
    }
}

/// Where words can stand.
struct Room {
    /// The picture.
    whole: Rect,
    /// What they must not cover.
    taken: Vec<Rect>,
}

impl Room {
    fn has(&self, bounds: Rect) -> bool {
        self.whole.contains(bounds.min)
            && self.whole.contains(bounds.max)
            && self.taken.iter().all(|other| !other.overlaps(bounds))
    }
}

/// Where a mark stands: on its link where it is free, else close beside it, else in the middle, over
/// what is there.
fn spot(route: &Route, size: Size, room: &Room) -> Point {
    let on = || route.label_places.iter().copied().chain(route.along(24));
    let beside = BESIDE.iter().flat_map(|&(x, y)| {
        on().map(move |at| Point::new(at.x + x * size.width, at.y + y * size.height))
    });
    let mut places = on().chain(beside).filter(|at| room.has(around(*at, size)));
    places.next().or_else(|| route.label_places.first().copied()).unwrap_or(route.end)
}

fn mark_size(number: &str) -> Size {
    Size::new(anywhere::measure(number, Font::SemiBold, 9.5).max(4.0) + 4.0, MARK - 2.0)
}

/// Draws a number that stands for words, around its middle.
pub(super) fn mark(scene: &mut Scene, theme: &Theme, number: &str, middle: Point) {
    let rect = around(middle, mark_size(number));
    scene.fill(rect, MARK / 2.0, theme.text.subdued);
    let at = Point::new(middle.x, middle.y + 3.4);
    let run = TextRun::new(at, number, Font::SemiBold, 9.5, theme.surface.canvas);
    scene.text(run.anchored(Anchor::Middle));
}

/// Width of a number's mark.
pub(super) fn mark_width(number: &str) -> f64 {
    around(Point::default(), mark_size(number)).width()
}
