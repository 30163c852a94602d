//! The report's parts on the whole plan.

use std::collections::BTreeSet;

use super::report::Material;
use crate::advice::findings::{self, Checked};
use crate::advice::ledger::Row;
use crate::advice::{self, Verdict, boundary};
use crate::base::{Unit, number};
use crate::charts::Chart;
use crate::draw::document::{Block, Column, Table};
use crate::forecast::Point;
use crate::forecast::totals::Shared;

/// Title, summary and the table of components; `front` is the chart of languages for the whole plan.
pub(super) fn opening(material: Material<'_>, front: Option<&Chart>) -> Vec<Block> {
    let plan = material.resolved.plan;
    let footer = material.footer;
    let mut below = Vec::new();
    if !plan.client.is_empty() {
        below.push(format!("For {}", plan.client));
    }
    if !footer.date.is_empty() {
        below.push(footer.date.clone());
    }
    below.push(format!("revision {}", footer.revision));
    let mut blocks = vec![
        Block::Title(footer.plan.clone(), below.join("  ·  ")),
        Block::Paragraph(summary(material)),
    ];
    blocks.extend(
        front
            .filter(|chart| !chart.takeaway.is_empty())
            .map(|chart| Block::Paragraph(chart.takeaway.clone())),
    );
    if footer.assumed > 0 {
        let mut text = format!(
            "{} inputs are stated, answered coarsely or follow from such, and {} are assumed from kind and tags.",
            footer.stated, footer.assumed,
        );
        if !footer.assumptions.is_empty() {
            let most = footer.assumptions.join("; ");
            text.push_str(&format!(" The assumptions that matter most: {most}."));
        }
        blocks.push(Block::Paragraph(text));
    }
    blocks.push(Block::Table(overview(material)));
    blocks
}

fn summary(material: Material<'_>) -> String {
    let count =
        |verdict: Verdict| material.advice.iter().filter(|(_, a)| a.verdict == verdict).count();
    let mut by_language: Vec<(String, usize)> = Vec::new();
    for (_, advice) in material.advice.iter().filter(|(_, a)| a.verdict == Verdict::Language) {
        if let Some(first) = advice.ranking.first() {
            let name = material.language(&first.language);
            match by_language.iter_mut().find(|(known, _)| *known == name) {
                Some((_, number)) => *number += 1,
                None => by_language.push((name, 1)),
            }
        }
    }
    let mut parts: Vec<String> =
        by_language.into_iter().map(|(name, number)| format!("{name} for {number}")).collect();
    for (verdict, words) in [
        (Verdict::Either, "either language for"),
        (Verdict::Split, "a split for"),
        (Verdict::Buy, "ready-made products for"),
        (Verdict::Client, "what devices run for"),
        (Verdict::Outside, "no choice to make for"),
        (Verdict::NoFit, "no fitting candidate for"),
    ] {
        if count(verdict) > 0 {
            parts.push(format!("{words} {}", count(verdict)));
        }
    }
    let against = material
        .advice
        .iter()
        .filter(|(_, a)| a.decision.as_ref().is_some_and(|d| d.overrules))
        .count();
    let overruled = match against {
        0 => String::new(),
        1 => {
            " One decision overrules the advice; its price is stated with the component.".to_owned()
        }
        more => format!(
            " {more} decisions overrule the advice; their price is stated with the components."
        ),
    };
    let uncompared = match advice::uncompared(material.advice) {
        0 => String::new(),
        1 => " One decision is for a language that was not compared.".to_owned(),
        more => format!(" {more} decisions are for languages that were not compared."),
    };
    format!(
        "Of {} components the advice is {}. Compared: {}, scenario {}.{overruled}{uncompared}",
        material.advice.len(),
        parts.join(", "),
        material.footer.stacks,
        material.footer.scenario
    )
}

