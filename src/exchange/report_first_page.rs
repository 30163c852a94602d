//! The report's first page, for whoever signs: the recommendation, what it costs and takes, which
//! targets are met, how much is assumed, what has to be decided, and what is worst.

use super::report::{Material, Study, diagram_scene, diagram_within, figure, in_prose};
use crate::advice::ledger::Carried;
use crate::advice::standing::Standing;
use crate::advice::{self, Advice, Severity, Target, Verdict};
use crate::base::words::sentence_case;
use crate::base::{Size, Unit, number};
use crate::draw::document::{Block, Column, Document, Paper, Room, Table, Tile, left_of_page};
use crate::forecast::Point;
use crate::model::{ComponentId, Input};

/// Components named one by one in the recommendation.
const NAMED: usize = 2;
/// Decisions asked for on the page.
const ASKED: usize = 4;
/// Findings, and missed targets, that the page has in any case.
const LEAST: usize = 3;
/// The most that it has where there is room.
const MOST: usize = 8;
/// Height of the picture below which nothing more is told beside it.
const PICTURE: f64 = 400.0;
/// Height around the picture.
const AROUND: f64 = 16.0;

/// The page, with as many missed targets and findings as leave enough room for the picture.
pub(super) fn blocks(material: Material<'_>, study: &Study, paper: Paper) -> Vec<Block> {
    let told = |most: usize| {
        let blocks = with(material, study, most).into_iter().map(in_prose).collect();
        let page = Document { blocks, ..Document::default() };
        (left_of_page(&page, material.theme, paper), page.blocks)
    };
    let (mut left, mut blocks) = told(LEAST);
    for most in LEAST + 1..=MOST {
        let fuller = told(most);
        if fuller.0 < PICTURE {
            break;
        }
        (left, blocks) = fuller;
    }
    let extent = Size::new(paper.width(), (left - AROUND).max(1.0));
    let place = blocks.iter().position(|block| matches!(block, Block::Subheading(_)));
    let place = place.unwrap_or(blocks.len() - 1);
    let picture = diagram_within(material, &[extent]);
    blocks.insert(place, figure("diagram", diagram_scene(material), picture, Room::Rest, &[]));
    blocks
}

/// The page without its picture, with so many missed targets and findings.
fn with(material: Material<'_>, study: &Study, most: usize) -> Vec<Block> {
    let mut blocks = vec![title(material), Block::Lead(recommendation(material))];
    blocks.extend(reconciled(study).map(Block::Paragraph));
    if !study.standings.is_empty() {
        blocks.push(Block::Tiles(tiles(material, study)));
    }
    blocks.extend(missed(material, &study.targets, most));
    let asked = decisions(material);
    if !asked.is_empty() {
        blocks.push(Block::Subheading("Decisions asked for".to_owned()));
        blocks.push(Block::Bullets(asked));
    }
    blocks.extend(worst(study, most));
    blocks.extend(assumptions(material));
    blocks.push(Block::PageBreak);
    blocks
}

fn title(material: Material<'_>) -> Block {
    let plan = material.resolved.plan;
    let footer = material.footer;
    let mut below = Vec::new();
    if !plan.client.is_empty() {
        below.push(format!("For {}", plan.client));
    }
    below.push("Languages, cost and delivery".to_owned());
    if !footer.date.is_empty() {
        below.push(footer.date.clone());
    }
    below.push(format!("revision {}", footer.revision));
    below.push(format!("scenario: {}", footer.scenario));
    Block::Title(footer.plan.clone(), below.join("  ·  "))
}

/// What is recommended, in one sentence.
fn recommendation(material: Material<'_>) -> String {
    let mut parts: Vec<(String, Vec<&str>)> = Vec::new();
    for (id, advice) in material.advice {
        let Some(what) = recommended(material, advice) else { continue };
        match parts.iter_mut().find(|(known, _)| *known == what) {
            Some((_, names)) => names.push(material.name(id)),
            None => parts.push((what, vec![material.name(id)])),
        }
    }
    parts.sort_by(|a, b| b.1.len().cmp(&a.1.len()).then(a.0.cmp(&b.0)));
    let parts: Vec<String> =
        parts.iter().map(|(what, names)| format!("{what} for {}", counted(names))).collect();
    match parts.as_slice() {
        [] => "Nothing is planned yet that a recommendation could be made for.".to_owned(),
        _ => format!("Recommended: {}.", in_a_row(&parts)),
    }
}

/// What the advice on a component recommends; nothing where there is nothing to choose.
fn recommended(material: Material<'_>, advice: &Advice) -> Option<String> {
    let first = advice.ranking.first().map(|ranked| material.language(&ranked.language));
    Some(match advice.verdict {
        Verdict::Language => first?,
        Verdict::Either => "whichever language the team knows best".to_owned(),
        Verdict::Split => "a split into two components".to_owned(),
        Verdict::Buy => "a ready-made product".to_owned(),
        Verdict::NoFit => "another candidate than those compared".to_owned(),
        Verdict::Outside | Verdict::Client => return None,
    })
}

