//! What dialogs that write a whole folder have in common: the folder, the theme, what is looked at.

use std::path::{Path, PathBuf};

use egui::{TextEdit, vec2};

use super::super::{View, style, widget};
use crate::session::{Command, FileRequest};

/// Width of such a dialog.
pub(super) const WIDTH: f32 = 560.0;

/// The folder: typed or chosen, with what becomes of it. `replaces` are files that would be
/// replaced in it. Returns whether something was typed, which equality of paths does not tell: a
/// slash at the end is no difference to it, and must not be lost before the next letter.
pub(super) fn row(
    ui: &mut egui::Ui,
    view: &mut View<'_>,
    folder: &mut Option<PathBuf>,
    replaces: &[&str],
) -> bool {
    let mut changed = false;
    super::row(ui, "Folder", |ui| {
        ui.horizontal(|ui| {
            let mut typed =
                folder.as_ref().map_or_else(String::new, |path| path.display().to_string());
            let room = ui.available_width() - 92.0;
            let field = TextEdit::singleline(&mut typed).desired_width(room);
            let response = ui.add(field.hint_text("Folder to write to"));
            widget::named(&response, egui::Role::TextInput, "Folder");
            changed = response.changed();
            if changed {
                *folder = Some(PathBuf::from(typed));
            }
            let button = egui::Button::new("Choose…").min_size(vec2(76.0, style::ROW));
            if ui.add(button).on_hover_text("Choose the folder").clicked() {
                view.send(Command::ChooseFile(FileRequest::Folder));
            }
        });
        let (text, wrong) = becomes(folder.as_deref(), replaces);
        if wrong {
            ui.colored_label(style::color(view.theme.status.error), text);
        } else {
            widget::small_print(ui, &text);
        }
        ui.add_space(4.0);
    });
    changed
}

/// Whether files can go there.
pub(super) fn is_usable(folder: Option<&Path>) -> bool {
    !becomes(folder, &[]).1
}

/// What becomes of the folder, in words, and whether that is an error.
fn becomes(folder: Option<&Path>, replaces: &[&str]) -> (String, bool) {
    let Some(folder) = folder.filter(|folder| !folder.as_os_str().is_empty()) else {
        return ("Type or choose a folder".to_owned(), true);
    };
    if folder.is_file() {
        let text = format!("{} is a file; choose a folder", folder.display());
        return (text, true);
    }
    if !folder.is_dir() {
        return ("A new folder will be created.".to_owned(), false);
    }
    let there: Vec<&str> =
        replaces.iter().copied().filter(|name| folder.join(name).exists()).collect();
    let text = if there.is_empty() {
        "Files of the same names are replaced.".to_owned()
    } else {
        format!("{} there will be replaced.", there.join(" and "))
    };
    (text, false)
}

/// Light or dark.
pub(super) fn theme(ui: &mut egui::Ui, theme: &mut String) {
    let names = [("light", "Light"), ("dark", "Dark")];
    one_of(ui, theme, names.map(|(word, name)| (word.to_owned(), name.to_owned())));
}

/// One of a few, side by side.
pub(super) fn one_of<T: PartialEq>(
    ui: &mut egui::Ui,
    now: &mut T,
    all: impl IntoIterator<Item = (T, String)>,
) {
    ui.horizontal(|ui| {
        for (value, name) in all {
            let button = egui::Button::selectable(*now == value, name);
            if ui.add(button.min_size(vec2(44.0, style::ROW))).clicked() {
                *now = value;
            }
        }
    });
}

/// What the files are of: the plan as it stands, or a what-if.
pub(super) fn looks_at(ui: &mut egui::Ui, view: &View<'_>) {
    let scenario = view.session.active_scenario();
    super::row(ui, "Shows", |ui| match scenario {
        None => widget::small_print(ui, "The plan as it stands."),
        Some(scenario) => {
            let text = format!("The what-if “{}”, which is looked at now.", scenario.name);
            widget::small_print(ui, &text)
        }
    });
}
