//! What to export and how, with a preview.

use egui::{Role, Sense, TextureHandle, vec2};

use super::super::background::Background;
use super::super::list::{DropDown, Entry};
use super::super::{View, style, widget};
use crate::base::words::sentence_case;
use crate::charts::sequence::asked_for;
use crate::charts::{self, COMPONENT_CHARTS, Overlay, PLAN_CHARTS, SEQUENCE};
use crate::draw::Theme;
use crate::draw::diagram::Place;
use crate::draw::png::MOST_PIXELS;
use crate::exchange::picture::PictureFormat;
use crate::model::Component;
use crate::model::version::Version;
use crate::model::{ComponentId, ScenarioId};
use crate::session::export::Preview;
use crate::session::settings::ExportChoice;
use crate::session::{Command, Session, SweepChoice};

/// Pixels per point of a PNG that are offered.
const SCALES: [f64; 5] = [1.0, 2.0, 3.0, 4.0, 6.0];
/// Width and height of the dialog, where the window has the room.
const SIZE: egui::Vec2 = vec2(832.0, 590.0);
/// Width of the choices.
const CHOICES: f32 = 248.0;
/// Pixels across of a preview.
const PREVIEW: u32 = 960;
/// Side of the squares behind a transparent picture.
const SQUARE: f32 = 8.0;

/// What the dialog remembers between frames.
#[derive(Default)]
pub(super) struct State {
    choice: ExportChoice,
    work: Background<Key, Result<Preview, String>>,
    texture: Option<(Key, TextureHandle)>,
}

/// What a preview is of.
#[derive(Clone, Debug, PartialEq)]
struct Key {
    what: String,
    theme: String,
    transparent: bool,
    place: String,
    looks: [bool; 2],
    overlay: String,
    plan: Version,
    scenario: Option<ScenarioId>,
    component: Option<ComponentId>,
}

/// Draws the dialog.
pub(super) fn show(
    ctx: &egui::Context,
    view: &mut View<'_>,
    choice: &ExportChoice,
    state: &mut State,
    fresh: bool,
) {
    if fresh {
        begin(view, choice, state);
    }
    let key = key(view.session, &state.choice);
    let session = view.session;
    state.work.wish(ctx, &key, || session.preview(&state.choice, PREVIEW));
    super::large(ctx, view, "Export", SIZE, fresh, |ui, view| {
        let room = ui.available_width();
        let beside = room >= 2.0 * CHOICES + 16.0;
        // The buttons stand below.
        let height = (ui.available_height() - 56.0).max(80.0);
        ui.horizontal_top(|ui| {
            ui.vertical(|ui| {
                ui.set_width(CHOICES.min(room));
                let area = egui::ScrollArea::vertical().max_height(height);
                area.auto_shrink([false, false]).show(ui, |ui| choices(ui, view, state, &key));
            });
            if beside {
                ui.add_space(8.0);
                let size = vec2(ui.available_width(), height);
                preview(ui, view.theme, state, &key, size);
            }
        });
        finish(ui, view, state);
    });
}

/// Starts from the last choice; a chart of a component needs one to be selected.
fn begin(view: &View<'_>, choice: &ExportChoice, state: &mut State) {
    state.choice = choice.clone();
    let nothing = view.session.plottable().is_none();
    if nothing && Session::is_component_chart(&choice.what) {
        "diagram".clone_into(&mut state.choice.what);
    }
    // Of all sweeps only the one that is shown can be told apart here.
    if SweepChoice::read(&choice.what).is_some() {
        state.choice.what = shown_sweep(view.session).unwrap_or_else(|| "diagram".to_owned());
    }
    // Another plan may have been open when it was chosen.
    let flow = asked_for(&choice.what).flatten();
    if flow.is_some_and(|id| !view.session.plan().components.contains_key(id)) {
        SEQUENCE.clone_into(&mut state.choice.what);
    }
    tidy(&mut state.choice);
}

/// The flow in the plot panel, where one was chosen, as exports name its steps.
fn shown_flow(session: &Session) -> Option<String> {
    Some(session.chart_in_full()).filter(|what| asked_for(what).flatten().is_some())
}

/// The sweep in the plot panel, as exports name it.
fn shown_sweep(session: &Session) -> Option<String> {
    Some(session.chart_in_full()).filter(|what| SweepChoice::read(what).is_some())
}

