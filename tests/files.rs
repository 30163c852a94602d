//! The project file: nothing is lost, nothing panics, what cannot be read is said.

#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

mod support;

use std::path::{Path, PathBuf};

use polyplan::files::{self, LoadError, read_text, templates, write_text};
use polyplan::layout;
use polyplan::model::{ComponentId, EntryId, EntryKind, Input, Plan, violations};
use proptest::prelude::*;

proptest! {
    #![proptest_config(ProptestConfig { cases: 96, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn a_saved_plan_loads_as_it_was(plan in support::plan()) {
        prop_assert_eq!(violations(&plan), vec![]);
        let text = write_text(&plan).unwrap();
        let loaded = read_text(&text).unwrap();
        prop_assert_eq!(&loaded.repairs, &vec![]);
        prop_assert_eq!(&loaded.plan, &plan);
        prop_assert_eq!(write_text(&loaded.plan).unwrap(), text);
    }
}

fn saves() -> Vec<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("saves");
    let mut files: Vec<PathBuf> = std::fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.to_str().unwrap().ends_with(files::EXTENSION))
        .collect();
    files.sort();
    files
}

#[test]
fn every_example_saves_as_it_is() {
    let saves = saves();
    assert!(saves.len() >= 4);
    for path in saves {
        let text = std::fs::read_to_string(&path).unwrap();
        let loaded = read_text(&text).unwrap();
        assert_eq!(loaded.repairs, [], "{}", path.display());
        assert_eq!(write_text(&loaded.plan).unwrap(), text, "{}", path.display());
        let cards: Vec<_> =
            loaded.plan.components.keys().map(|id| loaded.plan.placements[id]).collect();
        for (i, a) in cards.iter().enumerate() {
            for b in &cards[i + 1..] {
                let rect = |p: &polyplan::model::Placement| {
                    polyplan::base::Rect::from_min_size(p.at, p.size)
                };
                assert!(!rect(a).overlaps(rect(b)), "cards overlap in {}", path.display());
            }
        }
    }
}

const GOOD: &str = r#"(
    format: "polyplan",
    version: 1,
    name: "Shop",
    components: {
        "api": (name: "API", kind: "service", inputs: {"p99_target": "20..50 ms"}),
        "db": (name: "DB", kind: "datastore"),
    },
    links: {"api-db": (from: "api", to: "db")},
)
"#;

/// Each is offered, opens as it is, and is told as its notes begin.
#[test]
fn every_template_saves_as_it_is() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("assets/templates");
    assert_eq!(std::fs::read_dir(&folder).unwrap().count(), templates::TEXTS.len());
    assert_eq!(templates::shipped().len(), templates::TEXTS.len());
    for (text, template) in templates::TEXTS.iter().zip(templates::shipped()) {
        let path = folder.join(format!("{}{}", text.word, files::EXTENSION));
        let loaded = files::load(&path).unwrap();
        assert_eq!((loaded.repairs, loaded.comments), (vec![], 0), "{}", text.word);
        assert_eq!((&loaded.plan, text.word), (&template.plan, template.word.as_str()));
        let written = std::fs::read_to_string(&path).unwrap();
        assert_eq!(write_text(&loaded.plan).unwrap(), written, "{}", text.word);
        assert_eq!(template.about(), text.about, "{}", text.word);
        assert_eq!(templates::from_word(text.word).as_ref(), Some(template));
    }
    assert_eq!(templates::from_word("web"), None);
}

