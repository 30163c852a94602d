//! Facts about a component that are not numbers; each may stay open.

use std::collections::BTreeSet;

use super::super::list::{DropDown, Entry, Mark};
use super::super::{View, widget};
use super::component::change;
use super::{Place, State, libraries};
use crate::advice::Fact;
use crate::catalog::Catalog;
use crate::model::{
    Answers, Component, ComponentChange as Change, LanguageId, LibraryNeed, MlUse, Shipping,
    Sourcing, Spends, Tested,
};

/// Width of the labels.
pub(super) const LABEL: f32 = 104.0;

pub(super) fn show(
    ui: &mut egui::Ui,
    view: &mut View<'_>,
    state: &mut State,
    component: &Component,
) {
    let wanted = match state.go {
        Some(Place::Fact(fact)) => Some(fact),
        _ => None,
    };
    super::section(ui, "Facts", wanted.is_some(), |ui| {
        let facts = &component.traits;
        let words = |label: &'static str| widget::sentence(label);
        let all = Sourcing::ALL.iter().map(|s| (*s, words(s.label())));
        one(ui, view, component, "Sourcing", facts.sourcing, all, Change::Sourcing);
        // The rest speaks of code that the team writes.
        if !component.is_built() {
            return;
        }
        let all = MlUse::ALL.iter().map(|s| (*s, words(s.label())));
        one(ui, view, component, "Machine learning", facts.ml, all, Change::Ml);
        let all = LibraryNeed::ALL.iter().map(|s| (*s, words(s.label())));
        let row = one(
            ui,
            view,
            component,
            "Python libraries",
            facts.python_libraries,
            all,
            Change::PythonLibraries,
        );
        arrive(state, wanted, Fact::PythonLibraries, &row);
        libraries::show(ui, view, component);
        let all = Shipping::ALL.iter().map(|s| (*s, words(s.label())));
        let row = one(ui, view, component, "Shipping", facts.shipping, all, Change::Shipping);
        arrive(state, wanted, Fact::Shipping, &row);
        let all = Spends::ALL.iter().map(|s| (*s, words(s.label())));
        let answers = component.answers;
        let row = one(ui, view, component, "Computes", answers.spends, all, |spends| {
            Change::Answers(Answers { spends, ..answers })
        });
        arrive(state, wanted, Fact::Spends, &row);
        let row = known(ui, view, component);
        arrive(state, wanted, Fact::Known, &row);
        existing(ui, view, component);
        languages(ui, view, component, "Joins code in", &facts.estate, Change::Estate);
        languages(ui, view, component, "Ruled out", &facts.banned, Change::Banned);
        let label = "Mandated";
        let none = "No language";
        language(ui, view, component, label, none, facts.mandated.as_ref(), Change::Mandated);
        yes_or_no(ui, view, component);
    });
}

/// Gives the field that something led to the keyboard.
fn arrive(state: &mut State, wanted: Option<Fact>, fact: Fact, response: &egui::Response) {
    if wanted == Some(fact) {
        response.request_focus();
        response.scroll_to_me(Some(egui::Align::Center));
        state.go = None;
    }
}

/// One of a few, or not said.
fn one<T: Copy + PartialEq>(
    ui: &mut egui::Ui,
    view: &mut View<'_>,
    component: &Component,
    label: &str,
    now: Option<T>,
    all: impl Iterator<Item = (T, String)>,
    edit: impl Fn(Option<T>) -> Change,
) -> egui::Response {
    let mut options: Vec<(Option<T>, String)> = vec![(None, "Not said".to_owned())];
    options.extend(all.map(|(choice, words)| (Some(choice), words)));
    let (response, chosen) = widget::form_row(ui, label, LABEL, |ui, width| {
        widget::optional(ui, label, width, &now, &options)
    });
    if let Some(choice) = chosen {
        let label = format!("State “{label}” of “{}”", component.name);
        view.send(change(label, &component.id, edit(choice)));
    }
    response
}

