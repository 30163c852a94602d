//! What is known of boxes, groups and links only once all statements are read.

use std::collections::{BTreeMap, BTreeSet};

use super::{ImportError, Open, Reader, Sketch, short};
use crate::model::{GroupKind, Kind};

impl Reader {
    /// The sketch of all statements.
    pub(super) fn finished(mut self) -> Result<Sketch, ImportError> {
        if let Some(Open { key, line, .. }) = self.open.pop() {
            let problem = format!("subgraph “{}” is not closed; add `end`", short(&key));
            return Err(ImportError::at(line, problem));
        }
        self.links_to_groups();
        self.take_classes();
        for (what, line) in std::mem::take(&mut self.left_out) {
            self.sketch.note(line, format!("{what} are left out"));
        }
        self.sketch.notes.sort_by_key(|note| note.line);
        Ok(self.sketch)
    }

    /// A box by the name of a subgraph is the subgraph; a plan links components alone.
    fn links_to_groups(&mut self) {
        let areas: BTreeSet<String> =
            self.sketch.groups.iter().map(|area| area.key.clone()).collect();
        self.sketch.nodes.retain(|node| !areas.contains(&node.key));
        let mut notes = Vec::new();
        self.sketch.links.retain(|link| {
            let area = [&link.from, &link.to].into_iter().find(|end| areas.contains(*end));
            if let Some(area) = area {
                let area = short(area);
                notes.push((
                    link.line,
                    format!("a link of the group “{area}” is left out; links join components"),
                ));
            }
            area.is_none()
        });
        for (line, text) in notes {
            self.sketch.note(line, text);
        }
    }

    fn take_classes(&mut self) {
        let nodes = self.sketch.nodes.iter().enumerate();
        let places: BTreeMap<String, usize> =
            nodes.map(|(place, node)| (node.key.clone(), place)).collect();
        for (key, class, line) in std::mem::take(&mut self.classes) {
            let kind = Kind::KNOWN.iter().find(|kind| kind.word() == class);
            let of_group = GroupKind::from_word(&class);
            let place = places.get(&key).copied();
            let node = place.and_then(|place| self.sketch.nodes.get_mut(place));
            let area = self.sketch.groups.iter_mut().find(|area| area.key == key);
            match (node, kind, area, of_group) {
                (Some(node), Some(kind), ..) => node.kind = Some(kind.clone()),
                (_, _, Some(area), Some(kind)) => area.kind = Some(kind),
                _ => {
                    self.left_out.entry("classes").or_insert(line);
                }
            }
        }
    }
}
