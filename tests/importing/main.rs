//! Other formats in and out: what is read, what is told, and that nothing is done by halves.

#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

mod corpus;
mod lines;
mod lines_printed;
mod lines_written;
#[path = "../shared/readers.rs"]
mod readers;
#[path = "../support/mod.rs"]
mod support;

use std::collections::BTreeMap;
use std::path::Path;

use polyplan::base::id::name_or_id;
use polyplan::base::words::sentence_case;
use polyplan::catalog::Catalog;
use polyplan::exchange::export::EXPORTERS;
use polyplan::exchange::import::{IMPORTERS, Importer, Review, Sketch, read, review};
use polyplan::model::{Edit, Kind, LinkStyle, Plan, Protocol, Technology, violations};
use proptest::prelude::*;

fn fixture(name: &str) -> String {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/data/import");
    std::fs::read_to_string(folder.join(name)).unwrap()
}

fn fixtures() -> Vec<(String, String)> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/data/import");
    let names = std::fs::read_dir(folder).unwrap();
    let mut names: Vec<String> =
        names.map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
    names.sort();
    names.into_iter().map(|name| (name.clone(), fixture(&name))).collect()
}

#[track_caller]
fn sketch(text: &str) -> Sketch {
    read("text", text, None).unwrap().0
}

fn reviewed(plan: &Plan, text: &str) -> Review {
    review(plan, &sketch(text), Catalog::shipped().unwrap(), "diagram.mmd")
}

fn imported(plan: &Plan, text: &str) -> Plan {
    let mut after = plan.clone();
    after.apply(Edit::Many(reviewed(plan, text).edits)).unwrap();
    assert_eq!(violations(&after), []);
    after
}

fn refused(text: &str) -> String {
    read("text.mmd", text, None).unwrap_err().to_string()
}

/// Links as `from > to`, by the names of their ends, with style and words.
fn links(plan: &Plan) -> Vec<String> {
    let name = |id| plan.components[id].name.as_str();
    let mut links: Vec<String> = plan
        .links
        .values()
        .map(|l| format!("{} > {}: {} {}", name(&l.from), name(&l.to), l.style.word(), l.words()))
        .collect();
    links.sort();
    links
}

/// Names of groups around each component, innermost first, by its name.
fn homes(plan: &Plan) -> BTreeMap<String, Vec<String>> {
    let around = |component: &polyplan::model::Component| {
        plan.groups_around(component.group.as_ref()).map(|group| group.name.clone()).collect()
    };
    plan.components.values().map(|of| (of.name.clone(), around(of))).collect()
}

fn kinds(plan: &Plan) -> BTreeMap<String, Kind> {
    plan.components.values().map(|of| (of.name.clone(), of.kind.clone())).collect()
}

#[test]
fn a_flowchart_of_services_is_read() {
    let review = reviewed(&Plan::default(), &fixture("microservices.mmd"));
    let plan = imported(&Plan::default(), &fixture("microservices.mmd"));
    let kinds = kinds(&plan);
    for (name, kind) in [
        ("API Gateway", Kind::Gateway),
        ("Orders DB", Kind::Datastore),
        ("Redis Cache", Kind::Cache),
        ("Kafka", Kind::Queue),
        ("Email Worker", Kind::Worker),
        // A class that is the word of a kind states it.
        ("Auth Service", Kind::Service),
    ] {
        assert_eq!(kinds[name], kind, "{name}");
    }
    assert_eq!((plan.components.len(), plan.links.len()), (10, 9));
    assert!(links(&plan).contains(&"Order Service > Kafka: message order.created".to_owned()));
    assert!(links(&plan).contains(&"Web Client > API Gateway: request HTTPS".to_owned()));
    let notes: Vec<String> = review.notes.iter().map(ToString::to_string).collect();
    assert_eq!(notes, ["line 12: styles are left out"]);
    let guess = review.guesses.iter().find(|guess| guess.name == "Orders DB").unwrap();
    assert!(guess.why.contains("form") || guess.why.contains("name"), "{}", guess.why);
    // Cards have places and lie apart.
    assert_eq!(plan.placements.len(), 10);
}

