//! One row of the outline on the screen.

use egui::text::LayoutJob;
use egui::{Align2, FontId, Sense, TextFormat, vec2};

use super::super::paint::Transform;
use super::super::{View, canvas, icon, style, written};
use crate::draw::diagram::{Card, Standing};
use crate::draw::{Font, font};
use crate::model::{Component, Group};
use crate::session::find::found_in;

/// Paints the background of a row and gives its rectangle and response.
fn row(
    ui: &mut egui::Ui,
    view: &View<'_>,
    id: egui::Id,
    selected: bool,
    name: &str,
) -> (egui::Rect, egui::Response) {
    let size = vec2(ui.available_width(), style::ROW);
    let (_, rect) = ui.allocate_space(size);
    // The tree is one stop of the Tab key; its rows are gone along with the arrows.
    let response = ui.interact(rect, id, Sense::CLICK | Sense::DRAG);
    response.widget_info(|| {
        egui::WidgetInfo::selected(egui::Role::TreeItem, true, selected, name.to_owned())
    });
    if selected {
        ui.painter().rect_filled(rect, 0.0, style::color(view.theme.accent.soft));
    } else if response.hovered() {
        ui.painter().rect_filled(rect, 0.0, style::color(view.theme.surface.hover));
    }
    (rect, response)
}

#[expect(clippy::cast_precision_loss, reason = "a depth of nesting")]
fn indent(depth: usize) -> f32 {
    8.0 + 14.0 * depth.min(8) as f32
}

/// The row of a group; with whether its mark was clicked, which opens and closes it.
pub(super) fn group(
    ui: &mut egui::Ui,
    view: &View<'_>,
    group: &Group,
    depth: usize,
    members: usize,
    open: bool,
) -> (egui::Response, bool) {
    let selected = view.session.selection.groups.contains(&group.id);
    let id = egui::Id::unique(("outline group", &group.id));
    let state = if open { "open" } else { "closed" };
    let name = format!("Group {}, {state}", group.name);
    let (rect, response) = row(ui, view, id, selected, &name);
    let quiet = style::color(view.theme.text.subdued);
    let mark = if open { "chevron-down" } else { "chevron-right" };
    let left = rect.left_center() + vec2(indent(depth), 0.0);
    let painter = ui.painter();
    glyph(painter, mark, left, Align2::LEFT_CENTER, 13.0, quiet);
    let room = f64::from((rect.right() - left.x - 52.0).max(24.0));
    let name = font::elide(&group.name, Font::SemiBold, 13.0, room);
    let strong = style::font(Font::SemiBold, style::SIZES[1]);
    let color = style::color(view.theme.text.normal);
    let name = written::line(ui.ctx(), &name, &strong);
    painter.text(left + vec2(18.0, 0.0), Align2::LEFT_CENTER, name, strong, color);
    let count = style::font(Font::Regular, style::SIZES[0]);
    let at = rect.right_center() - vec2(10.0, 0.0);
    painter.text(at, Align2::RIGHT_CENTER, members.to_string(), count, quiet);
    let on_mark = response.clicked()
        && response.interact_pointer_pos().is_some_and(|at| at.x < left.x + 16.0);
    (response, on_mark)
}

/// The row of a component: kind, name, tags, and how its language stands.
pub(super) fn component(
    ui: &mut egui::Ui,
    view: &View<'_>,
    component: &Component,
    depth: usize,
    wanted: &str,
) -> egui::Response {
    let selected = view.session.selection.components.contains(&component.id);
    let sketching = view.session.settings.sketch_mode;
    let analysis = view.session.analysis().components.get(&component.id);
    let card = analysis.map(|analysis| &analysis.card).filter(|_| !sketching);
    let id = egui::Id::unique(("outline component", &component.id));
    let (rect, response) = row(ui, view, id, selected, &accessible_name(component, card));
    let left = rect.left_center() + vec2(indent(depth) + 2.0, 0.0);
    let place = Transform { origin: left - vec2(0.0, 7.0), zoom: 1.0 };
    canvas::kinds::kind_icon(ui.painter(), view.theme, component.kind.word(), place.origin, 14.0);
    // The name goes first: language and tags have the room that it leaves.
    let count = [component.tags.data, component.tags.performance.is_some()];
    let tagged = 16.0 * f32::from(count.into_iter().map(u8::from).sum::<u8>());
    #[expect(clippy::cast_possible_truncation, reason = "a width on the screen")]
    let wide = font::measure(&component.name, Font::Regular, 13.0) as f32;
    let least = left.x + 22.0 + wide.max(56.0) + 8.0;
    let mut right = rect.right() - 10.0;
    if let Some(card) = card {
        let marked = matches!(card.standing, Standing::Decided | Standing::Overruled);
        let beside = tagged + if marked { 20.0 } else { 0.0 };
        right = verdict(ui, view, card, rect, right, least + beside);
    }
    if right - tagged >= least {
        right = tags(ui, view, component, rect, right);
    }
    let room = f64::from((right - left.x - 22.0).max(24.0));
    let name = font::elide(&component.name, Font::Regular, 13.0, room);
    let theme = view.theme;
    let color = style::color(if selected { theme.text.strong } else { theme.text.normal });
    let regular = style::font(Font::Regular, style::SIZES[1]);
    let shown = written::line(ui.ctx(), &name, &regular);
    let job = highlighted(&shown, wanted, color, style::color(theme.surface.pressed));
    let galley = ui.painter().layout_job(job);
    let at = left + vec2(22.0, -galley.size().y / 2.0);
    ui.painter().galley(at, galley, color);
    if name != component.name {
        return response.on_hover_text(&component.name);
    }
    response
}

