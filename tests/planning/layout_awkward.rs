//! Awkward plans: whatever their shape, nothing overlaps, groups are whole and apart, links keep off
//! cards, and plans of some size are neither towers nor ribbons.

use std::collections::BTreeMap;

use polyplan::base::{Point, Rect};
use polyplan::draw::diagram::Wiring;
use polyplan::layout::{Scope, group_rects, tidy};
use polyplan::model::{ComponentId, DEFAULT_CARD, Edit, GroupId, Kind, LinkId, Placement, Plan};

use super::sketch::{Sketch, id};

fn names(count: usize) -> Vec<String> {
    (0..count).map(|i| format!("n{i:02}")).collect()
}

/// Services `n00`, `n01`, … with links between them by number.
fn linked(count: usize, links: impl IntoIterator<Item = (usize, usize)>) -> Sketch {
    let names = names(count);
    let ids: Vec<&str> = names.iter().map(String::as_str).collect();
    let sketch = Sketch::services(&ids);
    links.into_iter().fold(sketch, |sketch, (from, to)| sketch.calls(ids[from], ids[to]))
}

fn grouped(
    sketch: Sketch,
    group: &str,
    parent: Option<&str>,
    held: std::ops::Range<usize>,
) -> Sketch {
    let names: Vec<String> = held.map(|i| format!("n{i:02}")).collect();
    let ids: Vec<&str> = names.iter().map(String::as_str).collect();
    sketch.group(group, parent, &ids)
}

fn awkward() -> Vec<(&'static str, Sketch)> {
    let nested = (0..6).fold(linked(18, (0..17).map(|i| (i, i + 1))), |sketch, depth| {
        let parent = format!("g{}", depth - 1_i32);
        let parent = (depth > 0).then_some(parent.as_str());
        let first = usize::try_from(depth).unwrap() * 3;
        grouped(sketch, &format!("g{depth}"), parent, first..first + 3)
    });
    let tree =
        || linked(20, (0..20).flat_map(|i| [(i, 2 * i + 1), (i, 2 * i + 2)]).filter(|l| l.1 < 20));
    let parts = (0..12).map(|i| (i, i + 1)).chain([(14, 15), (17, 18), (17, 19), (22, 23)]);
    let selves = (0..14).map(|i| (i, i)).chain([(0, 1)]);
    let pairs = (0..7).flat_map(|i| [(2 * i, 2 * i + 1), (2 * i + 1, 2 * i)]);
    vec![
        ("a star of 60", linked(61, (1..61).map(|i| (0, i)))),
        ("a chain of 40", linked(40, (0..39).map(|i| (i, i + 1)))),
        ("all of 8 with all of 8", linked(16, (0..8).flat_map(|i| (8..16).map(move |j| (i, j))))),
        ("six groups one in another", nested),
        ("one giant group", grouped(tree(), "all", None, 0..20)),
        ("no links", linked(24, [])),
        ("links to themselves", linked(14, selves)),
        ("circles of two", linked(14, pairs)),
        ("parts of very different size", linked(30, parts)),
    ]
}

fn laid_out(plan: &mut Plan) -> BTreeMap<ComponentId, Rect> {
    for edit in tidy(plan, Scope::AllButByHand) {
        plan.apply(edit).unwrap();
    }
    let rect = |placement: &Placement| Rect::from_min_size(placement.at, placement.size);
    plan.placements.iter().map(|(id, placement)| (id.clone(), rect(placement))).collect()
}

#[track_caller]
fn cards_are_apart(cards: &BTreeMap<ComponentId, Rect>, what: &str) {
    let all: Vec<_> = cards.iter().collect();
    for (index, (id, rect)) in all.iter().enumerate() {
        for (other, beside) in &all[index + 1..] {
            assert!(!rect.overlaps(**beside), "{what}: {id} covers {other}");
        }
    }
}

#[track_caller]
fn groups_are_whole_and_apart(plan: &Plan, cards: &BTreeMap<ComponentId, Rect>, what: &str) {
    let areas = group_rects(plan, cards);
    for (id, area) in &areas {
        for (card, rect) in cards {
            let of = plan.components[card].group.as_ref();
            let held = plan.groups_around(of).any(|group| group.id == *id);
            assert!(held || !area.overlaps(*rect), "{what}: {id} covers {card}");
        }
        for (other, beside) in areas.iter().filter(|(other, _)| *other != id) {
            let holds = |outer: &GroupId, inner: &GroupId| {
                plan.groups_around(Some(inner)).any(|g| g.id == *outer)
            };
            let nested = holds(id, other) || holds(other, id);
            assert!(nested || !area.overlaps(*beside), "{what}: {id} covers {other}");
        }
    }
}

fn wiring(plan: &Plan, cards: &BTreeMap<ComponentId, Rect>) -> Wiring<ComponentId, LinkId> {
    let frames: Vec<Rect> = group_rects(plan, cards).into_values().collect();
    Wiring::of(cards, &plan.links, |link| [&link.from, &link.to], &frames)
}

#[track_caller]
fn links_keep_off_cards(plan: &Plan, cards: &BTreeMap<ComponentId, Rect>, what: &str) {
    let wiring = wiring(plan, cards);
    for link in plan.links.values() {
        let route = wiring.route(&link.id).unwrap();
        for (id, card) in cards.iter().filter(|(id, _)| ![&link.from, &link.to].contains(id)) {
            let inner = card.expand(-1.0);
            let under = route.along(40).any(|point| inner.contains(point));
            assert!(!under, "{what}: {} runs under {id}", link.id);
        }
    }
}

