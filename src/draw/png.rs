//! A scene as PNG, through its SVG.

use super::DrawError;
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
    encode(&render(scene, scale)?).map_err(|error| failed(error.to_string()))
}

/// The largest scale up to `wanted` at which a scene is not too large to be drawn.
#[must_use]
pub fn fitting_scale(scene: &Scene, wanted: f64) -> f64 {
    // Both sides are rounded up to whole pixels.
    #[expect(clippy::cast_precision_loss, reason = "far below 2^53")]
    let most = MOST_PIXELS as f64 * 0.99;
    let area = (scene.size.width * scene.size.height).max(1.0);
    f64::min(wanted, libm::sqrt(most / area))
}

/// Pixels of a picture: red, green, blue and opacity of each, row by row from the top.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Pixels {
    /// Pixels in a row.
    pub width: u32,
    /// Rows.
    pub height: u32,
    /// Four bytes for each pixel; colours are not multiplied by the opacity.
    pub rgba: Vec<u8>,
}

/// Draws a scene with `scale` pixels for each unit, for the clipboard.
///
/// # Errors
/// As [`write()`].
pub fn pixels(scene: &Scene, scale: f64) -> Result<Pixels, DrawError> {
    let pixmap = render(scene, scale)?;
    let rgba = pixmap.pixels().iter().copied().flat_map(plain).collect();
    Ok(Pixels { width: pixmap.width(), height: pixmap.height(), rgba })
}

/// Colours are kept divided by the opacity.
fn plain(pixel: tiny_skia::PremultipliedColorU8) -> [u8; 4] {
    let color = pixel.demultiply();
    [color.red(), color.green(), color.blue(), color.alpha()]
}

fn failed(problem: String) -> DrawError {
    DrawError::Backend { format: "PNG", problem }
}

fn render(scene: &Scene, scale: f64) -> Result<tiny_skia::Pixmap, DrawError> {
    let pixels = |extent: f64| libm::ceil((extent * scale).max(1.0));
    let (width, height) = (pixels(scene.size.width), pixels(scene.size.height));
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "positive; as saturates"
    )]
    let (width, height) = (width as u64, height as u64);
    #[expect(clippy::cast_precision_loss, reason = "rounded down")]
    let largest = libm::sqrt(MOST_PIXELS as f64 / (scene.size.width * scene.size.height).max(1.0));
    let fits = format!("{}", libm::floor(largest * 100.0) / 100.0);
    let too_large = DrawError::TooLarge { width, height, most: MOST_PIXELS, fits };
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
    Ok(pixmap)
}

/// Pixels of an opaque picture go without opacity: a quarter less to compress, and nothing to
/// divide by. Fast compression, as drawings compress well at any level.
fn encode(pixmap: &tiny_skia::Pixmap) -> Result<Vec<u8>, ::png::EncodingError> {
    let opaque = pixmap.pixels().iter().all(|pixel| pixel.alpha() == u8::MAX);
    let bytes: Vec<u8> = if opaque {
        pixmap.pixels().iter().flat_map(|p| [p.red(), p.green(), p.blue()]).collect()
    } else {
        pixmap.pixels().iter().copied().flat_map(plain).collect()
    };
    let mut data = Vec::new();
    let mut encoder = ::png::Encoder::new(&mut data, pixmap.width(), pixmap.height());
    encoder.set_color(if opaque { ::png::ColorType::Rgb } else { ::png::ColorType::Rgba });
    encoder.set_depth(::png::BitDepth::Eight);
    encoder.set_compression(::png::Compression::Fast);
    let mut writer = encoder.write_header()?;
    writer.write_image_data(&bytes)?;
    writer.finish()?;
    Ok(data)
}

/// The scene's SVG, parsed with the bundled fonts and, where they lack a character, with those of
/// the machine.
pub(super) fn tree(scene: &Scene) -> Result<usvg::Tree, String> {
    let fonts = scene.fonts();
    usvg::Tree::from_str(&svg::write_bare(scene, &fonts), &fonts.options())
        .map_err(|error| error.to_string())
}
