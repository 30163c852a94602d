//! Votes on the language of a component: one for each role, chosen in secret and told together.
//!
//! They are the team's own. No export for others names a role or says who chose what: the minutes
//! tell [dissent] in numbers and reasons alone.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::LanguageId;

/// What one role chose.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Vote {
    /// The language; the catalog need not know it.
    pub language: LanguageId,
    /// Why; may be empty.
    pub reason: String,
}

/// The votes on one component, by the name of the role at the time.
pub type Votes = BTreeMap<String, Vote>;

/// Votes counted by language.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Tally {
    /// How many roles chose each language: most first, then by id.
    pub counts: Vec<(LanguageId, usize)>,
    /// How many roles voted.
    pub all: usize,
}

impl Tally {
    /// Counts votes.
    #[must_use]
    pub fn of(votes: &Votes) -> Self {
        let mut counts: BTreeMap<LanguageId, usize> = BTreeMap::new();
        for vote in votes.values() {
            *counts.entry(vote.language.clone()).or_default() += 1;
        }
        let mut counts: Vec<_> = counts.into_iter().collect();
        counts.sort_by(|a, b| b.1.cmp(&a.1).then_with(|| a.0.cmp(&b.0)));
        Self { counts, all: votes.len() }
    }

    /// The language that more roles chose than any other; none where two are level.
    #[must_use]
    pub fn leader(&self) -> Option<&LanguageId> {
        let (first, rest) = self.counts.split_first()?;
        let level = rest.first().is_some_and(|(_, count)| *count == first.1);
        (!level).then_some(&first.0)
    }

    /// `3 of 5 for Go, 2 of 5 for Python`; empty without a vote.
    #[must_use]
    pub fn sentence(&self, name_of: impl Fn(&LanguageId) -> String) -> String {
        let told = |(id, count): &(LanguageId, usize)| {
            format!("{count} of {} for {}", self.all, name_of(id))
        };
        self.counts.iter().map(told).collect::<Vec<_>>().join(", ")
    }

    /// How far the votes lie apart, in a sentence without its full stop; empty without a vote.
    #[must_use]
    pub fn spread(&self) -> String {
        match (self.counts.len(), self.leader()) {
            (0, _) => String::new(),
            (1, _) if self.all == 1 => "One role voted".to_owned(),
            (1, _) => format!("All {} roles chose the same language", self.all),
            (some, Some(_)) => format!("{} roles chose {some} languages", self.all),
            (some, None) => {
                format!("{} roles chose {some} languages, and no one of them leads", self.all)
            }
        }
    }
}

/// Roles that preferred another language than the decided one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Dissent<'a> {
    /// The language that they chose.
    pub language: &'a LanguageId,
    /// How many they are.
    pub count: usize,
    /// Of how many that voted.
    pub all: usize,
    /// The reasons that they gave, each once, in the order of the letters, so that nothing tells whose
    /// it is.
    pub reasons: Vec<&'a str>,
}

/// What roles preferred to a decided language, most roles first; without the names of roles.
#[must_use]
pub fn dissent<'a>(votes: &'a Votes, decided: &LanguageId) -> Vec<Dissent<'a>> {
    let mut others: BTreeMap<&LanguageId, Dissent<'a>> = BTreeMap::new();
    for vote in votes.values().filter(|vote| vote.language != *decided) {
        let of = others.entry(&vote.language).or_insert_with(|| Dissent {
            language: &vote.language,
            count: 0,
            all: votes.len(),
            reasons: Vec::new(),
        });
        of.count += 1;
        let reason = vote.reason.trim();
        if !reason.is_empty() && !of.reasons.contains(&reason) {
            of.reasons.push(reason);
        }
    }
    let mut others: Vec<Dissent<'a>> = others.into_values().collect();
    for of in &mut others {
        of.reasons.sort_unstable();
    }
    others.sort_by_key(|of| std::cmp::Reverse(of.count));
    others
}

#[cfg(test)]
mod tests {
    use super::*;

    fn votes(cast: &[(&str, &str, &str)]) -> Votes {
        let vote = |(role, language, reason): &(&str, &str, &str)| {
            let language = LanguageId::new(language).unwrap();
            ((*role).to_owned(), Vote { language, reason: (*reason).to_owned() })
        };
        cast.iter().map(vote).collect()
    }

    #[test]
    fn votes_are_counted_and_a_draw_has_no_leader() {
        let three = votes(&[("a", "go", ""), ("b", "python", ""), ("c", "go", "")]);
        let tally = Tally::of(&three);
        assert_eq!(tally.leader().unwrap().as_str(), "go");
        assert_eq!(tally.sentence(ToString::to_string), "2 of 3 for go, 1 of 3 for python");
        assert_eq!(tally.spread(), "3 roles chose 2 languages");
        let even = Tally::of(&votes(&[("a", "go", ""), ("b", "python", "")]));
        assert_eq!(even.leader(), None);
        assert_eq!(even.spread(), "2 roles chose 2 languages, and no one of them leads");
        assert_eq!(Tally::of(&Votes::new()).spread(), "");
    }

    #[test]
    fn dissent_names_no_role() {
        let cast = votes(&[
            ("Auditor", "python", " we know it "),
            ("Builder", "go", "fast"),
            ("Chief", "python", "an older one"),
            ("Driver", "rust", ""),
        ]);
        let go = LanguageId::new("go").unwrap();
        let found = dissent(&cast, &go);
        assert_eq!(found.len(), 2);
        assert_eq!((found[0].language.as_str(), found[0].count, found[0].all), ("python", 2, 4));
        assert_eq!(found[0].reasons, ["an older one", "we know it"]);
        assert_eq!((found[1].language.as_str(), found[1].count), ("rust", 1));
        assert!(found[1].reasons.is_empty());
        assert_eq!(dissent(&votes(&[("a", "go", "")]), &go), []);
    }
}
