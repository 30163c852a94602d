//! What is to be placed, without any names or figures.

use std::collections::{BTreeMap, BTreeSet};

use crate::base::Size;
use crate::model::{ComponentId, DEFAULT_CARD, GroupId, Plan};

/// A card to place.
#[derive(Clone, Debug, PartialEq)]
pub struct Node {
    /// The component.
    pub id: ComponentId,
    /// Extent of its card.
    pub size: Size,
    /// Place of its group in the request.
    pub group: Option<usize>,
}

/// Cards, groups and links to lay out; equal requests have equal results.
#[derive(Clone, Debug, PartialEq)]
pub struct LayoutRequest {
    /// The cards, in the order of their ids.
    pub nodes: Vec<Node>,
    /// Groups that hold cards: the place of the group around each.
    pub groups: Vec<Option<usize>>,
    /// Links between different cards, each pair once.
    pub edges: Vec<(usize, usize)>,
}

impl LayoutRequest {
    /// The request for all cards of a plan.
    #[must_use]
    pub fn of(plan: &Plan) -> Self {
        let mut used = BTreeSet::new();
        for component in plan.components.values() {
            used.extend(plan.groups_around(component.group.as_ref()).map(|group| &group.id));
        }
        let groups: BTreeMap<&GroupId, usize> =
            used.iter().enumerate().map(|(i, id)| (*id, i)).collect();
        let parents = used.iter().map(|id| {
            let parent = plan.groups.get(*id).and_then(|group| group.parent.as_ref())?;
            groups.get(parent).copied()
        });
        let nodes: Vec<Node> = plan
            .components
            .values()
            .map(|component| Node {
                id: component.id.clone(),
                size: plan.placements.get(&component.id).map_or(DEFAULT_CARD, |p| p.size),
                group: component.group.as_ref().and_then(|id| groups.get(id).copied()),
            })
            .collect();
        let index: BTreeMap<&ComponentId, usize> =
            nodes.iter().enumerate().map(|(i, n)| (&n.id, i)).collect();
        let ends = plan
            .links
            .values()
            .filter_map(|link| Some((*index.get(&link.from)?, *index.get(&link.to)?)));
        let edges: BTreeSet<(usize, usize)> = ends.filter(|(from, to)| from != to).collect();
        Self { groups: parents.collect(), edges: edges.into_iter().collect(), nodes }
    }
}
