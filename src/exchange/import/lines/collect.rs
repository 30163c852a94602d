//! What statements say, brought together: a name is one component wherever it stands.

use std::collections::{BTreeMap, BTreeSet};

use super::super::adopt::folded;
use super::super::sketch::{Area, Line, Naming, Node};
use super::super::{MOST_ELEMENTS, Sketch};
use crate::model::Focus;

#[derive(Default)]
pub(super) struct Collect {
    pub(super) sketch: Sketch,
    /// Places of boxes and areas in the sketch, by key.
    nodes: BTreeMap<String, usize>,
    areas: BTreeMap<String, usize>,
    /// Lines of the sketch with all that is said of them.
    lines: BTreeSet<String>,
}

/// The key of a name; an id tells apart what has the same name.
fn key(name: &str, id: Option<&String>) -> String {
    id.map_or_else(|| folded(name), |id| format!("[{id}]"))
}

impl Collect {
    /// Takes what is said of a component; its key.
    pub(super) fn node(&mut self, mut node: Node) -> String {
        let key = key(&node.name, node.id.as_ref());
        let Some(&place) = self.nodes.get(&key) else {
            self.nodes.insert(key.clone(), self.sketch.nodes.len());
            node.key.clone_from(&key);
            self.sketch.nodes.push(node);
            return key;
        };
        let known = &mut self.sketch.nodes[place];
        known.kind = node.kind.or_else(|| known.kind.take());
        known.technology = node.technology.or_else(|| known.technology.take());
        known.group = node.group.or_else(|| known.group.take());
        known.language = node.language.or_else(|| known.language.take());
        known.numbers.extend(node.numbers);
        known.tags.data |= node.tags.data;
        known.tags.labels.extend(node.tags.labels);
        let focus = node.tags.performance;
        if focus.is_some_and(|focus| focus != Focus::Unsaid) || known.tags.performance.is_none() {
            known.tags.performance = focus;
        }
        key
    }

    /// Takes a group; its key, which holds those of the groups around it.
    pub(super) fn area(&mut self, mut area: Area) -> String {
        let own = key(&area.name, area.id.as_ref());
        area.key = match &area.parent {
            Some(parent) => format!("{parent}/{own}"),
            None => own,
        };
        let key = area.key.clone();
        if let Some(&place) = self.areas.get(&key) {
            let known = &mut self.sketch.groups[place];
            known.kind = area.kind.or(known.kind);
        } else {
            self.areas.insert(key.clone(), self.sketch.groups.len());
            self.sketch.groups.push(area);
        }
        key
    }

    /// Joins every one of some with every one of others; whether there was room for all. What was
    /// said already is not said twice.
    pub(super) fn join(&mut self, from: &[String], to: &[String], line: &Line) -> bool {
        if self.sketch.links.len() + from.len() * to.len() > MOST_ELEMENTS {
            return false;
        }
        for (from, to) in from.iter().flat_map(|from| to.iter().map(move |to| (from, to))) {
            let new = Line { from: from.clone(), to: to.clone(), ..line.clone() };
            if self.lines.insert(format!("{:?}", Line { line: 0, ..new.clone() })) {
                self.sketch.links.push(new);
            }
        }
        true
    }

    pub(super) fn finished(mut self) -> Sketch {
        self.sketch.naming = Naming::ByName;
        self.sketch
    }
}
