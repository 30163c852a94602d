//! The diagram: cards, groups and links as a picture.

mod body;
mod card;
mod label;
mod legend;
mod of_plan;
mod pill;
mod place;
mod route;
mod wiring;

pub use card::language as language_on_card;
pub use of_plan::technology as technology_on_card;
pub use of_plan::{card as card_of, of_piece, of_plan};
pub use pill::INSIDE as PILL_INSIDE;
pub use place::{Fitted, Place, Within, fitted, within};
pub use route::Route;
pub use wiring::Wiring;

use super::font::{Font, anywhere};
use super::footer;
use super::scene::{Scene, Step, TextRun};
use super::theme::Theme;
use crate::base::{Hue, Point, Rect, Size};
use crate::charts::Footer;
use crate::charts::overlay::{Shade, Shades};

/// What a diagram shows, as plain data in plan units.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Diagram {
    /// Title.
    pub title: String,
    /// One sentence below it.
    pub subtitle: String,
    /// Areas, outer ones first.
    pub groups: Vec<Area>,
    /// Cards.
    pub cards: Vec<Card>,
    /// Links between cards.
    pub links: Vec<Wire>,
    /// Meaning of the colours: name, hue, dashed.
    pub languages: Vec<(String, Hue)>,
    /// How much of a card is drawn.
    pub detail: Detail,
    /// Links to what is not in this picture, in words.
    pub elsewhere: Vec<String>,
    /// What colours of cards tell instead of their languages; none without an overlay.
    pub overlay: Option<Shades>,
}

impl Diagram {
    /// The same diagram under an overlay.
    #[must_use]
    pub fn shaded(mut self, shades: Option<&Shades>) -> Self {
        let Some(shades) = shades else { return self };
        for card in &mut self.cards {
            card.hue = None;
            card.shade = shades.cards.get(card.id.as_str()).cloned();
        }
        for wire in &mut self.links {
            let Some(carried) = shades.links.get(wire.id.as_str()) else { continue };
            wire.width = carried.width;
            let between = if wire.label.is_empty() { "" } else { " · " };
            wire.label = format!("{}{between}{}", wire.label, carried.label);
        }
        self.languages.clear();
        self.overlay = Some(shades.clone());
        self
    }
}

/// How much of a card is drawn.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Detail {
    /// All, with room around it.
    #[default]
    Whole,
    /// All, for places where room is dear.
    Small,
    /// The name alone, as large as the card allows; links are not named.
    Name,
}

/// A group's area.
#[derive(Clone, Debug, PartialEq)]
pub struct Area {
    /// Id of the group.
    pub id: String,
    /// Place.
    pub rect: Rect,
    /// Name.
    pub name: String,
    /// How many groups lie around it.
    pub depth: usize,
}

/// How sure the language on a card is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Standing {
    /// Decided by the team.
    Decided,
    /// Decided against the advice.
    Overruled,
    /// Advised on stated inputs.
    Advised,
    /// Advised on assumed inputs alone.
    Assumed,
    /// No language to choose.
    None,
}

/// A component's card.
#[derive(Clone, Debug, PartialEq)]
pub struct Card {
    /// Id of the component.
    pub id: String,
    /// Place.
    pub rect: Rect,
    /// Name.
    pub name: String,
    /// Name of its icon.
    pub icon: String,
    /// Language, or what stands for it.
    pub language: String,
    /// What the component is made of; empty where nobody says, or its name says it.
    pub technology: String,
    /// Colour of the language; none for what has none.
    pub hue: Option<Hue>,
    /// Whether it is tagged performance-sensitive.
    pub performance: bool,
    /// Whether it is tagged data-intelligent.
    pub data: bool,
    /// How sure the language is.
    pub standing: Standing,
    /// What an overlay tells of it.
    pub shade: Option<Shade>,
}

/// A link.
#[derive(Clone, Debug, PartialEq)]
pub struct Wire {
    /// Id of the link.
    pub id: String,
    /// Place of the starting card in the list.
    pub from: usize,
    /// Place of the ending card in the list.
    pub to: usize,
    /// Words at the link; empty for none.
    pub label: String,
    /// Whether nobody waits for an answer: a message, a stream or a bulk transfer, not a call.
    pub dashed: bool,
    /// Width of its line; [`LINE`] where nothing is told by it.
    pub width: f64,
}

/// Width of the line of a link.
pub const LINE: f64 = 1.5;

const MARGIN: f64 = 32.0;
const LEAST_WIDTH: f64 = 640.0;
/// Space between the cards and what stands below them.
const BELOW: f64 = 24.0;

/// What stands around the cards of a diagram.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Looks {
    /// Whether it explains its signs. Without, every link carries its own words.
    pub legend: bool,
    /// Whether it says what it rests on.
    pub footer: bool,
}

impl Default for Looks {
    fn default() -> Self {
        Self { legend: true, footer: true }
    }
}

impl Looks {
    fn legend(self) -> Explained {
        if self.legend { Explained::All } else { Explained::Nothing }
    }
}

/// What a legend explains.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Explained {
    Nothing,
    /// The colours of languages, where cards do not name them.
    Languages,
    All,
}

/// Draws a diagram with legend and footer.
#[must_use]
pub fn scene(diagram: &Diagram, footer: &Footer, theme: &Theme) -> Scene {
    scene_with(diagram, footer, theme, Looks::default())
}

/// Draws a diagram with what is wanted around it.
#[must_use]
pub fn scene_with(diagram: &Diagram, footer: &Footer, theme: &Theme, looks: Looks) -> Scene {
    let around =
        Around { titled: true, legend: looks.legend(), footer: looks.footer.then_some(footer) };
    compose(diagram, theme, around)
}

