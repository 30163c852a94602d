//! The article's rules, each under the number it has in the list of claims.

#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

use polyplan::advice::{self, Advice, Strength, Verdict, boundary, explain};
use polyplan::catalog::Catalog;
use polyplan::forecast::Resolved;
use polyplan::model::{
    CandidateId, Component, ComponentId, Decision, Focus, Input, Inputs, Kind, LanguageId,
    LibraryNeed, Link, LinkId, LinkStyle, MlUse, Plan, Protocol, Quantity, Shipping, Traffic,
    Upkeepers, WorkSize,
};

fn catalog() -> &'static Catalog {
    Catalog::shipped().unwrap()
}

fn language(id: &str) -> LanguageId {
    LanguageId::new(id).unwrap()
}

/// A component under test, told in the words of a meeting.
struct Story(Component);

impl Story {
    fn of(kind: Kind) -> Self {
        Self(Component::new(ComponentId::new("it").unwrap(), "It", kind))
    }

    fn performance(mut self) -> Self {
        self.0.tags.performance = Some(Focus::Unsaid);
        self
    }

    fn data(mut self) -> Self {
        self.0.tags.data = true;
        self
    }

    fn with(mut self, input: Input, text: &str) -> Self {
        self.0.inputs.insert(input, Quantity::of(input.parse(text).unwrap()));
        self.0.cpu_language = Some(language("python"));
        self
    }

    fn profile(self, interpreted: &str, accelerated: &str, native: &str) -> Self {
        self.with(Input::Interpreted, interpreted)
            .with(Input::Accelerated, accelerated)
            .with(Input::Native, native)
    }

    fn knows(mut self, id: &str) -> Self {
        self.0.traits.known.insert(language(id));
        self
    }

    fn but(mut self, change: impl FnOnce(&mut Component)) -> Self {
        change(&mut self.0);
        self
    }

    fn advice(&self) -> Advice {
        self.among(&[])
    }

    fn among(&self, candidates: &[&str]) -> Advice {
        let mut plan = Plan::new("test");
        plan.candidates = candidates.iter().map(|id| CandidateId::new(id).unwrap()).collect();
        plan.components.insert(self.0.id.clone(), self.0.clone());
        let resolved = Resolved::new(&plan, catalog(), None);
        explain::advise(&resolved, &resolved.components[0], &catalog().compared(&plan.candidates))
    }
}

fn leader(advice: &Advice) -> &str {
    advice.ranking[0].language.as_str()
}

#[track_caller]
fn clearly(advice: &Advice, id: &str) {
    assert_eq!((advice.verdict, leader(advice)), (Verdict::Language, id), "{}", advice.sentence);
    assert!(advice.sentence.ends_with('.') && !advice.sentence.contains('\n'));
}

#[test]
fn tags_alone_lead_to_go_and_python() {
    for kind in [Kind::Service, Kind::Gateway, Kind::Worker, Kind::StreamProcessor, Kind::WebApp] {
        clearly(&Story::of(kind.clone()).performance().advice(), "go");
        clearly(&Story::of(kind).data().advice(), "python");
    }
    for kind in [Kind::ModelTraining, Kind::ModelServing, Kind::Analysis, Kind::DataPipeline] {
        clearly(&Story::of(kind).data().advice(), "python");
    }
}

