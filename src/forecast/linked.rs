//! The links of each component, so that nobody walks all links of a plan for one of its components.

use std::collections::BTreeMap;
use std::sync::{Arc, OnceLock};

use crate::model::{ComponentId, Link, LinkId, Plan};

/// Ids of the links that begin or end at a component, in their order; made where first asked for.
#[derive(Clone, Debug, Default)]
pub(super) struct Linked(OnceLock<Arc<BTreeMap<ComponentId, Vec<LinkId>>>>);

impl Linked {
    /// The links of a component; `plan` is the one that is always asked about.
    pub fn of<'a>(&self, plan: &'a Plan, id: &ComponentId) -> impl Iterator<Item = &'a Link> {
        let known = self.0.get_or_init(|| Arc::new(all(plan)));
        known.get(id).into_iter().flatten().filter_map(|id| plan.links.get(id))
    }
}

fn all(plan: &Plan) -> BTreeMap<ComponentId, Vec<LinkId>> {
    let mut all: BTreeMap<ComponentId, Vec<LinkId>> = BTreeMap::new();
    for link in plan.links.values() {
        let mut add = |id: &ComponentId| all.entry(id.clone()).or_default().push(link.id.clone());
        add(&link.from);
        if link.to != link.from {
            add(&link.to);
        }
    }
    all
}
