//! The fixed mapping from a record of facts to a component.

use std::collections::BTreeSet;

use polyplan::base::Range;
use polyplan::model::{
    Component, ComponentId, Focus, Input, Kind, LanguageId, LibraryNeed, MlUse, Quantity, Shipping,
    Sourcing,
};
use serde::Deserialize;

/// One record of a facts file.
#[derive(Deserialize)]
pub struct Facts {
    pub id: String,
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

/// The fixed mapping from a record to a component.
pub fn component(record: &Facts) -> Result<Component, String> {
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
