//! Keys: shortcuts of the registry, and typing that starts a new component.

use egui::{Event, Key, Modifiers};

use super::canvas::quick;
use super::{View, field, meeting, outline, table};
use crate::session::{ACTIONS, ActionId, Command, Dialog, Shortcut, Tool};

/// egui's key of a shortcut, with its modifiers.
#[must_use]
pub fn egui_key(shortcut: Shortcut) -> Option<(Modifiers, Key)> {
    let mut modifiers = Modifiers::NONE;
    if shortcut.command {
        modifiers = modifiers.plus(Modifiers::COMMAND);
    }
    if shortcut.shift {
        modifiers = modifiers.plus(Modifiers::SHIFT);
    }
    Key::from_name(shortcut.key).map(|key| (modifiers, key))
}

/// Turns this frame's keys into commands. A list or menu that is open has all of them. While a
/// text field has the keyboard only shortcuts with Control reach the plan, and those of text
/// editing stay with the field; a button keeps the keys that press it or lead away from it.
pub(super) fn read(ctx: &egui::Context, view: &mut View<'_>) {
    let outline = ctx.memory(|memory| memory.has_focus(outline::focus_id()));
    let table = ctx.memory(|memory| memory.has_focus(table::focus_id()));
    let in_meeting = ctx.memory(|memory| memory.has_focus(meeting::focus_id()));
    // What lists the plan or speaks of it has the keyboard without being a field.
    let beside = outline || table || in_meeting;
    let focused = ctx.egui_wants_keyboard_input() && !beside;
    let typing = focused && ctx.text_edit_focused();
    let modal = !view.session.dialogs.is_empty();
    let elsewhere = matches!(view.session.tool, Tool::Naming { .. });
    if elsewhere || egui::Popup::is_any_open(ctx) {
        return;
    }
    // Escape that leaves a field is spent on that.
    let spent = field::was_typing(ctx);
    let names = !focused
        && !outline
        && view.session.shows_canvas()
        && view.session.tool == Tool::Idle
        && !quick::is_opening(ctx, view.session);
    // The plan's settings are edits, so they can be taken back where they are made.
    let settings = matches!(view.session.dialogs.as_slice(), [.., Dialog::PlanSettings(_)]);
    let here = |id: ActionId| !modal || settings && [ActionId::Undo, ActionId::Redo].contains(&id);
    for action in ACTIONS.iter().filter(|action| here(action.id)) {
        for &shortcut in action.shortcuts {
            let kept = if typing { edits_text(shortcut) } else { presses(shortcut) };
            // The arrows go along the outline's rows while it has the keyboard.
            if shortcut.key == "Escape" && spent && !beside {
                continue;
            }
            if focused && kept || outline && shortcut.key.starts_with("Arrow") {
                continue;
            }
            if table && table::takes(shortcut)
                || view.session.shows_meeting() && !outline && meeting::takes(shortcut)
            {
                continue;
            }
            let pressed = ctx.input_mut(|input| {
                key_events(input, shortcut) + usize::from(clipboard_event(input, shortcut))
            });
            if (action.available)(view.session) {
                (0..pressed).for_each(|_| view.act(action.id));
            }
        }
    }
    if modal {
        return;
    }
    // What is pasted into the table is for its cells.
    if !(typing || table)
        && let Some(text) = ctx.input_mut(pasted)
    {
        view.send(Command::Paste(text));
    }
    if names {
        let typed = ctx.input(|input| {
            let texts = input.events.iter().filter_map(|event| match event {
                Event::Text(text) => Some(text.as_str()),
                _ => None,
            });
            // A name begins with no space, but what is typed quickly comes in one piece.
            texts.collect::<String>().trim_start().to_owned()
        });
        if !typed.is_empty() && view.commands.is_empty() {
            view.send(Command::Type(typed));
        }
    }
}

/// A shortcut that means something to a text field.
fn edits_text(shortcut: Shortcut) -> bool {
    presses(shortcut) || ["Z", "Y", "X", "C", "V", "A"].contains(&shortcut.key)
}

/// A key without Control that a button, or what is around it, may have a use for.
fn presses(shortcut: Shortcut) -> bool {
    let goes_on = ["F1", "F4", "F6", "F8", "F9"].contains(&shortcut.key);
    !shortcut.command && !goes_on
}

/// Takes presses of exactly these keys out of the input, and counts them: while a frame takes long
/// people press more than once; a key that is held counts once a frame. Ctrl+Z must not take those
/// of Ctrl+Shift+Z. Digits count by their key, since with Shift they are other characters.
fn key_events(input: &mut egui::InputState, shortcut: Shortcut) -> usize {
    let Some((wanted, shortcut_key)) = egui_key(shortcut) else { return 0 };
    let digit = matches!(shortcut.key.as_bytes(), [b'0'..=b'9']);
    let (mut pressed, mut held) = (0, false);
    input.events.retain(|event| match event {
        Event::Key { key, physical_key, pressed: true, repeat, modifiers } => {
            let same = *key == shortcut_key || digit && *physical_key == Some(shortcut_key);
            let taken = same && modifiers.matches_exact(wanted);
            pressed += usize::from(taken && !repeat);
            held |= taken && *repeat;
            !taken
        }
        _ => true,
    });
    pressed.max(usize::from(held))
}

/// Takes what was pasted out of the input.
fn pasted(input: &mut egui::InputState) -> Option<String> {
    let place = input.events.iter().position(|event| matches!(event, Event::Paste(_)))?;
    match input.events.remove(place) {
        Event::Paste(text) => Some(text),
        _ => None,
    }
}

/// The window system turns the clipboard's shortcuts into events of their own.
fn clipboard_event(input: &mut egui::InputState, shortcut: Shortcut) -> bool {
    if !shortcut.command || shortcut.shift {
        return false;
    }
    let wanted = |event: &Event| match shortcut.key {
        "C" => matches!(event, Event::Copy),
        "X" => matches!(event, Event::Cut),
        _ => false,
    };
    let place = input.events.iter().position(wanted);
    place.map(|place| input.events.remove(place)).is_some()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_shortcut_is_a_key_of_egui() {
        for action in ACTIONS {
            for &shortcut in action.shortcuts {
                assert!(egui_key(shortcut).is_some(), "{}", shortcut.label());
            }
        }
    }

    /// What is typed on the canvas is a name, so no letter or digit alone may mean anything else.
    #[test]
    fn no_letter_alone_is_a_shortcut() {
        for shortcut in ACTIONS.iter().flat_map(|action| action.shortcuts) {
            let typed = shortcut.key.len() == 1 && !shortcut.command;
            let digit = shortcut.shift && shortcut.key.as_bytes()[0].is_ascii_digit();
            assert!(!typed || digit, "{} is the beginning of a name", shortcut.label());
        }
    }
}
