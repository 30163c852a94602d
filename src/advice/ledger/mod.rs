//! The assumption ledger: every figure that the plan's cost rests on, where it comes from, and its
//! share of the uncertainty.
//!
//! The cost is that of the whole plan over its horizon, with the decided candidates, else the
//! advised ones. The share of a figure is its swing squared over the sum of all swings squared, a
//! first-order measure: its swing is the difference in cost between its 10th and its 90th
//! percentile with all else at the medians ([`sensitivity`](crate::forecast::sensitivity)). What figures do only together is
//! left out. Loads from outside rise and fall as one, as in [`sample`](crate::forecast::sample):
//! the square of their common swing is divided among them as their own swings are.

mod carried;
mod provenance;

use std::collections::BTreeMap;

use crate::base::{Date, Range, Unit};
use crate::forecast::sensitivity::{Subject, Swing, Swings};
use crate::forecast::{Assignment, Origin, Resolved, Value, flow, prices};
use crate::model::{Input, InputOwner, InputRef, Scope};
use crate::words;

pub use crate::forecast::sensitivity::Assumed;
pub use carried::Carried;

words! {
    /// How a figure came to be.
    Basis {
        /// Stated in the plan or its scenario.
        Stated = "stated", "stated";
        /// Computed from stated numbers along links.
        Derived = "derived", "derived along links";
        /// Set by a coarse answer.
        Answered = "answered", "coarse answer";
        /// Assumed from kind and tags, or a usual price.
        Assumed = "assumed", "assumed";
        /// A figure of the catalog.
        Catalog = "catalog", "catalog";
    }
}

impl From<Origin> for Basis {
    fn from(origin: Origin) -> Self {
        match origin {
            Origin::Stated => Self::Stated,
            Origin::Derived => Self::Derived,
            Origin::Answered => Self::Answered,
            Origin::Assumed => Self::Assumed,
        }
    }
}

words! {
    /// How good the evidence for a figure is.
    Evidence {
        /// Measured, or read from a public raw result file.
        Measured = "measured", "measured";
        /// Published by somebody.
        Published = "published", "published";
        /// Judgement informed by evidence.
        Judgement = "judgement", "judgement";
        /// Assumed, without a source.
        Assumed = "assumed", "assumed";
        /// Stated in the plan with a source.
        Sourced = "sourced", "stated with a source";
        /// Stated in the plan, whose source says that it is an assumption or estimate.
        Supposed = "supposed", "stated as an assumption";
        /// Stated in the plan without a source.
        Unsourced = "unsourced", "stated without a source";
        /// Computed from other figures of the ledger.
        Computed = "computed", "computed";
    }
}

/// One figure.
#[derive(Clone, Debug, PartialEq)]
pub struct Row {
    /// Which figure; its text is the address.
    pub of: Subject,
    /// The element it belongs to, for people.
    pub element: String,
    /// What is counted, for people, lower case.
    pub label: String,
    /// 10th percentile, median, 90th percentile.
    pub range: Range,
    /// Unit of the range.
    pub unit: Unit,
    /// How it came to be.
    pub basis: Basis,
    /// Where it comes from: what was stated, else ids of sources and a note; empty if unsaid.
    pub source: String,
    /// The role that stands for it; empty if unsaid.
    pub owner: String,
    /// When it was stated, measured or published.
    pub date: Option<Date>,
    /// How good the evidence is.
    pub evidence: Evidence,
    /// Cost at its 90th less cost at its 10th percentile, money.
    pub swing: f64,
    /// Share of the uncertainty, 0 to 1; none of what is computed from other figures.
    pub share: Option<f64>,
}

/// Share from which a figure is worth telling.
const WORTH_TELLING: f64 = 0.001;

impl Row {
    /// Whether it is told where not everything is: what somebody stated, and what has a share of at
    /// least 0.1 %.
    #[must_use]
    pub fn matters(&self) -> bool {
        self.basis == Basis::Stated || self.moves_the_cost()
    }

    /// Whether it has a share of at least 0.1 %.
    #[must_use]
    pub fn moves_the_cost(&self) -> bool {
        self.share.is_some_and(|share| share >= WORTH_TELLING)
    }

