//! The report's first page, for whoever signs: the recommendation, what it costs and takes, which
//! targets are met, how much is assumed, what has to be decided, and what is worst.

use super::report::{Material, Study, diagram_scene, diagram_within, figure, in_prose};
use super::report_asked::decisions;
use super::report_checks::{assumed, assumed_label};
use super::report_counted::counted_otherwise;
use super::report_targets::{met, missed};
use crate::advice::either::Why;
use crate::advice::ledger::{Carried, Row};
use crate::advice::standing::Standing;
use crate::advice::{Advice, Choice, Severity, Verdict};
use crate::base::prose::in_a_row;
use crate::base::{Size, Unit, number};
use crate::draw::document::{Block, Document, Paper, Room, Tile, left_of_page};
use crate::forecast::Point;
use crate::model::{ComponentId, Input};

/// What is recommended for what is bought.
const READY_MADE: &str = "a ready-made product";
/// Components named one by one in the recommendation.
const NAMED: usize = 2;
/// Assumptions told on the page.
const CHECKED: usize = 3;
/// Findings, and missed targets, that the page has in any case.
const LEAST: usize = 3;
/// The most that it has where there is room.
const MOST: usize = 8;
/// Height of the picture below which nothing more is told beside it.
const PICTURE: f64 = 400.0;
/// Height of the picture below which less is told than that.
const LEAST_PICTURE: f64 = 150.0;
/// Height around the picture.
const AROUND: f64 = 16.0;

/// The page, with as many missed targets and findings as leave enough room for the picture, and whether
/// the picture says all that there is to say.
pub(super) fn blocks(material: Material<'_>, study: &Study, paper: Paper) -> (Vec<Block>, bool) {
    let once =
        Once { counted: counted_otherwise(material, study), asked: decisions(material, study) };
    let told = |most: usize| {
        let blocks = with(material, study, &once, most).into_iter().map(in_prose).collect();
        let page = Document { blocks, ..Document::default() };
        (left_of_page(&page, material.theme, paper), page.blocks)
    };
    let (mut left, mut blocks) = told(LEAST);
    // On a short page the picture comes before the last rows.
    for fewer in (1..LEAST).rev() {
        if left >= LEAST_PICTURE {
            break;
        }
        (left, blocks) = told(fewer);
    }
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
    let figure = figure("diagram", diagram_scene(material), picture.scene, Room::Rest, &[]);
    blocks.insert(place, figure);
    (blocks, picture.says_all)
}

/// What is told alike however much of the rest has room, and takes long to work out.
struct Once {
    /// How what is not as it seems is counted.
    counted: Vec<String>,
    /// The decisions asked for.
    asked: Vec<String>,
}

