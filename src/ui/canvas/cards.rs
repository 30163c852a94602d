//! Cards.

use std::collections::{BTreeSet, HashMap};

use egui::{Align2, CornerRadius, Sense, Stroke, StrokeKind};

use super::super::paint::{self, Transform};
use super::super::{View, icon, style};
use super::Detail;
use crate::base::{Point, Rect, Size};
use crate::charts::Overlay;
use crate::draw::diagram::{self, Card, Standing};
use crate::draw::scene::Scene;
use crate::draw::{Font, Theme, font};
use crate::model::{Component, ComponentId};
use crate::session::{Element, Hit, Naming, Tool};

/// Cards on the screen up to which each is known to screen readers by name.
const MOST_NAMED: usize = 400;

/// What the fit of a name depends on: the name, and sizes as bits.
type NameKey = (String, [u32; 3]);
/// How a name fits: size of its letters, and its lines.
type NameFit = (f32, Vec<String>);

/// Drawn cards, so that fitting their text is done once for each content.
#[derive(Default)]
pub(super) struct Cache {
    dark: bool,
    drawn: HashMap<ComponentId, (Card, Scene)>,
    names: HashMap<ComponentId, (NameKey, NameFit)>,
}

/// Paints the cards that are seen and gives each its accessible name; boxes are painted already.
pub(super) fn paint(
    ui: &egui::Ui,
    painter: &egui::Painter,
    view: &View<'_>,
    transform: Transform,
    detail: Detail,
    seen: Rect,
    cache: &mut Cache,
) {
    let dark = ui.visuals().dark_mode;
    if cache.dark != dark || cache.drawn.len() > 4 * view.session.plan().components.len() + 64 {
        *cache = Cache { dark, ..Cache::default() };
    }
    let session = view.session;
    let seen = seen.expand(8.0);
    if detail == Detail::Blocks && session.plan().components.len() > MOST_NAMED {
        return;
    }
    let mut visible: Vec<(&ComponentId, Rect)> = session.board().cards_in(seen).collect();
    // What is selected lies on top; the hand finds it there, too.
    visible.sort_by_key(|(id, _)| session.selection.components.contains(*id));
    let named = visible.len() <= MOST_NAMED;
    let ringed = ringed(view);
    for (id, rect) in visible {
        let Some(component) = session.plan().components.get(id) else { continue };
        let on_screen = transform.rect(rect);
        // Below the card, whose value may hang over its edge.
        if detail != Detail::Blocks && ringed.contains(id) {
            outline(painter, view, &Element::Component(id.clone()), on_screen, detail);
        }
        match detail {
            Detail::Full => full(painter, view, component, rect, transform, cache),
            Detail::Names => names(painter, view, component, on_screen, cache),
            Detail::Blocks => {}
        }
        if detail != Detail::Blocks {
            handles(painter, view, id, on_screen);
        }
        if named {
            let response = ui.interact(on_screen, ui.scope_id().with(id), Sense::hover());
            response.widget_info(|| {
                let name = accessible_name(view, component);
                egui::WidgetInfo::labeled(egui::Role::ListItem, true, name)
            });
        }
    }
}

/// What a card shows: the plan's own words at once, the verdict as last analysed.
fn content(view: &View<'_>, component: &Component, rect: Rect) -> Card {
    let session = view.session;
    let sketching = session.settings.sketch_mode;
    let analysed =
        session.analysis().components.get(&component.id).filter(|_| !sketching).map(|a| &a.card);
    let kind = || component.kind.label().to_owned();
    let overlaid = session.overlay() != Overlay::None;
    Card {
        id: component.id.to_string(),
        rect: Rect::from_min_size(Point::default(), rect.size()),
        name: component.name.clone(),
        icon: component.kind.word().to_owned(),
        language: analysed.map_or_else(kind, |card| card.language.clone()),
        technology: diagram::technology_on_card(component),
        hue: analysed.and_then(|card| card.hue).filter(|_| !overlaid),
        performance: component.tags.performance.is_some(),
        data: component.tags.data,
        standing: analysed.map_or(Standing::None, |card| card.standing),
        shade: session.shade(&component.id).cloned(),
    }
}

