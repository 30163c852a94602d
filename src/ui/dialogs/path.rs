//! A file is chosen inside the window: where the system has no dialog of its own, or it is asked for.

use std::path::{Path, PathBuf};

use egui::{Key, TextEdit};

use super::super::background::Background;
use super::super::{View, files, style, widget};
use crate::exchange::import;
use crate::files::EXTENSION;
use crate::session::{Command, Dialog, FileRequest, Session};

/// Most entries of a folder that are listed.
const MOST_ENTRIES: usize = 500;

/// What the dialog remembers between frames.
#[derive(Default)]
pub(super) struct State {
    folder: PathBuf,
    typed: String,
    /// What folders hold; a share of the network may take a while to say.
    listing: Background<PathBuf, Result<Vec<Entry>, String>>,
    error: Option<String>,
    /// The file that would be replaced, once the user was told.
    replaces: Option<PathBuf>,
}

struct Entry {
    name: String,
    is_folder: bool,
}

/// Draws the dialog.
pub(super) fn show(
    ctx: &egui::Context,
    view: &mut View<'_>,
    request: &FileRequest,
    state: &mut State,
    fresh: bool,
) {
    if fresh {
        begin(view, request, state);
    }
    let (title, verb) = match request {
        FileRequest::Open => ("Open a plan", "Open"),
        FileRequest::SaveAs { .. } => ("Save the plan as", "Save"),
        FileRequest::Minutes => ("Save the minutes", "Save"),
        FileRequest::Sheet => ("Save the question sheet", "Save"),
        FileRequest::Comparison(_) => ("Save the comparison", "Save"),
        FileRequest::Compared(_) => ("Compare with a saved plan", "Compare"),
        FileRequest::Answers => ("Read a filled question sheet", "Read"),
        FileRequest::Import => ("Import a file", "Import"),
        FileRequest::Folder => ("Choose a folder", "Choose"),
        FileRequest::Export(_) => ("Export to", "Export"),
    };
    super::modal(ctx, view, title, 560.0, |ui, view| {
        folder_row(ui, state);
        list(ui, view, state, request);
        ui.add_space(8.0);
        let what = match request {
            FileRequest::Folder => "Name of a new folder in it, or none",
            _ => "File name or path",
        };
        let field = TextEdit::singleline(&mut state.typed).desired_width(f32::INFINITY);
        let response = widget::edit(ui, field.hint_text(what), what);
        let entered = response.lost_focus() && ui.input(|input| input.key_pressed(Key::Enter));
        super::keep_focus(ui, &response, fresh);
        if fresh {
            // Another name is typed over the one that is offered, and its ending stays.
            let stem = state.typed.find('.').unwrap_or(state.typed.len());
            let stem = state.typed[..stem].chars().count();
            widget::select(ui.ctx(), response.id, 0, stem);
        }
        if response.changed() {
            state.replaces = None;
            state.error = None;
        }
        if let Some(error) = &state.error {
            ui.colored_label(style::color(view.theme.status.error), error);
        }
        if let Some(path) = &state.replaces {
            let name = path.file_name().unwrap_or(path.as_os_str()).to_string_lossy();
            let text = format!("{name} exists. Press {verb} again to replace it.");
            ui.colored_label(style::color(view.theme.status.warn), text);
        }
        let pressed = super::buttons(ui, &[verb, "Cancel"]);
        if pressed == Some(0) || entered && pressed.is_none() {
            choose(view, request, state);
            // What was refused, or asks again, is typed on at once.
            response.request_focus();
        } else if pressed.is_some() {
            view.send(Command::CloseDialog);
        }
    });
}

fn begin(view: &View<'_>, request: &FileRequest, state: &mut State) {
    let of_export = |choice: &crate::session::settings::ExportChoice| choice.path.clone();
    let near = match request {
        FileRequest::Export(choice) => {
            of_export(choice).or_else(|| of_export(&view.session.settings.export))
        }
        FileRequest::Folder => folder_of_dialog(view.session),
        _ => None,
    };
    let near = near.or_else(|| view.session.path().map(Path::to_owned));
    let folder = near.as_deref().and_then(Path::parent).map(Path::to_owned);
    let folder = folder.filter(|folder| folder.is_dir());
    *state = State::default();
    state.typed = files::suggested(request, view.session);
    go(state, folder.or_else(|| std::env::current_dir().ok()).unwrap_or_default());
    if matches!(request, FileRequest::SaveAs { .. })
        && let Some(problem) = view.session.save_problem()
    {
        state.error = Some(problem.to_owned());
    }
}

/// The folder that the dialog below writes to; what it is called is typed there.
fn folder_of_dialog(session: &Session) -> Option<PathBuf> {
    session.dialogs.iter().rev().find_map(|dialog| match dialog {
        Dialog::Report(choice) => choice.folder.clone(),
        Dialog::Pictures(choice) => choice.folder.clone(),
        _ => None,
    })
}

/// Looks at another folder.
fn go(state: &mut State, folder: PathBuf) {
    state.error = None;
    state.folder = folder;
}

/// The endings of files that are listed; of none, folders alone.
fn endings(request: &FileRequest) -> Vec<String> {
    match request {
        FileRequest::Folder => Vec::new(),
        FileRequest::Export(choice) => vec![format!(".{}", choice.format)],
        FileRequest::Import => import::endings().map(str::to_owned).collect(),
        FileRequest::Minutes => vec![".pdf".to_owned(), ".md".to_owned()],
        FileRequest::Comparison(_) => vec![".csv".to_owned()],
        FileRequest::Sheet | FileRequest::Answers => vec![".csv".to_owned(), ".md".to_owned()],
        _ => vec![EXTENSION.to_owned()],
    }
}

