//! Groups: made around what is selected, cards dragged in and out, moved and taken away.

use polyplan::base::Rect;
use polyplan::model::{DEFAULT_CARD, GroupId};
use polyplan::session::{ActionId, Command, Element, Naming, Selection, Tool};

use crate::hand::{Hand, NONE, at, id};

fn gid(text: &str) -> GroupId {
    GroupId::new(text).unwrap()
}

fn group_of(hand: &Hand, component: &str) -> Option<String> {
    hand.plan().components[&id(component)].group.as_ref().map(ToString::to_string)
}

/// `a` and `b` in group `front`, `c` far to the right in none.
fn grouped() -> Hand {
    let mut hand = Hand::with(&[("A", -500.0, 0.0), ("B", -500.0, 120.0), ("C", 200.0, 0.0)]);
    hand.select(&["a", "b"]);
    hand.act(ActionId::Group);
    hand.name("Front");
    hand
}

#[test]
fn grouping_makes_one_step_with_its_name() {
    let mut hand = Hand::with(&[("A", 0.0, 0.0), ("B", 0.0, 120.0), ("C", 400.0, 0.0)]);
    let before = hand.plan().clone();
    hand.select(&["a", "b"]);
    hand.act(ActionId::Group);
    hand.name("Front");
    assert_eq!(group_of(&hand, "a"), Some("front".to_owned()));
    assert_eq!(group_of(&hand, "c"), None);
    assert_eq!(hand.session.selection.only_group(), Some(&gid("front")));
    hand.did_once("Group “Front”", (1, &before));
    hand.select(&["c"]);
    hand.act(ActionId::Group);
    hand.act(ActionId::Escape);
    assert_eq!(hand.plan().groups.len(), 1, "Escape makes no group");
}

#[test]
fn a_group_lies_in_the_group_that_holds_all_of_it() {
    let mut hand = grouped();
    hand.select(&["a"]);
    hand.act(ActionId::Group);
    hand.name("Inner");
    assert_eq!(hand.plan().groups[&gid("inner")].parent, Some(gid("front")));
    hand.select(&["a", "c"]);
    hand.act(ActionId::Group);
    hand.name("Across");
    assert_eq!(hand.plan().groups[&gid("across")].parent, None, "C lies in no group");
}

#[test]
fn a_card_dropped_into_a_group_joins_it() {
    let mut hand = grouped();
    let before = hand.plan().clone();
    let steps = hand.steps();
    hand.press(at(300.0, 36.0), NONE);
    hand.drag_to(at(300.0, 36.0), at(-400.0, 96.0), NONE);
    let Tool::Moving { into, .. } = &hand.session.tool else { panic!("not moving") };
    assert_eq!(*into, Some(gid("front")), "the group shows that it takes the card in");
    hand.release(at(-400.0, 96.0), NONE);
    assert_eq!(group_of(&hand, "c"), Some("front".to_owned()));
    hand.did_once("Move “C”", (steps, &before));
}

#[test]
fn a_card_dragged_out_leaves_its_group() {
    let mut hand = grouped();
    hand.drag(at(-400.0, 36.0), at(-380.0, 60.0), NONE);
    assert_eq!(group_of(&hand, "a"), Some("front".to_owned()), "within its area it stays");
    hand.drag(at(-380.0, 60.0), at(0.0, -300.0), NONE);
    assert_eq!(group_of(&hand, "a"), None);
    assert_eq!(group_of(&hand, "b"), Some("front".to_owned()));
}

#[test]
fn a_group_moves_with_all_it_holds() {
    let mut hand = grouped();
    let border = hand.session.board().groups[&gid("front")].min;
    let from = at(border.x + 60.0, border.y + 12.0);
    hand.drag(from, at(from.x + 80.0, from.y - 200.0), NONE);
    assert_eq!((hand.corner("a"), hand.corner("b")), (at(-420.0, -200.0), at(-420.0, -80.0)));
    assert_eq!(hand.corner("c"), at(200.0, 0.0));
    assert_eq!(group_of(&hand, "a"), Some("front".to_owned()));
    assert_eq!(hand.session.history().undo_label(), Some("Move “Front”"));
}

