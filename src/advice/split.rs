//! Splitting a component into a service half and a data half (claims 29, 33, 39 and 40).

use super::case::Case;
use super::score::Scorecard;
use crate::base::Range;
use crate::catalog::Need;
use crate::model::{
    CandidateId, Component, ComponentChange, ComponentId, Edit, Input, InputRef, Kind, LibraryNeed,
    Link, LinkChange, LinkId, LinkStyle, MlUse, Protocol, Quantity,
};

/// Rate from which a service half of its own pays, per second (claim 33: 100 to 500).
pub const PAYS_FROM_PER_S: f64 = 500.0;
/// Target from which it pays at any rate, ms (claim 29).
pub const PAYS_BELOW_MS: f64 = 50.0;
/// People below which two toolchains cost more than they give (claim 40).
pub const LEAST_PEOPLE: f64 = 3.0;
/// Interpreted share below which the service half would be trivial (claim 40).
pub const LEAST_INTERPRETED: f64 = 0.25;

/// How a component would be split.
#[derive(Clone, Debug, PartialEq)]
pub struct Split {
    /// Candidate of the half that answers requests.
    pub service: CandidateId,
    /// Candidate of the half that holds models and data work.
    pub data: CandidateId,
    /// What the service half does.
    pub service_work: String,
    /// What the data half does.
    pub data_work: String,
    /// Links that move to the data half; all others stay.
    pub moved_links: Vec<LinkId>,
    /// Id of the new component.
    pub data_component: ComponentId,
    /// The whole split as one edit.
    pub edit: Edit,
}

/// Whether a split pays: there is work that wants Python's libraries and enough request handling
/// beside it, at a rate or target that Python alone serves badly, with enough people for both.
#[must_use]
pub fn pays(case: &Case<'_>, card: &Scorecard) -> bool {
    let facts = case.facts;
    let data_side = facts.python_libraries != LibraryNeed::No
        && !matches!(facts.ml, MlUse::Calls | MlUse::Trains | MlUse::Library);
    let service_side =
        facts.component.kind.answers_requests() || facts.component.kind == Kind::StreamProcessor;
    let interpreted = facts.typical(Input::Interpreted, 0.0) >= LEAST_INTERPRETED;
    let tight =
        facts.given(Input::P99Target).is_some_and(|target| target.range.typical < PAYS_BELOW_MS);
    let loaded = facts.rate.range.typical >= PAYS_FROM_PER_S || tight;
    let tagged = (case.is_performance() || !facts.rate_is_assumed())
        && (case.is_data() || facts.python_libraries_stated);
    let tied = facts.component.traits.inside_python == Some(true)
        || facts.component.traits.prototype == Some(true)
        || facts.component.traits.mandated.is_some();
    data_side
        && service_side
        && interpreted
        && loaded
        && tagged
        && !tied
        && facts.people() >= LEAST_PEOPLE
        && halves(case, card).is_some()
}

/// The two candidates: the best for data, and the best that has a sound service ecosystem and is
/// of another language.
fn halves<'a>(case: &Case<'a>, card: &Scorecard) -> Option<(&'a CandidateId, &'a CandidateId)> {
    let open = || card.ranking.iter().filter(|score| score.gate.is_none());
    let contender = |score: &super::Score| case.contenders.get(score.contender);
    let data = open().filter_map(contender).find(|c| c.language.points(Need::Data) >= 4.5)?;
    let service = open().filter_map(contender).find(|c| {
        c.language.id != data.language.id
            && c.language.parallel
            && c.language.points(Need::Services) >= 4.0
    })?;
    Some((&service.candidate.id, &data.candidate.id))
}

/// Works out the split of a component.
#[must_use]
pub fn split(case: &Case<'_>, card: &Scorecard) -> Option<Split> {
    let (service, data) = halves(case, card)?;
    let component = &case.facts.component;
    let plan = case.resolved.plan;
    let name = format!("{} model", component.name);
    let data_component = ComponentId::fresh(&name, |id| plan.components.contains_key(id));
    let moved_links: Vec<LinkId> = case
        .resolved
        .links_of(&component.id)
        .filter(|link| link.from == component.id && goes_to_data(case, link))
        .map(|link| link.id.clone())
        .collect();
    let edit = edit(case, &name, &data_component, &moved_links);
    Some(Split {
        service: service.clone(),
        data: data.clone(),
        service_work: "connections, validation, fan-out and the interpreted request handling"
            .to_owned(),
        data_work: "models, features and what runs in native libraries".to_owned(),
        moved_links,
        data_component,
        edit,
    })
}

