//! Short messages about what just happened.

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
}

impl Notice {
    /// Something was done.
    pub fn done(text: impl Into<String>) -> Self {
        Self { tone: Tone::Done, text: text.into(), offer: None }
    }

    /// Something needs care.
    pub fn warning(text: impl Into<String>) -> Self {
        Self { tone: Tone::Warning, text: text.into(), offer: None }
    }

    /// Something failed.
    pub fn failed(text: impl Into<String>) -> Self {
        Self { tone: Tone::Failed, text: text.into(), offer: None }
    }

    /// The notice with an action that may follow.
    #[must_use]
    pub const fn offering(mut self, action: ActionId) -> Self {
        self.offer = Some(action);
        self
    }
}
