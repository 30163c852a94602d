//! How pictures are set: among the text, in the room that is left, or on a page of their own.

use super::press::{BOTTOM, Press, TOP};
use super::structure::Role;
use super::{Block, Figure, Room, SIDE};
use crate::base::{Point, Size};
use crate::draw::scene::Scene;

/// Space below a picture.
const BELOW: f64 = 14.0;
/// Space above a picture that is not the first thing on its page.
const ABOVE: f64 = 12.0;
/// How much smaller a picture gets where it then still fits on a page that has been begun.
const SHRUNK: f64 = 0.85;
/// Largest scale of a picture that has a page of its own.
const MOST_SCALE: f64 = 1.2;
/// Height of the title of a picture that has a page of its own.
const PLATE_TITLE: f64 = 24.0;
const BELOW_PLATE_TITLE: f64 = 4.0;

impl<'a> Press<'a> {
    /// The scale at which a picture is as wide as the page at most, and not higher than one.
    fn figure_scale(&self, scene: &Scene) -> f64 {
        let full = self.upright();
        let across = (full.width - 2.0 * SIDE) / scene.size.width;
        let down = (full.height - 200.0) / scene.size.height;
        across.min(down).min(1.0)
    }

    /// Height that a picture takes at a scale, with what it rests on and the space above.
    fn height_at(&self, figure: &Figure, scale: f64) -> f64 {
        let cited = self.height_of(|press| press.sources_of(figure));
        let above = if self.at_top() { 0.0 } else { ABOVE };
        above + figure.on_page.size.height * scale + cited
    }

    pub(super) fn least_height(&self, figure: &Figure) -> f64 {
        self.height_at(figure, SHRUNK * self.figure_scale(&figure.on_page))
    }

    /// Whether a picture finds room on this page, if need be somewhat smaller.
    pub(super) fn fits(&self, figure: &Figure) -> bool {
        self.least_height(figure) <= self.left()
    }

    pub(super) fn figure(&mut self, figure: &'a Figure, place: usize) {
        match figure.room {
            Room::Natural if self.fits(figure) => self.place_figure(figure),
            Room::Natural => self.waiting.push_back(figure),
            Room::Rest => {
                let after = self.document.blocks.iter().enumerate().skip(place + 1);
                let follows: Vec<usize> = after
                    .take_while(|(_, block)| !matches!(block, Block::PageBreak))
                    .map(|(place, _)| place)
                    .collect();
                let needed = self.height_of(|press| {
                    for place in follows {
                        press.block(place);
                    }
                });
                let room = (self.left() - needed - BELOW).max(0.0);
                self.place_scaled(figure, room, MOST_SCALE);
            }
            Room::Page if self.is_trial() => {}
            Room::Page => {
                self.flush();
                self.plate(figure);
                if self.document.blocks.len() > place + 1 {
                    self.new_page();
                }
            }
        }
    }

    pub(super) fn place_figure(&mut self, figure: &Figure) {
        let whole = self.figure_scale(&figure.on_page);
        let over = (self.height_at(figure, whole) - self.left()) / figure.on_page.size.height;
        let scale = (whole - over.max(0.0)).max(SHRUNK * whole);
        self.y += if self.at_top() { 0.0 } else { ABOVE };
        self.draw_figure(figure, scale);
        self.sources_of(figure);
        self.y += BELOW;
    }

    /// What a picture rests on.
    fn sources_of(&mut self, figure: &Figure) {
        if !figure.sources.is_empty() {
            let style = self.small();
            let text = format!("Sources: {}.", figure.sources.join(", "));
            self.part(Role::Paragraph, |press| press.text(&text, style));
        }
    }

    fn place_scaled(&mut self, figure: &Figure, height: f64, most: f64) {
        let scene = &figure.on_page;
        let scale =
            (self.width() / scene.size.width).min(height / scene.size.height).min(most).max(0.05);
        self.draw_figure(figure, scale);
        self.y += BELOW;
    }

    fn draw_figure(&mut self, figure: &Figure, scale: f64) {
        let scene = &figure.on_page;
        let left = SIDE + (self.width() - scene.size.width * scale) / 2.0;
        let at = Point::new(left, self.y);
        let alt = [scene.title.as_str(), scene.description.as_str()];
        let alt: Vec<&str> = alt.into_iter().filter(|text| !text.is_empty()).collect();
        self.part(Role::Figure(alt.join(". ")), |press| {
            press.draw(|page| page.place(scene, at, scale));
        });
        self.y += scene.size.height * scale;
    }

    /// A picture on a page of its own, under its title.
    pub(super) fn plate(&mut self, figure: &Figure) {
        let upright = self.upright();
        let across = Size::new(upright.height, upright.width);
        let scale = |size: &Size| plate_scale(figure.on_page.size, plate_extent(*size));
        let size = if scale(&upright) >= scale(&across) { upright } else { across };
        // A page that nothing has been set on yet would stay empty.
        if self.at_top() {
            self.pages.pop();
        }
        self.start_page(size);
        let style = self.strong(17.0, PLATE_TITLE);
        let title = figure.on_page.title.clone();
        self.entry(1, &title);
        self.part(Role::Heading(1, title.clone()), |press| press.text(&title, style));
        self.y += BELOW_PLATE_TITLE;
        self.place_scaled(figure, self.left(), MOST_SCALE);
    }
}

/// What a page of a size leaves for a picture that has it for itself.
pub(super) fn plate_extent(page: Size) -> Size {
    let height = page.height - TOP - BOTTOM - PLATE_TITLE - BELOW_PLATE_TITLE;
    Size::new(page.width - 2.0 * SIDE, height)
}

fn plate_scale(picture: Size, extent: Size) -> f64 {
    (extent.width / picture.width).min(extent.height / picture.height)
}
