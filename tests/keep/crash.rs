//! What a crash leaves behind, and how it comes back.

use std::collections::BTreeSet;

use polyplan::base::Point;
use polyplan::files::{read_text, write_text};
use polyplan::layout::{self, Scope};
use polyplan::model::{DEFAULT_CARD, Edit, Placement, Plan};
use polyplan::session::{ActionId, Answer, Command, Dialog, Session, Tone};
use proptest::prelude::*;
use proptest::strategy::ValueTree;
use proptest::test_runner::TestRunner;

use crate::desk::{Desk, add, answer, asks, copy, journal, names, says, start};
use crate::{edits, support};

/// The window is gone without having asked anything.
fn crash(session: Session) {
    drop(session);
}

#[test]
fn unsaved_work_comes_back_and_its_file_is_untouched() {
    let desk = Desk::new();
    let (mut session, path) = desk.shop();
    let before = std::fs::read(&path).unwrap();
    add(&mut session, "Cart");
    add(&mut session, "Wrong");
    session.handle(Command::Act(ActionId::Undo));
    add(&mut session, "Mail");
    session.handle(Command::Act(ActionId::Undo));
    session.handle(Command::Act(ActionId::Redo));
    crash(session);

    let mut session = desk.start();
    assert_eq!(asks(&session), Some(&Dialog::Recover));
    let lost = session.lost_work().unwrap();
    assert_eq!(lost.base.path.as_deref(), Some(path.as_path()));
    assert_eq!(names(session.plan()), [""; 0], "nothing is taken before it is asked for");
    answer(&mut session, Answer::Recover);
    assert_eq!(names(session.plan()), ["API", "Cart", "Mail"]);
    assert_eq!(session.path(), Some(path.as_path()));
    assert!(session.is_dirty());
    assert_eq!(std::fs::read(&path).unwrap(), before);
    assert_eq!(session.history().undo_label(), Some("Add “Mail”"));
    session.handle(Command::Act(ActionId::Undo));
    session.handle(Command::Act(ActionId::Undo));
    assert_eq!(names(session.plan()), ["API"]);
    assert!(!session.is_dirty(), "back at what the file holds");
}

#[test]
fn recovered_work_survives_the_next_crash_until_it_is_saved() {
    let desk = Desk::new();
    let mut session = desk.start();
    add(&mut session, "API");
    crash(session);
    let mut session = desk.start();
    answer(&mut session, Answer::Recover);
    crash(session);
    let mut session = desk.start();
    assert_eq!(asks(&session), Some(&Dialog::Recover));
    answer(&mut session, Answer::Recover);
    assert_eq!(names(session.plan()), ["API"]);
    session.handle(Command::SaveTo(desk.path("a.plan.ron")));
    session.settle();
    crash(session);
    assert_eq!(asks(&desk.start()), None);
}

#[test]
fn discarded_work_is_gone_and_postponed_work_is_not() {
    let desk = Desk::new();
    let mut session = desk.start();
    add(&mut session, "API");
    crash(session);
    for later in [Command::Answer(Answer::Cancel), Command::CloseDialog] {
        let mut session = desk.start();
        session.handle(later);
        session.settle();
        assert_eq!(asks(&session), None);
        assert_eq!(names(session.plan()), [""; 0]);
    }
    let mut session = desk.start();
    answer(&mut session, Answer::Discard);
    assert_eq!(asks(&session), None);
    crash(session);
    assert_eq!(asks(&desk.start()), None);
}

#[test]
fn of_several_the_newest_is_offered_first() {
    let desk = Desk::new();
    let mut windows: Vec<Session> = (0..3).map(|_| desk.start()).collect();
    for (window, name) in windows.iter_mut().zip(["Old", "Middle", "New"]) {
        add(window, name);
        window.flush();
        // File times need not tell apart what happens within a clock tick.
        std::thread::sleep(std::time::Duration::from_millis(20));
    }
    windows.into_iter().for_each(crash);
    let mut session = desk.start();
    answer(&mut session, Answer::Recover);
    assert_eq!(names(session.plan()), ["New"]);
    assert_eq!(asks(&session), None, "not while the first is unsaved");
    session.handle(Command::SaveTo(desk.path("new.plan.ron")));
    session.settle();
    assert_eq!(asks(&session), Some(&Dialog::Recover));
    answer(&mut session, Answer::Discard);
    assert_eq!(asks(&session), Some(&Dialog::Recover));
    answer(&mut session, Answer::Recover);
    assert_eq!(names(session.plan()), ["Old"]);
}

#[test]
fn the_work_of_a_running_window_is_not_offered() {
    let desk = Desk::new();
    let mut session = desk.start();
    add(&mut session, "API");
    session.flush();
    assert!(journal(&desk.home()).is_some());
    assert_eq!(asks(&desk.start()), None);
    crash(session);
    let first = desk.start();
    assert_eq!(asks(&first), Some(&Dialog::Recover));
    assert_eq!(asks(&desk.start()), None, "one window at a time asks about it");
}

