//! `article-*`: the article's headline claims beside the corrected figures.

use super::chart::{Axis, Bar, BarGroup, BarPart, Bars, Body, Chart, LegendEntry, Panel};
use super::{above, log_bounds};
use crate::base::prose::prose;
use crate::base::{Hue, Range, Unit};
use crate::catalog::{Catalog, Headline};

struct Story {
    chart: &'static str,
    group: &'static str,
    title: &'static str,
    takeaway: &'static str,
    axis: &'static str,
    unit: Unit,
    log: bool,
}

const STORIES: &[Story] = &[
    Story {
        chart: "article-cpu",
        group: "cpu-ratio",
        title: "How much faster Go is: not 5 to 15 times, but a spectrum",
        takeaway: "5 to 15 times is about the mean of a mixed suite; single kinds of work lie between slower and 100 times faster.",
        axis: "CPython's CPU time over Go's",
        unit: Unit::Times,
        log: true,
    },
    Story {
        chart: "article-connections",
        group: "connection-memory",
        title: "Memory of what waits: not 2 KB against megabytes",
        takeaway: "A parked goroutine takes 2.7 KB, its idle HTTP connection 20 KB; the megabytes of a thread are virtual, 16 to 30 KB are resident.",
        axis: "Memory of each",
        unit: Unit::Kb,
        log: true,
    },
    Story {
        chart: "article-io",
        group: "async-io",
        title: "Where requests wait for others, async Python keeps up",
        takeaway: "Behind a wait of 20 ms Go serves 1.1 times as much; for trivial answers 1.6 to 5 times, against sync workers up to 12 times.",
        axis: "Go's requests per second and core over Python's",
        unit: Unit::Times,
        log: false,
    },
    Story {
        chart: "article-learning",
        group: "learning",
        title: "Learning Go takes longer than 2 to 4 weeks",
        takeaway: "41 % of 2,712 developers felt productive within a month, 74 % within three; the median is 5 to 7 weeks.",
        axis: "Time to feel productive",
        unit: Unit::Weeks,
        log: false,
    },
];

pub(super) fn chart(catalog: &Catalog, name: &str) -> Option<Chart> {
    let story = STORIES.iter().find(|story| story.chart == name)?;
    let headlines: Vec<&Headline> =
        catalog.headlines.iter().filter(|h| h.chart == story.group).collect();
    let ranges = || headlines.iter().flat_map(|h| h.article.into_iter().chain([h.corrected.range]));
    let (min, max) = if story.log {
        log_bounds(ranges().flat_map(|r| [r.low, r.high]), 6.0)
    } else {
        (0.0, above(ranges().map(|r| r.high).fold(0.0, f64::max)))
    };
    let mut sources: Vec<String> =
        headlines.iter().flat_map(|h| h.corrected.sources.clone()).collect();
    sources.sort();
    sources.dedup();
    let mut notes = vec![
        "What the article says, held against the sources below. Bars: median; whiskers: 10th to 90th percentile.".to_owned(),
    ];
    notes.extend(
        headlines
            .iter()
            .filter(|h| !h.corrected.note.is_empty())
            .map(|h| format!("{}: {}.", h.label, h.corrected.note)),
    );
    Some(Chart {
        id: story.chart,
        title: story.title.to_owned(),
        takeaway: story.takeaway.to_owned(),
        panels: vec![Panel {
            title: String::new(),
            body: Body::Bars(Bars::new(
                Axis { label: story.axis.to_owned(), unit: story.unit, log: story.log, min, max },
                headlines.iter().map(|headline| group(headline, story.unit)).collect(),
                vec![
                    LegendEntry { name: "Article".to_owned(), hue: Hue::Neutral, hatched: false },
                    LegendEntry { name: "Corrected".to_owned(), hue: Hue::Indigo, hatched: false },
                    LegendEntry {
                        name: "Corrected, judgement".to_owned(),
                        hue: Hue::Indigo,
                        hatched: true,
                    },
                ],
            )),
        }],
        notes,
        sources,
        assumed: false,
        assumptions: Vec::new(),
    })
}

fn group(headline: &Headline, unit: Unit) -> BarGroup {
    let hatched = headline.corrected.confidence >= crate::catalog::Confidence::Judgement;
    let article = headline.article.map_or_else(
        || Bar {
            parts: Vec::new(),
            start: None,
            whisker: None,
            label: "no figure in the article".to_owned(),
        },
        |range| bar(range, Hue::Neutral, false, unit),
    );
    let corrected = bar(headline.corrected.range, Hue::Indigo, hatched, unit);
    BarGroup { label: headline.label.clone(), bars: vec![article, corrected] }
}

fn bar(range: Range, hue: Hue, hatched: bool, unit: Unit) -> Bar {
    Bar {
        parts: vec![BarPart { value: range.typical, hue, hatched }],
        start: None,
        whisker: (!range.is_exact()).then_some([range.low, range.high]),
        label: prose(&range.readable(unit)),
    }
}
