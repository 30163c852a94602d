//! Quick entry: lines and the plan that they are held against.

use polyplan::catalog::Catalog;
use polyplan::exchange::export::EXPORTERS;
use polyplan::exchange::export::lines::print;
use polyplan::exchange::import::lines::{Named, parse};
use polyplan::exchange::import::{Importer, Review, review};
use polyplan::model::{Component, Edit, Focus, Input, Plan, violations};

/// What lines do to a plan.
pub(super) fn reviewed(plan: &Plan, text: &str) -> Review {
    review(plan, &parse(text).sketch, Catalog::shipped().unwrap(), "")
}

#[track_caller]
pub(super) fn entered(plan: &Plan, text: &str) -> Plan {
    let mut after = plan.clone();
    after.apply(Edit::Many(reviewed(plan, text).edits)).unwrap();
    assert_eq!(violations(&after), []);
    after
}

pub(super) fn problems(text: &str) -> Vec<String> {
    let told = |of: &polyplan::exchange::import::lines::Problem| {
        format!("{}: {}", &text[of.span.clone()], of.text)
    };
    parse(text).problems.iter().map(told).collect()
}

pub(super) fn number(of: &Component, input: Input) -> Option<String> {
    let range = of.inputs.get(&input)?.range;
    let short = |value: f64| ((value * 1000.0).round() / 1000.0).to_string();
    let all = [range.low, range.typical, range.high].map(short);
    Some(if range.is_exact() { all[1].clone() } else { all.join("..") })
}

/// A component in short: `name (kind, technology) +performance #label 5/s p99=5 !go @outer/inner`.
pub(super) fn component(plan: &Plan, of: &Component) -> String {
    let made_of = of.technology.as_ref().map_or_else(String::new, |of| format!(", {of}"));
    let mut text = format!("{} ({}{made_of})", of.name, of.kind.word());
    if let Some(focus) = of.tags.performance {
        let focus = if focus == Focus::Unsaid { "performance" } else { focus.word() };
        text.push_str(&format!(" +{focus}"));
    }
    if of.tags.data {
        text.push_str(" +data");
    }
    for label in &of.tags.labels {
        text.push_str(&format!(" #{label}"));
    }
    for &input in of.inputs.keys() {
        let number = number(of, input).unwrap();
        text.push_str(&match input {
            Input::ExternalRate => format!(" {number}/s"),
            Input::P99Target => format!(" p99={number}"),
            other => format!(" {}={number}", other.word()),
        });
    }
    if let Some(decision) = plan.decisions.get(&of.id) {
        text.push_str(&format!(" !{}", decision.language));
    }
    let mut around: Vec<&str> =
        plan.groups_around(of.group.as_ref()).map(|group| group.name.as_str()).collect();
    around.reverse();
    if !around.is_empty() {
        text.push_str(&format!(" @{}", around.join("/")));
    }
    text
}

/// A plan in short: components in the order of their ids, then links as `a request b`.
pub(super) fn told(plan: &Plan) -> String {
    let mut parts: Vec<String> = plan.components.values().map(|of| component(plan, of)).collect();
    let mut links: Vec<String> = plan
        .links
        .values()
        .map(|of| {
            let name = |id| plan.components[id].name.as_str();
            let mut words: Vec<String> = Vec::new();
            words.extend(of.protocol.as_ref().map(|of| of.word().to_owned()));
            words.extend(Some(of.label.clone()).filter(|label| !label.is_empty()));
            words.extend(Some(of.stage).filter(|of| *of > 0).map(|of| format!("stage {of}")));
            for (input, quantity) in &of.inputs {
                words.push(format!("{} {}", input.word(), quantity.range.typical));
            }
            let words = words.join(", ");
            let words = if words.is_empty() { words } else { format!(" [{words}]") };
            format!("{} {}{words} {}", name(&of.from), of.style.word(), name(&of.to))
        })
        .collect();
    links.sort();
    parts.extend(links);
    parts.join("; ")
}
/// A plan that is there already.
fn shop() -> Plan {
    entered(
        &Plan::default(),
        "Orders (service) 5/s @Sales -> Orders DB; Cart service -> Orders\nCart service (service) @Sales",
    )
}

