//! Ledger, question sheet and answers, by the real program.

#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

#[path = "support/desk.rs"]
mod desk;

use desk::{Desk, example};

/// A plan in which one answer settles much.
const SHOP: &str = r#"(
    format: "polyplan",
    version: 1,
    name: "Shop",
    components: {
        "api": (name: "API", kind: "service", tags: ["performance-sensitive"]),
        "cart": (name: "Cart", kind: "service"),
    },
    links: { "api-cart": (from: "api", to: "cart") },
)"#;

#[test]
fn the_ledger_comes_as_text_json_and_csv() {
    let desk = Desk::new();
    let plan = example("online-boutique");
    let json = desk.json(&["ledger", &plan, "--format", "json"]);
    let figures = json["figures"].as_array().unwrap();
    let share = |figure: &serde_json::Value| figure["share"].as_f64();
    let sum: f64 = figures.iter().filter_map(share).sum();
    assert!((sum - 1.0).abs() < 1e-9, "{sum}");
    let text = desk.succeeds(&["ledger", &plan]);
    let first = figures[0]["label"].as_str().unwrap();
    assert!(text.lines().next().unwrap().contains(first), "{text}");
    let listed = text.lines().take_while(|line| !line.is_empty()).count();
    assert!(text.contains(&format!(" {} more figures", figures.len() - listed)), "{text}");
    let csv = desk.succeeds(&["ledger", &plan, "--format", "csv"]);
    let lines: Vec<&str> = csv.split("\r\n").collect();
    assert!(lines[0].starts_with("\u{feff}address,element,figure,low,typical,high,unit,"));
    assert_eq!(lines.len(), figures.len() + 2, "a head and an end");
    for (line, figure) in lines[1..].iter().zip(figures) {
        assert!(line.starts_with(figure["address"].as_str().unwrap()), "{line}");
    }
    let busy = desk.json(&["ledger", &plan, "--format", "json", "--scenario", "sale"]);
    assert_ne!(busy["figures"], json["figures"]);
}

#[test]
fn the_report_ends_with_the_ledger() {
    let desk = Desk::new();
    desk.succeeds(&["report", &example("feature-platform"), "--depth", "full", "--out", "out"]);
    let report = std::fs::read_to_string(desk.path("out/report.md")).unwrap();
    let ledger = report.split("## Appendix: assumption ledger").nth(1).unwrap();
    let rows: Vec<&str> = ledger.lines().filter(|line| line.starts_with("| ")).skip(2).collect();
    let share = |row: &str| row.trim_end_matches(" |").rsplit(' ').next().unwrap().to_owned();
    let largest: f64 = share(rows[0]).parse().unwrap();
    assert!(rows.len() > 20 && (1.0..100.0).contains(&largest), "{ledger}");
    assert!(ledger.contains("more figures have less"));
}

#[test]
fn a_sheet_goes_out_and_its_answers_come_back() {
    let desk = Desk::new();
    std::fs::write(desk.path("shop.plan.ron"), SHOP).unwrap();
    for (sheet, bar) in [("sheet.csv", ","), ("sheet.md", " | ")] {
        desk.succeeds(&["questions", "shop.plan.ron", "--out", sheet]);
        let text = std::fs::read_to_string(desk.path(sheet)).unwrap();
        let asked = if bar == "," { "cart/python_libraries" } else { "cart/python\\_libraries" };
        assert!(text.contains(asked), "{text}");
        // An empty sheet changes nothing.
        let before = std::fs::read(desk.path("shop.plan.ron")).unwrap();
        let output = desk.run(&["answers", "shop.plan.ron", "--sheet", sheet]);
        assert_eq!(output.status.code(), Some(0));
        assert!(String::from_utf8_lossy(&output.stderr).contains("holds no answer"));
        assert_eq!(std::fs::read(desk.path("shop.plan.ron")).unwrap(), before);
        let fill = |line: &str| match line.contains(asked) {
            true if bar == "," => format!(
                "{}central,Jo",
                line.trim_end_matches(",\r").trim_end_matches(',').to_owned() + ","
            ),
            true => line.replace("|  |  |", "| central | Jo |"),
            false => line.to_owned(),
        };
        let filled: Vec<String> = text.split('\n').map(fill).collect();
        std::fs::write(desk.path(sheet), filled.join("\n")).unwrap();
        let out = format!("answered-{sheet}.plan.ron");
        let told = desk.succeeds(&["answers", "shop.plan.ron", "--sheet", sheet, "--out", &out]);
        assert!(told.contains("Set component/cart/python_libraries to built around"), "{told}");
        assert!(told.contains("Cart: ") && told.contains(" → Python"), "{told}");
        let plan = std::fs::read_to_string(desk.path(&out)).unwrap();
        assert!(plan.contains("python_libraries: \"central\""), "{plan}");
        assert_eq!(std::fs::read(desk.path("shop.plan.ron")).unwrap(), before, "left alone");
        let advice = desk.json(&["advise", &out, "--format", "json"]);
        assert_eq!(advice["components"][1]["language"], "python");
    }
    let json = desk.json(&["questions", "shop.plan.ron", "--format", "json"]);
    assert!(json["questions"][0]["probability"].as_f64().unwrap() > 0.0);
    desk.fails(&["questions", "shop.plan.ron", "--out", "sheet.xlsx"], "no format of a sheet");
}

