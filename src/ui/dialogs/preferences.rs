//! What is remembered on this machine, apart from plans.

use super::super::field::{self, Field};
use super::super::{View, style, widget};
use super::row;
use crate::session::settings::{PICTURE_WIDTH, ThemeChoice};
use crate::session::{Command, Places, Settings};

/// Scales that are offered, in per cent.
const SCALES: [u8; 9] = [80, 90, 100, 110, 125, 140, 150, 175, 200];

/// Draws the dialog.
pub(super) fn show(ctx: &egui::Context, view: &mut View<'_>, fresh: bool) {
    super::large(ctx, view, "Preferences", egui::vec2(640.0, 520.0), fresh, |ui, view| {
        let mut settings = view.session.settings.clone();
        egui::ScrollArea::vertical().auto_shrink([false, false]).show(ui, |ui| {
            ui.set_max_width(ui.available_width() - 12.0);
            ui.spacing_mut().item_spacing.y = 8.0;
            looks(ui, &mut settings);
            work(ui, view, &mut settings);
            files(ui);
        });
        if settings != view.session.settings {
            view.send(Command::Settings(Box::new(settings)));
        }
    });
}

fn looks(ui: &mut egui::Ui, settings: &mut Settings) {
    ui.label(style::strong("Looks"));
    row(ui, "Theme", |ui| {
        ui.horizontal(|ui| {
            for (choice, name) in [
                (ThemeChoice::System, "As the system"),
                (ThemeChoice::Light, "Light"),
                (ThemeChoice::Dark, "Dark"),
            ] {
                ui.radio_value(&mut settings.theme, choice, name);
            }
        });
    });
    row(ui, "Interface scale", |ui| {
        let now = percent(settings.scale);
        let options: Vec<_> = SCALES.iter().map(|scale| (*scale, format!("{scale} %"))).collect();
        let (_, chosen) = widget::choice(ui, "Interface scale", 96.0, &now, &options);
        if let Some(scale) = chosen {
            settings.scale = f32::from(scale) / 100.0;
        }
    });
}

fn work(ui: &mut egui::Ui, view: &mut View<'_>, settings: &mut Settings) {
    ui.add_space(4.0);
    ui.label(style::strong("Work"));
    row(ui, "Decisions are signed", |ui| {
        let author = &view.session.settings.author;
        let id = egui::Id::unique("settings author");
        let field = Field::new(ui, id, "Role that signs decisions", author);
        let width = field.width.min(280.0);
        let field = Field { width, ..field.hint("A role, such as lead architect") };
        setting(ui, view, field, |settings, text| {
            text.trim().clone_into(&mut settings.author);
            Ok(())
        });
        widget::small_print(ui, "Written beside each decision. A role, not a name: plans travel.");
    });
    row(ui, "Canvas", |ui| {
        widget::check(ui, &mut settings.snap, "Snap to grid and cards", false);
        widget::check(
            ui,
            &mut settings.sketch_mode,
            "Sketch mode: hide advice, findings and plots",
            false,
        );
    });
    row(ui, "Copied pictures", |ui| {
        let shown = format!("{} px", view.session.settings.picture_width);
        let id = egui::Id::unique("settings picture width");
        let field = Field::new(ui, id, "Width of copied pictures", &shown);
        let width = field.width.min(120.0);
        let font = egui::FontId::monospace(style::SIZES[1]);
        setting(ui, view, Field { width, font, ..field }, |settings, text| {
            settings.picture_width = pixels(text)?;
            Ok(())
        });
        widget::small_print(ui, "How wide a diagram or plot is on the clipboard.");
    });
}

/// Where what the program remembers lies, so that it can be found and looked at.
fn files(ui: &mut egui::Ui) {
    let Some(places) = Places::of_user() else { return };
    ui.add_space(4.0);
    ui.label(style::strong("Files on this machine"));
    let folder = |path: &std::path::Path| path.display().to_string();
    let backups = places.journals().parent().map_or_else(String::new, folder);
    for (name, path) in [
        ("Settings", folder(&places.settings())),
        ("Unsaved work", folder(&places.journals())),
        ("Backups and histories", backups),
    ] {
        row(ui, name, |ui| {
            let text = egui::RichText::new(&path).monospace().size(style::SIZES[0]);
            let label = egui::Label::new(text).wrap().selectable(true);
            let response = ui.add(label).on_hover_text("Select to copy");
            let _ = response.accessible_name(format!("{name}: {path}"));
        });
    }
}

/// A field of a setting; the others stay as they are.
fn setting(
    ui: &mut egui::Ui,
    view: &mut View<'_>,
    field: Field<'_>,
    set: impl Fn(&mut Settings, &str) -> Result<(), String> + Send + Sync + 'static,
) {
    let shown = field::show(ui, view, field, move |session, text| {
        let mut settings = session.settings.clone();
        set(&mut settings, text)?;
        let differs = settings != session.settings;
        Ok(differs.then(|| Command::Settings(Box::new(settings))))
    });
    if let Some(error) = &shown.error {
        field::error_line(ui, view, error);
    }
}

/// A scale in per cent.
fn percent(scale: f32) -> u8 {
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "between 80 and 200"
    )]
    let percent = (scale * 100.0).round().clamp(0.0, 255.0) as u8;
    percent
}

fn pixels(text: &str) -> Result<u32, String> {
    let (least, most) = PICTURE_WIDTH;
    let number = text.trim().trim_end_matches("px").trim().replace(',', "");
    number
        .parse()
        .ok()
        .filter(|width| (least..=most).contains(width))
        .ok_or_else(|| format!("Type a number of pixels from {least} to {most}"))
}
