//! Charts can be read: no text is cut, none leaves the picture or lies on another, and everything that
//! is marked is told.

use polyplan::base::{Hue, Point, Rect, Size};
use polyplan::charts::{Body, Chart, Curves, Footer, Overlay};
use polyplan::draw::chart::{on_page, scene_sized, window};
use polyplan::draw::diagram::{self, Card, Diagram, Place, Standing};
use polyplan::draw::scene::TextRun;
use polyplan::draw::{Item, Scene, Theme};
use polyplan::exchange::picture::Setting;

use super::{pieces, plans};

/// Widths of charts: by themselves, for a slide's half and a column, on a page.
const WIDTHS: [f64; 3] = [960.0, 640.0, 480.0];
/// Widths of panels of bars in a window.
const IN_WINDOW: [f64; 2] = [220.0, 420.0];

/// All texts of a picture, lines of one text after another.
fn words(scene: &Scene) -> String {
    scene.texts().map(|run| run.text.as_str()).collect::<Vec<_>>().join(" ")
}

/// What keeps texts from being read.
fn faults(scene: &Scene) -> Vec<String> {
    let mut found = Vec::new();
    let texts: Vec<&TextRun> = scene.texts().collect();
    for (place, run) in texts.iter().enumerate() {
        if run.text.ends_with('…') {
            found.push(format!("`{}` is cut", run.text));
        }
        let bounds = run.bounds();
        let inside = bounds.min.x >= 0.0
            && bounds.min.y >= 0.0
            && bounds.max.x <= scene.size.width
            && bounds.max.y <= scene.size.height;
        if !inside {
            found.push(format!("`{}` leaves the picture", run.text));
        }
        // Letters rarely reach the edges of their box.
        let covers = |other: &&&TextRun| other.bounds().expand(-1.0).overlaps(bounds.expand(-1.0));
        for other in texts[place + 1..].iter().filter(covers) {
            found.push(format!("`{}` lies on `{}`", other.text, run.text));
        }
    }
    found
}

/// Words at lines and points that do not stand in the picture.
fn untold(curves: &Curves, words: &str) -> Vec<String> {
    let within = |[x, y]: [f64; 2]| {
        (curves.x.min..=curves.x.max).contains(&x) && (curves.y.min..=curves.y.max).contains(&y)
    };
    let marks = curves.marks.iter().filter(|mark| mark.kind.is_told() && within(mark.at));
    let targets = curves.targets.iter().filter(|target| {
        let axis = if target.vertical { &curves.x } else { &curves.y };
        (axis.min..=axis.max).contains(&target.value)
    });
    let labels = marks.map(|mark| &mark.label).chain(targets.map(|target| &target.label));
    labels
        .filter(|label| !words.contains(label.as_str()))
        .map(|label| format!("`{label}` is not told"))
        .collect()
}

/// A chart in all its widths and as the window shows its bars.
fn pictures_of(chart: &Chart) -> Vec<(String, Scene)> {
    let theme = Theme::light();
    let footer = Footer::default();
    let alone =
        WIDTHS.map(|width| (format!("{width} wide"), scene_sized(chart, &footer, theme, width)));
    let page = (String::from("on a page"), on_page(chart, theme, 642.0));
    let bars = chart.panels.iter().filter_map(|panel| match &panel.body {
        Body::Bars(bars) => Some(bars),
        _ => None,
    });
    let in_window = bars.flat_map(|bars| {
        IN_WINDOW.map(|width| {
            (format!("{width} wide in a window"), window::bars(bars, theme, width, 200.0).scene)
        })
    });
    alone.into_iter().chain([page]).chain(in_window).collect()
}

