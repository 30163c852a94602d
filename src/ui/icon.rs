//! Icons of the window: a cut of Lucide's icon font, made by `assets/icons/subset.py`.

/// The font.
pub static FONT: &[u8] = include_bytes!("../../assets/icons/ui.ttf");

/// Name of its family in egui.
pub const FAMILY: &str = "icons";

/// Lucide's names and the characters that the font draws them for, sorted by name.
const NAMES: &[(&str, char)] = &[
    // <names>
    ("align-center-horizontal", '\u{e26c}'),
    ("align-center-vertical", '\u{e26d}'),
    ("align-end-horizontal", '\u{e26e}'),
    ("align-end-vertical", '\u{e26f}'),
    ("align-horizontal-distribute-center", '\u{e03c}'),
    ("align-start-horizontal", '\u{e270}'),
    ("align-start-vertical", '\u{e271}'),
    ("align-vertical-distribute-center", '\u{e27e}'),
    ("arrow-right", '\u{e049}'),
    ("book-open", '\u{e05f}'),
    ("brain", '\u{e3c6}'),
    ("chart-line", '\u{e2a5}'),
    ("check", '\u{e06c}'),
    ("check-check", '\u{e38e}'),
    ("chevron-down", '\u{e06d}'),
    ("chevron-left", '\u{e06e}'),
    ("chevron-right", '\u{e06f}'),
    ("chevron-up", '\u{e070}'),
    ("circle-alert", '\u{e077}'),
    ("circle-help", '\u{e082}'),
    ("clipboard-paste", '\u{e3e8}'),
    ("command", '\u{e09a}'),
    ("copy", '\u{e09e}'),
    ("copy-plus", '\u{e3fd}'),
    ("database", '\u{e0ad}'),
    ("ellipsis", '\u{e0b6}'),
    ("external-link", '\u{e0b9}'),
    ("eye", '\u{e0ba}'),
    ("eye-off", '\u{e0bb}'),
    ("file", '\u{e0c0}'),
    ("file-plus", '\u{e0c9}'),
    ("flag", '\u{e0d1}'),
    ("folder", '\u{e0d7}'),
    ("folder-open", '\u{e247}'),
    ("gauge", '\u{e1bf}'),
    ("git-fork", '\u{e28d}'),
    ("group", '\u{e464}'),
    ("hand", '\u{e1d7}'),
    ("image", '\u{e0f6}'),
    ("image-down", '\u{e53c}'),
    ("info", '\u{e0f9}'),
    ("keyboard", '\u{e284}'),
    ("layers", '\u{e529}'),
    ("layout-dashboard", '\u{e1c1}'),
    ("link", '\u{e102}'),
    ("list-checks", '\u{e1d0}'),
    ("list-tree", '\u{e408}'),
    ("lock", '\u{e10b}'),
    ("magnet", '\u{e2b5}'),
    ("maximize", '\u{e112}'),
    ("moon", '\u{e11e}'),
    ("mouse-pointer", '\u{e11f}'),
    ("octagon-alert", '\u{e127}'),
    ("panel-bottom", '\u{e42c}'),
    ("panel-left", '\u{e12a}'),
    ("panel-right", '\u{e431}'),
    ("pencil", '\u{e1f9}'),
    ("pencil-ruler", '\u{e4f1}'),
    ("play", '\u{e13c}'),
    ("plus", '\u{e13d}'),
    ("redo-2", '\u{e2a0}'),
    ("refresh-cw", '\u{e145}'),
    ("repeat", '\u{e146}'),
    ("rotate-ccw", '\u{e148}'),
    ("save", '\u{e14d}'),
    ("save-all", '\u{e40f}'),
    ("scale", '\u{e212}'),
    ("scan", '\u{e257}'),
    ("scissors", '\u{e14e}'),
    ("search", '\u{e151}'),
    ("settings", '\u{e154}'),
    ("sliders-horizontal", '\u{e29a}'),
    ("sparkles", '\u{e412}'),
    ("split", '\u{e440}'),
    ("square-dashed", '\u{e1cb}'),
    ("sun", '\u{e178}'),
    ("table", '\u{e17d}'),
    ("trash-2", '\u{e18e}'),
    ("triangle-alert", '\u{e193}'),
    ("undo-2", '\u{e2a1}'),
    ("ungroup", '\u{e467}'),
    ("unlink", '\u{e19c}'),
    ("users", '\u{e1a4}'),
    ("wand-sparkles", '\u{e357}'),
    ("workflow", '\u{e425}'),
    ("wrench", '\u{e1b1}'),
    ("x", '\u{e1b2}'),
    ("zoom-in", '\u{e1b6}'),
    ("zoom-out", '\u{e1b7}'),
    // </names>
];

/// The character that draws the icon of that name; an unknown name draws nothing.
#[must_use]
pub fn character(name: &str) -> Option<char> {
    let place = NAMES.binary_search_by(|(known, _)| known.cmp(&name)).ok()?;
    NAMES.get(place).map(|&(_, character)| character)
}

/// An icon as text of this size.
#[must_use]
pub fn text(name: &str, size: f32) -> egui::RichText {
    let text = character(name).map_or_else(String::new, String::from);
    egui::RichText::new(text).font(egui::FontId::new(size, egui::FontFamily::Name(FAMILY.into())))
}

/// Draws an icon that only repeats what the text beside it says; screen readers pass it over.
pub fn show(ui: &mut egui::Ui, name: &str, size: f32, color: egui::Color32) {
    let Some(character) = character(name) else { return };
    let font = egui::FontId::new(size, egui::FontFamily::Name(FAMILY.into()));
    let galley = ui.painter().layout_no_wrap(character.into(), font, color);
    let (rect, _) = ui.allocate_exact_size(galley.size(), egui::Sense::hover());
    ui.painter().galley(rect.min, galley, color);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_sorted_and_every_action_has_its_icon() {
        assert!(NAMES.is_sorted_by(|a, b| a.0 < b.0));
        for action in crate::session::ACTIONS.iter().filter(|action| !action.icon.is_empty()) {
            assert!(character(action.icon).is_some(), "{}", action.icon);
        }
    }
}
