//! The chart of a sweep in the plot panel: which input of what is selected moves, and what is looked
//! at.

use std::fmt;

use super::Session;
use crate::charts::{self, Chart, SEQUENCE, SWEEP, SWEEP_STEPS, Subject};
use crate::forecast::sweep::{MONTHS, Metric, movable};
use crate::forecast::{Resolved, SweepRequest, Swept};
use crate::model::{ComponentId, Input, InputOwner, InputRef, Plan};

/// What a sweep moves while the selection changes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Moving {
    /// This input of whatever component is selected.
    Own(Input),
    /// Something else.
    Other(Swept),
}

impl Moving {
    /// What was chosen while `component` was selected.
    pub(super) fn chosen(swept: Swept, component: Option<&ComponentId>) -> Self {
        match swept {
            Swept::Input(InputRef { owner: InputOwner::Component(id), input })
                if Some(&id) == component =>
            {
                Self::Own(input)
            }
            other => Self::Other(other),
        }
    }

    /// What it is for a component; the rate where the plan or the component lacks it.
    fn of(&self, plan: &Plan, component: &ComponentId) -> Swept {
        let own = |input| Swept::Input(InputRef::component(component.clone(), input));
        match self {
            Self::Own(input) => own(*input),
            Self::Other(swept) if is_about(plan, swept, component) => swept.clone(),
            Self::Other(_) => own(Input::ExternalRate),
        }
    }
}

/// Whether the plan has what is swept, and it concerns the component.
fn is_about(plan: &Plan, swept: &Swept, component: &ComponentId) -> bool {
    let Swept::Input(address) = swept else { return true };
    match &address.owner {
        InputOwner::Plan => true,
        InputOwner::Component(id) => plan.components.contains_key(id),
        InputOwner::Link(id) => {
            plan.links.get(id).is_some_and(|link| link.from == *component || link.to == *component)
        }
        InputOwner::Role(id) => {
            plan.roles.contains_key(id)
                && plan.components.get(component).is_some_and(|of| of.owner.as_ref() == Some(id))
        }
    }
}

/// A sweep as exports name it: `sweep:component/cart/io_wait:p99`; without a metric those that move
/// most are shown.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SweepChoice {
    /// What moves.
    pub swept: Swept,
    /// What is looked at.
    pub metric: Option<Metric>,
}

impl fmt::Display for SweepChoice {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{SWEEP}:{}", self.swept)?;
        self.metric.map_or(Ok(()), |metric| write!(f, ":{}", metric.word()))
    }
}

impl SweepChoice {
    /// The sweep that is named, if it is one.
    #[must_use]
    pub fn read(what: &str) -> Option<Self> {
        let rest = what.strip_prefix(SWEEP)?.strip_prefix(':')?;
        let (swept, metric) = match rest.split_once(':') {
            Some((swept, metric)) => (swept, Some(Metric::from_word(metric)?)),
            None => (rest, None),
        };
        Some(Self { swept: swept.parse().ok()?, metric })
    }

    /// What is computed for it.
    #[must_use]
    pub fn request(&self, component: &ComponentId) -> SweepRequest {
        SweepRequest {
            swept: self.swept.clone(),
            component: component.clone(),
            from: None,
            to: None,
            steps: SWEEP_STEPS,
        }
    }

    /// The word that file names hold for what moves.
    #[must_use]
    pub const fn word(&self) -> &'static str {
        match &self.swept {
            Swept::Input(address) => address.input.word(),
            Swept::Months => MONTHS,
        }
    }

    /// The chart; its bands come from so many draws.
    pub(super) fn chart(&self, subject: &Subject<'_>, draws: u32) -> Chart {
        let request = self.request(&subject.facts.component.id);
        charts::sweep_of(subject, &request, self.metric, draws)
    }

    /// What stands in the panel until a job has made the chart.
    pub(super) fn placeholder(&self, subject: &Subject<'_>) -> Chart {
        let request = self.request(&subject.facts.component.id);
        charts::no_sweep(subject, &request, "The sweep is being computed…".to_owned())
    }
}

impl Session {
    /// The sweep that fits choice and selection; none where the component selected has no charts.
    #[must_use]
    pub fn sweep(&self) -> Option<SweepChoice> {
        let id = self.plottable()?;
        let swept = self.charts.moving.of(self.plan(), id);
        Some(SweepChoice { swept, metric: self.charts.metric })
    }

    /// The work that finds everything worth sweeping for a component, on the plan as it is.
    pub fn worth_sweeping(&self, id: &ComponentId) -> impl FnOnce() -> Vec<Swept> + Send + use<> {
        let (plan, catalog, id) = (self.plan().clone(), self.catalog(), id.clone());
        let scenario = self.scenario.clone();
        move || {
            let scenario = scenario.as_ref().and_then(|id| plan.scenarios.get(id));
            movable(&Resolved::new(&plan, catalog, scenario), &id)
        }
    }

    /// Whether the chart in the plot panel shows anything that could be copied.
    #[must_use]
    pub fn plot_has_numbers(&self) -> bool {
        self.chart().is_some_and(|chart| !chart.is_empty())
    }

    /// What the chart in the plot panel is called in exports: its name, of a sweep all of it, of the steps
    /// of a flow with the flow that was chosen.
    #[must_use]
    pub fn chart_in_full(&self) -> String {
        match (self.sweep().filter(|_| self.chart_name == SWEEP), self.flow_to_show()) {
            (Some(sweep), _) => sweep.to_string(),
            (_, Some(flow)) if self.chart_name == SEQUENCE => format!("{SEQUENCE}:{flow}"),
            _ => self.chart_name.clone(),
        }
    }

    /// Shows the sweep of an input.
    pub(super) fn sweep_input(&mut self, swept: Swept) {
        self.charts.moving = Moving::chosen(swept, self.plottable());
        self.charts.choose(SWEEP);
        if !self.plot_is_open() {
            self.toggle_plot();
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_of_sweeps_read_back() {
        for what in
            ["sweep:component/cart/io_wait:p99", "sweep:months", "sweep:plan/horizon:planned-p99"]
        {
            assert_eq!(SweepChoice::read(what).map(|of| of.to_string()).as_deref(), Some(what));
        }
        for what in ["sweep", "fit", "sweep:", "sweep:cart", "sweep:months:speed", "sweeps:months"]
        {
            assert_eq!(SweepChoice::read(what), None, "{what}");
        }
    }
}