    /// How good the evidence is, or which way the figure came, in words.
    #[must_use]
    pub const fn evidence_in_words(&self) -> &'static str {
        match self.basis {
            Basis::Answered | Basis::Derived => self.basis.label(),
            Basis::Stated | Basis::Assumed => self.evidence.label(),
            Basis::Catalog => match self.evidence {
                Evidence::Measured => "catalog: measured",
                Evidence::Published => "catalog: published",
                Evidence::Judgement => "catalog: judgement",
                _ => "catalog: assumed",
            },
        }
    }

    /// Its share in per cent with one decimal; empty for what is computed from other figures.
    #[must_use]
    pub fn share_in_words(&self) -> String {
        match self.share {
            None => String::new(),
            Some(share) if share <= 0.0 => "0 %".to_owned(),
            Some(share) if share < WORTH_TELLING => "< 0.1 %".to_owned(),
            Some(share) => format!("{:.1} %", share * 100.0),
        }
    }
}

/// The ledger of a resolved plan, the largest share first. Shares add up to 1, or to 0 where
/// nothing is uncertain.
#[must_use]
pub fn ledger(resolved: &Resolved<'_>) -> Vec<Row> {
    let assignment = super::decided_else_advised(resolved);
    let swings = Swings::new(resolved, &assignment);
    let inputs = inputs(resolved, &swings);
    let figures = swings.of_figures();
    let shares = Shares::of(&swings, &inputs, &figures);
    let mut rows: Vec<Row> = inputs
        .iter()
        .map(|input| provenance::of_input(resolved, input, shares.of_input(input)))
        .chain(figures.iter().filter_map(|swing| {
            provenance::of_figure(resolved.catalog, swing, shares.of_swing(swing.cost))
        }))
        .collect();
    rows.extend(provenance::of_rates(resolved));
    rows.sort_by(|a, b| {
        let share = |row: &Row| row.share.unwrap_or(0.0);
        share(b).total_cmp(&share(a)).then_with(|| a.of.cmp(&b.of))
    });
    rows
}

/// An input that the cost rests on.
#[derive(Clone, Debug)]
pub(super) struct Rested {
    pub(super) address: InputRef,
    pub(super) value: Value,
    pub(super) swing: f64,
}

/// The inputs that the cost rests on, times of what is not built and waited for, and all others that
/// are stated; rates are those from outside.
fn inputs(resolved: &Resolved<'_>, swings: &Swings<'_>) -> Vec<Rested> {
    let all = [
        swings.of_plan(|_, _| true),
        swings.of_components(|_, _| true),
        swings.of_rates(),
        swings.of_links(),
        swings.of_roles(),
    ];
    let known: BTreeMap<InputRef, f64> = all
        .into_iter()
        .flatten()
        .filter_map(|swing| match swing.of {
            Subject::Input(address) => Some((address, swing.cost)),
            _ => None,
        })
        .collect();
    let mut found = Vec::new();
    let mut add = |address: InputRef, value: Option<Value>, rests: bool| {
        let swing = known.get(&address).copied();
        let Some(value) = value else { return };
        if swing.is_some() || rests || value.origin == Origin::Stated {
            found.push(Rested { address, value, swing: swing.unwrap_or(0.0) });
        }
    };
    let of = |scope: Scope| Input::ALL.iter().copied().filter(move |input| input.scope() == scope);
    for input in of(Scope::Plan) {
        let value = resolved.economic(input);
        let is_stated = value.is_some_and(|value| value.origin == Origin::Stated);
        if is_stated || prices::count(resolved, input) {
            add(InputRef::plan(input), value, true);
        }
    }
    for facts in &resolved.components {
        for input in of(Scope::Component) {
            let rests = match input {
                Input::ExternalRate => false,
                Input::IoWait if facts.wait_is_guessed() => true,
                _ => facts.component.is_built(),
            };
            let address = InputRef::component(facts.component.id.clone(), input);
            add(address, facts.value(input), rests);
        }
    }
    for link in resolved.plan.links.values() {
        for input in of(Scope::Link) {
            let value = flow::link_input(link, input, resolved.catalog, resolved.scenario);
            let address = InputRef { owner: InputOwner::Link(link.id.clone()), input };
            add(address, Some(value), false);
        }
    }
    for role in resolved.plan.roles.keys() {
        for input in of(Scope::Role) {
            let address = InputRef { owner: InputOwner::Role(role.clone()), input };
            let range = provenance::stated(resolved, &address).map(|quantity| quantity.range);
            let value = range.map(|range| Value { range, origin: Origin::Stated });
            add(address, value, false);
        }
    }
    found
}

/// Squares of swings and their sum.
struct Shares {
    /// What the square of a rate's own swing is multiplied by: the swing of the load over the sum
    /// of the absolute swings of rates, so that their parts add up to its square.
    load: f64,
    rates: f64,
    sum: f64,
}

