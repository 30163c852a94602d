//! The meeting in the window, worked by keyboard: items one after another, votes in secret, a decision.

#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

#[path = "support/window.rs"]
#[expect(dead_code, reason = "other tests of the window use the rest")]
mod support;

use egui::accesskit::{Role, Toggled};
use egui::{Key, Modifiers};
use egui_kittest::kittest::{NodeT as _, Queryable as _};
use polyplan::model::{
    About, ComponentId, Edit, Input, InputRef, Inputs, Role as TeamRole, RoleId,
};
use polyplan::session::meeting::{Item, Step};
use polyplan::session::settings::ThemeChoice;
use polyplan::session::{Command, Dialog, Session};
use support::{Window, control, opened, press, send, session, sized, unnamed};

fn id(name: &str) -> ComponentId {
    ComponentId::new(name).unwrap()
}

/// An example plan with two roles, of which one component is open again.
fn plan() -> Session {
    let mut session = opened(Some("online-boutique"));
    let roles: Vec<RoleId> = session.plan().roles.keys().cloned().collect();
    let mut edits: Vec<Edit> = roles.into_iter().map(Edit::RemoveRole).collect();
    for (word, name) in [("b", "Backend engineer"), ("d", "Data scientist")] {
        let role = TeamRole {
            id: RoleId::new(word).unwrap(),
            name: name.to_owned(),
            skills: std::collections::BTreeMap::new(),
            inputs: Inputs::default(),
        };
        edits.push(Edit::AddRole(Box::new(role)));
    }
    edits.push(Edit::Decide(id("recommendationservice"), None));
    session.handle(Command::Edit { label: "Set up".to_owned(), edit: Edit::Many(edits) });
    session.settle();
    session
}

fn meeting(size: [f32; 2]) -> Window {
    let mut window = sized(plan(), size);
    window.run_steps(4);
    press(&mut window, Modifiers::NONE, Key::F9);
    settle(&mut window);
    window
}

/// Lets jobs finish.
fn settle(window: &mut Window) {
    for _ in 0..2000 {
        window.run_steps(1);
        if session(window).prepared().is_some() && session(window).jobs.running().next().is_none() {
            break;
        }
        std::thread::sleep(std::time::Duration::from_millis(5));
    }
    window.run_steps(4);
}

fn keys(window: &mut Window, keys: &[Key]) {
    for key in keys {
        press(window, Modifiers::NONE, *key);
    }
}

fn click(window: &mut Window, label: &str) {
    control(window, label).click();
    window.run_steps(4);
}

/// Everything that is said on the screen.
fn said(window: &Window) -> String {
    let root = window.root();
    let nodes = root.children_recursive().map(|node| {
        let node = node.accesskit_node();
        let words = node.label().into_iter().chain(node.value());
        words.collect::<Vec<_>>().join(" ")
    });
    nodes.collect::<Vec<_>>().join("\n")
}

/// Names of the rows of the agenda with which of them is shown.
fn agenda(window: &Window) -> Vec<(String, bool)> {
    let root = window.root();
    let rows = root.children_recursive().filter(|node| {
        let node = node.accesskit_node();
        node.role() == Role::ListItem && node.toggled().is_some()
    });
    rows.map(|node| {
        let node = node.accesskit_node();
        (node.label().unwrap_or_default(), node.toggled() == Some(Toggled::True))
    })
    .collect()
}

fn title(window: &Window) -> String {
    let session = session(window);
    let rows = session.agenda();
    let now = session.meeting_item();
    rows.into_iter().find(|row| Some(&row.item) == now).map(|row| row.title).unwrap_or_default()
}

#[test]
fn items_are_gone_through_by_keyboard_and_escape_leaves() {
    let mut window = meeting([1280.0, 720.0]);
    assert!(session(&window).shows_meeting());
    assert_eq!(unnamed(&window), [""; 0]);
    let all = session(&window).meeting_progress().all;
    window.get_by_label(&format!("1 of {all}, {all} left"));
    // What is open comes first.
    assert_eq!(title(&window), "Recommendation service");
    let sentence = {
        let analysis = session(&window).analysis();
        analysis.components[&id("recommendationservice")].advice.sentence.clone()
    };
    window.get_by_label(&sentence);
    for heading in ["Candidates", "What is known", "What is assumed", "What is still asked"] {
        window.get_by_label(heading);
    }
    keys(&mut window, &[Key::Enter]);
    window.get_by_label(&format!("2 of {all}, {} left", all - 1));
    keys(&mut window, &[Key::ArrowRight]);
    window.get_by_label(&format!("3 of {all}, {} left", all - 1));
    keys(&mut window, &[Key::ArrowLeft]);
    let second = title(&window);
    keys(&mut window, &[Key::PageDown, Key::PageUp]);
    assert_eq!(title(&window), second);
    keys(&mut window, &[Key::Home]);
    assert_eq!(title(&window), "Recommendation service");
    keys(&mut window, &[Key::End]);
    assert_eq!(session(&window).meeting_progress().place, all);
    // No key moved a card or changed the plan.
    assert_eq!(session(&window).history().depth().0, 1);
    let rows = agenda(&window);
    assert!(rows.iter().any(|(name, on)| *on && name.starts_with(&title(&window))), "{rows:?}");
    keys(&mut window, &[Key::Escape]);
    assert!(session(&window).shows_canvas());
    let settings = &session(&window).settings;
    assert!(settings.outline && settings.inspector && settings.plot, "panels come back");
}

