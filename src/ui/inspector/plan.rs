//! Nothing selected: the plan in a few numbers, and its findings.

use super::super::field::{self, Field};
use super::super::{View, style, widget};
use super::findings;
use crate::advice::Verdict;
use crate::base::Range;
use crate::base::words::counted;
use crate::forecast::{responses, sized_anew};
use crate::model::plan::UNTITLED;
use crate::model::{About, Edit, PlanChange};
use crate::session::Command;
use crate::session::analysis::Summary;

/// Flows told; the plot has more.
const MOST_FLOWS: usize = 3;

pub(super) fn show(ui: &mut egui::Ui, view: &mut View<'_>) {
    name(ui, view);
    let session = view.session;
    let plan = session.plan();
    if plan.components.is_empty() {
        widget::small_print(ui, "Advice, cost and findings come with the first component.");
        return;
    }
    let size = [
        counted(plan.components.len(), "component"),
        counted(plan.links.len(), "link"),
        counted(plan.groups.len(), "group"),
    ];
    widget::small_print(ui, &size.join(", "));
    if session.settings.sketch_mode {
        super::divider(ui);
        widget::small_print(
            ui,
            "Sketch mode hides advice, findings and plots. F8 shows them again.",
        );
        return;
    }
    super::divider(ui);
    summary(ui, view);
    flows(ui, view);
    super::divider(ui);
    findings::show(ui, view);
    super::log::show(ui, view, &About::Plan);
}

fn name(ui: &mut egui::Ui, view: &mut View<'_>) {
    let current = view.session.plan().name.clone();
    let id = egui::Id::unique("plan name");
    let mut field = Field::new(ui, id, "Plan name", &current).hint(UNTITLED);
    field.font = egui::FontId::new(style::SIZES[2], style::strong_family());
    field::show(ui, view, field, |session, text| {
        let text = text.trim();
        if text == session.plan().name {
            return Ok(None);
        }
        let edit = Edit::Plan(PlanChange::Name(text.to_owned()));
        Ok(Some(Command::Edit { label: format!("Rename the plan “{text}”"), edit }))
    });
}

/// What the advice comes to over the plan, what is decided, and what all of it rests on.
fn summary(ui: &mut egui::Ui, view: &View<'_>) {
    let analysis = view.session.analysis();
    let Summary { verdicts, languages, built, decided, against } = &analysis.summary;
    super::heading(ui, "Verdicts");
    let words = |verdict: Verdict| match verdict {
        Verdict::Language => "with a clear language",
        Verdict::Either => "where either language does",
        Verdict::Split => "better split in two",
        Verdict::Buy => "ready-made",
        Verdict::Client => "on people’s devices",
        Verdict::Outside => "outside the plan",
        Verdict::NoFit => "that nothing fits",
    };
    let totals: Vec<String> =
        verdicts.iter().map(|(verdict, count)| format!("{count} {}", words(*verdict))).collect();
    ui.add(egui::Label::new(totals.join(" · ")).wrap());
    for (name, hue, count) in languages {
        language_row(ui, view, name, *hue, *count, *built);
    }
    let mut text = format!("{decided} of {built} decided");
    if *against > 0 {
        text.push_str(&format!(", {against} against the advice"));
    }
    ui.add(egui::Label::new(text).wrap());
    widget::small_print(ui, &widget::rests_on(analysis.counts));
}

/// How long whole flows take, the slowest first; each leads to the plot of all of them.
fn flows(ui: &mut egui::Ui, view: &mut View<'_>) {
    let session = view.session;
    let analysis = session.analysis();
    let flows = analysis.flows();
    if flows.is_empty() {
        return;
    }
    super::divider(ui);
    super::heading(ui, "Slowest flows at p99");
    for (entry, p99_ms) in flows.into_iter().take(MOST_FLOWS) {
        let name = session.plan().components.get(entry).map_or(entry.as_str(), |of| &of.name);
        let time = responses::in_words(Range::exact(p99_ms.typical));
        let row = widget::menu_row(ui, "workflow", name, &time, true);
        let whole = responses::in_words(p99_ms);
        widget::named(&row, egui::Role::Button, &format!("{name}: {whole} at p99"));
        if row.on_hover_text(format!("{whole}. Show who takes the time.")).clicked() {
            view.show_chart("flow-latency");
        }
    }
    if !analysis.is_timed() {
        widget::small_print(ui, "Being counted again…");
    }
    if let Some(text) = session.active_scenario().and_then(|of| sized_anew(session.plan(), of)) {
        widget::small_print(ui, &format!("{text}."));
    }
}

fn language_row(
    ui: &mut egui::Ui,
    view: &View<'_>,
    name: &str,
    hue: crate::base::Hue,
    count: usize,
    of: usize,
) {
    #[expect(clippy::cast_precision_loss, reason = "a number of components")]
    let share = count as f32 / of.max(1) as f32;
    super::verdict::bar_row(ui, view, name, hue, share, &count.to_string(), "");
}
