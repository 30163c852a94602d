//! The field of a number: what is stated, as a range in the notation used everywhere, what it
//! counts as and where that comes from, and a slider.
//!
//! Under a scenario the field states the scenario's override and says so; its hint is what holds
//! without one.

use egui::{Id, Key, Response, RichText, Slider, SliderClamping};

use super::field::{self, Field, Outcome};
use super::plot::sweep;
use super::{View, icon, style, widget};
use crate::base::{Currency, Range};
use crate::forecast::{Origin, Value};
use crate::model::{Input, InputRef, ScenarioId, Usual};
use crate::session::{Command, Session, inputs};

/// Draws the field of a number with its name, origin and slider; returns the text field.
pub(super) fn show(ui: &mut egui::Ui, view: &mut View<'_>, address: &InputRef) -> Response {
    let name = widget::sentence(address.input.label());
    ui.push_id(address.to_string(), |ui| {
        heading(ui, view, address, &name);
        let response = body(ui, view, address, &name);
        if wanted(ui.ctx()).as_ref() == Some(address) {
            response.request_focus();
            response.scroll_to_me(Some(egui::Align::Center));
            ui.data_mut(|data| data.remove::<(InputRef, u64)>(wanted_place()));
        }
        response
    })
    .inner
}

/// Gives a number's field the keyboard once it is drawn; the inspector opens the part that holds
/// it.
pub(super) fn go_to(ctx: &egui::Context, address: InputRef) {
    let now = ctx.cumulative_pass_nr();
    ctx.data_mut(|data| data.insert_temp(wanted_place(), (address, now)));
}

/// The number that something led to and whose field has not been drawn since.
pub(super) fn wanted(ctx: &egui::Context) -> Option<InputRef> {
    let (address, since) = ctx.data(|data| data.get_temp::<(InputRef, u64)>(wanted_place()))?;
    // A field that is not there by now would only surprise later.
    (ctx.cumulative_pass_nr() < since + 12).then_some(address)
}

fn wanted_place() -> Id {
    Id::unique("number that was led to")
}

/// Where a value comes from, in words, with its icon.
pub(super) fn origin_words(
    view: &View<'_>,
    address: &InputRef,
) -> (&'static str, String, &'static str) {
    let session = view.session;
    let scenario = session.scenario.as_ref();
    if let Some(scenario) = session.active_scenario()
        && session.stated_in(Some(&scenario.id), address).is_some()
    {
        let name = widget::shortened(&scenario.name, 18);
        return ("flag", name, "Stated for this scenario only");
    }
    match session.value_of(address).map(|value| value.origin) {
        Some(Origin::Stated) if scenario.is_some() => {
            ("check", "as planned".to_owned(), "Stated in the plan; the scenario leaves it")
        }
        Some(Origin::Stated) => ("check", "stated".to_owned(), "Stated in the plan"),
        Some(Origin::Derived) if address.input == Input::IoWait => (
            "workflow",
            "in the plan".to_owned(),
            "It calls what it waits for, so nothing is added for systems outside the plan",
        ),
        Some(Origin::Derived) => {
            ("workflow", "derived".to_owned(), "Computed from stated numbers along the links")
        }
        Some(Origin::Answered) => {
            ("list-checks", "from answer".to_owned(), "Set by one of the five answers above")
        }
        Some(Origin::Assumed) => (
            "circle-help",
            "assumed".to_owned(),
            "Assumed from kind and tags; nobody has stated it, and it is not saved",
        ),
        None => {
            ("circle-help", "unknown".to_owned(), "Nobody has stated it, and nothing is assumed")
        }
    }
}

/// Colour of a value's origin: what people said is stronger than what is assumed.
pub(super) fn origin_color(view: &View<'_>, origin: Option<Origin>) -> egui::Color32 {
    style::color(match origin {
        Some(Origin::Stated) => view.theme.text.normal,
        Some(Origin::Answered | Origin::Derived) => view.theme.accent.text,
        Some(Origin::Assumed) | None => view.theme.text.subdued,
    })
}

