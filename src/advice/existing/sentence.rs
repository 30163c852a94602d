//! What is advised for code that exists, as sentences fit to read aloud.

use super::steps::Site;
use super::{Way, WayOn};
use crate::base::Unit;
use crate::base::words::counted;

/// The advice: what to do, what it takes, and how that stands against keeping the code.
pub(super) fn of(site: &Site<'_, '_>, ways: &[WayOn], best: usize) -> String {
    let component = &site.case.facts.component.name;
    let [old, new] = [&site.own.language.name, &site.other.language.name];
    let of = &ways[best];
    let keep = ways.iter().find(|of| of.way == Way::Keep);
    let takes = format!("{} and {}", person_weeks(of.work), money(of.build));
    let first = match of.way {
        Way::Keep => {
            let whole = ways.iter().find(|of| matches!(of.way, Way::StepByStep | Way::AtOnce));
            let whole = whole.map_or_else(String::new, |whole| {
                let (work, cost) = (person_weeks(whole.work), money(whole.build));
                let how = match whole.way {
                    Way::StepByStep => "step by step takes, with tests and moving over,",
                    _ => "takes, with tests of what it does,",
                };
                format!(": replacing it by {new} {how} about {work} and {cost}")
            });
            let than = ways.iter().filter(|of| of.way != Way::Keep);
            let saved = than.min_by(|a, b| a.cost.total_cmp(&b.cost));
            return format!(
                "Keep the {old} code of {component}{whole}{}.",
                saved.map_or_else(String::new, |other| against(other, of, site))
            );
        }
        Way::Tune => format!("Tune the {old} code of {component}: {takes}"),
        Way::Extract => {
            format!("Move the hot part of {component} from {old} to {new}: about {takes}")
        }
        Way::StepByStep => format!(
            "Replace the {old} code of {component} by {new} step by step: about {takes}, {}",
            in_steps(of, keep.is_some())
        ),
        Way::AtOnce => {
            format!("Write {component} anew in {new} in the place of its {old} code: about {takes}")
        }
    };
    let over = horizon(site);
    let beside = keep.map_or_else(String::new, |keep| {
        match (less(of.cost, keep.cost), less(keep.cost, of.cost)) {
            (Some(saved), _) => format!(". Over {over} that costs {saved} less than keeping it"),
            (_, Some(more)) => format!(
                ". Over {over} that costs {more} more than keeping it, which what speaks for {new} has to be worth"
            ),
            _ => format!(". Over {over} that costs about as much as keeping it"),
        }
    });
    format!("{first}{beside}.")
}

/// What the cheapest other way would come to against keeping the code.
fn against(other: &WayOn, keep: &WayOn, site: &Site<'_, '_>) -> String {
    let over = horizon(site);
    let (even, what) = match other.way {
        Way::Extract => ("even ", "moving its hot part"),
        Way::Tune => ("even ", "tuning it"),
        _ => ("", "that"),
    };
    match (less(keep.cost, other.cost), less(other.cost, keep.cost)) {
        (Some(more), _) => format!(", and {even}{what} would cost {more} more over {over}"),
        (_, Some(saved)) => {
            format!(", though by money alone {what} would save {saved} over {over}")
        }
        _ => String::new(),
    }
}

/// How many steps, how long, and where stopping is cheapest if the old code may stay at all.
fn in_steps(of: &WayOn, may_stay: bool) -> String {
    let steps = counted(of.steps.len(), "step");
    let over = Unit::Weeks.readable(of.weeks);
    let stop = of.stop_after();
    if may_stay && stop < of.steps.len() && stop > 0 {
        format!("in {steps} over {over}; by money alone it is cheapest to stop after step {stop}")
    } else {
        format!("in {steps} over {over}")
    }
}

fn horizon(site: &Site<'_, '_>) -> String {
    Unit::Months.readable(site.case.shared().horizon_months)
}

fn person_weeks(work: f64) -> String {
    Unit::PersonWeeks.readable(work)
}

fn money(of: f64) -> String {
    Unit::Money.readable(of)
}

/// How much less the first is, where people see a difference.
fn less(first: f64, second: f64) -> Option<String> {
    super::super::standing::less(Unit::Money, first, second)
}
