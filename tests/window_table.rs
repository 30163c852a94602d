//! The table of the plan in the window, worked as a spreadsheet.

#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

#[path = "support/window.rs"]
#[expect(dead_code, reason = "other tests of the window use the rest")]
mod support;

use egui::accesskit::{Role, Toggled};
use egui::{Event, Key, Modifiers};
use egui_kittest::kittest::{NodeT as _, Queryable as _};
use polyplan::base::{Point, Range, Unit};
use polyplan::model::{
    Component, ComponentChange, ComponentId, DEFAULT_CARD, Edit, Input, InputRef, Kind, Placement,
};
use polyplan::session::table::{Middle, TableChoice};
use polyplan::session::{Column, Command, Dialog, Element, Selection, Session, Settings, Sheet};
use support::{Window, control, opened, press, send, session, sized, unnamed};

const RATE: &str = "Peak external rate";
const CPU: &str = "CPU time per request";

fn id(name: &str) -> ComponentId {
    ComponentId::new(name).unwrap()
}

/// The window on the table of an example plan, every column in view.
fn table() -> Window {
    wide(opened(Some("online-boutique")))
}

fn wide(session: Session) -> Window {
    let mut window = sized(session, [2400.0, 1000.0]);
    window.run();
    press(&mut window, Modifiers::COMMAND, Key::Num4);
    window.run_steps(4);
    window
}

fn write(window: &mut Window, text: &str) {
    for letter in text.chars() {
        window.event(Event::Text(letter.to_string()));
        window.run_steps(2);
    }
}

fn keys(window: &mut Window, keys: &[Key]) {
    for key in keys {
        press(window, Modifiers::NONE, *key);
    }
}

/// The names of everything of a role, in the order of the screen.
fn named(window: &Window, role: Role) -> Vec<String> {
    let root = window.root();
    let found = root.children_recursive().filter(|node| node.accesskit_node().role() == role);
    found.filter_map(|node| node.accesskit_node().label()).collect()
}

/// What a cell tells, after its name.
fn cell(window: &Window, column: &str, row: &str) -> String {
    let begins = format!("{column} of {row}: ");
    let cells = named(window, Role::GridCell);
    let found: Vec<&String> = cells.iter().filter(|name| name.starts_with(&begins)).collect();
    assert_eq!(found.len(), 1, "{begins} among {cells:#?}");
    found[0][begins.len()..].to_owned()
}

fn click_cell(window: &mut Window, column: &str, row: &str, modifiers: Modifiers) {
    let begins = format!("{column} of {row}: ");
    let root = window.root();
    let mut found = root.children_recursive().filter(|node| {
        let node = node.accesskit_node();
        node.role() == Role::GridCell && node.label().is_some_and(|of| of.starts_with(&begins))
    });
    let at = found.next().unwrap().rect().center();
    drop(found);
    window.event(Event::PointerMoved(at));
    window.run_steps(2);
    for pressed in [true, false] {
        let button = egui::PointerButton::Primary;
        window.input_mut().events.push(Event::PointerButton {
            pos: at,
            button,
            pressed,
            modifiers,
        });
    }
    window.run_steps(4);
}

fn stated(window: &Window, name: &str, input: Input) -> Option<Range> {
    session(window).plan().components[&id(name)].inputs.get(&input).map(|of| of.range)
}

fn steps(window: &Window) -> usize {
    session(window).history().depth().0
}

/// Names in the order of the rows.
fn rows(window: &Window) -> Vec<String> {
    let heads = named(window, Role::RowHeader);
    heads.iter().map(|head| head.split_once(", ").unwrap().1.to_owned()).collect()
}

#[test]
fn a_key_shows_the_table_and_the_canvas_again() {
    let mut window = table();
    assert_eq!(session(&window).settings.middle, Middle::Table);
    assert_eq!(named(&window, Role::Canvas), [""; 0]);
    let names: Vec<String> =
        session(&window).plan().components.values().map(|of| of.name.clone()).collect();
    assert_eq!(rows(&window), names);
    let heads = named(&window, Role::ColumnHeader);
    assert!(heads.starts_with(&["Name".to_owned(), "Kind".to_owned()]), "{heads:?}");
    press(&mut window, Modifiers::COMMAND, Key::Num4);
    assert_eq!(named(&window, Role::GridCell), [""; 0]);
    assert_eq!(named(&window, Role::Canvas).len(), 1);
}

