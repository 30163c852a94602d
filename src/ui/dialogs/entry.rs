//! One entry of the log: what it is, what it is about, who has it, how far it is.

use egui::{Key, Modifiers, TextEdit};

use super::super::list::{DropDown, Entry};
use super::super::{View, style, widget};
use super::plan_settings::date_of;
use crate::base::words::sentence_case;
use crate::model::log::{About, EntryKind, LogEntry};
use crate::model::{Edit, Plan};
use crate::session::{Command, EntryAt};

/// What the dialog remembers between frames.
#[derive(Default)]
pub(super) struct State {
    entry: Option<LogEntry>,
    due: String,
}

/// Draws the dialog.
pub(super) fn show(
    ctx: &egui::Context,
    view: &mut View<'_>,
    at: &EntryAt,
    state: &mut State,
    fresh: bool,
) {
    if fresh {
        let entry = match at {
            EntryAt::New(kind, about) => Some(view.session.new_entry(*kind, about.clone())),
            EntryAt::Known(id) => view.session.plan().log.get(id).cloned(),
        };
        let due = entry.as_ref().and_then(|of| of.due);
        *state = State { entry, due: due.map_or_else(String::new, |date| date.to_string()) };
    }
    let is_new = matches!(at, EntryAt::New(..));
    // It was taken out under the dialog, as by undo.
    let gone = matches!(at, EntryAt::Known(id) if !view.session.plan().log.contains_key(id));
    let Some(entry) = state.entry.as_mut().filter(|_| !gone) else {
        view.send(Command::CloseDialog);
        return;
    };
    let title = if is_new { "Add to the log" } else { "Entry of the log" };
    super::modal(ctx, view, title, 560.0, |ui, view| {
        if is_new {
            kinds(ui, entry);
        }
        let hint = match entry.kind {
            EntryKind::Decision => "What is decided, such as gRPC between services",
            EntryKind::Question => "What nobody here can answer",
            EntryKind::Action => "What is to be done",
            EntryKind::Note => "What is to be remembered",
        };
        let field = TextEdit::multiline(&mut entry.text).hint_text(hint).desired_rows(2);
        let field = field.desired_width(f32::INFINITY);
        let response = widget::edit(ui, field, "What it says");
        super::keep_focus(ui, &response, fresh);
        ui.add_space(8.0);
        super::row(ui, "About", |ui| about(ui, view, entry));
        super::row(ui, owner_label(entry.kind), |ui| owner(ui, view, entry));
        if entry.kind != EntryKind::Decision {
            super::row(ui, "Due", |ui| {
                let field = TextEdit::singleline(&mut state.due).hint_text("Such as 2026-12-24");
                widget::edit(ui, field.desired_width(160.0), "Due");
            });
        }
        if entry.kind != EntryKind::Note {
            super::row(ui, "Status", |ui| status(ui, entry));
        }
        if let Some(label) = entry.kind.outcome_label() {
            super::row(ui, label, |ui| {
                let field = TextEdit::multiline(&mut entry.outcome).desired_rows(2);
                widget::edit(ui, field.desired_width(f32::INFINITY), label);
            });
        }
        buttons(ui, view, entry, &state.due, is_new);
    });
}

/// The kinds to choose from.
fn kinds(ui: &mut egui::Ui, entry: &mut LogEntry) {
    ui.horizontal_wrapped(|ui| {
        for &kind in EntryKind::ALL {
            if widget::radio(ui, entry.kind == kind, &sentence_case(kind.label())).clicked() {
                entry.kind = kind;
                entry.status = crate::model::log::EntryStatus::Open;
            }
        }
    });
    ui.add_space(6.0);
}

const fn owner_label(kind: EntryKind) -> &'static str {
    match kind {
        EntryKind::Decision => "Decided by",
        EntryKind::Question => "Asks or answers",
        EntryKind::Action => "Does it",
        EntryKind::Note => "Noted by",
    }
}

/// Everything that an entry can be about.
fn subjects(plan: &Plan) -> impl Iterator<Item = About> + '_ {
    let components = plan.components.keys().cloned().map(About::Component);
    let groups = plan.groups.keys().cloned().map(About::Group);
    let links = plan.links.keys().cloned().map(About::Link);
    std::iter::once(About::Plan).chain(components).chain(groups).chain(links)
}

fn subject_name(plan: &Plan, about: &About) -> String {
    let name = about.name(plan);
    match about {
        About::Plan => "The plan".to_owned(),
        About::Group(_) => format!("Group {name}"),
        _ => name,
    }
}

/// What it is about: the plan, or any element. All of them are listed only while the list is open.
fn about(ui: &mut egui::Ui, view: &View<'_>, entry: &mut LogEntry) {
    let plan = view.session.plan();
    let shown = subject_name(plan, &entry.about);
    let list = DropDown::new("About", &shown, ui.available_width().min(320.0));
    let row = |about: About| Entry::new(subject_name(plan, &about)).on(about == entry.about);
    let (_, chosen) = list.show(ui, || subjects(plan).map(row).collect());
    if let Some(about) = chosen.and_then(|at| subjects(plan).nth(at)) {
        entry.about = about;
    }
}

fn owner(ui: &mut egui::Ui, view: &View<'_>, entry: &mut LogEntry) {
    let roles = &view.session.plan().roles;
    if roles.is_empty() {
        widget::small_print(ui, "The plan names no roles; Plan settings > Team adds them.");
        return;
    }
    let options = widget::owners(roles);
    let width = ui.available_width().min(320.0);
    let name = owner_label(entry.kind);
    if let (_, Some(owner)) = widget::optional(ui, name, width, &entry.owner, &options) {
        entry.owner = owner;
    }
}

fn status(ui: &mut egui::Ui, entry: &mut LogEntry) {
    ui.horizontal_wrapped(|ui| {
        for &status in entry.kind.statuses() {
            let word = sentence_case(entry.kind.status_word(status));
            if widget::radio(ui, entry.status == status, &word).clicked() {
                entry.status = status;
            }
        }
    });
}

fn buttons(ui: &mut egui::Ui, view: &mut View<'_>, entry: &LogEntry, due: &str, is_new: bool) {
    let due = date_of(due.trim());
    let problem = match &due {
        _ if entry.text.trim().is_empty() => Some("Type what it says.".to_owned()),
        Err(why) => Some(why.clone()),
        Ok(_) => None,
    };
    if let Some(problem) = &problem {
        let color = match due {
            Err(_) => view.theme.status.error,
            Ok(_) => view.theme.text.subdued,
        };
        ui.add_space(4.0);
        ui.colored_label(style::color(color), problem);
    }
    let hurried = ui.input_mut(|input| input.consume_key(Modifiers::COMMAND, Key::Enter));
    let names: &[&str] = if is_new { &["Add", "Cancel"] } else { &["Keep", "Cancel", "Delete"] };
    match super::buttons(ui, names) {
        Some(1) => view.send(Command::CloseDialog),
        Some(2) => {
            let label = format!("Delete the {} “{}”", entry.kind.label(), entry.text.trim());
            view.send(Command::CloseDialog);
            view.send(Command::Edit { label, edit: Edit::Log(entry.id.clone(), None) });
        }
        pressed if pressed.is_some() || hurried => {
            if let (None, Ok(due)) = (&problem, due) {
                let text = entry.text.trim().to_owned();
                let typed = LogEntry { text, due, ..entry.clone() };
                let (label, edit) = view.session.keep_entry(typed);
                view.send(Command::CloseDialog);
                view.send(Command::Edit { label, edit });
            }
        }
        _ => {}
    }
}
