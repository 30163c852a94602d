//! What a crash leaves for whoever mends it.

use polyplan::session::{Places, report_crashes};

use crate::desk::Desk;

#[test]
fn a_crash_leaves_a_report_that_says_where_and_nothing_of_the_plan() {
    let home = tempfile::tempdir().unwrap();
    let places = Places::at(home.path());
    report_crashes(&places);
    for _ in 0..25 {
        // What such a panic says quotes the text.
        let crashed = std::panic::catch_unwind(|| String::from("Zürich payments")[..2].len());
        assert!(crashed.is_err());
    }
    let reports: Vec<_> = std::fs::read_dir(places.crashes()).unwrap().flatten().collect();
    assert!((1..=20).contains(&reports.len()), "{} are kept", reports.len());
    let text = std::fs::read_to_string(reports[0].path()).unwrap();
    assert!(text.starts_with(&format!("Polyplan {}", env!("CARGO_PKG_VERSION"))), "{text}");
    assert!(text.contains("tests/keep/crash_report.rs:"), "{text}");
    assert!(!text.contains("payments"), "{text}");
}

#[test]
fn the_next_start_tells_of_a_crash_once() {
    let desk = Desk::new();
    let told = || -> Vec<String> {
        let session = desk.start();
        session.notices.iter().map(|notice| notice.text.clone()).collect()
    };
    assert_eq!(told(), Vec::<String>::new());
    let crashes = desk.places().crashes();
    std::fs::create_dir_all(&crashes).unwrap();
    for name in ["0000000000001-7.txt", "0000000000002-7.txt"] {
        std::fs::write(crashes.join(name), "Polyplan crashed.").unwrap();
    }
    let [text] = told().try_into().unwrap();
    assert!(text.contains("0000000000002-7.txt") && text.contains("crashed"), "{text}");
    assert_eq!(told(), Vec::<String>::new(), "it is told once");
    std::fs::write(crashes.join("0000000000003-9.txt"), "Polyplan crashed.").unwrap();
    assert!(told()[0].contains("0000000000003-9.txt"));
}
