//! The palette of kinds: what to add here?

use egui::{Key, TextEdit};

use super::super::paint::Transform;
use super::super::{View, style, widget};
use crate::base::{Hue, Point, Rect};
use crate::draw::icon as drawn;
use crate::draw::scene::Scene;
use crate::model::{DEFAULT_CARD, Kind};
use crate::session::{ActionId, Command, Tool};

/// What the palette remembers between frames.
#[derive(Default)]
pub(super) struct State {
    search: String,
    marked: usize,
    open: bool,
}

/// Draws the palette while a kind is being chosen.
pub(super) fn show(
    ui: &mut egui::Ui,
    view: &mut View<'_>,
    transform: Transform,
    state: &mut State,
) {
    let Tool::ChoosingKind { at, .. } = view.session.tool else {
        *state = State::default();
        return;
    };
    let first = !std::mem::replace(&mut state.open, true);
    // Below the place of the card that will be, which stays seen.
    let card = transform.rect(Rect::from_min_size(at, DEFAULT_CARD));
    let below = card.left_bottom() + egui::vec2(0.0, 8.0);
    let area = egui::Area::new(egui::Id::unique("palette of kinds"))
        .order(egui::Order::Foreground)
        .fixed_pos(below)
        .constrain(true)
        .show(ui.ctx(), |ui| {
            egui::Frame::popup(ui.style()).show(ui, |ui| {
                ui.set_width(240.0);
                content(ui, view, state, first);
            });
        });
    let outside = ui.input(|input| {
        input.pointer.any_pressed()
            && input.pointer.interact_pos().is_some_and(|at| !area.response.rect.contains(at))
    });
    if outside && !first {
        view.act(ActionId::Escape);
    }
}

fn content(ui: &mut egui::Ui, view: &mut View<'_>, state: &mut State, first: bool) {
    let field =
        TextEdit::singleline(&mut state.search).hint_text("Add what?").desired_width(f32::INFINITY);
    let response = ui.add(field);
    widget::named(&response, egui::Role::TextInput, "Kind of component to add");
    if first {
        response.request_focus();
    }
    if response.changed() {
        state.marked = 0;
    }
    let wanted = state.search.to_lowercase();
    let kinds: Vec<&Kind> =
        Kind::KNOWN.iter().filter(|kind| kind.label().contains(&wanted)).collect();
    let (up, down, enter, escape) = ui.input(|input| {
        (
            input.key_pressed(Key::ArrowUp),
            input.key_pressed(Key::ArrowDown),
            input.key_pressed(Key::Enter),
            input.key_pressed(Key::Escape),
        )
    });
    if down {
        state.marked = (state.marked + 1).min(kinds.len().saturating_sub(1));
    }
    if up {
        state.marked = state.marked.saturating_sub(1);
    }
    if escape {
        view.act(ActionId::Escape);
        return;
    }
    egui::ScrollArea::vertical().max_height(320.0).show(ui, |ui| {
        for (place, kind) in kinds.iter().enumerate() {
            let marked = place == state.marked;
            let row = row(ui, view, kind, marked);
            if row.clicked() || (marked && enter) {
                view.send(Command::ChooseKind((*kind).clone()));
            }
            if marked && (up || down) {
                row.scroll_to_me(None);
            }
        }
        if kinds.is_empty() {
            ui.label("No kind of that name");
        }
    });
}

fn row(ui: &mut egui::Ui, view: &View<'_>, kind: &Kind, marked: bool) -> egui::Response {
    let size = egui::vec2(ui.available_width(), style::ROW);
    let (rect, response) = ui.allocate_exact_size(size, egui::Sense::click());
    response.widget_info(|| {
        egui::WidgetInfo::labeled(egui::Role::MenuItem, true, kind.label().to_owned())
    });
    let theme = view.theme;
    if marked || response.hovered() {
        ui.painter().rect_filled(rect, 4.0, style::color(theme.surface.pressed));
    }
    kind_icon(ui.painter(), theme, kind.word(), rect.left_center() + egui::vec2(6.0, -8.0), 16.0);
    let at = rect.left_center() + egui::vec2(32.0, 0.0);
    let font = egui::FontId::proportional(style::SIZES[1]);
    let color = style::color(theme.text.normal);
    let mut label = kind.label().to_owned();
    if let Some(first) = label.get_mut(0..1) {
        first.make_ascii_uppercase();
    }
    ui.painter().text(at, egui::Align2::LEFT_CENTER, label, font, color);
    response
}

/// Paints the icon of a kind as cards show it.
pub(in crate::ui) fn kind_icon(
    painter: &egui::Painter,
    theme: &crate::draw::Theme,
    word: &str,
    at: egui::Pos2,
    size: f32,
) {
    let extent = crate::base::Size::new(f64::from(size), f64::from(size));
    let mut scene = Scene::new(extent, theme.hue(Hue::Neutral), word);
    drawn::draw(&mut scene, word, Point::default(), f64::from(size), theme.text.subdued);
    super::super::paint::scene(painter, &scene, Transform { origin: at, zoom: 1.0 });
}
