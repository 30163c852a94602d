//! Diagrams at reading size: for a place of known extent, arranged and scaled so that names can be
//! read there; a plan that is too large for one picture becomes one for each group.

use super::of_plan::{of_part, share};
use super::{Around, Detail, Diagram, Explained, Looks, MARGIN, Page, below, body, card};
use crate::advice::Advice;
use crate::base::{Point, Rect, Size};
use crate::charts::Footer;
use crate::charts::overlay::Shades;
use crate::draw::{Scene, Theme};
use crate::forecast::Resolved;
use crate::layout::{self, Arrangement};
use crate::model::{ComponentId, GroupId, Plan};
use crate::words;

words! {
    /// Where a picture is to be read.
    Place {
        /// A window on a screen.
        Screen = "screen", "a screen, 1280 by 720";
        /// A presentation.
        Slide = "slide", "a slide, 1600 by 900";
        /// Within the text of a page.
        Column = "column", "a column of text, 16 cm wide";
        /// A page of its own.
        A4 = "a4", "a page of A4, upright or on its side";
        /// A large page of its own.
        A3 = "a3", "a page of A3, upright or on its side";
    }
}

/// Units to the point: a unit is 1/96 inch.
const POINT: f64 = 96.0 / 72.0;
/// Size of the smallest print of a picture in its own units, outside of its cards.
const SMALL_PRINT: f64 = 11.0;
/// Most that cards are enlarged over the print around them.
const MOST_SCALE: f64 = 1.6;

impl Place {
    /// Its extent, in units of 1/96 inch.
    const fn extent(self) -> Size {
        match self {
            Self::Screen => Size::new(1280.0, 720.0),
            Self::Slide => Size::new(1600.0, 900.0),
            // 16 by at most 24 cm.
            Self::Column => Size::new(604.0, 907.0),
            Self::A4 => Size::new(794.0, 1123.0),
            Self::A3 => Size::new(1587.0, 1123.0),
        }
    }

    /// A page lies on either side.
    fn turned(self) -> Option<Size> {
        let Size { width, height } = self.extent();
        matches!(self, Self::A4 | Self::A3).then(|| Size::new(height, width))
    }

    /// Whether a picture may be lower than the place.
    const fn may_be_lower(self) -> bool {
        matches!(self, Self::Column | Self::Screen)
    }

    /// Units to a point as the place is seen: a slide of 1600 units is 13⅓ inches wide.
    const fn point(self) -> f64 {
        if matches!(self, Self::Slide) { 1600.0 / 960.0 } else { POINT }
    }

    /// Size of names beyond which larger ones gain nothing, points.
    const fn enough(self) -> f64 {
        if matches!(self, Self::Slide) { 12.0 } else { 10.0 }
    }

    /// Size of the small print, points.
    const fn print(self) -> f64 {
        match self {
            Self::Screen => 8.25,
            Self::Slide => 9.0,
            Self::Column | Self::A4 => 7.0,
            Self::A3 => 8.0,
        }
    }
}

impl Place {
    /// Units of a picture's own print for each unit of the place.
    fn zoom(self) -> f64 {
        self.print() * self.point() / SMALL_PRINT
    }

    /// A picture that is drawn in some width, such as a chart, at reading size: as wide as the place,
    /// and as high unless that may be lower.
    #[must_use]
    pub fn hold(self, draw: impl FnOnce(f64) -> Scene) -> Scene {
        let extent = self.turned().filter(|turned| turned.width > self.extent().width);
        let extent = extent.unwrap_or_else(|| self.extent());
        let asked = extent.width / self.zoom();
        let drawn = draw(asked);
        let mut zoom = self.zoom().min(extent.height / drawn.size.height.max(1.0));
        // What is wider than it was asked to be is smaller.
        if drawn.size.width > asked + 1.0 {
            zoom = zoom.min(extent.width / drawn.size.width);
        }
        let height = if self.may_be_lower() { drawn.size.height * zoom } else { extent.height };
        let size = Size::new(extent.width, libm::ceil(height));
        let mut scene = Scene::new(size, drawn.background, &drawn.title);
        scene.description.clone_from(&drawn.description);
        let left = (extent.width - drawn.size.width * zoom) / 2.0;
        scene.place(&drawn, Point::new(left.max(0.0), 0.0), zoom);
        scene
    }
}

