//! Lists that open over the window, panels' widths and where the keyboard is.

#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

#[path = "support/window.rs"]
#[expect(dead_code, reason = "other tests of the window use the rest")]
mod support;

use egui::accesskit::Role;
use egui::{Event, Key, Modifiers};
use egui_kittest::kittest::{NodeT as _, Queryable as _};
use polyplan::model::ComponentId;
use polyplan::session::settings::ExportChoice;
use polyplan::session::{ActionId, Command, Dialog, Element, Selection};
use support::{Window, control, opened, press, send, session, sized, window};

fn write(window: &mut Window, text: &str) {
    for letter in text.chars() {
        window.event(Event::Text(letter.to_string()));
        window.run_steps(2);
    }
    window.run_steps(2);
}

/// A click as a fast hand makes it: down and up within one frame.
fn click_at(window: &mut Window, at: egui::Pos2) {
    window.event(Event::PointerMoved(at));
    window.run_steps(2);
    for pressed in [true, false] {
        let button = egui::PointerButton::Primary;
        let modifiers = Modifiers::NONE;
        let event = Event::PointerButton { pos: at, button, pressed, modifiers };
        window.input_mut().events.push(event);
    }
    window.run_steps(4);
}

fn options(window: &Window) -> Vec<egui_kittest::Node<'_>> {
    let root = window.root();
    let option =
        |node: &egui_kittest::Node<'_>| node.accesskit_node().role() == Role::ListBoxOption;
    root.children_recursive().filter(option).collect()
}

fn select(window: &mut Window, id: &str) {
    let element = Element::Component(ComponentId::new(id).unwrap());
    send(window, Command::Select(Selection::of(element)));
}

/// The layer that the mouse would hit at the middle of a control.
fn on_top(window: &Window, at: egui::Pos2) -> egui::LayerId {
    window.ctx.layer_id_at(at).unwrap()
}

#[test]
fn a_list_in_a_dialog_is_on_top_each_time_the_dialog_is_opened() {
    let mut window = window(Some("online-boutique"));
    window.run();
    let mut heights = Vec::new();
    for time in 1..=3 {
        send(&mut window, Command::ShowDialog(Dialog::Export(ExportChoice::default())));
        let center = window.get_by_label("What to export").rect().center();
        let dialog = on_top(&window, center);
        click_at(&mut window, center);
        let option = options(&window).into_iter().find(|node| {
            node.accesskit_node().label().as_deref() == Some("Total cost and delivery")
        });
        let option = option.unwrap().rect();
        assert_ne!(on_top(&window, option.center()), dialog, "opening {time} is under the dialog");
        let shown = options(&window);
        let tops = shown.iter().map(|node| node.rect().top());
        let bottoms = shown.iter().map(|node| node.rect().bottom());
        heights.push(bottoms.fold(0.0, f32::max) - tops.fold(f32::MAX, f32::min));
        click_at(&mut window, option.center());
        assert!(options(&window).is_empty(), "opening {time} does not close");
        let value = window.get_by_label("What to export").value();
        assert_eq!(value.as_deref(), Some("Total cost and delivery"), "opening {time}");
        send(&mut window, Command::CloseDialog);
    }
    assert!(heights.iter().all(|height| (height - heights[0]).abs() < 1.0), "{heights:?}");
    assert!(heights[0] > 100.0, "{heights:?}");
}

#[test]
fn keys_while_a_list_is_open_do_not_reach_the_canvas() {
    let mut window = window(Some("online-boutique"));
    window.run();
    select(&mut window, "checkoutservice");
    let before = session(&window).plan().clone();
    control(&window, "Kind").click();
    window.run_steps(4);
    assert!(!options(&window).is_empty());
    for key in [Key::Delete, Key::ArrowDown, Key::ArrowUp, Key::ArrowLeft, Key::D, Key::P, Key::F2]
    {
        press(&mut window, Modifiers::NONE, key);
    }
    press(&mut window, Modifiers::COMMAND, Key::X);
    let last = options(&window).last().unwrap().rect().center();
    let list = on_top(&window, last);
    write(&mut window, "data");
    assert_ne!(on_top(&window, last), list, "the list is no higher than what it found");
    assert_eq!(session(&window).plan(), &before);
    let shown: Vec<_> =
        options(&window).iter().filter_map(|node| node.accesskit_node().label()).collect();
    // Kinds of that name come first, then those that are called so, such as “change data capture”.
    assert_eq!(shown[..2], ["Data pipeline", "Datastore"], "{shown:?}");
    assert!(!shown.iter().any(|name| name == "Web application"), "{shown:?}");
    // Escape closes the list alone: the card stays selected.
    press(&mut window, Modifiers::NONE, Key::Escape);
    assert!(options(&window).is_empty());
    assert!(session(&window).selection.only_component().is_some());
}

