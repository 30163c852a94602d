//! The window without a display: driven through its accessibility tree.

#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

#[path = "support/window.rs"]
#[expect(dead_code, reason = "other tests of the window use the rest")]
mod support;

use egui::accesskit::Role;
use egui_kittest::kittest::{NodeT as _, Queryable as _};
use polyplan::catalog::Catalog;
use polyplan::charts::Overlay;
use polyplan::model::ComponentId;
use polyplan::session::{ActionId, Command, Dialog, Element, Selection, Session, Settings};
use support::{Window, control, opened, send, session, sized, window};

#[test]
fn the_menu_bar_has_its_menus() {
    let mut harness = window(Some("online-boutique"));
    harness.run();
    for menu in ["File", "Edit", "Component", "Arrange", "Plan", "View", "Help"] {
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

/// A letter as the window system tells it: the key, and what it types.
fn letter(harness: &mut Window, key: egui::Key, text: &str) {
    harness.event(egui::Event::Key {
        key,
        physical_key: None,
        pressed: true,
        repeat: false,
        modifiers: egui::Modifiers::NONE,
    });
    harness.event(egui::Event::Text(text.to_owned()));
    harness.run();
}

fn kinds(harness: &Window) -> Vec<String> {
    let components = session(harness).plan().components.values();
    components.map(|component| component.kind.word().to_owned()).collect()
}

/// Names are typed one after another; no letter of them is the shortcut of anything.
#[test]
fn the_next_name_can_be_typed_at_once() {
    let mut harness = window(None);
    harness.run();
    for (key, first, rest) in [
        (egui::Key::D, "D", "elivery"),
        (egui::Key::P, "P", "ostgreSQL"),
        (egui::Key::L, "L", "oad balancer"),
        (egui::Key::N, "N", "ightly ETL"),
        (egui::Key::E, "E", "vent queue"),
    ] {
        letter(&mut harness, key, first);
        harness.event(egui::Event::Text(rest.to_owned()));
        harness.run();
        press(&mut harness, egui::Modifiers::NONE, egui::Key::Enter);
        assert!(session(&harness).dialogs.is_empty());
    }
    let names = ["Delivery", "Event queue", "Load balancer", "Nightly ETL", "PostgreSQL"];
    assert_eq!(components(&harness), names);
    assert_eq!(kinds(&harness), ["service", "queue", "gateway", "data-pipeline", "datastore"]);
    let components = session(&harness).plan().components.values();
    assert!(components.into_iter().all(|c| c.tags.performance.is_none() && !c.tags.data));
}

/// What is typed while a frame takes long comes in one piece.
#[test]
fn a_name_typed_within_one_frame_keeps_its_spaces() {
    let mut harness = window(None);
    harness.run();
    for text in [" ", "F", "raud", " ", "model"] {
        harness.input_mut().events.push(egui::Event::Text(text.to_owned()));
    }
    harness.run();
    press(&mut harness, egui::Modifiers::NONE, egui::Key::Enter);
    assert_eq!(components(&harness), ["Fraud model"]);
}

#[test]
fn letters_rename_what_was_selected_and_chords_tag_it() {
    let mut harness = window(Some("online-boutique"));
    harness.run();
    let id = ComponentId::new("cartservice").unwrap();
    let chosen = Selection::of(Element::Component(id.clone()));
    send(&mut harness, Command::Select(chosen));
    let before = session(&harness).plan().components[&id].clone();
    letter(&mut harness, egui::Key::D, "D");
    harness.event(egui::Event::Text("atabase".to_owned()));
    harness.run();
    press(&mut harness, egui::Modifiers::NONE, egui::Key::Enter);
    let after = session(&harness).plan().components[&id].clone();
    assert_eq!(
        (after.name.as_str(), &after.kind, &after.tags),
        ("Database", &before.kind, &before.tags)
    );
    press(&mut harness, egui::Modifiers::COMMAND, egui::Key::I);
    let tagged = &session(&harness).plan().components[&id];
    assert_ne!(tagged.tags.data, before.tags.data);
    assert_eq!(tagged.name, "Database");
}

/// Tab goes on with a card that is linked; arrows choose another kind than the name says.
#[test]
fn keys_in_the_name_link_and_choose_kinds() {
    let mut harness = window(None);
    harness.run();
    letter(&mut harness, egui::Key::S, "Shop");
    press(&mut harness, egui::Modifiers::NONE, egui::Key::Tab);
    harness.event(egui::Event::Text("Orders".to_owned()));
    harness.run();
    press(&mut harness, egui::Modifiers::NONE, egui::Key::ArrowDown);
    let Some((chosen, None)) = session(&harness).kind_being_named() else { panic!("not chosen") };
    press(&mut harness, egui::Modifiers::NONE, egui::Key::Enter);
    assert_eq!(components(&harness), ["Orders", "Shop"]);
    assert_eq!(kinds(&harness), [chosen.word(), "service"]);
    assert_ne!(chosen.word(), "service");
    let links: Vec<_> = session(&harness).plan().links.keys().map(ToString::to_string).collect();
    assert_eq!(links, ["shop-orders"]);
}

#[test]
fn a_kind_is_clicked_while_the_name_is_typed() {
    let mut harness = window(None);
    harness.run();
    send(&mut harness, Command::Act(ActionId::AddComponent));
    harness.event(egui::Event::Text("Sessions".to_owned()));
    harness.run();
    harness.get_by_label("Gateway").click();
    harness.run();
    harness.event(egui::Event::Text(" of users".to_owned()));
    harness.run();
    press(&mut harness, egui::Modifiers::NONE, egui::Key::Enter);
    assert_eq!(components(&harness), ["Sessions of users"]);
    assert_eq!(kinds(&harness), ["gateway"]);
}

/// A file as the window system hands it over.
#[derive(Debug)]
struct OnDisk(std::path::PathBuf);

impl egui::DroppedFile for OnDisk {
    fn path(&self) -> &std::path::Path {
        &self.0
    }

    fn bytes(&self) -> Result<Vec<u8>, String> {
        std::fs::read(&self.0).map_err(|error| error.to_string())
    }
}

#[test]
fn a_plan_dropped_on_the_window_is_opened() {
    let mut harness = window(None);
    harness.run();
    let path = std::path::PathBuf::from(env!("CARGO_MANIFEST_DIR"));
    let path = path.join("saves/online-boutique.plan.ron");
    harness.input_mut().dropped_files.push(std::sync::Arc::new(OnDisk(path)));
    harness.run_steps(2);
    for _ in 0..200 {
        std::thread::sleep(std::time::Duration::from_millis(10));
        harness.step();
        if components(&harness).len() == 12 {
            return;
        }
    }
    panic!("the plan was not opened");
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
    one.handle(Command::Act(ActionId::Copy));
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

/// Share of the window that the diagram has.
fn share(harness: &Window) -> f32 {
    let canvas = harness.get_by_role(Role::Canvas).rect();
    canvas.area() / harness.ctx.content_rect().area()
}

fn small(size: [f32; 2]) -> Window {
    let mut harness = sized(opened(Some("online-boutique")), size);
    harness.run_steps(8);
    harness
}

/// At twice the size of the interface a window has a quarter of the points.
#[test]
fn the_diagram_has_half_of_the_window() {
    for [width, height] in [[1280.0, 720.0], [1920.0, 1080.0], [1024.0, 600.0]] {
        for scale in [1.0, 1.5, 2.0] {
            let mut harness = small([width / scale, height / scale]);
            assert!(share(&harness) >= 0.5, "{width} × {height} at {scale}: {}", share(&harness));
            let id = ComponentId::new("checkoutservice").unwrap();
            send(&mut harness, Command::Select(Selection::of(Element::Component(id))));
            harness.run_steps(5);
            let share = share(&harness);
            assert!(share >= 0.5, "{width} × {height} at {scale}, selected: {share}");
        }
    }
}

#[test]
fn a_folded_plot_tells_its_sentence_and_opens_where_people_want_it() {
    let mut harness = small([1280.0, 720.0]);
    let takeaway = session(&harness).chart().unwrap().takeaway.clone();
    let plot = format!("Plot: {}", session(&harness).chart().unwrap().title);
    assert!(harness.query_by_label(&plot).is_none());
    control(&harness, &format!("Open the plot: {takeaway}")).click();
    harness.run_steps(8);
    harness.get_by_label(&plot);
    press(&mut harness, egui::Modifiers::COMMAND, egui::Key::Num3);
    harness.run_steps(8);
    assert!(harness.query_by_label(&plot).is_none());
    assert!(share(&harness) >= 0.5);
}

#[test]
fn the_diagram_stands_alone_until_escape() {
    let mut harness = small([1280.0, 720.0]);
    press(&mut harness, egui::Modifiers::NONE, egui::Key::F5);
    // The test's own frame takes 8 points on each side.
    let all = 1264.0 * 704.0 / (1280.0 * 720.0);
    assert!((share(&harness) - all).abs() < 0.001, "{}", share(&harness));
    assert!(harness.query_by_label("File").is_none());
    press(&mut harness, egui::Modifiers::NONE, egui::Key::Escape);
    harness.get_by_label("File");
    assert!(share(&harness) < 0.9);
}

#[test]
fn parts_of_the_status_bar_lead_somewhere() {
    let mut harness = small([1280.0, 720.0]);
    let counts = session(&harness).analysis().counts.in_words();
    control(&harness, &counts).click();
    harness.run_steps(3);
    assert_eq!(session(&harness).dialogs, [Dialog::Ledger]);
    send(&mut harness, Command::CloseDialog);
    let percent = format!("Zoom: {:.0} %", session(&harness).camera.zoom() * 100.0);
    control(&harness, &percent).click();
    harness.run_steps(3);
    harness.get_by_label("Actual size").click();
    harness.run_steps(30);
    assert_eq!(session(&harness).camera.zoom(), 1.0);
    let id = ComponentId::new("checkoutservice").unwrap();
    send(&mut harness, Command::Select(Selection::of(Element::Component(id))));
    let count = session(&harness).analysis().findings.len();
    control(&harness, &format!("{count} findings")).click();
    harness.run_steps(3);
    harness.get_by_label("Findings");
    assert!(session(&harness).selection.is_empty());
}

/// At 170 % a window of 1280 × 720 has no room for the outline; components are found all the same.
#[test]
fn a_component_is_found_where_there_is_no_outline() {
    let mut harness = small([752.0, 423.0]);
    assert!(harness.query_by_label("Find component").is_none());
    press(&mut harness, egui::Modifiers::COMMAND, egui::Key::F);
    assert_eq!(session(&harness).dialogs, [Dialog::Palette]);
    harness.event(egui::Event::Text("cart".to_owned()));
    harness.run();
    press(&mut harness, egui::Modifiers::NONE, egui::Key::Enter);
    let cart = ComponentId::new("cartservice").unwrap();
    assert_eq!(session(&harness).selection, Selection::of(Element::Component(cart)));
    assert_eq!(components(&harness).len(), 12);
    // With room it is the outline's field.
    let mut harness = small([1280.0, 720.0]);
    press(&mut harness, egui::Modifiers::COMMAND, egui::Key::F);
    assert!(session(&harness).dialogs.is_empty());
    assert!(harness.get_by_label("Find component").is_focused());
}

/// Who asks for the plot in a small window asks for no panel that had no room beside the diagram.
#[test]
fn the_plot_brings_back_no_panel() {
    let mut harness = small([1024.0, 600.0]);
    assert!(!session(&harness).outline_is_open() && !session(&harness).plot_is_open());
    press(&mut harness, egui::Modifiers::COMMAND, egui::Key::Num3);
    harness.run_steps(8);
    assert!(session(&harness).plot_is_open());
    assert!(!session(&harness).outline_is_open());
    assert!(harness.query_by_label("Find component").is_none());
    press(&mut harness, egui::Modifiers::COMMAND, egui::Key::Num1);
    harness.run_steps(8);
    assert!(session(&harness).outline_is_open());
}

/// A panel that was shut for the plot comes back with the room for it, also after a start.
#[test]
fn panels_that_the_plot_shut_come_back_with_room() {
    let mut harness = small([1024.0, 600.0]);
    press(&mut harness, egui::Modifiers::COMMAND, egui::Key::Num3);
    harness.run_steps(8);
    assert!(session(&harness).plot_is_open());
    let kept = session(&harness).settings.clone();
    harness.set_size(egui::vec2(1600.0, 1000.0));
    harness.run_steps(8);
    assert!(session(&harness).outline_is_open() && session(&harness).inspector_is_open());
    // As it is read by the next start, in a larger window.
    let text = ron::to_string(&kept).unwrap();
    let mut next = opened(Some("online-boutique"));
    next.settings = ron::from_str(&text).unwrap();
    let mut next = sized(next, [1600.0, 1000.0]);
    next.run_steps(8);
    assert!(session(&next).outline_is_open() && session(&next).inspector_is_open());
    // Who shuts a panel by hand has it shut.
    press(&mut next, egui::Modifiers::COMMAND, egui::Key::Num1);
    next.set_size(egui::vec2(1700.0, 1000.0));
    next.run_steps(8);
    assert!(!session(&next).outline_is_open());
}

/// At 180 % in a window of 1024 × 600.
#[test]
fn no_button_of_the_menu_bar_covers_another() {
    let harness = small([569.0, 333.0]);
    let names = ["More buttons", "Scenario"];
    let [more, scenario] = names.map(|name| harness.get_by_label(name).rect());
    assert!(more.right() <= scenario.left(), "{more:?} {scenario:?}");
    assert!(scenario.width() >= 60.0, "{scenario:?}");
}

/// A panel that is asked for comes, whatever has to make room for it.
#[test]
fn a_panel_that_is_asked_for_is_seen() {
    let mut harness = small([640.0, 320.0]);
    for (key, inspector) in [(egui::Key::Num2, true), (egui::Key::Num1, false)] {
        for _ in 0..3 {
            let now = session(&harness);
            if if inspector { now.inspector_is_open() } else { now.outline_is_open() } {
                break;
            }
            press(&mut harness, egui::Modifiers::COMMAND, key);
            harness.run_steps(8);
        }
        let now = session(&harness);
        assert_eq!([now.inspector_is_open(), now.outline_is_open()], [inspector, !inspector]);
        let outline = harness.query_by_label("Find component").is_some();
        assert_eq!(outline, !inspector);
        assert_eq!(harness.query_by_label("Findings").is_some(), inspector);
    }
}

#[test]
fn a_small_window_has_every_button_and_every_row_of_a_menu() {
    let mut harness = small([752.0, 423.0]);
    control(&harness, "More buttons").click();
    harness.run_steps(4);
    for name in ["Add component", "Tidy up", "Fit plan", "Sketch mode"] {
        harness.get_by_label(name);
    }
    press(&mut harness, egui::Modifiers::NONE, egui::Key::Escape);
    harness.get_by_label("File").click();
    harness.run_steps(4);
    let over = harness.get_by_label("Save as…").rect().center();
    harness.event(egui::Event::PointerMoved(over));
    harness.event(egui::Event::MouseWheel {
        unit: egui::MouseWheelUnit::Point,
        delta: egui::vec2(0.0, -2000.0),
        phase: egui::TouchPhase::Move,
        source: egui::MouseWheelSource::Wheel,
        modifiers: egui::Modifiers::NONE,
    });
    harness.run_steps(30);
    let quit = harness.get_by_label("Quit").rect();
    assert!(quit.bottom() <= 423.0, "{quit}");
}

#[test]
fn menus_open_from_the_keyboard_and_their_rows_are_alike() {
    let mut harness = window(Some("online-boutique"));
    harness.run();
    let root = harness.root().accesskit_node().label();
    assert!(root.is_some_and(|name| name.contains("Polyplan")));
    press(&mut harness, egui::Modifiers::ALT, egui::Key::F);
    harness.run_steps(4);
    let ends: Vec<f32> = ["New plan", "Open…", "Save", "Quit"]
        .map(|name| harness.get_by_label(name).rect().right())
        .to_vec();
    assert!(ends.iter().all(|end| (end - ends[0]).abs() < 0.01), "{ends:?}");
    press(&mut harness, egui::Modifiers::NONE, egui::Key::Escape);
    press(&mut harness, egui::Modifiers::ALT, egui::Key::P);
    harness.run_steps(4);
    harness.get_by_label("Simulate…");
    assert_eq!(components(&harness).len(), 12, "nothing was typed");
}

/// What is refused, or asks again, is typed on at once.
#[test]
fn a_file_name_that_is_refused_keeps_the_keyboard() {
    use polyplan::session::FileRequest;
    let mut harness = window(Some("online-boutique"));
    harness.run();
    let request = FileRequest::SaveAs { name: "/nowhere/shop.plan.ron".to_owned(), then: None };
    send(&mut harness, Command::ShowDialog(Dialog::Path(request)));
    press(&mut harness, egui::Modifiers::NONE, egui::Key::Enter);
    harness.get_by_label("There is no folder /nowhere");
    let field = |harness: &Window| {
        let field = harness.get_by_role_and_label(Role::TextInput, "File name or path");
        (field.is_focused(), field.value())
    };
    assert!(field(&harness).0);
    harness.event(egui::Event::Text("x".to_owned()));
    harness.run();
    assert!(field(&harness).1.is_some_and(|text| text.contains('x')));
}

/// Letter by letter, as people type; a slash at the end is no difference between two paths, and stays.
#[test]
fn a_folder_can_be_typed_letter_by_letter() {
    let mut harness = window(Some("online-boutique"));
    harness.run();
    for action in [ActionId::Report, ActionId::ExportAll] {
        send(&mut harness, Command::Act(action));
        harness.run_steps(3);
        let field = |harness: &Window| -> Option<String> {
            let role = Role::TextInput;
            harness.get_by_role_and_label(role, "Folder").value()
        };
        harness.get_by_role_and_label(Role::TextInput, "Folder").focus();
        harness.run_steps(2);
        press(&mut harness, egui::Modifiers::COMMAND, egui::Key::A);
        for letter in "/srv/a/b/".chars() {
            harness.event(egui::Event::Text(letter.to_string()));
            harness.run_steps(1);
        }
        harness.run_steps(2);
        assert_eq!(field(&harness).as_deref(), Some("/srv/a/b/"));
        press(&mut harness, egui::Modifiers::NONE, egui::Key::Escape);
        harness.run_steps(4);
    }
}

/// An empty plan asks for one thing, and plots nothing.
#[test]
fn an_empty_plan_has_one_call_to_action() {
    let mut harness = window(None);
    harness.run_steps(3);
    // The tool bar has its icon whatever the plan holds.
    let below = harness.query_all_by_label("Add component").filter(|n| n.rect().top() > 60.0);
    assert_eq!(below.count(), 1);
    assert!(harness.query_by_label_contains("the plot").is_none());
    assert!(harness.query_by_label_contains("Plot:").is_none());
}

/// The names of the cards on the canvas, as they are read aloud.
fn cards(harness: &Window) -> Vec<String> {
    let nodes = harness.root().children_recursive();
    let cards = nodes.filter(|node| node.accesskit_node().role() == Role::ListItem);
    cards.filter_map(|node| node.accesskit_node().label()).collect()
}

/// F7 lays an overlay over the diagram: its legend stands on the canvas, and each card is read aloud
/// with its value.
#[test]
fn an_overlay_has_its_legend_and_is_read_aloud() {
    let mut harness = window(Some("online-boutique"));
    harness.run();
    assert!(cards(&harness).iter().all(|card| !card.contains("advised:")), "{:?}", cards(&harness));
    press(&mut harness, egui::Modifiers::NONE, egui::Key::F7);
    harness.get_by_label("What is advised, and how firmly");
    let built = session(&harness).shades().unwrap().cards.len();
    let advised = cards(&harness).iter().filter(|card| card.contains("advised: ")).count();
    assert!(advised == built && built > 5, "{advised} of {built}");
    send(&mut harness, Command::Act(ActionId::OverlayCost));
    while session(&harness).shades_are_stale() {
        std::thread::sleep(std::time::Duration::from_millis(10));
        harness.run_steps(1);
    }
    harness.run_steps(2);
    harness.get_by_label("Cost over the horizon · share of the whole");
    let shades = session(&harness).shades().unwrap().clone();
    assert!(harness.query_by_label("What is advised, and how firmly").is_none());
    for entry in &shades.legend {
        harness.get_by_label(&entry.label);
    }
    let names = cards(&harness);
    for (id, shade) in &shades.cards {
        let name = &session(&harness).plan().components[id].name;
        let read = names.iter().find(|of| of.starts_with(&format!("{name}, "))).unwrap();
        assert!(read.ends_with(&shade.said), "{read} should end with {}", shade.said);
    }
    press(&mut harness, egui::Modifiers::SHIFT, egui::Key::F7);
    assert_eq!(session(&harness).overlay(), Overlay::Load);
    send(&mut harness, Command::Act(ActionId::OverlayNone));
    assert!(harness.query_by_label("Cost over the horizon · share of the whole").is_none());
}

/// Menu View leads to every overlay.
#[test]
fn the_menu_leads_to_every_overlay() {
    let mut harness = window(Some("online-boutique"));
    harness.run();
    control(&harness, "View").click();
    harness.run_steps(3);
    control(&harness, "Overlay").click();
    harness.run_steps(3);
    control(&harness, "Overlay: decided or open").click();
    harness.run_steps(3);
    assert_eq!(session(&harness).overlay(), Overlay::Decided);
}
