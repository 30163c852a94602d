//! The report: everything a client needs to follow and defend a plan.

use std::collections::BTreeMap;

use super::{
    challenge, report_components, report_flows, report_ledger, report_plan, report_totals,
};
use crate::advice::{self, Advice, Challenge, Confidence, ledger};
use crate::charts::{self, Body, Chart, Footer, Panel, Subject};
use crate::draw::document::{self, Block, Document, Figure};
use crate::draw::{Scene, Theme, chart, diagram};
use crate::forecast::Resolved;
use crate::model::ComponentId;

/// Components whose charts are drawn in full.
const DRAWN: usize = 3;

/// What a report is made from.
#[derive(Clone, Copy)]
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

    /// Name of a language.
    pub(super) fn language(&self, id: &crate::model::LanguageId) -> String {
        self.resolved.catalog.language_name(id).to_owned()
    }
}

/// Builds the report.
#[must_use]
pub fn build(material: Material<'_>) -> Document {
    let resolved = material.resolved;
    let built = resolved.components.iter().filter(|facts| facts.component.is_built());
    let front = (built.count() > 1).then(|| charts::plan_chart(resolved, "front")).flatten();
    let rows = ledger::ledger(resolved);
    let mut blocks = report_plan::opening(material, front.as_ref(), &rows);
    blocks.push(Block::Heading("Architecture".to_owned()));
    blocks.push(figure(
        "diagram",
        diagram_scene(material),
        diagram::on_page(&diagram::of_plan(resolved, material.advice), material.theme),
    ));
    blocks.push(Block::Heading("Cost and delivery".to_owned()));
    blocks.extend(plan_figure(material, "totals"));
    blocks.extend(report_totals::blocks(material));
    if let Some(chart) = &front {
        blocks.push(Block::Heading("Languages for the whole plan".to_owned()));
        blocks.push(chart_figure(material, "front", chart));
    }
    let flows = report_flows::flows(material);
    if !flows.is_empty() {
        blocks.push(Block::Heading("Whole flows".to_owned()));
        blocks.extend(plan_figure(material, "flow-latency"));
        blocks.extend(flows);
    }
    let drawn = most_loaded(resolved, DRAWN);
    let confidence = advice::confidence::of_plan(resolved);
    let outlooks = advice::price::of_plan(resolved, material.advice);
    blocks.extend(report_components::sections(material, &confidence, &outlooks, &drawn));
    blocks.extend(challenge::section(&challenges(material, &confidence)));
    blocks.extend(report_plan::links(material));
    blocks.extend(report_plan::findings(material));
    blocks.extend(report_plan::questions(material));
    blocks.push(Block::PageBreak);
    blocks.push(Block::Heading("The article's claims, corrected".to_owned()));
    blocks.push(Block::Paragraph(
        "Planning starts from the usual claims on Go and Python, as one article on the two makes them. Here they are held against independent evidence; where the two differ, this report uses the corrected figure."
            .to_owned(),
    ));
    for name in charts::PLAN_CHARTS.iter().filter(|name| name.starts_with("article")) {
        blocks.extend(plan_figure(material, name));
    }
    blocks.extend(report_plan::method(material));
    blocks.extend(report_ledger::ledger(&rows));
    blocks.extend(report_plan::sources(material, &rows));
    let footer = material.footer;
    let dated =
        if footer.date.is_empty() { String::new() } else { format!("  ·  {}", footer.date) };
    Document {
        title: format!("{}: languages, cost and delivery", footer.plan),
        foot: format!(
            "{}  ·  revision {}{dated}  ·  scenario: {}  ·  {}",
            footer.plan,
            footer.revision,
            footer.scenario,
            footer.counts.in_words()
        ),
        blocks,
    }
}

/// The challenge of each component that has a language to choose.
fn challenges(
    material: Material<'_>,
    confidence: &BTreeMap<ComponentId, Confidence>,
) -> Vec<Challenge> {
    let resolved = material.resolved;
    let candidates = resolved.catalog.compared(&resolved.plan.candidates);
    let challenge = |(id, advice): &(ComponentId, Advice)| {
        Challenge::of(resolved, resolved.facts(id)?, &candidates, advice, confidence.get(id)?)
    };
    material.advice.iter().filter_map(challenge).collect()
}

/// The diagram of the plan as a picture.
#[must_use]
pub fn diagram_scene(material: Material<'_>) -> Scene {
    let diagram = diagram::of_plan(material.resolved, material.advice);
    diagram::scene(&diagram, material.footer, material.theme)
}

fn plan_figure(material: Material<'_>, name: &str) -> Option<Block> {
    let chart = charts::plan_chart(material.resolved, name)?;
    Some(chart_figure(material, name, &chart))
}

/// Charts of a component as figures.
pub(super) fn component_figures(material: Material<'_>, id: &ComponentId) -> Vec<Block> {
    let Some(facts) = material.resolved.facts(id) else {
        return Vec::new();
    };
    let subject = Subject::new(material.resolved, facts);
    charts::COMPONENT_CHARTS
        .iter()
        .filter_map(|name| {
            let chart = charts::component_chart(&subject, name)?;
            let nothing = |panel: &Panel| matches!(panel.body, Body::Empty(_));
            if chart.panels.iter().all(nothing) {
                return None;
            }
            Some(chart_figure(material, &format!("{id}-{name}"), &chart))
        })
        .collect()
}

fn chart_figure(material: Material<'_>, name: &str, of: &Chart) -> Block {
    let alone = chart::scene(of, material.footer, material.theme);
    figure(name, alone, chart::on_page(of, material.theme, document::WIDTH))
}

fn figure(name: &str, alone: Scene, on_page: Scene) -> Block {
    Block::Figure(Box::new(Figure { name: name.to_owned(), alone, on_page }))
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
