//! The report's sections on single components.

use std::collections::BTreeMap;

use super::report::{Material, component_figures};
use crate::advice::price::{self, Outlooks};
use crate::advice::{Advice, Confidence, Reason, Verdict};
use crate::base::{Unit, number};
use crate::draw::document::{Block, Column, Table};
use crate::forecast::Outlook;
use crate::model::{ComponentId, LanguageId};

/// Flip points told of a component.
const FLIPS: usize = 3;
/// Remedies told of a component.
const REMEDIES: usize = 3;

/// A section for each built component; those in `drawn` get their charts.
pub(super) fn sections(
    material: Material<'_>,
    confidence: &BTreeMap<ComponentId, Confidence>,
    outlooks: &BTreeMap<ComponentId, Outlooks>,
    drawn: &[ComponentId],
) -> Vec<Block> {
    let mut blocks = vec![Block::PageBreak, Block::Heading("Components".to_owned())];
    for (id, advice) in material.advice.iter().filter(|(_, advice)| !advice.ranking.is_empty()) {
        blocks.push(Block::Subheading(material.name(id).to_owned()));
        let none = Outlooks::new();
        let outlooks = outlooks.get(id).unwrap_or(&none);
        let although = price::although(advice, outlooks);
        let although = although.map_or_else(String::new, |text| format!(" Although {text}"));
        blocks.push(Block::Paragraph(format!("{}{although}", advice.sentence)));
        if let Some(decision) = &advice.decision {
            let reason = material.resolved.plan.decisions.get(id).map_or("", |d| d.reason.as_str());
            let because = if reason.is_empty() {
                String::new()
            } else {
                format!(" Reason given: {}.", reason.trim_end_matches('.'))
            };
            blocks.push(Block::Paragraph(format!("{}{because}", decision.sentence)));
        }
        blocks.push(Block::Table(candidates(advice, outlooks)));
        blocks.extend(confidence.get(id).and_then(|of| firmness(material, of)));
        blocks.extend(points(material, advice));
        blocks.extend(remedies(advice));
    }
    for id in drawn {
        blocks.push(Block::PageBreak);
        blocks.push(Block::Heading(format!("{} in figures", material.name(id))));
        blocks.extend(component_figures(material, id));
    }
    blocks
}

/// How often the leader is first, the flip points of the strongest levers, and the payback.
fn firmness(material: Material<'_>, confidence: &Confidence) -> Option<Block> {
    let name = |id: &LanguageId| material.language(id);
    let mut text = format!("{}.", confidence.sentence(name)?);
    for flip in confidence.flip_sentences(name).into_iter().take(FLIPS) {
        text.push_str(&format!(" {flip}."));
    }
    if let Some(payback) = &confidence.payback {
        text.push_str(&format!(" {}", payback.sentence));
    }
    Some(Block::Paragraph(text))
}

/// What would make one language do, with what the figures rest on.
fn remedies(advice: &Advice) -> Option<Block> {
    let shown = advice.remedies.iter().take(REMEDIES);
    let points =
        shown.map(|offer| format!("{} ({}; {})", offer.sentence, offer.note, offer.evidence()));
    let points: Vec<String> = points.collect();
    (!points.is_empty()).then_some(Block::Bullets(points))
}

fn candidates(advice: &Advice, outlooks: &Outlooks) -> Table {
    let columns = vec![
        Column::words("Candidate"),
        Column::figures("Score"),
        Column::figures("p99 at peak"),
        Column::figures("vCPU"),
        Column::figures("Servers"),
        Column::figures("Memory"),
        Column::figures("Run cost"),
        Column::figures("Time to build"),
        Column::figures("Over the horizon"),
    ];
    let rows = advice.ranking.iter().take(6).map(|ranked| {
        let excluded = ranked
            .gate
            .as_ref()
            .map_or(String::new(), |gate| format!(" – excluded: {}", gate.sentence()));
        let estimate = &ranked.estimate;
        let told = |unit: Unit, of: fn(&Outlook) -> f64| {
            let told = outlooks.get(&ranked.candidate).map(of);
            told.map_or_else(String::new, |value| unit.readable(value))
        };
        vec![
            format!("{}{excluded}", ranked.name),
            format!("{:.0}", ranked.score),
            Unit::Ms.readable(estimate.p99_ms),
            number::readable(estimate.vcpus),
            number::readable(estimate.servers),
            Unit::Gb.readable(estimate.memory_gb),
            told(Unit::MoneyPerMonth, |of| of.monthly.typical),
            told(Unit::Weeks, |of| of.weeks.typical),
            told(Unit::Money, |of| of.cost.typical),
        ]
    });
    Table { columns, rows: rows.collect() }
}

/// Reasons by the language that they speak for, with the ids of their sources.
fn points(material: Material<'_>, advice: &Advice) -> Vec<Block> {
    let languages = || advice.ranking.iter().map(|ranked| &ranked.language);
    let leader = languages().next();
    let other = languages().find(|language| Some(*language) != leader);
    let line = |language: Option<&LanguageId>, reason: &Reason| {
        format!(
            "For {}: {} ({}; {}).",
            language.map_or_else(String::new, |id| material.language(id)),
            reason.text,
            reason.label,
            reason.sources.join(", ")
        )
    };
    let mut points: Vec<String> =
        advice.reasons.iter().take(4).map(|reason| line(leader, reason)).collect();
    points.extend(advice.against.iter().take(2).map(|reason| line(other, reason)));
    points.extend(advice.notes.iter().cloned());
    if let (Verdict::Split, Some(split)) = (advice.verdict, &advice.split) {
        points
            .push(format!("Service half: {}. Data half: {}.", split.service_work, split.data_work));
    }
    if points.is_empty() { Vec::new() } else { vec![Block::Bullets(points)] }
}