#[test]
fn a_cell_is_typed_and_undone_in_one_step() {
    let mut window = table();
    click_cell(&mut window, RATE, "Cart service", Modifiers::NONE);
    let before = (stated(&window, "cartservice", Input::ExternalRate), steps(&window));
    write(&mut window, "20..40 req/s");
    window.get_by_label_contains("Reads as 20..40 req/s");
    keys(&mut window, &[Key::Enter]);
    let range = Range::parse("20..40", Unit::PerSec).unwrap();
    assert_eq!(stated(&window, "cartservice", Input::ExternalRate), Some(range));
    assert_eq!(cell(&window, RATE, "Cart service"), "20..40 req/s");
    assert_eq!(steps(&window), before.1 + 1);
    // Enter went a row down.
    let next = rows(&window).into_iter().skip_while(|row| row != "Cart service").nth(1).unwrap();
    let selected = session(&window).selection.only_component().unwrap().clone();
    assert_eq!(session(&window).plan().components[&selected].name, next);
    press(&mut window, Modifiers::COMMAND, Key::Z);
    assert_eq!((stated(&window, "cartservice", Input::ExternalRate), steps(&window)), before);
}

#[test]
fn tab_goes_on_and_escape_brings_back_what_was_there() {
    let mut window = table();
    click_cell(&mut window, RATE, "Cart service", Modifiers::NONE);
    write(&mut window, "5");
    press(&mut window, Modifiers::NONE, Key::Tab);
    assert_eq!(stated(&window, "cartservice", Input::ExternalRate), Some(Range::exact(5.0)));
    write(&mut window, "3 ms");
    press(&mut window, Modifiers::NONE, Key::Tab);
    assert_eq!(stated(&window, "cartservice", Input::CpuTime), Some(Range::exact(3.0)));
    let before = steps(&window);
    press(&mut window, Modifiers::SHIFT, Key::Tab);
    write(&mut window, "9 ms");
    keys(&mut window, &[Key::Escape]);
    assert_eq!((cell(&window, CPU, "Cart service"), steps(&window)), ("3 ms".to_owned(), before));
    // The keyboard is still at the cell.
    keys(&mut window, &[Key::Delete]);
    assert_eq!(stated(&window, "cartservice", Input::CpuTime), None);
    assert_eq!(steps(&window), before + 1);
}

/// Nothing that was typed is lost, and the reason is the one that the inspector gives.
#[test]
fn a_text_that_does_not_count_stays_in_its_cell_with_the_reason() {
    let mut window = table();
    click_cell(&mut window, CPU, "Cart service", Modifiers::NONE);
    let before = (stated(&window, "cartservice", Input::CpuTime), steps(&window));
    write(&mut window, "fast");
    keys(&mut window, &[Key::Enter]);
    let said = cell(&window, CPU, "Cart service");
    let why = Input::CpuTime.parse("fast").unwrap_err().to_string();
    assert_eq!(said.to_lowercase(), format!("fast. {why}").to_lowercase());
    assert_eq!((stated(&window, "cartservice", Input::CpuTime), steps(&window)), before);
    // Elsewhere and back: it is still there, and can be mended.
    keys(&mut window, &[Key::ArrowDown, Key::ArrowUp]);
    assert!(cell(&window, CPU, "Cart service").starts_with("fast"));
    keys(&mut window, &[Key::F2]);
    press(&mut window, Modifiers::COMMAND, Key::A);
    write(&mut window, "4 ms");
    keys(&mut window, &[Key::Enter]);
    assert_eq!(cell(&window, CPU, "Cart service"), "4 ms");
}

