//! Saving, and what follows it.

use polyplan::session::{ActionId, Answer, Command, Dialog, FileRequest, Request, Then, Tone};

use crate::desk::{Desk, add, answer, asks, closes, in_file, names, says};

fn save_as(requests: Vec<Request>) -> Option<(String, Option<Then>)> {
    requests.into_iter().find_map(|request| match request {
        Request::ChooseFile(FileRequest::SaveAs { name, then }) => Some((name, then)),
        _ => None,
    })
}

#[test]
fn the_last_five_versions_are_kept_newest_first() {
    let desk = Desk::new();
    let (mut session, path) = desk.shop();
    let mut versions = vec![std::fs::read(&path).unwrap()];
    for number in 1..8 {
        add(&mut session, &format!("Service {number}"));
        session.handle(Command::Act(ActionId::Save));
        session.settle();
        versions.push(std::fs::read(&path).unwrap());
    }
    versions.pop();
    let folder = desk.places().backups(&path);
    for (number, version) in (1..=5).zip(versions.iter().rev()) {
        let backup = folder.join(format!("{number}.plan.ron"));
        assert!(std::fs::read(&backup).unwrap() == *version, "{}", backup.display());
    }
    assert_eq!(std::fs::read_dir(folder).unwrap().count(), 5);
}

#[test]
fn undo_reaches_back_beyond_saving_and_opening() {
    let desk = Desk::new();
    let (mut session, path) = desk.shop();
    add(&mut session, "Cart");
    add(&mut session, "Mail");
    session.handle(Command::Act(ActionId::Undo));
    session.handle(Command::Act(ActionId::Save));
    session.settle();
    drop(session);
    let mut session = desk.start();
    session.handle(Command::Open(path.clone()));
    session.settle();
    assert!(!session.is_dirty());
    assert_eq!(session.history().redo_label(), Some("Add “Mail”"));
    session.handle(Command::Act(ActionId::Undo));
    assert_eq!(names(session.plan()), ["API"]);
    assert!(session.is_dirty());
    session.handle(Command::Act(ActionId::Redo));
    session.handle(Command::Act(ActionId::Redo));
    assert_eq!(names(session.plan()), ["API", "Cart", "Mail"]);
    drop(session);

    let text = std::fs::read_to_string(&path).unwrap().replace("Cart", "Basket");
    std::fs::write(&path, text).unwrap();
    let mut session = desk.start();
    answer(&mut session, Answer::Discard);
    session.handle(Command::Open(path));
    session.settle();
    assert_eq!(session.history().depth(), (0, 0), "the file is not the one that was saved");
}

#[test]
fn closing_an_unsaved_plan_asks_saves_and_closes() {
    let desk = Desk::new();
    let mut session = desk.start();
    add(&mut session, "API");
    session.handle(Command::Quit);
    assert_eq!(asks(&session), Some(&Dialog::UnsavedChanges(Then::Quit)));
    session.handle(Command::CloseDialog);
    assert!(!closes(&mut session));
    session.handle(Command::Quit);
    answer(&mut session, Answer::Save);
    let (name, then) = save_as(session.take_requests()).unwrap();
    assert_eq!((name.as_str(), &then), ("untitled.plan.ron", &Some(Then::Quit)));
    let path = desk.path("mine.plan.ron");
    session.handle(Command::SaveToThen(path.clone(), then.unwrap()));
    session.settle();
    assert_eq!(in_file(&path), ["API"]);
    assert!(closes(&mut session));
}

#[test]
fn a_new_plan_or_another_one_follows_the_save() {
    let desk = Desk::new();
    let (mut session, path) = desk.shop();
    add(&mut session, "Cart");
    session.handle(Command::Act(ActionId::New));
    answer(&mut session, Answer::Save);
    assert_eq!((names(session.plan()), session.path()), (vec![], None));
    add(&mut session, "Mail");
    session.handle(Command::Open(path.clone()));
    answer(&mut session, Answer::Discard);
    assert_eq!(names(session.plan()), ["API", "Cart"]);
    assert_eq!(session.path(), Some(path.as_path()));
}

#[test]
fn a_save_that_fails_asks_again_says_why_and_nothing_follows() {
    let desk = Desk::new();
    let mut session = desk.start();
    add(&mut session, "API");
    let nowhere = desk.path("no/such/folder/a.plan.ron");
    session.handle(Command::SaveToThen(nowhere.clone(), Then::Quit));
    session.settle();
    let then = Some(Then::Quit);
    let again = FileRequest::SaveAs { name: nowhere.display().to_string(), then };
    assert_eq!(asks(&session), Some(&Dialog::Path(again)));
    let why = session.save_problem().unwrap();
    assert!(why.contains("annot save") && why.contains("a.plan.ron"), "{why}");
    assert!(session.is_dirty() && !closes(&mut session));
    assert_eq!(names(session.plan()), ["API"]);
    assert_eq!(session.plan().name, "", "it is not named after a file that is not there");
}