#[test]
fn nothing_is_offered_after_a_clean_end() {
    let desk = Desk::new();
    let (mut session, _) = desk.shop();
    add(&mut session, "Cart");
    session.handle(Command::Act(ActionId::Save));
    session.settle();
    session.flush();
    assert_eq!(journal(&desk.home()), None, "saved");
    add(&mut session, "Mail");
    session.flush();
    assert!(journal(&desk.home()).is_some());
    session.handle(Command::Quit);
    answer(&mut session, Answer::Discard);
    assert!(crate::desk::closes(&mut session));
    drop(session);
    assert_eq!(journal(&desk.home()), None, "closed");
    let (mut session, _) = desk.shop();
    add(&mut session, "Cart");
    session.handle(Command::Act(ActionId::Undo));
    crash(session);
    assert_eq!(asks(&desk.start()), None, "everything was taken back");
    assert_eq!(journal(&desk.home()), None);
}

#[test]
fn a_killed_program_loses_at_most_its_last_line() {
    let desk = Desk::new();
    let (mut session, _) = desk.shop();
    add(&mut session, "Cart");
    session.flush();
    let first = std::fs::read(journal(&desk.home()).unwrap()).unwrap();
    add(&mut session, "Mail");
    session.flush();
    let whole = std::fs::read(journal(&desk.home()).unwrap()).unwrap();
    assert!(whole.starts_with(&first) && whole.len() > first.len());
    for length in first.len()..=whole.len() {
        let home = desk.path(&format!("killed-{length}"));
        copy(&desk.home(), &home);
        let torn = journal(&home).unwrap();
        std::fs::write(torn, &whole[..length]).unwrap();
        let after = start(&home);
        let lost = after.lost_work().unwrap();
        let all = length == whole.len();
        let expected: &[&str] = if all { &["API", "Cart", "Mail"] } else { &["API", "Cart"] };
        assert_eq!(names(&lost.base.plan), expected, "{length} of {} bytes", whole.len());
    }
}

#[test]
fn a_journal_that_cannot_be_read_is_kept_aside() {
    let desk = Desk::new();
    let folder = desk.places().journals();
    std::fs::create_dir_all(&folder).unwrap();
    for text in ["", "(", "\u{0}\u{0}", "(format:\"other\",version:1)\n"] {
        std::fs::write(folder.join("1.journal"), text).unwrap();
        let session = desk.start();
        assert_eq!(asks(&session), None);
        says(&session, Tone::Warning, "1.unreadable");
        assert_eq!(std::fs::read_to_string(folder.join("1.unreadable")).unwrap(), text);
    }
    let newer = "(format:\"polyplan journal\",version:2)\n";
    std::fs::write(folder.join("1.journal"), newer).unwrap();
    assert_eq!(asks(&desk.start()), None);
    assert_eq!(std::fs::read_to_string(folder.join("1.journal")).unwrap(), newer);
}

#[test]
fn a_gesture_is_kept_when_it_ends_and_not_when_it_is_broken_off() {
    let desk = Desk::new();
    let (mut session, _) = desk.shop();
    let id = session.plan().components.keys().next().unwrap().clone();
    let drag = |session: &mut Session, x: f64| {
        let place = Placement { at: Point::new(x, 8.0), size: DEFAULT_CARD, by_hand: true };
        let edit = Edit::Place(id.clone(), Some(place));
        session.handle(Command::Edit { label: String::new(), edit });
    };
    let x = |session: &Session| session.plan().placements.get(&id).map(|place| place.at.x);
    session.handle(Command::BeginGesture("Move “API”".to_owned()));
    drag(&mut session, 8.0);
    drag(&mut session, 16.0);
    session.handle(Command::CommitGesture);
    session.handle(Command::BeginGesture("Move “API”".to_owned()));
    drag(&mut session, 24.0);
    crash(session);
    let mut session = desk.start();
    answer(&mut session, Answer::Recover);
    assert_eq!(x(&session), Some(16.0));
    session.handle(Command::Act(ActionId::Undo));
    assert_eq!(x(&session), None);
}

#[test]
fn what_was_edited_while_it_was_saved_comes_back() {
    let desk = Desk::new();
    let path = desk.path("a.plan.ron");
    let mut session = desk.start();
    add(&mut session, "API");
    session.handle(Command::SaveTo(path.clone()));
    add(&mut session, "Cart");
    session.settle();
    assert!(session.is_dirty());
    assert_eq!(crate::desk::in_file(&path), ["API"]);
    add(&mut session, "Mail");
    crash(session);
    let mut session = desk.start();
    answer(&mut session, Answer::Recover);
    assert_eq!(names(session.plan()), ["API", "Cart", "Mail"]);
    assert_eq!(session.path(), Some(path.as_path()));
    session.handle(Command::Act(ActionId::Save));
    session.settle();
    assert_eq!(asks(&session), None, "the file is the one we know");
    assert_eq!(crate::desk::in_file(&path), ["API", "Cart", "Mail"]);
}

