//! *Show working*: criteria, reasons with their evidence, gates, and what could change the advice.

use egui::{Sense, vec2};

use super::super::{View, style, widget};
use super::{Place, State};
use crate::advice::challenge::REMEDIES;
use crate::advice::criteria::TABLE;
use crate::advice::explain::Ranked;
use crate::advice::{Advice, Reason, Unknown};
use crate::base::number;
use crate::model::LanguageId;
use crate::session::{ActionId, ComponentAnalysis};

/// Most flip points in words.
const FLIPS: usize = 4;
/// Most remedies.
const OFFERS: usize = 3;
/// Width of a column of figures.
const COLUMN: f32 = 44.0;

pub(super) fn show(
    ui: &mut egui::Ui,
    view: &mut View<'_>,
    state: &mut State,
    analysis: &ComponentAnalysis,
) {
    let advice = &analysis.advice;
    super::section(ui, "Show working", false, |ui| {
        super::verdict::rests(ui, view, analysis);
        unknowns(ui, view, state, &advice.unknowns);
        flips(ui, view);
        let Some(leader) = advice.ranking.first() else { return };
        challenge(ui, view);
        let second = advice.ranking.iter().find(|ranked| ranked.language != leader.language);
        criteria(ui, view, advice, leader, second);
        let name = view.session.catalog().language_name(&leader.language);
        reasons(ui, view, &format!("What speaks for {name}"), &advice.reasons);
        reasons(ui, view, &format!("What speaks against {name}"), &advice.against);
        remedies(ui, view, advice);
        gates(ui, view, advice);
        others(ui, view, advice, leader, second);
    });
}

/// What is unknown and most likely to change the advice; each leads to its field.
fn unknowns(ui: &mut egui::Ui, view: &View<'_>, state: &mut State, unknowns: &[Unknown]) {
    if unknowns.is_empty() {
        return;
    }
    super::heading(ui, "What would change it");
    for (place, unknown) in unknowns.iter().enumerate() {
        let mut text = format!("{} Assumed: {}.", unknown.question, unknown.assumed);
        text.push_str(&match unknown.flips_to.as_deref().map(|flips| flips.split_once(" at ")) {
            Some(Some((outcome, answer))) => {
                format!(" The answer “{answer}” makes it {outcome}.")
            }
            Some(None) => " Another answer may change the verdict.".to_owned(),
            None => " It shifts the lead, not the verdict.".to_owned(),
        });
        let color = style::color(view.theme.accent.text);
        let text = egui::RichText::new(text).color(color);
        let button = egui::Button::new(text).wrap().frame_when_inactive(false);
        let response = ui.push_id(("unknown", place), |ui| ui.add(button)).inner;
        if response.on_hover_text("Go to its field").clicked() {
            state.go = match (unknown.input, unknown.fact) {
                (Some(input), _) => Some(Place::Number(input)),
                (None, fact) => fact.map(Place::Fact),
            };
        }
    }
    ui.add_space(8.0);
}

/// Where the advice turns, by one input or weight at a time; the plot shows all of them.
fn flips(ui: &mut egui::Ui, view: &mut View<'_>) {
    let catalog = view.session.catalog();
    let name = |id: &LanguageId| catalog.language_name(id).to_owned();
    let Some(confidence) = view.session.confidence() else { return };
    if confidence.flips.leader.is_none() {
        return;
    }
    let sentences = confidence.flip_sentences(name);
    super::heading(ui, "Flip points");
    if sentences.is_empty() {
        widget::small_print(ui, "No single input or weight changes the advice.");
    }
    for sentence in sentences.iter().take(FLIPS) {
        ui.add(egui::Label::new(format!("{sentence}.")).wrap());
    }
    if ui.button("Show as a plot").clicked() {
        view.show_chart("flips");
    }
    ui.add_space(8.0);
}

/// Weight and utilities by criterion, the weightiest first.
fn criteria(
    ui: &mut egui::Ui,
    view: &View<'_>,
    advice: &Advice,
    leader: &Ranked,
    second: Option<&Ranked>,
) {
    super::heading(ui, "Criteria");
    let catalog = view.session.catalog();
    let quiet = style::color(view.theme.text.subdued);
    let normal = style::color(view.theme.text.normal);
    let small = egui::FontId::proportional(style::SIZES[0]);
    let mut heads = vec!["Weight".to_owned(), catalog.language_name(&leader.language).to_owned()];
    heads.extend(second.map(|ranked| catalog.language_name(&ranked.language).to_owned()));
    table_row(ui, "", &heads, &small, quiet, quiet);
    let mut order: Vec<usize> = (0..TABLE.len().min(advice.weights.len())).collect();
    order.sort_by(|a, b| advice.weights[*b].total_cmp(&advice.weights[*a]));
    let mono = egui::FontId::monospace(style::SIZES[0]);
    for place in order {
        let criterion = &TABLE[place];
        let weight = advice.weights[place];
        let matters = weight >= 0.05;
        let color = if matters { normal } else { quiet };
        let mut cells = vec![figure(weight)];
        let of =
            |ranked: &Ranked| ranked.utilities.get(place).map_or_else(String::new, |u| figure(*u));
        cells.push(of(leader));
        cells.extend(second.map(of));
        let response = table_row(ui, criterion.label, &cells, &mono, color, color);
        let said = advice.reasons.iter().chain(&advice.against);
        let said = said.into_iter().find(|reason| reason.criterion == criterion.id);
        let text = match said {
            Some(reason) => widget::sentence(&reason.text),
            None if matters => "Makes no difference between the two.".to_owned(),
            None => "Does not matter for this component.".to_owned(),
        };
        response.on_hover_text(format!("{}\n{text}", criterion.label));
    }
    widget::small_print(
        ui,
        "A weight of 1 is a usual matter; weights rest on judgement, tags and priorities. Of the \
         figures 0 is useless and 1 as good as it gets.",
    );
    ui.add_space(8.0);
}

