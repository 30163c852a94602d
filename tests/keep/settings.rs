//! Settings between two runs.

use polyplan::charts::Overlay;
use polyplan::session::settings::ThemeChoice;
use polyplan::session::{ActionId, Command, Settings};

use crate::desk::Desk;

#[test]
fn settings_come_back() {
    let desk = Desk::new();
    let mut session = desk.start();
    assert_eq!(session.settings, Settings::default());
    let mut settings = session.settings.clone();
    settings.theme = ThemeChoice::Dark;
    settings.scale = 1.3;
    settings.outline_width = 311.0;
    settings.window_height = 1033.0;
    settings.author = "backend \"engineer\" 2\n".to_owned();
    settings.export.path = Some(desk.path("diagram.svg"));
    settings.overlay = Overlay::Cost;
    settings.export.overlay = "load".to_owned();
    settings.export_component = Some("cart".to_owned());
    session.handle(Command::Settings(Box::new(settings.clone())));
    session.handle(Command::Act(ActionId::Snap));
    settings.snap = !settings.snap;
    drop(session);
    assert_eq!(Settings::read(&desk.places()), (settings.clone(), None));
    assert_eq!(desk.start().settings, settings);
}

#[test]
fn recent_files_come_back_newest_first() {
    let desk = Desk::new();
    for name in ["a", "b", "a"] {
        let mut session = desk.start();
        session.handle(Command::SaveTo(desk.path(&format!("{name}.plan.ron"))));
        session.settle();
    }
    let recent = desk.start().settings.recent;
    assert_eq!(recent, [desk.path("a.plan.ron"), desk.path("b.plan.ron")]);
}

#[test]
fn broken_settings_are_kept_aside_and_said() {
    let desk = Desk::new();
    let places = desk.places();
    std::fs::create_dir_all(desk.home()).unwrap();
    for broken in [&b"(theme: dark, scale: "[..], b"\xff\xfe", b"(scale: \"large\")", b""] {
        std::fs::write(places.settings(), broken).unwrap();
        let (settings, notice) = Settings::read(&places);
        assert_eq!(settings, Settings::default());
        let text = notice.unwrap().text;
        assert!(text.contains("settings.broken.ron"), "{text}");
        assert_eq!(std::fs::read(places.broken_settings()).unwrap(), broken);
        assert_eq!(Settings::read(&places), (Settings::default(), None));
    }
}

#[test]
fn one_damaged_setting_costs_no_other() {
    let desk = Desk::new();
    let places = desk.places();
    let recent = vec![desk.path("a.plan.ron"), desk.path("b.plan.ron")];
    let usual = Settings { recent, author: "lead \"1\"".to_owned(), ..Settings::default() };
    let mine = Settings { scale: 1.3, snap: false, theme: ThemeChoice::Dark, ..usual.clone() };
    mine.write(&places).unwrap();
    let text = std::fs::read_to_string(places.settings()).unwrap();
    for (torn, left) in [
        (text.replace("scale: 1.3", "scale: \"x\""), Settings { scale: 1.0, ..mine.clone() }),
        (text.replace("snap: false", "snap: fa\u{0}se"), Settings { snap: true, ..mine.clone() }),
        (
            text.replace("theme: dark", "the"),
            Settings { theme: ThemeChoice::System, ..mine.clone() },
        ),
        (
            text.replace("author: \"", "author: "),
            Settings { author: String::new(), ..mine.clone() },
        ),
        (text[..text.rfind("picture_width").unwrap() + 4].to_owned(), mine.clone()),
    ] {
        std::fs::write(places.settings(), &torn).unwrap();
        let (settings, notice) = Settings::read(&places);
        assert_eq!(settings, left);
        assert!(notice.unwrap().text.contains("settings.broken.ron"));
        assert_eq!(std::fs::read_to_string(places.broken_settings()).unwrap(), torn);
        assert_eq!(Settings::read(&places), (left, None), "it is not lost at the next start");
    }
}

#[test]
fn absurd_numbers_do_not_make_an_unusable_window() {
    let desk = Desk::new();
    std::fs::create_dir_all(desk.home()).unwrap();
    let text = "(scale: NaN, window_width: -5.0, plot_height: inf, picture_width: 0, later: true)";
    std::fs::write(desk.places().settings(), text).unwrap();
    let (settings, notice) = Settings::read(&desk.places());
    assert_eq!(notice, None);
    assert_eq!(settings.scale, 1.0);
    assert!(settings.window_width >= 80.0);
    assert_eq!(settings.plot_height, Settings::default().plot_height);
    assert!(settings.picture_width > 0);
}
