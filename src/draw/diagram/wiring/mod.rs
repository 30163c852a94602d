//! The routes of all links between cards, kept up to date card by card.

mod change;

use std::collections::{BTreeMap, BTreeSet};

use super::route::Route;
use crate::base::{Grid, Point, Rect};
use crate::layout::routing::{CLEARANCE, Port};

/// Links up to which each looks for a way around cards; of more, all run straight through.
const AVOID_UP_TO: usize = 4000;
/// Links up to which all of them are looked at after each step of a gesture: which ones cross fewer
/// others elsewhere, and which are nudged apart. Of more, only once the gesture has ended.
const LIVE_UP_TO: usize = 80;
/// Links up to which that is done in a window, where it must not hold up a frame; pictures take their
/// time.
const IN_WINDOW_UP_TO: usize = 250;

/// Routes of links `L` between cards `C`.
///
/// The ends of a card's links are spread along its sides, links go around cards in their way and are
/// nudged apart where they run side by side, and a link from a card to itself is a loop at its corner.
/// After a change only those links look for a way anew whose cards moved, whose ends were spread anew,
/// or near which a card came or went; the result is the same as if all did. While a gesture is under
/// way in a plan of more than 80 links, those links run straight on and all others stay: each step
/// stays quick. Links of plans that have more than 4,000 are neither nudged nor go around cards: nobody
/// could follow them.
#[derive(Clone, Debug)]
pub struct Wiring<C, L> {
    cards: Grid<C>,
    ways: BTreeMap<L, Way<C>>,
    /// Where links lie, and where cards would be in their way.
    areas: Grid<L>,
    /// The links at each card.
    at: BTreeMap<C, BTreeSet<L>>,
    avoids: bool,
    /// Links up to which they are nudged apart.
    careful_up_to: usize,
    /// Whether ways were found that are not nudged apart yet.
    rough: bool,
    /// Borders of groups that links were nudged off.
    frames: Vec<Rect>,
}

#[derive(Clone, Debug)]
struct Way<C> {
    ends: [C; 2],
    ports: [Port; 2],
    /// Whether each end is the only one on its side of its card.
    alone: [bool; 2],
    /// Where it would run if it were the only link, and where it runs.
    own: Vec<Point>,
    line: Vec<Point>,
    route: Route,
    bounds: Rect,
    /// Whether cards stood in its straight way.
    blocked: bool,
}

impl<C: Eq> Way<C> {
    /// Whether it leads from a card to itself.
    fn is_loop(&self) -> bool {
        self.ends[0] == self.ends[1]
    }
}

impl<C, L> Default for Wiring<C, L> {
    fn default() -> Self {
        Self {
            cards: Grid::default(),
            ways: BTreeMap::new(),
            areas: Grid::default(),
            at: BTreeMap::new(),
            avoids: true,
            careful_up_to: AVOID_UP_TO,
            rough: false,
            frames: Vec::new(),
        }
    }
}

impl<C: Ord + Clone, L: Ord + Clone> Wiring<C, L> {
    /// Routes `links` between `cards`; a link whose card is not there has no route.
    #[must_use]
    pub fn of<V>(
        cards: &BTreeMap<C, Rect>,
        links: &BTreeMap<L, V>,
        ends: impl Fn(&V) -> [&C; 2],
        frames: &[Rect],
    ) -> Self {
        let mut wiring = Self::default();
        wiring.update(cards, Some(links), ends, frames, false);
        wiring
    }

    /// Without any links yet, for a window: of large plans links keep off cards and no more.
    #[must_use]
    pub fn in_window() -> Self {
        Self { careful_up_to: IN_WINDOW_UP_TO, ..Self::default() }
    }

    /// Whether links run as they do in the midst of a gesture.
    #[must_use]
    pub const fn is_rough(&self) -> bool {
        self.rough
    }

