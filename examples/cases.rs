//! Holds the advice against recorded decisions.
//!
//! `cargo run --release --example cases -- FACTS.json [LABELS.json] [--all-languages]` turns each
//! record into a component through one fixed mapping, prints verdict and ranking per case as JSON
//! lines, and with labels the totals.

use std::collections::{BTreeMap, BTreeSet};
use std::process::ExitCode;

use polyplan::advice::{Advice, acceptability, explain};
use polyplan::base::Range;
use polyplan::catalog::Catalog;
use polyplan::forecast::{Resolved, sample::Catalogs};
use polyplan::model::{
    Component, ComponentId, Focus, Input, Kind, LanguageId, LibraryNeed, MlUse, Plan, Quantity,
    Shipping, Sourcing,
};
use serde::Deserialize;

/// One record of a facts file.
#[derive(Deserialize)]
struct Facts {
    id: String,
    summary: String,
    kind: String,
    tags: Vec<String>,
    peak_rate_per_s: Option<[f64; 3]>,
    connections: Option<[f64; 3]>,
    p99_target_ms: Option<f64>,
    startup_target_ms: Option<f64>,
    cpu: String,
    cpu_profile: Profile,
    io_wait: String,
    live_heap_gb: Option<f64>,
    ml_use: String,
    data_analysis: bool,
    needs_python_ecosystem: String,
    runs_inside_users_python: bool,
    prototype: bool,
    expected_life_years: f64,
    contributors: f64,
    open_plugin_contributors: bool,
    team_knows: Vec<String>,
    shipped_as: String,
    existing_estate: String,
    gc_pause_sensitive: bool,
    memory_safety_exposed: bool,
    stateful_sessions: bool,
}

#[derive(Deserialize)]
struct Profile {
    interpreted: f64,
    c_accelerated: f64,
    native: f64,
}

/// One record of a labels file.
#[derive(Deserialize)]
struct Label {
    id: String,
    #[serde(rename = "label")]
    language: String,
    go_or_python: bool,
    hard: bool,
}

/// One set of a pairs file: cases that differ in the fact that flips the choice.
#[derive(Deserialize)]
struct Set {
    cases: Vec<String>,
}

fn main() -> ExitCode {
    match run() {
        Ok(()) => ExitCode::SUCCESS,
        Err(message) => {
            eprintln!("cases: {message}");
            ExitCode::from(2)
        }
    }
}

fn run() -> Result<(), String> {
    let (flags, files): (Vec<String>, Vec<String>) =
        std::env::args().skip(1).partition(|a| a.starts_with("--"));
    if let Some(flag) = flags.iter().find(|flag| *flag != "--all-languages") {
        return Err(format!("`{flag}` is not a flag; the only one is --all-languages"));
    }
    let [facts_file, rest @ ..] = &files[..] else {
        return Err(
            "name a facts file: cases FACTS.json [LABELS.json [PAIRS.json]] [--all-languages]"
                .to_owned(),
        );
    };
    let catalog = Catalog::shipped().map_err(ToString::to_string)?;
    let facts: Vec<Facts> = read(facts_file)?;
    let drawn = Catalogs::new(catalog, acceptability::FORECASTS);
    let mut answers = BTreeMap::new();
    let mut shares = BTreeMap::new();
    for record in &facts {
        let (advice, first) = advise(record, catalog, &drawn, !flags.is_empty())?;
        println!("{}", line(record, &advice, first));
        answers.insert(record.id.clone(), ranking(&advice, catalog));
        shares.insert(record.id.clone(), first);
    }
    if let Some(labels_file) = rest.first() {
        let labels: Vec<Label> = read(labels_file)?;
        totals(&labels, &answers);
        acceptabilities(&labels, &answers, &shares);
        if let Some(pairs_file) = rest.get(1) {
            sets(&read::<Vec<Set>>(pairs_file)?, &labels, &answers);
        }
    }
    Ok(())
}

fn read<T: serde::de::DeserializeOwned>(file: &str) -> Result<T, String> {
    let text = std::fs::read_to_string(file).map_err(|error| format!("{file}: {error}"))?;
    serde_json::from_str(&text).map_err(|error| format!("{file}: {error}"))
}

/// Advice for a record, and how often its leading language is first over the uncertainty.
fn advise(
    record: &Facts,
    catalog: &Catalog,
    drawn: &Catalogs,
    all_languages: bool,
) -> Result<(Advice, f64), String> {
    let mut plan = Plan::new("cases");
    let component = component(record).map_err(|error| format!("{}: {error}", record.id))?;
    let id = component.id.clone();
    plan.components.insert(id.clone(), component);
    if all_languages {
        plan.candidates = catalog.candidates.keys().cloned().collect();
    }
    let resolved = Resolved::new(&plan, catalog, None);
    let facts = resolved.facts(&id).ok_or("the component is missing")?;
    let candidates = catalog.compared(&plan.candidates);
    let advice = explain::advise(&resolved, facts, &candidates);
    let all = acceptability::of_component(&resolved, facts, &candidates, drawn);
    let first = advice.ranking.first().map_or(0.0, |ranked| all.of_language(&ranked.language));
    Ok((advice, first))
}

