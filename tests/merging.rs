//! Differences of plans and merging them: nothing that anybody changed is lost without a word.

#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

#[path = "support/edits.rs"]
mod edits;
mod support;

use std::collections::{BTreeMap, BTreeSet};

use polyplan::model::{
    Component, ComponentChange as C, ComponentId, Conflict, Edit, Group, GroupId, GroupKind, Kind,
    Link, LinkId, Plan, PlanChange, Whose, changes, diff, merge, violations,
};
use proptest::prelude::*;
use proptest::strategy::ValueTree;
use proptest::test_runner::TestRunner;

fn applied(mut plan: Plan, edits: Vec<Edit>) -> Plan {
    for edit in edits {
        let what = format!("{edit:?}");
        assert!(plan.apply(edit).is_ok(), "does not fit: {what}");
        assert_eq!(violations(&plan), [], "after {what}");
    }
    plan
}

/// A plan after those of the edits that fit it.
fn edited(plan: &Plan, edits: Vec<Edit>) -> Plan {
    let mut plan = plan.clone();
    for edit in edits {
        let _ = plan.apply(edit);
    }
    plan
}

fn some_edits() -> impl Strategy<Value = Vec<Edit>> {
    prop::collection::vec(edits::edit(), 0..16)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 128, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn a_difference_leads_from_one_plan_to_any_other(a in support::plan(), b in support::plan()) {
        prop_assert_eq!(applied(a.clone(), diff(&a, &b)), b);
        prop_assert_eq!(diff(&a, &a), vec![]);
    }

    #[test]
    fn a_difference_leads_to_an_edited_plan_and_back(a in support::plan(), steps in some_edits()) {
        let b = edited(&a, steps);
        prop_assert_eq!(applied(a.clone(), diff(&a, &b)), b.clone());
        prop_assert_eq!(applied(b.clone(), diff(&b, &a)), a);
    }

    #[test]
    fn where_one_side_stood_still_the_merge_is_the_other(base in support::plan(), steps in some_edits()) {
        let changed = edited(&base, steps);
        let (edits, conflicts) = merge(&base, &base, &changed);
        prop_assert_eq!(conflicts, vec![]);
        prop_assert_eq!(applied(base.clone(), edits), changed.clone());
        prop_assert_eq!(merge(&base, &changed, &base), (vec![], vec![]));
        prop_assert_eq!(merge(&base, &changed, &changed), (vec![], vec![]));
    }

    /// What two people changed without a conflict comes to the same whoever merges; with conflicts
    /// the merge is a sound plan all the same, and the other choice fits it.
    #[test]
    fn two_people_merge(base in support::plan(), one in some_edits(), two in some_edits()) {
        let (one, two) = (edited(&base, one), edited(&base, two));
        let (edits, conflicts) = merge(&base, &one, &two);
        let mut merged = applied(one.clone(), edits);
        let (back, conflicts_back) = merge(&base, &two, &one);
        let merged_back = applied(two.clone(), back);
        prop_assert_eq!(conflicts.is_empty(), conflicts_back.is_empty());
        let both_added = |id: &&ComponentId| !base.components.contains_key(*id) && two.components.contains_key(*id);
        let renamed = one.components.keys().filter(both_added).count() > 0
            || one.links.keys().any(|id| !base.links.contains_key(id) && two.links.contains_key(id))
            || one.groups.keys().any(|id| !base.groups.contains_key(id) && two.groups.contains_key(id))
            || one.roles.keys().any(|id| !base.roles.contains_key(id) && two.roles.contains_key(id))
            || one.scenarios.keys().any(|id| !base.scenarios.contains_key(id) && two.scenarios.contains_key(id));
        if conflicts.is_empty() && !renamed {
            let meaning = |plan: &Plan| Plan { placements: BTreeMap::default(), ..plan.clone() };
            prop_assert_eq!(meaning(&merged), meaning(&merged_back));
        }
        for conflict in conflicts {
            prop_assert!(!conflict.object.is_empty() && !conflict.ours.is_empty() && !conflict.theirs.is_empty());
            let _ = merged.apply(conflict.other);
            prop_assert_eq!(violations(&merged), vec![]);
        }
    }
}

