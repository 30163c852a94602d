//! Both themes can be read: tokens against each other, and every text of every picture against
//! what it lies on.

#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

use std::path::Path;

use polyplan::advice;
use polyplan::base::{Hue, Point};
use polyplan::catalog::Catalog;
use polyplan::charts::footer::footer;
use polyplan::charts::{self, Subject};
use polyplan::draw::color::Rgba;
use polyplan::draw::document::{self, Paper};
use polyplan::draw::scene::Item;
use polyplan::draw::{Scene, Theme, chart};
use polyplan::exchange::report::{Depth, Material, Options, build, diagram_scene};
use polyplan::forecast::Resolved;

/// Smallest contrast of text (WCAG 2.2, AA).
const TEXT: f64 = 4.5;

/// `over` as it looks when it lies on `under`.
fn blended(over: Rgba, under: Rgba) -> Rgba {
    let mix = |over_channel: u8, under_channel: u8| {
        let (o, u, alpha) =
            (u32::from(over_channel), u32::from(under_channel), u32::from(over.alpha));
        u8::try_from((o * alpha + u * (255 - alpha) + 127) / 255).unwrap()
    };
    Rgba {
        red: mix(over.red, under.red),
        green: mix(over.green, under.green),
        blue: mix(over.blue, under.blue),
        alpha: 255,
    }
}

/// Every text against the rectangles drawn under its middle.
#[track_caller]
fn readable(scene: &Scene, what: &str) -> usize {
    let mut texts = 0;
    for (place, item) in scene.items.iter().enumerate() {
        let Item::Text(run) = item else { continue };
        let bounds = run.bounds();
        let middle = Point::new(
            f64::midpoint(bounds.min.x, bounds.max.x),
            f64::midpoint(bounds.min.y, bounds.max.y),
        );
        let ground =
            scene.items[..place].iter().fold(scene.background, |ground, below| match below {
                Item::Rect { rect, fill: Some(fill), .. } if rect.contains(middle) => {
                    blended(*fill, ground)
                }
                _ => ground,
            });
        let contrast = run.color.contrast(ground);
        assert!(
            contrast >= TEXT,
            "{what}: `{}` in {} on {} has {contrast:.2}",
            run.text,
            run.color.hex(),
            ground.hex()
        );
        texts += 1;
    }
    texts
}

#[test]
fn every_text_of_every_picture_stands_out() {
    let catalog = Catalog::shipped().unwrap();
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("saves/ads-retrieval.plan.ron");
    let mut plan = polyplan::files::load(&path).unwrap().plan;
    // All candidates bring all hues into play.
    plan.candidates = catalog.candidates.keys().cloned().collect();
    let resolved = Resolved::new(&plan, catalog, None);
    let footer = footer(&resolved, "0123456");
    let advice = advice::of_plan(&resolved);
    for (name, theme) in [("light", Theme::light()), ("dark", Theme::dark())] {
        let mut texts = 0;
        let mut check = |scene: &Scene, what: &str| {
            texts += readable(scene, &format!("{name}, {what}"));
        };
        for id in charts::PLAN_CHARTS {
            let chart = charts::plan_chart(&resolved, id).unwrap();
            check(&chart::scene(&chart, &footer, theme), id);
        }
        for facts in resolved.components.iter().filter(|facts| facts.component.is_built()) {
            let subject = Subject::new(&resolved, facts);
            for id in charts::COMPONENT_CHARTS {
                let chart = charts::component_chart(&subject, id).unwrap();
                check(&chart::scene(&chart, &footer, theme), &chart.title);
            }
        }
        let material = Material { resolved: &resolved, advice: &advice, footer: &footer, theme };
        check(&diagram_scene(material), "diagram");
        let options = Options { depth: Depth::Full, paper: Paper::A4 };
        for page in document::lay(&build(material, options), theme, options.paper).pages {
            check(&page, "report");
        }
        assert!(texts > 1000, "only {texts} texts were seen");
    }
}

#[test]
fn tokens_stand_out_where_they_are_used() {
    for theme in [Theme::light(), Theme::dark()] {
        let surface = &theme.surface;
        let text = &theme.text;
        for ground in
            [surface.canvas, surface.panel, surface.raised, surface.hover, surface.pressed]
        {
            for color in [text.subdued, text.normal, text.strong, theme.accent.text] {
                let contrast = color.contrast(ground);
                assert!(contrast >= TEXT, "{} on {}: {contrast:.2}", color.hex(), ground.hex());
            }
        }
        for color in [text.normal, text.strong, theme.accent.text] {
            let contrast = color.contrast(theme.accent.soft);
            assert!(contrast >= TEXT, "{} on the soft accent: {contrast:.2}", color.hex());
        }
        // Depth is small steps: each surface differs from the next, and none shouts.
        for pair in [[surface.canvas, surface.panel], [surface.panel, surface.raised]] {
            let step = pair[0].contrast(pair[1]);
            assert!((1.01..1.25).contains(&step), "a step of {step:.3}");
        }
        // Every hue is a colour of its own.
        let hues: std::collections::BTreeSet<String> =
            Hue::ALL.iter().map(|hue| theme.hue(*hue).hex()).collect();
        assert_eq!(hues.len(), Hue::ALL.len());
    }
}
