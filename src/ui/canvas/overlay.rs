//! What the hand is doing, over everything: selection box, guides, the link being drawn.

use egui::{Shape, Stroke, StrokeKind};

use super::super::paint::Transform;
use super::super::{View, style};
use crate::base::Rect;
use crate::model::DEFAULT_CARD;
use crate::session::{Hit, Naming, Tool};

/// Paints the overlay of the tool's state.
pub(super) fn paint(painter: &egui::Painter, view: &View<'_>, transform: Transform) {
    let accent = style::color(view.theme.accent.stroke);
    match &view.session.tool {
        Tool::Boxing { .. } => {
            if let Some(area) = view.session.tool.selection_box() {
                let fill = style::color(view.theme.accent.stroke.with_alpha(24));
                let rect = transform.rect(area);
                painter.rect(rect, 2.0, fill, Stroke::new(1.0, accent), StrokeKind::Inside);
            }
        }
        Tool::Moving { guides, .. } => {
            for guide in guides {
                let ends = [transform.pos(guide.from), transform.pos(guide.to)];
                painter.add(Shape::line_segment(ends, Stroke::new(1.0, accent)));
            }
        }
        Tool::Connecting { from, to, onto, .. } => {
            let cards = &view.session.board().cards;
            let target = onto.as_ref().and_then(|id| cards.get(id));
            if let Some(card) = cards.get(from) {
                let nowhere = egui::Rect::from_pos(transform.pos(*to));
                let target = target.map_or(nowhere, |rect| transform.rect(*rect));
                loose(painter, transform.rect(*card), target, accent);
            }
        }
        Tool::Naming { what: Naming::NewComponent { at, linked_from, .. }, .. } => {
            // The link that comes to be with the card.
            let card = transform.rect(Rect::from_min_size(*at, DEFAULT_CARD));
            let from = linked_from.as_ref().and_then(|id| view.session.board().cards.get(id));
            if let Some(from) = from {
                loose(painter, transform.rect(*from), card, accent);
            }
        }
        Tool::Idle | Tool::Pressed { .. } => ends(painter, view, transform),
        _ => {}
    }
}

/// The handles at the ends of the selected link, by which they are taken to other cards.
fn ends(painter: &egui::Painter, view: &View<'_>, transform: Transform) {
    let session = view.session;
    let Some(id) = session.selection.only_link() else { return };
    let stroke = Stroke::new(1.5, style::color(view.theme.accent.stroke));
    let fill = style::color(view.theme.surface.raised);
    for (end, at) in session.board().link_ends(id, session.camera.zoom()).into_iter().flatten() {
        let under = session.hover == Some(Hit::LinkEnd(id.clone(), end));
        painter.circle(transform.pos(at), if under { 7.0 } else { 5.0 }, fill, stroke);
    }
}

/// A link that is not there yet, from border to border.
pub(super) fn loose(
    painter: &egui::Painter,
    from: egui::Rect,
    to: egui::Rect,
    color: egui::Color32,
) {
    let (start, end) = (border_point(from, to.center()), border_point(to, from.center()));
    painter.extend(Shape::dashed_line(&[start, end], Stroke::new(2.0, color), 6.0, 4.0));
    painter.circle_filled(end, 4.0, color);
}

/// Where the line from the middle of `rect` to `toward` leaves it.
fn border_point(rect: egui::Rect, toward: egui::Pos2) -> egui::Pos2 {
    let delta = toward - rect.center();
    let half = rect.size() / 2.0;
    let scale = (half.x / delta.x.abs().max(1e-3)).min(half.y / delta.y.abs().max(1e-3));
    rect.center() + delta * scale.min(1.0)
}
