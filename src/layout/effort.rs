//! How hard a layout is to follow.

use super::level::deviation;
use super::request::LayoutRequest;
use super::routing;
use crate::base::{Point, Rect};

/// Units that a link may be longer rather than pass a card on its straight way, or cross another.
const PASSED: f64 = 250.0;
const CROSSED: f64 = 60.0;
/// Cards up to which passing and crossing are counted.
const COUNTED_UP_TO: usize = 400;

/// Links up to which they are routed as they will be drawn.
const ROUTED_UP_TO: usize = 220;
/// Units that a link may be longer rather than bend, as drawn.
const BENT: f64 = 25.0;
/// The power of lengths by which crossings are multiplied, and crossings of a link that are common.
const LENGTHS: f64 = 0.35;
const COMMON: f64 = 0.06;
/// How much it counts that links run on each other.
const MERGED: f64 = 6.0;

/// How long links are, how many cards stand on their straight way and how often they cross, more so
/// in a shape that is not the one wanted.
pub(super) fn effort(request: &LayoutRequest, corners: &[Point], aspect: f64) -> f64 {
    let rects: Vec<Rect> = request
        .nodes
        .iter()
        .zip(corners)
        .map(|(node, corner)| Rect::from_min_size(*corner, node.size))
        .collect();
    let whole = rects.iter().copied().reduce(Rect::union).unwrap_or_default().size();
    let off = deviation(whole, aspect);
    drawn(request, &rects)
        * (1.0 + 0.3 * libm::log(off) + (off - 1.8).max(0.0) + 8.0 * (off - 1.95).max(0.0))
}

/// The same of links as they will be drawn: crossings count most, then lengths.
#[expect(clippy::cast_precision_loss, reason = "a few hundred at most")]
fn drawn(request: &LayoutRequest, rects: &[Rect]) -> f64 {
    let links = &request.edges;
    let routes = if links.len() <= ROUTED_UP_TO {
        routing::followed(rects, links)
    } else {
        routing::roughly_followed(rects, links)
    };
    let links = request.edges.len() as f64;
    let crossings = routes.crossings as f64 + COMMON * links + 1.0;
    let merged = routes.merged / routes.length.max(1.0);
    crossings
        * libm::pow(1000.0 + routes.length + BENT * routes.bends as f64, LENGTHS)
        * (1.0 + MERGED * (merged - 0.005).max(0.0))
}

/// The same without a shape.
pub(super) fn followed(request: &LayoutRequest, rects: &[Rect]) -> f64 {
    let counted = rects.len() <= COUNTED_UP_TO;
    let of_link = |&(from, to): &(usize, usize)| {
        let (start, end) = (rects[from].center(), rects[to].center());
        let at =
            |t: f64| Point::new(start.x + t * (end.x - start.x), start.y + t * (end.y - start.y));
        let near = Rect { min: start, max: start }.union(Rect { min: end, max: end });
        let passed = rects.iter().enumerate().filter(|(index, rect)| {
            ![from, to].contains(index)
                && rect.overlaps(near.expand(1.0))
                && (1..16).any(|i| rect.contains(at(f64::from(i) / 16.0)))
        });
        #[expect(clippy::cast_precision_loss, reason = "a few cards")]
        let passed = if counted { passed.count() as f64 } else { 0.0 };
        start.distance(end) + PASSED * passed
    };
    let links = &request.edges;
    let crossed =
        links.iter().enumerate().take(if counted { links.len() } else { 0 }).map(|(index, a)| {
            let crosses = |b: &&(usize, usize)| {
                let ends = [a.0, a.1, b.0, b.1].map(|card| rects[card].center());
                ![a.0, a.1].contains(&b.0) && ![a.0, a.1].contains(&b.1) && cross(ends)
            };
            links[index + 1..].iter().filter(crosses).count()
        });
    #[expect(clippy::cast_precision_loss, reason = "a few hundred at most")]
    let crossed = crossed.sum::<usize>() as f64;
    links.iter().map(of_link).sum::<f64>() + CROSSED * crossed
}

/// Whether the straight ways between the first two points and the last two cross.
fn cross([a, b, c, d]: [Point; 4]) -> bool {
    let side = |p: Point, q: Point, r: Point| (q.x - p.x) * (r.y - p.y) - (q.y - p.y) * (r.x - p.x);
    side(a, b, c) * side(a, b, d) < 0.0 && side(c, d, a) * side(c, d, b) < 0.0
}
