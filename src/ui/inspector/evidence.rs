//! Sources under a reason: title, date, link.

use super::super::{View, style, widget};
use crate::base::words::counted;

/// Sources by id, folded away; `salt` tells apart lists of one panel.
pub(in crate::ui) fn sources(
    ui: &mut egui::Ui,
    view: &View<'_>,
    salt: &str,
    ids: &[&str],
    claims: &str,
) {
    let catalog = view.session.catalog();
    let known: Vec<_> = ids.iter().filter_map(|id| catalog.sources.get(*id)).collect();
    if known.is_empty() {
        return;
    }
    let quiet = style::color(view.theme.text.subdued);
    let title = egui::RichText::new(counted(known.len(), "source")).small().color(quiet);
    if !widget::fold(ui, ("sources", salt), title, false) {
        return;
    }
    ui.indent(("sources", salt), |ui| {
        for source in known {
            let text = egui::RichText::new(&source.title).small();
            if source.url.is_empty() {
                ui.add(egui::Label::new(text).wrap());
            } else {
                let link =
                    egui::Hyperlink::from_label_and_url(text, &source.url).open_in_new_tab(true);
                ui.add(link).on_hover_text(&source.url);
            }
            let mut about = source.date.to_string();
            if !source.hardware.is_empty() {
                about.push_str(&format!(", {}", source.hardware));
            }
            widget::small_print(ui, &about);
        }
        if !claims.is_empty() {
            let more = if claims.contains(',') { "Claims" } else { "Claim" };
            widget::small_print(ui, &format!("{more} {claims} of the evidence."));
        }
    });
}