fn full(
    painter: &egui::Painter,
    view: &View<'_>,
    component: &Component,
    rect: Rect,
    transform: Transform,
    cache: &mut Cache,
) {
    let card = content(view, component, rect);
    let place = Transform { origin: transform.pos(rect.min), zoom: transform.zoom };
    let drawn = cache.drawn.get(&component.id).filter(|(known, _)| *known == card);
    if let Some((_, scene)) = drawn {
        paint::scene(painter, scene, place);
        return;
    }
    let scene = diagram::card_scene(&card, view.theme);
    paint::scene(painter, &scene, place);
    cache.drawn.insert(component.id.clone(), (card, scene));
}

/// A card too small for its full content: box, language's edge, and the whole name over at most two
/// lines, as large as it fits.
fn names(
    painter: &egui::Painter,
    view: &View<'_>,
    component: &Component,
    rect: egui::Rect,
    cache: &mut Cache,
) {
    block(painter, view, component, rect);
    let valued = value(painter, view, component, rect);
    let theme = on_shade(view, component);
    let rect = rect.with_max_y(rect.max.y - valued);
    let ppp = painter.ctx().pixels_per_point();
    let key = (component.name.clone(), [rect.width(), rect.height(), ppp].map(f32::to_bits));
    let known = cache.names.get(&component.id).filter(|(of, _)| *of == key);
    let (size, lines) = if let Some((_, name)) = known {
        name.clone()
    } else {
        let name = fitted(&component.name, rect.size(), ppp);
        cache.names.insert(component.id.clone(), (key, name.clone()));
        name
    };
    let color = style::color(theme.text.strong);
    let font = style::font(Font::Regular, size);
    let left = rect.left() + inset(rect.width());
    #[expect(clippy::cast_precision_loss, reason = "one or two lines")]
    let high = LINE * size * lines.len() as f32;
    let below = if rect.height() >= high + LANGUAGE + 6.0 { LANGUAGE + 1.0 } else { 0.0 };
    let mut y = rect.center().y - f32::midpoint(high, below);
    for line in lines {
        painter.text(egui::pos2(left, y), Align2::LEFT_TOP, line, font.clone(), color);
        y += LINE * size;
    }
    if below > 0.0 {
        let size = LANGUAGE / LINE;
        let card = content(view, component, Rect::from_min_size(Point::default(), Size::default()));
        let (mark, mark_color) = match card.standing {
            Standing::Decided => (icon::character("check"), theme.text.subdued),
            Standing::Overruled => (icon::character("triangle-alert"), theme.status.warn),
            _ => (None, theme.text.subdued),
        };
        let kept = if mark.is_some() { size + 3.0 } else { 0.0 };
        let room = f64::from(rect.right() - left - 2.0 - kept);
        let language = diagram::language_on_card(&card);
        let language = font::elide(&language, Font::Regular, f64::from(size), room);
        let font = style::font(Font::Regular, size);
        let color = style::color(theme.text.subdued);
        let said = painter.text(egui::pos2(left, y + 1.0), Align2::LEFT_TOP, language, font, color);
        if let Some(mark) = mark {
            let at = egui::pos2(said.right() + 2.0, said.center().y);
            let font = egui::FontId::new(size, egui::FontFamily::Name(icon::FAMILY.into()));
            painter.text(at, Align2::LEFT_CENTER, mark, font, style::color(mark_color));
        }
    }
}

/// Height of the language below a name, where there is room for it.
const LANGUAGE: f32 = 11.0;

/// Distance of two lines of a name, in its size.
pub(super) const LINE: f32 = 1.1;
/// Largest size of a name alone, and the smallest in pixels of the screen.
const NAME: [f32; 2] = [12.0, 7.0];

/// Room left of a name.
pub(super) fn inset(width: f32) -> f32 {
    (width * 0.07).clamp(3.0, 8.0)
}