#[test]
fn names_of_the_plan_are_found_whatever_their_case_and_keep_it() {
    let plan = shop();
    let changed = |line: &str| {
        let review = reviewed(&plan, line);
        assert_eq!(review.asked, [], "{line}");
        review.changes.iter().map(ToString::to_string).collect::<Vec<_>>()
    };
    assert_eq!(changed("orders -> ORDERS db"), [] as [&str; 0]);
    assert_eq!(changed("cart-service -> orders"), [] as [&str; 0], "an id names its component");
    assert_eq!(changed("orders @sales"), [] as [&str; 0]);
    assert_eq!(changed("orders #data"), ["component “Orders”: data-intelligent: no → yes"]);
    assert_eq!(changed("ORDERS !go"), ["component “Orders”: decision: none → go"]);
    assert_eq!(
        changed("orders 7/s => orders db"),
        [
            "component “Orders”: peak external rate: 5 req/s → 7 req/s",
            "link “Orders → Orders DB”: style: request and response → message",
        ]
    );
    // Tags, groups and languages that a line does not speak of stay.
    let after =
        entered(&entered(&plan, "orders #data !go"), "orders #performance -> mailer worker");
    let orders = after.components.values().find(|of| of.name == "Orders").unwrap();
    assert_eq!(component(&after, orders), "Orders (service) +performance +data 5/s !go @Sales");
    // What a person types has no other source.
    assert!(after.stated().iter().all(|(_, quantity)| quantity.source.is_empty()));
}

#[test]
fn a_name_that_is_nearly_there_is_asked_about() {
    let plan = shop();
    for (line, asked) in [
        ("ordrs -> mailer", Some(("ordrs", "Orders"))),
        ("Order", Some(("Order", "Orders"))),
        ("cart -> mailer", Some(("cart", "Cart service"))),
        ("orders service", Some(("orders service", "Orders"))),
        ("mailer -> maler", Some(("maler", "mailer"))),
        ("orders 2", None),
        ("orders archive -> warehouse", None),
        ("orders", None),
    ] {
        let review = reviewed(&plan, line);
        let found: Vec<(&str, &str)> =
            review.asked.iter().map(|of| (of.name.as_str(), of.meant.as_str())).collect();
        assert_eq!(found, asked.into_iter().collect::<Vec<_>>(), "{line}");
        let notes: Vec<String> = review.notes.iter().map(ToString::to_string).collect();
        let expected =
            asked.map(|(name, meant)| format!("line 1: “{name}” is new; did you mean “{meant}”?"));
        assert_eq!(notes, expected.into_iter().collect::<Vec<_>>(), "{line}");
    }
}

#[test]
fn names_stand_at_their_places() {
    let line = "a -> \"b c\" (cache) (redis 7) #data @x/y !go, d @";
    let found: Vec<(Named, &str, String)> =
        parse(line).mentions.into_iter().map(|of| (of.of, &line[of.span], of.text)).collect();
    let expected = [
        (Named::Component, "a", "a"),
        (Named::Component, "\"b c\"", "b c"),
        (Named::Kind, "cache", "cache"),
        (Named::Technology, "redis 7", "Redis 7"),
        (Named::Tag, "data", "data"),
        (Named::Group, "x", "x"),
        (Named::Group, "y", "x/y"),
        (Named::Language, "go", "go"),
        (Named::Component, "d", "d"),
        (Named::Group, "", ""),
    ];
    assert_eq!(found, expected.map(|(of, at, text)| (of, at, text.to_owned())));
}

#[test]
fn lines_are_known_from_other_texts() {
    for (text, word) in [
        ("a -> b", Some("lines")),
        ("# Shop\n- web -> api\n- api -> db", Some("lines")),
        ("service, worker -> queue", Some("lines")),
        ("// polyplan lines\nalone", Some("lines")),
        ("graph LR\na --> b", Some("mermaid")),
        ("name,kind\nA -> B,service\n", Some("csv")),
        ("Dear all", None),
        ("fn main() -> i32 {\n    let f = |x| x => 1;\n}", None),
        ("{\"a\": \"b -> c\"}", None),
        (
            "We met on Monday and went from the old shop that nobody likes any more -> to the new one",
            None,
        ),
    ] {
        assert_eq!(Importer::of("", text).map(|of| of.word), word, "{text}");
    }
}

#[test]
fn the_exporter_says_what_it_is() {
    let exporter = EXPORTERS.iter().find(|of| of.word == "lines").unwrap();
    let plan = entered(&Plan::default(), "alone");
    let text = (exporter.write)(&plan);
    assert_eq!(text, "// polyplan lines\nalone (service)\n");
    assert_eq!(Importer::of("", &text).map(|of| of.word), Some("lines"));
    let both = entered(
        &Plan::default(),
        "# Shop\nweb app #perf 5/s p99 80ms !go @edge/in ->|gRPC, 4x| Redis (cart)",
    );
    assert_eq!(
        print(&both),
        "# Shop\n@edge\nRedis (cart) (cache)\nweb app (web-app) #performance 5 req/s p99 80 ms !go @edge/in\nweb app ->|gRPC, calls=4| Redis (cart)\n"
    );
}