fn overview(material: Material<'_>) -> Table {
    let columns = ["Component", "Kind", "Tags", "Advice", "Decided"].map(Column::words).to_vec();
    let rows = material.advice.iter().map(|(id, advice)| {
        let component = material.resolved.plan.components.get(id);
        let kind = component.map_or("", |c| c.kind.label());
        let mut tags = Vec::new();
        if component.is_some_and(|c| c.tags.performance.is_some()) {
            tags.push("performance-sensitive");
        }
        if component.is_some_and(|c| c.tags.data) {
            tags.push("data-intelligent");
        }
        let first = advice.ranking.first().map(|ranked| material.language(&ranked.language));
        let second = advice.ranking.iter().find(|r| Some(material.language(&r.language)) != first);
        let verdict = match (advice.verdict, first) {
            (Verdict::Language, Some(first)) => first,
            (Verdict::Either, Some(first)) => second.map_or(first.clone(), |s| {
                format!("{first} or {}", material.language(&s.language))
            }),
            (verdict, _) => verdict.label().to_owned(),
        };
        let decided =
            material.resolved.plan.decisions.get(id).map(|d| material.language(&d.language));
        let against = advice.decision.as_ref().is_some_and(|d| d.overrules);
        let decided = decided.map_or_else(String::new, |d| {
            if against { format!("{d} (against the advice)") } else { d }
        });
        vec![material.name(id).to_owned(), kind.to_owned(), tags.join(", "), verdict, decided]
    });
    Table { columns, rows: rows.collect() }
}

/// Links that cross languages.
pub(super) fn links(material: Material<'_>) -> Vec<Block> {
    let assignment = advice::decided(material.resolved);
    let links = boundary::links(material.resolved, &assignment);
    let crossing: Vec<_> = links.iter().filter(|link| link.crosses).collect();
    if crossing.is_empty() {
        return Vec::new();
    }
    let plan = material.resolved.plan;
    let rows = crossing.iter().filter_map(|advice| {
        let link = plan.links.get(&advice.link)?;
        let today =
            link.protocol.as_ref().map_or_else(String::new, |protocol| protocol.label().to_owned());
        Some(vec![
            format!("{} → {}", material.name(&link.from), material.name(&link.to)),
            today,
            advice.reason.clone(),
            advice.call_ms.readable(Unit::Ms),
        ])
    });
    let columns = vec![
        Column::words("Link"),
        Column::words("Planned"),
        Column::words("Advice"),
        Column::figures("A call costs"),
    ];
    let weeks = crossing.iter().find_map(|link| link.weeks).map_or_else(String::new, |weeks| {
        format!(
            " Each such link also takes a contract, a client and a second model of the data, which is assumed to cost {} to build.",
            weeks.readable(Unit::PersonWeeks)
        )
    });
    let note = format!(
        "Calls were measured between Python processes on one machine, as medians (S-OWN).{weeks}"
    );
    vec![
        Block::Heading("Links that cross languages".to_owned()),
        Block::Table(Table { columns, rows: rows.collect() }),
        Block::Note(note),
    ]
}

/// Problems of the plan.
pub(super) fn findings(material: Material<'_>) -> Vec<Block> {
    let found =
        findings::findings(Checked { resolved: material.resolved, advice: material.advice });
    let shown: Vec<String> = found
        .iter()
        .filter(|finding| !finding.repeats_decision())
        .map(|finding| {
            let message = finding.message.trim_end_matches('.');
            format!("{message}. {}.", finding.advice)
        })
        .collect();
    if shown.is_empty() {
        return Vec::new();
    }
    vec![Block::Heading("Findings".to_owned()), Block::Bullets(shown)]
}

/// Unknown inputs that could change the advice.
pub(super) fn questions(material: Material<'_>) -> Vec<Block> {
    // Components with the same open question share a row.
    let mut rows: Vec<Vec<String>> = Vec::new();
    for (id, advice) in material.advice {
        for unknown in &advice.unknowns {
            let Some(flips) = &unknown.flips_to else { continue };
            let asked = [unknown.question.clone(), unknown.assumed.clone(), flips.clone()];
            let name = material.name(id);
            match rows.iter_mut().find(|row| row[1..] == asked) {
                Some(row) => row[0].push_str(&format!(", {name}")),
                None => rows.push([vec![name.to_owned()], asked.to_vec()].concat()),
            }
        }
    }
    if rows.is_empty() {
        return Vec::new();
    }
    let columns =
        ["Component", "Question", "Assumed", "Advice becomes"].map(Column::words).to_vec();
    vec![
        Block::Heading("Questions whose answers could change the advice".to_owned()),
        Block::Table(Table { columns, rows }),
    ]
}