#[test]
fn a_list_is_worked_by_keyboard_alone() {
    let mut window = window(Some("online-boutique"));
    window.run();
    select(&mut window, "checkoutservice");
    control(&window, "Kind").focus();
    window.run_steps(3);
    press(&mut window, Modifiers::NONE, Key::Enter);
    assert!(!options(&window).is_empty(), "Enter opens");
    write(&mut window, "work");
    press(&mut window, Modifiers::NONE, Key::Enter);
    assert!(options(&window).is_empty());
    let id = ComponentId::new("checkoutservice").unwrap();
    assert_eq!(session(&window).plan().components[&id].kind.word(), "worker");
    // The box has the keyboard again, and undo works from there.
    assert!(control(&window, "Kind").is_focused());
    press(&mut window, Modifiers::COMMAND, Key::Z);
    assert_ne!(session(&window).plan().components[&id].kind.word(), "worker");
}

#[test]
fn finding_leaves_the_outline_as_wide_as_it_was() {
    let mut window = window(Some("online-boutique"));
    window.run();
    // The canvas begins where the outline ends.
    let edge = |window: &Window| window.get_by_role(Role::Canvas).rect().left();
    let before = edge(&window);
    press(&mut window, Modifiers::COMMAND, Key::F);
    write(&mut window, "c");
    window.run_steps(40);
    assert!((edge(&window) - before).abs() < 1.0, "{before} became {}", edge(&window));
    let kept = session(&window).settings.outline_width;
    click_at(&mut window, egui::pos2(640.0, 600.0));
    assert!((session(&window).settings.outline_width - kept).abs() < 0.01);
    // Escape anywhere brings all rows back.
    let rows = window.get_all_by_role(Role::TreeItem).count();
    press(&mut window, Modifiers::NONE, Key::Escape);
    assert!(window.get_all_by_role(Role::TreeItem).count() > rows);
}

#[test]
fn enter_in_find_selects_and_ends_the_search() {
    let mut window = window(Some("online-boutique"));
    window.run();
    let rows = window.get_all_by_role(Role::TreeItem).count();
    press(&mut window, Modifiers::COMMAND, Key::F);
    write(&mut window, "checkout");
    press(&mut window, Modifiers::NONE, Key::Enter);
    let selected = session(&window).selection.only_component().map(ToString::to_string);
    assert_eq!(selected.as_deref(), Some("checkoutservice"));
    assert_eq!(window.get_all_by_role(Role::TreeItem).count(), rows);
}

#[test]
fn the_outline_is_one_stop_of_the_tab_key() {
    use egui::accesskit::Action;
    let mut window = window(Some("online-boutique"));
    window.run();
    let stops = |window: &Window, role: Role| {
        let nodes = window.get_all_by_role(role);
        nodes.filter(|node| node.accesskit_node().data().supports_action(Action::Focus)).count()
    };
    assert_eq!(stops(&window, Role::Tree), 1);
    assert_eq!(stops(&window, Role::TreeItem), 0);
    // From there the arrows go on, and the row is told.
    control(&window, "Outline").focus();
    window.run_steps(3);
    press(&mut window, Modifiers::NONE, Key::ArrowDown);
    assert_eq!(session(&window).selection.len(), 1);
    let tree = window.get_by_role(Role::Tree);
    assert!(tree.accesskit_node().data().active_descendant().is_some());
}

