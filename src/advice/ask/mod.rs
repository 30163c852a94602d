//! What to ask next: unknowns ranked by how likely their answer changes the advice.
//!
//! Each unknown of each built component is answered in every plausible way, all equally likely: a
//! number at the 10, 30, 50, 70 and 90 % points of what is assumed, a fact with each answer that
//! makes a difference. The share of answers at which the advice on any component becomes another is
//! the probability that asking pays (the expected value of perfect information with every change
//! worth the same). A rate changes what lies behind it too; everything else concerns its component
//! alone. Two answers that change the advice only together are not found.

pub mod answers;

use super::case::Case;
use super::probe::{self, Answer, Answers, Asked, Probe};
use super::score::{self, Scorecard};
use super::verdict::{self, Verdict};
use crate::base::Range;
use crate::catalog::Candidate;
use crate::forecast::flow::{self, Network};
use crate::forecast::{Facts, Origin, Resolved, Value};
use crate::model::{ComponentId, Input};

/// Said where no answer changes anything any more.
pub const NOTHING: &str =
    "Nothing more to ask: no plausible answer to an open question changes the advice.";

/// A question whose answer may change the advice.
#[derive(Clone, Debug, PartialEq)]
pub struct Question {
    /// The component it is about.
    pub component: ComponentId,
    /// What is asked.
    pub asked: Asked,
    /// What is assumed, in words.
    pub assumed: String,
    /// What is assumed, if it is a number.
    pub range: Option<Range>,
    /// Share of its plausible answers that change the advice on any component, 0 to 1.
    pub probability: f64,
    /// Largest change of the component's weighted lead over its plausible answers.
    pub sway: f64,
    /// What may change.
    pub turns: Vec<Turn>,
}

impl Question {
    /// Stable address of the answer, such as `component/cart/external_rate` or
    /// `component/cart/known`.
    #[must_use]
    pub fn address(&self) -> String {
        format!("component/{}/{}", self.component, self.asked.word())
    }
}

/// A change of the advice on a component.
#[derive(Clone, Debug, PartialEq)]
pub struct Turn {
    /// The component.
    pub component: ComponentId,
    /// What its advice comes to now.
    pub from: String,
    /// What it becomes.
    pub to: String,
    /// At which of the tried answers, in words that follow what it becomes.
    pub answers: Vec<String>,
}

/// One component before any answer.
struct Standing<'a> {
    case: Case<'a>,
    card: Scorecard,
    verdict: Verdict,
}

/// The questions whose answers may change the advice, the likeliest to do so first.
#[must_use]
pub fn questions(resolved: &Resolved<'_>) -> Vec<Question> {
    let candidates = resolved.catalog.compared(&resolved.plan.candidates);
    let components = resolved.components.iter();
    let standings: Vec<Option<Standing<'_>>> = components
        .map(|facts| {
            let built = facts.component.is_built();
            built.then(|| standing(resolved, facts, &candidates))
        })
        .collect();
    let probes: Vec<Option<Probe<'_>>> = standings
        .iter()
        .map(|standing| {
            let Standing { case, card, verdict } = standing.as_ref()?;
            Some(Probe::new(case, card, *verdict, &candidates))
        })
        .collect();
    let asker = Asker {
        resolved,
        network: Network::new(
            resolved.plan,
            resolved.catalog,
            resolved.scenario,
            &resolved.components,
        ),
        own: resolved.components.iter().map(flow::own_rate).collect(),
        probes,
    };
    let places = 0..resolved.components.len();
    let asked = |place| Asked::all().map(move |asked| (place, asked));
    let mut questions: Vec<Question> =
        places.flat_map(asked).filter_map(|(place, asked)| asker.ask(place, asked)).collect();
    questions
        .sort_by(|a, b| b.probability.total_cmp(&a.probability).then(b.sway.total_cmp(&a.sway)));
    questions
}

fn standing<'a>(
    resolved: &'a Resolved<'a>,
    facts: &'a Facts<'a>,
    candidates: &[&'a Candidate],
) -> Standing<'a> {
    let case = Case::new(resolved, facts, candidates);
    let card = score::score(&case);
    let verdict = verdict::verdict(&case, &card);
    Standing { case, card, verdict }
}