#[test]
fn the_agenda_leads_to_items_and_says_what_is_done() {
    let mut window = meeting([1280.0, 1400.0]);
    let item = session(&window).agenda()[2].clone();
    click(&mut window, &format!("{}, {}", item.title, item.note));
    assert_eq!(session(&window).meeting_item(), Some(&item.item));
    click(&mut window, &format!("Done: {}", item.title));
    assert!(session(&window).agenda()[2].done);
    control(&window, &format!("{}, {}, done", item.title, item.note));
    click(&mut window, "Pause");
    assert!(session(&window).meeting_clock().paused);
    click(&mut window, "Go on");
    assert!(!session(&window).meeting_clock().paused);
    click(&mut window, "Leave");
    assert!(session(&window).shows_canvas());
}

#[test]
fn two_roles_vote_in_secret_and_the_majority_is_decided() {
    let mut window = meeting([1280.0, 900.0]);
    let item = id("recommendationservice");
    let steps = session(&window).history().depth().0;
    let offered = session(&window).to_vote_on(&item);
    let place = offered.iter().position(|(of, _)| of.as_str() == "python").unwrap();
    let key = [Key::Num1, Key::Num2, Key::Num3][place];
    press(&mut window, Modifiers::COMMAND, Key::B);
    assert_eq!(session(&window).dialogs, [Dialog::Vote(item.clone())]);
    assert_eq!(unnamed(&window), [""; 0]);
    window.get_by_label("Only the role that votes looks at the screen.");
    keys(&mut window, &[key]);
    control(&window, "Reason of the vote").focus();
    window.run_steps(2);
    control(&window, "Reason of the vote").type_text("we know it");
    window.run_steps(2);
    click(&mut window, "Cast vote");
    // The screen tells no more than that somebody voted.
    let seen = said(&window);
    assert!(seen.contains("Backend engineer has voted"), "{seen}");
    assert!(!seen.contains("we know it"), "{seen}");
    assert!(session(&window).plan().votes.is_empty(), "nothing is kept before all is told");
    // Closed by mistake, it is still there, and still secret.
    keys(&mut window, &[Key::Escape]);
    assert_eq!(session(&window).dialogs, []);
    press(&mut window, Modifiers::COMMAND, Key::B);
    window.get_by_label("Backend engineer has voted");
    click(&mut window, "Hand the keyboard to the next role");
    window.get_by_label("Choose a language.");
    keys(&mut window, &[key]);
    click(&mut window, "Cast vote");
    click(&mut window, "Reveal");
    window.get_by_label("2 of 2 for Python.");
    window.get_by_label("All 2 roles chose the same language.");
    window.get_by_label("Backend engineer: Python");
    window.get_by_label("“we know it”");
    assert_eq!(session(&window).history().depth().0, steps + 1, "one step");
    assert_eq!(session(&window).plan().votes[&item].len(), 2);
    click(&mut window, "Decide Python…");
    assert!(matches!(&session(&window).dialogs[..], [Dialog::DecideVoted(of, _)] if *of == item));
    click(&mut window, "Decide Python");
    assert_eq!(session(&window).dialogs, []);
    assert_eq!(session(&window).plan().decisions[&item].language.as_str(), "python");
    window.get_by_label("Votes: 2 of 2 for Python.");
    press(&mut window, Modifiers::COMMAND, Key::Z);
    assert!(!session(&window).plan().decisions.contains_key(&item));
    press(&mut window, Modifiers::COMMAND, Key::Z);
    assert!(session(&window).plan().votes.is_empty());
    keys(&mut window, &[Key::Escape]);
    assert!(session(&window).shows_canvas());
}

