//! Flip points: where another language would lead, by one input or weight at a time.

mod words;

use super::case::Case;
use super::criteria::TABLE;
use super::score::{self, Scorecard, lead_of};
use super::verdict::EITHER_BELOW;
use crate::base::Range;
use crate::base::Unit;
use crate::forecast::Facts;
use crate::model::{Input, LanguageId};

/// What is moved while everything else stays at its median.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Lever {
    /// A number of the component.
    Input(Input),
    /// How much a criterion matters, by its place in the table; 1 is as it is.
    Weight(usize),
}

/// Where the advice turns.
#[derive(Clone, Debug, PartialEq)]
pub struct Flip {
    /// The number or factor, in the unit of the lever.
    pub at: f64,
    /// The language that leads beyond; none where the difference no longer matters there.
    pub winner: Option<LanguageId>,
}

/// One lever: what it does to the lead, and where it flips.
#[derive(Clone, Debug, PartialEq)]
pub struct Swing {
    /// What is moved.
    pub lever: Lever,
    /// Its range: of an input as known or assumed, of a weight from half to twice.
    pub range: Range,
    /// Lead at the low and at the high end of that range; negative where another language leads.
    pub lead: [f64; 2],
    /// Where the advice turns below the present value, nearest first: where the difference ceases
    /// to matter, then where another language leads.
    pub below: Vec<Flip>,
    /// The same above.
    pub above: Vec<Flip>,
}

/// All levers of one component's advice, the one that sways it most first.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Flips {
    /// The leading language; none where nothing leads or nothing competes.
    pub leader: Option<LanguageId>,
    /// Its weighted lead over the best other language, see [`lead_of`].
    pub lead: f64,
    /// The levers.
    pub swings: Vec<Swing>,
}

/// Furthest factor from the present value at which a flip is looked for.
const FURTHEST: f64 = 1000.0;
/// Steps on the way there; a flip and its return within one step are missed.
const STEPS: u32 = 4;
/// Halvings of a step in which a flip was found: a factor of 5.6 becomes one of 1.003.
const HALVINGS: u32 = 9;
/// Factor of a weight beyond which a flip is nothing that anybody could discuss.
const WEIGHT_TOLD: f64 = 3.0;
/// Lead beyond which it makes no difference how far.
const FAR: f64 = 9.0;

/// The numbers of a component that criteria look at.
const INPUTS: &[Input] = &[
    Input::ExternalRate,
    Input::Connections,
    Input::CpuTime,
    Input::Interpreted,
    Input::Native,
    Input::IoWait,
    Input::LiveHeap,
    Input::P99Target,
    Input::Life,
    Input::TeamSize,
    Input::Contributors,
    Input::Work,
];

/// Moves every lever of a scored component.
#[must_use]
pub fn flips(case: &Case<'_>, card: &Scorecard) -> Flips {
    let Some(leader) = card.leader.and_then(|index| case.contenders.get(index)) else {
        return Flips::default();
    };
    let leader = &leader.language.id;
    let (lead, rival) = lead_of(case, card, leader);
    if rival.is_none() {
        return Flips::default();
    }
    let mover = Mover { case, leader, lead };
    let inputs = INPUTS.iter().filter_map(|&input| mover.input(input));
    let weights = (0..TABLE.len()).filter_map(|place| weight(case, card, leader, lead, place));
    let mut swings: Vec<Swing> = inputs.chain(weights).collect();
    let width = |swing: &Swing| {
        let [low, high] = swing.lead.map(|end| (end - lead).abs());
        low.max(high)
    };
    swings
        .retain(|swing| width(swing) >= 0.02 || !swing.below.is_empty() || !swing.above.is_empty());
    swings.sort_by(|a, b| width(b).total_cmp(&width(a)));
    Flips { leader: Some(leader.clone()), lead, swings }
}

struct Mover<'a> {
    case: &'a Case<'a>,
    leader: &'a LanguageId,
    lead: f64,
}

impl Mover<'_> {
    /// Lead with a number at a value, and who leads.
    fn at(&self, input: Input, value: f64) -> (f64, Option<LanguageId>) {
        let facts = moved(self.case.facts, input, value);
        let case = self.case.with(&facts);
        let (lead, rival) = lead_of(&case, &score::score(&case), self.leader);
        (lead, rival.cloned())
    }

    fn input(&self, input: Input) -> Option<Swing> {
        let range = range_of(self.case.facts, input)?;
        let ends = if range.is_exact() {
            [self.lead; 2]
        } else {
            [range.low, range.high].map(|end| self.at(input, end).0.clamp(-FAR, FAR))
        };
        let [down, up] = ways(input, range);
        let flip = |way: Vec<f64>| self.flips(input, range.typical, &way);
        Some(Swing {
            lever: Lever::Input(input),
            range,
            lead: ends,
            below: flip(down),
            above: flip(up),
        })
    }

    /// Where the advice turns on the way.
    fn flips(&self, input: Input, from: f64, way: &[f64]) -> Vec<Flip> {
        let tried: Vec<Tried> = way.iter().map(|&value| self.tried(input, value)).collect();
        let mut flips = Vec::new();
        for limit in limits(self.lead) {
            let Some(place) = tried.iter().position(|tried| tried.lead < limit) else { break };
            let kept = place.checked_sub(1).map_or(from, |before| tried[before].value);
            let flip = self.between(input, kept, tried[place].clone(), limit);
            let leads = flip.lead < 0.0;
            let winner = if leads { flip.rival } else { None };
            flips.push(Flip { at: flip.value, winner });
            if leads {
                break;
            }
        }
        flips
    }

    fn tried(&self, input: Input, value: f64) -> Tried {
        let (lead, rival) = self.at(input, value);
        Tried { value, lead, rival }
    }

    /// The value between one that keeps the limit and one that does not at which it is passed, as
    /// near as halving tells.
    fn between(&self, input: Input, mut kept: f64, mut lost: Tried, limit: f64) -> Tried {
        for _ in 0..HALVINGS {
            let middle = if kept > 0.0 && lost.value > 0.0 && input.unit() != Unit::Share {
                libm::sqrt(kept * lost.value)
            } else {
                f64::midpoint(kept, lost.value)
            };
            let tried = self.tried(input, middle);
            if tried.lead < limit { lost = tried } else { kept = middle }
        }
        lost
    }
}

