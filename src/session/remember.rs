//! Settings on disk: written all at once, read with care.

use std::io::ErrorKind;

use super::Notice;
use super::places::{Places, make_private};
use super::settings::{PICTURE_WIDTH, SCALE, Settings};
use super::table::Middle;
use crate::base::failure::{folder_of, reason};
use crate::files::{regular, store};

/// Most of the file that is read, bytes.
const MOST_BYTES: u64 = 1 << 20;
/// Most minutes for an item of a meeting.
const MINUTES: u32 = 600;
/// Before the name of each setting, as [`Settings::write`] writes it.
const INDENT: &str = "    ";

impl Settings {
    /// The remembered settings. A file that cannot be read in full is put aside, said, and replaced
    /// by what can be read of it.
    #[must_use]
    pub fn read(places: &Places) -> (Self, Option<Notice>) {
        let path = places.settings();
        let (settings, problem) = match regular::read(&path, MOST_BYTES) {
            Ok(bytes) => {
                let text = String::from_utf8_lossy(&bytes);
                match ron::from_str::<Self>(&text) {
                    Ok(settings) => return (settings.within_limits(), None),
                    Err(error) => (Self::of_fields(&text), error.to_string()),
                }
            }
            Err(error) if error.kind() == ErrorKind::NotFound => return (Self::default(), None),
            Err(error) => (Self::default(), reason(&path, &error)),
        };
        tracing::warn!("settings cannot be read");
        let settings = settings.within_limits();
        let aside = places.broken_settings();
        let kept = match std::fs::rename(&path, &aside) {
            Ok(()) => {
                // What fails here is tried again with the next setting that changes.
                let _ = settings.write(places);
                format!("the file is kept as {}", aside.display())
            }
            Err(_) => format!("the file is {}", path.display()),
        };
        let text = format!(
            "Settings cannot be read ({problem}). The usual ones are used for what is lost; {kept}"
        );
        (settings, Some(Notice::warning(text)))
    }

    /// Those fields that can be read, each on its own, of a text that cannot be read as a whole.
    fn of_fields(text: &str) -> Self {
        let (mut settings, mut sound) = (Self::default(), String::new());
        for field in fields(text) {
            let with = format!("{sound}{field},");
            if let Ok(read) = ron::from_str(&format!("({with})")) {
                (settings, sound) = (read, with);
            }
        }
        settings
    }

    /// Writes the settings all at once.
    ///
    /// # Errors
    /// A sentence that names what cannot be written; the file is then as before.
    pub fn write(&self, places: &Places) -> Result<(), String> {
        let path = places.settings();
        make_private(folder_of(&path))?;
        let pretty = ron::ser::PrettyConfig::new().new_line("\n");
        let text = ron::ser::to_string_pretty(self, pretty).map_err(|error| error.to_string())?;
        store::write_own(&path, text.as_bytes())
    }

    /// Numbers that people may have written into the file by hand, within what works.
    fn within_limits(mut self) -> Self {
        let usual = Self::default();
        if self.middle == Middle::Meeting {
            // A meeting is over when the window is.
            self.middle = Middle::Canvas;
            self.unfold();
        }
        self.meeting.minutes = self.meeting.minutes.min(MINUTES);
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

/// The fields of a written text, without the comma that ends them; damage to one leaves the others.
fn fields(text: &str) -> Vec<String> {
    let mut fields: Vec<String> = Vec::new();
    for line in text.lines() {
        let named = line.strip_prefix(INDENT).filter(|rest| rest.starts_with(char::is_alphabetic));
        match (named, fields.last_mut()) {
            (Some(named), _) => fields.push(named.to_owned()),
            (None, Some(field)) if line.starts_with(INDENT) => *field += line,
            _ => {}
        }
    }
    fields.iter().map(|field| field.trim_end_matches(',').to_owned()).collect()
}
