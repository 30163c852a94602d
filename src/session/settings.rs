//! What the program remembers between runs, apart from plans.

use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};

use super::bundle::{PicturesChoice, ReportChoice};
use super::meeting::MeetingChoice;
use super::table::{Middle, TableChoice};
use crate::charts::Overlay;
use crate::draw::diagram::{Looks, Place};
use crate::exchange::picture::Setting;

/// Most recent files remembered.
const MOST_RECENT: usize = 12;
/// Smallest and largest interface scale.
pub const SCALE: (f32, f32) = (0.8, 2.0);
/// Smallest and largest width of a copied picture, pixels.
pub const PICTURE_WIDTH: (u32, u32) = (100, 8000);

/// Light, dark, or as the system has it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum ThemeChoice {
    /// As the system has it.
    #[default]
    System,
    /// Light.
    Light,
    /// Dark.
    Dark,
}

/// The file, format and looks of the last export, to repeat it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct ExportChoice {
    /// `diagram` or the name of a chart; of a sweep with input and metric, such as
    /// `sweep:component/cart/io_wait:p99`.
    pub what: String,
    /// Word of a [`PictureFormat`](crate::exchange::picture::PictureFormat).
    pub format: String,
    /// `light` or `dark`.
    pub theme: String,
    /// Pixels per point, for PNG.
    pub scale: f64,
    /// Whether the background is left out.
    pub transparent: bool,
    /// Where it will be read: the word of a [`Place`]; empty for any size.
    pub place: String,
    /// Whether a diagram explains its signs.
    pub legend: bool,
    /// Whether a diagram says what it rests on.
    pub footer: bool,
    /// What a diagram tells by colour: the word of an [`Overlay`]; empty for nothing.
    pub overlay: String,
    /// Where it went last.
    pub path: Option<PathBuf>,
}

impl ExportChoice {
    /// Place and looks of the picture.
    #[must_use]
    pub fn setting(&self) -> Setting {
        let looks = Looks { legend: self.legend, footer: self.footer };
        let overlay = Overlay::from_word(&self.overlay).unwrap_or_default();
        Setting { place: Place::from_word(&self.place), looks, overlay }
    }
}

impl Default for ExportChoice {
    fn default() -> Self {
        Self {
            what: "diagram".to_owned(),
            format: "png".to_owned(),
            theme: "light".to_owned(),
            scale: 2.0,
            transparent: false,
            place: String::new(),
            legend: true,
            footer: true,
            overlay: String::new(),
            path: None,
        }
    }
}

/// Remembered settings; unknown fields of later versions are skipped, missing ones are the default.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Settings {
    /// Light, dark or as the system has it.
    pub theme: ThemeChoice,
    /// Interface scale, 0.8 to 2.
    pub scale: f32,
    /// Whether the outline is shown.
    pub outline: bool,
    /// Whether the inspector is shown.
    pub inspector: bool,
    /// Whether the plot is shown.
    pub plot: bool,
    /// Size of the window's inside in which people made panels so large that the diagram has less
    /// than half of it; in windows of other sizes the diagram comes first.
    pub panels_first: Option<[f32; 2]>,
    /// Whether outline and inspector were shut to make room for the plot, and come back with room.
    pub shut_for_plot: [bool; 2],
    /// Whether cards snap to the grid and to each other.
    pub snap: bool,
    /// What the canvas tells by colour besides the languages.
    pub overlay: Overlay,
    /// What the middle of the window shows.
    pub middle: Middle,
    /// What the table shows.
    pub table: TableChoice,
    /// How meetings go.
    pub meeting: MeetingChoice,
    /// Sketch mode hides advice, findings and plots.
    pub sketch_mode: bool,
    /// Width of the outline, points.
    pub outline_width: f32,
    /// Width of the inspector, points.
    pub inspector_width: f32,
    /// Height of the plot, points.
    pub plot_height: f32,
    /// Width of the window's inside, points at an interface scale of 1.
    pub window_width: f32,
    /// Height of the window's inside, points at an interface scale of 1.
    pub window_height: f32,
    /// Whether the window fills the screen.
    pub maximized: bool,
    /// Role that decisions are signed with.
    pub author: String,
    /// Files opened or saved lately, newest first.
    pub recent: Vec<PathBuf>,
    /// The last export.
    pub export: ExportChoice,
    /// The last report, but for its folder.
    pub report: ReportChoice,
    /// The last export of several pictures, but for its folder.
    pub pictures: PicturesChoice,
    /// Id of the component that the last export showed, if it was a component's chart.
    pub export_component: Option<String>,
    /// Width of pictures on the clipboard, pixels.
    pub picture_width: u32,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            theme: ThemeChoice::System,
            scale: 1.0,
            outline: true,
            inspector: true,
            plot: true,
            panels_first: None,
            shut_for_plot: [false; 2],
            snap: true,
            overlay: Overlay::None,
            middle: Middle::Canvas,
            table: TableChoice::default(),
            meeting: MeetingChoice::default(),
            sketch_mode: false,
            outline_width: 204.0,
            inspector_width: 308.0,
            plot_height: 268.0,
            window_width: 1280.0,
            window_height: 800.0,
            maximized: false,
            author: String::new(),
            recent: Vec::new(),
            export: ExportChoice::default(),
            report: ReportChoice::default(),
            pictures: PicturesChoice::default(),
            export_component: None,
            picture_width: 1600,
        }
    }
}

impl Settings {
    /// Puts a file on top of the recent ones. A path that is no text cannot be written down.
    pub fn remember(&mut self, path: &Path) {
        if path.to_str().is_none() {
            return;
        }
        let path = std::path::absolute(path).unwrap_or_else(|_| path.to_owned());
        self.recent.retain(|recent| *recent != path);
        self.recent.insert(0, path);
        self.recent.truncate(MOST_RECENT);
    }
}
