//! The minutes of a meeting: what was decided, what is asked and to be done, what that comes to, what is
//! open, and what was changed since an earlier state of the plan.

use super::report::{Depth, Material, in_prose};
use super::{minutes_log, report_checks, report_plan};
use crate::advice::findings::{self, Checked};
use crate::advice::standing::{self, Standing};
use crate::advice::{self, Choice, Severity, Verdict, compare};
use crate::base::words::counted;
use crate::base::{Date, Unit};
use crate::draw::Theme;
use crate::draw::document::{self, Block, Column, Document, Paper, Table, pdf};
use crate::forecast::Resolved;
use crate::model::{
    Component, ComponentId, DECISION, Decision, Dissent, Plan, Tally, Votes, changes, dissent,
};

/// Changes that are told one by one.
const CHANGES: usize = 60;

/// The plan before the meeting.
#[derive(Clone, Copy, Debug)]
pub struct Earlier<'a> {
    /// The plan with complete inputs.
    pub resolved: &'a Resolved<'a>,
    /// Names its content.
    pub revision: &'a str,
}

/// Writes the minutes of a meeting, held on this day if it is said; without an earlier state all decisions
/// are told, and no changes.
#[must_use]
pub fn build(material: Material<'_>, earlier: Option<Earlier<'_>>, held: Option<Date>) -> Document {
    let footer = material.footer;
    let before = earlier.map(|of| of.resolved.plan);
    let on = held.map(|date| format!(" of {date}")).unwrap_or_default();
    let mut below = vec![format!("Minutes{on}")];
    let of = Some(footer.date.as_str()).filter(|date| !date.is_empty());
    let of = of.map(|date| format!("plan of {date}, ")).unwrap_or_default();
    below.push(format!("{of}revision {}", footer.revision));
    below.extend(earlier.map(|of| since(of)));
    let mut blocks = vec![
        Block::Title(footer.plan.clone(), below.join("  ·  ")),
        Block::Lead(summary(material, before)),
    ];
    blocks.extend(decisions(material, before));
    blocks.extend(votes(material, before));
    blocks.extend(minutes_log::told(material.resolved.plan, before));
    blocks.extend(outcome(material, earlier));
    blocks.extend(open(material));
    blocks.extend(report_plan::questions(material, Depth::Standard));
    blocks.extend(problems(material));
    blocks.extend(before.iter().flat_map(|before| changed(before, material.resolved.plan)));
    let foot = [footer.plan.clone(), format!("revision {}", footer.revision), footer.date.clone()];
    Document {
        title: format!("{}: minutes", footer.plan),
        description: format!("What was decided of {}, and what is open.", footer.plan),
        date: held.or(material.resolved.plan.date),
        foot: foot.into_iter().filter(|part| !part.is_empty()).collect(),
        blocks: blocks.into_iter().map(in_prose).collect(),
    }
}

/// The minutes as pages of a PDF.
///
/// # Errors
/// Why it cannot be written.
pub fn pages(minutes: &Document, theme: &Theme, paper: Paper) -> Result<Vec<u8>, String> {
    let laid = document::lay(minutes, &theme.on_paper(), paper);
    pdf::write(&laid).map_err(|error| error.to_string())
}

fn since(earlier: Earlier<'_>) -> String {
    let date = earlier.resolved.plan.date.map(|date| format!(" of {date}")).unwrap_or_default();
    format!("since revision {}{date}", earlier.revision)
}

/// The decisions that are told: all, or those that the earlier plan has not.
fn taken<'a>(plan: &'a Plan, before: Option<&Plan>) -> Vec<(&'a ComponentId, &'a Decision)> {
    let is_new = |(id, decision): &(&ComponentId, &Decision)| {
        before.is_none_or(|before| before.decisions.get(*id) != Some(*decision))
    };
    plan.decisions.iter().filter(is_new).collect()
}

/// The components that were decided before and are not now.
fn taken_back<'a>(material: Material<'a>, before: Option<&'a Plan>) -> Vec<&'a str> {
    let plan = material.resolved.plan;
    let gone = before.into_iter().flat_map(|before| {
        // What was removed with its component stands among the changes.
        let of = before.decisions.keys().filter(|id| !plan.decisions.contains_key(*id));
        let of = of.filter(|id| plan.components.contains_key(*id));
        of.map(|id| before.components.get(id).map_or(id.as_str(), |of| of.name.as_str()))
    });
    gone.collect()
}

