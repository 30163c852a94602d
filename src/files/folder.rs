//! A folder of files that belong together, such as a report's: written as one, and in the place of
//! what the same program wrote there before.
//!
//! All files are first written aside, within the folder; only then each takes its place. So whoever
//! stops, quits or runs out of disk finds the folder as it was. A list of the files with a hash of
//! each ([`LIST`]) stays beside a report, so that the next time whatever is not written again goes
//! away, unless somebody has changed it since.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use super::stamp::hash;
use super::store;
use crate::base::failure::reason;
use crate::base::logged::{Cause, logged};

/// File that lists what was written, one file a line: its hash, two spaces, its name.
pub const LIST: &str = "report-files.txt";
/// Folder in which files wait for their place.
const ASIDE: &str = ".polyplan-unfinished";
/// First line of the list.
const ABOUT: &str = "# Files of a Polyplan report. The next report written here replaces or removes them, unless they were changed.";

/// Whether files are all that the program keeps in a folder.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Keeps {
    /// What was written there before and is not written again is removed.
    One,
    /// Files are added to what is there; those of the same names are replaced.
    Several,
}

/// What was done.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Written {
    /// How many files were written.
    pub files: usize,
    /// Files of before that were removed.
    pub removed: Vec<String>,
    /// Files of before that stay, as somebody has changed them.
    pub kept: Vec<String>,
}

/// Why not all files of a folder were written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Why {
    /// Somebody asked to stop.
    Stopped,
    /// A file could not be made or written; the sentence names it.
    Failed(String),
}

/// What became of a folder of which not all files were written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unfinished {
    /// Why.
    pub why: Why,
    /// Files that had taken their places before; none as a rule.
    pub placed: usize,
    /// Files in all.
    pub of: usize,
}

impl Unfinished {
    /// Nothing in the folder was changed for this reason.
    #[must_use]
    pub const fn before(why: Why) -> Self {
        Self { why, placed: 0, of: 0 }
    }
}

impl Cause for Unfinished {
    fn cause(&self) -> String {
        match self.why {
            Why::Stopped => "stopped".to_owned(),
            Why::Failed(_) => format!("{} of {} files are in their places", self.placed, self.of),
        }
    }
}

impl std::fmt::Display for Unfinished {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let Self { why, placed, of } = self;
        let reason = match why {
            Why::Stopped => "stopped",
            Why::Failed(reason) => reason,
        };
        match placed {
            0 => write!(f, "{reason}; nothing was written"),
            _ => write!(
                f,
                "{reason}; {placed} of {of} files are new, the others of before or missing: write again, or into an empty folder"
            ),
        }
    }
}

/// Writes files into a folder, which is made if it is missing, by their places within it. `go_on`
/// is told how far it is, from 0 to 1, and says whether to go on.
///
/// # Errors
/// What went wrong, and whether anything in the folder has changed.
pub fn write<F>(
    folder: &Path,
    keeps: Keeps,
    files: Vec<(String, F)>,
    go_on: impl FnMut(f64) -> bool,
) -> Result<Written, Unfinished>
where
    F: FnOnce() -> Result<Vec<u8>, String>,
{
    logged("write", folder, || write_all(folder, keeps, files, go_on))
}