/// Charts are no text of a diagram, but for the steps of a flow.
fn tidy(choice: &mut ExportChoice) {
    let format = PictureFormat::from_word(&choice.format);
    if format.is_some_and(|format| !format.is_for(&choice.what)) {
        "png".clone_into(&mut choice.format);
    }
}

fn key(session: &Session, choice: &ExportChoice) -> Key {
    Key {
        what: choice.what.clone(),
        theme: choice.theme.clone(),
        transparent: choice.transparent,
        place: choice.place.clone(),
        looks: [choice.legend, choice.footer],
        overlay: choice.overlay.clone(),
        plan: session.plan().version,
        scenario: session.scenario.clone(),
        component: session.subject().cloned(),
    }
}

fn choices(ui: &mut egui::Ui, view: &View<'_>, state: &mut State, key: &Key) {
    let quiet = style::color(view.theme.text.subdued);
    let heading = |ui: &mut egui::Ui, text: &str| {
        ui.label(egui::RichText::new(text).small().color(quiet));
    };
    heading(ui, "What");
    what(ui, view, &mut state.choice);
    ui.add_space(8.0);
    heading(ui, "Format");
    ui.horizontal(|ui| {
        for &format in PictureFormat::ALL {
            let possible = format.is_for(&state.choice.what);
            let format = format.word();
            let on = state.choice.format == format;
            let button = egui::Button::selectable(on, format.to_uppercase());
            let button = ui.add_enabled(possible, button.min_size(vec2(40.0, style::ROW)));
            if button.on_disabled_hover_text("Plots are not written as text of that sort").clicked()
            {
                format.clone_into(&mut state.choice.format);
            }
        }
    });
    ui.label(egui::RichText::new(meaning(&state.choice)).small().color(quiet));
    ui.add_space(8.0);
    if is_text(&state.choice) {
        return;
    }
    heading(ui, "Read on");
    place(ui, &mut state.choice);
    ui.add_space(8.0);
    heading(ui, "Theme");
    ui.horizontal(|ui| {
        for (word, name) in [("light", "Light"), ("dark", "Dark")] {
            let on = state.choice.theme == word;
            let button = egui::Button::selectable(on, name).min_size(vec2(60.0, style::ROW));
            if ui.add(button).clicked() {
                word.clone_into(&mut state.choice.theme);
            }
        }
    });
    ui.add_space(4.0);
    widget::check(ui, &mut state.choice.transparent, "Transparent background", false);
    if state.choice.what == "diagram" {
        ui.add_space(8.0);
        heading(ui, "Overlay");
        overlay(ui, &mut state.choice);
        ui.add_space(4.0);
        widget::check(ui, &mut state.choice.legend, "Legend", false);
        widget::check(ui, &mut state.choice.footer, "What it rests on, at the foot", false);
    }
    if state.choice.format == "png" {
        ui.add_space(8.0);
        heading(ui, "Scale");
        scale(ui, view.theme, state, key);
    }
}

fn is_text(choice: &ExportChoice) -> bool {
    PictureFormat::from_word(&choice.format).is_some_and(PictureFormat::is_text)
}

fn meaning(choice: &ExportChoice) -> &'static str {
    match choice.format.as_str() {
        "mmd" if choice.what == "diagram" => "A Mermaid flowchart; for wikis and readmes",
        "mmd" => "A Mermaid sequence diagram; for wikis and readmes",
        "lines" => "Lines to type, paste and send; for quick entry",
        "csv" if choice.what == "diagram" => "Components, links and groups, for spreadsheets",
        "svg" => "Sharp at any size; for web pages and drawing programs",
        "pdf" => "Sharp at any size; for documents and print",
        "csv" => "The numbers behind the chart, for spreadsheets",
        _ => "Pixels; for slides and messages",
    }
}

