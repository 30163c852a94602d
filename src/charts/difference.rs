//! `difference`: one candidate less another on common draws, and the chance of each to meet the
//! p99 target.

use super::Subject;
use super::above;
use super::chart::{Axis, Bar, BarGroup, BarPart, Bars, Body, Chart, LegendEntry, Panel};
use crate::advice::Contender;
use crate::base::{Hue, Range, Unit, number, words};
use crate::forecast::difference::{self, OF_CANDIDATES, OfCandidates};
use crate::forecast::{Difference, Measure, sample};
use crate::model::{CandidateId, Input};

/// Inputs that the figures rest on, those that matter most first.
const INPUTS: &[Input] = &[
    Input::ExternalRate,
    Input::CpuTime,
    Input::Work,
    Input::P99Target,
    Input::LiveHeap,
    Input::Connections,
];

pub(super) fn chart(subject: &Subject<'_>, draws: u32) -> Chart {
    let assumptions = subject.assumptions(INPUTS);
    let pair = pair(subject);
    let found = pair.as_ref().and_then(|Both { leader, other }| {
        let candidates = [other.candidate, leader.candidate];
        difference::of_candidates(subject.resolved, subject.facts, candidates, draws)
    });
    let (title, takeaway, panels) = match pair.as_ref().zip(found.as_ref()) {
        None => (
            format!("{}: difference of two candidates", subject.name()),
            "There is one candidate alone.".to_owned(),
            vec![Panel {
                title: String::new(),
                body: Body::Empty("Compare a second candidate to see the difference.".to_owned()),
            }],
        ),
        Some((pair, found)) => (
            format!("{}: {} against {}", subject.name(), pair.name(true), pair.name(false)),
            takeaway(pair, found),
            std::iter::once(differences(pair, found))
                .chain(
                    subject
                        .facts
                        .value(Input::P99Target)
                        .map(|_| chances(pair, found, subject.facts.around.calls)),
                )
                .collect(),
        ),
    };
    Chart {
        id: "difference",
        title,
        takeaway,
        panels,
        notes: notes(subject, found.is_some()),
        sources: subject.sources(|candidate, language| {
            let compared = |of: &Both<'_>| of.has(candidate.id.as_str());
            if !pair.as_ref().is_some_and(compared) {
                return Vec::new();
            }
            [&language.interpreted, &language.accelerated, &language.native, &language.build_time]
                .into_iter()
                .chain([&candidate.overhead, &candidate.base_memory])
                .cloned()
                .collect()
        }),
        assumed: !assumptions.is_empty(),
        assumptions,
    }
}

/// The candidates that are compared: the one that leads, and the decided one, else the best of
/// another language.
struct Both<'a> {
    leader: &'a Contender<'a>,
    other: &'a Contender<'a>,
}

impl Both<'_> {
    /// Name of the leader or of the other: the language where that tells them apart.
    fn name(&self, leader: bool) -> &str {
        let of = if leader { self.leader } else { self.other };
        let alike = self.leader.language.id == self.other.language.id;
        if alike { &of.candidate.name } else { &of.language.name }
    }

    fn hue(&self, leader: bool) -> Hue {
        let alike = self.leader.language.hue == self.other.language.hue;
        match leader {
            true => self.leader.language.hue,
            false if alike => Hue::Neutral,
            false => self.other.language.hue,
        }
    }

    fn has(&self, candidate: &str) -> bool {
        [self.leader, self.other].iter().any(|of| of.candidate.id.as_str() == candidate)
    }
}

fn pair<'a>(subject: &'a Subject<'_>) -> Option<Both<'a>> {
    let ranking = &subject.advice.ranking;
    let first = ranking.first()?;
    let others = || ranking.iter().skip(1);
    let second = || others().find(|of| of.language != first.language).or_else(|| others().next());
    let contenders = &subject.case.contenders;
    let contender = |id: &CandidateId| contenders.iter().find(|of| of.candidate.id == *id);
    // A decided language stands beside the advised one, also where it was not compared.
    let decision = subject.resolved.plan.decisions.get(&subject.facts.component.id);
    let decided = decision
        .filter(|of| of.language != first.language)
        .and_then(|of| contenders.iter().find(|c| c.language.id == of.language));
    let other = match decided {
        Some(decided) => decided,
        None => contender(&second()?.candidate)?,
    };
    Some(Both { leader: contender(&first.candidate)?, other })
}

fn differences(pair: &Both<'_>, found: &OfCandidates) -> Panel {
    let [other, leader] = found.told;
    let rows: Vec<Row> = OF_CANDIDATES
        .iter()
        .map(|&measure| Row {
            measure,
            first: other.measure(measure),
            second: leader.measure(measure),
            difference: difference_of(&found.differences, measure),
            hues: [pair.hue(true), pair.hue(false)],
            less: format!("{} lower", pair.name(true)),
        })
        .collect();
    let entry = |leader| LegendEntry {
        name: format!("{} is lower", pair.name(leader)),
        hue: pair.hue(leader),
        hatched: false,
    };
    Panel {
        title: format!("{} minus {}", pair.name(true), pair.name(false)),
        body: Body::Bars(bars(&rows, vec![entry(true), entry(false)])),
    }
}

/// The difference by a measure, if it was drawn.
pub(super) fn difference_of(
    differences: &[(Measure, Difference)],
    measure: Measure,
) -> Option<Difference> {
    differences.iter().find(|(of, _)| *of == measure).map(|&(_, difference)| difference)
}