#[test]
fn one_wrong_row_and_nothing_is_written() {
    let desk = Desk::new();
    std::fs::write(desk.path("shop.plan.ron"), SHOP).unwrap();
    let sheet = "address;answer;source\r\ncomponent/api/work;3 person-weeks;\r\ncomponent/cart/work;plenty;\r\ncomponent/desk/known;go;\r\n";
    std::fs::write(desk.path("sheet.csv"), sheet).unwrap();
    let output = desk.run(&["answers", "shop.plan.ron", "--sheet", "sheet.csv"]);
    let message = String::from_utf8_lossy(&output.stderr).into_owned();
    assert_eq!((output.status.code(), output.stdout.len()), (Some(2), 0), "{message}");
    for words in [
        "row 3, component/cart/work: ",
        "use person-days, person-weeks",
        "row 4, component/desk/known: ",
        "no component `desk`",
    ] {
        assert!(message.contains(words), "{message} should contain {words}");
    }
    assert!(!message.contains("row 2"), "{message}");
    assert_eq!(std::fs::read_to_string(desk.path("shop.plan.ron")).unwrap(), SHOP);
    std::fs::write(desk.path("sheet.xlsx"), "x").unwrap();
    let answers = |sheet| ["answers", "shop.plan.ron", "--sheet", sheet];
    desk.fails(&answers("sheet.xlsx"), "ends in .csv or .md");
    desk.fails(&answers("gone.csv"), "cannot read gone.csv");
    std::fs::write(desk.path("other.csv"), "a,b\n1,2\n").unwrap();
    desk.fails(&answers("other.csv"), "`address` and `answer`");
}

#[test]
fn numbers_keep_their_source_and_the_day() {
    let desk = Desk::new();
    std::fs::write(desk.path("shop.plan.ron"), SHOP).unwrap();
    let sheet = "| address | answer | source |\n| --- | --- | --- |\n| component/api/cpu_time | 2..4 ms in Go | load test |\n| plan/horizon | 24 months |  |\n";
    std::fs::write(desk.path("sheet.md"), sheet).unwrap();
    let told = desk.succeeds(&["answers", "shop.plan.ron", "--sheet", "sheet.md"]);
    assert!(told.contains("Set component/api/cpu_time to 2..4 ms in Go"), "{told}");
    let json = desk.json(&["ledger", "shop.plan.ron", "--format", "json"]);
    let find = |address: &str| {
        let figures = json["figures"].as_array().unwrap();
        figures.iter().find(|figure| figure["address"] == address).unwrap()
    };
    let cpu = find("component/api/cpu_time");
    assert_eq!((&cpu["source"], &cpu["evidence"]), (&"load test".into(), &"sourced".into()));
    assert!(cpu["label"].as_str().unwrap().ends_with("in Go") && cpu["date"].is_string());
    assert_eq!(find("plan/horizon")["range"][1], 24.0);
}