#[test]
fn the_articles_rules_hold_in_ordinary_form() {
    let few = |story: Story| {
        story.but(|c| {
            c.answers.traffic = Some(Traffic::Few);
            c.answers.size = Some(WorkSize::S);
            c.answers.upkeepers = Some(Upkeepers::One);
        })
    };
    let prototype = |kind| Story::of(kind).but(|c| c.traits.prototype = Some(true));
    let rows: [(&str, Story, &str); 15] = [
        (
            "volume and low latency",
            Story::of(Kind::Service)
                .performance()
                .with(Input::ExternalRate, "5000 req/s")
                .with(Input::P99Target, "40 ms"),
            "go",
        ),
        (
            "many connections",
            Story::of(Kind::Gateway).performance().with(Input::Connections, "100000"),
            "go",
        ),
        ("many environments", Story::of(Kind::CliTool), "go"),
        ("on every host", Story::of(Kind::Agent), "go"),
        ("machine learning", Story::of(Kind::ModelTraining), "python"),
        ("serving models", Story::of(Kind::ModelServing), "python"),
        ("data sets", Story::of(Kind::DataPipeline).data(), "python"),
        ("data sets, untagged", Story::of(Kind::DataPipeline), "python"),
        ("science", Story::of(Kind::Analysis), "python"),
        ("prototype", prototype(Kind::Service), "python"),
        ("prototype under a performance tag", prototype(Kind::Service).performance(), "python"),
        ("prototype of a tool", prototype(Kind::CliTool), "python"),
        ("back office", Story::of(Kind::WebApp), "python"),
        ("small batch work", few(Story::of(Kind::BatchJob)), "python"),
        ("batch work", Story::of(Kind::BatchJob), "python"),
    ];
    for (rule, story, language) in rows {
        let advice = story.advice();
        let found = (advice.verdict, leader(&advice));
        assert_eq!(found, (Verdict::Language, language), "{rule}: {}", advice.sentence);
    }
    let long = Story::of(Kind::Service)
        .with(Input::Contributors, "200")
        .with(Input::Life, "10 years")
        .advice();
    assert_eq!(leader(&long), "go", "large, long-lived code: {}", long.sentence);
    let worker = Story::of(Kind::Worker).advice();
    assert_ne!(worker.strength, Some(Strength::Clearly), "{}", worker.sentence);
}

#[test]
fn a_data_tag_without_a_reason_is_asked_about() {
    let bare = Story::of(Kind::Service).data().advice();
    assert!(bare.notes.iter().any(|note| note.contains("nobody has said for what")));
    assert!(bare.unknowns[0].question.contains("Python's libraries"), "{:?}", bare.unknowns);
    let said = Story::of(Kind::Service).data().but(|c| c.traits.ml = Some(MlUse::Serves)).advice();
    assert!(!said.notes.iter().any(|note| note.contains("nobody has said for what")));
}

#[test]
fn claim_06_below_a_core_the_difference_does_not_matter() {
    // A million requests a day is 12 a second on average, about 100 at the peak.
    let small = || {
        Story::of(Kind::Service)
            .with(Input::ExternalRate, "60..100..120 req/s")
            .with(Input::CpuTime, "2 ms")
    };
    let advice = small().advice();
    assert_eq!(advice.verdict, Verdict::Either, "{}", advice.sentence);
    assert!(advice.sentence.contains("what the maintainers know"));
    let advice = small().knows("python").advice();
    assert_eq!(leader(&advice), "python");
    assert_eq!(leader(&small().knows("go").advice()), "go");
}

#[test]
fn claim_19_and_32_typing_breaks_ties_only() {
    let long = |story: Story| {
        story
            .with(Input::Contributors, "200")
            .with(Input::Life, "10 years")
            .with(Input::ExternalRate, "20 req/s")
    };
    let advice = long(Story::of(Kind::Service)).advice();
    assert_eq!(leader(&advice), "go");
    assert!(advice.reasons.iter().any(|reason| reason.criterion == "upkeep"));
    // Instagram, Athena, Dropbox: a large fluent team outweighs it.
    assert_eq!(leader(&long(Story::of(Kind::Service)).knows("python").advice()), "python");
}

#[test]
fn claim_20_31_and_54_tools_for_other_machines_are_go() {
    for shipping in [Shipping::Installed, Shipping::EveryHost, Shipping::Device] {
        let advice = Story::of(Kind::CliTool).but(|c| c.traits.shipping = Some(shipping)).advice();
        clearly(&advice, "go");
        assert_eq!(advice.reasons[0].criterion, "shipping");
        assert!(advice.reasons[0].claims.contains("31"));
    }
}

