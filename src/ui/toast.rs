//! Notices as toasts: the last few, each for a while, at the foot of the canvas.

use std::collections::VecDeque;

use super::{View, icon, style};
use crate::session::{Command, Notice, Tone};

/// Most toasts shown at once.
const MOST: usize = 4;
/// How long a toast stays that leads somewhere, seconds.
const LONG: f64 = 20.0;
/// Distance of the lowest from the foot of the canvas.
const ABOVE: f32 = 12.0;

/// The toasts on the screen.
#[derive(Default)]
pub(super) struct Toasts {
    shown: VecDeque<(Notice, f64)>,
}

impl Toasts {
    /// Takes in new notices. The same text again only lives longer, and of things that were done
    /// only the last is told: ten steps of undo are no ten toasts.
    pub fn take(&mut self, ctx: &egui::Context, notices: &mut Vec<Notice>) {
        let now = ctx.input(|input| input.time);
        for notice in notices.drain(..) {
            let done = |of: &Notice| of.tone == Tone::Done && of.folder.is_none();
            self.shown.retain(|(shown, _)| *shown != notice && !(done(shown) && done(&notice)));
            let leads = notice.folder.is_some() || notice.offer.is_some();
            let seconds = match notice.tone {
                _ if notice.folder.is_some() => LONG,
                Tone::Done if !leads => 3.0,
                _ => 8.0,
            };
            self.shown.push_back((notice, now + seconds));
            if self.shown.len() > MOST {
                self.shown.pop_front();
            }
        }
    }

    /// Draws the toasts; a click takes one away, or does what it offers. Where a dialog is open they stand
    /// at the head of the window, out of its way.
    pub fn show(&mut self, ctx: &egui::Context, view: &mut View<'_>, canvas: egui::Rect) {
        let now = ctx.input(|input| input.time);
        self.shown.retain(|(_, until)| *until > now);
        let Some(next) = self.shown.iter().map(|(_, until)| until - now).reduce(f64::min) else {
            return;
        };
        ctx.request_repaint_after(std::time::Duration::from_secs_f64(next.max(0.05)));
        let mut gone = None;
        let (pivot, at) = if view.session.dialogs.is_empty() {
            let foot = if view.session.shows_meeting() { super::meeting::BAR } else { 0.0 };
            let at = canvas.center_bottom() - egui::vec2(0.0, ABOVE + foot);
            (egui::Align2::CENTER_BOTTOM, at)
        } else {
            (egui::Align2::CENTER_TOP, ctx.content_rect().center_top())
        };
        egui::Area::new(egui::Id::unique("toasts"))
            .pivot(pivot)
            .fixed_pos(at)
            .order(egui::Order::Tooltip)
            .show(ctx, |ui| {
                // Over a dialog there is room for the newest.
                let dialog = !view.session.dialogs.is_empty();
                let hidden = if dialog { self.shown.len().saturating_sub(1) } else { 0 };
                for (place, (notice, _)) in self.shown.iter().enumerate().skip(hidden) {
                    if toast(ui, view, notice) {
                        gone = Some(place);
                    }
                }
            });
        if let Some(place) = gone {
            self.shown.remove(place);
        }
    }
}

/// Draws a toast; whether it goes.
fn toast(ui: &mut egui::Ui, view: &mut View<'_>, notice: &Notice) -> bool {
    let (mark, color) = match notice.tone {
        Tone::Done => ("check", view.theme.status.ok),
        Tone::Warning => ("triangle-alert", view.theme.status.warn),
        Tone::Failed => ("octagon-alert", view.theme.status.error),
    };
    let offer = notice.offer.map(|id| (id.action().label, Command::Act(id)));
    let folder = notice.folder.clone().map(|folder| ("Open folder", Command::OpenFolder(folder)));
    let leads = offer.or(folder);
    let frame = egui::Frame::popup(ui.style()).inner_margin(8);
    let drawn = frame.show(ui, |ui| {
        ui.set_max_width(480.0);
        ui.horizontal(|ui| {
            icon::show(ui, mark, 15.0, style::color(color));
            ui.add(egui::Label::new(&notice.text).wrap());
        });
        let Some((label, _)) = &leads else { return (false, false) };
        // What leads somewhere is not taken away by a click that misses its button.
        ui.horizontal(|ui| {
            let clicked = ui.button(*label).clicked();
            (clicked, super::widget::icon_button(ui, "x", "Dismiss", true).clicked())
        })
        .inner
    });
    let (clicked, closes) = drawn.inner;
    if let Some((_, command)) = leads {
        if clicked {
            view.send(command);
        }
        return clicked || closes;
    }
    let whole = drawn.response.interact(egui::Sense::click());
    super::widget::named(&whole, egui::Role::Button, &format!("Dismiss: {}", notice.text));
    whole.clicked()
}
