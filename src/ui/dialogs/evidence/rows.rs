//! What the catalog holds, as rows: figures, assumptions, claims of the article, sources.

use super::super::super::widget;
use crate::advice::criteria::TABLE;
use crate::base::{Hue, Range};
use crate::catalog::{Catalog, Figure, Headline, Need, Preset, Source, Trigger};
use crate::model::LanguageId;

/// Sort of a row.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Sort {
    Figure,
    Assumption,
    Claim,
    Source,
}

impl Sort {
    pub const ALL: [Self; 4] = [Self::Figure, Self::Assumption, Self::Claim, Self::Source];

    pub const fn title(self) -> &'static str {
        match self {
            Self::Figure => "Figures",
            Self::Assumption => "Assumptions",
            Self::Claim => "Claims",
            Self::Source => "Sources",
        }
    }
}

/// One row.
pub(super) struct Row {
    pub sort: Sort,
    /// The language it speaks of, if it speaks of one.
    pub language: Option<LanguageId>,
    pub hue: Option<Hue>,
    /// What it speaks of: a language with its stack, a claim, a kind of component.
    pub of: String,
    /// What is counted.
    pub what: String,
    pub figure: Option<&'static Figure>,
    /// What the article says, for claims.
    pub article: Option<Range>,
    pub source: Option<&'static Source>,
    /// What in the program rests on it, where that is known.
    pub used: String,
    /// What the search looks through, in lower case.
    pub words: String,
}

/// Every row of the catalog.
pub(super) fn all(catalog: &'static Catalog) -> Vec<Row> {
    let mut rows = Vec::new();
    of_languages(catalog, &mut rows);
    of_candidates(catalog, &mut rows);
    for (name, figure) in &catalog.constants {
        rows.push(row(Sort::Figure, "All languages", &name.replace('_', " "), figure, ""));
    }
    for remedy in &catalog.remedies {
        let figures =
            remedy.effects().into_iter().chain([("person-weeks to do it", &remedy.weeks)]);
        let used = "what is told before a second language";
        for (what, figure) in figures {
            rows.push(row(Sort::Figure, &widget::sentence(&remedy.name), what, figure, used));
        }
    }
    for (input, figure) in &catalog.economics {
        let used = "assumed until the plan states it";
        rows.push(row(Sort::Assumption, "Every plan", input.label(), figure, used));
    }
    for preset in &catalog.presets {
        of_preset(preset, &mut rows);
    }
    rows.extend(catalog.headlines.iter().map(of_headline));
    rows.extend(catalog.sources.values().map(of_source));
    for row in &mut rows {
        row.words = words(row, catalog);
    }
    rows
}

fn row(sort: Sort, of: &str, what: &str, figure: &'static Figure, used: &str) -> Row {
    Row {
        sort,
        language: None,
        hue: None,
        of: of.to_owned(),
        what: widget::sentence(what),
        figure: Some(figure),
        article: None,
        source: None,
        used: used.to_owned(),
        words: String::new(),
    }
}

const CPU: &str = "CPU time per request, and with it servers, latency and run cost";

fn of_languages(catalog: &'static Catalog, rows: &mut Vec<Row>) {
    for language in catalog.languages.values() {
        let figures = [
            ("CPU time of own code, relative to Go", &language.cpu_vs_go, "chart of languages"),
            ("speed-up over CPython, interpreted code", &language.interpreted, CPU),
            ("speed-up over CPython, C-accelerated library", &language.accelerated, CPU),
            ("speed-up over CPython, native libraries", &language.native, CPU),
            ("pause at the 99th percentile", &language.pause, "criterion “Tail latency”"),
            ("weeks to learn, from Python", &language.learning, "delivery weeks, team skills"),
            ("weeks to learn, from typed", &language.learning_typed, "delivery weeks, team skills"),
            ("build time relative to Python", &language.build_time, "delivery weeks and cost"),
            ("share of developers who use it", &language.hiring, "shown only"),
        ];
        let points = Need::ALL.iter().zip(&language.points);
        let points = points.map(|(need, figure)| (need.label(), figure, used_by_need(*need)));
        for (what, figure, used) in figures.into_iter().chain(points) {
            let mut row = row(Sort::Figure, &language.name, what, figure, used);
            row.language = Some(language.id.clone());
            row.hue = Some(language.hue);
            rows.push(row);
        }
    }
}

fn used_by_need(need: Need) -> &'static str {
    match need {
        Need::Data | Need::Numerics => "criterion “Data and machine-learning libraries”",
        Need::Services => "criterion “Service and infrastructure ecosystem”",
        Need::Delivery => "criterion “Delivery speed”",
        Need::Typing | Need::Safety => "criterion “Long-term upkeep”",
        Need::Standard | Need::Frameworks => "criterion “Standard library and frameworks”",
        Need::Sessions => "criterion “Connections and parallel work”",
    }
}