/// A question with yes or no: its label, the answer, the change that answers it.
type YesOrNo = (&'static str, Option<bool>, fn(Option<bool>) -> Change);

fn yes_or_no(ui: &mut egui::Ui, view: &mut View<'_>, component: &Component) {
    let facts = &component.traits;
    let rows: [YesOrNo; 8] = [
        ("Data analysis", facts.data_analysis, Change::DataAnalysis),
        ("Prototype", facts.prototype, Change::Prototype),
        ("Inside Python", facts.inside_python, Change::InsidePython),
        ("Outside plugins", facts.outside_plugins, Change::OutsidePlugins),
        ("Pauses hurt", facts.pause_sensitive, Change::PauseSensitive),
        ("No collector", facts.no_garbage_collector, Change::NoGarbageCollector),
        ("Hostile input", facts.hostile_input, Change::HostileInput),
        ("Keeps sessions", facts.stateful_sessions, Change::StatefulSessions),
    ];
    let explained = [
        "People explore and analyse data with it",
        "It will be thrown away after it has shown what it should",
        "It must run inside its users’ Python process",
        "People outside the team write plugins for it",
        "Garbage-collection pauses hurt it: large live heaps, hard deadlines",
        "A garbage collector is ruled out altogether",
        "It parses hostile input, where memory safety matters",
        "It keeps long-lived sessions with state of their own",
    ];
    let words = [(true, "Yes".to_owned()), (false, "No".to_owned())];
    for ((label, now, edit), explained) in rows.into_iter().zip(explained) {
        let row = one(ui, view, component, label, now, words.iter().cloned(), edit);
        row.on_hover_text(explained);
    }
}

fn known(ui: &mut egui::Ui, view: &mut View<'_>, component: &Component) -> egui::Response {
    languages(ui, view, component, "Makers know", &component.traits.known, Change::Known)
}

/// A set of languages, in a menu of switches.
fn languages(
    ui: &mut egui::Ui,
    view: &mut View<'_>,
    component: &Component,
    label: &str,
    now: &BTreeSet<LanguageId>,
    edit: impl Fn(LanguageId, bool) -> Change,
) -> egui::Response {
    let catalog = view.session.catalog();
    let (response, switched) = switches(ui, catalog, label, "Not said", now.is_empty(), now);
    if let Some(id) = switched {
        let on = !now.contains(&id);
        let name = catalog.language_name(&id);
        let verb = if on { "Add" } else { "Remove" };
        let label = format!("{verb} {name} under “{label}” of “{}”", component.name);
        view.send(change(label, &component.id, edit(id, on)));
    }
    response
}

/// The languages of the catalog as switches, and those that are on though it lacks them; `none` is what
/// stands there while none is on, and `weak` that nobody has said it. The one that is switched now.
pub(super) fn switches(
    ui: &mut egui::Ui,
    catalog: &Catalog,
    label: &str,
    none: &str,
    weak: bool,
    now: &BTreeSet<LanguageId>,
) -> (egui::Response, Option<LanguageId>) {
    let names: Vec<&str> = now.iter().map(|id| catalog.language_name(id)).collect();
    let shown = if names.is_empty() { none.to_owned() } else { names.join(", ") };
    let mut all: Vec<(LanguageId, String)> =
        catalog.languages.values().map(|l| (l.id.clone(), l.name.clone())).collect();
    for id in now.iter().filter(|id| !catalog.languages.contains_key(*id)) {
        all.push((id.clone(), catalog.language_name(id).to_owned()));
    }
    let (response, switched) = widget::form_row(ui, label, LABEL, |ui, width| {
        let drop_down = DropDown { weak, stays: true, ..DropDown::new(label, &shown, width) };
        drop_down.show(ui, || {
            let entry = |(id, name): &(LanguageId, String)| {
                Entry::new(name).mark(Mark::Tick).on(now.contains(id))
            };
            all.iter().map(entry).collect()
        })
    });
    (response, switched.and_then(|at| all.into_iter().nth(at)).map(|(id, _)| id))
}

/// The code that does its work today, and how well it is tested.
fn existing(ui: &mut egui::Ui, view: &mut View<'_>, component: &Component) {
    let facts = &component.traits;
    let (label, none) = ("Code exists in", "No code yet");
    language(ui, view, component, label, none, facts.exists_in.as_ref(), Change::ExistsIn)
        .on_hover_text("Language of the code that does its work today; the work to build is then that of writing it anew");
    if facts.exists_in.is_some() {
        let all = Tested::ALL.iter().map(|of| (*of, widget::sentence(of.label())));
        one(ui, view, component, "Tests of it", facts.tested, all, Change::Tested);
    }
}

/// One language of the catalog, or none.
fn language(
    ui: &mut egui::Ui,
    view: &mut View<'_>,
    component: &Component,
    label: &str,
    none: &str,
    now: Option<&LanguageId>,
    edit: impl Fn(Option<LanguageId>) -> Change,
) -> egui::Response {
    let catalog = view.session.catalog();
    let mut options: Vec<(Option<LanguageId>, String)> = vec![(None, none.to_owned())];
    options.extend(catalog.languages.values().map(|l| (Some(l.id.clone()), l.name.clone())));
    if let Some(id) = now.filter(|id| !catalog.languages.contains_key(*id)) {
        options.push((Some(id.clone()), catalog.language_name(id).to_owned()));
    }
    let (response, chosen) = widget::form_row(ui, label, LABEL, |ui, width| {
        widget::optional(ui, label, width, &now.cloned(), &options)
    });
    if let Some(language) = chosen {
        let label = format!("State “{label}” of “{}”", component.name);
        view.send(change(label, &component.id, edit(language)));
    }
    response
}
