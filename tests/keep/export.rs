//! Exports from the window are those of the command line.

use std::path::{Path, PathBuf};

use polyplan::model::ComponentId;
use polyplan::session::settings::ExportChoice;
use polyplan::session::{
    ActionId, Command, Dialog, Element, FileRequest, Request, Selection, Session, Tone,
};

use crate::desk::{Desk, says};

fn example() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("saves/feature-platform.plan.ron")
}

fn open(desk: &Desk) -> Session {
    let mut session = desk.start();
    session.handle(Command::Open(example()));
    session.settle();
    session
}

fn select(session: &mut Session, id: &str) {
    let id = ComponentId::new(id).unwrap();
    session.handle(Command::Select(Selection::of(Element::Component(id))));
}

/// What the command line writes.
fn of_cli(desk: &Desk, arguments: &[&str]) -> Vec<u8> {
    let out = desk.path("cli.out");
    let output = std::process::Command::new(env!("CARGO_BIN_EXE_polyplan"))
        .args(["export", example().to_str().unwrap(), "--out", out.to_str().unwrap()])
        .args(arguments)
        .env("POLYPLAN_HOME", desk.home())
        .output()
        .unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    std::fs::read(out).unwrap()
}

#[test]
fn the_same_choice_gives_the_same_bytes_as_the_command_line() {
    let desk = Desk::new();
    let mut session = open(&desk);
    for (what, component, format, theme, scale, transparent) in [
        ("diagram", None, "svg", "light", 2.0, false),
        ("diagram", None, "png", "dark", 1.0, true),
        ("totals", None, "pdf", "light", 2.0, false),
        ("totals", None, "csv", "light", 2.0, false),
        ("fit", Some("scoring"), "png", "light", 0.5, false),
        ("cost-load", Some("scoring"), "svg", "dark", 2.0, true),
        ("latency-load", None, "csv", "light", 2.0, false),
        ("sweep:component/scoring/cpu_time:cost", Some("scoring"), "svg", "light", 2.0, false),
        ("sweep:months", Some("scoring"), "csv", "light", 2.0, false),
    ] {
        session.handle(Command::Select(Selection::default()));
        if let Some(id) = component {
            select(&mut session, id);
        }
        let path = desk.path(&format!("window.{format}"));
        let choice = ExportChoice {
            what: what.to_owned(),
            format: format.to_owned(),
            theme: theme.to_owned(),
            scale,
            transparent,
            path: Some(path.clone()),
            ..ExportChoice::default()
        };
        session.handle(Command::Export(choice));
        session.settle();
        says(&session, Tone::Done, &format!("Exported {}", path.display()));
        let scale = scale.to_string();
        let mut parts = what.split(':');
        let mut arguments = vec!["--format", format];
        // The window keeps looks that do not count; the command line takes none.
        arguments.extend(["--theme", theme].into_iter().filter(|_| format != "csv"));
        arguments.extend(["--scale", &scale].into_iter().filter(|_| format == "png"));
        for (option, value) in ["--what", "--input", "--metric"].into_iter().zip(&mut parts) {
            arguments.extend([option, value]);
        }
        arguments.extend(component.iter().flat_map(|id| ["--component", id]));
        arguments.extend((transparent && format != "csv").then_some("--transparent"));
        let same = std::fs::read(&path).unwrap() == of_cli(&desk, &arguments);
        assert!(same, "{what} as {format}");
    }
}

#[test]
fn a_place_and_what_is_left_out_are_those_of_the_command_line() {
    let desk = Desk::new();
    let mut session = open(&desk);
    let path = desk.path("slide.svg");
    session.handle(Command::Export(ExportChoice {
        format: "svg".to_owned(),
        place: "slide".to_owned(),
        legend: false,
        footer: false,
        path: Some(path.clone()),
        ..ExportChoice::default()
    }));
    session.settle();
    says(&session, Tone::Warning, "For slide: ");
    let arguments = ["--format", "svg", "--for", "slide", "--no-legend", "--no-footer"];
    assert!(std::fs::read(path).unwrap() == of_cli(&desk, &arguments));
}