fn faults_of(chart: &Chart) -> Vec<String> {
    let mut found = Vec::new();
    for (how, scene) in pictures_of(chart) {
        let mut here = faults(&scene);
        if !how.contains("window") {
            let words = words(&scene);
            let curves = chart.panels.iter().filter_map(|panel| match &panel.body {
                Body::Curves(curves) => Some(curves),
                _ => None,
            });
            here.extend(curves.flat_map(|curves| untold(curves, &words)));
        }
        found.extend(here.into_iter().map(|fault| format!("{}, {how}: {fault}", chart.title)));
    }
    found
}

#[test]
fn every_text_of_every_chart_can_be_read() {
    let mut found = Vec::new();
    let mut charts = 0;
    for (name, plan) in plans() {
        for piece in pieces(&plan, "all", Setting::default()) {
            let Some(chart) = piece.chart else { continue };
            charts += 1;
            found.extend(faults_of(&chart).into_iter().map(|fault| format!("{name}: {fault}")));
        }
    }
    assert!(charts > 200, "only {charts} charts were seen");
    assert!(found.is_empty(), "{} faults of {charts} charts:\n{}", found.len(), found.join("\n"));
}

/// The texts of each card that are cut or leave it.
fn faults_of_cards(scene: &Scene) -> Vec<String> {
    let mut found = Vec::new();
    let mut card: Option<Rect> = None;
    let mut inside = false;
    for item in &scene.items {
        match item {
            Item::Begin(part) if part.class == "card" => (inside, card) = (true, None),
            Item::End => inside = false,
            // The first thing of a card is its box.
            Item::Rect { rect, .. } if inside && card.is_none() => card = Some(*rect),
            Item::Text(run) if inside => {
                let bounds = run.bounds();
                let held =
                    card.is_some_and(|card| card.contains(bounds.min) && card.contains(bounds.max));
                if run.text.ends_with('…') || !held {
                    found.push(run.text.clone());
                }
            }
            _ => {}
        }
    }
    found
}

/// What a card says is whole, on its own size and on the small ones for places.
#[test]
fn every_word_of_a_card_is_whole() {
    for (name, plan) in plans() {
        for place in Place::ALL.iter().copied().map(Some).chain([None]) {
            for piece in pieces(&plan, "diagram", Setting { place, ..Setting::default() }) {
                assert_eq!(faults_of_cards(&piece.scene), [""; 0], "{name}, {place:?}");
            }
        }
    }
    let rect = Rect::from_min_size(Point::default(), Size::new(200.0, 72.0));
    for (name, language) in [
        ("Ranking", "Go + Python (split)"),
        ("Recommendation and ranking of advertisements", "TypeScript + Python (split)"),
        ("Ranking", "TypeScript or Python"),
    ] {
        let card = Card {
            id: "ranking".to_owned(),
            rect,
            name: name.to_owned(),
            icon: "service".to_owned(),
            language: language.to_owned(),
            technology: String::new(),
            hue: Some(Hue::Teal),
            performance: true,
            data: true,
            standing: Standing::Overruled,
            shade: None,
        };
        let of = Diagram { cards: vec![card], ..Diagram::default() };
        let scene = diagram::scene(&of, &Footer::default(), Theme::light());
        assert_eq!(faults_of_cards(&scene), [""; 0], "{name}: {language}");
        assert!(words(&scene).contains(language), "{language}");
    }
}

/// Values of overlays are whole: each on its own pill, within the picture, off other cards and pills.
#[test]
fn every_value_of_an_overlay_is_whole() {
    let mut seen = 0;
    for (name, plan) in plans() {
        for &overlay in Overlay::ALL.iter().filter(|of| **of != Overlay::None) {
            for place in [None, Some(Place::Slide), Some(Place::A4)] {
                let setting = Setting { place, overlay, ..Setting::default() };
                for piece in pieces(&plan, "diagram", setting) {
                    let found = faults_of_values(&piece.scene, &mut seen);
                    assert_eq!(found, [""; 0], "{name}, {overlay:?}, {place:?}");
                }
            }
        }
    }
    assert!(seen > 500, "only {seen} values were seen");
}