/// `Cart`, `Cart and Ads`, or `9 components`.
fn counted(names: &[&str]) -> String {
    if names.len() > NAMED {
        return format!("{} components", names.len());
    }
    in_a_row(&names.iter().map(|name| (*name).to_owned()).collect::<Vec<_>>())
}

/// `a, b and c`.
pub(super) fn in_a_row(parts: &[String]) -> String {
    match parts {
        [] => String::new(),
        [one] => one.clone(),
        [rest @ .., last] => format!("{} and {last}", rest.join(", ")),
    }
}

/// What the advice gives away in money against other languages for the whole plan, or that it does
/// not.
fn reconciled(study: &Study) -> Option<String> {
    if let Some(held) = &study.reconciled {
        return Some(held.sentence.clone());
    }
    let chart = study.front.as_ref()?;
    (!chart.takeaway.is_empty()).then(|| chart.takeaway.clone())
}

/// What the plan comes to as decided, else as advised: the last of the assignments.
fn decided(study: &Study) -> Option<&Standing> {
    study.standings.last()
}

fn tiles(material: Material<'_>, study: &Study) -> Vec<Tile> {
    let mut tiles: Vec<Tile> =
        decided(study).map(|of| money_and_time(material, of)).into_iter().flatten().collect();
    if !study.targets.is_empty() {
        tiles.push(met(&study.targets));
    }
    tiles.push(assumed(material, study));
    tiles
}

fn money_and_time(material: Material<'_>, standing: &Standing) -> [Tile; 2] {
    let resolved = material.resolved;
    let months = Unit::Months.readable(resolved.economic_at(Input::Horizon, Point::Typical));
    let which = standing.name.strip_prefix("As ").unwrap_or(&standing.name).to_lowercase();
    let outcome = &standing.outlook;
    let money = |value: f64| Unit::Money.readable(value);
    let weeks = |value: f64| number::rough(value);
    [
        Tile {
            label: format!("Cost as {which}, {months}"),
            value: money(outcome.cost.typical),
            below: format!("8 of 10: {} to {}", money(outcome.cost.low), money(outcome.cost.high)),
        },
        Tile {
            label: "Time to deliver".to_owned(),
            value: Unit::Weeks.readable(outcome.weeks.typical),
            below: format!(
                "8 of 10: {} to {} weeks",
                weeks(outcome.weeks.low),
                weeks(outcome.weeks.high)
            ),
        },
    ]
}

fn met(targets: &[Target]) -> Tile {
    let met = targets.iter().filter(|target| target.met).count();
    let unlikely = targets.iter().filter(|of| of.met && of.chance.is_some_and(|c| c < 0.8)).count();
    let below = match (targets.len() - met, unlikely) {
        (0, 0) => "all, and likely so".to_owned(),
        (0, unlikely) => format!("{unlikely} of them with less than 80 in 100"),
        (1, _) => "the missed one is below".to_owned(),
        _ => "missed ones are below".to_owned(),
    };
    Tile { label: "Targets met".to_owned(), value: format!("{met} of {}", targets.len()), below }
}

fn assumed(material: Material<'_>, study: &Study) -> Tile {
    let counts = material.footer.counts;
    let share = Carried::of(&study.ledger).assumed;
    Tile {
        label: "Inputs assumed".to_owned(),
        value: format!(
            "{} of {}",
            counts.assumed,
            counts.assumed + counts.answered + counts.stated
        ),
        below: format!(
            "{} of the cost's uncertainty",
            Unit::Share.readable(libm::round(share * 100.0) / 100.0)
        ),
    }
}

/// The targets that are missed, with their chance.
fn missed(material: Material<'_>, targets: &[Target], most: usize) -> Vec<Block> {
    let missed: Vec<&Target> = targets.iter().filter(|target| !target.met).collect();
    if missed.is_empty() {
        return Vec::new();
    }
    let rows = missed.iter().take(most).map(|target| row(material, target)).collect();
    let title = match missed.len() {
        shown if shown <= most => "Targets missed".to_owned(),
        all => format!("Targets missed: the worst {most} of {all}"),
    };
    vec![Block::Subheading(title), Block::Table(Table { columns: columns(), rows })]
}

/// Columns of a table of targets.
pub(super) fn columns() -> Vec<Column> {
    vec![
        Column::words("Component"),
        Column::words("Promise"),
        Column::figures("Target"),
        Column::figures("Expected"),
        Column::figures("Chance to meet it"),
    ]
}

