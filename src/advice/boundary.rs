//! Links that cross languages: how to join the halves, and what it costs (claim 40).

use crate::base::{Range, Unit};
use crate::forecast::flow::link_input;
use crate::forecast::{Assignment, Resolved};
use crate::model::{Input, Kind, Link, LinkId, LinkStyle, Protocol};

/// Payload from which a binary encoding pays, KB: 500 doubles are 4 to 6 KB and encode 45 times
/// faster as protobuf than as JSON (own measurement).
pub const LARGE_KB: f64 = 4.0;

/// Advice for one link.
#[derive(Clone, Debug, PartialEq)]
pub struct LinkAdvice {
    /// The link.
    pub link: LinkId,
    /// What to speak.
    pub protocol: Protocol,
    /// Why, as one sentence.
    pub reason: String,
    /// Claims it rests on.
    pub claims: &'static str,
    /// Whether its ends are in different languages.
    pub crosses: bool,
    /// What a call costs at the median, ms.
    pub call_ms: Range,
    /// What the boundary costs to build where it crosses languages, person-weeks.
    pub weeks: Option<Range>,
}

/// Advises on every link between two built components.
#[must_use]
pub fn links(resolved: &Resolved<'_>, assignment: &Assignment) -> Vec<LinkAdvice> {
    let plan = resolved.plan;
    let built = |id| plan.components.get(id).is_some_and(crate::model::Component::is_built);
    plan.links
        .values()
        .filter(|link| built(&link.from) && built(&link.to))
        .map(|link| advise(resolved, assignment, link))
        .collect()
}

/// Advises on one link.
pub(super) fn advise(resolved: &Resolved<'_>, assignment: &Assignment, link: &Link) -> LinkAdvice {
    let language = |id| {
        let decided = resolved.plan.decisions.get(id).map(|decision| &decision.language);
        let candidate = assignment.get(id).and_then(|id| resolved.catalog.candidates.get(id));
        candidate.map(|candidate| &candidate.language).or(decided)
    };
    let ends = [language(&link.from), language(&link.to)];
    let crosses = matches!(ends, [Some(a), Some(b)] if a != b);
    let python = ends.into_iter().flatten().any(|language| language.as_str() == "python");
    let (protocol, reason) = protocol(resolved, link, python);
    let constant = |name: &str| {
        resolved.catalog.constants.get(name).map_or(Range::exact(0.0), |figure| figure.range)
    };
    let call_ms = constant(match protocol {
        Protocol::Grpc => "boundary_grpc",
        Protocol::Queue => "gateway_queue_hop",
        _ => "boundary_rest",
    });
    LinkAdvice {
        link: link.id.clone(),
        protocol,
        reason,
        claims: "40",
        crosses,
        call_ms,
        weeks: crosses.then(|| constant("boundary_weeks")),
    }
}

/// gRPC for large or numeric payloads, streaming and contracts; REST for small or public calls;
/// a queue when the caller needs no answer now or rates mismatch. `python` says whether either end
/// is in Python.
fn protocol(resolved: &Resolved<'_>, link: &Link, python: bool) -> (Protocol, String) {
    let input = |input| link_input(link, input, resolved.catalog, resolved.scenario).range.typical;
    let payload = input(Input::LinkPayload);
    let kind = |id| resolved.plan.components.get(id).map(|component| &component.kind);
    let outside = |kind: &Kind| {
        kind.is_client() || matches!(kind, Kind::Person | Kind::External | Kind::CliTool)
    };
    let public = kind(&link.from).is_some_and(outside);
    match link.style {
        LinkStyle::Message => {
            (Protocol::Queue, "a queue, because the sender needs no answer now".to_owned())
        }
        LinkStyle::Bulk => (
            Protocol::Queue,
            "a queue or files, because the two ends work at different rates".to_owned(),
        ),
        LinkStyle::Stream => {
            (Protocol::Grpc, "gRPC, because it streams over one typed connection".to_owned())
        }
        LinkStyle::Request if input(Input::Batch) > 1.0 => {
            (Protocol::Queue, "a queue, because items go in batches and rates mismatch".to_owned())
        }
        LinkStyle::Request if public => (
            Protocol::Rest,
            "REST, because callers outside can use it without a generated client".to_owned(),
        ),
        LinkStyle::Request if payload >= LARGE_KB => (
            Protocol::Grpc,
            format!(
                "gRPC, because {} a call is encoded many times faster in binary",
                Unit::Kb.readable(payload)
            ),
        ),
        // What is planned need not be changed for what gains as little.
        LinkStyle::Request if link.protocol == Some(Protocol::Grpc) => (
            Protocol::Grpc,
            if python {
                "gRPC as planned; REST would do, because calls are small and Python's gRPC stack is no faster for them"
            } else {
                "gRPC as planned; REST would do, because calls are small and a binary encoding gains them little"
            }
            .to_owned(),
        ),
        LinkStyle::Request => (
            Protocol::Rest,
            if python {
                "REST, because calls are small and Python's gRPC stack is no faster for them"
            } else {
                "REST, because calls are small and a binary encoding gains them little"
            }
            .to_owned(),
        ),
    }
}
