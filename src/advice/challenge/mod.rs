//! A decision held against its strongest rival: the rival's case, the answer to it, what would turn
//! it, and how thin the ice is.

mod figures;

use super::case::Case;
use super::confidence::Confidence;
use super::explain::{self, Advice, Reason};
use super::score::{self, Score};
use super::verdict::Verdict;
use super::{Contender, Offer, Unknown};
use crate::catalog::{self, Candidate};
use crate::forecast::sample::Catalogs;
use crate::forecast::{Facts, Resolved};
use crate::model::{ComponentId, LanguageId};

/// Reasons whose figures are looked at.
const LEADING: usize = 3;
/// Most figures of weak evidence that are named.
const MOST_FIGURES: usize = 6;
/// Most flip points that are told.
const MOST_FLIPS: usize = 4;
/// Title of the part on remedies.
pub const REMEDIES: &str = "Before a second language";

/// What can be said against the language of a component, and what for it.
#[derive(Clone, Debug, PartialEq)]
pub struct Challenge {
    /// The component.
    pub component: ComponentId,
    /// Its name.
    pub name: String,
    /// What the advice comes to.
    pub verdict: Verdict,
    /// The language that is challenged: as decided where it was compared, else the advised one.
    pub held: LanguageId,
    /// Its name.
    pub held_name: String,
    /// Whether it was decided.
    pub decided: bool,
    /// The strongest candidate of another language that is not excluded; none where there is none.
    pub rival: Option<LanguageId>,
    /// Its name.
    pub rival_name: Option<String>,
    /// The advice, and the decision held against it.
    pub sentences: Vec<String>,
    /// What speaks for the rival, strongest first.
    pub case: Vec<Reason>,
    /// What speaks for the language that is held, strongest first.
    pub answer: Vec<Reason>,
    /// How often the advised language is first; none where nothing competes.
    pub firmness: Option<String>,
    /// Where the advice turns.
    pub flips: Vec<String>,
    /// Judged or assumed figures that the leading reasons of the answer rest on.
    pub weak: Vec<WeakFigure>,
    /// Inputs that nobody has stated and that sway the advice most.
    pub unknowns: Vec<Unknown>,
    /// What would make the team's language do without a second one.
    pub remedies: Vec<Offer>,
}

/// A figure of weak evidence.
#[derive(Clone, Debug, PartialEq)]
pub struct WeakFigure {
    /// Name of the criterion whose reason rests on it.
    pub criterion: &'static str,
    /// What it speaks of: a language, a stack or every plan.
    pub of: String,
    /// What it counts.
    pub what: &'static str,
    /// Its range with the unit.
    pub range: String,
    /// Quality of its evidence.
    pub confidence: catalog::Confidence,
}

/// A part of a challenge in words.
#[derive(Clone, Debug, PartialEq)]
pub struct Section {
    /// Its title.
    pub title: String,
    /// Its points, each a sentence.
    pub points: Vec<Point>,
    /// Whether it is the part on remedies.
    pub is_remedies: bool,
}

/// A sentence with its evidence.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Point {
    /// The sentence.
    pub text: String,
    /// Ids of its sources.
    pub sources: Vec<String>,
    /// Claims it rests on.
    pub claims: String,
}

impl Challenge {
    /// The challenge of a component; none where there is no language to choose.
    #[must_use]
    pub fn of(
        resolved: &Resolved<'_>,
        facts: &Facts<'_>,
        candidates: &[&Candidate],
        advice: &Advice,
        confidence: &Confidence,
    ) -> Option<Self> {
        if !facts.component.is_built() {
            return None;
        }
        let component = facts.component;
        let case = Case::new(resolved, facts, candidates);
        let card = score::score(&case);
        let contenders = || {
            let ranking = card.ranking.iter();
            ranking.filter_map(|score| Some((score, case.contenders.get(score.contender)?)))
        };
        let decision = resolved.plan.decisions.get(&component.id);
        let named = decision.and_then(|d| d.candidate.as_ref());
        let as_decided = |(_, c): &(&Score, &Contender<'_>)| {
            decision.is_some_and(|decision| decision.language == c.language.id)
                && named.is_none_or(|id| {
                    *id == c.candidate.id || contenders().all(|(_, c)| c.candidate.id != *id)
                })
        };
        let advised = || contenders().find(|(score, _)| score.gate.is_none());
        let held = contenders().find(as_decided).or_else(advised)?;
        let rival = contenders()
            .find(|(score, c)| c.language.id != held.1.language.id && score.gate.is_none());
        let (answer, against) =
            rival.map(|rival| explain::between(&case, &card, held, rival)).unwrap_or_default();
        let name_of = |id: &LanguageId| resolved.catalog.language_name(id).to_owned();
        let decision = advice.decision.iter().map(|held| held.sentence.clone());
        let sides: Vec<&Contender<'_>> = [held.1].into_iter().chain(rival.map(|r| r.1)).collect();
        Some(Self {
            component: component.id.clone(),
            name: component.name.clone(),
            verdict: advice.verdict,
            held: held.1.language.id.clone(),
            held_name: held.1.language.name.clone(),
            decided: as_decided(&held),
            rival: rival.map(|(_, c)| c.language.id.clone()),
            rival_name: rival.map(|(_, c)| c.language.name.clone()),
            sentences: [advice.sentence.clone()].into_iter().chain(decision).collect(),
            weak: weak(&case, &answer, &sides),
            case: against,
            answer,
            firmness: confidence.sentence(name_of),
            flips: confidence.flip_sentences(name_of).into_iter().take(MOST_FLIPS).collect(),
            unknowns: advice.unknowns.clone(),
            remedies: advice.remedies.clone(),
        })
    }

