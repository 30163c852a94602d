//! What a component is made of: a technology of the list, or any text that is typed.

use super::super::canvas::kinds;
use super::super::list::{DropDown, Entry};
use super::super::{View, widget};
use super::LABEL;
use crate::catalog::Catalog;
use crate::model::{Component, ComponentChange, Technology};
use crate::session::Command;

/// The row of one component, and what is known of its technology.
pub(super) fn show(ui: &mut egui::Ui, view: &mut View<'_>, component: &Component) {
    if let Some(change) = row(ui, view, Some(&component.technology)) {
        view.send(Command::ChangeSelected(Box::new(change)));
    }
    let Some(known) = view.session.catalog().known(component.technology.as_ref()) else { return };
    widget::small_print(ui, &format!("{}: {}", known.technology.name, known.technology.about()));
    // Where there are findings, one of them says so.
    if view.session.settings.sketch_mode && !known.technology.fits(&component.kind) {
        let kind = known.technology.kind.clone();
        if ui.button(format!("Take “{}” as its kind", kind.label())).clicked() {
            view.send(Command::ChangeSelected(Box::new(ComponentChange::Kind(kind))));
        }
    }
}

/// The row of the technology, which everything that one is called finds; none where several differ.
/// The change that is chosen now, if one is.
pub(super) fn row(
    ui: &mut egui::Ui,
    view: &View<'_>,
    now: Option<&Option<Technology>>,
) -> Option<ComponentChange> {
    let catalog = view.session.catalog();
    let text = now.and_then(Option::as_ref).map(Technology::as_str);
    let shown = text.unwrap_or(if now.is_some() { UNSAID } else { "Different" });
    let chosen = widget::form_row(ui, "Technology", LABEL, |ui, width| {
        let weak = text.is_none();
        let list = DropDown { weak, ..DropDown::new("Technology", shown, width) };
        list.show_typed(ui, |search| entries(catalog, now, search)).1
    });
    let (at, search) = chosen?;
    let technology = match at.checked_sub(1) {
        None => None,
        Some(at) => match catalog.technologies.get(at) {
            Some(of) => Technology::new(&of.name),
            // The last one is what was typed; nothing was.
            None => Some(typed(catalog, &search)?),
        },
    };
    (now != Some(&technology)).then_some(ComponentChange::Technology(technology))
}

const UNSAID: &str = "Not said";

/// None, all of the list, and what is typed.
fn entries(catalog: &Catalog, now: Option<&Option<Technology>>, search: &str) -> Vec<Entry> {
    let holds = now.and_then(Option::as_ref).and_then(|of| catalog.known(Some(of)));
    let unsaid = Entry::new(UNSAID).on(now == Some(&None));
    let known = catalog.technologies.iter().map(|of| {
        let on = holds.is_some_and(|holds| holds.technology == of);
        kinds::technology_entry(of).on(on)
    });
    let other = match typed(catalog, search) {
        None => Entry::new("Type any other, or one with its version"),
        Some(of) => match catalog.known(Some(&of)) {
            Some(known) => Entry::new(of.to_string()).note(known.technology.about()),
            None => Entry::new(format!("“{of}”")).note("as typed"),
        },
    };
    std::iter::once(unsaid).chain(known).chain([other.offered()]).collect()
}

/// What is typed, as it is written down. A known name without a version stands in the list already.
fn typed(catalog: &Catalog, search: &str) -> Option<Technology> {
    let versioned = catalog.technology(search).is_some_and(|known| !known.version.is_empty());
    if versioned { catalog.written(search) } else { Technology::new(search) }
}