#[test]
fn subgraphs_nest_and_chains_link() {
    let plan = imported(&Plan::default(), &fixture("nested.mmd"));
    assert_eq!(plan.name, "Media pipeline");
    let homes = homes(&plan);
    assert_eq!(homes["CDN"], ["Edge network", "Cloud"]);
    assert_eq!(homes["Encoding worker (ffmpeg)"], ["core", "Cloud"]);
    assert_eq!(homes["Viewer"], Vec::<String>::new());
    assert_eq!(
        links(&plan),
        [
            "CDN > Playback API: request cache miss",
            "Object storage > CDN: bulk ",
            "Object storage > Encoding worker (ffmpeg): bulk ",
            "Playback API > Object storage: stream ",
            "Viewer > CDN: request ",
        ]
    );
    let plan = imported(&Plan::default(), &fixture("chains.mmd"));
    let links = links(&plan);
    for link in [
        "a > b: request ",
        "a > c: request ",
        "b > d: request ",
        "c > d: request ",
        "Ingest > Data lake: stream ",
        "Batch loader > Data lake: stream ",
        "Data lake > Weekly report: request ",
        "notebook > Model: request ",
    ] {
        assert!(links.contains(&link.to_owned()), "{link} is not in {links:?}");
    }
    let notes: Vec<String> =
        sketch(&fixture("chains.mmd")).notes.iter().map(ToString::to_string).collect();
    assert_eq!(
        notes,
        [
            "line 4: a line without a head is taken as a link to the right",
            "line 5: an arrow with two heads is taken as a link to the right",
        ]
    );
}

#[test]
fn a_block_inside_a_page_is_read_with_lines_of_the_page() {
    let text = fixture("readme.md");
    let plan = imported(&Plan::default(), &text);
    assert_eq!(homes(&plan)["Search service"], ["Backend"]);
    let grpc = plan.links.values().find(|link| link.protocol == Some(Protocol::Grpc)).unwrap();
    assert_eq!(grpc.label, "");
    let notes: Vec<String> = sketch(&text).notes.iter().map(ToString::to_string).collect();
    assert_eq!(
        notes,
        [
            "line 19: a link of the group “Frontend” is left out; links join components",
            "line 20: click actions are left out",
            "line 21: styles are left out",
        ]
    );
}

#[test]
fn quotes_codes_attributes_and_other_scripts_are_read() {
    let plan = imported(&Plan::default(), &fixture("quotes.mmd"));
    assert_eq!(
        links(&plan),
        [
            "Pricing \"v2\" (beta); fast > Mailer: request a | b",
            "Pricing \"v2\" (beta); fast > Rates & taxes: request asks -- politely",
        ]
    );
    let plan = imported(&Plan::default(), &fixture("attributes.mmd"));
    let kinds = kinds(&plan);
    assert_eq!((&kinds["Order store"], &kinds["Job queue"]), (&Kind::Datastore, &Kind::Queue));
    assert!(links(&plan).contains(&"Job queue > Job runner: message picks up".to_owned()));
    let plan = imported(&Plan::default(), &fixture("unicode.mmd"));
    assert_eq!(homes(&plan)["注文サービス"], ["Büro"]);
    let plan = imported(&Plan::default(), &fixture("letters.mmd"));
    assert!(plan.components.contains_key("hard-edge"), "a letter is no id");
}

