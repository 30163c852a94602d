//! Pictures and reports: they parse, carry their text, and nothing is clipped or overlaps.

#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

#[path = "shared/saves.rs"]
mod saves;

use polyplan::advice::compare::compare;
use polyplan::advice::{self, Choice, Side};
use polyplan::base::{Hue, Rect, Unit};
use polyplan::catalog::Catalog;
use polyplan::charts::comparison;
use polyplan::charts::footer::footer;
use polyplan::charts::{
    self, Axis, Bar, BarGroup, BarPart, Bars, Body, Chart, Curves, Footer, LegendEntry, Mark,
    MarkKind, Panel, Series, Subject, Target,
};
use polyplan::draw::document::{self, Paper};
use polyplan::draw::{Scene, Theme, chart, pdf, png, svg};
use polyplan::exchange::report::{Depth, Material, Options, build, diagram_scene, most_loaded};
use polyplan::exchange::{markdown, picture};
use polyplan::forecast::{Resolved, Sweep, SweepRequest, sample};
use polyplan::model::{Component, ComponentId, Focus, Kind, Plan};
use saves::saves;

fn catalog() -> &'static Catalog {
    Catalog::shipped().unwrap()
}

/// Five components with nothing but names, kinds and tags.
fn bare() -> Plan {
    let mut plan = Plan::new("Five boxes");
    for (id, name, kind, performance, data) in [
        ("gateway", "Gateway", Kind::Gateway, true, false),
        ("orders", "Orders", Kind::Service, true, false),
        ("scorer", "Scorer", Kind::ModelServing, false, true),
        ("trainer", "Trainer", Kind::ModelTraining, false, true),
        ("admin", "Admin", Kind::WebApp, false, false),
    ] {
        let id = ComponentId::new(id).unwrap();
        let mut component = Component::new(id.clone(), name, kind);
        component.tags.performance = performance.then_some(Focus::Unsaid);
        component.tags.data = data;
        plan.components.insert(id, component);
    }
    plan
}

/// No text leaves the picture, covers other text, or is too small to read.
#[track_caller]
fn sound(scene: &Scene, what: &str) {
    let whole = Rect::from_min_size(polyplan::base::Point::new(0.0, 0.0), scene.size);
    let runs: Vec<_> = scene.texts().filter(|run| !run.text.trim().is_empty()).collect();
    assert!(!runs.is_empty(), "{what} says nothing");
    for (i, run) in runs.iter().enumerate() {
        let bounds = run.bounds();
        assert!(
            whole.contains(bounds.min) && whole.contains(bounds.max),
            "{what}: `{}` leaves the picture",
            run.text
        );
        for other in &runs[i + 1..] {
            let inner = other.bounds().expand(-0.75);
            assert!(
                !bounds.expand(-0.75).overlaps(inner),
                "{what}: `{}` covers `{}`",
                run.text,
                other.text
            );
        }
    }
    assert!(scene.missing_characters().is_empty(), "{what}");
    let mut words = runs.iter().flat_map(|run| run.text.split(' '));
    assert!(words.all(|word| !word.starts_with("S-")), "{what} names a source by its code");
}

/// The sweep of a number for the component that is loaded most, if the plan has one.
fn sweeps(resolved: &Resolved<'_>, swept: &str) -> Option<Chart> {
    let component = most_loaded(resolved, 1).into_iter().next()?;
    let subject = Subject::new(resolved, resolved.facts(&component)?);
    let swept = swept.parse().unwrap();
    let steps = charts::SWEEP_STEPS;
    let request = SweepRequest { swept, component, from: None, to: None, steps };
    let sweep = Sweep::new(resolved, &request).unwrap();
    Some(charts::sweep(&subject, &sweep, None, sample::DRAWS))
}

