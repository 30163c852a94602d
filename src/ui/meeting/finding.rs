//! A finding in the meeting: what was found, what to do, and what mends it.

use super::super::{View, style, widget};
use super::look;
use crate::advice::Severity;
use crate::session::Command;
use crate::session::meeting::Item;

pub(super) fn show(ui: &mut egui::Ui, view: &mut View<'_>, item: &Item) {
    let Some(told) = view.session.told_of_finding(item) else { return };
    let status = &view.theme.status;
    let (mark, color) = match told.severity {
        Severity::Error => ("octagon-alert", status.error),
        Severity::Warning => ("triangle-alert", status.warn),
        Severity::Hint => ("info", status.info),
    };
    look::line(ui, mark, style::color(color), &widget::sentence(told.severity.label()));
    look::title(ui, view, &told.message);
    look::lead(ui, view, &told.advice);
    if told.fixes.is_empty() {
        return;
    }
    look::heading(ui, view, "What mends it");
    for (label, edit) in told.fixes {
        if look::button(ui, &label).clicked() {
            view.send(Command::Edit { label, edit });
        }
    }
}