/// What the team builds and has not decided.
fn undecided(material: Material<'_>) -> Vec<&(ComponentId, advice::Advice)> {
    let plan = material.resolved.plan;
    let open = |(id, advice): &&(ComponentId, advice::Advice)| {
        let is_built = plan.components.get(id).is_some_and(Component::is_built);
        // What runs on people's devices has a language by where it runs.
        is_built && advice.verdict != Verdict::Client && !plan.decisions.contains_key(id)
    };
    material.advice.iter().filter(open).collect()
}

fn summary(material: Material<'_>, before: Option<&Plan>) -> String {
    let taken = taken(material.resolved.plan, before).len();
    let back = taken_back(material, before).len();
    let open = undecided(material).len();
    let decided = match (taken, before) {
        (0, Some(_)) => "Nothing was decided".to_owned(),
        (0, None) => "Nothing is decided".to_owned(),
        (some, Some(_)) => format!("{} taken or changed", counted(some, "decision")),
        (some, None) => counted(some, "decision"),
    };
    let back = match back {
        0 => String::new(),
        some => format!(", {} taken back", counted(some, "decision")),
    };
    match open {
        0 => format!("{decided}{back}; no language is left to decide."),
        1 => format!("{decided}{back}; 1 component is open."),
        some => format!("{decided}{back}; {some} components are open."),
    }
}

fn decisions(material: Material<'_>, before: Option<&Plan>) -> Vec<Block> {
    let plan = material.resolved.plan;
    let language = |decision: &Decision| {
        let of = decision.candidate.as_ref();
        let known = of.and_then(|of| material.resolved.catalog.candidates.get(of));
        known.map_or_else(|| material.language(&decision.language), |of| of.name.clone())
    };
    let row = |(id, decision): (&ComponentId, &Decision)| {
        let of = material.advice.iter().find(|(of, _)| of == id);
        let overruled = of.and_then(|(_, advice)| advice.decision.as_ref());
        let overruled = overruled.filter(|held| held.overrules);
        let mut row = vec![material.name(id).to_owned(), language(decision)];
        if let Some(before) = before {
            let then = before.decisions.get(id).map(&language);
            row.push(then.unwrap_or_else(|| "open".to_owned()));
        }
        let role = plan.roles.get(decision.author.as_str());
        row.push(role.map_or_else(|| decision.author.clone(), |role| role.name.clone()));
        row.push(decision.date.map_or_else(String::new, |date| date.to_string()));
        // Its language stands in the row.
        let against = overruled.map(|held| {
            held.sentence.strip_prefix("Decided: ").unwrap_or(&held.sentence).to_owned()
        });
        let reason = Some(decision.reason.clone()).filter(|reason| !reason.is_empty());
        let dissent = dissent_of(material, id, decision);
        row.push(reason.into_iter().chain(against).chain(dissent).collect::<Vec<_>>().join(". "));
        row
    };
    let rows: Vec<Vec<String>> = taken(plan, before).into_iter().map(row).collect();
    let mut blocks = Vec::new();
    if !rows.is_empty() {
        let mut columns = vec!["Component", "Language"];
        columns.extend(before.map(|_| "Before"));
        columns.extend(["Decided by", "On", "Reason"]);
        let columns = columns.into_iter().map(Column::words).collect();
        blocks.push(Block::Subheading("Decisions".to_owned()));
        blocks.push(Block::Table(Table { columns, rows }));
    }
    let back = taken_back(material, before);
    if !back.is_empty() {
        blocks.push(Block::Subheading("Decisions taken back".to_owned()));
        blocks.push(Block::Bullets(back.into_iter().map(str::to_owned).collect()));
    }
    blocks
}

/// What roles voted for instead of the decision, in numbers and reasons; whose vote it was stays with the
/// team.
fn dissent_of(material: Material<'_>, id: &ComponentId, decision: &Decision) -> Option<String> {
    let votes = material.resolved.plan.votes.get(id)?;
    let told = |of: Dissent<'_>| {
        let language = material.language(of.language);
        let reasons = of.reasons.join("; ");
        let why = if reasons.is_empty() { String::new() } else { format!(": {reasons}") };
        format!("{} of {} preferred {language}{why}", of.count, of.all)
    };
    let told: Vec<String> = dissent(votes, &decision.language).into_iter().map(told).collect();
    (!told.is_empty()).then(|| told.join(". "))
}

