//! `start-artifact`: start-up and what is deployed.

use super::chart::{Assumption, Axis, Bar, BarGroup, BarPart, Bars, Body, Chart, Panel};
use super::{Subject, log_bounds};
use crate::base::Unit;
use crate::catalog::Figure;
use crate::model::{InputOwner, Shipping};

pub(super) fn chart(subject: &Subject<'_>) -> Chart {
    let shipping = subject.facts.shipping;
    let start = |c: &crate::catalog::Candidate| match shipping {
        Shipping::Serverless => c.cold_start.clone(),
        Shipping::Server => Some(c.start.clone()),
        _ => Some(c.tool_start.clone()),
    };
    let what = match shipping {
        Shipping::Serverless => "Cold start on a function platform",
        Shipping::Server => "Start of a serving process",
        _ => "Start of a tool",
    };
    let limit = subject.facts.given(crate::model::Input::ColdStart).map(|v| v.range.typical);
    let mut notes = Vec::new();
    if let Some(limit) = limit {
        notes.push(format!("The stated limit for a start is {}.", Unit::Ms.readable(limit)));
    }
    notes.push("Whiskers: 10th to 90th percentile. Hatched: judgement.".to_owned());
    let takeaway = subject.listed(|index| {
        let candidate = subject.case.contenders[index].candidate;
        match start(candidate) {
            Some(figure) => {
                format!(
                    "{} starts in {}",
                    candidate.name,
                    figure.unit.readable(figure.range.typical)
                )
            }
            None => format!("{} is not offered", candidate.name),
        }
    });
    let assumptions = if subject.facts.shipping_stated {
        Vec::new()
    } else {
        vec![Assumption {
            text: format!("how it is shipped: {}", shipping.label()),
            owner: InputOwner::Component(subject.facts.component.id.clone()),
            input: None,
        }]
    };
    Chart {
        id: "start-artifact",
        title: format!("{}: start-up time and size", subject.name()),
        takeaway: format!("{takeaway}."),
        panels: vec![
            panel(subject, what, "Time to start", Unit::Ms, start),
            panel(subject, "What is deployed", "Size", Unit::Mb, |c| Some(c.artifact.clone())),
        ],
        notes,
        sources: subject.sources(|candidate, _| {
            start(candidate).into_iter().chain([candidate.artifact.clone()]).collect()
        }),
        assumed: !assumptions.is_empty(),
        assumptions,
    }
}

fn panel(
    subject: &Subject<'_>,
    title: &str,
    label: &str,
    unit: Unit,
    figure: impl Fn(&crate::catalog::Candidate) -> Option<Figure>,
) -> Panel {
    let contenders = &subject.case.contenders;
    let values = contenders
        .iter()
        .filter_map(|c| figure(c.candidate))
        .flat_map(|f| [f.range.low, f.range.high]);
    let (min, max) = log_bounds(values, 6.0);
    let groups = contenders
        .iter()
        .map(|contender| {
            let figure = figure(contender.candidate);
            let bar = figure.map_or_else(
                || Bar {
                    parts: Vec::new(),
                    start: None,
                    whisker: None,
                    label: "not offered".to_owned(),
                },
                |figure| Bar {
                    parts: vec![BarPart {
                        value: figure.range.typical,
                        hue: contender.language.hue,
                        hatched: figure.confidence >= crate::catalog::Confidence::Judgement,
                    }],
                    start: None,
                    whisker: (!figure.range.is_exact())
                        .then_some([figure.range.low, figure.range.high]),
                    label: unit.readable(figure.range.typical),
                },
            );
            BarGroup { label: contender.candidate.name.clone(), bars: vec![bar] }
        })
        .collect();
    let axis = Axis { label: label.to_owned(), unit, log: true, min, max };
    Panel { title: title.to_owned(), body: Body::Bars(Bars::new(axis, groups, Vec::new())) }
}
