//! Quick entry: lines as people write them, with the plan that they mean.

use polyplan::catalog::Catalog;
use polyplan::exchange::export::EXPORTERS;
use polyplan::exchange::export::lines::print;
use polyplan::exchange::import::lines::{Named, parse};
use polyplan::exchange::import::{Importer, Review, review};
use polyplan::model::{Component, Edit, Focus, Input, Plan, violations};
use proptest::prelude::*;

use super::support;

/// What lines do to a plan.
fn reviewed(plan: &Plan, text: &str) -> Review {
    review(plan, &parse(text).sketch, Catalog::shipped().unwrap(), "")
}

#[track_caller]
fn entered(plan: &Plan, text: &str) -> Plan {
    let mut after = plan.clone();
    after.apply(Edit::Many(reviewed(plan, text).edits)).unwrap();
    assert_eq!(violations(&after), []);
    after
}

fn problems(text: &str) -> Vec<String> {
    let told = |of: &polyplan::exchange::import::lines::Problem| {
        format!("{}: {}", &text[of.span.clone()], of.text)
    };
    parse(text).problems.iter().map(told).collect()
}

fn number(of: &Component, input: Input) -> Option<String> {
    let range = of.inputs.get(&input)?.range;
    let short = |value: f64| ((value * 1000.0).round() / 1000.0).to_string();
    let all = [range.low, range.typical, range.high].map(short);
    Some(if range.is_exact() { all[1].clone() } else { all.join("..") })
}