/// What a value of an input does.
#[derive(Clone)]
struct Tried {
    value: f64,
    lead: f64,
    rival: Option<LanguageId>,
}

/// Leads below which the advice turns: a clear one first becomes a matter of taste.
fn limits(lead: f64) -> impl Iterator<Item = f64> {
    [EITHER_BELOW, 0.0].into_iter().filter(move |limit| lead >= *limit)
}

/// The component with a number at a value; the other shares of CPU time make room for one.
pub(super) fn moved<'a>(facts: &Facts<'a>, input: Input, value: f64) -> Facts<'a> {
    const SHARES: [Input; 3] = [Input::Interpreted, Input::Accelerated, Input::Native];
    let mut moved = facts.with(input, value);
    if SHARES.contains(&input) {
        let others = SHARES.into_iter().filter(|share| *share != input);
        let sum: f64 = others.clone().map(|share| facts.typical(share, 0.0)).sum();
        for share in others {
            // Where nothing else is stated, what is left is interpreted or native.
            let part = if sum > 0.0 {
                facts.typical(share, 0.0) / sum
            } else {
                f64::from(share != Input::Accelerated)
            };
            moved = moved.with(share, (1.0 - value).max(0.0) * part);
        }
    }
    moved
}

/// What a number may be, as the kernel takes it.
fn range_of(facts: &Facts<'_>, input: Input) -> Option<Range> {
    match input {
        Input::ExternalRate => Some(facts.rate.range),
        Input::CpuTime => Some(facts.cpython_ms.range),
        _ => facts.value(input).map(|value| value.range),
    }
    .filter(|range| range.high > 0.0)
}

/// Values to try below and above, from near to far.
fn ways(input: Input, range: Range) -> [Vec<f64>; 2] {
    let (least, most) = input.bounds();
    let steps = (1..=STEPS).map(f64::from);
    let share = |step: f64| step / f64::from(STEPS);
    if input.unit() == Unit::Share {
        let typical = range.typical;
        let down = steps.clone().map(|step| typical + share(step) * (least.max(0.0) - typical));
        let up = steps.map(|step| typical + share(step) * (most.min(1.0) - typical));
        return [down.filter(|v| *v < typical).collect(), up.filter(|v| *v > typical).collect()];
    }
    let base = if range.typical > 0.0 { range.typical } else { range.high };
    let factor = |step: f64| libm::pow(FURTHEST, share(step));
    let down = steps.clone().map(|step| base / factor(step)).filter(|v| *v >= least);
    let up = steps.map(|step| base * factor(step)).filter(|v| *v <= most);
    [down.filter(|v| *v < range.typical).collect(), up.collect()]
}

/// The lead is linear in each weight, so a flip is where its line crosses nothing.
fn weight(
    case: &Case<'_>,
    card: &Scorecard,
    leader: &LanguageId,
    lead: f64,
    place: usize,
) -> Option<Swing> {
    let weight = card.weights[place];
    if weight <= 0.0 {
        return None;
    }
    let open = card.ranking.iter().filter(|score| score.gate.is_none());
    let lines: Vec<(f64, f64, &LanguageId)> = {
        let own = card.ranking.first()?;
        open.filter_map(|score| {
            let language = &case.contenders.get(score.contender)?.language.id;
            let slope = weight * (own.utilities[place] - score.utilities[place]);
            (language != leader).then(|| (card.advantage(own, score) - slope, slope, language))
        })
        .collect()
    };
    let at = |factor: f64| {
        lines.iter().map(|(rest, slope, _)| rest + factor * slope).fold(f64::INFINITY, f64::min)
    };
    // The nearest crossing of each limit on either side.
    let nearest = |limit: f64, below: bool| {
        let crossings = lines.iter().filter_map(|&(rest, slope, language)| {
            let at = (limit - rest) / slope;
            let winner = (limit <= 0.0).then(|| language.clone());
            let here = slope != 0.0
                && (1.0 / WEIGHT_TOLD..=WEIGHT_TOLD).contains(&at)
                && (at < 1.0) == below;
            here.then_some(Flip { at, winner })
        });
        crossings.min_by(|a, b| (a.at - 1.0).abs().total_cmp(&(b.at - 1.0).abs()))
    };
    let side = |below| limits(lead).filter_map(|limit| nearest(limit, below)).collect();
    let ends = [0.5, 2.0].map(at);
    (ends.iter().any(|end| (end - lead).abs() > 1e-12)).then(|| Swing {
        lever: Lever::Weight(place),
        range: Range { low: 0.5, typical: 1.0, high: 2.0 },
        lead: ends,
        below: side(true),
        above: side(false),
    })
}
