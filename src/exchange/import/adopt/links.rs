//! Links: which of the plan's is meant, and what changes of it.

use std::collections::{BTreeMap, BTreeSet};

use super::{Adoption, Naming};
use crate::exchange::import::sketch::Line;
use crate::model::{ComponentId, Edit, InputOwner, Link, LinkChange, LinkId};

impl Adoption<'_> {
    pub(super) fn links(&mut self, lines: &[Line]) {
        let mut between: BTreeMap<(ComponentId, ComponentId), Vec<LinkId>> = BTreeMap::new();
        for link in self.plan.links.values() {
            let ends = (link.from.clone(), link.to.clone());
            between.entry(ends).or_default().push(link.id.clone());
        }
        // How many lines of the sketch join the same two.
        let mut joining: BTreeMap<(&str, &str), usize> = BTreeMap::new();
        for line in lines {
            *joining.entry((&line.from, &line.to)).or_default() += 1;
        }
        for line in lines {
            let ends = (self.components.get(&line.from), self.components.get(&line.to));
            let (Some(from), Some(to)) = (ends.0.cloned(), ends.1.cloned()) else { continue };
            let there = between.entry((from.clone(), to.clone())).or_default();
            let only = there.len() == 1 && joining.get(&(&*line.from, &*line.to)) == Some(&1);
            let says_same = |id: &LinkId| {
                let known = self.plan.links.get(id);
                known.is_some_and(|of| of.words() == words(line) && of.style == line.style)
            };
            let unsaid = self.naming == Naming::ByName && words(line).is_empty();
            let of_style = |id: &LinkId| {
                unsaid && self.plan.links.get(id).is_some_and(|of| of.style == line.style)
            };
            // A link for other requests is another one.
            let begins = self.begins(line);
            let known = |id: &LinkId| self.plan.links.get(id).and_then(|of| of.only_for.clone());
            let of_same = |id: &LinkId| known(id) == begins;
            let fits = |id: &LinkId| {
                let known = known(id);
                begins.is_none() || known.is_none() || known == begins
            };
            let first = |wanted: &dyn Fn(&LinkId) -> bool| there.iter().position(wanted);
            let place = first(&|id| says_same(id) && of_same(id))
                .or_else(|| first(&|id| says_same(id) && fits(id)))
                .or_else(|| first(&|id| of_style(id) && fits(id)))
                .or_else(|| first(&|id| only && fits(id)));
            match place {
                Some(place) => {
                    let id = there.remove(place);
                    self.update_link(&id, line);
                }
                None => self.add_link(from, to, line),
            }
        }
    }

    fn add_link(&mut self, from: ComponentId, to: ComponentId, line: &Line) {
        let taken = |id: &str| self.plan.links.contains_key(id);
        let id = LinkId::fresh(&format!("{from}-{to}"), taken);
        let mut link = Link::new(id.clone(), from, to);
        link.style = line.style;
        link.protocol.clone_from(&line.protocol);
        link.label.clone_from(&line.label);
        link.stage = line.stage.unwrap_or(link.stage);
        link.only_for = self.begins(line);
        self.edit(Edit::AddLink(Box::new(link)));
        self.numbers(&InputOwner::Link(id), &line.numbers, line.line);
    }

    /// The components whose requests take a link, if the sketch says so.
    fn begins(&self, line: &Line) -> Option<BTreeSet<ComponentId>> {
        let begins = line.only_for.as_ref()?.iter();
        Some(begins.filter_map(|key| self.components.get(key).cloned()).collect())
    }

    fn update_link(&mut self, id: &LinkId, line: &Line) {
        let Some(known) = self.plan.links.get(id).cloned() else { return };
        let change = |change| Edit::Link(id.clone(), change);
        if line.style != known.style {
            self.edit(change(LinkChange::Style(line.style)));
        }
        if let Some(stage) = line.stage.filter(|stage| *stage != known.stage) {
            self.edit(change(LinkChange::Stage(stage)));
        }
        if let Some(begins) = self.begins(line).filter(|of| known.only_for.as_ref() != Some(of)) {
            self.edit(change(LinkChange::OnlyFor(Some(begins))));
        }
        if self.naming == Naming::ByName || known.words() != words(line) {
            if !line.label.is_empty() && line.label != known.label {
                self.edit(change(LinkChange::Label(line.label.clone())));
            }
            if line.protocol.is_some() && line.protocol != known.protocol {
                self.edit(change(LinkChange::Protocol(line.protocol.clone())));
            }
        }
        self.numbers(&InputOwner::Link(id.clone()), &line.numbers, line.line);
    }
}

/// What stands at a line: its label, else its protocol.
fn words(line: &Line) -> &str {
    match &line.protocol {
        Some(protocol) if line.label.trim().is_empty() => protocol.label(),
        _ => line.label.trim(),
    }
}
