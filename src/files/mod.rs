//! The project file `*.plan.ron`: versioned save structs, reading with listed repairs, saving that
//! never leaves a half-written file.
//!
//! The format is its own layer: field names here are the file's, not the model's, and the structs
//! of a released version never change. Reading is tolerant and reports what it could not use;
//! writing is strict and checks that what it wrote reads back as the same plan.

pub mod backup;
mod entries;
pub mod folder;
mod from_save;
mod lines;
mod notation;
pub mod read;
pub mod regular;
pub mod replace;
mod save_v1;
pub mod stamp;
pub mod store;
mod surface;
pub mod templates;
mod to_save;
pub mod write;

pub use read::{LoadError, Loaded, Repair, read_text};
pub use replace::replace;
pub use stamp::Stamp;
pub use store::{SaveError, load, load_from, load_stamped, save};
pub use write::{revision, write_text};

/// Ending of project files.
pub const EXTENSION: &str = ".plan.ron";

/// Magic word at the start of every project file.
pub const FORMAT: &str = "polyplan";

/// Newest version that this program reads, and the one it writes.
pub const VERSION: u32 = 1;

/// Largest file that is read, bytes; a plan of 100,000 components takes about half.
pub const MAX_BYTES: u64 = 256 * 1024 * 1024;

/// Deepest nesting of brackets that is read; the format itself needs six.
pub const MAX_DEPTH: usize = 32;
