//! Groups: areas behind the cards they hold.

use egui::{Align2, CornerRadius, Stroke, StrokeKind, vec2};

use super::super::paint::Transform;
use super::super::{View, style};
use super::Detail;
use crate::base::Rect;
use crate::draw::{Font, font};
use crate::model::Group;
use crate::session::{Element, Hit, Tool};

/// How far above a group its name may stand, in plan units.
const NAME_ABOVE: f64 = 120.0;

/// Paints the areas of the groups that are seen, outer ones first.
pub(super) fn paint(
    painter: &egui::Painter,
    view: &View<'_>,
    transform: Transform,
    detail: Detail,
    seen: Rect,
) {
    for (depth, group, rect) in seen_in(view, seen) {
        area(painter, view, group, depth, transform.rect(rect), detail);
    }
}

/// Paints the names of the groups that are seen, over the links that cross them.
pub(super) fn names(
    painter: &egui::Painter,
    view: &View<'_>,
    transform: Transform,
    detail: Detail,
    seen: Rect,
) {
    for (_, group, rect) in seen_in(view, seen) {
        name(painter, view, group, transform.rect(rect), detail);
    }
}

/// The groups that are seen, outer ones first, each with how many groups lie around it.
fn seen_in<'a>(view: &View<'a>, seen: Rect) -> Vec<(usize, &'a Group, Rect)> {
    let session = view.session;
    let plan = session.plan();
    let mut areas: Vec<(usize, &Group, Rect)> = session
        .board()
        .groups
        .iter()
        .filter(|(_, rect)| rect.expand(NAME_ABOVE).overlaps(seen))
        .filter_map(|(id, rect)| {
            let group = plan.groups.get(id)?;
            Some((plan.groups_around(group.parent.as_ref()).count(), group, *rect))
        })
        .collect();
    areas.sort_by_key(|(depth, ..)| *depth);
    areas
}

fn area(
    painter: &egui::Painter,
    view: &View<'_>,
    group: &Group,
    depth: usize,
    rect: egui::Rect,
    detail: Detail,
) {
    let theme = view.theme;
    let fill = if depth.is_multiple_of(2) { theme.surface.hover } else { theme.surface.panel };
    let element = Element::Group(group.id.clone());
    let selected = view.session.selection.contains(&element);
    let takes_in =
        matches!(&view.session.tool, Tool::Moving { into: Some(id), .. } if *id == group.id);
    let hovered = matches!(&view.session.hover, Some(Hit::Element(hovered)) if *hovered == element);
    let stroke = if selected || takes_in {
        Stroke::new(2.0, style::color(theme.accent.stroke))
    } else if hovered {
        Stroke::new(1.0, style::color(theme.text.subdued))
    } else {
        Stroke::new(1.0, style::color(theme.line.border))
    };
    let radius = CornerRadius::same(if detail == Detail::Full { 10 } else { 4 });
    painter.rect(rect, radius, style::color(fill.with_alpha(130)), stroke, StrokeKind::Inside);
}

fn name(painter: &egui::Painter, view: &View<'_>, group: &Group, rect: egui::Rect, detail: Detail) {
    let theme = view.theme;
    // Names of groups stay readable when cards no longer are: they say where one is.
    let size = if detail == Detail::Full { style::SIZES[0] } else { 10.0 };
    #[expect(clippy::cast_possible_truncation, reason = "a size on the screen")]
    let size = (f64::from(size) * view.session.camera.zoom().clamp(0.9, 2.0)).round() as f32;
    if rect.width() < 40.0 || rect.height() < 2.0 * size {
        return;
    }
    let room = f64::from(rect.width() - 20.0);
    let name = font::elide(&group.name, Font::SemiBold, f64::from(size), room);
    let color = style::color(theme.text.subdued);
    let galley = painter.layout_no_wrap(name, style::font(Font::SemiBold, size), color);
    // Where the strip above the cards is too low for the name, it stands above the group.
    let strip = 36.0 * view.session.camera.zoom();
    let (place, back) = if strip > f64::from(size) + 12.0 {
        (Align2::LEFT_TOP.anchor_size(rect.left_top() + vec2(10.0, 6.0), galley.size()), 225)
    } else {
        (Align2::LEFT_BOTTOM.anchor_size(rect.left_top() + vec2(2.0, -2.0), galley.size()), 160)
    };
    let fill = style::color(theme.surface.panel.with_alpha(back));
    painter.rect_filled(place.expand2(vec2(3.0, 1.0)), 3.0, fill);
    painter.galley(place.min, galley, color);
}