/// Folders and files of these endings in a folder, or why it cannot be listed.
fn listed(folder: &Path, endings: &[String]) -> Result<Vec<Entry>, String> {
    let entries = std::fs::read_dir(folder)
        .map_err(|error| format!("{} cannot be listed: {error}", folder.display()))?;
    let mut entries: Vec<Entry> = entries
        .filter_map(Result::ok)
        .map(|entry| Entry {
            name: entry.file_name().to_string_lossy().into_owned(),
            is_folder: entry.path().is_dir(),
        })
        .filter(|entry| !entry.name.starts_with('.'))
        .filter(|entry| entry.is_folder || endings.iter().any(|of| entry.name.ends_with(of)))
        .take(MOST_ENTRIES)
        .collect();
    entries.sort_by(|a, b| (!a.is_folder, &a.name).cmp(&(!b.is_folder, &b.name)));
    Ok(entries)
}

fn folder_row(ui: &mut egui::Ui, state: &mut State) {
    ui.horizontal(|ui| {
        let parent = state.folder.parent().map(Path::to_owned);
        if widget::icon_button(ui, "chevron-up", "Folder above", parent.is_some()).clicked()
            && let Some(parent) = parent
        {
            go(state, parent);
        }
        let text = state.folder.display().to_string();
        ui.add(egui::Label::new(text).truncate());
    });
}

fn list(ui: &mut egui::Ui, view: &mut View<'_>, state: &mut State, request: &FileRequest) {
    let (folder, wanted) = (state.folder.clone(), endings(request));
    state.listing.wish(ui.ctx(), &state.folder, || move || listed(&folder, &wanted));
    let found = state.listing.ready().filter(|(of, _)| **of == state.folder).map(|(_, of)| of);
    let mut into = None;
    let mut typed = None;
    let mut chosen = None;
    let frame = egui::Frame::new().fill(style::color(view.theme.surface.canvas)).corner_radius(6);
    frame.inner_margin(4).show(ui, |ui| {
        egui::ScrollArea::vertical().max_height(240.0).auto_shrink([false, false]).show(ui, |ui| {
            let entries = match found {
                Some(Ok(entries)) => entries.as_slice(),
                Some(Err(error)) => {
                    ui.colored_label(style::color(view.theme.status.error), error);
                    return;
                }
                None => {
                    widget::named(
                        &ui.spinner(),
                        egui::Role::ProgressIndicator,
                        "Listing the folder",
                    );
                    return;
                }
            };
            for entry in entries {
                let icon = if entry.is_folder { "folder" } else { "file" };
                let row = widget::menu_row(ui, icon, &entry.name, "", true);
                if row.clicked() {
                    if entry.is_folder {
                        into = Some(state.folder.join(&entry.name));
                    } else {
                        typed = Some(entry.name.clone());
                    }
                }
                if row.double_clicked() && !entry.is_folder {
                    chosen = Some(());
                }
            }
            if entries.is_empty() {
                ui.weak("No such files or folders here");
            }
        });
    });
    if let Some(name) = typed {
        state.typed = name;
    }
    if let Some(folder) = into {
        go(state, folder);
    }
    if chosen.is_some() {
        choose(view, request, state);
    }
}

fn choose(view: &mut View<'_>, request: &FileRequest, state: &mut State) {
    let typed = state.typed.trim();
    if *request == FileRequest::Folder {
        // Without a name it is the folder that is listed.
        let path = if typed.is_empty() { state.folder.clone() } else { state.folder.join(typed) };
        view.send(Command::CloseDialog);
        view.send(files::chosen(request, path));
        return;
    }
    if typed.is_empty() {
        state.error = Some("Type a file name".to_owned());
        return;
    }
    let mut path = state.folder.join(typed);
    if path.is_dir() {
        state.typed.clear();
        go(state, path);
        return;
    }
    // Whoever opens `shop` means `shop.plan.ron`, where there is no other.
    let opens_plan = matches!(request, FileRequest::Open | FileRequest::Compared(_));
    let named = state.folder.join(format!("{typed}{EXTENSION}"));
    if opens_plan && !path.exists() && named.is_file() {
        path = named;
    }
    let saves_plan = matches!(request, FileRequest::SaveAs { .. });
    if saves_plan && !typed.ends_with(EXTENSION) {
        path = state.folder.join(format!("{typed}{EXTENSION}"));
    }
    if let FileRequest::Export(choice) = request
        && path.extension().is_none()
    {
        path.set_extension(&choice.format);
    }
    if matches!(request, FileRequest::Sheet | FileRequest::Comparison(_))
        && path.extension().is_none()
    {
        path.set_extension("csv");
    }
    if matches!(
        request,
        FileRequest::Open | FileRequest::Compared(_) | FileRequest::Answers | FileRequest::Import
    ) {
        if !path.exists() {
            state.error = Some(format!("There is no file {}", path.display()));
            return;
        }
    } else if let Some(missing) = path.parent().filter(|folder| !folder.is_dir()) {
        state.error = Some(format!("There is no folder {}", missing.display()));
        return;
    } else if path.exists() && state.replaces.as_ref() != Some(&path) {
        state.replaces = Some(path);
        return;
    }
    view.send(Command::CloseDialog);
    view.send(files::chosen(request, path));
}
