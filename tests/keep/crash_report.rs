//! What a crash leaves for whoever mends it.

use polyplan::session::{Places, report_crashes};

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
