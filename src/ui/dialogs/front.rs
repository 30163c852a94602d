//! Languages for the whole plan: assignments that none beats, what each changes, and choosing one.

use std::sync::Arc;

use egui::ScrollArea;

use super::super::{View, icon, style, widget};
use super::columns;
use crate::advice::front::Choice;
use crate::base::Unit;
use crate::session::{Command, Found, Study};

/// Cost, weeks, slowest flow.
const COLUMNS: [f32; 3] = [92.0; 3];

/// What the dialog remembers between frames.
#[derive(Default)]
pub(super) struct State {
    /// None until somebody chooses.
    chosen: Option<usize>,
}

/// Draws the dialog.
pub(super) fn show(ctx: &egui::Context, view: &mut View<'_>, state: &mut State, fresh: bool) {
    if fresh {
        *state = State::default();
    }
    super::modal(ctx, view, "Languages for the whole plan", 760.0, |ui, view| {
        widget::small_print(
            ui,
            "The best language for each component is not always the best for the team: every \
             further language costs a toolchain, every link across languages a boundary. No \
             assignment beats these on total cost, delivery time and slowest flow at once.",
        );
        ui.add_space(8.0);
        let study = view.session.study().map(Arc::clone);
        let Some(Study::Front(found)) = study.as_deref() else {
            super::studying(ui, view, "Comparing assignments…");
            return;
        };
        if found.choices.is_empty() {
            ui.label("Nothing is built yet that a candidate fits.");
            if super::buttons(ui, &["Close"]).is_some() {
                view.send(Command::CloseDialog);
            }
            return;
        }
        let chosen = state.chosen.filter(|place| *place < found.choices.len());
        let chosen = table(ui, view, found, chosen.unwrap_or_else(|| found.first()));
        state.chosen = Some(chosen);
        let (choice, words) = &found.choices[chosen];
        let changes = changes(ui, view, found, choice);
        let decide = format!("Decide {words}");
        let names: &[&str] = if changes == 0 {
            &["Close", "Show as plot"]
        } else {
            &[&decide, "Close", "Show as plot"]
        };
        match super::buttons(ui, names).map(|place| names[place]) {
            Some("Close") => view.send(Command::CloseDialog),
            Some("Show as plot") => {
                view.show_chart("front");
                view.send(Command::CloseDialog);
            }
            Some(_) => {
                let command = view.session.apply_choice(choice, words, &found.now);
                view.send(command);
                view.send(Command::CloseDialog);
            }
            None => {}
        }
    });
}

/// The choices, and the assignments that people know below them; returns which is chosen now.
fn table(ui: &mut egui::Ui, view: &View<'_>, found: &Found, mut now: usize) -> usize {
    let heads = ["Total cost", "Delivery", "Slowest flow"];
    columns::heads(ui, view, COLUMNS, "Languages", heads);
    // What changes stands below, and is wanted, too.
    let high = (0.42 * ui.ctx().content_rect().height()).max(160.0);
    let area = ScrollArea::vertical().id_salt("choices").max_height(high);
    area.auto_shrink([false, true]).show(ui, |ui| {
        ui.spacing_mut().item_spacing.y = 2.0;
        for (place, (choice, words)) in found.choices.iter().enumerate() {
            ui.push_id(place, |ui| {
                let on = now == place;
                let missed = found.missed.get(place).copied().unwrap_or(0);
                let apart = found.apart.get(place).filter(|apart| !apart.is_empty());
                let label =
                    apart.map_or_else(|| words.clone(), |apart| format!("{words} ({apart})"));
                let label = with_missed(&label, missed);
                let chosen = figures(ui, view, choice, |ui| {
                    ui.horizontal(|ui| {
                        target_mark(ui, view, found.has_targets(), missed);
                        ui.style_mut().wrap_mode = Some(egui::TextWrapMode::Truncate);
                        widget::radio(ui, on, &label)
                    })
                    .inner
                });
                let targets = found.targets.get(place).cloned().flatten();
                let whole = match targets {
                    Some(targets) => format!("{label}. {}", widget::sentence(&targets)),
                    None => label,
                };
                if chosen.on_hover_text(whole).clicked() {
                    now = place;
                }
            });
        }
        ui.add_space(6.0);
        for reference in &found.front.references {
            let color = style::color(view.theme.text.normal);
            let missed = reference.choice.misses().len();
            let text = egui::RichText::new(with_missed(&reference.name, missed)).color(color);
            let hover = match missed {
                0 => reference.in_words().to_owned(),
                _ => format!("{}; targets missed: {missed}", reference.in_words()),
            };
            let row = figures(ui, view, &reference.choice, |ui| {
                ui.horizontal(|ui| {
                    target_mark(ui, view, found.has_targets(), missed);
                    ui.add(egui::Label::new(text).truncate())
                })
                .inner
            });
            row.on_hover_text(widget::sentence(&hover));
        }
    });
    let held = found.held.as_ref().map(|held| &held.sentence);
    for text in held.into_iter().chain(found.taken.as_ref()) {
        ui.add(egui::Label::new(text).wrap());
    }
    let more = found.front.choices.len().saturating_sub(found.choices.len());
    let near = if more == 0 {
        String::new()
    } else {
        format!(" {more} more come within 2 % of a cheaper one and are left out.")
    };
    widget::small_print(ui, &format!("{}{near}", found.front.how()));
    ui.add_space(8.0);
    now
}

