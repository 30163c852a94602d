//! The window without a display: driven through its accessibility tree.

#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

#[path = "support/window.rs"]
#[expect(dead_code, reason = "other tests of the window use the rest")]
mod support;

use egui_kittest::kittest::Queryable as _;
use polyplan::catalog::Catalog;
use polyplan::session::{Command, Session, Settings};
use support::{Window, session, window};

#[test]
fn the_menu_bar_has_its_menus() {
    let mut harness = window(Some("online-boutique"));
    harness.run();
    for menu in ["File", "Edit", "Component", "Arrange", "View", "Help"] {
        harness.get_by_label(menu);
    }
}

/// Presses a key with its modifiers and lets the window follow.
fn press(harness: &mut Window, modifiers: egui::Modifiers, key: egui::Key) {
    harness.key_press_modifiers(modifiers, key);
    harness.run();
}

fn components(harness: &Window) -> Vec<String> {
    session(harness).plan().components.values().map(|component| component.name.clone()).collect()
}

#[test]
fn typing_a_name_adds_a_component_and_keys_take_it_back() {
    let mut harness = window(None);
    harness.run();
    // The letter of a shortcut that needs no selection begins a name all the same.
    harness.event(egui::Event::Key {
        key: egui::Key::N,
        physical_key: None,
        pressed: true,
        repeat: false,
        modifiers: egui::Modifiers::NONE,
    });
    harness.event(egui::Event::Text("n".to_owned()));
    harness.run();
    harness.event(egui::Event::Text("otifier".to_owned()));
    harness.run();
    press(&mut harness, egui::Modifiers::NONE, egui::Key::Enter);
    assert_eq!(components(&harness), ["notifier"]);
    press(&mut harness, egui::Modifiers::COMMAND, egui::Key::Z);
    assert_eq!(components(&harness), [""; 0]);
    press(&mut harness, egui::Modifiers::COMMAND | egui::Modifiers::SHIFT, egui::Key::Z);
    assert_eq!(components(&harness), ["notifier"], "Ctrl+Shift+Z is not Ctrl+Z");
}

/// Letters arrive faster than frames: none may be lost while the field opens.
#[test]
fn a_name_typed_quickly_is_whole() {
    let mut harness = window(None);
    harness.run();
    for text in ["no", "ti", "fi", "er"] {
        harness.event(egui::Event::Text(text.to_owned()));
        harness.step();
    }
    press(&mut harness, egui::Modifiers::NONE, egui::Key::Enter);
    assert_eq!(components(&harness), ["notifier"]);
    harness.key_press(egui::Key::F2);
    harness.step();
    for text in ["ma", "il", "er"] {
        harness.event(egui::Event::Text(text.to_owned()));
        harness.step();
    }
    press(&mut harness, egui::Modifiers::NONE, egui::Key::Enter);
    assert_eq!(components(&harness), ["mailer"]);
}

#[test]
fn what_is_pasted_reaches_the_plan() {
    let mut one = Session::new(Catalog::shipped().unwrap(), Settings::default());
    one.handle(Command::TypeNewComponent("Cart".to_owned()));
    one.handle(Command::CommitName);
    one.handle(Command::Act(polyplan::session::ActionId::Copy));
    let text = one.take_requests().into_iter().find_map(|request| match request {
        polyplan::session::Request::CopyText(text) => Some(text),
        _ => None,
    });
    let mut harness = window(None);
    harness.run();
    harness.event(egui::Event::Paste(text.unwrap()));
    harness.run();
    assert_eq!(components(&harness), ["Cart"]);
}

/// With Shift a digit is another character; which one depends on the keyboard.
#[test]
fn shift_and_one_fits_the_plan() {
    let mut harness = window(Some("online-boutique"));
    harness.run();
    let zoom = |harness: &Window| session(harness).camera.zoom();
    let fitted = zoom(&harness);
    press(&mut harness, egui::Modifiers::COMMAND, egui::Key::Num0);
    assert_eq!(zoom(&harness), 1.0);
    harness.event(egui::Event::Key {
        key: egui::Key::Exclamationmark,
        physical_key: Some(egui::Key::Num1),
        pressed: true,
        repeat: false,
        modifiers: egui::Modifiers::SHIFT,
    });
    harness.event(egui::Event::Text("!".to_owned()));
    harness.run_steps(60);
    assert!((zoom(&harness) - fitted).abs() < 1e-9);
    assert_eq!(components(&harness).len(), 12, "nothing was typed");
}

/// Idling costs nothing: a window at rest asks for no further frame.
#[test]
fn a_window_at_rest_asks_for_no_frame() {
    for plan in [None, Some("online-boutique")] {
        let mut harness = window(plan);
        harness.run();
        std::thread::sleep(std::time::Duration::from_millis(300));
        harness.run_steps(30);
        let viewport = &harness.output().viewport_output[&egui::ViewportId::ROOT];
        let wait = viewport.repaint_delay;
        assert!(wait >= std::time::Duration::from_secs(10), "{plan:?}: {wait:?}");
    }
}
