//! Which template is taken: a list, and beside it what the marked one is and looks like.

use egui::{Role, Sense, vec2};

use super::super::list::{self, Entry, List, Typed};
use super::super::paint::{self, Transform};
use super::super::{View, style, widget};
use crate::base::words::counted;
use crate::base::{Point, Rect, Size};
use crate::draw::scene::{Item, Scene, Stroke};
use crate::draw::{Theme, icon};
use crate::files::templates::Template;
use crate::session::{Board, Command, TemplateUse};

/// Width of the list.
const LIST: f32 = 272.0;
/// Height of the list and of what stands beside it.
const HEIGHT: f32 = 420.0;
/// Part of it that the picture of the marked template takes.
const PICTURE: f32 = 0.48;
/// Extent of a kind's icon on the picture, in screen points.
const ICON: f64 = 10.0;

/// What the dialog remembers between frames.
#[derive(Default)]
pub(super) struct State {
    typed: Typed,
    /// Where everything of the marked template lies; routing its links takes longer than a frame
    /// should.
    lies: Option<(Template, Board)>,
    /// The word of the template of the user's own that is given another name, and the name so far.
    renamed: Option<(String, String)>,
}

/// Draws the dialog.
pub(super) fn show(
    ctx: &egui::Context,
    view: &mut View<'_>,
    what_for: TemplateUse,
    state: &mut State,
    fresh: bool,
) {
    if fresh {
        *state = State::default();
    }
    let title = match what_for {
        TemplateUse::NewPlan => "New plan from a template",
        TemplateUse::Insert => "Insert a template",
    };
    let session = view.session;
    let templates: Vec<&Template> = session.templates().collect();
    let entries = entries(&templates, session.own_templates());
    let shipped = templates.len() - session.own_templates();
    super::modal(ctx, view, title, 800.0, |ui, view| {
        let height = HEIGHT.min(0.6 * ui.ctx().content_rect().height());
        let mut chosen = None;
        ui.horizontal_top(|ui| {
            ui.allocate_ui(vec2(LIST, height), |ui| {
                ui.set_min_size(vec2(LIST, height));
                ui.set_max_size(vec2(LIST, height));
                let list = List {
                    id: egui::Id::unique("template"),
                    name: "Template",
                    hint: "Search templates",
                    nothing: "No template of that name",
                    field: true,
                };
                ui.vertical(|ui| chosen = list::show(ui, &list, &mut state.typed, &entries));
            });
            ui.add_space(12.0);
            ui.vertical(|ui| {
                ui.set_max_height(height);
                if let Some(template) = list::marked(&state.typed, &entries).map(|at| templates[at])
                {
                    let is_own = templates.iter().skip(shipped).any(|of| of.word == template.word);
                    beside(ui, view, template, &mut state.lies, |ui, view| {
                        if is_own {
                            own(ui, view, template, &mut state.renamed);
                        }
                    });
                }
            });
        });
        widget::small_print(ui, &foot(view, what_for));
        if let Some(template) = chosen.map(|at| templates[at]) {
            view.send(Command::CloseDialog);
            view.send(Command::TakeTemplate(what_for, Box::new(template.plan.clone())));
        }
    });
}

/// A row for each template, of which so many at the end are the user's own.
fn entries(templates: &[&Template], own: usize) -> Vec<Entry> {
    let shipped = templates.len() - own;
    let section = |at: usize| match own {
        0 => "",
        _ if at < shipped => "With Polyplan",
        _ => "Your own",
    };
    let rows = templates.iter().enumerate().map(|(at, template)| {
        let words = format!("{} {}", template.word, template.about());
        Entry::new(template.plan.title()).words(words).section(section(at))
    });
    rows.collect()
}

/// What taking a template does and leaves out.
fn foot(view: &View<'_>, what_for: TemplateUse) -> String {
    match (what_for, view.session.templates_folder()) {
        (TemplateUse::Insert, _) => {
            "Components, links and groups come below what is there, as one step; the plan keeps \
             its team, scenarios and prices."
                .to_owned()
        }
        (TemplateUse::NewPlan, Some(folder)) => format!(
            "“Save as template” in the menu File keeps the plan that is open as one of your own: {}",
            folder.display()
        ),
        (TemplateUse::NewPlan, None) => String::new(),
    }
}

