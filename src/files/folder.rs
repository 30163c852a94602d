//! A folder of files that belong together, such as a report's: written as one, and in the place of
//! what the same program wrote there before.
//!
//! All files are first written aside, within the folder; only then each takes its place. A list of
//! them with a hash of each ([`LIST`]) stays in the folder, so that the next time whatever is not
//! written again goes away, unless somebody has changed it since.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use super::stamp::hash;

/// File that lists what was written, one file a line: its hash, two spaces, its name.
pub const LIST: &str = "report-files.txt";
/// Folder in which files wait for their place.
const ASIDE: &str = ".polyplan-report";
/// First line of the list.
const ABOUT: &str = "# Files of a Polyplan report. The next report written here replaces or removes them, unless they were changed.";

/// What was done besides writing.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Written {
    /// Files of the report before that were removed.
    pub removed: Vec<PathBuf>,
    /// Files of the report before that stay, as somebody has changed them.
    pub kept: Vec<PathBuf>,
}

/// Writes files into a folder, by their names within it.
///
/// # Errors
/// A sentence that says what went wrong, and whether anything in the folder has changed.
pub fn write(folder: &Path, files: &[(PathBuf, Vec<u8>)]) -> Result<Written, String> {
    let named = |path: &Path, error: &dyn std::fmt::Display| {
        format!(
            "cannot write {}: {error}; nothing in {} was changed",
            path.display(),
            folder.display()
        )
    };
    std::fs::create_dir_all(folder).map_err(|error| named(folder, &error))?;
    for (name, _) in files {
        let path = folder.join(name);
        refusal(&path).map_or(Ok(()), |why| Err(named(&path, &why)))?;
    }
    let before = listed(folder);
    let aside = folder.join(ASIDE);
    let staged = stage(&aside, files);
    if let Err((path, error)) = staged {
        let _ = std::fs::remove_dir_all(&aside);
        return Err(named(&folder.join(path), &error));
    }
    let placed = place(folder, &aside, files);
    let _ = std::fs::remove_dir_all(&aside);
    placed?;
    Ok(clear(folder, &before, files))
}

/// Why a file must not be replaced, if it must not.
fn refusal(path: &Path) -> Option<&'static str> {
    let about = std::fs::symlink_metadata(path).ok()?;
    if about.is_dir() {
        Some("it is a folder")
    } else if !about.is_file() {
        Some("it is no regular file")
    } else if about.permissions().readonly() {
        Some("it may not be changed")
    } else {
        None
    }
}

/// Writes all files aside, with the list of them.
fn stage(aside: &Path, files: &[(PathBuf, Vec<u8>)]) -> Result<(), (PathBuf, std::io::Error)> {
    // What a killed report left behind is in the way of this one.
    let _ = std::fs::remove_dir_all(aside);
    let list = PathBuf::from(LIST);
    let text = list_of(files).into_bytes();
    for (name, bytes) in files.iter().map(|(name, bytes)| (name, bytes)).chain([(&list, &text)]) {
        let path = aside.join(name);
        let write = || {
            std::fs::create_dir_all(path.parent().unwrap_or(aside))?;
            let mut file = std::fs::File::create(&path)?;
            std::io::Write::write_all(&mut file, bytes)?;
            file.sync_all()
        };
        write().map_err(|error| (name.clone(), error))?;
    }
    Ok(())
}

/// Puts all files into their places; the list comes last, when all of them are there.
fn place(folder: &Path, aside: &Path, files: &[(PathBuf, Vec<u8>)]) -> Result<(), String> {
    let list = PathBuf::from(LIST);
    for (done, name) in files.iter().map(|(name, _)| name).chain([&list]).enumerate() {
        let to = folder.join(name);
        let put = || {
            std::fs::create_dir_all(to.parent().unwrap_or(folder))?;
            std::fs::rename(aside.join(name), &to)
        };
        put().map_err(|error| {
            format!(
                "cannot write {}: {error}; {done} of {} files in {} are of the new report, the others of the one before. Write the report again, or into an empty folder",
                to.display(),
                files.len() + 1,
                folder.display()
            )
        })?;
    }
    Ok(())
}

fn list_of(files: &[(PathBuf, Vec<u8>)]) -> String {
    let line = |(name, bytes): &(PathBuf, Vec<u8>)| {
        let parts: Vec<String> =
            name.iter().map(|part| part.to_string_lossy().into_owned()).collect();
        format!("{:016x}  {}\n", hash(bytes), parts.join("/"))
    };
    files.iter().map(line).fold(format!("{ABOUT}\n"), |list, line| list + &line)
}

