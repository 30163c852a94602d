//! Holds the advice against recorded decisions.
//!
//! `cargo run --release --example cases -- [FACTS.json [LABELS.json]]… [PAIRS.json]
//! [--all-languages]` turns each record into a component through one fixed mapping and prints
//! verdict and ranking per case as JSON lines; with labels, what came out right and how far its
//! confidence can be believed, for each file of labels and for all together.

mod calibration;
mod mapping;
mod score;

use std::process::ExitCode;

use polyplan::advice::{Advice, acceptability, explain};
use polyplan::catalog::Catalog;
use polyplan::forecast::{Resolved, sample::Catalogs};
use polyplan::model::Plan;

use mapping::Facts;
use score::{Answer, Label, Set};

/// What a file holds, told by the fields of its records.
enum Content {
    Facts(Vec<Facts>),
    Labels(Vec<Label>),
    Pairs(Vec<Set>),
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
    if files.is_empty() {
        return Err("name a facts file: cases [FACTS.json [LABELS.json]]… [PAIRS.json] \
                    [--all-languages]"
            .to_owned());
    }
    let adviser = Adviser::new(!flags.is_empty())?;
    let (mut answers, mut labels, mut sets) = (Vec::new(), Vec::new(), Vec::new());
    for file in files {
        match read(&file)? {
            Content::Facts(facts) => {
                for record in &facts {
                    let answer = adviser.answer(record)?;
                    println!("{}", answer.line);
                    answers.push(answer);
                }
            }
            Content::Labels(read) => labels.push((file, read)),
            Content::Pairs(read) => sets.extend(read),
        }
    }
    let all: Vec<Label> = labels.iter().flat_map(|(_, labels)| labels.clone()).collect();
    for (file, labels) in &labels {
        score::tell(file, labels, &answers);
    }
    if labels.len() > 1 {
        score::tell("all files", &all, &answers);
    }
    if !sets.is_empty() {
        score::tell_sets(&sets, &all, &answers);
    }
    Ok(())
}

fn read(file: &str) -> Result<Content, String> {
    let text = std::fs::read_to_string(file).map_err(|error| format!("{file}: {error}"))?;
    let value: serde_json::Value =
        serde_json::from_str(&text).map_err(|error| format!("{file}: {error}"))?;
    let has = |field: &str| value.get(0).is_some_and(|record| record.get(field).is_some());
    let content = if has("label") {
        serde_json::from_value(value.clone()).map(Content::Labels)
    } else if has("cases") {
        serde_json::from_value(value.clone()).map(Content::Pairs)
    } else {
        serde_json::from_value(value.clone()).map(Content::Facts)
    };
    content.map_err(|error| format!("{file}: {error}"))
}

/// Advises on records, between the catalog's default candidates and between all.
struct Adviser {
    catalog: &'static Catalog,
    drawn: Catalogs,
    all_languages: bool,
}

impl Adviser {
    fn new(all_languages: bool) -> Result<Self, String> {
        let catalog = Catalog::shipped().map_err(ToString::to_string)?;
        Ok(Self { catalog, drawn: Catalogs::new(catalog, acceptability::FORECASTS), all_languages })
    }

    fn answer(&self, record: &Facts) -> Result<Answer, String> {
        let (usual, first) = self.advise(record, false)?;
        let (among_all, first_of_all) = self.advise(record, true)?;
        let line = if self.all_languages {
            line(record, &among_all, first_of_all)
        } else {
            line(record, &usual, first)
        };
        Ok(Answer {
            id: record.id.clone(),
            usual: self.ranking(&usual),
            among_all: self.ranking(&among_all),
            first,
            line,
        })
    }

    /// Advice for a record, and how often its leading language is first over the uncertainty.
    fn advise(&self, record: &Facts, all_languages: bool) -> Result<(Advice, f64), String> {
        let mut plan = Plan::new("cases");
        let component =
            mapping::component(record).map_err(|error| format!("{}: {error}", record.id))?;
        let id = component.id.clone();
        plan.components.insert(id.clone(), component);
        if all_languages {
            plan.candidates = self.catalog.candidates.keys().cloned().collect();
        }
        let resolved = Resolved::new(&plan, self.catalog, None);
        let facts = resolved.facts(&id).ok_or("the component is missing")?;
        let candidates = self.catalog.compared(&plan.candidates);
        let advice = explain::advise(&resolved, facts, &candidates);
        let all = acceptability::of_component(&resolved, facts, &candidates, &self.drawn);
        let first = advice.ranking.first().map_or(0.0, |ranked| all.of_language(&ranked.language));
        Ok((advice, first))
    }

    /// Languages by rank, each once; excluded ones are left out.
    fn ranking(&self, advice: &Advice) -> Vec<String> {
        let mut names: Vec<String> = Vec::new();
        for ranked in advice.ranking.iter().filter(|ranked| ranked.gate.is_none()) {
            let name = self.catalog.language_name(&ranked.language).to_owned();
            if !names.contains(&name) {
                names.push(name);
            }
        }
        names
    }
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
