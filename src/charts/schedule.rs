//! `schedule`: when each component is built, role by role.

use super::chart::{Axis, Bar, BarGroup, BarPart, Bars, Body, Chart, LegendEntry, Panel};
use super::totals::{beside, end, ends};
use super::{above, footer};
use crate::advice::{Choice, crews};
use crate::base::words::sentence_case;
use crate::base::{Hue, Range, Unit, number};
use crate::forecast::schedule::{self, Built, Schedule};
use crate::forecast::{Assignment, Resolved, sample};
use crate::model::{Input, RoleId};

/// Inputs that the figures rest on, those that matter most first.
const INPUTS: &[Input] = &[Input::Work, Input::TeamSize];

/// Components up to which each has a row.
const MOST: usize = 40;

/// Share from which one time is later than another for people.
const SEEN: f64 = 0.01;

/// The same where there are bars of languages that the catalog has no figures for.
const WITHOUT: &str =
    "Several components, or a language without figures that is counted as another";

/// What bars of several components stand for.
const SEVERAL: &str = "Several components";

/// A schedule with the assignment that it is of.
struct Scheduled {
    choice: Choice,
    name: String,
    assignment: Assignment,
    schedule: Schedule,
}

pub(super) fn chart(resolved: &Resolved<'_>, draws: u32) -> Chart {
    let built = resolved.components.iter().any(|facts| facts.component.is_built());
    let all = if built && draws > 0 { scheduled(resolved) } else { Vec::new() };
    let empty =
        |text: &str| vec![Panel { title: String::new(), body: Body::Empty(text.to_owned()) }];
    let panels = match (built, draws) {
        (false, _) => empty("Add a component that the team builds to see when it is done."),
        (true, 0) => empty("The schedule is being worked out."),
        _ if all.is_empty() => empty("Nothing is built that a compared candidate fits."),
        _ => all.iter().map(|of| panel(resolved, of)).collect(),
    };
    let assumptions = footer::assumptions_on(resolved, INPUTS);
    Chart {
        id: "schedule",
        title: "Schedule".to_owned(),
        takeaway: all.first().map_or_else(String::new, |of| takeaway(resolved, of)),
        notes: notes(resolved, &all),
        panels,
        sources: ["S-RUSTG", "S-SURV"].map(str::to_owned).to_vec(),
        assumed: !assumptions.is_empty(),
        assumptions,
    }
}

/// As decided, where something is, and as advised, where that differs.
fn scheduled(resolved: &Resolved<'_>) -> Vec<Scheduled> {
    let mut all: Vec<(Choice, Assignment)> = Vec::new();
    let decided = (!resolved.plan.decisions.is_empty()).then_some(Choice::Decided);
    for choice in decided.into_iter().chain([Choice::Advised]) {
        let assignment = choice.assignment(resolved);
        if all.iter().all(|(_, other)| *other != assignment) {
            all.push((choice, assignment));
        }
    }
    let of = |(choice, assignment): (Choice, Assignment)| {
        let schedule = schedule::of_plan(resolved, &assignment)?;
        let name = choice.label(resolved.catalog);
        Some(Scheduled { choice, name, assignment, schedule })
    };
    all.into_iter().filter_map(of).collect()
}

fn name<'a>(resolved: &'a Resolved<'_>, built: &'a Built) -> &'a str {
    let component = resolved.plan.components.get(&built.component);
    component.map_or(built.component.as_str(), |component| &component.name)
}

fn owner<'a>(resolved: &'a Resolved<'_>, built: &Built) -> Option<&'a RoleId> {
    resolved.plan.components.get(&built.component)?.owner.as_ref()
}

/// The components that have a row, role by role, those of nobody last; in a role as they are begun.
fn rows<'a>(resolved: &Resolved<'_>, of: &'a Scheduled) -> Vec<&'a Built> {
    let mut rows: Vec<&Built> = of.schedule.built.iter().collect();
    rows.sort_by(|a, b| b.end.typical.total_cmp(&a.end.typical));
    rows.truncate(MOST);
    let roles: Vec<&RoleId> = resolved.plan.roles.keys().collect();
    let place = |built: &Built| {
        let role = owner(resolved, built);
        role.and_then(|role| roles.iter().position(|of| *of == role)).unwrap_or(roles.len())
    };
    rows.sort_by(|a, b| {
        let begun = a.start.typical.total_cmp(&b.start.typical);
        let done = a.end.typical.total_cmp(&b.end.typical);
        let begun = begun.then(done).then_with(|| a.component.cmp(&b.component));
        place(a).cmp(&place(b)).then(begun)
    });
    rows
}

