//! Other formats come into the window: looked at first, taken as one step, and never by halves.

use std::path::PathBuf;

use polyplan::session::{ActionId, Command, Dialog, Dropped, FileRequest, Incoming, Request, Tone};

use crate::hand::Hand;

fn fixture(name: &str) -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/data/import").join(name)
}

fn looked_at(hand: &Hand) -> &Incoming {
    match hand.session.dialogs.as_slice() {
        [Dialog::Incoming(incoming)] => incoming,
        other => unreachable!("{other:?}, {:?}", hand.session.notices),
    }
}

fn import(hand: &mut Hand, name: &str) {
    hand.send(Command::Import(fixture(name)));
    hand.session.settle();
}

#[test]
fn an_import_is_looked_at_and_then_one_step() {
    let mut hand = Hand::new();
    hand.act(ActionId::Import);
    let requests = hand.session.take_requests();
    assert!(requests.contains(&Request::ChooseFile(FileRequest::Import)), "{requests:?}");
    import(&mut hand, "microservices.mmd");
    let incoming = looked_at(&hand);
    assert_eq!(
        incoming.summary(),
        "Adds 10 components and 9 links. Undo takes all of it back in one step."
    );
    assert!(incoming.guesses.iter().any(|guess| guess.starts_with("Redis Cache: cache, since ")));
    assert_eq!(incoming.notes, ["line 12: styles are left out"]);
    assert!(hand.plan().components.is_empty(), "nothing is done before it was looked at");
    hand.send(Command::TakeIn(Vec::new()));
    assert_eq!((hand.plan().components.len(), hand.plan().links.len()), (10, 9));
    assert!(hand.session.dialogs.is_empty());
    hand.act(ActionId::Undo);
    assert!(hand.plan().components.is_empty());
    hand.act(ActionId::Redo);
    assert_eq!(hand.plan().components.len(), 10);
    // The same file once more brings nothing.
    let before = hand.plan().clone();
    import(&mut hand, "microservices.mmd");
    assert!(hand.session.dialogs.is_empty());
    let said = hand.session.notices.pop().unwrap();
    assert_eq!(said.text, "The plan has all of microservices.mmd already");
    assert_eq!(*hand.plan(), before);
}

#[test]
fn closing_the_dialog_takes_nothing() {
    let mut hand = Hand::new();
    import(&mut hand, "nested.mmd");
    assert!(!looked_at(&hand).is_merge());
    hand.send(Command::CloseDialog);
    assert!(hand.plan().components.is_empty() && hand.session.dialogs.is_empty());
    hand.send(Command::TakeIn(Vec::new()));
    assert!(hand.plan().components.is_empty(), "what is closed cannot be taken");
}

#[test]
fn what_cannot_be_read_is_told_and_changes_nothing() {
    let mut hand = Hand::new();
    hand.send(Command::Import(fixture("nowhere.mmd")));
    hand.session.settle();
    let said = hand.session.notices.pop().unwrap();
    assert_eq!(said.tone, Tone::Failed);
    assert!(said.text.contains("Cannot import nowhere.mmd: "), "{}", said.text);
    hand.send(Command::Paste("graph LR\n a -->".to_owned()));
    hand.session.settle();
    let said = hand.session.notices.pop().unwrap().text;
    assert!(said.contains("line 2: the line ends where a box should be"), "{said}");
    assert!(hand.plan().components.is_empty() && hand.session.dialogs.is_empty());
}

#[test]
fn a_pasted_flowchart_is_imported() {
    let mut hand = Hand::with(&[("Shop", 0.0, 0.0)]);
    let shop = hand.plan().placements["shop"];
    hand.send(Command::Paste("flowchart LR\n shop[Shop] --> db[(Orders)]".to_owned()));
    hand.session.settle();
    assert_eq!(looked_at(&hand).from, "the clipboard");
    hand.send(Command::TakeIn(Vec::new()));
    assert_eq!((hand.plan().components.len(), hand.plan().links.len()), (2, 1));
    assert_eq!(hand.plan().placements["shop"], shop, "what is there stays where it is");
}

#[test]
fn an_edit_between_reading_and_taking_is_not_run_over() {
    let mut hand = Hand::with(&[("Shop", 0.0, 0.0)]);
    import(&mut hand, "letters.mmd");
    hand.act(ActionId::Undo);
    let before = hand.plan().clone();
    hand.send(Command::TakeIn(Vec::new()));
    assert_eq!(*hand.plan(), before);
    let said = hand.session.notices.pop().unwrap().text;
    assert!(said.contains("was changed while letters.mmd was read"), "{said}");
}

#[test]
fn dropped_files_are_imported_and_sheets_stay_sheets() {
    for (name, count) in [("nested.mmd", 5), ("readme.md", 5), ("team.csv", 4)] {
        let mut hand = Hand::new();
        hand.send(Command::Drop(vec![fixture(name)]));
        hand.session.settle();
        hand.send(Command::TakeIn(Vec::new()));
        assert_eq!(hand.plan().components.len(), count, "{name}: {:?}", hand.session.notices);
    }
    assert_eq!(Dropped::promise(&[fixture("nested.mmd")]), "Drop to import nested.mmd");
    let folder = tempfile::tempdir().unwrap();
    let sheet = folder.path().join("sheet.csv");
    std::fs::write(&sheet, "address,question,answer\n").unwrap();
    let mut hand = Hand::new();
    hand.send(Command::Drop(vec![sheet]));
    hand.session.settle();
    let said = hand.session.notices.pop().unwrap().text;
    assert!(said.contains("holds no answer"), "{said}");
}
