//! What a decision would mean, before it is made, and what can be said against it.

use super::Session;
use crate::advice::{Challenge, Overrule, challenge, explain};
use crate::forecast::Resolved;
use crate::model::{CandidateId, ComponentId, LanguageId};

impl Session {
    /// Holds a decision that nobody has made yet against the advice, under the scenario in use;
    /// none for a component that is not there.
    #[must_use]
    pub fn weigh(
        &self,
        id: &ComponentId,
        language: LanguageId,
        candidate: Option<CandidateId>,
    ) -> Option<Overrule> {
        let mut plan = self.plan().clone();
        plan.apply(self.decision(id, language, candidate, "")).ok()?;
        let resolved = Resolved::new(&plan, self.catalog(), self.active_scenario());
        let candidates = self.catalog().compared(&plan.candidates);
        explain::advise(&resolved, resolved.facts(id)?, &candidates).decision
    }

    /// The language of a component held against its strongest rival, under the scenario in use;
    /// none where there is no language to choose. It takes a moment, since it samples.
    #[must_use]
    pub fn challenge(&self, id: &ComponentId) -> Option<Challenge> {
        let resolved = Resolved::new(self.plan(), self.catalog(), self.active_scenario());
        let candidates = self.catalog().compared(&self.plan().candidates);
        let advice = explain::advise(&resolved, resolved.facts(id)?, &candidates);
        challenge::of_plan(&resolved, &[(id.clone(), advice)], Some(id)).pop()
    }
}
