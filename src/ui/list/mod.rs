//! The one way to show a list to choose from: in drop-downs, the palette and the kinds to add.
//!
//! A list filters while typing and owns the keyboard as long as it is open: arrows move the mark,
//! Enter takes what is marked, Escape closes, and whatever else is pressed is typed or ignored.

mod drop_down;
mod place;
mod row;

use egui::style::ScrollAnimation;
use egui::{Event, EventFilter, FocusDirection, Id, Key, Role, ScrollArea, Sense, TextEdit};

pub(super) use drop_down::DropDown;
pub(super) use place::{floating, outside_pressed};
pub(super) use row::{Entry, Mark, show as show_row};

use super::{style, widget};

/// Rows that the keys of whole pages go by.
const PAGE: usize = 8;
/// Lists with more rows show their field for typing from the beginning.
const FEW: usize = 8;
/// Height of a heading between rows.
const HEADING: f32 = 20.0;
/// Height of the field above the rows, with the room below it.
const FIELD: f32 = style::ROW + 4.0;

/// What is typed into an open list, and the row that Enter takes.
#[derive(Clone, Debug, Default)]
pub(super) struct Typed {
    /// What was typed.
    pub search: String,
    /// Place of the marked row among those found.
    pub marked: usize,
    /// The marked row is not seen yet.
    reveal: bool,
}

impl Typed {
    /// Nothing typed, with the row at this place marked and brought into view.
    pub fn at(marked: usize) -> Self {
        Self { search: String::new(), marked, reveal: true }
    }
}

/// How a list is shown; `name` is what the field for typing is called.
pub(super) struct List<'a> {
    /// Identity of the field, which has the keyboard.
    pub id: Id,
    /// Accessible name of the field.
    pub name: &'a str,
    /// What the empty field says.
    pub hint: &'a str,
    /// What stands there instead of rows when nothing is found.
    pub nothing: &'a str,
    /// Whether the field is there before anything was typed.
    pub field: bool,
}

/// Height that a list needs for all entries that are found.
pub(super) fn height(entries: &[Entry], typed: &Typed, field: bool) -> f32 {
    let searched = !typed.search.is_empty();
    #[expect(clippy::cast_precision_loss, reason = "a number of rows")]
    let rows = found(entries, &typed.search).len().max(1) as f32 * style::ROW;
    let begins = |at: &usize| !searched && begins_section(entries, *at);
    #[expect(clippy::cast_precision_loss, reason = "a number of headings")]
    let headings = (0..entries.len()).filter(begins).count() as f32;
    let field = field || searched;
    rows + headings * HEADING + if field { FIELD } else { 0.0 }
}

/// Whether a list of so many entries shows its field before anything is typed.
pub(super) fn is_long(entries: &[Entry]) -> bool {
    entries.len() > FEW
}

/// Place among `entries` of the row that Enter takes; none where nothing is found.
pub(super) fn marked(typed: &Typed, entries: &[Entry]) -> Option<usize> {
    found(entries, &typed.search).get(typed.marked).copied()
}

/// Draws the field and the rows into the room there is; the place among `entries` of the one
/// chosen now.
pub(super) fn show(
    ui: &mut egui::Ui,
    list: &List<'_>,
    typed: &mut Typed,
    entries: &[Entry],
) -> Option<usize> {
    ui.spacing_mut().item_spacing.y = 0.0;
    let field = list.field || !typed.search.is_empty();
    // The key that opened the list is not for it.
    let listens = ui.memory(|memory| memory.has_focus(list.id));
    read_field(ui, list, typed, field);
    let found = found(entries, &typed.search);
    let moved = listens && read_arrows(ui, typed, found.len());
    let taken = listens
        && ui.input(|input| {
            input.key_pressed(Key::Enter) || !field && input.key_pressed(Key::Space)
        });
    let mut chosen = found.get(typed.marked).copied().filter(|_| taken);
    let reveal = std::mem::take(&mut typed.reveal) || moved;
    let area = ScrollArea::vertical().id_salt(list.id).auto_shrink([false, true]);
    let area = if moved || !reveal { area } else { area.vertical_scroll_offset(0.0) };
    area.show(ui, |ui| {
        for (place, &at) in found.iter().enumerate() {
            if typed.search.is_empty() && begins_section(entries, at) {
                row::heading(ui, &entries[at].section, HEADING);
            }
            let marked = place == typed.marked;
            let response = row::show(ui, at, &entries[at], marked);
            if marked {
                tell_marked(ui, list.id, &response);
                if reveal {
                    response.scroll_to_me_animation(None, ScrollAnimation::none());
                }
            }
            if response.hovered() && ui.input(|input| input.pointer.delta() != egui::Vec2::ZERO) {
                typed.marked = place;
            }
            if response.clicked() {
                chosen = Some(at);
            }
        }
        if found.is_empty() {
            ui.horizontal(|ui| widget::small_print(ui, list.nothing));
        }
    });
    chosen
}

