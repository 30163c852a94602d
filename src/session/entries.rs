//! The log of the meeting: what there is to say of an element, what is added, and what becomes of a
//! decision that another one follows.

use super::Session;
use super::dialog::{Dialog, EntryAt};
use crate::base::Date;
use crate::model::log::{About, EntryKind, EntryStatus, LogEntry, in_order};
use crate::model::{ComponentId, Decision, Edit, EntryId, Plan, RoleId};

impl Session {
    /// The entries about something, open ones first.
    #[must_use]
    pub fn entries_about(&self, about: &About) -> Vec<&LogEntry> {
        in_order(self.plan().log.values().filter(|of| of.about == *about))
    }

    /// What a new entry is about: the one element that is selected, else the plan.
    #[must_use]
    pub fn entry_subject(&self) -> About {
        let selection = &self.selection;
        let component = selection.only_component().cloned().map(About::Component);
        let link = || selection.only_link().cloned().map(About::Link);
        let group = || selection.only_group().cloned().map(About::Group);
        component.or_else(link).or_else(group).unwrap_or_default()
    }

    pub(super) fn ask_entry(&mut self) {
        let about = self.entry_subject();
        self.show(Dialog::Entry(EntryAt::New(EntryKind::Action, about)));
    }

    /// An entry that is not in the log yet: raised today, by nobody.
    #[must_use]
    pub fn new_entry(&self, kind: EntryKind, about: About) -> LogEntry {
        let id = fresh(self.plan(), kind.word());
        LogEntry { raised: Date::today(), ..LogEntry::new(id, kind, "", about) }
    }

    /// The step that keeps an entry as it is typed: one that is new gets an id of its text, one that is
    /// settled now is dated.
    #[must_use]
    pub fn keep_entry(&self, mut entry: LogEntry) -> (String, Edit) {
        let before = self.plan().log.get(&entry.id).cloned();
        if before.is_none() {
            entry.id = fresh(self.plan(), &entry.text);
        }
        let was = before.as_ref().map(|of| of.status);
        if entry.status != EntryStatus::Open && was != Some(entry.status) {
            entry.settled = Date::today();
        }
        let what = entry.kind.label();
        let verb = if before.is_none() { "Add" } else { "Change" };
        let label = format!("{verb} the {what} “{}”", entry.text.trim());
        (label, Edit::Log(entry.id.clone(), Some(Box::new(entry))))
    }

    /// The entry that keeps a decision which another one takes the place of; none where the same is
    /// decided again, and none where it is of today: then it is put right in the same meeting.
    pub(super) fn superseded(&self, id: &ComponentId, by: &Decision) -> Option<Edit> {
        let plan = self.plan();
        let old = plan.decisions.get(id)?;
        let same = old.language == by.language && old.candidate == by.candidate;
        if same || (old.date.is_some() && old.date == by.date) {
            return None;
        }
        let stack = old.candidate.as_ref().and_then(|of| self.catalog().candidates.get(of));
        let language = self.catalog().language_name(&old.language);
        let text = format!("Language: {}", stack.map_or(language, |of| of.name.as_str()));
        let entry = LogEntry {
            status: EntryStatus::Superseded,
            owner: role_of(plan, &old.author),
            raised: old.date,
            settled: by.date,
            outcome: old.reason.clone(),
            ..LogEntry::new(
                fresh(plan, &format!("{id}-{}", old.language)),
                EntryKind::Decision,
                &text,
                About::Component(id.clone()),
            )
        };
        Some(Edit::Log(entry.id.clone(), Some(Box::new(entry))))
    }
}

/// A free id for an entry.
fn fresh(plan: &Plan, text: &str) -> EntryId {
    let start: String = text.chars().take(40).collect();
    EntryId::fresh(&start, |id| plan.log.contains_key(id))
}

/// The role that an author names, by id or by name.
fn role_of(plan: &Plan, author: &str) -> Option<RoleId> {
    let mut roles = plan.roles.values();
    roles.find(|role| role.id.as_str() == author || role.name == author).map(|of| of.id.clone())
}
