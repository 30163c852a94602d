//! Edits: each is taken back exactly, none breaks a plan, and what they lead to can be saved.

#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

#[path = "support/edits.rs"]
mod edits;
mod support;

use std::collections::BTreeSet;

use polyplan::files::{read_text, write_text};
use polyplan::model::{Edit, Plan, violations};
use proptest::prelude::*;
use proptest::strategy::ValueTree;
use proptest::test_runner::TestRunner;

proptest! {
    #![proptest_config(ProptestConfig { cases: 96, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn undo_and_redo_walk_the_same_plans(plan in support::plan(), edits in prop::collection::vec(edits::edit(), 1..24)) {
        let mut states = vec![plan.clone()];
        let mut inverses = Vec::new();
        let mut current = plan;
        for edit in edits {
            let before = current.clone();
            if let Ok(inverse) = current.apply(edit) {
                inverses.push(inverse);
                states.push(current.clone());
            } else {
                prop_assert_eq!(&current, &before);
            }
            prop_assert_eq!(violations(&current), vec![]);
        }
        let mut redo = Vec::new();
        for (inverse, expected) in inverses.into_iter().rev().zip(states.iter().rev().skip(1)) {
            redo.push(current.apply(inverse).unwrap());
            prop_assert_eq!(&current, expected);
        }
        for (edit, expected) in redo.into_iter().rev().zip(states.iter().skip(1)) {
            current.apply(edit).unwrap();
            prop_assert_eq!(&current, expected);
        }
    }

    /// Whatever edits lead to is a plan that a file can hold.
    #[test]
    fn an_edited_plan_can_be_saved(plan in support::plan(), edits in prop::collection::vec(edits::edit(), 1..32)) {
        let mut plan = plan;
        for edit in edits {
            let _ = plan.apply(edit);
        }
        prop_assert_eq!(violations(&plan), vec![]);
        let text = write_text(&plan).map_err(|error| TestCaseError::fail(error.to_string()))?;
        prop_assert_eq!(read_text(&text).unwrap().plan, plan);
    }
}

/// Applies an edit, takes it back and applies it again; whether the plan took it.
fn there_and_back(plan: &mut Plan, edit: Edit) -> bool {
    let what = format!("{edit:?}");
    let before = plan.clone();
    let Ok(inverse) = plan.apply(edit) else {
        assert_eq!(*plan, before, "refused, yet changed by {what}");
        return false;
    };
    let after = plan.clone();
    let again = plan.apply(inverse).unwrap();
    assert_eq!(*plan, before, "not taken back: {what}");
    plan.apply(again).unwrap();
    assert_eq!(*plan, after, "not done again: {what}");
    assert_eq!(violations(plan), [], "{what}");
    true
}

#[test]
fn every_sort_of_edit_is_taken_back_exactly() {
    let mut runner = TestRunner::deterministic();
    let (plans, edits) = (support::plan(), edits::edit());
    let mut taken = BTreeSet::new();
    for _ in 0..150 {
        let mut plan = plans.new_tree(&mut runner).unwrap().current();
        for _ in 0..40 {
            let edit = edits.new_tree(&mut runner).unwrap().current();
            let sort = edits::sort(&edit);
            if there_and_back(&mut plan, edit) {
                taken.insert(sort);
            }
        }
    }
    let never: Vec<_> = edits::SORTS.iter().filter(|sort| !taken.contains(**sort)).collect();
    assert!(never.is_empty(), "never generated or never accepted: {never:?}");
}
