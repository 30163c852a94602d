//! The window without a display, for tests that drive it through its accessibility tree.

use std::path::PathBuf;

use egui_kittest::Harness;
use egui_kittest::kittest::NodeT as _;
use polyplan::catalog::Catalog;
use polyplan::session::{Command, Session, Settings};
use polyplan::ui::App;

/// The window as tests hold it.
pub type Window = Harness<'static, Option<App>>;

/// The window over an example plan, or over an empty one.
pub fn window(plan: Option<&str>) -> Window {
    over(opened(plan))
}

/// A session over an example plan, or over an empty one.
pub fn opened(plan: Option<&str>) -> Session {
    let mut session = Session::new(Catalog::shipped().unwrap(), Settings::default());
    if let Some(name) = plan {
        let file = format!("saves/{name}.plan.ron");
        session.handle(Command::Open(PathBuf::from(env!("CARGO_MANIFEST_DIR")).join(file)));
        session.settle();
    }
    session
}

/// The window over a session.
pub fn over(session: Session) -> Window {
    sized(session, [1280.0, 2400.0])
}

/// The window over a session, its inside so large.
pub fn sized(session: Session, size: [f32; 2]) -> Window {
    let mut session = Some(session);
    Harness::builder().with_size(size).with_max_steps(32).build_ui_state(
        move |ui, app: &mut Option<App>| {
            let app = app.get_or_insert_with(|| {
                let session = session.take().unwrap();
                App::new(ui.ctx(), session)
            });
            app.tick(ui.ctx());
            app.show(ui);
        },
        None,
    )
}

/// The session behind the window.
pub fn session(harness: &Window) -> &Session {
    harness.state().as_ref().unwrap().session()
}

/// Sends a command as a panel would, and lets the window follow.
pub fn send(harness: &mut Window, command: Command) {
    harness.state_mut().as_mut().unwrap().send(command);
    harness.run_steps(3);
}

/// The one control of this name; the text beside it may say the same.
pub fn control<'h>(harness: &'h Window, name: &str) -> egui_kittest::Node<'h> {
    use egui::accesskit::Action;
    let root = harness.root();
    let found = root.children_recursive().filter(|node| {
        let node = node.accesskit_node();
        let data = node.data();
        let works = data.supports_action(Action::Click) || data.supports_action(Action::Focus);
        works && node.label().as_deref() == Some(name)
    });
    let mut found: Vec<_> = found.collect();
    assert_eq!(found.len(), 1, "controls named {name}");
    found.remove(0)
}

/// What can be clicked or focused and has no name, as roles with places.
pub fn unnamed(harness: &Window) -> Vec<String> {
    use egui::accesskit::Action;
    let named = |label: Option<String>| label.is_some_and(|label| !label.trim().is_empty());
    let mut found = Vec::new();
    for node in harness.root().children_recursive() {
        let node = node.accesskit_node();
        let data = node.data();
        let interactive =
            data.supports_action(Action::Click) || data.supports_action(Action::Focus);
        // egui names no scroll bars; what they scroll has names of its own.
        let bar = node.role() == egui::accesskit::Role::ScrollBar;
        if interactive && !bar && !named(node.label()) {
            found.push(format!("{:?} at {:?}", node.role(), data.bounds()));
        }
    }
    found
}

/// Presses a key with its modifiers and lets the window follow for a few frames.
pub fn press(window: &mut Window, modifiers: egui::Modifiers, key: egui::Key) {
    window.key_press_modifiers(modifiers, key);
    window.run_steps(4);
}
