//! Layout and routes of random plans and of the plans in `saves/`, measured as drawn, beside Graphviz
//! `dot` where it is installed: time, crossings, links under cards, share of length merged, bends,
//! width by height.

#![expect(clippy::unwrap_used, reason = "a bench stops where its own plan is wrong")]

use std::collections::{BTreeMap, BTreeSet};
use std::io::Write;
use std::process::{Command, Stdio};
use std::time::Instant;

use polyplan::base::{Point, Rect};
use polyplan::draw::diagram::Wiring;
use polyplan::layout::{Scope, group_rects, placed, tidy};
use polyplan::model::{
    Component, ComponentId, Edit, Group, GroupId, GroupKind, Kind, Link, LinkId, Plan,
};

/// Components, links and groups of the random plans.
const SIZES: [(usize, usize, usize); 5] =
    [(40, 60, 6), (100, 150, 10), (406, 2301, 20), (1000, 1500, 50), (5000, 8000, 200)];

/// Units to the inch of `dot`.
const INCH: f64 = 72.0;

fn main() {
    let saves = ["online-boutique", "astronomy-shop", "ads-retrieval", "feature-platform"];
    for name in saves {
        let path = format!("saves/{name}.plan.ron");
        let mut plan = polyplan::files::load(std::path::Path::new(&path)).unwrap().plan;
        plan.placements.clear();
        row(name, plan);
    }
    for (count, links, groups) in SIZES {
        row(&format!("{count}/{links}"), random(count, links, 0));
        row(&format!("{count}/{links} in {groups} groups"), random(count, links, groups));
    }
}

fn row(name: &str, mut plan: Plan) {
    let start = Instant::now();
    let edits = tidy(&plan, Scope::AllButByHand);
    let placing = start.elapsed();
    plan.apply(Edit::Many(edits)).unwrap();
    let cards = placed(&plan);
    let groups = group_rects(&plan, &cards);
    let frames: Vec<Rect> = groups.values().copied().collect();
    let start = Instant::now();
    let wiring = Wiring::of(&cards, &plan.links, |link| [&link.from, &link.to], &frames);
    let routing = start.elapsed();
    let lines: Vec<Vec<Point>> =
        plan.links.keys().filter_map(|id| wiring.line(id)).map(<[Point]>::to_vec).collect();
    let whole = cards.values().chain(&frames).copied().reduce(Rect::union).unwrap_or_default();
    println!(
        "{name:28} placed {:7.0} ms, routed {:6.0} ms; {:7} crossings, {} under cards, {:.1} % merged, {:.1} bends, {:.2}",
        placing.as_secs_f64() * 1e3,
        routing.as_secs_f64() * 1e3,
        crossings(&lines),
        under(&plan, &cards, &lines),
        100.0 * merged(&lines),
        share(lines.iter().map(|line| line.len().saturating_sub(2)).sum(), lines.len()),
        whole.width() / whole.height().max(1.0),
    );
    if plan.components.len() <= 1000 && plan.links.len() <= 2000 {
        beside_dot(&plan);
    }
}

#[expect(clippy::cast_precision_loss, reason = "a few thousand")]
fn share(part: usize, of: usize) -> f64 {
    part as f64 / of.max(1) as f64
}

/// Layered random plans: links lead forward and mostly near, one in 25 back.
fn random(count: usize, links: usize, groups: usize) -> Plan {
    let mut dice = Dice(7);
    let mut plan = Plan::new("random");
    let group = |index: usize| GroupId::new(&format!("g{index}")).unwrap();
    for index in 0..groups {
        let name = format!("group {index}");
        let new = Group { id: group(index), name, kind: GroupKind::Layer, parent: None };
        plan.groups.insert(new.id.clone(), new);
    }
    let id = |index: usize| ComponentId::new(&format!("n{index:04}")).unwrap();
    for index in 0..count {
        let mut component = Component::new(id(index), &format!("n{index:04}"), Kind::Service);
        component.group = (groups > 0).then(|| group(index * groups / count));
        plan.components.insert(component.id.clone(), component);
    }
    let reach = (count / 4).max(4);
    let mut ends = BTreeSet::new();
    while ends.len() < links {
        let from = dice.below(count);
        // The product of two throws is mostly small.
        let to = from + 1 + dice.below(reach) * dice.below(reach) / reach;
        if to < count {
            ends.insert(if dice.below(25) == 0 { (to, from) } else { (from, to) });
        }
    }
    for (from, to) in ends {
        let link = Link::new(LinkId::new(&format!("l{from}-{to}")).unwrap(), id(from), id(to));
        plan.links.insert(link.id.clone(), link);
    }
    plan
}