#[test]
fn a_save_is_known_for_ours_though_the_crash_came_before_it_was_noted() {
    let desk = Desk::new();
    let (mut session, path) = desk.shop();
    add(&mut session, "Cart");
    let saved = session.plan().clone();
    session.flush();
    let unsaved = std::fs::read(journal(&desk.home()).unwrap()).unwrap();
    add(&mut session, "Mail");
    crash(session);
    // The file had taken its place; the journal still told of the one before.
    polyplan::files::save(&path, &saved).unwrap();
    let mut session = desk.start();
    answer(&mut session, Answer::Recover);
    assert_eq!(names(session.plan()), ["API", "Cart", "Mail"]);
    session.handle(Command::Act(ActionId::Undo));
    assert!(!session.is_dirty(), "that is what the file holds");
    session.handle(Command::Act(ActionId::Redo));
    session.handle(Command::Act(ActionId::Save));
    session.settle();
    assert_eq!(asks(&session), None, "nobody else changed the file");
    assert_eq!(crate::desk::in_file(&path), ["API", "Cart", "Mail"]);
    crash(session);
    polyplan::files::save(&path, &saved).unwrap();
    std::fs::write(desk.places().journals().join("1.journal"), unsaved).unwrap();
    assert_eq!(asks(&desk.start()), None, "everything is in the file");
    assert_eq!(journal(&desk.home()), None);
}

/// Steps taken back and done again at random, as the session does them.
fn walk(session: &mut Session, steps: Vec<(Edit, u8)>) {
    for (edit, what) in steps {
        match what {
            0 => session.handle(Command::Act(ActionId::Undo)),
            1 => session.handle(Command::Act(ActionId::Redo)),
            _ => session.handle(Command::Edit { label: "Edit".to_owned(), edit }),
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn whatever_is_done_comes_back_with_its_history(
        plan in support::plan(),
        steps in prop::collection::vec((edits::edit(), 0_u8..8), 1..24),
    ) {
        let desk = Desk::new();
        let path = desk.path("random.plan.ron");
        std::fs::write(&path, write_text(&plan).unwrap()).unwrap();
        // Opening gives cards that lie nowhere their places.
        let mut plan = plan;
        for place in layout::tidy(&plan, Scope::OnlyUnplaced) {
            plan.apply(place).unwrap();
        }
        let mut session = desk.start();
        session.handle(Command::Open(path));
        session.settle();
        prop_assert_eq!(session.plan(), &plan);
        walk(&mut session, steps);
        let (now, dirty, depth) = (session.plan().clone(), session.is_dirty(), session.history().depth());
        crash(session);
        let mut session = desk.start();
        prop_assert_eq!(asks(&session).is_some(), dirty);
        if dirty {
            answer(&mut session, Answer::Recover);
            prop_assert_eq!(session.plan(), &now);
            prop_assert_eq!(session.history().depth(), depth);
            for _ in 0..depth.0 {
                session.handle(Command::Act(ActionId::Undo));
            }
            prop_assert_eq!(session.plan(), &plan);
        }
    }
}

#[test]
fn every_sort_of_edit_is_one_line_and_reads_back() {
    let mut runner = TestRunner::deterministic();
    let strategy = edits::edit();
    let mut seen = BTreeSet::new();
    for _ in 0..3000 {
        let edit = strategy.new_tree(&mut runner).unwrap().current();
        let text = ron::to_string(&edit).unwrap();
        assert!(!text.contains('\n'), "{text}");
        let Ok(read) = ron::from_str::<Edit>(&text) else {
            // Such as the address of a number that its owner does not have.
            assert!(Plan::default().apply(edit).is_err(), "{text}");
            continue;
        };
        seen.insert(edits::sort(&edit));
        // Words that the program knows read back as what they mean, which applying does as well.
        let as_text = |edit: &Edit| format!("{edit:?}");
        assert!(as_text(&read) == as_text(&edit) || as_text(&edit).contains("Other("), "{text}");
        assert_eq!(ron::to_string(&read).unwrap(), text);
    }
    let never: Vec<_> = edits::SORTS.iter().filter(|sort| !seen.contains(**sort)).collect();
    assert!(never.is_empty(), "never generated: {never:?}");
}

#[test]
fn a_journal_cannot_break_a_plan() {
    let desk = Desk::new();
    let mut session = desk.start();
    add(&mut session, "API");
    crash(session);
    let path = journal(&desk.home()).unwrap();
    let mut text = std::fs::read_to_string(&path).unwrap();
    text += "step(do(label:\"Break\",edit:remove_component(\"nowhere\")))\n";
    text += "step(undo)\n";
    std::fs::write(&path, text).unwrap();
    let mut session = desk.start();
    answer(&mut session, Answer::Recover);
    assert_eq!(names(session.plan()), ["API"], "what follows a line that does not fit is left out");
    let again = write_text(session.plan()).unwrap();
    assert_eq!(&read_text(&again).unwrap().plan, session.plan());
}