/// What was written before, with its hashes; names that lead out of the folder are passed over.
fn listed(folder: &Path) -> BTreeMap<PathBuf, String> {
    let text = std::fs::read_to_string(folder.join(LIST)).unwrap_or_default();
    let entry = |line: &str| {
        let (hash, name) = line.split_once("  ")?;
        let name: PathBuf = name.split('/').collect();
        let inside = name.components().all(|part| matches!(part, std::path::Component::Normal(_)));
        inside.then(|| (name, hash.to_owned()))
    };
    if text.starts_with(ABOUT) {
        text.lines().skip(1).filter_map(entry).collect()
    } else {
        BTreeMap::new()
    }
}

/// Removes what was written before and is not part of what is written now.
fn clear(
    folder: &Path,
    before: &BTreeMap<PathBuf, String>,
    files: &[(PathBuf, Vec<u8>)],
) -> Written {
    let mut written = Written::default();
    for (name, was) in before.iter().filter(|(name, _)| files.iter().all(|(new, _)| new != *name)) {
        let path = folder.join(name);
        let regular = std::fs::symlink_metadata(&path).is_ok_and(|about| about.is_file());
        let Some(bytes) = regular.then(|| std::fs::read(&path).ok()).flatten() else { continue };
        if format!("{:016x}", hash(&bytes)) == *was && std::fs::remove_file(&path).is_ok() {
            written.removed.push(name.clone());
        } else {
            written.kept.push(name.clone());
        }
    }
    written
}

#[cfg(test)]
mod tests {
    use super::*;

    fn files(of: &[(&str, &str)]) -> Vec<(PathBuf, Vec<u8>)> {
        of.iter().map(|(name, text)| (PathBuf::from(name), text.as_bytes().to_vec())).collect()
    }

    #[test]
    fn what_an_earlier_report_left_goes_and_nothing_else() {
        let folder = tempfile::tempdir().unwrap();
        let at = |name: &str| folder.path().join(name);
        std::fs::create_dir(at("pictures")).unwrap();
        std::fs::write(at("pictures/mine.svg"), "mine").unwrap();
        let first = files(&[("report.md", "1"), ("pictures/a.svg", "a"), ("pictures/b.svg", "b")]);
        assert_eq!(write(folder.path(), &first).unwrap(), Written::default());
        std::fs::write(at("pictures/b.svg"), "changed by hand").unwrap();
        let second = files(&[("report.md", "2"), ("pictures/c.svg", "c")]);
        let written = write(folder.path(), &second).unwrap();
        assert_eq!(written.removed, [PathBuf::from("pictures/a.svg")]);
        assert_eq!(written.kept, [PathBuf::from("pictures/b.svg")]);
        let mut left: Vec<String> = std::fs::read_dir(at("pictures"))
            .unwrap()
            .map(|entry| entry.unwrap().file_name().into_string().unwrap())
            .collect();
        left.sort();
        assert_eq!(left, ["b.svg", "c.svg", "mine.svg"]);
        assert_eq!(std::fs::read_to_string(at("report.md")).unwrap(), "2");
        assert!(!at(ASIDE).exists());
    }

    #[test]
    fn a_list_leads_to_nothing_outside_its_folder() {
        let around = tempfile::tempdir().unwrap();
        let folder = around.path().join("report");
        std::fs::create_dir(&folder).unwrap();
        std::fs::write(around.path().join("precious"), "a").unwrap();
        let line = format!("{ABOUT}\n{:016x}  ../precious\n", hash(b"a"));
        std::fs::write(folder.join(LIST), line).unwrap();
        assert_eq!(write(&folder, &files(&[("report.md", "1")])).unwrap(), Written::default());
        assert!(around.path().join("precious").exists());
    }

    #[test]
    fn a_refused_file_leaves_the_folder_as_it_was() {
        let folder = tempfile::tempdir().unwrap();
        std::fs::write(folder.path().join("report.md"), "before").unwrap();
        std::fs::create_dir(folder.path().join("report.pdf")).unwrap();
        let wanted = files(&[("report.md", "after"), ("report.pdf", "after")]);
        let said = write(folder.path(), &wanted).unwrap_err();
        assert!(said.contains("report.pdf: it is a folder") && said.contains("nothing"), "{said}");
        assert_eq!(std::fs::read_to_string(folder.path().join("report.md")).unwrap(), "before");
    }
}
