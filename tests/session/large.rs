//! Plans above the size of a frame's work, and plans that nobody placed.

use std::fmt::Write as _;
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use polyplan::base::Range;
use polyplan::catalog::Catalog;
use polyplan::files;
use polyplan::model::{ComponentChange, Edit, Input, InputRef, Quantity};
use polyplan::session::{Command, Session, Settings};

use crate::hand::{Hand, at, card, id};

/// A plan as people write it by hand: without a place for any card.
fn unplaced(components: usize) -> String {
    let mut text = "(format: \"polyplan\", version: 1, name: \"By hand\", components: {".to_owned();
    for index in 0..components {
        let _ = write!(text, "\"c{index}\": (name: \"C {index}\", kind: \"service\"),");
    }
    text.push_str("}, links: {");
    for index in 1..components {
        let _ = write!(text, "\"l{index}\": (from: \"c{}\", to: \"c{index}\"),", index / 3);
    }
    text.push_str("})");
    text
}

fn opened(path: &Path) -> Session {
    let mut session = Session::new(Catalog::shipped().unwrap(), Settings::default());
    session.handle(Command::Open(path.to_owned()));
    session.settle();
    session
}

/// Whoever opens such a plan sees each card where it stays: an edit must not place them all again.
#[test]
fn cards_that_nobody_placed_get_their_places_when_the_plan_is_opened() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("by-hand.plan.ron");
    std::fs::write(&path, unplaced(40)).unwrap();
    let mut session = opened(&path);
    assert_eq!(session.plan().placements.len(), 40);
    assert_eq!(session.notices, [], "nothing of the file is lost");
    assert!(!session.is_dirty(), "nobody has done anything yet");
    // The same places as every export of the file shows.
    let drawn = polyplan::layout::placed(&files::load(&path).unwrap().plan);
    assert_eq!(session.board().cards, drawn);
    let before = session.board().cards.clone();
    let edit = Edit::Component(id("c7"), ComponentChange::Name("Renamed".to_owned()));
    session.handle(Command::Edit { label: "Rename".to_owned(), edit });
    assert_eq!(session.board().cards, before);
    assert!(session.is_dirty());
}

/// Whoever wrote comments into a file by hand hears of it before they are gone.
#[test]
fn comments_that_saving_leaves_out_are_told() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("by-hand.plan.ron");
    std::fs::write(&path, format!("// Why\n{} /* so */", unplaced(2))).unwrap();
    let session = opened(&path);
    let told: Vec<&str> = session.notices.iter().map(|of| of.text.as_str()).collect();
    assert!(
        matches!(told[..], [only] if only.starts_with("Saving leaves out 2 comments of the file")),
        "{told:?}"
    );
}

/// While somebody drags a slider the plan changes with each frame, and each analysis takes longer.
#[test]
fn a_large_plan_is_analysed_once_at_a_time_however_fast_it_changes() {
    let mut hand = Hand::new();
    let cards =
        (0..300).map(|index| card(&format!("Card {index}"), at(0.0, f64::from(index) * 96.0)));
    hand.edit(Edit::Many(cards.collect()));
    hand.session.settle();
    let done = Arc::new(AtomicUsize::new(0));
    let counted = done.clone();
    hand.session.jobs.on_done(move || {
        counted.fetch_add(1, Ordering::SeqCst);
    });
    let id = hand.session.plan().components.keys().next().unwrap().clone();
    let rate = InputRef::component(id, Input::ExternalRate);
    for value in 1..=40_u32 {
        let value = Quantity::of(Range::exact(f64::from(value)));
        hand.edit(Edit::Input(rate.clone(), Some(value)));
    }
    hand.session.settle();
    assert!(!hand.session.analysis_is_stale(), "the newest state is analysed in the end");
    let done = done.load(Ordering::SeqCst);
    assert!(done <= 4, "{done} jobs for 40 changes");
}
