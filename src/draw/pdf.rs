//! Scenes as PDF pages with text that can be selected and links that can be followed.

use krilla::action::{Action, LinkAction};
use krilla::annotation::{Annotation, LinkAnnotation, Target};
use krilla::geom::{Rect, Size};
use krilla::page::PageSettings;
use krilla_svg::{SurfaceExt as _, SvgSettings};

use super::DrawError;
use super::png;
use super::scene::Scene;

/// Points of a PDF for each unit of a scene: a unit is a CSS pixel.
const POINTS: f64 = 0.75;

/// Writes scenes as the pages of one document. The same scenes give the same bytes.
///
/// # Errors
/// [`DrawError::Backend`] if a page has no extent or the writer refuses.
pub fn write(pages: &[Scene]) -> Result<Vec<u8>, DrawError> {
    let failed = |problem: &str| DrawError::Backend { format: "PDF", problem: problem.to_owned() };
    let mut document = krilla::Document::new();
    for scene in pages {
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
fn points(units: f64) -> f32 {
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