/// Keys choose, and Enter casts what they chose, also after Tab has led to another language; a round that
/// is not over survives that another one is held.
#[test]
fn a_vote_is_cast_by_keys_alone_and_no_round_is_lost() {
    let mut session_without_roles = plan();
    let roles: Vec<RoleId> = session_without_roles.plan().roles.keys().cloned().collect();
    let edit = Edit::Many(roles.into_iter().map(Edit::RemoveRole).collect());
    session_without_roles.handle(Command::Edit { label: "No roles".to_owned(), edit });
    session_without_roles.settle();
    let mut window = sized(session_without_roles, [1280.0, 900.0]);
    window.run_steps(4);
    let item = id("recommendationservice");
    send(&mut window, Command::ShowDialog(Dialog::Vote(item.clone())));
    window.run_steps(2);
    // The role has the keyboard.
    control(&window, "Role that votes").type_text("Operations");
    window.run_steps(2);
    press(&mut window, Modifiers::NONE, Key::Tab);
    press(&mut window, Modifiers::NONE, Key::Num2);
    press(&mut window, Modifiers::NONE, Key::Enter);
    window.get_by_label("Operations has voted");
    press(&mut window, Modifiers::NONE, Key::Escape);
    let other = id("adservice");
    send(&mut window, Command::ShowDialog(Dialog::Vote(other.clone())));
    window.run_steps(2);
    assert!(!said(&window).contains("has voted"), "another component, another round");
    press(&mut window, Modifiers::NONE, Key::Escape);
    send(&mut window, Command::ShowDialog(Dialog::Vote(item.clone())));
    window.run_steps(2);
    // Another role looks in, and leaves it: the vote that is cast stays.
    click(&mut window, "Hand the keyboard to the next role");
    click(&mut window, "Cancel");
    click(&mut window, "Reveal");
    let second = session(&window).to_vote_on(&item)[1].clone();
    window.get_by_label(&format!("1 of 1 for {}.", second.1));
    assert_eq!(session(&window).plan().votes[&item]["Operations"].language, second.0);
    // What is decided can be voted for, too.
    let decided = session(&window).plan().decisions[&other].language.clone();
    assert!(session(&window).to_vote_on(&other).iter().any(|(of, _)| *of == decided));
}

/// Whatever is said in large letters lies inside what it is shown in, in both themes; names that have no
/// room end in an ellipsis.
#[test]
fn large_letters_fit_a_small_window() {
    for theme in [ThemeChoice::Light, ThemeChoice::Dark] {
        let mut window = meeting([1280.0, 720.0]);
        let mut settings = session(&window).settings.clone();
        settings.theme = theme;
        send(&mut window, Command::Settings(Box::new(settings)));
        let items: Vec<Item> = session(&window).agenda().into_iter().map(|row| row.item).collect();
        assert!(items.iter().any(|item| matches!(item, Item::Flow(_))));
        for item in items {
            send(&mut window, Command::Meet(Step::GoTo(item.clone())));
            for shape in &window.output().shapes {
                let egui::Shape::Text(text) = &shape.shape else { continue };
                let drawn = text.visual_bounding_rect();
                let seen = shape.clip_rect;
                // What is scrolled away goes out of sight above and below only.
                let wide = drawn.left() >= seen.left() - 1.0 && drawn.right() <= seen.right() + 1.0;
                let away = drawn.bottom() < seen.top() || drawn.top() > seen.bottom();
                assert!(
                    wide || away,
                    "{item:?}: “{}” at {drawn:?} in {seen:?}",
                    text.galley.text()
                );
            }
        }
    }
}

#[test]
fn an_empty_plan_says_what_brings_items() {
    let mut window = sized(opened(None), [1280.0, 720.0]);
    window.run_steps(4);
    press(&mut window, Modifiers::NONE, Key::F9);
    assert!(session(&window).shows_meeting());
    window.get_by_label_contains("this one has none yet");
    // The menu bar has one of that name as well.
    let root = window.root();
    let buttons = root.children_recursive().filter(|node| {
        let node = node.accesskit_node();
        node.label().as_deref() == Some("Add component")
    });
    buttons.last().unwrap().click();
    window.run_steps(4);
    assert!(session(&window).shows_canvas(), "its name is typed on the canvas");
}

#[test]
fn the_end_says_so_and_leads_to_the_minutes() {
    let mut window = meeting([1280.0, 900.0]);
    let all = session(&window).meeting_progress().all;
    for _ in 0..all {
        send(&mut window, Command::Meet(Step::Done));
    }
    window.get_by_label("Nothing is left of the agenda");
    control(&window, "Write minutes…");
    assert_eq!(unnamed(&window), [""; 0]);
    click(&mut window, "Leave the meeting");
    assert!(session(&window).shows_canvas());
}

