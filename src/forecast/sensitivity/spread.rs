//! Swings of what spreads through the plan: what comes from outside, and what links carry.

use super::{Assumed, Subject, Swing, Swings, difference, swing};
use crate::base::Range;
use crate::forecast::facts::{Origin, Value};
use crate::forecast::flow;
use crate::forecast::point::Point;
use crate::model::{Input, InputOwner, InputRef, Link};

/// Inputs of links that rates depend on.
pub(in crate::forecast) const OF_LINKS: [Input; 3] = [Input::Calls, Input::Retries, Input::Batch];

fn carried([calls, retries, batch]: [f64; 3]) -> f64 {
    flow::carried(calls, retries, batch)
}

impl Swings<'_> {
    /// Swings of what reaches components from outside, in the order of the components; without what
    /// does not count because links outrank it.
    #[must_use]
    pub fn of_rates(&self) -> Vec<Swing> {
        self.of_largest_rates(usize::MAX)
    }

    /// As [`Swings::of_rates`], of so many of them that are likely to be the largest.
    #[must_use]
    pub fn of_largest_rates(&self, most: usize) -> Vec<Swing> {
        let all: Vec<(usize, InputRef)> = self.counted().collect();
        let wanted = self.likely(all, most, |worth, (place, _)| {
            let Range { low, high, .. } = self.own[*place].range;
            (high - low) * worth[*place]
        });
        let mut own = self.own.clone();
        let mut swings = Vec::new();
        for (place, address) in wanted {
            let value = self.own[place];
            let cost = swing(value.range, |x| {
                own[place].range = Range::exact(x);
                self.with_rates(&self.network.rates(&own))
            });
            own[place] = value;
            swings.push(Swing { of: Subject::Input(address), cost });
        }
        swings
    }

    /// What the cost changes by without what is assumed to reach a component from outside, for the
    /// largest such rates.
    #[must_use]
    pub fn without_assumed_rates(&self, most: usize) -> Vec<(InputRef, f64)> {
        let mut assumed: Vec<(usize, InputRef)> = self
            .counted()
            .filter(|(place, _)| self.own[*place].origin == Origin::Assumed)
            .collect();
        let rate = |place: usize| self.own[place].range.typical;
        assumed.sort_by(|a, b| rate(b.0).total_cmp(&rate(a.0)).then_with(|| a.1.cmp(&b.1)));
        assumed.truncate(most);
        let without = |(place, address): (usize, InputRef)| {
            let mut own = self.own.clone();
            own[place].range = Range::exact(0.0);
            (address, self.with_rates(&self.network.rates(&own)))
        };
        assumed.into_iter().map(without).collect()
    }

    /// Places and addresses of what reaches components from outside and counts.
    fn counted(&self) -> impl Iterator<Item = (usize, InputRef)> {
        let counted = self.network.counted(&self.own).into_iter().enumerate();
        counted.zip(&self.resolved.components).filter_map(|((place, counted), facts)| {
            let given = counted && facts.value(Input::ExternalRate).is_some();
            let address = InputRef::component(facts.component.id.clone(), Input::ExternalRate);
            given.then_some((place, address))
        })
    }

    /// Swing of the load: of what comes from outside, rising and falling as one.
    #[must_use]
    pub fn of_load(&self) -> f64 {
        self.of_load_at(&(0..self.own.len()).collect::<Vec<_>>())
    }

    /// The same of what comes from outside at some places.
    fn of_load_at(&self, places: &[usize]) -> f64 {
        let at = |point: Point| {
            let mut own = self.own.clone();
            for &place in places {
                own[place].range = Range::exact(point.of(own[place].range));
            }
            self.with_rates(&self.network.rates(&own))
        };
        difference(at(Point::High), at(Point::Low))
    }

    /// Swings of what links carry for each request; none of a link that carries no rate.
    #[must_use]
    pub fn of_links(&self) -> Vec<Swing> {
        self.of_largest_links(usize::MAX)
    }

    /// As [`Swings::of_links`], of so many links that are likely to have the largest.
    #[must_use]
    pub fn of_largest_links(&self, most: usize) -> Vec<Swing> {
        let mut network = self.network.clone();
        let mut swings = Vec::new();
        let all: Vec<&Link> = self.resolved.plan.links.values().collect();
        let wanted = self.likely(all, most, |worth, link| {
            let Some([from, to]) = self.network.ends(&link.id) else { return 0.0 };
            let ranges = OF_LINKS.map(|input| self.link_input(link, input).range);
            let apart = |place: usize| {
                let mut ends = [ranges.map(|range| range.typical); 2];
                (ends[0][place], ends[1][place]) = (ranges[place].low, ranges[place].high);
                (carried(ends[1]) - carried(ends[0])).abs()
            };
            let most = (0..OF_LINKS.len()).map(apart).fold(0.0, f64::max);
            most * self.rates[from].range.typical * worth[to]
        });
        for link in wanted {
            let values = OF_LINKS.map(|input| self.link_input(link, input).range);
            let typical = values.map(|range| range.typical);
            if !network.fix(&link.id, carried(typical)) {
                continue;
            }
            for (place, input) in OF_LINKS.into_iter().enumerate() {
                let cost = swing(values[place], |x| {
                    let mut at = typical;
                    at[place] = x;
                    network.fix(&link.id, carried(at));
                    self.with_rates(&network.rates(&self.own))
                });
                let owner = InputOwner::Link(link.id.clone());
                swings.push(Swing { of: Subject::Input(InputRef { owner, input }), cost });
            }
            network.fix(&link.id, carried(typical));
        }
        swings
    }

    /// Those of some things whose swing is likely to be among so many largest, in their order: by what
    /// a request is worth at each component as rates are.
    fn likely<T>(&self, all: Vec<T>, most: usize, swing: impl Fn(&[f64], &T) -> f64) -> Vec<T> {
        if all.len() <= most {
            return all;
        }
        let alone: Vec<f64> = (0..self.rates.len()).map(|place| self.worth_alone(place)).collect();
        let worth = self.network.worth(&alone);
        let mut likely: Vec<(f64, usize, T)> = all
            .into_iter()
            .enumerate()
            .map(|(place, of)| (swing(&worth, &of), place, of))
            .collect();
        likely.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(&b.1)));
        likely.truncate(most);
        likely.sort_by_key(|(_, place, _)| *place);
        likely.into_iter().map(|(.., of)| of).collect()
    }

    /// Cost of a request a second at a component alone, the mean of those that it has.
    fn worth_alone(&self, place: usize) -> f64 {
        let rate = self.rates[place].range.typical;
        let Some(before) = self.before(place).filter(|_| rate > 0.0) else { return 0.0 };
        let mut facts = self.resolved.components[place].clone();
        facts.rate.range = Range::exact(0.0);
        let none = self.cost(place, &facts).unwrap_or(0.0);
        ((before - none) / rate).max(0.0)
    }

    fn link_input(&self, link: &Link, input: Input) -> Value {
        flow::link_input(link, input, self.resolved.catalog, self.resolved.scenario)
    }

    /// What is an assumption of numbers that spread through the plan, each taken at both ends wherever it
    /// is one: what comes from outside, and what links carry for each request. It is one
    /// swing for each input where [`Swings::of_rates`] and [`Swings::of_links`] have one for each place.
    #[must_use]
    pub fn of_flow(&self, is_assumption: impl Fn(&InputRef, &Value) -> bool) -> Vec<Assumed> {
        let outside = self.counted().filter(|(place, of)| is_assumption(of, &self.own[*place]));
        let outside: Vec<(usize, InputRef)> = outside.collect();
        let places: Vec<usize> = outside.iter().map(|(place, _)| *place).collect();
        let load = self.of_load_at(&places);
        let places = outside.into_iter().map(|(place, of)| (of.owner, self.own[place].range));
        let (input, places) = (Input::ExternalRate, places.collect());
        let mut found = vec![Assumed { input, places, swing: load }];
        for (place, input) in OF_LINKS.into_iter().enumerate() {
            let mut networks = [self.network.clone(), self.network.clone()];
            let mut places = Vec::new();
            for link in self.resolved.plan.links.values() {
                let values = OF_LINKS.map(|input| self.link_input(link, input));
                let of = InputRef { owner: InputOwner::Link(link.id.clone()), input };
                let range = values[place].range;
                let mut at = values.map(|value| value.range.typical);
                if !self.network.carries(&link.id) || !is_assumption(&of, &values[place]) {
                    continue;
                }
                for (network, end) in networks.iter_mut().zip([range.low, range.high]) {
                    at[place] = end;
                    network.fix(&link.id, carried(at));
                }
                places.push((of.owner, range));
            }
            let [low, high] = networks.map(|network| self.with_rates(&network.rates(&self.own)));
            found.push(Assumed { input, places, swing: difference(high, low) });
        }
        found
    }

    /// Cost of what changes with the rates, over what it is; only differences of it mean anything.
    fn with_rates(&self, rates: &[Value]) -> f64 {
        let changed = rates.iter().zip(&self.rates).enumerate().filter(|(_, (rate, before))| {
            rate.range.typical.to_bits() != before.range.typical.to_bits()
        });
        changed
            .filter_map(|(place, (rate, _))| {
                let before = self.before(place)?;
                let mut facts = self.resolved.components[place].clone();
                facts.rate = *rate;
                Some(self.cost(place, &facts)? - before)
            })
            .sum()
    }
}
