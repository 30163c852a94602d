//! Dialogs over the window: the session says which, the files here draw them.

mod ask;
mod challenge;
mod columns;
mod compare;
mod connect;
mod decide;
mod entry;
mod estimate;
mod evidence;
mod export;
mod folder;
mod front;
mod incoming;
mod ledger;
pub(super) mod log;
mod new_scenario;
mod palette;
mod path;
mod pictures;
mod plan_settings;
mod preferences;
mod questions;
mod report;
mod shortcuts;
mod simulate;
mod templates;
mod vote;

use egui::{Id, Key, vec2};

pub(super) use plan_settings::load_text;

use super::{View, style, widget};
use crate::session::{Command, Dialog};

/// Time between two looks at how far a study is.
const BAR_EVERY: std::time::Duration = std::time::Duration::from_millis(100);

/// What dialogs remember between frames.
#[derive(Default)]
pub(super) struct State {
    connect: connect::State,
    decide: decide::State,
    entry: entry::State,
    estimate: estimate::State,
    export: export::State,
    front: front::State,
    incoming: incoming::State,
    ledger: ledger::State,
    log: log::State,
    palette: palette::State,
    path: path::State,
    plan_settings: plan_settings::State,
    new_scenario: new_scenario::State,
    evidence: evidence::State,
    templates: templates::State,
    vote: vote::State,
    /// The dialog drawn in the last frame; a new one takes the keyboard.
    last: Option<Dialog>,
    /// What had the keyboard before the first dialog opened.
    before: Option<Id>,
}

/// Draws the topmost dialog that the session shows.
pub(super) fn show(ctx: &egui::Context, view: &mut View<'_>, state: &mut State) {
    let Some(dialog) = view.session.dialogs.last() else {
        if state.last.take().is_some()
            && let Some(before) = state.before.take()
        {
            ctx.memory_mut(|memory| memory.request_focus(before));
        }
        return;
    };
    if state.last.is_none() {
        state.before = ctx.memory(egui::Memory::focused);
    }
    let goes_on = |last: &Dialog| last == dialog || dialog.is_other_choice_of(last);
    let fresh = !state.last.as_ref().is_some_and(goes_on);
    state.last = Some(dialog.clone());
    match dialog {
        Dialog::Palette => {
            // What it leads to keeps the keyboard.
            if palette::show(ctx, view, &mut state.palette, fresh) {
                state.before = None;
            }
        }
        Dialog::Shortcuts => shortcuts::show(ctx, view, fresh),
        Dialog::Path(request) => path::show(ctx, view, request, &mut state.path, fresh),
        Dialog::UnsavedChanges(_) => questions::unsaved(ctx, view),
        Dialog::Recover => questions::recover(ctx, view),
        Dialog::ChangedOnDisk => questions::changed_on_disk(ctx, view),
        Dialog::Incoming(incoming) => {
            incoming::show(ctx, view, incoming, &mut state.incoming, fresh);
        }
        Dialog::PlanSettings(section) => {
            plan_settings::show(ctx, view, *section, &mut state.plan_settings, fresh);
        }
        Dialog::NewScenario => new_scenario::show(ctx, view, &mut state.new_scenario, fresh),
        Dialog::Preferences => preferences::show(ctx, view, fresh),
        Dialog::Evidence => evidence::show(ctx, view, &mut state.evidence, fresh),
        Dialog::Decide(id) => decide::show(ctx, view, (id, None), &mut state.decide, fresh),
        Dialog::DecideVoted(id, language) => {
            decide::show(ctx, view, (id, Some(language)), &mut state.decide, fresh);
        }
        Dialog::Log => log::show(ctx, view, &mut state.log, fresh),
        Dialog::Entry(at) => entry::show(ctx, view, at, &mut state.entry, fresh),
        Dialog::Estimate(of) => estimate::show(ctx, view, of, &mut state.estimate, fresh),
        Dialog::Vote(id) => vote::show(ctx, view, id, &mut state.vote, fresh),
        Dialog::DecideSeveral => decide::several(ctx, view, &mut state.decide, fresh),
        Dialog::Templates(what_for) => {
            templates::show(ctx, view, *what_for, &mut state.templates, fresh);
        }
        Dialog::Connect => connect::show(ctx, view, &mut state.connect, fresh),
        Dialog::Ledger => ledger::show(ctx, view, &mut state.ledger, fresh),
        Dialog::Questions => ask::show(ctx, view, fresh),
        Dialog::Compare(choice) => compare::show(ctx, view, choice, fresh),
        Dialog::Simulate(seed) => simulate::show(ctx, view, *seed, fresh),
        Dialog::Front => front::show(ctx, view, &mut state.front, fresh),
        Dialog::Challenge(id) => challenge::show(ctx, view, id, fresh),
        Dialog::Report(choice) => report::show(ctx, view, choice),
        Dialog::Pictures(choice) => pictures::show(ctx, view, choice),
        Dialog::Export(choice) => export::show(ctx, view, choice, &mut state.export, fresh),
    }
}