/// Every chart of a plan, with its picture.
fn all_charts(
    resolved: &Resolved<'_>,
    footer: &Footer,
    theme: &Theme,
) -> Vec<(String, Chart, Scene)> {
    let mut found = Vec::new();
    for name in charts::PLAN_CHARTS {
        let chart = charts::plan_chart(resolved, name).unwrap();
        found.push((*name, chart));
    }
    for facts in resolved.components.iter().filter(|facts| facts.component.is_built()) {
        let subject = Subject::new(resolved, facts);
        for name in charts::COMPONENT_CHARTS {
            found.push((name, charts::component_chart(&subject, name).unwrap()));
        }
    }
    for swept in ["months", "plan/utilisation"] {
        found.extend(sweeps(resolved, swept).map(|chart| ("sweep", chart)));
    }
    found
        .into_iter()
        .map(|(name, chart)| {
            let scene = chart::scene(&chart, footer, theme);
            (format!("{name}: {}", chart.title), chart, scene)
        })
        .collect()
}

#[test]
fn no_picture_of_a_comparison_clips_or_overlaps() {
    let saves = saves();
    let of = |word: &str| Choice::from_word(word, catalog()).unwrap();
    for (name, plan) in &saves {
        let side = |plan, choice| Side::new(name, Resolved::new(plan, catalog(), None), choice);
        let first = &saves[0].1;
        for (left, right) in [
            (side(plan, of("go-net-http")), side(plan, of("python-async"))),
            (side(plan, of("decided")), side(plan, of("advised"))),
            (side(first, of("advised")), side(plan, of("advised"))),
        ] {
            let found = compare(&left, &right, 20);
            let chart = comparison::chart(&found, &left, &right);
            let footer = comparison::footer_of(&left, &right, ["0123456", "789abcd"]);
            sound(&chart::scene(&chart, &footer, Theme::light()), &chart.title);
        }
    }
}

#[test]
fn no_picture_of_an_example_clips_or_overlaps() {
    for (name, plan) in saves()
        .into_iter()
        .chain([("bare".to_owned(), bare()), ("empty".to_owned(), Plan::new(""))])
    {
        let resolved = Resolved::new(&plan, catalog(), None);
        let footer = footer(&resolved, "0123456");
        for theme in [Theme::light(), Theme::dark()] {
            for (what, _, scene) in all_charts(&resolved, &footer, theme) {
                sound(&scene, &format!("{name}, {what}"));
            }
            let advice = advice::of_plan(&resolved);
            let material =
                Material { resolved: &resolved, advice: &advice, footer: &footer, theme };
            sound(&diagram_scene(material), &format!("{name}, diagram"));
            let options = Options { depth: Depth::Full, paper: Paper::A4 };
            let laid = document::lay(&build(material, options), theme, options.paper);
            for (number, page) in laid.pages.iter().enumerate() {
                sound(page, &format!("{name}, page {}", number + 1));
            }
        }
    }
}

#[test]
fn simulated_points_lie_on_the_line_of_the_first_candidate() {
    let (_, plan) = saves().into_iter().find(|(name, _)| name.contains("boutique")).unwrap();
    let resolved = Resolved::new(&plan, catalog(), None);
    let id = ComponentId::new("recommendationservice").unwrap();
    let subject = Subject::new(&resolved, resolved.facts(&id).unwrap());
    let leader = subject.advice.ranking[0].name.clone();
    let curves = |draws: u32| {
        let chart = charts::component_chart_of(&subject, "latency-load", draws).unwrap();
        let Body::Curves(curves) = chart.panels[0].body.clone() else { panic!("{chart:?}") };
        curves
    };
    let simulated = |curves: &Curves| {
        let marks = curves.marks.iter().filter(|mark| mark.kind == MarkKind::Simulated);
        marks.map(|mark| mark.at).collect::<Vec<_>>()
    };
    assert_eq!(simulated(&curves(0)), Vec::<[f64; 2]>::new());
    let curves = curves(1);
    let line = curves.series.iter().find(|series| series.name == leader).unwrap();
    let found = simulated(&curves);
    assert_eq!(found.len(), 4);
    for [rate, p99] in found {
        let after = line.points.iter().position(|[x, _]| *x >= rate).unwrap();
        let (low, high) = (line.points[after - 1][1], line.points[after][1]);
        assert!((0.85 * low..=1.15 * high).contains(&p99), "{rate}: {p99} not {low} to {high}");
    }
}