/// What a team has to replace says so itself: no number is told as if somebody had measured it.
#[test]
fn templates_are_whole_plans_of_assumptions() {
    for template in templates::shipped() {
        let (word, plan) = (&template.word, &template.plan);
        assert!((6..=14).contains(&plan.components.len()), "{word}");
        assert!(plan.decisions.is_empty(), "{word}: what to decide is left open");
        let scenarios = plan.scenarios.values().flat_map(|of| &of.overrides);
        let stated = plan.stated();
        for (address, quantity) in stated.iter().map(|(of, q)| (of, *q)).chain(scenarios) {
            assert!(quantity.source.starts_with("assumed: "), "{word}: {address}");
        }
        let states = |input| stated.iter().any(|(address, _)| address.input == input);
        for input in [Input::ExternalRate, Input::P99Target, Input::Headcount] {
            assert!(states(input), "{word} states no {}", input.word());
        }
        assert!(plan.components.values().any(|of| of.tags.performance.is_some()), "{word}");
        assert!(plan.components.values().any(|of| of.tags.data), "{word}");
        assert!(plan.notes.contains("Replace first: "), "{word}");
        assert!(!plan.scenarios.is_empty(), "{word}");
        // Tidied by hand: every card has a place, and none lies on another.
        let cards: Vec<_> = layout::placed(plan).into_iter().collect();
        assert_eq!(plan.placements.len(), cards.len(), "{word}");
        for (at, (id, card)) in cards.iter().enumerate() {
            let covers = cards[..at].iter().find(|(_, other)| other.overlaps(*card));
            assert_eq!(covers, None, "{word}: {id}");
        }
    }
}

#[test]
fn people_may_write_plans_by_hand() {
    let loaded = read_text(GOOD).unwrap();
    assert_eq!(loaded.repairs, []);
    assert_eq!(loaded.plan.components.len(), 2);
    for variant in
        [format!("\u{feff}{GOOD}"), GOOD.replace('\n', "\r\n"), format!("// a comment\n{GOOD}")]
    {
        assert_eq!(read_text(&variant).unwrap().plan, loaded.plan);
    }
}

/// A number without quotes counts exactly, in the unit of its input; it is saved as all others.
#[test]
fn bare_numbers_are_read() {
    let written = |number: &str| read_text(&GOOD.replace("\"20..50 ms\"", number)).unwrap();
    for (bare, text) in [("50", "\"50 ms\""), ("0.5", "\"0.5 ms\""), ("1e3", "\"1000 ms\"")] {
        let loaded = written(bare);
        assert_eq!(loaded.repairs, [], "{bare}");
        assert_eq!(loaded.plan, written(text).plan);
    }
    // What makes no sense is a repair, not the end.
    assert_eq!(written("-3").repairs.len(), 1);
}

#[test]
fn what_cannot_be_loaded_is_said_with_its_place() {
    let deep = format!("(format: \"polyplan\", version: 1, name: {}", "[".repeat(1_000_000));
    for (text, words) in [
        ("", "not a Polyplan file"),
        ("hello", "not a Polyplan file"),
        ("(format: \"other\", version: 1)", "not a Polyplan file"),
        ("(format: \"polyplan\", version: 2, news: [1])", "version 2"),
        ("(format: \"polyplan\", version: 7)", "Update Polyplan"),
        ("(\n  format: \"polyplan\",\n  version: 1,\n  name: 12,\n)", "line 4"),
        ("(format: \"polyplan\", version: 1, components: {\"a\": (name: \"A\"", "line 1"),
        (deep.as_str(), "nested deeper"),
        ("(format: \"polyplan\", version: -1)", "`version` is -1; versions are whole numbers"),
        ("(format: \"polyplan\", version: 0)", "`version` is 0"),
        ("(format: \"polyplan\", version: 1.5)", "`version` is"),
        ("(format: \"polyplan\", version: 1e12)", "Update Polyplan"),
    ] {
        let message = read_text(text).unwrap_err().to_string();
        assert!(message.contains(words), "{message} should contain {words}");
    }
}

