//! What dialogs work out beside the frame, and question sheets there and back.

use std::path::PathBuf;

use polyplan::advice::{ask, front::front, ledger};
use polyplan::base::Range;
use polyplan::catalog::Catalog;
use polyplan::forecast::{Origin, Resolved};
use polyplan::model::{ComponentId, Edit, InputRef, LanguageId, Quantity};
use polyplan::session::{Command, Dialog, Session, Settings, Study, Tone};

fn example() -> Session {
    let mut session = Session::new(Catalog::shipped().unwrap(), Settings::default());
    let path = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("saves/online-boutique.plan.ron");
    session.handle(Command::Open(path));
    session.settle();
    session
}

fn shown(dialog: Dialog) -> Session {
    let mut session = example();
    session.handle(Command::ShowDialog(dialog));
    session.settle();
    session
}

#[test]
fn a_dialog_shows_what_the_command_line_says() {
    let session = shown(Dialog::Ledger);
    let resolved = Resolved::new(session.plan(), session.catalog(), None);
    let study = session.study().unwrap();
    assert!(matches!(&**study, Study::Ledger(rows) if *rows == ledger::ledger(&resolved)));
    let session = shown(Dialog::Questions);
    let study = session.study().unwrap();
    assert!(matches!(&**study, Study::Questions(all) if *all == ask::questions(&resolved)));
    let session = shown(Dialog::Front);
    let study = session.study().unwrap();
    assert!(matches!(&**study, Study::Front(found) if found.front == front(&resolved)));
}

#[test]
fn a_study_follows_the_plan_and_belongs_to_its_dialog() {
    let mut session = shown(Dialog::Ledger);
    assert!(!session.study_is_stale());
    let address: InputRef = "plan/horizon".parse().unwrap();
    let quantity = Quantity::of(Range::exact(12.0));
    let edit = Edit::Input(address, Some(quantity));
    session.handle(Command::Edit { label: "State the horizon".to_owned(), edit });
    assert!(session.study_is_stale() && session.study().is_some(), "the old one stays meanwhile");
    session.settle();
    let resolved = Resolved::new(session.plan(), session.catalog(), None);
    let study = session.study().unwrap();
    assert!(matches!(&**study, Study::Ledger(rows) if *rows == ledger::ledger(&resolved)));
    session.handle(Command::CloseDialog);
    assert!(session.study().is_none());
    session.handle(Command::ShowDialog(Dialog::Front));
    assert!(session.study().is_none(), "a ledger is no front");
}

#[test]
fn a_choice_for_the_whole_plan_is_one_step() {
    let mut session = shown(Dialog::Front);
    let before = session.plan().clone();
    let study = session.study().unwrap().clone();
    let Study::Front(found) = &*study else { panic!("no front") };
    let (choice, words) =
        found.choices.iter().find(|(of, _)| !of.changes(&found.now).is_empty()).unwrap();
    let command = session.apply_choice(choice, words, &found.now);
    session.handle(command);
    for (id, candidate) in &choice.assignment {
        let decision = session.plan().decisions.get(id);
        let changed = found.now.get(id) != Some(candidate);
        assert!(!changed || decision.unwrap().candidate.as_ref() == Some(candidate), "{id}");
    }
    assert_ne!(*session.plan(), before);
    session.handle(Command::Act(polyplan::session::ActionId::Undo));
    assert_eq!(*session.plan(), before);
}

#[test]
fn a_sheet_goes_out_and_comes_back_as_one_step() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("sheet.csv");
    let mut session = example();
    session.handle(Command::SaveSheet(path.clone()));
    session.settle();
    let text = std::fs::read_to_string(&path).unwrap();
    let known = "component/cartservice/known,";
    assert!(text.contains(known), "{text}");
    let filled: Vec<String> = text
        .lines()
        .map(|line| match line.strip_prefix(known) {
            // The last two cells are the answer and its source.
            Some(_) => line.strip_suffix(",,").unwrap().to_owned() + ",python,",
            None => line.to_owned(),
        })
        .collect();
    std::fs::write(&path, filled.join("\r\n")).unwrap();
    let before = session.plan().clone();
    session.handle(Command::ReadSheet(path.clone()));
    session.settle();
    let cart = ComponentId::new("cartservice").unwrap();
    let known: Vec<&str> =
        session.plan().components[&cart].traits.known.iter().map(LanguageId::as_str).collect();
    assert_eq!(known, ["python"]);
    let told = session.notices.last().unwrap();
    assert!(told.tone == Tone::Done && told.text.contains("Cart service: Go →"), "{}", told.text);
    session.handle(Command::Act(polyplan::session::ActionId::Undo));
    assert_eq!(*session.plan(), before);
    std::fs::write(&path, "address,answer\ncomponent/nobody/known,python\n").unwrap();
    session.handle(Command::ReadSheet(path));
    session.settle();
    let told = session.notices.last().unwrap();
    assert!(told.tone == Tone::Failed && told.text.contains("nobody"), "{}", told.text);
    assert_eq!(*session.plan(), before);
}

/// What counts wherever nothing is stated is told as assumed, not as unknown.
#[test]
fn how_much_times_vary_is_assumed_where_nobody_states_it() {
    let mut session = example();
    let origin = |session: &Session, address: &str| {
        session.value_of(&address.parse::<InputRef>().unwrap()).map(|value| value.origin)
    };
    for address in ["component/frontend/cpu_spread", "component/frontend/wait_spread"] {
        assert_eq!(origin(&session, address), Some(Origin::Assumed), "{address}");
        let stated = Quantity::of(Range::exact(0.2));
        let edit = Edit::Input(address.parse().unwrap(), Some(stated));
        session.handle(Command::Edit { label: "State it".to_owned(), edit });
        session.settle();
        assert_eq!(origin(&session, address), Some(Origin::Stated), "{address}");
    }
    assert_eq!(origin(&session, "component/frontend/replicas"), None);
}
