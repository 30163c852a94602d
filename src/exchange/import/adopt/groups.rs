//! Groups: which of the plan's is meant, and what changes of it.

use super::names::{folded, id_text, same_name};
use super::{Adoption, Naming};
use crate::base::id::name_or_id;
use crate::exchange::import::sketch::Area;
use crate::model::{Edit, Group, GroupChange, GroupId, GroupKind};

impl Adoption<'_> {
    pub(super) fn group(&mut self, area: &Area) {
        let parent = area.parent.as_ref().and_then(|key| self.groups.get(key)).cloned();
        let (known, wanted) = match self.naming {
            Naming::ByKey => (self.group_by_key(area), id_text(&area.key, &area.name)),
            Naming::ByName => {
                let wanted = area.id.clone().unwrap_or_else(|| area.name.clone());
                (self.group_by_name(area, parent.as_ref()), wanted)
            }
        };
        let known = known.filter(|of| !self.groups.values().any(|taken| *taken == of.id)).cloned();
        let Some(known) = known else {
            let id = GroupId::fresh(&wanted, |id| self.plan.groups.contains_key(id));
            self.groups.insert(area.key.clone(), id.clone());
            let kind = area.kind.unwrap_or(GroupKind::Context);
            let name = name_or_id(area.name.clone(), &id);
            self.edit(Edit::AddGroup(Box::new(Group { id, name, kind, parent })));
            return;
        };
        self.groups.insert(area.key.clone(), known.id.clone());
        let change = |change| Edit::Group(known.id.clone(), change);
        let name = name_or_id(area.name.clone(), &known.id);
        if self.naming == Naming::ByKey && name != known.name {
            self.edit(change(GroupChange::Name(name)));
        }
        if let Some(kind) = area.kind.filter(|kind| *kind != known.kind) {
            self.edit(change(GroupChange::Kind(kind)));
        }
        if parent.is_some() && parent != known.parent {
            self.edit(change(GroupChange::Parent(parent)));
        }
    }

    fn group_by_key(&self, area: &Area) -> Option<&Group> {
        let by_id = self.plan.groups.get(id_text(&area.key, &area.name).as_str());
        by_id.or_else(|| {
            let mut same = self.plan.groups.values().filter(|of| same_name(&of.name, &area.name));
            same.next().filter(|_| same.next().is_none())
        })
    }

    /// The group of the stated id, else of the name: inside the group around it, or, where none is
    /// named, the outermost of that name or the only one.
    fn group_by_name(&self, area: &Area, parent: Option<&GroupId>) -> Option<&Group> {
        if let Some(id) = &area.id {
            return self.plan.groups.get(id.as_str());
        }
        let name = folded(&area.name);
        let mut same = self.plan.groups.values().filter(|of| folded(&of.name) == name);
        if parent.is_some() {
            return same.find(|of| of.parent.as_ref() == parent);
        }
        let all: Vec<&Group> = same.collect();
        let outermost = all.iter().find(|of| of.parent.is_none()).copied();
        outermost.or(if all.len() == 1 { all.first().copied() } else { None })
    }
}
