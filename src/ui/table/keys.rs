//! The keyboard in the table, as in a spreadsheet.

use egui::{Event, EventFilter, Key, Modifiers};

use super::super::{View, field};
use super::{State, edit, focus_id, is_free};
use crate::session::{ActionId, Block, Column, Command, Element, Selection, Shortcut};

/// Rows that the keys of whole pages go by.
const PAGE: usize = 20;

/// Whether the table has its own use for a key while it has the keyboard.
pub(in crate::ui) fn takes(shortcut: Shortcut) -> bool {
    let Shortcut { command, shift, key } = shortcut;
    if command {
        return !shift && ["A", "C", "D", "X"].contains(&key);
    }
    // A digit with Shift types a sign.
    key.starts_with("Arrow")
        || ["Backspace", "Delete", "Enter", "F2"].contains(&key)
        || key.len() == 1
}

/// Reads the keys while the table has the keyboard and no cell is being edited.
pub(super) fn read(ui: &egui::Ui, view: &mut View<'_>, state: &mut State, columns: &[Column]) {
    if let Some(row) = state.edit_row.take() {
        if state.place(&row).is_none() && !state.search.is_empty() {
            // It is there once the filter is gone.
            state.search.clear();
            state.edit_row = Some(row);
            ui.ctx().request_repaint();
            return;
        }
        edit::begin_row(ui, view, state, columns, &row);
        return;
    }
    let has_focus = ui.memory(|memory| memory.has_focus(focus_id()));
    if !has_focus || !is_free(ui, view) || state.editing.is_some() {
        return;
    }
    ui.memory_mut(|memory| {
        let filter =
            EventFilter { tab: true, vertical_arrows: true, horizontal_arrows: true, escape: true };
        memory.set_focus_lock_filter(focus_id(), filter);
    });
    clipboard(ui, view, state, columns);
    if pressed(ui, Modifiers::COMMAND, Key::D) {
        view.send(Command::FillDown(filled(state, view, columns)));
    } else if pressed(ui, Modifiers::COMMAND, Key::A) {
        select_all(view, state, columns);
    } else if pressed(ui, Modifiers::NONE, Key::Delete)
        || pressed(ui, Modifiers::NONE, Key::Backspace)
    {
        if !forget_refused(ui, state) {
            view.send(Command::ClearCells(state.block(view, columns)));
        }
    } else if pressed(ui, Modifiers::NONE, Key::F2) || pressed(ui, Modifiers::NONE, Key::Enter) {
        edit::begin(ui, view, state, columns, None);
    } else {
        arrows(ui, view, state, columns);
        typed(ui, view, state, columns);
    }
    if view.commands.iter().any(|of| matches!(of, Command::Act(ActionId::Escape))) {
        forget_refused(ui, state);
    }
}

fn pressed(ui: &egui::Ui, modifiers: Modifiers, key: Key) -> bool {
    ui.input_mut(|input| input.consume_key(modifiers, key))
}

/// Takes back a text that was typed into the current cell and does not count; whether there was one.
fn forget_refused(ui: &egui::Ui, state: &State) -> bool {
    let forget =
        |(row, column): &(Element, Column)| field::forget(ui.ctx(), edit::field_id(row, *column));
    state.current.as_ref().is_some_and(forget)
}

/// What is typed opens the cell with it.
fn typed(ui: &egui::Ui, view: &mut View<'_>, state: &mut State, columns: &[Column]) {
    let text = ui.input_mut(|input| {
        let mut text = String::new();
        input.events.retain(|event| match event {
            Event::Text(typed) => {
                text.push_str(typed);
                false
            }
            _ => true,
        });
        text
    });
    let text = text.trim_start();
    if !text.is_empty() {
        edit::begin(ui, view, state, columns, Some(text));
    }
}

