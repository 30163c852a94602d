//! Words at links: every one is said, once.

use polyplan::draw::{Item, Scene};
use polyplan::layout::{Scope, tidy};
use polyplan::model::{ComponentId, Edit, Link, LinkId, Plan};

use super::{chain, diagram, plans};

const LABELS: [&str; 7] = [
    "orders",
    "order events",
    "reads prices",
    "reads product prices",
    "writes audit events",
    "publishes order events",
    "queries customers by id, gRPC",
];

/// The texts of the part that says a link's words, one after another.
fn said_at(scene: &Scene, link: &str) -> String {
    let begins =
        |item: &Item| matches!(item, Item::Begin(part) if part.class == "label" && part.id == link);
    let Some(start) = scene.items.iter().position(begins) else { return String::new() };
    let inside = scene.items[start..].iter().take_while(|item| **item != Item::End);
    let lines = inside.filter_map(|item| match item {
        Item::Text(run) => Some(run.text.as_str()),
        _ => None,
    });
    lines.collect::<Vec<_>>().join(" ")
}

/// Everything that is written outside of the plan's plane, one after another.
fn written(scene: &Scene) -> String {
    let mut depth = 0;
    let mut words = Vec::new();
    for item in &scene.items {
        match item {
            Item::Begin(_) => depth += 1,
            Item::End => depth -= 1,
            Item::Text(run) if depth == 0 => words.push(run.text.as_str()),
            _ => {}
        }
    }
    words.join(" ")
}

/// Whether a link's words stand at it, or a number that is explained, or are said for all links.
#[track_caller]
fn all_are_said(plan: &Plan, scene: &Scene, what: &str) {
    for link in plan.links.values().filter(|link| !link.words().is_empty()) {
        let at = said_at(scene, link.id.as_str());
        let words = link.words();
        let numbered =
            at.parse::<u32>().is_ok() && written(scene).contains(&format!("{at} {words}"));
        let common = at.is_empty()
            && ["every link", "links without words"]
                .iter()
                .any(|which| written(scene).contains(&format!("{which}: {words}")));
        assert!(
            at == words || numbered || common,
            "{what}: {} says {at:?}, not {words:?}",
            link.id
        );
    }
}

#[test]
fn no_label_vanishes() {
    for (name, plan) in plans() {
        all_are_said(&plan, &diagram(&plan), &name);
    }
    let mut plan = chain(&LABELS);
    all_are_said(&plan, &diagram(&plan), "a chain");
    // In cards placed so tightly that no words have room between them.
    for (i, id) in plan.components.keys().cloned().collect::<Vec<_>>().into_iter().enumerate() {
        let at = polyplan::base::Point::new(220.0 * f64::from(u32::try_from(i).unwrap()), 0.0);
        let size = polyplan::model::DEFAULT_CARD;
        let placement = polyplan::model::Placement { at, size, by_hand: true };
        plan.apply(Edit::Place(id, Some(placement))).unwrap();
    }
    let tight = diagram(&plan);
    all_are_said(&plan, &tight, "a tight chain");
    assert!(written(&tight).contains("1 "), "some words have no room there");
}

/// Tidying makes the gaps wide enough for the words, which stand at their links.
#[test]
fn tidying_makes_room_for_labels() {
    let mut plan = chain(&LABELS);
    for edit in tidy(&plan, Scope::AllButByHand) {
        plan.apply(edit).unwrap();
    }
    let scene = diagram(&plan);
    for (i, label) in LABELS.iter().enumerate() {
        assert_eq!(said_at(&scene, &format!("l{i}")), *label);
    }
}

/// What all or most links have in common is said once, and only if every link says something.
#[test]
fn common_words_are_said_once() {
    let count =
        |scene: &Scene, words: &str| scene.texts().filter(|run| run.text.contains(words)).count();
    let scene = diagram(&chain(&["gRPC"; 8]));
    assert_eq!(count(&scene, "gRPC"), 1);
    assert_eq!(count(&scene, "every link: gRPC"), 1);
    let mut mixed = ["gRPC"; 8];
    mixed[3] = "redis";
    let scene = diagram(&chain(&mixed));
    assert_eq!(count(&scene, "links without words: gRPC"), 1);
    assert_eq!(said_at(&scene, "l3"), "redis");
    mixed[3] = "";
    let scene = diagram(&chain(&mixed));
    assert_eq!(count(&scene, "without words"), 0, "one link says nothing");
    assert_eq!(count(&scene, "gRPC"), 7);
    assert_eq!(count(&diagram(&chain(&["gRPC"; 2])), "gRPC"), 2, "so few are said each");
}

#[test]
fn a_link_to_its_own_card_is_seen_with_its_words() {
    let mut plan = chain(&["calls"]);
    let id = ComponentId::new("c0").unwrap();
    let mut link = Link::new(LinkId::new("itself").unwrap(), id.clone(), id);
    "tries again".clone_into(&mut link.label);
    plan.apply(Edit::AddLink(Box::new(link))).unwrap();
    let scene = diagram(&plan);
    all_are_said(&plan, &scene, "a loop");
    assert_eq!(said_at(&scene, "itself"), "tries again");
}
