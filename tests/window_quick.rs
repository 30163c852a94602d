//! The bar of quick entry in the window: typed, seen, completed, done.

#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

#[path = "support/window.rs"]
#[expect(dead_code, reason = "other tests of the window use the rest")]
mod support;

use egui::accesskit::Role;
use egui::{Event, Key, Modifiers};
use egui_kittest::kittest::{NodeT as _, Queryable as _};
use polyplan::session::{ActionId, Dialog, Tool};
use support::{Window, press, session, unnamed, window};

fn write(window: &mut Window, text: &str) {
    window.event(Event::Text(text.to_owned()));
    window.run_steps(4);
}

/// The bar opened with its key.
fn open(plan: Option<&str>) -> Window {
    let mut window = window(plan);
    window.run();
    let shortcut = ActionId::QuickEntry.action().shortcuts[0];
    assert_eq!(shortcut.label(), "Ctrl+T");
    press(&mut window, Modifiers::COMMAND, Key::T);
    window
}

fn line(window: &Window) -> String {
    session(window).quick.as_ref().unwrap().text.clone()
}

fn said(window: &Window) -> String {
    let role = |node: &egui_kittest::Node<'_>| node.accesskit_node().role() == Role::Status;
    let found: Vec<String> = window
        .root()
        .children_recursive()
        .filter(role)
        .filter_map(|node| node.accesskit_node().label())
        .collect();
    assert_eq!(found.len(), 1, "{found:?}");
    found[0].clone()
}

fn options(window: &Window) -> Vec<String> {
    let root = window.root();
    let option =
        |node: &egui_kittest::Node<'_>| node.accesskit_node().role() == Role::ListBoxOption;
    let all = root.children_recursive().filter(option);
    all.filter_map(|node| node.accesskit_node().label()).collect()
}

#[test]
fn lines_are_typed_one_after_the_other_with_the_keyboard_alone() {
    let mut window = open(None);
    window.get_by_role_and_label(Role::TextInput, "Quick entry");
    assert!(said(&window).ends_with("Esc closes"));
    write(&mut window, "web -> orders, search");
    assert_eq!(said(&window), "Adds 3 components and 2 links · Enter does it");
    press(&mut window, Modifiers::NONE, Key::Enter);
    assert_eq!((session(&window).plan().components.len(), line(&window)), (3, String::new()));
    write(&mut window, "orders => kafka #data 2k/s");
    press(&mut window, Modifiers::NONE, Key::Enter);
    assert_eq!(session(&window).plan().links.len(), 3);
    assert_eq!(unnamed(&window), [] as [String; 0]);
    press(&mut window, Modifiers::NONE, Key::Escape);
    assert!(session(&window).quick.is_none());
    assert!(window.query_by_label("Quick entry").is_none());
    // One step for each line.
    press(&mut window, Modifiers::COMMAND, Key::Z);
    assert_eq!(session(&window).plan().links.len(), 2);
}

#[test]
fn names_are_completed_and_enter_does_the_line_unless_a_key_marked_one() {
    let mut window = open(Some("online-boutique"));
    write(&mut window, "mailer -> chec");
    assert_eq!(options(&window), ["Checkout service"]);
    press(&mut window, Modifiers::NONE, Key::Tab);
    assert_eq!(line(&window), "mailer -> Checkout service");
    assert!(options(&window).is_empty(), "what is complete is offered no more");
    write(&mut window, " @");
    assert!(options(&window).contains(&"Shop services".to_owned()), "{:?}", options(&window));
    write(&mut window, "or");
    press(&mut window, Modifiers::NONE, Key::ArrowDown);
    press(&mut window, Modifiers::NONE, Key::Enter);
    assert_eq!(line(&window), "mailer -> Checkout service @Ordering", "Enter takes what is marked");
    for (typed, whole) in [
        (" #la", "latency"),
        (" (stream p", "stream-processor"),
        (" (postg", "PostgreSQL"),
        (" !pyth", "python"),
    ] {
        write(&mut window, typed);
        press(&mut window, Modifiers::NONE, Key::Tab);
        assert!(line(&window).ends_with(whole), "{} does not end with {whole}", line(&window));
        if typed.contains('(') {
            write(&mut window, ")");
        }
    }
    // Escape sends the list away before it closes the bar.
    write(&mut window, ", cart se");
    assert!(!options(&window).is_empty());
    press(&mut window, Modifiers::NONE, Key::Escape);
    assert!(options(&window).is_empty() && session(&window).quick.is_some());
}