/// What can be done with a template of the user's own.
fn own(
    ui: &mut egui::Ui,
    view: &mut View<'_>,
    template: &Template,
    renamed: &mut Option<(String, String)>,
) {
    ui.horizontal(|ui| {
        let Some((_, name)) = renamed.as_mut().filter(|(word, _)| *word == template.word) else {
            if ui.button("Rename…").clicked() {
                *renamed = Some((template.word.clone(), template.plan.name.clone()));
            }
            if ui.button("Remove").on_hover_text("Its file is kept in the folder removed").clicked()
            {
                view.send(Command::RemoveTemplate(template.word.clone()));
            }
            return;
        };
        let response = ui.add(egui::TextEdit::singleline(name).desired_width(220.0));
        widget::named(&response, Role::TextInput, "Name of the template");
        let entered = response.lost_focus() && ui.input(|of| of.key_pressed(egui::Key::Enter));
        let valid = !name.trim().is_empty();
        let pressed = ui.add_enabled(valid, egui::Button::new("Rename")).clicked();
        if valid && (entered || pressed) {
            view.send(Command::RenameTemplate(template.word.clone(), name.clone()));
            *renamed = None;
        } else if ui.button("Cancel").clicked() {
            *renamed = None;
        }
    });
}

/// What a template is, looks like and assumes; above its notes, what can be done with it.
fn beside(
    ui: &mut egui::Ui,
    view: &mut View<'_>,
    template: &Template,
    lies: &mut Option<(Template, Board)>,
    doing: impl FnOnce(&mut egui::Ui, &mut View<'_>),
) {
    let plan = &template.plan;
    if lies.as_ref().is_none_or(|(of, _)| of != template) {
        *lies = Some((template.clone(), Board::of(plan)));
    }
    ui.label(style::strong(plan.title()).size(style::SIZES[2]));
    let counts = [
        counted(plan.components.len(), "component"),
        counted(plan.links.len(), "link"),
        counted(plan.groups.len(), "group"),
        counted(plan.roles.len(), "role"),
        counted(plan.scenarios.len(), "scenario"),
    ];
    widget::small_print(ui, &counts.join(", "));
    ui.add_space(4.0);
    if let Some((_, board)) = lies {
        picture(ui, view, template, board);
    }
    ui.add_space(8.0);
    doing(ui, view);
    egui::ScrollArea::vertical().id_salt("notes").show(ui, |ui| {
        ui.add(egui::Label::new(plan.notes.as_str()).wrap());
    });
}

/// A small picture of a template, which fits the width.
#[expect(clippy::cast_possible_truncation, reason = "lengths on the screen are small")]
fn picture(ui: &mut egui::Ui, view: &View<'_>, template: &Template, board: &Board) {
    let size = vec2(ui.available_width(), PICTURE * ui.max_rect().height());
    let (rect, response) = ui.allocate_exact_size(size, Sense::hover());
    widget::named(&response, Role::Image, &format!("Picture of {}", template.plan.title()));
    let painter = ui.painter_at(rect);
    painter.rect_filled(rect, 6.0, style::color(view.theme.surface.canvas));
    let Some(bounds) = board.bounds() else { return };
    let room = rect.shrink(8.0);
    let across = f64::from(room.width()) / bounds.width().max(1.0);
    let zoom = across.min(f64::from(room.height()) / bounds.height().max(1.0)).min(0.5);
    let zoomed = Transform { origin: egui::Pos2::ZERO, zoom: zoom as f32 };
    let origin = room.center() - zoomed.pos(bounds.center()).to_vec2();
    let transform = Transform { origin, ..zoomed };
    paint::scene(&painter, &drawn(template, board, view.theme, ICON / zoom), transform);
}

/// Groups, links and cards with the icons of their kinds, these so large in units of the plan.
fn drawn(template: &Template, board: &Board, theme: &Theme, icon: f64) -> Scene {
    let mut scene = Scene::new(Size::default(), theme.surface.canvas, "");
    let boxed = |rect: &Rect, radius, fill, line| Item::Rect {
        rect: *rect,
        radius,
        fill: Some(fill),
        stroke: Some(Stroke::solid(line, 1.0)),
    };
    let groups = board.groups.values();
    let (surface, line) = (theme.surface, theme.line);
    scene.items.extend(groups.map(|rect| boxed(rect, 12.0, surface.panel, line.hairline)));
    scene.items.extend(board.routes().map(|route| Item::Path {
        steps: route.steps.clone(),
        fill: None,
        stroke: Some(Stroke::solid(theme.text.subdued, 1.0)),
    }));
    for (id, rect) in &board.cards {
        scene.items.push(boxed(rect, 8.0, surface.raised, line.border));
        let Some(component) = template.plan.components.get(id) else { continue };
        let side = icon.min(rect.height());
        let (x, y) = (rect.center().x - side / 2.0, rect.center().y - side / 2.0);
        let at = Point::new(x, y);
        icon::draw(&mut scene, component.kind.word(), at, side, theme.text.normal);
    }
    scene
}