/// What a picture consists of apart from its cards.
#[derive(Clone, Copy)]
struct Around<'a> {
    titled: bool,
    legend: Explained,
    footer: Option<&'a Footer>,
}

/// Puts title, cards, notes, legend and footer one below the other.
fn compose(diagram: &Diagram, theme: &Theme, around: Around<'_>) -> Scene {
    let body = body::draw(diagram, theme, around.legend == Explained::All);
    let width = f64::max(body.scene.size.width + 2.0 * MARGIN, LEAST_WIDTH);
    let mut page = Page::begin(diagram, theme, around, width);
    page.add(diagram, theme, &body, around, 1.0);
    page.scene
}

/// A picture that is put together from top to bottom.
struct Page {
    scene: Scene,
    /// Where it ends so far.
    end: f64,
}

impl Page {
    /// A picture with its title.
    fn begin(diagram: &Diagram, theme: &Theme, around: Around<'_>, width: f64) -> Self {
        let mut scene = Scene::new(Size::new(width, 0.0), theme.surface.canvas, &diagram.title);
        scene.description.clone_from(&diagram.subtitle);
        if let Some(overlay) = &diagram.overlay {
            scene.description = format!("{} {}.", scene.description, overlay.in_words());
        }
        let end = if around.titled { heading(&mut scene, theme, diagram, width) } else { 12.0 };
        Self { scene, end }
    }

    /// Adds cards in some scale and what stands below them.
    fn add(
        &mut self,
        diagram: &Diagram,
        theme: &Theme,
        body: &body::Body,
        around: Around<'_>,
        scale: f64,
    ) {
        let width = self.scene.size.width;
        let left = (width - body.scene.size.width * scale) / 2.0;
        self.scene.place(&body.scene, Point::new(left, self.end), scale);
        self.end += body.scene.size.height * scale;
        let below = below(diagram, theme, body, around, width);
        self.scene.place(&below, Point::new(0.0, self.end), 1.0);
        self.end += below.size.height;
        self.scene.size.height = libm::ceil(self.end);
    }
}

/// Notes, legend and footer.
fn below(
    diagram: &Diagram,
    theme: &Theme,
    body: &body::Body,
    around: Around<'_>,
    width: f64,
) -> Scene {
    let clear = theme.surface.canvas.with_alpha(0);
    let mut scene = Scene::new(Size::new(width, 0.0), clear, &diagram.title);
    let mut end = legend::draw(&mut scene, theme, diagram, body, around.legend, BELOW);
    if end <= BELOW && around.footer.is_none() {
        return scene;
    }
    if let Some(footer) = around.footer {
        let inner = width - 2.0 * MARGIN;
        let lines = footer::lines(footer, &[], inner);
        end = footer::draw(&mut scene, theme, &lines, MARGIN, end + 12.0, inner) + 4.0;
    }
    scene.size.height = end + 8.0;
    scene
}

fn heading(scene: &mut Scene, theme: &Theme, diagram: &Diagram, width: f64) -> f64 {
    let mut baseline = MARGIN + 14.0;
    let parts = [
        (&diagram.title, Font::SemiBold, 20.0, 26.0, theme.text.strong),
        (&diagram.subtitle, Font::Regular, 13.0, 19.0, theme.text.normal),
    ];
    for (text, font, size, line, color) in parts {
        for words in anywhere::wrap(text, font, size, width - 2.0 * MARGIN) {
            scene.text(TextRun::new(Point::new(MARGIN, baseline), &words, font, size, color));
            baseline += line;
        }
    }
    baseline
}

/// Draws one card in a scene of its own, its top left corner at the origin.
#[must_use]
pub fn card_scene(card: &Card, theme: &Theme) -> Scene {
    let mut scene = Scene::new(card.rect.size(), theme.surface.raised, &card.name);
    card::draw(&mut scene, theme, card, Rect::from_min_size(Point::default(), card.rect.size()));
    scene
}

/// Draws what an overlay tells of a card in a scene of its own, the card's lower right corner at the
/// origin.
#[must_use]
pub fn pill_scene(shade: &Shade, card: Size, theme: &Theme) -> Scene {
    let mut scene = Scene::new(card, theme.surface.raised, &shade.label);
    let corner = Point::new(-card.width, -card.height);
    pill::draw(&mut scene, theme, shade, Rect::from_min_size(corner, card));
    scene
}

/// An arrow head that points in `direction` (a unit vector) and ends at `end`.
#[must_use]
pub fn arrow(end: Point, direction: Point) -> Vec<Step> {
    arrow_of(end, direction, LINE)
}

/// An arrow head of a line of some width, wide enough to be seen before it.
#[must_use]
pub fn arrow_of(end: Point, direction: Point, width: f64) -> Vec<Step> {
    let Point { x: dx, y: dy } = direction;
    let half = f64::max(4.0, 1.6 * width);
    let back = Point::new(end.x - 8.0 * dx, end.y - 8.0 * dy);
    vec![
        Step::Move(end),
        Step::Line(Point::new(back.x - half * dy, back.y + half * dx)),
        Step::Line(Point::new(back.x + half * dy, back.y - half * dx)),
        Step::Close,
    ]
}

/// The steps of a line of some width that ends in an arrow head: a wide one ends within the head, not
/// beside its point.
#[must_use]
pub fn line_steps(route: &Route, width: f64) -> Vec<Step> {
    let mut steps = route.steps.clone();
    if width > LINE
        && let Some(Step::Line(end) | Step::Cubic(_, _, end)) = steps.last_mut()
    {
        let Point { x, y } = route.direction;
        *end = Point::new(end.x - 6.0 * x, end.y - 6.0 * y);
    }
    steps
}
