//! Pictures: one display list ([`scene::Scene`]) for diagram, charts and report pages, written as
//! SVG; PNG and PDF come from the SVG, so all three look alike and need neither display nor GPU.
//!
//! Texts are drawn with the bundled fonts, and characters that they lack with fonts of the machine.
//! What neither have is a box in pixels and PDF, and reported; an SVG keeps every text as it is.

pub mod chart;
pub mod color;
pub mod diagram;
pub mod document;
pub mod font;
pub mod footer;
pub mod icon;
pub mod pdf;
pub mod png;
pub mod scene;
pub mod svg;
pub mod theme;
mod tint;

pub use color::Rgba;
pub use font::{Font, measure};
pub use scene::{Item, Part, Scene};
pub use theme::Theme;

/// Why a picture cannot be made.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum DrawError {
    /// The picture would have too many pixels.
    #[error(
        "the picture would be {width} by {height} pixels; at most {most} in all are drawn. Choose a smaller scale, {fits} at most"
    )]
    TooLarge {
        /// Width in pixels.
        width: u64,
        /// Height in pixels.
        height: u64,
        /// Most pixels.
        most: u64,
        /// The largest scale that would do.
        fits: String,
    },
    /// A library refused what was handed to it.
    #[error("cannot make the {format}: {problem}")]
    Backend {
        /// Which format.
        format: &'static str,
        /// What the library said.
        problem: String,
    },
}