impl Shares {
    fn of(swings: &Swings<'_>, inputs: &[Rested], figures: &[Swing]) -> Self {
        let (rates, others): (Vec<&Rested>, Vec<&Rested>) =
            inputs.iter().partition(|input| input.address.input == Input::ExternalRate);
        let rates: f64 = rates.iter().map(|rate| rate.swing.abs()).sum();
        let load = if rates > 0.0 { swings.of_load() } else { 0.0 };
        let others = others.iter().map(|input| input.swing).chain(figures.iter().map(|s| s.cost));
        let sum = load * load + others.map(|swing| swing * swing).sum::<f64>();
        Self { load, rates, sum }
    }

    fn of_input(&self, input: &Rested) -> f64 {
        if input.address.input != Input::ExternalRate {
            return self.of_swing(input.swing);
        }
        if self.sum > 0.0 && self.rates > 0.0 {
            input.swing.abs() / self.rates * self.load * self.load / self.sum
        } else {
            0.0
        }
    }

    fn of_swing(&self, swing: f64) -> f64 {
        if self.sum > 0.0 { swing * swing / self.sum } else { 0.0 }
    }
}

fn largest_first(mut swings: Vec<Swing>) -> Vec<Swing> {
    swings.sort_by(|a, b| b.cost.abs().total_cmp(&a.cost.abs()));
    swings
}

/// Puts the places of an input that spreads through the plan in order.
fn order_places(assumed: &mut Assumed, swings: &[Swing]) {
    let of = |swing: &Swing| match &swing.of {
        Subject::Input(address) if address.input == assumed.input => {
            Some((address.owner.clone(), swing.cost.abs()))
        }
        _ => None,
    };
    let own: BTreeMap<InputOwner, f64> = swings.iter().filter_map(of).collect();
    let own = |owner: &InputOwner| own.get(owner).copied().unwrap_or(0.0);
    assumed.places.sort_by(|a, b| own(&b.0).total_cmp(&own(&a.0)));
}

/// Inputs that spread through the plan whose places are ordered, which takes a swing for each place.
const ORDERED: usize = 3;
/// Places whose swings are worked out for that; of more those that are likely to be the largest.
const PLACES: usize = 64;

/// What is an assumption, by input, the one that moves the cost most first, and so the places of each:
/// what nobody stated, what a coarse answer sets, and what is stated as an assumption. It is the
/// ledger's computation without the catalog's figures, and each input at once wherever it is one.
#[must_use]
pub fn assumed(resolved: &Resolved<'_>, assignment: &Assignment) -> Vec<Assumed> {
    let swings = Swings::new(resolved, assignment);
    let mut found: BTreeMap<Input, Assumed> = BTreeMap::new();
    let is_assumption = |address: &InputRef, value: &Value| match value.origin {
        Origin::Assumed | Origin::Answered => true,
        Origin::Stated => provenance::is_stated_as_assumption(resolved, address),
        Origin::Derived => false,
    };
    let of_role = |swing: &Swing| match &swing.of {
        Subject::Input(address) => provenance::is_stated_as_assumption(resolved, address),
        _ => false,
    };
    let roles = swings.of_roles().into_iter().filter(of_role).collect();
    let own = [swings.of_plan(is_assumption), swings.of_components(is_assumption), roles];
    for swing in largest_first(own.into_iter().flatten().collect()) {
        let Subject::Input(address) = swing.of else { continue };
        let range = match &address.owner {
            InputOwner::Component(id) => {
                let value = resolved.facts(id).and_then(|facts| facts.value(address.input));
                value.map(|value| value.range)
            }
            InputOwner::Role(_) => provenance::stated(resolved, &address).map(|of| of.range),
            _ => resolved.economic(address.input).map(|value| value.range),
        };
        let (Some(range), InputRef { owner, input }) = (range, address) else { continue };
        let all = found.entry(input);
        let all = all.or_insert_with(|| Assumed { input, places: Vec::new(), swing: 0.0 });
        all.swing += swing.cost;
        all.places.push((owner, range));
    }
    let mut all = swings.of_flow(is_assumption);
    all.extend(found.into_values());
    all.retain(|assumed| !assumed.places.is_empty());
    all.sort_by(|a, b| b.swing.abs().total_cmp(&a.swing.abs()));
    for assumed in all.iter_mut().take(ORDERED).filter(|assumed| assumed.places.len() > 1) {
        match assumed.input.scope() {
            Scope::Link => order_places(assumed, &swings.of_largest_links(PLACES)),
            _ if assumed.input == Input::ExternalRate => {
                order_places(assumed, &swings.of_largest_rates(PLACES));
            }
            _ => {}
        }
    }
    all
}