#[test]
fn slips_are_asked_about_and_mistakes_are_told() {
    let mut window = open(Some("online-boutique"));
    write(&mut window, "fronted -> mailer");
    assert_eq!(
        said(&window),
        "Did you mean “Frontend”? Tab takes it · Enter keeps “fronted” as a new name"
    );
    press(&mut window, Modifiers::NONE, Key::Tab);
    assert_eq!(line(&window), "Frontend -> mailer");
    assert_eq!(said(&window), "Adds 1 component and 1 link · Enter does it");
    write(&mut window, " p99 fast=1");
    assert_eq!(
        said(&window),
        "`fast` is no number of a component; write one as in connections=500, or put the name in quotes"
    );
    press(&mut window, Modifiers::NONE, Key::Enter);
    assert_eq!(session(&window).plan().components.len(), 13, "the rest is taken");
}

/// Tab is for the list that is open, and for what is asked where none is; names at an arrow are completed
/// before anything stands behind it.
#[test]
fn tab_does_what_is_told() {
    let mut window = open(Some("online-boutique"));
    write(&mut window, "fronted -> Check");
    assert!(!options(&window).is_empty());
    assert_eq!(said(&window), "Did you mean “Frontend”? Enter keeps “fronted” as a new name");
    let mut window = open(Some("online-boutique"));
    write(&mut window, "Frontend ->|for=Load");
    assert!(
        options(&window).iter().any(|of| of.contains("Load generator")),
        "{:?}",
        options(&window)
    );
}

#[test]
fn several_lines_pasted_into_the_bar_are_looked_at_first() {
    let mut window = open(None);
    window.event(Event::Paste("# Shop\n- web -> api\n- api -> db".to_owned()));
    window.run_steps(4);
    for _ in 0..200 {
        if !session(&window).dialogs.is_empty() {
            break;
        }
        std::thread::sleep(std::time::Duration::from_millis(10));
        window.run_steps(1);
    }
    window.run_steps(4);
    assert!(matches!(session(&window).dialogs.as_slice(), [Dialog::Incoming(_)]));
    assert!(session(&window).plan().components.is_empty());
    window.get_by_label("Import").click();
    window.run_steps(4);
    assert_eq!(session(&window).plan().components.len(), 3);
    // One line is typed text.
    press(&mut window, Modifiers::COMMAND, Key::T);
    window.event(Event::Paste("web -> cdn".to_owned()));
    window.run_steps(4);
    assert_eq!(line(&window), "web -> cdn");
}

/// What is typed right after the key that opens the bar is its line, each time that it is opened.
#[test]
fn letters_right_after_the_key_are_in_the_line() {
    let mut window = window(Some("online-boutique"));
    window.run();
    for frames in [1, 1, 2, 3] {
        window.key_press_modifiers(Modifiers::COMMAND, Key::T);
        window.run_steps(frames);
        window.event(Event::Text("web".to_owned()));
        window.event(Event::Text(" -> search".to_owned()));
        window.run_steps(6);
        assert_eq!(line(&window), "web -> search", "after {frames} frames");
        assert_eq!(session(&window).tool, Tool::Idle, "after {frames} frames");
        press(&mut window, Modifiers::NONE, Key::Escape);
        press(&mut window, Modifiers::NONE, Key::Escape);
        assert!(session(&window).quick.is_none());
    }
}