/// Where a tenth of the draws saturates there is no number to tell, neither a large one.
#[test]
fn bands_that_are_open_at_the_top_hold_no_number_there() {
    let (_, plan) = saves().into_iter().find(|(name, _)| name.contains("boutique")).unwrap();
    let resolved = Resolved::new(&plan, catalog(), None);
    let id = ComponentId::new("recommendationservice").unwrap();
    let subject = Subject::new(&resolved, resolved.facts(&id).unwrap());
    let chart = charts::component_chart_of(&subject, "latency-load", 1).unwrap();
    let Body::Curves(curves) = &chart.panels[0].body else { panic!("{chart:?}") };
    let ends: Vec<[f64; 3]> = curves.series.iter().flat_map(|of| of.band.clone()).collect();
    let slowest = curves.series.iter().flat_map(|of| &of.points).map(|point| point[1]);
    let slowest = slowest.filter(|y| y.is_finite()).fold(0.0, f64::max);
    assert!(!ends.is_empty());
    // The band ends there; finite draws lie within what queues near saturation come to.
    assert!(ends.iter().all(|[.., high]| *high < 1e4 * slowest));
}

#[test]
fn all_candidates_fit_into_every_chart() {
    let (name, mut plan) = saves().remove(0);
    plan.candidates = catalog().candidates.keys().cloned().collect();
    let resolved = Resolved::new(&plan, catalog(), None);
    let footer = footer(&resolved, "0123456");
    for (what, _, scene) in all_charts(&resolved, &footer, Theme::light()) {
        sound(&scene, &format!("{name} with all candidates, {what}"));
    }
}

#[test]
fn a_bare_plan_has_verdicts_and_complete_plots_that_look_assumed() {
    let plan = bare();
    let resolved = Resolved::new(&plan, catalog(), None);
    let advice = advice::of_plan(&resolved);
    let leader = |id: &str| {
        let advice = &advice.iter().find(|(of, _)| of.as_str() == id).unwrap().1;
        advice.ranking[0].language.as_str().to_owned()
    };
    let leaders = ["gateway", "orders", "scorer", "trainer"].map(leader);
    assert_eq!(leaders, ["go", "go", "python", "python"]);
    let footer = footer(&resolved, "0123456");
    assert_eq!((footer.counts.stated, footer.assumptions.len()), (0, 3));
    assert!(footer.counts.assumed > 50);
    for (what, chart, scene) in all_charts(&resolved, &footer, Theme::light()) {
        for panel in &chart.panels {
            match &panel.body {
                Body::Empty(why) => panic!("{what} is empty: {why}"),
                Body::Curves(curves) if curves.series.is_empty() => {
                    assert!(curves.marks.len() >= 2, "{what}");
                }
                Body::Curves(curves) => {
                    assert!(curves.series.len() >= 2, "{what}");
                    assert!(
                        curves.series.iter().all(|s| s.points.iter().any(|p| p[1].is_finite())),
                        "{what}"
                    );
                }
                Body::Bars(bars) => assert!(!bars.groups.is_empty(), "{what}"),
                Body::Sequence(sequence) => assert!(!sequence.lanes.is_empty(), "{what}"),
            }
        }
        let stamped = scene.texts().any(|run| run.text.contains("assumed inputs"));
        assert_eq!(stamped, !what.starts_with("article"), "{what}");
    }
}

