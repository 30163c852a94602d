//! Small widgets that several panels use.

use std::collections::BTreeMap;

use egui::text::{CCursor, CCursorRange};
use egui::{Align2, Response, Role, Sense, WidgetInfo, vec2};

use super::list::{DropDown, Entry};
use super::{View, icon, style};
/// A label or sentence begins with an upper-case letter.
pub(super) use crate::base::words::sentence_case as sentence;
use crate::draw::Font;
use crate::draw::font::measure;
use crate::forecast::Counts;
use crate::model::{Role as TeamRole, RoleId};
use crate::session::ActionId;

/// Gives a widget the name that screen readers and tests know it by.
pub(super) fn named(response: &Response, role: Role, name: &str) {
    response.widget_info(|| WidgetInfo::labeled(role, true, name));
}

/// The keys that were held with the last click of this frame, also if they were let go since.
pub(super) fn click_modifiers(input: &egui::InputState) -> egui::Modifiers {
    let held = input.events.iter().rev().find_map(|event| match event {
        egui::Event::PointerButton { modifiers, .. } => Some(*modifiers),
        _ => None,
    });
    held.unwrap_or(input.modifiers)
}

/// Selects characters of a text field, so that what is typed takes their place.
pub(super) fn select(ctx: &egui::Context, field: egui::Id, from: usize, to: usize) {
    let mut edit = egui::text_edit::TextEditState::load(ctx, field).unwrap_or_default();
    edit.cursor.set_char_range(Some(CCursorRange::two(CCursor::new(from), CCursor::new(to))));
    edit.store(ctx, field);
}

/// A button of one icon with a tooltip, which is its accessible name too.
pub(super) fn icon_button(ui: &mut egui::Ui, icon: &str, name: &str, enabled: bool) -> Response {
    let button = egui::Button::new(icon::text(icon, 16.0)).frame_when_inactive(false);
    let response = ui.add_enabled(enabled, button.min_size(vec2(style::ROW + 4.0, style::ROW)));
    response.widget_info(|| WidgetInfo::labeled(Role::Button, enabled, name));
    response.on_hover_text(name).on_disabled_hover_text(name)
}

/// An action as an icon button; its tooltip tells the shortcut.
pub(super) fn action_icon(ui: &mut egui::Ui, view: &mut View<'_>, id: ActionId) {
    let action = id.action();
    let enabled = (action.available)(view.session);
    let name = match action.shortcuts.first() {
        Some(shortcut) => format!("{} ({})", action.label, shortcut.label()),
        None => action.label.to_owned(),
    };
    let on = action.checked.map(|on| on(view.session));
    let mut button = egui::Button::new(icon::text(action.icon, 16.0))
        .frame_when_inactive(on == Some(true))
        .min_size(vec2(style::ROW + 4.0, style::ROW));
    if let Some(on) = on {
        button = button.selected(on);
    }
    let response = ui.add_enabled(enabled, button);
    response.widget_info(|| WidgetInfo::labeled(Role::Button, enabled, action.label));
    if response.on_hover_text(&name).on_disabled_hover_text(&name).clicked() {
        view.act(id);
    }
}

/// A row of a menu: icon, label, shortcut.
pub(super) fn menu_row(
    ui: &mut egui::Ui,
    icon_name: &str,
    label: &str,
    shortcut: &str,
    enabled: bool,
) -> Response {
    let size = vec2(ui.available_width().max(220.0), style::ROW);
    let sense = if enabled { Sense::click() } else { Sense::hover() };
    let (rect, response) = ui.allocate_exact_size(size, sense);
    response.widget_info(|| WidgetInfo::labeled(Role::MenuItem, enabled, label));
    let theme = style::theme(ui);
    if enabled && (response.hovered() || response.has_focus()) {
        ui.painter().rect_filled(rect, 4.0, style::color(theme.surface.pressed));
    }
    let color = style::color(if enabled { theme.text.normal } else { theme.text.subdued });
    let quiet = style::color(theme.text.subdued);
    let font = egui::FontId::proportional(style::SIZES[1]);
    let painter = ui.painter();
    if let Some(character) = icon::character(icon_name) {
        let family = egui::FontFamily::Name(icon::FAMILY.into());
        let at = rect.left_center() + vec2(8.0, 0.0);
        painter.text(at, Align2::LEFT_CENTER, character, egui::FontId::new(15.0, family), quiet);
    }
    let at = rect.right_center() - vec2(8.0, 0.0);
    let taken = painter.text(at, Align2::RIGHT_CENTER, shortcut, font.clone(), quiet);
    let left = rect.left_center() + vec2(32.0, 0.0);
    let mut job = egui::text::LayoutJob::simple_singleline(label.to_owned(), font, color);
    let room = taken.left() - left.x - if shortcut.is_empty() { 0.0 } else { 8.0 };
    job.wrap = egui::text::TextWrapping::truncate_at_width(room.max(0.0));
    let galley = painter.layout_job(job);
    let cut = galley.elided;
    painter.galley(left - vec2(0.0, galley.size().y / 2.0), galley, color);
    if cut { response.on_hover_text(label) } else { response }
}

