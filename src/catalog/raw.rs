//! The shape of the catalog's files.

use std::collections::BTreeMap;

use serde::Deserialize;

/// A figure as written: `(v: "20..40..100", src: ["S-OWN"], conf: "measured")`.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RawFigure {
    pub v: String,
    #[serde(default)]
    pub src: Vec<String>,
    pub conf: String,
    #[serde(default)]
    pub date: String,
    #[serde(default)]
    pub hw: String,
    #[serde(default)]
    pub note: String,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RawSource {
    pub id: String,
    pub short: String,
    pub title: String,
    #[serde(default)]
    pub url: String,
    pub date: String,
    #[serde(default)]
    pub hw: String,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RawLanguage {
    pub id: String,
    pub name: String,
    pub platform: String,
    #[serde(default)]
    pub near: Vec<String>,
    #[serde(default)]
    pub stands_for: Vec<String>,
    pub hue: String,
    #[serde(default)]
    pub dashed: bool,
    pub collector: String,
    pub artifact: String,
    pub parallel: bool,
    #[serde(default)]
    pub extends_python: bool,
    pub cpu_vs_go: RawFigure,
    /// Absent with `accelerated` where both follow from Go's.
    #[serde(default)]
    pub interpreted: Option<RawFigure>,
    #[serde(default)]
    pub accelerated: Option<RawFigure>,
    pub native: RawFigure,
    pub pause: RawFigure,
    pub learning: RawFigure,
    pub learning_typed: RawFigure,
    pub build_time: RawFigure,
    pub hiring: RawFigure,
    pub points: BTreeMap<String, RawFigure>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RawCandidate {
    pub id: String,
    pub language: String,
    pub stack: String,
    pub versions: String,
    pub concurrency: String,
    #[serde(default)]
    pub threads: u32,
    #[serde(default)]
    pub default: bool,
    #[serde(default)]
    pub preferred: bool,
    pub overhead: RawFigure,
    pub base_memory: RawFigure,
    pub connection_memory: RawFigure,
    pub start: RawFigure,
    pub tool_start: RawFigure,
    #[serde(default)]
    pub cold_start: Option<RawFigure>,
    pub artifact: RawFigure,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RawPreset {
    pub when: String,
    #[serde(default)]
    pub inputs: BTreeMap<String, RawFigure>,
    #[serde(default)]
    pub ml: Option<String>,
    #[serde(default)]
    pub python_libraries: Option<String>,
    #[serde(default)]
    pub data_analysis: Option<bool>,
    #[serde(default)]
    pub shipping: Option<String>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RawEconomics {
    pub plan: BTreeMap<String, RawFigure>,
    pub constants: BTreeMap<String, (String, RawFigure)>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RawLibrary {
    pub id: String,
    pub name: String,
    #[serde(default)]
    pub also: Vec<String>,
    #[serde(default)]
    pub first: Vec<String>,
    #[serde(default)]
    pub community: Vec<String>,
    #[serde(default)]
    pub data: bool,
    pub page: String,
    pub dated: String,
    pub seen: bool,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RawKind {
    pub kind: String,
    pub words: Vec<String>,
    #[serde(default)]
    pub weak: Vec<String>,
    #[serde(default)]
    pub products: Vec<String>,
    #[serde(default)]
    pub technologies: Vec<RawTechnology>,
    #[serde(default)]
    pub ready: Vec<String>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RawTechnology {
    pub name: String,
    #[serde(default)]
    pub words: Vec<String>,
    #[serde(default)]
    pub protocol: Option<String>,
    #[serde(default)]
    pub port: Option<u16>,
    #[serde(default)]
    pub also: Vec<String>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RawHeadline {
    pub chart: String,
    pub claim: String,
    pub label: String,
    pub unit: String,
    #[serde(default)]
    pub article: Option<String>,
    pub corrected: RawFigure,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RawSpeedup {
    pub times: RawFigure,
    pub reach: RawFigure,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RawRemedy {
    pub id: String,
    pub name: String,
    pub language: String,
    pub claims: String,
    #[serde(default)]
    pub note: String,
    pub when: Vec<String>,
    #[serde(default)]
    pub interpreted: Option<RawSpeedup>,
    #[serde(default)]
    pub accelerated: Option<RawSpeedup>,
    #[serde(default)]
    pub native: Option<RawSpeedup>,
    #[serde(default)]
    pub overhead: Option<RawFigure>,
    #[serde(default)]
    pub memory: Option<RawFigure>,
    #[serde(default)]
    pub wait: Option<RawFigure>,
    #[serde(default)]
    pub reserve: Option<RawFigure>,
    #[serde(default)]
    pub concurrency: Option<String>,
    #[serde(default)]
    pub heap_once: bool,
    pub weeks: RawFigure,
}
