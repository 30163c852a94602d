//! Which language counts where advice takes no side.
//!
//! *Either* means that the difference between two languages does not matter, so advice names both and
//! leaves the choice open. Totals need one all the same. The rule, the same everywhere: the language
//! that those who will maintain the component know better; else the one that most other components
//! of the plan are decided or clearly advised to use; else the one that is cheaper at the medians
//! for all components with the same two languages together, so that these get one language.

use std::collections::BTreeMap;

use super::case::{Case, Contender};
use super::explain::Advice;
use super::{Verdict, score, verdict};
use crate::base::words::counted;
use crate::forecast::{Assignment, Facts, Resolved};
use crate::model::{CandidateId, ComponentId, LanguageId, Skill};
use crate::words;

words! {
    /// Why a language is counted where either does.
    Why {
        /// Those who maintain it know it.
        Known = "known", "the maintainers know it";
        /// More of the plan is in it than in the other.
        Usual = "usual", "more of the plan uses it than the other";
        /// It is the cheaper of the two.
        Cheaper = "cheaper", "it is the cheaper of the two";
    }
}

/// The language that counts for one component where either does.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Taken {
    /// Its candidate.
    pub candidate: CandidateId,
    /// The language.
    pub language: LanguageId,
    /// Why it is taken.
    pub why: Why,
}

/// A candidate that is open, with what it costs at the medians.
#[derive(Clone, Debug)]
pub(super) struct Open {
    pub candidate: CandidateId,
    pub language: LanguageId,
    pub cost: f64,
}

/// The best candidates of the first two languages for a component, best first.
#[derive(Clone, Debug)]
pub(super) struct Pair {
    pub component: ComponentId,
    pub verdict: Verdict,
    pub first: Open,
    pub second: Option<Open>,
}

impl Pair {
    /// The pair of an advice; none where nothing is open.
    fn of(id: &ComponentId, advice: &Advice) -> Option<Self> {
        let mut open = advice.ranking.iter().filter(|ranked| ranked.gate.is_none());
        let of = |ranked: &super::explain::Ranked| Open {
            candidate: ranked.candidate.clone(),
            language: ranked.language.clone(),
            cost: ranked.totals.cost(),
        };
        let first = of(open.next()?);
        let second = open.find(|ranked| ranked.language != first.language).map(of);
        Some(Self { component: id.clone(), verdict: advice.verdict, first, second })
    }

    /// The pair of a component that is not advised on in words; none where nothing is open.
    pub(super) fn of_case(case: &Case<'_>) -> Option<Self> {
        let card = score::score(case);
        let mut open = card
            .ranking
            .iter()
            .filter(|score| score.gate.is_none())
            .filter_map(|score| case.contenders.get(score.contender));
        let of = |contender: &Contender<'_>| Open {
            candidate: contender.candidate.id.clone(),
            language: contender.language.id.clone(),
            cost: contender.totals.cost(),
        };
        let first = of(open.next()?);
        let second = open.find(|other| other.language.id != first.language).map(of);
        let verdict = verdict::verdict(case, &card);
        Some(Self { component: case.facts.component.id.clone(), verdict, first, second })
    }

    /// The two languages between which nothing decides.
    fn tied(&self) -> Option<[&Open; 2]> {
        let second = self.second.as_ref().filter(|_| self.verdict == Verdict::Either)?;
        Some([&self.first, second])
    }
}

/// What counts for the components where either language does, from advice at hand.
#[must_use]
pub fn taken(
    resolved: &Resolved<'_>,
    advice: &[(ComponentId, Advice)],
) -> BTreeMap<ComponentId, Taken> {
    let pairs: Vec<Pair> = advice.iter().filter_map(|(id, of)| Pair::of(id, of)).collect();
    of_pairs(resolved, &pairs)
}

/// The first candidate of each component, or the one that counts where either does.
pub(super) fn leaders(resolved: &Resolved<'_>, pairs: &[Pair]) -> Assignment {
    let taken = of_pairs(resolved, pairs);
    let leader = |pair: &Pair| {
        let first = &pair.first.candidate;
        let candidate = taken.get(&pair.component).map_or(first, |taken| &taken.candidate);
        (pair.component.clone(), candidate.clone())
    };
    pairs.iter().map(leader).collect()
}

/// The pairs of advice at hand.
pub(super) fn pairs(advice: &[(ComponentId, Advice)]) -> Vec<Pair> {
    advice.iter().filter_map(|(id, of)| Pair::of(id, of)).collect()
}

