//! Keeping derived state up to date: in the frame for plans of a usual size, by job above it.

use std::sync::Arc;

use super::analysis::{Analysis, ComponentAnalysis, Key};
use super::board::Board;
use super::jobs::{JobId, Progress};
use super::outcome::Outcome;
use super::sweep::SweepChoice;
use super::{Command, Session};
use crate::advice::Confidence;
use crate::advice::price::{self, Outlooks};
use crate::charts::{self, Chart, SEQUENCE, SWEEP, Subject};
use crate::forecast::Resolved;
use crate::forecast::sample::{self, Catalogs};
use crate::model::{ComponentId, Plan};

/// Components up to which everything is computed in the frame.
const IN_FRAME: usize = 150;
/// How long nothing must change before a job works out what the frame leaves out: so many steps.
const REST: usize = 20;
const STEP: std::time::Duration = std::time::Duration::from_millis(5);

/// Waits until the hand rests where all else of a plan is done in the frame, which has the processor until
/// then; whether somebody still wants what comes after it.
pub(super) fn rested(plan: &Plan, progress: &Progress) -> bool {
    let steps = if plan.components.len() <= IN_FRAME { REST } else { 0 };
    for _ in 0..steps {
        if progress.is_cancelled() {
            return false;
        }
        std::thread::sleep(STEP);
    }
    true
}

/// Derived state and what it was derived from.
#[derive(Debug, Default)]
pub(super) struct Derived {
    pub analysis: Analysis,
    pub board: Board,
    pub chart: Option<Arc<Chart>>,
    chart_key: Option<ChartKey>,
    /// Whether the chart still lacks the ranges that are sampled, and the job that samples.
    chart_waits: bool,
    chart_job: Option<(JobId, ChartKey)>,
    /// The job that will bring the analysis of a large plan, and what it is of.
    pub job: Option<(JobId, Key)>,
    fresh: bool,
    /// How firm the advice on the selected component is, what it comes to with each candidate, and
    /// what both were made of.
    confidence: Option<((Key, ComponentId), Confidence, Outlooks)>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
struct ChartKey {
    analysis: Key,
    name: &'static str,
    selected: Option<ComponentId>,
    /// What is swept, where that is the chart.
    sweep: Option<SweepChoice>,
    /// Where the flow begins, where its steps are the chart and it was chosen.
    flow: Option<ComponentId>,
}

impl ChartKey {
    /// The chart; its ranges come from so many draws.
    fn chart(
        &self,
        resolved: &Resolved<'_>,
        subject: Option<&Subject<'_>>,
        draws: u32,
    ) -> Option<Chart> {
        match (subject, &self.sweep) {
            (Some(subject), Some(sweep)) => Some(sweep.chart(subject, draws)),
            (Some(subject), None) if Session::is_component_chart(self.name) => {
                charts::component_chart_of(subject, self.name, draws)
            }
            _ if self.name == SEQUENCE => {
                Some(charts::sequence_chart(resolved, self.flow.as_ref(), draws))
            }
            _ => charts::plan_chart_of(resolved, self.name, draws),
        }
    }

    /// Whether it differs in the plan alone.
    fn is_of_the_same(&self, other: &Self) -> bool {
        let of = |key: &Self| (key.name, key.selected.clone(), key.sweep.clone(), key.flow.clone());
        of(self) == of(other)
    }
}

impl Session {
    /// Brings everything derived up to date.
    pub(super) fn derive(&mut self) {
        if self.scenario.as_ref().is_some_and(|id| !self.plan().scenarios.contains_key(id)) {
            self.scenario = None;
        }
        let in_gesture = self.document.history.in_gesture();
        if !self.derived.fresh {
            self.derived.board = Board::of(&self.document.plan);
        } else if self.derived.board.is_behind(&self.document.plan, in_gesture) {
            self.derived.board.update(&self.document.plan, in_gesture);
        }
        let key = self.key();
        if !self.derived.fresh || self.derived.analysis.key != key {
            self.analyse(key.clone());
        } else if let Some((under_way, of)) = &self.derived.job
            && *of != key
        {
            self.jobs.ask_to_stop(*under_way);
        } else if !self.derived.analysis.is_timed() {
            self.analyse_by_job(key.clone());
        }
        self.derived.fresh = true;
        self.renew_meeting();
        self.draw_chart(key);
        self.seek_shades();
        self.seek_figures();
        self.seek_prepared();
        self.seek_study();
    }

    /// Forgets everything derived, after another plan was put in place.
    pub(super) fn forget_derived(&mut self) {
        self.forget_studies();
        self.forget_shades();
        self.forget_figures();
        self.forget_meeting();
        if let Some((job, _)) = self.derived.job.take() {
            self.jobs.cancel(job);
        }
        if let Some((job, _)) = self.derived.chart_job.take() {
            self.jobs.cancel(job);
        }
        self.derived = Derived::default();
    }