#[test]
fn awkward_plans_are_laid_out_soundly() {
    for (what, sketch) in awkward() {
        let mut plan = sketch.0;
        let cards = laid_out(&mut plan);
        cards_are_apart(&cards, what);
        groups_are_whole_and_apart(&plan, &cards, what);
        links_keep_off_cards(&plan, &cards, what);
        let whole = cards.values().copied().reduce(Rect::union).unwrap();
        let shape = whole.width() / whole.height() / 1.6;
        assert!((0.5..=2.0).contains(&shape), "{what}: {} by {}", whole.width(), whole.height());
    }
}

/// One card lies in the middle of where others would: it stays, and nothing runs under it.
/// What one component leads to stands in rows and columns, not on a staircase with most of it empty.
#[test]
fn leaves_of_one_stand_closely_together() {
    for count in [12, 16, 24, 40, 60] {
        let mut plan = linked(count + 1, (1..=count).map(|i| (0, i))).0;
        let cards = laid_out(&mut plan);
        let all = cards.values().copied().reduce(Rect::union).unwrap();
        let covered: f64 = cards.values().map(|card| card.width() * card.height()).sum();
        let share = covered / (all.width() * all.height());
        assert!(share > 0.2, "{count}: cards cover {share} of {all:?}");
    }
}

#[test]
fn a_card_placed_by_hand_in_the_middle_stays() {
    for (what, sketch) in awkward() {
        let first = id("n00");
        let at = Point::new(611.0, 307.0);
        let by_hand = Placement { at, size: DEFAULT_CARD, by_hand: true };
        let mut plan = sketch.edit(Edit::Place(first.clone(), Some(by_hand))).0;
        let cards = laid_out(&mut plan);
        assert_eq!(plan.placements[&first], by_hand, "{what}");
        cards_are_apart(&cards, what);
        links_keep_off_cards(&plan, &cards, what);
    }
}

/// Links that run side by side can be told apart, each by itself from end to end.
#[test]
fn links_between_two_columns_do_not_lie_on_each_other() {
    let mut plan = linked(16, (0..8).map(|i| (i, 15 - i))).0;
    let cards = laid_out(&mut plan);
    let wiring = wiring(&plan, &cards);
    let lines: Vec<&[Point]> = plan.links.keys().map(|id| wiring.line(id).unwrap()).collect();
    let upright = |line: &[Point]| -> Vec<(f64, f64, f64)> {
        let pieces = line.windows(2).filter(|pair| (pair[0].x - pair[1].x).abs() < 1e-6);
        pieces.map(|p| (p[0].x, p[0].y.min(p[1].y), p[0].y.max(p[1].y))).collect()
    };
    for (index, line) in lines.iter().enumerate() {
        for other in &lines[index + 1..] {
            for a in upright(line) {
                for b in upright(other) {
                    let abreast = a.1 < b.2 - 1.0 && b.1 < a.2 - 1.0;
                    assert!(!abreast || (a.0 - b.0).abs() > 4.0, "{a:?} and {b:?}");
                }
            }
        }
    }
}

/// Adding one card leaves the picture recognisable: unchanged cards move by less than two cards on
/// average when all is tidied again, counted over many plans.
#[test]
fn one_card_more_moves_others_little() {
    let mut moved = Vec::new();
    for seed in 0..12_usize {
        let count = 10 + seed % 5;
        let links: std::collections::BTreeSet<(usize, usize)> =
            (1..count).map(|i| ((i * 7 + seed) % i, i)).collect();
        let sketch = linked(count, links);
        let mut before = sketch.0.clone();
        let old = laid_out(&mut before);
        let mut after = sketch.with("new", Kind::Worker).calls("n00", "new").0;
        let new = laid_out(&mut after);
        let ways = old.iter().map(|(id, rect)| rect.min.distance(new[id].min));
        moved.push(ways.sum::<f64>() / f64::from(u32::try_from(old.len()).unwrap()));
    }
    let mean = moved.iter().sum::<f64>() / 12.0;
    assert!(mean < 2.0 * DEFAULT_CARD.width, "{mean}: {moved:?}");
}

/// How often lines cross each other.
fn crossings(lines: &[&[Point]]) -> usize {
    let pieces = |level: bool| {
        let all = lines.iter().enumerate().flat_map(|(line, points)| {
            points.windows(2).map(move |pair| {
                let point = |at: Point| Rect { min: at, max: at };
                (line, point(pair[0]).union(point(pair[1])))
            })
        });
        all.filter(move |(_, piece)| (piece.height() < 1e-6) == level).collect::<Vec<_>>()
    };
    let (level, upright) = (pieces(true), pieces(false));
    let crosses = |a: &(usize, Rect), b: &(usize, Rect)| {
        let (level, upright) = (a.1, b.1);
        a.0 != b.0
            && level.min.x < upright.min.x
            && upright.min.x < level.max.x
            && upright.min.y < level.min.y
            && level.min.y < upright.max.y
    };
    level.iter().map(|a| upright.iter().filter(|b| crosses(a, b)).count()).sum()
}

/// The plans that are shipped cross no more often than where Graphviz `dot` 2.42 draws their groups as
/// clusters or ELK layered (elkjs) with groups as children, whichever crosses more.
#[test]
fn shipped_plans_cross_as_seldom_as_in_other_tools() {
    for (name, most) in [
        ("ads-retrieval", 9),
        ("astronomy-shop", 4),
        ("feature-platform", 1),
        ("online-boutique", 3),
    ] {
        let path = format!("saves/{name}.plan.ron");
        let mut plan = polyplan::files::load(std::path::Path::new(&path)).unwrap().plan;
        plan.placements.clear();
        let cards = laid_out(&mut plan);
        let wiring = wiring(&plan, &cards);
        let lines: Vec<&[Point]> = plan.links.keys().map(|id| wiring.line(id).unwrap()).collect();
        let found = crossings(&lines);
        assert!(found <= most, "{name}: {found} crossings");
    }
}
