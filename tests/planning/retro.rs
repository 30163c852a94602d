//! Forecasts against published changes, and the page that tells how they did.

use std::path::Path;

use polyplan::base::number::readable;
use polyplan::exchange::retro;
use polyplan::files;
use polyplan::forecast::Resolved;
use polyplan::forecast::retro::Score;

use super::sketch::catalog;

/// The cases that are told on the page, by name.
fn cases() -> Vec<retro::HeldCase> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/data/retro");
    let mut folders: Vec<_> =
        std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    folders.sort();
    let hold = |folder: &std::path::PathBuf| {
        let text = std::fs::read_to_string(folder.join("published.json")).unwrap();
        let plan = files::load(&folder.join("plan.ron")).unwrap().plan;
        retro::hold(retro::read(&text).unwrap(), &Resolved::new(&plan, catalog(), None))
    };
    folders.iter().map(hold).collect()
}

#[test]
fn three_in_four_published_ratios_are_inside_ranges_that_still_say_something() {
    let cases = cases();
    let ratios = cases.iter().flat_map(|of| &of.held).filter(|of| of.published.told.is_ratio());
    let score = Score::of(&ratios).unwrap();
    assert_eq!(score.all, 23);
    assert!(4 * score.inside >= 3 * score.all, "{score:?}");
    assert!(score.width <= 6.0, "{score:?}");
}

#[test]
fn the_page_tells_what_the_program_says() {
    let page = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/retro.md");
    let page = std::fs::read_to_string(page).unwrap();
    let cases = cases();
    let told = retro::markdown(&cases);
    assert!(
        page.contains(&told),
        "docs/retro.md is to hold what `cargo run --example retro -- tests/data/retro` prints:\n{told}"
    );
    let readme = Path::new(env!("CARGO_MANIFEST_DIR")).join("README.md");
    let readme = std::fs::read_to_string(readme).unwrap().replace('\n', " ");
    let ratios = cases.iter().flat_map(|of| &of.held).filter(|of| of.published.told.is_ratio());
    let score = Score::of(&ratios).unwrap();
    let told = format!(
        "{} of {} ratios lie inside the 10 to 90 % ranges, at a median width of ×{}",
        score.inside,
        score.all,
        readable(score.width)
    );
    assert!(readme.contains(&told), "README.md is to say: {told}");
    for case in &cases {
        assert!(page.contains(&case.case.url), "docs/retro.md does not link {}", case.case.url);
    }
}

#[test]
fn what_cannot_be_held_is_said() {
    let case = |measure: &str, low: f64| {
        format!(
            r#"{{"name": "x", "source": "s", "component": "svc", "before": "go-net-http",
            "after": "rust-axum", "measures": [{{"measure": "{measure}", "low": {low}, "high": 2}}]}}"#
        )
    };
    assert!(retro::read(&case("busy", 1.0)).is_ok());
    for (text, word) in [
        (case("happiness", 1.0), "happiness"),
        (case("busy", 3.0), "rise"),
        (case("busy", 0.0), "positive"),
        ("{".to_owned(), "EOF"),
    ] {
        let error = retro::read(&text).unwrap_err();
        assert!(error.contains(word), "{error}");
    }
}
