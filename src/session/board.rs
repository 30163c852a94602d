//! Where everything lies on the canvas: derived from the plan's placement, for hits and painting.

use std::collections::{BTreeMap, BTreeSet};

use super::selection::Element;
use super::tool::LinkEnd;
use crate::base::{Point, Rect};
use crate::draw::diagram::{Route, Wiring};
use crate::layout::{self, GROUP_PADDING, GROUP_TITLE};
use crate::model::version::Version;
use crate::model::{ComponentId, GroupId, LinkId, Plan};

/// What lies under a point.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Hit {
    /// Nothing.
    Nothing,
    /// An element: the inside of a card, a link's line, or a group's border or name.
    Element(Element),
    /// The edge of a card, from where links are drawn.
    CardEdge(ComponentId),
    /// An end of the selected link, from where it is taken to another card.
    LinkEnd(LinkId, LinkEnd),
    /// The inside of a group, beside all cards; dragging there draws a selection box.
    InGroup(GroupId),
}

/// Width of the band along a card's border that starts links, on each side of it, in screen points.
const EDGE: f64 = 6.0;
/// Most of that band within the card, as a share of its shorter side: the inside is for moving.
const EDGE_INSIDE: f64 = 0.12;
/// Most of that band outside the card, in plan units, so that bands of neighbours stay apart.
const EDGE_OUTSIDE: f64 = 16.0;
/// How near to a link's line counts as on it, in screen points.
const LINE: f64 = 6.0;
/// How near to an end of the selected link counts as on it, in screen points.
const END: f64 = 9.0;
/// How far from its card the handle of an end of the selected link lies, in screen points.
const AWAY: f64 = 14.0;
/// How near to a group's border counts as on it, in screen points.
const BORDER: f64 = 5.0;
/// Height of a group's name where it stands above the group, in screen points.
const NAME: f64 = 16.0;

/// Rectangles of cards and groups and routes of links, in plan units.
///
/// Cards and links are found by where they lie, so a frame looks only at what it shows. Following a
/// change routes only the links that it concerns; see [`Wiring`] for which, and for how large plans
/// stay quick.
#[derive(Clone, Debug, Default)]
pub struct Board {
    /// The version of the plan that it was made of.
    pub version: Version,
    /// Cards.
    pub cards: BTreeMap<ComponentId, Rect>,
    /// Groups that hold something.
    pub groups: BTreeMap<GroupId, Rect>,
    wiring: Wiring<ComponentId, LinkId>,
}

impl Board {
    /// The board of a plan; cards without a place are placed for it.
    #[must_use]
    pub fn of(plan: &Plan) -> Self {
        let mut board = Self { wiring: Wiring::in_window(), ..Self::default() };
        board.follow(plan, true, false);
        board
    }

    /// Follows the changes of the plan that the board was made of, reusing what did not change. In the
    /// midst of a gesture the links of large plans wait for its end.
    pub fn update(&mut self, plan: &Plan, in_gesture: bool) {
        self.follow(plan, self.version.meaning() != plan.version.meaning(), in_gesture);
    }

    /// Whether the board is not that of a plan as it lies after all gestures.
    #[must_use]
    pub fn is_behind(&self, plan: &Plan, in_gesture: bool) -> bool {
        self.version != plan.version || (self.wiring.is_rough() && !in_gesture)
    }

    fn follow(&mut self, plan: &Plan, links_may_differ: bool, in_gesture: bool) {
        self.cards = layout::placed(plan);
        self.groups = layout::group_rects(plan, &self.cards);
        let links = links_may_differ.then_some(&plan.links);
        let frames: Vec<Rect> = self.groups.values().copied().collect();
        self.wiring.update(&self.cards, links, |link| [&link.from, &link.to], &frames, in_gesture);
        self.version = plan.version;
    }

    /// Area of all cards and groups; none on an empty board.
    #[must_use]
    pub fn bounds(&self) -> Option<Rect> {
        self.cards.values().chain(self.groups.values()).copied().reduce(Rect::union)
    }

    /// Area of an element, if it lies anywhere; a link's is that of its two cards.
    #[must_use]
    pub fn rect_of(&self, plan: &Plan, element: &Element) -> Option<Rect> {
        match element {
            Element::Component(id) => self.cards.get(id).copied(),
            Element::Group(id) => self.groups.get(id).copied(),
            Element::Link(id) => {
                let link = plan.links.get(id)?;
                Some(self.cards.get(&link.from)?.union(*self.cards.get(&link.to)?))
            }
        }
    }