/// The page without its picture, with so many missed targets and findings.
fn with(material: Material<'_>, study: &Study, once: &Once, most: usize) -> Vec<Block> {
    let mut blocks = vec![title(material), Block::Lead(recommendation(material, study))];
    blocks.extend(reconciled(material, study).map(Block::Paragraph));
    if !once.counted.is_empty() {
        blocks.push(Block::Paragraph(once.counted.join(" ")));
    }
    if !study.standings.is_empty() {
        blocks.push(Block::Tiles(tiles(material, study)));
    }
    blocks.extend(missed(material, &study.targets, most));
    if !once.asked.is_empty() {
        blocks.push(Block::Subheading("Decisions asked for".to_owned()));
        blocks.push(Block::Bullets(once.asked.clone()));
    }
    blocks.extend(worst(study, most));
    blocks.extend(assumptions(study));
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
fn recommendation(material: Material<'_>, study: &Study) -> String {
    let mut parts: Vec<(String, Vec<&str>)> = Vec::new();
    for (id, advice) in material.advice {
        let Some(what) = recommended(material, study, id, advice) else { continue };
        match parts.iter_mut().find(|(known, _)| *known == what) {
            Some((_, names)) => names.push(material.name(id)),
            None => parts.push((what, vec![material.name(id)])),
        }
    }
    // Languages come first, what is bought last.
    let is_bought = |what: &str| what == READY_MADE;
    parts.sort_by(|a, b| {
        let counts = b.1.len().cmp(&a.1.len());
        is_bought(&a.0).cmp(&is_bought(&b.0)).then(counts).then(a.0.cmp(&b.0))
    });
    let parts: Vec<String> =
        parts.iter().map(|(what, names)| format!("{what} for {}", counted(names))).collect();
    match parts.as_slice() {
        [] => "Nothing is planned yet that a recommendation could be made for.".to_owned(),
        _ => match for_the_whole(material, study) {
            Some(cheaper) => {
                format!("Recommended, component by component: {}. {cheaper}", parted(&parts))
            }
            None => format!("Recommended: {}.", parted(&parts)),
        },
    }
}

/// Parts in a row, apart from each other where they have commas of their own.
pub(super) fn parted(parts: &[String]) -> String {
    if parts.iter().any(|part| part.contains(',')) { parts.join("; ") } else { in_a_row(parts) }
}

/// What costs noticeably less for the whole plan, which is a choice to be made, not a second
/// recommendation.
fn for_the_whole(material: Material<'_>, study: &Study) -> Option<String> {
    let money = |value: f64| Unit::Money.readable(value);
    if let Some((advised, better)) = study.whole.as_ref().and_then(|front| front.improvement()) {
        return Some(format!(
            "Cheaper, no later and no slower, but not what each component is best in: {}, for {} less. The choice is asked for below.",
            better.in_a_sentence(material.resolved),
            money(advised.cost - better.cost)
        ));
    }
    let single = study.reconciled.as_ref().filter(|held| held.is_dearer)?;
    Some(format!(
        "Cheaper, but not what each component is best in: {}, for {} less. The choice is asked for below.",
        single.cheapest,
        money(single.extra)
    ))
}

/// What the advice on a component recommends; nothing where there is nothing to choose.
fn recommended(
    material: Material<'_>,
    study: &Study,
    id: &ComponentId,
    advice: &Advice,
) -> Option<String> {
    let first = advice.ranking.first().map(|ranked| material.language(&ranked.language));
    Some(match advice.verdict {
        Verdict::Language => first?,
        Verdict::Either => match known(material, study, (id, advice)) {
            Some(language) => language,
            None => format!("{}, {}", tied(material, advice), which_of_two(material, id, advice)),
        },
        Verdict::Split => "a split into two components".to_owned(),
        Verdict::Buy => READY_MADE.to_owned(),
        Verdict::NoFit => "none of the compared languages".to_owned(),
        Verdict::Outside | Verdict::Client => return None,
    })
}

/// The language that counts where either does because its maintainers know it; not where the team
/// decides.
pub(super) fn known(
    material: Material<'_>,
    study: &Study,
    (id, advice): (&ComponentId, &Advice),
) -> Option<String> {
    let taken = study.taken.get(id).filter(|taken| taken.why == Why::Known && !advice.is_close)?;
    Some(material.language(&taken.language))
}

/// By what one of two languages is chosen, as far as that is said.
fn which_of_two(material: Material<'_>, id: &ComponentId, advice: &Advice) -> &'static str {
    let facts = material.resolved.facts(id);
    if advice.is_close {
        "as the team decides,"
    } else if facts.is_some_and(|facts| !facts.known.is_empty()) {
        "whichever,"
    } else {
        "whichever the team knows better,"
    }
}

/// `Go or Python`: the languages of which either does.
fn tied(material: Material<'_>, advice: &Advice) -> String {
    let two = advice.languages().into_iter().take(2);
    let mut names: Vec<String> = two.map(|id| material.language(id)).collect();
    names.sort();
    names.join(" or ")
}

/// `Cart`, `Cart and Ads`, or `9 components`.
fn counted(names: &[&str]) -> String {
    if names.len() > NAMED {
        return format!("{} components", names.len());
    }
    in_a_row(names)
}

/// What the advice gives away in money against other languages for the whole plan, and what the
/// decisions do against the advice.
fn reconciled(material: Material<'_>, study: &Study) -> Option<String> {
    let against = study.reconciled.as_ref().map(|held| held.sentence.clone());
    // What costs less for the whole plan is told before.
    let front = study.front.as_ref().filter(|_| for_the_whole(material, study).is_none());
    let front = front.map(|chart| chart.takeaway.clone());
    let told = [against, front, as_decided(study)];
    let told: Vec<String> = told.into_iter().flatten().filter(|told| !told.is_empty()).collect();
    (!told.is_empty()).then(|| told.join(" "))
}

/// Whether what beats the advice on the whole plan is the cheapest single language, which is told of
/// as such.
pub(super) fn better_is_cheapest(material: Material<'_>, study: &Study) -> bool {
    let better = study.whole.as_ref().and_then(|front| front.improvement());
    let languages = better.map(|(_, better)| better.languages(material.resolved));
    match (languages.as_deref(), &study.reconciled) {
        (Some([(only, _)]), Some(held)) => held.cheapest.contains(&material.language(only)),
        _ => false,
    }
}

/// The cost of what was decided against what was advised.
pub(super) struct AgainstAdvised {
    /// The cost as decided, in dollars.
    pub cost: f64,
    /// Whether the two read differently.
    pub differs: bool,
    /// `$58,800 more than as advised`.
    pub told: String,
}

pub(super) fn against_advised(study: &Study) -> Option<AgainstAdvised> {
    let of = |choice: Choice| study.standings.iter().find(|standing| standing.choice == choice);
    let [decided, advised] = [of(Choice::Decided)?, of(Choice::Advised)?];
    let [ours, theirs] = [decided, advised].map(|of| of.outlook.cost.typical);
    let money = |value: f64| Unit::Money.readable(value);
    let differs = money(ours) != money(theirs);
    let side = if ours > theirs { "more" } else { "less" };
    let told = if differs {
        format!("{} {side} than as advised", money((ours - theirs).abs()))
    } else {
        "the same as advised".to_owned()
    };
    Some(AgainstAdvised { cost: ours, differs, told })
}

/// What the decisions cost more or less than the advice.
fn as_decided(study: &Study) -> Option<String> {
    let price = against_advised(study)?;
    Some(format!("As decided, it costs {}, {}.", Unit::Money.readable(price.cost), price.told))
}

/// What the plan comes to as decided, else as advised: the last of the assignments.
pub(super) fn decided(study: &Study) -> Option<&Standing> {
    study.standings.last()
}

fn tiles(material: Material<'_>, study: &Study) -> Vec<Tile> {
    let counts = |of: &&Standing| !of.assignment.is_empty();
    let mut tiles: Vec<Tile> = match decided(study).filter(counts) {
        Some(of) => money_and_time(material, of).into(),
        None => vec![Tile {
            label: "Cost and delivery".to_owned(),
            value: "not computed".to_owned(),
            below: "no compared candidate fits".to_owned(),
        }],
    };
    tiles.extend(met(material, &study.targets));
    tiles.push(inputs(material, study));
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
            below: format!(
                "{} to {} in 8 of 10 cases",
                money(outcome.cost.low),
                money(outcome.cost.high)
            ),
        },
        Tile {
            label: format!("Delivery as {which}"),
            value: Unit::Weeks.readable(outcome.weeks.typical),
            below: format!(
                "{} to {} weeks in 8 of 10 cases",
                weeks(outcome.weeks.low),
                weeks(outcome.weeks.high)
            ),
        },
    ]
}

