//! Automatic placement: whatever the plan, cards lie side by side, and where a person put them.

use std::collections::BTreeMap;

use polyplan::base::{Point, Rect, Size};
use polyplan::layout::{Scope, group_rects, placed, tidy};
use polyplan::model::{ComponentId, DEFAULT_CARD, Edit, Placement, Plan};

use super::sketch::{Sketch, id};

/// Applies automatic placement and returns where everything lies.
fn laid_out(plan: &mut Plan, scope: Scope) -> BTreeMap<ComponentId, Rect> {
    for edit in tidy(plan, scope) {
        plan.apply(edit).unwrap();
    }
    let rect = |placement: &Placement| Rect::from_min_size(placement.at, placement.size);
    plan.placements.iter().map(|(id, placement)| (id.clone(), rect(placement))).collect()
}

/// Every component has a card, no two cards touch, all lie where numbers are sane.
#[track_caller]
fn side_by_side(plan: &Plan, cards: &BTreeMap<ComponentId, Rect>, what: &str) {
    assert_eq!(cards.len(), plan.components.len(), "{what}");
    // Sorted by left edge, a card can only meet those that begin before it ends.
    let mut sorted: Vec<(&ComponentId, &Rect)> = cards.iter().collect();
    sorted.sort_by(|a, b| a.1.min.x.total_cmp(&b.1.min.x));
    for (i, (id, rect)) in sorted.iter().enumerate() {
        assert!(rect.min.is_finite() && rect.max.is_finite(), "{what}: {id} lies nowhere");
        for (other, beside) in
            sorted[i + 1..].iter().take_while(|(_, beside)| beside.min.x < rect.max.x)
        {
            assert!(!rect.overlaps(**beside), "{what}: {id} covers {other}");
        }
    }
}

/// A small linear congruential generator: the same plans in every run.
pub struct Dice(pub u64);

impl Dice {
    pub fn below(&mut self, sides: usize) -> usize {
        self.0 =
            self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(self.0 >> 33).unwrap() % sides
    }
}

/// Services with random links; ids are `n0`, `n1`, ….
pub fn random(seed: u64, count: usize, links: usize) -> Sketch {
    let mut dice = Dice(seed);
    let names: Vec<String> = (0..count).map(|i| format!("n{i}")).collect();
    let ids: Vec<&str> = names.iter().map(String::as_str).collect();
    let mut sketch = Sketch::services(&ids);
    for _ in 0..links {
        let (from, to) = (ids[dice.below(count)], ids[dice.below(count)]);
        if !sketch.0.links.contains_key(format!("{from}-{to}").as_str()) {
            sketch = sketch.calls(from, to);
        }
    }
    sketch
}

/// Shapes that break naive layouts.
fn shapes() -> Vec<(&'static str, Sketch)> {
    let abc = || Sketch::services(&["a", "b", "c", "d", "e", "f"]);
    let hub: Vec<String> = (0..40).map(|i| format!("spoke{i}")).collect();
    let mut star = Sketch::services(&["hub"]);
    for spoke in &hub {
        star = star.with(spoke, polyplan::model::Kind::Worker).calls("hub", spoke);
    }
    vec![
        ("nothing", Sketch::new()),
        ("one", Sketch::services(&["a"])),
        ("without links", abc()),
        ("a self-loop", abc().calls("a", "a").calls("a", "b")),
        ("only self-loops", abc().calls("a", "a").calls("b", "b")),
        ("a circle", abc().links(&[("a", "b"), ("b", "c"), ("c", "a")])),
        ("two ways", abc().links(&[("a", "b"), ("b", "a"), ("c", "d"), ("d", "c")])),
        ("two parts", abc().links(&[("a", "b"), ("b", "c"), ("d", "e"), ("e", "f")])),
        ("a star", star),
        ("a thicket", random(7, 60, 400)),
        ("groups that call each other in a circle", {
            let groups = abc().group("x", None, &["a", "b"]).group("y", None, &["c", "d"]);
            groups.links(&[("a", "c"), ("c", "b"), ("b", "d"), ("e", "a"), ("d", "f")])
        }),
        ("a group that holds everything", {
            let all = ["a", "b", "c", "d", "e", "f"];
            abc().group("x", None, &all).links(&[("a", "b"), ("b", "c")])
        }),
        ("nested groups", {
            let nested = abc().group("outer", None, &["a"]).group("inner", Some("outer"), &["b"]);
            nested
                .group("innermost", Some("inner"), &["c", "d"])
                .group("empty", Some("inner"), &[])
                .links(&[("a", "b"), ("b", "c"), ("c", "e"), ("e", "d")])
        }),
    ]
}

