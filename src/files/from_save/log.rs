//! Entries of the log.

use super::place::{Place, Repairs, hint, shorten};
use crate::files::entries::Entries;
use crate::files::save_v1::EntryV1;
use crate::model::{About, EntryId, EntryKind, EntryStatus, LogEntry, Plan, RoleId};

/// Reads the entries, once all that they are about is read.
pub(super) fn entries(plan: &mut Plan, saved: Entries<EntryV1>, repairs: &mut Repairs) {
    for (id, saved) in saved.0 {
        let place = &mut repairs.at("log entry", &id);
        let taken = |id: &str| plan.log.contains_key(id);
        let Some(id) = place.id(&id, &saved.text, EntryId::new, taken) else { continue };
        let entry = entry(id.clone(), saved, plan, place);
        plan.log.insert(id, entry);
    }
}

fn entry(id: EntryId, saved: EntryV1, plan: &Plan, place: &mut Place<'_>) -> LogEntry {
    let kind = place.word("kind", Some(saved.kind), EntryKind::ALL, EntryKind::word);
    let kind = kind.unwrap_or(EntryKind::Note);
    let status = status(kind, &saved.status, place);
    let text = crate::base::id::name_or_id(saved.text, &id);
    let mut outcome = saved.outcome;
    if kind.outcome_label().is_none() && !outcome.is_empty() {
        place.note(format!("nothing comes of a note; `{}` is dropped", shorten(&outcome)));
        outcome.clear();
    }
    let mut settled = place.date(&saved.settled);
    if status == EntryStatus::Open && settled.take().is_some() {
        place.note(
            "it is open and has a date on which it was settled; the date is dropped".to_owned(),
        );
    }
    let owner: Option<RoleId> = place.existing("the owner", saved.owner, &plan.roles);
    LogEntry {
        kind,
        text,
        about: about(&saved.about, plan, place),
        status,
        owner,
        raised: place.date(&saved.raised),
        due: place.date(&saved.due),
        settled,
        outcome,
        ..LogEntry::new(id, kind, "", About::Plan)
    }
}

fn status(kind: EntryKind, word: &str, place: &mut Place<'_>) -> EntryStatus {
    if word.is_empty() {
        return EntryStatus::Open;
    }
    let status = kind.status_of(word);
    if status.is_none() {
        let words = kind.statuses().iter().map(|status| kind.status_word(*status));
        let hint = hint(word, words);
        let (what, word) = (kind.label(), shorten(word));
        place.note(format!("`{word}` is no status of a {what}; {hint}it counts as open"));
    }
    status.unwrap_or(EntryStatus::Open)
}

fn about(word: &str, plan: &Plan, place: &mut Place<'_>) -> About {
    if word.is_empty() {
        return About::Plan;
    }
    let about = About::from_word(word).filter(|about| about.is_in(plan));
    if about.is_none() {
        let word = shorten(word);
        place.note(format!(
            "it is about `{word}`, which is not in the plan; it is about the plan now"
        ));
    }
    about.unwrap_or_default()
}