#[test]
fn several_rows_are_edited_and_filled_at_once() {
    let mut window = table();
    click_cell(&mut window, RATE, "Ad service", Modifiers::NONE);
    press(&mut window, Modifiers::SHIFT, Key::ArrowDown);
    press(&mut window, Modifiers::SHIFT, Key::ArrowDown);
    let chosen: Vec<String> =
        session(&window).selection.components.iter().map(ToString::to_string).collect();
    assert_eq!(chosen.len(), 3);
    let before = steps(&window);
    write(&mut window, "70");
    window.get_by_label_contains("for 3 rows");
    keys(&mut window, &[Key::Enter]);
    assert_eq!(steps(&window), before + 1);
    for name in &chosen {
        assert_eq!(stated(&window, name, Input::ExternalRate), Some(Range::exact(70.0)));
    }
    press(&mut window, Modifiers::COMMAND, Key::Z);
    assert_eq!(steps(&window), before);
    // Ctrl+D takes the value of the row above, and it duplicates nothing.
    let components = session(&window).plan().components.len();
    click_cell(&mut window, CPU, "Ad service", Modifiers::NONE);
    write(&mut window, "8 ms");
    keys(&mut window, &[Key::Enter]);
    press(&mut window, Modifiers::COMMAND, Key::D);
    let below = session(&window).selection.only_component().unwrap().to_string();
    assert_ne!(below, "adservice");
    assert_eq!(stated(&window, &below, Input::CpuTime), Some(Range::exact(8.0)));
    assert_eq!(session(&window).plan().components.len(), components);
}

#[test]
fn the_selection_is_that_of_canvas_and_outline() {
    let mut window = table();
    click_cell(&mut window, "Kind", "Cart service", Modifiers::NONE);
    assert_eq!(session(&window).selection.only_component(), Some(&id("cartservice")));
    click_cell(&mut window, "Kind", "Ad service", Modifiers::COMMAND);
    assert_eq!(session(&window).selection.components.len(), 2);
    let element = Element::Component(id("paymentservice"));
    send(&mut window, Command::Select(Selection::of(element)));
    let selected: Vec<String> = window
        .root()
        .children_recursive()
        .filter(|node| node.accesskit_node().role() == Role::RowHeader)
        .filter(|node| node.accesskit_node().toggled() == Some(Toggled::True))
        .filter_map(|node| node.accesskit_node().label())
        .collect();
    let selected_rows: Vec<&str> =
        selected.iter().filter_map(|name| name.split_once(", ")).map(|(_, name)| name).collect();
    assert_eq!(selected_rows, ["Payment service"], "{selected:?}");
    // The cell of the keyboard is on that row as well.
    keys(&mut window, &[Key::F2]);
    assert!(window.query_by_label("Choose: Kind of Payment service").is_some());
}

#[test]
fn heads_sort_and_the_filter_finds_what_the_outline_finds() {
    let mut window = table();
    let plain = rows(&window);
    for (name, rate) in [("Cart service", "7"), ("Ad service", "90")] {
        click_cell(&mut window, RATE, name, Modifiers::NONE);
        write(&mut window, rate);
        keys(&mut window, &[Key::Enter]);
    }
    let value = |window: &Window, name: &str| {
        let mut components = session(window).plan().components.values();
        let of = components.find(|of| of.name == name).unwrap();
        let address = InputRef::component(of.id.clone(), Input::ExternalRate);
        session(window).value_of(&address).map(|of| of.range.typical)
    };
    control_head(&mut window, RATE);
    let rising: Vec<f64> = rows(&window).iter().filter_map(|name| value(&window, name)).collect();
    assert!(rising.is_sorted(), "{rising:?}");
    control_head(&mut window, &format!("{RATE}, sorted, smallest first"));
    let falling: Vec<f64> = rows(&window).iter().filter_map(|name| value(&window, name)).collect();
    assert!(falling.iter().rev().is_sorted(), "{falling:?}");
    control_head(&mut window, &format!("{RATE}, sorted, largest first"));
    assert_eq!(rows(&window), plain);
    control(&window, "Filter rows").focus();
    window.run_steps(2);
    write(&mut window, "CART");
    assert_eq!(rows(&window), ["Cart service", "Redis (cart)"]);
    control(&window, "Clear filter").click();
    window.run_steps(4);
    assert_eq!(rows(&window), plain);
}

fn control_head(window: &mut Window, name: &str) {
    window.get_by_role_and_label(Role::ColumnHeader, name).click();
    window.run_steps(4);
}