    /// What everything that is derived from the plan as it is looked at now is kept by.
    #[must_use]
    pub fn key(&self) -> Key {
        Key { meaning: self.plan().version.meaning(), scenario: self.scenario.clone() }
    }

    fn analyse(&mut self, key: Key) {
        if self.plan().components.len() <= IN_FRAME {
            let (plan, before) = (&self.document.plan, &self.derived.analysis);
            self.derived.analysis = Analysis::in_frame(plan, self.catalog, key.clone(), before);
        }
        self.analyse_by_job(key);
    }

    /// Starts the job that brings what does not fit into the frame: all of a large plan, and how long
    /// answers take.
    fn analyse_by_job(&mut self, key: Key) {
        // One at a time, however fast the plan changes: the newest starts when the one before is done.
        if let Some((under_way, of)) = &self.derived.job {
            if *of != key {
                self.jobs.ask_to_stop(*under_way);
            }
            return;
        }
        let (plan, catalog, of) = (self.document.plan.clone(), self.catalog, key.clone());
        let job = self.jobs.start("Analysing the plan", false, move |progress| {
            if !rested(&plan, progress) {
                return Outcome::Analysed(None);
            }
            let analysis = Analysis::while_wanted(&plan, catalog, of, || !progress.is_cancelled());
            Outcome::Analysed(analysis.map(Box::new))
        });
        self.derived.job = Some((job, key));
    }

    /// Takes in what an analysis job found; one that is outdated or was stopped is dropped.
    fn analysed(&mut self, id: JobId, analysis: Option<Analysis>) {
        if self.derived.job.take_if(|(job, _)| *job == id).is_none() {
            return;
        }
        let key = self.key();
        if let Some(analysis) = analysis.filter(|analysis| analysis.key == key) {
            self.derived.analysis = analysis;
        }
    }

    /// Nothing is known of a plan whose analysis gave up by a fault of its own, until it changes.
    fn analysis_broke(&mut self, id: JobId) {
        if let Some((_, key)) = self.derived.job.take_if(|(job, _)| *job == id) {
            let of = Some(key.clone());
            self.derived.analysis = Analysis { key, timed: of, ..Analysis::default() };
        }
    }

    /// The component that inspector and plot speak of.
    #[must_use]
    pub fn subject(&self) -> Option<&ComponentId> {
        self.selection.only_component()
    }

    /// Whether a chart is one of a component, not of the plan.
    #[must_use]
    pub fn is_component_chart(name: &str) -> bool {
        charts::COMPONENT_CHARTS.contains(&name)
            || name == SWEEP
            || SweepChoice::read(name).is_some()
    }

    /// Chart and, on large plans, the selected component's analysis are always of this revision.
    fn draw_chart(&mut self, analysis: Key) {
        let name = self.chart_to_show();
        if self.chart_name != name {
            name.clone_into(&mut self.chart_name);
        }
        let sweep = self.sweep().filter(|_| name == SWEEP);
        let flow = self.flow_to_show().filter(|_| name == SEQUENCE).cloned();
        let key = ChartKey { analysis, name, selected: self.subject().cloned(), sweep, flow };
        if self.derived.chart_key.as_ref() == Some(&key) {
            self.sample_chart();
            return;
        }
        // Another chart of the same component changes nothing of it.
        let of = key.selected.clone().map(|id| (key.analysis.clone(), id));
        let kept =
            self.derived.confidence.take().filter(|(made_of, ..)| Some(made_of) == of.as_ref());
        let scenario = self.scenario.as_ref().and_then(|id| self.plan().scenarios.get(id));
        let resolved = Resolved::new(&self.document.plan, self.catalog, scenario);
        let catalogs = of.as_ref().filter(|_| kept.is_none()).map(|_| Catalogs::told(&resolved));
        // The lines follow the hand in the same frame; ranges come as soon as it rests.
        let draws = 0;
        let selected = key.selected.as_ref().and_then(|id| resolved.facts(id));
        let subject = selected.map(|facts| Subject::new(&resolved, facts));
        // In large plans a sweep is left to the job whole; until then the one before it stays.
        let later = key.sweep.as_ref().filter(|_| self.plan().components.len() > IN_FRAME);
        let later = later.zip(subject.as_ref());
        let waits = key.sweep.is_some() || charts::SAMPLED.contains(&key.name);
        let before = self.derived.chart_key.as_ref().filter(|before| before.is_of_the_same(&key));
        let before = before.and_then(|_| self.derived.chart.clone());
        let chart = match later {
            Some((sweep, subject)) => before.or_else(|| Some(Arc::new(sweep.placeholder(subject)))),
            // What is sampled whole stays, marked, until the next is there: no other number meanwhile.
            None if charts::WHOLE.contains(&key.name) && before.is_some() => before,
            None => key.chart(&resolved, subject.as_ref(), draws).map(Arc::new),
        };
        let confidence = selected.zip(catalogs.as_ref()).map(|(facts, catalogs)| {
            let candidates = self.catalog.compared(&self.document.plan.candidates);
            let advice = subject.as_ref().map(|subject| &subject.advice);
            let told = advice
                .map(|advice| price::of_component(&resolved, facts, advice, catalogs))
                .unwrap_or_default();
            (Confidence::of(&resolved, facts, &candidates, catalogs), told)
        });
        let fresh = subject.map(|subject| {
            let id = subject.facts.component.id.clone();
            (id, ComponentAnalysis::of(&resolved, subject.facts, subject.advice))
        });
        self.derived.chart = chart;
        self.derived.confidence = kept.or_else(|| {
            let (of, (confidence, told)) = of.zip(confidence)?;
            Some((of, confidence, told))
        });
        if let Some((id, analysis)) = fresh {
            self.derived.analysis.components.insert(id, Arc::new(analysis));
        }
        self.derived.chart_waits = waits;
        self.derived.chart_key = Some(key);
        self.sample_chart();
    }

