//! Plans told in the words of a meeting; every word is an edit.

use std::collections::BTreeMap;

use polyplan::catalog::Catalog;
use polyplan::model::{
    CandidateId, Component, ComponentChange, ComponentId, Decision, Edit, Group, GroupId,
    GroupKind, Input, InputRef, Inputs, Kind, LanguageId, Link, LinkChange, LinkId, LinkStyle,
    Plan, PlanChange, Quantity, Role, RoleId, Skill,
};

pub fn catalog() -> &'static Catalog {
    Catalog::shipped().unwrap()
}

pub fn id(text: &str) -> ComponentId {
    ComponentId::new(text).unwrap()
}

/// A role with what it knows, and how many they are unless that is left open.
pub fn role(sketch: Sketch, name: &str, knows: &[(&str, Skill)], headcount: &str) -> Sketch {
    let id = RoleId::new(name).unwrap();
    let skills =
        knows.iter().map(|(word, skill)| (LanguageId::new(word).unwrap(), *skill)).collect();
    let mut role = Role { id, name: name.to_owned(), skills, inputs: Inputs::default() };
    if !headcount.is_empty() {
        let range = Input::Headcount.parse(headcount).unwrap();
        role.inputs.insert(Input::Headcount, Quantity::of(range));
    }
    sketch.edit(Edit::AddRole(Box::new(role)))
}

/// A plan that grows sentence by sentence.
#[derive(Clone)]
pub struct Sketch(pub Plan);

impl Sketch {
    pub fn new() -> Self {
        Self(Plan::new("Sketch"))
    }

    /// Services with these ids, which are their names too.
    pub fn services(ids: &[&str]) -> Self {
        ids.iter().fold(Self::new(), |sketch, id| sketch.with(id, Kind::Service))
    }

    pub fn edit(mut self, edit: Edit) -> Self {
        self.0.apply(edit).unwrap();
        self
    }

    pub fn with(self, text: &str, kind: Kind) -> Self {
        self.edit(Edit::AddComponent(Box::new(Component::new(id(text), text, kind))))
    }

    pub fn but(self, text: &str, change: ComponentChange) -> Self {
        self.edit(Edit::Component(id(text), change))
    }

    /// A request link; its id is `FROM-TO`.
    pub fn calls(self, from: &str, to: &str) -> Self {
        let link = Link::new(LinkId::new(&format!("{from}-{to}")).unwrap(), id(from), id(to));
        self.edit(Edit::AddLink(Box::new(link)))
    }

    pub fn links(self, ends: &[(&str, &str)]) -> Self {
        ends.iter().fold(self, |sketch, (from, to)| sketch.calls(from, to))
    }

    pub fn style(self, link: &str, style: LinkStyle) -> Self {
        self.edit(Edit::Link(LinkId::new(link).unwrap(), LinkChange::Style(style)))
    }

    /// States a number: `component/a/external_rate` is `100 req/s`.
    pub fn states(self, address: &str, text: &str) -> Self {
        let address: InputRef = address.parse().unwrap();
        let quantity = Quantity::of(address.input.parse(text).unwrap());
        self.edit(Edit::Input(address, Some(quantity)))
    }

    /// Decides on a language, without a word why.
    pub fn decides(self, component: &str, language: &str) -> Self {
        let decision = Decision {
            language: LanguageId::new(language).unwrap(),
            candidate: None,
            reason: String::new(),
            author: String::new(),
            date: None,
            relied_on: BTreeMap::new(),
        };
        self.edit(Edit::Decide(id(component), Some(Box::new(decision))))
    }

    /// Compares these candidates instead of the default ones.
    pub fn compares(self, candidates: &[&str]) -> Self {
        let ids = candidates.iter().map(|text| CandidateId::new(text).unwrap()).collect();
        self.edit(Edit::Plan(PlanChange::Candidates(ids)))
    }

    /// A group, inside `parent` if there is one, with its members.
    pub fn group(self, name: &str, parent: Option<&str>, members: &[&str]) -> Self {
        let of = |text: &str| GroupId::new(text).unwrap();
        let parent = parent.map(of);
        let group = Group { id: of(name), name: name.to_owned(), kind: GroupKind::Layer, parent };
        members.iter().fold(self.edit(Edit::AddGroup(Box::new(group))), |sketch, member| {
            sketch.but(member, ComponentChange::Group(Some(of(name))))
        })
    }
}