/// The largest size at which a name is whole on one or two lines in a box, with its lines; at the
/// smallest it is cut.
pub(super) fn fitted(name: &str, room: egui::Vec2, pixels_per_point: f32) -> (f32, Vec<String>) {
    let least = (NAME[1] / pixels_per_point).min(NAME[0]);
    let width = f64::from(room.x - inset(room.x) - 2.0);
    let mut size = NAME[0];
    loop {
        let most = if room.y >= 2.0 * LINE * size + 2.0 { 2 } else { 1 };
        let lines = font::lines(name, Font::Regular, f64::from(size), width, most);
        let cut = lines.iter().any(|line| line.ends_with('…')) && !name.ends_with('…');
        if !cut && room.y >= size {
            return (size, lines);
        }
        if size <= least {
            // A long word broken says more than one that is cut.
            let broken = font::wrap(name, Font::Regular, f64::from(size), width);
            return (size, if broken.len() <= most { broken } else { lines });
        }
        size = (size - 0.5).max(least);
    }
}

/// The theme on the face of a card.
fn on_shade(view: &View<'_>, component: &Component) -> Theme {
    let tint = view.session.shade(&component.id).and_then(|shade| shade.tint);
    tint.map_or(*view.theme, |tint| view.theme.on_tint(tint))
}

/// Least scale of what an overlay tells, so that it can be read, and least height of a card that has room for
/// it, in points.
const VALUE: [f32; 2] = [0.85, 18.0];

/// Writes what an overlay tells of a card; returns how much of its height that takes.
fn value(painter: &egui::Painter, view: &View<'_>, component: &Component, rect: egui::Rect) -> f32 {
    let [least, height] = VALUE;
    let Some(shade) = view.session.shade(&component.id).filter(|_| rect.height() >= height) else {
        return 0.0;
    };
    #[expect(clippy::cast_possible_truncation, reason = "a scale")]
    let zoom = (view.session.camera.zoom() as f32).max(least);
    let size = rect.size() / zoom;
    let card = Size::new(f64::from(size.x), f64::from(size.y));
    let scene = diagram::pill_scene(shade, card, view.theme);
    paint::scene(painter, &scene, Transform { origin: rect.right_bottom(), zoom });
    #[expect(clippy::cast_possible_truncation, reason = "a few points")]
    let inside = diagram::PILL_INSIDE as f32;
    (inside + 1.0) * zoom
}

/// A box with the language's edge, or the colour of the overlay.
fn block(painter: &egui::Painter, view: &View<'_>, component: &Component, rect: egui::Rect) {
    let theme = &on_shade(view, component);
    let border = Stroke::new(1.0, style::color(theme.line.border));
    let radius = CornerRadius::same(if rect.height() > 16.0 { 4 } else { 1 });
    painter.rect(rect, radius, style::color(theme.surface.raised), border, StrokeKind::Inside);
    if let Some(hue) = hue(view, component) {
        let edge = rect.with_max_x(rect.min.x + (rect.width() * 0.04).clamp(1.5, 3.0));
        painter.rect_filled(edge, CornerRadius::ZERO, style::color(theme.hue(hue)));
    }
}

fn hue(view: &View<'_>, component: &Component) -> Option<crate::base::Hue> {
    let session = view.session;
    if session.settings.sketch_mode || session.overlay() != Overlay::None {
        return None;
    }
    session.analysis().components.get(&component.id).and_then(|analysis| analysis.card.hue)
}

/// Cards with a ring: selected, under the pointer, or about to be linked to.
pub(super) fn ringed<'a>(view: &View<'a>) -> BTreeSet<&'a ComponentId> {
    let session = view.session;
    let mut ringed: BTreeSet<&ComponentId> = session.selection.components.iter().collect();
    if let Some(Hit::Element(Element::Component(id)) | Hit::CardEdge(id)) = &session.hover {
        ringed.insert(id);
    }
    if let Tool::Connecting { onto: Some(id), .. } = &session.tool {
        ringed.insert(id);
    }
    ringed
}

