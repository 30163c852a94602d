//! Files that somebody else changes.

use std::path::Path;

use polyplan::base::Point;
use polyplan::model::{ComponentChange, DEFAULT_CARD, Edit, Placement};
use polyplan::session::{
    ActionId, Answer, Command, Dialog, FileRequest, Incoming, Request, Session, Then, Tone,
};

use crate::desk::{Desk, add, answer, asks, closes, in_file, names, says};

/// Another program renames the component `API`.
fn change(path: &Path) {
    let text = std::fs::read_to_string(path).unwrap();
    let theirs = text.replace("\"API\"", "\"Theirs\"");
    assert_ne!(text, theirs);
    std::fs::write(path, theirs).unwrap();
}

/// We add `Cart`, another program changes the file, we save.
fn clash(desk: &Desk) -> (Session, std::path::PathBuf) {
    let (mut session, path) = desk.shop();
    add(&mut session, "Cart");
    change(&path);
    session.handle(Command::Act(ActionId::Save));
    session.settle();
    assert_eq!(asks(&session), Some(&Dialog::ChangedOnDisk));
    assert_eq!(in_file(&path), ["Theirs"], "nothing is overwritten");
    assert!(session.is_dirty());
    (session, path)
}

#[test]
fn keeping_mine_saves_it_and_theirs_becomes_a_backup() {
    let desk = Desk::new();
    let (mut session, path) = clash(&desk);
    answer(&mut session, Answer::KeepMine);
    assert_eq!(in_file(&path), ["API", "Cart"]);
    assert!(!session.is_dirty());
    assert_eq!(in_file(&desk.places().backups(&path).join("1.plan.ron")), ["Theirs"]);
}

#[test]
fn taking_theirs_shows_it_and_mine_becomes_a_backup() {
    let desk = Desk::new();
    let (mut session, path) = clash(&desk);
    answer(&mut session, Answer::TakeTheirs);
    assert_eq!(names(session.plan()), ["Theirs"]);
    assert!(!session.is_dirty());
    assert_eq!(in_file(&path), ["Theirs"]);
    assert_eq!(in_file(&desk.places().backups(&path).join("1.plan.ron")), ["API", "Cart"]);
    says(&session, Tone::Done, "1.plan.ron");
}

#[test]
fn saving_as_leaves_theirs_alone() {
    let desk = Desk::new();
    let (mut session, path) = clash(&desk);
    answer(&mut session, Answer::SaveAs);
    let requests = session.take_requests();
    assert!(
        matches!(&requests[..], [Request::ChooseFile(FileRequest::SaveAs { then: None, .. })]),
        "{requests:?}"
    );
    session.handle(Command::SaveTo(desk.path("mine.plan.ron")));
    session.settle();
    assert_eq!(in_file(&desk.path("mine.plan.ron")), ["API", "Cart"]);
    assert_eq!(in_file(&path), ["Theirs"]);
    assert!(!session.is_dirty());
}

#[test]
fn not_deciding_overwrites_nothing_and_saving_asks_again() {
    let desk = Desk::new();
    let (mut session, path) = clash(&desk);
    answer(&mut session, Answer::Cancel);
    assert!(session.is_dirty());
    session.handle(Command::CheckFile);
    session.settle();
    assert_eq!(asks(&session), None, "what was answered is not asked by itself");
    session.handle(Command::Act(ActionId::Save));
    session.settle();
    assert_eq!(asks(&session), Some(&Dialog::ChangedOnDisk));
    session.handle(Command::CloseDialog);
    assert_eq!(in_file(&path), ["Theirs"]);
}

#[test]
fn what_nobody_edited_but_the_file_lost_is_not_closed_unasked() {
    let desk = Desk::new();
    let (mut session, path) = desk.shop();
    change(&path);
    session.handle(Command::CheckFile);
    session.settle();
    answer(&mut session, Answer::Cancel);
    session.handle(Command::Quit);
    assert_eq!(asks(&session), Some(&Dialog::UnsavedChanges(Then::Quit)));
    drop(session);
    let mut session = desk.start();
    answer(&mut session, Answer::Recover);
    assert_eq!(names(session.plan()), ["API"]);
    session.handle(Command::Act(ActionId::Save));
    session.settle();
    assert_eq!(asks(&session), Some(&Dialog::ChangedOnDisk), "after a crash as before it");
    assert_eq!(in_file(&path), ["Theirs"]);
}

