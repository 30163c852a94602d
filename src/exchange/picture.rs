//! One picture of a plan: the diagram or a chart in a format. Command line and window both export
//! through here, so that the same choice gives the same bytes.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::export::Exporter;
use super::report::{Material, most_loaded};
use super::{csv_chart, csv_notes, sequence};
use crate::charts::overlay::{self, Overlay};
use crate::charts::sequence::asked_for;
use crate::charts::{
    self, Body, COMPONENT_CHARTS, Chart, PLAN_CHARTS, SEQUENCE, Sequence, Subject,
};
use crate::draw::diagram::{self, Looks, Place};
use crate::draw::{Scene, chart, pdf, png, svg};
use crate::forecast::sweep::{MONTHS, Metric};
use crate::forecast::{Sweep, SweepRequest, Swept, sample};
use crate::model::{ComponentId, Plan};
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
        /// The data of a chart, or the diagram as a table.
        Csv = "csv", "the data of a chart, or the diagram’s components and links";
        /// The diagram or the steps of a flow as text of Mermaid.
        Mermaid = "mmd", "the diagram as a Mermaid flowchart, or the steps of a flow as a sequence diagram";
        /// The diagram as lines of quick entry.
        Lines = "lines", "the diagram as lines of quick entry";
    }
}

impl PictureFormat {
    /// Whether it is text for programs rather than a picture.
    #[must_use]
    pub const fn is_text(self) -> bool {
        matches!(self, Self::Csv | Self::Mermaid | Self::Lines)
    }

    /// Whether it is text that the picture stands for, rather than its numbers.
    #[must_use]
    pub const fn is_of_diagram(self) -> bool {
        matches!(self, Self::Mermaid | Self::Lines)
    }

    /// Whether what is named so can be written in it.
    #[must_use]
    pub fn is_for(self, what: &str) -> bool {
        match self {
            Self::Mermaid => what == "diagram" || asked_for(what).is_some(),
            Self::Lines => what == "diagram",
            _ => true,
        }
    }

    /// Every format, for messages: “svg, png, … or lines”.
    #[must_use]
    pub fn listed() -> String {
        let words: Vec<&str> = Self::ALL.iter().map(|format| format.word()).collect();
        words
            .split_last()
            .map_or_else(String::new, |(last, rest)| format!("{} or {last}", rest.join(", ")))
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
    /// The plan that it is the diagram of; of several parts the first has it.
    pub plan: Option<Arc<Plan>>,
    /// What has to be said of how it was fitted to its place.
    pub note: Option<String>,
}

/// Where a picture is to be read, and what stands around it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Setting {
    /// The place; of any size without.
    pub place: Option<Place>,
    /// What stands around a diagram.
    pub looks: Looks,
    /// What a diagram tells by colour.
    pub overlay: Overlay,
}

