//! Names: which element of the plan one means, and which one it may mean.

use std::collections::BTreeMap;

use super::Adoption;
use crate::base::id::slug;
use crate::base::nearest::nearest;
use crate::exchange::import::sketch::Node;
use crate::model::ComponentId;

/// Most new names that are held against those of the plan: with more, a file was made elsewhere.
const MOST_ASKED: usize = 200;

/// A new name that is like one that is there.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Asked {
    /// The name as it is written.
    pub name: String,
    /// The name that may be meant.
    pub meant: String,
}

impl Adoption<'_> {
    /// Finds components by the id that is stated for them, else by their names, else by their ids as
    /// they are written; of new names asks about those that are like others.
    pub(super) fn known_by_name(&mut self, nodes: &[Node]) {
        let mut by_name: BTreeMap<String, Vec<ComponentId>> = BTreeMap::new();
        for of in self.plan.components.values() {
            by_name.entry(folded(&of.name)).or_default().push(of.id.clone());
        }
        let mut fresh = Vec::new();
        for node in nodes {
            let named = by_name.get(&folded(&node.name)).map_or(&[][..], Vec::as_slice);
            let by_id = |id: &str| self.plan.components.get(id).map(|of| of.id.clone());
            let found = match &node.id {
                Some(id) => by_id(id),
                None => named.first().cloned().or_else(|| by_id(&node.name.to_lowercase())),
            };
            if let (None, [first, _, ..]) = (&node.id, named) {
                let text = format!(
                    "several components are called “{}”; the one with the id {first} is taken, write “{} [ID]” for another",
                    node.name, node.name
                );
                self.note(node.line, text);
            }
            match found {
                Some(id) => {
                    self.components.insert(node.key.clone(), id);
                }
                None => fresh.push(node),
            }
        }
        self.ask(&fresh);
    }

    fn ask(&mut self, fresh: &[&Node]) {
        if fresh.len() > MOST_ASKED {
            return;
        }
        let mut names: Vec<Known> =
            self.plan.components.values().map(|of| Known::of(&of.name)).collect();
        for node in fresh.iter().filter(|node| node.id.is_none()) {
            let new = Known::of(&node.name);
            if let Some(meant) = near(&new, &names) {
                let text = format!("“{}” is new; did you mean “{meant}”?", node.name);
                self.asked.push(Asked { name: node.name.clone(), meant: meant.to_owned() });
                self.note(node.line, text);
            }
            names.push(new);
        }
    }
}

/// A name as it is held against others.
struct Known {
    name: String,
    folded: String,
    letters: usize,
}

impl Known {
    fn of(name: &str) -> Self {
        let folded = folded(name);
        Self { name: name.to_owned(), letters: folded.chars().count(), folded }
    }

    fn core(&self) -> &str {
        self.folded.strip_suffix(" service").unwrap_or(&self.folded)
    }
}

/// The name that a new one may mean: one of few other letters, or with “service” more or less.
fn near<'a>(new: &Known, names: &'a [Known]) -> Option<&'a str> {
    /// No slip is longer.
    const LONGEST_SLIP: usize = 2;
    if let Some(same) = names.iter().find(|other| other.core() == new.core()) {
        return Some(&same.name);
    }
    let numbered = counted_on(&new.folded);
    let like = |other: &&Known| {
        other.letters.abs_diff(new.letters) <= LONGEST_SLIP
            && counted_on(&other.folded) != numbered
            && words_are_near(&new.folded, &other.folded)
    };
    let others = names.iter().filter(like).map(|other| other.name.as_str());
    nearest(&new.folded, others)
}

/// Whether each word of a name is like the one of the other name, where both have as many: the slip
/// is in a word, so that “orders 2” is not “orders db”.
fn words_are_near(name: &str, other: &str) -> bool {
    let (ours, theirs) = (name.split_whitespace(), other.split_whitespace());
    if ours.clone().count() != theirs.clone().count() {
        return true;
    }
    let mut pairs = ours.zip(theirs);
    pairs.all(|(one, other)| one == other || nearest(one, std::iter::once(other)).is_some())
}

/// A name without its numbers and single letters: “node 1” and “node b” are others of one sort.
fn counted_on(name: &str) -> String {
    let letters: String = name.chars().filter(|c| !c.is_numeric()).collect();
    let words = letters.split_whitespace().filter(|word| word.chars().count() > 1);
    words.collect::<Vec<_>>().join(" ").to_lowercase()
}

/// The id that an element gets: of its key where that tells something, else of its name. Keys of a
/// letter or two mean another thing in every file.
pub(super) fn id_text(key: &str, name: &str) -> String {
    const TELLS: usize = 3;
    if key.chars().count() >= TELLS { slug(key) } else { slug(name) }
}

/// A name as it is compared: spaces and the case of letters do not count.
pub(in crate::exchange) fn folded(name: &str) -> String {
    name.split_whitespace().collect::<Vec<_>>().join(" ").to_lowercase()
}

pub(super) fn same_name(one: &str, other: &str) -> bool {
    folded(one) == folded(other)
}
