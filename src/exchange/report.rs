//! The report: everything that a client needs to follow and defend a plan.
//!
//! The first page is for whoever signs; then comes what needs checking, then the components by
//! importance, then the appendix. [`Depth`] says how far it goes.

use std::collections::BTreeMap;

use super::{
    markdown, report_appendix, report_checks, report_components, report_first_page, report_flows,
    report_ledger, report_plan, report_totals,
};
use crate::advice::either::{self, Taken};
use crate::advice::findings::{self, Checked};
use crate::advice::ledger::{self, Row};
use crate::advice::price::{self, Outlooks};
use crate::advice::standing::{self, Reconciled, Standing};
use crate::advice::targets::{self, Target};
use crate::advice::{self, Advice, Choice, Confidence, Finding, Front, Verdict};
use crate::base::Size;
use crate::base::prose::{in_full, prose};
use crate::charts::{self, Chart, Footer, Subject};
use crate::draw::diagram::Within;
use crate::draw::document::{self, Block, Document, Figure, Paper, Room};
use crate::draw::{Scene, Theme, chart, diagram};
use crate::forecast::{Resolved, Response};
use crate::model::ComponentId;
use crate::words;

/// Components whose charts are drawn in full.
const DRAWN: usize = 3;

words! {
    /// How far a report goes.
    Depth {
        /// The page for whoever signs, and what needs checking.
        Summary = "summary", "the first page and what needs checking";
        /// With cost, flows, every component in a line or two, methods and sources.
        Standard = "standard", "with cost, flows, components, methods and sources";
        /// Everything.
        Full = "full", "everything, with all reasons and figures, and charts of the busiest components";
    }
}

/// How a report is made.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Options {
    /// How far it goes.
    pub depth: Depth,
    /// The paper it is set for.
    pub paper: Paper,
}

impl Default for Options {
    fn default() -> Self {
        Self { depth: Depth::Standard, paper: Paper::A4 }
    }
}

/// What a report is made from.
#[derive(Clone, Copy, Debug)]
pub struct Material<'a> {
    /// The plan with complete inputs.
    pub resolved: &'a Resolved<'a>,
    /// Advice by component.
    pub advice: &'a [(ComponentId, Advice)],
    /// The footer of its pictures.
    pub footer: &'a Footer,
    /// Colours.
    pub theme: &'a Theme,
}

impl Material<'_> {
    /// Name of a component.
    pub(super) fn name<'a>(&'a self, id: &'a ComponentId) -> &'a str {
        self.resolved.plan.components.get(id).map_or(id.as_str(), |component| &component.name)
    }

    /// Names of the components with a verdict.
    pub(super) fn advised(&self, verdict: Verdict) -> Vec<&str> {
        let of = self.advice.iter().filter(|(_, advice)| advice.verdict == verdict);
        of.map(|(id, _)| self.name(id)).collect()
    }

    /// For which languages what is told of the whole plan holds: `as decided`.
    pub(super) fn as_what(&self) -> String {
        Choice::usual(self.resolved.plan).label(self.resolved.catalog)
    }

    /// Name of a language.
    pub(super) fn language(&self, id: &crate::model::LanguageId) -> String {
        self.resolved.catalog.language_name(id).to_owned()
    }
}

/// What several parts of a report speak of, worked out once.
pub(super) struct Study {
    /// What whole assignments come to.
    pub standings: Vec<Standing>,
    /// What components come to with each candidate.
    pub outlooks: BTreeMap<ComponentId, Outlooks>,
    /// How long answers take.
    pub answers: Vec<Response>,
    /// Problems of the plan, worst first.
    pub findings: Vec<Finding>,
    /// How firm the advice is.
    pub confidence: BTreeMap<ComponentId, Confidence>,
    /// What the cost rests on.
    pub ledger: Vec<Row>,
    /// What was promised, missed targets first.
    pub targets: Vec<Target>,
    /// Which language counts where either does.
    pub taken: BTreeMap<ComponentId, Taken>,
    /// What the advice costs or saves against the cheapest single language.
    pub reconciled: Option<Reconciled>,
    /// Languages for the whole plan; none where there is nothing to choose.
    pub whole: Option<Front>,
    /// Their chart.
    pub front: Option<Chart>,
}