/// How the numbers are made, and what they leave out.
pub(super) fn method(material: Material<'_>) -> Vec<Block> {
    let shared = Shared::of(material.resolved, Point::Typical);
    let waiting = format!(
        "Waiting is M/M/c within a server for stacks that share cores, M/M/1 for each process where every core has its own; pauses of a collector or a loop stop each process for {} of the time ({}). Latency of a component is without calls to other components; that of a flow adds up along them, taking times as independent. The network is not counted.",
        Unit::Share.readable(shared.stalled),
        stalled_sources(material).collect::<Vec<_>>().join(", ")
    );
    let servers = format!(
        "Servers follow the planned utilisation at peak, and what one server holds: {} processors, {}, {} connections. The bill counts the processors and the memory that are reserved at peak, which may be parts of a server, and what load grows by over the horizon. Not counted: licences, storage, traffic, managed-service fees, support outside working hours, whatever is taken ready-made, and libraries and models in memory unless they are stated as live data.",
        number::readable(shared.server_vcpus),
        Unit::Gb.readable(shared.server_gb),
        number::readable(shared.server_connections),
    );
    let economics = format!(
        "Over the horizon of {}: building, learning, maintaining, and running at {} a processor and {} a gigabyte for a month of {} hours, with {} of the processors planned to be busy at peak.",
        Unit::Months.readable(shared.horizon_months),
        Unit::MoneyPerMonth.readable(shared.vcpu_month),
        Unit::MoneyPerMonth.readable(shared.gb_month),
        number::readable(material.resolved.catalog.constant("hours_per_month", 730.0)),
        Unit::Share.readable(shared.utilisation),
    );
    let points = [
        "Every number is a range: 10th percentile, median, 90th percentile. Single figures are computed at the medians.",
        "CPU time per request is CPython's time, split into interpreted, C-accelerated and native shares, each divided by the language's measured speed in that class, plus the stack's own time per request.",
        &waiting,
        &servers,
        &economics,
        "Delivery time, learning and maintenance are judgement and drawn hatched. Maintenance is a share of the components' own work, without toolchains and links across languages. Learning counts what is known of the maintainers; where nobody said what they know, none.",
        "Where a flow forks, its branches count as independent: the p99 is met within 1 % of simulation, or 5 % where pauses are much longer than services; the median is up to 12 % too high.",
        "How often a language is first: inputs and figures are drawn from their ranges, each weight between half and twice in 8 of 10 draws, a thousand times. It says how firm the advice is, not how often such advice proves right. Flip points move one input or weight at a time.",
        "Languages for the whole plan weigh total cost, delivery time and the slowest flow, at the medians. A figure's share of the uncertainty is its swing in total cost from the 10th to the 90th percentile squared, over the sum of all.",
    ];
    vec![
        Block::Heading("How the numbers are made".to_owned()),
        Block::Bullets(points.map(str::to_owned).to_vec()),
    ]
}

/// Where the share of the time comes from in which processes stand still.
fn stalled_sources(material: Material<'_>) -> impl Iterator<Item = &str> {
    let figure = material.resolved.catalog.constants.get("stalled");
    figure.into_iter().flat_map(|figure| figure.sources.iter().map(String::as_str))
}

/// The sources of the figures.
pub(super) fn sources(material: Material<'_>, ledger: &[Row]) -> Vec<Block> {
    let catalog = material.resolved.catalog;
    let candidates = catalog.compared(&material.resolved.plan.candidates);
    let mut used: BTreeSet<&str> = BTreeSet::new();
    used.extend(advice::criteria::TABLE.iter().flat_map(|row| row.sources.iter().copied()));
    used.extend(
        catalog.headlines.iter().flat_map(|h| h.corrected.sources.iter().map(String::as_str)),
    );
    for candidate in candidates {
        let figures = [
            &candidate.overhead,
            &candidate.base_memory,
            &candidate.connection_memory,
            &candidate.start,
            &candidate.artifact,
        ];
        used.extend(
            figures.into_iter().flat_map(|figure| figure.sources.iter().map(String::as_str)),
        );
    }
    used.extend(stalled_sources(material));
    let remedies = material.advice.iter().flat_map(|(_, advice)| &advice.remedies);
    used.extend(remedies.flat_map(|offer| offer.sources.iter().map(String::as_str)));
    let cited = ledger.iter().flat_map(|row| row.source.split([',', ';', ' ']));
    used.extend(cited.filter(|word| catalog.sources.contains_key(*word)));
    let mut blocks = vec![Block::Heading("Appendix: sources".to_owned())];
    for source in used.into_iter().filter_map(|id| catalog.sources.get(id)) {
        let measured = if source.hardware.is_empty() {
            String::new()
        } else {
            format!(" ({})", source.hardware)
        };
        blocks.push(Block::Source(
            source.id.clone(),
            format!("{}, {}{measured}", source.title, source.date),
            source.url.clone(),
        ));
    }
    blocks
}
