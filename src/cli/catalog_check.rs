//! `polyplan catalog --check`: what of the catalog is old, or rests on one source alone.

use std::fmt::Write as _;

use super::catalog::{candidate_figures, language_figures, remedy_figures};
use crate::base::Date;
use crate::base::words::counted;
use crate::catalog::{Catalog, Confidence, Figure, Library};

/// Years after which a figure is to be looked at again.
const OLD: u16 = 2;

/// A figure with what it is of.
type Named<'a> = (String, &'a Figure);

/// What is old, what has one source, and which libraries are to be checked. Old is what is older than two
/// years at the date of the newest source, so that one catalog gives one answer.
pub(super) fn text(catalog: &Catalog) -> String {
    let Some(now) = catalog.sources.values().map(|source| source.date).max() else {
        return String::new();
    };
    let figures = all(catalog);
    let date = |of: &Figure| {
        let of_sources = of.sources.iter().filter_map(|id| catalog.sources.get(id));
        of.date.or_else(|| of_sources.map(|source| source.date).max())
    };
    let measured =
        |of: &Figure| !matches!(of.confidence, Confidence::Assumed | Confidence::Judgement);
    let mut text = String::new();
    let old = figures.iter().filter(|(_, of)| date(of).is_some_and(|date| is_old(date, now)));
    list(&mut text, &format!("older than {OLD} years at {now}"), old, |of| {
        date(of).map_or_else(String::new, |date| date.to_string())
    });
    let one = figures.iter().filter(|(_, of)| of.sources.len() == 1 && measured(of));
    list(&mut text, "measured or published, with one source", one, |of| of.sources.join(" "));
    let judged = figures.iter().filter(|(_, of)| !measured(of));
    list(&mut text, "by judgement or assumed", judged, |of| of.sources.join(" "));
    let check = |of: &&Library| !of.seen || is_old(of.dated, now);
    let libraries: Vec<&Library> = catalog.libraries.iter().filter(check).collect();
    let _ = writeln!(text, "Libraries to be checked at their pages: {}", libraries.len());
    for of in libraries {
        let _ = writeln!(text, "  {:<50} {} {}", of.name, of.dated, of.page);
    }
    text
}

fn list<'a>(
    text: &mut String,
    what: &str,
    figures: impl Iterator<Item = &'a Named<'a>>,
    behind: impl Fn(&Figure) -> String,
) {
    let figures: Vec<&Named<'_>> = figures.collect();
    let _ = writeln!(text, "{} {what}", counted(figures.len(), "figure"));
    for (name, of) in figures {
        let _ = writeln!(text, "  {name:<70} {:<26} {}", of.readable(), behind(of));
    }
    text.push('\n');
}

fn all(catalog: &Catalog) -> Vec<Named<'_>> {
    let mut all = Vec::new();
    for language in catalog.languages.values() {
        let figures = language_figures(language).into_iter();
        all.extend(figures.map(|(what, of)| (format!("{}: {what}", language.name), of)));
    }
    for candidate in catalog.candidates.values() {
        let figures = candidate_figures(candidate).into_iter();
        all.extend(figures.map(|(what, of)| (format!("{}: {what}", candidate.name), of)));
    }
    for remedy in &catalog.remedies {
        let figures = remedy_figures(remedy).into_iter();
        all.extend(figures.map(|(what, of)| (format!("{}: {what}", remedy.name), of)));
    }
    let plan = catalog.economics.iter();
    all.extend(plan.map(|(input, of)| (format!("Plan: {}", input.label()), of)));
    let constants = catalog.constants.iter();
    all.extend(constants.map(|(name, of)| (format!("Constant: {name}"), of)));
    all
}

/// Whether a date is so many years before another that what is of it is to be looked at again.
fn is_old(of: Date, now: Date) -> bool {
    let (year, month, day) = of.parts();
    (year + OLD, month, day) <= now.parts()
}
