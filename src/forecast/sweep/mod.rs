//! Sweeps: one number takes many values, and everything that follows from it is computed at each.
//!
//! The swept number replaces the plan's as an override of a scenario would, so rates along links
//! follow. Where candidates change places, meet a target, queue up or saturate is found by
//! [bisection](crate::base::bisect), since servers and processes come in whole numbers and curves
//! have steps.

mod bands;
mod crossing;
mod ends;
mod error;
mod load;
mod metric;
mod model;
mod movable;
mod sentence;
mod stream;

use crate::base::Unit;
use crate::model::{CandidateId, ComponentId, Input, InputRef};

pub use bands::bands;
pub use crossing::{Crossing, CrossingKind, KNEE};
pub use error::SweepError;
pub use load::{LoadPoint, load_sweep};
pub use metric::{Measures, Metric};
use model::Model;
pub use movable::movable;

use super::resolve::Resolved;

/// The word that stands for months from now in place of an address.
pub const MONTHS: &str = "months";

/// What a sweep moves.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Swept {
    /// A number by its address.
    Input(InputRef),
    /// Months from now: rate and connections of the component have grown by its growth per year,
    /// and its horizon begins then.
    Months,
}

impl Swept {
    /// Unit of the values.
    #[must_use]
    pub const fn unit(&self) -> Unit {
        match self {
            Self::Input(address) => address.input.unit(),
            Self::Months => Unit::Months,
        }
    }

    /// What is swept, in words for people, lower case.
    #[must_use]
    pub const fn label(&self) -> &'static str {
        match self {
            Self::Input(address) => address.input.label(),
            Self::Months => "months from now",
        }
    }

    /// Smallest and largest value that makes sense.
    #[must_use]
    pub const fn bounds(&self) -> (f64, f64) {
        match self {
            Self::Input(address) => address.input.bounds(),
            Self::Months => (0.0, Input::Horizon.bounds().1),
        }
    }
}

impl std::fmt::Display for Swept {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Input(address) => write!(f, "{address}"),
            Self::Months => f.write_str(MONTHS),
        }
    }
}

impl std::str::FromStr for Swept {
    type Err = SweepError;

    fn from_str(text: &str) -> Result<Self, SweepError> {
        if text == MONTHS {
            return Ok(Self::Months);
        }
        text.parse().map(Self::Input).map_err(SweepError::Address)
    }
}

/// Fewest and most values of a sweep.
pub const STEPS: (usize, usize) = (2, 10_000);

/// What to sweep and whose numbers to look at.
#[derive(Clone, Debug, PartialEq)]
pub struct SweepRequest {
    /// What moves.
    pub swept: Swept,
    /// The component whose candidates are compared.
    pub component: ComponentId,
    /// Lowest value; by default a tenth of what is planned or assumed.
    pub from: Option<f64>,
    /// Highest value; by default ten times what is planned or assumed.
    pub to: Option<f64>,
    /// How many values, ends included; held within [`STEPS`].
    pub steps: usize,
}

/// One candidate along the swept values.
#[derive(Clone, Debug, PartialEq)]
pub struct SweepLine {
    /// The candidate.
    pub candidate: CandidateId,
    /// Its numbers in the plan as it stands.
    pub planned: Measures,
    /// Servers that it has in the plan as it stands.
    pub planned_servers: f64,
    /// Its numbers at each value.
    pub points: Vec<Measures>,
}

/// A component's candidates while one number is swept, everything else at its median.
#[derive(Clone, Debug, PartialEq)]
pub struct Sweep {
    /// What was swept.
    pub swept: Swept,
    /// The component.
    pub component: ComponentId,
    /// Where the plan stands; none where the number was neither stated nor assumed.
    pub planned: Option<f64>,
    /// The values, rising.
    pub values: Vec<f64>,
    /// Whether the values are evenly spread on a logarithmic scale.
    pub log: bool,
    /// The candidates compared, in the order of the plan.
    pub lines: Vec<SweepLine>,
    /// Where something changes, by kind and metric.
    pub crossings: Vec<Crossing>,
}

impl Sweep {
    /// Sweeps.
    ///
    /// # Errors
    /// [`SweepError`] says what to do instead: an address that the plan lacks, a component that is
    /// not built, ends that make no sense, a number that moves nothing.
    pub fn new(resolved: &Resolved<'_>, request: &SweepRequest) -> Result<Self, SweepError> {
        let model = Model::new(resolved, &request.swept, &request.component)?;
        let planned = model.planned();
        let (values, log) = ends::values(request, model.around())?;
        let places = ends::grid(&values, log, planned);
        let spots = crossing::spots(&model, &places);
        let spot = |value: &f64| places.binary_search_by(|place| place.total_cmp(value)).ok();
        let rows: Vec<_> = values.iter().filter_map(spot).map(|index| &spots[index].of).collect();
        let lines: Vec<SweepLine> = model
            .contenders
            .iter()
            .enumerate()
            .map(|(index, of)| SweepLine {
                candidate: of.candidate.id.clone(),
                planned: of.planned,
                planned_servers: of.sizing.servers,
                points: rows.iter().map(|row| row[index]).collect(),
            })
            .collect();
        let crossings = crossing::crossings(&model, &places, &spots);
        let sweep = Self {
            swept: request.swept.clone(),
            component: request.component.clone(),
            planned,
            values,
            log,
            lines,
            crossings,
        };
        let limit = Metric::ALL.iter().filter_map(|of| of.target()).any(|of| model.moves(of));
        if sweep.crossings.is_empty() && sweep.moved().is_empty() && !limit {
            return Err(SweepError::no_effect(resolved, request));
        }
        Ok(sweep)
    }

    /// The metrics that move with the swept number, in the order of [`Metric::ALL`].
    #[must_use]
    pub fn moved(&self) -> Vec<Metric> {
        let moves = |metric: &Metric| {
            self.lines.iter().any(|line| {
                let mut values = line.points.iter().map(|point| metric.of(point));
                let first = values.next().unwrap_or(f64::NAN);
                values.any(|value| crossing::sign(value, first) != 0)
            })
        };
        Metric::ALL.iter().copied().filter(moves).collect()
    }

    /// What a metric is held against: the p99 target, the budget; none where there is none, or where
    /// it is what was swept.
    #[must_use]
    pub fn limit(&self, resolved: &Resolved<'_>, metric: Metric) -> Option<f64> {
        let input = metric.target()?;
        let address = InputRef::component(self.component.clone(), input);
        let value = resolved.facts(&self.component)?.value(input)?;
        (self.swept != Swept::Input(address)).then_some(value.range.typical)
    }
}