fn write_all<F>(
    folder: &Path,
    keeps: Keeps,
    files: Vec<(String, F)>,
    go_on: impl FnMut(f64) -> bool,
) -> Result<Written, Unfinished>
where
    F: FnOnce() -> Result<Vec<u8>, String>,
{
    let nothing = |why| Unfinished { of: files.len(), ..Unfinished::before(why) };
    let made: Vec<&Path> = folder.ancestors().take_while(|folder| !folder.exists()).collect();
    store::make_folder(folder).map_err(|why| nothing(Why::Failed(why)))?;
    for (name, _) in &files {
        refused(&folder.join(name)).map_err(|why| nothing(Why::Failed(why)))?;
    }
    let of = files.len();
    let aside = folder.join(ASIDE);
    let before = if keeps == Keeps::One { before(folder, &aside) } else { BTreeMap::new() };
    let staged = stage(folder, &aside, files, go_on).and_then(|staged| {
        if keeps == Keeps::One {
            put(folder, &aside, LIST, list_of(&staged).as_bytes()).map_err(Why::Failed)?;
        }
        Ok(staged)
    });
    let result = match staged {
        Err(why) => Err(Unfinished { of, ..Unfinished::before(why) }),
        Ok(staged) => {
            let list = (keeps == Keeps::One).then_some(LIST);
            let names = staged.keys().map(String::as_str).chain(list);
            place(folder, &aside, names).map(|()| staged)
        }
    };
    let _ = std::fs::remove_dir_all(&aside);
    if result.is_err() {
        // What holds anything by now stays.
        for folder in &made {
            drop(std::fs::remove_dir(folder));
        }
    }
    let staged = result?;
    let (removed, kept) = clear(folder, before, &staged);
    Ok(Written { files: of, removed, kept })
}

/// Whether a file may be replaced.
fn refused(path: &Path) -> Result<(), String> {
    let Ok(about) = std::fs::symlink_metadata(path) else { return Ok(()) };
    let why = if about.is_dir() {
        "it is a folder; move it away or choose another folder"
    } else if !about.is_file() {
        "it is no regular file; move it away or choose another folder"
    } else if about.permissions().readonly() {
        "it is write-protected; allow writing to it or choose another folder"
    } else {
        return store::spare_plan(path);
    };
    Err(format!("cannot write {}: {why}", path.display()))
}

/// Writes one file aside.
fn put(folder: &Path, aside: &Path, name: &str, bytes: &[u8]) -> Result<(), String> {
    let path = aside.join(name);
    let write = || {
        std::fs::create_dir_all(path.parent().unwrap_or(aside))?;
        let mut file = std::fs::File::create(&path)?;
        std::io::Write::write_all(&mut file, bytes)?;
        file.sync_all()
    };
    write().map_err(|error| {
        let to = folder.join(name);
        format!("cannot write {}: {}", to.display(), reason(&to, &error))
    })
}

/// Makes all files and writes them aside; their hashes by their places.
fn stage<F>(
    folder: &Path,
    aside: &Path,
    files: Vec<(String, F)>,
    mut go_on: impl FnMut(f64) -> bool,
) -> Result<BTreeMap<String, String>, Why>
where
    F: FnOnce() -> Result<Vec<u8>, String>,
{
    // What was killed left this behind.
    let _ = std::fs::remove_dir_all(aside);
    let of = files.len();
    let mut staged = BTreeMap::new();
    for (done, (name, bytes)) in files.into_iter().enumerate() {
        #[expect(clippy::cast_precision_loss, reason = "a number of files")]
        let share = done as f64 / of as f64;
        if !go_on(share) {
            return Err(Why::Stopped);
        }
        let bytes = bytes().map_err(Why::Failed)?;
        put(folder, aside, &name, &bytes).map_err(Why::Failed)?;
        staged.insert(name, format!("{:016x}", hash(&bytes)));
    }
    Ok(staged)
}

/// Puts all files into their places; the list comes last, when all of them are there.
fn place<'a>(
    folder: &Path,
    aside: &Path,
    names: impl Iterator<Item = &'a str>,
) -> Result<(), Unfinished> {
    let names: Vec<&str> = names.collect();
    for (placed, name) in names.iter().enumerate() {
        let to = folder.join(name);
        let put = || {
            std::fs::create_dir_all(to.parent().unwrap_or(folder))?;
            std::fs::rename(aside.join(name), &to)
        };
        put().map_err(|error| {
            let why = format!("cannot write {}: {}", to.display(), reason(&to, &error));
            let why = Why::Failed(why);
            Unfinished { why, placed, of: names.len() }
        })?;
    }
    Ok(())
}

