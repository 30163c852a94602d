//! The questions as the window asks them, through its accessibility tree.

use egui_kittest::Harness;
use egui_kittest::kittest::Queryable as _;
use polyplan::session::{ActionId, Command, Session};
use polyplan::ui::App;

use crate::desk::{Desk, add, in_file, names};

fn window(session: Session) -> Harness<'static, Option<App>> {
    let mut session = Some(session);
    Harness::builder().with_size([1280.0, 800.0]).build_ui_state(
        move |ui, app: &mut Option<App>| {
            let app = app.get_or_insert_with(|| App::new(ui.ctx(), session.take().unwrap()));
            app.tick(ui.ctx());
            app.show(ui);
        },
        None,
    )
}

fn session<'a>(harness: &'a Harness<'_, Option<App>>) -> &'a Session {
    harness.state().as_ref().unwrap().session()
}

/// Frames until a job has come back with what is waited for.
fn wait(harness: &mut Harness<'_, Option<App>>, done: impl Fn(&Session) -> bool) {
    while !done(session(harness)) {
        std::thread::sleep(std::time::Duration::from_millis(5));
        harness.step();
    }
    harness.run();
}

#[test]
fn lost_work_is_offered_with_its_name_and_taken_back() {
    let desk = Desk::new();
    let (mut before, _) = desk.shop();
    add(&mut before, "Cart");
    drop(before);
    let mut harness = window(desk.start());
    harness.run();
    let words = "Its file";
    assert!(harness.query_by_label_contains(words).is_some());
    assert!(harness.query_by_label_contains("shop.plan.ron").is_some());
    harness.get_by_label("Recover").click();
    harness.run();
    assert_eq!(names(session(&harness).plan()), ["API", "Cart"]);
    assert!(harness.query_by_label_contains(words).is_none());
}

#[test]
fn a_clash_is_asked_about_and_mine_is_kept() {
    let desk = Desk::new();
    let (mut before, path) = desk.shop();
    add(&mut before, "Cart");
    let text = std::fs::read_to_string(&path).unwrap();
    std::fs::write(&path, text.replace("API", "Theirs")).unwrap();
    let mut harness = window(before);
    harness.run();
    harness.state_mut().as_mut().unwrap().send(Command::Act(ActionId::Save));
    wait(&mut harness, |session| !session.dialogs.is_empty());
    assert!(harness.query_all_by_label_contains("was changed on disk").next().is_some());
    harness.get_by_label("Keep mine").click();
    wait(&mut harness, |session| !session.is_dirty());
    assert_eq!(in_file(&path), ["API", "Cart"]);
}