/// How the roles voted where they did since the earlier plan, or at all without one: how many for what,
/// beside the decision. Whose vote it was stays with the team.
fn votes(material: Material<'_>, before: Option<&Plan>) -> Vec<Block> {
    let plan = material.resolved.plan;
    let is_new = |(id, votes): &(&ComponentId, &Votes)| {
        before.is_none_or(|before| before.votes.get(*id) != Some(*votes))
    };
    let row = |(id, votes): (&ComponentId, &Votes)| {
        let tally = Tally::of(votes).sentence(|language| material.language(language));
        let decided = plan.decisions.get(id).map(|of| material.language(&of.language));
        vec![material.name(id).to_owned(), tally, decided.unwrap_or_else(|| "open".to_owned())]
    };
    let rows: Vec<Vec<String>> = plan.votes.iter().filter(is_new).map(row).collect();
    if rows.is_empty() {
        return Vec::new();
    }
    let columns = ["Component", "Votes", "Decided"].map(Column::words).to_vec();
    vec![Block::Subheading("Votes".to_owned()), Block::Table(Table { columns, rows })]
}

/// A measure with how a standing is told by it.
type Told<'a> = (&'a str, &'a dyn Fn(&Standing) -> String);

/// What the plan comes to, before and now.
fn outcome(material: Material<'_>, earlier: Option<Earlier<'_>>) -> Vec<Block> {
    let usual = |resolved: &Resolved<'_>| -> Option<Standing> {
        let choice = Choice::usual(resolved.plan);
        standing::standings(resolved).into_iter().find(|of| of.choice == choice)
    };
    let Some(now) = usual(material.resolved) else { return Vec::new() };
    let before = earlier.and_then(|of| usual(of.resolved));
    let all: Vec<&Standing> = before.iter().chain([&now]).collect();
    let missed = |of: &Standing| match of.misses.as_slice() {
        [] => "none".to_owned(),
        ids => ids.iter().map(|id| material.name(id)).collect::<Vec<_>>().join(", "),
    };
    let measures: [Told<'_>; 4] = [
        ("Total cost over the horizon", &|of| of.outlook.cost.with_ends(Unit::Money)),
        ("Run each month, at first", &|of| of.outlook.monthly.with_ends(Unit::MoneyPerMonth)),
        ("Delivery", &|of| of.outlook.weeks.with_ends(Unit::Weeks)),
        ("Misses its p99 target", &missed),
    ];
    let rows = measures.map(|(name, told)| {
        let cells = all.iter().map(|of| told(of));
        [name.to_owned()].into_iter().chain(cells).collect::<Vec<String>>()
    });
    let mut columns = vec![Column::words(&format!("What it comes to, {}", material.as_what()))];
    if before.is_some() {
        columns.push(Column::figures("Before"));
    }
    columns.push(Column::figures("Now"));
    let resolved = material.resolved;
    let notes = [
        Some("Medians of the draws, in brackets 10th to 90th percentile.".to_owned()),
        compare::without_candidate(resolved, &now.assignment),
        compare::counted_otherwise(resolved, &now.assignment),
    ];
    let table = Block::Table(Table { columns, rows: rows.to_vec() });
    let mut blocks = vec![Block::Subheading("Cost and delivery".to_owned()), table];
    blocks.extend(notes.into_iter().flatten().map(Block::Note));
    blocks
}

fn open(material: Material<'_>) -> Vec<Block> {
    let open = undecided(material);
    if open.is_empty() {
        return Vec::new();
    }
    let row = |(id, advice): &(ComponentId, advice::Advice)| {
        vec![material.name(id).to_owned(), advice.sentence.clone()]
    };
    let rows = open.into_iter().map(row).collect();
    let columns = ["Component", "Advice"].map(Column::words).to_vec();
    vec![Block::Subheading("Languages to decide".to_owned()), Block::Table(Table { columns, rows })]
}

/// Errors and warnings, which somebody has to answer.
fn problems(material: Material<'_>) -> Vec<Block> {
    let Material { resolved, advice, .. } = material;
    let answers = advice::usual_answers(resolved, advice);
    let mut found = findings::findings(Checked { resolved, advice, answers: &answers });
    found.retain(|finding| finding.severity != Severity::Hint);
    report_checks::findings(&found)
}

/// What was changed but decisions, which stand above, as the log does.
fn changed(before: &Plan, plan: &Plan) -> Vec<Block> {
    let mut all = changes(before, plan);
    all.retain(|change| change.field != DECISION);
    let mut told: Vec<String> = all.iter().take(CHANGES).map(ToString::to_string).collect();
    if all.len() > CHANGES {
        told.push(format!("and {}", counted(all.len() - CHANGES, "further change")));
    }
    if told.is_empty() {
        return Vec::new();
    }
    vec![Block::Subheading("Changed since".to_owned()), Block::Bullets(told)]
}
