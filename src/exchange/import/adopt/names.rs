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
        let mut names: Vec<String> =
            self.plan.components.values().map(|of| of.name.clone()).collect();
        for node in fresh.iter().filter(|node| node.id.is_none()) {
            if let Some(meant) = near(&node.name, &names) {
                let text = format!("“{}” is new; did you mean “{meant}”?", node.name);
                self.note(node.line, text);
                self.asked.push(Asked { name: node.name.clone(), meant: meant.to_owned() });
            }
            names.push(node.name.clone());
        }
    }
}

/// The name that a new one may mean: one of few other letters, or with “service” more or less.
fn near<'a>(name: &str, names: &'a [String]) -> Option<&'a str> {
    let (typed, numbered) = (folded(name), counted_on(name));
    let core = |name: &str| name.strip_suffix(" service").unwrap_or(name).to_owned();
    let same = names.iter().find(|other| core(&folded(other)) == core(&typed));
    let like = |other: &&String| counted_on(other) != numbered && words_are_near(&typed, other);
    let others = || names.iter().filter(like).map(String::as_str);
    same.map(String::as_str).or_else(|| nearest(&typed, others()))
}

/// Whether each word of a name is like the one of the other name, where both have as many: the slip
/// is in a word, so that “orders 2” is not “orders db”.
fn words_are_near(name: &str, other: &str) -> bool {
    let (ours, theirs) = (name.split_whitespace(), other.split_whitespace());
    if ours.clone().count() != theirs.clone().count() {
        return true;
    }
    let mut pairs = ours.zip(theirs.map(str::to_lowercase));
    pairs.all(|(one, other)| one == other || nearest(one, std::iter::once(&*other)).is_some())
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
pub(in super::super) fn folded(name: &str) -> String {
    name.split_whitespace().collect::<Vec<_>>().join(" ").to_lowercase()
}

pub(super) fn same_name(one: &str, other: &str) -> bool {
    folded(one) == folded(other)
}