fn heading(ui: &mut egui::Ui, view: &mut View<'_>, address: &InputRef, name: &str) {
    let (mark, words, explained) = origin_words(view, address);
    let origin = view.session.value_of(address).map(|value| value.origin);
    let color = origin_color(view, origin);
    let stated = view.session.stated_in(view.session.scenario.as_ref(), address);
    let source = stated.map(provenance).unwrap_or_default();
    let row = egui::vec2(ui.available_width(), 20.0);
    let around = egui::vec2(row.x, row.y + style::ROW + 8.0);
    let near = ui.rect_contains_pointer(egui::Rect::from_min_size(ui.cursor().min, around));
    ui.allocate_ui_with_layout(row, egui::Layout::right_to_left(egui::Align::Center), |ui| {
        ui.spacing_mut().item_spacing.x = 4.0;
        let words = RichText::new(words).small().color(color);
        let label = ui.label(if stated.is_some() { words } else { words.italics() });
        label.on_hover_text(format!("{explained}{source}"));
        icon::show(ui, mark, 12.0, color);
        sweep::mark(ui, view, address, near);
        ui.with_layout(egui::Layout::left_to_right(egui::Align::Center), |ui| {
            ui.add(egui::Label::new(name).truncate()).on_hover_text(address.input.help());
        });
    });
}

/// Who said a number, when and why, as far as it is known.
fn provenance(quantity: &crate::model::Quantity) -> String {
    let mut text = String::new();
    if !quantity.source.is_empty() {
        text.push_str(&format!("\nSource: {}", quantity.source));
    }
    if !quantity.owner.is_empty() {
        text.push_str(&format!("\nBy: {}", quantity.owner));
    }
    if let Some(date) = quantity.date {
        text.push_str(&format!("\nOn: {date}"));
    }
    text
}

fn body(ui: &mut egui::Ui, view: &mut View<'_>, address: &InputRef, name: &str) -> Response {
    let scenario = view.session.scenario.clone();
    let unit = address.input.unit();
    let stated = view.session.stated_in(scenario.as_ref(), address).map(|q| q.range);
    let value = view.session.value_of(address);
    let current = stated.map_or_else(String::new, |range| range.shown(unit));
    let room = ui.available_width();
    let with_slider = value.is_some();
    let gap = ui.spacing().item_spacing.x;
    let width = if with_slider { (room * 0.56).max(room - 200.0).floor() } else { room };
    let hint = match value {
        Some(value) => value.range.readable(unit),
        None => format!("not stated, e.g. {}", example(address.input)),
    };
    // A number may stand in the inspector and in a dialog over it at once.
    let layer = ui.layer_id().id;
    let scenario_id = scenario.as_ref().map(ToString::to_string);
    let id = Id::unique(("quantity", layer, address.to_string(), scenario_id));
    let drawn = ui
        .horizontal(|ui| {
            let field = Field {
                id,
                name,
                current: &current,
                hint: RichText::new(hint).italics(),
                rows: 1,
                width,
                font: egui::FontId::monospace(style::SIZES[1]),
            };
            let of = (scenario.clone(), address.clone());
            let drawn = field::show(ui, view, field, move |session, text| {
                commit(session, of.0.as_ref(), &of.1, text)
            });
            if let Some(value) = value {
                ui.spacing_mut().slider_width = (room - width - gap).max(24.0);
                slider(ui, view, address, value, name);
            }
            drawn
        })
        .inner;
    reading(ui, view, &drawn, address);
    if drawn.typed.is_some() {
        return drawn.response;
    }
    drawn.response.on_hover_text(format!(
        "One number, low..high or low..typical..high, with its unit: {}.\n\
         Low and high are the 10th and 90th percentile. Clear the field to leave it open.",
        unit.accepted()
    ))
}