/// Whether a line of two points is drawn just inside this rectangle.
fn has_ring(window: &Window, rect: egui::Rect) -> bool {
    window.output().shapes.iter().any(|shape| match &shape.shape {
        egui::Shape::Rect(shown) => {
            let off = (shown.rect.min - rect.min).length() + (shown.rect.max - rect.max).length();
            (shown.stroke.width - 2.0).abs() < 0.01 && off < 4.0
        }
        _ => false,
    })
}

#[test]
fn f6_goes_round_the_panels() {
    let mut window = sized(opened(Some("online-boutique")), [1920.0, 1080.0]);
    window.run();
    let mut go = |modifiers| {
        press(&mut window, modifiers, Key::F6);
        let focused = window.root().children_recursive().find(egui_kittest::Node::is_focused)?;
        assert!(has_ring(&window, focused.rect()), "no ring around {focused:?}");
        focused.accesskit_node().label()
    };
    // In the outline the row is told that the arrows go on from, which is the first.
    for panel in [Some("Inspector panel"), Some("Plot panel"), Some("Group Data, open"), None] {
        assert_eq!(go(Modifiers::NONE).as_deref(), panel);
    }
    for panel in [Some("Group Data, open"), Some("Plot panel"), Some("Inspector panel"), None] {
        assert_eq!(go(Modifiers::SHIFT).as_deref(), panel);
    }
}

#[test]
fn the_palette_finds_what_people_type() {
    let mut window = window(Some("online-boutique"));
    window.run();
    select(&mut window, "checkoutservice");
    for (typed, expected, never) in [
        ("png", "Export…", "Plan settings…"),
        ("pdf", "Export…", ""),
        ("pdf", "Report…", ""),
        ("presentation", "Full screen", ""),
        ("presentation", "Diagram alone", ""),
        ("rate", "Assumption ledger…", ""),
        ("latency", "Latency against load", ""),
        ("scenario", "New scenario…", ""),
        ("cost", "Total cost and delivery", "Copy diagram as picture"),
        ("presentation", "Export…", ""),
        ("checkout", "Checkout service", ""),
        ("exprot", "Export…", ""),
    ] {
        send(&mut window, Command::Act(ActionId::Palette));
        let before = window.get_by_label("Search actions and components").rect().top();
        write(&mut window, typed);
        let shown: Vec<String> =
            options(&window).iter().filter_map(|node| node.accesskit_node().label()).collect();
        assert!(shown.iter().any(|name| name == expected), "{typed}: {shown:?}");
        assert!(shown.iter().all(|name| name != never), "{typed}: {shown:?}");
        let after = window.get_by_label("Search actions and components").rect().top();
        assert!((before - after).abs() < 0.01, "the palette stays where it is");
        press(&mut window, Modifiers::NONE, Key::Escape);
        assert!(session(&window).dialogs.is_empty());
    }
}

/// Numbers are found by name, and their field gets the keyboard: of the component that is selected, and
/// of the whole plan.
#[test]
fn the_palette_leads_to_the_field_of_a_number() {
    for (typed, found, field) in [
        ("p99 target", "P99 target", "P99 target"),
        ("cpu time", "CPU time per request", "CPU time per request"),
        ("team size", "Team size", "Team size"),
        ("price per vcpu", "Price per vCPU-hour", "Price per vCPU-hour"),
    ] {
        let mut window = window(Some("online-boutique"));
        window.run();
        select(&mut window, "checkoutservice");
        window.run_steps(3);
        // What had the keyboard before does not get it back.
        control(&window, "Peak external rate").focus();
        window.run_steps(3);
        send(&mut window, Command::Act(ActionId::Palette));
        write(&mut window, typed);
        let shown: Vec<String> =
            options(&window).iter().filter_map(|node| node.accesskit_node().label()).collect();
        assert_eq!(shown.first().map(String::as_str), Some(found), "{typed}");
        press(&mut window, Modifiers::NONE, Key::Enter);
        window.run_steps(8);
        let mut nodes = window.root().children_recursive();
        let focused = nodes.find(|node| node.accesskit_node().is_focused()).unwrap();
        assert_eq!(focused.accesskit_node().label().as_deref(), Some(field), "{typed}");
        assert_eq!(focused.accesskit_node().role(), Role::TextInput, "{typed}");
    }
    // Nothing is selected: only what is of the plan.
    let mut window = window(Some("online-boutique"));
    window.run();
    send(&mut window, Command::Act(ActionId::Palette));
    write(&mut window, "p99 target");
    let label = options(&window).first().and_then(|node| node.accesskit_node().label());
    assert_ne!(label.as_deref(), Some("P99 target"));
}

