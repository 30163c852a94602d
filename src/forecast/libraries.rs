//! Libraries that a component needs by name: who knows where each can be used, and how well.
//!
//! The team's word stands over the catalog's. What neither knows is asked once for the whole plan (the
//! finding `unknown-library`) and counts for no language until then.

use std::collections::BTreeSet;

use crate::base::prose::in_a_row;
use crate::catalog::{Catalog, Library, Support};
use crate::model::{Component, LanguageId, LibraryName, Plan};

/// Who knows in which languages a library can be used.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Known<'a> {
    /// Nobody has said.
    Nobody,
    /// The team has: in these.
    Team(&'a BTreeSet<LanguageId>),
    /// The catalog has.
    Catalog(&'a Library),
}

/// A library that a component needs.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Needed<'a> {
    /// Its name as the plan has it.
    pub name: &'a LibraryName,
    /// Who knows it.
    pub known: Known<'a>,
    /// What the catalog calls it, and whether it is one for data work.
    of: Option<&'a Library>,
}

impl<'a> Needed<'a> {
    /// Its name as its makers write it, else as the plan does.
    #[must_use]
    pub fn told(&self) -> &'a str {
        self.of.map_or(self.name.as_str(), |of| &of.name)
    }

    /// How far it can be used from a language; none where nobody knows.
    #[must_use]
    pub fn support(&self, language: &LanguageId) -> Option<Support> {
        match self.known {
            Known::Nobody => None,
            Known::Team(languages) if languages.contains(language) => Some(Support::First),
            Known::Team(_) => Some(Support::Missing),
            Known::Catalog(library) => Some(library.support(language)),
        }
    }

    /// Whether it is one for data work or machine learning.
    #[must_use]
    pub fn is_data(&self) -> bool {
        self.of.is_some_and(|of| of.data)
    }

    /// Where it can be used, and who says so, as a sentence without its stop.
    #[must_use]
    pub fn sentence(&self, catalog: &Catalog) -> String {
        let what = match self.known {
            Known::Catalog(of) => return told(catalog, of),
            Known::Nobody => "nobody has said in which languages it can be used".to_owned(),
            Known::Team(of) if of.is_empty() => "in no language, as the team says".to_owned(),
            Known::Team(of) => format!("in {}, as the team says", names(catalog, of)),
        };
        format!("{}: {what}", self.told())
    }
}

/// Where a library can be used and which page says so, as a sentence without its stop.
#[must_use]
pub fn told(catalog: &Catalog, of: &Library) -> String {
    let some = |ids: &BTreeSet<LanguageId>| (!ids.is_empty()).then(|| names(catalog, ids));
    let first = some(&of.first).map(|names| format!("its makers have it for {names}"));
    let others = some(&of.community).map(|names| format!("others keep it for {names}"));
    let who: Vec<String> = first.into_iter().chain(others).collect();
    let unseen = if of.seen { "" } else { ", to be checked there" };
    format!("{}: {} ({}, {}{unseen})", of.name, who.join("; "), of.page, of.dated)
}

fn names(catalog: &Catalog, ids: &BTreeSet<LanguageId>) -> String {
    let names: Vec<&str> = ids.iter().map(|id| catalog.language_name(id)).collect();
    in_a_row(&names)
}

/// The libraries that a component needs, each once however often it is named; none of what is not built.
#[must_use]
pub fn needed<'a>(
    plan: &'a Plan,
    catalog: &'a Catalog,
    component: &'a Component,
) -> Vec<Needed<'a>> {
    let mut all: Vec<Needed<'a>> = Vec::new();
    if !component.is_built() {
        return all;
    }
    for name in &component.traits.libraries {
        let of = catalog.library(name);
        let same = |other: &Needed<'_>| match (other.of, of) {
            (Some(a), Some(b)) => a.id == b.id,
            (None, None) => other.name.key() == name.key(),
            _ => false,
        };
        if all.iter().any(same) {
            continue;
        }
        let key = name.key();
        let called = |other: &LibraryName| {
            other.key() == key || of.is_some_and(|of| of.keys.contains(&other.key()))
        };
        let team = plan.bindings.iter().find(|(other, _)| called(other));
        let known = match (team, of) {
            (Some((_, languages)), _) => Known::Team(languages),
            (None, Some(library)) => Known::Catalog(library),
            (None, None) => Known::Nobody,
        };
        all.push(Needed { name, known, of });
    }
    all
}
