//! Words that are typed into cells: names of what the plan has, kinds, styles, protocols, tags.

use crate::catalog::names::{kind_meant, protocol_meant};
use crate::model::{Component, ComponentChange, Kind, LinkStyle, Protocol, Tags};

/// Whether a text is a name, in any case.
pub(super) fn same(name: &str, text: &str) -> bool {
    name.trim().to_lowercase() == text.trim().to_lowercase()
}

/// What a text names, by name or id; none of an empty one.
pub(super) fn named_or_none<'a, Id: Clone + 'a>(
    what: &str,
    text: &str,
    all: &(impl Iterator<Item = (&'a Id, &'a str)> + Clone),
    word: impl Fn(&Id) -> &str,
) -> Result<Option<Id>, String> {
    if text.is_empty() {
        return Ok(None);
    }
    let mut by_name = all.clone().filter(|(_, name)| same(name, text));
    let by_id = || all.clone().find(|(id, _)| word(id) == text);
    match (by_name.next(), by_name.next()) {
        (Some(_), Some(_)) => match by_id() {
            Some((id, _)) => Ok(Some(id.clone())),
            None => Err(format!("Several {what}s are called “{text}”; type the id of one.")),
        },
        (Some((id, _)), None) => Ok(Some(id.clone())),
        (None, _) => match by_id() {
            Some((id, _)) => Ok(Some(id.clone())),
            None => {
                Err(format!("No {what} is called “{text}”; type the name of one that is there."))
            }
        },
    }
}

pub(super) fn kind(text: &str) -> Result<Kind, String> {
    if text.is_empty() {
        return Err("A component is of some kind; type one, such as service.".to_owned());
    }
    let word = text.to_lowercase();
    let known = Kind::KNOWN.iter().find(|of| of.word() == word || of.label() == word);
    known.cloned().ok_or_else(|| match kind_meant(text) {
        Some(meant) => format!("“{text}” is no kind; type {} if that is meant.", meant.label()),
        None => format!("“{text}” is no kind; type one, such as service, worker or datastore."),
    })
}

pub(super) fn style(text: &str) -> Result<LinkStyle, String> {
    let word = text.to_lowercase();
    let known = LinkStyle::ALL.iter().find(|of| of.word() == word || of.label() == word);
    known.copied().ok_or_else(|| {
        let all: Vec<&str> = LinkStyle::ALL.iter().map(|of| of.word()).collect();
        format!("A link is one of {}.", all.join(", "))
    })
}

/// A protocol by its name in any case, or by what it is spoken over; any other word is one of its own.
pub(super) fn protocol(text: &str) -> Protocol {
    let meant = match text.to_lowercase().as_str() {
        "http" | "https" => protocol_meant(text),
        _ => None,
    };
    meant.unwrap_or_else(|| Protocol::named(text))
}

/// Tags and labels as a text says them, parted by commas.
pub(super) fn tag_changes(of: &Component, text: &str) -> Result<Vec<ComponentChange>, String> {
    if let Some(word) = text.split(',').map(str::trim).find(|word| word.contains(char::is_control))
    {
        return Err(format!("“{}” is no tag.", crate::base::words::visible(word)));
    }
    let (before, after) = (&of.tags, Tags::of_text(text));
    let mut changes = Vec::new();
    if after.performance.is_some() != before.performance.is_some() {
        changes.push(ComponentChange::Performance(after.performance));
    }
    if after.data != before.data {
        changes.push(ComponentChange::Data(after.data));
    }
    let label = |label: &String, on| ComponentChange::Label(label.clone(), on);
    changes.extend(after.labels.difference(&before.labels).map(|of| label(of, true)));
    changes.extend(before.labels.difference(&after.labels).map(|of| label(of, false)));
    Ok(changes)
}