impl Study {
    fn of(material: Material<'_>) -> Self {
        let Material { resolved, advice, .. } = material;
        let answers = advice::usual_answers(resolved, advice);
        let findings = findings::findings(Checked { resolved, advice, answers: &answers });
        let confidence = advice::confidence::of_plan(resolved);
        let built = built(material);
        let standings = if built > 0 { standing::standings(resolved) } else { Vec::new() };
        let reconciled = standing::reconcile(resolved, &standings);
        let whole = (built > 1).then(|| advice::front::front(resolved));
        Self {
            outlooks: price::of_plan(resolved, advice),
            targets: targets::targets(resolved, &answers),
            taken: either::taken(resolved, advice),
            ledger: ledger::ledger(resolved),
            front: whole.as_ref().map(|found| charts::front_chart(resolved, found)),
            whole,
            standings,
            reconciled,
            findings,
            confidence,
            answers,
        }
    }
}

/// Builds the report.
#[must_use]
pub fn build(material: Material<'_>, options: Options) -> Document {
    let study = Study::of(material);
    let (mut blocks, pictured) = report_first_page::blocks(material, &study, options.paper);
    let depth = options.depth;
    if depth > Depth::Summary && !pictured {
        let picture = diagram_within(material, &document::plate_extents(options.paper)).scene;
        blocks.push(figure("diagram", diagram_scene(material), picture, Room::Page, &[]));
    }
    if depth == Depth::Full {
        blocks.push(Block::Heading(markdown::CONTENTS.to_owned()));
        blocks.push(Block::Contents);
    }
    blocks.extend(report_checks::blocks(material, &study, depth));
    if depth > Depth::Summary {
        blocks.extend(body(material, &study, options));
        blocks.extend(appendix(material, &study, options));
    }
    let blocks: Vec<Block> = blocks.into_iter().map(in_prose).collect();
    let footer = material.footer;
    let foot = [
        footer.plan.clone(),
        format!("revision {}", footer.revision),
        footer.date.clone(),
        format!("scenario: {}", footer.scenario),
        footer.counts.in_words(),
    ];
    let mut document = Document {
        title: format!("{}: languages, cost and delivery", footer.plan),
        description: format!(
            "Which language fits each component of {}, why, and what the choice costs.",
            footer.plan
        ),
        date: material.resolved.plan.date,
        foot: foot.into_iter().filter(|part| !part.is_empty()).collect(),
        blocks,
    };
    if depth > Depth::Summary {
        let sources = report_appendix::sources(material, &document);
        document.blocks.extend(sources);
    }
    document
}

fn body(material: Material<'_>, study: &Study, options: Options) -> Vec<Block> {
    let paper = options.paper;
    // Pictures first: where one has no room, what follows goes before it.
    let mut blocks = vec![Block::Heading("Cost and delivery".to_owned())];
    blocks.extend(plan_figure(material, "totals", paper));
    if built(material) > 1 {
        blocks.extend(plan_figure(material, "schedule", paper));
    }
    if let Some(chart) = &study.front {
        blocks.push(chart_figure(material, "front", chart, paper));
    }
    blocks.extend(report_totals::blocks(material, study));
    let flows = report_flows::flows(material, &study.answers);
    if !flows.is_empty() {
        blocks.push(Block::Heading("Whole flows".to_owned()));
        let chart = charts::flows_chart(material.resolved, Some(&study.answers));
        blocks.push(chart_figure(material, "flow-latency", &chart, paper));
        blocks.extend(flows);
    }
    blocks.extend(report_components::blocks(material, study, options.depth));
    blocks.extend(report_plan::links(material));
    if options.depth == Depth::Full {
        let drawn = most_loaded(material.resolved, DRAWN);
        for (place, id) in drawn.iter().enumerate() {
            blocks.push(Block::Heading(format!("{} in figures", material.name(id))));
            if place == 0 {
                blocks.extend(selection(material, drawn.len()));
            }
            blocks.extend(component_figures(material, id, paper));
        }
    }
    blocks
}

/// Components that the team builds.
fn built(material: Material<'_>) -> usize {
    material.resolved.components.iter().filter(|of| of.component.is_built()).count()
}