#[test]
fn exports_parse_and_carry_their_text() {
    let (_, plan) = saves().remove(2);
    let resolved = Resolved::new(&plan, catalog(), None);
    let footer = footer(&resolved, "abcdef0");
    let advice = advice::of_plan(&resolved);
    let material =
        Material { resolved: &resolved, advice: &advice, footer: &footer, theme: Theme::light() };
    let scene = diagram_scene(material);
    let text = svg::write(&scene);
    // The ground goes beyond the page: some programs blend its edge with white.
    assert!(text.contains("<rect x=\"-2\" y=\"-2\" "), "{text}");
    let xml = roxmltree::Document::parse(&text).unwrap();
    let words: Vec<&str> = xml
        .descendants()
        .filter(|node| node.has_tag_name("text"))
        .filter_map(|node| node.text())
        .collect();
    for run in scene.texts() {
        assert!(words.contains(&run.text.as_str()), "the SVG lacks `{}`", run.text);
    }
    assert!(text.contains("@font-face") && text.contains("font/woff2"));
    let numbers = ["x", "y", "width", "height", "d", "font-size"];
    for node in xml.descendants() {
        for name in numbers.iter().filter_map(|name| node.attribute(*name)) {
            assert!(!name.contains("NaN") && !name.contains("inf"), "{name}");
        }
    }
    for scale in [0.5, 2.0] {
        let bytes = png::write(&scene, scale).unwrap();
        let info = png_size(&bytes);
        assert_eq!(info, ((scene.size.width * scale).ceil(), (scene.size.height * scale).ceil()));
    }
    let refused = png::write(&scene, 1e6).unwrap_err().to_string();
    let (_, fits) = refused.split_once("Choose a smaller scale, ").unwrap();
    let fits: f64 = fits.trim_end_matches(" at most").parse().unwrap();
    let pixels = |scale: f64| scene.size.width * scale * scene.size.height * scale;
    assert!(pixels(fits) <= 120e6 && pixels(1.1 * fits) > 120e6, "{refused}");
    let bytes = pdf::write(std::slice::from_ref(&scene)).unwrap();
    let found = letters(&pdf_extract::extract_text_from_mem(&bytes).unwrap());
    for component in plan.components.values() {
        assert!(found.contains(&letters(&component.name)), "the PDF lacks `{}`", component.name);
    }
}

fn letters(text: &str) -> String {
    text.chars().filter(|c| c.is_alphanumeric()).collect()
}

fn png_size(bytes: &[u8]) -> (f64, f64) {
    let decoder = ::png::Decoder::new(std::io::Cursor::new(bytes));
    let mut reader = decoder.read_info().unwrap();
    let mut pixels = vec![0; reader.output_buffer_size().unwrap()];
    let info = reader.next_frame(&mut pixels).unwrap();
    let first = &pixels[..3];
    assert!(pixels.chunks(3).any(|pixel| pixel != first), "the picture is one colour");
    (f64::from(info.width), f64::from(info.height))
}

#[test]
fn the_same_plan_gives_the_same_bytes() {
    let make = || {
        let (_, plan) = saves().remove(1);
        let resolved = Resolved::new(&plan, catalog(), None);
        let footer = footer(&resolved, &polyplan::files::revision(&plan));
        let advice = advice::of_plan(&resolved);
        let material = Material {
            resolved: &resolved,
            advice: &advice,
            footer: &footer,
            theme: Theme::dark(),
        };
        let options = Options::default();
        let document = build(material, options);
        let laid = document::lay(&document, Theme::dark(), options.paper);
        let scene = diagram_scene(material);
        (svg::write(&scene), document::pdf::write(&laid).unwrap(), markdown::write(&document))
    };
    assert_eq!(make(), make());
}

