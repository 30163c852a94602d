//! Votes on languages: what can be voted on, the steps that keep votes and clear them, and what is told
//! of them in the room.

use super::Session;
use super::dialog::Dialog;
use crate::base::words::counted;
use crate::model::{Component, ComponentId, Edit, LanguageId, Tally, Votes};

/// What the room is told of a vote once it is revealed.
#[derive(Clone, Debug, PartialEq)]
pub struct TallyTold {
    /// How many roles chose which language.
    pub sentence: String,
    /// How far the votes lie apart.
    pub spread: String,
    /// What the advice comes to.
    pub advice: String,
    /// Each vote, those for what fewer roles chose first, as their reasons are the ones to hear.
    pub votes: Vec<VoteTold>,
    /// The language that more roles chose than any other, with its name.
    pub leader: Option<(LanguageId, String)>,
}

/// A vote in the room.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct VoteTold {
    /// The role.
    pub role: String,
    /// The language that it chose.
    pub language: String,
    /// Why; may be empty.
    pub reason: String,
}

impl Session {
    /// Whether one component is selected that has candidates to vote on.
    pub(super) fn can_vote(&self) -> bool {
        let selected = self.selection.only_component();
        selected.is_some_and(|id| !self.to_vote_on(id).is_empty())
    }

    pub(super) fn ask_vote(&mut self) {
        if let Some(id) = self.selection.only_component().filter(|_| self.can_vote()) {
            let dialog = Dialog::Vote(id.clone());
            self.show(dialog);
        }
    }

    /// The languages that a vote on a component chooses from, best first, then the one that is decided
    /// and the one of the code that exists, with their names; none for what the team does not build.
    #[must_use]
    pub fn to_vote_on(&self, id: &ComponentId) -> Vec<(LanguageId, String)> {
        let is_built = self.plan().components.get(id).is_some_and(Component::is_built);
        let analysis = self.analysis().components.get(id).filter(|_| is_built);
        let mut languages: Vec<(LanguageId, String)> = Vec::new();
        let ranked = analysis.iter().flat_map(|of| &of.advice.ranking).map(|of| &of.language);
        let ranked: Vec<&LanguageId> = ranked.collect();
        if ranked.is_empty() {
            return languages;
        }
        let decided = self.plan().decisions.get(id).map(|of| &of.language);
        let there = self.plan().components.get(id).and_then(|of| of.traits.exists_in.as_ref());
        for language in ranked.into_iter().chain(decided).chain(there) {
            if !languages.iter().any(|(known, _)| known == language) {
                let name = self.catalog.language_name(language).to_owned();
                languages.push((language.clone(), name));
            }
        }
        languages
    }

    /// How many of those who voted on a component chose a language, as a reason to decide on it; empty
    /// without a vote.
    #[must_use]
    pub fn votes_for(&self, id: &ComponentId, language: &LanguageId) -> String {
        let Some(votes) = self.plan().votes.get(id) else { return String::new() };
        let count = votes.values().filter(|vote| vote.language == *language).count();
        format!("{count} of {} voted for it", counted(votes.len(), "role"))
    }

    /// The edit that keeps these votes on a component, and no others.
    #[must_use]
    pub fn keep_votes(&self, id: &ComponentId, votes: &Votes) -> Edit {
        let before = self.plan().votes.get(id);
        let gone = before.into_iter().flatten().filter(|(role, _)| !votes.contains_key(*role));
        let gone = gone.map(|(role, _)| Edit::Vote(id.clone(), role.clone(), None));
        let cast = votes
            .iter()
            .map(|(role, vote)| Edit::Vote(id.clone(), role.clone(), Some(Box::new(vote.clone()))));
        Edit::Many(gone.chain(cast).collect())
    }

    /// What the room is told of the votes on a component; none without any.
    #[must_use]
    pub fn told_of_votes(&self, id: &ComponentId) -> Option<TallyTold> {
        let votes = self.plan().votes.get(id)?;
        let tally = Tally::of(votes);
        let name = |language: &LanguageId| self.catalog().language_name(language).to_owned();
        let count = |language: &LanguageId| {
            let of = tally.counts.iter().find(|(of, _)| of == language);
            of.map_or(0, |(_, count)| *count)
        };
        let mut told: Vec<_> = votes.iter().collect();
        told.sort_by_key(|(_, vote)| (count(&vote.language), vote.language.clone()));
        let votes = told.into_iter().map(|(role, vote)| VoteTold {
            role: role.clone(),
            language: name(&vote.language),
            reason: vote.reason.trim().to_owned(),
        });
        let analysis = self.analysis().components.get(id);
        Some(TallyTold {
            sentence: tally.sentence(name),
            spread: tally.spread(),
            advice: analysis.map(|of| of.advice.sentence.clone()).unwrap_or_default(),
            votes: votes.collect(),
            leader: tally.leader().map(|language| (language.clone(), name(language))),
        })
    }
}