/// The fixed mapping from a record to a component.
fn component(record: &Facts) -> Result<Component, String> {
    let id = ComponentId::fresh(&record.id, |_| false);
    let mut component = Component::new(id, &record.summary, Kind::from_word(&record.kind));
    let tagged = |tag: &str| record.tags.iter().any(|t| t == tag);
    component.tags.performance = tagged("performance-sensitive").then_some(Focus::Unsaid);
    component.tags.data = tagged("data-intelligent");
    component.cpu_language = LanguageId::new("python").ok();
    traits(record, &mut component)?;
    let mut state = |input: Input, [low, typical, high]: [f64; 3]| -> Result<(), String> {
        let range = Range::new(low, typical, high).map_err(|error| error.to_string())?;
        input.check(range).map_err(|error| format!("{}: {error}", input.word()))?;
        component.inputs.insert(input, Quantity::of(range));
        Ok(())
    };
    let exact = |x: f64| [x, x, x];
    let optional: [(Input, Option<[f64; 3]>); 5] = [
        (Input::ExternalRate, record.peak_rate_per_s),
        (Input::Connections, record.connections),
        (Input::P99Target, record.p99_target_ms.map(exact)),
        (Input::ColdStart, record.startup_target_ms.map(exact)),
        (Input::LiveHeap, record.live_heap_gb.map(exact)),
    ];
    for (input, value) in optional {
        if let Some(value) = value {
            state(input, value)?;
        }
    }
    state(Input::CpuTime, cpu_ms(&record.cpu)?)?;
    state(Input::IoWait, io_wait_ms(&record.io_wait)?)?;
    state(Input::Interpreted, exact(record.cpu_profile.interpreted))?;
    state(Input::Accelerated, exact(record.cpu_profile.c_accelerated))?;
    state(Input::Native, exact(record.cpu_profile.native))?;
    state(Input::Life, exact(record.expected_life_years))?;
    state(Input::Contributors, exact(record.contributors))?;
    Ok(component)
}

/// CPython time per request, ms.
fn cpu_ms(word: &str) -> Result<[f64; 3], String> {
    match word {
        "io-bound" => Ok([0.5, 1.0, 3.0]),
        "light" => Ok([0.5, 1.0, 2.0]),
        "moderate" => Ok([2.0, 5.0, 15.0]),
        "heavy" => Ok([10.0, 20.0, 60.0]),
        other => Err(format!("cpu `{other}` is not io-bound, light, moderate or heavy")),
    }
}

/// Wait outside per request, ms.
fn io_wait_ms(word: &str) -> Result<[f64; 3], String> {
    match word {
        "none" => Ok([0.0, 0.0, 1.0]),
        "some" => Ok([1.0, 5.0, 20.0]),
        "dominant" => Ok([10.0, 20.0, 60.0]),
        other => Err(format!("io_wait `{other}` is not none, some or dominant")),
    }
}

fn traits(record: &Facts, component: &mut Component) -> Result<(), String> {
    let traits = &mut component.traits;
    traits.sourcing = Some(Sourcing::Built);
    traits.ml = Some(match record.ml_use.as_str() {
        "none" => MlUse::None,
        "calls-api" => MlUse::Calls,
        "serves" => MlUse::Serves,
        "trains" => MlUse::Trains,
        "library-for" => MlUse::Library,
        other => return Err(format!("ml_use `{other}` is not known")),
    });
    traits.data_analysis = Some(record.data_analysis);
    traits.python_libraries = LibraryNeed::from_word(&record.needs_python_ecosystem);
    traits.inside_python = Some(record.runs_inside_users_python);
    traits.prototype = Some(record.prototype);
    traits.shipping = Some(match record.shipped_as.as_str() {
        "server" => Shipping::Server,
        "serverless" => Shipping::Serverless,
        "cluster-batch" => Shipping::Cluster,
        "installed-by-end-users" => Shipping::Installed,
        "installed-on-every-host" => Shipping::EveryHost,
        "inside-python-environment" => Shipping::PythonEnvironment,
        "device" => Shipping::Device,
        other => return Err(format!("shipped_as `{other}` is not known")),
    });
    traits.outside_plugins = Some(record.open_plugin_contributors);
    traits.pause_sensitive = Some(record.gc_pause_sensitive);
    traits.hostile_input = Some(record.memory_safety_exposed);
    traits.stateful_sessions = Some(record.stateful_sessions);
    traits.known = record.team_knows.iter().filter_map(|word| LanguageId::new(word).ok()).collect();
    traits.estate = estate(&record.existing_estate);
    Ok(())
}

