//! The log: decisions, open questions, actions and notes of the whole plan.

use egui::{ScrollArea, vec2};

use super::super::{View, style, widget};
use crate::base::words::sentence_case;
use crate::model::log::{About, EntryKind, LogEntry, in_order};
use crate::session::{ActionId, Command, Dialog, EntryAt};

/// What the dialog remembers.
#[derive(Default)]
pub(super) struct State {
    /// Of which kind; none is all.
    kind: Option<EntryKind>,
    /// Also what is settled.
    all: bool,
}

/// Draws the dialog.
pub(super) fn show(ctx: &egui::Context, view: &mut View<'_>, state: &mut State, fresh: bool) {
    super::large(ctx, view, "Log", vec2(820.0, 600.0), fresh, |ui, view| {
        widget::small_print(
            ui,
            "Decisions that are no component’s language, open questions, actions and notes. They are \
             the team’s own: minutes tell them, reports and pictures do not.",
        );
        ui.add_space(6.0);
        bar(ui, view, state);
        ui.add_space(6.0);
        list(ui, view, state);
    });
}

fn bar(ui: &mut egui::Ui, view: &mut View<'_>, state: &mut State) {
    ui.horizontal_wrapped(|ui| {
        for &kind in EntryKind::ALL {
            if ui.button(format!("Add {}…", kind.word())).clicked() {
                view.send(Command::ShowDialog(Dialog::Entry(EntryAt::New(kind, About::Plan))));
            }
        }
        let mut options: Vec<(Option<EntryKind>, String)> = vec![(None, "Every kind".to_owned())];
        options.extend(EntryKind::ALL.iter().map(|kind| (Some(*kind), plural(*kind))));
        if let (_, Some(kind)) = widget::optional(ui, "Kind of entry", 140.0, &state.kind, &options)
        {
            state.kind = kind;
        }
        widget::check(ui, &mut state.all, "Also what is settled", false);
        if ui.button("Minutes…").on_hover_text("Writes what came of the meeting").clicked() {
            view.send(Command::CloseDialog);
            view.act(ActionId::Minutes);
        }
    });
}

/// What entries of a kind are called in a heading.
pub(in crate::ui) fn plural(kind: EntryKind) -> String {
    format!("{}s", sentence_case(kind.label()))
}

fn list(ui: &mut egui::Ui, view: &mut View<'_>, state: &State) {
    let plan = view.session.plan();
    let is_shown = |of: &&LogEntry| {
        let live = of.kind == EntryKind::Note || of.is_open();
        state.kind.is_none_or(|kind| kind == of.kind) && (state.all || live)
    };
    let entries: Vec<LogEntry> =
        in_order(plan.log.values().filter(is_shown)).into_iter().cloned().collect();
    let hidden = plan.log.len() - entries.len();
    ScrollArea::vertical().auto_shrink(false).show(ui, |ui| {
        if plan.log.is_empty() {
            ui.label("Nothing is in the log yet.");
        } else if entries.is_empty() {
            ui.label("Nothing of that kind is open.");
        }
        for &kind in EntryKind::ALL {
            let of: Vec<&LogEntry> = entries.iter().filter(|of| of.kind == kind).collect();
            if of.is_empty() {
                continue;
            }
            ui.add_space(6.0);
            ui.label(style::strong(plural(kind)));
            for entry in of {
                row(ui, view, entry, true);
            }
        }
        if hidden > 0 {
            ui.add_space(6.0);
            let entries = if hidden == 1 { "entry is" } else { "entries are" };
            widget::small_print(ui, &format!("{hidden} more {entries} not shown."));
        }
    });
}

/// An entry as a line that opens it; `far` where it is not listed below what it is about.
pub(in crate::ui) fn row(ui: &mut egui::Ui, view: &mut View<'_>, entry: &LogEntry, far: bool) {
    let plan = view.session.plan();
    let about = Some(entry.about.name(plan)).filter(|_| far && entry.about != About::Plan);
    let standing = Some(entry.standing(plan)).filter(|standing| !standing.is_empty());
    let below: Vec<String> = about.into_iter().chain(standing).collect();
    let mark = icon_of(entry.kind);
    let told = format!("{}: {}", sentence_case(entry.kind.label()), entry.text);
    let row = widget::menu_row(ui, mark, &entry.text, &below.join(" · "), true);
    widget::named(&row, egui::Role::Button, &told);
    let hover = [told.as_str(), &below.join(" · "), &entry.outcome].join("\n");
    if row.on_hover_text(hover.trim_end()).clicked() {
        view.send(Command::ShowDialog(Dialog::Entry(EntryAt::Known(entry.id.clone()))));
    }
}

/// The icon of a kind.
pub(in crate::ui) const fn icon_of(kind: EntryKind) -> &'static str {
    match kind {
        EntryKind::Decision => "check",
        EntryKind::Question => "circle-help",
        EntryKind::Action => "flag",
        EntryKind::Note => "pencil",
    }
}