fn inputs(material: Material<'_>, study: &Study) -> Tile {
    let counts = material.footer.counts;
    let carried = Carried::of(&study.ledger);
    let percent = |share: f64| Unit::Share.readable(libm::round(share * 100.0) / 100.0);
    let supposed = match percent(carried.supposed) {
        none if none == percent(0.0) => String::new(),
        some => format!("; {some} rests on inputs stated as assumptions"),
    };
    Tile {
        label: "Inputs assumed".to_owned(),
        value: format!(
            "{} of {}",
            counts.assumed,
            counts.assumed + counts.answered + counts.stated
        ),
        below: format!(
            "they carry {} of the cost's uncertainty{supposed}",
            percent(carried.assumed)
        ),
    }
}

/// The worst findings, apart from missed targets and decisions, which stand above.
fn worst(study: &Study, most: usize) -> Vec<Block> {
    const TOLD: [&str; 5] = [
        "target-missed",
        "slow-chain",
        "decision-misses-target",
        "advice-misses-target",
        "availability-missed",
    ];
    let serious: Vec<String> = study
        .findings
        .iter()
        .filter(|of| of.severity != Severity::Hint && !of.repeats_decision())
        .filter(|of| !TOLD.contains(&of.code))
        .map(|of| full_stop(&of.message))
        .collect();
    if serious.is_empty() {
        return Vec::new();
    }
    let title = match serious.len() {
        few if few <= most => "Further findings".to_owned(),
        all => format!("Further findings: {most} of {all}"),
    };
    vec![Block::Subheading(title), Block::Bullets(serious.into_iter().take(most).collect())]
}

/// A sentence with its end.
pub(super) fn full_stop(text: &str) -> String {
    if text.ends_with(['.', '?', '!']) { text.to_owned() } else { format!("{text}.") }
}

/// What the numbers rest on most, of what nobody has stated.
fn assumptions(study: &Study) -> Vec<Block> {
    let row = |row: &Row| {
        let (what, range) = (assumed_label(row), row.range.readable(row.unit));
        let share = row.share_in_words();
        format!("{what} ({}): {range}, {share} of the cost's uncertainty.", row.element)
    };
    let told: Vec<String> = assumed(&study.ledger).take(CHECKED).map(row).collect();
    if told.is_empty() {
        return Vec::new();
    }
    vec![Block::Subheading("Assumed, and to be checked first".to_owned()), Block::Bullets(told)]
}