/// Language with its colour and how it came to be; gives where it begins.
fn verdict(
    ui: &egui::Ui,
    view: &View<'_>,
    card: &Card,
    rect: egui::Rect,
    mut right: f32,
    least: f32,
) -> f32 {
    let painter = ui.painter();
    let theme = view.theme;
    let middle = rect.center().y;
    let mark = match card.standing {
        Standing::Decided => Some(("check", theme.text.subdued)),
        Standing::Overruled => Some(("triangle-alert", theme.status.warn)),
        _ => None,
    };
    if let Some(hue) = card.hue {
        painter.circle_filled(egui::pos2(right - 3.0, middle), 3.0, style::color(theme.hue(hue)));
        right -= 12.0;
    }
    let room = f64::from((right - least).clamp(0.0, 84.0));
    // A beginning of its name tells no language.
    if room >= font::measure(&card.language, Font::Regular, 11.0).min(48.0) {
        let language = font::elide(&card.language, Font::Regular, 11.0, room);
        let small = style::font(Font::Regular, style::SIZES[0]);
        let quiet = style::color(theme.text.subdued);
        let at = egui::pos2(right, middle);
        right = painter.text(at, Align2::RIGHT_CENTER, language, small, quiet).left() - 4.0;
    }
    if let Some((mark, color)) = mark {
        let at = egui::pos2(right, middle);
        glyph(painter, mark, at, Align2::RIGHT_CENTER, 12.0, style::color(color));
        right -= 16.0;
    }
    right - 4.0
}

/// The two tags; gives where they begin.
fn tags(
    ui: &egui::Ui,
    view: &View<'_>,
    component: &Component,
    rect: egui::Rect,
    mut right: f32,
) -> f32 {
    let color = style::color(view.theme.text.subdued);
    for (on, name) in
        [(component.tags.data, "brain"), (component.tags.performance.is_some(), "gauge")]
    {
        if on {
            let at = egui::pos2(right, rect.center().y);
            glyph(ui.painter(), name, at, Align2::RIGHT_CENTER, 12.0, color);
            right -= 16.0;
        }
    }
    right - 4.0
}

fn glyph(
    painter: &egui::Painter,
    name: &str,
    at: egui::Pos2,
    align: Align2,
    size: f32,
    color: egui::Color32,
) {
    if let Some(character) = icon::character(name) {
        let family = egui::FontFamily::Name(icon::FAMILY.into());
        painter.text(at, align, character, FontId::new(size, family), color);
    }
}

/// A name whose part that was searched for stands on a ground of its own.
fn highlighted(name: &str, wanted: &str, color: egui::Color32, ground: egui::Color32) -> LayoutJob {
    let regular = style::font(Font::Regular, style::SIZES[1]);
    let strong = style::font(Font::SemiBold, style::SIZES[1]);
    let plain = TextFormat::simple(regular, color);
    let Some(found) = found_in(name, wanted) else {
        return LayoutJob::single_section(name.to_owned(), plain);
    };
    let marked = TextFormat { background: ground, ..TextFormat::simple(strong, color) };
    let mut job = LayoutJob::default();
    job.append(&name[..found.start], 0.0, plain.clone());
    job.append(&name[found.clone()], 0.0, marked);
    job.append(&name[found.end..], 0.0, plain);
    job
}

/// Name, kind, tags and language in words.
fn accessible_name(component: &Component, card: Option<&Card>) -> String {
    let mut words = vec![component.name.as_str()];
    words.extend(component.tags.intents());
    if let Some(card) = card {
        words.push(&card.language);
        match card.standing {
            Standing::Decided => words.push("decided"),
            Standing::Overruled => words.push("decided against the advice"),
            _ => {}
        }
    }
    words.retain(|word| !word.is_empty());
    words.join(", ")
}
