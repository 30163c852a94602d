//! A component in the meeting: the advice, what it rests on, what would turn it, what is decided.

use super::super::dialogs::log::icon_of;
use super::super::{View, style};
use super::{bars, look};
use crate::base::words::counted;
use crate::model::ComponentId;
use crate::model::log::{About, EntryKind};
use crate::session::meeting::{Known, Told};

/// Numbers of each sort that are listed; the inspector has all.
const MOST: usize = 8;
/// Width from which what is known and what is assumed stand side by side.
const WIDE: f32 = 640.0;

pub(super) fn show(ui: &mut egui::Ui, view: &mut View<'_>, id: &ComponentId) {
    let Some(told) = view.session.told_of_component(id) else { return };
    look::title(ui, view, &told.name);
    look::small(ui, view, &told.about);
    look::lead(ui, view, &told.sentence);
    decided(ui, view, &told);
    if !told.candidates.is_empty() {
        look::heading(ui, view, "Candidates");
        for of in &told.candidates {
            bars::row(ui, view, &of.name, of.hue, of.share, &of.figure);
        }
    }
    log(ui, view, id);
    if ui.available_width() >= WIDE {
        ui.columns(2, |columns| {
            numbers(&mut columns[0], view, "What is known", &told.known, "Nothing yet");
            numbers(&mut columns[1], view, "What is assumed", &told.assumed, "Nothing");
        });
    } else {
        numbers(ui, view, "What is known", &told.known, "Nothing yet");
        numbers(ui, view, "What is assumed", &told.assumed, "Nothing");
    }
    if !told.candidates.is_empty() || !told.flips.is_empty() {
        look::heading(ui, view, "What would change it");
        for flip in &told.flips {
            look::text(ui, &format!("{flip}."));
        }
        if told.flips.is_empty() {
            look::text(ui, "No single input or weight changes the advice.");
        }
    }
    look::heading(ui, view, "What is still asked");
    match &told.asked {
        None => look::small(ui, view, "Weighing questions…"),
        Some(asked) if asked.is_empty() => {
            look::text(ui, "No plausible answer about it changes the advice.");
        }
        Some(asked) => {
            for (question, may) in asked {
                look::text(ui, question);
                look::small(ui, view, may);
            }
        }
    }
}

/// The decision, whether it still holds, and how the roles voted.
fn decided(ui: &mut egui::Ui, view: &View<'_>, told: &Told) {
    let status = &view.theme.status;
    match told.decision.split_first() {
        Some((sentence, more)) => {
            look::line(ui, "check", style::color(status.ok), sentence);
            for line in more {
                look::small(ui, view, line);
            }
        }
        None => look::line(ui, "circle-help", style::color(status.info), "Not decided yet."),
    }
    if let Some(stale) = &told.stale {
        look::line(ui, "triangle-alert", style::color(status.warn), &format!("{stale}."));
    }
    if let Some(votes) = &told.votes {
        look::line(ui, "users", style::color(status.info), &format!("Votes: {votes}."));
    }
}

/// What the log says of it that is not settled.
fn log(ui: &mut egui::Ui, view: &View<'_>, id: &ComponentId) {
    let session = view.session;
    let entries = session.entries_about(&About::Component(id.clone()));
    let mut live = entries.into_iter().filter(|of| of.is_open() || of.kind == EntryKind::Note);
    let Some(first) = live.next() else { return };
    look::heading(ui, view, "Log");
    for entry in std::iter::once(first).chain(live).take(MOST) {
        let color = style::color(view.theme.status.info);
        look::line(ui, icon_of(entry.kind), color, &entry.text);
        let standing = entry.standing(session.plan());
        if !standing.is_empty() {
            look::small(ui, view, &standing);
        }
    }
}

fn numbers(ui: &mut egui::Ui, view: &View<'_>, title: &str, of: &[Known], none: &str) {
    look::heading(ui, view, title);
    if of.is_empty() {
        look::small(ui, view, none);
    }
    for Known { label, value } in of.iter().take(MOST) {
        look::small(ui, view, label);
        look::text(ui, value);
    }
    if let Some(more) = of.len().checked_sub(MOST).filter(|more| *more > 0) {
        look::small(ui, view, &format!("and {}", counted(more, "more number")));
    }
}
