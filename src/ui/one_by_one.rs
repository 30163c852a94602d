//! Keys that end something are taken a frame each, in the order in which they were pressed: a frame that
//! takes long may bring several at once, and then nobody could tell Enter and Escape from Escape and
//! Enter, nor the name before Enter from the one after it.

use egui::{Event, Key};

/// Input that waits for the next frame.
#[derive(Default)]
pub(super) struct OneByOne {
    waiting: Vec<Event>,
}

impl OneByOne {
    /// Leaves the events up to the first key that ends something; whether more wait for the next frame.
    pub fn take(&mut self, events: &mut Vec<Event>) -> bool {
        let mut all = std::mem::take(&mut self.waiting);
        all.append(events);
        let ends_here = |at: &usize| ends(&all[*at]) || opens(&all[*at], &all[at + 1..]);
        let end = (0..all.len()).find(ends_here).map_or(all.len(), |at| at + 1);
        // Keys that are let go, and where the pointer is, hold nobody up.
        if all[end..].iter().any(is_typed) {
            self.waiting = all.split_off(end);
        }
        *events = all;
        !self.waiting.is_empty()
    }
}

/// Whether an event ends what is being typed.
const fn ends(event: &Event) -> bool {
    matches!(event, Event::Key { key: Key::Enter | Key::Escape | Key::Tab, pressed: true, .. })
}

/// Whether an event is a shortcut before letters, which are for what it may open.
fn opens(event: &Event, later: &[Event]) -> bool {
    let shortcut =
        matches!(event, Event::Key { pressed: true, modifiers, .. } if modifiers.command);
    shortcut && matches!(later.iter().find(|event| is_typed(event)), Some(Event::Text(_)))
}

const fn is_typed(event: &Event) -> bool {
    matches!(
        event,
        Event::Key { pressed: true, .. } | Event::Text(_) | Event::Paste(_) | Event::Ime(_)
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    fn key(key: Key, pressed: bool) -> Event {
        let modifiers = egui::Modifiers::NONE;
        Event::Key { key, physical_key: None, pressed, repeat: false, modifiers }
    }

    fn text(text: &str) -> Event {
        Event::Text(text.to_owned())
    }

    #[test]
    fn two_names_in_one_frame_are_two_names() {
        let mut held = OneByOne::default();
        let mut events = vec![
            text("Alpha"),
            key(Key::Enter, true),
            key(Key::Enter, false),
            text("Beta"),
            key(Key::Enter, true),
        ];
        assert!(held.take(&mut events), "more waits");
        assert_eq!(events, [text("Alpha"), key(Key::Enter, true)]);
        let mut events = vec![key(Key::Escape, true)];
        assert!(held.take(&mut events));
        assert_eq!(events, [key(Key::Enter, false), text("Beta"), key(Key::Enter, true)]);
        let mut events = Vec::new();
        assert!(!held.take(&mut events));
        assert_eq!(events, [key(Key::Escape, true)]);
    }

    /// Letters after a shortcut are for what it opens; shortcuts alone wait for nothing.
    #[test]
    fn letters_wait_for_what_a_shortcut_opens() {
        let shortcut = |of: Key| Event::Key {
            key: of,
            physical_key: None,
            pressed: true,
            repeat: false,
            modifiers: egui::Modifiers::COMMAND,
        };
        let mut held = OneByOne::default();
        let mut events = vec![shortcut(Key::T), key(Key::T, false), text("web"), text(" -> db")];
        assert!(held.take(&mut events));
        assert_eq!(events, [shortcut(Key::T)]);
        let mut events = Vec::new();
        assert!(!held.take(&mut events));
        assert_eq!(events, [key(Key::T, false), text("web"), text(" -> db")]);
        let mut events = vec![shortcut(Key::Z), shortcut(Key::Z)];
        assert!(!held.take(&mut events));
        assert_eq!(events.len(), 2);
    }

    #[test]
    fn what_comes_alone_waits_for_nothing() {
        let mut held = OneByOne::default();
        let pressed = vec![key(Key::Enter, true), key(Key::Enter, false), Event::PointerGone];
        let mut events = pressed.clone();
        assert!(!held.take(&mut events));
        assert_eq!(events, pressed);
    }
}