    /// Follows a change of `cards` and `links`; without `links` they are as they were. Links do not
    /// run along `frames`, the borders of groups. It is a step `in_gesture` where more will follow soon.
    pub fn update<V>(
        &mut self,
        cards: &BTreeMap<C, Rect>,
        links: Option<&BTreeMap<L, V>>,
        ends: impl Fn(&V) -> [&C; 2],
        frames: &[Rect],
        in_gesture: bool,
    ) {
        let mut crowd = Vec::new();
        let mut touched = self.move_cards(cards, &mut crowd);
        let mut stale = BTreeSet::new();
        if let Some(links) = links {
            self.hook(links, ends, &mut touched, &mut stale);
        }
        let avoids = self.ways.len() <= AVOID_UP_TO;
        if std::mem::replace(&mut self.avoids, avoids) != avoids {
            stale.extend(self.ways.keys().cloned());
        } else if avoids {
            for place in crowd {
                let near = self.areas.within(place).into_iter();
                // A link that runs straight cares only for cards on its way.
                let cares = |way: &Way<C>| {
                    way.blocked || way.bounds.expand(1.0).overlaps(place.expand(CLEARANCE))
                };
                let near = near.filter(|(link, _)| self.ways.get(link).is_some_and(cares));
                stale.extend(near.map(|(link, _)| link.clone()));
            }
        }
        for card in &touched {
            self.spread(card, &mut stale);
        }
        for link in &stale {
            self.find_way(link);
        }
        let changed = !touched.is_empty() || !stale.is_empty() || self.frames != frames;
        let careful = self.avoids && self.ways.len() <= self.careful_up_to;
        if careful && !(in_gesture && self.ways.len() > LIVE_UP_TO) {
            if self.rough || changed {
                self.nudge(frames);
                self.frames = frames.to_vec();
            }
            self.rough = false;
        } else {
            for link in &stale {
                let own = self.ways.get(link).map(|way| way.own.clone()).unwrap_or_default();
                self.draw(link, own);
            }
            self.rough = careful && (self.rough || changed);
        }
    }

    /// The cards, by where they lie.
    #[must_use]
    pub const fn cards(&self) -> &Grid<C> {
        &self.cards
    }

    /// How a link runs.
    #[must_use]
    pub fn route(&self, link: &L) -> Option<&Route> {
        self.ways.get(link).map(|way| &way.route)
    }

    /// The corners of a link's way; empty for a loop.
    #[must_use]
    pub fn line(&self, link: &L) -> Option<&[Point]> {
        self.ways.get(link).map(|way| way.line.as_slice())
    }

    /// Every route, in the order of the links' keys.
    pub fn routes(&self) -> impl Iterator<Item = &Route> {
        self.ways.values().map(|way| &way.route)
    }

    /// What all links take together; nothing without any.
    pub fn bounds(&self) -> Option<Rect> {
        self.ways.values().map(|way| way.bounds).reduce(Rect::union)
    }