#[test]
fn cards_never_cover_each_other() {
    for (what, sketch) in shapes() {
        for scope in [Scope::AllButByHand, Scope::OnlyUnplaced] {
            let mut plan = sketch.0.clone();
            let cards = laid_out(&mut plan, scope);
            side_by_side(&plan, &cards, what);
        }
    }
    for seed in 0..40 {
        let sketch = random(seed, 24, 36);
        let mut plan = sketch.0;
        let cards = laid_out(&mut plan, Scope::AllButByHand);
        side_by_side(&plan, &cards, &format!("random plan {seed}"));
    }
}

#[test]
fn the_same_plan_is_laid_out_the_same_however_it_was_drawn() {
    for (what, sketch) in shapes() {
        let (mut one, mut again) = (sketch.0.clone(), sketch.0.clone());
        let first = laid_out(&mut one, Scope::AllButByHand);
        assert_eq!(first, laid_out(&mut again, Scope::AllButByHand), "{what}");
        // Tidying what is tidy changes nothing.
        assert_eq!(tidy(&one, Scope::AllButByHand), [], "{what}");
        assert_eq!(tidy(&one, Scope::OnlyUnplaced), [], "{what}");
        // Drawing shows plans without placements where tidying would put them.
        assert_eq!(placed(&sketch.0), first, "{what}");
    }
    // Elements added in another order.
    let forth = Sketch::services(&["a", "b", "c"]).links(&[("a", "b"), ("a", "c")]);
    let back = Sketch::services(&["c", "b", "a"]).links(&[("a", "c"), ("a", "b")]);
    assert_eq!(tidy(&forth.0, Scope::AllButByHand), tidy(&back.0, Scope::AllButByHand));
}

#[test]
fn calls_run_from_left_to_right() {
    for (what, sketch) in [
        ("a chain", Sketch::services(&["a", "b", "c"]).links(&[("c", "a"), ("a", "b")])),
        ("a tree", random(3, 1, 0).with("z", polyplan::model::Kind::Ui).calls("z", "n0")),
    ] {
        let mut plan = sketch.0;
        let cards = laid_out(&mut plan, Scope::AllButByHand);
        for link in plan.links.values() {
            let (from, to) = (cards[&link.from], cards[&link.to]);
            assert!(from.max.x < to.min.x, "{what}: {} runs backwards", link.id);
        }
    }
}

#[test]
fn cards_placed_by_hand_stay_and_others_keep_clear_of_them() {
    let by_hand =
        Placement { at: Point::new(203.0, 11.5), size: Size::new(340.0, 130.0), by_hand: true };
    for (what, sketch) in shapes().into_iter().filter(|(_, sketch)| !sketch.0.components.is_empty())
    {
        let first = sketch.0.components.keys().next().unwrap().clone();
        let placed = sketch.edit(Edit::Place(first.clone(), Some(by_hand)));
        for scope in [Scope::AllButByHand, Scope::OnlyUnplaced] {
            let mut plan = placed.0.clone();
            let cards = laid_out(&mut plan, scope);
            side_by_side(&plan, &cards, what);
            assert_eq!(plan.placements[&first], by_hand, "{what}");
        }
    }
}

#[test]
fn only_new_cards_move_when_only_they_are_asked_for() {
    let mut plan = Sketch::services(&["a", "b", "c"]).links(&[("a", "b")]).0;
    laid_out(&mut plan, Scope::AllButByHand);
    let before = plan.placements.clone();
    let mut plan = Sketch(plan).with("d", polyplan::model::Kind::Worker).calls("b", "d").0;
    let cards = laid_out(&mut plan, Scope::OnlyUnplaced);
    side_by_side(&plan, &cards, "one card more");
    for (id, placement) in &before {
        assert_eq!(plan.placements[id], *placement);
    }
    assert!(cards[&id("d")].min.x > cards[&id("b")].max.x, "it lies right of its caller");
}

/// What only new cards lead to lies beside them, whatever the order of their names.
#[test]
fn a_chain_of_new_cards_grows_from_the_card_that_lies_there() {
    let by_hand = |x, y| Placement { at: Point::new(x, y), size: DEFAULT_CARD, by_hand: true };
    let sketch = Sketch::services(&["gate", "other"])
        .edit(Edit::Place(id("gate"), Some(by_hand(0.0, 0.0))))
        .edit(Edit::Place(id("other"), Some(by_hand(-800.0, 900.0))));
    let new = |sketch: Sketch, name| sketch.with(name, polyplan::model::Kind::Worker);
    let sketch = new(new(new(sketch, "a"), "b"), "z");
    let mut plan = sketch.calls("gate", "z").calls("z", "a").calls("b", "z").0;
    let cards = laid_out(&mut plan, Scope::OnlyUnplaced);
    side_by_side(&plan, &cards, "a chain");
    assert!(cards[&id("z")].min.x > cards[&id("gate")].max.x, "right of its caller");
    assert!(cards[&id("a")].min.x > cards[&id("z")].max.x, "right of its caller in turn");
    assert!(cards[&id("b")].max.x < cards[&id("z")].min.x, "left of what it calls");
    for of in ["z", "a", "b"] {
        assert!(cards[&id(of)].min.y < 300.0, "{of} lies with the card it came to");
    }
}

