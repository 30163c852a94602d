//! Rules on words that are not known, and on languages that are but cannot be compared.

use polyplan::model::{
    ComponentChange, Edit, Input, Inputs, Kind, LanguageId, LibraryName, LinkChange, LinkId,
    PlanChange, Protocol, Quantity, Role, RoleId, Skill, Technology,
};

use super::super::sketch::Sketch;
use super::{api, decided, of, rule};

fn language(word: &str) -> LanguageId {
    LanguageId::new(word).unwrap()
}

fn knows(word: &str) -> Sketch {
    api().but("api", ComponentChange::Known(language(word), true))
}

fn links(protocol: &str) -> Sketch {
    let protocol = Some(Protocol::Other(protocol.to_owned()));
    let change = LinkChange::Protocol(protocol);
    Sketch::services(&["a", "b"])
        .calls("a", "b")
        .edit(Edit::Link(LinkId::new("a-b").unwrap(), change))
}

#[test]
fn unknown_libraries() {
    let library = |name: &str| LibraryName::new(name).unwrap();
    let needs = |name: &str| api().but("api", ComponentChange::Library(library(name), true));
    let says = |sketch: Sketch, name: &str| {
        let of = [language("go")].into();
        sketch.edit(Edit::Plan(PlanChange::Bindings(library(name), Some(of))))
    };
    let two = Sketch::services(&["api", "b"])
        .but("api", ComponentChange::Library(library("House SDK"), true))
        .but("b", ComponentChange::Library(library("house-sdk"), true));
    rule(
        "unknown-library",
        &[
            ("one that nobody knows", needs("House SDK"), "api: House SDK"),
            ("one that is misspelt", needs("PyTroch"), "api: PyTroch"),
            ("two that need one", two.clone(), "api: b"),
        ],
        &[
            ("one of the list", needs("PyTorch 2.9")),
            ("one of which the team says it", says(two, "House-SDK")),
            ("no library", api()),
        ],
    );
    let found = of(&needs("PyTroch").0).into_iter().find(|of| of.code == "unknown-library");
    let labels: Vec<String> = found.unwrap().fixes.into_iter().map(|(label, _)| label).collect();
    assert_eq!(
        labels,
        [
            "Take PyTorch for it",
            "Go alone has it",
            "Python alone has it",
            "All that are compared have it"
        ]
    );
}

#[test]
fn missing_libraries() {
    let library = || LibraryName::new("House SDK").unwrap();
    let needs = || api().but("api", ComponentChange::Library(library(), true));
    let says = |words: &[&str]| {
        let of = words.iter().map(|word| language(word)).collect();
        needs().edit(Edit::Plan(PlanChange::Bindings(library(), Some(of))))
    };
    rule(
        "missing-library",
        &[("one for Java alone", says(&["java"]), "api: House SDK, which none of the compared")],
        &[
            ("one for Go", says(&["go", "java"])),
            ("one that nobody knows", needs()),
            ("decided on the language that has it", decided(says(&["java"]), "api", "java")),
        ],
    );
    let found = of(&says(&["java"]).0).into_iter().find(|of| of.code == "missing-library").unwrap();
    assert!(found.advice.starts_with("Compare Java as well, or plan a bridge"), "{}", found.advice);
    assert_eq!(found.fixes.len(), 1);
}

#[test]
fn unknown_words() {
    let role = || {
        let mut role = Role {
            id: RoleId::new("dev").unwrap(),
            name: "Developer".to_owned(),
            skills: [(language("golang"), Skill::Working)].into(),
            inputs: Inputs::default(),
        };
        role.inputs.insert(Input::Headcount, Quantity::of(Input::Headcount.parse("2").unwrap()));
        api().edit(Edit::AddRole(Box::new(role)))
    };
    let estate = ComponentChange::Estate(language("pyhton"), true);
    rule(
        "unknown-word",
        &[
            ("golang", knows("golang"), "api: did you mean `go`?"),
            ("an estate", api().but("api", estate), "api: did you mean `python`?"),
            (
                "a CPU time",
                api().but("api", ComponentChange::CpuLanguage(Some(language("nodejs")))),
                "api: did you mean `typescript`?",
            ),
            (
                "what work was stated in",
                api().but("api", ComponentChange::WorkLanguage(Some(language("dotnet")))),
                "api: did you mean `csharp`?",
            ),
            (
                "a mandate",
                api().but("api", ComponentChange::Mandated(Some(language("kotlyn")))),
                "api: did you mean `kotlin`?",
            ),
            (
                "one ruled out",
                api().but("api", ComponentChange::Banned(language("jva"), true)),
                "api: did you mean `java`?",
            ),
            ("a decision", decided(api(), "api", "golang"), "api: did you mean `go`?"),
            ("a skill", role(), ": did you mean `go`?"),
            ("said twice", decided(knows("golang"), "api", "golang"), "api: `golang`"),
            ("like no other", knows("klingon"), "api: `klingon` is not known as a language"),
            (
                "a kind",
                Sketch::new().with("db", Kind::Other("databse".to_owned())),
                "db: did you mean `datastore`?",
            ),
            (
                "a kind like no other",
                Sketch::new().with("pot", Kind::Other("teapot".to_owned())),
                "pot: `teapot` is not known as a kind",
            ),
            ("a protocol", links("grcp"), "a: did you mean `grpc`?"),
            ("a candidate", api().compares(&["go-nethttp"]), ": did you mean `go-net-http`?"),
            (
                "a language in the place of a candidate",
                api().compares(&["python-async", "golang"]),
                ": did you mean `go-net-http`?",
            ),
        ],
        &[
            ("go", knows("go")),
            ("a language without figures", knows("ruby")),
            ("a protocol of its own", links("amqp")),
            ("another", links("redis")),
            ("candidates", api().compares(&["go-net-http", "rust-axum"])),
        ],
    );
}