#[test]
fn a_table_with_semicolons_is_read_with_its_numbers() {
    let review = reviewed(&Plan::default(), &fixture("team.csv"));
    let plan = imported(&Plan::default(), &fixture("team.csv"));
    let front = &plan.components["shop-front"];
    let rate = &front.inputs[&polyplan::model::Input::ExternalRate];
    assert_eq!((rate.range.typical, rate.source.as_str()), (120.0, "diagram.mmd, line 2"));
    assert_eq!(front.kind, Kind::WebApp);
    assert_eq!(homes(&plan)["Ledger"], ["Books"]);
    assert!(links(&plan).contains(&"Cart > Payment provider: request pays".to_owned()));
    let notes: Vec<String> = review.notes.iter().map(ToString::to_string).collect();
    assert_eq!(
        notes,
        [
            "line 1: the column `notes` is left out",
            "line 4: `database` is no kind of component; the kind is guessed",
            "line 7: “Payment provider” has no row of its own; it is added",
        ]
    );
}

/// What the window calls a number is a head, too; each leads to its own number.
#[test]
fn heads_are_words_or_what_the_window_calls_them() {
    use polyplan::model::{Input, Scope};
    for input in Input::ALL.iter().filter(|input| input.scope() == Scope::Component) {
        let label = sentence_case(input.label());
        let text = format!("Name\t{label}\t\nOrders\t{}\t\n", input.example());
        let plan = imported(&Plan::default(), &text);
        let stated: Vec<&Input> = plan.components["orders"].inputs.keys().collect();
        assert_eq!(stated, [input], "{label}");
    }
}

/// The column says what a component is made of, and of a link, as people keep it, what is spoken.
#[test]
fn a_table_says_technologies() {
    let text = "name,technology,from,to\nOrders,Spring Boot 3,,\nRecords,postgres 16,,\n,SQL,Orders,Records\n";
    let plan = imported(&Plan::default(), text);
    let of = |id: &str| {
        let of = &plan.components[id];
        (of.technology.as_ref().map(ToString::to_string), of.kind.clone())
    };
    assert_eq!(of("orders"), (Some("Spring Boot 3".to_owned()), Kind::Service));
    assert_eq!(of("records"), (Some("postgres 16".to_owned()), Kind::Datastore));
    assert_eq!(plan.links.values().next().unwrap().protocol, Some(Protocol::Sql));
    let review = reviewed(&Plan::default(), text);
    let guesses: Vec<String> = review.guesses.iter().map(ToString::to_string).collect();
    assert_eq!(guesses[1], "Records: datastore, since it is made of “PostgreSQL”");
    let back = imported(
        &Plan::default(),
        &polyplan::exchange::export::Exporter::from_word("csv")
            .map(|csv| (csv.write)(&plan))
            .unwrap(),
    );
    assert_eq!(back.components["records"].technology, plan.components["records"].technology);
    let later = reviewed(&plan, &text.replace("postgres 16", "postgres 17"));
    let changes: Vec<String> = later.changes.iter().map(ToString::to_string).collect();
    assert_eq!(changes, ["component “Records”: technology: “postgres 16” → “postgres 17”"]);
}

#[test]
fn the_same_text_again_changes_nothing() {
    for (name, text) in fixtures() {
        let once = imported(&Plan::default(), &text);
        let again = reviewed(&once, &text);
        assert_eq!((again.edits, again.changes), (vec![], vec![]), "{name}");
    }
}

#[test]
fn a_later_text_updates_and_keeps_what_people_stated() {
    let mut plan = imported(&Plan::default(), "graph LR\ncart[Cart] --> store[(Store)]");
    let cart = plan.components.keys().find(|id| id.as_str() == "cart").unwrap().clone();
    let notes = polyplan::model::ComponentChange::Notes("ours".to_owned());
    plan.apply(Edit::Component(cart.clone(), notes)).unwrap();
    let place = plan.placements[&cart];
    let text = "graph LR\ncart[Basket] -->|reads| store[(Store)]\nbasket2[Mail worker] --> cart";
    let review = reviewed(&plan, text);
    let changes: Vec<String> = review.changes.iter().map(ToString::to_string).collect();
    assert_eq!(
        changes,
        [
            "component “Mail worker” added",
            "component “Basket”: name: “Cart” → “Basket”",
            "link “Mail worker → Basket” added",
            "link “Basket → Store” (reads): label: nothing → “reads”",
        ]
    );
    let after = imported(&plan, text);
    assert_eq!((after.components.len(), after.links.len()), (3, 2));
    assert_eq!(after.components[&cart].notes, "ours");
    assert_eq!(after.placements[&cart], place);
}

