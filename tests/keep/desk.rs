//! A user with a home of their own, and what they do.

use std::path::{Path, PathBuf};

use polyplan::catalog::Catalog;
use polyplan::files;
use polyplan::model::{Component, ComponentId, Edit, Kind, Plan};
use polyplan::session::{Answer, Command, Dialog, Places, Request, Session, Settings, Tone};

/// A folder with a user's home and plans; gone when the test is over.
pub struct Desk {
    folder: tempfile::TempDir,
}

impl Desk {
    pub fn new() -> Self {
        Self { folder: tempfile::tempdir().unwrap() }
    }

    pub fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    pub fn home(&self) -> PathBuf {
        self.path("home")
    }

    pub fn places(&self) -> Places {
        Places::at(&self.home())
    }

    /// The program as it starts.
    pub fn start(&self) -> Session {
        start(&self.home())
    }

    /// The program with a plan that was saved to `shop.plan.ron` with the component `API`.
    pub fn shop(&self) -> (Session, PathBuf) {
        let path = self.path("shop.plan.ron");
        let mut session = self.start();
        add(&mut session, "API");
        session.handle(Command::SaveTo(path.clone()));
        session.settle();
        assert!(!session.is_dirty());
        session.notices.clear();
        (session, path)
    }
}

pub fn start(home: &Path) -> Session {
    let places = Places::at(home);
    let (settings, notice) = Settings::read(&places);
    assert_eq!(notice, None);
    let mut session = Session::new(Catalog::shipped().unwrap(), settings);
    session.keep_in(places);
    session.find_lost_work();
    session.settle();
    session
}

pub fn component(name: &str) -> Edit {
    let id = ComponentId::fresh(name, |_| false);
    Edit::AddComponent(Box::new(Component::new(id, name, Kind::Service)))
}

pub fn add(session: &mut Session, name: &str) {
    let label = format!("Add “{name}”");
    session.handle(Command::Edit { label, edit: component(name) });
    assert!(names(session.plan()).contains(&name.to_owned()), "{:?}", session.notices);
}

pub fn names(plan: &Plan) -> Vec<String> {
    plan.components.values().map(|component| component.name.clone()).collect()
}

pub fn in_file(path: &Path) -> Vec<String> {
    names(&files::load(path).unwrap().plan)
}

pub fn asks(session: &Session) -> Option<&Dialog> {
    session.dialogs.last()
}

pub fn answer(session: &mut Session, answer: Answer) {
    session.handle(Command::Answer(answer));
    session.settle();
}

pub fn closes(session: &mut Session) -> bool {
    session.take_requests().contains(&Request::Close)
}

#[track_caller]
pub fn says(session: &Session, tone: Tone, words: &str) {
    let found = session.notices.iter().any(|n| n.tone == tone && n.text.contains(words));
    assert!(found, "{:?} should say {words}", session.notices);
}

/// Copies a folder as it is now.
pub fn copy(from: &Path, to: &Path) {
    std::fs::create_dir_all(to).unwrap();
    for entry in std::fs::read_dir(from).unwrap() {
        let entry = entry.unwrap();
        let target = to.join(entry.file_name());
        if entry.path().is_dir() {
            copy(&entry.path(), &target);
        } else {
            std::fs::copy(entry.path(), target).unwrap();
        }
    }
}

/// The one journal in a home.
pub fn journal(home: &Path) -> Option<PathBuf> {
    let entries = std::fs::read_dir(home.join("journal")).ok()?;
    let mut journals: Vec<PathBuf> = entries
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.extension().is_some_and(|ending| ending == "journal"))
        .collect();
    assert!(journals.len() <= 1, "{journals:?}");
    journals.pop()
}