fn what(ui: &mut egui::Ui, view: &View<'_>, choice: &mut ExportChoice) {
    let component = view.session.plottable().and_then(|id| view.session.plan().components.get(id));
    let of = component.map(|component| widget::shortened(&component.name, 28));
    let sweep = shown_sweep(view.session);
    let flow = shown_flow(view.session)
        .or_else(|| Some(choice.what.clone()).filter(|what| asked_for(what).flatten().is_some()));
    let begin = |what: &str| view.session.plan().components.get(asked_for(what).flatten()?);
    let title = view.session.chart().map(|chart| chart.title.clone());
    let steps = |of: &Component| format!("{}: steps of its flow", widget::shortened(&of.name, 28));
    let name = |what: &str| match (&of, Session::is_component_chart(what)) {
        (_, _) if what == "diagram" => "Diagram".to_owned(),
        (_, true) if SweepChoice::read(what).is_some() => title.clone().unwrap_or_default(),
        (Some(of), true) => format!("{of}: {}", charts::label(what)),
        _ => begin(what).map_or_else(|| charts::label(what).to_owned(), steps),
    };
    let of_component = COMPONENT_CHARTS.iter().filter(|_| of.is_some());
    let all = ["diagram"].iter().chain(PLAN_CHARTS).chain(of_component);
    let all: Vec<&str> = all.copied().chain(sweep.as_deref()).chain(flow.as_deref()).collect();
    let shown = name(&choice.what);
    let drop_down = DropDown::new("What to export", &shown, ui.available_width());
    let (_, chosen) = drop_down.show(ui, || {
        let entry = |what: &&str| Entry::new(name(what)).on(choice.what == *what);
        let hint = of.is_none().then(|| Entry::hint("Select a component first for its charts"));
        all.iter().map(entry).chain(hint).collect()
    });
    if let Some(what) = chosen.and_then(|at| all.get(at)) {
        (*what).clone_into(&mut choice.what);
        tidy(choice);
    }
}

/// Where the picture will be read.
fn place(ui: &mut egui::Ui, choice: &mut ExportChoice) {
    let name = |place: Option<Place>| {
        place.map_or_else(|| "Any size".to_owned(), |place| sentence_case(place.label()))
    };
    let all: Vec<Option<Place>> =
        std::iter::once(None).chain(Place::ALL.iter().copied().map(Some)).collect();
    let now = Place::from_word(&choice.place);
    let shown = name(now);
    let drop_down = DropDown::new("Where it will be read", &shown, ui.available_width());
    let (_, chosen) = drop_down
        .show(ui, || all.iter().map(|place| Entry::new(name(*place)).on(now == *place)).collect());
    if let Some(place) = chosen.and_then(|at| all.get(at)) {
        choice.place = place.map_or_else(String::new, |place| place.word().to_owned());
    }
}

/// What the diagram tells by colour.
fn overlay(ui: &mut egui::Ui, choice: &mut ExportChoice) {
    let now = Overlay::from_word(&choice.overlay).unwrap_or_default();
    let shown = sentence_case(now.label());
    let drop_down = DropDown::new("Overlay", &shown, ui.available_width());
    let (_, chosen) = drop_down.show(ui, || {
        let entry = |of: &Overlay| Entry::new(sentence_case(of.label())).on(now == *of);
        Overlay::ALL.iter().map(entry).collect()
    });
    if let Some(overlay) = chosen.and_then(|at| Overlay::ALL.get(at)) {
        overlay.word().clone_into(&mut choice.overlay);
    }
}

fn scale(ui: &mut egui::Ui, theme: &Theme, state: &mut State, key: &Key) {
    ui.horizontal(|ui| {
        for scale in SCALES {
            let on = state.choice.scale == scale;
            let button = egui::Button::selectable(on, format!("{scale}×"));
            if ui.add(button.min_size(vec2(36.0, style::ROW))).clicked() {
                state.choice.scale = scale;
            }
        }
    });
    let Some((_, Ok(preview))) = state.work.ready().filter(|(of, _)| *of == key) else {
        return;
    };
    let [width, height] = [preview.size.width, preview.size.height]
        .map(|extent| libm::ceil(extent * state.choice.scale));
    let text = format!("{width} × {height} pixels");
    #[expect(clippy::cast_precision_loss, reason = "a limit of some hundred million")]
    if width * height > MOST_PIXELS as f64 {
        let text = format!("{text} are too many; choose a smaller scale");
        ui.colored_label(style::color(theme.status.error), text);
    } else {
        let text = egui::RichText::new(text).small();
        ui.label(text.color(style::color(theme.text.subdued)));
    }
}

