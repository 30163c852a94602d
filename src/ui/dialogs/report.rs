//! What of the report is written, and where.

use super::super::{View, style, widget};
use super::folder;
use crate::base::words::sentence_case;
use crate::draw::document::Paper;
use crate::exchange::report::Depth;
use crate::session::bundle::ReportChoice;
use crate::session::{Command, Dialog};

/// Draws the dialog.
pub(super) fn show(ctx: &egui::Context, view: &mut View<'_>, choice: &ReportChoice) {
    super::modal(ctx, view, "Report", folder::WIDTH, |ui, view| {
        let mut new = choice.clone();
        widget::small_print(
            ui,
            "Pages to hand on: what is advised and why, what it costs, and what every number rests on.",
        );
        ui.add_space(8.0);
        let typed = folder::row(ui, view, &mut new.folder, &["report.pdf", "report.md"]);
        super::row(ui, "Files", |ui| {
            widget::check(ui, &mut new.pdf, "PDF, to send and print", false);
            widget::check(ui, &mut new.markdown, "Markdown, for a wiki or a repository", false);
            widget::check(ui, &mut new.pictures, "Pictures on their own, as SVG and PNG", false);
        });
        super::row(ui, "Depth", |ui| {
            let depths =
                Depth::ALL.iter().map(|of| (of.word().to_owned(), sentence_case(of.word())));
            folder::one_of(ui, &mut new.depth, depths);
            widget::small_print(ui, &format!("{}.", sentence_case(new.options().depth.label())));
        });
        super::row(ui, "Paper", |ui| {
            let papers = Paper::ALL.iter().map(|of| (of.word().to_owned(), of.label().to_owned()));
            folder::one_of(ui, &mut new.paper, papers);
        });
        super::row(ui, "Theme", |ui| folder::theme(ui, &mut new.theme));
        folder::looks_at(ui, view);
        let nothing = !(new.pdf || new.markdown || new.pictures);
        if nothing {
            let error = style::color(view.theme.status.error);
            ui.colored_label(error, "Choose at least one kind of file");
        }
        match super::buttons(ui, &["Write report", "Cancel"]) {
            Some(0) if !nothing && folder::is_usable(new.folder.as_deref()) => {
                view.send(Command::CloseDialog);
                view.send(Command::WriteReport(new));
            }
            Some(1) => view.send(Command::CloseDialog),
            _ if typed || new != *choice => view.send(Command::ShowDialog(Dialog::Report(new))),
            _ => {}
        }
    });
}