#[test]
fn claim_31_exception_tools_inside_python_stay_python() {
    let story =
        || Story::of(Kind::CliTool).but(|c| c.traits.shipping = Some(Shipping::PythonEnvironment));
    clearly(&story().advice(), "python");
    // A compiled tool that installs through Python's packages comes next (Ruff, uv).
    let among = story().among(&["python-async", "go-net-http", "rust-axum", "typescript-node"]);
    assert_eq!(among.ranking[1].language.as_str(), "rust");
    let inside = Story::of(Kind::Library)
        .performance()
        .but(|c| c.traits.inside_python = Some(true))
        .advice();
    clearly(&inside, "python");
    assert!(inside.ranking[1].gate.is_some());
    assert!(inside.sentence.contains("brings a runtime of its own into its users' Python"));
}

#[test]
fn claim_22_and_37_frameworks_count_for_small_web_applications() {
    let advice = Story::of(Kind::WebApp)
        .with(Input::ExternalRate, "5 req/s")
        .with(Input::CpuTime, "5 ms")
        .with(Input::Contributors, "3")
        .advice();
    assert_eq!(leader(&advice), "python");
    assert!(advice.reasons.iter().any(|reason| reason.claims.contains("37")));
}

#[test]
fn claim_29_high_volume_with_work_or_tight_targets_is_go() {
    let service = || Story::of(Kind::Service).with(Input::IoWait, "2 ms");
    // Above about 1,000 requests a second with real work.
    clearly(
        &service().with(Input::ExternalRate, "1500 req/s").with(Input::CpuTime, "5 ms").advice(),
        "go",
    );
    // A p99 target below 50 ms under load.
    let tight = service()
        .with(Input::ExternalRate, "400 req/s")
        .with(Input::CpuTime, "4 ms")
        .with(Input::P99Target, "30 ms");
    clearly(&tight.advice(), "go");
    // A fleet above ten Python cores.
    clearly(
        &service().with(Input::ExternalRate, "800 req/s").with(Input::CpuTime, "15 ms").advice(),
        "go",
    );
    // Neutral below 100 to 200.
    for rate in ["50 req/s", "150 req/s"] {
        let advice =
            service().with(Input::ExternalRate, rate).with(Input::CpuTime, "1 ms").advice();
        assert_eq!(advice.verdict, Verdict::Either, "{rate}: {}", advice.sentence);
    }
}

#[test]
fn claim_29_exception_large_heaps_with_tight_targets_leave_go() {
    let advice = Story::of(Kind::Cache)
        .performance()
        .but(|c| c.traits.sourcing = Some(polyplan::model::Sourcing::Built))
        .but(|c| c.traits.pause_sensitive = Some(true))
        .with(Input::LiveHeap, "4..8 GB")
        .with(Input::P99Target, "8 ms")
        .with(Input::ExternalRate, "20000 req/s")
        .with(Input::CpuTime, "0.5 ms")
        .with(Input::IoWait, "0 ms")
        .among(&["go-net-http", "python-async", "rust-axum"]);
    assert_eq!(leader(&advice), "rust", "{}", advice.sentence);
    assert!(advice.sentence.contains("pauses"));
}