    /// The card that covers `point`; of several the one drawn last.
    #[must_use]
    pub fn card_at(&self, point: Point) -> Option<&ComponentId> {
        let around = Rect { min: point, max: point }.expand(1.0);
        let near = self.wiring.cards().within(around).into_iter().rev();
        near.filter(|(_, rect)| rect.contains(point)).map(|(id, _)| id).next()
    }

    /// The innermost group whose area covers `point`.
    #[must_use]
    pub fn group_at(&self, point: Point) -> Option<&GroupId> {
        self.groups_around(point, 0.0).next().map(|(id, _)| id)
    }

    /// Cards that are seen in `area`, in the order in which they are drawn.
    pub fn cards_in(&self, area: Rect) -> impl Iterator<Item = (&ComponentId, Rect)> {
        self.wiring.cards().within(area).into_iter()
    }

    /// Links whose line may be seen in `area`, in the order in which they are drawn.
    pub fn links_in(&self, area: Rect) -> impl Iterator<Item = &LinkId> {
        self.wiring.within(area).map(|(id, _)| id)
    }

    /// Routes of all links, in the order in which they are drawn.
    pub fn routes(&self) -> impl Iterator<Item = &Route> {
        self.wiring.routes()
    }

    /// How a link runs.
    #[must_use]
    pub fn route(&self, id: &LinkId) -> Option<&Route> {
        self.wiring.route(id)
    }

    /// What lies under a plan point at a zoom, in screen points per plan unit. What lies on top
    /// wins: cards, then their edges, then links, then borders and names of groups.
    #[must_use]
    pub fn hit(&self, point: Point, zoom: f64) -> Hit {
        self.hit_below(point, zoom, &BTreeSet::new())
    }

    /// As [`Self::hit`], with these cards on top of all others, as selected ones are drawn.
    #[must_use]
    pub fn hit_below(&self, point: Point, zoom: f64, on_top: &BTreeSet<ComponentId>) -> Hit {
        let screen = |points: f64| points / zoom.max(1e-6);
        if let Some(hit) = self.card_hit(point, screen(EDGE), on_top) {
            return hit;
        }
        let near = Rect { min: point, max: point }.expand(screen(LINE));
        let link = self
            .wiring
            .within(near)
            .map(|(id, route)| (id, route.distance(point)))
            .filter(|(_, distance)| *distance <= screen(LINE))
            .min_by(|(_, a), (_, b)| a.total_cmp(b));
        if let Some((id, _)) = link {
            return Hit::Element(Element::Link(id.clone()));
        }
        self.group_hit(point, zoom)
    }

    /// The end of a link that lies under a plan point; its arrow's tip where both do.
    #[must_use]
    pub fn link_end_at(&self, id: &LinkId, point: Point, zoom: f64) -> Option<LinkEnd> {
        let ends = self.link_ends(id, zoom)?.into_iter().rev();
        let near = END / zoom.max(1e-6);
        let mut under = ends.filter(|(_, at)| at.distance(point) <= near);
        under.next().map(|(end, _)| end)
    }

    /// Where the handles of the two ends of a link lie: beside the cards, whose edges draw new ones.
    #[must_use]
    pub fn link_ends(&self, id: &LinkId, zoom: f64) -> Option<[(LinkEnd, Point); 2]> {
        let [from, to] = self.route(id)?.near_ends(AWAY / zoom.max(1e-6));
        Some([(LinkEnd::From, from), (LinkEnd::To, to)])
    }

    fn card_hit(&self, point: Point, band: f64, on_top: &BTreeSet<ComponentId>) -> Option<Hit> {
        let outside = band.min(EDGE_OUTSIDE);
        let around = Rect { min: point, max: point }.expand(outside.max(1.0));
        let mut near: Vec<_> = self.cards_in(around).collect();
        near.sort_by_key(|(id, _)| on_top.contains(*id));
        let mut edge = None;
        for (id, rect) in near {
            let inside = band.min(EDGE_INSIDE * rect.width().min(rect.height()));
            if rect.contains(point) {
                // Later cards are drawn over earlier ones.
                edge = Some((id, rect.expand(-inside).contains(point)));
            } else if edge.is_none() && rect.expand(outside).contains(point) {
                edge = Some((id, false));
            }
        }
        edge.map(|(id, within)| {
            if within {
                Hit::Element(Element::Component(id.clone()))
            } else {
                Hit::CardEdge(id.clone())
            }
        })
    }

