//! Which chart the plot panel shows.

use super::Session;
use super::sweep::Moving;
use crate::charts::sequence::asked_for;
use crate::charts::{COMPONENT_CHARTS, PLAN_CHARTS, SEQUENCE, SWEEP};
use crate::forecast::sweep::Metric;
use crate::model::{ComponentId, Input};

/// The charts chosen last, one of each sort: the panel keeps both while the selection changes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ChartChoice {
    /// Of a component.
    pub component: &'static str,
    /// Of the plan.
    pub plan: &'static str,
    /// Whether the plan's chart stays while a component is selected.
    pub of_plan: bool,
    /// Where the flow begins whose steps are shown; none is whichever most needs a look.
    pub flow: Option<ComponentId>,
    /// What the chart of a sweep moves.
    pub moving: Moving,
    /// What it looks at; none is what moves most.
    pub metric: Option<Metric>,
}

impl Default for ChartChoice {
    fn default() -> Self {
        Self {
            component: "cost-load",
            plan: "totals",
            of_plan: false,
            flow: None,
            moving: Moving::Own(Input::ExternalRate),
            metric: None,
        }
    }
}

impl ChartChoice {
    /// Chooses a chart by name, that of the steps of one flow with the flow or without; an unknown one
    /// changes nothing.
    pub fn choose(&mut self, name: &str) {
        if let Some(flow) = asked_for(name) {
            self.flow = flow.and_then(|id| ComponentId::new(id).ok()).or(self.flow.take());
        }
        let name = if asked_for(name).is_some() { SEQUENCE } else { name };
        let known = |names: &[&'static str]| names.iter().copied().find(|known| *known == name);
        if let Some(name) = known(COMPONENT_CHARTS).or_else(|| known(&[SWEEP])) {
            (self.component, self.of_plan) = (name, false);
        } else if let Some(name) = known(PLAN_CHARTS) {
            (self.plan, self.of_plan) = (name, true);
        }
    }
}

impl Session {
    /// The component that has charts of its own now: the one selected, if the team builds it.
    #[must_use]
    pub fn plottable(&self) -> Option<&ComponentId> {
        let id = self.subject()?;
        self.plan().components.get(id).filter(|component| component.is_built())?;
        Some(id)
    }

    /// Where the flow begins whose steps are asked for, as long as the plan has it.
    #[must_use]
    pub fn flow_to_show(&self) -> Option<&ComponentId> {
        self.charts.flow.as_ref().filter(|id| self.plan().components.contains_key(*id))
    }

    /// The components at which flows begin, as far as that is known yet, by their ids.
    pub fn flows_to_choose(&self) -> impl Iterator<Item = &ComponentId> {
        let flows = self.analysis().answers.iter().filter(|of| of.is_flow);
        flows.map(|of| &of.component)
    }

    /// Name of the chart that fits choice and selection.
    pub(super) fn chart_to_show(&self) -> &'static str {
        match self.plottable() {
            Some(_) if !self.charts.of_plan => self.charts.component,
            _ => self.charts.plan,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_last_choice_of_each_sort_is_kept() {
        let mut choice = ChartChoice::default();
        choice.choose("fit");
        choice.choose("article-io");
        assert!(choice.of_plan);
        choice.choose("no-such-chart");
        assert_eq!((choice.component, choice.plan, choice.of_plan), ("fit", "article-io", true));
        choice.choose("latency-load");
        assert_eq!((choice.plan, choice.of_plan), ("article-io", false));
        let flow = |choice: &ChartChoice| choice.flow.as_ref().map(ToString::to_string);
        choice.choose("sequence:checkout");
        assert_eq!((choice.plan, flow(&choice).as_deref()), ("sequence", Some("checkout")));
        choice.choose("totals");
        choice.choose("sequence");
        assert_eq!((choice.plan, flow(&choice).as_deref()), ("sequence", Some("checkout")));
    }
}
