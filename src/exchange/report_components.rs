//! The report's part on single components, those that matter most first.

use super::report::{Depth, Material, Study};
use super::report_first_page::decided;
use crate::advice::challenge::REMEDIES as SECOND_LANGUAGE;
use crate::advice::existing::Drawn;
use crate::advice::price::{self, Outlooks};
use crate::advice::{Advice, Challenge, Confidence, Offer, Reason, Verdict};
use crate::base::words::sentence_case;
use crate::base::{Unit, number};
use crate::draw::diagram::technology_on_card;
use crate::draw::document::{Block, Column, Table};
use crate::forecast::sample::Catalogs;
use crate::forecast::{Assignment, Outlook, Point, outlook, totals};
use crate::model::{ComponentId, Input, LanguageId};

/// Flip points told of a component.
const FLIPS: usize = 3;
/// Remedies told of a component.
const REMEDIES: usize = 3;
/// Reasons told for the language that is advised, and for its rival.
const REASONS: [usize; 2] = [4, 2];
/// Candidates told of a component.
const CANDIDATES: usize = 6;

/// A component in its place.
struct Placed<'a> {
    id: &'a ComponentId,
    advice: &'a Advice,
    /// Its cost over the horizon as decided, else as advised, the median of the draws; none where
    /// nothing counts it.
    cost: Option<f64>,
}

pub(super) fn blocks(material: Material<'_>, study: &Study, depth: Depth) -> Vec<Block> {
    let placed = by_importance(material, study);
    if placed.is_empty() {
        return Vec::new();
    }
    let mut blocks = vec![
        Block::Heading("Components by importance".to_owned()),
        Block::Table(overview(material, study, &placed, depth)),
        Block::Note(
            "Cost: over the horizon, the median of the draws, as decided, else as advised; a component by itself. Below stands what links and toolchains across languages take to build, and what the whole comes to beyond all of these: costs are skewed, and what people learn for several components counts once. Firm: how often the language comes first when inputs, figures and weights are drawn from their ranges; by how much is another matter, so that either may do where one comes first by little again and again; with nothing to choose it is empty."
                .to_owned(),
        ),
    ];
    if depth == Depth::Full {
        for of in placed.iter().filter(|of| !of.advice.ranking.is_empty()) {
            blocks.extend(section(material, study, of));
        }
        blocks.extend(thin_evidence(material, study, &placed));
    }
    blocks
}

/// Components by their cost, then by name.
fn by_importance<'a>(material: Material<'a>, study: &Study) -> Vec<Placed<'a>> {
    let resolved = material.resolved;
    let catalogs = Catalogs::told(resolved);
    let cost = |id: &ComponentId| {
        let (facts, assignment) = (resolved.facts(id)?, &decided(study)?.assignment);
        outlook::of_assigned(resolved, facts, assignment, &catalogs).map(|of| of.cost.typical)
    };
    let placed = material.advice.iter().map(|(id, advice)| Placed { id, advice, cost: cost(id) });
    let mut placed: Vec<Placed<'_>> = placed.collect();
    let least = |of: &Placed<'_>| of.cost.unwrap_or(f64::NEG_INFINITY);
    placed.sort_by(|a, b| {
        let names = || material.name(a.id).cmp(material.name(b.id)).then(a.id.cmp(b.id));
        least(b).total_cmp(&least(a)).then_with(names)
    });
    placed
}

fn overview(material: Material<'_>, study: &Study, placed: &[Placed<'_>], depth: Depth) -> Table {
    let full = depth == Depth::Full;
    let mut columns = vec![Column::words("Component")];
    if full {
        columns.extend(["Kind", "Tags", "Advice", "Decided"].map(Column::words));
    } else {
        columns.push(Column::words("Advice and why"));
    }
    columns.extend([Column::figures("Firm"), Column::figures("Cost")]);
    let mut rows = Vec::new();
    for of in placed {
        let mut row = vec![called(material, of.id, full)];
        if full {
            row.extend(traits(material, of));
        } else {
            row.push(said(material, study, of));
        }
        row.extend([firm(material, study, of), of.cost.map_or_else(String::new, money)]);
        rows.push(row);
    }
    let counted: Vec<f64> = placed.iter().filter_map(|of| of.cost).collect();
    let standing = decided(study).filter(|of| of.outlook.cost.typical.is_finite());
    if let Some(standing) = standing.filter(|_| counted.len() > 1) {
        let whole = standing.outlook.cost.typical;
        let joins = joins(material, &standing.assignment);
        let rest = whole - joins - counted.iter().sum::<f64>();
        let rows_of_all = [
            ("Links and toolchains", Some(joins).filter(|joins| *joins > 0.0)),
            ("Beyond the components", Some(rest)),
            ("Together", Some(whole)),
        ];
        for (name, cost) in rows_of_all.into_iter().filter_map(|(name, cost)| Some((name, cost?))) {
            let mut row = vec![String::new(); columns.len()];
            name.clone_into(&mut row[0]);
            row[columns.len() - 1] = money(cost);
            rows.push(row);
        }
    }
    Table { columns, rows }
}

