//! A state folder that something damaged: the program starts, says what it cannot read, and loses
//! nothing that can be read.

use std::path::{Path, PathBuf};

use polyplan::catalog::Catalog;
use polyplan::session::{ActionId, Answer, Command, Dialog, Places, Session, Settings, Tone};

use crate::desk::{Desk, add, answer, asks, copy, in_file, journal, names};

/// What a user has: settings, a plan that was saved three times and its undo history, and unsaved
/// work in another window.
struct Kept {
    desk: Desk,
    plan: PathBuf,
}

const SAVED: [&str; 3] = ["API", "Cart", "Mail"];
const UNSAVED: [&str; 4] = ["One", "Two", "Three", "Four"];

impl Kept {
    fn new() -> Self {
        let desk = Desk::new();
        let (mut session, plan) = desk.shop();
        for name in &SAVED[1..] {
            add(&mut session, name);
            session.handle(Command::Act(ActionId::Save));
            session.settle();
        }
        session.handle(Command::Act(ActionId::Snap));
        drop(session);
        let mut other = desk.start();
        for name in UNSAVED {
            add(&mut other, name);
            other.flush();
        }
        drop(other);
        Self { desk, plan }
    }

    /// The home and the plan as they are, in a place of their own.
    fn copied(&self, name: &str) -> Home {
        let folder = self.desk.path(name);
        copy(&self.desk.home(), &folder);
        // Backups and history are found by the plan's path.
        Home { places: Places::at(&folder), folder }
    }
}

struct Home {
    folder: PathBuf,
    places: Places,
}

impl Home {
    fn start(&self) -> Session {
        let (settings, notice) = Settings::read(&self.places);
        let mut session = Session::new(Catalog::shipped().unwrap(), settings);
        session.notices.extend(notice);
        session.keep_in(self.places.clone());
        session.find_lost_work();
        session.settle();
        session
    }

    /// Everything in the state folder that is or was a journal.
    fn journals(&self) -> Vec<Vec<u8>> {
        let Ok(entries) = std::fs::read_dir(self.places.journals()) else { return Vec::new() };
        entries.filter_map(|entry| std::fs::read(entry.unwrap().path()).ok()).collect()
    }

    /// Names of files that are left from something that was stopped.
    fn leftovers(&self) -> Vec<PathBuf> {
        let mut left = Vec::new();
        let mut folders = vec![self.folder.clone()];
        while let Some(folder) = folders.pop() {
            for entry in std::fs::read_dir(folder).unwrap().map(Result::unwrap) {
                let name = entry.file_name().into_string().unwrap();
                if entry.file_type().unwrap().is_dir() {
                    folders.push(entry.path());
                } else if name.starts_with(".polyplan-") {
                    left.push(entry.path());
                }
            }
        }
        left
    }
}

/// Numbers that look random and are the same in each run.
struct Dice(u64);

impl Dice {
    fn below(&mut self, end: usize) -> usize {
        self.0 =
            self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from((self.0 >> 33) % end as u64).unwrap()
    }
}

/// Ways in which a file of the state folder can be damaged; the first are different each time.
const RANDOM: usize = 4;
const WAYS: [&str; 14] = [
    "cut short",
    "some bytes",
    "all bytes",
    "a line",
    "empty",
    "huge",
    "another type",
    "a plan",
    "folder",
    "full folder",
    "link in a circle",
    "link to nothing",
    "pipe",
    "nobody's",
];

