//! Changes from outside are looked at before they are taken: what is added and changed, what was
//! guessed and left out, and which side counts where both changed one thing.

use std::collections::BTreeSet;

use egui::ScrollArea;

use super::super::{View, style, widget};
use crate::base::words::counted;
use crate::session::{Command, Incoming};

/// Most changes that are listed; a longer list is read by nobody.
const MOST: usize = 300;

/// What the dialog remembers between frames.
#[derive(Default)]
pub(super) struct State {
    /// Conflicts in which the other side was chosen.
    others: BTreeSet<usize>,
}

/// Draws the dialog.
pub(super) fn show(
    ctx: &egui::Context,
    view: &mut View<'_>,
    incoming: &Incoming,
    state: &mut State,
    fresh: bool,
) {
    if fresh {
        *state = State::default();
    }
    let verb = if incoming.is_merge() { "Merge" } else { "Import" };
    super::modal(ctx, view, &format!("{verb} {}?", incoming.from), 640.0, |ui, view| {
        ui.label(incoming.summary());
        ui.add_space(8.0);
        ScrollArea::vertical().max_height(360.0).auto_shrink([false, true]).show(ui, |ui| {
            conflicts(ui, incoming, state);
            let changes = incoming.changes.iter().map(ToString::to_string).collect::<Vec<_>>();
            part(ui, &counted(changes.len(), "change"), &changes);
            part(ui, "Kinds that were guessed", &incoming.guesses);
            part(ui, "To know", &incoming.notes);
        });
        match super::buttons(ui, &[verb, "Cancel"]) {
            Some(0) => view.send(Command::TakeIn(state.others.iter().copied().collect())),
            Some(_) => view.send(Command::CloseDialog),
            None => {}
        }
    });
}

fn heading(ui: &mut egui::Ui, text: &str) {
    ui.add_space(4.0);
    ui.label(style::strong(text));
}

fn part(ui: &mut egui::Ui, head: &str, lines: &[String]) {
    if lines.is_empty() {
        return;
    }
    heading(ui, head);
    for line in lines.iter().take(MOST) {
        ui.add(egui::Label::new(widget::sentence(line)).wrap());
    }
    if let Some(more) = lines.len().checked_sub(MOST).filter(|more| *more > 0) {
        widget::small_print(ui, &format!("and {more} more"));
    }
}

fn conflicts(ui: &mut egui::Ui, incoming: &Incoming, state: &mut State) {
    if incoming.conflicts.is_empty() {
        return;
    }
    heading(ui, "Changed by both: choose which counts");
    for (place, of) in incoming.conflicts.iter().enumerate() {
        ui.push_id(place, |ui| {
            let field = if of.field.is_empty() { String::new() } else { format!(": {}", of.field) };
            ui.label(widget::sentence(&format!("{}{field}", of.object)));
            let theirs_is_other = of.kept == crate::model::Whose::Ours;
            let other = state.others.contains(&place);
            for (label, value, is_other) in
                [("Mine", &of.ours, !theirs_is_other), ("Theirs", &of.theirs, theirs_is_other)]
            {
                if widget::radio(ui, other == is_other, &format!("{label}: {value}")).clicked() {
                    if is_other {
                        state.others.insert(place);
                    } else {
                        state.others.remove(&place);
                    }
                }
            }
            ui.add_space(4.0);
        });
    }
}