#[test]
fn kinds_are_chosen_from_the_list_that_typing_searches() {
    let mut window = table();
    click_cell(&mut window, "Kind", "Ad service", Modifiers::NONE);
    let before = steps(&window);
    write(&mut window, "cache");
    keys(&mut window, &[Key::Enter]);
    assert_eq!(session(&window).plan().components[&id("adservice")].kind, Kind::Cache);
    assert_eq!(steps(&window), before + 1);
    assert_eq!(cell(&window, "Kind", "Ad service"), "cache");
    // Escape leaves it as it is, and the next key is for the table again.
    click_cell(&mut window, "Kind", "Ad service", Modifiers::NONE);
    keys(&mut window, &[Key::Enter, Key::Escape]);
    assert_eq!(steps(&window), before + 1);
    keys(&mut window, &[Key::ArrowRight, Key::F2]);
    assert!(window.query_by_label("Choose: Tags of Ad service").is_some());
}

#[test]
fn columns_are_chosen_and_remembered() {
    let mut window = table();
    control(&window, "Columns").click();
    window.run_steps(4);
    let option = |window: &Window, name: &str| {
        let root = window.root();
        let mut found = root.children_recursive().filter(|node| {
            let node = node.accesskit_node();
            node.role() == Role::CheckBox && node.label().as_deref() == Some(name)
        });
        found.next().unwrap().click();
    };
    option(&window, "Kind");
    window.run_steps(4);
    option(&window, "Owner");
    window.run_steps(4);
    keys(&mut window, &[Key::Escape]);
    let heads = named(&window, Role::ColumnHeader);
    assert!(!heads.contains(&"Kind".to_owned()) && heads.contains(&"Owner".to_owned()));
    let kept = &session(&window).settings.table;
    assert!(!kept.columns(Sheet::Components).contains(&Column::Kind));
    assert_eq!(kept.columns(Sheet::Components).last(), Some(&Column::Owner));
}

#[test]
fn links_have_a_sheet_of_their_own() {
    let mut window = table();
    let tab = window.get_by_role_and_label(Role::Tab, "Links");
    tab.click();
    window.run_steps(4);
    assert_eq!(rows(&window).len(), session(&window).plan().links.len());
    let first = rows(&window)[0].clone();
    click_cell(&mut window, "Calls per request", &first, Modifiers::NONE);
    let link = session(&window).selection.only_link().unwrap().clone();
    write(&mut window, "3");
    keys(&mut window, &[Key::Enter]);
    let calls = session(&window).plan().links[&link].inputs[&Input::Calls].range;
    assert_eq!(calls, Range::exact(3.0));
}

/// The outline, the palette and dialogs work as before, and the table has the keyboard back after them.
#[test]
fn other_panels_keep_their_keys() {
    let mut window = table();
    press(&mut window, Modifiers::COMMAND, Key::K);
    assert_eq!(session(&window).dialogs, [Dialog::Palette]);
    write(&mut window, "zz");
    keys(&mut window, &[Key::Escape]);
    assert!(session(&window).dialogs.is_empty());
    window.run_steps(4);
    click_cell(&mut window, RATE, "Ad service", Modifiers::NONE);
    keys(&mut window, &[Key::Escape]);
    assert!(session(&window).selection.is_empty(), "Escape selects nothing");
    write(&mut window, "5");
    keys(&mut window, &[Key::Enter]);
    assert_eq!(stated(&window, "adservice", Input::ExternalRate), Some(Range::exact(5.0)));
    // Shift and a digit type a sign here; on the canvas they fit the plan.
    press(&mut window, Modifiers::SHIFT, Key::Num1);
    assert!(session(&window).shows_table());
}

#[test]
fn a_line_below_the_rows_adds_components() {
    let mut window = wide(opened(None));
    window.get_by_label("Each component has a row here, with its numbers beside it");
    press(&mut window, Modifiers::NONE, Key::Insert);
    for name in ["Checkout", "Orders queue"] {
        write(&mut window, name);
        keys(&mut window, &[Key::Enter]);
    }
    assert_eq!(rows(&window), ["Checkout", "Orders queue"]);
    assert!(session(&window).shows_table());
    assert_eq!(cell(&window, "Kind", "Orders queue"), "queue");
}

#[test]
fn everything_that_can_be_worked_has_a_name() {
    for plan in [None, Some("online-boutique")] {
        for sheet in [Sheet::Components, Sheet::Links] {
            let mut session = opened(plan);
            session.settings.table = TableChoice { sheet, ..TableChoice::default() };
            let window = wide(session);
            assert_eq!(unnamed(&window), [""; 0], "{plan:?} {sheet:?}");
        }
    }
    let window = table();
    assert!(named(&window, Role::Grid).contains(&"Table of components".to_owned()));
    assert!(cell(&window, CPU, "Cart service").len() > 1);
}