struct Asker<'a> {
    resolved: &'a Resolved<'a>,
    network: Network,
    own: Vec<Value>,
    /// The built components, by place.
    probes: Vec<Option<Probe<'a>>>,
}

impl Asker<'_> {
    /// Tries the plausible answers of a question; none if it was answered or changes nothing.
    fn ask(&self, place: usize, asked: Asked) -> Option<Question> {
        let probe = self.probes.get(place)?.as_ref()?;
        let answers = probe.answers(asked, Answers::EquallyLikely)?;
        let facts = probe.case.facts;
        let (mut changed, mut sway, mut turns) = (0_u32, 0.0_f64, Vec::new());
        for answer in &answers {
            let mut applied = answer.applied(facts, probe.case.resolved.catalog);
            let rates = self.rates(place, answer);
            if let Some(rate) = rates.as_ref().and_then(|rates| rates.get(place)) {
                applied.rate = *rate;
            }
            let tried = probe.attempt(&applied);
            sway = sway.max(tried.sway);
            let own = (tried.outcome != probe.before).then_some((probe, tried.outcome));
            let behind = rates.iter().flat_map(|rates| self.behind(place, rates));
            let mut any = false;
            for (probe, outcome) in own.into_iter().chain(behind) {
                any = true;
                let said = answer.in_words(self.resolved.catalog);
                let id = &probe.case.facts.component.id;
                let same = |turn: &&mut Turn| turn.component == *id && turn.to == outcome;
                match turns.iter_mut().find(same) {
                    Some(turn) => turn.answers.push(said),
                    None => turns.push(Turn {
                        component: id.clone(),
                        from: probe.before.to_owned(),
                        to: outcome.to_owned(),
                        answers: vec![said],
                    }),
                }
            }
            changed += u32::from(any);
        }
        #[expect(clippy::cast_precision_loss, reason = "a handful of answers")]
        let probability = f64::from(changed) / answers.len().max(1) as f64;
        (changed > 0).then(|| Question {
            component: facts.component.id.clone(),
            asked,
            assumed: asked.assumed(facts),
            range: asked.input().and_then(|input| facts.value(input)).map(|value| value.range),
            probability,
            sway,
            turns,
        })
    }

    /// All rates with an answer on what reaches a component from outside, as if it were stated.
    fn rates(&self, place: usize, answer: &Answer<'_>) -> Option<Vec<Value>> {
        let Answer::Number(Input::ExternalRate, value) = *answer else { return None };
        let mut own = self.own.clone();
        own[place] = Value { range: Range::exact(value), origin: Origin::Stated };
        Some(self.network.rates(&own))
    }

    /// The other components whose advice changes with these rates, with what it becomes.
    fn behind<'s>(
        &'s self,
        place: usize,
        rates: &'s [Value],
    ) -> impl Iterator<Item = (&'s Probe<'s>, &'s str)> {
        let others = self.probes.iter().zip(rates).enumerate().filter(move |(i, _)| *i != place);
        others.filter_map(|(_, (probe, rate))| {
            let probe = probe.as_ref()?;
            if rate.range == probe.case.facts.rate.range {
                return None;
            }
            let mut facts = probe.case.facts.clone();
            facts.rate = *rate;
            let outcome = probe.attempt(&facts).outcome;
            (outcome != probe.before).then_some((probe, outcome))
        })
    }
}

/// What the advice on every component comes to, in a word or two, in the order of their ids.
#[must_use]
pub fn outcomes(resolved: &Resolved<'_>) -> Vec<(ComponentId, String)> {
    let candidates = resolved.catalog.compared(&resolved.plan.candidates);
    super::for_each_component(resolved, |facts| {
        let Standing { case, card, verdict } = standing(resolved, facts, &candidates);
        (facts.component.id.clone(), probe::outcome(&case, &card, verdict).to_owned())
    })
}

/// What differs between two lists of outcomes of one plan: component, before, after.
#[must_use]
pub fn flipped(
    before: Vec<(ComponentId, String)>,
    after: Vec<(ComponentId, String)>,
) -> Vec<(ComponentId, String, String)> {
    let pairs = before.into_iter().zip(after);
    let changed = pairs.filter(|((_, before), (_, after))| before != after);
    changed.map(|((id, before), (_, after))| (id, before, after)).collect()
}
