//! How hard a layout is to follow.

use super::level::deviation;
use super::request::LayoutRequest;
use super::routing;
use crate::base::{Point, Rect, cross};

/// Units that a link may be longer rather than pass a card on its straight way, or cross another.
const PASSED: f64 = 250.0;
const CROSSED: f64 = 60.0;
/// Cards up to which passing and crossing are counted.
const COUNTED_UP_TO: usize = 400;

/// Links up to which they are routed as they will be drawn.
const ROUTED_UP_TO: usize = 220;
/// How many layouts are likely enough for that.
const LIKELY: usize = 5;
/// Units that a link may be longer rather than bend, as drawn.
const BENT: f64 = 25.0;
/// The power of lengths by which crossings are multiplied, and crossings of a link that are common.
const LENGTHS: f64 = 0.35;
const COMMON: f64 = 0.06;
/// How much it counts that links run on each other.
const MERGED: f64 = 6.0;

/// The layout whose links are easiest to follow, in about the shape that is wanted. Where it has to be
/// `exact`, the links of the likeliest ones are led as they will be drawn.
pub(super) fn easiest(
    request: &LayoutRequest,
    mut all: Vec<Vec<Point>>,
    aspect: f64,
    exact: bool,
) -> Vec<Point> {
    if all.len() > 1 {
        sort(request, &mut all, aspect, false);
        if exact && request.edges.len() <= ROUTED_UP_TO {
            all.dedup();
            all.truncate(LIKELY);
            sort(request, &mut all, aspect, true);
        }
    }
    all.into_iter().next().unwrap_or_default()
}

fn sort(request: &LayoutRequest, all: &mut Vec<Vec<Point>>, aspect: f64, exact: bool) {
    let of = |corners: Vec<Point>| {
        (effort(request, &corners, exact, 1.0) * misshapen(request, &corners, aspect), corners)
    };
    let mut found: Vec<(f64, Vec<Point>)> = all.drain(..).map(of).collect();
    found.sort_by(|a, b| a.0.total_cmp(&b.0));
    all.extend(found.into_iter().map(|(_, corners)| corners));
}

/// How hard links are to follow: crossings count most, then lengths. `further` crossings count as well.
#[expect(clippy::cast_precision_loss, reason = "counts are far below 2^52")]
pub(super) fn effort(request: &LayoutRequest, corners: &[Point], exact: bool, further: f64) -> f64 {
    let exact = exact && request.edges.len() <= ROUTED_UP_TO;
    let follow = if exact { routing::followed } else { routing::roughly_followed };
    let routes = follow(&rects(request, corners), &request.edges);
    let crossings = routes.crossings as f64 + COMMON * request.edges.len() as f64 + further;
    let merged = routes.merged / routes.length.max(1.0);
    crossings
        * libm::pow(1000.0 + routes.length + BENT * routes.bends as f64, LENGTHS)
        * (1.0 + MERGED * (merged - 0.005).max(0.0))
}

/// How much harder it is in a shape that is not the one wanted: at least 1, and much where it is a tower
/// or a ribbon.
fn misshapen(request: &LayoutRequest, corners: &[Point], aspect: f64) -> f64 {
    let whole = rects(request, corners).into_iter().reduce(Rect::union).unwrap_or_default().size();
    let off = deviation(whole, aspect);
    1.0 + 0.3 * libm::log(off) + (off - 1.8).max(0.0) + 8.0 * (off - 1.95).max(0.0)
}

fn rects(request: &LayoutRequest, corners: &[Point]) -> Vec<Rect> {
    let nodes = request.nodes.iter().zip(corners);
    nodes.map(|(node, corner)| Rect::from_min_size(*corner, node.size)).collect()
}

/// How long links are, how many cards stand on their straight way and how often they cross.
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
                let way = |of: &(usize, usize)| [of.0, of.1].map(|card| rects[card].center());
                ![a.0, a.1].contains(&b.0) && ![a.0, a.1].contains(&b.1) && cross(way(a), way(b))
            };
            links[index + 1..].iter().filter(crosses).count()
        });
    #[expect(clippy::cast_precision_loss, reason = "a few hundred at most")]
    let crossed = crossed.sum::<usize>() as f64;
    links.iter().map(of_link).sum::<f64>() + CROSSED * crossed
}