#[test]
fn claim_30_parallel_work_is_go_idle_connections_are_not_decisive() {
    let parallel = Story::of(Kind::Service)
        .with(Input::ExternalRate, "100 req/s")
        .with(Input::CpuTime, "60 ms")
        .profile("95 %", "5 %", "0 %")
        .advice();
    clearly(&parallel, "go");
    let idle = |connections: &str| {
        Story::of(Kind::Service)
            .knows("python")
            .with(Input::ExternalRate, "50 req/s")
            .with(Input::CpuTime, "1 ms")
            .with(Input::Connections, connections)
            .advice()
    };
    assert_eq!(leader(&idle("5000")), "python");
    // Python holds an idle connection in half of Go's memory (claim 13).
    let memory = |advice: &Advice, id: &str| {
        advice.ranking.iter().find(|r| r.language.as_str() == id).unwrap().estimate.memory_gb
    };
    let many = idle("100000");
    assert!(memory(&many, "python") < memory(&many, "go"));
    // Sessions with state of their own and isolated faults.
    let sessions = Story::of(Kind::Service)
        .performance()
        .knows("elixir")
        .but(|c| c.traits.stateful_sessions = Some(true))
        .with(Input::Connections, "2000000")
        .among(&["go-net-http", "python-async", "elixir-phoenix"]);
    assert_eq!(leader(&sessions), "elixir", "{}", sessions.sentence);
}

#[test]
fn claim_33_training_is_python_even_under_a_performance_tag() {
    let training = Story::of(Kind::ModelTraining)
        .performance()
        .but(|c| c.traits.ml = Some(MlUse::Trains))
        .advice();
    clearly(&training, "python");
    assert!(training.ranking[1].gate.is_some());
}

#[test]
fn claim_33_serving_is_python_below_the_volume_and_split_above() {
    let serving = || {
        Story::of(Kind::ModelServing).performance().data().but(|c| {
            c.traits.ml = Some(MlUse::Serves);
            c.traits.python_libraries = Some(LibraryNeed::Central);
        })
    };
    let mixed = || serving().with(Input::CpuTime, "8 ms").profile("40 %", "20 %", "40 %");
    clearly(
        &mixed().with(Input::ExternalRate, "80 req/s").with(Input::P99Target, "300 ms").advice(),
        "python",
    );
    let busy =
        mixed().with(Input::ExternalRate, "3000 req/s").with(Input::P99Target, "80 ms").advice();
    assert_eq!(busy.verdict, Verdict::Split, "{}", busy.sentence);
    let split = busy.split.unwrap();
    assert_eq!((split.service.as_str(), split.data.as_str()), ("go-net-http", "python-async"));
    // Bound by the accelerator, there is nothing for a shell to win.
    let kernels = serving()
        .with(Input::CpuTime, "20 ms")
        .profile("5 %", "5 %", "90 %")
        .with(Input::ExternalRate, "3000 req/s")
        .advice();
    clearly(&kernels, "python");
}

#[test]
fn claim_34_interactive_analysis_is_python_continuous_streams_are_not() {
    clearly(
        &Story::of(Kind::Analysis).but(|c| c.traits.data_analysis = Some(true)).advice(),
        "python",
    );
    let stream = Story::of(Kind::StreamProcessor)
        .with(Input::ExternalRate, "20000 req/s")
        .with(Input::CpuTime, "1 ms")
        .profile("70 %", "30 %", "0 %")
        .but(|c| c.traits.ml = Some(MlUse::None))
        .advice();
    clearly(&stream, "go");
    // Models inside the stream keep it in Python (Faust).
    let inside = Story::of(Kind::StreamProcessor)
        .with(Input::ExternalRate, "20000 req/s")
        .but(|c| {
            c.traits.ml = Some(MlUse::Serves);
            c.traits.inside_python = Some(true);
        })
        .advice();
    clearly(&inside, "python");
}

#[test]
fn claim_35_scientific_work_is_python_and_new_numerics_julia() {
    clearly(&Story::of(Kind::Analysis).data().advice(), "python");
    let numerics = Story::of(Kind::Analysis)
        .but(|c| {
            c.traits.data_analysis = Some(true);
            c.traits.ml = Some(MlUse::None);
            c.traits.python_libraries = Some(LibraryNeed::No);
            c.traits.shipping = Some(Shipping::Cluster);
        })
        .with(Input::CpuTime, "5000 ms")
        .profile("70 %", "0 %", "30 %")
        .among(&["python-async", "go-net-http", "julia-oxygen"]);
    assert_eq!(leader(&numerics), "julia", "{}", numerics.sentence);
}