#[test]
fn what_can_be_repaired_is_listed() {
    let spoilt = |from: &str, to: &str| GOOD.replace(from, to);
    for (text, words) in [
        (
            spoilt("to: \"db\"", "to: \"nowhere\""),
            "link `api-db` (line 9): the component `nowhere` does not exist",
        ),
        (spoilt("\"20..50 ms\"", "\"50..20 ms\""), "rise from low to high"),
        (spoilt("\"20..50 ms\"", "\"NaN\""), "`NaN` is not a number"),
        (spoilt("\"20..50 ms\"", "\"inf\""), "`inf` is not a number"),
        (spoilt("\"20..50 ms\"", "\"5ms..20ms\""), "write the unit once, after the last number"),
        (spoilt("\"20..50 ms\"", "\"0,3 s\""), "`0,3` has a decimal comma; write 0.3"),
        (
            spoilt("\"p99_target\": \"20..50 ms\"", "\"budget\": \"-5\""),
            "-$5/month is outside $0/month",
        ),
        (spoilt("\"p99_target\": \"20..50 ms\"", "\"team_size\": \"0\""), "0 people is outside"),
        (spoilt("\"20..50 ms\"", "\"1e300 ms\""), "outside"),
        (spoilt("\"20..50 ms\"", "\"20 req/s\""), "the unit `req/s` does not fit here"),
        (
            spoilt("p99_target", "p98_target"),
            "`p98_target` is not an input here; did you mean `p99_target`? dropped",
        ),
        (spoilt("\"db\": (name", "\"api\": (name"), "component `api` (line 7): the id is taken"),
        (spoilt("\"db\": (name", "\"Größe\": (name"), "is not an id"),
        (
            spoilt("kind: \"service\"", "kind: \"service\", colour: \"red\""),
            "colour: this version does not know the field",
        ),
        (
            spoilt("kind: \"service\"", "kind: \"service\", shipping: \"teleport\""),
            "shipping `teleport` is not known",
        ),
        (
            spoilt("kind: \"service\"", "kind: \"service\", group: \"g\""),
            "group `g` does not exist",
        ),
        (
            spoilt(
                "links:",
                "groups: {\"a\": (name: \"A\", parent: \"b\"), \"b\": (name: \"B\", parent: \"a\")}, links:",
            ),
            "lie inside itself",
        ),
        (
            spoilt("kind: \"service\"", "kind: \"service\", cpu_language: \"C#\""),
            "is written `csharp`",
        ),
        (
            spoilt("kind: \"service\"", "kind: \"service\", technology: \" \""),
            "the technology is empty; dropped",
        ),
        (spoilt("links:", "placements: {\"api\": \"1e99 0\"}, links:"), "placed anew"),
        (spoilt("links:", "priorities: {\"latency\": inf}, links:"), "priority `latency`"),
        (spoilt("links:", "scenarios: {\"s\": (name: \"S\", load: -3.0)}, links:"), "load -3"),
        (spoilt("links:", "date: \"2026-02-30\", links:"), "is not a date"),
    ] {
        let loaded = read_text(&text).unwrap_or_else(|error| panic!("{words}: {error}"));
        let repairs: Vec<String> = loaded.repairs.iter().map(ToString::to_string).collect();
        assert!(
            repairs.iter().any(|repair| repair.contains(words)),
            "{repairs:?} should contain {words}"
        );
        assert_eq!(violations(&loaded.plan), []);
    }
}

/// A technology is kept as people wrote it, on one line, and written only where one is stated.
#[test]
fn a_technology_is_any_text() {
    for (stated, kept) in [
        ("PG", "PG"),
        ("our own store, 3rd try", "our own store, 3rd try"),
        (" Kafka\\n  3.7 ", "Kafka 3.7"),
    ] {
        let technology = format!("kind: \"datastore\", technology: \"{stated}\"");
        let loaded = read_text(&GOOD.replace("kind: \"datastore\"", &technology)).unwrap();
        assert_eq!(loaded.repairs, [], "{stated}");
        let of = loaded.plan.components["db"].technology.as_ref();
        assert_eq!(of.map(ToString::to_string).as_deref(), Some(kept));
        let written = write_text(&loaded.plan).unwrap();
        assert_eq!(written.matches("technology").count(), 1, "{written}");
        assert_eq!(read_text(&written).unwrap().plan, loaded.plan);
    }
    let silent = read_text(GOOD).unwrap().plan;
    assert!(!write_text(&silent).unwrap().contains("technology"));
}