/// A linear congruential generator: the same plans in every run.
struct Dice(u64);

impl Dice {
    fn below(&mut self, sides: usize) -> usize {
        self.0 =
            self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(self.0 >> 33).unwrap() % sides
    }
}

/// A piece of a line: its line, and the rectangle between its ends.
type Piece = (usize, Rect);

/// All level and all upright pieces.
fn pieces(lines: &[Vec<Point>]) -> [Vec<Piece>; 2] {
    let (mut level, mut upright) = (Vec::new(), Vec::new());
    for (index, line) in lines.iter().enumerate() {
        for pair in line.windows(2) {
            let point = |at: Point| Rect { min: at, max: at };
            let piece = point(pair[0]).union(point(pair[1]));
            if piece.height() < 1e-6 { &mut level } else { &mut upright }.push((index, piece));
        }
    }
    [level, upright]
}

fn crossings(lines: &[Vec<Point>]) -> usize {
    let [mut level, upright] = pieces(lines);
    level.sort_by(|a, b| a.1.min.y.total_cmp(&b.1.min.y));
    let of = |(line, piece): &Piece| {
        let first = level.partition_point(|(_, other)| other.min.y <= piece.min.y);
        let held = level[first..].iter().take_while(|(_, other)| other.min.y < piece.max.y);
        let crosses = |(other, at): &&Piece| {
            other != line && at.min.x < piece.min.x && piece.min.x < at.max.x
        };
        held.filter(crosses).count()
    };
    upright.iter().map(of).sum()
}

/// Links that pass under a card that is not their end.
fn under(plan: &Plan, cards: &BTreeMap<ComponentId, Rect>, lines: &[Vec<Point>]) -> usize {
    if cards.len() > 1000 {
        return 0;
    }
    let links = plan.links.values().zip(lines);
    let hit = |(link, line): &(&Link, &Vec<Point>)| {
        let point = |at: Point| Rect { min: at, max: at };
        let foreign = cards.iter().filter(|(id, _)| ![&link.from, &link.to].contains(id));
        let foreign: Vec<&Rect> = foreign.map(|(_, card)| card).collect();
        line.windows(2).any(|pair| {
            let piece = point(pair[0]).union(point(pair[1])).expand(0.1);
            foreign.iter().any(|card| card.overlaps(piece))
        })
    };
    links.filter(hit).count()
}

/// The share of all length that lies within 4 units of a piece of another line.
fn merged(lines: &[Vec<Point>]) -> f64 {
    let [level, upright] = pieces(lines);
    let turned = |(line, piece): Piece| {
        let swap = |at: Point| Point::new(at.y, at.x);
        (line, Rect { min: swap(piece.min), max: swap(piece.max) })
    };
    let level: Vec<Piece> = level.into_iter().map(turned).collect();
    let (mut all, mut near) = (0.0, 0.0);
    for mut pieces in [level, upright] {
        pieces.sort_by(|a, b| a.1.min.x.total_cmp(&b.1.min.x));
        for (index, (line, piece)) in pieces.iter().enumerate() {
            all += piece.height();
            let close = |other: &&Piece| (other.1.min.x - piece.min.x).abs() < 4.0;
            let before = pieces[..index].iter().rev().take_while(close);
            let after = pieces[index + 1..].iter().take_while(close);
            let mut spans: Vec<(f64, f64)> = before
                .chain(after)
                .filter(|(other, at)| {
                    other != line && at.min.y < piece.max.y && piece.min.y < at.max.y
                })
                .map(|(_, at)| (at.min.y.max(piece.min.y), at.max.y.min(piece.max.y)))
                .collect();
            spans.sort_by(|a, b| a.0.total_cmp(&b.0));
            let mut end = f64::NEG_INFINITY;
            for (first, last) in spans {
                near += (last - first.max(end)).max(0.0);
                end = last.max(end);
            }
        }
    }
    near / f64::max(all, 1.0)
}

