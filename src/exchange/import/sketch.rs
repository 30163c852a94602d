//! What every importer reads a file into: the one way from other formats into a plan.

use std::collections::{BTreeMap, BTreeSet};

use crate::base::Range;
use crate::model::{GroupKind, Input, Kind, LanguageId, LinkStyle, Protocol, Tags, Technology};

/// How a file tells its boxes and areas apart.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Naming {
    /// By keys of its own; names are only shown, and may change.
    #[default]
    ByKey,
    /// By their names: what has the name of something in the plan is that, whatever the case of its
    /// letters, and is not renamed.
    ByName,
}

/// What a file says of an architecture, in the words of the file.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Sketch {
    /// How boxes and areas are told apart.
    pub naming: Naming,
    /// What the file calls the whole.
    pub title: String,
    /// Boxes, in the order in which the file names them.
    pub nodes: Vec<Node>,
    /// Lines between boxes.
    pub links: Vec<Line>,
    /// Areas; each after the one around it.
    pub groups: Vec<Area>,
    /// What was left out or taken for something, and where.
    pub notes: Vec<Note>,
}

/// A box of a sketch.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Node {
    /// What the file calls it among its own.
    pub key: String,
    /// Its name for people.
    pub name: String,
    /// The id that the file states for it, where names alone do not tell it apart.
    pub id: Option<String>,
    /// Its kind, if the file states one.
    pub kind: Option<Kind>,
    /// The kind that its form suggests, with what suggests it.
    pub hint: Option<(Kind, String)>,
    /// What it is made of, if the file says so.
    pub technology: Option<Technology>,
    /// Key of the area that it lies in.
    pub group: Option<String>,
    /// Tags and labels that the file puts on it.
    pub tags: Tags,
    /// The language that is decided on, if the file says so.
    pub language: Option<LanguageId>,
    /// Numbers that the file states.
    pub numbers: BTreeMap<Input, Range>,
    /// Line of the file.
    pub line: usize,
}

/// A line between two boxes of a sketch.
#[derive(Clone, Debug, PartialEq)]
pub struct Line {
    /// Key of the box that it leaves.
    pub from: String,
    /// Key of the box that it reaches.
    pub to: String,
    /// Words at it.
    pub label: String,
    /// How the ends work together.
    pub style: LinkStyle,
    /// What is spoken, if the file says so.
    pub protocol: Option<Protocol>,
    /// When it is called, if the file says so.
    pub stage: Option<u16>,
    /// Keys of the boxes whose requests take it, if the file says so.
    pub only_for: Option<BTreeSet<String>>,
    /// Numbers that the file states.
    pub numbers: BTreeMap<Input, Range>,
    /// Line of the file.
    pub line: usize,
}

/// An area of a sketch.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Area {
    /// What the file calls it among its own.
    pub key: String,
    /// Its name for people.
    pub name: String,
    /// The id that the file states for it.
    pub id: Option<String>,
    /// What it stands for, if the file says so.
    pub kind: Option<GroupKind>,
    /// Key of the area around it.
    pub parent: Option<String>,
    /// Line of the file.
    pub line: usize,
}

/// Something to tell of one place of a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Note {
    /// Line of the file.
    pub line: usize,
    /// What to tell, without a capital and a full stop.
    pub text: String,
}

impl std::fmt::Display for Note {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "line {}: {}", self.line, self.text)
    }
}

impl Sketch {
    /// The box of this key.
    #[must_use]
    pub fn node(&self, key: &str) -> Option<&Node> {
        self.nodes.iter().find(|node| node.key == key)
    }

    pub(super) fn note(&mut self, line: usize, text: impl Into<String>) {
        self.notes.push(Note { line, text: text.into() });
    }
}