/// A row of a menu that opens a menu beside it; icon and words stand where those of
/// [`menu_row`] do.
pub(super) fn sub_menu(
    ui: &mut egui::Ui,
    icon_name: &str,
    label: &str,
    content: impl FnOnce(&mut egui::Ui),
) {
    const ICON: f32 = 15.0;
    ui.scope(|ui| {
        ui.spacing_mut().icon_spacing = 9.0;
        let mark = if icon::character(icon_name).is_some() {
            egui::Atom::from(icon::text(icon_name, ICON))
        } else {
            egui::Atom::custom(egui::IdSalt::new(label), vec2(ICON, ICON))
        };
        let response = ui.menu_button((mark, label), content).response;
        named(&response, Role::MenuItem, label);
    });
}

/// How wide a row of a menu must be to show everything.
pub(super) fn menu_width(label: &str, shortcut: &str) -> f32 {
    let size = f64::from(style::SIZES[1]);
    let text = measure(label, Font::Regular, size) + measure(shortcut, Font::Regular, size);
    #[expect(clippy::cast_possible_truncation, reason = "points on the screen")]
    let text = text as f32;
    // Icon at the left, room between label and shortcut, room at the right.
    32.0 + text.ceil() + 24.0 + 8.0
}

/// A text cut to so many characters.
pub(super) fn shortened(text: &str, most: usize) -> String {
    if text.chars().count() <= most {
        return text.to_owned();
    }
    let mut cut: String = text.chars().take(most.saturating_sub(1)).collect();
    cut.push('…');
    cut
}

/// One of a few to choose, in a box that opens; returns what was chosen now. `name` is the
/// accessible name.
pub(super) fn choice<T: PartialEq + Clone>(
    ui: &mut egui::Ui,
    name: &str,
    width: f32,
    now: &T,
    options: &[(T, String)],
) -> (Response, Option<T>) {
    choose(ui, name, width, now, options, false)
}

/// Like [`choice`], where the first option leaves it open and looks so.
pub(super) fn optional<T: PartialEq + Clone>(
    ui: &mut egui::Ui,
    name: &str,
    width: f32,
    now: &T,
    options: &[(T, String)],
) -> (Response, Option<T>) {
    let open = options.first().is_some_and(|(first, _)| first == now);
    choose(ui, name, width, now, options, open)
}

fn choose<T: PartialEq + Clone>(
    ui: &mut egui::Ui,
    name: &str,
    width: f32,
    now: &T,
    options: &[(T, String)],
    open: bool,
) -> (Response, Option<T>) {
    let shown = options.iter().find(|(option, _)| option == now);
    let shown = shown.map_or("", |(_, label)| label.as_str());
    let drop_down = DropDown { weak: open, ..DropDown::new(name, shown, width) };
    let (response, chosen) = drop_down.show(ui, || {
        let entries = options.iter();
        entries.map(|(option, label)| Entry::new(label).on(option == now)).collect()
    });
    let chosen = chosen.and_then(|at| options.get(at)).map(|(option, _)| option.clone());
    (response, chosen.filter(|chosen| chosen != now))
}

/// The roles that something may belong to, after nobody.
pub(super) fn owners(roles: &BTreeMap<RoleId, TeamRole>) -> Vec<(Option<RoleId>, String)> {
    let named = roles.values().map(|role| (Some(role.id.clone()), role.name.clone()));
    std::iter::once((None, "Nobody yet".to_owned())).chain(named).collect()
}

/// A heading that opens and closes what follows it, over the whole width; whether it is open now.
/// It is remembered under `salt`, and `open` opens it.
pub(super) fn fold(
    ui: &mut egui::Ui,
    salt: impl std::hash::Hash + std::fmt::Debug,
    title: egui::RichText,
    open: bool,
) -> bool {
    let id = egui::Id::unique(salt);
    let mut is_open = open || ui.data(|data| data.get_temp(id)).unwrap_or(false);
    let (rect, _) = ui.allocate_exact_size(vec2(ui.available_width(), style::ROW), Sense::hover());
    let response = ui.interact(rect, id, Sense::click());
    if response.clicked() {
        is_open = !is_open;
    }
    ui.data_mut(|data| data.insert_temp(id, is_open));
    let name = title.text().to_owned();
    response.widget_info(|| WidgetInfo::labeled(Role::DisclosureTriangle, true, &name));
    ui.ctx().accesskit_node_builder(id, |node| node.set_expanded(is_open));
    let theme = style::theme(ui);
    if response.hovered() || response.has_focus() {
        ui.painter().rect_filled(rect, 6.0, style::color(theme.surface.hover));
    }
    let mark = if is_open { "chevron-down" } else { "chevron-right" };
    if let Some(character) = icon::character(mark) {
        let font = egui::FontId::new(14.0, egui::FontFamily::Name(icon::FAMILY.into()));
        let color = style::color(theme.text.subdued);
        let at = rect.left_center() + vec2(9.0, 0.0);
        ui.painter().text(at, Align2::CENTER_CENTER, character, font, color);
    }
    let text = egui::WidgetText::from(title);
    let wrap = Some(egui::TextWrapMode::Truncate);
    let galley = text.into_galley(ui, wrap, rect.width() - 20.0, egui::TextStyle::Body);
    let at = rect.left_center() + vec2(20.0, -galley.size().y / 2.0);
    ui.painter().galley(at, galley, style::color(theme.text.strong));
    is_open
}