fn of_candidates(catalog: &'static Catalog, rows: &mut Vec<Row>) {
    for candidate in catalog.candidates.values() {
        let cold = candidate.cold_start.as_ref();
        let shipping = "criterion “Shipping and start-up”";
        let figures = [
            ("CPU time of the stack per request", &candidate.overhead, CPU),
            ("memory of one process", &candidate.base_memory, "memory and run cost"),
            ("memory of one connection", &candidate.connection_memory, "memory and run cost"),
            ("start of a server", &candidate.start, shipping),
            ("start of a command-line tool", &candidate.tool_start, shipping),
            ("what is deployed", &candidate.artifact, shipping),
        ];
        let cold = cold.map(|figure| ("cold start on a function platform", figure, shipping));
        for (what, figure, used) in figures.into_iter().chain(cold) {
            let mut row = row(Sort::Figure, &candidate.name, what, figure, used);
            row.language = Some(candidate.language.clone());
            row.hue = catalog.languages.get(&candidate.language).map(|language| language.hue);
            rows.push(row);
        }
    }
}

fn of_preset(preset: &'static Preset, rows: &mut Vec<Row>) {
    let of = when(&preset.when);
    for (input, figure) in &preset.inputs {
        let used = "assumed where the plan states nothing";
        rows.push(row(Sort::Assumption, &of, input.label(), figure, used));
    }
}

/// When a preset applies, in words.
fn when(trigger: &Trigger) -> String {
    match trigger {
        Trigger::Any => "Every component".to_owned(),
        Trigger::Bought => "Bought or ready-made".to_owned(),
        Trigger::Outside => "Run by others".to_owned(),
        Trigger::Kind(kind) => widget::sentence(kind.label()),
        Trigger::Items(kind) => format!("{}, piece by piece", widget::sentence(kind.label())),
        Trigger::Performance => "Performance-sensitive".to_owned(),
        Trigger::Focus(focus) => format!("Performance-sensitive: {}", focus.label()),
        Trigger::Data => "Data-intelligent".to_owned(),
        Trigger::Prototype => "Prototypes".to_owned(),
        Trigger::Traffic(answer) => format!("Traffic: {}", answer.label()),
        Trigger::Mostly(answer) => format!("Mostly: {}", answer.label()),
        Trigger::Spends(answer) => format!("Computes: {}", answer.label()),
        Trigger::Feel(answer) => format!("Speed: {}", answer.label()),
        Trigger::Size(answer) => format!("Size: {}", answer.label()),
        Trigger::Upkeepers(answer) => format!("Maintained: {}", answer.label()),
        Trigger::Link => "Every link".to_owned(),
        Trigger::Role => "Every role".to_owned(),
    }
}

fn of_headline(headline: &'static Headline) -> Row {
    let of = format!("Claim {}", headline.claim);
    let used = format!("chart {}", headline.chart);
    Row {
        article: headline.article,
        ..row(Sort::Claim, &of, &headline.label, &headline.corrected, &used)
    }
}

fn of_source(source: &'static Source) -> Row {
    let criteria: Vec<&str> = TABLE
        .iter()
        .filter(|row| row.sources.contains(&source.id.as_str()))
        .map(|row| row.label)
        .collect();
    let used = match criteria.len() {
        0 => String::new(),
        1 => format!("criterion “{}”", criteria[0]),
        _ => format!("criteria {}", criteria.join(", ")),
    };
    Row {
        sort: Sort::Source,
        language: None,
        hue: None,
        of: source.id.clone(),
        what: source.title.clone(),
        figure: None,
        article: None,
        source: Some(source),
        used,
        words: String::new(),
    }
}

/// Everything about a row that a search may name.
fn words(row: &Row, catalog: &Catalog) -> String {
    let mut text = format!("{} {} {}", row.of, row.what, row.used);
    for part in row.figure.into_iter().flat_map(|figure| {
        let titles = figure.sources.iter().filter_map(|id| catalog.sources.get(id));
        let titles = titles.map(|source| source.title.as_str());
        [figure.note.as_str(), figure.confidence.label()]
            .into_iter()
            .chain(figure.sources.iter().map(String::as_str))
            .chain(titles)
    }) {
        text.push(' ');
        text.push_str(part);
    }
    text.to_lowercase()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_figure_of_the_catalog_has_its_row() {
        let catalog = Catalog::shipped().unwrap();
        let rows = all(catalog);
        let count = |sort| rows.iter().filter(|row| row.sort == sort).count();
        assert_eq!(count(Sort::Source), catalog.sources.len());
        assert_eq!(count(Sort::Claim), catalog.headlines.len());
        let of_language = 9 + Need::ALL.len();
        let cold = catalog.candidates.values().filter(|c| c.cold_start.is_some()).count();
        let figures = catalog.languages.len() * of_language
            + catalog.candidates.len() * 6
            + cold
            + catalog.remedies.iter().map(|remedy| remedy.effects().len() + 1).sum::<usize>()
            + catalog.constants.len();
        assert_eq!(count(Sort::Figure), figures);
    }

    #[test]
    fn a_figure_is_found_by_its_source() {
        let catalog = Catalog::shipped().unwrap();
        let rows = all(catalog);
        let found =
            rows.iter().find(|row| row.words.contains("lambda-perf") && row.figure.is_some());
        assert!(found.is_some_and(|row| row.what.contains("Cold start")));
    }
}