#[test]
fn an_export_without_a_place_asks_and_the_last_one_is_repeated() {
    let desk = Desk::new();
    let mut session = open(&desk);
    select(&mut session, "scoring");
    let choice = ExportChoice {
        what: "fit".to_owned(),
        format: "csv".to_owned(),
        path: None,
        ..ExportChoice::default()
    };
    session.handle(Command::Act(ActionId::RepeatExport));
    assert_eq!(session.take_requests(), [], "there is no last export");
    session.handle(Command::Export(choice.clone()));
    assert_eq!(session.take_requests(), [Request::ChooseFile(FileRequest::Export(choice.clone()))]);
    assert_eq!(session.settings.export.path, None);
    let path = desk.path("fit");
    session.handle(Command::Export(ExportChoice { path: Some(path), ..choice }));
    session.settle();
    let first = std::fs::read(desk.path("fit.csv")).unwrap();
    std::fs::remove_file(desk.path("fit.csv")).unwrap();
    session.handle(Command::Select(Selection::default()));
    session.handle(Command::Act(ActionId::RepeatExport));
    session.settle();
    assert!(std::fs::read(desk.path("fit.csv")).unwrap() == first, "of the same component");
    session.handle(Command::Export(ExportChoice::default()));
    assert_eq!(session.settings.export.what, "fit", "one that was only begun is not the last");
}

#[test]
fn a_name_that_gets_its_ending_replaces_nothing_unasked() {
    let desk = Desk::new();
    let mut session = open(&desk);
    std::fs::write(desk.path("a.svg"), "precious").unwrap();
    let choice = ExportChoice { format: "svg".to_owned(), ..ExportChoice::default() };
    let to = |name: &str| ExportChoice { path: Some(desk.path(name)), ..choice.clone() };
    session.handle(Command::Export(to("a")));
    session.settle();
    assert_eq!(std::fs::read_to_string(desk.path("a.svg")).unwrap(), "precious");
    assert_eq!(session.dialogs, [Dialog::Path(FileRequest::Export(to("a.svg")))]);
    session.handle_all([Command::CloseDialog, Command::Export(to("a.svg"))]);
    session.settle();
    assert!(std::fs::read_to_string(desk.path("a.svg")).unwrap().starts_with("<svg"));
}

#[test]
fn what_cannot_be_exported_is_said() {
    let desk = Desk::new();
    let mut session = open(&desk);
    let choice = |what: &str, file: &str| ExportChoice {
        what: what.to_owned(),
        path: Some(desk.path(file)),
        ..ExportChoice::default()
    };
    session.handle(Command::Export(choice("totals", "a.mmd")));
    session.settle();
    says(
        &session,
        Tone::Failed,
        "otals is no diagram; only that and the steps of a flow are written as mmd",
    );
    session.handle(Command::Export(choice("diagram", "a.csv")));
    session.settle();
    let table = std::fs::read_to_string(desk.path("a.csv")).unwrap();
    assert!(table.starts_with("\u{feff}row,id,name,kind,group,from,to,label,style,protocol"));
    session.handle(Command::Export(choice("nothing", "a.png")));
    session.settle();
    says(&session, Tone::Failed, "no `nothing`");
    std::fs::write(desk.path("file"), "").unwrap();
    session.handle(Command::Export(choice("diagram", "file/a.svg")));
    session.settle();
    says(&session, Tone::Failed, "annot write");
}

/// What is selected is copied as a picture of its own, without the rest of the plan.
#[test]
fn a_selection_is_copied_as_a_picture() {
    let desk = Desk::new();
    let mut session = open(&desk);
    assert!(!(ActionId::CopySelected.action().available)(&session));
    let size = |session: &mut Session, action: ActionId| {
        session.handle(Command::Act(action));
        session.settle();
        let requests = session.take_requests();
        let [Request::CopyImage { width, height, rgba }] = &requests[..] else {
            panic!("{:?}", session.notices);
        };
        (*width, *height, rgba.clone())
    };
    let whole = size(&mut session, ActionId::CopyDiagram);
    session.handle(Command::Act(ActionId::SelectAll));
    let all = size(&mut session, ActionId::CopySelected);
    assert_eq!(all, whole, "everything selected is the diagram");
    select(&mut session, "scoring");
    let one = size(&mut session, ActionId::CopySelected);
    assert_eq!(one.0, whole.0);
    assert_ne!(one, whole);
    says(&session, Tone::Done, "the picture of");
}

#[test]
fn pictures_for_the_clipboard_have_the_chosen_width() {
    let desk = Desk::new();
    let mut session = open(&desk);
    session.settings.picture_width = 640;
    session.settings.export.transparent = true;
    select(&mut session, "scoring");
    for action in [ActionId::CopyDiagram, ActionId::CopyPlot] {
        session.handle(Command::Act(action));
        session.settle();
        let requests = session.take_requests();
        let [Request::CopyImage { width, height, rgba }] = &requests[..] else {
            panic!("{:?}", session.notices);
        };
        assert!((639..=641).contains(width) && *height > 50, "{width} × {height}");
        assert_eq!(rgba.len(), *width as usize * *height as usize * 4);
        assert_eq!(rgba[..4], [0, 0, 0, 0], "the corner is background");
        assert!(rgba.chunks(4).any(|pixel| pixel[3] == 255));
        says(&session, Tone::Done, "pixels");
    }
}