/// Keys that are let go before the frame that sees the click count for it.
#[test]
fn a_click_has_the_keys_that_were_held_with_it() {
    let mut window = window(Some("online-boutique"));
    window.run();
    for (name, shift) in [("Ad service, service", false), ("Email service, worker", true)] {
        let at = window.get_by_label_contains(name).rect().center();
        window.event(Event::PointerMoved(at));
        window.run_steps(2);
        for pressed in [true, false] {
            let button = egui::PointerButton::Primary;
            let modifiers = if shift { Modifiers::SHIFT } else { Modifiers::NONE };
            let event = Event::PointerButton { pos: at, button, pressed, modifiers };
            window.input_mut().events.push(event);
        }
        window.run_steps(4);
    }
    assert_eq!(session(&window).selection.components.len(), 2);
}

/// What nothing is called yet can be added by that name; what is found comes before it.
#[test]
fn the_palette_adds_what_was_typed() {
    let mut window = window(Some("online-boutique"));
    window.run();
    for (typed, expected) in [
        ("checkout", "Checkout service"),
        ("Fraud model", "Fraud model"),
        ("kafka 3.7", "kafka 3.7"),
    ] {
        send(&mut window, Command::Act(ActionId::Palette));
        write(&mut window, typed);
        let last = options(&window).last().unwrap().accesskit_node().label().unwrap();
        assert_eq!(last, format!("Add “{typed}”"));
        press(&mut window, Modifiers::NONE, Key::Enter);
        let session = session(&window);
        let selected = session.selection.only_component().unwrap();
        assert_eq!(session.plan().components[selected].name, expected);
    }
    let session = session(&window);
    assert_eq!(session.plan().components.len(), 14);
    let added = session.plan().components.values().find(|c| c.name == "Fraud model").unwrap();
    assert_eq!((added.kind.word(), &added.technology), ("model-serving", &None));
    // A name that is one of a technology says what it is made of, too.
    let added = session.plan().components.values().find(|c| c.name == "kafka 3.7").unwrap();
    let technology = added.technology.as_ref().map(ToString::to_string);
    assert_eq!((added.kind.word(), technology.as_deref()), ("queue", Some("Kafka 3.7")));
}

#[test]
fn keys_pressed_faster_than_frames_all_count() {
    let mut window = window(Some("online-boutique"));
    window.run();
    let before = session(&window).plan().clone();
    for id in ["cartservice", "checkoutservice", "emailservice"] {
        select(&mut window, id);
        send(&mut window, Command::Act(ActionId::TagData));
    }
    assert_ne!(session(&window).plan().components, before.components);
    for _ in 0..3 {
        let modifiers = Modifiers::COMMAND;
        let (key, physical_key) = (Key::Z, None);
        for pressed in [true, false] {
            let event = Event::Key { key, physical_key, pressed, repeat: false, modifiers };
            window.input_mut().events.push(event);
        }
    }
    window.run_steps(4);
    assert_eq!(session(&window).plan().components, before.components);
}

#[test]
fn dialogs_have_names_and_one_step_is_told_at_a_time() {
    let mut window = window(Some("online-boutique"));
    window.run();
    send(&mut window, Command::Act(ActionId::Shortcuts));
    let named = window.get_all_by_role(Role::Dialog).any(|node| {
        node.accesskit_node().label().is_some_and(|label| label == "Keyboard shortcuts")
    });
    assert!(named);
    send(&mut window, Command::CloseDialog);
    for id in ["cartservice", "checkoutservice"] {
        select(&mut window, id);
        send(&mut window, Command::Act(ActionId::TagData));
    }
    for _ in 0..2 {
        send(&mut window, Command::Act(ActionId::Undo));
    }
    let toasts = window.query_all_by_label_contains("Dismiss:").count();
    assert_eq!(toasts, 1);
}
