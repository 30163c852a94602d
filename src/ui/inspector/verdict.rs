//! The verdict: the sentence, one reason, one price, and deciding; and what it rests on.

use egui::{Align2, Sense, vec2};

use super::super::{View, style, widget};
use crate::advice::explain::Ranked;
use crate::advice::{Advice, Split, Verdict, acceptability, price};
use crate::base::Hue;
use crate::draw::diagram::Standing;
use crate::model::{Component, Decision};
use crate::session::{ActionId, Command, ComponentAnalysis, Dialog};

pub(super) fn show(
    ui: &mut egui::Ui,
    view: &mut View<'_>,
    component: &Component,
    analysis: &ComponentAnalysis,
) {
    let advice = &analysis.advice;
    let sentence =
        egui::RichText::new(&advice.sentence).color(style::color(view.theme.text.strong));
    ui.add(egui::Label::new(sentence).wrap());
    if !component.is_built() {
        widget::small_print(ui, "Wrong? Sourcing, under Facts, says whether the team builds it.");
        return;
    }
    if advice.verdict == Verdict::Language
        && let Some(reason) = advice.reasons.iter().find(|r| !advice.sentence.contains(&r.text))
    {
        ui.add(egui::Label::new(format!("{}.", widget::sentence(&reason.text))).wrap());
    }
    price_of(ui, view, advice);
    held(ui, view, component, advice);
    if let Some(split) = &advice.split {
        halves(ui, view, component, split);
    }
    ui.add_space(4.0);
    buttons(ui, view, component, advice);
}

/// What the advice costs above the cheapest and buys, else when it pays back.
fn price_of(ui: &mut egui::Ui, view: &View<'_>, advice: &Advice) {
    let told = view.session.outlooks();
    if let Some(although) = told.and_then(|told| price::although(advice, told)) {
        ui.add(egui::Label::new(although).wrap());
    } else if let Some(payback) = view.session.confidence().and_then(|of| of.payback.as_ref()) {
        ui.add(egui::Label::new(&payback.sentence).wrap());
    }
}

/// What the verdict rests on: the leading candidates with their points, how firm it is.
pub(super) fn rests(ui: &mut egui::Ui, view: &View<'_>, analysis: &ComponentAnalysis) {
    let advice = &analysis.advice;
    leaders(ui, view, advice);
    firmness(ui, view, analysis);
    for note in &advice.notes {
        widget::icon_line(ui, "info", style::color(view.theme.status.info), note);
    }
    counted(ui, analysis);
    ui.add_space(8.0);
}

/// The first two candidates of different languages, and the decided one where it is neither.
fn leaders(ui: &mut egui::Ui, view: &View<'_>, advice: &Advice) {
    let first = advice.ranking.first();
    let second =
        first.and_then(|first| advice.ranking.iter().find(|r| r.language != first.language));
    let mut shown: Vec<&Ranked> = first.into_iter().chain(second).collect();
    if let Some(decided) = &advice.decision
        && !shown.iter().any(|ranked| ranked.language == decided.language)
    {
        shown.extend(advice.ranking.iter().find(|ranked| ranked.language == decided.language));
    }
    for ranked in shown {
        candidate_row(ui, view, ranked);
    }
}

/// A candidate with its score as a bar in its language's colour.
pub(super) fn candidate_row(ui: &mut egui::Ui, view: &View<'_>, ranked: &Ranked) {
    let hue =
        view.session.catalog().languages.get(&ranked.language).map_or(Hue::Neutral, |l| l.hue);
    let (score, hover) = match &ranked.gate {
        None => (format!("{:.0}", ranked.score), "Score out of 100".to_owned()),
        Some(gate) => ("ruled out".to_owned(), format!("{} {}", ranked.name, gate.sentence())),
    };
    #[expect(clippy::cast_possible_truncation, reason = "a length on the screen")]
    let share = if ranked.gate.is_some() { 0.0 } else { (ranked.score / 100.0) as f32 };
    bar_row(ui, view, &ranked.name, hue, share, &score, &hover);
}

/// A name with a figure on the right, and a bar for the figure below both.
pub(super) fn bar_row(
    ui: &mut egui::Ui,
    view: &View<'_>,
    name: &str,
    hue: Hue,
    share: f32,
    figure: &str,
    hover: &str,
) {
    let theme = view.theme;
    let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width(), 28.0), Sense::hover());
    widget::named(&response, egui::Role::Meter, &format!("{name}: {figure}"));
    let painter = ui.painter();
    let font = egui::FontId::proportional(style::SIZES[1]);
    let words = style::color(theme.text.normal);
    let figure_font = if figure.chars().all(|c| c.is_ascii_digit()) {
        egui::FontId::monospace(style::SIZES[1])
    } else {
        egui::FontId::proportional(style::SIZES[0])
    };
    let at = rect.right_top() + vec2(0.0, 2.0);
    let taken = painter.text(at, Align2::RIGHT_TOP, figure, figure_font, words);
    let mut job = egui::text::LayoutJob::simple_singleline(name.to_owned(), font, words);
    job.wrap =
        egui::text::TextWrapping::truncate_at_width((taken.left() - rect.left() - 8.0).max(0.0));
    let galley = painter.layout_job(job);
    painter.galley(rect.left_top() + vec2(0.0, 2.0), galley, words);
    let rail =
        egui::Rect::from_min_size(rect.left_bottom() - vec2(0.0, 7.0), vec2(rect.width(), 4.0));
    painter.rect_filled(rail, 2.0, style::color(theme.surface.pressed));
    let mut bar = rail;
    bar.set_width(rail.width() * share.clamp(0.0, 1.0));
    painter.rect_filled(bar, 2.0, style::color(theme.hue(hue)));
    if !hover.is_empty() {
        response.on_hover_text(format!("{name}\n{hover}"));
    }
}