fn list_of(staged: &BTreeMap<String, String>) -> String {
    staged.iter().fold(format!("{ABOUT}\n"), |list, (name, hash)| format!("{list}{hash}  {name}\n"))
}

/// What was written before, also by a run that was killed while it put files into their places.
fn before(folder: &Path, aside: &Path) -> BTreeMap<String, String> {
    let mut before = listed(folder);
    let placed = listed(aside).into_iter().filter(|(name, _)| !aside.join(name).exists());
    before.extend(placed);
    before
}

/// What a list names, with its hashes; names that lead out of the folder are passed over.
fn listed(folder: &Path) -> BTreeMap<String, String> {
    let text = std::fs::read_to_string(folder.join(LIST)).unwrap_or_default();
    let entry = |line: &str| {
        let (hash, name) = line.split_once("  ")?;
        let path: PathBuf = name.split('/').collect();
        let inside = path.components().all(|part| matches!(part, std::path::Component::Normal(_)));
        inside.then(|| (name.to_owned(), hash.to_owned()))
    };
    if text.starts_with(ABOUT) {
        text.lines().skip(1).filter_map(entry).collect()
    } else {
        BTreeMap::new()
    }
}

/// Removes what was written before and is not part of what is written now; what was removed, and
/// what stays as it was changed.
fn clear(
    folder: &Path,
    before: BTreeMap<String, String>,
    now: &BTreeMap<String, String>,
) -> (Vec<String>, Vec<String>) {
    let (mut removed, mut kept) = (Vec::new(), Vec::new());
    for (name, was) in before.into_iter().filter(|(name, _)| !now.contains_key(name)) {
        let path = folder.join(&name);
        let regular = std::fs::symlink_metadata(&path).is_ok_and(|about| about.is_file());
        let Some(bytes) = regular.then(|| std::fs::read(&path).ok()).flatten() else { continue };
        let same = format!("{:016x}", hash(&bytes)) == was;
        let gone = same && std::fs::remove_file(&path).is_ok();
        if gone { &mut removed } else { &mut kept }.push(name);
    }
    (removed, kept)
}

#[cfg(test)]
mod tests {
    use super::*;

    type Bytes = Box<dyn FnOnce() -> Result<Vec<u8>, String>>;

    fn files(of: &[(&'static str, &'static str)]) -> Vec<(String, Bytes)> {
        let file = |&(name, text): &(&'static str, &'static str)| {
            let bytes: Bytes = Box::new(move || Ok(text.as_bytes().to_vec()));
            (name.to_owned(), bytes)
        };
        of.iter().map(file).collect()
    }

    fn report(folder: &Path, of: &[(&'static str, &'static str)]) -> Result<Written, Unfinished> {
        write(folder, Keeps::One, files(of), |_| true)
    }

    #[test]
    fn what_an_earlier_report_left_goes_and_nothing_else() {
        let folder = tempfile::tempdir().unwrap();
        let at = |name: &str| folder.path().join(name);
        std::fs::create_dir(at("pictures")).unwrap();
        std::fs::write(at("pictures/mine.svg"), "mine").unwrap();
        let first = [("report.md", "1"), ("pictures/a.svg", "a"), ("pictures/b.svg", "b")];
        assert_eq!(
            report(folder.path(), &first).unwrap(),
            Written { files: 3, ..Written::default() }
        );
        std::fs::write(at("pictures/b.svg"), "changed by hand").unwrap();
        let second = [("report.md", "2"), ("pictures/c.svg", "c")];
        let written = report(folder.path(), &second).unwrap();
        assert_eq!(written.removed, ["pictures/a.svg"]);
        assert_eq!(written.kept, ["pictures/b.svg"]);
        let mut left: Vec<String> = std::fs::read_dir(at("pictures"))
            .unwrap()
            .map(|entry| entry.unwrap().file_name().into_string().unwrap())
            .collect();
        left.sort();
        assert_eq!(left, ["b.svg", "c.svg", "mine.svg"]);
        assert_eq!(std::fs::read_to_string(at("report.md")).unwrap(), "2");
        assert!(!at(ASIDE).exists());
        // Pictures beside it leave the report alone.
        write(folder.path(), Keeps::Several, files(&[("d.svg", "d")]), |_| true).unwrap();
        assert!(at("report.md").exists() && at("pictures/c.svg").exists() && at("d.svg").exists());
    }