/// Below the field: why the text does not count, or, over what lies there while it is typed, how
/// it is read.
fn reading(ui: &mut egui::Ui, view: &View<'_>, drawn: &field::Shown, address: &InputRef) {
    if let Some(error) = &drawn.error {
        field::error_line(ui, view, error);
        return;
    }
    let Some(typed) = drawn.typed.as_deref().filter(|_| drawn.response.has_focus()) else { return };
    let (mark, color, text) = match inputs::typed(address, typed) {
        Ok(None) => ("check", view.theme.status.ok, "Leaves it open".to_owned()),
        Ok(Some(range)) => {
            let range = range.readable(address.input.unit());
            ("check", view.theme.status.ok, format!("Reads as {range}"))
        }
        Err(error) => ("info", view.theme.text.subdued, error),
    };
    let at = drawn.response.rect.left_bottom() + egui::vec2(0.0, 4.0);
    let area = egui::Area::new(drawn.response.id.with("reading"))
        .order(egui::Order::Tooltip)
        .fixed_pos(at)
        .interactable(false);
    area.show(ui.ctx(), |ui| {
        egui::Frame::popup(ui.style()).inner_margin(6).show(ui, |ui| {
            ui.set_max_width(240.0);
            widget::icon_line(ui, mark, style::color(color), &text);
        });
    });
}

fn commit(
    session: &Session,
    scenario: Option<&ScenarioId>,
    address: &InputRef,
    text: &str,
) -> Outcome {
    let gone = session.plan().inputs_of(&address.owner).is_none()
        || scenario.is_some_and(|id| !session.plan().scenarios.contains_key(id));
    if gone {
        return Ok(None);
    }
    let range = inputs::typed(address, text)?;
    if session.stated_in(scenario, address).map(|q| q.range) == range {
        return Ok(None);
    }
    let (label, edit) = session.stating(scenario, address, range);
    Ok(Some(Command::Edit { label, edit }))
}

/// Something that might be typed; money in the currency at hand.
pub(super) fn example(input: Input) -> String {
    input.example().replace('$', &Currency::current().before())
}

/// The slider moves the whole range; the plots follow in the same frame, and a drag is one step.
fn slider(ui: &mut egui::Ui, view: &mut View<'_>, address: &InputRef, value: Value, name: &str) {
    let Usual { low, high, decades } = address.input.usual();
    let now = value.range.typical;
    let mut typical = now;
    let slider = Slider::new(&mut typical, low.min(now)..=high.max(now))
        .logarithmic(decades && now >= 0.0)
        .clamping(SliderClamping::Never)
        .smallest_positive(low.abs().max(1e-6))
        .trailing_fill(true)
        .show_value(false);
    let response = ui.add(slider);
    let response = response.accessible_name(format!("{name} slider"));
    let place = Id::unique("slider under way");
    let under_way = ui.data(|data| data.get_temp::<(Id, Range)>(place));
    let under_way = under_way.filter(|(slider, _)| *slider == response.id);
    let keys = [Key::ArrowLeft, Key::ArrowRight, Key::ArrowUp, Key::ArrowDown];
    let held =
        response.has_focus() && ui.input(|input| keys.iter().any(|key| input.key_down(*key)));
    if under_way.is_some() && ui.input(|input| input.key_pressed(Key::Escape)) {
        ui.ctx().stop_dragging();
        ui.data_mut(|data| data.remove::<(Id, Range)>(place));
        view.send(Command::AbortGesture);
        return;
    }
    // Every move starts from the range before the drag, so that rounding does not add up.
    let from = under_way.map_or(value.range, |(_, from)| from);
    let range = inputs::moved(address.input, from, typical);
    let moved = response.changed() && typical.to_bits() != now.to_bits() && range != value.range;
    if moved {
        if under_way.is_none() {
            let owner = view.session.owner_name(&address.owner);
            let label = format!("Set {} of {owner}", address.input.label());
            view.send(Command::BeginGesture(label));
            ui.data_mut(|data| data.insert_temp(place, (response.id, from)));
        }
        let scenario = view.session.scenario.as_ref();
        let (label, edit) = view.session.stating(scenario, address, Some(range));
        view.send(Command::Edit { label, edit });
    }
    if (under_way.is_some() || moved) && !response.dragged() && !held {
        ui.data_mut(|data| data.remove::<(Id, Range)>(place));
        view.send(Command::CommitGesture);
    }
    response.on_hover_text(value.range.readable(address.input.unit()));
}
