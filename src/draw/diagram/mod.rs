//! The diagram: cards, groups and links as a picture.

mod card;
mod legend;
mod of_plan;
mod route;
mod wiring;

pub use of_plan::{card as card_of, of_plan};
pub use route::Route;
pub use wiring::Wiring;

use std::collections::BTreeMap;

use super::font::{self, Font};
use super::footer;
use super::scene::{Anchor, Item, Scene, Step, Stroke, TextRun};
use super::theme::Theme;
use crate::base::{Hue, Point, Rect, Size};
use crate::charts::Footer;

/// What a diagram shows, as plain data in plan units.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Diagram {
    /// Title.
    pub title: String,
    /// One sentence below it.
    pub subtitle: String,
    /// Areas, outer ones first.
    pub groups: Vec<Area>,
    /// Cards.
    pub cards: Vec<Card>,
    /// Links between cards.
    pub links: Vec<Wire>,
    /// Meaning of the colours: name, hue, dashed.
    pub languages: Vec<(String, Hue)>,
}

/// A group's area.
#[derive(Clone, Debug, PartialEq)]
pub struct Area {
    /// Place.
    pub rect: Rect,
    /// Name.
    pub name: String,
    /// How many groups lie around it.
    pub depth: usize,
}

/// How sure the language on a card is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Standing {
    /// Decided by the team.
    Decided,
    /// Decided against the advice.
    Overruled,
    /// Advised on stated inputs.
    Advised,
    /// Advised on assumed inputs alone.
    Assumed,
    /// No language to choose.
    None,
}

/// A component's card.
#[derive(Clone, Debug, PartialEq)]
pub struct Card {
    /// Place.
    pub rect: Rect,
    /// Name.
    pub name: String,
    /// Name of its icon.
    pub icon: String,
    /// Language, or what stands for it.
    pub language: String,
    /// Colour of the language; none for what has none.
    pub hue: Option<Hue>,
    /// Whether it is tagged performance-sensitive.
    pub performance: bool,
    /// Whether it is tagged data-intelligent.
    pub data: bool,
    /// How sure the language is.
    pub standing: Standing,
}

/// A link.
#[derive(Clone, Debug, PartialEq)]
pub struct Wire {
    /// Place of the starting card in the list.
    pub from: usize,
    /// Place of the ending card in the list.
    pub to: usize,
    /// Words at the link; empty for none.
    pub label: String,
    /// Whether nobody waits for an answer: a message, a stream or a bulk transfer, not a call.
    pub dashed: bool,
}

const MARGIN: f64 = 32.0;
const LEAST_WIDTH: f64 = 640.0;

/// Draws a diagram with legend and footer.
#[must_use]
pub fn scene(diagram: &Diagram, footer: &Footer, theme: &Theme) -> Scene {
    let (mut scene, bottom) = picture(diagram, theme, true);
    let width = scene.size.width - 2.0 * MARGIN;
    let lines = footer::lines(footer, &[], width);
    let end = footer::draw(&mut scene, theme, &lines, MARGIN, bottom + 12.0, width);
    scene.size.height = libm::ceil(end + 12.0);
    scene
}

/// Draws a diagram with its legend for a page that carries title and footer itself.
#[must_use]
pub fn on_page(diagram: &Diagram, theme: &Theme) -> Scene {
    let (mut scene, bottom) = picture(diagram, theme, false);
    scene.size.height = libm::ceil(bottom + 8.0);
    scene
}

/// Everything but the footer; returns where it ends.
fn picture(diagram: &Diagram, theme: &Theme, titled: bool) -> (Scene, f64) {
    let content = extent(diagram);
    let width = f64::max(content.width() + 2.0 * MARGIN, LEAST_WIDTH);
    let mut scene = Scene::new(Size::new(width, 0.0), theme.surface.canvas, &diagram.title);
    scene.description.clone_from(&diagram.subtitle);
    let top = if titled { heading(&mut scene, theme, diagram, width) } else { 12.0 };
    let shift = Point::new((width - content.width()) / 2.0 - content.min.x, top - content.min.y);
    let moved = |rect: Rect| Rect {
        min: Point::new(rect.min.x + shift.x, rect.min.y + shift.y),
        max: Point::new(rect.max.x + shift.x, rect.max.y + shift.y),
    };
    for area in &diagram.groups {
        draw_area(&mut scene, theme, area, moved(area.rect));
    }
    let cards: Vec<Rect> = diagram.cards.iter().map(|card| moved(card.rect)).collect();
    let names: Vec<Rect> = diagram
        .groups
        .iter()
        .map(|area| area_name(theme, area, moved(area.rect)).bounds())
        .collect();
    links(&mut scene, theme, diagram, &cards, &names);
    for area in &diagram.groups {
        let run = area_name(theme, area, moved(area.rect));
        scene.fill(run.bounds().expand(2.0), 3.0, theme.surface.panel.with_alpha(225));
        scene.text(run);
    }
    for (card, rect) in diagram.cards.iter().zip(&cards) {
        card::draw(&mut scene, theme, card, *rect);
    }
    if diagram.cards.is_empty() {
        let at = Point::new(width / 2.0, top + 40.0);
        let run = TextRun::new(
            at,
            "The plan has no components yet",
            Font::Regular,
            13.0,
            theme.text.subdued,
        );
        scene.text(run.anchored(Anchor::Middle));
    }
    let bottom =
        legend::draw(&mut scene, theme, diagram, top + content.height().max(60.0) + 24.0, width);
    (scene, bottom)
}

