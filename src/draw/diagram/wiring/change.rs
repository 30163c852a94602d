//! What a change of cards or links asks for: ends spread anew, ways found, lines moved apart.

use std::collections::{BTreeMap, BTreeSet};

use super::super::route::{self, Route};
use super::{Way, Wiring};
use crate::base::{Point, Rect};
use crate::layout::routing::{self, End, Side};

impl<C: Ord + Clone, L: Ord + Clone> Wiring<C, L> {
    /// Moves the cards; returns those at which ports have to be spread anew, and adds the places
    /// that cards left or took to `crowd`.
    pub(super) fn move_cards(
        &mut self,
        cards: &BTreeMap<C, Rect>,
        crowd: &mut Vec<Rect>,
    ) -> BTreeSet<C> {
        let mut moved = BTreeSet::new();
        for (card, rect) in cards {
            let before = self.cards.get(card);
            if before != Some(*rect) {
                crowd.extend(before);
                crowd.push(*rect);
                self.cards.set(card, *rect);
                moved.insert(card.clone());
            }
        }
        if self.cards.len() > cards.len() {
            let gone: Vec<C> =
                self.cards.keys().filter(|card| !cards.contains_key(card)).cloned().collect();
            for card in gone {
                crowd.extend(self.cards.remove(&card));
                moved.insert(card);
            }
        }
        let neighbours: Vec<C> = moved
            .iter()
            .filter_map(|card| self.at.get(card))
            .flatten()
            .filter_map(|link| self.ways.get(link))
            .flat_map(|way| way.ends.clone())
            .collect();
        moved.extend(neighbours);
        moved
    }

    /// Takes in which links there are; those that are new or end elsewhere become stale.
    pub(super) fn hook<V>(
        &mut self,
        links: &BTreeMap<L, V>,
        ends: impl Fn(&V) -> [&C; 2],
        touched: &mut BTreeSet<C>,
        stale: &mut BTreeSet<L>,
    ) {
        let there = |wiring: &Self, ends: [&C; 2]| {
            ends.into_iter().all(|card| wiring.cards.get(card).is_some())
        };
        let gone: Vec<L> = self
            .ways
            .iter()
            .filter(|(link, way)| {
                let now = links.get(*link).map(&ends);
                now.is_none_or(|now| now != way.ends.each_ref() || !there(self, now))
            })
            .map(|(link, _)| link.clone())
            .collect();
        for link in gone {
            self.areas.remove(&link);
            for card in self.ways.remove(&link).map(|way| way.ends).into_iter().flatten() {
                if let Some(held) = self.at.get_mut(&card) {
                    held.remove(&link);
                    if held.is_empty() {
                        self.at.remove(&card);
                    }
                }
                touched.insert(card);
            }
        }
        for (link, value) in links {
            let now = ends(value);
            if self.ways.contains_key(link) || !there(self, now) {
                continue;
            }
            for card in now {
                self.at.entry(card.clone()).or_default().insert(link.clone());
                touched.insert(card.clone());
            }
            let nowhere = (Point::default(), Side::Left);
            let way = Way {
                ends: now.map(Clone::clone),
                ports: [nowhere; 2],
                alone: [false; 2],
                own: Vec::new(),
                line: Vec::new(),
                route: Route::default(),
                bounds: Rect::default(),
                blocked: false,
            };
            self.ways.insert(link.clone(), way);
            stale.insert(link.clone());
        }
    }

    /// Spreads the ends of a card's links along its sides; links whose end moves become stale.
    pub(super) fn spread(&mut self, card: &C, stale: &mut BTreeSet<L>) {
        let (Some(rect), Some(links)) = (self.cards.get(card), self.at.get(card)) else { return };
        let mut ends = Vec::new();
        let mut loops = 0;
        for link in links {
            let Some(way) = self.ways.get_mut(link) else { continue };
            if way.is_loop() {
                let ports = route::corner_ports(rect, loops);
                loops += 1;
                if std::mem::replace(&mut way.ports, ports) != ports {
                    stale.insert(link.clone());
                }
                continue;
            }
            let [Some(from), Some(to)] = way.ends.each_ref().map(|card| self.cards.get(card))
            else {
                continue;
            };
            let sides = routing::sides(from, to);
            for (which, (side, other)) in [(sides.0, to), (sides.1, from)].into_iter().enumerate() {
                if way.ends[which] == *card {
                    let toward = routing::slope(side, rect, other);
                    ends.push(End { link: link.clone(), which, side, toward });
                }
            }
        }
        for (end, (port, alone)) in routing::spread(rect, ends) {
            if let Some(way) = self.ways.get_mut(&end.link)
                && (way.ports[end.which] != port || way.alone[end.which] != alone)
            {
                way.ports[end.which] = port;
                way.alone[end.which] = alone;
                stale.insert(end.link);
            }
        }
    }

    /// Looks for the way of a link as if there were no others.
    pub(super) fn find_way(&mut self, link: &L) {
        let Some(way) = self.ways.get_mut(link) else { return };
        if way.is_loop() {
            way.route = route::around_corner(way.ports[0].0, way.ports[1].0);
            way.bounds = way.route.bounds();
            self.areas.set(link, way.bounds);
            return;
        }
        let [Some(first), Some(last)] = way.ends.each_ref().map(|card| self.cards.get(card)) else {
            return;
        };
        let [from, to] = routing::straightened(way.ports, way.alone, [first, last]);
        let reach = routing::reach(from.0, to.0).filter(|_| self.avoids);
        let near = reach.map(|area| self.cards.within(area)).unwrap_or_default();
        let others: Vec<Rect> = near
            .into_iter()
            .filter(|(card, _)| !way.ends.contains(card))
            .map(|(_, rect)| rect)
            .collect();
        (way.own, way.blocked) = routing::way(from, to, [first, last], &others);
    }

    /// Moves all links apart.
    pub(super) fn nudge(&mut self, frames: &[Rect]) {
        let ways = self.ways.iter().filter(|(_, way)| !way.is_loop());
        let (links, mut lines): (Vec<L>, Vec<Vec<Point>>) =
            ways.map(|(link, way)| (link.clone(), way.own.clone())).unzip();
        routing::lead(&mut lines, &self.cards, frames);
        for (link, line) in links.into_iter().zip(lines) {
            self.draw(&link, line);
        }
    }

    /// Lets a link run along a line.
    pub(super) fn draw(&mut self, link: &L, line: Vec<Point>) {
        let Some(way) = self.ways.get_mut(link) else { return };
        if way.is_loop() {
            return;
        }
        let [(from, _), (to, into)] = way.ports;
        if way.line != line {
            way.route = route::along_way(&line, into);
            way.bounds = way.route.bounds();
            way.line = line;
        }
        let reach = routing::reach(from, to).filter(|_| self.avoids);
        self.areas.set(link, reach.map_or(way.bounds, |reach| reach.union(way.bounds)));
    }
}
