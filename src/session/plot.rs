//! Which chart the plot panel shows.

use super::Session;
use super::sweep::Moving;
use crate::charts::{COMPONENT_CHARTS, PLAN_CHARTS, SWEEP};
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
            moving: Moving::Own(Input::ExternalRate),
            metric: None,
        }
    }
}

impl ChartChoice {
    /// Chooses a chart by name; an unknown one changes nothing.
    pub fn choose(&mut self, name: &str) {
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
    }
}
