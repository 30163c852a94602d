//! From egui's events to the session's pointer.

use egui::{Event, PointerButton, Pos2};

use super::super::View;
use crate::base::Point;
use crate::session::tool::{Button, Cursor, Held, Pointer};
use crate::session::{Command, Tool};

/// What reading the pointer remembers between frames.
#[derive(Default)]
pub(super) struct State {
    /// The button that went down on the canvas; until it goes up the canvas has the pointer.
    down: Option<PointerButton>,
    inside: bool,
}

/// Sends what the pointer did on the canvas since the last frame.
pub(super) fn read(
    ui: &egui::Ui,
    view: &mut View<'_>,
    response: &egui::Response,
    state: &mut State,
) {
    let origin = response.rect.min;
    let local = |at: Pos2| Point::new(f64::from(at.x - origin.x), f64::from(at.y - origin.y));
    let over = response.contains_pointer() && ui.is_enabled();
    let (events, modifiers, space) =
        ui.input(|input| (input.events.clone(), input.modifiers, input.key_down(egui::Key::Space)));
    let space = space && !ui.ctx().egui_wants_keyboard_input();
    let with = |modifiers: egui::Modifiers| Held {
        shift: modifiers.shift,
        command: modifiers.command,
        alt: modifiers.alt,
        space,
    };
    let held = with(modifiers);
    let double = response.double_clicked();
    for event in &events {
        match *event {
            // A button has the keys that were held with it, also if they were let go since.
            Event::PointerButton { pos, button, pressed: true, modifiers }
                if over && state.down.is_none() && response.rect.contains(pos) =>
            {
                if let Some(button) = button_of(button) {
                    // A click on the canvas takes the keyboard from whatever field had it.
                    if let Some(focus) = ui.ctx().memory(egui::Memory::focused)
                        && !matches!(view.session.tool, Tool::Naming { .. })
                    {
                        ui.ctx().memory_mut(|memory| memory.surrender_focus(focus));
                    }
                    view.send(Command::Pointer(Pointer::Press(
                        local(pos),
                        button,
                        with(modifiers),
                    )));
                }
                state.down = Some(button);
            }
            Event::PointerButton { pos, button, pressed: false, modifiers }
                if state.down == Some(button) =>
            {
                if let Some(button) = button_of(button) {
                    view.send(Command::Pointer(Pointer::Release(
                        local(pos),
                        button,
                        with(modifiers),
                    )));
                }
                state.down = None;
            }
            Event::PointerMoved(pos) if state.down.is_some() || over => {
                view.send(Command::Pointer(Pointer::Move(local(pos), held)));
                state.inside = true;
            }
            Event::PointerGone if state.inside => {
                view.send(Command::Pointer(Pointer::Leave));
                state.inside = false;
            }
            _ => {}
        }
    }
    if state.inside && !over && state.down.is_none() {
        view.send(Command::Pointer(Pointer::Leave));
        state.inside = false;
    }
    if double && let Some(at) = response.interact_pointer_pos() {
        view.send(Command::Pointer(Pointer::DoubleClick(local(at), held)));
    }
    if over && let Some(at) = response.hover_pos() {
        let (scroll, zoom) =
            ui.input(|input| (input.smooth_scroll_delta(), f64::from(input.zoom_delta())));
        if (zoom - 1.0).abs() > 1e-6 {
            view.send(Command::Pointer(Pointer::Zoom(local(at), zoom)));
        } else if scroll != egui::Vec2::ZERO {
            let by = Point::new(f64::from(scroll.x), f64::from(scroll.y));
            view.send(Command::Pointer(Pointer::Scroll(local(at), by)));
        }
    }
    if over || state.down.is_some() {
        ui.ctx().set_cursor_icon(cursor(view.session.cursor(held)));
    }
}

const fn button_of(button: PointerButton) -> Option<Button> {
    match button {
        PointerButton::Primary => Some(Button::Primary),
        PointerButton::Middle => Some(Button::Middle),
        PointerButton::Secondary => Some(Button::Secondary),
        _ => None,
    }
}

const fn cursor(cursor: Cursor) -> egui::CursorIcon {
    match cursor {
        Cursor::Arrow => egui::CursorIcon::Default,
        Cursor::Hand => egui::CursorIcon::PointingHand,
        Cursor::Grab => egui::CursorIcon::Grab,
        Cursor::Grabbing => egui::CursorIcon::Grabbing,
        Cursor::Move => egui::CursorIcon::Move,
        Cursor::Crosshair => egui::CursorIcon::Crosshair,
    }
}
