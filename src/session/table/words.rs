//! Words that are typed into cells: names of what the plan has, kinds, styles, protocols, tags.

use std::collections::BTreeSet;

use crate::catalog::names::{kind_meant, protocol_meant};
use crate::model::{Component, ComponentChange, Focus, Kind, LinkStyle, Protocol};

/// Words of the two intents in a cell of tags.
pub(super) const TAGS: [&str; 2] = ["performance-sensitive", "data-intelligent"];

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

/// A protocol by its name in any case; any other word is one of its own.
pub(super) fn protocol(text: &str) -> Protocol {
    let known = Protocol::KNOWN
        .iter()
        .find(|of| of.label().eq_ignore_ascii_case(text) || of.word().eq_ignore_ascii_case(text));
    let also =
        || matches!(text.to_lowercase().as_str(), "http" | "https").then(|| protocol_meant(text));
    known.cloned().or_else(|| also().flatten()).unwrap_or_else(|| Protocol::from_word(text))
}

/// Tags and labels as a text says them, parted by commas.
pub(super) fn tag_changes(of: &Component, text: &str) -> Result<Vec<ComponentChange>, String> {
    let words: Vec<&str> = text.split(',').map(str::trim).filter(|word| !word.is_empty()).collect();
    if let Some(word) = words.iter().find(|word| word.chars().any(char::is_control)) {
        return Err(format!("“{}” is no tag.", crate::base::words::visible(word)));
    }
    let has = |wanted: &str| {
        let short = wanted.split('-').next().unwrap_or_default();
        words.iter().any(|word| same(word, wanted) || same(word, short))
    };
    let (performance, data) = (has(TAGS[0]), has(TAGS[1]));
    let intents = |word: &str| {
        TAGS.iter().any(|tag| same(word, tag) || same(word, tag.split('-').next().unwrap_or("")))
    };
    let labels: BTreeSet<String> =
        words.iter().filter(|word| !intents(word)).map(|word| (*word).to_owned()).collect();
    let mut changes = Vec::new();
    if performance != of.tags.performance.is_some() {
        changes.push(ComponentChange::Performance(performance.then_some(Focus::Unsaid)));
    }
    if data != of.tags.data {
        changes.push(ComponentChange::Data(data));
    }
    let label = |label: &String, on| ComponentChange::Label(label.clone(), on);
    changes.extend(labels.difference(&of.tags.labels).map(|of| label(of, true)));
    changes.extend(of.tags.labels.difference(&labels).map(|of| label(of, false)));
    Ok(changes)
}
