//! Which requests take which link: one gateway sends each kind of request its own way.
//!
//! Requests are told apart by the component at which they begin: who asks from outside, one for each kind
//! of request that has a rate and a target of its own.

use std::collections::{BTreeMap, BTreeSet};

use super::link::Link;
use super::plan::Plan;
use super::{ComponentId, Input};

/// Names that stand at a link before only their number does.
const NAMED: usize = 2;

/// Where the requests of a plan begin.
#[derive(Clone, Debug)]
pub struct Begins<'a> {
    plan: &'a Plan,
    callers: BTreeMap<&'a ComponentId, Vec<&'a ComponentId>>,
}

impl<'a> Begins<'a> {
    /// Of a plan.
    #[must_use]
    pub fn of(plan: &'a Plan) -> Self {
        let mut callers: BTreeMap<&ComponentId, Vec<&ComponentId>> = BTreeMap::new();
        for link in plan.links.values().filter(|link| link.from != link.to) {
            callers.entry(&link.to).or_default().push(&link.from);
        }
        Self { plan, callers }
    }

    /// The components at which requests begin that reach one over links: those that nothing calls, and
    /// those with a rate of their own, itself among them.
    #[must_use]
    pub fn before(&self, id: &'a ComponentId) -> BTreeSet<&'a ComponentId> {
        let mut open = vec![id];
        let mut seen = BTreeSet::from([id]);
        while let Some(at) = open.pop() {
            let callers = self.callers.get(at).into_iter().flatten();
            open.extend(callers.filter(|from| seen.insert(from)));
        }
        seen.retain(|id| self.is_begin(id));
        seen
    }

    fn is_begin(&self, id: &ComponentId) -> bool {
        let states_a_rate = self.plan.components.get(id).is_some_and(|of| {
            of.inputs.contains_key(&Input::ExternalRate) || of.answers.traffic.is_some()
        });
        states_a_rate || !self.callers.contains_key(id)
    }
}

impl Plan {
    /// Whose requests take a link, in words: `for Checkout`; nothing where all do.
    #[must_use]
    pub fn takers(&self, link: &Link) -> Option<String> {
        let begins = link.only_for.as_ref()?;
        let names = begins.iter().filter_map(|id| self.components.get(id));
        let names: Vec<&str> = names.map(|of| of.name.as_str()).collect();
        Some(match names.len() {
            0 => "for no requests".to_owned(),
            1..=NAMED => format!("for {}", names.join(" and ")),
            more => format!("for {more} kinds of request"),
        })
    }

    /// What stands at a link in a picture: its label, else its protocol, and whose requests take it.
    #[must_use]
    pub fn words_at(&self, link: &Link) -> String {
        let words = [link.words().to_owned(), self.takers(link).unwrap_or_default()];
        words.into_iter().filter(|words| !words.is_empty()).collect::<Vec<_>>().join(" · ")
    }
}