/// Least size of a name, points.
const LEAST_NAME: f64 = 7.0;

/// Pictures of a plan for a place.
#[derive(Clone, Debug)]
pub struct Fitted {
    /// The pictures, each with what it shows: nothing for the whole plan, else the id of a group or
    /// `rest`.
    pub pictures: Vec<(String, Scene)>,
    /// What was done to let names be read, or why they cannot be.
    pub note: String,
}

/// What pictures are made from.
#[derive(Clone, Copy)]
struct Job<'a> {
    resolved: &'a Resolved<'a>,
    advice: &'a [(ComponentId, Advice)],
    theme: &'a Theme,
    around: Around<'a>,
    place: Place,
    shades: Option<&'a Shades>,
}

/// A picture and the size of its names, points.
struct Made {
    scene: Scene,
    names: f64,
    anew: bool,
}

impl Made {
    /// This or the other one, whichever has the larger names.
    fn or_larger(self, other: Option<Self>) -> Self {
        match other {
            Some(other) if other.names > self.names => other,
            _ => self,
        }
    }
}

/// Draws a plan for a place.
#[must_use]
pub fn fitted(
    resolved: &Resolved<'_>,
    advice: &[(ComponentId, Advice)],
    footer: &Footer,
    theme: &Theme,
    looks: Looks,
    place: Place,
    shades: Option<&Shades>,
) -> Fitted {
    let footer = looks.footer.then_some(footer);
    let around = Around { titled: true, legend: looks.legend(), footer };
    let job = Job { resolved, advice, theme, around, place, shades };
    let plan = resolved.plan;
    let extents: Vec<Size> = [Some(place.extent()), place.turned()].into_iter().flatten().collect();
    let whole = job.best(plan, None, &extents);
    let names = |size: f64| format!("{:.1} pt", libm::floor(size * 10.0) / 10.0);
    let word = place.word();
    if whole.names >= LEAST_NAME {
        let how = if whole.anew { "arranged anew for it" } else { "as placed" };
        let note = format!("For {word}: cards {how}; names have {}", names(whole.names));
        return Fitted { pictures: vec![(String::new(), whole.scene)], note };
    }
    let parts = parts(plan);
    if parts.len() < 2 {
        let note = format!(
            "Too large for {word}: names have {} only. Put components into groups, which become pictures of their own, or choose a larger place",
            names(whole.names)
        );
        return Fitted { pictures: vec![(String::new(), whole.scene)], note };
    }
    let made: Vec<(String, Made)> = parts
        .iter()
        .map(|part| (part.id.clone(), job.best(&part.plan, Some(part), &extents)))
        .collect();
    let least = made.iter().map(|(_, made)| made.names).fold(f64::INFINITY, f64::min);
    let still =
        if least < LEAST_NAME { ", in the largest group less than can be read" } else { "" };
    let note = format!(
        "Too large for one {word}, where names would have {}: {} pictures, one for each group; names have {} and more{still}",
        names(whole.names),
        made.len(),
        names(least)
    );
    Fitted { pictures: made.into_iter().map(|(id, made)| (id, made.scene)).collect(), note }
}

/// Draws a plan into a part of a page that says title and footer itself, arranged anew where that lets
/// names be read better; of several extents for that which gives the largest names.
#[must_use]
pub fn within(
    resolved: &Resolved<'_>,
    advice: &[(ComponentId, Advice)],
    theme: &Theme,
    extents: &[Size],
) -> Within {
    let around = Around { titled: false, legend: Explained::All, footer: None };
    let job = Job { resolved, advice, theme, around, place: Place::A4, shades: None };
    let best = job.best(resolved.plan, None, extents);
    if best.names >= LEAST_WITH_LANGUAGE {
        return Within { says_all: best.names >= LEAST_NAME, scene: best.scene };
    }
    // Names come first where there is no room for more, nor for all that explains it.
    let bare = |legend: Explained| Job { around: Around { legend, ..around }, ..job };
    let [languages, nothing] = [Explained::Languages, Explained::Nothing].map(bare);
    let told = languages.names_alone(extents).and_then(|(diagram, extent, with)| {
        let without = nothing.names_of(&diagram, extent);
        (with.names >= LEFT_BY_LEGEND * without.names).then_some(with)
    });
    let told = told.or_else(|| nothing.names_alone(extents).map(|(.., made)| made));
    let told = told.filter(|told| told.names > best.names);
    Within { scene: told.unwrap_or(best).scene, says_all: false }
}

