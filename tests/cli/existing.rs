//! Code that exists, from a file to what people read of it.

use std::fs;

use crate::desk::Desk;

const PLAN: &str = r#"(
    format: "polyplan",
    version: 1,
    name: "Shop",
    candidates: ["go-net-http", "python-async"],
    components: {
        "orders": (
            name: "Orders",
            kind: "service",
            exists_in: "python",
            tested: "hardly",
            cpu_language: "python",
            inputs: {
                "external_rate": "20000 req/s",
                "cpu_time": "8 ms",
                "work": "40 person-weeks",
            },
        ),
        "desk": (name: "Desk", kind: "service", exists_in: "python", inputs: {"external_rate": "1 req/s"}),
        "new": (name: "New", kind: "service"),
    },
)"#;

#[test]
fn every_output_tells_what_to_do_with_the_code_that_exists() {
    let desk = Desk::new();
    fs::write(desk.path("shop.plan.ron"), PLAN).unwrap();
    let text = desk.succeeds(&["advise", "shop.plan.ron"]);
    let lines: Vec<&str> = text.lines().filter(|line| line.starts_with("  code ")).collect();
    assert_eq!(lines.len(), 2, "{text}");
    assert!(lines[0].starts_with("  code     Keep the Python code of Desk"), "{text}");
    assert!(lines[1].contains("less than keeping it"), "{text}");

    let json = desk.succeeds(&["advise", "shop.plan.ron", "--format", "json"]);
    let json: serde_json::Value = serde_json::from_str(&json).unwrap();
    let of = |id: &str| {
        let components = json["components"].as_array().unwrap();
        components.iter().find(|of| of["id"] == id).unwrap()["existing"].clone()
    };
    assert!(of("new").is_null());
    assert_eq!(of("desk")["advised"], "keep");
    let ways = of("orders")["ways"].as_array().unwrap().clone();
    let words: Vec<&str> = ways.iter().map(|way| way["way"].as_str().unwrap()).collect();
    assert!(words.ends_with(&["extract", "step-by-step", "at-once"]), "{words:?}");

    desk.succeeds(&["report", "shop.plan.ron", "--out", "report"]);
    let report = fs::read_to_string(desk.path("report/report.md")).unwrap();
    assert!(report.contains("Keep the Python code of Desk"), "{report}");
    desk.succeeds(&["report", "shop.plan.ron", "--depth", "full", "--out", "full"]);
    let report = fs::read_to_string(desk.path("full/report.md")).unwrap();
    for told in [
        "Write it anew at once",
        "Replace it step by step",
        "Keep it (advised)",
        "The Python code that exists",
    ] {
        assert!(report.contains(told), "{told}: {report}");
    }
    // A file that is read and written again says the same.
    desk.succeeds(&["tidy", "shop.plan.ron"]);
    let file = fs::read_to_string(desk.path("shop.plan.ron")).unwrap();
    assert_eq!(file.matches("exists_in").count(), 2, "{file}");
    assert!(file.contains(r#"tested: "hardly""#), "{file}");
}
