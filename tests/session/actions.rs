//! Every action, on an empty session and on several selections.

use polyplan::model::Edit;
use polyplan::session::{ACTIONS, ActionId, Command, Selection};

use crate::hand::{Hand, NONE, at};

/// Five cards, a link, nested groups.
fn rich() -> Hand {
    let mut hand = Hand::with(&[
        ("A", 0.0, 0.0),
        ("B", 0.0, 120.0),
        ("C", 400.0, 0.0),
        ("D", 400.0, 120.0),
        ("E", 400.0, 240.0),
    ]);
    hand.drag(at(199.0, 36.0), at(500.0, 36.0), NONE);
    for (members, name) in [(["a", "b"], "Front"), (["a", "b"], "Inner"), (["c", "d"], "Back")] {
        hand.select(&members);
        hand.act(ActionId::Group);
        hand.name(name);
    }
    hand
}

/// Selections of every shape.
fn selections(hand: &Hand) -> Vec<Selection> {
    let plan = hand.plan();
    let components: Vec<_> = plan.components.keys().cloned().collect();
    let links = plan.links.keys().cloned().collect();
    let groups = plan.groups.keys().cloned().collect();
    let of = |count: usize| components.iter().take(count).cloned().collect();
    let none = Selection::default;
    vec![
        none(),
        Selection { components: of(1), ..none() },
        Selection { components: of(3), ..none() },
        Selection { links, ..none() },
        Selection { groups, ..none() },
        Selection { groups: plan.groups.keys().take(1).cloned().collect(), ..none() },
        Selection {
            components: of(5),
            links: plan.links.keys().cloned().collect(),
            groups: plan.groups.keys().cloned().collect(),
        },
    ]
}

#[test]
fn every_action_runs_on_an_empty_session() {
    for action in ACTIONS {
        let mut hand = Hand::new();
        hand.send(Command::Act(action.id));
        hand.session.settle();
        hand.check();
    }
}

#[test]
fn every_action_runs_on_every_selection() {
    for action in ACTIONS {
        let shapes = selections(&rich()).len();
        for shape in 0..shapes {
            let mut hand = rich();
            let selection = selections(&hand).swap_remove(shape);
            hand.send(Command::Select(selection));
            let before = hand.plan().clone();
            let steps = hand.steps();
            hand.send(Command::Act(action.id));
            // What dialogs work out has tests of its own, and takes its time.
            hand.send(Command::CloseDialog);
            hand.session.settle();
            hand.check();
            // Undoing and redoing aside, an action is at most one step.
            if !matches!(action.id, ActionId::Undo | ActionId::Redo) && hand.steps() > 0 {
                assert!(hand.steps() <= steps + 1, "{:?} makes several steps", action.id);
                if hand.steps() == steps + 1 {
                    hand.act(ActionId::Undo);
                    assert_eq!(*hand.plan(), before, "{:?} is not taken back", action.id);
                }
            }
        }
    }
}

/// An action that is not available does nothing, even when it is sent.
#[test]
fn an_action_that_is_not_available_does_nothing() {
    for action in ACTIONS {
        let mut hand = Hand::new();
        if !(action.available)(&hand.session) {
            hand.send(Command::Act(action.id));
            assert_eq!((hand.steps(), hand.session.dialogs.len()), (0, 0), "{:?}", action.id);
            assert_eq!(hand.session.take_requests(), [], "{:?}", action.id);
        }
    }
}

/// A step that changes nothing is none: Undo always does something that is seen.
#[test]
fn aligning_what_is_aligned_is_no_step() {
    let mut hand = Hand::with(&[("A", 0.0, 0.0), ("B", 0.0, 120.0)]);
    hand.act(ActionId::SelectAll);
    hand.act(ActionId::AlignLeft);
    assert_eq!(hand.steps(), 1);
    hand.send(Command::Edit { label: "Nothing".to_owned(), edit: Edit::Many(Vec::new()) });
    assert_eq!(hand.steps(), 1);
}