/// Copy, cut and paste come as events of their own.
fn clipboard(ui: &egui::Ui, view: &mut View<'_>, state: &State, columns: &[Column]) {
    let events = ui.input_mut(|input| {
        let (ours, rest): (Vec<Event>, Vec<Event>) = std::mem::take(&mut input.events)
            .into_iter()
            .partition(|of| matches!(of, Event::Copy | Event::Cut | Event::Paste(_)));
        input.events = rest;
        ours
    });
    for event in events {
        let block = state.block(view, columns);
        match event {
            Event::Copy => view.send(Command::CopyCells(block)),
            Event::Cut => view.send(Command::CutCells(block)),
            Event::Paste(text) => {
                let onward = state.onward(&block, columns);
                view.send(Command::PasteCells { selected: block, onward, text });
            }
            _ => {}
        }
    }
}

/// What is filled: the block, and of a single row the row above it as well.
fn filled(state: &State, view: &View<'_>, columns: &[Column]) -> Block {
    let mut block = state.block(view, columns);
    if let [only] = block.rows.as_slice() {
        let above = state.place(only).and_then(|place| place.checked_sub(1));
        if let Some(above) = above.and_then(|place| state.rows.get(place)) {
            block.rows.insert(0, above.clone());
        }
    }
    block
}

fn select_all(view: &mut View<'_>, state: &mut State, columns: &[Column]) {
    let mut all = Selection::default();
    for row in state.rows.iter() {
        all.add(row.clone());
    }
    view.send(Command::Select(all));
    let (Some((row, _)), Some(first), Some(last)) =
        (state.current.clone(), columns.first(), columns.last())
    else {
        return;
    };
    state.anchor = Some((row.clone(), *first));
    state.current = Some((row, *last));
}

/// Moves the current cell; with Shift the block grows to it.
fn arrows(ui: &egui::Ui, view: &mut View<'_>, state: &mut State, columns: &[Column]) {
    let Some((row, column)) = state.current.clone() else { return };
    let (Some(at), Some(across)) = (state.place(&row), columns.iter().position(|of| *of == column))
    else {
        return;
    };
    let held = ui.input(|input| input.modifiers);
    let (last, end) = (state.rows.len().saturating_sub(1), columns.len().saturating_sub(1));
    let count = |key: Key| {
        let all = [Modifiers::NONE, Modifiers::SHIFT, Modifiers::COMMAND];
        let both = Modifiers::COMMAND.plus(Modifiers::SHIFT);
        let mut times = 0;
        for held in all.into_iter().chain([both]) {
            times += ui.input_mut(|input| input.count_and_consume_key(held, key));
        }
        times
    };
    let far = held.command;
    // Without Shift the key would count with it as well.
    let back = ui.input_mut(|input| input.count_and_consume_key(Modifiers::SHIFT, Key::Tab));
    let tab = ui.input_mut(|input| input.count_and_consume_key(Modifiers::NONE, Key::Tab));
    let (down, up) = (count(Key::ArrowDown), count(Key::ArrowUp));
    let (right, left) = (count(Key::ArrowRight), count(Key::ArrowLeft));
    let (below, above) = (count(Key::PageDown), count(Key::PageUp));
    let (home, to_end) = (count(Key::Home) > 0, count(Key::End) > 0);
    let step = |count: usize, all: usize| if far && count > 0 { all } else { count };
    let mut to = (at + step(down, last) + PAGE * below).min(last);
    to = to.saturating_sub(step(up, last) + PAGE * above);
    let mut beside = (across + step(right, end)).min(end).saturating_sub(step(left, end));
    if home {
        beside = 0;
        to = if far { 0 } else { to };
    }
    if to_end {
        beside = end;
        to = if far { last } else { to };
    }
    // Tab goes on in the next row, as reading does.
    let wide = columns.len().max(1);
    let flat = (to * wide + beside + tab).saturating_sub(back).min(last * wide + end);
    let (to, beside) = if tab + back > 0 { (flat / wide, flat % wide) } else { (to, beside) };
    if (to, beside) == (at, across) {
        return;
    }
    let (Some(row), Some(column)) = (state.rows.get(to).cloned(), columns.get(beside).copied())
    else {
        return;
    };
    let extends = held.shift && tab + back == 0;
    if !extends {
        return state.go(view, row, column);
    }
    if let Some((from, _)) = state.anchor.clone()
        && to != at
    {
        view.send(Command::Select(state.between(&from, &row)));
    }
    state.current = Some((row, column));
    state.reveal = true;
}