/// The same plan by `dot`, groups as clusters; nothing where it is not installed.
fn beside_dot(plan: &Plan) {
    let mut text = String::from(
        "digraph G{rankdir=LR;nodesep=0.5;ranksep=1.33;node[shape=box,fixedsize=true,width=2.78,height=1];",
    );
    let nodes = |group: Option<&GroupId>| -> String {
        let held = plan.components.values().filter(|c| c.group.as_ref() == group);
        let names: Vec<String> = held.map(|component| format!("\"{}\";", component.id)).collect();
        names.concat()
    };
    for group in plan.groups.keys() {
        text.push_str(&format!("subgraph \"cluster_{group}\"{{{}}}", nodes(Some(group))));
    }
    text.push_str(&nodes(None));
    for link in plan.links.values() {
        text.push_str(&format!("\"{}\"->\"{}\";", link.from, link.to));
    }
    text.push('}');
    let start = Instant::now();
    let dot =
        Command::new("dot").arg("-Tplain").stdin(Stdio::piped()).stdout(Stdio::piped()).spawn();
    let Ok(mut dot) = dot else { return };
    let mut input = dot.stdin.take().unwrap();
    let writer = std::thread::spawn(move || input.write_all(text.as_bytes()));
    let output = dot.wait_with_output().unwrap();
    writer.join().unwrap().unwrap();
    let took = start.elapsed();
    let plain = String::from_utf8_lossy(&output.stdout).into_owned();
    let (mut curves, mut shape) = (Vec::new(), 0.0);
    for line in plain.lines() {
        let words: Vec<&str> = line.split_whitespace().collect();
        let number = |index: usize| words[index].parse::<f64>().unwrap();
        match words[0] {
            "graph" => shape = number(2) / number(3),
            "edge" => {
                let count: usize = words[3].parse().unwrap();
                let point =
                    |i: usize| Point::new(number(4 + 2 * i) * INCH, number(5 + 2 * i) * INCH);
                curves.push(flattened(&(0..count).map(point).collect::<Vec<_>>()));
            }
            _ => {}
        }
    }
    println!(
        "{:28} dot    {:7.0} ms{:17} {:7} crossings, {shape:.2}",
        "",
        took.as_secs_f64() * 1e3,
        "",
        crossings_of_curves(&curves)
    );
}

/// Points along a chain of cubic curves.
fn flattened(control: &[Point]) -> Vec<Point> {
    let mut points = vec![control[0]];
    for piece in control.windows(4).step_by(3) {
        for step in 1..=8 {
            let t = f64::from(step) / 8.0;
            let u = 1.0 - t;
            let mix = |of: fn(&Point) -> f64| {
                u * u * u * of(&piece[0])
                    + 3.0 * u * u * t * of(&piece[1])
                    + 3.0 * u * t * t * of(&piece[2])
                    + t * t * t * of(&piece[3])
            };
            points.push(Point::new(mix(|p| p.x), mix(|p| p.y)));
        }
    }
    points
}

/// How often pieces of different curves cross.
fn crossings_of_curves(curves: &[Vec<Point>]) -> usize {
    let side = |p: Point, q: Point, r: Point| (q.x - p.x) * (r.y - p.y) - (q.y - p.y) * (r.x - p.x);
    let bounds = |line: &[Point]| {
        let points = line.iter().map(|at| Rect { min: *at, max: *at });
        points.reduce(Rect::union).unwrap_or_default().expand(0.1)
    };
    let all: Vec<Rect> = curves.iter().map(|curve| bounds(curve)).collect();
    let mut count = 0;
    for (index, a) in curves.iter().enumerate() {
        for (other, b) in curves.iter().enumerate().skip(index + 1) {
            if !all[index].overlaps(all[other]) {
                continue;
            }
            for p in a.windows(2).filter(|p| bounds(p).overlaps(all[other])) {
                for q in b.windows(2) {
                    let one = side(p[0], p[1], q[0]) * side(p[0], p[1], q[1]) < 0.0;
                    let two = side(q[0], q[1], p[0]) * side(q[0], q[1], p[1]) < 0.0;
                    count += usize::from(one && two);
                }
            }
        }
    }
    count
}
