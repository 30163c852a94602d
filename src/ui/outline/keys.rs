//! The keyboard in the outline: along the rows, into and out of groups, and typing that searches.

use egui::{Event, EventFilter, Key};

use super::super::View;
use super::{State, first_selected, focus_id, toggle};
use crate::session::{Command, Element};

/// Reads the keys while the outline has the keyboard.
pub(super) fn read(ui: &egui::Ui, view: &mut View<'_>, state: &mut State) {
    if !ui.memory(|memory| memory.has_focus(focus_id())) {
        return;
    }
    ui.memory_mut(|memory| {
        let filter =
            EventFilter { vertical_arrows: true, horizontal_arrows: true, ..Default::default() };
        memory.set_focus_lock_filter(focus_id(), filter);
    });
    let selection = &view.session.selection;
    let now = state.end.clone().filter(|end| selection.contains(end));
    let now = now.or_else(|| first_selected(selection));
    let place = now.as_ref().and_then(|element| state.rows.place(element));
    let last = state.rows.rows.len().saturating_sub(1);
    let pressed = |key| ui.input(|input| input.key_pressed(key));
    let to = if pressed(Key::ArrowDown) {
        Some(place.map_or(0, |place| (place + 1).min(last)))
    } else if pressed(Key::ArrowUp) {
        Some(place.map_or(last, |place| place.saturating_sub(1)))
    } else if pressed(Key::Home) {
        Some(0)
    } else if pressed(Key::End) {
        Some(last)
    } else {
        None
    };
    if let Some(to) = to {
        go(ui, view, state, to);
    }
    if let Some(Element::Group(id)) = &now {
        let closed = state.closed.contains(id);
        if pressed(Key::ArrowLeft) && !closed || pressed(Key::ArrowRight) && closed {
            toggle(&mut state.closed, id);
        }
    }
    if selection.is_empty() {
        search_as_typed(ui, state);
    }
}

/// Selects the row; with Shift everything from where the range began.
fn go(ui: &egui::Ui, view: &mut View<'_>, state: &mut State, to: usize) {
    let Some(element) = state.rows.rows.get(to).map(|row| row.element.clone()) else { return };
    let shift = ui.input(|input| input.modifiers.shift);
    state.end = Some(element.clone());
    if let Some(from) = state.anchor.as_ref().filter(|_| shift) {
        view.send(Command::Select(state.rows.range(from, &element)));
    } else {
        state.anchor = Some(element.clone());
        view.send(Command::GoTo(element));
    }
}

/// Letters are shortcuts of what is selected; with nothing selected they search.
fn search_as_typed(ui: &egui::Ui, state: &mut State) {
    let typed: String = ui.input(|input| {
        let texts = input.events.iter().filter_map(|event| match event {
            Event::Text(text) if text.chars().all(char::is_alphanumeric) => Some(text.as_str()),
            _ => None,
        });
        texts.collect()
    });
    if !typed.is_empty() {
        state.search.push_str(&typed);
        state.focus_search = true;
    }
}