/// Whatever word of a closed set is misspelt, the one that was meant is asked for; where none is
/// near, the ones that there are are named.
#[test]
fn misspelt_words_are_answered_with_what_was_meant() {
    let of_component =
        |field: &str| GOOD.replace("kind: \"service\"", &format!("kind: \"service\", {field}"));
    let of_link = |field: &str| GOOD.replace("to: \"db\"", &format!("to: \"db\", {field}"));
    let of_plan = |field: &str| GOOD.replace("links:", &format!("{field}, links:"));
    for (text, meant) in [
        (of_component("traffic: \"hevy\""), "heavy"),
        (of_component("mostly: \"compute\""), "computes"),
        (of_component("feel: \"snapy\""), "snappy"),
        (of_component("upkeepers: \"small_team\""), "small-team"),
        (of_component("sourcing: \"bougth\""), "bought"),
        (of_component("tags: [\"performance\"]"), "performance-sensitive"),
        (of_component("tags: [\"data-inteligent\"]"), "data-intelligent"),
        (of_component("tag: [\"data-intelligent\"]"), "tags"),
        (of_component("evidence: { \"p99_target\": (sorce: \"a\") }"), "source"),
        (of_link("style: \"mesage\""), "message"),
        (of_link("inputs: { \"retris\": \"1\" }"), "retries"),
        (of_link("protocoll: \"rest\""), "protocol"),
        (of_plan("roles: { \"a\": (name: \"A\", skills: { \"go\": \"fluemt\" }) }"), "fluent"),
        (of_plan("groups: { \"a\": (name: \"A\", kind: \"leyer\") }"), "layer"),
        (of_plan("priorities: { \"latncy\": 3 }"), "latency"),
        (of_plan("inputs: { \"horizen\": \"12 months\" }"), "horizon"),
        (
            of_plan(
                "scenarios: { \"s\": (name: \"S\", overrides: { \"component/api/p99_targt\": \"5 ms\" }) }",
            ),
            "p99_target",
        ),
        (GOOD.replace("to: \"db\"", "to: \"apii\""), "api"),
    ] {
        let repairs = read_text(&text).unwrap_or_else(|error| panic!("{text}: {error}")).repairs;
        let told = repairs.iter().map(ToString::to_string).collect::<Vec<_>>();
        let asked = told.iter().any(|repair| repair.contains(&format!("did you mean `{meant}`?")));
        assert!(asked, "{told:?} should ask for {meant}");
        assert_eq!(told.len(), 1, "{told:?}");
    }
    let named = read_text(&of_component("feel: \"teleport\"")).unwrap().repairs[0].to_string();
    let all =
        "use `offline`, `seconds`, `interactive`, `snappy` or `instant`; it counts as unknown";
    assert!(named.contains(all), "{named}");
}

#[test]
fn one_fault_is_listed_once() {
    let spoilt = |from: &str, to: &str| GOOD.replace(from, to);
    for text in [
        spoilt("to: \"db\"", "to: \"nowhere\""),
        spoilt("from: \"api\", to: \"db\"", "from: \"x\", to: \"y\""),
        spoilt("from: \"api\", to: \"db\"", "from: \"x\", to: \"x\""),
        spoilt("\"db\": (name", "\"api\": (name").replace("to: \"db\"", "to: \"api\""),
        spoilt("\"20..50 ms\"", "\"20 ms\", \"p99_target\": \"30 ms\""),
    ] {
        let repairs = read_text(&text).unwrap().repairs;
        assert_eq!(repairs.len(), 1, "{repairs:?}");
    }
}

