//! The rows of the outline: groups with what they hold, then what lies in none.

use std::collections::{BTreeMap, BTreeSet};

use crate::model::version::Meaning;
use crate::model::{ComponentId, Group, GroupId, Plan};
use crate::session::find::fits;
use crate::session::{Element, Selection, Session};

/// A row; what it shows is looked up in the plan when it is drawn.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Row {
    pub element: Element,
    pub depth: usize,
    /// How many components a group holds itself.
    pub members: usize,
}

/// The rows and what they were made of; made anew only when that changes.
#[derive(Default)]
pub(super) struct Rows {
    key: Option<Key>,
    pub rows: Vec<Row>,
}

#[derive(Clone, PartialEq)]
struct Key {
    meaning: Meaning,
    search: String,
    closed: BTreeSet<GroupId>,
}

impl Rows {
    /// Brings the rows up to date.
    pub fn update(&mut self, session: &Session, search: &str, closed: &BTreeSet<GroupId>) {
        let fits = self.key.as_ref().is_some_and(|key| {
            key.meaning == session.plan().version.meaning()
                && key.search == search
                && key.closed == *closed
        });
        if !fits {
            self.rows = rows(session.plan(), search, closed);
            let meaning = session.plan().version.meaning();
            self.key = Some(Key { meaning, search: search.to_owned(), closed: closed.clone() });
        }
    }

    /// Where an element's row is.
    pub fn place(&self, element: &Element) -> Option<usize> {
        self.rows.iter().position(|row| row.element == *element)
    }

    /// The components between two rows, both included.
    pub fn range(&self, from: &Element, to: &Element) -> Selection {
        let mut selection = Selection::default();
        if let (Some(a), Some(b)) = (self.place(from), self.place(to)) {
            let between = &self.rows[a.min(b)..=a.max(b)];
            for row in between.iter().filter(|row| matches!(row.element, Element::Component(_))) {
                selection.add(row.element.clone());
            }
        }
        selection
    }
}

struct Tree<'a> {
    groups: BTreeMap<Option<&'a GroupId>, Vec<&'a Group>>,
    components: BTreeMap<Option<&'a GroupId>, Vec<&'a ComponentId>>,
    closed: &'a BTreeSet<GroupId>,
    searching: bool,
}

fn rows(plan: &Plan, search: &str, closed: &BTreeSet<GroupId>) -> Vec<Row> {
    let wanted = search.trim().to_lowercase();
    let mut tree = Tree {
        groups: BTreeMap::new(),
        components: BTreeMap::new(),
        closed,
        searching: !wanted.is_empty(),
    };
    for component in plan.components.values().filter(|component| fits(component, &wanted)) {
        tree.components.entry(component.group.as_ref()).or_default().push(&component.id);
    }
    for group in plan.groups.values() {
        tree.groups.entry(group.parent.as_ref()).or_default().push(group);
    }
    let mut rows = Vec::with_capacity(plan.components.len() + plan.groups.len());
    tree.append(None, 0, &mut rows);
    rows
}

impl Tree<'_> {
    fn append(&self, parent: Option<&GroupId>, depth: usize, rows: &mut Vec<Row>) {
        for group in self.groups.get(&parent).into_iter().flatten() {
            let start = rows.len();
            let members = self.components.get(&Some(&group.id)).map_or(0, Vec::len);
            rows.push(Row { element: Element::Group(group.id.clone()), depth, members });
            if self.searching || !self.closed.contains(&group.id) {
                self.append(Some(&group.id), depth + 1, rows);
            }
            // While searching only the groups around what was found are of use.
            if self.searching && rows.len() == start + 1 {
                rows.truncate(start);
            }
        }
        let inside = self.components.get(&parent).into_iter().flatten();
        rows.extend(inside.map(|&id| {
            let element = Element::Component(id.clone());
            Row { element, depth, members: 0 }
        }));
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Component;

    #[test]
    fn a_search_keeps_the_groups_around_what_it_finds() {
        let group = |id: &str, parent: Option<&str>| Group {
            id: GroupId::new(id).unwrap(),
            name: id.to_owned(),
            kind: crate::model::GroupKind::Layer,
            parent: parent.map(|id| GroupId::new(id).unwrap()),
        };
        let mut plan = Plan::default();
        for group in [group("outer", None), group("inner", Some("outer")), group("empty", None)] {
            plan.groups.insert(group.id.clone(), group);
        }
        for (id, inside) in [("cart", Some("inner")), ("mail", None)] {
            let id = ComponentId::new(id).unwrap();
            let mut component =
                Component::new(id.clone(), id.as_str(), crate::model::Kind::Service);
            component.technology = inside.and_then(|_| crate::model::Technology::new("Redis 7"));
            component.group = inside.map(|id| GroupId::new(id).unwrap());
            plan.components.insert(id, component);
        }
        let closed = BTreeSet::from([GroupId::new("outer").unwrap()]);
        let names = |search: &str| -> Vec<(String, usize)> {
            let name = |element: &Element| match element {
                Element::Component(id) => id.to_string(),
                Element::Group(id) => id.to_string(),
                Element::Link(_) => String::new(),
            };
            rows(&plan, search, &closed).iter().map(|row| (name(&row.element), row.depth)).collect()
        };
        let row = |name: &str, depth| (name.to_owned(), depth);
        assert_eq!(names(""), [row("empty", 0), row("outer", 0), row("mail", 0)]);
        assert_eq!(names("CART"), [row("outer", 0), row("inner", 1), row("cart", 2)]);
        assert_eq!(names("redis"), names("CART"), "by what it is made of");
    }
}