/// A name with the number of targets that are missed, if any.
fn with_missed(name: &str, missed: usize) -> String {
    match missed {
        0 => name.to_owned(),
        1 => format!("{name} (misses a target)"),
        _ => format!("{name} (misses {missed} targets)"),
    }
}

/// Whether every target is met; nothing where there is none.
fn target_mark(ui: &mut egui::Ui, view: &View<'_>, has_targets: bool, missed: usize) {
    if has_targets {
        let (mark, color) = match missed {
            0 => ("check", view.theme.status.ok),
            _ => ("x", view.theme.status.error),
        };
        icon::show(ui, mark, 13.0, style::color(color));
    }
}

/// A row of what a choice comes to, behind what is drawn first.
fn figures(
    ui: &mut egui::Ui,
    view: &View<'_>,
    choice: &Choice,
    first: impl FnOnce(&mut egui::Ui) -> egui::Response,
) -> egui::Response {
    let color = style::color(view.theme.text.normal);
    let cells = [
        Unit::Money.readable(choice.cost),
        Unit::Weeks.readable(choice.weeks),
        Unit::Ms.readable(choice.p99_ms),
    ];
    columns::line(ui, COLUMNS, first, cells.map(|text| egui::RichText::new(text).color(color)))
}

/// What a choice changes of what is decided, else advised; returns how much.
fn changes(ui: &mut egui::Ui, view: &View<'_>, found: &Found, choice: &Choice) -> usize {
    let session = view.session;
    let changes = choice.changes(&found.now);
    let title = match changes.len() {
        0 => "This is how the plan stands".to_owned(),
        1 => "What changes: 1 component".to_owned(),
        count => format!("What changes: {count} components"),
    };
    ui.label(style::strong(&title));
    let catalog = session.catalog();
    let name = |id| catalog.candidates.get(id).map_or("none", |candidate| candidate.name.as_str());
    let area = ScrollArea::vertical().id_salt("changes").max_height(150.0);
    area.auto_shrink([false, true]).show(ui, |ui| {
        for (id, from, to) in &changes {
            let component = session.plan().components.get(*id);
            let component = component.map_or(id.as_str(), |component| component.name.as_str());
            let from = match session.plan().decisions.get(*id) {
                // A language without figures counts as advised, but it is what was decided.
                Some(decision) => {
                    let of = from.and_then(|id| catalog.candidates.get(id));
                    let of = of.filter(|candidate| candidate.language == decision.language);
                    let language = catalog.language_name(&decision.language);
                    format!("{} (decided)", of.map_or(language, |candidate| &candidate.name))
                }
                None => format!("{} (advised)", from.map_or("no candidate", name)),
            };
            widget::small_print(ui, &format!("{component}: {from} → {}", name(to)));
        }
    });
    changes.len()
}