/// One row of a panel of differences.
pub(super) struct Row {
    pub measure: Measure,
    /// The first value, as it is told.
    pub first: f64,
    /// The second value, as it is told.
    pub second: f64,
    /// Second less first over common draws.
    pub difference: Option<Difference>,
    /// Colours where the second is less and where it is more.
    pub hues: [Hue; 2],
    /// What is said where the second is less: `Go lower`.
    pub less: String,
}

impl Row {
    /// Second less first, as both are told.
    fn apart(&self) -> f64 {
        difference::apart(self.first, self.second)
    }

    /// The same as a share of the larger, with its range over common draws.
    fn relative(&self) -> Range {
        let told = difference::relative(self.first, self.second);
        self.difference.map_or(Range::exact(told), |of| Range { typical: told, ..of.relative })
    }

    fn group(&self) -> BarGroup {
        let relative = self.relative();
        let part = BarPart {
            value: relative.typical,
            hue: self.hues[usize::from(relative.typical > 0.0)],
            hatched: self.measure.is_judgement(),
        };
        let share = self.difference.map_or_else(String::new, |of| {
            format!(": {} in {}", self.less, number::of_100(of.less))
        });
        BarGroup {
            label: format!("{}{share}", words::sentence_case(self.measure.label())),
            bars: vec![Bar {
                parts: vec![part],
                start: None,
                whisker: (!relative.is_exact()).then_some([relative.low, relative.high]),
                label: self.measure.unit().signed(self.apart()),
            }],
        }
    }
}

/// Bars of differences in per cent of the larger value, on an axis with 0 inside.
pub(super) fn bars(rows: &[Row], legend: Vec<LegendEntry>) -> Bars {
    let ends = rows
        .iter()
        .map(Row::relative)
        .fold([0.0_f64; 2], |[left, right], of| [left.max(-of.low), right.max(of.high)]);
    // Both sides are seen, so that it is plain where 0 is.
    let least = 0.2 * ends[0].max(ends[1]);
    let [left, right] = ends.map(|end| above(end.max(least)).min(1.0));
    Bars::new(
        Axis {
            label: "Difference, of the larger".to_owned(),
            unit: Unit::Share,
            log: false,
            min: -left,
            max: right,
        },
        rows.iter().map(Row::group).collect(),
        legend,
    )
}

fn chances(pair: &Both<'_>, found: &OfCandidates, calls: bool) -> Panel {
    let group = |(leader, place): (bool, usize)| {
        let chance = found.meets_target.map(|chances| chances[place]);
        BarGroup {
            label: pair.name(leader).to_owned(),
            bars: vec![Bar {
                parts: chance
                    .map(|value| BarPart { value, hue: pair.hue(leader), hatched: false })
                    .into_iter()
                    .collect(),
                start: None,
                whisker: None,
                label: chance.map_or_else(|| "not sampled yet".to_owned(), number::of_100),
            }],
        }
    };
    Panel {
        title: if calls {
            "Chance of meeting the p99 target without what it calls".to_owned()
        } else {
            "Chance of meeting the p99 target".to_owned()
        },
        body: Body::Bars(Bars::new(
            Axis {
                label: "Sampled assumptions".to_owned(),
                unit: Unit::Share,
                log: false,
                min: 0.0,
                max: 1.0,
            },
            [(true, 1), (false, 0)].into_iter().map(group).collect(),
            Vec::new(),
        )),
    }
}

/// Who is cheaper to run and who is built sooner, and how often.
fn takeaway(pair: &Both<'_>, found: &OfCandidates) -> String {
    let [other, leader] = found.told;
    // Who is less, none for neither, and in which share of the draws.
    let lower = |measure: Measure| {
        let apart = difference::apart(other.measure(measure), leader.measure(measure));
        match difference_of(&found.differences, measure) {
            Some(of) if of.equal >= 0.5 => (None, Some(of.equal)),
            Some(of) if of.less >= of.more => (Some(true), Some(of.less)),
            Some(of) => (Some(false), Some(of.more)),
            None => ((apart != 0.0).then_some(apart < 0.0), None),
        }
    };
    let often = |share: Option<f64>| {
        share.map_or_else(String::new, |share| format!(" in {}", number::of_100(share)))
    };
    let ((run, run_share), (built, built_share)) = (lower(Measure::Monthly), lower(Measure::Weeks));
    let run_text = run.map_or_else(
        || "both cost the same to run".to_owned(),
        |leads| format!("{} is cheaper to run", pair.name(leads)),
    );
    let built_text = match built {
        None => "both are built as fast".to_owned(),
        Some(_) if built == run => "is built sooner".to_owned(),
        Some(leads) => format!("{} is built sooner", pair.name(leads)),
    };
    let (before, after) =
        if run_share.is_some() { ("", " sampled assumptions") } else { ("at the medians ", "") };
    words::sentence_case(&format!(
        "{before}{run_text}{}{after}, and {built_text}{}.",
        often(run_share),
        often(built_share)
    ))
}

fn notes(subject: &Subject<'_>, compared: bool) -> Vec<String> {
    if !compared {
        return Vec::new();
    }
    let mut notes = vec![format!(
        "Bars: difference of what both come to, in per cent of the larger. Whiskers: 10th to 90th percentile of the difference over {} draws in which both meet the same load, work and prices. Hatched: judgement.",
        sample::DRAWS
    )];
    if subject.facts.value(Input::P99Target).is_some() {
        notes.push("Chance: share of the draws in which the p99 of the component alone, without calls, is within the target, which is drawn like everything else.".to_owned());
    }
    notes
}