/// A dialog in the middle of the window with a title, as high as its content needs; Escape or a
/// click beside it closes it. What does not fit is scrolled.
pub(super) fn modal(
    ctx: &egui::Context,
    view: &mut View<'_>,
    title: &str,
    width: f32,
    content: impl FnOnce(&mut egui::Ui, &mut View<'_>),
) {
    framed(ctx, view, title, |ui, view, room| {
        ui.set_width(width.min(room.x));
        // A new area offers less height than the window has.
        ui.set_max_height(room.y);
        ui.label(style::strong(title).size(style::SIZES[2]));
        ui.add_space(8.0);
        // Buttons stand at the edge, where nothing may fade.
        ui.spacing_mut().scroll.fade.strength = 0.0;
        let area = egui::ScrollArea::vertical().auto_shrink([false, true]);
        area.max_height(room.y - 32.0).show(ui, |ui| content(ui, view));
    });
}

/// A dialog of a fixed size with a button that closes it; its content fills it.
pub(super) fn large(
    ctx: &egui::Context,
    view: &mut View<'_>,
    title: &str,
    size: egui::Vec2,
    fresh: bool,
    content: impl FnOnce(&mut egui::Ui, &mut View<'_>),
) {
    framed(ctx, view, title, |ui, view, room| {
        let size = size.min(room);
        ui.set_width(size.x);
        ui.set_max_height(size.y);
        if fresh && let Some(before) = ui.memory(egui::Memory::focused) {
            ui.memory_mut(|memory| memory.surrender_focus(before));
        }
        let head = ui.horizontal(|ui| {
            ui.label(style::strong(title).size(style::SIZES[2]));
            let layout = egui::Layout::right_to_left(egui::Align::Center);
            let corner = ui.with_layout(layout, |ui| {
                widget::icon_button(ui, "x", &format!("Close {title}"), true)
            });
            corner.inner
        });
        let close = head.inner;
        if close.clicked() {
            view.send(Command::CloseDialog);
        }
        ui.add_space(8.0);
        content(ui, view);
        // What the dialog is for comes first: Enter must not throw it away.
        if fresh && ui.memory(|memory| memory.focused().is_none()) {
            close.request_focus();
        }
    });
}

/// The frame of a dialog; its content is told how much room there is.
fn framed(
    ctx: &egui::Context,
    view: &mut View<'_>,
    title: &str,
    content: impl FnOnce(&mut egui::Ui, &mut View<'_>, egui::Vec2),
) {
    // Margins of the frame and of the window around it.
    let room = ctx.content_rect().size() - vec2(64.0, 64.0);
    let frame = egui::Frame::popup(&ctx.global_style()).inner_margin(16);
    let id = Id::unique(("dialog", title));
    let area = egui::Modal::default_area(id).accessible_name(title);
    let modal = egui::Modal::new(id).area(area).frame(frame);
    let modal = modal.show(ctx, |ui| content(ui, view, room));
    let answered = view
        .commands
        .iter()
        .any(|command| matches!(command, Command::CloseDialog | Command::Answer(_)));
    if modal.should_close() && !answered {
        view.send(Command::CloseDialog);
    }
}

/// Says that a study is under way, how far it is, and offers to close the dialog, which stops it.
fn studying(ui: &mut egui::Ui, view: &mut View<'_>, what: &str) {
    ui.horizontal(|ui| {
        match view.session.study_share().filter(|share| *share > 0.0) {
            Some(share) => {
                let bar = egui::ProgressBar::new(share).desired_width(180.0).show_percentage();
                widget::named(&ui.add(bar), egui::Role::ProgressIndicator, what);
                // Nothing else draws the bar again while the job goes on.
                ui.ctx().request_repaint_after(BAR_EVERY);
            }
            None => widget::named(&ui.spinner(), egui::Role::ProgressIndicator, what),
        }
        ui.label(what);
    });
    if buttons(ui, &["Cancel"]).is_some() {
        view.send(Command::CloseDialog);
    }
}

/// Gives the keyboard to the field that a dialog is about: at first, and whenever a click beside it
/// has left it to nobody. What is typed then must not press a button.
pub(super) fn keep_focus(ui: &egui::Ui, field: &egui::Response, fresh: bool) {
    if fresh || ui.memory(|memory| memory.focused().is_none()) {
        field.request_focus();
    }
    // In a low window the field comes into sight, above the buttons, as soon as somebody types.
    if field.changed() {
        ui.scroll_to_rect(field.rect.expand2(vec2(0.0, style::ROW + 16.0)), None);
    }
}

/// A row of buttons at the right end; the first one is the one that Enter presses.
pub(super) fn buttons(ui: &mut egui::Ui, names: &[&str]) -> Option<usize> {
    let mut clicked = None;
    ui.add_space(12.0);
    let row = vec2(ui.available_width(), style::ROW + 4.0);
    let layout = egui::Layout::right_to_left(egui::Align::Center);
    let nobody = ui.memory(|memory| memory.focused().is_none());
    let (_, rect) = ui.allocate_space(row);
    let place = egui::UiBuilder::new().max_rect(kept_in_sight(ui, rect)).layout(layout);
    ui.scope_builder(place, |ui| {
        for (place, name) in names.iter().enumerate() {
            let theme = style::theme(ui);
            let button = if place == 0 {
                let text = egui::RichText::new(*name)
                    .color(style::color(crate::draw::Theme::dark().text.strong));
                egui::Button::new(text).fill(style::color(theme.accent.fill))
            } else {
                egui::Button::new(*name)
            };
            let response = ui.add(button.min_size(vec2(72.0, style::ROW + 4.0)));
            if nobody && place == 0 {
                response.request_focus();
            }
            if response.clicked() {
                clicked = Some(place);
            }
        }
    });
    if nobody && ui.input(|input| input.key_pressed(Key::Enter)) {
        clicked = clicked.or(Some(0));
    }
    clicked
}

/// Where the buttons stand: at the end of the content, or at the lower edge of the dialog, over what is
/// scrolled there, while the end is out of sight.
fn kept_in_sight(ui: &egui::Ui, rect: egui::Rect) -> egui::Rect {
    let below = rect.bottom() - ui.clip_rect().bottom();
    if below <= 0.0 {
        return rect;
    }
    let rect = rect.translate(vec2(0.0, -below));
    let visuals = ui.visuals();
    let strip = rect.expand2(vec2(0.0, 4.0));
    ui.painter().rect_filled(strip, egui::CornerRadius::ZERO, visuals.window_fill);
    ui.painter().hline(strip.x_range(), strip.top(), visuals.window_stroke);
    rect
}

/// A row of a form: its name on the left, what can be changed on the right, or below it where the
/// dialog is narrow.
pub(super) fn row<R>(
    ui: &mut egui::Ui,
    label: &str,
    content: impl FnOnce(&mut egui::Ui) -> R,
) -> R {
    const LABEL: f32 = 176.0;
    let quiet = ui.visuals().weak_text_color();
    if ui.available_width() < LABEL + 200.0 {
        ui.label(egui::RichText::new(label).color(quiet));
        let result = content(ui);
        ui.add_space(4.0);
        return result;
    }
    ui.horizontal_top(|ui| {
        let (rect, _) = ui.allocate_exact_size(vec2(LABEL, style::ROW), egui::Sense::hover());
        let place = egui::UiBuilder::new()
            .max_rect(rect)
            .layout(egui::Layout::left_to_right(egui::Align::Center));
        // A child of its own: what it takes does not move what follows.
        let mut place = ui.new_child(place);
        place.add(egui::Label::new(egui::RichText::new(label).color(quiet)).truncate());
        ui.vertical(content).inner
    })
    .inner
}