/// A component's name, with what it is made of where no column of kinds tells it.
fn called(material: Material<'_>, id: &ComponentId, full: bool) -> String {
    let name = material.name(id);
    let component = material.resolved.plan.components.get(id).filter(|_| !full);
    let technology = component.map(technology_on_card).filter(|of| !of.is_empty());
    technology.map_or_else(|| name.to_owned(), |of| format!("{name} ({of})"))
}

/// Kind with technology, tags, advice and decision of a component.
fn traits(material: Material<'_>, of: &Placed<'_>) -> [String; 4] {
    let component = material.resolved.plan.components.get(of.id);
    let kind = component.map_or("", |component| component.kind.label());
    let technology = component.and_then(|component| component.technology.as_ref());
    let kind = technology.map_or_else(|| kind.to_owned(), |of| format!("{kind}, {of}"));
    let tags: Vec<&str> = component.into_iter().flat_map(|of| of.tags.intents()).collect();
    let decided = material.resolved.plan.decisions.get(of.id);
    let decided = decided.map_or_else(String::new, |decision| {
        let against = of.advice.decision.as_ref().is_some_and(|decision| decision.overrules);
        let language = material.language(&decision.language);
        if against { format!("{language} (against the advice)") } else { language }
    });
    [kind, tags.join(", "), verdict(material, of.advice), decided]
}

/// What the advice comes to, in a word or two.
fn verdict(material: Material<'_>, advice: &Advice) -> String {
    let first = advice.ranking.first().map(|ranked| material.language(&ranked.language));
    let second = advice.ranking.iter().find(|r| Some(material.language(&r.language)) != first);
    match (advice.verdict, first) {
        (Verdict::Language, Some(first)) => first,
        (Verdict::Either, Some(first)) => second
            .map_or(first.clone(), |s| format!("{first} or {}", material.language(&s.language))),
        (verdict, _) => verdict.label().to_owned(),
    }
}

/// The ways to go on with its code over the sampled assumptions.
fn drawn<'a>(study: &'a Study, of: &Placed<'_>) -> Option<&'a Drawn> {
    study.confidence.get(of.id)?.existing.as_ref()
}

/// The advice with its decision, in sentences.
fn said(material: Material<'_>, study: &Study, of: &Placed<'_>) -> String {
    let although = study.outlooks.get(of.id).and_then(|known| price::although(of.advice, known));
    let although = although.map_or_else(String::new, |text| format!(" {text}"));
    let code = of.advice.existing.as_ref();
    let code = code.map_or_else(String::new, |code| format!(" {}", code.told(drawn(study, of))));
    let Some(decision) = &of.advice.decision else {
        return format!("{}{although}{code}", of.advice.sentence);
    };
    let reason = material.resolved.plan.decisions.get(of.id).map_or("", |d| d.reason.as_str());
    let because = if reason.is_empty() {
        String::new()
    } else {
        format!(" Reason given: {}.", reason.trim_end_matches('.'))
    };
    format!("{}{although}{code} {}{because}", of.advice.sentence, decision.sentence)
}

/// How often the language comes first that does, or a split pays; which one that is, where either would do.
fn firm(material: Material<'_>, study: &Study, of: &Placed<'_>) -> String {
    if of.advice.ranking.is_empty() {
        return String::new();
    }
    let confidence = study.confidence.get(of.id);
    let leader = confidence.and_then(|of| Some((of, of.flips.leader.as_ref()?)));
    let Some((confidence, leader)) = leader else { return "no rival".to_owned() };
    if of.advice.verdict == Verdict::Split {
        return number::of_100(confidence.acceptability.splits);
    }
    let share = number::of_100(confidence.acceptability.of_language(leader));
    match of.advice.verdict {
        Verdict::Either => format!("{} {share}", material.language(leader)),
        _ => share,
    }
}

/// What further toolchains and links across languages cost to build, at the medians of the inputs.
fn joins(material: Material<'_>, assignment: &Assignment) -> f64 {
    let resolved = material.resolved;
    totals::boundary_weeks(resolved, assignment, Point::Typical)
        * resolved.economic_at(Input::DefaultWeeklyCost, Point::Typical)
}

fn money(cost: f64) -> String {
    Unit::Money.readable(cost)
}

/// Everything on a component.
fn section(material: Material<'_>, study: &Study, of: &Placed<'_>) -> Vec<Block> {
    let mut blocks = vec![
        Block::Subheading(material.name(of.id).to_owned()),
        Block::Paragraph(said(material, study, of)),
        Block::Table(candidates(of.advice, study.outlooks.get(of.id).unwrap_or(&Outlooks::new()))),
    ];
    if let Some(existing) = &of.advice.existing {
        let catalog = material.resolved.catalog;
        blocks.extend(super::existing::blocks(catalog, existing, drawn(study, of)));
    }
    let rows = points(material, of.id, of.advice, study.confidence.get(of.id));
    if !rows.is_empty() {
        let columns = vec![Column::words("What"), Column::words("Why")];
        blocks.push(Block::Table(Table { columns, rows }));
    }
    blocks
}