/// A figure with one decimal place; a weight or utility has no more to say.
fn figure(value: f64) -> String {
    format!("{value:.1}")
}

/// A row of a table: a label, on as many lines as it needs, then cells of one width, right-aligned.
fn table_row(
    ui: &mut egui::Ui,
    label: &str,
    cells: &[String],
    font: &egui::FontId,
    label_color: egui::Color32,
    color: egui::Color32,
) -> egui::Response {
    // A label that is too long for one line gets two.
    let labelled = egui::FontId::proportional(style::SIZES[1]);
    let room = ui.available_width() - COLUMN * f32::from(u8::try_from(cells.len()).unwrap_or(9));
    let galley = ui.painter().layout(label.to_owned(), labelled, label_color, room - 4.0);
    let size = vec2(ui.available_width(), f32::max(20.0, galley.size().y + 4.0));
    let (rect, response) = ui.allocate_exact_size(size, Sense::hover());
    widget::named(&response, egui::Role::Row, &format!("{label} {}", cells.join(", ")));
    let painter = ui.painter();
    painter.galley(rect.left_center() - vec2(0.0, galley.size().y / 2.0), galley, label_color);
    let mut right = rect.right();
    for cell in cells.iter().rev() {
        let mut job = egui::text::LayoutJob::simple_singleline(cell.clone(), font.clone(), color);
        job.wrap = egui::text::TextWrapping::truncate_at_width(COLUMN - 2.0);
        let galley = painter.layout_job(job);
        let at = egui::pos2(right - galley.size().x, rect.center().y - galley.size().y / 2.0);
        painter.galley(at, galley, color);
        right -= COLUMN;
    }
    if response.hovered() {
        let band = egui::Stroke::new(1.0, style::color(style::theme(ui).line.hairline));
        ui.painter().hline(rect.x_range(), rect.bottom(), band);
    }
    response
}

fn reasons(ui: &mut egui::Ui, view: &View<'_>, title: &str, reasons: &[Reason]) {
    if reasons.is_empty() {
        return;
    }
    super::heading(ui, title);
    for reason in reasons {
        ui.add_space(2.0);
        ui.add(egui::Label::new(format!("{}.", widget::sentence(&reason.text))).wrap());
        let counts = number::rough(reason.contribution);
        widget::small_print(ui, &format!("{}, {counts} points", reason.label));
        super::evidence::sources(ui, view, reason.criterion, reason.sources, reason.claims);
    }
    ui.add_space(8.0);
}

/// What would make the team's language do, cheapest first.
fn remedies(ui: &mut egui::Ui, view: &View<'_>, advice: &Advice) {
    if advice.remedies.is_empty() {
        return;
    }
    super::heading(ui, REMEDIES);
    for offer in advice.remedies.iter().take(OFFERS) {
        ui.add_space(2.0);
        // The heading has said what comes before the colon.
        let text = offer.sentence.split_once(": ").map_or(&*offer.sentence, |(_, text)| text);
        ui.add(egui::Label::new(widget::sentence(text)).wrap());
        widget::small_print(ui, &format!("{}; {}", offer.note, offer.confidence.label()));
        let ids: Vec<&str> = offer.sources.iter().map(String::as_str).collect();
        super::evidence::sources(ui, view, &offer.remedy, &ids, &offer.claims);
    }
    ui.add_space(8.0);
}

/// Leads to everything that can be said against the advice or the decision.
fn challenge(ui: &mut egui::Ui, view: &mut View<'_>) {
    let hover = "The case for the strongest rival, the answer to it, and what is not known";
    if ui.button("Challenge…").on_hover_text(hover).clicked() {
        view.act(ActionId::Challenge);
    }
    ui.add_space(8.0);
}

/// Candidates that are out of the question, and why.
fn gates(ui: &mut egui::Ui, view: &View<'_>, advice: &Advice) {
    let out: Vec<_> = advice.ranking.iter().filter_map(|r| Some((r, r.gate.as_ref()?))).collect();
    if out.is_empty() {
        return;
    }
    super::heading(ui, "Ruled out");
    let quiet = style::color(view.theme.text.subdued);
    for (ranked, gate) in out {
        widget::icon_line(ui, "lock", quiet, &format!("{} {}.", ranked.name, gate.sentence()));
    }
    ui.add_space(8.0);
}

/// The candidates behind the two leaders.
fn others(
    ui: &mut egui::Ui,
    view: &View<'_>,
    advice: &Advice,
    leader: &Ranked,
    second: Option<&Ranked>,
) {
    let shown = [Some(&leader.candidate), second.map(|ranked| &ranked.candidate)];
    let rest = advice.ranking.iter().filter(|r| r.gate.is_none());
    let rest: Vec<_> = rest.filter(|r| !shown.contains(&Some(&r.candidate))).collect();
    if rest.is_empty() {
        return;
    }
    super::heading(ui, "Other candidates");
    for ranked in rest {
        super::verdict::candidate_row(ui, view, ranked);
    }
}
