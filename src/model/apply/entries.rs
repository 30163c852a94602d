//! Entries of maps and sets: found, put, taken, compared, with the errors that say which.

use std::collections::{BTreeMap, BTreeSet};

use super::{EditError, missing};

pub(super) fn found<'a, K: Ord + std::fmt::Display, V>(
    map: &'a mut BTreeMap<K, V>,
    id: &K,
    sort: &'static str,
) -> Result<&'a mut V, EditError> {
    map.get_mut(id).ok_or_else(|| missing(sort, id))
}

pub(super) fn take<K: Ord + std::fmt::Display, V>(
    map: &mut BTreeMap<K, V>,
    id: &K,
    sort: &'static str,
) -> Result<V, EditError> {
    map.remove(id).ok_or_else(|| missing(sort, id))
}

pub(super) fn put<K: Ord + std::fmt::Display, V>(
    map: &mut BTreeMap<K, V>,
    id: K,
    value: V,
    sort: &'static str,
) -> Result<(), EditError> {
    if map.contains_key(&id) {
        return Err(EditError::Taken { sort, id: id.to_string() });
    }
    map.insert(id, value);
    Ok(())
}

/// Sets or removes an entry; returns what was there.
pub(super) fn set<K: Ord, V>(map: &mut BTreeMap<K, V>, key: K, value: Option<V>) -> Option<V> {
    match value {
        Some(value) => map.insert(key, value),
        None => map.remove(&key),
    }
}

/// Puts a member in or takes it out; returns whether it was in.
pub(super) fn set_member<T: Ord + Clone>(members: &mut BTreeSet<T>, member: &T, on: bool) -> bool {
    if on { !members.insert(member.clone()) } else { members.remove(member) }
}

/// The keys whose entries differ, with what the second map holds there; those that it lacks come first.
pub(in crate::model) fn differing<'a, K: Ord + 'a, V: PartialEq + 'a>(
    a: impl IntoIterator<Item = (&'a K, &'a V)>,
    b: impl IntoIterator<Item = (&'a K, &'a V)>,
) -> impl Iterator<Item = (&'a K, Option<&'a V>)> {
    let mut put: BTreeMap<&K, &V> = b.into_iter().collect();
    let mut gone = Vec::new();
    for (key, value) in a {
        match put.get(key) {
            None => gone.push((key, None)),
            Some(same) if *same == value => drop(put.remove(key)),
            Some(_) => {}
        }
    }
    gone.into_iter().chain(put.into_iter().map(|(key, value)| (key, Some(value))))
}

/// The members that only one of the sets has, and whether it is the second.
pub(in crate::model) fn toggled<'a, T: Ord>(
    a: &'a BTreeSet<T>,
    b: &'a BTreeSet<T>,
) -> impl Iterator<Item = (&'a T, bool)> {
    a.difference(b)
        .map(|member| (member, false))
        .chain(b.difference(a).map(|member| (member, true)))
}