/// How often the leader is first and on target over what is not known, and the payback.
fn firmness(ui: &mut egui::Ui, view: &View<'_>, analysis: &ComponentAnalysis) {
    let ComponentAnalysis { advice, calls, .. } = analysis;
    let Some(confidence) = view.session.confidence() else { return };
    let catalog = view.session.catalog();
    if let Some(first) = confidence.sentence(|id| catalog.language_name(id).to_owned()) {
        let hover = "Inputs, figures of the catalog and weights are drawn together, a thousand \
                     times, and with them facts that nobody has said and what no criterion knows of.";
        widget::small_print(ui, &format!("{first}.")).on_hover_text(hover);
    }
    // What one language does says nothing of a split.
    let leader = advice.ranking.first().filter(|_| confidence.split.is_none());
    let place = leader.and_then(|leader| confidence.acceptability.of_candidate(&leader.candidate));
    if let Some(share) = place.and_then(|place| place.on_target) {
        let alone = if *calls { "Without what it calls, it" } else { "It" };
        let text = format!("{alone} meets the p99 target in {}.", acceptability::in_words(share));
        widget::small_print(ui, &text);
    }
}

/// Decided or not, against the advice or not.
fn held(ui: &mut egui::Ui, view: &View<'_>, component: &Component, advice: &Advice) {
    let theme = view.theme;
    if let Some(held) = &advice.decision {
        let (mark, color) = if held.overrules {
            ("triangle-alert", theme.status.warn)
        } else if held.price.is_some() {
            ("info", theme.status.info)
        } else {
            ("check", theme.status.ok)
        };
        widget::icon_line(ui, mark, style::color(color), &held.sentence);
    }
    if let Some(decision) = view.session.plan().decisions.get(&component.id) {
        reason(ui, decision);
    }
}

/// How many of its numbers people have said.
fn counted(ui: &mut egui::Ui, analysis: &ComponentAnalysis) {
    let text = match analysis.card.standing {
        Standing::Assumed => {
            "Rests on assumptions alone: state the load, the CPU time or an answer.".to_owned()
        }
        _ => widget::rests_on(analysis.counts),
    };
    widget::small_print(ui, &text);
}

fn reason(ui: &mut egui::Ui, decision: &Decision) {
    if !decision.reason.is_empty() {
        ui.add(egui::Label::new(format!("“{}”", decision.reason)).wrap());
    }
    let date = decision.date.map(|date| date.to_string());
    let by = [Some(decision.author.clone()).filter(|author| !author.is_empty()), date];
    let by: Vec<String> = by.into_iter().flatten().collect();
    if !by.is_empty() {
        widget::small_print(ui, &by.join(", "));
    }
}

/// What goes where, if the split is applied.
fn halves(ui: &mut egui::Ui, view: &mut View<'_>, component: &Component, split: &Split) {
    let catalog = view.session.catalog();
    let language = |id| {
        let candidate = catalog.candidates.get(id);
        candidate.map_or(String::new(), |c| catalog.language_name(&c.language).to_owned())
    };
    let half = |ui: &mut egui::Ui, name: &str, language: &str, work: &str| {
        ui.add(egui::Label::new(style::strong(format!("{name} in {language}"))).wrap());
        widget::small_print(ui, &widget::sentence(work));
    };
    ui.add_space(4.0);
    half(ui, &component.name, &language(&split.service), &split.service_work);
    half(ui, &format!("{} model", component.name), &language(&split.data), &split.data_work);
    let plan = view.session.plan();
    let moved: Vec<&str> = split
        .moved_links
        .iter()
        .filter_map(|id| plan.components.get(&plan.links.get(id)?.to))
        .map(|to| to.name.as_str())
        .collect();
    if !moved.is_empty() {
        let text = format!("Links to {} move to the second half.", moved.join(", "));
        widget::small_print(ui, &text);
    }
}

fn buttons(ui: &mut egui::Ui, view: &mut View<'_>, component: &Component, advice: &Advice) {
    let decided = view.session.plan().decisions.contains_key(&component.id);
    let leader = advice.ranking.first().filter(|ranked| ranked.gate.is_none());
    // Where either does, no button takes a side.
    let clear = advice.verdict == Verdict::Language;
    ui.horizontal_wrapped(|ui| {
        if advice.split.is_some() && !decided {
            let button = widget::primary(ui, "Split in two");
            let hover = "Makes two components of it, joined by gRPC; one step to undo";
            if button.on_hover_text(hover).clicked() {
                view.act(ActionId::ApplySplit);
            }
        }
        if let Some(leader) = leader.filter(|_| clear && !decided) {
            let language = view.session.catalog().language_name(&leader.language);
            let text = format!("Decide {language}");
            let hover = format!("Decides on {} as advised", leader.name);
            if widget::primary(ui, &text).on_hover_text(hover).clicked() {
                view.act(ActionId::TakeAdvice);
            }
        }
        let other = if decided { "Change decision…" } else { "Decide…" };
        let hover = "Choose any language, with a reason (L)";
        let even = advice.verdict == Verdict::Either && !decided;
        let button = if even { widget::primary(ui, other) } else { ui.button(other) };
        if button.on_hover_text(hover).clicked() {
            view.send(Command::ShowDialog(Dialog::Decide(component.id.clone())));
        }
        if decided && ui.button(ActionId::Undecide.action().label).clicked() {
            view.act(ActionId::Undecide);
        }
    });
}