    /// Whether it is worth a place in a report: somebody has decided, or the advice is clear.
    #[must_use]
    pub fn is_due(&self) -> bool {
        self.decided || self.verdict == Verdict::Language
    }

    /// The challenge in words, part by part; parts with nothing to say are left out, but for the
    /// rival's case.
    #[must_use]
    pub fn sections(&self) -> Vec<Section> {
        let held = &self.held_name;
        let nothing = Point::of("Nothing that was weighed speaks for it.");
        let mut case: Vec<Point> = self.case.iter().map(Point::of_reason).collect();
        let title = match &self.rival_name {
            Some(rival) => format!("The case for {rival}"),
            None => "The case for something else".to_owned(),
        };
        if case.is_empty() {
            case.push(match &self.rival_name {
                Some(_) => nothing,
                None => Point::of("No candidate of another language is compared and possible."),
            });
        }
        let firm = self.firmness.iter().map(|text| Point::of(&format!("{text}.")));
        let flips = self.flips.iter().map(|text| Point::of(&format!("{text}.")));
        let remedies = self.remedies.iter().map(|offer| Point {
            text: offer.sentence.clone(),
            sources: offer.sources.clone(),
            claims: offer.claims.clone(),
        });
        let parts: Vec<(String, Vec<Point>)> = vec![
            (title, case),
            (
                format!("Why {held} all the same"),
                self.answer.iter().map(Point::of_reason).collect(),
            ),
            ("What would turn it".to_owned(), firm.chain(flips).collect()),
            (
                "Thin evidence behind it".to_owned(),
                self.weak.iter().map(|figure| Point::of(&figure.sentence())).collect(),
            ),
            ("What we do not know".to_owned(), self.unknowns.iter().map(asked).collect()),
            (REMEDIES.to_owned(), remedies.collect()),
        ];
        let told = parts.into_iter().filter(|(_, points)| !points.is_empty());
        let section = |(title, points): (String, Vec<Point>)| {
            let is_remedies = title == REMEDIES;
            Section { title, points, is_remedies }
        };
        told.map(section).collect()
    }
}

impl Point {
    /// The sentence with the ids of its sources before its full stop.
    #[must_use]
    pub fn cited(&self) -> String {
        if self.sources.is_empty() {
            return self.text.clone();
        }
        let text = self.text.trim_end_matches('.');
        format!("{text} ({}).", self.sources.join(", "))
    }

    fn of(text: &str) -> Self {
        Self { text: text.to_owned(), ..Self::default() }
    }

    fn of_reason(reason: &Reason) -> Self {
        Self {
            text: format!("{}: {}.", reason.label, reason.text),
            sources: reason.sources.iter().map(|id| (*id).to_owned()).collect(),
            claims: reason.claims.to_owned(),
        }
    }
}

fn asked(unknown: &Unknown) -> Point {
    let flips = match &unknown.flips_to {
        Some(outcome) => format!(" The advice becomes {outcome}."),
        None => String::new(),
    };
    Point::of(&format!("{} Assumed: {}.{flips}", unknown.question, unknown.assumed))
}

impl WeakFigure {
    /// The figure in one sentence: `Go, length of pauses: 0.2..1..10 ms, by judgement.`
    #[must_use]
    pub fn sentence(&self) -> String {
        let how = match self.confidence {
            catalog::Confidence::Judgement => "by judgement",
            other => other.label(),
        };
        format!("{}, {}: {}, {how}.", self.of, self.what, self.range)
    }
}

/// The challenges of every component that the team builds, or of one, in the order of ids.
#[must_use]
pub fn of_plan(
    resolved: &Resolved<'_>,
    advice: &[(ComponentId, Advice)],
    only: Option<&ComponentId>,
) -> Vec<Challenge> {
    let catalogs = Catalogs::told(resolved);
    let candidates = resolved.catalog.compared(&resolved.plan.candidates);
    let wanted = advice.iter().filter(|(id, _)| only.is_none_or(|only| only == id));
    wanted
        .filter_map(|(id, advice)| {
            let facts = resolved.facts(id)?;
            let confidence = Confidence::of(resolved, facts, &candidates, &catalogs);
            Challenge::of(resolved, facts, &candidates, advice, &confidence)
        })
        .collect()
}

/// Judged and assumed figures behind the leading reasons, the weakest of each reason first.
fn weak(case: &Case<'_>, reasons: &[Reason], sides: &[&Contender<'_>]) -> Vec<WeakFigure> {
    let mut found: Vec<WeakFigure> = Vec::new();
    for reason in reasons.iter().take(LEADING) {
        let behind = sides.iter().flat_map(|side| figures::behind(reason.criterion, case, side));
        let mut behind: Vec<_> = behind
            .filter(|(.., figure)| figure.confidence >= catalog::Confidence::Judgement)
            .map(|(of, what, figure)| WeakFigure {
                criterion: reason.label,
                of,
                what,
                range: figure.readable(),
                confidence: figure.confidence,
            })
            .collect();
        behind.sort_by_key(|figure| std::cmp::Reverse(figure.confidence));
        for figure in behind {
            if !found.iter().any(|other| other.of == figure.of && other.what == figure.what) {
                found.push(figure);
            }
        }
    }
    found.truncate(MOST_FIGURES);
    found
}
