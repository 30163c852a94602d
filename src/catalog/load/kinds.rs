//! What people call each kind, and the technologies that they name.

use std::collections::BTreeMap;

use super::CatalogError;
use super::entry::{Entry, parse};
use crate::catalog::Technology;
use crate::catalog::kinds::{KindWords, words};
use crate::catalog::raw::{RawKind, RawTechnology};
use crate::catalog::technology::name_word;
use crate::model::{Kind, Protocol};

pub(super) fn read_kinds(
    text: &str,
    entry: &Entry<'_>,
) -> Result<(Vec<KindWords>, Vec<Technology>), CatalogError> {
    let mut kinds: Vec<KindWords> = Vec::new();
    let mut technologies = Vec::new();
    let mut taken = BTreeMap::new();
    for raw in parse::<Vec<RawKind>>(text, entry.file)? {
        let place = raw.kind.clone();
        let kind = known(entry, &place, &raw.kind)?;
        if kinds.iter().any(|other| other.kind == kind) {
            return entry.bad(&place, "the kind appears twice");
        }
        let RawKind { words: roles, weak, mut products, technologies: named, ready, .. } = raw;
        for raw in named {
            let of = technology(entry, &place, &kind, raw, &ready)?;
            products.extend(of.words.iter().cloned());
            technologies.push(of);
        }
        for word in roles.iter().chain(&weak).chain(&products) {
            if word.is_empty() || words(word).join(" ") != *word {
                let problem = "must be lower-case words with single spaces between";
                return entry.bad(&place, format!("`{word}` {problem}"));
            }
            if let Some(other) = taken.insert(word.clone(), place.clone()) {
                return entry.bad(&place, format!("`{word}` already stands for {other}"));
            }
        }
        let listed = |word: &String| roles.contains(word) || products.contains(word);
        if let Some(word) = ready.iter().find(|word| !listed(word)) {
            return entry.bad(&place, format!("`{word}` is ready-made, but no word of the kind"));
        }
        kinds.push(KindWords { kind, words: roles, weak, products, ready });
    }
    Ok((kinds, technologies))
}

fn known(entry: &Entry<'_>, place: &str, word: &str) -> Result<Kind, CatalogError> {
    let known = |word: &str| Kind::KNOWN.iter().find(|kind| kind.word() == word).cloned();
    entry.word(place, word, known)
}

fn technology(
    entry: &Entry<'_>,
    place: &str,
    kind: &Kind,
    raw: RawTechnology,
    ready: &[String],
) -> Result<Technology, CatalogError> {
    let place = format!("{place}, {}", raw.name);
    let mut called = vec![name_word(&raw.name)];
    called.extend(raw.words);
    let also = raw.also.iter().map(|word| known(entry, &place, word));
    Ok(Technology {
        ready: called.iter().any(|word| ready.contains(word)),
        words: called,
        name: raw.name,
        kind: kind.clone(),
        also: also.collect::<Result<_, _>>()?,
        protocol: raw.protocol.map(|word| Protocol::from_word(&word)),
        port: raw.port,
    })
}