fn extent(diagram: &Diagram) -> Rect {
    let rects = diagram
        .cards
        .iter()
        .map(|card| card.rect)
        .chain(diagram.groups.iter().map(|area| area.rect));
    // Room for links that go round a card at the edge.
    rects.reduce(Rect::union).unwrap_or_default().expand(20.0)
}

fn heading(scene: &mut Scene, theme: &Theme, diagram: &Diagram, width: f64) -> f64 {
    let mut baseline = MARGIN + 14.0;
    for line in font::wrap(&diagram.title, Font::SemiBold, 20.0, width - 2.0 * MARGIN) {
        scene.text(TextRun::new(
            Point::new(MARGIN, baseline),
            &line,
            Font::SemiBold,
            20.0,
            theme.text.strong,
        ));
        baseline += 26.0;
    }
    for line in font::wrap(&diagram.subtitle, Font::Regular, 13.0, width - 2.0 * MARGIN) {
        scene.text(TextRun::new(
            Point::new(MARGIN, baseline),
            &line,
            Font::Regular,
            13.0,
            theme.text.normal,
        ));
        baseline += 19.0;
    }
    baseline
}

fn draw_area(scene: &mut Scene, theme: &Theme, area: &Area, rect: Rect) {
    let fill = if area.depth.is_multiple_of(2) { theme.surface.hover } else { theme.surface.panel };
    let stroke = Stroke::solid(theme.line.border, 1.0);
    scene.items.push(Item::Rect {
        rect,
        radius: 12.0,
        fill: Some(fill.with_alpha(130)),
        stroke: Some(stroke),
    });
}

fn area_name(theme: &Theme, area: &Area, rect: Rect) -> TextRun {
    let name = font::elide(&area.name, Font::SemiBold, 11.0, rect.width() - 24.0);
    let at = Point::new(rect.min.x + 14.0, rect.min.y + 20.0);
    TextRun::new(at, &name, Font::SemiBold, 11.0, theme.text.subdued)
}

fn links(scene: &mut Scene, theme: &Theme, diagram: &Diagram, cards: &[Rect], names: &[Rect]) {
    let cards: BTreeMap<usize, Rect> = cards.iter().copied().enumerate().collect();
    let wires: BTreeMap<usize, &Wire> = diagram.links.iter().enumerate().collect();
    let wiring = Wiring::of(&cards, &wires, |wire| [&wire.from, &wire.to]);
    let routes = || wires.iter().filter_map(|(id, wire)| Some((wire, wiring.route(id)?)));
    let color = theme.text.subdued.with_alpha(200);
    for (wire, route) in routes() {
        let stroke = Stroke { dashed: wire.dashed, ..Stroke::solid(color, 1.5) };
        scene.items.push(Item::Path {
            steps: route.steps.clone(),
            fill: None,
            stroke: Some(stroke),
        });
        scene.items.push(Item::Path {
            steps: arrow(route.end, route.direction),
            fill: Some(color),
            stroke: None,
        });
    }
    let mut taken: Vec<Rect> = cards.values().map(|card| card.expand(2.0)).collect();
    taken.extend(names.iter().map(|name| name.expand(2.0)));
    for (wire, route) in routes() {
        if !wire.label.is_empty() {
            link_label(scene, theme, &wire.label, route, &mut taken);
        }
    }
}

/// Writes a label on the link where it covers neither cards nor other labels; else not at all.
fn link_label(scene: &mut Scene, theme: &Theme, text: &str, route: &Route, taken: &mut Vec<Rect>) {
    let text = font::elide(text, Font::Regular, 11.0, 120.0);
    for at in &route.label_places {
        let at = Point::new(at.x, at.y + 4.0);
        let run = TextRun::new(at, &text, Font::Regular, 11.0, theme.text.subdued)
            .anchored(Anchor::Middle);
        let bounds = run.bounds().expand(3.0);
        if taken.iter().all(|other| !other.overlaps(bounds)) {
            scene.fill(bounds, 3.0, theme.surface.canvas.with_alpha(235));
            scene.text(run);
            taken.push(bounds);
            return;
        }
    }
}

/// Draws one card in a scene of its own, its top left corner at the origin.
#[must_use]
pub fn card_scene(card: &Card, theme: &Theme) -> Scene {
    let mut scene = Scene::new(card.rect.size(), theme.surface.raised, &card.name);
    card::draw(&mut scene, theme, card, Rect::from_min_size(Point::default(), card.rect.size()));
    scene
}

/// An arrow head that points in `direction` (a unit vector) and ends at `end`.
#[must_use]
pub fn arrow(end: Point, direction: Point) -> Vec<Step> {
    let (dx, dy) = (direction.x, direction.y);
    let back = Point::new(end.x - 8.0 * dx, end.y - 8.0 * dy);
    vec![
        Step::Move(end),
        Step::Line(Point::new(back.x - 4.0 * dy, back.y + 4.0 * dx)),
        Step::Line(Point::new(back.x + 4.0 * dy, back.y - 4.0 * dx)),
        Step::Close,
    ]
}