/// A component in short: `name (kind) +performance #label 5/s p99=5 !go @outer/inner`.
fn component(plan: &Plan, of: &Component) -> String {
    let mut text = format!("{} ({})", of.name, of.kind.word());
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
    for (&input, _) in &of.inputs {
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
fn told(plan: &Plan) -> String {
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

/// Lines as people write them, and the plan that they mean; written by hand. Kinds that are not
/// stated are those of the words in `assets/catalog/kinds.ron`.
const LINES: &[(&str, &str)] = &[
    ("a -> b", "a (service); b (service); a request b"),
    (
        "mobile app -> gateway -> orders, search; orders => kafka => fraud scorer #data 2k/s p99 50ms @payments",
        "fraud scorer (model-serving) +data 2000/s p99=50 @payments; gateway (gateway); kafka (queue); mobile app (mobile-app); orders (service); search (service); gateway request orders; gateway request search; kafka message fraud scorer; mobile app request gateway; orders message kafka",
    ),
    // Arrows.
    ("a → b ⇒ c", "a (service); b (service); c (service); a request b; b message c"),
    ("a-->b==>c", "a (service); b (service); c (service); a request b; b message c"),
    ("a->b=>c", "a (service); b (service); c (service); a request b; b message c"),
    ("a —> b", "a (service); b (service); a request b"),
    ("a ➜ b ⟶ c", "a (service); b (service); c (service); a request b; b request c"),
    ("a ~> b >> c", "a (service); b (service); c (service); a stream b; b bulk c"),
    ("a ->> b", "a (service); b (service); a bulk b"),
    ("db <- api", "api (service); db (datastore); api request db"),
    ("db ← api", "api (service); db (datastore); api request db"),
    (
        "web > api > db",
        "api (service); db (datastore); web (web-app); api request db; web request api",
    ),
    ("a ➡️ b", "a (service); b (service); a request b"),
    // Fan-out, commas, semicolons, spaces.
    (
        "a, b -> c, d",
        "a (service); b (service); c (service); d (service); a request c; a request d; b request c; b request d",
    ),
    ("a->b,c", "a (service); b (service); c (service); a request b; a request c"),
    ("a -> b, c,", "a (service); b (service); c (service); a request b; a request c"),
    ("a, , b", "a (service); b (service)"),
    ("a -> b;", "a (service); b (service); a request b"),
    (";; a -> b ;; b -> a", "a (service); b (service); a request b; b request a"),
    ("   a    ->     b   ", "a (service); b (service); a request b"),
    ("\ta\t->\tb", "a (service); b (service); a request b"),
    ("cart   service -> db", "cart service (service); db (datastore); cart service request db"),
    ("a -> b\r\nb -> c\r\n", "a (service); b (service); c (service); a request b; b request c"),
    ("a -> b -> a", "a (service); b (service); a request b; b request a"),
    ("a -> b; a -> b", "a (service); b (service); a request b"),
    ("a -> b; a => b", "a (service); b (service); a message b; a request b"),
    // Case.
    (
        "Gateway -> Orders; GATEWAY -> orders db",
        "Gateway (gateway); Orders (service); orders db (datastore); Gateway request Orders; Gateway request orders db",
    ),
    (
        "API -> Redis #PERF !GO (Cache)",
        "API (service); Redis (cache) +performance !go; API request Redis",
    ),
    // Markdown.
    ("- a -> b\n- b -> c", "a (service); b (service); c (service); a request b; b request c"),
    ("* a\n* b", "a (service); b (service)"),
    ("• worker → queue", "queue (queue); worker (worker); worker request queue"),
    ("1. a\n2. b\n10) c", "a (service); b (service); c (service)"),
    ("- [ ] a\n- [x] b", "a (service); b (service)"),
    ("> a -> b", "a (service); b (service); a request b"),
    ("```\na -> b\n```", "a (service); b (service); a request b"),
    (
        "`orders` -> `orders db`",
        "orders (service); orders db (datastore); orders request orders db",
    ),
    ("// what we have\na -> b\n%% c", "a (service); b (service); a request b"),
    // Quotes and names with signs.
    (
        "\"orders, old\" -> \"a -> b\"",
        "a -> b (service); orders, old (service); orders, old request a -> b",
    ),
    (
        "“Order Service” → „Lager“",
        "Lager (service); Order Service (service); Order Service request Lager",
    ),
    ("\"say \\\"hi\\\"\"", "say \"hi\" (service)"),
    (
        "Redis (cart) -> check-out",
        "check-out (service); Redis (cart) (cache); Redis (cart) request check-out",
    ),
    ("C# worker, F# tool", "C# worker (worker); F# tool (cli-tool)"),
    ("Yahoo! feed -> R&D", "R&D (service); Yahoo! feed (service); Yahoo! feed request R&D"),
    (
        "Zahlung über SEPA → 注文",
        "注文 (service); Zahlung über SEPA (service); Zahlung über SEPA request 注文",
    ),
    (
        "node 1 -> 24/7 support",
        "24/7 support (service); node 1 (service); node 1 request 24/7 support",
    ),
    // Kinds.
    ("cart (cache), images (data pipeline)", "cart (cache); images (data-pipeline)"),
    (
        "shop (Web application) -> pay (external system)",
        "pay (external); shop (web-app); shop request pay",
    ),
    ("ledger (db)", "ledger (datastore)"),
    ("(worker) mailer", "mailer (worker)"),
    ("gateway (service)", "gateway (service)"),
    // Tags.
    ("a #perf #data", "a (service) +performance +data"),
    ("orders#perf,b", "b (service); orders (service) +performance"),
    (
        "a #data-intelligent, b #Performance-Sensitive",
        "a (service) +data; b (service) +performance",
    ),
    ("a #latency", "a (service) +latency"),
    ("a #pci #\"two words\"", "a (service) #pci #two words"),
    // Rates, targets, other numbers.
    ("a 2k/s, b 300 rpm, c 1,500 req/s", "a (service) 2000/s; b (service) 5/s; c (service) 1500/s"),
    ("a 200..400..900 req/s", "a (service) 200..400..900/s"),
    ("a 90 requests per minute p99<80ms", "a (service) 1.5/s p99=80"),
    ("a ~5/s P99: 20..80 ms", "a (service) 5/s p99=20..40..80"),
    ("a p99 0.2 s, b p99=50", "a (service) p99=200; b (service) p99=50"),
    (
        "a connections=500..5000 cpu_time=2ms",
        "a (service) connections=500..1581.139..5000 cpu_time=2",
    ),
    // Languages.
    (
        "a !go, b !python, c !C#, d !c++, e !Node.js",
        "a (service) !go; b (service) !python; c (service) !csharp; d (service) !cpp; e (service) !typescript",
    ),
    ("a!rust->b", "a (service) !rust; b (service); a request b"),
    // Groups.
    (
        "a @shop, b @shop/data -> c @ops",
        "a (service) @shop; b (service) @shop/data; c (service) @ops; a request c; b request c",
    ),
    (
        "@shop: a, b -> c @ops",
        "a (service) @shop; b (service) @shop; c (service) @ops; a request c; b request c",
    ),
    ("a @\"R/D\"", "a (service) @R/D"),
    ("a @Shop #data; b @shop", "a (service) +data @Shop; b (service) @Shop"),
    // What stands at arrows.
    ("a ->|gRPC, 4x| b", "a (service); b (service); a request [grpc, calls 4] b"),
    ("a => |order placed| b", "a (service); b (service); a message [order placed] b"),
    (
        "a ->|REST, calls=0.5, stage 2| b, c",
        "a (service); b (service); c (service); a request [rest, stage 2, calls 0.5] b; a request [rest, stage 2, calls 0.5] c",
    ),
];

#[test]
fn lines_mean_what_people_mean_by_them() {
    assert!(LINES.len() >= 60);
    for (line, expected) in LINES {
        assert_eq!(problems(line), [] as [&str; 0], "{line}");
        assert_eq!(told(&entered(&Plan::default(), line)), *expected, "{line}");
    }
}

#[test]
fn what_is_wrong_is_told_in_its_place_and_the_rest_is_taken() {
    for (line, expected, problem) in [
        ("a ->", "a (service)", "->: the line ends where a name should be; write `a -> b`"),
        (
            "-> b; c",
            "b (service); c (service)",
            "->: nothing stands before the arrow; write a name there",
        ),
        (
            "a p99 50 apples -> b",
            "a (service) p99=50; b (service); a request b",
            "apples: “apples” belongs to nothing; a comma or an arrow is missing before it",
        ),
        (
            "a #data b -> c",
            "a (service) +data; c (service); a request c",
            "b: “b” belongs to nothing; a comma or an arrow is missing before it",
        ),
        (
            "a rate=fast -> b",
            "a (service); b (service); a request b",
            "rate=fast: `rate`: the unit `fast` does not fit here; use req/s, rpm, msg/s, /s, per minute, per hour or per day",
        ),
        (
            "a colour=red",
            "a (service)",
            "colour=red: `colour` is no number of a component; write one as in connections=500, or put the name in quotes",
        ),
        (
            "a p99 900..20 ms, b",
            "a (service); b (service)",
            "p99 900..20: `p99`: the numbers must rise from low to high, as in 5..8..20",
        ),
        ("#data, b", "b (service)", "#data: the name is missing; write it before its tags"),
        ("a # b", "a (service)", "#: the tag is missing; write #performance or #data"),
        ("a @", "a (service)", "@: the name of the group is missing; write it behind the @"),
        ("a ! b", "a ! b (service)", ""),
        ("a !", "a (service)", "!: the language is missing; write it as in !go"),
        ("a !ßß", "a (service)", "!ßß: “ßß” is no language; write it as in !go"),
        ("a (cache", "a (cache)", "(cache: the bracket of a kind is not closed; add `)`"),
        ("a ()", "a (service)", "(): the kind is missing; write one as in (worker)"),
        ("\"a -> b", "a -> b (service)", "\"a -> b: the quotes are not closed; add `\"`"),
        ("a ->|gRPC b", "a (service)", "|gRPC b: the text of an arrow is not closed; add `|`"),
        (
            "a ->|speed=9| b",
            "a (service); b (service); a request b",
            "speed=9: `speed` is no number of a link; write stage, protocol, calls, retries, batch, link_payload, or put words in quotes",
        ),
        (
            "a <-> b",
            "a (service); b (service); a request b",
            "<->: an arrow with two heads is taken as a link to the right; write two statements for both",
        ),
        (
            "a | b",
            "a (service)",
            "|: `|` means nothing here; leave it out or put the name in quotes",
        ),
        (
            "a #preformance",
            "a (service) #preformance",
            "#preformance: `#preformance` is a label of your own; write #performance if that is meant, or #\"preformance\"",
        ),
        (
            "# One\n# Two\na",
            "a (service)",
            "# Two: a further heading is left out; write groups as @group",
        ),
    ] {
        let found = problems(line);
        assert_eq!(found.first().map_or("", String::as_str), problem, "{line}");
        assert_eq!(told(&entered(&Plan::default(), line)), expected, "{line}");
    }
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
    let line = "a -> \"b c\" (cache) #data @x/y !go, d @";
    let found: Vec<(Named, &str, String)> =
        parse(line).mentions.into_iter().map(|of| (of.of, &line[of.span], of.text)).collect();
    let expected = [
        (Named::Component, "a", "a"),
        (Named::Component, "\"b c\"", "b c"),
        (Named::Kind, "cache", "cache"),
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

/// Everything that lines hold of a plan.
fn held(plan: &Plan) -> Vec<String> {
    let mut all: Vec<String> = plan.components.values().map(|of| exact(plan, of)).collect();
    let groups = plan.groups.values().map(|of| {
        let parents: Vec<&str> =
            plan.groups_around(Some(&of.id)).map(|of| of.name.as_str()).collect();
        format!("group {parents:?} {}", of.kind.word())
    });
    all.extend(groups);
    all.extend(plan.links.values().map(|of| {
        let name = |id| &plan.components[id].name;
        let numbers: Vec<_> = of.inputs.iter().map(|(input, of)| (input, of.range)).collect();
        format!(
            "{:?} {:?} {:?} {:?} {:?} {} {numbers:?}",
            name(&of.from),
            name(&of.to),
            of.style,
            of.protocol,
            of.label,
            of.stage
        )
    }));
    all.sort();
    all.dedup();
    all
}

fn exact(plan: &Plan, of: &Component) -> String {
    let around: Vec<&str> =
        plan.groups_around(of.group.as_ref()).map(|of| of.name.as_str()).collect();
    let numbers: Vec<_> = of.inputs.iter().map(|(input, of)| (input, of.range)).collect();
    let decided = plan.decisions.get(&of.id).map(|of| of.language.as_str());
    format!("{:?} {:?} {:?} {numbers:?} {decided:?} {around:?}", of.name, of.kind, of.tags)
}

/// Groups of one name inside one group are one: what lines cannot tell apart by a path.
fn with_names(mut plan: Plan) -> Plan {
    for of in plan.groups.values_mut() {
        of.name = format!("{} {}", of.name, of.id);
    }
    for of in plan.components.values_mut() {
        of.name = polyplan::base::id::name_or_id(of.name.clone(), &of.id);
    }
    plan.name = plan.name.split_whitespace().collect::<Vec<_>>().join(" ");
    plan
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 256, failure_persistence: None, ..ProptestConfig::default() })]

    /// What is written of a plan is read as the same: names, kinds, tags, numbers, decisions, groups,
    /// links and what stands at them; and a second time it changes nothing.
    #[test]
    fn what_is_printed_is_read_as_the_same(plan in support::plan()) {
        let plan = with_names(plan);
        let text = print(&plan);
        prop_assert_eq!(problems(&text), Vec::<String>::new(), "{}", text);
        let back = entered(&Plan::default(), &text);
        prop_assert_eq!(held(&back), held(&plan), "{}", text);
        prop_assert_eq!(print(&back).lines().count(), text.lines().count());
        prop_assert_eq!(reviewed(&back, &text).edits, vec![], "{}", text);
    }

    /// Any text is read, its spans lie within it, and what is read fits any plan.
    #[test]
    fn no_line_is_too_odd(text in odd(), plan in support::plan()) {
        let entry = parse(&text);
        let spans = entry.problems.iter().map(|of| &of.span).chain(entry.mentions.iter().map(|of| &of.span));
        for span in spans {
            prop_assert!(text.get(span.clone()).is_some(), "{:?} of {:?}", span, text);
        }
        entered(&plan, &text);
        let _ = Importer::of("", &text);
    }
}

/// Pieces of lines in any order, and good lines with letters taken out, doubled and changed.
fn odd() -> impl Strategy<Value = String> {
    const PIECES: &[&str] = &[
        "a",
        "b c",
        "->",
        "=>",
        "~>",
        ">>",
        "<-",
        "<->",
        "→",
        "-",
        "=",
        ">",
        "<",
        ",",
        ";",
        "\n",
        " ",
        "\"",
        "“",
        "”",
        "`",
        "(",
        ")",
        "(cache)",
        "[",
        "]",
        "[e1]",
        "|",
        "#",
        "##",
        "#data",
        "!",
        "!go",
        "@",
        "/",
        ":",
        "@x/y",
        "2k/s",
        "5..",
        "1,500",
        "p99",
        "p99 50 ms",
        "calls=",
        "rate=5",
        "stage 2",
        "4x",
        "\\",
        "\\u{41}",
        "- ",
        "1. ",
        "# ",
        "//",
        "é",
        "注",
        "\u{feff}",
        "\u{fe0f}",
        "\t",
        "~",
        "%",
    ];
    let pieces = proptest::collection::vec(proptest::sample::select(PIECES), 0..40);
    let pieces = pieces.prop_map(|pieces| pieces.concat());
    let lines: Vec<&str> = LINES.iter().map(|(line, _)| *line).collect();
    let changed = (
        proptest::sample::select(lines),
        any::<(u16, u16, u8)>(),
        proptest::sample::select(PIECES),
    )
        .prop_map(|(line, (at, length, what), piece)| {
            let mut letters: Vec<char> = line.chars().collect();
            let start = usize::from(at) % letters.len();
            let end = (start + usize::from(length) % 6).min(letters.len());
            match what % 3 {
                0 => drop(letters.drain(start..end)),
                1 => letters.extend_from_within(start..end),
                _ => drop(letters.splice(start..end, piece.chars())),
            }
            letters.into_iter().collect::<String>()
        });
    prop_oneof![2 => pieces, 3 => changed, 1 => "\\PC{0,60}"]
}

/// A long text takes no time that grows with its square.
#[test]
fn long_texts_end() {
    for piece in [
        "-", "[", "(", "\"", "a,", "a -> ", "#", "9", "9 ", "=", "a b ", "|", "p99 ", "@/", "x=1 ",
        "\n",
    ] {
        let text = piece.repeat(200_000 / piece.len());
        let _ = parse(&text);
    }
    // Everything with everything would be a billion links.
    let names: Vec<String> = (0..30_000).map(|number| format!("n{number}")).collect();
    let text = format!("{0} -> {0}", names.join(","));
    let entry = parse(&text);
    assert_eq!((entry.sketch.nodes.len(), entry.sketch.links.len()), (30_000, 0));
    assert!(entry.problems[0].text.contains("more links than fit a plan"));
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
