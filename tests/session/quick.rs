//! Quick entry: what is typed is shown before it is done, done as one step, and asked about.

use polyplan::model::Decision;
use polyplan::session::{ActionId, Command, Dialog, Preview, Quick};

use crate::hand::{Hand, at};

fn typed(hand: &mut Hand, line: &str) {
    if hand.session.quick.is_none() {
        hand.act(ActionId::QuickEntry);
    }
    hand.send(Command::TypeLine(line.to_owned()));
}

fn quick(hand: &Hand) -> &Quick {
    hand.session.quick.as_ref().unwrap()
}

fn preview(hand: &Hand) -> &Preview {
    &quick(hand).preview
}

fn names(hand: &Hand) -> Vec<&str> {
    hand.plan().components.values().map(|of| of.name.as_str()).collect()
}

#[test]
fn a_line_is_seen_then_done_as_one_step_and_the_bar_stays() {
    let mut hand = Hand::with(&[("Gateway", 0.0, 0.0)]);
    typed(&mut hand, "gateway -> orders, search @shop; orders !go");
    assert_eq!(
        preview(&hand).summary(),
        "Adds 2 components, 2 links and 1 group, decides 1 language"
    );
    let shown: Vec<_> = preview(&hand).cards().map(|(of, rect)| (of.id.clone(), rect)).collect();
    assert_eq!((shown.len(), preview(&hand).links().count()), (2, 2));
    assert_eq!(names(&hand), ["Gateway"], "nothing is done before Enter");
    hand.send(Command::EnterLine);
    assert_eq!(names(&hand), ["Gateway", "orders", "search"]);
    // Each card lies where it was shown, on no other.
    let cards = &hand.session.board().cards;
    for (id, rect) in &shown {
        assert_eq!(cards[id], *rect);
        assert!(cards.iter().all(|(other, card)| other == id || !card.overlaps(*rect)));
    }
    assert_eq!(hand.session.selection.components.len(), 2);
    let decision = hand.plan().decisions.values().next().unwrap();
    assert_eq!(decision.language.as_str(), "go");
    assert!(matches!(decision, Decision { date: Some(_), .. }));
    assert_eq!(quick(&hand).text, "", "the bar is open for the next line");
    hand.act(ActionId::Undo);
    assert_eq!(names(&hand), ["Gateway"]);
    hand.act(ActionId::Redo);
    assert!(hand.session.hint().starts_with("Enter does the line"));
    hand.act(ActionId::Escape);
    assert!(hand.session.quick.is_none());
    assert_eq!(names(&hand), ["Gateway", "orders", "search"]);
}

#[test]
fn a_name_that_is_nearly_there_is_asked_about_once() {
    let mut hand = Hand::with(&[("Orders", 0.0, 0.0)]);
    typed(&mut hand, "web -> ordrs");
    let asked: Vec<_> = quick(&hand).asked().map(|of| of.meant.clone()).collect();
    assert_eq!(asked, ["Orders"]);
    assert_eq!(quick(&hand).mention("ordrs").unwrap().span, 7..12);
    hand.send(Command::EnterLine);
    assert_eq!(names(&hand), ["Orders"], "the first Enter only asks");
    assert!(quick(&hand).has_agreed());
    // A further name is a further question; what was agreed to stays agreed.
    hand.send(Command::TypeLine("web -> ordrs, oders".to_owned()));
    let asked: Vec<_> = quick(&hand).asked().map(|of| of.name.clone()).collect();
    assert_eq!(asked, ["oders"]);
    hand.send(Command::TypeLine("web -> ordrs".to_owned()));
    hand.send(Command::EnterLine);
    assert_eq!(names(&hand), ["Orders", "ordrs", "web"]);
}

#[test]
fn what_is_wrong_keeps_nothing_else_out_and_what_changed_meanwhile_counts() {
    let mut hand = Hand::new();
    typed(&mut hand, "web -> api rate=fast");
    assert_eq!(preview(&hand).entry.problems.len(), 1);
    hand.send(Command::EnterLine);
    assert_eq!(names(&hand), ["api", "web"]);
    // Nothing but what is wrong: the line stays to be put right.
    typed(&mut hand, "api rate=fast");
    hand.send(Command::EnterLine);
    assert_eq!(quick(&hand).text, "api rate=fast");
    typed(&mut hand, "web -> api");
    hand.send(Command::EnterLine);
    let said = hand.session.notices.pop().unwrap();
    assert_eq!(said.text, "The plan has all of this line already");
    // The plan changes while the line stands there.
    typed(&mut hand, "cache -> web");
    assert_eq!(preview(&hand).summary(), "Adds 1 component and 1 link");
    hand.act(ActionId::Undo);
    assert_eq!(preview(&hand).summary(), "Adds 2 components and 1 link");
    hand.send(Command::EnterLine);
    assert_eq!(names(&hand), ["cache", "web"]);
}

#[test]
fn what_is_selected_is_copied_as_lines_and_comes_back_by_paste() {
    let mut hand = Hand::with(&[("Web", 0.0, 0.0), ("Api", 400.0, 0.0), ("Db", 800.0, 0.0)]);
    typed(&mut hand, "web ->|gRPC| api #data !go @core -> db");
    hand.send(Command::EnterLine);
    hand.send(Command::CloseLine);
    hand.select(&["web", "api"]);
    hand.act(ActionId::CopyLines);
    let text = hand.copied();
    assert_eq!(text, "Api (service) #data !go @core\nWeb (service)\nWeb ->|gRPC| Api\n");
    let mut other = Hand::with(&[("Gateway", 0.0, 0.0)]);
    other.send(Command::Paste(text.clone()));
    other.session.settle();
    assert!(matches!(other.session.dialogs.as_slice(), [Dialog::Incoming(_)]));
    other.send(Command::TakeIn(Vec::new()));
    assert_eq!(names(&other), ["Api", "Gateway", "Web"]);
    assert_eq!(other.plan().decisions.len(), 1);
    // Into the plan that it is of, nothing.
    hand.send(Command::Paste(text));
    hand.session.settle();
    let said = hand.session.notices.pop().unwrap();
    assert_eq!(said.text, "The plan has all of the clipboard already");
    assert_eq!(
        hand.session.board().card_at(at(100.0, 30.0)).map(ToString::to_string).as_deref(),
        Some("web")
    );
}
