//! Typing a name in place.

use egui::{Key, TextEdit};

use super::super::paint::Transform;
use super::super::{View, style, widget};
use crate::base::{Point, Rect};
use crate::model::DEFAULT_CARD;
use crate::session::{ActionId, Command, Naming, Tool};

/// Least width of the field, in screen points.
const FIELD: f32 = 160.0;
/// Space kept to the canvas's border.
const MARGIN: f32 = 8.0;

/// What naming remembers between frames.
#[derive(Default)]
pub(super) struct State {
    /// What the field was opened for; another thing takes the keyboard anew.
    open_for: Option<Naming>,
}

/// Draws the field of the name that is being typed.
pub(super) fn show(
    ui: &mut egui::Ui,
    view: &mut View<'_>,
    transform: Transform,
    state: &mut State,
) {
    let Tool::Naming { what, goes_on, text } = &view.session.tool else {
        state.open_for = None;
        return;
    };
    let goes_on = *goes_on;
    let Some(place) = place(view, what) else { return };
    let mut card = transform.rect(place);
    if let Naming::NewGroup { around, .. } = what {
        let ring = egui::Stroke::new(2.0, style::color(view.theme.accent.stroke));
        let area = transform.rect(*around);
        ui.painter().rect_stroke(area, 10.0, ring, egui::StrokeKind::Inside);
    }
    if let Naming::NewComponent { .. } = what {
        // However small the plan is, the card is large enough for the field.
        let size = card.size().max(egui::vec2(FIELD + 16.0, style::ROW + 16.0));
        card = inside(egui::Rect::from_center_size(card.center(), size), ui.max_rect());
        let ring = egui::Stroke::new(2.0, style::color(view.theme.accent.stroke));
        let fill = style::color(view.theme.surface.raised);
        ui.painter().rect(card, 8.0, fill, ring, egui::StrokeKind::Outside);
    }
    let adds = matches!(what, Naming::NewComponent { .. });
    let width = (card.width() - 16.0).clamp(FIELD, 3.0 * FIELD);
    let field = egui::Rect::from_center_size(card.center(), egui::vec2(width, style::ROW));
    let rect = inside(field, ui.max_rect());
    let first = !state.open_for.as_ref().is_some_and(|open| same(open, what));
    let mut typed = text.clone();
    if first && let Some(text) = typed_already(ui) {
        typed = if goes_on { typed + &text } else { text };
    }
    // The field would take these for itself.
    let key = |key| ui.input_mut(|input| input.consume_key(egui::Modifiers::NONE, key));
    let branches = adds && !first && key(Key::Tab);
    let steps =
        if adds { i32::from(key(Key::ArrowDown)) - i32::from(key(Key::ArrowUp)) } else { 0 };
    let length = typed.chars().count();
    let field = TextEdit::singleline(&mut typed)
        .id_salt("name in place")
        .hint_text(if adds { "Name, such as Redis cache" } else { "Name" })
        .lock_focus(adds)
        .font(style::font(crate::draw::Font::SemiBold, style::SIZES[1]));
    let output = ui.scope_builder(egui::UiBuilder::new().max_rect(rect), |ui| {
        ui.add_sized(rect.size(), field)
    });
    let response = output.inner;
    widget::named(&response, egui::Role::TextInput, "Name");
    if first {
        state.open_for = Some(what.clone());
        response.request_focus();
        let from = if goes_on || typed != *text { length } else { 0 };
        widget::select(ui.ctx(), response.id, from, length);
    }
    if typed != *text {
        view.commands.push(Command::TypeName(typed));
    }
    let (enter, escape) =
        ui.input(|input| (input.key_pressed(Key::Enter), input.key_pressed(Key::Escape)));
    // A kind is chosen without leaving the name.
    let over_kinds = adds && super::kinds::show(ui, view, card, steps);
    if escape {
        view.act(ActionId::Escape);
    } else if branches {
        view.send(Command::CommitNameAndBranch);
    } else if over_kinds {
        response.request_focus();
    } else if enter || (response.lost_focus() && !first) {
        view.send(Command::CommitName);
    }
}

/// What was typed in the frame that opens the field, before it has the keyboard.
pub(super) fn typed_already(ui: &egui::Ui) -> Option<String> {
    let text: String = ui.input(|input| {
        let texts = input.events.iter().filter_map(|event| match event {
            egui::Event::Text(text) => Some(text.as_str()),
            _ => None,
        });
        texts.collect()
    });
    (!text.is_empty()).then_some(text)
}

/// Whether the field is open for the same thing; another kind chosen makes no other component.
fn same(open: &Naming, what: &Naming) -> bool {
    match (open, what) {
        (Naming::NewComponent { at, .. }, Naming::NewComponent { at: now, .. }) => at == now,
        _ => open == what,
    }
}

/// Where the name stands, in plan units.
fn place(view: &View<'_>, what: &Naming) -> Option<Rect> {
    let board = view.session.board();
    match what {
        Naming::NewComponent { at, .. } => Some(Rect::from_min_size(*at, DEFAULT_CARD)),
        Naming::NewGroup { around, .. } => Some(title(*around)),
        Naming::Component(id) => board.cards.get(id).copied(),
        Naming::Group(id) => board.groups.get(id).copied().map(title),
        Naming::Link(id) => {
            let at = *board.route(id)?.label_places.first()?;
            let corner = Point::new(at.x - 80.0, at.y - 12.0);
            Some(Rect::from_min_size(corner, crate::base::Size::new(160.0, 24.0)))
        }
    }
}

/// `rect` shifted so that it is seen within `area`.
fn inside(rect: egui::Rect, area: egui::Rect) -> egui::Rect {
    let area = area.shrink(MARGIN);
    let shift = |low: f32, high: f32, first: f32, last: f32| {
        if low < first { first - low } else { (last - high).min(0.0) }
    };
    let x = shift(rect.min.x, rect.max.x, area.min.x, area.max.x);
    let y = shift(rect.min.y, rect.max.y, area.min.y, area.max.y);
    rect.translate(egui::vec2(x, y))
}

/// Where a group's name stands.
fn title(area: Rect) -> Rect {
    Rect { min: area.min, max: Point::new(area.min.x + 200.0, area.min.y + 32.0) }
}
