//! Settings on disk: written all at once, read with care.

use std::io::ErrorKind;

use super::Notice;
use super::places::{Places, make_private};
use super::settings::{PICTURE_WIDTH, SCALE, Settings};
use crate::files;

impl Settings {
    /// The remembered settings. A file that cannot be read is put aside, said, and replaced by the
    /// usual settings.
    #[must_use]
    pub fn read(places: &Places) -> (Self, Option<Notice>) {
        let path = places.settings();
        let problem = match std::fs::read_to_string(&path) {
            Ok(text) => match ron::from_str::<Self>(&text) {
                Ok(settings) => return (settings.within_limits(), None),
                Err(error) => error.to_string(),
            },
            Err(error) if error.kind() == ErrorKind::NotFound => return (Self::default(), None),
            Err(error) => error.to_string(),
        };
        let aside = places.broken_settings();
        let kept = match std::fs::rename(&path, &aside) {
            Ok(()) => format!("the file is kept as {}", aside.display()),
            Err(_) => format!("the file is {}", path.display()),
        };
        let text =
            format!("The settings cannot be read ({problem}). The usual ones are used; {kept}");
        (Self::default(), Some(Notice::warning(text)))
    }

    /// Writes the settings all at once.
    ///
    /// # Errors
    /// What the file system says; the file is then as before.
    pub fn write(&self, places: &Places) -> std::io::Result<()> {
        let path = places.settings();
        if let Some(folder) = path.parent() {
            make_private(folder)?;
        }
        let pretty = ron::ser::PrettyConfig::new().new_line("\n");
        let text = ron::ser::to_string_pretty(self, pretty).map_err(std::io::Error::other)?;
        files::replace(&path, text.as_bytes())
    }

    /// Numbers that people may have written into the file by hand, within what works.
    fn within_limits(mut self) -> Self {
        let usual = Self::default();
        let within = |value: f32, (low, high): (f32, f32), usual: f32| {
            if value.is_finite() { value.clamp(low, high) } else { usual }
        };
        let length = (80.0, 10_000.0);
        self.scale = within(self.scale, SCALE, usual.scale);
        self.outline_width = within(self.outline_width, length, usual.outline_width);
        self.inspector_width = within(self.inspector_width, length, usual.inspector_width);
        self.plot_height = within(self.plot_height, length, usual.plot_height);
        self.window_width = within(self.window_width, length, usual.window_width);
        self.window_height = within(self.window_height, length, usual.window_height);
        self.picture_width = self.picture_width.clamp(PICTURE_WIDTH.0, PICTURE_WIDTH.1);
        let scale = self.export.scale;
        self.export.scale = if scale.is_finite() { scale.clamp(0.1, 10.0) } else { 2.0 };
        self
    }
}