fn preview(ui: &mut egui::Ui, theme: &Theme, state: &mut State, key: &Key, size: egui::Vec2) {
    let (rect, response) = ui.allocate_exact_size(size, Sense::hover());
    widget::named(&response, Role::Image, "Preview");
    let quiet = style::color(theme.text.subdued);
    let painter = ui.painter_at(rect);
    painter.rect_filled(rect, 6.0, style::color(theme.surface.canvas));
    let say = |text: &str, color| {
        let font = egui::FontId::proportional(style::SIZES[1]);
        let galley = painter.layout(text.to_owned(), font, color, rect.width() - 48.0);
        painter.galley(rect.center() - galley.size() / 2.0, galley, color);
    };
    let error = style::color(theme.status.error);
    if state.work.has_failed(key) {
        say("The preview could not be drawn. Try exporting all the same.", error);
        return;
    }
    let current = state.work.ready().is_some_and(|(of, _)| of == key);
    match state.work.ready() {
        Some((of, Err(problem))) if of == key => say(problem, error),
        None | Some((_, Err(_))) => say("Drawing the preview…", quiet),
        Some((of, Ok(preview))) => {
            if state.texture.as_ref().is_none_or(|(drawn, _)| drawn != of) {
                let image = style::image(&preview.pixels);
                let options = egui::TextureOptions::LINEAR.with_mipmap_mode(None);
                let texture = ui.ctx().load_texture("export preview", image, options);
                state.texture = Some((of.clone(), texture));
            }
            let Some((_, texture)) = &state.texture else { return };
            let inner = rect.shrink(12.0);
            let extent = texture.size_vec2();
            let zoom = (inner.width() / extent.x).min(inner.height() / extent.y);
            let place = egui::Rect::from_center_size(inner.center(), extent * zoom);
            if of.transparent {
                squares(&painter, of, place);
            }
            let tint = egui::Color32::WHITE.gamma_multiply(if current { 1.0 } else { 0.5 });
            let whole = egui::Rect::from_min_max(egui::pos2(0.0, 0.0), egui::pos2(1.0, 1.0));
            painter.image(texture.id(), place, whole, tint);
            let line = egui::Stroke::new(1.0, style::color(theme.line.hairline));
            painter.rect_stroke(place, 0.0, line, egui::StrokeKind::Outside);
            let said = [(&preview.note, theme.text.normal), (&preview.warning, theme.status.warn)];
            let mut bottom = rect.bottom() - 4.0;
            for (text, color) in said.into_iter().rev() {
                let Some(text) = text else { continue };
                let color = style::color(color);
                let font = egui::FontId::proportional(style::SIZES[0]);
                let galley = painter.layout(text.clone(), font, color, rect.width() - 24.0);
                bottom -= galley.size().y + 4.0;
                let at = egui::pos2(rect.center().x - galley.size().x / 2.0, bottom);
                let under = egui::Rect::from_min_size(at, galley.size()).expand(3.0);
                painter.rect_filled(under, 3.0, style::color(theme.surface.panel));
                painter.galley(at, galley, color);
            }
        }
    }
}

/// Squares that show through a transparent picture.
fn squares(painter: &egui::Painter, key: &Key, place: egui::Rect) {
    let theme = if key.theme == "dark" { Theme::dark() } else { Theme::light() };
    let painter = painter.with_clip_rect(place);
    painter.rect_filled(place, 0.0, style::color(theme.surface.panel));
    let mut y = place.top();
    let mut odd = false;
    while y < place.bottom() {
        let mut x = place.left() + if odd { SQUARE } else { 0.0 };
        while x < place.right() {
            let square = egui::Rect::from_min_size(egui::pos2(x, y), vec2(SQUARE, SQUARE));
            painter.rect_filled(square, 0.0, style::color(theme.surface.hover));
            x += 2.0 * SQUARE;
        }
        y += SQUARE;
        odd = !odd;
    }
}

fn finish(ui: &mut egui::Ui, view: &mut View<'_>, state: &State) {
    let names: &[&str] = if is_text(&state.choice) {
        &["Export…", "Cancel"]
    } else {
        &["Export…", "Copy image", "Cancel"]
    };
    let Some(clicked) = super::buttons(ui, names).and_then(|place| names.get(place)) else {
        return;
    };
    view.send(Command::CloseDialog);
    match *clicked {
        "Export…" => {
            // Without a path it is asked for.
            view.send(Command::Export(ExportChoice { path: None, ..state.choice.clone() }));
        }
        "Copy image" => view.send(Command::CopyPicture(state.choice.clone())),
        _ => {}
    }
}
