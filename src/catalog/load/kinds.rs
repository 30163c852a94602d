//! What people call each kind.

use std::collections::BTreeMap;

use super::CatalogError;
use super::entry::{Entry, parse};
use crate::catalog::kinds::{KindWords, words};
use crate::catalog::raw::RawKind;
use crate::model::Kind;

pub(super) fn read_kinds(text: &str, entry: &Entry<'_>) -> Result<Vec<KindWords>, CatalogError> {
    let mut kinds: Vec<KindWords> = Vec::new();
    let mut taken = BTreeMap::new();
    for raw in parse::<Vec<RawKind>>(text, entry.file)? {
        let place = raw.kind.clone();
        let known = |word: &str| Kind::KNOWN.iter().find(|kind| kind.word() == word).cloned();
        let kind = entry.word(&place, &raw.kind, known)?;
        if kinds.iter().any(|other| other.kind == kind) {
            return entry.bad(&place, "the kind appears twice");
        }
        for word in raw.words.iter().chain(&raw.weak).chain(&raw.products) {
            if word.is_empty() || words(word).join(" ") != *word {
                let problem = "must be lower-case words with single spaces between";
                return entry.bad(&place, format!("`{word}` {problem}"));
            }
            if let Some(other) = taken.insert(word.clone(), place.clone()) {
                return entry.bad(&place, format!("`{word}` already stands for {other}"));
            }
        }
        let RawKind { words, weak, products, ready, .. } = raw;
        let listed = |word: &String| words.contains(word) || products.contains(word);
        if let Some(word) = ready.iter().find(|word| !listed(word)) {
            return entry.bad(&place, format!("`{word}` is ready-made, but no word of the kind"));
        }
        kinds.push(KindWords { kind, words, weak, products, ready });
    }
    Ok(kinds)
}
