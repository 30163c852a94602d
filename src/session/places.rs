//! Where the program keeps what it remembers: settings, journals, backups, histories.
//!
//! `POLYPLAN_HOME` names one folder for all of it; without it each system's usual folders are
//! used.

use std::ffi::OsString;
use std::path::{Path, PathBuf};

use crate::base::failure::reason;
use crate::base::id::slug;
use crate::files::stamp;

/// The folders of one user. They are made when something is first written to them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Places {
    config: PathBuf,
    state: PathBuf,
}

impl Places {
    /// Everything under one folder.
    #[must_use]
    pub fn at(root: &Path) -> Self {
        Self { config: root.to_owned(), state: root.to_owned() }
    }

    /// The folders of the user who runs the program; none if the system names no home.
    #[must_use]
    pub fn of_user() -> Option<Self> {
        Self::from_environment(|name| {
            std::env::var_os(name).or_else(|| match name {
                "HOME" => std::env::home_dir().map(PathBuf::into_os_string),
                _ => None,
            })
        })
    }

    fn from_environment(variable: impl Fn(&str) -> Option<OsString>) -> Option<Self> {
        // A relative path would mean another folder wherever the program is started.
        let folder = |name: &str| variable(name).map(PathBuf::from).filter(|p| p.is_absolute());
        if let Some(root) = variable("POLYPLAN_HOME").filter(|root| !root.is_empty()) {
            return Some(Self::at(&std::path::absolute(&root).unwrap_or_else(|_| root.into())));
        }
        if cfg!(windows) {
            let config = folder("APPDATA")?.join("Polyplan");
            let state =
                folder("LOCALAPPDATA").map_or_else(|| config.clone(), |p| p.join("Polyplan"));
            return Some(Self { config, state });
        }
        if cfg!(target_os = "macos") {
            return Some(Self::at(&folder("HOME")?.join("Library/Application Support/Polyplan")));
        }
        let under_home = |name: &str| folder("HOME").map(|home| home.join(name));
        Some(Self {
            config: folder("XDG_CONFIG_HOME").or_else(|| under_home(".config"))?.join("polyplan"),
            state: folder("XDG_STATE_HOME")
                .or_else(|| under_home(".local/state"))?
                .join("polyplan"),
        })
    }

    /// Settings and recent files.
    #[must_use]
    pub fn settings(&self) -> PathBuf {
        self.config.join("settings.ron")
    }

    /// Where settings go that cannot be read.
    #[must_use]
    pub fn broken_settings(&self) -> PathBuf {
        self.config.join("settings.broken.ron")
    }

    /// The user's own templates.
    #[must_use]
    pub fn templates(&self) -> PathBuf {
        self.config.join("templates")
    }

    /// Journals of work that is not saved yet.
    #[must_use]
    pub fn journals(&self) -> PathBuf {
        self.state.join("journal")
    }

    /// What can be undone in saved files.
    #[must_use]
    pub fn histories(&self) -> PathBuf {
        self.state.join("history")
    }

    /// The kept history of one file.
    #[must_use]
    pub fn history(&self, path: &Path) -> PathBuf {
        self.histories().join(format!("{}.ron", name_of(path)))
    }

    /// Reports of crashes.
    #[must_use]
    pub fn crashes(&self) -> PathBuf {
        self.state.join("crashes")
    }

    /// The name of the newest report that was told of.
    #[must_use]
    pub fn told_crash(&self) -> PathBuf {
        self.crashes().join("told")
    }

    /// What was done lately.
    #[must_use]
    pub fn log(&self) -> PathBuf {
        self.state.join("log").join("polyplan.log")
    }

    /// What was done before that.
    #[must_use]
    pub fn log_before(&self) -> PathBuf {
        self.state.join("log").join("polyplan.before.log")
    }

    /// Backups of one file.
    #[must_use]
    pub fn backups(&self, path: &Path) -> PathBuf {
        self.state.join("backups").join(name_of(path))
    }
}

/// Makes a folder that only the user can look into: plans are not everybody's business.
///
/// # Errors
/// A sentence that names the folder.
pub fn make_private(folder: &Path) -> Result<(), String> {
    let mut builder = std::fs::DirBuilder::new();
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder.recursive(true).create(folder).map_err(|error| {
        format!("cannot make the folder {}: {}", folder.display(), reason(folder, &error))
    })
}

/// A name for what belongs to a file: readable, and different for nearly any two paths.
fn name_of(path: &Path) -> String {
    let path = std::path::absolute(path).unwrap_or_else(|_| path.to_owned());
    let path = std::fs::canonicalize(&path).unwrap_or(path);
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    let stem = name.strip_suffix(crate::files::EXTENSION).unwrap_or(&name);
    let hash = stamp::hash(path.as_os_str().as_encoded_bytes());
    format!("{}-{hash:016x}", slug(stem))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn places(variables: &[(&str, &str)]) -> Option<Places> {
        Places::from_environment(|name| {
            variables.iter().find(|(known, _)| *known == name).map(|(_, value)| value.into())
        })
    }

    #[test]
    fn one_variable_moves_everything() {
        let root = std::env::temp_dir();
        let variables = [("POLYPLAN_HOME", root.to_str().unwrap()), ("HOME", "/home/someone")];
        assert_eq!(places(&variables), Some(Places::at(&root)));
    }

    #[cfg(all(unix, not(target_os = "macos")))]
    #[test]
    fn the_base_directories_are_followed_and_relative_ones_are_not() {
        let home = places(&[("HOME", "/h")]).unwrap();
        assert_eq!(home.settings(), Path::new("/h/.config/polyplan/settings.ron"));
        assert_eq!(home.journals(), Path::new("/h/.local/state/polyplan/journal"));
        let own = [("HOME", "/h"), ("XDG_CONFIG_HOME", "/c"), ("XDG_STATE_HOME", "state")];
        let own = places(&own).unwrap();
        assert_eq!(own.settings(), Path::new("/c/polyplan/settings.ron"));
        assert_eq!(own.journals(), Path::new("/h/.local/state/polyplan/journal"));
        assert_eq!(places(&[]), None);
    }

    #[test]
    fn two_files_of_one_name_do_not_share_backups() {
        let places = Places::at(Path::new("/state"));
        let backups = |path: &str| places.backups(Path::new(path));
        assert_ne!(backups("/a/shop.plan.ron"), backups("/b/shop.plan.ron"));
        assert_eq!(backups("/a/shop.plan.ron"), backups("/a/shop.plan.ron"));
    }
}
