//! The meeting in the place of the canvas: one item at a time in letters for a projector, the agenda
//! beside it.

mod agenda;
mod bars;
mod component;
mod finding;
mod flow;
mod look;

use egui::{EventFilter, Key, Modifiers, Popup, Rect, ScrollArea, Sense, UiBuilder, vec2};

use super::{View, style, widget};
use crate::model::InputRef;
use crate::session::meeting::{Item, Step};
use crate::session::{ActionId, Command, Dialog, Session, Shortcut, Tool};

/// Height of the bars above and below the item.
pub(super) const BAR: f32 = 52.0;
/// Width of the middle of the window below which the agenda makes room for the item.
const NARROW: f32 = 700.0;
/// Time between two looks at the clock.
const SECOND: std::time::Duration = std::time::Duration::from_secs(1);

/// What the meeting remembers between frames.
#[derive(Default)]
pub(super) struct State {
    /// The item of the last frame; another one is read from its top.
    last: Option<Item>,
}

/// The id that has the keyboard while the meeting has it.
pub(super) fn focus_id() -> egui::Id {
    egui::Id::unique("meeting on the plan")
}

/// Lets the clock go on, and has it seen each second.
pub(super) fn tick(ctx: &egui::Context, session: &mut Session) {
    if !session.shows_meeting() {
        return;
    }
    session.meet_for(ctx.input(|input| f64::from(input.unstable_dt)));
    if session.meeting_item().is_some() && !session.meeting_clock().paused {
        ctx.request_repaint_after(SECOND);
    }
}

/// Whether the meeting has its own use for a key that means something else on the canvas.
pub(super) fn takes(shortcut: Shortcut) -> bool {
    let Shortcut { command, shift, key } = shortcut;
    !(command || shift)
        && (key.starts_with("Arrow") || ["Backspace", "Delete", "Enter"].contains(&key))
}

/// Draws the meeting.
pub(super) fn show(ui: &mut egui::Ui, view: &mut View<'_>, state: &mut State) {
    if empty(ui, view) {
        return;
    }
    keys(ui, view);
    let rest = ui.available_rect_before_wrap();
    // In a small window the item has all of it; the head says what is left.
    let aside = if rest.width() < NARROW { 0.0 } else { (rest.width() * 0.26).clamp(176.0, 300.0) };
    let (left, stage) = rest.split_left_right_at_x(rest.left() + aside);
    if aside > 0.0 {
        inside(ui, left, |ui| agenda::show(ui, view));
    }
    let line = style::color(view.theme.line.hairline);
    ui.painter().vline(stage.left(), stage.y_range(), egui::Stroke::new(1.0, line));
    let stage = stage.with_min_x(stage.left() + 1.0);
    let (top, below) = stage.split_top_bottom_at_y(stage.top() + BAR);
    let (middle, bottom) = below.split_top_bottom_at_y((below.bottom() - BAR).max(below.top()));
    inside(ui, top.shrink2(vec2(24.0, 8.0)), |ui| head(ui, view));
    inside(ui, middle, |ui| item(ui, view, state));
    inside(ui, bottom.shrink2(vec2(24.0, 8.0)), |ui| foot(ui, view));
}

fn inside(ui: &mut egui::Ui, rect: Rect, content: impl FnOnce(&mut egui::Ui)) {
    let mut child = ui.new_child(UiBuilder::new().max_rect(rect));
    child.set_clip_rect(ui.clip_rect().intersect(rect));
    content(&mut child);
}

/// Where there is nothing to speak of: why, and what brings something.
fn empty(ui: &mut egui::Ui, view: &mut View<'_>) -> bool {
    if view.session.plan().components.is_empty() {
        let text = "A meeting goes through the components of a plan; this one has none yet";
        if widget::empty(ui, "users", text, Some("Add component")) {
            view.act(ActionId::AddComponent);
        }
    } else if view.session.settings.sketch_mode {
        let text = "Sketch mode hides the advice that a meeting speaks of";
        if widget::empty(ui, "users", text, Some("Leave sketch mode")) {
            view.act(ActionId::SketchMode);
        }
    } else if view.session.meeting_progress().all == 0 {
        let text = "Nothing to speak of: no language to decide, no flow, no error or warning";
        if widget::empty(ui, "check", text, Some("Leave the meeting")) {
            view.send(Command::Meet(Step::Leave));
        }
    } else {
        return false;
    }
    true
}

/// Reads the keys that go from item to item. The meeting has the keyboard while nothing else does.
fn keys(ui: &egui::Ui, view: &mut View<'_>) {
    let focus = ui.interact(ui.max_rect(), focus_id(), Sense::focusable_noninteractive());
    widget::named(&focus, egui::Role::Pane, "Meeting");
    let session = view.session;
    let free = ui.is_enabled()
        && session.dialogs.is_empty()
        && session.tool == Tool::Idle
        && !Popup::is_any_open(ui.ctx());
    if !free || ui.ctx().text_edit_focused() {
        return;
    }
    let focused = ui.memory(egui::Memory::focused);
    if focused.is_none() {
        ui.memory_mut(|memory| memory.request_focus(focus_id()));
    }
    let own = focused.is_none_or(|id| id == focus_id());
    if own {
        let filter = EventFilter {
            tab: false,
            vertical_arrows: true,
            horizontal_arrows: true,
            escape: true,
        };
        ui.memory_mut(|memory| memory.set_focus_lock_filter(focus_id(), filter));
    }
    let outline = focused == Some(super::outline::focus_id());
    let pressed = |key: Key| ui.input_mut(|input| input.consume_key(Modifiers::NONE, key));
    let steps = [
        (Key::Enter, own, Step::Done),
        (Key::ArrowRight, own, Step::Next),
        (Key::ArrowLeft, own, Step::Previous),
        (Key::PageDown, !outline, Step::Next),
        (Key::PageUp, !outline, Step::Previous),
        (Key::Home, !outline, Step::First),
        (Key::End, !outline, Step::Last),
    ];
    for (key, here, step) in steps {
        if here && pressed(key) {
            view.send(Command::Meet(step));
        }
    }
}

