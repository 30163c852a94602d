//! What the status bar says may be done next.

use super::{ActionId, Session, Tool};
use crate::session::Naming;

impl Session {
    /// What may be done next, with the keys for it.
    #[must_use]
    pub fn hint(&self) -> String {
        let said = match &self.tool {
            Tool::Idle if self.quick.is_some() => {
                "Enter does the line · Tab completes · Down goes through what is offered · Esc closes"
            }
            Tool::Idle if self.shows_table() => {
                "Type to edit · Enter goes down, Tab right · Ctrl+D fills down · Del clears · Ctrl+C copies with heads"
            }
            Tool::Idle if self.shows_meeting() && self.meeting_item().is_none() => "Esc leaves",
            Tool::Idle if self.shows_meeting() => {
                "Enter is done, Right goes on, Left back · Ctrl+L decides · Ctrl+B votes · Ctrl+M estimates · Ctrl+J notes · Esc leaves"
            }
            Tool::Idle | Tool::Pressed { .. } => return self.idle_hint(),
            Tool::Panning { .. } => "Release to stop panning",
            Tool::Moving { .. } => {
                "Ctrl moves without snapping · Shift keeps it straight · Esc puts it back"
            }
            Tool::Boxing { .. } => "Release to select · Esc cancels",
            Tool::Connecting { onto: Some(_), .. } => "Release to connect · Esc cancels",
            Tool::Connecting { loose: Some(_), .. } => {
                "Drop on the card that the link goes to instead · Esc cancels"
            }
            Tool::Connecting { .. } => {
                "Drop on a card to connect, or on nothing to add one · Esc cancels"
            }
            Tool::Naming { what: Naming::NewComponent { .. }, .. } => {
                "Enter adds it · Tab adds it and the next, linked · Up and Down choose the kind · Esc cancels"
            }
            Tool::Naming { .. } => "Enter keeps the name · Esc cancels",
        };
        said.to_owned()
    }

    /// Letters name what is selected, or something new; all else has a key with Control.
    fn idle_hint(&self) -> String {
        let selection = &self.selection;
        let tags = format!(
            "{} and {} tag · {} decides the language",
            keys(ActionId::TagPerformance),
            keys(ActionId::TagData),
            keys(ActionId::Decide)
        );
        let connect = keys(ActionId::Connect);
        if selection.is_empty() {
            "Type a name to add a component, or double-click · drag from a card’s edge to connect · drag to select · Space-drag pans".to_owned()
        } else if self.names_next() {
            format!("Type the next name to add one more · {tags} · {connect} connects")
        } else if selection.only_component().is_some() {
            format!("Type to rename · {tags} · {connect} connects")
        } else if selection.only_link().is_some() {
            "Type what it carries · drag an end to another card · Del deletes".to_owned()
        } else if selection.only_group().is_some() {
            format!("Type to rename · {} ungroups", keys(ActionId::Ungroup))
        } else if selection.components.is_empty() {
            "Del deletes".to_owned()
        } else {
            format!("{tags} · {} groups · {connect} connects", keys(ActionId::Group))
        }
    }

    /// Whether what is typed on the canvas names a new component.
    #[must_use]
    pub fn names_next(&self) -> bool {
        let only = self.selection.only_component();
        self.selection.is_empty() || only.is_some() && only == self.added.as_ref()
    }
}

fn keys(id: ActionId) -> String {
    id.action().shortcuts.first().map_or_else(String::new, |shortcut| shortcut.label())
}
