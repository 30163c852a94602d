//! Questions that only the user can answer.

use super::super::View;
use crate::session::{Answer, Command};

/// Changes would be lost.
pub(super) fn unsaved(ctx: &egui::Context, view: &mut View<'_>) {
    let name = plan_name(view);
    super::modal(ctx, view, &format!("Save changes to {name}?"), 420.0, |ui, view| {
        ui.label("Without saving, the changes since the last save are lost.");
        answer(
            ui,
            view,
            &["Save", "Don’t save", "Cancel"],
            &[Answer::Save, Answer::Discard, Answer::Cancel],
        );
    });
}

/// Work was found that was never saved.
pub(super) fn recover(ctx: &egui::Context, view: &mut View<'_>) {
    let Some(lost) = view.session.lost_work() else {
        view.send(Command::CloseDialog);
        return;
    };
    let plan = &lost.base.plan;
    let name = format!("“{}”", plan.title());
    let when = lost.when.and_then(|when| when.elapsed().ok()).map(ago).unwrap_or_default();
    let file = match &lost.base.path {
        Some(path) => format!("Its file {} is untouched until you save.", path.display()),
        None => "It was never saved to a file.".to_owned(),
    };
    super::modal(ctx, view, "Recover unsaved work?", 460.0, |ui, view| {
        ui.label(format!("Polyplan ended{when} before changes to {name} were saved. {file}"));
        answer(
            ui,
            view,
            &["Recover", "Discard", "Later"],
            &[Answer::Recover, Answer::Discard, Answer::Cancel],
        );
    });
}

/// A time in the past in words, with a space before it.
fn ago(time: std::time::Duration) -> String {
    let minutes = time.as_secs() / 60;
    let (number, unit) = match minutes {
        0 => return " a moment ago".to_owned(),
        1..60 => (minutes, "minute"),
        60..2880 => (minutes / 60, "hour"),
        _ => (minutes / 1440, "day"),
    };
    format!(" {number} {unit}{} ago", if number == 1 { "" } else { "s" })
}

/// The file was changed by somebody else.
pub(super) fn changed_on_disk(ctx: &egui::Context, view: &mut View<'_>) {
    let name = plan_name(view);
    super::modal(ctx, view, &format!("{name} was changed on disk"), 560.0, |ui, view| {
        ui.label("Another program changed the file after it was opened here. Nothing is overwritten until you choose. Merging shows first what both changed.");
        answer(
            ui,
            view,
            &["Merge…", "Save as…", "Take theirs", "Keep mine", "Cancel"],
            &[Answer::Merge, Answer::SaveAs, Answer::TakeTheirs, Answer::KeepMine, Answer::Cancel],
        );
    });
}

fn plan_name(view: &View<'_>) -> String {
    let name = &view.session.plan().name;
    if name.is_empty() { "this plan".to_owned() } else { format!("“{name}”") }
}

fn answer(ui: &mut egui::Ui, view: &mut View<'_>, names: &[&str], answers: &[Answer]) {
    let clicked = super::buttons(ui, names);
    if let Some(answer) = clicked.and_then(|place| answers.get(place)) {
        view.send(Command::Answer(*answer));
    }
}
