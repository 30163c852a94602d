//! Libraries that a component needs by name: chosen from the list or typed, and where each can be used.

use std::collections::BTreeSet;

use super::super::list::{DropDown, Entry, Mark};
use super::super::{View, widget};
use super::component::change;
use super::facts::{LABEL, switches};
use crate::catalog::{Catalog, Library};
use crate::forecast::libraries::{Known, Needed, needed};
use crate::model::{Component, ComponentChange, Edit, LibraryName, PlanChange};
use crate::session::Command;

/// The row of libraries, and below it where each can be used; what nobody knows is asked.
pub(super) fn show(ui: &mut egui::Ui, view: &mut View<'_>, component: &Component) {
    if let Some((name, on)) = row(ui, view, component) {
        let verb = if on { "Add" } else { "Remove" };
        let label = format!("{verb} “{name}” under “Libraries” of “{}”", component.name);
        view.send(change(label, &component.id, ComponentChange::Library(name, on)));
    }
    let session = view.session;
    let catalog = session.catalog();
    for of in needed(session.plan(), catalog, component) {
        widget::small_print(ui, &of.sentence(catalog));
        if !matches!(of.known, Known::Catalog(_)) {
            said(ui, view, &of);
        }
    }
}

const UNSAID: &str = "Not said";

/// The library that is chosen or typed now, and whether it is needed from now on.
fn row(ui: &mut egui::Ui, view: &View<'_>, component: &Component) -> Option<(LibraryName, bool)> {
    let catalog = view.session.catalog();
    let now = &component.traits.libraries;
    let names: Vec<&str> = now.iter().map(LibraryName::as_str).collect();
    let shown = if names.is_empty() { UNSAID.to_owned() } else { names.join(", ") };
    let (response, chosen) = widget::form_row(ui, "Libraries", LABEL, |ui, width| {
        let weak = now.is_empty();
        let list = DropDown { weak, stays: true, ..DropDown::new("Libraries", &shown, width) };
        list.show_typed(ui, |search| entries(catalog, component, search))
    });
    response.on_hover_text("Libraries, drivers and kits that it cannot do without, by name");
    let (at, search) = chosen?;
    // First those that it needs, then those of the list, then what is typed.
    if let Some(name) = now.iter().nth(at) {
        return Some((name.clone(), false));
    }
    let name = match offered(catalog, component).nth(at - now.len()) {
        Some(of) => LibraryName::new(&of.name)?,
        None => LibraryName::new(&search)?,
    };
    let on = !now.contains(&name);
    Some((name, on))
}

/// Libraries of the list that the component does not need yet.
fn offered<'a>(
    catalog: &'a Catalog,
    component: &'a Component,
) -> impl Iterator<Item = &'a Library> {
    let needs =
        |of: &Library| component.traits.libraries.iter().any(|name| name.as_str() == of.name);
    catalog.libraries.iter().filter(move |of| !needs(of))
}

fn entries(catalog: &Catalog, component: &Component, search: &str) -> Vec<Entry> {
    let ticked = component.traits.libraries.iter();
    let ticked = ticked.map(|of| Entry::new(of.as_str()).mark(Mark::Tick).on(true));
    let known = offered(catalog, component)
        .map(|of| Entry::new(&of.name).mark(Mark::Tick).words(of.keys.join(" ")));
    let typed = match LibraryName::new(search) {
        None => Entry::new("Type any other"),
        Some(of) => Entry::new(format!("“{of}”")).note("as typed"),
    };
    ticked.chain(known).chain([typed.offered()]).collect()
}

/// In which languages a library can be used, as the team says once for the whole plan.
fn said(ui: &mut egui::Ui, view: &mut View<'_>, of: &Needed<'_>) {
    let mut languages = match of.known {
        Known::Team(languages) => languages.clone(),
        _ => BTreeSet::new(),
    };
    let unsaid = of.known == Known::Nobody;
    let none = if unsaid { UNSAID } else { "No language" };
    let label = format!("{} in", of.told());
    let catalog = view.session.catalog();
    let Some(id) = switches(ui, catalog, &label, none, unsaid, &languages).1 else { return };
    if !languages.remove(&id) {
        languages.insert(id);
    }
    view.send(Command::Edit {
        label: format!("Say in which languages “{}” can be used", of.name),
        edit: Edit::Plan(PlanChange::Bindings(of.name.clone(), Some(languages))),
    });
}
