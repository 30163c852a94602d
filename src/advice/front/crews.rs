//! What the people of roles that build several components learn, and how long they need, whatever is
//! chosen for each of these.

use crate::forecast::people::{self, Task};
use crate::forecast::totals::Part;
use crate::forecast::{Resolved, Totals};
use crate::model::ComponentId;

/// The components of each such role, by position among those to choose for, with the tasks of their
/// alternatives.
#[derive(Debug, Default)]
pub(super) struct Crews {
    places: Vec<Vec<usize>>,
    /// Tasks at the medians of the inputs, by component and alternative.
    typical: Vec<Vec<Task>>,
    /// Tasks in each draw, by component and alternative; empty for components of no such role.
    drawn: Vec<Vec<Vec<Task>>>,
}

impl Crews {
    /// The roles of a plan for a choice between alternatives with these tasks.
    pub fn new(
        resolved: &Resolved<'_>,
        components: &[ComponentId],
        typical: Vec<Vec<Task>>,
    ) -> Self {
        let position = |place: &usize| {
            let id = &resolved.components[*place].component.id;
            components.binary_search(id).ok()
        };
        let chosen = |id: &ComponentId| components.binary_search(id).is_ok();
        let crews = people::of_roles(resolved, |facts| chosen(&facts.component.id));
        let places = crews.iter().map(|crew| crew.iter().filter_map(position).collect());
        Self { places: places.collect(), typical, ..Self::default() }
    }

    /// Whether a component is one of such a role, whose learning is counted here.
    pub fn hold(&self, at: usize) -> bool {
        self.places.iter().any(|crew| crew.contains(&at))
    }

    /// Takes the next component's parts in each draw, by alternative.
    pub fn draw(&mut self, parts: &[Vec<Part>]) {
        let tasks = |of: &Vec<Part>| of.iter().map(|part| part.task).collect();
        let kept = self.hold(self.drawn.len());
        self.drawn.push(if kept { parts.iter().map(tasks).collect() } else { Vec::new() });
    }

    /// What a choice adds at the medians of the inputs.
    pub fn at_medians(&self, choice: &[u8]) -> Vec<Totals> {
        let task = |at: usize| Some(self.typical.get(at)?[usize::from(choice[at])]);
        let of = |crew: &Vec<usize>| {
            let tasks: Vec<Task> = crew.iter().filter_map(|&at| task(at)).collect();
            people::together(&tasks)
        };
        self.places.iter().map(of).collect()
    }

    /// Adds what a choice comes to in one draw after another to the costs and the longest weeks.
    pub fn add_draws(&self, choice: &[u8], costs: &mut [f64], longest: &mut [f64]) {
        let mut tasks = Vec::new();
        for crew in &self.places {
            let of = |&at: &usize| self.drawn.get(at)?.get(usize::from(choice[at]));
            let drawn: Vec<&Vec<Task>> = crew.iter().filter_map(of).collect();
            for (draw, (cost, longest)) in costs.iter_mut().zip(&mut *longest).enumerate() {
                tasks.clear();
                tasks.extend(drawn.iter().filter_map(|of| of.get(draw)));
                let of = people::together(&tasks);
                *cost += of.cost();
                *longest = longest.max(of.weeks);
            }
        }
    }
}