#[test]
fn charts_survive_long_names_and_odd_values() {
    let long = "An unreasonably long name for a stack, with its version and vendor, that nobody would choose";
    let axis =
        |log| Axis { label: "Load".to_owned(), unit: Unit::PerSec, log, min: 1e-3, max: 1e9 };
    let series = |index: usize| Series {
        name: format!("{long} {index}"),
        hue: Hue::ALL[index % Hue::ALL.len()],
        dashed: index > 8,
        points: vec![[1.0, 5.0], [10.0, f64::NAN], [100.0, 1e12], [1000.0, -5.0], [1e4, 1e3]],
        band: vec![[1.0, 1.0, 9.0], [10.0, f64::NAN, 4.0], [1e4, 10.0, 1e6]],
    };
    let curves = Body::Curves(Curves {
        x: axis(true),
        y: axis(true),
        series: (0..11).map(series).collect(),
        marks: (0..9)
            .map(|i| Mark {
                at: [1e4, 1e3],
                label: format!("{long} {i}"),
                kind: MarkKind::Crossover,
            })
            .collect(),
        targets: vec![Target { value: 1e3, vertical: false, label: long.to_owned() }],
    });
    let part = |value| BarPart { value, hue: Hue::Teal, hatched: true };
    let bars = Body::Bars(Bars::new(
        Axis { max: 10.0, min: 0.0, ..axis(false) },
        (0..30)
            .map(|i| BarGroup {
                label: format!("{long} {i}"),
                bars: vec![Bar {
                    parts: vec![part(3.0), part(90.0)],
                    start: None,
                    whisker: Some([1.0, 1e9]),
                    label: long.to_owned(),
                }],
            })
            .collect(),
        vec![LegendEntry { name: long.to_owned(), hue: Hue::Teal, hatched: true }],
    ));
    for (bodies, name) in [
        (vec![curves.clone()], "curves"),
        (vec![bars.clone()], "bars"),
        (vec![curves, bars, Body::Empty(long.to_owned())], "all"),
    ] {
        let chart = Chart {
            id: "odd",
            title: long.to_owned(),
            takeaway: format!("{long}. {long}."),
            panels: bodies.into_iter().map(|body| Panel { title: long.to_owned(), body }).collect(),
            notes: vec![long.repeat(4)],
            sources: vec!["own-measurement".to_owned(); 30],
            assumed: true,
            assumptions: Vec::new(),
        };
        let scene = chart::scene(
            &chart,
            &Footer { assumptions: vec![long.to_owned(); 3], ..Footer::default() },
            Theme::dark(),
        );
        sound(&scene, name);
        assert!(usvg_parses(&scene));
    }
}

fn usvg_parses(scene: &Scene) -> bool {
    png::write(scene, 0.25).is_ok()
}

/// An SVG keeps every text; pixels and PDF say what no font of the machine can draw.
#[test]
fn text_in_every_script_stays_text() {
    let mut plan = bare();
    // The last one is in the private area, where fonts of the machine have no letter of a language.
    let name = "注文 <&\"> \u{7} مرحبا \u{f1a70}";
    plan.components.get_mut("orders").unwrap().name = name.to_owned();
    let resolved = Resolved::new(&plan, catalog(), None);
    let advice = advice::of_plan(&resolved);
    let footer = footer(&resolved, "0");
    let material =
        Material { resolved: &resolved, advice: &advice, footer: &footer, theme: Theme::light() };
    let scene = diagram_scene(material);
    assert!("文注مرحبا\u{f1a70}".chars().all(|c| scene.missing_characters().contains(&c)));
    let text = svg::write(&scene);
    let xml = roxmltree::Document::parse(&text).unwrap();
    let texts = xml.descendants().filter(|node| node.has_tag_name("text"));
    let words: String = texts.filter_map(|node| node.text()).collect::<Vec<_>>().join(" ");
    for word in ["注文", "<&\">", "مرحبا", "\u{f1a70}"] {
        assert!(words.contains(word), "the SVG lacks {word}");
    }
    assert!(!words.contains('□'), "{words}");
    // What is said names what this machine cannot draw, once for any number of pictures.
    let undrawable = scene.undrawable_characters();
    assert!(undrawable.contains(&'\u{f1a70}'));
    assert!(!undrawable.contains(&'O') && !undrawable.contains(&' '));
    let warning = picture::missing([&scene, &scene]).unwrap();
    assert!(warning.contains("U+F1A70") && warning.contains("Install a font"), "{warning}");
    assert_eq!(warning.matches("U+F1A70").count(), 1, "{warning}");
    assert!(png::write(&scene, 0.5).is_ok() && pdf::write(&[scene]).is_ok());
}