fn of_pairs(resolved: &Resolved<'_>, pairs: &[Pair]) -> BTreeMap<ComponentId, Taken> {
    let used = usage(resolved, pairs);
    let often = |open: &Open| used.get(&open.language).copied().unwrap_or(0);
    let mut taken = BTreeMap::new();
    let mut left: BTreeMap<[&LanguageId; 2], Vec<(&Pair, [&Open; 2])>> = BTreeMap::new();
    for pair in pairs {
        let Some(tied) = pair.tied() else { continue };
        let languages = tied.map(|open| &open.language);
        let facts = resolved.facts(&pair.component);
        let known = facts.and_then(|facts| better_known(facts, languages)).map(|of| tied[of]);
        let usual = || {
            let [a, b] = tied.map(often);
            (a != b).then_some(tied[usize::from(b > a)])
        };
        let found = known.map(|open| (open, Why::Known));
        let Some((open, why)) = found.or_else(|| Some((usual()?, Why::Usual))) else {
            let mut languages = languages;
            languages.sort();
            left.entry(languages).or_default().push((pair, tied));
            continue;
        };
        taken.insert(pair.component.clone(), open.taken(why));
    }
    for (languages, group) in left {
        let sum = |language: &LanguageId| -> f64 {
            let of = group.iter().flat_map(|(_, tied)| tied);
            of.filter(|open| open.language == *language).map(|open| open.cost).sum()
        };
        let cheaper = languages[usize::from(sum(languages[1]) < sum(languages[0]))];
        for (pair, tied) in &group {
            let open = tied[usize::from(tied[1].language == *cheaper)];
            taken.insert(pair.component.clone(), open.taken(Why::Cheaper));
        }
    }
    taken
}

impl Open {
    fn taken(&self, why: Why) -> Taken {
        Taken { candidate: self.candidate.clone(), language: self.language.clone(), why }
    }
}

/// Which of two languages the maintainers know better, 0 or 1, if they work in one of them.
#[must_use]
pub fn better_known(facts: &Facts<'_>, tied: [&LanguageId; 2]) -> Option<usize> {
    let [a, b] = tied.map(|language| working(facts, language));
    (a != b).then_some(usize::from(b > a))
}

/// How well the maintainers know a language, where they can work in it.
pub(super) fn working(facts: &Facts<'_>, language: &LanguageId) -> Option<Skill> {
    facts.skill(language).filter(|skill| *skill >= Skill::Working)
}

/// How many components are decided on a language or clearly advised to use it.
fn usage<'a>(resolved: &'a Resolved<'_>, pairs: &'a [Pair]) -> BTreeMap<&'a LanguageId, usize> {
    let mut used = BTreeMap::new();
    for pair in pairs {
        let decided = resolved.plan.decisions.get(&pair.component).map(|of| &of.language);
        let clear = Some(&pair.first.language).filter(|_| pair.verdict == Verdict::Language);
        if let Some(language) = decided.or(clear) {
            *used.entry(language).or_insert(0) += 1;
        }
    }
    used
}

/// What is said of totals in which a language was taken where either does: which, of how many
/// components, and why. None where it was taken nowhere.
#[must_use]
pub fn sentence(resolved: &Resolved<'_>, taken: &BTreeMap<ComponentId, Taken>) -> Option<String> {
    let (decided, open): (Vec<_>, Vec<_>) =
        taken.iter().partition(|(id, _)| resolved.plan.decisions.contains_key(*id));
    let told = [
        ("Where either language does, this counts", open),
        ("Of what is decided though either language does, “as advised” counts", decided),
    ];
    let told: Vec<String> = told
        .into_iter()
        .filter(|(_, of)| !of.is_empty())
        .map(|(begin, of)| {
            let of = of.into_iter().map(|(_, taken)| taken);
            format!("{begin} {}.", phrases(resolved, of).join(", "))
        })
        .collect();
    (!told.is_empty()).then(|| told.join(" "))
}

/// `Go for 2 components (the maintainers know it)`, for each language and reason.
fn phrases<'a>(resolved: &Resolved<'_>, taken: impl Iterator<Item = &'a Taken>) -> Vec<String> {
    let mut groups: BTreeMap<(&str, Why), usize> = BTreeMap::new();
    for of in taken {
        *groups.entry((resolved.catalog.language_name(&of.language), of.why)).or_insert(0) += 1;
    }
    let phrase = |((language, why), count): ((&str, Why), usize)| {
        format!("{language} for {} ({})", counted(count, "component"), why.label())
    };
    groups.into_iter().map(phrase).collect()
}
