//! Entries of the meeting's log: notes, open questions, actions and decisions on anything but a
//! component's language, each about an element or about the whole plan.
//!
//! They are the team's own: minutes tell them, reports and pictures for clients do not. No number
//! rests on them.

use serde::{Deserialize, Serialize};

use super::plan::Plan;
use super::{ComponentId, EntryId, GroupId, LinkId, RoleId};
use crate::base::Date;
use crate::{serde_text, words};

words! {
    /// What an entry is, in the order in which minutes tell them.
    EntryKind {
        /// Something decided that is no component's language.
        Decision = "decision", "decision";
        /// Something that nobody in the room can answer.
        Question = "question", "open question";
        /// Something that somebody does.
        Action = "action", "action";
        /// Something to remember.
        Note = "note", "note";
    }
}

words! {
    /// How far an entry is; [`EntryKind::status_word`] is what people call it.
    EntryStatus {
        /// Open, or proposed.
        Open = "open", "open";
        /// Answered, done or accepted.
        Settled = "settled", "settled";
        /// Dropped or rejected.
        Rejected = "rejected", "rejected";
        /// A later decision stands in its place.
        Superseded = "superseded", "superseded";
    }
}

/// What an entry is about.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum About {
    /// The whole plan.
    #[default]
    Plan,
    /// A component.
    Component(ComponentId),
    /// A link.
    Link(LinkId),
    /// A group.
    Group(GroupId),
}

/// One entry of the log.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct LogEntry {
    /// Immutable id.
    pub id: EntryId,
    /// What it is.
    pub kind: EntryKind,
    /// What is noted, asked, to be done or decided.
    pub text: String,
    /// What it is about.
    pub about: About,
    /// How far it is; a note is always open.
    pub status: EntryStatus,
    /// The role that answers, acts or decided.
    pub owner: Option<RoleId>,
    /// When it was raised.
    pub raised: Option<Date>,
    /// When it is due.
    pub due: Option<Date>,
    /// When it got the status that it has, if it is not open.
    pub settled: Option<Date>,
    /// The answer, what came of it, or why it was decided so.
    pub outcome: String,
}

impl EntryKind {
    /// What its outcome is called; nothing comes of a note.
    #[must_use]
    pub const fn outcome_label(self) -> Option<&'static str> {
        match self {
            Self::Note => None,
            Self::Question => Some("Answer"),
            Self::Action => Some("What came of it"),
            Self::Decision => Some("Reason"),
        }
    }

    /// Every status that it can have, first the one that it begins with.
    #[must_use]
    pub const fn statuses(self) -> &'static [EntryStatus] {
        use EntryStatus::{Open, Rejected, Settled, Superseded};
        match self {
            Self::Note => &[Open],
            Self::Question | Self::Action => &[Open, Settled, Rejected],
            Self::Decision => &[Open, Settled, Rejected, Superseded],
        }
    }

    /// The word of a status for this kind, in files and for people.
    #[must_use]
    pub const fn status_word(self, status: EntryStatus) -> &'static str {
        use EntryStatus::{Open, Rejected, Settled, Superseded};
        match (self, status) {
            (Self::Decision, Open) => "proposed",
            (Self::Decision, Settled) => "accepted",
            (Self::Decision, Rejected) => "rejected",
            (Self::Question, Settled) => "answered",
            (_, Open) => "open",
            (_, Settled) => "done",
            (_, Rejected) => "dropped",
            (_, Superseded) => "superseded",
        }
    }

    /// The status of this word.
    #[must_use]
    pub fn status_of(self, word: &str) -> Option<EntryStatus> {
        self.statuses().iter().copied().find(|status| self.status_word(*status) == word)
    }
}

serde_text!(About, about => about.word(), text => {
    About::from_word(&text).ok_or_else(|| format!("`{text}` is nothing that an entry is about"))
});

impl About {
    /// What is written in a file: `component/cart`, `plan`.
    #[must_use]
    pub fn word(&self) -> String {
        match self {
            Self::Plan => "plan".to_owned(),
            Self::Component(id) => format!("component/{id}"),
            Self::Link(id) => format!("link/{id}"),
            Self::Group(id) => format!("group/{id}"),
        }
    }

    /// What is meant by what is written in a file; none if it is not written so.
    #[must_use]
    pub fn from_word(word: &str) -> Option<Self> {
        if word == "plan" {
            return Some(Self::Plan);
        }
        match word.split_once('/')? {
            ("component", id) => ComponentId::new(id).ok().map(Self::Component),
            ("link", id) => LinkId::new(id).ok().map(Self::Link),
            ("group", id) => GroupId::new(id).ok().map(Self::Group),
            _ => None,
        }
    }

    /// Whether the plan has it.
    #[must_use]
    pub fn is_in(&self, plan: &Plan) -> bool {
        match self {
            Self::Plan => true,
            Self::Component(id) => plan.components.contains_key(id),
            Self::Link(id) => plan.links.contains_key(id),
            Self::Group(id) => plan.groups.contains_key(id),
        }
    }