/// Places of the entries that the search finds, the best first; all in their order without one.
fn found(entries: &[Entry], search: &str) -> Vec<usize> {
    if search.trim().is_empty() {
        return (0..entries.len()).collect();
    }
    let ranks = entries.iter().enumerate().map(|(at, entry)| Some((entry.rank(search)?, at)));
    let mut found: Vec<_> = ranks.flatten().collect();
    found.sort_unstable();
    found.into_iter().map(|(_, at)| at).collect()
}

fn begins_section(entries: &[Entry], at: usize) -> bool {
    let section = &entries[at].section;
    !section.is_empty() && at.checked_sub(1).is_none_or(|last| entries[last].section != *section)
}

/// The field, or what has the keyboard in its place: what is typed makes the field appear.
fn read_field(ui: &mut egui::Ui, list: &List<'_>, typed: &mut Typed, field: bool) {
    let before = typed.search.clone();
    if field {
        let edit = TextEdit::singleline(&mut typed.search)
            .id(list.id)
            .hint_text(list.hint)
            .desired_width(f32::INFINITY);
        let response = ui.add(edit);
        widget::named(&response, Role::TextInput, list.name);
        ui.add_space(4.0);
    } else {
        let rect = egui::Rect::from_min_size(ui.cursor().min, egui::Vec2::ZERO);
        let keys = ui.interact(rect, list.id, Sense::focusable_noninteractive());
        widget::named(&keys, Role::ListBox, list.name);
        if keys.has_focus() {
            typed.search.push_str(ui.input(typed_text).trim_start());
            let filter = EventFilter {
                vertical_arrows: true,
                horizontal_arrows: true,
                ..EventFilter::default()
            };
            ui.memory_mut(|memory| memory.set_focus_lock_filter(list.id, filter));
        }
    }
    if typed.search != before {
        typed.marked = 0;
        typed.reveal = true;
    }
    ui.memory_mut(|memory| {
        if !memory.has_focus(list.id) {
            memory.request_focus(list.id);
        }
        memory.move_focus(FocusDirection::None);
    });
}

fn typed_text(input: &egui::InputState) -> String {
    let texts = input.events.iter().filter_map(|event| match event {
        Event::Text(text) => Some(text.as_str()),
        _ => None,
    });
    texts.collect()
}

/// Moves the mark; whether a key moved it.
fn read_arrows(ui: &egui::Ui, typed: &mut Typed, count: usize) -> bool {
    let last = count.saturating_sub(1);
    let before = typed.marked.min(last);
    let pressed =
        |key| ui.input_mut(|input| input.count_and_consume_key(egui::Modifiers::NONE, key));
    let down = pressed(Key::ArrowDown) + PAGE * pressed(Key::PageDown);
    let up = pressed(Key::ArrowUp) + PAGE * pressed(Key::PageUp);
    typed.marked = (before + down).min(last).saturating_sub(up);
    typed.marked != before
}

/// Screen readers follow the mark while the field keeps the keyboard.
fn tell_marked(ui: &egui::Ui, field: Id, row: &egui::Response) {
    let row = row.id.accesskit_id();
    ui.ctx().accesskit_node_builder(field, |node| node.set_active_descendant(row));
}
