//! Rules on languages, people, tags and demands.

use polyplan::model::{
    ComponentChange, Edit, Focus, GroupChange, GroupId, GroupKind, Kind, LanguageId, LinkStyle,
    MlUse, Skill,
};

use super::super::sketch::{Sketch, role};
use super::{api, decided, rule};

fn language(word: &str) -> LanguageId {
    LanguageId::new(word).unwrap()
}

#[test]
fn lone_language() {
    let team = |gophers: &str| {
        let sketch = role(api(), "gopher", &[("go", Skill::Fluent)], gophers);
        decided(role(sketch, "analyst", &[("python", Skill::Fluent)], "3"), "api", "go")
    };
    rule(
        "lone-language",
        &[
            ("one person", team("1"), "api: gopher"),
            ("nobody said how many", team(""), "api: not stated"),
            (
                "a second who is only learning",
                role(team("1"), "trainee", &[("go", Skill::Learning)], "1"),
                "api: Go",
            ),
        ],
        &[
            ("three people", team("3")),
            ("two roles", role(team("1"), "second", &[("go", Skill::Working)], "1")),
            (
                "a team of one",
                decided(role(api(), "gopher", &[("go", Skill::Fluent)], "1"), "api", "go"),
            ),
        ],
    );
}

#[test]
fn unknown_language() {
    let team =
        |word: &str| decided(role(api(), "dev", &[("python", Skill::Fluent)], "3"), "api", word);
    rule(
        "unknown-language",
        &[
            ("Go for people who know Python", team("go"), "api: Go"),
            ("a language without figures", team("cobol"), "api: COBOL"),
        ],
        &[
            ("their own language", team("python")),
            ("nobody is known", decided(api(), "api", "go")),
            (
                "maintainers of its own",
                team("go").but("api", ComponentChange::Known(language("go"), true)),
            ),
            ("somebody learns it", role(team("go"), "trainee", &[("go", Skill::Learning)], "1")),
        ],
    );
}

#[test]
fn toolchains_for_few() {
    let pair = |people: &str, words: [&str; 2]| {
        let sketch = Sketch::services(&["api", "model"]).calls("api", "model");
        let sketch =
            role(sketch, "dev", &[("go", Skill::Fluent), ("python", Skill::Fluent)], people);
        decided(decided(sketch, "api", words[0]), "model", words[1])
    };
    rule(
        "toolchains-for-few",
        &[("two people, two languages", pair("2", ["go", "python"]), ": 2 people")],
        &[
            ("two people, one language", pair("2", ["go", "go"])),
            ("three people", pair("3", ["go", "python"])),
            ("nobody said how many", pair("", ["go", "python"])),
        ],
    );
}

#[test]
fn many_languages() {
    let each = |words: &[&str]| {
        let ids: Vec<String> = (0..words.len()).map(|i| format!("s{i}")).collect();
        let ids: Vec<&str> = ids.iter().map(String::as_str).collect();
        let sketch = Sketch::services(&ids);
        ids.iter().zip(words).fold(sketch, |sketch, (id, word)| decided(sketch, id, word))
    };
    let mut many = vec!["go"; 13];
    many.extend(["python", "rust"]);
    rule(
        "many-languages",
        &[
            // Two further toolchains of 1, 2 or 4 person-weeks, no link across.
            ("three of three", each(&["go", "python", "rust"]), ": about 2 to 8 person-weeks"),
            (
                "one without figures",
                each(&["go", "python", "cobol"]),
                ": about 1 to 4 person-weeks, not counting languages without figures",
            ),
        ],
        &[("two", each(&["go", "python", "go"])), ("three among fifteen", each(&many))],
    );
}