    /// Its name for people: a component's or group's own, `Web → Cart` for a link, `the plan`.
    #[must_use]
    pub fn name(&self, plan: &Plan) -> String {
        let component = |id: &ComponentId| {
            plan.components.get(id).map_or_else(|| id.to_string(), |of| of.name.clone())
        };
        match self {
            Self::Plan => "the plan".to_owned(),
            Self::Component(id) => component(id),
            Self::Link(id) => plan.links.get(id).map_or_else(
                || id.to_string(),
                |of| format!("{} → {}", component(&of.from), component(&of.to)),
            ),
            Self::Group(id) => {
                plan.groups.get(id).map_or_else(|| id.to_string(), |of| of.name.clone())
            }
        }
    }
}

impl LogEntry {
    /// An open entry about something.
    #[must_use]
    pub fn new(id: EntryId, kind: EntryKind, text: &str, about: About) -> Self {
        Self {
            id,
            kind,
            text: text.trim().to_owned(),
            about,
            status: EntryStatus::Open,
            owner: None,
            raised: None,
            due: None,
            settled: None,
            outcome: String::new(),
        }
    }

    /// Whether something is still to be done about it: a note is none of that.
    #[must_use]
    pub fn is_open(&self) -> bool {
        self.kind != EntryKind::Note && self.status == EntryStatus::Open
    }

    /// Whether it says something, and all of it goes with its kind and status.
    #[must_use]
    pub fn is_sound(&self) -> bool {
        !self.text.trim().is_empty()
            && self.kind.statuses().contains(&self.status)
            && (self.status != EntryStatus::Open || self.settled.is_none())
            && (self.kind.outcome_label().is_some() || self.outcome.is_empty())
    }

    /// The same with what does not go with its kind and status left out, and the id in the place of an
    /// empty text.
    #[must_use]
    pub(super) fn sound(mut self) -> Self {
        self.text = crate::base::id::name_or_id(self.text, &self.id);
        if !self.kind.statuses().contains(&self.status) {
            self.status = EntryStatus::Open;
        }
        if self.status == EntryStatus::Open {
            self.settled = None;
        }
        if self.kind.outcome_label().is_none() {
            self.outcome.clear();
        }
        self
    }

    /// How far it is and who has it, for lists: `open · Platform team · due 2026-12-24`.
    #[must_use]
    pub fn standing(&self, plan: &Plan) -> String {
        let mut parts = Vec::new();
        parts.extend(Some(self.status_told()).filter(|told| !told.is_empty()));
        parts.extend(self.owner_name(plan).map(str::to_owned));
        let due = self.due.filter(|_| self.kind == EntryKind::Note || self.is_open());
        parts.extend(due.map(|date| format!("due {date}")));
        parts.join(" · ")
    }

    /// How far it is, with the date on which it was settled; nothing of a note.
    #[must_use]
    pub fn status_told(&self) -> String {
        if self.kind == EntryKind::Note {
            return String::new();
        }
        let word = self.kind.status_word(self.status);
        let on = self.settled.map(|date| format!(" on {date}")).unwrap_or_default();
        format!("{word}{on}")
    }

    /// The name of the role that has it.
    #[must_use]
    pub fn owner_name<'a>(&self, plan: &'a Plan) -> Option<&'a str> {
        let role = plan.roles.get(self.owner.as_ref()?)?;
        Some(&role.name)
    }
}

/// Entries in the order in which people want them: what is open first, by when it is due, then the rest.
#[must_use]
pub fn in_order<'a>(entries: impl Iterator<Item = &'a LogEntry>) -> Vec<&'a LogEntry> {
    let mut entries: Vec<&LogEntry> = entries.collect();
    let last = |date: Option<Date>| (date.is_none(), date);
    entries.sort_by_key(|of| (!of.is_open(), last(of.due), last(of.raised), of.id.clone()));
    entries
}

#[cfg(test)]
mod tests {
    use super::*;

    fn entry(kind: EntryKind, status: EntryStatus) -> LogEntry {
        let id = EntryId::new("ask").unwrap();
        LogEntry { status, ..LogEntry::new(id, kind, "Ask", About::Plan) }
    }

    #[test]
    fn a_status_is_read_as_it_is_written() {
        for &kind in EntryKind::ALL {
            for &status in kind.statuses() {
                assert_eq!(kind.status_of(kind.status_word(status)), Some(status));
            }
        }
        assert_eq!(EntryKind::Action.status_of("accepted"), None);
    }

    #[test]
    fn what_does_not_go_with_a_kind_is_left_out() {
        let odd =
            LogEntry { outcome: "x".to_owned(), ..entry(EntryKind::Note, EntryStatus::Superseded) };
        let odd = LogEntry { text: "  ".to_owned(), settled: "2026-12-01".parse().ok(), ..odd };
        assert!(!odd.is_sound());
        let sound = odd.sound();
        assert!(sound.is_sound());
        assert_eq!((sound.text.as_str(), sound.status), ("ask", EntryStatus::Open));
    }

    #[test]
    fn what_is_due_first_comes_first_and_what_is_done_last() {
        let due = |id: &str, date: &str, status| LogEntry {
            id: EntryId::new(id).unwrap(),
            due: date.parse().ok(),
            ..entry(EntryKind::Action, status)
        };
        let entries = [
            due("done", "2026-01-01", EntryStatus::Settled),
            due("whenever", "", EntryStatus::Open),
            due("later", "2026-12-24", EntryStatus::Open),
            due("soon", "2026-12-06", EntryStatus::Open),
        ];
        let order: Vec<&str> = in_order(entries.iter()).iter().map(|of| of.id.as_str()).collect();
        assert_eq!(order, ["soon", "later", "whenever", "done"]);
    }
}
