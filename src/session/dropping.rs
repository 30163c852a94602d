//! Files that are dropped on the window.

use std::path::{Path, PathBuf};

use super::save::name_of;
use super::{Notice, Session};
use crate::exchange::import::IMPORTERS;
use crate::files;

/// What can be dropped, for messages.
const WHAT: &str = "Drop a plan (.plan.ron) to open it, a filled question sheet (.csv, .md) to read its answers, or a Mermaid flowchart, quick-entry lines or a table of components to import it";

/// What a dropped file is taken for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Dropped {
    /// A plan, which is opened.
    Plan,
    /// A question sheet, whose answers are read, or something of the same ending to import.
    Sheet,
    /// Another format, which is imported.
    Import,
    /// A picture, which a plan has no place for.
    Picture,
    /// Anything else.
    Unknown,
}

impl Dropped {
    /// What a file of this name is taken for.
    #[must_use]
    pub fn of(path: &Path) -> Self {
        let name = path.file_name().unwrap_or_default().to_string_lossy().to_lowercase();
        let ends = |endings: &[&str]| endings.iter().any(|ending| name.ends_with(ending));
        if ends(&[files::EXTENSION, ".ron"]) {
            Self::Plan
        } else if ends(&[".csv", ".md"]) {
            Self::Sheet
        } else if IMPORTERS.iter().any(|importer| importer.takes(&name)) {
            Self::Import
        } else if ends(&[".png", ".svg", ".jpg", ".jpeg", ".gif", ".webp", ".bmp", ".pdf"]) {
            Self::Picture
        } else {
            Self::Unknown
        }
    }

    /// What letting go of these files does, named by the first that can be taken.
    #[must_use]
    pub fn promise(paths: &[PathBuf]) -> String {
        match first(paths) {
            Some((path, Self::Plan)) => format!("Drop to open {}", name_of(path)),
            Some((path, Self::Import)) => format!("Drop to import {}", name_of(path)),
            Some((path, _)) => format!("Drop to read {}", name_of(path)),
            None => WHAT.to_owned(),
        }
    }
}

/// The first file that can be taken: a plan before a sheet, that before other formats.
fn first(paths: &[PathBuf]) -> Option<(&Path, Dropped)> {
    let of = |wanted| paths.iter().find(|path| Dropped::of(path) == wanted);
    let found = |wanted| of(wanted).map(|path| (path.as_path(), wanted));
    found(Dropped::Plan).or_else(|| found(Dropped::Sheet)).or_else(|| found(Dropped::Import))
}

impl Session {
    /// Opens the first plan among the files, or reads the first question sheet; says what can be
    /// dropped where there is neither.
    pub(super) fn drop_files(&mut self, paths: &[PathBuf]) {
        let Some(dropped) = paths.first() else { return };
        if !self.dialogs.is_empty() {
            let text = format!("Close the dialog first, then drop {} again", name_of(dropped));
            self.notices.push(Notice::warning(text));
            return;
        }
        match first(paths) {
            Some((path, Dropped::Plan)) => {
                self.leave_out(paths, path);
                self.open(path.to_owned());
            }
            Some((path, dropped)) => {
                self.leave_out(paths, path);
                if dropped == Dropped::Import {
                    self.import(path.to_owned());
                } else {
                    self.read_or_import(path.to_owned());
                }
            }
            None => self.refuse(dropped),
        }
    }

    fn leave_out(&mut self, paths: &[PathBuf], taken: &Path) {
        if paths.len() > 1 {
            let text = format!("Only {} is taken; drop one file at a time", name_of(taken));
            self.notices.push(Notice::warning(text));
        }
    }

    fn refuse(&mut self, path: &Path) {
        let name = name_of(path);
        let why = match Dropped::of(path) {
            Dropped::Picture => format!("{name} is a picture, and a plan holds none"),
            _ => format!("{name} is no plan"),
        };
        self.notices.push(Notice::warning(format!("{why}. {WHAT}")));
    }
}
