//! Reference pictures of charts, cards and links in both themes, drawn without a GPU.
//!
//! `POLYPLAN_PICTURES=write cargo test --test pictures` draws them anew; look at them before they
//! are committed.

#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

use std::path::{Path, PathBuf};

use polyplan::base::Range;
use polyplan::base::{Hue, Point, Rect, Size, Unit};
use polyplan::charts::overlay::{Carried, Entry, Shade, Shades, Tint};
use polyplan::charts::sequence::{After, Arrow, Block, Lane, Row, Times};
use polyplan::charts::{
    Axis, Bar, BarGroup, BarPart, Bars, Body, Chart, Cited, Curves, Footer, LegendEntry, Mark,
    MarkKind, Panel, Sequence, Series, Target,
};
use polyplan::draw::diagram::{self, Area, Card, Diagram, Standing, Wire};
use polyplan::draw::{Scene, Theme, chart, png};
use polyplan::forecast::Counts;
use polyplan::model::{ComponentId, LinkId};

/// Pixels for each unit: small files in which a lost mark still shows.
const SCALE: f64 = 0.75;
/// How far a colour may be off, of 255.
const COLOR_OFF: u8 = 24;
/// Which share of the pixels may be off further.
const SHARE_OFF: f64 = 0.002;

fn axis(label: &str, unit: Unit, log: bool, min: f64, max: f64) -> Axis {
    Axis { label: label.to_owned(), unit, log, min, max }
}

fn chart_of(id: &'static str, title: &str, body: Body) -> Chart {
    Chart {
        id,
        title: title.to_owned(),
        takeaway: "One sentence that says what is seen.".to_owned(),
        panels: vec![Panel { title: String::new(), body }],
        notes: vec!["What the band means.".to_owned()],
        sources: vec!["S-OWN".to_owned()],
        assumed: true,
        assumptions: Vec::new(),
    }
}

fn curves() -> Chart {
    let points = |slope: f64| (0..=40).map(|i| f64::from(i) / 10.0).map(move |x| (x, slope * x));
    let line = |slope: f64| -> Vec<[f64; 2]> {
        points(slope).map(|(x, y)| [10_f64.powf(x), 10_f64.powf(y)]).collect()
    };
    let band =
        points(0.5).map(|(x, y)| [10_f64.powf(x), 10_f64.powf(y) / 2.0, 10_f64.powf(y) * 2.0]);
    let mut broken = line(0.8);
    broken[30][1] = f64::NAN;
    let series = |name: &str, hue, dashed, points, band| Series {
        name: name.to_owned(),
        hue,
        dashed,
        points,
        band,
    };
    chart_of(
        "curves",
        "Lines",
        Body::Curves(Curves {
            x: axis("Peak load", Unit::PerSec, true, 1.0, 10_000.0),
            y: axis("p99 latency", Unit::Ms, true, 1.0, 1000.0),
            series: vec![
                series("Go (net/http)", Hue::Teal, false, line(0.5), band.collect()),
                series("Python (asyncio)", Hue::Amber, true, broken, Vec::new()),
            ],
            marks: vec![
                Mark {
                    at: [1.0, 1.0],
                    label: "Here they part".to_owned(),
                    kind: MarkKind::Crossover,
                },
                Mark { at: [100.0, 10.0], label: "Go 10 ms".to_owned(), kind: MarkKind::Planned },
                Mark { at: [900.0, 231.0], label: "Full".to_owned(), kind: MarkKind::Limit },
            ],
            targets: vec![
                Target { value: 100.0, vertical: true, label: "Planned 100 req/s".to_owned() },
                Target { value: 200.0, vertical: false, label: "Target 200 ms".to_owned() },
            ],
        }),
    )
}

