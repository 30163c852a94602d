//! What the window tells by its accessibility tree.

use std::path::PathBuf;
use std::time::{Duration, Instant};

use egui_kittest::kittest::{NodeT as _, Queryable as _};
use polyplan::advice::Choice;
use polyplan::session::{Command, CompareChoice, Dialog, Element, SideChoice};

use crate::figure::Figure;
use crate::names::{Names, lower};
use crate::support::{self, Window, send};
use crate::text;
use crate::thing::Voice;

/// Lets the window run until something has come.
fn until(window: &mut Window, what: &str, has_come: impl Fn(&Window) -> bool) {
    let start = Instant::now();
    while !has_come(window) {
        assert!(start.elapsed() < Duration::from_mins(5), "`{what}` did not come");
        std::thread::sleep(Duration::from_millis(5));
        window.run_steps(1);
    }
}

fn wait(window: &mut Window, words: &str) {
    let has_come = |window: &Window| window.query_all_by_label_contains(words).next().is_some();
    until(window, words, has_come);
}

/// What a node says: controls have a name, texts a value.
fn said(node: &egui_kittest::Node<'_>) -> Option<String> {
    let node = node.accesskit_node();
    node.label().or_else(|| node.value())
}

fn labels(window: &Window) -> Vec<String> {
    window.root().children_recursive().filter_map(|node| said(&node)).collect()
}

/// The texts that stand in one line with a name, left to right, without it.
fn beside(window: &Window, name: &str) -> Vec<String> {
    let all: Vec<_> = window
        .root()
        .children_recursive()
        .filter_map(|node| Some((said(&node)?, node.accesskit_node().bounding_box()?)))
        .collect();
    // The last one lies in the dialog, which is above everything else and comes after it; what the
    // dialog covers may lie at the same height.
    let Some(place) = all.iter().rposition(|(label, _)| label == name) else { return Vec::new() };
    let at = all[place].1;
    let middle = |rect: &egui::accesskit::Rect| f64::midpoint(rect.y0, rect.y1);
    let mut row: Vec<_> = all[place + 1..]
        .iter()
        .filter(|(_, rect)| (middle(rect) - middle(&at)).abs() < 4.0)
        .filter(|(_, rect)| rect.x0 >= at.x1 - 1.0 && rect.y1 - rect.y0 < 40.0)
        .collect();
    row.sort_by(|a, b| a.1.x0.total_cmp(&b.1.x0));
    // A text that is explained under the pointer is there twice, one in the other.
    row.dedup_by(|inner, outer| inner.1.x0 < outer.1.x1 - 1.0);
    row.into_iter().map(|(label, _)| label.clone()).collect()
}

pub fn read(voice: &mut Voice, names: &Names, path: &str, known: &[String], decided: bool) {
    let mut session = support::opened(None);
    session.handle(Command::Open(PathBuf::from(path)));
    session.settle();
    let mut window = support::over(session);
    window.run_steps(3);
    front(voice, &mut window, known);
    if decided {
        compare(voice, &mut window);
    }
    totals(voice, &mut window, known);
    inspector(voice, names, &mut window);
}

fn front(voice: &mut Voice, window: &mut Window, known: &[String]) {
    send(window, Command::ShowDialog(Dialog::Front));
    wait(window, "Close");
    wait(window, "Slowest flow");
    wait(window, "As advised");
    for name in known {
        let cells = beside(window, name);
        for (measure, cell) in ["horizon", "weeks", "flow_p99_ms"].into_iter().zip(&cells) {
            voice.say("front dialog", &lower(name), "", measure, Figure::read(cell));
        }
    }
    for label in labels(window) {
        text::reconciled(voice, "front dialog", &label);
    }
    send(window, Command::CloseDialog);
}

fn compare(voice: &mut Voice, window: &mut Window) {
    let side = |choice: Choice| SideChoice { saved: None, scenario: None, choice };
    let sides = CompareChoice { left: side(Choice::Advised), right: side(Choice::Decided) };
    send(window, Command::ShowDialog(Dialog::Compare(Box::new(sides))));
    wait(window, "Total cost over the horizon");
    for (label, measure) in [
        ("Building", "build"),
        ("Running over the horizon", "run"),
        ("Maintaining over the horizon", "maintain"),
        ("Total cost over the horizon", "horizon"),
        ("Running for a month", "monthly"),
        ("Servers at peak", "servers"),
        ("Memory at peak", "memory_gb"),
        ("Work to build", "person_weeks"),
        ("Delivery time", "weeks"),
        ("Slowest flow (p99)", "flow_p99_ms"),
    ] {
        let cells = beside(window, label);
        for (whose, cell) in ["as advised", "as decided"].into_iter().zip(&cells) {
            voice.say("Compare dialog", whose, "", measure, Figure::read(cell));
        }
    }
    send(window, Command::CloseDialog);
}

fn totals(voice: &mut Voice, window: &mut Window, known: &[String]) {
    const OUT: &str = "totals in the window";
    send(window, Command::ShowChart("totals".to_owned()));
    wait(window, "10th to 90th percentile");
    for label in labels(window) {
        text::reconciled(voice, OUT, &label);
        let Some(name) = known.iter().find(|name| label.starts_with(&format!("{name}. "))) else {
            continue;
        };
        let whose = lower(name);
        for (words, measure) in [
            ("Building: ", "build"),
            ("Learning: ", "learn"),
            ("Running: ", "run"),
            ("Maintaining: ", "maintain"),
            ("Calendar time: ", "weeks"),
        ] {
            voice.say(OUT, &whose, "", measure, Figure::after(&label, words));
        }
        let measure = if label.contains("Calendar time: ") { "weeks" } else { "horizon" };
        let Some((_, ends)) = label.split_once("10th to 90th percentile: ") else { continue };
        let Some((low, high)) = ends.split_once(" to ") else { continue };
        voice.say(OUT, &whose, "", &format!("{measure} low"), Figure::read(low));
        voice.say(OUT, &whose, "", &format!("{measure} high"), Figure::read(high));
    }
}

fn inspector(voice: &mut Voice, names: &Names, window: &mut Window) {
    const OUT: &str = "inspector";
    let plan = support::session(window).plan().clone();
    for component in plan.components.values().filter(|of| of.is_built()).take(4) {
        let id = component.id.as_str();
        send(window, Command::GoTo(Element::Component(component.id.clone())));
        until(window, id, |window| support::session(window).confidence().is_some());
        window.run_steps(1);
        for label in labels(window) {
            if label.ends_with(" sampled assumptions.") && label.contains(" first in ") {
                voice.say(OUT, "", id, "firm", Figure::after(&label, " first in "));
            }
            if let Some((name, score)) = label.rsplit_once(": ")
                && let Some(with) = names.with(name)
            {
                voice.say(OUT, &with, id, "score", Figure::whole(score));
            }
            text::named(voice, OUT, names, &label);
        }
    }
}