/// A switch with a border that is seen when it is off, too.
pub(super) fn check(ui: &mut egui::Ui, on: &mut bool, label: &str, half: bool) -> Response {
    bordered(ui, |ui| ui.add(egui::Checkbox::new(on, label).indeterminate(half)))
}

/// One of several to choose, with a border that is seen when it is off, too.
pub(super) fn radio(ui: &mut egui::Ui, on: bool, label: &str) -> Response {
    bordered(ui, |ui| ui.radio(on, label))
}

/// A field for text with an edge that is seen on any ground; `name` is the accessible name.
pub(super) fn edit(ui: &mut egui::Ui, field: egui::TextEdit<'_>, name: &str) -> Response {
    let response = ui.add(field).accessible_name(name);
    if !response.has_focus() {
        let edge = style::color(style::theme(ui).line.border);
        let stroke = egui::Stroke::new(1.0, edge);
        ui.painter().rect_stroke(response.rect, 6.0, stroke, egui::StrokeKind::Inside);
    }
    response
}

fn bordered(ui: &mut egui::Ui, content: impl FnOnce(&mut egui::Ui) -> Response) -> Response {
    ui.scope(|ui| {
        let border = style::color(style::theme(ui).text.subdued);
        ui.visuals_mut().widgets.inactive.bg_stroke = egui::Stroke::new(1.0, border);
        ui.visuals_mut().widgets.inactive.bg_fill = egui::Color32::TRANSPARENT;
        content(ui)
    })
    .inner
}

/// A row of a form: a label of this width, then what `content` draws in the room that is left.
pub(super) fn form_row<R>(
    ui: &mut egui::Ui,
    label: &str,
    label_width: f32,
    content: impl FnOnce(&mut egui::Ui, f32) -> R,
) -> R {
    ui.horizontal(|ui| {
        let quiet = style::color(style::theme(ui).text.subdued);
        let room = vec2(label_width, style::ROW);
        let layout = egui::Layout::left_to_right(egui::Align::Center);
        ui.allocate_ui_with_layout(room, layout, |ui| {
            ui.set_min_width(label_width);
            ui.add(egui::Label::new(egui::RichText::new(label).color(quiet)).truncate());
        });
        let width = ui.available_width();
        content(ui, width)
    })
    .inner
}

/// A button that stands out as the thing to do next.
pub(super) fn primary(ui: &mut egui::Ui, text: impl Into<egui::RichText>) -> Response {
    let theme = style::theme(ui);
    // White on the accent in both themes.
    let white = style::color(crate::draw::Theme::dark().text.strong);
    let text = text.into().color(white);
    ui.add(egui::Button::new(text).fill(style::color(theme.accent.fill)).truncate())
}

/// Small print in the subdued colour, wrapped.
pub(super) fn small_print(ui: &mut egui::Ui, text: &str) -> Response {
    let color = style::color(style::theme(ui).text.subdued);
    ui.add(egui::Label::new(egui::RichText::new(text).small().color(color)).wrap())
}

/// A line of an icon in a colour and wrapped text beside it.
pub(super) fn icon_line(
    ui: &mut egui::Ui,
    icon_name: &str,
    color: egui::Color32,
    text: &str,
) -> Response {
    ui.horizontal_top(|ui| {
        ui.spacing_mut().item_spacing.x = 6.0;
        ui.vertical(|ui| {
            ui.add_space(1.5);
            icon::show(ui, icon_name, 14.0, color);
        });
        ui.add(egui::Label::new(text).wrap())
    })
    .inner
}

/// How much of a result people have said.
pub(super) fn rests_on(counts: Counts) -> String {
    format!("Rests on {}.", counts.in_words())
}

/// What an empty panel shows: one icon, one sentence, one button.
pub(super) fn empty(
    ui: &mut egui::Ui,
    icon_name: &str,
    sentence: &str,
    button: Option<&str>,
) -> bool {
    let theme = style::theme(ui);
    let mut clicked = false;
    ui.vertical_centered(|ui| {
        ui.add_space(24.0);
        icon::show(ui, icon_name, 20.0, style::color(theme.text.subdued));
        ui.add_space(4.0);
        ui.label(egui::RichText::new(sentence).color(style::color(theme.text.subdued)));
        if let Some(button) = button {
            ui.add_space(8.0);
            clicked = ui.button(button).clicked();
        }
    });
    clicked
}