fn panel(resolved: &Resolved<'_>, of: &Scheduled) -> Panel {
    let weeks = of.schedule.weeks;
    let rows = rows(resolved, of);
    // Nothing is done later than the plan, so that no bar is broken.
    let end = end(std::iter::once((weeks.typical, weeks)));
    let owned = rows.iter().any(|built| owner(resolved, built).is_some());
    let (mut groups, mut last) = (Vec::new(), None);
    for built in &rows {
        let role = owner(resolved, built);
        if owned && last != Some(role) {
            groups.push(heading(resolved, &of.schedule, role, end));
        }
        last = Some(role);
        groups.push(row(resolved, of, built, end));
    }
    let axis = Axis {
        label: "Calendar time".to_owned(),
        unit: Unit::Weeks,
        log: false,
        min: 0.0,
        max: above(end),
    };
    groups.push(BarGroup { label: "Whole plan".to_owned(), bars: vec![several(weeks, end)] });
    let bars = Bars::new(axis, groups, legend(resolved, of, &rows));
    Panel { title: sentence_case(&of.name), body: Body::Bars(bars) }
}

/// The bar of several components from the start until the last of them is done.
fn several(weeks: Range, end: f64) -> Bar {
    Bar {
        parts: vec![BarPart { value: weeks.typical, hue: Hue::Neutral, hatched: true }],
        start: Some(0.0),
        whisker: ends(weeks),
        label: beside(weeks.typical, weeks, Unit::Weeks, end),
    }
}

/// The row above those of a role: all that its people build, or that each component has its own.
fn heading(
    resolved: &Resolved<'_>,
    schedule: &Schedule,
    role: Option<&RoleId>,
    end: f64,
) -> BarGroup {
    let shared = schedule.roles.iter().find(|(id, _)| Some(id) == role);
    let bar = shared.map_or_else(
        || Bar {
            parts: Vec::new(),
            start: None,
            whisker: None,
            label: "a team for each component".to_owned(),
        },
        |(_, weeks)| several(*weeks, end),
    );
    BarGroup {
        label: role.map_or_else(|| "No role".to_owned(), |id| of_role(resolved, id)),
        bars: vec![bar],
    }
}

/// A role with how many people it has, if that is stated: `Backend engineer (4 people)`.
fn of_role(resolved: &Resolved<'_>, id: &RoleId) -> String {
    let name = resolved.plan.roles.get(id).map_or(id.as_str(), |role| &role.name);
    let owned = resolved.components.iter().find(|facts| facts.component.owner.as_ref() == Some(id));
    match owned.and_then(crews::people_of) {
        Some(people) => format!("{name} ({people})"),
        None => name.to_owned(),
    }
}

fn row(resolved: &Resolved<'_>, of: &Scheduled, built: &Built, end: f64) -> BarGroup {
    let told_in = told_in(resolved, of, built);
    let [start, done] = [built.start.typical, built.end.typical];
    let told = beside(done, built.end, Unit::Weeks, end);
    let told = if built.shared && start > 0.0 {
        format!("{} to {told}", number::rough(start))
    } else {
        told
    };
    let part = BarPart {
        value: done - start,
        hue: told_in.as_ref().map_or(Hue::Neutral, |(_, hue)| *hue),
        hatched: true,
    };
    BarGroup {
        label: name(resolved, built).to_owned(),
        bars: vec![Bar {
            parts: vec![part],
            start: Some(start),
            whisker: ends(built.end),
            label: told_in.map_or_else(|| told.clone(), |(name, _)| format!("{name}, {told}")),
        }],
    }
}

/// Name and colour of the language that a component is built in: the decided one, also where the catalog
/// has no figures for it and those of another one stand in.
fn told_in(resolved: &Resolved<'_>, of: &Scheduled, built: &Built) -> Option<(String, Hue)> {
    let decision = resolved.plan.decisions.get(&built.component);
    let bare = decision.filter(|decision| {
        of.choice == Choice::Decided && !resolved.catalog.has_figures(&decision.language)
    });
    if let Some(decision) = bare {
        return Some((resolved.catalog.language_name(&decision.language).to_owned(), Hue::Neutral));
    }
    let candidate = resolved.catalog.candidates.get(of.assignment.get(&built.component)?)?;
    let language = resolved.catalog.languages.get(&candidate.language)?;
    Some((language.name.clone(), language.hue))
}

