//! Pictures for a place: names can be read there, nothing is lost, and what was done is said.

use std::path::Path;

use polyplan::base::{Point, Rect};
use polyplan::draw::diagram::{Looks, Place};
use polyplan::draw::{Font, Item, Scene, pdf};
use polyplan::exchange::picture::{self, PictureFormat, Piece, Setting};
use polyplan::model::{
    Component, ComponentId, DEFAULT_CARD, Edit, Group, GroupId, GroupKind, Kind, Link, LinkId,
    Placement, Plan,
};

use super::{chain, pieces, plans};

/// Points of a unit where the picture has the extent of its place: a slide is 13⅓ inches wide.
fn points(place: Place) -> f64 {
    if place == Place::Slide { 960.0 / 1600.0 } else { 72.0 / 96.0 }
}

/// Width and greatest height of a place, units of 1/96 inch; pages lie on either side.
fn extents(place: Place) -> Vec<(f64, f64)> {
    match place {
        Place::Screen => vec![(1280.0, 720.0)],
        Place::Slide => vec![(1600.0, 900.0)],
        Place::Column => vec![(604.0, 907.0)],
        Place::A4 => vec![(794.0, 1123.0), (1123.0, 794.0)],
        Place::A3 => vec![(1587.0, 1123.0), (1123.0, 1587.0)],
    }
}

fn fitted(plan: &Plan, place: Place) -> Vec<Piece> {
    pieces(plan, "diagram", Setting { place: Some(place), ..Setting::default() })
}

/// The names on cards with the sizes in which they are written.
fn names(scene: &Scene) -> Vec<(String, f64)> {
    let mut found = Vec::new();
    let mut card: Option<Vec<(String, f64)>> = None;
    for item in &scene.items {
        match item {
            Item::Begin(part) if part.class == "card" => card = Some(Vec::new()),
            Item::End => {
                if let Some(lines) = card.take() {
                    let words: Vec<&str> = lines.iter().map(|(line, _)| line.as_str()).collect();
                    let size = lines.iter().map(|(_, size)| *size).fold(f64::INFINITY, f64::min);
                    found.push((words.join(" "), size));
                }
            }
            Item::Text(run) if run.font == Font::SemiBold => {
                if let Some(lines) = &mut card {
                    lines.push((run.text.clone(), run.size));
                }
            }
            _ => {}
        }
    }
    found
}

#[test]
fn names_are_at_least_seven_points_in_every_place() {
    for (name, plan) in plans() {
        for place in Place::ALL.iter().copied() {
            let what = format!("{name} for {}", place.word());
            let pieces = fitted(&plan, place);
            let note = pieces[0].note.clone().unwrap();
            assert!(note.contains(place.word()), "{note}");
            let mut shown = Vec::new();
            for piece in &pieces {
                let size = piece.scene.size;
                let fits = extents(place)
                    .into_iter()
                    .any(|(width, most)| size.width == width && size.height <= most);
                assert!(fits, "{what} is {} by {}", size.width, size.height);
                let whole = Rect::from_min_size(Point::default(), size);
                for run in piece.scene.texts() {
                    let bounds = run.bounds();
                    let inside = whole.contains(bounds.min) && whole.contains(bounds.max);
                    assert!(inside, "{what}: `{}` leaves it", run.text);
                }
                for (name, size) in names(&piece.scene) {
                    assert!(size * points(place) >= 7.0, "{what}: {name} has {size} units");
                    shown.push(name.replace(' ', ""));
                }
            }
            shown.sort();
            // Names may be broken into lines.
            let mut all: Vec<String> =
                plan.components.values().map(|c| c.name.replace(' ', "")).collect();
            all.sort();
            assert_eq!(shown, all, "{what}");
        }
    }
}

/// 48 components in six groups, each calling the next and one further on.
fn large() -> Plan {
    let mut plan = Plan::new("Large");
    let id = |i: usize| ComponentId::new(&format!("c{i}")).unwrap();
    for i in 0..48 {
        let group = GroupId::new(&format!("g{}", i / 8)).unwrap();
        if i % 8 == 0 {
            let name = format!("Group {}", i / 8);
            let group = Group { id: group.clone(), name, kind: GroupKind::Layer, parent: None };
            plan.apply(Edit::AddGroup(Box::new(group))).unwrap();
        }
        let mut component = Component::new(id(i), &format!("Component number {i}"), Kind::Service);
        component.group = Some(group);
        plan.apply(Edit::AddComponent(Box::new(component))).unwrap();
    }
    for i in 0..47 {
        for to in [i + 1, i + 9].into_iter().filter(|to| *to < 48) {
            let link = LinkId::new(&format!("l{i}-{to}")).unwrap();
            plan.apply(Edit::AddLink(Box::new(Link::new(link, id(i), id(to))))).unwrap();
        }
    }
    plan
}