#[test]
fn claim_36_prototypes_are_python_unless_the_team_is_fluent_in_go() {
    let prototype = || {
        Story::of(Kind::WebApp)
            .but(|c| c.traits.prototype = Some(true))
            .with(Input::ExternalRate, "5 req/s")
            .with(Input::Life, "0.5 years")
    };
    clearly(&prototype().advice(), "python");
    let fluent = prototype().knows("go").advice();
    assert!(fluent.verdict == Verdict::Either || leader(&fluent) == "go", "{}", fluent.sentence);
}

#[test]
fn claim_26_calling_a_hosted_model_is_input_and_output() {
    let advice = Story::of(Kind::Gateway)
        .performance()
        .data()
        .but(|c| c.traits.ml = Some(MlUse::Calls))
        .with(Input::ExternalRate, "2000 req/s")
        .with(Input::CpuTime, "1 ms")
        .with(Input::P99Target, "100 ms")
        .advice();
    clearly(&advice, "go");
    assert!(advice.notes.iter().any(|note| note.contains("not data work")));
    assert!(advice.notes.iter().any(|note| note.contains("outrank the tag")));
}

#[test]
fn facts_outrank_a_performance_tag() {
    let advice = Story::of(Kind::Service)
        .performance()
        .with(Input::ExternalRate, "2 req/s")
        .with(Input::CpuTime, "1 ms")
        .with(Input::P99Target, "2 s")
        .with(Input::Connections, "10")
        .with(Input::Contributors, "2")
        .advice();
    assert_eq!(advice.verdict, Verdict::Either, "{}", advice.sentence);
    assert!(advice.notes.iter().any(|note| note.contains("performance-sensitive")));
}

/// A busy ranker with both tags, a team, and links to clients, a store and training.
fn splittable(people: &str) -> Plan {
    let mut plan = Plan::new("split");
    let story = Story::of(Kind::Service)
        .performance()
        .data()
        .with(Input::ExternalRate, "2500 req/s")
        .with(Input::CpuTime, "10 ms")
        .profile("50 %", "20 %", "30 %")
        .with(Input::TeamSize, people)
        .with(Input::Work, "20 person-weeks");
    for (id, kind) in
        [("web", Kind::External), ("store", Kind::Datastore), ("training", Kind::ModelTraining)]
    {
        let id = ComponentId::new(id).unwrap();
        plan.components.insert(id.clone(), Component::new(id, "x", kind));
    }
    plan.components.insert(story.0.id.clone(), story.0);
    for (id, from, to, style) in [
        ("a", "web", "it", LinkStyle::Request),
        ("b", "it", "store", LinkStyle::Request),
        ("c", "it", "training", LinkStyle::Bulk),
    ] {
        let end = |id| ComponentId::new(id).unwrap();
        let mut link = Link::new(LinkId::new(id).unwrap(), end(from), end(to));
        link.style = style;
        plan.links.insert(link.id.clone(), link);
    }
    plan
}

fn advice_for_it(plan: &Plan) -> Advice {
    let resolved = Resolved::new(plan, catalog(), None);
    let facts = resolved.facts(&ComponentId::new("it").unwrap()).unwrap();
    explain::advise(&resolved, facts, &catalog().compared(&plan.candidates))
}