/// What keeps values of cards from being read: the last text of a card, on the last box of it.
fn faults_of_values(scene: &Scene, seen: &mut usize) -> Vec<String> {
    let (mut cards, mut values) = (Vec::new(), Vec::new());
    let of_card = |item: &Item| matches!(item, Item::Begin(part) if part.class == "card");
    for items in scene.items.split(|item| matches!(item, Item::End)) {
        let Some(at) = items.iter().position(of_card) else { continue };
        let boxes = |item: &Item| match item {
            Item::Rect { rect, .. } => Some(*rect),
            _ => None,
        };
        let Some(card) = items[at..].iter().find_map(boxes) else { continue };
        let last = items[at..].iter().rev().find_map(boxes).unwrap();
        if let (Some(Item::Text(run)), true) = (items.last(), last != card) {
            values.push((cards.len(), run.clone(), last));
        }
        cards.push(card);
    }
    *seen += values.len();
    let mut found = Vec::new();
    for (place, (own, run, pill)) in values.iter().enumerate() {
        let (bounds, whole) = (run.bounds(), scene.size);
        let inside = pill.min.x >= 0.0
            && pill.min.y >= 0.0
            && pill.max.x <= whole.width
            && pill.max.y <= whole.height;
        if run.text.ends_with('…') || !inside {
            found.push(format!("`{}` is cut", run.text));
        }
        if !(pill.contains(bounds.min) && pill.contains(bounds.max)) {
            found.push(format!("`{}` leaves its pill", run.text));
        }
        if values[place + 1..].iter().any(|(.., other)| other.overlaps(*pill)) {
            found.push(format!("`{}` lies on another value", run.text));
        }
        if cards.iter().enumerate().any(|(at, card)| at != *own && card.overlaps(*pill)) {
            found.push(format!("`{}` lies on another card", run.text));
        }
    }
    found
}

/// What a component is made of stands whole behind its language, alone where there is no language to
/// choose, and goes before anything is broken or cut; in words it is always told.
#[test]
fn cards_tell_technologies_where_there_is_room() {
    let long = "our own fork of the old message broker, with patches";
    for (language, standing, technology, told) in [
        ("ready-made", Standing::None, "PostgreSQL 16", "PostgreSQL 16"),
        ("ready-made", Standing::None, long, "ready-made"),
        ("Go", Standing::Decided, "Spring Boot 3", "Go · Spring Boot 3"),
        ("Go", Standing::Assumed, "FastAPI", "Go? · FastAPI"),
        ("Go", Standing::Advised, long, "Go"),
        (
            "TypeScript + Python (split)",
            Standing::Overruled,
            "NestJS",
            "TypeScript + Python (split)",
        ),
        ("ready-made", Standing::None, "", "ready-made"),
    ] {
        let card = Card {
            id: "orders".to_owned(),
            rect: Rect::from_min_size(Point::default(), Size::new(200.0, 72.0)),
            name: "Orders".to_owned(),
            icon: "service".to_owned(),
            language: language.to_owned(),
            technology: technology.to_owned(),
            hue: None,
            performance: false,
            data: false,
            standing,
            shade: None,
        };
        for detail in [diagram::Detail::Whole, diagram::Detail::Small] {
            let of = Diagram { cards: vec![card.clone()], detail, ..Diagram::default() };
            let scene = diagram::scene(&of, &Footer::default(), Theme::light());
            assert_eq!(faults_of_cards(&scene), [""; 0], "{technology}");
            if detail == diagram::Detail::Whole {
                assert!(words(&scene).contains(told), "{} should contain {told}", words(&scene));
                let shown = !technology.is_empty() && words(&scene).contains(technology);
                assert_eq!(shown, !technology.is_empty() && told.contains(technology), "{told}");
            }
            let written = polyplan::draw::svg::write(&scene);
            assert!(written.contains(technology), "{technology} is told in words");
        }
    }
}