#[test]
fn bad_texts_are_refused_with_the_line_and_what_to_do() {
    for (text, expected) in [
        ("flowchart LR\n  a --> b[Open", "line 2: `[` is not closed; add `]`"),
        ("flowchart LR\n a -->", "line 2: the line ends where a box should be; write `A --> B`"),
        ("graph TD\n a b", "line 2: `b` is not understood; write `A --> B`"),
        ("graph TD\nsubgraph x\n a", "line 2: subgraph “x” is not closed; add `end`"),
        ("graph TD\n a\nend", "line 3: `end` closes no subgraph; leave it out"),
        ("graph TD\n a -->|x b", "line 2: the text of an arrow is not closed; add `|`"),
        (
            "sequenceDiagram\n a->>b: hi",
            "line 1: `sequenceDiagram` is no flowchart; only flowcharts can be read",
        ),
        (
            "name,from,to\n,Cart,\n",
            "line 2: the row has neither a `name` nor both `from` and `to`; write them",
        ),
        (
            "name,external_rate\nCart,fast\n",
            "line 2: `external_rate`: `fast` is not a number; write 12, 5..20 or 5..8..20",
        ),
        ("graph TD\n%% nothing", "it holds no component (Mermaid flowchart)"),
    ] {
        let found = refused(text);
        let (start, _) = expected.split_once(": `fast`").unwrap_or((expected, ""));
        assert!(found.starts_with(start), "{found}\nis not\n{expected}");
    }
    let none = read("letter.txt", "Dear all", None).unwrap_err().to_string();
    assert!(none.starts_with("it is none of Mermaid flowchart (.mmd, .mermaid, .md)"), "{none}");
}

#[test]
fn what_a_table_has_too_much_is_told() {
    let text = "name,kind,cpu_time,name\nB,service,5 ms,,extra,\"x, y\"\nC,service,,,,\n";
    let notes: Vec<String> = sketch(text).notes.iter().map(ToString::to_string).collect();
    assert_eq!(
        notes,
        [
            "line 1: the column `name` says the same as one before it, which counts where both are filled in",
            "line 2: what stands under no head is left out: `extra`, `x, y`",
        ]
    );
    for (text, line) in [
        ("name,kind\nA,service\n\"B,service\nC,service\n", 3),
        ("sep=,\nname,kind\nA,\"service\n", 3),
        ("name,kind\n\"A \"\"B\"\"\",\"ser\nvice\"\nC,\"\"\"service\n", 4),
    ] {
        let problem = format!("line {line}: a quote is opened and never closed");
        assert!(refused(text).starts_with(&problem), "{text}: {}", refused(text));
    }
    // A quote within a cell is a letter.
    assert_eq!(sketch("name,kind\n19\" rack,service\n").nodes[0].name, "19\" rack");
}

#[test]
fn subgraphs_nest_so_deep_and_no_deeper() {
    let nested = |depth: usize| {
        let begin: Vec<String> = (0..depth).map(|at| format!("subgraph s{at}\n")).collect();
        format!("graph TD\n{}A --> B\n{}", begin.concat(), "end\n".repeat(depth))
    };
    assert_eq!(sketch(&nested(100)).groups.len(), 100);
    let told = refused(&nested(5_000));
    assert!(told.starts_with("line 102: subgraph “s100” lies in 100 others"), "{told}");
}

#[test]
fn question_sheets_are_no_tables_of_components() {
    assert!(Importer::of("sheet.txt", "address,name,answer\ncomponent/a/work,A,3\n").is_none());
}