fn candidates(advice: &Advice, outlooks: &Outlooks) -> Table {
    let columns = vec![
        Column::words("Candidate"),
        Column::figures("Score"),
        Column::figures("p99 alone, at the medians"),
        Column::figures("vCPU"),
        Column::figures("Servers"),
        Column::figures("Memory"),
        Column::figures("Run cost"),
        Column::figures("Time to build"),
        Column::figures("Over the horizon"),
    ];
    let rows = advice.ranking.iter().take(CANDIDATES).map(|ranked| {
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

/// What speaks for whom, what would turn the advice, and what else is to be known.
fn points(
    material: Material<'_>,
    id: &ComponentId,
    advice: &Advice,
    confidence: Option<&Confidence>,
) -> Vec<Vec<String>> {
    let languages = || advice.ranking.iter().map(|ranked| &ranked.language);
    let leader = languages().next();
    let other = languages().find(|language| Some(*language) != leader);
    let [most, least] = REASONS;
    let mut rows = Vec::new();
    let mut add = |what: String, lines: Vec<String>| {
        if !lines.is_empty() {
            rows.push(vec![what, lines.join("\n")]);
        }
    };
    let speaks_for = |language: Option<&LanguageId>| {
        format!("For {}", language.map_or_else(String::new, |id| material.language(id)))
    };
    add(speaks_for(leader), advice.reasons.iter().take(most).map(reason).collect());
    add(speaks_for(other), advice.against.iter().take(least).map(reason).collect());
    if let Some(confidence) = confidence {
        let name = |id: &LanguageId| material.language(id);
        let firm = confidence.sentence(name).into_iter();
        let flips = confidence.flip_sentences(name).into_iter().take(FLIPS);
        let turns = firm.chain(flips).map(|text| format!("{text}.")).collect();
        add("What would turn it".to_owned(), turns);
        let payback = confidence.payback.iter().map(|payback| payback.sentence.clone());
        add("Payback".to_owned(), payback.collect());
    }
    let libraries = material.resolved.facts(id).into_iter().flat_map(|facts| &facts.libraries);
    let catalog = material.resolved.catalog;
    add("Libraries it needs".to_owned(), libraries.map(|of| of.sentence(catalog)).collect());
    add("To be known".to_owned(), advice.notes.clone());
    if let (Verdict::Split, Some(split)) = (advice.verdict, &advice.split) {
        let halves =
            format!("Service half: {}. Data half: {}.", split.service_work, split.data_work);
        add("Split".to_owned(), vec![halves]);
    }
    add(SECOND_LANGUAGE.to_owned(), advice.remedies.iter().take(REMEDIES).map(remedy).collect());
    rows
}

fn reason(reason: &Reason) -> String {
    let text = sentence_case(&reason.text);
    format!("{text} ({}; {}).", reason.label, reason.sources.join(", "))
}

/// What would make one language do, with what the figures rest on.
fn remedy(offer: &Offer) -> String {
    format!("{} ({}; {})", offer.sentence, offer.note, offer.evidence())
}

/// Judged or assumed figures that leading reasons rest on, each once.
fn thin_evidence(material: Material<'_>, study: &Study, placed: &[Placed<'_>]) -> Vec<Block> {
    let resolved = material.resolved;
    let candidates = resolved.catalog.compared(&resolved.plan.candidates);
    let mut rows: Vec<Vec<String>> = Vec::new();
    for of in placed {
        let confidence = study.confidence.get(of.id);
        let challenge = resolved.facts(of.id).zip(confidence).and_then(|(facts, confidence)| {
            Challenge::of(resolved, facts, &candidates, of.advice, confidence)
        });
        for figure in challenge.into_iter().flat_map(|challenge| challenge.weak) {
            let told = [
                format!("{}, {}", figure.of, figure.what),
                figure.range,
                figure.confidence.label().to_owned(),
            ];
            let name = material.name(of.id);
            match rows.iter_mut().find(|row| row[..3] == told) {
                Some(row) if row[3].split(", ").all(|known| known != name) => {
                    row[3].push_str(&format!(", {name}"));
                }
                Some(_) => {}
                None => rows.push([told.to_vec(), vec![name.to_owned()]].concat()),
            }
        }
    }
    if rows.is_empty() {
        return Vec::new();
    }
    let columns = ["Figure", "Range", "Evidence", "Counts for"].map(Column::words).to_vec();
    vec![
        Block::Heading("Thin evidence behind the advice".to_owned()),
        Block::Table(Table { columns, rows }),
    ]
}
