//! Short messages about what just happened.

use std::path::PathBuf;

use super::action::ActionId;

/// How a notice is meant.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tone {
    /// Something was done.
    Done,
    /// Something needs care.
    Warning,
    /// Something failed.
    Failed,
}

/// A message that names its object; the window shows it for a while.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Notice {
    /// How it is meant.
    pub tone: Tone,
    /// What happened.
    pub text: String,
    /// What may be done about it, offered as a button.
    pub offer: Option<ActionId>,
    /// The folder that it offers to open.
    pub folder: Option<PathBuf>,
}

impl Notice {
    const fn new(tone: Tone, text: String) -> Self {
        Self { tone, text, offer: None, folder: None }
    }

    /// The same with an offer to open a folder.
    #[must_use]
    pub fn leading_to(mut self, folder: PathBuf) -> Self {
        self.folder = Some(folder);
        self
    }

    /// Something was done.
    pub fn done(text: impl Into<String>) -> Self {
        Self::new(Tone::Done, text.into())
    }

    /// Something needs care.
    pub fn warning(text: impl Into<String>) -> Self {
        Self::new(Tone::Warning, text.into())
    }

    /// Something failed.
    pub fn failed(text: impl Into<String>) -> Self {
        Self::new(Tone::Failed, text.into())
    }

    /// The notice with an action that may follow.
    #[must_use]
    pub const fn offering(mut self, action: ActionId) -> Self {
        self.offer = Some(action);
        self
    }
}