/// Whatever map a key repeats in, the first is kept and the other is said.
#[test]
fn keys_that_repeat_are_listed_and_the_first_is_kept() {
    let text = r#"(format: "polyplan", version: 1,
        inputs: { "horizon": "12 months", "horizon": "24 months" },
        priorities: { "latency": 2, "latency": 5 },
        roles: { "r": (name: "R", skills: { "csharp": "fluent", "C#": "learning" },
            inputs: { "headcount": "2", "headcount": "3" }) },
        components: { "a": (name: "A", kind: "service", inputs: { "io_wait": "5 ms" },
            evidence: { "io_wait": (source: "x"), "io_wait": (source: "y") }) },
        scenarios: { "s": (name: "S", overrides: {
            "plan/horizon": "6 months", "plan/horizon": "9 months" },
            evidence: { "plan/horizon": (source: "p"), "plan/horizon": (source: "q") }) },
        decisions: { "a": (language: "go", relied_on: {
            "plan/horizon": "12 months", "plan/horizon": "24 months" }) },
        placements: { "a": "0 0", "a": "500 500" },
    )"#;
    let loaded = read_text(text).unwrap();
    let said: Vec<String> = loaded.repairs.iter().map(ToString::to_string).collect();
    let twice = said.iter().filter(|said| said.contains("stands twice; the first is kept"));
    assert_eq!(twice.count(), 9, "{said:#?}");
    let written = |language: &str| said.iter().filter(|said| said.contains(language)).count();
    assert!(written("`C#` is written `csharp`") == 1 && said.len() == 10, "{said:#?}");
    let first = r#"(format: "polyplan", version: 1, inputs: { "horizon": "12 months" },
        priorities: { "latency": 2 },
        roles: { "r": (name: "R", skills: { "csharp": "fluent" }, inputs: { "headcount": "2" }) },
        components: { "a": (name: "A", kind: "service", inputs: { "io_wait": "5 ms" },
            evidence: { "io_wait": (source: "x") }) },
        scenarios: { "s": (name: "S", overrides: { "plan/horizon": "6 months" },
            evidence: { "plan/horizon": (source: "p") }) },
        decisions: { "a": (language: "go", relied_on: { "plan/horizon": "12 months" }) },
        placements: { "a": "0 0" },
    )"#;
    let first = read_text(first).unwrap();
    assert_eq!(first.repairs, []);
    assert_eq!(loaded.plan, first.plan);
}

/// What does not fit an entry of the log is said and left out; nothing of its text is lost.
#[test]
fn the_log_is_read_with_care_and_saved_as_it_is() {
    let text = r#"(format: "polyplan", version: 1, name: "Shop",
        components: { "a": (name: "A", kind: "service") },
        roles: { "ops": (name: "Operations") },
        log: {
            "sound": (kind: "action", text: "Order it", about: "component/a", owner: "ops",
                status: "done", raised: "2026-11-01", due: "2026-12-01", settled: "2026-11-20",
                outcome: "came on Friday"),
            "odd": (kind: "chore", text: "Sweep", about: "component/b", owner: "nobody",
                status: "accepted", settled: "2026-11-20", outcome: "swept"),
            "plain": (kind: "question", text: "Why?"),
        })"#;
    let loaded = read_text(text).unwrap();
    let told: Vec<String> = loaded.repairs.iter().map(ToString::to_string).collect();
    let told = told.join("\n");
    for words in
        ["`chore`", "`component/b`", "`nobody`", "`accepted`", "`swept`", "the date is dropped"]
    {
        assert!(told.contains(words), "{words}: {told}");
    }
    assert!(told.contains("log entry `odd` (line 8)"), "{told}");
    assert!(!told.contains("`sound`") && !told.contains("`plain`"), "{told}");
    let log = &loaded.plan.log;
    let of = |id: &str| &log[&EntryId::new(id).unwrap()];
    assert_eq!(of("sound").standing(&loaded.plan), "done on 2026-11-20 · Operations");
    assert_eq!((of("odd").kind, of("odd").text.as_str()), (EntryKind::Note, "Sweep"));
    assert!(of("plain").is_open());
    assert_eq!(violations(&loaded.plan), []);
    let again = read_text(&write_text(&loaded.plan).unwrap()).unwrap();
    assert_eq!((again.repairs, again.plan), (Vec::new(), loaded.plan));
}

