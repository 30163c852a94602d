//! What the window does for the session outside itself: clipboard, file dialogs, closing.

use std::path::PathBuf;
use std::sync::mpsc::{Receiver, TryRecvError, channel};
use std::time::{Duration, Instant};

use super::{focus, outline, table};
use crate::exchange::import;
use crate::files::EXTENSION;
use crate::session::{Command, Dialog, FileRequest, Notice, Request, Session};

/// A dialog of the system that answers faster than any person was never shown.
const TOO_FAST: Duration = Duration::from_millis(250);

/// After this time without an answer it is said how to go on without the system's dialog.
const HINT_AFTER: Duration = Duration::from_secs(4);

/// The window's dealings with the system.
#[derive(Default)]
pub(super) struct Shell {
    /// Set once everything was asked; the window may then close.
    pub may_close: bool,
    /// The title the window has now.
    pub title: String,
    /// Keys that wait for a frame of their own.
    pub keys: super::one_by_one::OneByOne,
    choosing: Option<Choosing>,
}

struct Choosing {
    request: FileRequest,
    since: Instant,
    hinted: bool,
    answer: Receiver<Option<PathBuf>>,
}

impl Shell {
    /// Serves a request of the session.
    pub fn serve(
        &mut self,
        ctx: &egui::Context,
        request: Request,
        session: &mut Session,
        outline: &mut outline::State,
        table: &mut table::State,
        panels: &focus::Panels,
    ) {
        match request {
            Request::CopyText(text) => ctx.copy_text(text),
            Request::CopyImage { width, height, rgba } => copy_image(ctx, width, height, &rgba),
            Request::Paste => ctx.send_viewport_cmd(egui::ViewportCommand::RequestPaste),
            Request::FullScreen(on) => {
                ctx.send_viewport_cmd(egui::ViewportCommand::Fullscreen(on));
            }
            Request::OpenFolder(path) => open_folder(&path, session),
            Request::FocusSearch => outline.focus_search = true,
            Request::NewRow => table.focus_line = true,
            Request::EditRow(row) => table.edit_row = Some(row),
            Request::FocusPanel { forward } => panels.go(ctx, forward),
            Request::Close => {
                self.may_close = true;
                ctx.send_viewport_cmd(egui::ViewportCommand::Close);
            }
            Request::ChooseFile(request) if in_window_only() => {
                session.handle(Command::ShowDialog(Dialog::Path(request)));
            }
            Request::ChooseFile(request) => self.choose(ctx, request, session),
        }
    }

    /// Asks for a file in the system's dialog, on a thread, since it may never answer. Asked again
    /// before it answered, the window's own dialog takes over.
    fn choose(&mut self, ctx: &egui::Context, request: FileRequest, session: &mut Session) {
        if self.choosing.take().is_some() {
            session.handle(Command::ShowDialog(Dialog::Path(request)));
            return;
        }
        let (send, answer) = channel();
        let (asked, wake) = (request.clone(), ctx.clone());
        let name = suggested(&request, session);
        let started = std::thread::Builder::new().name("file dialog".to_owned()).spawn(move || {
            // The window may be gone by now.
            let _ = send.send(ask(&asked, &name));
            wake.request_repaint();
        });
        if started.is_ok() {
            let since = Instant::now();
            self.choosing = Some(Choosing { request, since, hinted: false, answer });
            ctx.request_repaint();
        } else {
            session.handle(Command::ShowDialog(Dialog::Path(request)));
        }
    }

    /// Takes in what the system's dialog answered; where none was shown, the window's own takes
    /// over, and where it may hang, it is said how to get there.
    pub fn poll(
        &mut self,
        ctx: &egui::Context,
        commands: &mut Vec<Command>,
        session: &mut Session,
    ) {
        let Some(choosing) = &mut self.choosing else { return };
        let waited = choosing.since.elapsed();
        let answer = match choosing.answer.try_recv() {
            Ok(answer) => answer,
            Err(TryRecvError::Empty) => {
                if waited < HINT_AFTER {
                    // Each frame forgets what the frame before it asked for.
                    ctx.request_repaint_after(HINT_AFTER.saturating_sub(waited));
                } else if !choosing.hinted {
                    choosing.hinted = true;
                    session.notices.push(Notice::warning(
                        "No file dialog to be seen? Choose the same command again to pick the file here",
                    ));
                }
                return;
            }
            // The thread is gone without an answer, as if no dialog had been shown.
            Err(TryRecvError::Disconnected) => None,
        };
        let fast = waited < TOO_FAST;
        let request = choosing.request.clone();
        self.choosing = None;
        match answer {
            Some(path) => commands.push(chosen(&request, path)),
            None if fast => commands.push(Command::ShowDialog(Dialog::Path(request))),
            None => {}
        }
    }
}