#[test]
fn claim_39_both_tags_split_into_a_service_and_a_data_half_by_one_edit() {
    let mut plan = splittable("6");
    let split = advice_for_it(&plan).split.unwrap();
    assert_eq!(split.moved_links, [LinkId::new("c").unwrap()]);
    assert!(!split.service_work.is_empty() && !split.data_work.is_empty());
    let before = plan.clone();
    let inverse = plan.apply(split.edit).unwrap();
    assert_eq!(polyplan::model::violations(&plan), []);
    assert_eq!(plan.components.len(), before.components.len() + 1);
    assert_eq!(plan.links["c"].from, split.data_component);
    // The halves add up to the whole.
    let typical = |id: &str, input| plan.components[id].inputs[&input].range.typical;
    let half = split.data_component.as_str();
    assert!((typical("it", Input::CpuTime) + typical(half, Input::CpuTime) - 10.0).abs() < 1e-9);
    assert!((typical("it", Input::Work) + typical(half, Input::Work) - 20.0).abs() < 1e-9);
    // And each half now has a clear language.
    let resolved = Resolved::new(&plan, catalog(), None);
    let advised = advice::advised(&resolved);
    assert_eq!(advised["it"].as_str(), "go-net-http");
    assert_eq!(advised[half].as_str(), "python-async");
    plan.apply(inverse).unwrap();
    assert_eq!(plan, before);
}

#[test]
fn claim_40_two_people_do_not_split() {
    let advice = advice_for_it(&splittable("2"));
    assert_ne!(advice.verdict, Verdict::Split, "{}", advice.sentence);
}

#[test]
fn claim_40_protocol_follows_payload_and_need_of_an_answer() {
    let mut plan = splittable("6");
    let mut check =
        |style, payload: Option<&str>, batch: Option<&str>, from: &str, expected: &Protocol| {
            let link = plan.links.get_mut("b").unwrap();
            link.style = style;
            link.from = ComponentId::new(from).unwrap();
            link.to = ComponentId::new(if from == "it" { "training" } else { "it" }).unwrap();
            link.inputs = Inputs::new();
            for (input, text) in [(Input::LinkPayload, payload), (Input::Batch, batch)] {
                if let Some(text) = text {
                    link.inputs.insert(input, Quantity::of(input.parse(text).unwrap()));
                }
            }
            let resolved = Resolved::new(&plan, catalog(), None);
            let links = boundary::links(&resolved, &advice::advised(&resolved));
            let advice = links.iter().find(|advice| advice.link.as_str() == "b").unwrap();
            assert_eq!(&advice.protocol, expected, "{}", advice.reason);
            assert_eq!(advice.claims, "40");
        };
    check(LinkStyle::Request, Some("1 KB"), None, "it", &Protocol::Rest);
    check(LinkStyle::Request, Some("50 KB"), None, "it", &Protocol::Grpc);
    check(LinkStyle::Stream, None, None, "it", &Protocol::Grpc);
    check(LinkStyle::Message, Some("50 KB"), None, "it", &Protocol::Queue);
    check(LinkStyle::Request, None, Some("100"), "it", &Protocol::Queue);
}

#[test]
fn advice_on_a_link_speaks_of_languages_at_its_ends_alone() {
    let mut plan = splittable("6");
    let resolved = Resolved::new(&plan, catalog(), None);
    let ends: Vec<ComponentId> =
        resolved.components.iter().map(|facts| facts.component.id.clone()).collect();
    let link = plan.links.get_mut("b").unwrap();
    (link.style, link.inputs) = (LinkStyle::Request, [].into());
    link.from = ComponentId::new("it").unwrap();
    link.to = ComponentId::new("training").unwrap();
    let resolved = Resolved::new(&plan, catalog(), None);
    for (candidate, names_python) in [("go-net-http", false), ("python-async", true)] {
        let candidate = CandidateId::new(candidate).unwrap();
        let assignment = ends.iter().map(|id| (id.clone(), candidate.clone())).collect();
        let links = boundary::links(&resolved, &assignment);
        let advice = links.iter().find(|advice| advice.link.as_str() == "b").unwrap();
        assert_eq!(advice.protocol, Protocol::Rest);
        assert_eq!(advice.reason.contains("Python"), names_python, "{}", advice.reason);
    }
}