#[test]
fn votes_are_read_with_care_and_saved_as_they_are() {
    let text = r#"(format: "polyplan", version: 1,
        components: { "a": (name: "A", kind: "service") },
        votes: {
            "a": {
                "Builder": (language: "go", reason: "fast"),
                " Builder ": (language: "python"),
                "  ": (language: "python"),
                "Auditor": (language: "Python"),
                "Driver": (),
            },
            "gone": { "Builder": (language: "go") },
        },
    )"#;
    let loaded = read_text(text).unwrap();
    let said: Vec<String> = loaded.repairs.iter().map(ToString::to_string).collect();
    let says = |words: &str| assert!(said.iter().any(|said| said.contains(words)), "{said:#?}");
    says("the vote of `Builder` stands twice; the first is kept");
    says("a vote is of no role; dropped");
    says("gone");
    let votes: Vec<(&str, &str)> = loaded.plan.votes[&ComponentId::new("a").unwrap()]
        .iter()
        .map(|(role, vote)| (role.as_str(), vote.language.as_str()))
        .collect();
    assert_eq!(votes, [("Auditor", "python"), ("Builder", "go")]);
    assert_eq!(loaded.plan.votes.len(), 1);
    let written = write_text(&loaded.plan).unwrap();
    let again = read_text(&written).unwrap();
    assert_eq!((again.repairs, again.plan), (Vec::new(), loaded.plan));
}

/// An element without a name that can be seen is called by its id, and is saved so.
#[test]
fn ids_stand_in_for_names() {
    for name in ["", "name: \"\",", "name: \"  \",", "name: \"\\t\\u{0}\","] {
        let text = format!(
            "(format: \"polyplan\", version: 1, groups: {{ \"g\": ({name}) }}, \
            roles: {{ \"r\": ({name}) }}, components: {{ \"api\": ({name} kind: \"service\") }}, \
            scenarios: {{ \"s\": ({name}) }})"
        );
        let loaded = read_text(&text).unwrap();
        assert_eq!(loaded.repairs, []);
        let plan = &loaded.plan;
        assert_eq!(plan.components["api"].name, "api");
        assert_eq!(plan.groups["g"].name, "g");
        assert_eq!(plan.roles["r"].name, "r");
        assert_eq!(plan.scenarios["s"].name, "s");
        assert_eq!(read_text(&write_text(plan).unwrap()).unwrap().plan, *plan);
    }
}

#[test]
fn languages_may_be_written_as_people_call_them() {
    let text =
        GOOD.replace("kind: \"service\"", "kind: \"service\", known: [\"C#\", \"Go\", \"F#\"]");
    let plan = read_text(&text).unwrap().plan;
    let known: Vec<&str> = plan.components["api"]
        .traits
        .known
        .iter()
        .map(polyplan::model::LanguageId::as_str)
        .collect();
    assert_eq!(known, ["csharp", "fsharp", "go"]);
}

/// Whatever the bytes are: an error, or a plan that holds all invariants and saves.
fn survives(bytes: &[u8]) {
    let Ok(text) = std::str::from_utf8(bytes) else {
        return;
    };
    if let Ok(loaded) = read_text(text) {
        assert_eq!(violations(&loaded.plan), []);
        let again = write_text(&loaded.plan).unwrap();
        assert_eq!(read_text(&again).unwrap().plan, loaded.plan);
    }
}

/// Damages done to each example: files cut off, and files with bytes changed, lost or doubled.
const CUTS: usize = 700;
const SPOILT: usize = 1300;

#[test]
fn damaged_files_never_panic() {
    let saves = saves();
    assert!(saves.len() * (CUTS + SPOILT) >= 8000);
    for (seed, path) in (1..).zip(saves) {
        let whole = std::fs::read(path).unwrap();
        for cut in 0..CUTS {
            survives(&whole[..whole.len() * cut / CUTS]);
        }
        let mut dice = Dice(seed);
        for _ in 0..SPOILT {
            survives(&spoilt(&whole, &mut dice));
        }
    }
}

/// A small linear congruential generator: the same damage in every run.
struct Dice(u64);

impl Dice {
    fn below(&mut self, sides: usize) -> usize {
        self.0 =
            self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(self.0 >> 33).unwrap() % sides.max(1)
    }
}