/// Shows a folder in the system's file manager, which goes on by itself.
fn open_folder(path: &std::path::Path, session: &mut Session) {
    let opener = if cfg!(target_os = "macos") {
        "open"
    } else if cfg!(windows) {
        "explorer"
    } else {
        "xdg-open"
    };
    let quiet = std::process::Stdio::null;
    let mut command = std::process::Command::new(opener);
    command.arg(path).stdin(quiet()).stdout(quiet()).stderr(quiet());
    if let Ok(mut child) = command.spawn() {
        // Waited for on a thread of its own, so that it leaves no dead process behind.
        drop(std::thread::spawn(move || child.wait()));
    } else {
        let text = format!("No file manager could be started; the folder is {}", path.display());
        session.notices.push(Notice::failed(text));
    }
}

fn copy_image(ctx: &egui::Context, width: u32, height: u32, rgba: &[u8]) {
    let (Ok(width), Ok(height)) = (usize::try_from(width), usize::try_from(height)) else { return };
    ctx.copy_image(egui::ColorImage::from_rgba_unmultiplied([width, height], rgba));
}

/// The command that a chosen file leads to.
pub(super) fn chosen(request: &FileRequest, path: PathBuf) -> Command {
    match request {
        FileRequest::Open => Command::Open(path),
        FileRequest::SaveAs { then: None, .. } => Command::SaveTo(path),
        FileRequest::SaveAs { then: Some(then), .. } => Command::SaveToThen(path, then.clone()),
        FileRequest::Minutes => Command::SaveMinutes(path),
        FileRequest::Sheet => Command::SaveSheet(path),
        FileRequest::Comparison(choice) => Command::SaveComparison(path, choice.clone()),
        FileRequest::Compared(side) => Command::CompareWith(*side, path),
        FileRequest::Answers => Command::ReadSheet(path),
        FileRequest::Import => Command::Import(path),
        FileRequest::Folder => Command::FolderChosen(path),
        FileRequest::Export(choice) => {
            let mut choice = choice.clone();
            choice.path = Some(path);
            Command::Export(choice)
        }
    }
}

/// Whether files are always chosen inside the window, as `POLYPLAN_DIALOGS=window` asks.
fn in_window_only() -> bool {
    std::env::var_os("POLYPLAN_DIALOGS").is_some_and(|value| value == "window")
}

/// The file name that is offered.
pub(super) fn suggested(request: &FileRequest, session: &Session) -> String {
    match request {
        FileRequest::Open
        | FileRequest::Compared(_)
        | FileRequest::Answers
        | FileRequest::Import
        | FileRequest::Folder => String::new(),
        FileRequest::Minutes => session.minutes_name(),
        FileRequest::Sheet => session.sheet_name(),
        FileRequest::Comparison(_) => session.comparison_name(),
        FileRequest::SaveAs { name, .. } => name.clone(),
        FileRequest::Export(choice) => session.export_name(choice),
    }
}

fn ask(request: &FileRequest, name: &str) -> Option<PathBuf> {
    let dialog = rfd::FileDialog::new();
    let ending = EXTENSION.trim_start_matches('.');
    match request {
        FileRequest::Open | FileRequest::Compared(_) => {
            dialog.add_filter("Polyplan plan", &[ending]).pick_file()
        }
        FileRequest::SaveAs { .. } => {
            dialog.add_filter("Polyplan plan", &[ending]).set_file_name(name).save_file()
        }
        FileRequest::Minutes => dialog
            .add_filter("Pages (PDF)", &["pdf"])
            .add_filter("Markdown", &["md"])
            .set_file_name(name)
            .save_file(),
        FileRequest::Sheet => dialog
            .add_filter("Spreadsheet (CSV)", &["csv"])
            .add_filter("Markdown", &["md"])
            .set_file_name(name)
            .save_file(),
        FileRequest::Comparison(_) => {
            dialog.add_filter("Spreadsheet (CSV)", &["csv"]).set_file_name(name).save_file()
        }
        FileRequest::Folder => dialog.pick_folder(),
        FileRequest::Answers => dialog.add_filter("Question sheet", &["csv", "md"]).pick_file(),
        FileRequest::Import => {
            let endings = import::endings().map(|ending| ending.trim_start_matches('.'));
            dialog.add_filter("What can be imported", &endings.collect::<Vec<_>>()).pick_file()
        }
        FileRequest::Export(choice) => dialog
            .add_filter(choice.format.to_uppercase(), &[choice.format.as_str()])
            .set_file_name(name)
            .save_file(),
    }
}