#[test]
fn tags_that_tell_nothing() {
    let tagged = |count: usize, of: usize, rated: usize| {
        let ids: Vec<String> = (0..of).map(|i| format!("s{i}")).collect();
        let ids: Vec<&str> = ids.iter().map(String::as_str).collect();
        let mut sketch = Sketch::services(&ids);
        for id in &ids[..count] {
            sketch = sketch.but(id, ComponentChange::Performance(Some(Focus::Latency)));
        }
        ids[..rated].iter().fold(sketch, |sketch, id| {
            sketch.states(&format!("component/{id}/p99_target"), "50 ms")
        })
    };
    rule(
        "tag-inflation",
        &[
            ("four of five", tagged(4, 5, 0), ": 4 of 5"),
            ("all, each with its target", tagged(6, 6, 6), ": 6 of 6"),
        ],
        &[("seven of ten", tagged(7, 10, 0)), ("all of four", tagged(4, 4, 0))],
    );
    let stated =
        |input: &str, text: &str| tagged(1, 2, 0).states(&format!("component/s0/{input}"), text);
    rule(
        "bare-tag",
        &[
            ("one tag", tagged(1, 2, 0), "s0: is tagged"),
            ("two of three", tagged(3, 5, 1), "s1: s2 are tagged"),
        ],
        &[
            ("a target", tagged(1, 2, 1)),
            ("a rate", stated("external_rate", "3000 req/s")),
            ("connections", stated("connections", "30000")),
            (
                "a caller whose rate is known",
                stated("life", "3 years")
                    .calls("s1", "s0")
                    .states("component/s1/external_rate", "9 req/s"),
            ),
            ("no tag", tagged(0, 2, 0)),
        ],
    );
}

#[test]
fn shared_datastore() {
    let group =
        |sketch: Sketch, name: &str, kind: GroupKind, parent: Option<&str>, members: &[&str]| {
            let id = GroupId::new(name).unwrap();
            sketch.group(name, parent, members).edit(Edit::Group(id, GroupChange::Kind(kind)))
        };
    let two = |kind: GroupKind| {
        let sketch = Sketch::services(&["orders", "billing"])
            .with("db", Kind::Datastore)
            .links(&[("orders", "db"), ("billing", "db")]);
        group(group(sketch, "sales", kind, None, &["orders"]), "money", kind, None, &["billing"])
    };
    let nested = {
        let sketch = Sketch::services(&["orders", "billing"])
            .with("db", Kind::Datastore)
            .links(&[("orders", "db"), ("billing", "db")]);
        let sketch = group(sketch, "shop", GroupKind::Context, None, &[]);
        let sketch = group(sketch, "sales", GroupKind::Context, Some("shop"), &["orders"]);
        group(sketch, "money", GroupKind::Context, Some("shop"), &["billing"])
    };
    rule(
        "shared-datastore",
        &[
            ("two bounded contexts", two(GroupKind::Context), "db: money and sales"),
            ("two teams", two(GroupKind::Team), "db: money and sales"),
        ],
        &[
            ("two layers", two(GroupKind::Layer)),
            ("two parts of one context", nested),
            ("a copy now and then", two(GroupKind::Context).style("billing-db", LinkStyle::Bulk)),
        ],
    );
}

#[test]
fn nothing_fits() {
    let only_python = || api().but("api", ComponentChange::Mandated(Some(language("python"))));
    rule(
        "nothing-fits",
        &[
            (
                "mandated and ruled out",
                only_python().but("api", ComponentChange::Banned(language("python"), true)),
                "api: is ruled out",
            ),
            (
                "a language that is not compared",
                api().but("api", ComponentChange::Mandated(Some(language("elixir")))),
                "api: mandated",
            ),
        ],
        &[
            ("a mandate that fits", only_python()),
            (
                "a language without figures",
                api().but("api", ComponentChange::Mandated(Some(language("cobol")))),
            ),
            ("one ruled out", api().but("api", ComponentChange::Banned(language("go"), true))),
        ],
    );
}

#[test]
fn both_tags() {
    let both = || {
        api()
            .but("api", ComponentChange::Data(true))
            .but("api", ComponentChange::Performance(Some(Focus::Unsaid)))
    };
    rule(
        "both-tags",
        &[
            ("tags alone", both().states("component/api/team_size", "1"), "api"),
            (
                "a split that pays",
                both()
                    .states("component/api/external_rate", "5000 req/s")
                    .states("component/api/team_size", "8")
                    .but("api", ComponentChange::Ml(Some(MlUse::Serves))),
                "api",
            ),
        ],
        &[
            ("a hosted model", both().but("api", ComponentChange::Ml(Some(MlUse::Calls)))),
            ("one tag", api().but("api", ComponentChange::Data(true))),
            ("a decision", decided(both(), "api", "go")),
        ],
    );
}
