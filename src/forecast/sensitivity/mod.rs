//! What each number adds to the uncertainty of the plan's cost, one at a time.
//!
//! The cost is [`Totals::cost`](totals::Totals::cost) of the whole plan over its horizon under one
//! assignment. Each number is taken at its 10th and at its 90th percentile while all others stay
//! at their medians; the difference in cost is its *swing*. What two numbers do only together is
//! left out. A component's own number changes that component alone; a rate changes whatever lies
//! behind it too.

mod crews;
mod spread;

pub(super) use spread::OF_LINKS;

use super::facts::{Facts, Value};
use super::figures;
use super::flow::{self, Network};
use super::people::{self, Load};
use super::point::Point;
use super::prices;
use super::resolve::Resolved;
use super::totals::{self, Assignment, Part, Shared};
use crate::base::{Range, threads};
use crate::catalog::{Candidate, Catalog, Figure, speeds};
use crate::model::{
    CandidateId, ComponentId, Input, InputOwner, InputRef, LanguageId, RoleId, Scope,
};

/// Components that are worth a thread of their own.
const WORTH_A_THREAD: usize = 100;

/// A number that the cost rests on.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Subject {
    /// An input of the plan.
    Input(InputRef),
    /// All requests and messages that reach a component, computed along links.
    Rate(ComponentId),
    /// A figure of a language by its name in [`figures::OF_LANGUAGE`].
    Language(LanguageId, &'static str),
    /// A figure of a candidate by its name in [`figures::OF_CANDIDATE`].
    Candidate(CandidateId, &'static str),
    /// A constant of the catalog.
    Constant(&'static str),
}

/// Address of a figure: of an input as in [`InputRef`], else `component/cart/rate`,
/// `language/go/build-time`, `candidate/go-net-http/overhead` or `constant/boundary_weeks`.
impl std::fmt::Display for Subject {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Input(address) => address.fmt(f),
            Self::Rate(id) => write!(f, "component/{id}/rate"),
            Self::Language(id, word) => write!(f, "language/{id}/{word}"),
            Self::Candidate(id, word) => write!(f, "candidate/{id}/{word}"),
            Self::Constant(name) => write!(f, "constant/{name}"),
        }
    }
}

/// What a number does to the cost.
#[derive(Clone, Debug, PartialEq)]
pub struct Swing {
    /// The number.
    pub of: Subject,
    /// Cost at its 90th less cost at its 10th percentile, money.
    pub cost: f64,
}

/// One input wherever it is an assumption.
#[derive(Clone, Debug, PartialEq)]
pub struct Assumed {
    /// The input.
    pub input: Input,
    /// Where, with the ranges; first where it moves the cost most.
    pub places: Vec<(InputOwner, Range)>,
    /// Cost at the 90th less cost at the 10th percentile in all places at once, money.
    pub swing: f64,
}

/// The swings of everything that the cost of a plan rests on, computed where asked for.
pub struct Swings<'a> {
    resolved: &'a Resolved<'a>,
    assignment: &'a Assignment,
    /// The plan without components, for what concerns one of them.
    bare: Resolved<'a>,
    shared: Shared,
    /// The built components with their candidates and what they come to at the medians, by place.
    built: Vec<Option<(&'a Candidate, Part)>>,
    /// What the people of its role have to do before and after each component that shares them with
    /// others, by place.
    others: Vec<Option<[Load; 2]>>,
    network: Network,
    own: Vec<Value>,
    rates: Vec<Value>,
}

