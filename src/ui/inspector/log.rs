//! What the log says of what is selected.

use super::super::dialogs::log;
use super::super::{View, widget};
use crate::model::log::{About, EntryKind, LogEntry};
use crate::session::{Command, Dialog, EntryAt};

/// Entries listed; the log has all.
const MOST: usize = 12;

/// The entries about something, and what adds one.
pub(super) fn show(ui: &mut egui::Ui, view: &mut View<'_>, about: &About) {
    let entries: Vec<LogEntry> = view.session.entries_about(about).into_iter().cloned().collect();
    let content = |ui: &mut egui::Ui| {
        for entry in entries.iter().take(MOST) {
            log::row(ui, view, entry, false);
        }
        if entries.len() > MOST {
            widget::small_print(ui, &format!("and {} more in the log", entries.len() - MOST));
        }
        let button = ui.button("Add to the log…");
        if button.on_hover_text("A question, an action, a decision, a note (Ctrl+J)").clicked() {
            let at = EntryAt::New(EntryKind::Action, about.clone());
            view.send(Command::ShowDialog(Dialog::Entry(at)));
        }
    };
    if entries.is_empty() {
        super::section(ui, "Log", false, content);
    } else {
        super::open_section(ui, "Log", content);
    }
}
