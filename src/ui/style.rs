//! From the theme's roles to egui's style: sizes, spacing, colours, fonts.

use std::sync::Arc;

use egui::{Color32, CornerRadius, FontData, FontDefinitions, FontFamily, FontId, Margin, Stroke};

use super::icon;
use crate::draw::png::Pixels;
use crate::draw::{Font, Rgba, Theme};

/// Sizes of text: small print, running text, headings, titles.
pub const SIZES: [f32; 4] = [11.0, 13.0, 15.0, 20.0];
/// Sizes of text in a meeting, which is read from the other end of a room: small print, running text,
/// what matters most, titles.
pub const LARGE: [f32; 4] = [16.0, 20.0, 26.0, 36.0];
/// Name of the family of names and headings.
pub const STRONG: &str = "strong";
/// Height of a row.
pub const ROW: f32 = 24.0;
/// Room between the edge of a button and its words.
pub const PADDING: egui::Vec2 = egui::vec2(8.0, 3.0);
/// Radius of controls.
const RADIUS: u8 = 6;

/// The theme's colours for what `ui` is drawn in.
#[must_use]
pub fn theme(ui: &egui::Ui) -> &'static Theme {
    if ui.visuals().dark_mode { Theme::dark() } else { Theme::light() }
}

/// A colour for egui.
#[must_use]
pub fn color(rgba: Rgba) -> Color32 {
    Color32::from_rgba_unmultiplied(rgba.red, rgba.green, rgba.blue, rgba.alpha)
}

/// A picture for egui.
#[must_use]
pub fn image(pixels: &Pixels) -> egui::ColorImage {
    // Both fit: a picture has at most so many pixels.
    let size = [pixels.width as usize, pixels.height as usize];
    egui::ColorImage::from_rgba_unmultiplied(size, &pixels.rgba)
}

/// The family that draws names and headings.
#[must_use]
pub fn strong_family() -> FontFamily {
    FontFamily::Name(STRONG.into())
}

/// The egui font of a display list's font.
#[must_use]
pub fn font(font: Font, size: f32) -> FontId {
    let family = match font {
        Font::Regular => FontFamily::Proportional,
        Font::SemiBold => strong_family(),
        Font::Mono => FontFamily::Monospace,
    };
    FontId::new(size, family)
}

/// Text as a name or heading.
#[must_use]
pub fn strong(text: impl Into<String>) -> egui::RichText {
    egui::RichText::new(text).family(strong_family())
}

/// Gives the context fonts and both themes. Done once, before the first frame.
pub fn install(ctx: &egui::Context) {
    ctx.set_fonts(fonts());
    for (egui_theme, theme) in
        [(egui::Theme::Light, Theme::light()), (egui::Theme::Dark, Theme::dark())]
    {
        ctx.set_style_of(egui_theme, style(egui_theme, theme));
    }
}

fn fonts() -> FontDefinitions {
    let mut fonts = FontDefinitions::default();
    let mut add = |name: &str, data: &'static [u8], family: FontFamily| {
        fonts.font_data.insert(name.to_owned(), Arc::new(FontData::from_static(data)));
        // egui's own fonts stay behind ours, for characters that ours lack.
        let fallback = fonts.families.get(&FontFamily::Proportional).cloned().unwrap_or_default();
        let names = fonts.families.entry(family).or_insert(fallback);
        names.insert(0, name.to_owned());
    };
    add("strong", Font::SemiBold.bytes(), strong_family());
    add("icons", icon::FONT, FontFamily::Name(icon::FAMILY.into()));
    add("regular", Font::Regular.bytes(), FontFamily::Proportional);
    add("mono", Font::Mono.bytes(), FontFamily::Monospace);
    fonts
}

fn style(egui_theme: egui::Theme, theme: &Theme) -> egui::Style {
    let mut style = egui::Style { visuals: visuals(egui_theme, theme), ..Default::default() };
    style.animation_time = 0.1;
    style.text_styles = [
        (egui::TextStyle::Small, FontId::proportional(SIZES[0])),
        (egui::TextStyle::Body, FontId::proportional(SIZES[1])),
        (egui::TextStyle::Button, FontId::proportional(SIZES[1])),
        (egui::TextStyle::Heading, FontId::new(SIZES[2], strong_family())),
        (egui::TextStyle::Monospace, FontId::monospace(SIZES[1])),
    ]
    .into();
    let spacing = &mut style.spacing;
    spacing.item_spacing = egui::vec2(8.0, 4.0);
    spacing.button_padding = PADDING;
    spacing.interact_size = egui::vec2(ROW, ROW);
    spacing.window_margin = Margin::same(16);
    spacing.menu_margin = Margin::same(6);
    spacing.indent = 16.0;
    spacing.icon_width = 16.0;
    spacing.icon_width_inner = 8.0;
    spacing.combo_width = 120.0;
    spacing.slider_width = 120.0;
    spacing.tooltip_width = 320.0;
    spacing.scroll = egui::style::ScrollStyle::thin();
    style.interaction.selectable_labels = false;
    style.interaction.tooltip_delay = 0.4;
    style
}

fn visuals(egui_theme: egui::Theme, theme: &Theme) -> egui::Visuals {
    let mut visuals = match egui_theme {
        egui::Theme::Dark => egui::Visuals::dark(),
        egui::Theme::Light => egui::Visuals::light(),
    };
    let radius = CornerRadius::same(RADIUS);
    let surface = &theme.surface;
    let hairline = Stroke::new(1.0, color(theme.line.hairline));
    visuals.panel_fill = color(surface.panel);
    visuals.window_fill = color(surface.raised);
    visuals.window_stroke = Stroke::new(1.0, color(theme.line.border));
    visuals.window_corner_radius = CornerRadius::same(8);
    visuals.menu_corner_radius = radius;
    visuals.extreme_bg_color = color(surface.canvas);
    visuals.text_edit_bg_color = Some(color(surface.canvas));
    visuals.faint_bg_color = color(surface.hover);
    visuals.code_bg_color = color(surface.hover);
    visuals.weak_text_color = Some(color(theme.text.subdued));
    visuals.hyperlink_color = color(theme.accent.text);
    visuals.warn_fg_color = color(theme.status.warn);
    visuals.error_fg_color = color(theme.status.error);
    visuals.selection.bg_fill = color(theme.accent.soft);
    visuals.selection.stroke = Stroke::new(1.0, color(theme.accent.text));
    visuals.indent_has_left_vline = false;
    visuals.collapsing_header_frame = false;
    visuals.striped = false;
    let widgets = &mut visuals.widgets;
    let paint = |widget: &mut egui::style::WidgetVisuals, fill: Rgba, text: Rgba| {
        widget.bg_fill = color(fill);
        widget.weak_bg_fill = color(fill);
        widget.bg_stroke = Stroke::NONE;
        widget.fg_stroke = Stroke::new(1.0, color(text));
        widget.corner_radius = radius;
        widget.expansion = 0.0;
    };
    paint(&mut widgets.noninteractive, surface.panel, theme.text.normal);
    widgets.noninteractive.bg_stroke = hairline;
    paint(&mut widgets.inactive, surface.hover, theme.text.normal);
    paint(&mut widgets.hovered, surface.pressed, theme.text.strong);
    paint(&mut widgets.active, surface.pressed, theme.text.strong);
    paint(&mut widgets.open, surface.pressed, theme.text.strong);
    // A focused or hovered field shows its border; strokes at rest would be noise.
    widgets.hovered.bg_stroke = Stroke::new(1.0, color(theme.line.border));
    widgets.active.bg_stroke = Stroke::new(1.0, color(theme.accent.stroke));
    visuals
}
