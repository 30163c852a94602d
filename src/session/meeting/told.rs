//! What a meeting is told of its item, from what the rest of the window is told: the same sentences, the
//! same numbers.

use super::super::{ComponentAnalysis, Session};
use super::Item;
use crate::advice::acceptability;
use crate::advice::{Severity, Verdict};
use crate::base::prose;
use crate::base::words::sentence_case;
use crate::base::{Hue, Unit, number};
use crate::exchange::sheet;
use crate::forecast::{Origin, Response, Value, responses};
use crate::model::{Component, ComponentId, Edit, Input, Tally};

/// A number that is known or assumed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Known {
    /// Which number.
    pub label: String,
    /// Its range with its unit.
    pub value: String,
}

/// A candidate, and how often it is first.
#[derive(Clone, Debug, PartialEq)]
pub struct Firmness {
    /// The candidate with its stack.
    pub name: String,
    /// Colour of its language.
    pub hue: Hue,
    /// Share of the sampled assumptions in which it is first, 0 to 1.
    pub share: f64,
    /// The share in words, or that it is ruled out.
    pub figure: String,
}

/// A component, as a meeting sees it.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Told {
    /// Its name.
    pub name: String,
    /// Kind, tags and group in a line.
    pub about: String,
    /// What the advice comes to.
    pub sentence: String,
    /// The candidates, best first; empty while nothing competes.
    pub candidates: Vec<Firmness>,
    /// What people stated or answered, and what follows from it.
    pub known: Vec<Known>,
    /// What is assumed, what sways the advice most first.
    pub assumed: Vec<Known>,
    /// What would turn the advice, in sentences.
    pub flips: Vec<String>,
    /// What is decided, why, by which role and when; empty while it is open.
    pub decision: Vec<String>,
    /// What was other when it was decided.
    pub stale: Option<String>,
    /// What is still asked, each with what an answer may change; none while it is worked out.
    pub asked: Option<Vec<(String, String)>>,
    /// How the roles voted, once they did.
    pub votes: Option<String>,
}

/// A flow, as a meeting sees it.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Flow {
    /// The component that it begins with.
    pub name: String,
    /// Percentiles of its time, each with its name.
    pub times: Vec<(&'static str, String)>,
    /// The target and how often it is met; that there is none.
    pub target: String,
    /// Whether it misses its target in most draws.
    pub misses: bool,
    /// What takes the time of its slowest answers, largest share first; none while it is worked out.
    pub steps: Option<Vec<(String, f64, String)>>,
}

/// A finding, as a meeting sees it.
#[derive(Clone, Debug, PartialEq)]
pub struct Finding {
    /// How bad it is.
    pub severity: Severity,
    /// What was found.
    pub message: String,
    /// What to do about it.
    pub advice: String,
    /// Fixes, each with its label.
    pub fixes: Vec<(String, Edit)>,
}

impl Session {
    /// What is told of a component; of the one selected also how firm the advice is.
    #[must_use]
    pub fn told_of_component(&self, id: &ComponentId) -> Option<Told> {
        let component = self.plan().components.get(id)?;
        let mut told = Told {
            name: component.name.clone(),
            about: self.about(component),
            stale: self.stale(id).map(str::to_owned),
            votes: self.votes_of(id),
            ..Told::default()
        };
        let Some(analysis) = self.analysis().components.get(id) else { return Some(told) };
        told.sentence.clone_from(&analysis.advice.sentence);
        told.candidates = self.candidates_of(id, analysis);
        let value = |&(input, value): &(Input, Value)| Known {
            label: sentence_case(input.label()),
            value: prose::in_full(&value.range.readable(input.unit())),
        };
        let is_assumed = |of: &&(Input, Value)| of.1.origin == Origin::Assumed;
        told.known = analysis.values.iter().filter(|of| !is_assumed(of)).map(value).collect();
        let mut assumed: Vec<&(Input, Value)> = analysis.values.iter().filter(is_assumed).collect();
        let unknowns = &analysis.advice.unknowns;
        let sways = |input: Input| unknowns.iter().position(|of| of.input == Some(input));
        assumed.sort_by_key(|(input, _)| sways(*input).unwrap_or(usize::MAX));
        told.assumed = assumed.into_iter().map(value).collect();
        if let Some(confidence) = self.confidence().filter(|_| self.subject() == Some(id)) {
            let catalog = self.catalog();
            told.flips = confidence.flip_sentences(|id| catalog.language_name(id).to_owned());
        }
        told.decision = self.decision_told(id, analysis);
        told.asked = self.prepared().map(|prepared| {
            let of = prepared.questions.iter().filter(|question| question.component == *id);
            of.map(|question| {
                let may = sentence_case(&sheet::may_change(self.plan(), question));
                (question.asked.question().to_owned(), format!("{may}."))
            })
            .collect()
        });
        Some(told)
    }