#[test]
fn a_group_dropped_into_another_is_nested() {
    let mut hand = grouped();
    hand.select(&["c"]);
    hand.act(ActionId::Group);
    hand.name("Back");
    let border = hand.session.board().groups[&gid("back")].min;
    let from = at(border.x + 60.0, border.y + 12.0);
    hand.drag(from, at(-340.0, 100.0), NONE);
    assert_eq!(hand.plan().groups[&gid("back")].parent, Some(gid("front")));
    assert_eq!(group_of(&hand, "c"), Some("back".to_owned()));
}

#[test]
fn all_cards_of_a_group_take_it_along() {
    let mut hand = grouped();
    hand.select(&["a", "b"]);
    hand.drag(at(-400.0, 36.0), at(-400.0, -300.0), NONE);
    assert_eq!(group_of(&hand, "a"), Some("front".to_owned()), "its area is where they are");
}

#[test]
fn a_group_left_empty_is_said() {
    let mut hand = grouped();
    hand.select(&["c"]);
    hand.act(ActionId::Group);
    hand.name("Back");
    hand.drag(at(300.0, 36.0), at(-400.0, 100.0), NONE);
    assert_eq!(group_of(&hand, "c"), Some("front".to_owned()));
    let said = hand.session.notices.iter().any(|notice| notice.text.contains("“Back”"));
    assert!(said, "{:?}", hand.session.notices);
}

#[test]
fn ungrouping_and_deleting_a_group_keep_what_it_holds() {
    for (action, label) in
        [(ActionId::Ungroup, "Ungroup “Inner”"), (ActionId::Delete, "Delete “Inner”")]
    {
        let mut hand = grouped();
        hand.select(&["a"]);
        hand.act(ActionId::Group);
        hand.name("Inner");
        let (before, steps) = (hand.plan().clone(), hand.steps());
        hand.send(Command::Select(Selection::of(Element::Group(gid("inner")))));
        hand.act(action);
        assert_eq!(group_of(&hand, "a"), Some("front".to_owned()), "one level up");
        hand.did_once(label, (steps, &before));
    }
}

#[test]
fn a_component_added_inside_a_group_lies_in_it() {
    let mut hand = grouped();
    hand.double_click(at(-400.0, 96.0));
    hand.name("Between");
    assert_eq!(group_of(&hand, "between"), Some("front".to_owned()));
}

/// The frame of a new group is drawn around what it holds, so what it does not hold moves out.
#[test]
fn a_new_group_covers_no_card_of_others() {
    let mut hand = Hand::with(&[("A", 0.0, 0.0), ("B", 600.0, 0.0), ("C", 300.0, 20.0)]);
    let before = hand.plan().clone();
    hand.select(&["a", "b"]);
    hand.act(ActionId::Group);
    hand.name("Ordering");
    let board = hand.session.board();
    let frame = board.groups[&gid("ordering")];
    assert!(!board.cards[&id("c")].overlaps(frame), "{:?} in {frame:?}", board.cards[&id("c")]);
    assert_eq!((hand.corner("a"), hand.corner("b")), (at(0.0, 0.0), at(600.0, 0.0)));
    assert_eq!(group_of(&hand, "c"), None);
    hand.did_once("Group “Ordering”", (1, &before));
}

/// A card that is added beside a group lies on neither its frame nor its name.
#[test]
fn a_new_card_lies_in_a_group_or_beside_it() {
    let mut hand = grouped();
    let frames: Vec<_> = hand.session.board().groups.values().copied().collect();
    for y in [-120.0, -80.0, -40.0, 0.0, 300.0] {
        for x in [-400.0, -150.0, 0.0, 150.0, 400.0] {
            hand.send(Command::Select(Selection::default()));
            let look = polyplan::session::camera::Look { center: at(x, y), zoom: 1.0 };
            hand.session.camera.go_to(look, true);
            hand.act(ActionId::AddComponent);
            let Tool::Naming { what: Naming::NewComponent { at: corner, group, .. }, .. } =
                &hand.session.tool
            else {
                panic!("no name is asked for")
            };
            let card = Rect::from_min_size(*corner, DEFAULT_CARD);
            let crossed = frames.iter().any(|frame| card.overlaps(*frame));
            assert!(group.is_some() || !crossed, "{card:?} at {x}, {y}");
            hand.act(ActionId::Escape);
        }
    }
}
