//! An assignment in words.

use super::Choice;
use crate::base::prose::some;
use crate::forecast::{Assignment, Resolved};
use crate::model::{CandidateId, ComponentId, LanguageId};

impl Choice {
    /// The languages used with the number of components in each, most first.
    #[must_use]
    pub fn languages(&self, resolved: &Resolved<'_>) -> Vec<(LanguageId, usize)> {
        let mut counts: Vec<(LanguageId, usize)> = Vec::new();
        for candidate in self.assignment.values() {
            let Some(of) = resolved.catalog.candidates.get(candidate) else { continue };
            match counts.iter_mut().find(|(language, _)| *language == of.language) {
                Some((_, count)) => *count += 1,
                None => counts.push((of.language.clone(), 1)),
            }
        }
        counts.sort_by(|a, b| b.1.cmp(&a.1).then_with(|| a.0.cmp(&b.0)));
        counts
    }

    /// `8 × Go, 3 × Python, Java for Cart`: a language that one component alone has says which.
    #[must_use]
    pub fn in_words(&self, resolved: &Resolved<'_>) -> String {
        let of = |(id, count): &(LanguageId, usize)| {
            let name = resolved.catalog.language_name(id);
            match self.names(resolved, id).as_slice() {
                [component] => format!("{name} for {component}"),
                _ => format!("{count} × {name}"),
            }
        };
        self.languages(resolved).iter().map(of).collect::<Vec<_>>().join(", ")
    }

    /// `Go for Ads, Cart; Python for Search`: every component with its language, so that no two
    /// assignments read alike.
    #[must_use]
    pub fn in_full(&self, resolved: &Resolved<'_>) -> String {
        let of = |(id, _): &(LanguageId, usize)| {
            let name = resolved.catalog.language_name(id);
            format!("{name} for {}", self.names(resolved, id).join(", "))
        };
        self.languages(resolved).iter().map(of).collect::<Vec<_>>().join("; ")
    }

    /// Names of the components in a language.
    fn names<'a>(&self, resolved: &Resolved<'a>, language: &LanguageId) -> Vec<&'a str> {
        let has = |candidate: &CandidateId| {
            resolved.catalog.candidates.get(candidate).is_some_and(|of| of.language == *language)
        };
        let of = self.assignment.iter().filter(|(_, candidate)| has(candidate));
        let components = of.filter_map(|(id, _)| resolved.plan.components.get(id));
        components.map(|component| component.name.as_str()).collect()
    }

    /// `all Python`, or `Python with Java for Recommendation, and Go for Cart and Ads`: the language of
    /// most components, and which have another one.
    #[must_use]
    pub fn in_a_sentence(&self, resolved: &Resolved<'_>) -> String {
        let languages = self.languages(resolved);
        let name = |id: &LanguageId| resolved.catalog.language_name(id).to_owned();
        let Some(((most, _), rest)) = languages.split_first() else { return String::new() };
        let of = |(id, _): &(LanguageId, usize)| {
            format!("{} for {}", name(id), some(&self.names(resolved, id)))
        };
        match rest {
            [] => format!("all {}", name(most)),
            [one] => format!("{} with {}", name(most), of(one)),
            [others @ .., last] => {
                let others: Vec<String> = others.iter().map(of).collect();
                format!("{} with {}, and {}", name(most), others.join(", "), of(last))
            }
        }
    }

    /// Components whose candidate differs from another assignment's, with both.
    #[must_use]
    pub fn changes<'a>(
        &'a self,
        from: &'a Assignment,
    ) -> Vec<(&'a ComponentId, Option<&'a CandidateId>, &'a CandidateId)> {
        let changed = self.assignment.iter().filter(|(id, to)| from.get(*id) != Some(to));
        changed.map(|(id, to)| (id, from.get(id), to)).collect()
    }
}
