//! `polyplan catalog`.

use std::fmt::Write as _;

use clap::Args;
use serde_json::json;

use super::open::catalog;
use super::{Format, Outcome, answer, answer_json, catalog_check};
use crate::catalog::{
    Candidate, Catalog, Condition, Figure, Language, Library, Need, Remedy, Technology,
};
use crate::exchange::json as exchanged;
use crate::forecast::libraries;

#[derive(Debug, Args)]
pub(super) struct Arguments {
    /// Show every figure of this language.
    #[arg(long, value_name = "ID")]
    language: Option<String>,
    /// List the libraries that are known by name, with the languages that have them.
    #[arg(long, conflicts_with_all = ["language", "check"])]
    libraries: bool,
    /// List figures that are older than two years or rest on one source, and libraries to check.
    #[arg(long, conflicts_with_all = ["language", "format"])]
    check: bool,
    /// How to answer.
    #[arg(long, value_enum, default_value_t = Format::Text)]
    format: Format,
}

pub(super) fn run(arguments: &Arguments) -> Outcome {
    let catalog = catalog()?;
    let wanted = |language: &Language| {
        arguments.language.as_ref().is_none_or(|id| language.id.as_str() == id)
    };
    if let Some(id) =
        arguments.language.as_ref().filter(|_| !catalog.languages.values().any(wanted))
    {
        let known: Vec<&str> =
            catalog.languages.keys().map(crate::model::LanguageId::as_str).collect();
        return Err(format!("the catalog has no language `{id}`; it has {}", known.join(", ")));
    }
    if arguments.check {
        return answer(&catalog_check::text(catalog));
    }
    let libraries = if arguments.language.is_none() { catalog.libraries.as_slice() } else { &[] };
    let languages = || catalog.languages.values().filter(|language| wanted(language));
    let stacks = |language: &Language| {
        let id = language.id.clone();
        catalog.candidates.values().filter(move |candidate| candidate.language == id)
    };
    let remedies = || {
        let of = |remedy: &&Remedy| catalog.languages.get(&remedy.language).is_some_and(wanted);
        catalog.remedies.iter().filter(of)
    };
    let technologies =
        if arguments.language.is_none() { catalog.technologies.as_slice() } else { &[] };
    if arguments.format == Format::Json {
        let languages: Vec<_> = languages()
            .map(|language| {
                json!({
                    "id": language.id.as_str(),
                    "name": language.name,
                    "figures": language_figures(language).into_iter().map(figure_json).collect::<Vec<_>>(),
                    "candidates": stacks(language).map(|candidate| json!({
                        "id": candidate.id.as_str(),
                        "name": candidate.name,
                        "versions": candidate.versions,
                        "default": catalog.default_candidates.contains(&candidate.id),
                        "figures": candidate_figures(candidate).into_iter().map(figure_json).collect::<Vec<_>>(),
                    })).collect::<Vec<_>>(),
                })
            })
            .collect();
        return answer_json(&json!({
            "schema": exchanged::SCHEMA,
            "languages": languages,
            "remedies": remedies().map(remedy_json).collect::<Vec<_>>(),
            "libraries": libraries.iter().map(exchanged::library).collect::<Vec<_>>(),
            "technologies": technologies.iter().map(technology_json).collect::<Vec<_>>(),
        }));
    }
    if arguments.libraries {
        return answer(&library_lines(catalog));
    }
    let mut text = String::new();
    for language in languages() {
        for candidate in stacks(language) {
            let default = if catalog.default_candidates.contains(&candidate.id) {
                ", compared by default"
            } else {
                ""
            };
            let _ = writeln!(
                text,
                "{:<18} {} ({}){default}",
                candidate.id.as_str(),
                candidate.name,
                candidate.versions
            );
            if arguments.language.is_some() {
                figures(&mut text, &candidate_figures(candidate));
            }
        }
        if arguments.language.is_some() {
            let _ = writeln!(text, "{}", language.name);
            figures(&mut text, &language_figures(language));
        }
    }
    if arguments.language.is_some() {
        for remedy in remedies() {
            let _ = writeln!(text, "Before a second language: {} ({})", remedy.name, remedy.note);
            figures(&mut text, &remedy_figures(remedy));
        }
    }
    if arguments.language.is_none() {
        text.push_str("\n`polyplan catalog --language ID` shows every figure with its evidence, `--libraries` which libraries are known by name.\n");
    }
    answer(&text)
}

