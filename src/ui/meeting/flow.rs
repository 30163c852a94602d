//! A flow in the meeting: its times, its target, and what takes the time.

use super::super::{View, style};
use super::{bars, look};
use crate::base::Hue;
use crate::model::ComponentId;

pub(super) fn show(ui: &mut egui::Ui, view: &mut View<'_>, id: &ComponentId) {
    let Some(told) = view.session.told_of_flow(id) else { return };
    look::title(ui, view, &format!("Requests to {}", told.name));
    let status = &view.theme.status;
    let (mark, color) = if told.misses {
        ("triangle-alert", style::color(status.warn))
    } else {
        ("info", style::color(status.info))
    };
    look::line(ui, mark, color, &format!("{}.", told.target));
    ui.columns(told.times.len().max(1), |columns| {
        for (ui, (name, time)) in columns.iter_mut().zip(&told.times) {
            // The range stands below, so that each time has one line.
            let (time, range) = time.split_once(" (").unwrap_or((time, ""));
            look::small(ui, view, name);
            look::lead(ui, view, time);
            look::small(ui, view, range.trim_end_matches(')'));
        }
    });
    look::heading(ui, view, "What takes the time of its slowest answers");
    match &told.steps {
        None => look::small(ui, view, "Working it out…"),
        Some(steps) if steps.is_empty() => {
            look::small(ui, view, "Something in it cannot keep up, so no share can be told.");
        }
        Some(steps) => {
            for (name, share, figure) in steps {
                bars::row(ui, view, name, Hue::Indigo, *share, figure);
            }
        }
    }
}
