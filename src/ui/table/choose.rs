//! The list of what there is to choose in a cell.

use egui::{Id, Key, Popup, Rect};

use super::super::canvas::kinds;
use super::super::list::{self, Entry, List, Typed};
use super::super::{View, widget};
use super::{State, edit, focus_id};
use crate::model::Technology;
use crate::session::table::Choice;
use crate::session::{Column, Element, Session};

/// The list, while it is open.
pub(super) fn popup_id() -> Id {
    Id::unique("choices of a cell")
}

/// Whether a column has a few things to choose from.
pub(super) fn is_chosen(session: &Session, column: Column) -> bool {
    column == Column::Technology || !session.choices(column).is_empty()
}

/// A list beside the cell; whether it stays.
pub(super) fn show(
    ui: &mut egui::Ui,
    view: &mut View<'_>,
    state: &mut State,
    (row, column, rows): (&Element, Column, &[Element]),
    typed: &mut Typed,
    rect: Rect,
    name: &str,
) -> bool {
    let popup = popup_id();
    if !Popup::is_id_open(ui.ctx(), popup) {
        ui.memory_mut(|memory| memory.request_focus(focus_id()));
        return false;
    }
    let now = view.session.cell(row, column).text;
    let entries = entries(view, column, &now, &typed.search);
    let list = List {
        id: popup.with("field"),
        name: &format!("Choose: {name}"),
        hint: "Type to search",
        nothing: "Nothing of that name",
        field: true,
    };
    let wide = entries.iter().map(Entry::width).fold(rect.width().max(200.0), f32::max);
    let size = egui::vec2(wide, list::height(&entries, typed, true));
    let shown =
        list::floating(ui, popup, rect, size, true, |ui| list::show(ui, &list, typed, &entries));
    let (area, chosen) = shown.map_or((rect, None), |(area, chosen)| (area, chosen));
    let (escape, tab, enter) = ui.input(|input| {
        let pressed = |key| input.key_pressed(key);
        (pressed(Key::Escape), pressed(Key::Tab), pressed(Key::Enter))
    });
    let outside = list::outside_pressed(ui, area);
    let Some(at) = chosen else {
        if escape || tab || outside {
            Popup::close_id(ui.ctx(), popup);
            ui.memory_mut(|memory| memory.request_focus(focus_id()));
            return false;
        }
        return true;
    };
    Popup::close_id(ui.ctx(), popup);
    ui.memory_mut(|memory| memory.request_focus(focus_id()));
    let text = chosen_text(view, column, at, &typed.search);
    if let Some(Ok(Some(command))) = text.map(|text| view.session.typing(rows, column, &text)) {
        view.send(command);
    }
    if enter && rows.len() == 1 {
        edit::below(view, state, row, column);
    }
    false
}

/// What the cell is given by the entry at this place.
fn chosen_text(view: &View<'_>, column: Column, at: usize, search: &str) -> Option<String> {
    let texts: Vec<String> = match column {
        Column::Technology => {
            let known = view.session.catalog().technologies.iter().map(|of| of.name.clone());
            std::iter::once(String::new()).chain(known).collect()
        }
        _ => view.session.choices(column).into_iter().map(|of| of.text).collect(),
    };
    match texts.into_iter().nth(at) {
        Some(text) => Some(text),
        // The last one is what was typed.
        None => Some(search.trim().to_owned()).filter(|text| !text.is_empty()),
    }
}

/// What there is to choose; the one that holds is on.
pub(super) fn entries(view: &View<'_>, column: Column, now: &str, search: &str) -> Vec<Entry> {
    let same = |text: &str| text.to_lowercase() == now.to_lowercase();
    let open = match column {
        Column::Group => "No group",
        Column::Owner => "Nobody yet",
        Column::Protocol => "Not decided",
        Column::Tags => "No tag",
        _ => "Not said",
    };
    let mut entries: Vec<Entry> = if column == Column::Technology {
        let known = view.session.catalog().technologies.iter();
        let known = known.map(|of| kinds::technology_entry(of).on(same(&of.name)));
        std::iter::once(Entry::new(open).on(now.is_empty())).chain(known).collect()
    } else {
        let entry = |of: Choice| {
            let on = same(&of.text);
            let entry = match &of.kind {
                Some(kind) => kinds::entry(kind),
                None if of.text.is_empty() => Entry::new(open),
                None if matches!(column, Column::Tags | Column::Style) => {
                    Entry::new(widget::sentence(&of.text))
                }
                None => Entry::new(of.text),
            };
            entry.words(of.words).on(on)
        };
        view.session.choices(column).into_iter().map(entry).collect()
    };
    let typed = Technology::new(search).map(|of| of.to_string());
    if let Some(typed) = typed.filter(|_| is_open(column)) {
        entries.push(Entry::new(format!("“{typed}”")).note("as typed").offered());
    }
    entries
}

/// Whether a column takes words that are not in its list.
const fn is_open(column: Column) -> bool {
    matches!(column, Column::Technology | Column::Protocol | Column::Tags)
}
