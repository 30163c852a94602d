//! The program's icon, as the task bar shows it.

use resvg::tiny_skia::{Pixmap, Transform};

/// The icon that desktop entries show, too.
const SVG: &str = include_str!("../../assets/icons/polyplan.svg");
/// Its width and height in pixels.
const PIXELS: u32 = 64;

/// The icon's pixels; none leaves the window system's own.
pub(super) fn pixels() -> Option<egui::IconData> {
    let tree = usvg::Tree::from_str(SVG, &usvg::Options::default()).ok()?;
    let mut pixmap = Pixmap::new(PIXELS, PIXELS)?;
    #[expect(clippy::cast_precision_loss, reason = "a small number")]
    let scale = PIXELS as f32 / tree.size().width();
    resvg::render(&tree, Transform::from_scale(scale, scale), &mut pixmap.as_mut());
    let rgba = pixmap.pixels().iter().flat_map(|pixel| {
        let color = pixel.demultiply();
        [color.red(), color.green(), color.blue(), color.alpha()]
    });
    Some(egui::IconData { rgba: rgba.collect(), width: PIXELS, height: PIXELS })
}

#[cfg(test)]
mod tests {
    #[test]
    fn the_icon_is_drawn() {
        let icon = super::pixels().unwrap();
        assert_eq!(icon.rgba.len(), 64 * 64 * 4);
        let opaque = icon.rgba.chunks(4).filter(|pixel| pixel[3] == 255).count();
        assert!(opaque > 64 * 64 * 9 / 10, "{opaque} pixels are opaque");
    }
}