#[test]
fn claim_41_crossing_languages_has_a_price() {
    let mut plan = splittable("6");
    let split = advice_for_it(&plan).split.unwrap();
    plan.apply(split.edit).unwrap();
    let resolved = Resolved::new(&plan, catalog(), None);
    let links = boundary::links(&resolved, &advice::advised(&resolved));
    let crossing: Vec<_> = links.iter().filter(|link| link.crosses).collect();
    assert!(!crossing.is_empty());
    for link in crossing {
        assert!(link.weeks.unwrap().typical > 0.0 && link.call_ms.typical > 0.0);
    }
}

#[test]
fn claim_47_to_49_learning_is_counted_and_shorter_from_a_typed_language() {
    let weeks = |known: &str| {
        let advice =
            Story::of(Kind::Service).knows(known).with(Input::Work, "30 person-weeks").advice();
        let go = advice.ranking.iter().find(|ranked| ranked.language.as_str() == "go").unwrap();
        go.totals.person_weeks
    };
    assert!(weeks("go") < weeks("java"));
    assert!(weeks("java") < weeks("python"));
}

#[test]
fn claim_55_serverless_limits_are_gates() {
    let function = |limit: &str| {
        Story::of(Kind::Service)
            .but(|c| c.traits.shipping = Some(Shipping::Serverless))
            .with(Input::ColdStart, limit)
            .among(&["go-net-http", "python-async", "elixir-phoenix"])
    };
    let tight = function("100 ms");
    clearly(&tight, "go");
    let gate = |advice: &Advice, id: &str| {
        let ranked = advice.ranking.iter().find(|ranked| ranked.language.as_str() == id).unwrap();
        ranked.gate.as_ref().map(advice::Gate::sentence)
    };
    assert!(gate(&tight, "python").unwrap().contains("over the limit of 100 ms"));
    assert!(gate(&tight, "elixir").unwrap().contains("not offered"));
    assert_eq!(gate(&function("500 ms"), "python"), None);
}

#[test]
fn gates_exclude_with_a_reason() {
    let all = ["go-net-http", "python-async", "rust-axum", "cpp-drogon"];
    let no_collector =
        Story::of(Kind::Service).but(|c| c.traits.no_garbage_collector = Some(true)).among(&all);
    let excluded: Vec<&str> = no_collector
        .ranking
        .iter()
        .filter(|r| r.gate.is_some())
        .map(|r| r.language.as_str())
        .collect();
    assert_eq!(excluded.len(), 2);
    assert!(excluded.contains(&"go") && excluded.contains(&"python"));
    let mandated = Story::of(Kind::Service)
        .performance()
        .but(|c| c.traits.mandated = Some(language("python")))
        .advice();
    clearly(&mandated, "python");
    let banned = Story::of(Kind::Service)
        .data()
        .but(|c| c.traits.banned = [language("python")].into())
        .advice();
    clearly(&banned, "go");
    let nothing = Story::of(Kind::Service)
        .but(|c| {
            c.traits.banned.insert(language("python"));
            c.traits.banned.insert(language("go"));
        })
        .advice();
    assert_eq!(nothing.verdict, Verdict::NoFit);
    assert!(nothing.sentence.contains("No candidate fits"));
}

#[test]
fn ready_made_kinds_are_bought_unless_stated_otherwise() {
    for kind in [Kind::Datastore, Kind::Cache, Kind::Queue] {
        assert_eq!(Story::of(kind.clone()).advice().verdict, Verdict::Buy);
        let built = Story::of(kind)
            .but(|c| c.traits.sourcing = Some(polyplan::model::Sourcing::Built))
            .advice();
        assert_ne!(built.verdict, Verdict::Buy);
    }
    assert_eq!(Story::of(Kind::External).advice().verdict, Verdict::Outside);
}

