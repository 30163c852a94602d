//! Challenges as blocks of a document and as JSON.

use serde_json::{Value, json};

use super::json::{head, reason_json, with};
use super::json_remedies;
use crate::advice::Challenge;
use crate::advice::challenge::Point;
use crate::draw::document::{Block, Document, Source};
use crate::forecast::Resolved;

/// The challenges of a plan as a document of their own, to be written as Markdown.
#[must_use]
pub fn document(resolved: &Resolved<'_>, revision: &str, challenges: &[Challenge]) -> Document {
    let title = format!("{}: decisions challenged", resolved.plan.name);
    let below = format!("revision {revision} · scenario: {}", resolved.scenario_name());
    let mut blocks = vec![Block::Title(title.clone(), below.clone())];
    for challenge in challenges {
        blocks.push(Block::Heading(challenge.name.clone()));
        blocks.extend(challenge.sentences.iter().cloned().map(Block::Paragraph));
        for section in challenge.sections() {
            blocks.push(Block::Subheading(section.title));
            blocks.push(Block::Bullets(section.points.iter().map(Point::cited).collect()));
        }
    }
    let cited: std::collections::BTreeSet<String> = challenges
        .iter()
        .flat_map(Challenge::sections)
        .flat_map(|section| section.points)
        .flat_map(|point| point.sources)
        .collect();
    if !cited.is_empty() {
        blocks.push(Block::Heading("Sources".to_owned()));
    }
    let sources = cited.iter().filter_map(|id| resolved.catalog.sources.get(id));
    blocks.extend(sources.map(|source| {
        Block::Source(Source {
            id: source.id.clone(),
            short: source.short.clone(),
            title: format!("{}, {}", source.title, source.date),
            address: source.url.clone(),
        })
    }));
    Document { title, foot: vec![below], blocks, ..Document::default() }
}

/// Challenges as JSON.
#[must_use]
pub fn json(resolved: &Resolved<'_>, revision: &str, challenges: &[Challenge]) -> Value {
    let challenges = challenges.iter().map(|challenge| one(resolved, challenge));
    with(head(resolved, revision), "challenges", challenges.collect())
}

fn one(resolved: &Resolved<'_>, challenge: &Challenge) -> Value {
    let catalog = resolved.catalog;
    let reasons = |of: &[crate::advice::Reason]| -> Value {
        of.iter().map(|reason| reason_json(catalog, reason)).collect()
    };
    json!({
        "component": challenge.component.as_str(),
        "name": challenge.name,
        "verdict": challenge.verdict.word(),
        "language": challenge.held.as_str(),
        "decided": challenge.decided,
        "rival": challenge.rival.as_ref().map(crate::model::LanguageId::as_str),
        "sentences": challenge.sentences,
        "case": reasons(&challenge.case),
        "answer": reasons(&challenge.answer),
        "firmness": challenge.firmness,
        "flips": challenge.flips,
        "weak": challenge.weak.iter().map(|figure| json!({
            "criterion": figure.criterion,
            "of": figure.of,
            "what": figure.what,
            "range": figure.range,
            "confidence": figure.confidence.word(),
        })).collect::<Vec<_>>(),
        "unknowns": challenge.unknowns.iter().map(|unknown| json!({
            "question": unknown.question,
            "input": unknown.input.map(crate::model::Input::word),
            "assumed": unknown.assumed,
            "flips_to": unknown.flips_to,
        })).collect::<Vec<_>>(),
        "remedies": challenge.remedies.iter().map(|offer| json_remedies::offer(catalog, offer)).collect::<Vec<_>>(),
    })
}