/// Every sort of edit is found again as a difference: a field that `diff` forgot would be missing.
#[test]
fn every_sort_of_edit_is_a_difference() {
    let mut runner = TestRunner::deterministic();
    let (plans, steps) = (support::plan(), edits::edit());
    let mut seen = BTreeSet::new();
    for _ in 0..100 {
        let mut base = plans.new_tree(&mut runner).unwrap().current();
        for _ in 0..40 {
            let after = edited(&base, vec![steps.new_tree(&mut runner).unwrap().current()]);
            let found = diff(&base, &after);
            seen.extend(found.iter().map(edits::sort));
            assert_eq!(applied(base, found), after);
            base = after;
        }
        let other = plans.new_tree(&mut runner).unwrap().current();
        seen.extend(diff(&base, &other).iter().map(edits::sort));
    }
    // Several edits in one are told apart.
    let never: Vec<_> =
        edits::SORTS.iter().filter(|sort| **sort != "many" && !seen.contains(**sort)).collect();
    assert!(never.is_empty(), "never a difference: {never:?}");
}

fn id(text: &str) -> ComponentId {
    ComponentId::new(text).unwrap()
}

fn component(name: &str, kind: Kind) -> Edit {
    Edit::AddComponent(Box::new(Component::new(id(&name.to_lowercase()), name, kind)))
}

fn link(from: &str, to: &str) -> Edit {
    let link = LinkId::new(&format!("{from}-{to}")).unwrap();
    Edit::AddLink(Box::new(Link::new(link, id(from), id(to))))
}

fn shop() -> Plan {
    let parts = ["Cart", "Orders"].map(|name| component(name, Kind::Service));
    applied(Plan::new("Shop"), parts.into_iter().chain([link("cart", "orders")]).collect())
}

fn merged(base: &Plan, ours: Vec<Edit>, theirs: Vec<Edit>) -> (Plan, Vec<Conflict>) {
    let (ours, theirs) = (applied(base.clone(), ours), applied(base.clone(), theirs));
    let (edits, conflicts) = merge(base, &ours, &theirs);
    (applied(ours, edits), conflicts)
}

#[test]
fn what_both_added_by_one_name_stays_twice_unless_it_is_the_same() {
    let base = shop();
    let ours = vec![component("Store", Kind::Datastore), link("cart", "store")];
    let theirs = vec![component("Store", Kind::Service), link("orders", "store")];
    let (plan, conflicts) = merged(&base, ours.clone(), theirs);
    assert_eq!(conflicts, []);
    let kind = |of: &str| plan.components[&id(of)].kind.clone();
    assert_eq!((kind("store"), kind("store-2")), (Kind::Datastore, Kind::Service));
    let ends = |plan: &Plan| -> Vec<(String, String)> {
        plan.links.values().map(|l| (l.from.to_string(), l.to.to_string())).collect()
    };
    let pair = |a: &str, b: &str| (a.to_owned(), b.to_owned());
    assert_eq!(
        ends(&plan),
        [pair("cart", "orders"), pair("cart", "store"), pair("orders", "store-2")]
    );
    let (plan, conflicts) = merged(&base, ours.clone(), ours);
    assert_eq!((plan.components.len(), conflicts), (3, vec![]));
}

#[test]
fn different_fields_of_one_component_are_both_taken() {
    let kind = Edit::Component(id("cart"), C::Kind(Kind::Worker));
    let notes = Edit::Component(id("cart"), C::Notes("keeps baskets".to_owned()));
    let (plan, conflicts) = merged(&shop(), vec![kind], vec![notes]);
    let cart = &plan.components[&id("cart")];
    assert_eq!((&cart.kind, cart.notes.as_str()), (&Kind::Worker, "keeps baskets"));
    assert_eq!(conflicts, []);
}