#[test]
fn roles_estimate_a_number_and_what_they_come_to_is_taken() {
    let mut window = meeting([1280.0, 900.0]);
    let item = id("recommendationservice");
    let address = InputRef::component(item.clone(), Input::IoWait);
    send(&mut window, Command::ShowDialog(Dialog::Estimate(address)));
    assert_eq!(unnamed(&window), [""; 0]);
    for (role, text) in [("Backend engineer", "4..8..16 ms"), ("Data scientist", "9..18..36 ms")] {
        let field = format!("Estimate of {role}");
        control(&window, &field).focus();
        window.run_steps(2);
        control(&window, &field).type_text(text);
        window.run_steps(2);
    }
    window.get_by_label("2 roles: 6..12..24 ms");
    // Closed by mistake, it is all there again.
    press(&mut window, Modifiers::NONE, Key::Escape);
    let address = InputRef::component(item.clone(), Input::IoWait);
    send(&mut window, Command::ShowDialog(Dialog::Estimate(address)));
    window.run_steps(2);
    window.get_by_label("2 roles: 6..12..24 ms");
    // What cannot be read is not left out without a word, and what excludes each other is told.
    control(&window, "Estimate of Data scientist").focus();
    window.run_steps(2);
    control(&window, "Estimate of Data scientist").type_text(" or so");
    window.run_steps(2);
    click(&mut window, "Take");
    window.get_by_label("Mend or empty what cannot be read of 1 role.");
    control(&window, "Estimate of Data scientist").focus();
    window.run_steps(2);
    press(&mut window, Modifiers::COMMAND, Key::A);
    control(&window, "Estimate of Data scientist").type_text("900 to 3600 ms");
    window.run_steps(2);
    window.get_by_label_contains("exclude each other, and are 225 times apart");
    press(&mut window, Modifiers::COMMAND, Key::A);
    control(&window, "Estimate of Data scientist").type_text("9..18..36 ms");
    window.run_steps(2);
    click(&mut window, "Take");
    assert_eq!(session(&window).dialogs, []);
    let stated = session(&window).plan().components[&item].inputs[&Input::IoWait].clone();
    assert_eq!(stated.source, "estimated by 2 roles");
    assert_eq!(stated.range, Input::IoWait.parse("6..12..24 ms").unwrap());
}

#[test]
fn what_comes_up_goes_into_the_log_by_keyboard() {
    let mut window = meeting([1280.0, 900.0]);
    let item = id("recommendationservice");
    press(&mut window, Modifiers::COMMAND, Key::J);
    assert!(matches!(&session(&window).dialogs[..], [Dialog::Entry(_)]));
    assert_eq!(unnamed(&window), [""; 0]);
    click(&mut window, "Add");
    window.get_by_label("Type what it says.");
    control(&window, "What it says").type_text("Measure the cold start");
    window.run_steps(2);
    control(&window, "Due").focus();
    window.run_steps(2);
    control(&window, "Due").type_text("next week");
    window.run_steps(2);
    press(&mut window, Modifiers::COMMAND, Key::Enter);
    assert_eq!(session(&window).plan().log.len(), 0, "a date that is none is not taken");
    window.get_by_label_contains("next week");
    press(&mut window, Modifiers::COMMAND, Key::A);
    control(&window, "Due").type_text("2026-12-24");
    window.run_steps(2);
    press(&mut window, Modifiers::COMMAND, Key::Enter);
    assert_eq!(session(&window).dialogs, []);
    let log: Vec<_> = session(&window).plan().log.values().cloned().collect();
    assert_eq!(log.len(), 1);
    assert_eq!(
        (log[0].about.clone(), log[0].text.as_str()),
        (About::Component(item), "Measure the cold start")
    );
    assert_eq!(log[0].due, "2026-12-24".parse().ok());
    // It stands with the item, and in the log, where it is settled.
    window.get_by_label("Measure the cold start");
    press(&mut window, Modifiers::COMMAND | Modifiers::SHIFT, Key::J);
    assert_eq!(unnamed(&window), [""; 0]);
    click(&mut window, "Action: Measure the cold start");
    window.get_by_role_and_label(Role::RadioButton, "Done").click();
    window.run_steps(4);
    click(&mut window, "Keep");
    window.get_by_label("Nothing of that kind is open.");
    click(&mut window, "Also what is settled");
    click(&mut window, "Action: Measure the cold start");
    click(&mut window, "Delete");
    assert_eq!(session(&window).plan().log.len(), 0);
    window.get_by_label("Nothing is in the log yet.");
    press(&mut window, Modifiers::NONE, Key::Escape);
    press(&mut window, Modifiers::COMMAND, Key::Z);
    assert_eq!(session(&window).plan().log.len(), 1);
}
