//! Components: which of the plan's is meant, what changes of it, and what a new one is.

use std::collections::{BTreeMap, BTreeSet};

use super::names::{folded, id_text};
use super::{Adoption, Guess, Naming};
use crate::base::id::name_or_id;
use crate::exchange::import::sketch::Node;
use crate::model::{
    Component, ComponentChange, ComponentId, Decision, Edit, Focus, InputOwner, Kind,
};

impl Adoption<'_> {
    pub(super) fn nodes(&mut self, nodes: &[Node]) {
        match self.naming {
            Naming::ByKey => self.known_by_key(nodes),
            Naming::ByName => self.known_by_name(nodes),
        }
        // A name gives way to an id that is stated for another one.
        let stated: BTreeSet<&str> = nodes.iter().filter_map(|node| node.id.as_deref()).collect();
        for node in nodes {
            match self.components.get(&node.key).cloned() {
                Some(id) => self.update(&id, node),
                None => self.add(node, &stated),
            }
        }
    }

    fn known_by_key(&mut self, nodes: &[Node]) {
        let mut taken: BTreeSet<ComponentId> = BTreeSet::new();
        // Ids first, so that a name that two components have goes to the right one.
        for node in nodes {
            let wanted = id_text(&node.key, &node.name);
            if let Some((id, _)) = self.plan.components.get_key_value(wanted.as_str())
                && taken.insert(id.clone())
            {
                self.components.insert(node.key.clone(), id.clone());
            }
        }
        let mut by_name: BTreeMap<String, Vec<ComponentId>> = BTreeMap::new();
        for of in self.plan.components.values().filter(|of| !taken.contains(&of.id)) {
            by_name.entry(folded(&of.name)).or_default().push(of.id.clone());
        }
        for node in nodes {
            if !self.components.contains_key(&node.key)
                && let Some([id]) = by_name.get(&folded(&node.name)).map(Vec::as_slice)
                && taken.insert(id.clone())
            {
                self.components.insert(node.key.clone(), id.clone());
            }
        }
    }

    fn add(&mut self, node: &Node, stated: &BTreeSet<&str>) {
        let wanted = match self.naming {
            Naming::ByKey => id_text(&node.key, &node.name),
            Naming::ByName => node.id.clone().unwrap_or_else(|| node.name.clone()),
        };
        let others = |id: &str| node.id.as_deref() != Some(id) && stated.contains(id);
        let id =
            ComponentId::fresh(&wanted, |id| self.plan.components.contains_key(id) || others(id));
        self.components.insert(node.key.clone(), id.clone());
        let kind = match &node.kind {
            Some(kind) => kind.clone(),
            None => self.guess(node),
        };
        let mut component = Component::new(id.clone(), &node.name, kind);
        component.technology.clone_from(&node.technology);
        if node.kind.is_none() {
            component.traits.sourcing = self.catalog.sourcing_said(&component);
        }
        component.tags.clone_from(&node.tags);
        component.group = node.group.as_ref().and_then(|key| self.groups.get(key)).cloned();
        self.edit(Edit::AddComponent(Box::new(component)));
        self.decide(&id, node);
        self.numbers(&InputOwner::Component(id), &node.numbers, node.line);
    }

    /// What form and name say of the kind: a form says more than a weak word, a name more than the
    /// form where both name something that holds data.
    fn guess(&mut self, node: &Node) -> Kind {
        let guess = self.catalog.guess_kind_of(&node.name, node.technology.as_ref());
        let said = guess.map(|guess| {
            let by_name = self.catalog.guess_kind(&node.name) == Some(guess.clone());
            let says = if by_name { "its name says" } else { "it is made of" };
            (guess.kind.clone(), format!("{says} “{}”", guess.word))
        });
        let guess = match (&node.hint, said) {
            (Some(_), Some((kind, why))) if kind.is_ready_made() => Some((kind, why)),
            (Some(hint), _) => Some(hint.clone()),
            (None, said) => said,
        };
        let (kind, why) =
            guess.unwrap_or_else(|| (Kind::Service, "nothing says another kind".to_owned()));
        self.guesses.push(Guess { name: node.name.clone(), kind: kind.clone(), why });
        kind
    }

    fn update(&mut self, id: &ComponentId, node: &Node) {
        let Some(known) = self.plan.components.get(id).cloned() else { return };
        let change = |change| Edit::Component(id.clone(), change);
        let name = name_or_id(node.name.clone(), id);
        if self.naming == Naming::ByKey && name != known.name {
            self.edit(change(ComponentChange::Name(name)));
        }
        if let Some(kind) = node.kind.clone().filter(|kind| *kind != known.kind) {
            self.edit(change(ComponentChange::Kind(kind)));
        }
        if let Some(of) = node.technology.clone().filter(|of| Some(of) != known.technology.as_ref())
        {
            self.edit(change(ComponentChange::Technology(Some(of))));
        }
        let group = node.group.as_ref().and_then(|key| self.groups.get(key)).cloned();
        if group.is_some() && group != known.group {
            self.edit(change(ComponentChange::Group(group)));
        }
        self.tag(&known, node);
        self.decide(id, node);
        self.numbers(&InputOwner::Component(id.clone()), &node.numbers, node.line);
    }

    /// Puts on what the file says; tags that it does not speak of stay.
    fn tag(&mut self, known: &Component, node: &Node) {
        let mut change = |change| self.edit(Edit::Component(known.id.clone(), change));
        let more = |focus: &Focus| {
            known.tags.performance.is_none_or(|of| *focus != Focus::Unsaid && of != *focus)
        };
        if let Some(focus) = node.tags.performance.filter(more) {
            change(ComponentChange::Performance(Some(focus)));
        }
        if node.tags.data && !known.tags.data {
            change(ComponentChange::Data(true));
        }
        for label in node.tags.labels.difference(&known.tags.labels) {
            change(ComponentChange::Label(label.clone(), true));
        }
    }

    /// Decides on the language that the file states, unless it is decided on already.
    fn decide(&mut self, id: &ComponentId, node: &Node) {
        let decided = self.plan.decisions.get(id).map(|decision| &decision.language);
        let Some(language) = node.language.as_ref().filter(|new| decided != Some(*new)) else {
            return;
        };
        if !self.catalog.is_language(language) {
            let meant = self.catalog.language_meant(language.as_str());
            let meant =
                meant.map_or_else(String::new, |id| format!("; write !{id} if that is meant"));
            self.note(node.line, format!("“{language}” is no known language{meant}"));
        }
        let decision = Decision {
            language: language.clone(),
            candidate: None,
            reason: self.origin(node.line),
            author: String::new(),
            date: None,
            relied_on: BTreeMap::new(),
        };
        self.edit(Edit::Decide(id.clone(), Some(Box::new(decision))));
    }
}