fn estate(word: &str) -> BTreeSet<LanguageId> {
    let language = match word {
        "none" => return BTreeSet::new(),
        "jvm" => "java",
        "node" => "typescript",
        "beam" => "elixir",
        "dotnet" => "csharp",
        other => other,
    };
    LanguageId::new(language).into_iter().collect()
}

/// Languages by rank, each once; excluded ones are left out.
fn ranking(advice: &Advice, catalog: &Catalog) -> Vec<String> {
    let mut names: Vec<String> = Vec::new();
    for ranked in advice.ranking.iter().filter(|ranked| ranked.gate.is_none()) {
        let name = catalog.language_name(&ranked.language).to_owned();
        if !names.contains(&name) {
            names.push(name);
        }
    }
    names
}

fn line(record: &Facts, advice: &Advice, first: f64) -> String {
    let ranking: Vec<serde_json::Value> = advice
        .ranking
        .iter()
        .map(|ranked| {
            serde_json::json!({
                "candidate": ranked.candidate.as_str(),
                "language": ranked.language.as_str(),
                "score": (ranked.score * 10.0).round() / 10.0,
                "excluded": ranked.gate.as_ref().map(polyplan::advice::Gate::sentence),
            })
        })
        .collect();
    serde_json::json!({
        "id": record.id,
        "verdict": advice.verdict.word(),
        "leader": advice.ranking.first().map(|ranked| ranked.language.as_str()),
        "acceptability": first,
        "sentence": advice.sentence,
        "reasons": advice.reasons.iter().map(reason).collect::<Vec<_>>(),
        "against": advice.against.iter().map(reason).collect::<Vec<_>>(),
        "ranking": ranking,
    })
    .to_string()
}

fn reason(reason: &polyplan::advice::Reason) -> serde_json::Value {
    let contribution = (reason.contribution * 100.0).round() / 100.0;
    serde_json::json!({ "criterion": reason.criterion, "contribution": contribution })
}

fn totals(labels: &[Label], answers: &BTreeMap<String, Vec<String>>) {
    let count = |filter: &dyn Fn(&Label) -> bool, depth: usize| {
        let of: Vec<&Label> =
            labels.iter().filter(|l| filter(l) && answers.contains_key(&l.id)).collect();
        let right = of
            .iter()
            .filter(|l| answers[&l.id].iter().take(depth).any(|name| *name == l.language))
            .count();
        (right, of.len())
    };
    let show = |what: &str, (right, of): (usize, usize)| {
        #[expect(clippy::cast_precision_loss, reason = "counts of cases are small")]
        let share = 100.0 * right as f64 / of.max(1) as f64;
        println!("{what}: {right} of {of} ({share:.0} %)");
    };
    show("Go or Python", count(&|l| l.go_or_python, 1));
    show("Go or Python, hard", count(&|l| l.go_or_python && l.hard, 1));
    show("others, among the first three", count(&|l| !l.go_or_python, 3));
    for label in labels.iter().filter(|label| label.go_or_python) {
        let first = answers.get(&label.id).and_then(|names| names.first());
        if let Some(first) = first.filter(|name| **name != label.language) {
            println!("miss: {} is {}, advised {first}", label.id, label.language);
        }
    }
}

/// Mean acceptability of the Go or Python leaders that are right and of those that are not.
fn acceptabilities(
    labels: &[Label],
    answers: &BTreeMap<String, Vec<String>>,
    shares: &BTreeMap<String, f64>,
) {
    let mut sums = [(0.0, 0.0); 2];
    for label in labels.iter().filter(|label| label.go_or_python) {
        let first = answers.get(&label.id).and_then(|names| names.first());
        if let (Some(first), Some(share)) = (first, shares.get(&label.id)) {
            let (sum, count) = &mut sums[usize::from(*first == label.language)];
            *sum += share;
            *count += 1.0;
        }
    }
    let [wrong, right] = sums.map(|(sum, count): (f64, f64)| sum / count.max(1.0));
    println!("mean acceptability of leaders: {right:.2} where right, {wrong:.2} where wrong");
}

/// Sets in which every Go or Python member is right.
fn sets(sets: &[Set], labels: &[Label], answers: &BTreeMap<String, Vec<String>>) {
    let right = |id: &String| {
        let label = labels.iter().find(|label| label.id == *id && label.go_or_python);
        label.is_none_or(|label| {
            answers.get(id).and_then(|names| names.first()) == Some(&label.language)
        })
    };
    let whole = sets.iter().filter(|set| set.cases.iter().all(&right)).count();
    println!("whole sets: {whole} of {}", sets.len());
}
