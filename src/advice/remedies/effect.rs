//! What a remedy does to a candidate's figures, and with them to a component's numbers.

use super::super::case::{Case, Contender};
use crate::base::Range;
use crate::catalog::{Candidate, Concurrency, Condition, Figure, Language, Remedy, Speedup};
use crate::forecast::delivery::Delivery;
use crate::forecast::kernel::{self, Estimate};
use crate::forecast::totals::{self, Totals};
use crate::forecast::{Draw, Point, Stack};
use crate::model::{Kind, LibraryNeed, MlUse, Shipping};

/// Share of CPU time from which a class is worth speeding up.
const MUCH: f64 = 0.2;
/// Share of native time up to which it hardly counts.
const HARDLY: f64 = 0.05;
/// Interpreted CPython time of a request from which a hot spot is likely, ms (judgement); below it
/// the time is spread over glue.
const HOT_MS: f64 = 2.0;

/// Whether a condition holds for a component with a candidate.
pub(super) fn holds(case: &Case<'_>, contender: &Contender<'_>, condition: Condition) -> bool {
    let (facts, draw) = (case.facts, &case.draw);
    match condition {
        Condition::Interpreted => draw.interpreted >= MUCH,
        Condition::Accelerated => draw.accelerated >= MUCH,
        Condition::Plain => draw.native <= HARDLY && facts.python_libraries != LibraryNeed::Central,
        Condition::Hot => draw.cpython_ms * draw.interpreted >= HOT_MS,
        Condition::Numeric => {
            let data_work = matches!(
                facts.component.kind,
                Kind::StreamProcessor | Kind::DataPipeline | Kind::Analysis | Kind::ModelTraining
            );
            data_work
                || case.is_data()
                || facts.data_analysis
                || matches!(facts.ml, MlUse::Serves | MlUse::Trains | MlUse::Library)
        }
        Condition::Serves => facts.ml == MlUse::Serves,
        Condition::OwnProcess => {
            facts.component.traits.inside_python != Some(true)
                && facts.shipping != Shipping::PythonEnvironment
        }
        Condition::Blocking => contender.candidate.concurrency == Concurrency::Threads,
        Condition::Processes => contender.candidate.concurrency != Concurrency::Shared,
        Condition::Target => facts.value(crate::model::Input::P99Target).is_some(),
    }
}

/// A candidate with a remedy, and its numbers at the medians.
pub(super) struct Remedied {
    pub candidate: Candidate,
    pub language: Language,
    pub estimate: Estimate,
    pub delivery: Delivery,
    pub totals: Totals,
}

impl Remedied {
    /// The numbers of the kernel with the changed figures, and the remedy's work added to that of
    /// building.
    pub fn of(case: &Case<'_>, contender: &Contender<'_>, remedy: &Remedy) -> Self {
        let (candidate, language) = changed(contender, remedy);
        let stack = totals::stack(&candidate, &language, Point::Typical);
        let draw = changed_draw(&case.draw, &stack, remedy);
        let estimate = kernel::estimate(&draw, &stack);
        let weeks = remedy.weeks.range.typical;
        let before = contender.delivery;
        let delivery = Delivery {
            work: before.work + weeks,
            weeks: before.weeks + weeks / before.people,
            maintained: before.maintained + weeks,
            ..before
        };
        let totals =
            totals::combine(case.facts, &estimate, &delivery, case.shared(), Point::Typical);
        Self { candidate, language, estimate, delivery, totals }
    }
}

fn changed(contender: &Contender<'_>, remedy: &Remedy) -> (Candidate, Language) {
    let (mut candidate, mut language) = (contender.candidate.clone(), contender.language.clone());
    let faster = |figure: &mut Figure, by: &Option<Speedup>| {
        if let Some(speedup) = by {
            figure.range = figure.range.scale(speedup.overall());
        }
    };
    faster(&mut language.interpreted, &remedy.interpreted);
    faster(&mut language.accelerated, &remedy.accelerated);
    faster(&mut language.native, &remedy.native);
    let scale = |figure: &mut Figure, by: f64| figure.range = Range::scale(figure.range, by);
    if let Some(times) = &remedy.overhead {
        scale(&mut candidate.overhead, times.range.typical.recip());
    }
    if let Some(times) = &remedy.memory {
        scale(&mut candidate.base_memory, times.range.typical);
    }
    if let Some(concurrency) = remedy.concurrency {
        candidate.concurrency = concurrency;
        language.parallel |= concurrency == Concurrency::Shared;
    }
    (candidate, language)
}

fn changed_draw(draw: &Draw, stack: &Stack, remedy: &Remedy) -> Draw {
    let typical = |figure: &Option<Figure>, without: f64| {
        figure.as_ref().map_or(without, |figure| figure.range.typical)
    };
    let mut draw = Draw {
        io_wait_ms: draw.io_wait_ms + typical(&remedy.wait, 0.0),
        utilisation: draw.utilisation / typical(&remedy.reserve, 1.0),
        ..*draw
    };
    // The kernel counts the heap once for each process where processes do not share it.
    if remedy.heap_once && stack.concurrency != Concurrency::Shared {
        let sizing = kernel::size(&draw, stack);
        draw.live_heap_gb *= sizing.servers / sizing.processes;
    }
    draw
}