fn bars() -> Chart {
    let parts = |values: [f64; 2]| {
        let [build, run] = values;
        vec![
            BarPart { value: build, hue: Hue::Indigo, hatched: true },
            BarPart { value: run, hue: Hue::Teal, hatched: false },
        ]
    };
    let group = |label: &str, values: [f64; 2]| BarGroup {
        label: label.to_owned(),
        bars: vec![Bar {
            parts: parts(values),
            start: None,
            whisker: Some([(values[0] + values[1]) * 0.6, (values[0] + values[1]) * 1.5]),
            label: Unit::Money.readable(values[0] + values[1]),
        }],
    };
    let entry = |name: &str, hue, hatched| LegendEntry { name: name.to_owned(), hue, hatched };
    chart_of(
        "bars",
        "Bars",
        Body::Bars(Bars::new(
            axis("Cost", Unit::Money, false, 0.0, 500_000.0),
            vec![
                group("All Go", [100_000.0, 50_000.0]),
                group("All Python", [80_000.0, 200_000.0]),
            ],
            vec![entry("Building", Hue::Indigo, true), entry("Running", Hue::Teal, false)],
        )),
    )
}

fn cards() -> Diagram {
    let size = Size::new(200.0, 72.0);
    let card = |x: f64, y: f64, name: &str, icon: &str, language: &str, hue, standing| Card {
        id: icon.to_owned(),
        rect: Rect::from_min_size(Point::new(x, y), size),
        name: name.to_owned(),
        icon: icon.to_owned(),
        language: language.to_owned(),
        technology: String::new(),
        hue,
        performance: standing == Standing::Decided,
        data: standing == Standing::Overruled,
        standing,
        shade: None,
    };
    let wire = |from: usize, to: usize, label: &str, dashed| Wire {
        id: format!("{from}-{to}"),
        from,
        to,
        label: label.to_owned(),
        dashed,
        width: diagram::LINE,
    };
    Diagram {
        title: "Cards and links".to_owned(),
        subtitle: "Every standing of a card, both sorts of links.".to_owned(),
        groups: vec![Area {
            id: "edge".to_owned(),
            rect: Rect::from_min_size(Point::new(-20.0, -40.0), Size::new(240.0, 260.0)),
            name: "Edge".to_owned(),
            depth: 0,
        }],
        cards: vec![
            card(0.0, 0.0, "Gateway", "gateway", "Go", Some(Hue::Teal), Standing::Decided),
            card(0.0, 120.0, "Shop", "web-app", "TypeScript", Some(Hue::Sky), Standing::Advised),
            card(
                320.0,
                0.0,
                "Ranking",
                "model-serving",
                "Python",
                Some(Hue::Amber),
                Standing::Overruled,
            ),
            card(320.0, 120.0, "Events", "queue", "ready-made", None, Standing::None),
            card(
                640.0,
                60.0,
                "Features",
                "data-pipeline",
                "Python",
                Some(Hue::Amber),
                Standing::Assumed,
            ),
        ],
        links: vec![
            wire(0, 2, "gRPC", false),
            wire(1, 3, "queue", true),
            wire(2, 4, "", false),
            wire(3, 4, "", true),
        ],
        languages: vec![("Go".to_owned(), Hue::Teal), ("Python".to_owned(), Hue::Amber)],
        ..Diagram::default()
    }
}

