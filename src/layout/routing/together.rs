//! All links of cards that lie still, and how well they can be followed.

use super::crossed::Ways;
use super::exchange::exchange;
use super::ports::{self, End, Spread};
use super::{Side, way};
use crate::base::{Grid, Point, Rect};

/// How links run.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Followed {
    /// Sum of their lengths.
    pub(crate) length: f64,
    /// How often they bend, and how often two cross.
    pub(crate) bends: usize,
    /// Crossings.
    pub(crate) crossings: usize,
    /// How much of all length lies on other links.
    pub(crate) merged: f64,
}

/// Units apart below which two links cannot be told apart.
const ON: f64 = 4.0;

/// Routes links between cards as they will be drawn, and counts.
pub(crate) fn followed(cards: &[Rect], links: &[(usize, usize)]) -> Followed {
    counted(&ways(cards, links, true))
}

/// The same where links run straight through cards in their way, and on each other: about as well, and
/// soon.
pub(crate) fn roughly_followed(cards: &[Rect], links: &[(usize, usize)]) -> Followed {
    Followed { merged: 0.0, ..counted(&ways(cards, links, false)) }
}

fn counted(ways: &[Vec<Point>]) -> Followed {
    let length = ways.iter().flat_map(|way| way.windows(2)).map(|pair| pair[0].distance(pair[1]));
    Followed {
        length: length.sum(),
        bends: ways.iter().map(|way| way.len().saturating_sub(2)).sum(),
        crossings: crossings(ways),
        merged: merged(ways),
    }
}

fn ways(cards: &[Rect], links: &[(usize, usize)], exact: bool) -> Vec<Vec<Point>> {
    let mut grid = Grid::default();
    let mut ends: Vec<Vec<End<usize>>> = cards.iter().map(|_| Vec::new()).collect();
    for (index, card) in cards.iter().enumerate() {
        grid.set(&index, *card);
    }
    for (link, &(from, to)) in links.iter().enumerate() {
        let sides = ports::sides(cards[from], cards[to]);
        for (which, (side, own, other)) in
            [(sides.0, from, to), (sides.1, to, from)].into_iter().enumerate()
        {
            let toward = ports::slope(side, cards[own], cards[other]);
            ends[own].push(End { link, which, side, toward });
        }
    }
    let nowhere: Spread = ((Point::default(), Side::Left), false);
    let mut spread = vec![[nowhere; 2]; links.len()];
    for (card, ends) in cards.iter().zip(ends) {
        for (end, at) in ports::spread(*card, ends) {
            spread[end.link][end.which] = at;
        }
    }
    let mut ways: Vec<Vec<Point>> = links
        .iter()
        .zip(spread)
        .map(|(&(first, last), [a, b])| {
            let own = [cards[first], cards[last]];
            let [from, to] = ports::straightened([a.0, b.0], [a.1, b.1], own);
            let area = ports::reach(from.0, to.0).filter(|_| exact);
            let near = area.map(|area| grid.within(area)).unwrap_or_default();
            let others = near.into_iter().filter(|(card, _)| ![first, last].contains(card));
            let others: Vec<Rect> = others.map(|(_, rect)| rect).collect();
            way(from, to, own, &others).0
        })
        .collect();
    if exact {
        super::lead(&mut ways, &grid, &[]);
    } else {
        exchange(&mut Ways::of(&mut ways), &grid);
    }
    ways
}

/// How often level pieces of one way cross upright ones of another.
fn crossings(ways: &[Vec<Point>]) -> usize {
    let (mut level, mut upright) = (Vec::new(), Vec::new());
    for (index, way) in ways.iter().enumerate() {
        for piece in way.windows(2) {
            let piece = super::span(piece[0], piece[1]);
            let is_level = piece.height() < 1e-6;
            if is_level { &mut level } else { &mut upright }.push((index, piece));
        }
    }
    level.sort_by(|a: &(usize, Rect), b| a.1.min.y.total_cmp(&b.1.min.y));
    let of_upright = |(way, piece): &(usize, Rect)| {
        let first = level.partition_point(|(_, other)| other.min.y <= piece.min.y);
        let held = level[first..].iter().take_while(|(_, other)| other.min.y < piece.max.y);
        held.filter(|(other, at)| other != way && at.min.x < piece.min.x && piece.min.x < at.max.x)
            .count()
    };
    upright.iter().map(of_upright).sum()
}

/// The length of pieces that lie within [`ON`] of a piece of another way.
fn merged(ways: &[Vec<Point>]) -> f64 {
    let (mut level, mut upright) = (Vec::new(), Vec::new());
    for (index, way) in ways.iter().enumerate() {
        for pair in way.windows(2) {
            let (a, b) = (pair[0], pair[1]);
            if (a.y - b.y).abs() < 1e-6 {
                level.push((a.y, a.x.min(b.x), a.x.max(b.x), index));
            } else {
                upright.push((a.x, a.y.min(b.y), a.y.max(b.y), index));
            }
        }
    }
    let mut sum = 0.0;
    for mut pieces in [level, upright] {
        pieces.sort_by(|a, b| a.0.total_cmp(&b.0).then(a.1.total_cmp(&b.1)));
        for (place, piece) in pieces.iter().enumerate() {
            let near = pieces[place + 1..].iter().take_while(|other| other.0 - piece.0 < ON);
            let on = near.filter(|other| other.3 != piece.3);
            sum +=
                on.map(|other| (other.2.min(piece.2) - other.1.max(piece.1)).max(0.0)).sum::<f64>();
        }
    }
    sum
}
