//! What the chart of a sweep says in words.

use crate::base::number;
use crate::base::words::sentence_case;
use crate::charts::{BAND_ENDS, Subject};
use crate::forecast::sweep::{Crossing, CrossingKind, Metric, Sweep, SweepError, Swept};
use crate::model::{ComponentId, Input, InputOwner, InputRef, Plan};

/// What is swept and, if it is of another element than the component, of what; lower case.
#[must_use]
pub fn swept_name(plan: &Plan, component: &ComponentId, swept: &Swept) -> String {
    let label = swept.label();
    let of = match swept {
        Swept::Months | Swept::Input(InputRef { owner: InputOwner::Plan, .. }) => None,
        Swept::Input(InputRef { owner: InputOwner::Component(id), .. }) => {
            let other = plan.components.get(id).filter(|_| id != component);
            other.map(|other| other.name.clone())
        }
        Swept::Input(InputRef { owner: InputOwner::Link(id), .. }) => {
            let name = |id| plan.components.get(id).map(|component| component.name.as_str());
            let link = plan.links.get(id);
            link.and_then(|link| Some(format!("{} to {}", name(&link.from)?, name(&link.to)?)))
        }
        Swept::Input(InputRef { owner: InputOwner::Role(id), .. }) => {
            plan.roles.get(id).map(|role| role.name.clone())
        }
    };
    of.map_or_else(|| label.to_owned(), |of| format!("{label}, {of}"))
}

/// The change next to the plan, else who is lowest.
pub(super) fn takeaway(subject: &Subject<'_>, sweep: &Sweep, metrics: &[Metric]) -> String {
    let crossings =
        sweep.crossings.iter().filter(|of| of.leading && metrics.contains(&of.metric()));
    // Of what decides between candidates the change next to the plan, else where it queues.
    let decides = |crossing: &Crossing| {
        matches!(crossing.kind, CrossingKind::Crossover { .. } | CrossingKind::Target { .. })
    };
    let along = |value: f64| if sweep.log { libm::log(value) } else { value };
    let far = |crossing: &Crossing| {
        sweep.planned.map_or(0.0, |planned| (along(crossing.first) - along(planned)).abs())
    };
    let next = crossings
        .min_by(|a, b| decides(b).cmp(&decides(a)).then_with(|| far(a).total_cmp(&far(b))));
    if let Some(crossing) = next {
        return sweep.sentence(crossing, subject.resolved.catalog);
    }
    let Some(&metric) = metrics.first() else { return String::new() };
    let lowest = |place: usize| {
        let values = sweep.lines.iter().map(|line| line.points.get(place).map(|of| metric.of(of)));
        let values: Vec<f64> = values.map(|value| value.unwrap_or(f64::NAN)).collect();
        let best = (0..values.len()).min_by(|&a, &b| values[a].total_cmp(&values[b]))?;
        let tied = values.iter().enumerate().any(|(i, &v)| i != best && v == values[best]);
        (!tied).then_some(best)
    };
    let best = lowest(0).filter(|best| (0..sweep.values.len()).all(|i| lowest(i) == Some(*best)));
    match best.and_then(|index| subject.case.contenders.get(index)) {
        Some(of) => format!("{} {} at every value shown.", of.candidate.name, metric.praise()),
        None => format!("The first place in {} does not change.", metric.label()),
    }
}

/// What the lines rest on.
pub(super) fn notes(subject: &Subject<'_>, sweep: &Sweep, metrics: &[Metric]) -> Vec<String> {
    let again = sweep.crossings.iter().any(|of| metrics.contains(&of.metric()) && of.count > 1);
    let mut notes = vec![format!(
        "Lines: one number moves, all others stay at their medians. Servers and processes come in whole numbers, so lines have steps{}.",
        if again {
            "; where they cross again and again, the first and the last place are marked"
        } else {
            ""
        }
    )];
    if metrics.contains(&Metric::PlannedP99) {
        let servers = subject.listed(|index| {
            let servers = sweep.lines.get(index).map_or(f64::NAN, |line| line.planned_servers);
            let name = &subject.case.contenders[index].candidate.name;
            format!("{name} {}", number::readable(servers))
        });
        notes.push(format!(
            "Planned servers are those that the plan as it stands asks for: {servers}. Elsewhere servers follow the swept number. A ring where waiting in line makes p99 twice what it is without load."
        ));
    }
    notes.push(subject.band_note(match metrics {
        [Metric::PlannedP99] => "the catalog's figures; other numbers at their medians",
        _ if metrics.contains(&Metric::PlannedP99) => {
            "all other numbers and the catalog's figures, of latency on planned servers of the figures alone"
        }
        _ => "all other numbers and the catalog's figures",
    }));
    if metrics.iter().any(|metric| matches!(metric, Metric::P99 | Metric::PlannedP99)) {
        notes.push(BAND_ENDS.to_owned());
    }
    notes.extend(meaning(subject, &sweep.swept));
    notes
}

/// What the values of some inputs mean.
fn meaning(subject: &Subject<'_>, swept: &Swept) -> Option<String> {
    let component = &subject.facts.component;
    let language = |id: Option<&crate::model::LanguageId>, other: &str| {
        id.map_or_else(
            || other.to_owned(),
            |id| subject.resolved.catalog.language_name(id).to_owned(),
        )
    };
    match swept {
        Swept::Months => Some(
            "Rate and connections grow by the component's growth per year; the horizon begins anew at each month."
                .to_owned(),
        ),
        Swept::Input(address) => match address.input {
            Input::Interpreted | Input::Accelerated | Input::Native => Some(
                "The interpreted, C-accelerated and native shares are scaled to add up to 100 %."
                    .to_owned(),
            ),
            Input::CpuTime => {
                let stated = component.inputs.contains_key(&Input::CpuTime);
                let of = component.cpu_language.as_ref().filter(|_| stated);
                Some(format!("CPU time is that of {}.", language(of, "CPython")))
            }
            Input::Work => {
                let stated = component.inputs.contains_key(&Input::Work);
                let of = component.work_language.as_ref().filter(|_| stated);
                Some(format!("Work is that of people fluent in {}.", language(of, "Python")))
            }
            _ => None,
        },
    }
}

/// Why there is no sweep, for people who look at the plan rather than at addresses.
pub(super) fn nothing(plan: &Plan, component: &ComponentId, error: &SweepError) -> String {
    let name = |swept| capitalised(&swept_name(plan, component, swept));
    match error {
        SweepError::NoEnds(swept) => {
            format!("{}: nothing above zero is stated or assumed to sweep around.", name(swept))
        }
        SweepError::NoEffect { swept: Swept::Months, .. } => {
            "Months from now move nothing here; state a growth per year and a rate.".to_owned()
        }
        SweepError::NoEffect { swept, .. } => {
            let of = plan.components.get(component).map_or("", |of| of.name.as_str());
            format!("{} moves no number of {of}; choose another input.", name(swept))
        }
        other => sentence_case(&format!("{other}.")),
    }
}

/// With a capital first letter; p99 stays as it is.
#[must_use]
pub fn capitalised(text: &str) -> String {
    if text.starts_with("p99") { text.to_owned() } else { sentence_case(text) }
}
