//! What lies in the plan's plane: areas, links with their labels, cards.

use std::collections::BTreeMap;

use super::{Area, Card, Detail, Diagram, Route, Wire, Wiring};
use super::{arrow, arrow_of, card, label, line_steps, pill};
use crate::base::{Point, Rect, Size};
use crate::draw::font::{Font, anywhere};
use crate::draw::scene::{Anchor, Item, Part, Scene, Step, Stroke, TextRun};
use crate::draw::theme::Theme;

/// The plane as a picture without background.
pub(super) struct Body {
    /// The picture, its top left corner at the origin.
    pub(super) scene: Scene,
    /// The words that most links have in common, if they are left to the legend.
    pub(super) common: Option<String>,
    /// The words of links that had no room at their link, each under the number that stands there.
    pub(super) notes: Vec<String>,
}

impl Body {
    /// A plane without anything, to learn how much room is left for one.
    pub(super) fn nothing(theme: &Theme) -> Self {
        let clear = theme.surface.canvas.with_alpha(0);
        let scene = Scene::new(Size::default(), clear, "");
        Self { scene, common: None, notes: Vec::new() }
    }
}

/// Draws it; `legend` says whether there is one that can tell what links have in common.
pub(super) fn draw(diagram: &Diagram, theme: &Theme, legend: bool) -> Body {
    let cards: Vec<Rect> = diagram.cards.iter().map(|card| card.rect).collect();
    let frames: Vec<Rect> = diagram.groups.iter().map(|area| area.rect).collect();
    let wires: BTreeMap<usize, &Wire> = diagram.links.iter().enumerate().collect();
    let by_place: BTreeMap<usize, Rect> = cards.iter().copied().enumerate().collect();
    let wiring = Wiring::of(&by_place, &wires, |wire| [&wire.from, &wire.to], &frames);
    let content = extent(diagram, wiring.bounds(), &pills(diagram));
    let size = Size::new(content.width(), content.height().max(60.0));
    let clear = theme.surface.canvas.with_alpha(0);
    let mut scene = Scene::new(size, clear, &diagram.title);
    if diagram.cards.is_empty() {
        empty(&mut scene, theme);
    }
    // Drawn where the cards lie, and moved to the corner as a whole.
    let mut plane = Scene::new(size, clear, &diagram.title);
    for area in &diagram.groups {
        let part = Part { class: "group", id: area.id.clone(), title: area.name.clone() };
        plane.part(part, |scene| draw_area(scene, theme, area, area.rect));
    }
    let names: Vec<Vec<TextRun>> =
        diagram.groups.iter().map(|area| area_name(theme, area, diagram.detail)).collect();
    let common = if legend { common(&diagram.links) } else { None };
    let routes: Vec<(&Wire, &Route)> =
        wires.iter().filter_map(|(id, wire)| Some((*wire, wiring.route(id)?))).collect();
    let notes =
        links(&mut plane, theme, diagram, &cards, (content, &routes), &names, common.as_deref());
    let covered: Vec<Rect> = names.iter().flatten().map(|line| line.bounds().expand(2.0)).collect();
    for (area, name) in diagram.groups.iter().zip(names) {
        let part = Part { class: "title", id: area.id.clone(), title: area.name.clone() };
        plane.part(part, |scene| {
            for line in &name {
                scene.fill(line.bounds().expand(2.0), 3.0, theme.surface.panel.with_alpha(225));
            }
            for line in name {
                scene.text(line);
            }
        });
    }
    // Where a link comes to stand stays to be seen under the name of a group.
    for (wire, route) in
        routes.iter().filter(|(_, route)| covered.iter().any(|name| name.overlaps(head(route))))
    {
        let part = Part { class: "arrow", id: wire.id.clone(), title: in_words(diagram, wire) };
        plane.part(part, |scene| {
            let steps = arrow_of(route.end, route.direction, wire.width);
            scene.items.push(Item::Path { steps, fill: Some(theme.text.subdued), stroke: None });
        });
    }
    let lone = card::least_lone_name(&diagram.cards, &cards);
    for (card, rect) in diagram.cards.iter().zip(&cards) {
        let part = Part { class: "card", id: card.id.clone(), title: title(card) };
        plane.part(part, |scene| match diagram.detail {
            Detail::Whole => card::draw(scene, theme, card, *rect),
            Detail::Small => card::draw_small(scene, theme, card, *rect),
            Detail::Name => card::draw_name(scene, theme, card, *rect, lone),
        });
    }
    scene.place(&plane, Point::new(-content.min.x, -content.min.y), 1.0);
    Body { scene, common, notes }
}

/// The area of an arrow head.
fn head(route: &Route) -> Rect {
    let corners = arrow(route.end, route.direction).into_iter().filter_map(|step| match step {
        Step::Move(at) | Step::Line(at) => Some(Rect { min: at, max: at }),
        Step::Cubic(..) | Step::Close => None,
    });
    corners.reduce(Rect::union).unwrap_or_default()
}

/// A card in words.
fn title(card: &Card) -> String {
    let made_of = if card.technology.is_empty() { "" } else { ", " };
    let value = card.shade.as_ref().map_or_else(String::new, |shade| format!(", {}", shade.said));
    format!("{}: {}{made_of}{}{value}", card.name, card.language, card.technology)
}