#[test]
fn a_clash_while_closing_closes_only_after_it_is_settled() {
    let desk = Desk::new();
    let (mut session, path) = desk.shop();
    add(&mut session, "Cart");
    change(&path);
    session.handle(Command::Quit);
    answer(&mut session, Answer::Save);
    assert_eq!(asks(&session), Some(&Dialog::ChangedOnDisk));
    assert!(!closes(&mut session));
    answer(&mut session, Answer::KeepMine);
    assert_eq!(in_file(&path), ["API", "Cart"]);
    assert!(closes(&mut session));
}

#[test]
fn a_change_is_noticed_without_saving() {
    let desk = Desk::new();
    let (mut session, path) = desk.shop();
    session.handle(Command::CheckFile);
    session.settle();
    assert_eq!(asks(&session), None);
    // The same content with another time is no change.
    std::fs::write(&path, std::fs::read(&path).unwrap()).unwrap();
    session.handle(Command::CheckFile);
    session.settle();
    assert_eq!(asks(&session), None);
    change(&path);
    session.handle(Command::CheckFile);
    session.settle();
    assert_eq!(asks(&session), Some(&Dialog::ChangedOnDisk));
    assert!(session.is_dirty(), "the file does not hold mine");
    answer(&mut session, Answer::KeepMine);
    assert!(session.is_dirty());
    assert_eq!(in_file(&path), ["Theirs"], "not before it is saved");
    session.handle(Command::Act(ActionId::Save));
    session.settle();
    assert_eq!(in_file(&path), ["API"]);
}

/// Nothing but time passes; the thread that looks at the file has to notice by itself.
#[test]
fn an_idle_window_notices_a_change() {
    let desk = Desk::new();
    let (mut session, path) = desk.shop();
    change(&path);
    while asks(&session).is_none() {
        std::thread::sleep(std::time::Duration::from_millis(20));
        session.tick(0.02);
    }
    assert_eq!(asks(&session), Some(&Dialog::ChangedOnDisk));
}

#[test]
fn a_deleted_file_is_noticed_and_written_again_by_saving() {
    let desk = Desk::new();
    let (mut session, path) = desk.shop();
    std::fs::remove_file(&path).unwrap();
    session.handle(Command::CheckFile);
    session.settle();
    says(&session, Tone::Warning, "shop.plan.ron was moved or deleted");
    assert!(session.is_dirty());
    drop(session);
    let mut session = desk.start();
    assert_eq!(asks(&session), Some(&Dialog::Recover), "the window alone held it");
    answer(&mut session, Answer::Recover);
    session.handle(Command::Act(ActionId::Save));
    session.settle();
    assert_eq!(in_file(&path), ["API"]);
    assert!(!session.is_dirty());
}

#[test]
fn saving_over_another_file_keeps_what_it_held() {
    let desk = Desk::new();
    let (mut session, _) = desk.shop();
    let other = desk.path("other.plan.ron");
    std::fs::write(&other, "precious").unwrap();
    session.handle(Command::SaveToThen(other.clone(), Then::New));
    session.settle();
    assert_eq!(in_file(&other), ["API"]);
    let backup = desk.places().backups(&other).join("1.plan.ron");
    assert_eq!(std::fs::read_to_string(backup).unwrap(), "precious");
    assert_eq!(names(session.plan()), [""; 0]);
}

#[cfg(unix)]
#[test]
fn what_took_the_place_of_a_plan_is_not_written_to_and_another_place_is_asked_for() {
    use std::os::unix::fs::{PermissionsExt as _, symlink};
    for (what, why) in [
        ("folder", "it is a folder. Nothing was written; save to another place"),
        ("circle", "Nothing was written; save to another place"),
        ("pipe", "it is no regular file. Nothing was written; save to another place"),
        ("protected", "it is write-protected; allow writing to it or choose another name"),
    ] {
        let desk = Desk::new();
        let (mut session, path) = desk.shop();
        add(&mut session, "Cart");
        let other = desk.path("other.plan.ron");
        std::fs::rename(&path, &other).unwrap();
        match what {
            "folder" => std::fs::create_dir(&path).unwrap(),
            "circle" => symlink(&path, &path).unwrap(),
            "pipe" => {
                let made = std::process::Command::new("mkfifo").arg(&path).status().unwrap();
                assert!(made.success());
            }
            _ => {
                std::fs::copy(&other, &path).unwrap();
                std::fs::set_permissions(&path, std::fs::Permissions::from_mode(0o444)).unwrap();
            }
        }
        session.handle(Command::Act(ActionId::Save));
        session.settle();
        says(&session, Tone::Failed, why);
        says(&session, Tone::Failed, "shop.plan.ron");
        assert!(!session.notices.iter().any(|notice| notice.text.contains("os error")));
        assert!(session.is_dirty());
        assert_eq!(in_file(&other), ["API"]);
        session.handle(Command::SaveTo(desk.path("new.plan.ron")));
        session.settle();
        assert_eq!(in_file(&desk.path("new.plan.ron")), ["API", "Cart"]);
    }
}