/// A row of a table of targets.
pub(super) fn row(material: Material<'_>, target: &Target) -> Vec<String> {
    vec![
        material.name(&target.component).to_owned(),
        sentence_case(target.what),
        target.wanted.clone(),
        if target.found.is_empty() {
            if target.met { "met" } else { "missed" }.to_owned()
        } else {
            target.found.clone()
        },
        target.chance.map_or_else(|| "no draws".to_owned(), number::of_100),
    ]
}

/// What whoever signs has to decide.
fn decisions(material: Material<'_>) -> Vec<String> {
    let mut asked = Vec::new();
    let open = |id: &ComponentId| !material.resolved.plan.decisions.contains_key(id);
    let against = material
        .advice
        .iter()
        .filter(|(_, advice)| advice.decision.as_ref().is_some_and(|decision| decision.overrules));
    for (id, advice) in against {
        if let Some(decision) = &advice.decision {
            asked.push(format!("{}: keep the decision? {}", material.name(id), decision.sentence));
        }
    }
    let mut by_language: Vec<(String, Vec<&str>)> = Vec::new();
    for (id, advice) in material.advice.iter().filter(|(id, _)| open(id)) {
        let Some(first) = advice.ranking.first() else { continue };
        if advice.verdict != Verdict::Language {
            continue;
        }
        let language = material.language(&first.language);
        match by_language.iter_mut().find(|(known, _)| *known == language) {
            Some((_, names)) => names.push(material.name(id)),
            None => by_language.push((language, vec![material.name(id)])),
        }
    }
    by_language.sort_by(|a, b| b.1.len().cmp(&a.1.len()).then(a.0.cmp(&b.0)));
    if !by_language.is_empty() {
        let parts: Vec<String> = by_language
            .iter()
            .map(|(language, names)| format!("{language} for {}", some(names)))
            .collect();
        asked.push(format!("Agree to {}.", in_a_row(&parts)));
    }
    let with = |verdict: Verdict| -> Vec<&str> {
        let of =
            material.advice.iter().filter(|(id, advice)| advice.verdict == verdict && open(id));
        of.map(|(id, _)| material.name(id)).collect()
    };
    for (verdict, ask) in [
        (
            Verdict::Either,
            "Choose a language by what the maintainers know, as the difference is small, for",
        ),
        (Verdict::Split, "Split, or decide on one language for,"),
        (Verdict::NoFit, "Change a requirement or compare further languages for"),
    ] {
        let names = with(verdict);
        if !names.is_empty() {
            asked.push(format!("{ask} {}.", some(&names)));
        }
    }
    if asked.is_empty() {
        asked.extend(confirm(material));
    }
    asked.truncate(ASKED);
    asked
}

/// What is asked where nothing is open: to stand by what was decided.
fn confirm(material: Material<'_>) -> Option<String> {
    let decided = material.resolved.plan.decisions.len();
    let uncompared = advice::uncompared(material.advice);
    let told = match uncompared {
        0 => String::new(),
        1 => "; one of them is for a language that was not compared".to_owned(),
        more => format!("; {more} of them are for languages that were not compared"),
    };
    match decided {
        0 => None,
        1 => Some(format!("Confirm the decision that was made{told}.")),
        more => Some(format!("Confirm the {more} decisions that were made{told}.")),
    }
}

/// The first names, and how many there are besides.
fn some(names: &[&str]) -> String {
    const MOST: usize = 4;
    let mut told: Vec<String> = names.iter().take(MOST).map(|name| (*name).to_owned()).collect();
    if names.len() > MOST + 1 {
        told.push(format!("{} more", names.len() - MOST));
    } else {
        told.extend(names.iter().skip(MOST).map(|name| (*name).to_owned()));
    }
    in_a_row(&told)
}

/// The worst findings, apart from missed targets and decisions, which stand above.
fn worst(study: &Study, most: usize) -> Vec<Block> {
    const TOLD: [&str; 4] =
        ["target-missed", "slow-chain", "decision-misses-target", "availability-missed"];
    let serious: Vec<String> = study
        .findings
        .iter()
        .filter(|of| of.severity != Severity::Hint && !of.repeats_decision())
        .filter(|of| !TOLD.contains(&of.code))
        .map(|of| format!("{}.", of.message.trim_end_matches('.')))
        .collect();
    if serious.is_empty() {
        return Vec::new();
    }
    let title = match serious.len() {
        few if few <= most => "Worst findings".to_owned(),
        all => format!("Worst findings: {most} of {all}"),
    };
    vec![Block::Subheading(title), Block::Bullets(serious.into_iter().take(most).collect())]
}

/// What the numbers rest on most, of what nobody has stated.
fn assumptions(material: Material<'_>) -> Vec<Block> {
    let told = &material.footer.assumptions;
    if told.is_empty() {
        return Vec::new();
    }
    vec![
        Block::Subheading("Assumed, and to be checked first".to_owned()),
        Block::Bullets(told.iter().map(|text| format!("{}.", sentence_case(text))).collect()),
    ]
}