/// How far the meeting is, and how long it takes.
fn head(ui: &mut egui::Ui, view: &mut View<'_>) {
    let session = view.session;
    ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
        if look::button(ui, "Leave").on_hover_text("Leave the meeting (Escape)").clicked() {
            view.send(Command::Meet(Step::Leave));
        }
        if let Some(time) = session.item_time() {
            let paused = session.meeting_clock().paused;
            let text = if paused { "Go on" } else { "Pause" };
            let hover = if paused { "Lets the clock go on" } else { "Stops the clock" };
            if look::button(ui, text).on_hover_text(hover).clicked() {
                view.send(Command::Meet(Step::Pause));
            }
            let quiet = style::color(view.theme.text.subdued);
            let late = style::color(view.theme.status.warn);
            let color = if session.item_is_late() { late } else { quiet };
            let told = format!("{time} · total {}", session.meeting_time());
            let text = egui::RichText::new(told).size(look::size(ui, 0)).color(color);
            ui.add(egui::Label::new(text).truncate());
        }
        ui.with_layout(egui::Layout::left_to_right(egui::Align::Center), |ui| {
            let text = session.meeting_progress().in_words();
            let color = style::color(view.theme.text.strong);
            let text = style::strong(text).size(look::size(ui, 1)).color(color);
            ui.add(egui::Label::new(text).truncate());
        });
    });
}

fn item(ui: &mut egui::Ui, view: &mut View<'_>, state: &mut State) {
    let now = view.session.meeting_item().cloned();
    let mut area = ScrollArea::vertical().auto_shrink([false, false]);
    if state.last != now {
        state.last.clone_from(&now);
        area = area.vertical_scroll_offset(0.0);
    }
    ui.spacing_mut().scroll.fade.strength = 0.0;
    area.show(ui, |ui| {
        egui::Frame::new().inner_margin(egui::Margin::symmetric(24, 12)).show(ui, |ui| {
            ui.set_width(ui.available_width());
            ui.spacing_mut().item_spacing.y = 8.0;
            match &now {
                Some(Item::Component(id)) => component::show(ui, view, id),
                Some(Item::Flow(id)) => flow::show(ui, view, id),
                Some(item @ Item::Finding(..)) => finding::show(ui, view, item),
                None => over(ui, view),
            }
        });
    });
}

/// The end: what is left to do is to write down what was said.
fn over(ui: &mut egui::Ui, view: &mut View<'_>) {
    look::title(ui, view, "Nothing is left of the agenda");
    let summary = &view.session.analysis().summary;
    let text = format!("{} of {} languages are decided.", summary.decided, summary.built);
    look::text(ui, &text);
    ui.add_space(8.0);
    ui.horizontal_wrapped(|ui| {
        if look::primary(ui, "Write minutes…").clicked() {
            view.act(ActionId::Minutes);
        }
        if look::button(ui, "Leave the meeting").clicked() {
            view.send(Command::Meet(Step::Leave));
        }
    });
}

/// What can be done with the item.
fn foot(ui: &mut egui::Ui, view: &mut View<'_>) {
    let now = view.session.meeting_item().cloned();
    ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
        if now.is_some()
            && look::primary(ui, "Done").on_hover_text("It is done; goes on (Enter)").clicked()
        {
            view.send(Command::Meet(Step::Done));
        }
        if now.is_some() && look::button(ui, "Next").on_hover_text("Goes on (Right)").clicked() {
            view.send(Command::Meet(Step::Next));
        }
        if look::button(ui, "Previous").on_hover_text("Goes back (Left)").clicked() {
            view.send(Command::Meet(Step::Previous));
        }
        ui.with_layout(egui::Layout::left_to_right(egui::Align::Center), |ui| {
            let Some(Item::Component(id)) = &now else {
                note(ui, view);
                return;
            };
            let decide = look::button(ui, "Decide…");
            if decide.on_hover_text("Choose a language, with a reason (Ctrl+L)").clicked() {
                view.send(Command::ShowDialog(Dialog::Decide(id.clone())));
            }
            if !view.session.to_vote_on(id).is_empty() {
                let vote = look::button(ui, "Vote…");
                if vote.on_hover_text("Each role chooses in secret (Ctrl+B)").clicked() {
                    view.send(Command::ShowDialog(Dialog::Vote(id.clone())));
                }
            }
            if let Some(input) = view.session.to_estimate(id).first() {
                let estimate = look::button(ui, "Estimate…");
                if estimate.on_hover_text("Each role says a range (Ctrl+M)").clicked() {
                    let address = InputRef::component(id.clone(), *input);
                    view.send(Command::ShowDialog(Dialog::Estimate(address)));
                }
            }
            note(ui, view);
        });
    });
}

/// Writes down what came up.
fn note(ui: &mut egui::Ui, view: &mut View<'_>) {
    let button = look::button(ui, "Note…");
    if button.on_hover_text("An action, a question, a decision, a note (Ctrl+J)").clicked() {
        view.act(ActionId::AddEntry);
    }
}
