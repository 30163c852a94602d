//! Colour roles of the two themes, read strictly from `assets/theme/*.ron`.

use std::sync::OnceLock;

use serde::{Deserialize, Deserializer};

use super::color::Rgba;
use crate::base::Hue;

impl<'de> Deserialize<'de> for Rgba {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        Self::from_hex(&text).ok_or_else(|| {
            serde::de::Error::custom(format!("`{text}` is not a colour such as #1A2B3C"))
        })
    }
}

macro_rules! roles {
    ($($(#[$doc:meta])* $name:ident { $($(#[$role_doc:meta])* $role:ident,)+ })+) => {
        $(
            $(#[$doc])*
            #[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
            #[serde(deny_unknown_fields)]
            pub struct $name {
                $($(#[$role_doc])* pub $role: Rgba,)+
            }
        )+
    };
}

roles! {
    /// Areas, from the back to the front.
    Surface {
        /// Behind everything.
        canvas,
        /// Panels.
        panel,
        /// Cards and what floats.
        raised,
        /// Under the pointer.
        hover,
        /// Pressed.
        pressed,
    }
    /// Lines without a meaning of their own.
    Line {
        /// Felt rather than seen.
        hairline,
        /// Borders of fields.
        border,
    }
    /// Text.
    Text {
        /// Units, captions.
        subdued,
        /// Running text.
        normal,
        /// Names and headings.
        strong,
    }
    /// The one accent.
    Accent {
        /// Strokes and focus.
        stroke,
        /// Areas under white text.
        fill,
        /// Selected rows.
        soft,
        /// Text.
        text,
    }
    /// States.
    Status {
        /// Fine.
        ok,
        /// Worth a look.
        warn,
        /// Wrong.
        error,
        /// Worth knowing.
        info,
    }
    /// Series and languages.
    Series {
        /// [`Hue::Indigo`].
        indigo,
        /// [`Hue::Teal`].
        teal,
        /// [`Hue::Amber`].
        amber,
        /// [`Hue::Pink`].
        pink,
        /// [`Hue::Green`].
        green,
        /// [`Hue::Coral`].
        coral,
        /// [`Hue::Sky`].
        sky,
        /// [`Hue::Olive`].
        olive,
        /// [`Hue::Neutral`].
        neutral,
    }
}

/// All colour roles of one theme.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Theme {
    /// Areas.
    pub surface: Surface,
    /// Lines.
    pub line: Line,
    /// Text.
    pub text: Text,
    /// Accent.
    pub accent: Accent,
    /// States.
    pub status: Status,
    /// Series.
    pub series: Series,
}

impl Theme {
    /// The light theme, for documents and bright rooms.
    #[must_use]
    pub fn light() -> &'static Self {
        static LIGHT: OnceLock<Theme> = OnceLock::new();
        LIGHT.get_or_init(|| read(include_str!("../../assets/theme/light.ron")))
    }

    /// The dark theme.
    #[must_use]
    pub fn dark() -> &'static Self {
        static DARK: OnceLock<Theme> = OnceLock::new();
        DARK.get_or_init(|| read(include_str!("../../assets/theme/dark.ron")))
    }

    /// The theme for a page: a light one is printed, so its ground is that of white paper.
    #[must_use]
    pub fn on_paper(&self) -> Self {
        let mut paper = *self;
        if self.surface.panel.luminance() > 0.5 {
            paper.surface.panel = self.surface.raised;
            paper.surface.canvas = self.surface.raised;
        }
        paper
    }

    /// The colour of a hue.
    #[must_use]
    pub const fn hue(&self, hue: Hue) -> Rgba {
        match hue {
            Hue::Indigo => self.series.indigo,
            Hue::Teal => self.series.teal,
            Hue::Amber => self.series.amber,
            Hue::Pink => self.series.pink,
            Hue::Green => self.series.green,
            Hue::Coral => self.series.coral,
            Hue::Sky => self.series.sky,
            Hue::Olive => self.series.olive,
            Hue::Neutral => self.series.neutral,
        }
    }
}

/// The shipped themes are read in a test, so the fallback of plain greys is never seen.
fn read(text: &str) -> Theme {
    ron::from_str(text).unwrap_or_else(|_| grey())
}

fn grey() -> Theme {
    let [dark, middle, light] =
        [40, 120, 250].map(|x| Rgba { red: x, green: x, blue: x, alpha: 255 });
    Theme {
        surface: Surface {
            canvas: light,
            panel: light,
            raised: light,
            hover: light,
            pressed: light,
        },
        line: Line { hairline: middle, border: middle },
        text: Text { subdued: dark, normal: dark, strong: dark },
        accent: Accent { stroke: dark, fill: dark, soft: light, text: dark },
        status: Status { ok: dark, warn: dark, error: dark, info: dark },
        series: Series {
            indigo: dark,
            teal: dark,
            amber: dark,
            pink: dark,
            green: dark,
            coral: dark,
            sky: dark,
            olive: dark,
            neutral: dark,
        },
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_themes_are_read_strictly() {
        for text in [
            include_str!("../../assets/theme/light.ron"),
            include_str!("../../assets/theme/dark.ron"),
        ] {
            assert!(ron::from_str::<Theme>(text).is_ok());
            assert!(ron::from_str::<Theme>(&text.replacen("canvas:", "canvass:", 1)).is_err());
        }
        assert_ne!(Theme::light(), Theme::dark());
    }

    #[test]
    fn text_and_strokes_have_contrast() {
        for theme in [Theme::light(), Theme::dark()] {
            let Surface { canvas, panel, raised, hover, .. } = theme.surface;
            let statuses =
                [theme.status.ok, theme.status.warn, theme.status.error, theme.status.info];
            let texts =
                [theme.text.subdued, theme.text.normal, theme.text.strong, theme.accent.text];
            for surface in [canvas, panel, raised, hover] {
                for text in texts.into_iter().chain(statuses) {
                    assert!(text.contrast(surface) >= 4.5, "{} on {}", text.hex(), surface.hex());
                }
            }
            // Series are strokes and areas with a meaning, not text.
            for surface in [canvas, panel, raised] {
                for hue in Hue::ALL {
                    let color = theme.hue(*hue);
                    assert!(color.contrast(surface) >= 3.0, "{} on {}", color.hex(), surface.hex());
                }
                assert!(theme.accent.stroke.contrast(surface) >= 3.0);
            }
            let hairline = theme.line.hairline.contrast(panel);
            assert!((1.15..=1.5).contains(&hairline), "hairline {hairline}");
            let white = Rgba { red: 255, green: 255, blue: 255, alpha: 255 };
            assert!(white.contrast(theme.accent.fill) >= 4.5);
        }
    }
}
