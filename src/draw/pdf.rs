//! Scenes as PDF pages with text that can be selected and links that can be followed.

use std::borrow::Cow;

use krilla::action::{Action, LinkAction};
use krilla::annotation::{Annotation, LinkAnnotation, Target};
use krilla::geom::{Rect, Size};
use krilla::metadata::Metadata;
use krilla::page::PageSettings;
use krilla_svg::{SurfaceExt as _, SvgSettings};

use super::DrawError;
use super::png;
use super::scene::Scene;
use crate::base::{Point, Size as Extent};

/// Points of a PDF for each unit of a scene: a unit is a CSS pixel.
const POINTS: f64 = 0.75;

/// Longest side of a page, points: readers show no longer one.
const MOST: f64 = 14_400.0;

/// The share of its usual size to which a picture is scaled down as a page, if it would be longer than
/// readers show.
#[must_use]
pub fn shrunk(scene: &Scene) -> Option<f64> {
    let longest = f64::max(scene.size.width, scene.size.height) * POINTS;
    (longest > MOST).then(|| MOST / longest)
}

/// The scene in a size that readers show.
fn shown(scene: &Scene) -> Cow<'_, Scene> {
    let Some(share) = shrunk(scene) else { return Cow::Borrowed(scene) };
    let size = Extent::new(scene.size.width * share, scene.size.height * share);
    let mut small = Scene::new(size, scene.background, &scene.title);
    small.place(scene, Point::default(), share);
    Cow::Owned(small)
}

/// Writes scenes as the pages of one document, called as its first page is. The same scenes give the
/// same bytes.
///
/// # Errors
/// [`DrawError::Backend`] if a page has no extent or the writer refuses.
pub fn write(pages: &[Scene]) -> Result<Vec<u8>, DrawError> {
    let failed = |problem: &str| DrawError::Backend { format: "PDF", problem: problem.to_owned() };
    let mut document = krilla::Document::new();
    if let Some(first) = pages.first() {
        let about = Metadata::new().title(first.title.clone()).language("en".to_owned());
        document.set_metadata(about.creator("Polyplan".to_owned()));
    }
    for scene in pages {
        let scene = shown(scene);
        let scene = scene.as_ref();
        let tree = png::tree(scene).map_err(|problem| failed(&problem))?;
        let size = Size::from_wh(points(scene.size.width), points(scene.size.height))
            .ok_or_else(|| failed("a page has no extent"))?;
        let mut page = document.start_page_with(PageSettings::new(size));
        for (rect, address) in links(scene) {
            let target = Target::Action(Action::Link(LinkAction::new(address)));
            page.add_annotation(Annotation::new_link(LinkAnnotation::new(rect, target), None));
        }
        let mut surface = page.surface();
        surface
            .draw_svg(&tree, size, SvgSettings::default())
            .ok_or_else(|| failed("a page cannot be drawn"))?;
        surface.finish();
        page.finish();
    }
    document.finish().map_err(|error| failed(&format!("{error:?}")))
}

#[expect(clippy::cast_possible_truncation, reason = "pages are small")]
pub(super) fn points(units: f64) -> f32 {
    (units * POINTS) as f32
}

fn links(scene: &Scene) -> Vec<(Rect, String)> {
    let link = |run: &super::scene::TextRun| {
        let bounds = run.bounds();
        let rect = Rect::from_ltrb(
            points(bounds.min.x),
            points(bounds.min.y),
            points(bounds.max.x),
            points(bounds.max.y),
        )?;
        Some((rect, run.link.clone()?))
    };
    scene.texts().filter_map(link).collect()
}