fn damage(path: &Path, way: &str, dice: &mut Dice) {
    let mut bytes = std::fs::read(path).unwrap();
    let gone = || std::fs::remove_file(path).unwrap();
    match way {
        "cut short" => bytes.truncate(dice.below(bytes.len())),
        "some bytes" => {
            for _ in 0..=dice.below(8) {
                let at = dice.below(bytes.len());
                bytes[at] = u8::try_from(dice.below(256)).unwrap();
            }
        }
        "all bytes" => bytes.fill_with(|| u8::try_from(dice.below(256)).unwrap()),
        "a line" => {
            let lines: Vec<&[u8]> = bytes.split_inclusive(|byte| *byte == b'\n').collect();
            let torn = dice.below(lines.len());
            let of = |(n, line): (usize, &&[u8])| {
                if n == torn { b"(torn: 1)\n".to_vec() } else { line.to_vec() }
            };
            bytes = lines.iter().enumerate().flat_map(of).collect();
        }
        "empty" => bytes.clear(),
        "another type" => {
            bytes = b"(theme: 12, recent: \"a\", format: 7, version: \"one\")\n".to_vec();
        }
        "a plan" => bytes = std::fs::read("saves/feature-platform.plan.ron").unwrap(),
        _ => {}
    }
    match way {
        "huge" => {
            std::fs::File::options().write(true).open(path).unwrap().set_len(260 << 20).unwrap();
        }
        "folder" => {
            gone();
            std::fs::create_dir(path).unwrap();
        }
        "full folder" => {
            gone();
            std::fs::create_dir(path).unwrap();
            std::fs::write(path.join("a"), "a").unwrap();
        }
        #[cfg(unix)]
        "link in a circle" | "link to nothing" => {
            gone();
            let to = if way == "link in a circle" { path } else { Path::new("nothing") };
            std::os::unix::fs::symlink(to, path).unwrap();
        }
        #[cfg(unix)]
        "pipe" => {
            gone();
            assert!(std::process::Command::new("mkfifo").arg(path).status().unwrap().success());
        }
        #[cfg(unix)]
        "nobody's" => {
            use std::os::unix::fs::PermissionsExt as _;
            std::fs::set_permissions(path, std::fs::Permissions::from_mode(0o000)).unwrap();
        }
        _ => std::fs::write(path, bytes).unwrap(),
    }
}

/// What is damaged.
const PARTS: [&str; 4] = ["settings", "journal", "history", "backup"];

fn part(home: &Home, plan: &Path, part: &str) -> PathBuf {
    match part {
        "settings" => home.places.settings(),
        "journal" => journal(&home.folder).unwrap(),
        "history" => home.places.history(plan),
        _ => home.places.backups(plan).join("1.plan.ron"),
    }
}

fn warned(session: &Session) -> String {
    let told = session.notices.iter().filter(|notice| notice.tone != Tone::Done);
    told.map(|notice| notice.text.as_str()).collect::<Vec<_>>().join("\n")
}

/// What is offered of the unsaved work, once it is certain that nothing else of it is lost unsaid.
fn offered(home: &Home, session: &Session, before: &[u8], damaged: Option<&Vec<u8>>) -> usize {
    let offered = session.lost_work().map_or(0, |lost| names(&lost.base.plan).len());
    let torn_at_the_end = damaged.is_some_and(|bytes| before.starts_with(bytes));
    let in_full = offered == UNSAVED.len() || torn_at_the_end && offered > 0;
    let said = warned(session).contains(home.folder.to_str().unwrap());
    assert!(in_full || said, "{offered}, {:?}", session.notices);
    let held = damaged.is_none_or(|bytes| home.journals().contains(bytes));
    assert!(held, "what cannot be read is gone");
    offered
}