/// What is assumed says so, also to those who hear it.
#[test]
fn assumed_numbers_say_that_they_are() {
    let mut window = table();
    let assumed = |window: &Window| {
        let said = cell(window, CPU, "Cart service");
        [", assumed", ", from an answer"].iter().any(|origin| said.ends_with(origin))
    };
    let was = stated(&window, "cartservice", Input::CpuTime).is_none();
    assert_eq!(assumed(&window), was);
    click_cell(&mut window, CPU, "Cart service", Modifiers::NONE);
    write(&mut window, "2 ms");
    keys(&mut window, &[Key::Enter]);
    assert!(!assumed(&window));
    press(&mut window, Modifiers::COMMAND, Key::Z);
    assert_eq!(assumed(&window), was);
}

/// In small windows and at twice the size the table is worked as well.
#[test]
fn small_windows_show_cells_too() {
    for (width, height) in [(1280.0, 720.0), (640.0, 360.0)] {
        let mut window = sized(opened(Some("online-boutique")), [width, height]);
        window.run();
        press(&mut window, Modifiers::COMMAND, Key::Num4);
        window.run_steps(4);
        assert!(rows(&window).len() > 2, "{width}");
        click_cell(&mut window, "Name", "Ad service", Modifiers::NONE);
        keys(&mut window, &[Key::End, Key::Home, Key::ArrowRight]);
        assert!(!named(&window, Role::GridCell).is_empty());
        assert_eq!(unnamed(&window), [""; 0]);
    }
}

/// A plan of ten thousand components, each in its place.
fn large() -> Session {
    let mut session =
        Session::new(polyplan::catalog::Catalog::shipped().unwrap(), Settings::default());
    let mut edits = Vec::new();
    for index in 0..10_000_u32 {
        let of = id(&format!("c{index:05}"));
        let component = Component::new(of.clone(), &format!("C {index}"), Kind::Service);
        let at = Point::new(f64::from(index % 100) * 240.0, f64::from(index / 100) * 100.0);
        let place = Placement { at, size: DEFAULT_CARD, by_hand: true };
        edits.push(Edit::AddComponent(Box::new(component)));
        edits.push(Edit::Place(of, Some(place)));
    }
    session.handle(Command::Edit { label: "Build".to_owned(), edit: Edit::Many(edits) });
    session
}

/// However many rows there are, only those that are seen are built.
#[test]
fn ten_thousand_rows_build_only_what_is_seen() {
    let mut window = sized(large(), [1280.0, 720.0]);
    window.run_steps(2);
    press(&mut window, Modifiers::COMMAND, Key::Num4);
    let seen = rows(&window);
    assert!((10..40).contains(&seen.len()), "{} rows are built", seen.len());
    assert_eq!(seen[0], "C 0");
    let cells = named(&window, Role::GridCell).len();
    assert!(cells < 40 * 14, "{cells} cells are built");
    press(&mut window, Modifiers::COMMAND, Key::End);
    let seen = rows(&window);
    assert!((10..40).contains(&seen.len()), "{} rows are built", seen.len());
    assert_eq!(seen.last().unwrap(), "C 9999");
    let change = ComponentChange::Name("Renamed".to_owned());
    let edit = Edit::Component(id("c09999"), change);
    send(&mut window, Command::Edit { label: "Rename".to_owned(), edit });
    assert_eq!(rows(&window).last().unwrap(), "Renamed");
}

/// What is pasted from a spreadsheet is looked at before it is taken.
#[test]
fn pasted_cells_are_shown_before_they_are_taken() {
    let mut window = table();
    click_cell(&mut window, CPU, "Ad service", Modifiers::NONE);
    window.event(Event::Paste("2 ms\n3 ms\n".to_owned()));
    window.run_steps(6);
    assert!(matches!(session(&window).dialogs.as_slice(), [Dialog::Incoming(_)]));
    control(&window, "Import").click();
    window.run_steps(6);
    assert_eq!(stated(&window, "adservice", Input::CpuTime), Some(Range::exact(2.0)));
}
