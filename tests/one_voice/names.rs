//! Names of a plan's components and assignments, which some outputs tell by name, others by id.

use std::collections::BTreeMap;

use polyplan::advice::Choice;
use polyplan::catalog::Catalog;
use polyplan::forecast::{Assignment, Resolved};
use polyplan::model::Plan;

pub struct Names {
    ids: BTreeMap<String, String>,
    candidates: BTreeMap<String, String>,
    usual: String,
    assignment: Assignment,
}

/// A name as within a sentence: `As advised` is `as advised`.
pub fn lower(name: &str) -> String {
    let mut chars = name.chars();
    let first = chars.next().map(|first| first.to_lowercase().to_string()).unwrap_or_default();
    first + chars.as_str()
}

impl Names {
    pub fn new(plan: &Plan) -> Self {
        let catalog = Catalog::shipped().unwrap();
        let components = plan.components.values();
        let usual = Choice::usual(plan);
        Self {
            ids: components.map(|of| (of.name.clone(), of.id.to_string())).collect(),
            candidates: catalog
                .candidates
                .values()
                .map(|of| (of.name.clone(), of.id.to_string()))
                .collect(),
            usual: usual.label(catalog),
            assignment: usual.assignment(&Resolved::new(plan, catalog, None)),
        }
    }

    /// The id of a component's name.
    pub fn id(&self, name: &str) -> Option<&str> {
        self.ids.get(name).map(String::as_str)
    }

    /// `with go-net-http` for `Go (net/http)`.
    pub fn with(&self, candidate: &str) -> Option<String> {
        self.candidates.get(candidate).map(|id| format!("with {id}"))
    }

    /// The assignment that a word of the command line names.
    pub fn whose(&self, word: &str) -> String {
        let all = self.candidates.iter().find(|(_, id)| *id == word);
        all.map_or_else(|| format!("as {word}"), |(name, _)| format!("all {name}"))
    }

    /// What is told of the usual assignment may not say so.
    pub fn or_usual(&self, whose: &str) -> String {
        if whose == self.usual { "the usual".to_owned() } else { whose.to_owned() }
    }

    /// `as decided`, or `as advised`.
    pub fn usual(&self) -> &str {
        &self.usual
    }

    /// The candidate of a component in the usual assignment.
    pub fn with_usual(&self, id: &str) -> String {
        let candidate = self.assignment.iter().find(|(of, _)| of.as_str() == id);
        candidate.map_or_else(String::new, |(_, candidate)| format!("with {candidate}"))
    }
}
