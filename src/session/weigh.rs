//! What a decision would mean, before it is made.

use super::Session;
use crate::advice::{Overrule, explain};
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
}