/// A plan of `support::plan` whose texts are those that people write: one line, no spaces around.
fn tidied(mut plan: Plan) -> Plan {
    let line = |text: &str| {
        let seen: String = text.chars().filter(|c| c.is_whitespace() || !c.is_control()).collect();
        let seen = seen.replace('\u{feff}', "");
        seen.split_whitespace().collect::<Vec<_>>().join(" ")
    };
    plan.name = line(&plan.name);
    for of in plan.components.values_mut() {
        of.name = name_or_id(line(&format!("{} {}", of.name, of.id)), &of.id);
    }
    for of in plan.components.values_mut() {
        of.technology = of.technology.take().and_then(|of| Technology::new(&line(of.as_str())));
    }
    for of in plan.groups.values_mut() {
        of.name = line(&format!("{} {}", of.name, of.id));
    }
    for of in plan.links.values_mut() {
        of.label = line(&of.label);
    }
    // What is said twice in the same words is one link in formats without ids of links.
    let mut said = std::collections::BTreeSet::new();
    plan.links.retain(|_, of| {
        let numbers: Vec<_> = of.inputs.iter().map(|(input, of)| (input, of.range)).collect();
        let what = (&of.from, &of.to, of.style, &of.protocol, of.stage, &of.label, numbers);
        said.insert(format!("{what:?}"))
    });
    plan
}

/// Technologies by the names of their components.
fn made_of(plan: &Plan) -> BTreeMap<String, String> {
    let made_of = plan.components.values().filter_map(|of| {
        let technology = of.technology.as_ref()?;
        Some((of.name.clone(), technology.to_string()))
    });
    made_of.collect()
}

/// A last line in square brackets is what a box is made of, and so is one that names a technology.
#[test]
fn a_box_says_what_it_is_made_of() {
    let text = "graph LR\n\
        a[\"Orders<br/>[our own, v2]\"] --> b[(\"Records<BR>postgres 16\")]\n\
        c[Cart<br />service] --> d@{ shape: rect, label: \"Log<br/>kafka\" }\n\
        e[\"[Redis]\"] --> f[\"<br/>Redis\"]";
    let plan = imported(&Plan::default(), text);
    let expected = [("Log", "kafka"), ("Orders", "our own, v2"), ("Records", "postgres 16")];
    let expected = expected.map(|(name, of)| (name.to_owned(), of.to_owned()));
    assert_eq!(made_of(&plan), expected.into());
    let names: Vec<&str> = plan.components.values().map(|of| of.name.as_str()).collect();
    for name in ["Cart service", "[Redis]", "Redis"] {
        assert!(names.contains(&name), "{names:?}");
    }
    let kind = |name: &str| plan.components.values().find(|of| of.name == name).map(|of| &of.kind);
    assert_eq!(kind("Log"), Some(&Kind::Queue));
    assert_eq!(kind("Records"), Some(&Kind::Datastore));
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 128, failure_persistence: None, ..ProptestConfig::default() })]

    /// What is written of a plan reads back as the same components, links and groups.
    #[test]
    fn what_is_exported_is_imported(plan in support::plan()) {
        let plan = tidied(plan);
        for exporter in EXPORTERS {
            let text = (exporter.write)(&plan);
            let back = imported(&Plan::default(), &text);
            prop_assert_eq!(homes(&back), homes(&plan), "{}", text);
            prop_assert_eq!(links(&back), links(&plan), "{}", text);
            prop_assert_eq!(made_of(&back), made_of(&plan), "{}", text);
            let known = |plan: &Plan| -> BTreeMap<String, Kind> {
                kinds(plan).into_iter().filter(|(_, kind)| Kind::KNOWN.contains(kind)).collect()
            };
            let (back_kinds, plan_kinds) = (kinds(&back), known(&plan));
            for (name, kind) in plan_kinds {
                prop_assert_eq!(&back_kinds[&name], &kind);
            }
            let of_groups = |plan: &Plan| -> BTreeMap<String, polyplan::model::GroupKind> {
                plan.groups.values().map(|of| (of.name.clone(), of.kind)).collect()
            };
            prop_assert_eq!(of_groups(&back), of_groups(&plan), "{}", text);
        }
    }

    /// Any text is read or refused, and what is read can be taken into any plan.
    #[test]
    fn no_text_breaks_an_importer(text in texts(), plan in support::plan()) {
        for importer in IMPORTERS {
            if let Ok((sketch, _)) = read("text", &text, Some(importer)) {
                let found = review(&plan, &sketch, Catalog::shipped().unwrap(), "text");
                let mut after = plan.clone();
                after.apply(Edit::Many(found.edits)).unwrap();
                prop_assert_eq!(violations(&after), vec![]);
            }
        }
    }
}

