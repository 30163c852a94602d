//! What the selected components are to be linked to: a component of the plan, or a new one.

use super::super::View;
use super::super::canvas::kinds;
use super::super::list::{self, Entry, List, Mark, Typed};
use crate::session::Command;

/// What the dialog remembers between frames.
#[derive(Default)]
pub(super) struct State {
    typed: Typed,
}

/// Draws the dialog.
pub(super) fn show(ctx: &egui::Context, view: &mut View<'_>, state: &mut State, fresh: bool) {
    if fresh {
        *state = State::default();
    }
    let title = format!("Connect {} to", view.session.selected_name());
    let found = entries(view, state.typed.search.trim());
    super::modal(ctx, view, &title, 400.0, |ui, view| {
        let size = egui::vec2(ui.available_width(), ui.ctx().content_rect().height() * 0.4);
        ui.set_min_size(size);
        ui.set_max_size(size);
        let entries: Vec<Entry> = found.iter().map(|(entry, _)| entry.clone()).collect();
        let list = List {
            id: egui::Id::unique("component to connect to"),
            name: "Component to connect to",
            hint: "A component, or the name of a new one",
            nothing: "Nothing of that name",
            field: true,
        };
        let chosen = list::show(ui, &list, &mut state.typed, &entries);
        if let Some((_, command)) = chosen.and_then(|at| found.get(at)) {
            view.send(Command::CloseDialog);
            view.send(command.clone());
        }
    });
}

/// The plan's components, and for one that is selected the new one that the text would name.
fn entries(view: &View<'_>, text: &str) -> Vec<(Entry, Command)> {
    let session = view.session;
    let only = session.selection.only_component();
    let others = session.plan().components.values().filter(|c| only != Some(&c.id));
    let mut entries: Vec<(Entry, Command)> = others
        .map(|component| {
            let mark = Mark::Kind(component.kind.word().to_owned());
            let entry = Entry::new(&component.name).mark(mark).words(component.kind.label());
            (entry, Command::ConnectTo(component.id.clone()))
        })
        .collect();
    if only.is_some() && !text.is_empty() {
        let add = kinds::entry_to_add(view, text);
        entries.push((add, Command::ConnectToNew(text.to_owned())));
    }
    entries
}