/// A card that belongs to no group keeps off the areas of groups, also beside a member that calls it.
#[test]
fn new_cards_keep_off_groups_of_others() {
    let mut plan = Sketch::services(&["a", "b", "c", "d"])
        .links(&[("a", "b"), ("b", "c"), ("a", "d")])
        .group("inner", None, &["a", "b", "c", "d"])
        .0;
    laid_out(&mut plan, Scope::AllButByHand);
    let sketch = Sketch(plan).with("new", polyplan::model::Kind::Worker).calls("a", "new");
    let mut plan = sketch.0;
    let before = plan.placements.clone();
    let cards = laid_out(&mut plan, Scope::OnlyUnplaced);
    side_by_side(&plan, &cards, "a card beside a group");
    assert!(before.iter().all(|(id, place)| plan.placements[id] == *place));
    let area = group_rects(&plan, &cards).into_values().next().unwrap();
    assert!(!area.overlaps(cards[&id("new")]), "{:?} in {area:?}", cards[&id("new")]);
}

#[test]
fn sizes_are_kept_and_respected() {
    let tall = Placement { at: Point::default(), size: Size::new(120.0, 900.0), by_hand: false };
    let sketch =
        Sketch::services(&["a", "b", "c", "d"]).links(&[("a", "b"), ("a", "c"), ("a", "d")]);
    let mut plan = sketch.edit(Edit::Place(id("b"), Some(tall))).0;
    let cards = laid_out(&mut plan, Scope::AllButByHand);
    side_by_side(&plan, &cards, "a tall card");
    assert_eq!(plan.placements[&id("b")].size, tall.size);
    assert_eq!(plan.placements[&id("c")].size, DEFAULT_CARD);
}

#[test]
fn groups_hold_their_members_and_nobody_else() {
    for (what, sketch) in shapes() {
        let mut plan = sketch.0;
        let cards = laid_out(&mut plan, Scope::AllButByHand);
        let areas = group_rects(&plan, &cards);
        for (id, card) in &cards {
            let of = plan.components[id].group.as_ref();
            let around: Vec<_> = plan.groups_around(of).map(|group| &group.id).collect();
            for (group, area) in &areas {
                if around.contains(&group) {
                    let inside = area.contains(card.min) && area.contains(card.max);
                    assert!(inside, "{what}: {id} leaves {group}");
                } else {
                    assert!(!area.overlaps(*card), "{what}: {id} is no member of {group}");
                }
            }
        }
        for (group, area) in &areas {
            if let Some(outer) = plan.groups[group].parent.as_ref().and_then(|id| areas.get(id)) {
                assert!(outer.contains(area.min) && outer.contains(area.max), "{what}: {group}");
            }
        }
        assert!(!areas.contains_key("empty"), "{what}: an empty group has no area");
    }
}

/// Cards without links lie in rows and columns, in a shape that fits a screen.
#[test]
fn cards_without_links_wrap() {
    let ids: Vec<String> = (10..22).map(|i| format!("n{i}")).collect();
    let ids: Vec<&str> = ids.iter().map(String::as_str).collect();
    for sketch in [Sketch::services(&ids), Sketch::services(&ids).group("all", None, &ids)] {
        let mut plan = sketch.0;
        let cards = laid_out(&mut plan, Scope::AllButByHand);
        let whole = cards.values().copied().reduce(Rect::union).unwrap();
        let shape = whole.width() / whole.height();
        assert!((0.7..3.0).contains(&shape), "{} by {}", whole.width(), whole.height());
    }
}

#[test]
fn two_thousand_cards_come_to_an_end() {
    let sketch = random(11, 2000, 3000);
    let mut plan = sketch.0.clone();
    let cards = laid_out(&mut plan, Scope::AllButByHand);
    side_by_side(&plan, &cards, "2,000 cards");
    // One card lies already and all others look for a place beside their neighbours.
    let by_hand = Placement { at: Point::default(), size: DEFAULT_CARD, by_hand: true };
    let mut plan = sketch.edit(Edit::Place(id("n0"), Some(by_hand))).0;
    let cards = laid_out(&mut plan, Scope::OnlyUnplaced);
    side_by_side(&plan, &cards, "2,000 new cards");
    // Many that all want the same spot.
    let mut star = Sketch::services(&["hub"]);
    let spokes: Vec<String> = (0..400).map(|i| format!("s{i}")).collect();
    for spoke in &spokes {
        star = star.with(spoke, polyplan::model::Kind::Worker).calls("hub", spoke);
    }
    let mut plan = star.edit(Edit::Place(id("hub"), Some(by_hand))).0;
    let cards = laid_out(&mut plan, Scope::OnlyUnplaced);
    side_by_side(&plan, &cards, "a growing star");
}