/// Characters at random, pieces of flowcharts in any order, and fixtures with parts cut and doubled.
fn texts() -> impl Strategy<Value = String> {
    let pieces = vec![
        "graph LR\n",
        "flowchart TD;",
        "A",
        "b1",
        "[",
        "]",
        "(",
        ")",
        "{",
        "}",
        "[(",
        ")]",
        ">",
        "-->",
        "--",
        "-.->",
        "-.",
        "==>",
        "==",
        "~~~",
        "|",
        "\"",
        "&",
        ":::",
        "subgraph x",
        "end",
        "\n",
        " ",
        ";",
        "%%",
        "@{",
        "@",
        "class a service",
        "style",
        "---",
        "<",
        "`",
        "#35;",
        "name,from,to\n",
        ",",
        "'",
        "\u{feff}",
        "x",
        "o",
        "<br/>",
        "é",
    ];
    let fixtures: Vec<String> = fixtures().into_iter().map(|(_, text)| text).collect();
    let cut = (proptest::sample::select(fixtures), any::<(u16, u16, u16)>()).prop_map(
        |(text, (start, length, to))| {
            let letters: Vec<char> = text.chars().collect();
            let start = usize::from(start) % letters.len();
            let end = (start + usize::from(length) % 40).min(letters.len());
            let to = usize::from(to) % letters.len();
            let mut rest: Vec<char> = letters.clone();
            rest.drain(start..end);
            let to = to.min(rest.len());
            rest.splice(to..to, letters[start..end].iter().copied());
            rest.into_iter().collect::<String>()
        },
    );
    prop_oneof![
        "\\PC{0,80}",
        prop::collection::vec(proptest::sample::select(pieces), 0..40)
            .prop_map(|pieces| format!("graph LR\n{}", pieces.concat())),
        cut,
    ]
}

#[test]
fn styles_of_arrows_are_styles_of_links() {
    let plan = imported(&Plan::default(), "graph LR\na-->b\na-.->c\na==>d\na--oe");
    let styles: Vec<LinkStyle> = plan.links.values().map(|link| link.style).collect();
    assert_eq!(styles, LinkStyle::ALL);
}

/// A plain list of names makes components; what is no list of names does not.
#[test]
fn a_list_of_names_is_read() {
    let text = "Web shop\n- Orders\n- Fraud scorer\n\nRedis cache\n";
    let (sketch, _) = read("the clipboard", text, None).unwrap();
    let names: Vec<_> = sketch.nodes.iter().map(|node| node.name.as_str()).collect();
    assert_eq!(names, ["Web shop", "Orders", "Fraud scorer", "Redis cache"]);
    for other in [
        "Orders",
        "To be or not to be,\nthat is the question",
        "The shop sells books to people in many towns\nand it is open",
        "version: 3\nservices:\n",
        "let a = 1\nlet b = 2",
        "It works.\nReally.",
        "",
    ] {
        assert!(Importer::of("", other).is_none(), "{other}");
    }
}