/// The same cards under an overlay: a scale, a value without a colour, a card without a value, lines of
/// several widths.
fn shaded() -> Diagram {
    let shade = |id: &str, tint, label: &str| {
        let shade = Shade { tint, label: label.to_owned(), said: label.to_owned() };
        (ComponentId::new(id).unwrap(), shade)
    };
    let tint = |level| Some(Tint::new(Hue::Sky, level));
    let over = Some(Tint::new(Hue::Coral, 5));
    let carried = |id: &str, width: f64, label: &str| {
        (LinkId::new(id).unwrap(), Carried { width, label: label.to_owned() })
    };
    let entry = |tint, label: &str| Entry { tint, label: label.to_owned() };
    let shades = Shades {
        title: "Load at the planned peak".to_owned(),
        cards: [
            shade("gateway", tint(4), "12,000/s · 92 %"),
            shade("web-app", None, "12,000/s"),
            shade("model-serving", over, "300/s · 130 %"),
            shade("data-pipeline", tint(1), "1/s · 3 %"),
        ]
        .into(),
        links: [carried("0-2", 3.0, "300/s"), carried("1-3", 4.5, "12,000/s")].into(),
        legend: vec![
            entry(tint(1), "up to 25 %"),
            entry(tint(2), "up to 50 %"),
            entry(tint(3), "up to 75 %"),
            entry(tint(4), "up to 100 %"),
            entry(over, "overloaded"),
            entry(None, "no value: nothing is known"),
        ],
        widths: vec![carried("a", 1.0, "1/s or fewer").1, carried("b", 4.5, "10,000/s or more").1],
        notes: vec!["What has to be known.".to_owned()],
        ..Shades::default()
    };
    cards().shaded(Some(&shades))
}

/// A flow with everything that one may have: blocks, messages, targets, what cannot keep up, a circle.
fn steps() -> Chart {
    let lane = |name: &str, kind: &str, hue: Option<Hue>| Lane {
        id: name.to_lowercase(),
        name: name.to_owned(),
        kind: kind.to_owned(),
        made_of: hue.map_or(kind, |_| "Go").to_owned(),
        group: String::new(),
        hue,
        performance: kind == "service",
        data: false,
    };
    let times = |p50: f64, p99: f64, target_ms: Option<f64>| Times {
        p50_ms: Range::exact(p50),
        p99_ms: Range::exact(p99),
        target_ms,
        misses: target_ms.is_some_and(|target| target < p99),
    };
    let arrow = |[from, to]: [usize; 2], words: &str, of: Option<Times>| {
        let (is_call, words, after) = (of.is_some(), words.to_owned(), After::Told);
        Arrow { from, to, is_call, words, calls: 1.0, share: 1.0, stage: 0, after, times: of }
    };
    let overloaded = times(f64::INFINITY, f64::INFINITY, None);
    let above = arrow(
        [2, 3],
        "look up what is left of it in all of the shops",
        Some(times(2.0, 9.0, None)),
    );
    let circle = arrow([3, 3], "", Some(times(2.0, 9.0, None)));
    let rows = vec![
        Row::Arrow(arrow([0, 1], "gRPC", Some(times(12.0, 84.0, Some(60.0))))),
        Row::Open(Block::SideBySide),
        Row::Open(Block::Repeated(3.0)),
        Row::Arrow(arrow([1, 3], "reads", Some(times(0.4, 2.0, None)))),
        Row::Answer(3),
        Row::Close,
        Row::Beside,
        Row::Open(Block::Sometimes(0.3)),
        Row::Arrow(arrow([1, 2], "", Some(overloaded))),
        Row::Arrow(Arrow { after: After::Above, ..above }),
        Row::Answer(9),
        Row::Arrow(Arrow { after: After::Circle, times: None, ..circle }),
        Row::Answer(8),
        Row::Close,
        Row::Close,
        Row::Answer(0),
        Row::Arrow(arrow([0, 2], "placed", None)),
        Row::Apart,
        Row::Arrow(arrow([2, 0], "tells", None)),
    ];
    let go = Some(Hue::Teal);
    let sequence = Sequence {
        lanes: vec![
            lane("Shop", "service", go),
            lane("Checkout of the whole of it", "service", go),
            lane("Stock", "worker", Some(Hue::Indigo)),
            lane("Store", "datastore", None),
        ],
        asked: "20 req/s".to_owned(),
        times: times(14.0, 96.0, Some(100.0)),
        rows,
        left_out: 2,
    };
    chart_of("sequence", "The steps of a flow", Body::Sequence(sequence))
}