/// The ring around a selected card, a fainter one around the one under the pointer.
pub(super) fn outline(
    painter: &egui::Painter,
    view: &View<'_>,
    element: &Element,
    rect: egui::Rect,
    detail: Detail,
) {
    let session = view.session;
    let theme: &Theme = view.theme;
    let hovered = match &session.hover {
        Some(Hit::Element(hovered)) => hovered == element,
        Some(Hit::CardEdge(id)) => *element == Element::Component(id.clone()),
        _ => false,
    };
    let onto = matches!((&session.tool, element),
        (Tool::Connecting { onto: Some(id), .. }, Element::Component(card)) if id == card);
    let radius = if detail == Detail::Full { 8.0 * session.camera.zoom() + 2.0 } else { 3.0 };
    #[expect(clippy::cast_possible_truncation, reason = "a radius on the screen")]
    let radius = radius as f32;
    if session.selection.contains(element) || onto {
        let ring = Stroke::new(2.0, style::color(theme.accent.stroke));
        painter.rect_stroke(rect.expand(2.0), radius, ring, StrokeKind::Outside);
    } else if hovered && !matches!(session.tool, Tool::Naming { what: Naming::Component(_), .. }) {
        let ring = Stroke::new(1.0, style::color(theme.text.subdued));
        painter.rect_stroke(rect.expand(1.0), radius, ring, StrokeKind::Outside);
    }
}

/// The handles of a card under the pointer.
pub(super) fn handles(
    painter: &egui::Painter,
    view: &View<'_>,
    of: &ComponentId,
    rect: egui::Rect,
) {
    let (session, theme) = (view.session, view.theme);
    if let (Some(Hit::CardEdge(id)), Tool::Idle) = (&session.hover, &session.tool)
        && id == of
    {
        // Handles say that a link can be drawn from here.
        for at in [rect.left_center(), rect.right_center(), rect.center_top(), rect.center_bottom()]
        {
            painter.circle(
                at,
                4.0,
                style::color(theme.surface.raised),
                Stroke::new(1.5, style::color(theme.accent.stroke)),
            );
        }
    }
}

/// Name, kind, technology, language or verdict, tags, standing and what an overlay tells in words.
fn accessible_name(view: &View<'_>, component: &Component) -> String {
    let mut words = vec![component.name.clone(), component.kind.label().to_owned()];
    words.extend(component.technology.as_ref().map(ToString::to_string));
    words.extend(component.tags.intents().map(str::to_owned));
    let analysis = view.session.analysis().components.get(&component.id);
    if let Some(analysis) = analysis.filter(|_| !view.session.settings.sketch_mode) {
        words.push(analysis.card.language.clone());
        words.push(
            match analysis.card.standing {
                Standing::Assumed => "assumed",
                Standing::Decided => "decided",
                Standing::Overruled => "decided against the advice",
                _ => "",
            }
            .to_owned(),
        );
    }
    if let Some(shade) = view.session.shade(&component.id)
        && !words.contains(&shade.said)
    {
        words.push(shade.said.clone());
    }
    words.retain(|word| !word.is_empty());
    words.join(", ")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::DEFAULT_CARD;

    /// From the zoom that a plan of a dozen components has in a small window.
    #[test]
    fn names_are_whole_on_small_cards() {
        for name in [
            "Cart",
            "Product catalog",
            "Recommendation service",
            "Currency service",
            "Fraud scorer",
            "Feature pipeline",
            "Load generator (outside)",
            "recommendationservice",
        ] {
            for (zoom, ppp) in [(0.3, 1.0), (0.4, 1.0), (0.5, 1.0), (0.7, 1.0), (0.2, 2.0)] {
                #[expect(clippy::cast_possible_truncation, reason = "a size on the screen")]
                let room = egui::vec2(DEFAULT_CARD.width as f32, DEFAULT_CARD.height as f32) * zoom;
                let (size, lines) = fitted(name, room, ppp);
                assert!(!lines.iter().any(|line| line.contains('…')), "{zoom}: {lines:?}");
                assert!(lines.len() <= 2 && size * ppp >= 7.0, "{zoom}: {size} {lines:?}");
                assert_eq!(lines.concat().replace(' ', ""), name.replace(' ', ""), "{zoom}");
            }
        }
    }
}
