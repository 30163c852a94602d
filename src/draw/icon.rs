//! Icons: Lucide's outlines, parsed once into paths that every back end draws alike.

use std::collections::BTreeMap;
use std::sync::OnceLock;

use usvg::tiny_skia_path::PathSegment;

use super::color::Rgba;
use super::scene::{Item, Scene, Step, Stroke};
use crate::base::Point;

/// Extent of an icon as it was drawn.
const GRID: f64 = 24.0;

macro_rules! icons {
    ($($name:literal),+ $(,)?) => {
        const FILES: &[(&str, &str)] =
            &[$(($name, include_str!(concat!("../../assets/icons/", $name, ".svg"))),)+];
    };
}

icons!(
    "agent",
    "analysis",
    "batch-job",
    "browser-page",
    "cache",
    "check",
    "cli-tool",
    "control-plane",
    "data",
    "data-pipeline",
    "datastore",
    "desktop-app",
    "external",
    "gateway",
    "generic",
    "library",
    "mobile-app",
    "model-serving",
    "model-training",
    "performance",
    "person",
    "queue",
    "service",
    "stream-processor",
    "ui",
    "warning",
    "web-app",
    "worker",
);

/// Draws the icon of that name with its top left corner at `at`; an unknown name draws a box.
pub fn draw(scene: &mut Scene, name: &str, at: Point, size: f64, color: Rgba) {
    let Some(steps) = steps(name) else { return };
    let scale = size / GRID;
    let point = |p: Point| Point::new(at.x + p.x * scale, at.y + p.y * scale);
    let steps = steps
        .iter()
        .map(|step| match *step {
            Step::Move(p) => Step::Move(point(p)),
            Step::Line(p) => Step::Line(point(p)),
            Step::Cubic(a, b, p) => Step::Cubic(point(a), point(b), point(p)),
            Step::Close => Step::Close,
        })
        .collect();
    let stroke = Some(Stroke::solid(color, 1.8 * scale));
    scene.items.push(Item::Path { steps, fill: None, stroke });
}

fn steps(name: &str) -> Option<&'static Vec<Step>> {
    static ICONS: OnceLock<BTreeMap<&str, Vec<Step>>> = OnceLock::new();
    let icons = ICONS.get_or_init(|| FILES.iter().map(|(name, svg)| (*name, parse(svg))).collect());
    icons.get(name).or_else(|| icons.get("generic"))
}

fn parse(svg: &str) -> Vec<Step> {
    let mut steps = Vec::new();
    if let Ok(tree) = usvg::Tree::from_str(svg, &usvg::Options::default()) {
        collect(tree.root(), &mut steps);
    }
    steps
}

fn collect(group: &usvg::Group, steps: &mut Vec<Step>) {
    for node in group.children() {
        match node {
            usvg::Node::Group(group) => collect(group, steps),
            usvg::Node::Path(path) => append(path, steps),
            _ => {}
        }
    }
}

fn append(path: &usvg::Path, steps: &mut Vec<Step>) {
    let data = path.data().clone().transform(path.abs_transform());
    let Some(data) = data else { return };
    let mut last = Point::default();
    let point = |p: usvg::tiny_skia_path::Point| Point::new(f64::from(p.x), f64::from(p.y));
    for segment in data.segments() {
        let step = match segment {
            PathSegment::MoveTo(p) => Step::Move(point(p)),
            PathSegment::LineTo(p) => Step::Line(point(p)),
            PathSegment::QuadTo(control, p) => {
                let (control, end) = (point(control), point(p));
                let toward = |from: Point| {
                    Point::new(
                        from.x + (control.x - from.x) * 2.0 / 3.0,
                        from.y + (control.y - from.y) * 2.0 / 3.0,
                    )
                };
                Step::Cubic(toward(last), toward(end), end)
            }
            PathSegment::CubicTo(a, b, p) => Step::Cubic(point(a), point(b), point(p)),
            PathSegment::Close => Step::Close,
        };
        if let Step::Move(p) | Step::Line(p) | Step::Cubic(_, _, p) = step {
            last = p;
        }
        steps.push(step);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_kind_has_an_icon_of_its_own() {
        for kind in crate::model::Kind::KNOWN {
            let icon = steps(kind.word()).unwrap();
            assert!(!icon.is_empty(), "{}", kind.word());
            assert_ne!(Some(icon), steps("generic"), "{}", kind.word());
        }
    }
}
