//! Libraries by name, each with the page that says where it can be used.

use std::collections::{BTreeMap, BTreeSet};

use super::CatalogError;
use super::entry::{Entry, parse};
use crate::catalog::Library;
use crate::catalog::raw::RawLibrary;
use crate::model::library::key;
use crate::model::{LanguageId, LibraryName};

pub(super) fn read_libraries(text: &str, entry: &Entry<'_>) -> Result<Vec<Library>, CatalogError> {
    let mut libraries: Vec<Library> = Vec::new();
    let mut taken = BTreeMap::new();
    for raw in parse::<Vec<RawLibrary>>(text, entry.file)? {
        let place = raw.id.clone();
        if libraries.iter().any(|other| other.id == place) {
            return entry.bad(&place, "the library appears twice");
        }
        let library = library(entry, raw)?;
        for key in &library.keys {
            if let Some(other) = taken.insert(key.clone(), place.clone()) {
                return entry.bad(&place, format!("`{key}` already stands for {other}"));
            }
        }
        libraries.push(library);
    }
    Ok(libraries)
}

fn library(entry: &Entry<'_>, raw: RawLibrary) -> Result<Library, CatalogError> {
    let place = raw.id;
    if LibraryName::new(&raw.name).is_none_or(|name| name.as_str() != raw.name) {
        return entry.bad(&place, "a library needs a name on one line");
    }
    let mut keys = vec![key(&raw.name)];
    for other in raw.also.iter().map(|word| key(word)) {
        if other.is_empty() {
            return entry.bad(&place, "another name is empty");
        }
        if !keys.contains(&other) {
            keys.push(other);
        }
    }
    let languages = |ids: &[String]| -> Result<BTreeSet<LanguageId>, CatalogError> {
        ids.iter().map(|id| entry.language(&place, id)).collect()
    };
    let (first, community) = (languages(&raw.first)?, languages(&raw.community)?);
    if let Some(both) = first.intersection(&community).next() {
        return entry.bad(&place, format!("`{both}` has both sorts of binding"));
    }
    if first.is_empty() && community.is_empty() {
        return entry.bad(&place, "it can be used in no language");
    }
    if !raw.page.starts_with("https://") {
        return entry.bad(&place, "the address of a page begins with https://");
    }
    let Some(dated) = entry.date(&place, &raw.dated)? else {
        return entry.bad(&place, "the page needs a date");
    };
    Ok(Library {
        id: place,
        name: raw.name,
        keys,
        first,
        community,
        data: raw.data,
        page: raw.page,
        dated,
        seen: raw.seen,
    })
}