#[test]
fn a_plan_without_a_name_takes_that_of_its_file() {
    let desk = Desk::new();
    let mut session = desk.start();
    assert_eq!(session.plan().title(), "Untitled plan");
    add(&mut session, "API");
    session.handle(Command::SaveTo(desk.path("Web shop.plan.ron")));
    session.settle();
    assert_eq!(session.plan().name, "Web shop");
    assert!(!session.is_dirty());
    let file = polyplan::files::load(&desk.path("Web shop.plan.ron")).unwrap();
    assert_eq!(file.plan.name, "Web shop");
    // A copy under another name keeps the name, and so does one that people gave.
    session.handle(Command::SaveTo(desk.path("copy.plan.ron")));
    session.settle();
    assert_eq!(session.plan().name, "Web shop");
    session.handle(Command::Act(ActionId::Undo));
    assert_eq!((session.plan().name.as_str(), names(session.plan()).len()), ("", 1));
}

#[test]
fn opening_another_plan_asks_once_about_changes() {
    let desk = Desk::new();
    let (mut session, path) = desk.shop();
    session.handle(Command::Act(ActionId::New));
    add(&mut session, "Mail");
    session.handle(Command::Act(ActionId::Open));
    assert_eq!(asks(&session), None, "nothing is lost before a file is chosen");
    assert_eq!(session.take_requests(), [Request::ChooseFile(FileRequest::Open)]);
    session.handle(Command::Open(path.clone()));
    assert_eq!(asks(&session), Some(&Dialog::UnsavedChanges(Then::Open(path.clone()))));
    answer(&mut session, Answer::Discard);
    assert_eq!((asks(&session), session.path()), (None, Some(path.as_path())));
}

#[test]
fn what_is_edited_while_closing_is_asked_about() {
    let desk = Desk::new();
    let (mut session, path) = desk.shop();
    add(&mut session, "Cart");
    session.handle(Command::Quit);
    session.handle(Command::Answer(Answer::Save));
    add(&mut session, "Mail");
    session.settle();
    assert_eq!(in_file(&path), ["API", "Cart"]);
    assert!(!closes(&mut session));
    assert_eq!(asks(&session), Some(&Dialog::UnsavedChanges(Then::Quit)));
}

#[test]
fn closing_while_it_is_saved_needs_no_question() {
    let desk = Desk::new();
    let (mut session, path) = desk.shop();
    add(&mut session, "Cart");
    session.handle(Command::Act(ActionId::Save));
    session.handle(Command::Quit);
    assert_eq!(asks(&session), None);
    session.settle();
    assert!(closes(&mut session));
    assert_eq!(in_file(&path), ["API", "Cart"]);
}

#[test]
fn of_many_saves_the_last_one_counts() {
    let desk = Desk::new();
    let (mut session, path) = desk.shop();
    for number in 0..12 {
        add(&mut session, &format!("Service {number:02}"));
        session.handle(Command::Act(ActionId::Save));
    }
    session.settle();
    assert!(!session.is_dirty());
    assert_eq!(in_file(&path).len(), 13);
}

#[test]
fn a_name_without_ending_gets_one_and_replaces_nothing_unasked() {
    let desk = Desk::new();
    let mut session = desk.start();
    add(&mut session, "API");
    session.handle(Command::SaveTo(desk.path("shop")));
    session.settle();
    let path = desk.path("shop.plan.ron");
    assert_eq!(in_file(&path), ["API"]);
    assert_eq!(session.path(), Some(path.as_path()));
    assert_eq!(session.settings.recent, std::slice::from_ref(&path));
    let mut other = desk.start();
    add(&mut other, "Other");
    other.handle(Command::SaveTo(desk.path("shop")));
    other.settle();
    assert_eq!(in_file(&path), ["API"]);
    let Some(Dialog::Path(FileRequest::SaveAs { name, then: None })) = asks(&other) else {
        panic!("{:?}", other.dialogs);
    };
    assert_eq!(name, path.to_str().unwrap());
    // What the dialog sends once it was told that the file is replaced.
    other.handle_all([Command::CloseDialog, Command::SaveTo(path.clone())]);
    other.settle();
    assert_eq!(in_file(&path), ["Other"]);
}

#[test]
fn a_missing_file_is_said_and_the_plan_stays_empty() {
    let desk = Desk::new();
    let mut session = desk.start();
    session.handle(Command::Open(desk.path("gone.plan.ron")));
    session.settle();
    says(&session, Tone::Failed, "There is no file");
    says(&session, Tone::Failed, "gone.plan.ron");
    assert_eq!((session.path(), session.is_dirty()), (None, false));
    std::fs::write(desk.path("bad.plan.ron"), "(format: 1").unwrap();
    session.handle(Command::Open(desk.path("bad.plan.ron")));
    session.settle();
    says(&session, Tone::Failed, "bad.plan.ron: line 1");
}

#[test]
fn a_plan_named_from_here_is_found_from_anywhere() {
    let desk = Desk::new();
    let mut session = desk.start();
    session.handle(Command::Open("saves/online-boutique.plan.ron".into()));
    session.settle();
    let path = session.path().unwrap();
    assert!(path.is_absolute() && path.is_file(), "{}", path.display());
    assert_eq!(session.settings.recent, [path.to_owned()]);
}