fn spoilt(whole: &[u8], dice: &mut Dice) -> Vec<u8> {
    const PIECES: [&[u8]; 14] = [
        b"(", b")", b"{", b"}", b"\"", b",", b":", b"1e999", b"-", b"NaN", b"Some(", b"\\u{0}",
        b"..", b"/*",
    ];
    let mut bytes = whole.to_vec();
    for _ in 0..=dice.below(4) {
        let at = dice.below(bytes.len());
        match dice.below(4) {
            0 => bytes[at] ^= 1 << dice.below(7),
            1 => drop(bytes.drain(at..(at + dice.below(40)).min(bytes.len()))),
            2 => {
                let piece = PIECES[dice.below(PIECES.len())];
                bytes.splice(at..at, piece.iter().copied());
            }
            _ => {
                let copy = bytes[at..(at + dice.below(200)).min(bytes.len())].to_vec();
                let to = dice.below(bytes.len());
                bytes.splice(to..to, copy);
            }
        }
    }
    bytes
}

#[test]
fn a_huge_file_is_refused_unread_and_bytes_that_are_no_text_are_named() {
    let folder = tempfile::tempdir().unwrap();
    let huge = folder.path().join("huge.plan.ron");
    std::fs::File::create(&huge).unwrap().set_len(300 * 1024 * 1024).unwrap();
    assert!(matches!(files::load(&huge), Err(LoadError::TooLarge { .. })));
    let binary = folder.path().join("binary.plan.ron");
    std::fs::write(&binary, b"(format:\n\xff\xfe").unwrap();
    assert!(matches!(files::load(&binary), Err(LoadError::NotText { line: 2 })));
    assert!(matches!(files::load(&folder.path().join("none.plan.ron")), Err(LoadError::Io { .. })));
}

#[test]
fn saving_replaces_all_at_once_or_not_at_all() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("shop.plan.ron");
    let mut plan = read_text(GOOD).unwrap().plan;
    files::save(&path, &plan).unwrap();
    plan.name = "Shop 2".to_owned();
    files::save(&path, &plan).unwrap();
    assert_eq!(files::load(&path).unwrap().plan, plan);
    assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 1, "no temporary file is left");
    let taken = folder.path().join("taken.plan.ron");
    std::fs::create_dir(&taken).unwrap();
    let message = files::save(&taken, &plan).unwrap_err().to_string();
    assert!(message.contains("it is a folder"), "{message}");
    let nowhere = folder.path().join("missing").join("x.plan.ron");
    assert!(files::save(&nowhere, &plan).is_err());
}

/// A file that takes the place of another belongs to whom that belonged, and is as readable.
#[cfg(unix)]
#[test]
fn saving_changes_no_owner() {
    use std::os::unix::fs::{MetadataExt as _, PermissionsExt as _, chown};
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("a.plan.ron");
    std::fs::write(&path, GOOD).unwrap();
    // Only an administrator may give files away; whoever else saves here owns the file already.
    let _ = chown(&path, Some(12_345), Some(54_321));
    std::fs::set_permissions(&path, std::fs::Permissions::from_mode(0o640)).unwrap();
    let about = || {
        let about = std::fs::metadata(&path).unwrap();
        (about.uid(), about.gid(), about.mode())
    };
    let before = about();
    let mut plan = files::load(&path).unwrap().plan;
    plan.name = "Other".to_owned();
    files::save(&path, &plan).unwrap();
    assert_eq!(files::load(&path).unwrap().plan.name, "Other");
    assert_eq!(about(), before);
}

#[test]
fn the_revision_names_the_content_not_the_place() {
    let plan = read_text(GOOD).unwrap().plan;
    let mut moved = plan.clone();
    for edit in layout::tidy(&moved.clone(), layout::Scope::AllButByHand) {
        moved.apply(edit).unwrap();
    }
    assert_ne!(moved, plan);
    assert_eq!(files::revision(&moved), files::revision(&plan));
    let renamed = Plan { name: "Other".to_owned(), ..plan.clone() };
    assert_ne!(files::revision(&renamed), files::revision(&plan));
    assert_eq!(files::revision(&plan).len(), 7);
}
