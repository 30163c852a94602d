//! Kinds of request from a file to what people read of them.

use std::fs;

use crate::desk::Desk;

const LINES: &str =
    "Browse (browser page) 800/s p99 200ms, Check out (browser page) 12/s p99 1.5s -> gateway
gateway -> catalog
gateway ->|for=Browse| ads (model serving)
gateway ->|for=\"Check out\", stage 1| payments -> bank (external)
";

#[test]
fn every_output_tells_whose_requests_take_a_link() {
    let desk = Desk::new();
    fs::write(desk.path("shop.lines"), LINES).unwrap();
    desk.succeeds(&["import", "shop.lines", "--out", "shop.plan.ron"]);
    let file = fs::read_to_string(desk.path("shop.plan.ron")).unwrap();
    assert_eq!(file.matches("only_for").count(), 2, "{file}");
    assert_eq!(
        desk.succeeds(&["export", "shop.plan.ron", "--format", "lines", "--out", "-"])
            .lines()
            .filter(|line| line.contains("for="))
            .collect::<Vec<_>>(),
        ["gateway ->|for=\"Browse\"| ads", "gateway ->|stage=1, for=\"Check out\"| payments"]
    );
    let svg = desk.succeeds(&["export", "shop.plan.ron", "--format", "svg", "--out", "-"]);
    assert!(svg.contains("for Browse") && svg.contains("for Check out"));
    desk.succeeds(&["report", "shop.plan.ron", "--out", "report"]);
    let report = fs::read_to_string(desk.path("report/report.md")).unwrap();
    let told = "Only some requests take these links: gateway to ads for Browse; gateway to payments for Check out.";
    assert!(report.contains(told), "{report}");
}

/// A line for another kind of request is another link, not the end of the one that is there.
#[test]
fn a_line_for_another_kind_is_a_second_link() {
    let desk = Desk::new();
    fs::write(desk.path("shop.lines"), LINES).unwrap();
    desk.succeeds(&["import", "shop.lines", "--out", "shop.plan.ron"]);
    fs::write(desk.path("more.lines"), "gateway ->|for=\"Check out\", 3x| ads\n").unwrap();
    desk.succeeds(&["import", "more.lines", "--into", "shop.plan.ron"]);
    let lines = desk.succeeds(&["export", "shop.plan.ron", "--format", "lines", "--out", "-"]);
    let of_ads: Vec<&str> = lines.lines().filter(|line| line.ends_with("| ads")).collect();
    let expected = ["gateway ->|for=\"Browse\"| ads", "gateway ->|for=\"Check out\", calls=3| ads"];
    assert_eq!(of_ads, expected);
}

/// What is not there is told with what may be meant, and the rest of the file is read.
#[test]
fn who_is_named_and_missing_is_told() {
    let desk = Desk::new();
    let plan = "(format: \"polyplan\", version: 1, components: {\"web\": (name: \"Web\", kind: \"web-app\"), \"shop\": (name: \"Shop\", kind: \"service\")}, links: {\"a\": (from: \"web\", to: \"shop\", only_for: [\"wen\", \"shop\"])})";
    fs::write(desk.path("a.plan.ron"), plan).unwrap();
    let output = desk.run(&["check", "a.plan.ron"]);
    assert_eq!(output.status.code(), Some(1));
    let told = String::from_utf8(output.stderr).unwrap();
    assert!(told.contains("the component `wen` in `only_for` does not exist"), "{told}");
}
