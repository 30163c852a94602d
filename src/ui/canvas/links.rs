//! Links.

use egui::Align2;

use super::super::paint::{self, Transform};
use super::super::{View, style};
use crate::base::{Point, Rect, Size};
use crate::draw::scene::{Item, Stroke as Line};
use crate::draw::{Font, diagram, font};
use crate::model::{Link, LinkStyle};
use crate::session::{Element, Hit};

/// Links on the screen up to which labels are shown without pointing at a link.
const MOST_LABELLED: usize = 120;
/// Zoom from which labels are shown without pointing at a link.
const LABEL_ZOOM: f64 = 0.8;
/// Most width of a link's line in plan units: half of the distance of links side by side.
const APART: f64 = 4.5;
/// Room at a card for the head of an arrow and the handle of a link's end, in plan units.
const HEAD: f64 = 14.0;
/// Places along each piece of a link that its label may stand at.
const PLACES: u32 = 8;
/// Least width of a link's line on the screen.
const LEAST: f64 = 0.6;

/// Paints the links that are seen.
pub(super) fn paint(painter: &egui::Painter, view: &View<'_>, transform: Transform, seen: Rect) {
    let session = view.session;
    let board = session.board();
    let links: Vec<&Link> =
        board.links_in(seen).filter_map(|id| session.plan().links.get(id)).collect();
    let labelled = session.camera.zoom() >= LABEL_ZOOM && links.len() <= MOST_LABELLED;
    for link in &links {
        line(painter, view, link, transform);
    }
    // What people point at is written first, and the rest where it covers no other words.
    let (first, rest): (Vec<&Link>, Vec<&Link>) =
        links.into_iter().partition(|link| is_marked(view, &Element::Link(link.id.clone())));
    let mut written = Vec::new();
    for link in first {
        label(painter, view, link, transform, &mut written, true);
    }
    for link in rest.into_iter().filter(|_| labelled) {
        label(painter, view, link, transform, &mut written, false);
    }
}

fn is_marked(view: &View<'_>, element: &Element) -> bool {
    view.session.selection.contains(element)
        || matches!(&view.session.hover, Some(Hit::Element(hovered)) if hovered == element)
}

fn line(painter: &egui::Painter, view: &View<'_>, link: &Link, transform: Transform) {
    let Some(route) = view.session.board().route(&link.id) else { return };
    let theme = view.theme;
    let element = Element::Link(link.id.clone());
    let carried = view.session.shades().and_then(|shades| shades.links.get(&link.id));
    let plain = carried.map_or(diagram::LINE, |carried| carried.width);
    let (color, width): (_, f64) = if view.session.selection.contains(&element) {
        (theme.accent.stroke, plain + 1.0)
    } else if is_marked(view, &element) {
        (theme.text.normal, plain + 0.5)
    } else {
        (theme.text.subdued.with_alpha(200), plain)
    };
    let dashed = matches!(link.style, LinkStyle::Message | LinkStyle::Stream);
    // Strokes keep their weight on the screen when the plan is small, but for links side by side,
    // which stay apart.
    let zoom = f64::from(transform.zoom);
    let thin = match carried {
        // Widths that tell something shrink with the plan, so that they still compare.
        Some(_) => (width * zoom.min(1.0)).max(LEAST),
        None if is_marked(view, &element) => width,
        None => width.min(APART * zoom).max(LEAST),
    };
    let width = thin / zoom.clamp(0.1, 1.0);
    let stroke = Some(Line { dashed, ..Line::solid(color, width) });
    let item = Item::Path { steps: diagram::line_steps(route, plain), fill: None, stroke };
    paint::paint(painter, &item, transform);
    let steps = diagram::arrow_of(route.end, route.direction, plain);
    paint::paint(painter, &Item::Path { steps, fill: Some(color), stroke: None }, transform);
}

/// Writes what a link says at the first of its places where nothing is written yet and no card lies;
/// else not at all, unless it is marked.
fn label(
    painter: &egui::Painter,
    view: &View<'_>,
    link: &Link,
    transform: Transform,
    written: &mut Vec<egui::Rect>,
    marked: bool,
) {
    let text = text(view, link);
    let Some(route) = view.session.board().route(&link.id) else { return };
    let size = style::SIZES[0] * transform.zoom.clamp(0.8, 2.0);
    let text = font::elide(&text, Font::Regular, f64::from(size), 160.0 * f64::from(size) / 11.0);
    if text.is_empty() {
        return;
    }
    let color = style::color(view.theme.text.subdued);
    let galley = painter.layout_no_wrap(text, style::font(Font::Regular, size), color);
    let around = |at: &Point| Align2::CENTER_CENTER.anchor_size(transform.pos(*at), galley.size());
    // Cards are drawn over links and what stands at them.
    let [width, height] =
        [galley.size().x, galley.size().y].map(|of| f64::from(of / transform.zoom));
    let near_card = |at: &Point, margin: f64| {
        let corner = Point::new(at.x - width / 2.0, at.y - height / 2.0);
        let area = Rect::from_min_size(corner, Size::new(width, height)).expand(margin);
        view.session.board().cards_in(area).next().is_some()
    };
    let places = || route.label_places.iter().copied().chain(route.along(PLACES));
    let free = |at: &Point, margin: f64| {
        let rect = around(at);
        !near_card(at, margin) && !written.iter().any(|other| other.intersects(rect))
    };
    // Best where arrowheads and handles are seen. What people point at is written in any case.
    let place = places()
        .find(|at| free(at, HEAD))
        .or_else(|| places().find(|at| free(at, 0.0)))
        .or_else(|| places().next().filter(|_| marked));
    let Some(rect) = place.map(|at| around(&at)) else { return };
    let fill = style::color(view.theme.surface.canvas.with_alpha(235));
    painter.rect_filled(rect.expand(2.0), 3.0, fill);
    painter.galley(rect.min, galley, color);
    written.push(rect.expand(2.0));
}

/// What a link says: its label, its protocol, and what an overlay tells of it.
fn text(view: &View<'_>, link: &Link) -> String {
    let carried = view.session.shades().and_then(|shades| shades.links.get(&link.id));
    let takers = view.session.plan().takers(link).unwrap_or_default();
    let parts = [
        link.label.as_str(),
        link.protocol.as_ref().map_or("", |protocol| protocol.label()),
        takers.as_str(),
        carried.map_or("", |carried| carried.label.as_str()),
    ];
    let parts: Vec<&str> = parts.into_iter().filter(|part| !part.is_empty()).collect();
    parts.join(" · ")
}