#[test]
fn a_fix_puts_the_word_right_everywhere() {
    let sketch = decided(knows("golang"), "api", "golang")
        .but("api", ComponentChange::Estate(language("golang"), true));
    let finding = of(&sketch.0).into_iter().find(|of| of.code == "unknown-word").unwrap();
    let mut plan = sketch.0.clone();
    plan.apply(finding.fixes[0].1.clone()).unwrap();
    let api = &plan.components["api"];
    assert_eq!(api.traits.known, [language("go")].into());
    assert_eq!(api.traits.estate, [language("go")].into());
    assert_eq!(plan.decisions["api"].language, language("go"));
}

#[test]
fn languages_without_figures() {
    let timed = || {
        api()
            .states("component/api/cpu_time", "80 ms")
            .but("api", ComponentChange::CpuLanguage(Some(language("ruby"))))
    };
    rule(
        "language-without-figures",
        &[
            ("a team", knows("ruby"), "api: The catalog has no figures for Ruby"),
            ("a time", timed(), "api: the 80 ms of CPU time of api count as unknown"),
            ("PHP", knows("php"), "api: PHP"),
            ("Swift", knows("swift"), "api: Swift"),
            ("shell", knows("shell"), "api: Shell"),
        ],
        &[("one with figures", knows("elixir")), ("an unknown one", knows("golang"))],
    );
}

/// What a technology usually is, is no more than that: of an outside system, of a kind that somebody
/// made up and of a technology that nobody knows nothing is said.
#[test]
fn technologies_against_kinds() {
    let made_of = |kind: Kind, technology: &str| {
        let change = ComponentChange::Technology(Technology::new(technology));
        Sketch::new().with("it", kind).but("it", change)
    };
    rule(
        "technology-against-kind",
        &[
            ("a log that is no store", made_of(Kind::Datastore, "Kafka 3.7"), "it: Kafka"),
            ("a store that serves", made_of(Kind::Service, "postgres"), "it: “datastore”"),
            ("a page in a queue", made_of(Kind::Queue, "React"), "it: “browser page”"),
        ],
        &[
            ("as usual", made_of(Kind::Queue, "kafka")),
            ("a cache that stores", made_of(Kind::Datastore, "Redis 7")),
            ("a framework", made_of(Kind::Worker, "Spring Boot 3")),
            ("somebody else's", made_of(Kind::External, "Kafka")),
            ("a kind of its own", made_of(Kind::Other("lake".to_owned()), "Kafka")),
            ("free text", made_of(Kind::Service, "our own log")),
            ("nothing said", made_of(Kind::Service, "")),
        ],
    );
}

#[test]
fn teams_that_are_not_compared() {
    rule(
        "team-not-compared",
        &[
            ("a TypeScript team", knows("typescript"), "api: TypeScript"),
            (
                "code in Java",
                api().but("api", ComponentChange::Estate(language("java"), true)),
                "api: Java",
            ),
        ],
        &[
            (
                "a team of both",
                knows("typescript").but("api", ComponentChange::Known(language("go"), true)),
            ),
            ("compared", knows("typescript").compares(&["go-net-http", "typescript-node"])),
            ("without figures", knows("ruby")),
            ("decided", decided(knows("typescript"), "api", "typescript")),
            ("nobody known", api()),
            (
                "a team that is compared, beside old code",
                knows("go").but("api", ComponentChange::Estate(language("java"), true)),
            ),
        ],
    );
}
