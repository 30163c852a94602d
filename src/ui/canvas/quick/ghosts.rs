//! What a line would add, drawn where it would lie.

use egui::{Shape, Stroke, StrokeKind};

use super::super::super::paint::{self, Transform};
use super::super::super::{View, style};
use super::super::{Detail, cards, overlay};
use crate::base::{Point, Rect};
use crate::draw::Font;
use crate::draw::diagram::{self, Card, Standing};
use crate::model::Component;

/// How much of a card that is not there yet is seen.
const OPACITY: f32 = 0.6;

/// Paints cards and links to come, and rings around cards that would change.
pub(in crate::ui::canvas) fn paint(
    painter: &egui::Painter,
    view: &View<'_>,
    transform: Transform,
    detail: Detail,
) {
    let Some(quick) = &view.session.quick else { return };
    let (preview, cards) = (&quick.preview, &view.session.board().cards);
    let accent = style::color(view.theme.accent.stroke);
    let place = |id| preview.place(id).or_else(|| cards.get(id).copied());
    for link in preview.links() {
        if let (Some(from), Some(to)) = (place(&link.from), place(&link.to)) {
            overlay::loose(painter, transform.rect(from), transform.rect(to), accent);
        }
    }
    for id in preview.changed() {
        if let Some(rect) = cards.get(id) {
            let ring = Stroke::new(2.0, accent);
            painter.rect_stroke(transform.rect(*rect).expand(3.0), 10.0, ring, StrokeKind::Outside);
        }
    }
    let mut faint = painter.clone();
    faint.multiply_opacity(OPACITY);
    for (component, rect) in preview.cards() {
        let on_screen = transform.rect(rect);
        if detail == Detail::Full {
            let place = Transform { origin: transform.pos(rect.min), zoom: transform.zoom };
            paint::scene(&faint, &diagram::card_scene(&card(component, rect), view.theme), place);
        } else {
            name(painter, view, &component.name, on_screen);
        }
        let corners = [
            on_screen.left_top(),
            on_screen.right_top(),
            on_screen.right_bottom(),
            on_screen.left_bottom(),
            on_screen.left_top(),
        ];
        painter.extend(Shape::dashed_line(&corners, Stroke::new(1.5, accent), 5.0, 4.0));
    }
}

/// A card too small for its full content: its name alone.
fn name(painter: &egui::Painter, view: &View<'_>, name: &str, rect: egui::Rect) {
    let fill = style::color(view.theme.surface.raised).gamma_multiply(OPACITY);
    painter.rect_filled(rect, 4.0, fill);
    let (size, lines) = cards::fitted(name, rect.size(), painter.ctx().pixels_per_point());
    let color = style::color(view.theme.text.normal);
    let row = cards::LINE * size;
    #[expect(clippy::cast_precision_loss, reason = "one or two lines")]
    let mut at = egui::pos2(
        rect.left() + cards::inset(rect.width()),
        rect.center().y - row * lines.len() as f32 / 2.0,
    );
    for line in lines {
        painter.text(at, egui::Align2::LEFT_TOP, line, style::font(Font::Regular, size), color);
        at.y += row;
    }
}

/// The card of a component that is not there yet.
fn card(of: &Component, rect: Rect) -> Card {
    Card {
        id: of.id.to_string(),
        rect: Rect::from_min_size(Point::default(), rect.size()),
        name: of.name.clone(),
        icon: of.kind.word().to_owned(),
        language: of.kind.label().to_owned(),
        technology: diagram::technology_on_card(of),
        hue: None,
        performance: of.tags.performance.is_some(),
        data: of.tags.data,
        standing: Standing::None,
        shade: None,
    }
}