    fn about(&self, component: &Component) -> String {
        let plan = self.plan();
        let group = component.group.as_ref().and_then(|id| plan.groups.get(id));
        let intents = component.tags.intents().map(str::to_owned);
        let parts = std::iter::once(sentence_case(component.kind.label()))
            .chain(component.technology.as_ref().map(ToString::to_string))
            .chain(intents)
            .chain(component.tags.labels.iter().map(|label| format!("#{label}")))
            .chain(group.map(|group| format!("in {}", group.name)));
        parts.collect::<Vec<_>>().join(" · ")
    }

    fn candidates_of(&self, id: &ComponentId, analysis: &ComponentAnalysis) -> Vec<Firmness> {
        let confidence = self.confidence().filter(|_| self.subject() == Some(id));
        let split = analysis.advice.verdict == Verdict::Split;
        let candidate = |ranked: &crate::advice::explain::Ranked| {
            let place = confidence?.acceptability.of_candidate(&ranked.candidate);
            let share = place.map_or(0.0, |place| place.first);
            let languages = &self.catalog().languages;
            let figure = match &ranked.gate {
                Some(_) => "ruled out".to_owned(),
                None => format!("first in {}", acceptability::in_words(share)),
            };
            Some(Firmness {
                name: ranked.name.clone(),
                hue: languages.get(&ranked.language).map_or(Hue::Neutral, |of| of.hue),
                share: if ranked.gate.is_some() { 0.0 } else { share },
                figure,
            })
        };
        // What one language does says nothing of a split.
        let ranking = analysis.advice.ranking.iter().filter(|_| !split);
        ranking.filter_map(candidate).collect()
    }

    fn decision_told(&self, id: &ComponentId, analysis: &ComponentAnalysis) -> Vec<String> {
        let Some(decision) = self.plan().decisions.get(id) else { return Vec::new() };
        let mut told: Vec<String> =
            analysis.advice.decision.iter().map(|held| held.sentence.clone()).collect();
        let reason = decision.reason.trim();
        if !reason.is_empty() {
            told.push(format!("“{reason}”"));
        }
        let role = self.plan().roles.get(decision.author.as_str());
        let author = role.map_or(decision.author.as_str(), |role| role.name.as_str());
        let by = Some(author.to_owned()).filter(|author| !author.is_empty());
        let by: Vec<String> =
            by.into_iter().chain(decision.date.map(|date| date.to_string())).collect();
        if !by.is_empty() {
            told.push(by.join(", "));
        }
        told
    }

    /// How the roles voted on a component, without who chose what; none where nobody did.
    #[must_use]
    pub fn votes_of(&self, id: &ComponentId) -> Option<String> {
        let tally = Tally::of(self.plan().votes.get(id)?);
        let catalog = self.catalog();
        Some(tally.sentence(|language| catalog.language_name(language).to_owned()))
    }

    /// What is told of the flow that begins with a component.
    #[must_use]
    pub fn told_of_flow(&self, id: &ComponentId) -> Option<Flow> {
        let answer = self.analysis().answers.iter().find(|of| of.component == *id)?;
        let times = [("p50", answer.p50_ms), ("p95", answer.p95_ms), ("p99", answer.p99_ms)];
        let name = |id: &ComponentId| {
            self.plan().components.get(id).map_or_else(|| id.to_string(), |of| of.name.clone())
        };
        let shares = self.prepared().map(|prepared| prepared.shares.get(id));
        let steps = shares.map(|shares| {
            let shares = shares.into_iter().flatten();
            shares.map(|of| (name(&of.component), of.share, number::of_100(of.share))).collect()
        });
        Some(Flow {
            name: name(id),
            times: times.map(|(of, time)| (of, responses::in_words(time))).to_vec(),
            target: target(answer),
            misses: answer.misses(),
            steps,
        })
    }

    /// What is told of the finding that an item is.
    #[must_use]
    pub fn told_of_finding(&self, item: &Item) -> Option<Finding> {
        let of = self.finding_of(item)?;
        Some(Finding {
            severity: of.severity,
            message: of.message.clone(),
            advice: of.advice.clone(),
            fixes: of.fixes.clone(),
        })
    }
}

/// The target of a flow and how often it is met.
fn target(answer: &Response) -> String {
    let Some(target) = answer.target_ms else {
        return "No p99 target is stated".to_owned();
    };
    let target = Unit::Ms.readable(target);
    match answer.chance {
        Some(chance) => {
            format!("Target: p99 within {target}, met in {}", acceptability::in_words(chance))
        }
        None => format!("Target: p99 within {target}"),
    }
}