/// What is too large for one picture becomes one for each group, with the links that lead out of it.
#[test]
fn a_large_plan_becomes_a_picture_for_each_group() {
    let plan = large();
    let column = fitted(&plan, Place::Column);
    assert_eq!(column.len(), 6);
    assert!(column[0].note.as_ref().unwrap().contains("6 pictures"), "{:?}", column[0].note);
    let pieces: Vec<&str> = column.iter().map(|piece| piece.name.as_str()).collect();
    assert_eq!(pieces[0], "diagram-g0");
    let shown: Vec<(String, f64)> = column.iter().flat_map(|piece| names(&piece.scene)).collect();
    assert_eq!(shown.len(), 48);
    assert!(shown.iter().all(|(_, size)| size * 0.75 >= 7.0));
    let leads_out = "Component number 7 → Component number 8";
    assert!(column[0].scene.texts().any(|run| run.text == leads_out));
    // As files they go beside what was named, and as a PDF they are its pages.
    let files = |format| {
        let path = Path::new("out/large.file");
        let footer = polyplan::charts::Footer::default();
        let files = picture::files(&column, path, format, 1.0, &footer).unwrap();
        files.into_iter().map(|(path, _)| path.display().to_string()).collect::<Vec<_>>()
    };
    let beside: Vec<String> = (0..6).map(|i| format!("out/large-g{i}.file")).collect();
    assert_eq!(files(PictureFormat::Svg), beside);
    assert_eq!(files(PictureFormat::Pdf), ["out/large.file"]);
    // A page of A3 holds it.
    let page = fitted(&plan, Place::A3);
    assert_eq!(page.len(), 1, "{:?}", page[0].note);
    assert!(names(&page[0].scene).iter().all(|(_, size)| size * 0.75 >= 7.0));
    // Without groups there is nothing to divide it by, which is said.
    let mut flat = plan.clone();
    flat.groups.clear();
    flat.components.values_mut().for_each(|component| component.group = None);
    let flat = fitted(&flat, Place::Column);
    assert!(flat.len() == 1 && flat[0].note.as_ref().unwrap().contains("Too large for column"));
}

/// Cards that people placed stay where they are if names can be read so.
#[test]
fn an_arrangement_by_hand_is_kept_where_it_can_be_read() {
    let mut plan = chain(&["", ""]);
    for (i, id) in plan.components.keys().cloned().collect::<Vec<_>>().into_iter().enumerate() {
        let down = f64::from(u32::try_from(i).unwrap());
        let at = Point::new(300.0 - 150.0 * down, 160.0 * down);
        let size = DEFAULT_CARD;
        let placement = Placement { at, size, by_hand: true };
        plan.apply(Edit::Place(id, Some(placement))).unwrap();
    }
    let piece = fitted(&plan, Place::Slide).remove(0);
    assert!(piece.note.unwrap().contains("as placed"));
}

#[test]
fn legend_and_footer_can_be_left_out() {
    let (_, plan) = plans().remove(0);
    for place in [None, Some(Place::Slide)] {
        let bare =
            Setting { place, looks: Looks { legend: false, footer: false }, ..Setting::default() };
        let words = |setting| {
            let piece = pieces(&plan, "diagram", setting).remove(0);
            piece.scene.texts().map(|run| run.text.clone()).collect::<Vec<_>>().join(" ")
        };
        let (all, bare) = (words(Setting { place, ..Setting::default() }), words(bare));
        for left_out in ["Edge of a card", "revision"] {
            assert!(all.contains(left_out) && !bare.contains(left_out), "{left_out}");
        }
    }
}

/// A page that readers would not show is scaled down, which is said.
#[test]
fn a_page_is_at_most_as_long_as_readers_show() {
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/data/reports/in-a-row.plan.ron");
    let mut plan = polyplan::files::load(&file).unwrap().plan;
    // Someone put the cards in a row.
    let mut left = 0.0;
    for id in plan.components.keys() {
        let at = Point::new(left, 0.0);
        plan.placements.insert(id.clone(), Placement { at, size: DEFAULT_CARD, by_hand: true });
        left += 300.0;
    }
    let piece = pieces(&plan, "diagram", Setting::default()).remove(0);
    assert!(piece.scene.size.width * 0.75 > 14_400.0, "the plan is long");
    let said = piece.shrunk(PictureFormat::Pdf).unwrap();
    assert!(said.contains("14,400") && piece.shrunk(PictureFormat::Svg).is_none(), "{said}");
    let bytes = pdf::write(std::slice::from_ref(&piece.scene)).unwrap();
    let text = String::from_utf8_lossy(&bytes);
    let boxes: Vec<f64> = text
        .split("/MediaBox")
        .skip(1)
        .flat_map(|rest| rest.split(['[', ']']).nth(1).unwrap().split_whitespace())
        .map(|number| number.parse().unwrap())
        .collect();
    assert!(!boxes.is_empty() && boxes.iter().all(|side| *side <= 14_400.0), "{boxes:?}");
    assert!(text.contains("/Lang") && text.contains("/Title"));
}
