//! What the window tells by its accessibility tree.

use std::path::PathBuf;
use std::time::{Duration, Instant};

use egui_kittest::kittest::{NodeT as _, Queryable as _};
use polyplan::session::{Command, Element};

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

pub fn read(voice: &mut Voice, names: &Names, path: &str, known: &[String]) {
    let mut session = support::opened(None);
    session.handle(Command::Open(PathBuf::from(path)));
    session.settle();
    let mut window = support::over(session);
    window.run_steps(3);
    flows(voice, names, &mut window);
    totals(voice, &mut window, known);
    inspector(voice, names, &mut window);
}

/// The slowest flows of the plan, and what their plot says of the first.
fn flows(voice: &mut Voice, names: &Names, window: &mut Window) {
    const OUT: &str = "flows in the window";
    for label in labels(window) {
        let Some((name, time)) = label.split_once(": ") else { continue };
        if let Some(id) = names.id(name).filter(|_| label.ends_with(" at p99")) {
            text::p99(voice, OUT, id, time);
        }
    }
    send(window, Command::ShowChart("flow-latency".to_owned()));
    wait(window, "99 of 100 answers within");
    for label in labels(window) {
        text::within(voice, OUT, names, &label);
    }
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
            if label.ends_with(" sampled assumptions.") && !label.starts_with("It meets") {
                voice.say(OUT, "", id, "firm", Figure::firm(&label));
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