#[test]
fn a_decision_against_the_advice_shows_its_price() {
    let story = Story::of(Kind::Service)
        .performance()
        .with(Input::ExternalRate, "5000 req/s")
        .with(Input::CpuTime, "5 ms");
    let mut plan = Plan::new("decided");
    let id = story.0.id.clone();
    plan.components.insert(id.clone(), story.0);
    let decide = |language_id: &str| Decision {
        language: language(language_id),
        candidate: None,
        reason: String::new(),
        author: String::new(),
        date: None,
        relied_on: std::collections::BTreeMap::new(),
    };
    plan.decisions.insert(id.clone(), decide("python"));
    let overrule = advice_for_it(&plan).decision.unwrap();
    assert!(overrule.overrules);
    assert!(overrule.price.unwrap().monthly > 100.0);
    assert!(overrule.sentence.contains("against the advice for Go"));
    // A language that the catalog lacks may be decided on; it has no figures.
    plan.decisions.insert(id, decide("ruby"));
    let overrule = advice_for_it(&plan).decision.unwrap();
    assert_eq!((overrule.overrules, overrule.price), (false, None));
    assert!(overrule.sentence.contains("Ruby"));
}

#[test]
fn a_name_kind_and_tag_are_enough_and_what_is_unknown_is_asked() {
    for kind in Kind::KNOWN {
        let advice = Story::of(kind.clone()).performance().advice();
        assert!(!advice.sentence.is_empty());
    }
    let advice = Story::of(Kind::Service).performance().advice();
    assert!(!advice.unknowns.is_empty() && advice.unknowns.len() <= 3);
    assert!(advice.unknowns.iter().all(|unknown| unknown.question.ends_with('?')));
    // Nothing to ask about what was stated.
    let stated = Story::of(Kind::Service).performance().with(Input::CpuTime, "2 ms").advice();
    assert!(stated.unknowns.iter().all(|unknown| unknown.input != Some(Input::CpuTime)));
}

#[test]
fn cpu_time_without_a_language_counts_as_unknown() {
    let story =
        Story::of(Kind::Service).with(Input::CpuTime, "900 ms").but(|c| c.cpu_language = None);
    let advice = story.advice();
    assert!(advice.notes.iter().any(|note| note.contains("counts as unknown")));
    assert_eq!(advice.ranking, Story::of(Kind::Service).advice().ranking);
    // Stated in Go, a whole request of 1 ms has 0.035 ms of the stack in it; the rest means forty
    // times as much CPython for interpreted work.
    let in_go = Story::of(Kind::Service)
        .with(Input::CpuTime, "1 ms")
        .profile("100 %", "0 %", "0 %")
        .but(|c| c.cpu_language = Some(language("go")))
        .advice();
    let cpu = |id: &str| {
        in_go.ranking.iter().find(|r| r.language.as_str() == id).unwrap().estimate.cpu_ms
    };
    assert!((cpu("go") - 1.0).abs() < 1e-9);
    assert!((cpu("python") - (0.965 * 40.0 + 0.105)).abs() < 1e-9);
}

/// Where either of two languages does, a decision on one far behind both is no more in line with the
/// advice than one against a clear advice; one on either of them is.
#[test]
fn a_decision_beside_both_of_two_equal_languages_goes_against_them() {
    let story = Story::of(Kind::Service);
    let mut plan = Plan::new("decided");
    plan.candidates = ["go-net-http", "python-async", "cpp-drogon"]
        .map(|id| CandidateId::new(id).unwrap())
        .to_vec();
    let id = story.0.id.clone();
    plan.components.insert(id.clone(), story.0);
    assert_eq!(advice_for_it(&plan).verdict, Verdict::Either);
    for (decided, against) in [("go", false), ("python", false), ("cpp", true)] {
        let decision = Decision {
            language: language(decided),
            candidate: None,
            reason: String::new(),
            author: String::new(),
            date: None,
            relied_on: std::collections::BTreeMap::new(),
        };
        plan.decisions.insert(id.clone(), decision);
        let overrule = advice_for_it(&plan).decision.unwrap();
        assert_eq!(overrule.overrules, against, "{decided}: {}", overrule.sentence);
        let told = overrule.sentence.contains("against the advice for Go or Python");
        assert_eq!(told, against, "{}", overrule.sentence);
    }
}
