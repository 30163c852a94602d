//! Both themes can be read: tokens against each other, and every text of every picture against
//! what it lies on.

#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

use std::path::Path;

use polyplan::advice;
use polyplan::base::{Hue, Point};
use polyplan::catalog::Catalog;
use polyplan::charts::footer::footer;
use polyplan::charts::overlay::{self, Overlay, Tint};
use polyplan::charts::{self, Subject};
use polyplan::draw::color::Rgba;
use polyplan::draw::document::{self, Paper};
use polyplan::draw::scene::Item;
use polyplan::draw::{Scene, Theme, chart, diagram};
use polyplan::exchange::report::{Depth, Material, Options, build, diagram_scene};
use polyplan::forecast::Resolved;
use polyplan::model::{Component, ComponentId, Edit, Inputs, Kind, Role, RoleId};

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
        for of in Overlay::ALL.iter().filter(|of| **of != Overlay::None) {
            let shades = overlay::of_plan(*of, &resolved, &advice);
            let diagram = diagram::of_plan(&resolved, &advice).shaded(shades.as_ref());
            check(&diagram::scene(&diagram, &footer, theme), of.word());
        }
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

/// What eyes with all cones, or without one sort of them, make of linear light (Machado, Oliveira and
/// Fernandes 2009, severity 1).
const SIGHTS: [(&str, [[f64; 3]; 3]); 4] = [
    ("all cones", [[1.0, 0.0, 0.0], [0.0, 1.0, 0.0], [0.0, 0.0, 1.0]]),
    (
        "protanopia",
        [
            [0.152_286, 1.052_583, -0.204_868],
            [0.114_503, 0.786_281, 0.099_216],
            [-0.003_882, -0.048_116, 1.051_998],
        ],
    ),
    (
        "deuteranopia",
        [
            [0.367_322, 0.860_646, -0.227_968],
            [0.280_085, 0.672_501, 0.047_413],
            [-0.011_820, 0.042_940, 0.968_881],
        ],
    ),
    (
        "tritanopia",
        [
            [1.255_528, -0.076_749, -0.178_779],
            [-0.078_411, 0.930_809, 0.147_602],
            [0.004_733, 0.691_367, 0.303_900],
        ],
    ),
];

/// Least distance of two hues in hundredths of `OKLab`, in which about 2 can just be told apart side by
/// side.
const APART: f64 = 8.0;

fn times(matrix: &[[f64; 3]; 3], vector: [f64; 3]) -> [f64; 3] {
    matrix.map(|row| row.iter().zip(vector).map(|(a, b)| a * b).sum())
}

/// A colour in `OKLab` as it is seen.
fn seen(color: Rgba, sight: &[[f64; 3]; 3]) -> [f64; 3] {
    let linear = [color.red, color.green, color.blue].map(|channel| {
        let value = f64::from(channel) / 255.0;
        if value <= 0.040_45 { value / 12.92 } else { ((value + 0.055) / 1.055).powf(2.4) }
    });
    let light = times(sight, linear).map(|channel| channel.clamp(0.0, 1.0));
    let cones = times(
        &[
            [0.412_221_470_8, 0.536_332_536_3, 0.051_445_992_9],
            [0.211_903_498_2, 0.680_699_545_1, 0.107_396_956_6],
            [0.088_302_461_9, 0.281_718_837_6, 0.629_978_700_5],
        ],
        light,
    );
    times(
        &[
            [0.210_454_255_3, 0.793_617_785_0, -0.004_072_046_8],
            [1.977_998_495_1, -2.428_592_205_0, 0.450_593_709_9],
            [0.025_904_037_1, 0.782_771_766_2, -0.808_675_766_0],
        ],
        cones.map(f64::cbrt),
    )
}

fn distance(a: Rgba, b: Rgba, sight: &[[f64; 3]; 3]) -> f64 {
    let [a, b] = [a, b].map(|color| seen(color, sight));
    100.0 * a.iter().zip(b).map(|(a, b)| (a - b).powi(2)).sum::<f64>().sqrt()
}