/// Data work moves along: links to training, pipelines and analyses, and bulk transfers.
fn goes_to_data(case: &Case<'_>, link: &Link) -> bool {
    let target = case.resolved.plan.components.get(&link.to);
    link.style == LinkStyle::Bulk
        || target.is_some_and(|target| {
            matches!(target.kind, Kind::ModelTraining | Kind::DataPipeline | Kind::Analysis)
        })
}

fn edit(case: &Case<'_>, name: &str, id: &ComponentId, moved: &[LinkId]) -> Edit {
    let plan = case.resolved.plan;
    let whole = case.facts.component;
    let mut half = Component::new(id.clone(), name, Kind::ModelServing);
    half.tags.data = true;
    half.traits = whole.traits.clone();
    half.traits.ml = Some(MlUse::Serves);
    half.group.clone_from(&whole.group);
    half.owner.clone_from(&whole.owner);
    half.cpu_language.clone_from(&whole.cpu_language);
    half.work_language.clone_from(&whole.work_language);
    let mut edits = vec![
        Edit::Component(whole.id.clone(), ComponentChange::Data(false)),
        Edit::Component(whole.id.clone(), ComponentChange::Ml(Some(MlUse::Calls))),
        Edit::Component(whole.id.clone(), ComponentChange::PythonLibraries(Some(LibraryNeed::No))),
    ];
    share_out(whole, &mut half, &mut edits);
    edits.push(Edit::AddComponent(Box::new(half)));
    let link_id = LinkId::fresh(&format!("{}-{id}", whole.id), |id| plan.links.contains_key(id));
    let mut link = Link::new(link_id, whole.id.clone(), id.clone());
    link.protocol = Some(Protocol::Grpc);
    edits.push(Edit::AddLink(Box::new(link)));
    edits.extend(moved.iter().map(|link| Edit::Link(link.clone(), LinkChange::From(id.clone()))));
    Edit::Many(edits)
}

/// Stated numbers are shared out so that the halves add up to the whole: interpreted time stays,
/// accelerated and native time moves, work is halved.
fn share_out(whole: &Component, half: &mut Component, edits: &mut Vec<Edit>) {
    let typical = |input| whole.inputs.get(&input).map(|q: &Quantity| q.range.typical);
    let mut state = |input, range: Range, source: &str| {
        let quantity = Quantity { source: source.to_owned(), ..Quantity::of(range) };
        edits.push(Edit::Input(InputRef::component(whole.id.clone(), input), Some(quantity)));
    };
    if let Some(work) = whole.inputs.get(&Input::Work) {
        let source = "half of the work before the split";
        state(Input::Work, work.range.scale(0.5), source);
        let quantity =
            Quantity { source: source.to_owned(), ..Quantity::of(work.range.scale(0.5)) };
        half.inputs.insert(Input::Work, quantity);
    }
    let (Some(cpu), Some(interpreted)) =
        (whole.inputs.get(&Input::CpuTime), typical(Input::Interpreted))
    else {
        return;
    };
    if whole.cpu_language.as_ref().is_some_and(|id| id.as_str() != "python") {
        return;
    }
    let source = "share of the CPU time before the split";
    state(Input::CpuTime, cpu.range.scale(interpreted), source);
    state(Input::Interpreted, Range::exact(1.0), source);
    state(Input::Accelerated, Range::exact(0.0), source);
    state(Input::Native, Range::exact(0.0), source);
    let rest = 1.0 - interpreted;
    let quantity = |range| Quantity { source: source.to_owned(), ..Quantity::of(range) };
    half.inputs.insert(Input::CpuTime, quantity(cpu.range.scale(rest)));
    half.inputs.insert(Input::Interpreted, quantity(Range::exact(0.0)));
    for input in [Input::Accelerated, Input::Native] {
        let share = typical(input).unwrap_or(0.0) / rest.max(1e-9);
        half.inputs.insert(input, quantity(Range::exact(share.min(1.0))));
    }
}
