//! Roles whose people build several components: what they learn once, and how long it takes them.
//!
//! A role with a stated headcount that owns two components or more that are built has no more people
//! than that, whatever its components ask for. Work can be split, and people work side by side
//! without loss. Then the shortest calendar of a role is the longer of two: all of its work, learning
//! included, over its people, and the component that takes longest with the people who fit on it
//! (R. McNaughton, *Scheduling with deadlines and loss functions*, Management Science 6, 1959; for
//! work that several people share, malleable tasks with linear speed-up, see M. Drozdowski,
//! *Scheduling for Parallel Processing*, 2009, chapter 5).
//!
//! Everybody learns a language once, whatever he builds in it. A component of any other role, or of
//! none, has a team of its own.

use std::collections::BTreeMap;

use super::delivery::{self, Delivery};
use super::facts::Facts;
use super::point::Point;
use super::resolve::Resolved;
use super::totals::{self, Assignment, Part, Shared, Totals};
use crate::model::RoleId;

/// Fewest people of a role, as of a component: less than a quarter of one would build nothing.
const FEWEST: f64 = 0.25;

/// Places in [`Resolved::components`] of the components that share the people of a role, by role.
#[must_use]
pub fn crews(resolved: &Resolved<'_>, assignment: &Assignment) -> Vec<Vec<usize>> {
    let known = &resolved.catalog.candidates;
    of_roles(resolved, |facts| {
        assignment.get(&facts.component.id).is_some_and(|id| known.contains_key(id))
    })
}

/// The same of those components that count.
pub fn of_roles(resolved: &Resolved<'_>, counts: impl Fn(&Facts<'_>) -> bool) -> Vec<Vec<usize>> {
    let mut places: BTreeMap<&RoleId, Vec<usize>> = BTreeMap::new();
    for (place, facts) in resolved.components.iter().enumerate() {
        let owner = facts.component.owner.as_ref().filter(|_| facts.headcount.is_some());
        if let Some(role) = owner.filter(|_| counts(facts)) {
            places.entry(role).or_default().push(place);
        }
    }
    places.into_values().filter(|of| of.len() > 1).collect()
}

/// Which of some crews each of so many components belongs to, by place.
#[must_use]
pub fn crew_of(crews: &[Vec<usize>], components: usize) -> Vec<Option<usize>> {
    let mut of = vec![None; components];
    for (crew, places) in crews.iter().enumerate() {
        for &place in places {
            of[place] = Some(crew);
        }
    }
    of
}

/// The components at these places with their candidates, at the medians of the inputs.
#[must_use]
pub fn parts(resolved: &Resolved<'_>, assignment: &Assignment, places: &[usize]) -> Vec<Part> {
    let shared = Shared::of(resolved, Point::Typical);
    let of = |&at: &usize| {
        let facts = resolved.components.get(at)?;
        let candidate = resolved.catalog.candidates.get(assignment.get(&facts.component.id)?)?;
        totals::part(resolved, facts, candidate, &shared, Point::Typical)
    };
    places.iter().filter_map(of).collect()
}

/// What one component asks of the people of a role.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Task {
    /// Work without learning, person-weeks.
    pub work: f64,
    /// People who fit on it at once, no more than the role has.
    pub people: f64,
    /// Calendar weeks that it takes these people by itself, with learning.
    pub weeks: f64,
    /// Number of its language.
    language: u32,
    /// Weeks until somebody new to the language works at full speed; 0 where it is known.
    ramp_weeks: f64,
    /// Share of full speed on the first day of learning.
    start: f64,
    /// People of the role.
    headcount: f64,
    /// Cost of one of them for a week.
    weekly_cost: f64,
}

impl Task {
    /// The task of a component whose language has this number; `delivery` is that of a team of its own.
    #[must_use]
    pub fn new(
        facts: &Facts<'_>,
        delivery: &Delivery,
        language: u32,
        weekly_cost: f64,
        point: Point,
    ) -> Self {
        let stated = facts.headcount.map(|value| point.opposite().of(value.range));
        let headcount = stated.unwrap_or(f64::INFINITY).max(FEWEST);
        let Delivery { work, ramp_weeks, start, .. } = *delivery;
        let people = delivery.people.min(headcount);
        let weeks = delivery::time_for(work / people, ramp_weeks, start);
        Self { work, people, weeks, language, ramp_weeks, start, headcount, weekly_cost }
    }

