//! How an SVG is built.

use std::collections::BTreeSet;

use polyplan::charts::{COMPONENT_CHARTS, PLAN_CHARTS};
use polyplan::draw::font::anywhere;
use polyplan::draw::{Font, Item, Scene, svg};

use super::{diagram, pictures, plans};

/// Cards, groups and links are elements that can be found, with ids of their own and words.
#[test]
fn cards_groups_and_links_are_named_parts() {
    for (name, plan) in plans() {
        let text = svg::write(&diagram(&plan));
        let xml = roxmltree::Document::parse(&text).unwrap();
        let mut ids = BTreeSet::new();
        for id in xml.descendants().filter_map(|node| node.attribute("id")) {
            assert!(ids.insert(id.to_owned()), "{name}: {id} stands twice");
            assert!(id.starts_with(|c: char| c.is_ascii_alphabetic()), "{name}: {id}");
        }
        let part = |id: String, title: &str| {
            let node = xml.descendants().find(|node| node.attribute("id") == Some(&id));
            let node = node.unwrap_or_else(|| panic!("{name} has no {id}"));
            let said = node.children().find(|child| child.has_tag_name("title")).unwrap();
            assert!(said.text().unwrap().contains(title), "{name}: {id}");
            assert!(node.children().filter(roxmltree::Node::is_element).count() > 1, "{id}");
        };
        for component in plan.components.values() {
            part(format!("card-{}", component.id), &component.name);
        }
        for group in plan.groups.values() {
            part(format!("group-{}", group.id), &group.name);
        }
        for link in plan.links.values() {
            part(format!("link-{}", link.id), &plan.components[&link.to].name);
        }
        let root = xml.root_element();
        assert_eq!(root.attribute("role"), Some("img"));
        for labelled in root.attribute("aria-labelledby").unwrap().split(' ') {
            assert!(ids.contains(labelled), "{name}: nothing is called {labelled}");
        }
        let families = root.attribute("font-family").unwrap();
        assert!(families.starts_with("Inter, ") && families.ends_with(", sans-serif"));
    }
}

/// Texts of a picture with the space that they take in the widest font that may stand in.
fn leaving(scene: &Scene) -> Vec<String> {
    let mut left = Vec::new();
    let mut card = None;
    for item in &scene.items {
        match item {
            Item::Begin(part) => card = (part.class == "card").then_some(None),
            Item::End => card = None,
            Item::Rect { rect, .. } => {
                // The first thing of a card is its box.
                if let Some(outer) = card.as_mut().filter(|outer| outer.is_none()) {
                    *outer = Some(*rect);
                }
            }
            Item::Text(run) => {
                let wider = anywhere::measure(&run.text, run.font, run.size)
                    - polyplan::draw::measure(&run.text, run.font, run.size);
                let bounds = run.bounds();
                let (from, to) = if run.upwards {
                    (bounds.min.y - wider, bounds.max.y + wider)
                } else {
                    (bounds.min.x - wider, bounds.max.x + wider)
                };
                let end = if run.upwards { scene.size.height } else { scene.size.width };
                let (least, most) =
                    card.flatten().map_or((0.0, end), |outer| (outer.min.x, outer.max.x));
                // Of a text that is anchored at one end the other one moves.
                let (from, to) = match run.anchor {
                    polyplan::draw::scene::Anchor::Start if !run.upwards => (bounds.min.x, to),
                    polyplan::draw::scene::Anchor::End if !run.upwards => (from, bounds.max.x),
                    _ => (from + wider / 2.0, to - wider / 2.0),
                };
                if from < least || to > most {
                    left.push(run.text.clone());
                }
            }
            Item::Path { .. } => {}
        }
    }
    left
}

#[test]
fn there_is_room_for_the_widest_font_that_may_stand_in() {
    for (name, plan) in plans() {
        let charts = PLAN_CHARTS.iter().chain(COMPONENT_CHARTS);
        for (what, scene) in ["diagram"].iter().chain(charts).flat_map(|what| pictures(&plan, what))
        {
            assert_eq!(leaving(&scene), [""; 0], "{name}: {what}");
        }
    }
    // The check sees what it is for.
    let mut scene = diagram(&plans().remove(0).1);
    let width = scene.size.width;
    let wide = "W".repeat(400);
    let run = polyplan::draw::scene::TextRun::new(
        polyplan::base::Point::new(width - 40.0, 20.0),
        &wide,
        Font::Regular,
        11.0,
        scene.background,
    );
    scene.text(run);
    assert_eq!(leaving(&scene), [wide]);
}