/// A picture within a page.
#[derive(Clone, Debug)]
pub struct Within {
    /// The picture.
    pub scene: Scene,
    /// Whether it says all that there is to say, in names that can be read.
    pub says_all: bool,
}

/// Share of the size of names that a legend of languages has to leave.
const LEFT_BY_LEGEND: f64 = 0.9;
/// Size of a name below which cards say nothing else, points.
const LEAST_WITH_LANGUAGE: f64 = 5.5;

/// A group as a picture of its own, or what is in no group.
struct Part {
    id: String,
    name: String,
    plan: Plan,
}

/// The outermost groups that hold something, and the rest.
fn parts(plan: &Plan) -> Vec<Part> {
    let outermost = |component: &ComponentId| -> Option<GroupId> {
        let group = plan.components.get(component)?.group.as_ref();
        plan.groups_around(group).last().map(|group| group.id.clone())
    };
    let tops = plan.groups.values().filter(|group| group.parent.is_none());
    let mut kinds: Vec<(Option<GroupId>, String, String)> = tops
        .map(|group| (Some(group.id.clone()), group.id.to_string(), group.name.clone()))
        .collect();
    kinds.push((None, "rest".to_owned(), "other components".to_owned()));
    let part = |(top, id, name): (Option<GroupId>, String, String)| {
        let mut part = plan.clone();
        part.components.retain(|id, _| outermost(id) == top);
        let held = &part.components;
        part.links.retain(|_, link| held.contains_key(&link.from) && held.contains_key(&link.to));
        part.placements.retain(|id, _| held.contains_key(id));
        (!part.components.is_empty()).then_some(Part { id, name, plan: part })
    };
    kinds.into_iter().filter_map(part).collect()
}