#[test]
fn one_field_changed_twice_is_a_conflict_that_names_both_values() {
    let kind = |kind| vec![Edit::Component(id("cart"), C::Kind(kind))];
    let (mut plan, conflicts) = merged(&shop(), kind(Kind::Worker), kind(Kind::WebApp));
    let [conflict] = conflicts.as_slice() else { unreachable!("{conflicts:?}") };
    assert_eq!(conflict.to_string(), "component “Cart”: kind: ours worker, theirs web application");
    assert_eq!((conflict.base.as_str(), conflict.kept), ("service", Whose::Ours));
    assert_eq!(plan.components[&id("cart")].kind, Kind::Worker);
    plan.apply(conflict.other.clone()).unwrap();
    assert_eq!(plan.components[&id("cart")].kind, Kind::WebApp);
}

#[test]
fn what_one_removed_and_the_other_changed_stays_and_is_told() {
    let remove = vec![Edit::RemoveComponent(id("cart"))];
    let change = vec![Edit::Component(id("cart"), C::Notes("keeps baskets".to_owned()))];
    for (ours, theirs, kept) in
        [(remove.clone(), change.clone(), Whose::Theirs), (change, remove, Whose::Ours)]
    {
        let (mut plan, conflicts) = merged(&shop(), ours, theirs);
        assert_eq!(plan.components[&id("cart")].notes, "keeps baskets");
        assert_eq!(plan.links.len(), 1, "with its links");
        let [conflict] = conflicts.as_slice() else { unreachable!("{conflicts:?}") };
        assert_eq!((conflict.object.as_str(), conflict.kept), ("component “Cart”", kept));
        assert!([&conflict.ours, &conflict.theirs].contains(&&"removed".to_owned()));
        plan.apply(conflict.other.clone()).unwrap();
        assert!(!plan.components.contains_key(&id("cart")));
    }
}

#[test]
fn a_link_to_what_the_other_removed_keeps_it() {
    let theirs = vec![component("Store", Kind::Datastore), link("cart", "store")];
    let (plan, conflicts) = merged(&shop(), vec![Edit::RemoveComponent(id("cart"))], theirs);
    assert!(plan.links.contains_key("cart-store") && plan.links.contains_key("cart-orders"));
    assert_eq!(conflicts.len(), 1, "{conflicts:?}");
}

#[test]
fn two_groups_are_not_put_into_one_another() {
    let group = |name: &str| GroupId::new(name).unwrap();
    let add = |name: &str| {
        let of =
            Group { id: group(name), name: name.to_owned(), kind: GroupKind::Layer, parent: None };
        Edit::AddGroup(Box::new(of))
    };
    let into = |inner: &str, outer: &str| {
        let change = polyplan::model::GroupChange::Parent(Some(group(outer)));
        vec![Edit::Group(group(inner), change)]
    };
    let base = applied(shop(), vec![add("a"), add("b")]);
    let (plan, conflicts) = merged(&base, into("a", "b"), into("b", "a"));
    assert_eq!(plan.groups[&group("a")].parent, Some(group("b")));
    let [conflict] = conflicts.as_slice() else { unreachable!("{conflicts:?}") };
    assert_eq!(conflict.to_string(), "group “b”: group around: ours none, theirs group “a”");
}

#[test]
fn changes_are_told_with_what_was_and_what_is() {
    let base = shop();
    let after = applied(
        base.clone(),
        vec![
            Edit::Plan(PlanChange::Client("ACME".to_owned())),
            Edit::Component(id("cart"), C::Kind(Kind::Worker)),
            component("Store", Kind::Datastore),
            Edit::RemoveComponent(id("orders")),
        ],
    );
    let told: Vec<String> = changes(&base, &after).iter().map(ToString::to_string).collect();
    assert_eq!(
        told,
        [
            "component “Cart”: kind: service → worker",
            "component “Store” added",
            "link “Cart → Orders” removed",
            "component “Orders” removed",
            "the plan: client: nothing → “ACME”",
        ]
    );
}