    /// The links that may be seen in `area`, with their routes, in the order of their keys.
    pub fn within(&self, area: Rect) -> impl Iterator<Item = (&L, &Route)> {
        let wide = self.areas.is_wide(area);
        let all = wide.then(|| self.ways.iter()).into_iter().flatten();
        let near = if wide { Vec::new() } else { self.areas.within(area) };
        let near = near.into_iter().filter_map(|(link, _)| Some((link, self.ways.get(link)?)));
        let ways = all.chain(near).filter(move |(_, way)| way.bounds.overlaps(area));
        ways.map(|(link, way)| (link, &way.route))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base::Size;

    type Links = BTreeMap<u32, [u32; 2]>;

    fn grid_of_cards(columns: u32, rows: u32) -> BTreeMap<u32, Rect> {
        let card = |i: u32| {
            let at = Point::new(f64::from(i % columns) * 296.0, f64::from(i / columns) * 108.0);
            (i, Rect::from_min_size(at, Size::new(200.0, 72.0)))
        };
        (0..columns * rows).map(card).collect()
    }

    fn ends(link: &[u32; 2]) -> [&u32; 2] {
        let [from, to] = link;
        [from, to]
    }

    fn same(kept: &Wiring<u32, u32>, cards: &BTreeMap<u32, Rect>, links: &Links) {
        let fresh = Wiring::of(cards, links, ends, &[]);
        for link in links.keys() {
            assert_eq!(kept.route(link), fresh.route(link), "link {link}");
        }
        assert_eq!(kept.ways.len(), fresh.ways.len());
        assert_eq!(kept.cards.len(), fresh.cards.len());
    }

    /// Whatever changes, routes are those that a fresh start would give.
    #[test]
    fn kept_routes_are_those_of_a_fresh_start() {
        let mut cards = grid_of_cards(6, 6);
        let mut links: Links = (0..60).map(|i| (i, [(i * 7) % 36, (i * 11 + 5) % 36])).collect();
        let mut kept = Wiring::of(&cards, &links, ends, &[]);
        for step in 0_u32..40 {
            let card = (step * 5) % 36;
            match step % 4 {
                0 | 1 => {
                    let at = Point::new(f64::from(step * 53 % 1700), f64::from(step * 31 % 600));
                    cards.insert(card, Rect::from_min_size(at, Size::new(200.0, 72.0)));
                }
                2 => {
                    cards.remove(&card);
                }
                _ => {
                    links.remove(&(step % 60));
                    links.insert(step + 5, [card, (card + step) % 36]);
                }
            }
            let changed = step % 4 == 3;
            // A link whose card went is hooked off when links are told.
            let tell = changed || step % 4 == 2 || step % 4 == 0;
            kept.update(&cards, tell.then_some(&links), ends, &[], false);
            same(&kept, &cards, &links);
        }
    }

    #[test]
    fn a_link_keeps_off_the_card_between_its_ends() {
        let cards = grid_of_cards(3, 1);
        let links: Links = [(0, [0, 2])].into();
        let wiring = Wiring::of(&cards, &links, ends, &[]);
        let between = cards[&1];
        let route = wiring.route(&0).unwrap();
        for x in [between.min.x, between.center().x, between.max.x] {
            let middle = Point::new(x, between.center().y);
            assert!(route.distance(middle) > between.height() / 2.0, "at {x}");
        }
    }

    /// Whichever way a link runs, it keeps off the card between its ends.
    #[test]
    fn links_go_around_cards_in_all_four_directions() {
        for (columns, rows, ends_of) in
            [(3, 1, [0, 2]), (3, 1, [2, 0]), (1, 3, [0, 2]), (1, 3, [2, 0])]
        {
            let cards = grid_of_cards(columns, rows);
            let links: Links = [(0, ends_of)].into();
            let wiring = Wiring::of(&cards, &links, ends, &[]);
            let (route, between) = (wiring.route(&0).unwrap(), cards[&1]);
            for point in route.along(200) {
                assert!(!between.contains(point), "{ends_of:?} of {columns} by {rows}: {point:?}");
            }
            let last = cards[&ends_of[1]];
            assert!(last.expand(2.0).contains(route.end), "{:?}", route.end);
        }
    }

    /// A link from a card to itself can be seen: most of it lies outside the card, and its arrow
    /// points at the card.
    #[test]
    fn a_link_to_its_own_card_is_a_loop_outside_of_it() {
        let cards = grid_of_cards(1, 1);
        let links: Links = [(0, [0, 0]), (1, [0, 0])].into();
        let wiring = Wiring::of(&cards, &links, ends, &[]);
        let card = cards[&0];
        for link in links.keys() {
            let route = wiring.route(link).unwrap();
            let points: Vec<Point> = route.along(100).collect();
            let outside = points.iter().filter(|point| !card.expand(-0.5).contains(**point));
            assert_eq!(outside.count(), points.len(), "link {link}");
            let far = points.iter().any(|point| !card.expand(8.0).contains(*point));
            assert!(far, "link {link} hugs the card");
            let Point { x, y } = route.direction;
            let ahead = Point::new(route.end.x + 3.0 * x, route.end.y + 3.0 * y);
            assert!(card.contains(ahead), "link {link} points away");
        }
        assert_ne!(wiring.route(&0), wiring.route(&1), "one hides the other");
    }

    #[test]
    fn only_links_that_may_be_seen_are_found() {
        let cards = grid_of_cards(10, 10);
        let links: Links = (0..90).map(|i| (i, [i, i + 10])).collect();
        let wiring = Wiring::of(&cards, &links, ends, &[]);
        let corner = Rect::from_min_size(Point::new(0.0, 0.0), Size::new(200.0, 100.0));
        let found: Vec<u32> = wiring.within(corner).map(|(link, _)| *link).collect();
        assert_eq!(found, [0], "the one from the first card to the one below it");
    }
}
