//! One picture of a plan: the diagram or a chart in a format. Command line and window both export
//! through here, so that the same choice gives the same bytes.

use std::collections::BTreeSet;

use super::csv;
use super::report::{Material, diagram_scene, most_loaded};
use crate::charts::{self, COMPONENT_CHARTS, Chart, PLAN_CHARTS, Subject};
use crate::draw::{Scene, chart, pdf, png, svg};
use crate::forecast::sweep::{MONTHS, Metric};
use crate::forecast::{Sweep, SweepRequest, Swept, sample};
use crate::model::ComponentId;
use crate::words;

words! {
    /// File format of a picture.
    PictureFormat {
        /// Vector picture with real text.
        Svg = "svg", "vector picture with real text";
        /// Pixels.
        Png = "png", "pixels";
        /// One page.
        Pdf = "pdf", "one page";
        /// The data of a chart.
        Csv = "csv", "the data of a chart";
    }
}

/// Smallest and largest number of pixels for each unit of a picture.
pub const SCALE: (f64, f64) = (0.1, 10.0);

/// Something to export: a picture, and its data if it is a chart.
#[derive(Clone, Debug)]
pub struct Piece {
    /// `diagram`, the name of a chart of the plan, or id and chart of a component.
    pub name: String,
    /// The picture.
    pub scene: Scene,
    /// The chart that it shows.
    pub chart: Option<Chart>,
}

/// What `what` names: `diagram`, a chart, or `all`. A component's chart without a component is that
/// of the one that is loaded most.
///
/// # Errors
/// What there is to choose instead.
pub fn pieces(
    material: Material<'_>,
    what: &str,
    component: Option<&ComponentId>,
) -> Result<Vec<Piece>, String> {
    match what {
        "diagram" => Ok(vec![diagram(material)]),
        "all" => Ok(all(material)),
        name if PLAN_CHARTS.contains(&name) => Ok(of_plan(material, name).into_iter().collect()),
        name if COMPONENT_CHARTS.contains(&name) => {
            let id = match component {
                Some(id) => id.clone(),
                None => most_loaded(material.resolved, 1)
                    .into_iter()
                    .next()
                    .ok_or("the plan has no component that the team builds")?,
            };
            Ok(of_component(material, &id, name).into_iter().collect())
        }
        other => Err(format!(
            "there is no `{other}` to export; choose diagram, all, {} or {}",
            PLAN_CHARTS.join(", "),
            COMPONENT_CHARTS.join(", ")
        )),
    }
}

/// The chart of a sweep; without a metric of what moves and matters most.
///
/// # Errors
/// Why it cannot be made, and what to do instead.
pub fn sweep(
    material: Material<'_>,
    request: &SweepRequest,
    metric: Option<Metric>,
) -> Result<Piece, String> {
    let of = Sweep::new(material.resolved, request).map_err(|error| error.to_string())?;
    let id = &request.component;
    let facts = material.resolved.facts(id).ok_or("the plan has no such component")?;
    let subject = Subject::new(material.resolved, facts);
    let chart = charts::sweep(&subject, &of, metric, sample::DRAWS);
    let input = match &request.swept {
        Swept::Input(address) => address.input.word(),
        Swept::Months => MONTHS,
    };
    Ok(of_chart(material, format!("{id}-sweep-{input}"), chart))
}

fn all(material: Material<'_>) -> Vec<Piece> {
    let mut pieces = vec![diagram(material)];
    pieces.extend(PLAN_CHARTS.iter().filter_map(|name| of_plan(material, name)));
    let components = material.resolved.plan.components.values();
    for component in components.filter(|component| component.is_built()) {
        let charts = COMPONENT_CHARTS.iter();
        pieces.extend(charts.filter_map(|name| of_component(material, &component.id, name)));
    }
    pieces
}

fn diagram(material: Material<'_>) -> Piece {
    Piece { name: "diagram".to_owned(), scene: diagram_scene(material), chart: None }
}

fn of_plan(material: Material<'_>, name: &str) -> Option<Piece> {
    Some(of_chart(material, name.to_owned(), charts::plan_chart(material.resolved, name)?))
}

fn of_component(material: Material<'_>, id: &ComponentId, name: &str) -> Option<Piece> {
    let subject = Subject::new(material.resolved, material.resolved.facts(id)?);
    let chart = charts::component_chart(&subject, name)?;
    Some(of_chart(material, format!("{id}-{name}"), chart))
}

fn of_chart(material: Material<'_>, name: String, of: Chart) -> Piece {
    let scene = chart::scene(&of, material.footer, material.theme);
    Piece { name, scene, chart: Some(of) }
}

impl Piece {
    /// The piece without its background.
    #[must_use]
    pub fn transparent(mut self) -> Self {
        self.scene.background.alpha = 0;
        self
    }

    /// The piece as a file; `scale` is the pixels of a PNG for each unit of the picture.
    ///
    /// # Errors
    /// What keeps it from being written, and what to choose instead.
    pub fn bytes(
        &self,
        format: PictureFormat,
        scale: f64,
        footer: &charts::Footer,
    ) -> Result<Vec<u8>, String> {
        match (format, &self.chart) {
            (PictureFormat::Svg, _) => Ok(svg::write(&self.scene).into_bytes()),
            (PictureFormat::Png, _) => {
                png::write(&self.scene, scale).map_err(|error| error.to_string())
            }
            (PictureFormat::Pdf, _) => {
                pdf::write(std::slice::from_ref(&self.scene)).map_err(|error| error.to_string())
            }
            (PictureFormat::Csv, Some(chart)) => Ok(csv::write(chart, footer).into_bytes()),
            (PictureFormat::Csv, None) => {
                Err(format!("{} has no data to write as CSV; choose a chart", self.name))
            }
        }
    }

    /// What has to be said of characters that no font here can draw; none if all could be drawn.
    #[must_use]
    pub fn warning(&self) -> Option<String> {
        missing([&self.scene])
    }
}

/// What has to be said of characters of pictures that no font here can draw; once for all of them.
#[must_use]
pub fn missing<'a>(scenes: impl IntoIterator<Item = &'a Scene>) -> Option<String> {
    let missing: BTreeSet<char> =
        scenes.into_iter().flat_map(Scene::undrawable_characters).collect();
    let names: String = missing.iter().collect();
    let ideographs = |c: &char| matches!(c, '\u{1100}'..='\u{11ff}' | '\u{2e80}'..='\u{d7ff}' | '\u{f900}'..='\u{faff}' | '\u{20000}'..);
    let advice =
        if missing.iter().any(ideographs) { "Noto Sans CJK" } else { "Noto Sans of its script" };
    (!missing.is_empty()).then(|| {
        format!(
            "no font on this machine has {names}: PNG and PDF show boxes instead, SVG keeps the text. Install a font that has them, such as {advice}, and export again"
        )
    })
}
