//! Quick entry: what is printed is read as the same, and no text is too odd or too long.

use std::collections::BTreeSet;

use polyplan::exchange::export::lines::print;
use polyplan::exchange::import::Importer;
use polyplan::exchange::import::lines::parse;
use polyplan::model::{Component, Plan};
use proptest::prelude::*;

use super::lines::{entered, problems, reviewed};
use super::lines_written::LINES;
use super::support;

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
        let begins = of.only_for.as_ref().map(|ids| ids.iter().map(name).collect::<BTreeSet<_>>());
        format!(
            "{:?} {:?} {:?} {:?} {:?} {} {begins:?} {numbers:?}",
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
    let made_of = of.technology.as_ref().map(polyplan::model::Technology::as_str);
    format!(
        "{:?} {:?} {made_of:?} {:?} {numbers:?} {decided:?} {around:?}",
        of.name, of.kind, of.tags
    )
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

/// A name that is another one's id as that is written: read a second time it changes nothing.
#[test]
fn a_name_gives_way_to_an_id() {
    let text = "E5 (service)\nTwin [e4] (service)\nTwin [e5] (service) !go\nTwin [e5] -> E5";
    let back = entered(&Plan::default(), text);
    let ids: Vec<(&str, &str)> =
        back.components.values().map(|of| (of.id.as_str(), of.name.as_str())).collect();
    assert_eq!(ids, [("e4", "Twin"), ("e5", "Twin"), ("e5-2", "E5")]);
    assert_eq!(reviewed(&back, text).edits, vec![]);
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
        "(postgres 16)",
        "tech=",
        "technology=\"x\"",
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
