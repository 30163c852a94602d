//! Areas of groups, derived from where their members lie.

use std::collections::BTreeMap;

use super::{GROUP_PADDING, GROUP_TITLE};
use crate::base::{Point, Rect};
use crate::model::{ComponentId, GroupId, Plan};

/// The area of every group that holds a placed card, with room for its name and for inner groups.
#[must_use]
pub fn group_rects(plan: &Plan, cards: &BTreeMap<ComponentId, Rect>) -> BTreeMap<GroupId, Rect> {
    let depth = |id: &GroupId| plan.groups_around(Some(id)).count();
    let mut inner_first: Vec<&GroupId> = plan.groups.keys().collect();
    inner_first.sort_by_key(|id| std::cmp::Reverse(depth(id)));
    let mut rects: BTreeMap<GroupId, Rect> = BTreeMap::new();
    for id in inner_first {
        let members =
            plan.components.values().filter(|component| component.group.as_ref() == Some(id));
        let members = members.filter_map(|component| cards.get(&component.id).copied());
        let inner = plan.groups.values().filter(|group| group.parent.as_ref() == Some(id));
        let inner = inner.filter_map(|group| rects.get(&group.id).copied());
        let Some(content) = members.chain(inner).reduce(Rect::union) else {
            continue;
        };
        let padded = content.expand(GROUP_PADDING);
        let top = Point::new(padded.min.x, padded.min.y - GROUP_TITLE);
        rects.insert(id.clone(), Rect { min: top, max: padded.max });
    }
    rects
}