impl Job<'_> {
    /// The picture of (a part of) the plan with the largest names; as people placed the cards where
    /// that can be read.
    fn best(self, plan: &Plan, part: Option<&Part>, extents: &[Size]) -> Made {
        let by_hand = plan.placements.values().any(|placement| placement.by_hand);
        let kept = self.kept(plan, part);
        let kept_in = extents.iter().map(|extent| self.made(&kept, *extent, false));
        let as_placed = kept_in.reduce(|best, made| best.or_larger(Some(made)));
        let as_placed = as_placed.unwrap_or_else(|| self.made(&kept, self.place.extent(), false));
        if by_hand && as_placed.names >= LEAST_NAME {
            return as_placed;
        }
        let anew = extents.iter().filter_map(|&extent| {
            let diagram = self.anew(&kept, (plan, part), card::small(&kept.cards), extent)?;
            Some(self.made(&diagram, extent, true))
        });
        anew.fold(as_placed, |best, made| best.or_larger(Some(made)))
    }

    /// (A part of) the plan as it is placed.
    fn kept(self, plan: &Plan, part: Option<&Part>) -> Diagram {
        let cards = layout::placed(plan);
        let groups = layout::group_rects(plan, &cards);
        self.diagram(plan, part, &Arrangement { cards, groups })
    }

    /// (A part of) the plan arranged anew for a place, with small cards of this extent.
    fn anew(
        self,
        kept: &Diagram,
        (plan, part): (&Plan, Option<&Part>),
        small: Size,
        extent: Size,
    ) -> Option<Diagram> {
        let room = self.room(kept, extent);
        let worth = |size: Size| scale(Size::new(size.width + 40.0, size.height + 40.0), room);
        let of_names =
            |points: f64| points * self.place.point() / card::SMALL_NAME.0 / self.place.zoom();
        let (least, enough) = (of_names(1.02 * LEAST_NAME), of_names(self.place.enough()));
        let arrangement = layout::fitted(plan, small, worth, least, enough)?;
        Some(Diagram { detail: Detail::Small, ..self.diagram(plan, part, &arrangement) })
    }

    /// The whole plan arranged anew with nothing but names on its cards, for the extent which gives the
    /// largest.
    fn names_alone(self, extents: &[Size]) -> Option<(Diagram, Size, Made)> {
        let plan = self.resolved.plan;
        let kept = self.kept(plan, None);
        let small = card::named(&kept.cards);
        let made = |&extent: &Size| {
            let mut diagram = self.anew(&kept, (plan, None), small, extent)?;
            diagram.detail = Detail::Name;
            diagram.links.iter_mut().for_each(|link| link.label.clear());
            let made = self.names_of(&diagram, extent);
            Some((diagram, extent, made))
        };
        let larger = |best: (Diagram, Size, Made), other: (Diagram, Size, Made)| {
            if other.2.names > best.2.names { other } else { best }
        };
        extents.iter().filter_map(made).reduce(larger)
    }

    /// The picture of a diagram with nothing but names on its cards.
    fn names_of(self, diagram: &Diagram, extent: Size) -> Made {
        let made = self.made(diagram, extent, true);
        let rects: Vec<Rect> = diagram.cards.iter().map(|card| card.rect).collect();
        let least = card::least_lone_name(&diagram.cards, &rects);
        Made { names: made.names * least / card::SMALL_NAME.0, ..made }
    }

    fn diagram(self, plan: &Plan, part: Option<&Part>, arrangement: &Arrangement) -> Diagram {
        let mut diagram =
            of_part(self.resolved, self.advice, plan, arrangement).shaded(self.shades);
        if let Some(part) = part {
            let whole = self.resolved.plan;
            diagram.title = format!("{}: {}", whole.name, part.name);
            diagram.subtitle = share(&part.plan, whole).unwrap_or_default();
            diagram.elsewhere = elsewhere(whole, &part.plan);
        }
        diagram
    }

    fn page(self, extent: Size) -> Size {
        let zoom = self.place.zoom();
        Size::new(extent.width / zoom, extent.height / zoom)
    }

    /// What is left for the cards.
    fn room(self, diagram: &Diagram, extent: Size) -> Size {
        let page = self.page(extent);
        let head = Page::begin(diagram, self.theme, self.around, page.width).end;
        let nothing = body::Body::nothing(self.theme);
        let below = below(diagram, self.theme, &nothing, self.around, page.width);
        Size::new(page.width - 2.0 * MARGIN, page.height - head - below.size.height)
    }

    fn made(self, diagram: &Diagram, extent: Size, anew: bool) -> Made {
        let page = self.page(extent);
        let body = body::draw(diagram, self.theme, self.around.legend == Explained::All);
        let mut picture = Page::begin(diagram, self.theme, self.around, page.width);
        let below = below(diagram, self.theme, &body, self.around, page.width);
        let height = page.height - picture.end - below.size.height;
        let scale = scale(body.scene.size, Size::new(page.width - 2.0 * MARGIN, height));
        picture.add(diagram, self.theme, &body, self.around, scale);
        let zoom = self.place.zoom();
        let height = if self.place.may_be_lower() { picture.end * zoom } else { extent.height };
        let size = Size::new(extent.width, libm::ceil(height));
        let mut scene = Scene::new(size, self.theme.surface.canvas, &diagram.title);
        scene.description.clone_from(&diagram.subtitle);
        picture.scene.background.alpha = 0;
        scene.place(&picture.scene, Point::default(), zoom);
        let names = card::SMALL_NAME.0 * scale * zoom / self.place.point();
        Made { scene, names, anew }
    }
}

/// The scale in which something fits a room.
fn scale(size: Size, room: Size) -> f64 {
    let fits = f64::min(room.width / size.width.max(1.0), room.height / size.height.max(1.0));
    fits.clamp(0.05, MOST_SCALE)
}

/// The links between a part and the rest of the plan, in words.
fn elsewhere(whole: &Plan, part: &Plan) -> Vec<String> {
    let name = |id: &ComponentId| whole.components.get(id).map_or("", |c| c.name.as_str());
    let crossing = whole.links.values().filter(|link| {
        part.components.contains_key(&link.from) != part.components.contains_key(&link.to)
    });
    crossing.map(|link| format!("{} → {}", name(&link.from), name(&link.to))).collect()
}