impl<'a> Swings<'a> {
    /// Prepares the swings of a plan under an assignment.
    #[must_use]
    pub fn new(resolved: &'a Resolved<'a>, assignment: &'a Assignment) -> Self {
        let Resolved { plan, catalog, scenario, components, .. } = resolved;
        let bare = resolved.without_components();
        let shared = Shared::of(&bare, Point::Typical);
        let of = |facts: &Facts<'_>| {
            let candidate = catalog.candidates.get(assignment.get(&facts.component.id)?)?;
            let part = totals::part(&bare, facts, candidate, &shared, Point::Typical)?;
            Some((candidate, part))
        };
        let built: Vec<_> = components.iter().map(of).collect();
        let others = crews::others(&people::crews(resolved, assignment), &built);
        let network = Network::new(plan, catalog, *scenario, components);
        let own: Vec<Value> = components.iter().map(flow::own_rate).collect();
        let rates = network.rates(&own);
        Self { resolved, assignment, bare, shared, built, others, network, own, rates }
    }

    /// Cost of the component at a place with these facts; with what the people of its role learn in
    /// all, where they build others as well. Only differences of it mean anything then.
    fn cost(&self, place: usize, facts: &Facts<'_>) -> Option<f64> {
        let Some((candidate, _)) = self.built[place].as_ref() else {
            return prices::of_bought(facts, &self.shared, Point::Typical).map(|of| of.cost());
        };
        let part = totals::part(&self.bare, facts, candidate, &self.shared, Point::Typical)?;
        Some(self.cost_of(place, &part))
    }

    /// The same at the medians; none of what costs nothing.
    fn before(&self, place: usize) -> Option<f64> {
        match &self.built[place] {
            Some((_, part)) => Some(self.cost_of(place, part)),
            None => self.cost(place, &self.resolved.components[place]),
        }
    }

    fn cost_of(&self, place: usize, part: &Part) -> f64 {
        let Some(others) = &self.others[place] else { return part.totals.cost() };
        let [before, after] = others;
        let load = before.clone().and(&Load::of(&[part.task])).and(after);
        part.without_learning().cost() + load.together().cost()
    }

    /// Swings of those numbers of components that are wanted but their rates, of every component with
    /// a candidate, and of what is bought at a price. CPU time moves as CPython's; where its profile moves
    /// it stays what it is in the language it was measured in, else in CPython.
    #[must_use]
    pub fn of_components(&self, wanted: impl Fn(&InputRef, &Value) -> bool + Sync) -> Vec<Swing> {
        let components = &self.resolved.components;
        let rests =
            |&place: &usize| self.built[place].is_some() || prices::costs(&components[place]);
        let places: Vec<usize> = (0..components.len()).filter(rests).collect();
        let of = |&place: &usize| self.of_component(place, &wanted);
        threads::map(&places, WORTH_A_THREAD, of).into_iter().flatten().collect()
    }

    fn of_component(
        &self,
        place: usize,
        wanted: &impl Fn(&InputRef, &Value) -> bool,
    ) -> Vec<Swing> {
        let facts = &self.resolved.components[place];
        let built = self.built[place].is_some();
        let of = |&input: &Input| {
            let counts = built || prices::OF_BOUGHT.contains(&input);
            let value = facts.value(input).filter(|_| counts)?;
            let of = InputRef::component(facts.component.id.clone(), input);
            if !wanted(&of, &value) {
                return None;
            }
            let range = if input == Input::CpuTime { facts.cpython_ms } else { value }.range;
            let at = |x| {
                let facts = facts.with(input, x).anchored(self.bare.catalog);
                self.cost(place, &facts).unwrap_or(0.0)
            };
            Some(Swing { of: Subject::Input(of), cost: swing(range, at) })
        };
        let own = Input::ALL.iter().filter(|input| **input != Input::ExternalRate);
        own.filter_map(of).collect()
    }

    /// Swings of the cost of people in roles that state one, and of how many they are where they build
    /// several components.
    #[must_use]
    pub fn of_roles(&self) -> Vec<Swing> {
        let inputs: [(Input, OfRole); 2] = [
            (Input::WeeklyCost, |facts| facts.weekly_cost.as_mut()),
            (Input::Headcount, |facts| facts.headcount.as_mut()),
        ];
        let roles = self.resolved.plan.roles.keys();
        let of =
            |role| inputs.into_iter().filter_map(move |(input, of)| self.of_role(role, input, of));
        roles.flat_map(of).collect()
    }

    fn of_role(&self, role: &RoleId, input: Input, value: OfRole) -> Option<Swing> {
        let owned = |facts: &Facts<'_>| facts.component.owner.as_ref() == Some(role);
        let mut changed = self.resolved.clone();
        changed.components.retain(owned);
        let range = changed.components.iter_mut().find_map(value)?.range;
        let at = |x| {
            let values = changed.components.iter_mut().filter_map(value);
            values.for_each(|value| value.range = Range::exact(x));
            totals::of_plan(&changed, self.assignment, Point::Typical).cost()
        };
        let cost = swing(range, at);
        let owner = InputOwner::Role(role.clone());
        Some(Swing { of: Subject::Input(InputRef { owner, input }), cost })
    }

    /// Swings of those prices, horizon and the like that are wanted.
    #[must_use]
    pub fn of_plan(&self, wanted: impl Fn(&InputRef, &Value) -> bool) -> Vec<Swing> {
        let mut changed = self.resolved.clone();
        let of = |&input: &Input| {
            let address = InputRef::plan(input);
            let value = self.resolved.economic(input).filter(|value| wanted(&address, value))?;
            let at = |x| {
                changed.fix(input, x);
                totals::of_plan(&changed, self.assignment, Point::Typical).cost()
            };
            let cost = swing(value.range, at);
            changed.fix(input, value.range.typical);
            Some(Swing { of: Subject::Input(address), cost })
        };
        Input::ALL.iter().filter(|input| input.scope() == Scope::Plan).filter_map(of).collect()
    }

    /// Swings of the catalog's figures: those of the assigned candidates and their languages, and
    /// the constants.
    #[must_use]
    pub fn of_figures(&self) -> Vec<Swing> {
        let catalog = self.resolved.catalog;
        let mut candidates: Vec<&Candidate> = self.built.iter().flatten().map(|b| b.0).collect();
        candidates.sort_by_key(|candidate| &candidate.id);
        candidates.dedup_by_key(|candidate| &candidate.id);
        // Go's speed over CPython and that of a measured language move others.
        let measured = self.resolved.components.iter().filter_map(|of| of.written_in.as_ref());
        let reference = catalog.languages.keys().filter(|id| id.as_str() == speeds::REFERENCE);
        let mut languages: Vec<&LanguageId> = candidates.iter().map(|c| &c.language).collect();
        languages.extend(measured.chain(reference));
        languages.sort();
        languages.dedup();
        let mut swings = Vec::new();
        for id in languages {
            for named in figures::OF_LANGUAGE {
                let of = Subject::Language(id.clone(), named.word);
                swings.push(
                    self.of_figure(of, |catalog| catalog.languages.get_mut(id).map(named.of)),
                );
            }
        }
        for candidate in candidates {
            for named in figures::OF_CANDIDATE {
                let of = Subject::Candidate(candidate.id.clone(), named.word);
                swings.push(self.of_figure(of, |catalog| {
                    catalog.candidates.get_mut(&candidate.id).map(named.of)
                }));
            }
        }
        for (name, _) in figures::CONSTANTS {
            if catalog.constants.contains_key(*name) {
                let of = Subject::Constant(name);
                swings.push(self.of_figure(of, |catalog| catalog.constants.get_mut(*name)));
            }
        }
        swings
    }

    fn of_figure(
        &self,
        of: Subject,
        figure: impl Fn(&mut Catalog) -> Option<&mut Figure>,
    ) -> Swing {
        let at = |point: Point| {
            let mut changed = self.resolved.catalog.clone();
            if let Some(figure) = figure(&mut changed) {
                figure.range = Range::exact(point.of(figure.range));
            }
            speeds::derive(&mut changed.languages);
            let components = self.resolved.components.iter();
            let resolved = Resolved {
                catalog: &changed,
                components: components.map(|facts| facts.anchored(&changed)).collect(),
                ..self.resolved.clone()
            };
            totals::of_plan(&resolved, self.assignment, Point::Typical).cost()
        };
        Swing { of, cost: difference(at(Point::High), at(Point::Low)) }
    }
}

/// A number of the owning role in the facts of a component.
type OfRole = for<'a> fn(&'a mut Facts<'_>) -> Option<&'a mut Value>;

fn swing(range: Range, mut at: impl FnMut(f64) -> f64) -> f64 {
    if range.is_exact() { 0.0 } else { difference(at(range.high), at(range.low)) }
}

/// What cannot be served at any cost has no difference that means anything.
fn difference(high: f64, low: f64) -> f64 {
    let difference = high - low;
    if difference.is_finite() { difference } else { 0.0 }
}
