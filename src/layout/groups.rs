//! Areas of groups, derived from where their members lie.

use std::collections::BTreeMap;

use super::{GROUP_PADDING, GROUP_TITLE};
use crate::base::{Point, Rect};
use crate::model::{ComponentId, GroupId, Plan};

/// Space of a group around what it holds.
#[derive(Clone, Copy, Debug)]
pub struct Padding {
    /// On all sides.
    pub side: f64,
    /// Further space above, for its name.
    pub title: f64,
}

impl Padding {
    /// Of the window and of pictures of any size.
    pub const USUAL: Self = Self { side: GROUP_PADDING, title: GROUP_TITLE };

    fn around(self, content: Rect) -> Rect {
        let padded = content.expand(self.side);
        Rect { min: Point::new(padded.min.x, padded.min.y - self.title), max: padded.max }
    }
}

/// The area of every group that holds a placed card, with room for its name and for inner groups.
#[must_use]
pub fn group_rects(plan: &Plan, cards: &BTreeMap<ComponentId, Rect>) -> BTreeMap<GroupId, Rect> {
    padded_group_rects(plan, cards, Padding::USUAL)
}

/// As [`group_rects`], with other space around what groups hold.
#[must_use]
pub fn padded_group_rects(
    plan: &Plan,
    cards: &BTreeMap<ComponentId, Rect>,
    padding: Padding,
) -> BTreeMap<GroupId, Rect> {
    let depth = |id: &GroupId| plan.groups_around(Some(id)).count();
    let mut inner_first: Vec<&GroupId> = plan.groups.keys().collect();
    inner_first.sort_by_key(|id| std::cmp::Reverse(depth(id)));
    let mut content: BTreeMap<&GroupId, Rect> = BTreeMap::new();
    for component in plan.components.values() {
        if let (Some(group), Some(card)) = (&component.group, cards.get(&component.id)) {
            hold(&mut content, group, *card);
        }
    }
    let mut rects: BTreeMap<GroupId, Rect> = BTreeMap::new();
    for id in inner_first {
        let Some(content_of) = content.get(id) else { continue };
        let area = padding.around(*content_of);
        rects.insert(id.clone(), area);
        if let Some(parent) = plan.groups.get(id).and_then(|group| group.parent.as_ref()) {
            hold(&mut content, parent, area);
        }
    }
    rects
}

/// The area of a group whose members lie within `content`, with room for its name.
#[must_use]
pub fn around(content: Rect) -> Rect {
    Padding::USUAL.around(content)
}

/// Lets a group hold one more rectangle.
fn hold<'a>(content: &mut BTreeMap<&'a GroupId, Rect>, group: &'a GroupId, rect: Rect) {
    content.entry(group).and_modify(|area| *area = area.union(rect)).or_insert(rect);
}