    /// How firm the advice on the selected component is; of this revision.
    #[must_use]
    pub fn confidence(&self) -> Option<&Confidence> {
        self.derived.confidence.as_ref().map(|(_, confidence, _)| confidence)
    }

    /// What the selected component comes to with each candidate; of this revision.
    #[must_use]
    pub fn outlooks(&self) -> Option<&Outlooks> {
        self.derived.confidence.as_ref().map(|(.., told)| told)
    }

    /// Whether the chart's ranges are still being sampled.
    #[must_use]
    pub fn chart_is_sampling(&self) -> bool {
        self.derived.chart_waits
    }

    /// Starts the job that samples the chart's ranges, once the one before it is done.
    fn sample_chart(&mut self) {
        if !self.derived.chart_waits || self.derived.chart_job.is_some() {
            return;
        }
        let Some(key) = self.derived.chart_key.clone() else { return };
        let (plan, catalog, of) = (self.document.plan.clone(), self.catalog, key.clone());
        let job = self.jobs.start("Sampling the plot", false, move |_| {
            let scenario = of.analysis.scenario.as_ref().and_then(|id| plan.scenarios.get(id));
            let resolved = Resolved::new(&plan, catalog, scenario);
            let selected = of.selected.as_ref().and_then(|id| resolved.facts(id));
            let subject = selected.filter(|_| Self::is_component_chart(of.name));
            let subject = subject.map(|facts| Subject::new(&resolved, facts));
            let chart = of.chart(&resolved, subject.as_ref(), sample::DRAWS);
            Outcome::Charted(chart.map(Box::new))
        });
        self.derived.chart_job = Some((job, key));
    }

    /// Takes in a sampled chart; one of an earlier plan or selection is dropped.
    fn charted(&mut self, chart: Option<Chart>) {
        let Some((_, key)) = self.derived.chart_job.take() else { return };
        if self.derived.chart_key.as_ref() == Some(&key) {
            self.derived.chart = chart.map(Arc::new).or_else(|| self.derived.chart.take());
            self.derived.chart_waits = false;
        }
    }

    /// Takes in what a job came back with.
    pub(super) fn take_in(&mut self, id: JobId, outcome: Outcome) {
        if self.derived.chart_job.as_ref().is_some_and(|(job, _)| *job == id)
            && matches!(outcome, Outcome::Broken)
        {
            self.charted(None);
        }
        if matches!(outcome, Outcome::Broken) {
            self.study_broke(id);
            self.shading_broke(id);
            self.figures_broke(id);
            self.preparing_broke(id);
            self.analysis_broke(id);
        }
        match outcome {
            Outcome::Analysed(analysis) => self.analysed(id, analysis.map(|analysis| *analysis)),
            Outcome::Studied(study) => self.studied(id, study),
            Outcome::Prepared(made) => self.take_in_prepared(id, made.map(|made| *made)),
            Outcome::Figured(figures) => self.take_in_figures(id, figures),
            Outcome::Shaded(shades) => self.shaded(id, shades.map(|shades| *shades)),
            Outcome::Charted(chart) => self.charted(chart.map(|chart| *chart)),
            other => self.take_in_file(id, other),
        }
    }

    /// Waits until no job is under way, taking in what they bring; for tests and scripts.
    pub fn settle(&mut self) {
        while self.jobs.running().next().is_some() {
            std::thread::sleep(std::time::Duration::from_millis(1));
            self.tick(0.0);
        }
        self.tick(1.0);
    }

    /// Handles several commands one after another.
    pub fn handle_all(&mut self, commands: impl IntoIterator<Item = Command>) {
        for command in commands {
            self.handle(command);
        }
    }
}
