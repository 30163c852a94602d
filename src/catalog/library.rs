//! Libraries by name: in which languages each can be used, and how well.

use std::collections::BTreeSet;

use super::Catalog;
use crate::base::Date;
use crate::base::nearest::nearest;
use crate::model::library::key;
use crate::model::{LanguageId, LibraryName};

/// How far a library can be used from a language.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Support {
    /// No binding is known that one would build on.
    Missing,
    /// Its binding is kept by others than its makers, or is not complete yet.
    Community,
    /// Its makers keep one, or it is made in that language.
    First,
}

/// What is known of a library, driver or kit.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Library {
    /// Immutable id.
    pub id: String,
    /// Its name as its makers write it.
    pub name: String,
    /// [Keys](LibraryName::key) of everything that it is called; that of its name first.
    pub keys: Vec<String>,
    /// Languages whose binding its makers keep.
    pub first: BTreeSet<LanguageId>,
    /// Languages whose binding others keep.
    pub community: BTreeSet<LanguageId>,
    /// Whether it is one for data work or machine learning.
    pub data: bool,
    /// Address of the page that says so.
    pub page: String,
    /// Of when that page is.
    pub dated: Date,
    /// Whether the page was read for this entry; else it is general knowledge, to be checked there.
    pub seen: bool,
}

impl Library {
    /// How far it can be used from a language.
    #[must_use]
    pub fn support(&self, language: &LanguageId) -> Support {
        match language {
            _ if self.first.contains(language) => Support::First,
            _ if self.community.contains(language) => Support::Community,
            _ => Support::Missing,
        }
    }
}

impl Catalog {
    /// The library that a name means, however it is written, with or without a version behind it.
    #[must_use]
    pub fn library(&self, name: &LibraryName) -> Option<&Library> {
        let called = |key: &str| self.libraries.iter().find(|of| of.keys.iter().any(|k| k == key));
        called(&name.key()).or_else(|| called(&key(without_version(name.as_str())?)))
    }

    /// The library that an unknown name was probably meant to be.
    #[must_use]
    pub fn library_meant(&self, name: &LibraryName) -> Option<&Library> {
        let keys = self.libraries.iter().flat_map(|of| of.keys.iter().map(String::as_str));
        let meant = nearest(&name.key(), keys)?;
        self.libraries.iter().find(|of| of.keys.iter().any(|key| key == meant))
    }
}

/// A name without the version that ends it: of `torch==2.9` or `torch 2.9` what stands before.
fn without_version(name: &str) -> Option<&str> {
    let version = |c: char| c.is_ascii_digit() || matches!(c, '.' | 'x' | '*');
    let (name, behind) = name.rsplit_once([' ', '=', '@', ':', '>', '~', '^'])?;
    let behind = behind.strip_prefix(['v', 'V']).unwrap_or(behind);
    (behind.starts_with(|c: char| c.is_ascii_digit()) && behind.chars().all(version))
        .then_some(name)
}