fn footer() -> Footer {
    let own = Cited { short: "own measurement".to_owned(), ..Cited::default() };
    Footer {
        plan: "Reference".to_owned(),
        scenario: "as planned".to_owned(),
        stacks: "Go and Python".to_owned(),
        assumptions: vec!["peak rate 10..100 req/s".to_owned()],
        counts: Counts { stated: 3, answered: 2, assumed: 4 },
        sources: [("S-OWN".to_owned(), own)].into(),
        ..Footer::default()
    }
}

#[test]
fn charts_cards_and_links_look_as_they_did() {
    let renew = std::env::var_os("POLYPLAN_PICTURES").is_some_and(|value| value == "write");
    let mut wrong = Vec::new();
    for (theme, suffix) in [(Theme::light(), "light"), (Theme::dark(), "dark")] {
        for (name, scene) in [
            ("curves", chart::scene_sized(&curves(), &footer(), theme, 640.0)),
            ("bars", chart::scene_sized(&bars(), &footer(), theme, 640.0)),
            ("cards", diagram::scene(&cards(), &footer(), theme)),
            ("overlay", diagram::scene(&shaded(), &footer(), theme)),
            ("sequence", chart::scene_sized(&steps(), &footer(), theme, 640.0)),
        ] {
            let name = format!("{name}-{suffix}.png");
            if renew {
                std::fs::write(kept(&name), png::write(&scene, SCALE).unwrap()).unwrap();
            } else if let Err(problem) = compare(&name, &scene) {
                wrong.push(format!("{name}: {problem}"));
            }
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

/// Where a reference picture is kept.
fn kept(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/pictures").join(name)
}

fn compare(name: &str, scene: &Scene) -> Result<(), String> {
    let bytes = png::write(scene, SCALE).unwrap();
    let old = std::fs::read(kept(name)).map_err(|error| error.to_string())?;
    let (old_size, old) = pixels(&old);
    let (new_size, new) = pixels(&bytes);
    let problem = if old_size == new_size {
        let off = |(old, new): (&[u8], &[u8])| {
            old.iter().zip(new).any(|(old, new)| old.abs_diff(*new) > COLOR_OFF)
        };
        let count = old.chunks(4).zip(new.chunks(4)).filter(|pair| off(*pair)).count();
        #[expect(clippy::cast_precision_loss, reason = "some hundred thousand pixels")]
        let share = count as f64 / (old.len() / 4) as f64;
        (share > SHARE_OFF).then(|| format!("{:.2} % of the pixels differ", share * 100.0))
    } else {
        Some(format!("{old_size:?} pixels became {new_size:?}"))
    };
    let Some(problem) = problem else { return Ok(()) };
    let seen = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join(name);
    std::fs::write(&seen, &bytes).unwrap();
    Err(format!("{problem}; see {}", seen.display()))
}

/// Width, height and the colours of a PNG.
fn pixels(bytes: &[u8]) -> ([u32; 2], Vec<u8>) {
    let mut decoder = ::png::Decoder::new(std::io::Cursor::new(bytes));
    decoder.set_transformations(::png::Transformations::ALPHA);
    let mut reader = decoder.read_info().unwrap();
    let mut buffer = vec![0; reader.output_buffer_size().unwrap()];
    let info = reader.next_frame(&mut buffer).unwrap();
    assert_eq!(info.color_type, ::png::ColorType::Rgba);
    buffer.truncate(info.buffer_size());
    ([info.width, info.height], buffer)
}

/// The comparison itself sees what a person would: a line that is gone, a colour that changed.
#[test]
fn a_lost_line_is_noticed() {
    let mut lost = curves();
    if let Body::Curves(curves) = &mut lost.panels[0].body {
        curves.series[1].points.clear();
    }
    let scene = chart::scene_sized(&lost, &footer(), Theme::light(), 640.0);
    assert!(compare("curves-light.png", &scene).is_err());
}
