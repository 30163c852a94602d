//! The registry of actions: menu, palette, context menu, shortcut sheet and tests iterate it.

use super::Session;

/// A key with the keys held down; `key` is egui's name of it, such as `S`, `Delete` or `F2`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Shortcut {
    /// Control, or Command on a Mac.
    pub command: bool,
    /// Shift.
    pub shift: bool,
    /// The key.
    pub key: &'static str,
}

impl Shortcut {
    /// How it is written in menus.
    #[must_use]
    pub fn label(self) -> String {
        let mut text = String::new();
        if self.command {
            text.push_str(if cfg!(target_os = "macos") { "⌘" } else { "Ctrl+" });
        }
        if self.shift {
            text.push_str("Shift+");
        }
        text.push_str(match self.key {
            "Plus" => "+",
            "Equals" => "=",
            "Minus" => "-",
            "Comma" => ",",
            "Questionmark" => "?",
            "ArrowLeft" => "Left",
            "ArrowRight" => "Right",
            "ArrowUp" => "Up",
            "ArrowDown" => "Down",
            key => key,
        });
        text
    }
}

/// Where an action stands in the menu bar.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Menu {
    /// Files and exports.
    File,
    /// Undo, clipboard, selection.
    Edit,
    /// What is done to the selected elements.
    Component,
    /// Placement.
    Arrange,
    /// What is asked of the whole plan.
    Plan,
    /// What is seen.
    View,
    /// What the diagram tells by colour: a menu within that of what is seen.
    Overlay,
    /// Help.
    Help,
}

impl Menu {
    /// Every menu of the menu bar, in its order.
    pub const ALL: &[Self] = &[
        Self::File,
        Self::Edit,
        Self::Component,
        Self::Arrange,
        Self::Plan,
        Self::View,
        Self::Help,
    ];

    /// Its title.
    #[must_use]
    pub const fn title(self) -> &'static str {
        match self {
            Self::File => "File",
            Self::Edit => "Edit",
            Self::Component => "Component",
            Self::Arrange => "Arrange",
            Self::Plan => "Plan",
            Self::View => "View",
            Self::Overlay => "Overlay",
            Self::Help => "Help",
        }
    }
}

/// An action of the user.
#[derive(Clone, Copy)]
pub struct Action {
    /// Which one.
    pub id: ActionId,
    /// Sentence case, a verb; `…` when it asks more.
    pub label: &'static str,
    /// Name of its icon; empty for none.
    pub icon: &'static str,
    /// Its shortcuts; the first is shown.
    pub shortcuts: &'static [Shortcut],
    /// The menu that holds it.
    pub menu: Menu,
    /// Whether it starts a new section of its menu.
    pub section: bool,
    /// Whether it can be run now.
    pub available: fn(&Session) -> bool,
    /// For switches: whether it is on.
    pub checked: Option<fn(&Session) -> bool>,
    /// What it does.
    pub run: fn(&mut Session),
}

impl std::fmt::Debug for Action {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Action").field("id", &self.id).finish_non_exhaustive()
    }
}

pub use super::registry::{ACTIONS, ActionId};

impl ActionId {
    /// The action with this id.
    ///
    /// # Panics
    /// Never: a test checks that the registry has every id at its place.
    #[must_use]
    pub fn action(self) -> &'static Action {
        &ACTIONS[self as usize]
    }
}
