//! What was published of a change, read from JSON, and how forecasts did, as Markdown.

use std::fmt::Write;

use serde::Deserialize;

use crate::base::Range;
use crate::base::number::readable;
use crate::forecast::Resolved;
use crate::forecast::retro::{self, Held, Published, Score, Told};
use crate::model::{CandidateId, ComponentId};

/// A case as published: `published.json` beside its plan.
#[derive(Clone, Debug)]
pub struct Case {
    /// Title for people.
    pub title: String,
    /// Where it was published.
    pub source: String,
    /// Address of the publication.
    pub url: String,
    published: Vec<Published>,
    component: Option<ComponentId>,
    memory: Vec<Row>,
}

/// Published memory of one container, MB, with what the forecast says of it.
#[derive(Clone, Debug, PartialEq)]
pub struct HeldMemory {
    /// The component.
    pub component: ComponentId,
    /// The candidate it is written with.
    pub candidate: CandidateId,
    /// Published limit, MB.
    pub published_mb: f64,
    /// 10th percentile, median and 90th percentile of the forecast, MB.
    pub predicted: Range,
}

impl HeldMemory {
    /// Whether the published limit lies within the 10th to 90th percentile of the forecast.
    #[must_use]
    pub fn is_inside(&self) -> bool {
        (self.predicted.low..=self.predicted.high).contains(&self.published_mb)
    }
}

/// A case held against the forecast.
#[derive(Clone, Debug)]
pub struct HeldCase {
    /// What was published.
    pub case: Case,
    /// Its numbers with the forecast's.
    pub held: Vec<Held>,
    /// Its memory of containers with the forecast's.
    pub memory: Vec<HeldMemory>,
}

#[derive(Deserialize)]
struct RawCase {
    name: String,
    title: Option<String>,
    component: Option<String>,
    before: Option<String>,
    after: Option<String>,
    source: String,
    #[serde(default)]
    url: String,
    #[serde(default)]
    measures: Vec<RawMeasure>,
    #[serde(default)]
    rows: Vec<Row>,
}

#[derive(Deserialize)]
struct RawMeasure {
    /// A word of [`Told`], or that with two candidates: `cpu_ms:python-sync:go-net-http`.
    measure: String,
    low: f64,
    high: f64,
    #[serde(default)]
    text: String,
}

#[derive(Clone, Debug, Deserialize)]
struct Row {
    component: String,
    candidate: String,
    published_mb: f64,
}

/// Reads `published.json`.
///
/// # Errors
/// A sentence that says what cannot be read.
pub fn read(text: &str) -> Result<Case, String> {
    let raw: RawCase = serde_json::from_str(text).map_err(|error| error.to_string())?;
    let component = raw.component.as_deref().map(ComponentId::new).transpose();
    let component = component.map_err(|error| error.to_string())?;
    let published = raw.measures.iter().map(|of| measure(of, &raw)).collect::<Vec<_>>();
    Ok(Case {
        published: published.into_iter().collect::<Result<_, _>>()?,
        title: raw.title.unwrap_or(raw.name),
        source: raw.source,
        url: raw.url,
        component,
        memory: raw.rows,
    })
}

fn measure(of: &RawMeasure, case: &RawCase) -> Result<Published, String> {
    let mut words = of.measure.split(':');
    let word = words.next().unwrap_or_default();
    let told = Told::from_word(word).ok_or_else(|| format!("`{word}` is not a measure"))?;
    let mut side = |otherwise: &Option<String>| {
        let id = words.next().or(otherwise.as_deref()).unwrap_or_default();
        CandidateId::new(id).map_err(|error| error.to_string())
    };
    if !(of.low > 0.0 && of.low <= of.high && of.high.is_finite()) {
        return Err(format!("`{}` needs positive ends that rise", of.measure));
    }
    Ok(Published {
        told,
        sides: [side(&case.before)?, side(&case.after)?],
        range: [of.low, of.high],
        text: of.text.clone(),
    })
}

/// Holds the forecast of a case's plan against what was published.
#[must_use]
pub fn hold(case: Case, resolved: &Resolved<'_>) -> HeldCase {
    let held = case.component.as_ref();
    let held = held.map_or_else(Vec::new, |id| retro::hold(resolved, id, &case.published));
    let row = |row: &Row| {
        let component = ComponentId::new(&row.component).ok()?;
        let candidate = CandidateId::new(&row.candidate).ok()?;
        let predicted = retro::memory_of_one_mb(resolved, &component, &candidate)?;
        Some(HeldMemory { component, candidate, published_mb: row.published_mb, predicted })
    };
    let memory = case.memory.iter().filter_map(row).collect();
    HeldCase { case, held, memory }
}

/// All cases as tables in Markdown: each number, each measure, all together, and memory apart.
#[must_use]
pub fn markdown(results: &[HeldCase]) -> String {
    let mut text = String::new();
    text.push_str("| case | published | ratio | forecast 10 to 90 % | width | median off by | |\n");
    text.push_str("|---|---|---|---|---|---|---|\n");
    for result in results {
        for held in &result.held {
            line(&mut text, &result.case.title, held);
        }
    }
    text.push_str("\n| measure | ratios | inside | forecast too small | too large | median width | median miss |\n");
    text.push_str("|---|---|---|---|---|---|---|\n");
    let ratios =
        || results.iter().flat_map(|of| &of.held).filter(|of| of.published.told.is_ratio());
    for &told in Told::ALL {
        if let Some(score) = Score::of(&ratios().filter(|of| of.published.told == told)) {
            score_line(&mut text, told.label(), &score);
        }
    }
    if let Some(score) = Score::of(&ratios()) {
        score_line(&mut text, "**all ratios**", &score);
    }
    memory_lines(&mut text, results);
    text
}

fn line(text: &mut String, title: &str, held: &Held) {
    let Held { published, predicted } = held;
    let [low, high] = published.range;
    let ends =
        if low < high { format!("{}..{}", readable(low), readable(high)) } else { readable(low) };
    let Range { low, typical, high } = *predicted;
    let _ = writeln!(
        text,
        "| {title} | {}: {} | {ends} | {}..{}..{} | ×{} | ×{} | {} |",
        published.told.label(),
        published.text,
        readable(low),
        readable(typical),
        readable(high),
        readable(held.width()),
        readable(held.miss()),
        if held.is_inside() { "inside" } else { "**outside**" },
    );
}

fn score_line(text: &mut String, name: &str, score: &Score) {
    let Score { all, inside, above, width, miss } = *score;
    let below = all - inside - above;
    let (width, miss) = (readable(width), readable(miss));
    let _ =
        writeln!(text, "| {name} | {all} | {inside} | {above} | {below} | ×{width} | ×{miss} |");
}

fn memory_lines(text: &mut String, results: &[HeldCase]) {
    let rows: Vec<&HeldMemory> = results.iter().flat_map(|of| &of.memory).collect();
    if rows.is_empty() {
        return;
    }
    text.push_str(
        "\n| memory of one container, MB | candidate | published | forecast 10 to 90 % | |\n",
    );
    text.push_str("|---|---|---|---|---|\n");
    for of in &rows {
        let Range { low, typical, high } = of.predicted;
        let inside = if of.is_inside() { "inside" } else { "**outside**" };
        let _ = writeln!(
            text,
            "| {} | {} | {} | {}..{}..{} | {inside} |",
            of.component,
            of.candidate,
            readable(of.published_mb),
            readable(low),
            readable(typical),
            readable(high),
        );
    }
    let inside = rows.iter().filter(|of| of.is_inside()).count();
    let _ = writeln!(text, "\nMemory: {inside} of {} inside.", rows.len());
}