/// Each library with where it can be used, and the page that says so.
fn library_lines(catalog: &Catalog) -> String {
    let line = |of: &Library| format!("{}\n", libraries::told(catalog, of));
    catalog.libraries.iter().map(line).collect()
}

fn figures(text: &mut String, figures: &[(&str, &Figure)]) {
    for (name, figure) in figures {
        let date = figure.date.map_or_else(String::new, |date| format!(", {date}"));
        let note =
            if figure.note.is_empty() { String::new() } else { format!("; {}", figure.note) };
        let _ = writeln!(
            text,
            "  {name:<34} {:<26} {}{date}, {}{note}",
            figure.readable(),
            figure.confidence.word(),
            if figure.sources.is_empty() {
                "no source".to_owned()
            } else {
                figure.sources.join(" ")
            },
        );
    }
}

fn figure_json((name, figure): (&str, &Figure)) -> serde_json::Value {
    json!({
        "name": name,
        "low": figure.range.low,
        "typical": figure.range.typical,
        "high": figure.range.high,
        "unit": figure.unit.suffix(),
        "confidence": figure.confidence.word(),
        "sources": figure.sources,
        "date": figure.date.map(|date| date.to_string()),
        "hardware": figure.hardware,
        "note": figure.note,
    })
}

fn technology_json(of: &Technology) -> serde_json::Value {
    json!({
        "name": of.name,
        "kind": of.kind.word(),
        "also": of.also.iter().map(crate::model::Kind::word).collect::<Vec<_>>(),
        "called": of.words,
        "protocol": of.protocol.as_ref().map(crate::model::Protocol::word),
        "port": of.port,
    })
}

fn remedy_json(remedy: &Remedy) -> serde_json::Value {
    json!({
        "id": remedy.id,
        "name": remedy.name,
        "note": remedy.note,
        "language": remedy.language.as_str(),
        "when": remedy.when.iter().map(|condition| Condition::label(*condition)).collect::<Vec<_>>(),
        "figures": remedy_figures(remedy).into_iter().map(figure_json).collect::<Vec<_>>(),
    })
}

pub(super) fn remedy_figures(remedy: &Remedy) -> Vec<(&'static str, &Figure)> {
    remedy.effects().into_iter().chain([("work to do it", &remedy.weeks)]).collect()
}

pub(super) fn language_figures(language: &Language) -> Vec<(&'static str, &Figure)> {
    let mut all = vec![
        ("CPU time over Go's", &language.cpu_vs_go),
        ("speed, interpreted code", &language.interpreted),
        ("speed, C-accelerated library", &language.accelerated),
        ("speed, native libraries", &language.native),
        ("length of pauses", &language.pause),
        ("learning, from Python", &language.learning),
        ("learning, from a typed language", &language.learning_typed),
        ("build time over Python's", &language.build_time),
        ("share of developers", &language.hiring),
    ];
    all.extend(Need::ALL.iter().zip(&language.points).map(|(need, figure)| (need.label(), figure)));
    all
}

pub(super) fn candidate_figures(candidate: &Candidate) -> Vec<(&'static str, &Figure)> {
    let mut all = vec![
        ("CPU time of the stack per request", &candidate.overhead),
        ("memory of a process", &candidate.base_memory),
        ("memory of a connection", &candidate.connection_memory),
        ("start of a serving process", &candidate.start),
        ("start of a tool", &candidate.tool_start),
        ("artifact", &candidate.artifact),
    ];
    all.extend(
        candidate.cold_start.as_ref().map(|figure| ("cold start on a function platform", figure)),
    );
    all
}