/// Where the values of an overlay stand.
fn pills(diagram: &Diagram) -> Vec<Rect> {
    let value = |card: &Card| Some(pill::place(card.rect, &card.shade.as_ref()?.label));
    diagram.cards.iter().filter_map(value).collect()
}

fn empty(scene: &mut Scene, theme: &Theme) {
    scene.size.width = scene.size.width.max(320.0);
    let at = Point::new(scene.size.width / 2.0, 40.0);
    let words = "The plan has no components yet";
    let run = TextRun::new(at, words, Font::Regular, 13.0, theme.text.subdued);
    scene.text(run.anchored(Anchor::Middle));
}

/// What cards, areas and links take, with a margin.
fn extent(diagram: &Diagram, links: Option<Rect>, pills: &[Rect]) -> Rect {
    let areas = diagram.groups.iter().map(|area| area.rect);
    let rects = diagram.cards.iter().map(|card| card.rect).chain(areas);
    // Room for loops with their words.
    let room = if diagram.links.iter().any(|link| link.from == link.to) { 40.0 } else { 20.0 };
    let planned = rects.reduce(Rect::union).unwrap_or_default().expand(room);
    let planned = links.map_or(planned, |links| planned.union(links.expand(8.0)));
    pills.iter().fold(planned, |planned, pill| planned.union(pill.expand(4.0)))
}

fn draw_area(scene: &mut Scene, theme: &Theme, area: &Area, rect: Rect) {
    let fill = if area.depth.is_multiple_of(2) { theme.surface.hover } else { theme.surface.panel };
    let stroke = Stroke::solid(theme.line.border, 1.0);
    scene.items.push(Item::Rect {
        rect,
        radius: 12.0,
        fill: Some(fill.with_alpha(130)),
        stroke: Some(stroke),
    });
}

/// The name of an area, in two smaller lines where it is too long for one.
fn area_name(theme: &Theme, area: &Area, detail: Detail) -> Vec<TextRun> {
    let rect = area.rect;
    let room = rect.width() - 24.0;
    // Where cards show names alone, those of groups are as large.
    let sizes: &[f64] = if detail == Detail::Name { &[card::SMALL_NAME.0, 11.0] } else { &[11.0] };
    let whole = |size: &&f64| anywhere::measure(&area.name, Font::SemiBold, **size) <= room;
    let (size, baselines) = match sizes.iter().find(whole) {
        Some(size) => (*size, [20.0, 20.0]),
        None => (9.0, [12.0, 22.0]),
    };
    let lines = anywhere::lines(&area.name, Font::SemiBold, size, room, 2);
    let line = |(line, below): (&String, f64)| {
        let at = Point::new(rect.min.x + 14.0, rect.min.y + below);
        TextRun::new(at, line, Font::SemiBold, size, theme.text.subdued)
    };
    lines.iter().zip(baselines).map(line).collect()
}

/// Fewest links whose common words are said once for all.
const LEAST_COMMON: usize = 4;

/// The words that more than half of the links have in common, if no link goes without words: of one
/// that did, nobody could tell whether the common words are meant.
fn common(links: &[Wire]) -> Option<String> {
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    for link in links {
        *counts.entry(&link.label).or_default() += 1;
    }
    if counts.contains_key("") {
        return None;
    }
    let (words, count) = counts.into_iter().max_by_key(|(_, count)| *count)?;
    (count >= LEAST_COMMON && 2 * count > links.len()).then(|| words.to_owned())
}

/// Draws links and their labels; returns the words that had no room.
fn links(
    scene: &mut Scene,
    theme: &Theme,
    diagram: &Diagram,
    cards: &[Rect],
    (whole, routes): (Rect, &[(&Wire, &Route)]),
    names: &[Vec<TextRun>],
    common: Option<&str>,
) -> Vec<String> {
    let color = theme.text.subdued.with_alpha(200);
    for &(wire, route) in routes {
        let part = Part { class: "link", id: wire.id.clone(), title: in_words(diagram, wire) };
        scene.part(part, |scene| {
            let stroke = Stroke { dashed: wire.dashed, ..Stroke::solid(color, wire.width) };
            let steps = line_steps(route, wire.width);
            scene.items.push(Item::Path { steps, fill: None, stroke: Some(stroke) });
            let steps = arrow_of(route.end, route.direction, wire.width);
            scene.items.push(Item::Path { steps, fill: Some(color), stroke: None });
        });
    }
    let mut taken: Vec<Rect> = cards.iter().map(|card| card.expand(2.0)).collect();
    taken.extend(pills(diagram));
    taken.extend(routes.iter().map(|(_, route)| head(route).expand(1.0)));
    taken.extend(names.iter().flatten().map(|name| name.bounds().expand(4.0)));
    let said = routes.iter().copied().filter(|(wire, _)| !wire.label.is_empty());
    let said = said.filter(|(wire, _)| Some(wire.label.as_str()) != common);
    label::draw(scene, theme, said, whole, taken)
}

/// A link in words.
fn in_words(diagram: &Diagram, wire: &Wire) -> String {
    let name = |card: usize| diagram.cards.get(card).map_or("", |card| card.name.as_str());
    let said = if wire.label.is_empty() { String::new() } else { format!(": {}", wire.label) };
    format!("{} to {}{said}", name(wire.from), name(wire.to))
}