/// Why not every component is drawn, where not every one is.
fn selection(material: Material<'_>, drawn: usize) -> Option<Block> {
    let built = built(material);
    (drawn < built).then(|| {
        Block::Note(format!(
            "Of the {built} components that the team builds, the {drawn} that keep the most processors busy are drawn; the command polyplan export draws any of them."
        ))
    })
}

fn appendix(material: Material<'_>, study: &Study, options: Options) -> Vec<Block> {
    let mut blocks = report_plan::own_criteria(material);
    blocks.extend(report_plan::method(material));
    blocks.extend(report_ledger::ledger(&study.ledger, options.depth));
    blocks
}

/// Ranges in words: in running text their ends, in figures that are looked up all that is known.
pub(super) fn in_prose(block: Block) -> Block {
    let all = |texts: Vec<String>| texts.iter().map(|text| prose(text)).collect();
    match block {
        Block::Lead(text) => Block::Lead(prose(&text)),
        Block::Paragraph(text) => Block::Paragraph(prose(&text)),
        Block::Note(text) => Block::Note(prose(&text)),
        Block::Bullets(points) => Block::Bullets(all(points)),
        Block::Table(mut table) => {
            let words: Vec<bool> = table.columns.iter().map(|column| !column.figures).collect();
            for row in &mut table.rows {
                for (cell, words) in row.iter_mut().zip(&words) {
                    *cell = if *words { prose(cell) } else { in_full(cell) };
                }
            }
            Block::Table(table)
        }
        other => other,
    }
}

/// The diagram of the plan as a picture.
#[must_use]
pub fn diagram_scene(material: Material<'_>) -> Scene {
    let diagram = diagram::of_plan(material.resolved, material.advice);
    diagram::scene(&diagram, material.footer, material.theme)
}

/// The diagram for a part of a page, or for that of some pages which lets its names be largest,
/// arranged for it and named for what it shows rather than for the plan.
pub(super) fn diagram_within(material: Material<'_>, extents: &[Size]) -> Within {
    let theme = material.theme.on_paper();
    let mut within = diagram::within(material.resolved, material.advice, &theme, extents);
    "Architecture".clone_into(&mut within.scene.title);
    within.scene.background = theme.surface.panel;
    within
}

fn plan_figure(material: Material<'_>, name: &str, paper: Paper) -> Option<Block> {
    let chart = charts::plan_chart(material.resolved, name)?;
    Some(chart_figure(material, name, &chart, paper))
}

/// Charts of a component as figures.
fn component_figures(material: Material<'_>, id: &ComponentId, paper: Paper) -> Vec<Block> {
    let Some(facts) = material.resolved.facts(id) else {
        return Vec::new();
    };
    let subject = Subject::new(material.resolved, facts);
    charts::COMPONENT_CHARTS
        .iter()
        .filter_map(|name| {
            let chart = charts::component_chart(&subject, name)?;
            (!chart.is_empty())
                .then(|| chart_figure(material, &format!("{id}-{name}"), &chart, paper))
        })
        .collect()
}

fn chart_figure(material: Material<'_>, name: &str, of: &Chart, paper: Paper) -> Block {
    let alone = chart::scene(of, material.footer, material.theme);
    let on_page = chart::on_page(of, &material.theme.on_paper(), paper.width());
    figure(name, alone, on_page, Room::Natural, &of.sources)
}

pub(super) fn figure(
    name: &str,
    alone: Scene,
    on_page: Scene,
    room: Room,
    sources: &[String],
) -> Block {
    let sources = sources.to_vec();
    Block::Figure(Box::new(Figure { name: name.to_owned(), alone, on_page, room, sources }))
}

/// The built components that keep the most processors busy with the advised candidates, most first.
#[must_use]
pub fn most_loaded(resolved: &Resolved<'_>, most: usize) -> Vec<ComponentId> {
    let candidates = resolved.catalog.compared(&resolved.plan.candidates);
    let mut loads: Vec<(f64, &ComponentId)> = resolved
        .components
        .iter()
        .filter(|facts| facts.component.is_built())
        .map(|facts| {
            let case = advice::Case::new(resolved, facts, &candidates);
            let busiest = case.contenders.iter().map(|c| c.estimate.busy_vcpus).fold(0.0, f64::max);
            (busiest, &facts.component.id)
        })
        .collect();
    loads.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(b.1)));
    loads.into_iter().take(most).map(|(_, id)| id.clone()).collect()
}