/// One part is damaged in one way; everything else is there, and the plan can be saved.
fn try_one(kept: &Kept, of: &str, way: &str, dice: &mut Dice) {
    let home = kept.copied("tried");
    let path = part(&home, &kept.plan, of);
    let before = std::fs::read(&path).unwrap();
    damage(&path, way, dice);
    let damaged = (path.is_file() && way != "huge").then(|| std::fs::read(&path).ok()).flatten();
    let mut session = home.start();
    if of == "journal" && way != "link to nothing" {
        offered(&home, &session, &before, damaged.as_ref());
    } else if of != "journal" {
        assert_eq!(names(&session.lost_work().unwrap().base.plan), sorted(&UNSAVED));
    }
    if of == "settings" && way != "huge" && way != "nobody's" && damaged.as_ref() != Some(&before) {
        let read = damaged.is_some_and(|bytes| session.settings == settings(&bytes));
        assert!(read || way == "link to nothing" || !warned(&session).is_empty());
    }
    if asks(&session) == Some(&Dialog::Recover) {
        answer(&mut session, Answer::Cancel);
    }
    session.handle(Command::Open(kept.plan.clone()));
    session.settle();
    assert_eq!(names(session.plan()), sorted(&SAVED));
    while session.history().depth().0 > 0 {
        let before = session.history().depth().0;
        session.handle(Command::Act(ActionId::Undo));
        assert!(session.history().depth().0 < before);
    }
    add(&mut session, "New");
    session.handle(Command::Act(ActionId::Save));
    session.settle();
    assert!(!session.is_dirty(), "{:?}", session.notices);
    assert!(in_file(&kept.plan).contains(&"New".to_owned()));
    drop(session);
    assert_eq!(home.leftovers(), [""; 0].map(PathBuf::from));
    std::fs::remove_dir_all(&home.folder).unwrap();
}

/// Settings as a text tells them; the usual ones where it tells none.
fn settings(bytes: &[u8]) -> Settings {
    ron::from_str(&String::from_utf8_lossy(bytes)).unwrap_or_default()
}

#[test]
fn whatever_is_damaged_the_rest_is_there_and_saving_works() {
    let kept = Kept::new();
    let whole = std::fs::read(&kept.plan).unwrap();
    let (mut dice, mut tried) = (Dice(7), 0);
    for of in PARTS {
        for (number, way) in WAYS.into_iter().enumerate() {
            let times = if number < RANDOM { 17 } else { 1 };
            for time in 0..times {
                tried += 1;
                let once = std::panic::AssertUnwindSafe(|| try_one(&kept, of, way, &mut dice));
                let done = std::panic::catch_unwind(once);
                assert!(done.is_ok(), "{of}, {way}, the {time}th time");
                std::fs::write(&kept.plan, &whole).unwrap();
            }
        }
    }
    assert!(tried >= 300, "{tried}");
}

#[test]
fn a_folder_that_is_none_is_said_and_the_plan_is_saved() {
    let kept = Kept::new();
    for part in ["journal", "history", "backups", "."] {
        let home = kept.copied("without a folder");
        let at = if part == "." { home.folder.clone() } else { home.folder.join(part) };
        std::fs::remove_dir_all(&at).unwrap();
        std::fs::write(&at, "").unwrap();
        let mut session = home.start();
        if asks(&session) == Some(&Dialog::Recover) {
            answer(&mut session, Answer::Cancel);
        }
        session.handle(Command::Open(kept.plan.clone()));
        session.settle();
        add(&mut session, &format!("Without {part}"));
        session.flush();
        session.handle(Command::Act(ActionId::Save));
        session.settle();
        assert!(!session.is_dirty(), "{part}: {:?}", session.notices);
        assert!(in_file(&kept.plan).contains(&format!("Without {part}")));
        let said = warned(&session);
        assert!(said.contains(at.to_str().unwrap()), "{said}");
        assert!(!said.contains("os error") && !said.contains(".polyplan-"), "{said}");
        drop(session);
        std::fs::remove_file(&at).unwrap();
    }
}

/// A window that was killed before its journal was begun leaves nothing for ever.
#[test]
fn what_was_begun_and_never_came_to_be_goes_at_the_next_start() {
    let kept = Kept::new();
    let folder = kept.desk.places().journals();
    let before = std::fs::read_dir(&folder).unwrap().count();
    std::fs::write(folder.join("1-1-1.lock"), "").unwrap();
    std::fs::write(folder.join(".polyplan-aB3dE6"), "half").unwrap();
    let session = kept.desk.start();
    assert_eq!(asks(&session), Some(&Dialog::Recover));
    assert_eq!(std::fs::read_dir(&folder).unwrap().count(), before);
}

fn sorted(names: &[&str]) -> Vec<String> {
    let mut names: Vec<String> = names.iter().map(|name| (*name).to_owned()).collect();
    names.sort();
    names
}
