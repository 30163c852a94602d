//! A scene as PNG, through its SVG.

use super::DrawError;
use super::font;
use super::scene::Scene;
use super::svg;
use resvg::tiny_skia;

/// Most pixels that are drawn: 4 bytes each in memory.
pub const MOST_PIXELS: u64 = 120_000_000;

/// Draws a scene with `scale` pixels for each unit.
///
/// # Errors
/// [`DrawError::TooLarge`] if the picture would not fit in memory, [`DrawError::Backend`] if the
/// rasteriser refuses.
pub fn write(scene: &Scene, scale: f64) -> Result<Vec<u8>, DrawError> {
    let failed = |problem: String| DrawError::Backend { format: "PNG", problem };
    let pixels = |extent: f64| libm::ceil((extent * scale).max(1.0));
    let (width, height) = (pixels(scene.size.width), pixels(scene.size.height));
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "positive; as saturates"
    )]
    let (width, height) = (width as u64, height as u64);
    let too_large = DrawError::TooLarge { width, height, most: MOST_PIXELS };
    if width.saturating_mul(height) > MOST_PIXELS {
        return Err(too_large);
    }
    let tree = tree(scene).map_err(failed)?;
    let (Ok(width), Ok(height)) = (u32::try_from(width), u32::try_from(height)) else {
        return Err(too_large);
    };
    let mut pixmap = tiny_skia::Pixmap::new(width, height).ok_or(too_large)?;
    #[expect(clippy::cast_possible_truncation, reason = "scales are small")]
    let scale = scale as f32;
    resvg::render(&tree, tiny_skia::Transform::from_scale(scale, scale), &mut pixmap.as_mut());
    pixmap.encode_png().map_err(|error| failed(error.to_string()))
}

/// The scene's SVG, parsed with the bundled fonts only.
pub(super) fn tree(scene: &Scene) -> Result<usvg::Tree, String> {
    let options = usvg::Options {
        fontdb: font::database(),
        font_family: "Inter".to_owned(),
        ..usvg::Options::default()
    };
    usvg::Tree::from_str(&svg::write_bare(scene), &options).map_err(|error| error.to_string())
}