fn legend(resolved: &Resolved<'_>, of: &Scheduled, rows: &[&Built]) -> Vec<LegendEntry> {
    let mut entries: Vec<LegendEntry> = Vec::new();
    let mut add = |name: &str, hue: Hue| {
        if entries.iter().all(|entry| entry.name != name) {
            entries.push(LegendEntry { name: name.to_owned(), hue, hatched: true });
        }
    };
    let told: Vec<(String, Hue)> =
        rows.iter().filter_map(|built| told_in(resolved, of, built)).collect();
    for (name, hue) in told.iter().filter(|(_, hue)| *hue != Hue::Neutral) {
        add(name, *hue);
    }
    let without = told.iter().any(|(_, hue)| *hue == Hue::Neutral);
    add(if without { WITHOUT } else { SEVERAL }, Hue::Neutral);
    entries
}

/// What each of those who build side by side takes by itself.
fn apart(resolved: &Resolved<'_>, schedule: &Schedule) -> Vec<(f64, String)> {
    let alone = schedule.built.iter().filter(|built| !built.shared);
    let alone = alone.map(|built| (built.end.typical, name(resolved, built).to_owned()));
    let shared = schedule
        .roles
        .iter()
        .map(|(id, weeks)| (weeks.typical, format!("what {} builds", of_role(resolved, id))));
    shared.chain(alone).collect()
}

/// How long all of it takes, and what takes longest.
fn takeaway(resolved: &Resolved<'_>, of: &Scheduled) -> String {
    let all = apart(resolved, &of.schedule);
    let longest = all.iter().max_by(|a, b| a.0.total_cmp(&b.0));
    let longest = longest.filter(|_| all.len() > 1).map_or_else(String::new, |(weeks, what)| {
        format!("; {what} takes longest, {} by itself", Unit::Weeks.readable(*weeks))
    });
    format!(
        "{} all is built after {}{longest}.",
        sentence_case(&of.name),
        Unit::Weeks.readable(of.schedule.weeks.typical)
    )
}

fn notes(resolved: &Resolved<'_>, all: &[Scheduled]) -> Vec<String> {
    let Some(of) = all.first() else { return Vec::new() };
    let mut notes = vec![format!(
        "Hatched: judgement. Bars: medians of start and end over {} draws of all inputs and figures; whiskers: 10th to 90th percentile of the end.",
        sample::draws(resolved)
    )];
    let longest = apart(resolved, &of.schedule).into_iter().map(|(weeks, _)| weeks);
    if of.schedule.weeks.typical > (1.0 + SEEN) * longest.fold(0.0, f64::max) {
        notes.push("The plan is done later than whatever takes longest by itself, as one of several is always late.".to_owned());
    }
    match crews::sentence(resolved, &of.assignment) {
        Some(shared) => notes.push(format!("{shared} A role begins with what takes it longest, unless something else would be late; the order says nothing of what needs what.")),
        None => notes.push("Every component has a team of its own, so all begin at once.".to_owned()),
    }
    let unsaid = unsaid(resolved, &of.schedule);
    if !unsaid.is_empty() {
        notes.push(format!(
            "Nobody has said how many people {} has: where its headcount is stated, they build what it owns in turn.",
            unsaid.join(" or ")
        ));
    }
    let left_out = of.schedule.built.len().saturating_sub(MOST);
    if left_out > 0 {
        notes.push(format!("{left_out} more components, which are done earlier, are left out."));
    }
    notes
}

/// Roles that own several components that are built and whose headcount nobody stated.
fn unsaid<'a>(resolved: &'a Resolved<'_>, schedule: &Schedule) -> Vec<&'a str> {
    let several = |id: &RoleId| {
        let owned = schedule.built.iter().filter(|built| owner(resolved, built) == Some(id));
        owned.filter(|built| !built.shared).count() > 1
    };
    let roles = resolved.plan.roles.iter().filter(|(id, _)| several(id));
    roles.map(|(_, role)| role.name.as_str()).collect()
}
