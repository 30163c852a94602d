//! A chart as plain data: what is drawn in the window and in exports alike.

use std::collections::BTreeMap;

use super::sequence::Sequence;
use crate::base::Unit;
use crate::forecast::Counts;
use crate::model::{Input, InputOwner};

pub use crate::base::Hue;

/// One figure with a title, one to three panels side by side, notes and sources.
#[derive(Clone, Debug, PartialEq)]
pub struct Chart {
    /// Stable name on the command line and in file names, such as `latency-load`.
    pub id: &'static str,
    /// Title, sentence case.
    pub title: String,
    /// One sentence that says what is seen, such as `Go is cheaper from 420 req/s`.
    pub takeaway: String,
    /// The panels, left to right.
    pub panels: Vec<Panel>,
    /// Remarks below the panels: meaning of hatching, what was left out.
    pub notes: Vec<String>,
    /// Ids of the catalog's sources that the figures rest on.
    pub sources: Vec<String>,
    /// Whether any number rests on an assumed input; shown as a stamp.
    pub assumed: bool,
    /// The assumed inputs that matter most here; the window leads to them.
    pub assumptions: Vec<Assumption>,
}

impl Chart {
    /// Whether no panel shows anything but why it is empty.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.panels.iter().all(|panel| matches!(panel.body, Body::Empty(_)))
    }
}

/// An input that nobody stated, with what is taken for it.
#[derive(Clone, Debug, PartialEq)]
pub struct Assumption {
    /// Name of the input and its range, such as `CPU time 2 to 20 ms`.
    pub text: String,
    /// The element that it can be stated of.
    pub owner: InputOwner,
    /// The number, if it is one.
    pub input: Option<Input>,
}

/// A plot area with its own axes.
#[derive(Clone, Debug, PartialEq)]
pub struct Panel {
    /// Heading of this panel; empty where the chart has one panel.
    pub title: String,
    /// What is plotted.
    pub body: Body,
}

/// What a panel plots.
#[derive(Clone, Debug, PartialEq)]
pub enum Body {
    /// Values over a continuous axis.
    Curves(Curves),
    /// Values by category.
    Bars(Bars),
    /// The steps of one flow.
    Sequence(Sequence),
    /// Nothing to plot yet: says why and which input would fill the panel.
    Empty(String),
}

/// Lines over a continuous axis.
#[derive(Clone, Debug, PartialEq)]
pub struct Curves {
    /// Horizontal axis.
    pub x: Axis,
    /// Vertical axis.
    pub y: Axis,
    /// The lines, in the order of the legend.
    pub series: Vec<Series>,
    /// Points with a label: crossovers, knees, the planned load.
    pub marks: Vec<Mark>,
    /// Straight lines at a limit or objective.
    pub targets: Vec<Target>,
}

/// One axis.
#[derive(Clone, Debug, PartialEq)]
pub struct Axis {
    /// What is counted, without the unit: `Peak load`.
    pub label: String,
    /// Unit of the numbers.
    pub unit: Unit,
    /// Whether the axis is logarithmic; then `min` is positive.
    pub log: bool,
    /// Left or lower end.
    pub min: f64,
    /// Right or upper end, greater than `min`.
    pub max: f64,
}

/// One line of a [`Curves`] panel.
#[derive(Clone, Debug, PartialEq)]
pub struct Series {
    /// Name in the legend; names the stack: `Python (asyncio)`.
    pub name: String,
    /// Colour.
    pub hue: Hue,
    /// Whether the line is dashed (then the legend is, too).
    pub dashed: bool,
    /// Points with rising x. A NaN y breaks the line (say, beyond saturation).
    pub points: Vec<[f64; 2]>,
    /// Band around the line as `[x, low, high]`; empty for none. Where a tenth of the draws
    /// saturates, `high` is infinite: the band is open at the top.
    pub band: Vec<[f64; 3]>,
}

/// A marked point of a [`Curves`] panel.
#[derive(Clone, Debug, PartialEq)]
pub struct Mark {
    /// Place in the units of the axes.
    pub at: [f64; 2],
    /// Words beside it: `Go cheaper from 420 req/s`.
    pub label: String,
    /// Sort of point.
    pub kind: MarkKind,
}

/// Sort of a marked point.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum MarkKind {
    /// What the chart's sentence speaks of: where lines change places, what is better.
    Crossover,
    /// The plan's own working point.
    Planned,
    /// A choice that people know, to hold others against.
    Known,
    /// A line begins to rise steeply.
    Knee,
    /// A line leaves what can be served or is asked for.
    Limit,
    /// A value that was simulated; its label is for tables, not for the picture.
    Simulated,
    /// Something to choose; its label is for tables, not for the picture.
    Choice,
}

impl MarkKind {
    /// Its word in data.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Crossover => "crossover",
            Self::Planned => "planned",
            Self::Known => "known",
            Self::Knee => "knee",
            Self::Limit => "limit",
            Self::Simulated => "simulated",
            Self::Choice => "choice",
        }
    }

    /// Whether the label of such a point stands in the picture.
    #[must_use]
    pub const fn is_told(self) -> bool {
        !matches!(self, Self::Simulated | Self::Choice)
    }
}

