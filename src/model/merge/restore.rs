//! What one side removed and the other worked on is put back into the side that lacks it, so that
//! all other changes can be merged field by field.

use std::collections::BTreeMap;

use super::touched::Touched;
use super::{Conflict, Whose};
use crate::model::GroupId;
use crate::model::edit::{ComponentChange, Edit, GroupChange};
use crate::model::plan::Plan;

/// A side that lacks elements, and what the other side did to those.
struct Lacking<'a> {
    /// Whose side it is.
    whose: Whose,
    side: Plan,
    other: &'a Plan,
    touched: Touched,
}

/// Ours and theirs with everything that the other side worked on.
pub(super) fn restored(
    base: &Plan,
    ours: &Plan,
    theirs: &Plan,
    conflicts: &mut Vec<Conflict>,
) -> (Plan, Plan) {
    let lacking = |whose, side: &Plan, other| Lacking {
        whose,
        side: side.clone(),
        other,
        touched: Touched::of(base, other),
    };
    let mut sides = [lacking(Whose::Ours, ours, theirs), lacking(Whose::Theirs, theirs, ours)];
    for side in &mut sides {
        side.restore(base, conflicts);
    }
    let [ours, theirs] = sides;
    (ours.side, theirs.side)
}

impl Lacking<'_> {
    fn restore(&mut self, base: &Plan, conflicts: &mut Vec<Conflict>) {
        let mut groups = removed(&base.groups, &self.side.groups, &self.touched.groups);
        groups.sort_by_key(|(id, _)| base.groups_around(Some(id)).count());
        let roles = removed(&base.roles, &self.side.roles, &self.touched.roles);
        let scenarios = removed(&base.scenarios, &self.side.scenarios, &self.touched.scenarios);
        let components = removed(&base.components, &self.side.components, &self.touched.components);
        let links = removed(&base.links, &self.side.links, &self.touched.links);
        let mut lost = Vec::new();
        lost.extend(groups.into_iter().map(|(id, did)| (Edit::RemoveGroup(id), did)));
        lost.extend(roles.into_iter().map(|(id, did)| (Edit::RemoveRole(id), did)));
        lost.extend(scenarios.into_iter().map(|(id, did)| (Edit::RemoveScenario(id), did)));
        lost.extend(components.into_iter().map(|(id, did)| (Edit::RemoveComponent(id), did)));
        lost.extend(links.into_iter().map(|(id, did)| (Edit::RemoveLink(id), did)));
        let mut scratch = base.clone();
        for (removal, did) in lost {
            let Ok(back) = scratch.apply(removal.clone()) else { continue };
            self.put_back(base, back.clone());
            // What was removed to see what hangs on it is there again for the next.
            if scratch.apply(back).is_err() {
                scratch = base.clone();
            }
            conflicts.push(self.conflict(base, removal, &did));
        }
    }

    /// Puts an element back with what hung on it, as far as the side still has the rest.
    fn put_back(&mut self, base: &Plan, edit: Edit) {
        let side = &mut self.side;
        let edit = match edit {
            Edit::Many(edits) => {
                for edit in edits {
                    self.put_back(base, edit);
                }
                return;
            }
            Edit::AddComponent(mut of) => {
                of.group = nearest(base, side, of.group.as_ref());
                of.owner = of.owner.filter(|role| side.roles.contains_key(role));
                Edit::AddComponent(of)
            }
            Edit::AddGroup(mut of) => {
                of.parent = nearest(base, side, of.parent.as_ref());
                Edit::AddGroup(of)
            }
            // Only what the removal moved out moves in again.
            Edit::Component(id, ComponentChange::Group(Some(group))) => {
                let out = base.groups.get(&group).and_then(|group| group.parent.as_ref());
                let now = side.components.get(&id).map(|of| of.group.as_ref());
                if now != Some(out) {
                    return;
                }
                Edit::Component(id, ComponentChange::Group(Some(group)))
            }
            Edit::Component(id, ComponentChange::Owner(role)) => {
                if side.components.get(&id).is_none_or(|of| of.owner.is_some()) {
                    return;
                }
                Edit::Component(id, ComponentChange::Owner(role))
            }
            Edit::Group(id, GroupChange::Parent(Some(around))) => {
                let out = base.groups.get(&around).and_then(|group| group.parent.as_ref());
                let now = side.groups.get(&id).map(|of| of.parent.as_ref());
                if now != Some(out) {
                    return;
                }
                Edit::Group(id, GroupChange::Parent(Some(around)))
            }
            other => other,
        };
        // What does not fit hung on something else that this side removed as well.
        let _ = side.apply(edit);
    }

    fn conflict(&self, base: &Plan, removal: Edit, did: &[String]) -> Conflict {
        let told = removal.told(self.other);
        let changed = format!("changed ({})", did.join("; "));
        let was = "there".to_owned();
        let object = if told.object.is_empty() { removal.told(base).object } else { told.object };
        let (ours, theirs, kept) = match self.whose {
            Whose::Ours => (told.value, changed, Whose::Theirs),
            Whose::Theirs => (changed, told.value, Whose::Ours),
        };
        let field = String::new();
        Conflict { object, field, base: was, ours, theirs, kept, other: removal }
    }
}

/// The innermost group, from `group` outwards, that the side still has.
fn nearest(base: &Plan, side: &Plan, group: Option<&GroupId>) -> Option<GroupId> {
    let mut around = base.groups_around(group);
    around.find(|group| side.groups.contains_key(&group.id)).map(|group| group.id.clone())
}

/// What the base has, the side has not, and the other side touched.
fn removed<I: Ord + Clone, V>(
    base: &BTreeMap<I, V>,
    side: &BTreeMap<I, V>,
    touched: &BTreeMap<I, Vec<String>>,
) -> Vec<(I, Vec<String>)> {
    let lost = touched.iter().filter(|(id, _)| base.contains_key(*id) && !side.contains_key(*id));
    lost.map(|(id, did)| (id.clone(), did.clone())).collect()
}