/// The dialog that shows what both changed.
fn merging(session: &Session) -> &Incoming {
    match asks(session) {
        Some(Dialog::Incoming(incoming)) => incoming,
        other => unreachable!("{other:?}, {:?}", session.notices),
    }
}

#[test]
fn merging_keeps_what_both_changed_and_saves_it() {
    let desk = Desk::new();
    let (mut session, path) = clash(&desk);
    answer(&mut session, Answer::Merge);
    let incoming = merging(&session);
    assert!(incoming.is_merge() && incoming.conflicts.is_empty());
    let told: Vec<String> = incoming.changes.iter().map(ToString::to_string).collect();
    assert_eq!(told, ["component “Theirs”: name: “API” → “Theirs”"]);
    session.handle(Command::TakeIn(Vec::new()));
    session.settle();
    assert_eq!(names(session.plan()), ["Theirs", "Cart"]);
    assert_eq!(in_file(&path), ["Theirs", "Cart"], "the save goes on");
    assert!(!session.is_dirty());
    session.handle(Command::Act(ActionId::Undo));
    assert_eq!(names(session.plan()), ["API", "Cart"], "one step");
}

#[test]
fn what_both_changed_in_different_ways_is_chosen() {
    for (others, name) in [(vec![], "Mine"), (vec![0], "Theirs")] {
        let desk = Desk::new();
        let (mut session, path) = desk.shop();
        let id = session.plan().components.keys().next().unwrap().clone();
        let edit = Edit::Component(id, ComponentChange::Name("Mine".to_owned()));
        session.handle(Command::Edit { label: "Rename".to_owned(), edit });
        change(&path);
        session.handle(Command::Act(ActionId::Save));
        session.settle();
        answer(&mut session, Answer::Merge);
        let conflict = &merging(&session).conflicts[0];
        assert_eq!(conflict.to_string(), "component “Mine”: name: ours “Mine”, theirs “Theirs”");
        session.handle(Command::TakeIn(others));
        session.settle();
        assert_eq!(in_file(&path), [name]);
    }
}

/// Where somebody else put a card is taken, too, though it changes nothing that the plan means.
#[test]
fn a_card_that_another_program_moved_is_merged() {
    let desk = Desk::new();
    let (mut session, path) = desk.shop();
    let mut theirs = polyplan::files::load(&path).unwrap().plan;
    let id = theirs.components.keys().next().unwrap().clone();
    let place = Placement { at: Point::new(400.0, 80.0), size: DEFAULT_CARD, by_hand: true };
    theirs.apply(Edit::Place(id.clone(), Some(place))).unwrap();
    std::fs::write(&path, polyplan::files::write_text(&theirs).unwrap()).unwrap();
    session.handle(Command::CheckFile);
    session.settle();
    answer(&mut session, Answer::Merge);
    let summary = merging(&session).summary();
    assert_eq!(summary, "Moves 1 card. Undo takes all of it back in one step.");
    session.handle(Command::TakeIn(Vec::new()));
    assert_eq!(session.plan().placements[&id], place);
}

/// The dialog speaks of the plan that is open, and goes with it.
#[test]
fn opening_another_plan_ends_the_merge() {
    let desk = Desk::new();
    let (mut session, _) = clash(&desk);
    answer(&mut session, Answer::Merge);
    merging(&session);
    session.handle(Command::Act(ActionId::New));
    answer(&mut session, Answer::Discard);
    assert_eq!(session.dialogs, []);
}

#[test]
fn not_merging_after_looking_changes_nothing() {
    let desk = Desk::new();
    let (mut session, path) = clash(&desk);
    answer(&mut session, Answer::Merge);
    answer(&mut session, Answer::Cancel);
    assert_eq!(names(session.plan()), ["API", "Cart"]);
    assert_eq!(in_file(&path), ["Theirs"]);
    session.handle(Command::Act(ActionId::Save));
    session.settle();
    assert_eq!(asks(&session), Some(&Dialog::ChangedOnDisk), "saving asks again");
}
