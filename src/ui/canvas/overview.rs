//! Cards and links too small for detail, as one mesh: thousands of them in a frame.

use std::collections::BTreeMap;
use std::sync::Arc;

use egui::epaint::{Mesh, Vertex, WHITE_UV};
use egui::{Color32, Pos2, Rect, Shape, vec2};

use super::super::paint::Transform;
use super::super::{View, style};
use super::{Detail, cards};
use crate::base::{self, Hue};
use crate::charts::overlay::{Overlay, Shades, Tint};
use crate::model::ComponentId;
use crate::model::version::{Meaning, Version};
use crate::session::Element;
use crate::session::analysis::Key;

/// Where everything lies and what colour it has, in one piece of memory: looking thousands of
/// elements up by id in each frame would take longer than drawing them.
#[derive(Default)]
pub(super) struct Cache {
    made_of: Option<MadeOf>,
    /// Both ends of each link, in plan units.
    links: Vec<[Pos2; 2]>,
    /// Cards in plan units, with the colour of their language, or that of the overlay.
    cards: Vec<(Rect, Option<Hue>, Option<Tint>)>,
}

struct MadeOf {
    plan: Meaning,
    board: Version,
    analysis: Key,
    sketching: bool,
    shades: Option<Arc<Shades>>,
}

impl MadeOf {
    fn is(&self, other: &Self) -> bool {
        let shades = [self, other].map(|of| of.shades.as_ref().map(Arc::as_ptr));
        (&self.plan, &self.board, &self.analysis, self.sketching)
            == (&other.plan, &other.board, &other.analysis, other.sketching)
            && shades[0] == shades[1]
    }
}

/// As it stands: plan units are screen points.
const PLAN: Transform = Transform { origin: Pos2::ZERO, zoom: 1.0 };

impl Cache {
    fn follow(&mut self, view: &View<'_>) {
        let session = view.session;
        let board = session.board();
        let now = MadeOf {
            plan: session.plan().version.meaning(),
            board: board.version,
            analysis: session.analysis().key.clone(),
            sketching: session.settings.sketch_mode,
            shades: session.shades().cloned(),
        };
        if self.made_of.as_ref().is_some_and(|before| before.is(&now)) {
            return;
        }
        let ends =
            |route: &crate::draw::diagram::Route| [PLAN.pos(route.start()), PLAN.pos(route.end)];
        self.links = board.routes().map(ends).collect();
        let analysed = &session.analysis().components;
        let plain = !now.sketching && session.overlay() == Overlay::None;
        let hue = |id: &ComponentId| analysed.get(id).and_then(|of| of.card.hue).filter(|_| plain);
        let tint = |id: &ComponentId| session.shade(id).and_then(|shade| shade.tint);
        let cards = board.cards.iter();
        self.cards = cards.map(|(id, rect)| (PLAN.rect(*rect), hue(id), tint(id))).collect();
        self.made_of = Some(now);
    }
}

/// Paints the links that are seen as straight lines.
pub(super) fn links(
    painter: &egui::Painter,
    view: &View<'_>,
    transform: Transform,
    seen: base::Rect,
    cache: &mut Cache,
) {
    cache.follow(view);
    let seen = PLAN.rect(seen);
    let color = style::color(view.theme.text.subdued.with_alpha(90));
    let mut mesh = Mesh::default();
    mesh.vertices.reserve(6 * cache.links.len());
    mesh.indices.reserve(12 * cache.links.len());
    let soft = 1.0 / painter.ctx().pixels_per_point();
    for &[from, to] in &cache.links {
        if Rect::from_two_pos(from, to).intersects(seen) {
            line(&mut mesh, transform.point(from), transform.point(to), soft, color);
        }
    }
    painter.add(Shape::mesh(mesh));
}

/// Paints the cards that are seen as boxes with their language's edge.
pub(super) fn boxes(
    painter: &egui::Painter,
    view: &View<'_>,
    transform: Transform,
    seen: base::Rect,
    cache: &mut Cache,
) {
    cache.follow(view);
    let seen = PLAN.rect(seen);
    let theme = view.theme;
    let border = style::color(theme.line.border);
    let fill = style::color(theme.surface.raised);
    let pixels = painter.ctx().pixels_per_point();
    let mut mesh = Mesh::default();
    mesh.reserve_vertices(12 * cache.cards.len());
    mesh.reserve_triangles(6 * cache.cards.len());
    // The same few colours come again and again.
    let mut fills = BTreeMap::new();
    for (rect, hue, tint) in cache.cards.iter().filter(|(rect, ..)| rect.intersects(seen)) {
        let fill = tint.map_or(fill, |tint| {
            *fills.entry(tint).or_insert_with(|| style::color(theme.tint(tint)))
        });
        let rect = Rect::from_min_max(transform.point(rect.min), transform.point(rect.max));
        let rect = on_pixels(rect, pixels);
        mesh.add_colored_rect(rect, border);
        let inside = rect.shrink(1.0 / pixels);
        if inside.is_positive() {
            mesh.add_colored_rect(inside, fill);
        }
        if let Some(hue) = hue {
            let edge = rect.with_max_x(rect.min.x + (rect.width() * 0.04).clamp(1.5, 3.0));
            mesh.add_colored_rect(edge, style::color(theme.hue(*hue)));
        }
    }
    painter.add(Shape::mesh(mesh));
    for id in cards::ringed(view) {
        if let Some(rect) = view.session.board().cards.get(id) {
            let element = Element::Component(id.clone());
            cards::outline(painter, view, &element, transform.rect(*rect), Detail::Blocks);
            cards::handles(painter, view, id, transform.rect(*rect));
        }
    }
}

/// A rectangle with its sides on whole pixels, at least one of them wide: sharp without soft edges.
fn on_pixels(rect: Rect, pixels: f32) -> Rect {
    let round = |x: f32| (x * pixels).round() / pixels;
    let min = Pos2::new(round(rect.min.x), round(rect.min.y));
    let size = vec2(round(rect.width()), round(rect.height()));
    Rect::from_min_size(min, size.max(vec2(1.0 / pixels, 1.0 / pixels)))
}

/// A line one pixel wide that fades out within a pixel on either side, as egui draws thin lines.
fn line(mesh: &mut Mesh, from: Pos2, to: Pos2, soft: f32, color: Color32) {
    let along = (to - from).normalized();
    let across = vec2(-along.y, along.x) * soft;
    let first = u32::try_from(mesh.vertices.len()).unwrap_or(u32::MAX);
    for end in [from, to] {
        for (pos, color) in [
            (end + across, Color32::TRANSPARENT),
            (end, color),
            (end - across, Color32::TRANSPARENT),
        ] {
            mesh.vertices.push(Vertex { pos, uv: WHITE_UV, color });
        }
    }
    for corner in [0, 1, 3, 3, 1, 4, 1, 2, 4, 4, 2, 5] {
        mesh.indices.push(first + corner);
    }
}
