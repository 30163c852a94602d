//! Tags, decisions and splits of the selected components.

use super::dialog::Dialog;
use super::{Element, Selection, Session};
use crate::advice::Verdict;
use crate::base::Date;
use crate::forecast::Origin;
use crate::model::{
    CandidateId, ComponentChange, ComponentId, Decision, Edit, Focus, InputRef, LanguageId,
};

impl Session {
    /// Tags the selected components performance-sensitive, or takes the tag off if all have it.
    pub(super) fn tag_performance(&mut self) {
        let all = self.selected().all(|component| component.tags.performance.is_some());
        let tag = (!all).then_some(Focus::Unsaid);
        let kept = |component: &crate::model::Component| tag.and(component.tags.performance);
        let edits = self
            .selected()
            .map(|c| Edit::Component(c.id.clone(), ComponentChange::Performance(kept(c).or(tag))))
            .collect();
        let label = if all { "Untag" } else { "Tag" };
        let label = format!("{label} {} performance-sensitive", self.selected_name());
        self.edit(&label, Edit::Many(edits));
    }

    /// Tags the selected components data-intelligent, or takes the tag off if all have it.
    pub(super) fn tag_data(&mut self) {
        let all = self.selected().all(|component| component.tags.data);
        let edits = self
            .selected()
            .map(|c| Edit::Component(c.id.clone(), ComponentChange::Data(!all)))
            .collect();
        let label = if all { "Untag" } else { "Tag" };
        let label = format!("{label} {} data-intelligent", self.selected_name());
        self.edit(&label, Edit::Many(edits));
    }

    pub(super) fn ask_decide(&mut self) {
        match self.selection.only_component() {
            Some(id) => self.show(Dialog::Decide(id.clone())),
            None => self.show(Dialog::DecideSeveral),
        }
    }

    /// The selected components whose language is a question, and the names of the others: nobody
    /// here writes a database or what runs elsewhere.
    #[must_use]
    pub fn selected_to_decide(&self) -> (Vec<&ComponentId>, Vec<&str>) {
        let selected = self.selection.components.iter();
        let of = selected.filter_map(|id| self.plan().components.get(id));
        let (built, others): (Vec<_>, Vec<_>) = of.partition(|component| component.is_built());
        (
            built.iter().map(|of| &of.id).collect(),
            others.iter().map(|of| of.name.as_str()).collect(),
        )
    }

    /// The edit that decides on one language for every selected component that the team builds.
    #[must_use]
    pub fn decision_of_selected(
        &self,
        language: &LanguageId,
        candidate: Option<&CandidateId>,
        reason: &str,
    ) -> Edit {
        let (ids, _) = self.selected_to_decide();
        let decision =
            |id: &ComponentId| self.decision(id, language.clone(), candidate.cloned(), reason);
        Edit::Many(ids.into_iter().map(decision).collect())
    }

    /// Whether one component is selected that has a language to challenge.
    pub(super) fn can_challenge(&self) -> bool {
        let of = |id| self.analysis().components.get(id);
        let selected = self.selection.only_component().and_then(of);
        selected.is_some_and(|analysis| !analysis.advice.ranking.is_empty())
    }

    pub(super) fn ask_challenge(&mut self) {
        if let Some(id) = self.selection.only_component().filter(|_| self.can_challenge()) {
            let dialog = Dialog::Challenge(id.clone());
            self.show(dialog);
        }
    }

    /// The edit that decides on a language for a component, with the inputs it relies on now. A decision
    /// that stood before goes into the log.
    #[must_use]
    pub fn decision(
        &self,
        id: &ComponentId,
        language: LanguageId,
        candidate: Option<CandidateId>,
        reason: &str,
    ) -> Edit {
        let values = self.analysis().components.get(id).map(|analysis| analysis.values.as_slice());
        let relied_on = values
            .unwrap_or_default()
            .iter()
            .filter(|(_, value)| value.origin != Origin::Assumed)
            .map(|&(input, value)| (InputRef::component(id.clone(), input), value.range))
            .collect();
        let decision = Decision {
            language,
            candidate,
            reason: reason.to_owned(),
            author: self.settings.author.clone(),
            date: Date::today(),
            relied_on,
        };
        let superseded = self.superseded(id, &decision);
        let decide = Edit::Decide(id.clone(), Some(Box::new(decision)));
        match superseded {
            Some(kept) => Edit::Many(vec![kept, decide]),
            None => decide,
        }
    }

    /// Decides each selected component as advised, where the advice names one language.
    pub(super) fn take_advice(&mut self) {
        let mut edits = Vec::new();
        for id in &self.selection.components {
            let Some(analysis) = self.analysis().components.get(id) else { continue };
            let advice = &analysis.advice;
            let clear = advice.verdict == Verdict::Language;
            let leader = advice.ranking.first().filter(|first| clear && first.gate.is_none());
            if let Some(leader) = leader {
                let (language, candidate) = (leader.language.clone(), leader.candidate.clone());
                edits.push(self.decision(id, language, Some(candidate), &advice.sentence));
            }
        }
        if edits.is_empty() {
            self.notices.push(super::Notice::warning(
                "The advice names no single language for what is selected",
            ));
            return;
        }
        let label = format!("Decide {} as advised", self.selected_name());
        self.edit(&label, Edit::Many(edits));
    }

    pub(super) fn undecide(&mut self) {
        let decided = self.plan().decisions.keys();
        let edits = decided
            .filter(|id| self.selection.components.contains(*id))
            .map(|id| Edit::Decide(id.clone(), None))
            .collect();
        let label = format!("Take back the decision on {}", self.selected_name());
        self.edit(&label, Edit::Many(edits));
    }

    /// Whether the selected component's advice is a split.
    pub(super) fn can_split(&self) -> bool {
        self.selection
            .only_component()
            .and_then(|id| self.analysis().components.get(id))
            .is_some_and(|analysis| analysis.advice.split.is_some())
    }

    /// Splits the selected component as advised.
    pub(super) fn apply_split(&mut self) {
        let Some(id) = self.selection.only_component().cloned() else { return };
        let Some(analysis) = self.analysis().components.get(&id) else { return };
        let Some(split) = analysis.advice.split.clone() else { return };
        let label = format!("Split {}", self.selected_name());
        if self.edit(&label, split.edit) {
            let mut both = Selection::of(Element::Component(id));
            both.add(Element::Component(split.data_component));
            self.selection = both;
        }
    }

    pub(super) fn selected(&self) -> impl Iterator<Item = &crate::model::Component> {
        self.selection.components.iter().filter_map(|id| self.plan().components.get(id))
    }

    /// The selected element's name in quotes, or how many are selected.
    #[must_use]
    pub fn selected_name(&self) -> String {
        let selection = &self.selection;
        let name = if let Some(id) = selection.only_component() {
            self.plan().components.get(id).map(|component| component.name.clone())
        } else if let Some(id) = selection.only_group() {
            self.plan().groups.get(id).map(|group| group.name.clone())
        } else {
            None
        };
        match name {
            Some(name) => format!("“{name}”"),
            None if selection.links.len() == selection.len() && selection.len() == 1 => {
                "link".to_owned()
            }
            None if selection.components.len() == selection.len() => {
                format!("{} components", selection.len())
            }
            None => format!("{} elements", selection.len()),
        }
    }
}