    fn group_hit(&self, point: Point, zoom: f64) -> Hit {
        let screen = |points: f64| points / zoom.max(1e-6);
        let mut inside = None;
        for (id, rect) in self.groups_around(point, screen(NAME)) {
            let border = screen(BORDER).min(GROUP_PADDING / 2.0);
            let title = Rect {
                max: Point::new(rect.max.x, rect.min.y + GROUP_TITLE + GROUP_PADDING / 2.0),
                ..rect
            };
            // Where the strip is too low for the name, it stands above the group.
            let above = title.height() * zoom < NAME + 8.0
                && point.y <= rect.min.y
                && point.x >= rect.min.x
                && point.x <= rect.max.x.min(rect.min.x + screen(160.0));
            let on_border =
                rect.expand(border).contains(point) && !rect.expand(-border).contains(point);
            if title.contains(point) || on_border || above {
                return Hit::Element(Element::Group(id.clone()));
            }
            if rect.contains(point) {
                inside.get_or_insert(id);
            }
        }
        inside.map_or(Hit::Nothing, |id| Hit::InGroup(id.clone()))
    }

    /// Groups whose area grown by `margin` covers `point`, inner ones first.
    fn groups_around(
        &self,
        point: Point,
        margin: f64,
    ) -> impl Iterator<Item = (&GroupId, Rect)> + use<'_> {
        let around = self.groups.iter().filter(move |(_, r)| r.expand(margin).contains(point));
        let mut found: Vec<_> = around.map(|(id, rect)| (id, *rect)).collect();
        // A group is larger than all it holds.
        found.sort_by(|(_, a), (_, b)| a.width().total_cmp(&b.width()));
        found.into_iter()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base::Size;
    use crate::model::{Component, Edit, Group, GroupKind, Kind, Link, Placement};

    /// Two linked cards in one group: `a` at the origin, `b` 300 to the right.
    fn board() -> Board {
        let mut plan = Plan::default();
        let group = GroupId::new("g").unwrap();
        let kind = GroupKind::Layer;
        let area = Group { id: group.clone(), name: "G".to_owned(), kind, parent: None };
        plan.apply(Edit::AddGroup(Box::new(area))).unwrap();
        for (name, x) in [("a", 0.0), ("b", 300.0)] {
            let id = ComponentId::new(name).unwrap();
            let mut component = Component::new(id.clone(), name, Kind::Service);
            component.group = Some(group.clone());
            plan.apply(Edit::AddComponent(Box::new(component))).unwrap();
            let at = Point::new(x, 0.0);
            let place = Placement { at, size: Size::new(200.0, 72.0), by_hand: true };
            plan.apply(Edit::Place(id, Some(place))).unwrap();
        }
        let ends = ["a", "b"].map(|id| ComponentId::new(id).unwrap());
        let [from, to] = ends;
        let link = Link::new(LinkId::new("a-b").unwrap(), from, to);
        plan.apply(Edit::AddLink(Box::new(link))).unwrap();
        Board::of(&plan)
    }

    fn a() -> ComponentId {
        ComponentId::new("a").unwrap()
    }

    #[test]
    fn what_lies_on_top_is_hit() {
        let (board, g) = (board(), GroupId::new("g").unwrap());
        let link = Hit::Element(Element::Link(LinkId::new("a-b").unwrap()));
        let card = Hit::Element(Element::Component(a()));
        let group = Hit::Element(Element::Group(g.clone()));
        for (x, y, expected) in [
            (100.0, 36.0, card),
            (100.0, 1.0, Hit::CardEdge(a())),
            (100.0, -3.0, Hit::CardEdge(a())),
            (199.0, 20.0, Hit::CardEdge(a())),
            (250.0, 36.0, link.clone()),
            (250.0, 39.0, link),
            (250.0, 60.0, Hit::InGroup(g)),
            (250.0, -28.0, group.clone()),
            (-16.0, 30.0, group),
            (-40.0, 30.0, Hit::Nothing),
        ] {
            assert_eq!(board.hit(Point::new(x, y), 1.0), expected, "at {x}, {y}");
        }
    }

    /// However small the plan is, a card can be grabbed.
    #[test]
    fn the_middle_of_a_card_moves_it_at_any_zoom() {
        let card = Hit::Element(Element::Component(a()));
        for zoom in [0.02, 0.1, 0.3, 1.0, 4.0] {
            assert_eq!(board().hit(Point::new(100.0, 36.0), zoom), card);
            assert_eq!(board().hit(Point::new(30.0, 20.0), zoom), card);
            assert_eq!(board().hit(Point::new(0.0, 36.0), zoom), Hit::CardEdge(a()));
        }
    }
}