/// What `what` names: `diagram`, a chart, or `all`. A component's chart without a component is that
/// of the one that is loaded most. A diagram that is too large for its place is several pieces.
///
/// # Errors
/// What there is to choose instead.
pub fn pieces(
    material: Material<'_>,
    what: &str,
    component: Option<&ComponentId>,
    setting: Setting,
) -> Result<Vec<Piece>, String> {
    match what {
        "diagram" => Ok(diagrams(material, setting)),
        "all" => Ok(all(material, setting)),
        name if asked_for(name).is_some() => {
            let id = asked_for(name).flatten().or_else(|| component.map(ComponentId::as_str));
            Ok(vec![steps(material, id, setting)?])
        }
        name if PLAN_CHARTS.contains(&name) => {
            Ok(of_plan(material, name, setting).into_iter().collect())
        }
        name if COMPONENT_CHARTS.contains(&name) => {
            let id = match component {
                Some(id) => id.clone(),
                None => most_loaded(material.resolved, 1)
                    .into_iter()
                    .next()
                    .ok_or("the plan has no component that the team builds")?,
            };
            Ok(of_component(material, &id, name, setting).into_iter().collect())
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
    setting: Setting,
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
    Ok(of_chart(material, format!("{id}-sweep-{input}"), chart, setting))
}

fn all(material: Material<'_>, setting: Setting) -> Vec<Piece> {
    let mut pieces = diagrams(material, setting);
    pieces.extend(PLAN_CHARTS.iter().filter_map(|name| of_plan(material, name, setting)));
    let components = material.resolved.plan.components.values();
    for component in components.filter(|component| component.is_built()) {
        let charts = COMPONENT_CHARTS.iter();
        pieces
            .extend(charts.filter_map(|name| of_component(material, &component.id, name, setting)));
    }
    pieces
}

/// The steps of the flow that begins at a component, else of the one that most needs a look.
fn steps(material: Material<'_>, entry: Option<&str>, setting: Setting) -> Result<Piece, String> {
    let resolved = material.resolved;
    let known = |id: &str| resolved.plan.components.get_key_value(id).map(|(id, _)| id);
    let entry = entry.map(|id| known(id).ok_or("the plan has no such component")).transpose()?;
    let chart = charts::sequence_chart(resolved, entry, sample::DRAWS);
    let name = entry.map_or_else(|| SEQUENCE.to_owned(), |id| format!("{id}-{SEQUENCE}"));
    Ok(of_chart(material, name, chart, setting))
}

/// The diagram of a piece of the plan.
#[must_use]
pub fn of_piece(material: Material<'_>, piece: &Plan, setting: Setting) -> Piece {
    let Material { resolved, advice, footer, theme } = material;
    let shades = overlay::of_plan(setting.overlay, resolved, advice);
    let diagram = diagram::of_piece(resolved, advice, piece).shaded(shades.as_ref());
    let scene = diagram::scene_with(&diagram, footer, theme, setting.looks);
    Piece { name: "diagram".to_owned(), scene, chart: None, plan: None, note: None }
}

fn diagrams(material: Material<'_>, setting: Setting) -> Vec<Piece> {
    let Material { resolved, advice, footer, theme } = material;
    let looks = setting.looks;
    let shades = overlay::of_plan(setting.overlay, resolved, advice);
    let plan = Some(Arc::new(resolved.plan.clone()));
    let piece =
        |name: String, scene| Piece { name, scene, chart: None, plan: plan.clone(), note: None };
    let Some(place) = setting.place else {
        let diagram = diagram::of_plan(resolved, advice).shaded(shades.as_ref());
        let scene = diagram::scene_with(&diagram, footer, theme, looks);
        return vec![piece("diagram".to_owned(), scene)];
    };
    let fitted = diagram::fitted(resolved, advice, footer, theme, looks, place, shades.as_ref());
    let of_part = |(part, scene): (String, Scene)| {
        let name = if part.is_empty() { "diagram".to_owned() } else { format!("diagram-{part}") };
        piece(name, scene)
    };
    let mut pieces: Vec<Piece> = fitted.pictures.into_iter().map(of_part).collect();
    // Its text is that of the whole.
    for part in pieces.iter_mut().skip(1) {
        part.plan = None;
    }
    if let Some(first) = pieces.first_mut() {
        first.note = Some(fitted.note);
    }
    pieces
}

fn of_plan(material: Material<'_>, name: &str, setting: Setting) -> Option<Piece> {
    let chart = charts::plan_chart(material.resolved, name)?;
    Some(of_chart(material, name.to_owned(), chart, setting))
}

fn of_component(
    material: Material<'_>,
    id: &ComponentId,
    name: &str,
    setting: Setting,
) -> Option<Piece> {
    let subject = Subject::new(material.resolved, material.resolved.facts(id)?);
    let chart = charts::component_chart(&subject, name)?;
    Some(of_chart(material, format!("{id}-{name}"), chart, setting))
}

fn of_chart(material: Material<'_>, name: String, of: Chart, setting: Setting) -> Piece {
    let Material { footer, theme, .. } = material;
    let scene = match setting.place {
        Some(place) => place.hold(|width| chart::scene_sized(&of, footer, theme, width)),
        None => chart::scene(&of, footer, theme),
    };
    Piece { name, scene, chart: Some(of), plan: None, note: None }
}

impl Piece {
    /// The piece without its background.
    #[must_use]
    pub fn transparent(mut self) -> Self {
        self.scene.background.alpha = 0;
        self
    }

    /// The steps of a flow, if it shows those.
    fn sequence(&self) -> Option<&Sequence> {
        self.chart.as_ref()?.panels.iter().find_map(|panel| match &panel.body {
            Body::Sequence(of) => Some(of),
            _ => None,
        })
    }

    /// The piece as a file; `scale` is the pixels of a PNG for each unit of the picture.
    ///
    /// # Errors
    /// What keeps it from being written, and what to choose instead.
    pub fn bytes(&self, format: PictureFormat, scale: f64) -> Result<Vec<u8>, String> {
        if let Some(of) = self.sequence().filter(|_| format == PictureFormat::Mermaid) {
            return Ok(sequence::write(of, &self.scene.title).into_bytes());
        }
        match (format, &self.chart) {
            (PictureFormat::Svg, _) => Ok(svg::write(&self.scene).into_bytes()),
            (PictureFormat::Png, _) => {
                png::write(&self.scene, scale).map_err(|error| error.to_string())
            }
            (PictureFormat::Pdf, _) => {
                pdf::write(std::slice::from_ref(&self.scene)).map_err(|error| error.to_string())
            }
            (PictureFormat::Csv, Some(chart)) => Ok(csv_chart::write(chart).into_bytes()),
            (PictureFormat::Csv | PictureFormat::Mermaid | PictureFormat::Lines, _) => {
                let plan = self.plan.as_ref().zip(Exporter::from_word(format.word()));
                plan.map(|(plan, exporter)| (exporter.write)(plan).into_bytes()).ok_or_else(|| {
                    let those = match format {
                        PictureFormat::Mermaid => "only that and the steps of a flow are",
                        _ => "only that is",
                    };
                    format!("{} is no diagram; {those} written as {}", self.name, format.word())
                })
            }
        }
    }

    /// Whether it has a file of this format in a folder of all pictures: charts have their data
    /// there, and the diagram its text.
    #[must_use]
    pub fn has(&self, format: PictureFormat) -> bool {
        match format {
            PictureFormat::Csv => self.chart.is_some(),
            PictureFormat::Mermaid => self.plan.is_some() || self.sequence().is_some(),
            PictureFormat::Lines => self.plan.is_some(),
            _ => true,
        }
    }

    /// What its data rests on, which data itself does not say as pictures do; goes into a file
    /// [beside](notes_beside) it.
    #[must_use]
    pub fn notes(&self, format: PictureFormat, footer: &charts::Footer) -> Option<String> {
        let chart = self.chart.as_ref().filter(|_| format == PictureFormat::Csv)?;
        Some(csv_notes::write(chart, footer))
    }

    /// What has to be said of characters that no font here can draw; none if all could be drawn.
    #[must_use]
    pub fn warning(&self) -> Option<String> {
        missing([&self.scene])
    }

    /// What has to be said of a picture that is longer than readers of PDF show.
    #[must_use]
    pub fn shrunk(&self, format: PictureFormat) -> Option<String> {
        let share = pdf::shrunk(&self.scene).filter(|_| format == PictureFormat::Pdf)?;
        Some(format!(
            "{} is scaled down to {} %: a page of a PDF is at most 14,400 points long. SVG has it in full size",
            self.name,
            libm::floor(share * 100.0)
        ))
    }
}

/// The file for notes on the data of another: `totals.notes.txt` for `totals.csv`.
#[must_use]
pub fn notes_beside(path: &Path) -> PathBuf {
    path.with_extension("notes.txt")
}

/// Pieces as files for a path that was named for all of them: several are the pages of one PDF, or go
/// beside it, as do notes on data.
///
/// # Errors
/// What keeps one from being made, and what to choose instead.
pub fn files(
    pieces: &[Piece],
    path: &Path,
    format: PictureFormat,
    scale: f64,
    footer: &charts::Footer,
) -> Result<Vec<(PathBuf, Vec<u8>)>, String> {
    // The text of a diagram is whole, in however many parts it is drawn.
    let whole = format.is_text() && pieces.first().is_some_and(|piece| piece.plan.is_some());
    let pieces = if whole { &pieces[..1] } else { pieces };
    let several = pieces.len() > 1;
    if several && format == PictureFormat::Pdf {
        return Ok(vec![(path.to_owned(), pages(pieces)?)]);
    }
    let mut files = Vec::new();
    for piece in pieces {
        let path = if several { beside(path, piece, format) } else { path.to_owned() };
        let notes = piece.notes(format, footer).map(|text| (notes_beside(&path), text));
        files.push((path, piece.bytes(format, scale)?));
        files.extend(notes.map(|(path, text)| (path, text.into_bytes())));
    }
    Ok(files)
}

/// What has to be said of pieces: how they were fitted to their place, and their [`warnings`].
#[must_use]
pub fn said(pieces: &[Piece], format: PictureFormat) -> Vec<String> {
    notes(pieces, format).into_iter().chain(warnings(pieces, format)).collect()
}

/// How pieces were fitted to their place.
#[must_use]
pub fn notes(pieces: &[Piece], format: PictureFormat) -> Vec<String> {
    let notes = pieces.iter().filter_map(|piece| piece.note.clone());
    notes.filter(|_| !format.is_of_diagram()).collect()
}

/// What was scaled down, and which characters nothing here can draw.
#[must_use]
pub fn warnings(pieces: &[Piece], format: PictureFormat) -> Vec<String> {
    if format.is_of_diagram() {
        return Vec::new();
    }
    let shrunk = pieces.iter().filter_map(|piece| piece.shrunk(format));
    shrunk.chain(missing(pieces.iter().map(|piece| &piece.scene))).collect()
}

/// Several pieces as the pages of one PDF.
///
/// # Errors
/// What keeps it from being written.
pub fn pages(pieces: &[Piece]) -> Result<Vec<u8>, String> {
    let scenes: Vec<Scene> = pieces.iter().map(|piece| piece.scene.clone()).collect();
    pdf::write(&scenes).map_err(|error| error.to_string())
}

/// Where one of several pieces goes when `path` was named for all: beside it, with what tells the
/// piece from the others, and with the ending of its format where the path has none.
#[must_use]
pub fn beside(path: &Path, piece: &Piece, format: PictureFormat) -> PathBuf {
    let stem = path.file_stem().unwrap_or_default().to_string_lossy();
    let part = piece.name.strip_prefix("diagram").unwrap_or(&piece.name);
    let ending = path.extension().map_or(format.word().into(), |ending| ending.to_string_lossy());
    path.with_file_name(format!("{stem}{part}.{ending}"))
}

/// What has to be said of characters of pictures that no font here can draw; once for all of them.
#[must_use]
pub fn missing<'a>(scenes: impl IntoIterator<Item = &'a Scene>) -> Option<String> {
    let missing: BTreeSet<char> =
        scenes.into_iter().flat_map(Scene::undrawable_characters).collect();
    let names: Vec<String> = missing.iter().map(|c| sign(*c)).collect();
    let names = names.concat().split_whitespace().collect::<Vec<_>>().join(" ");
    let ideographs = |c: &char| matches!(c, '\u{1100}'..='\u{11ff}' | '\u{2e80}'..='\u{d7ff}' | '\u{f900}'..='\u{faff}' | '\u{20000}'..);
    let advice =
        if missing.iter().any(ideographs) { "Noto Sans CJK" } else { "Noto Sans of its script" };
    (!missing.is_empty()).then(|| {
        format!(
            "no font on this machine has {names}: PNG and PDF show boxes instead, SVG keeps the text. Install a font that has them, such as {advice}, and export again"
        )
    })
}

/// A character as it can be read in a sentence: one that cannot be seen, that joins with others or
/// that turns the text around by its number.
fn sign(c: char) -> String {
    let unseen = c.is_control()
        || c.is_whitespace()
        || matches!(c, '\u{ad}' | '\u{300}'..='\u{36f}' | '\u{61c}' | '\u{180b}'..='\u{180f}'
            | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{206f}'
            | '\u{e000}'..='\u{f8ff}' | '\u{fe00}'..='\u{fe0f}' | '\u{feff}'
            | '\u{fff0}'..='\u{ffff}' | '\u{e0000}'..);
    if unseen { format!(" U+{:04X} ", u32::from(c)) } else { c.to_string() }
}
