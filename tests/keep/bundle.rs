//! Whole folders written from the window are those of the command line.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use polyplan::model::ComponentId;
use polyplan::session::bundle::{PicturesChoice, ReportChoice, Scope};
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

/// What the command line writes to a folder.
fn of_cli(desk: &Desk, arguments: &[&str]) -> BTreeMap<String, Vec<u8>> {
    let out = desk.path("cli");
    let output = std::process::Command::new(env!("CARGO_BIN_EXE_polyplan"))
        .args([arguments[0], example().to_str().unwrap(), "--out", out.to_str().unwrap()])
        .args(&arguments[1..])
        .env("POLYPLAN_HOME", desk.home())
        .output()
        .unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    files_in(&out)
}

/// Every file of a folder by its place in it.
fn files_in(folder: &Path) -> BTreeMap<String, Vec<u8>> {
    let mut found = BTreeMap::new();
    let mut folders = vec![folder.to_owned()];
    while let Some(next) = folders.pop() {
        for entry in std::fs::read_dir(next).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else {
                let place = path.strip_prefix(folder).unwrap().to_str().unwrap().to_owned();
                found.insert(place, std::fs::read(path).unwrap());
            }
        }
    }
    found
}

#[track_caller]
fn same(ours: &BTreeMap<String, Vec<u8>>, theirs: &BTreeMap<String, Vec<u8>>) {
    assert_eq!(ours.keys().collect::<Vec<_>>(), theirs.keys().collect::<Vec<_>>());
    for (place, bytes) in ours {
        assert!(theirs[place] == *bytes, "{place}");
    }
}

#[test]
fn the_report_is_the_one_of_the_command_line() {
    let desk = Desk::new();
    let mut session = open(&desk);
    session.handle(Command::Act(ActionId::Report));
    let Some(Dialog::Report(offered)) = session.dialogs.last().cloned() else {
        panic!("{:?}", session.dialogs);
    };
    let beside = example().parent().unwrap().join("feature-platform-on-feast-report");
    assert_eq!(offered.folder.as_deref().and_then(Path::parent), beside.parent());
    let folder = desk.path("out");
    let choice = ReportChoice { folder: Some(folder.clone()), ..offered };
    session.handle_all([Command::CloseDialog, Command::WriteReport(choice)]);
    session.settle();
    says(&session, Tone::Done, &folder.display().to_string());
    let notice = session.notices.iter().find(|notice| notice.folder.is_some()).unwrap();
    assert_eq!(notice.folder.as_ref(), Some(&folder));
    let ours = files_in(&folder);
    assert!(ours.contains_key("report.pdf") && ours.contains_key("report.md"));
    same(&ours, &of_cli(&desk, &["report"]));
}

#[test]
fn parts_of_the_report_are_left_out() {
    let desk = Desk::new();
    let mut session = open(&desk);
    let folder = desk.path("out");
    let choice = ReportChoice {
        folder: Some(folder.clone()),
        pdf: true,
        markdown: false,
        pictures: false,
        ..ReportChoice::default()
    };
    session.handle(Command::WriteReport(choice));
    session.settle();
    assert_eq!(files_in(&folder).keys().collect::<Vec<_>>(), ["report-files.txt", "report.pdf"]);
    assert!(!session.settings.report.markdown, "the choice is kept");
}

#[test]
fn all_pictures_are_those_of_the_command_line() {
    let desk = Desk::new();
    let mut session = open(&desk);
    let folder = desk.path("out");
    let choice = PicturesChoice {
        folder: Some(folder.clone()),
        scope: Scope::All,
        formats: vec!["svg".to_owned()],
        ..PicturesChoice::default()
    };
    session.handle(Command::WritePictures(choice));
    session.settle();
    same(&files_in(&folder), &of_cli(&desk, &["export", "--what", "all"]));
}

#[test]
fn the_shown_pictures_are_written_in_each_format() {
    let desk = Desk::new();
    let mut session = open(&desk);
    let id = ComponentId::new("scoring").unwrap();
    session.handle(Command::Select(Selection::of(Element::Component(id))));
    session.handle(Command::ShowChart("latency-load".to_owned()));
    let folder = desk.path("out");
    let formats = ["png", "svg", "csv"].map(str::to_owned).to_vec();
    let choice =
        PicturesChoice { folder: Some(folder.clone()), formats, ..PicturesChoice::default() };
    session.handle(Command::WritePictures(choice));
    session.settle();
    let written = files_in(&folder);
    let expected = [
        "diagram.png",
        "diagram.svg",
        "scoring-latency-load.csv",
        "scoring-latency-load.notes.txt",
        "scoring-latency-load.png",
        "scoring-latency-load.svg",
        "totals.csv",
        "totals.notes.txt",
        "totals.png",
        "totals.svg",
    ];
    assert_eq!(written.keys().collect::<Vec<_>>(), expected);
}

#[test]
fn a_folder_that_cannot_be_written_is_said_with_what_is_there() {
    let desk = Desk::new();
    let mut session = open(&desk);
    std::fs::write(desk.path("file"), "").unwrap();
    let choice = ReportChoice { folder: Some(desk.path("file/report")), ..ReportChoice::default() };
    session.handle(Command::WriteReport(choice.clone()));
    session.settle();
    says(&session, Tone::Failed, "Nothing was written");
    session.notices.clear();
    // The pages cannot take the place of a folder; nothing else is written then.
    let folder = desk.path("out");
    std::fs::create_dir_all(folder.join("report.pdf/inside")).unwrap();
    let choice = ReportChoice { folder: Some(folder.clone()), ..choice };
    session.handle(Command::WriteReport(choice));
    session.settle();
    says(&session, Tone::Failed, "report.pdf");
    says(&session, Tone::Failed, "Nothing was written");
    assert!(files_in(&folder).is_empty());
}

#[test]
fn a_report_that_is_stopped_says_how_far_it_came() {
    let desk = Desk::new();
    let mut session = open(&desk);
    let choice = ReportChoice { folder: Some(desk.path("out")), ..ReportChoice::default() };
    session.handle(Command::WriteReport(choice.clone()));
    let (job, _) = session.jobs.running().find(|(_, job)| job.shown).unwrap();
    session.handle(Command::CancelJob(job));
    // Two reports at once could mix in one folder.
    session.handle(Command::WriteReport(choice));
    says(&session, Tone::Warning, "already");
    session.settle();
    says(&session, Tone::Warning, "stopped");
    assert!(!desk.path("out/report.pdf").exists());
}

#[test]
fn the_folder_that_is_chosen_goes_to_the_dialog_that_asked() {
    let desk = Desk::new();
    let mut session = open(&desk);
    session.handle(Command::Act(ActionId::ExportAll));
    session.handle(Command::ChooseFile(FileRequest::Folder));
    assert_eq!(session.take_requests(), [Request::ChooseFile(FileRequest::Folder)]);
    session.handle(Command::FolderChosen(desk.path("here")));
    let Some(Dialog::Pictures(choice)) = session.dialogs.last() else {
        panic!("{:?}", session.dialogs);
    };
    assert_eq!(choice.folder, Some(desk.path("here")));
}