    /// People of its role.
    #[must_use]
    pub const fn headcount(&self) -> f64 {
        self.headcount
    }

    /// Person-weeks lost to learning where nobody learned its language on another component.
    #[must_use]
    pub fn learning(&self) -> f64 {
        self.weeks * self.people - self.work
    }
}

/// What the people of a role learn in one language for all they build in it.
#[derive(Clone, Copy, Debug)]
struct Learned {
    language: u32,
    work: f64,
    people: f64,
    ramp_weeks: f64,
    start: f64,
    /// Person-weeks lost where every component had learners of its own.
    apart: f64,
}

impl Learned {
    /// Person-weeks lost by a role of so many people: each loses what the ramp takes from his share of
    /// the work. Where all components are built by people of their own, it is no more than these lose.
    fn once(&self, headcount: f64) -> f64 {
        let people = self.people.min(headcount);
        let share = self.work / people;
        let lost = delivery::time_for(share, self.ramp_weeks, self.start) - share;
        (people * lost).min(self.apart)
    }
}

/// The tasks of a role, summed up one after another.
#[derive(Clone, Debug, Default)]
pub struct Load {
    languages: Vec<Learned>,
    /// Work of all without learning, person-weeks.
    work: f64,
    /// Weeks of the task that takes longest by itself.
    longest: f64,
    /// People of the role and what one of them costs for a week, of the first task.
    role: Option<[f64; 2]>,
}

impl Load {
    /// That of some tasks.
    #[must_use]
    pub fn of(tasks: &[Task]) -> Self {
        let mut load = Self::default();
        for task in tasks {
            load.add(task);
        }
        load
    }

    /// Adds a task.
    pub fn add(&mut self, task: &Task) {
        let Task { work, people, language, ramp_weeks, start, .. } = *task;
        self.role.get_or_insert([task.headcount, task.weekly_cost]);
        self.work += work;
        self.longest = self.longest.max(task.weeks);
        if ramp_weeks > 0.0 {
            let apart = task.learning();
            self.learn(Learned { language, work, people, ramp_weeks, start, apart });
        }
    }

    /// The tasks of this and, after them, those of another load of the same role.
    #[must_use]
    pub fn and(mut self, other: &Self) -> Self {
        self.role = self.role.or(other.role);
        self.work += other.work;
        self.longest = self.longest.max(other.longest);
        other.languages.iter().for_each(|of| self.learn(*of));
        self
    }

    fn learn(&mut self, more: Learned) {
        match self.languages.iter_mut().find(|of| of.language == more.language) {
            Some(of) => {
                of.work += more.work;
                of.people += more.people;
                // Who maintains one of them may know a language that the role does not.
                of.ramp_weeks = of.ramp_weeks.max(more.ramp_weeks);
                of.apart += more.apart;
            }
            None => self.languages.push(more),
        }
    }

    /// Person-weeks that the people lose to learning, each language once.
    #[must_use]
    pub fn learning(&self) -> f64 {
        let headcount = self.role.map_or(FEWEST, |[headcount, _]| headcount);
        self.languages.iter().map(|of| of.once(headcount)).sum()
    }

    /// Calendar weeks that the role needs for all of it, of which so many person-weeks are learning.
    #[must_use]
    pub fn weeks(&self, learning: f64) -> f64 {
        self.role.map_or(0.0, |[headcount, _]| self.longest.max((self.work + learning) / headcount))
    }

    /// What the people add to the components that they build: what they learn, and the weeks that they
    /// need for all of them.
    #[must_use]
    pub fn together(&self) -> Totals {
        let learning = self.learning();
        Totals {
            learn: learning * self.role.map_or(0.0, |[_, weekly_cost]| weekly_cost),
            person_weeks: learning,
            weeks: self.weeks(learning),
            ..Totals::default()
        }
    }
}

/// What the people of a role add to the components that they build, see [`Load::together`].
#[must_use]
pub fn together(tasks: &[Task]) -> Totals {
    Load::of(tasks).together()
}