/// The colours of each overlay are told apart by every eye, and those that are steps in grey as well.
#[test]
fn overlays_are_told_apart_by_every_eye() {
    let scale = |hue: Hue, levels: u8| (1..=levels).map(|level| Tint::new(hue, level)).collect();
    let with = |mut tints: Vec<Tint>, more: &[Tint]| {
        tints.extend(more);
        tints
    };
    let over = Tint::new(Hue::Coral, Tint::MOST);
    let steps: [(&str, Vec<Tint>); 4] = [
        ("verdict", with(scale(Hue::Indigo, 3), &[Tint::new(Hue::Teal, 4), over])),
        ("load", with(scale(Hue::Sky, 4), &[over])),
        ("cost", scale(Hue::Amber, 4)),
        ("p99", with(scale(Hue::Pink, 4), &[over])),
    ];
    let kinds: [(&str, Vec<Tint>); 2] = [
        ("findings", vec![Tint::new(Hue::Sky, 1), Tint::new(Hue::Amber, 3), over]),
        ("decided", vec![Tint::new(Hue::Green, 1), Tint::new(Hue::Amber, 3), over]),
    ];
    for theme in [Theme::light(), Theme::dark()] {
        for (name, tints) in steps.iter().chain(&kinds) {
            let plain = std::iter::once(theme.surface.raised);
            let colors: Vec<Rgba> = plain.chain(tints.iter().map(|of| theme.tint(*of))).collect();
            for (place, one) in colors.iter().enumerate() {
                for other in &colors[place + 1..] {
                    let grey = one.contrast(*other);
                    assert!(grey >= 1.2, "{name}: {} and {}: {grey:.2}", one.hex(), other.hex());
                    for (sight, matrix) in &SIGHTS {
                        let apart = distance(*one, *other, matrix);
                        let pair = format!("{} and {}", one.hex(), other.hex());
                        assert!(apart >= 3.0, "{name}, {sight}: {pair} are {apart:.1} apart");
                    }
                }
            }
        }
    }
}

/// Colours of roles are told apart by every eye, with a name on each card.
#[test]
fn roles_are_told_apart_by_every_eye() {
    let mut plan = polyplan::model::Plan::new("Roles");
    for n in 0..8 {
        let role = RoleId::new(&format!("r{n}")).unwrap();
        plan.apply(Edit::AddRole(Box::new(Role {
            id: role.clone(),
            name: format!("Role {n}"),
            skills: std::collections::BTreeMap::new(),
            inputs: Inputs::default(),
        })))
        .unwrap();
        let mut component =
            Component::new(ComponentId::new(&format!("c{n}")).unwrap(), "Part", Kind::Service);
        component.owner = Some(role);
        plan.apply(Edit::AddComponent(Box::new(component))).unwrap();
    }
    let resolved = Resolved::new(&plan, Catalog::shipped().unwrap(), None);
    let shades = overlay::of_plan(Overlay::Owner, &resolved, &[]).unwrap();
    let tints: Vec<Tint> = shades.cards.values().filter_map(|shade| shade.tint).collect();
    assert_eq!(tints.len(), 8);
    for theme in [Theme::light(), Theme::dark()] {
        for (place, one) in tints.iter().enumerate() {
            for other in &tints[place + 1..] {
                for (sight, matrix) in &SIGHTS {
                    let apart = distance(theme.tint(*one), theme.tint(*other), matrix);
                    assert!(apart >= 3.0, "{sight}: {one:?} and {other:?} are {apart:.1} apart");
                }
            }
        }
    }
}

/// Languages can be told apart by colour whatever cones an eye has; where two share a hue, one is
/// dashed. No two lines or bars of a chart share a marker, which is what grey print leaves.
#[test]
fn languages_are_told_apart_by_every_eye() {
    let languages: Vec<_> = Catalog::shipped().unwrap().languages.values().collect();
    for (name, theme) in [("light", Theme::light()), ("dark", Theme::dark())] {
        for (place, one) in languages.iter().enumerate() {
            assert_ne!(one.hue, Hue::Neutral, "grey is for what has no language");
            for other in &languages[place + 1..] {
                if one.hue == other.hue {
                    assert_ne!(one.dashed, other.dashed, "{} and {}", one.name, other.name);
                    continue;
                }
                for (sight, matrix) in &SIGHTS {
                    let apart = distance(theme.hue(one.hue), theme.hue(other.hue), matrix);
                    assert!(
                        apart >= APART,
                        "{name}, {sight}: {} and {} are {apart:.1} apart",
                        one.name,
                        other.name
                    );
                }
            }
        }
    }
    // The measure itself: greens and reds of one lightness are one colour without the M cones.
    let [red, green] = ["#B54C3D", "#3F842E"].map(|hex| Rgba::from_hex(hex).unwrap());
    assert!(distance(red, green, &SIGHTS[0].1) > 20.0);
    assert!(distance(red, green, &SIGHTS[2].1) < 2.0);
}
