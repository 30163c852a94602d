//! Which pictures are exported together, in which formats, and where.

use super::super::{View, style, widget};
use super::folder;
use crate::exchange::picture::PictureFormat;
use crate::session::bundle::{PicturesChoice, Scope};
use crate::session::{Command, Dialog};

/// Pixels per unit of a PNG that are offered.
const SCALES: [f64; 4] = [1.0, 2.0, 3.0, 4.0];

/// Draws the dialog.
pub(super) fn show(ctx: &egui::Context, view: &mut View<'_>, choice: &PicturesChoice) {
    super::modal(ctx, view, "Export all", folder::WIDTH, |ui, view| {
        let mut new = choice.clone();
        let typed = folder::row(ui, view, &mut new.folder, &[]);
        super::row(ui, "Pictures", |ui| {
            for (scope, name) in [
                (Scope::Shown, "The diagram and the plots shown"),
                (Scope::All, "The diagram and every plot"),
            ] {
                let text = format!("{name} ({})", view.session.pictures_in(scope));
                if widget::radio(ui, new.scope == scope, &text).clicked() {
                    new.scope = scope;
                }
            }
            if view.session.plottable().is_none() {
                widget::small_print(ui, "Select a component first for a plot of its own.");
            }
        });
        super::row(ui, "Formats", |ui| formats(ui, &mut new));
        super::row(ui, "Theme", |ui| folder::theme(ui, &mut new.theme));
        if new.known_formats().contains(&PictureFormat::Png) {
            super::row(ui, "Scale of PNG", |ui| {
                folder::one_of(
                    ui,
                    &mut new.scale,
                    SCALES.map(|scale| (scale, format!("{scale}×"))),
                );
            });
        }
        folder::looks_at(ui, view);
        let nothing = new.known_formats().is_empty();
        if nothing {
            let error = style::color(view.theme.status.error);
            ui.colored_label(error, "Choose at least one format");
        }
        match super::buttons(ui, &["Export", "Cancel"]) {
            Some(0) if !nothing && folder::is_usable(new.folder.as_deref()) => {
                view.send(Command::CloseDialog);
                view.send(Command::WritePictures(new));
            }
            Some(1) => view.send(Command::CloseDialog),
            _ if typed || new != *choice => view.send(Command::ShowDialog(Dialog::Pictures(new))),
            _ => {}
        }
    });
}

fn formats(ui: &mut egui::Ui, choice: &mut PicturesChoice) {
    ui.horizontal_wrapped(|ui| {
        for &format in PictureFormat::ALL {
            let word = format.word();
            let mut on = choice.formats.iter().any(|of| of == word);
            let response = widget::check(ui, &mut on, &word.to_uppercase(), false);
            if response.on_hover_text(widget::sentence(format.label())).changed() {
                choice.formats.retain(|of| of != word);
                choice.formats.extend(on.then(|| word.to_owned()));
            }
        }
    });
}