    #[test]
    fn what_a_killed_run_had_put_in_its_place_goes_with_the_next() {
        let folder = tempfile::tempdir().unwrap();
        let at = |name: &str| folder.path().join(name);
        report(folder.path(), &[("a.svg", "1"), ("b.svg", "1"), ("report.md", "1")]).unwrap();
        // The next run had put `a.svg` and `new.svg` in their places when it was killed.
        std::fs::create_dir(at(ASIDE)).unwrap();
        let names = ["a.svg", "b.svg", "new.svg", "report.md"];
        let hash = format!("{:016x}", hash(b"2"));
        let staged = names.map(|name| (name.to_owned(), hash.clone())).into_iter().collect();
        std::fs::write(at(ASIDE).join(LIST), list_of(&staged)).unwrap();
        for name in ["b.svg", "report.md"] {
            std::fs::write(at(ASIDE).join(name), "2").unwrap();
        }
        std::fs::write(at("a.svg"), "2").unwrap();
        std::fs::write(at("new.svg"), "2").unwrap();
        let written = report(folder.path(), &[("report.md", "3")]).unwrap();
        assert_eq!(written.removed, ["a.svg", "b.svg", "new.svg"]);
        let left: Vec<_> = std::fs::read_dir(folder.path()).unwrap().map(Result::unwrap).collect();
        assert_eq!(left.len(), 2, "{left:?}: the report and its list");
    }

    #[test]
    fn a_list_leads_to_nothing_outside_its_folder() {
        let around = tempfile::tempdir().unwrap();
        let folder = around.path().join("report");
        std::fs::create_dir(&folder).unwrap();
        std::fs::write(around.path().join("precious"), "a").unwrap();
        let line = format!("{ABOUT}\n{:016x}  ../precious\n", hash(b"a"));
        std::fs::write(folder.join(LIST), line).unwrap();
        let written = report(&folder, &[("report.md", "1")]).unwrap();
        assert!(written.removed.is_empty() && written.kept.is_empty());
        assert!(around.path().join("precious").exists());
    }

    #[test]
    fn what_is_refused_stopped_or_not_made_leaves_the_folder_as_it_was() {
        let folder = tempfile::tempdir().unwrap();
        let at = |name: &str| folder.path().join(name);
        std::fs::write(at("report.md"), "before").unwrap();
        std::fs::create_dir(at("report.pdf")).unwrap();
        let wanted = [("report.md", "after"), ("report.pdf", "after")];
        let said = report(folder.path(), &wanted).unwrap_err().to_string();
        assert!(said.contains("report.pdf: it is a folder") && said.contains("nothing"), "{said}");
        let two = || files(&[("report.md", "after"), ("b.md", "b")]);
        let stopped = write(folder.path(), Keeps::One, two(), |share| share < 0.4).unwrap_err();
        assert_eq!((&stopped.why, stopped.placed), (&Why::Stopped, 0));
        let mut broken = two();
        broken.push(("c.md".to_owned(), Box::new(|| Err("too large".to_owned()))));
        let said = write(folder.path(), Keeps::One, broken, |_| true).unwrap_err().to_string();
        assert!(said.starts_with("too large; nothing"), "{said}");
        assert_eq!(std::fs::read_to_string(at("report.md")).unwrap(), "before");
        assert!(!at("b.md").exists() && !at(ASIDE).exists() && !at(LIST).exists());
    }
}
