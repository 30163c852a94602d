//! The command palette: every action by name, and every component to go to.

use egui::{Key, TextEdit};

use super::super::{View, style, widget};
use crate::model::ComponentId;
use crate::session::{ACTIONS, Action, ActionId, Command, Element};

/// Most rows shown.
const MOST_ROWS: usize = 60;

/// What the palette remembers between frames.
#[derive(Default)]
pub(super) struct State {
    search: String,
    marked: usize,
}

enum Entry {
    Run(&'static Action),
    GoTo(ComponentId, String),
}

/// Draws the palette.
pub(super) fn show(ctx: &egui::Context, view: &mut View<'_>, state: &mut State, fresh: bool) {
    if fresh {
        *state = State::default();
    }
    let room = ctx.content_rect();
    let area = egui::Area::new(egui::Id::unique("palette"))
        .kind(egui::UiKind::Modal)
        .anchor(egui::Align2::CENTER_TOP, [0.0, 96.0]);
    let modal = egui::Modal::new(egui::Id::unique("palette modal")).area(area).show(ctx, |ui| {
        ui.set_width(520.0_f32.min(room.width() - 64.0));
        let field = TextEdit::singleline(&mut state.search)
            .hint_text("Search actions and components")
            .desired_width(f32::INFINITY);
        let response = ui.add(field);
        widget::named(&response, egui::Role::TextInput, "Search actions and components");
        if fresh {
            response.request_focus();
        }
        if response.changed() {
            state.marked = 0;
        }
        ui.add_space(4.0);
        rows(ui, view, state, room.height() * 0.5);
    });
    if modal.should_close() {
        view.send(Command::CloseDialog);
    }
}

fn rows(ui: &mut egui::Ui, view: &mut View<'_>, state: &mut State, height: f32) {
    let entries = entries(view, &state.search);
    let (up, down, enter) = ui.input(|input| {
        (
            input.key_pressed(Key::ArrowUp),
            input.key_pressed(Key::ArrowDown),
            input.key_pressed(Key::Enter),
        )
    });
    if down {
        state.marked = (state.marked + 1).min(entries.len().saturating_sub(1));
    }
    if up {
        state.marked = state.marked.saturating_sub(1);
    }
    egui::ScrollArea::vertical().max_height(height).show(ui, |ui| {
        for (place, entry) in entries.iter().enumerate() {
            let marked = place == state.marked;
            let row = match entry {
                Entry::Run(action) => {
                    let keys = action.shortcuts.first().map_or_else(String::new, |s| s.label());
                    marked_row(ui, marked, action.icon, action.label, &keys)
                }
                Entry::GoTo(_, name) => marked_row(ui, marked, "square-dashed", name, "component"),
            };
            if marked && (up || down) {
                row.scroll_to_me(None);
            }
            if row.clicked() || (marked && enter) {
                view.send(Command::CloseDialog);
                view.send(match entry {
                    Entry::Run(action) => Command::Act(action.id),
                    Entry::GoTo(id, _) => Command::GoTo(Element::Component(id.clone())),
                });
            }
        }
        if entries.is_empty() {
            ui.label("Nothing of that name");
        }
    });
}

fn marked_row(
    ui: &mut egui::Ui,
    marked: bool,
    icon: &str,
    label: &str,
    shortcut: &str,
) -> egui::Response {
    if marked {
        let size = egui::vec2(ui.available_width(), style::ROW);
        let rect = egui::Rect::from_min_size(ui.cursor().min, size);
        let color = style::color(style::theme(ui).surface.pressed);
        ui.painter().rect_filled(rect, 4.0, color);
    }
    widget::menu_row(ui, icon, label, shortcut, true)
}

/// Available actions and components that the search names, best first.
fn entries(view: &View<'_>, search: &str) -> Vec<Entry> {
    let wanted = search.trim().to_lowercase();
    let mut found: Vec<(u32, Entry)> = ACTIONS
        .iter()
        .filter(|action| ![ActionId::Palette, ActionId::Escape].contains(&action.id))
        .filter(|action| (action.available)(view.session))
        .filter_map(|action| Some((rank(action.label, &wanted)?, Entry::Run(action))))
        .collect();
    if !wanted.is_empty() {
        let components = view.session.plan().components.values();
        found.extend(components.filter_map(|component| {
            let rank = rank(&component.name, &wanted)?;
            Some((rank, Entry::GoTo(component.id.clone(), component.name.clone())))
        }));
    }
    found.sort_by_key(|(rank, _)| *rank);
    found.truncate(MOST_ROWS);
    found.into_iter().map(|(_, entry)| entry).collect()
}

/// How well a name fits what was typed, 0 the best; none if its letters do not occur in order.
fn rank(name: &str, wanted: &str) -> Option<u32> {
    let name = name.to_lowercase();
    if name.starts_with(wanted) {
        return Some(0);
    }
    if name.split_whitespace().any(|word| word.starts_with(wanted)) {
        return Some(1);
    }
    if name.contains(wanted) {
        return Some(2);
    }
    let mut letters = name.chars();
    wanted.chars().all(|c| letters.any(|letter| letter == c)).then_some(3)
}

#[cfg(test)]
mod tests {
    use super::rank;

    #[test]
    fn names_that_start_as_typed_come_first() {
        for (name, wanted, expected) in [
            ("Fit plan", "fit", Some(0)),
            ("Fit plan", "pl", Some(1)),
            ("Align left", "ign", Some(2)),
            ("Align left", "alf", Some(3)),
            ("Align left", "zz", None),
            ("Anything", "", Some(0)),
        ] {
            assert_eq!(rank(name, wanted), expected, "{name} {wanted}");
        }
    }
}