/// A straight line across a panel.
#[derive(Clone, Debug, PartialEq)]
pub struct Target {
    /// Place on the axis that it cuts at a right angle.
    pub value: f64,
    /// Whether it stands at an x value (a vertical line) rather than at a y value.
    pub vertical: bool,
    /// Words at the line: `Target 50 ms`.
    pub label: String,
}

/// Horizontal bars by category.
#[derive(Clone, Debug, PartialEq)]
pub struct Bars {
    /// The value axis.
    pub axis: Axis,
    /// Value at which bars begin, to the right where they are larger and to the left where they
    /// are smaller; most begin at the axis' left end.
    pub origin: f64,
    /// Vertical lines at values that matter.
    pub lines: Vec<Target>,
    /// The categories, top to bottom.
    pub groups: Vec<BarGroup>,
    /// Meaning of the parts of stacked bars (or of each bar in a group), for the legend.
    pub legend: Vec<LegendEntry>,
}

impl Bars {
    /// Bars from the left end of the axis; ratios on a logarithmic axis begin at 1, differences,
    /// whose axis goes on below 0, at 0.
    #[must_use]
    pub fn new(axis: Axis, groups: Vec<BarGroup>, legend: Vec<LegendEntry>) -> Self {
        let ratio = axis.unit == Unit::Times && axis.log && axis.min < 1.0 && 1.0 < axis.max;
        let difference = !axis.log && axis.min < 0.0 && 0.0 < axis.max;
        let origin = match (ratio, difference) {
            (true, _) => 1.0,
            (_, true) => 0.0,
            _ => axis.min,
        };
        Self { axis, origin, lines: Vec::new(), groups, legend }
    }
}

/// The bars of one category.
#[derive(Clone, Debug, PartialEq)]
pub struct BarGroup {
    /// Name of the category.
    pub label: String,
    /// Its bars, top to bottom.
    pub bars: Vec<Bar>,
}

/// One bar, made of parts laid end to end.
#[derive(Clone, Debug, PartialEq)]
pub struct Bar {
    /// Parts from the axis outwards; one part for a plain bar.
    pub parts: Vec<BarPart>,
    /// Where the first part begins, if that is not the [origin](Bars::origin): a span from there to
    /// where the last part ends.
    pub start: Option<f64>,
    /// 10th and 90th percentile of the whole, drawn as a whisker.
    pub whisker: Option<[f64; 2]>,
    /// Words at the bar's end, such as `$1,230/month` or `not available`.
    pub label: String,
}

impl Bar {
    /// Where its last part ends, in the unit of the axis.
    #[must_use]
    pub fn end(&self) -> f64 {
        self.start.unwrap_or(0.0) + self.parts.iter().map(|part| part.value).sum::<f64>()
    }

    /// Whether it goes on beyond the end of its axis, where it is drawn broken.
    #[must_use]
    pub fn is_broken(&self, axis: &Axis) -> bool {
        self.end() > axis.max * (1.0 + 1e-9)
    }
}

/// One part of a bar.
#[derive(Clone, Debug, PartialEq)]
pub struct BarPart {
    /// Where the bar ends, or where it goes on from the part before, in the unit of the axis.
    pub value: f64,
    /// Colour.
    pub hue: Hue,
    /// Whether the figure is a judgement; drawn hatched.
    pub hatched: bool,
}

/// One entry of a legend.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LegendEntry {
    /// What it stands for.
    pub name: String,
    /// Colour.
    pub hue: Hue,
    /// Whether it stands for hatched parts.
    pub hatched: bool,
}

/// What is printed under every export so that it can be defended.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Footer {
    /// Name of the plan.
    pub plan: String,
    /// Short revision of the plan's content, such as `3f9a2c1`.
    pub revision: String,
    /// Date of the plan, such as `2026-11-23`; empty if it has none.
    pub date: String,
    /// Name of the scenario.
    pub scenario: String,
    /// Stacks compared, such as `Go (net/http) and Python (asyncio)`.
    pub stacks: String,
    /// The assumptions that matter most, at most three, each a short phrase with its range.
    pub assumptions: Vec<String>,
    /// How many inputs are stated, answered and assumed.
    pub counts: Counts,
    /// What the sources of the catalog are called, by id.
    pub sources: BTreeMap<String, Cited>,
}

/// What a source is called where it is cited.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Cited {
    /// In a word or two, such as `Go FAQ`.
    pub short: String,
    /// What it is.
    pub title: String,
    /// Address of the public document; empty for own measurements.
    pub url: String,
}

impl Footer {
    /// The footer below one chart: of the assumptions those that the chart rests on.
    #[must_use]
    pub fn under(&self, chart: &Chart) -> Self {
        let assumptions = chart.assumptions.iter().map(|of| of.text.clone()).collect();
        Self { assumptions, ..self.clone() }
    }

    /// What a source is called in a row of them.
    #[must_use]
    pub fn name_of<'a>(&'a self, id: &'a str) -> &'a str {
        self.sources.get(id).map_or(id, |source| source.short.as_str())
    }

    /// A source by its whole title, with its address.
    #[must_use]
    pub fn cited(&self, id: &str) -> String {
        match self.sources.get(id) {
            None => id.to_owned(),
            Some(source) if source.url.is_empty() => source.title.clone(),
            Some(source) => format!("{}, {}", source.title, source.url),
        }
    }
}
