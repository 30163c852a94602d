//! Whole assignments as people are told of them: all in one language, as advised, as decided; and
//! what the advised one costs more than the cheapest of them, and buys for it.

use super::choice::{Choice, barred};
use super::preferred::preferred;
use crate::base::prose::in_a_row;
use crate::base::{Unit, number, words};
use crate::catalog::Candidate;
use crate::forecast::outlook::{self, Outlook};
use crate::forecast::{Assignment, Facts, Point, Resolved, Response, responses, totals};
use crate::model::{ComponentId, Input};

/// Most languages that are each counted for the whole plan.
const MOST_LANGUAGES: usize = 6;
/// Names that a sentence tells one by one.
const MOST_NAMES: usize = 3;
/// What is dearer by less than this share, and dearer in fewer draws than [`OFTEN`], costs about the
/// same; what pays back less than this share of its price hardly does.
const NEAR: f64 = 0.1;
/// Share of draws from which one is dearer than the other for people.
const OFTEN: f64 = 0.7;

/// An assignment with what it comes to.
#[derive(Clone, Debug, PartialEq)]
pub struct Standing {
    /// Name, such as `All Go (net/http)` or `As advised`.
    pub name: String,
    /// What is chosen.
    pub choice: Choice,
    /// The candidate of each component.
    pub assignment: Assignment,
    /// Money and time.
    pub outlook: Outlook,
    /// Cost over the horizon in each draw; draws are the same for all assignments.
    pub costs: Vec<f64>,
    /// Why it is only a comparison: the components that rule the candidate out, with the reason.
    pub barred: Option<String>,
    /// Components that miss the p99 target that somebody gave, with what they wait for, in the order
    /// of their ids.
    pub misses: Vec<ComponentId>,
}

/// All in each compared language, as advised, and as decided where something is.
#[must_use]
pub fn standings(resolved: &Resolved<'_>) -> Vec<Standing> {
    let all = assignments(resolved);
    let of: Vec<&Assignment> = all.iter().map(|(_, _, assignment, _)| assignment).collect();
    let drawn = outlook::draws_of_plan(resolved, &of);
    let missed = missed(resolved, &of);
    let standing =
        |(((name, choice, assignment, barred), draws), misses): ((_, Vec<totals::Totals>), _)| {
            let at_medians = totals::of_plan(resolved, &assignment, Point::Typical);
            Standing {
                name,
                choice,
                outlook: Outlook::of(&draws, &at_medians),
                costs: draws.iter().map(totals::Totals::cost).collect(),
                barred,
                misses,
                assignment,
            }
        };
    all.clone().into_iter().zip(drawn).zip(missed).map(standing).collect()
}

type Named = (String, Choice, Assignment, Option<String>);

fn assignments(resolved: &Resolved<'_>) -> Vec<Named> {
    let named = |choice: Choice, barred: Option<String>| {
        let name = words::sentence_case(&choice.label(resolved.catalog));
        let assignment = choice.assignment(resolved);
        (name, choice, assignment, barred)
    };
    let candidates = languages(resolved).into_iter().take(MOST_LANGUAGES);
    let mut all: Vec<Named> =
        candidates.map(|of| named(Choice::All(of.id.clone()), barred(resolved, of))).collect();
    all.push(named(Choice::Advised, None));
    if !resolved.plan.decisions.is_empty() {
        all.push(named(Choice::Decided, None));
    }
    all
}

/// The first compared candidate of each language, those that are counted first.
fn languages<'a>(resolved: &Resolved<'a>) -> Vec<&'a Candidate> {
    let mut found: Vec<&Candidate> = Vec::new();
    for candidate in resolved.catalog.compared(&resolved.plan.candidates) {
        if !found.iter().any(|other| other.language == candidate.language) {
            found.push(candidate);
        }
    }
    found
}

/// Languages that are compared for components, not for the whole plan.
#[must_use]
pub fn left_out<'a>(resolved: &Resolved<'a>) -> Vec<&'a Candidate> {
    languages(resolved).into_iter().skip(MOST_LANGUAGES).collect()
}

/// Components that miss the p99 target that somebody gave with the candidates of each of some
/// assignments, what they wait for included: in most draws ([`responses`]).
#[must_use]
pub fn missed(resolved: &Resolved<'_>, assignments: &[&Assignment]) -> Vec<Vec<ComponentId>> {
    let given = |facts: &Facts<'_>| facts.given(Input::P99Target).is_some();
    if !resolved.components.iter().any(given) {
        return vec![Vec::new(); assignments.len()];
    }
    responses::of_targets(resolved, assignments).iter().map(|answers| missed_of(answers)).collect()
}

/// Components whose answers miss their target in most draws.
pub(super) fn missed_of(answers: &[Response]) -> Vec<ComponentId> {
    answers.iter().filter(|of| of.misses()).map(|of| of.component.clone()).collect()
}

/// How many targets an assignment misses, in words; none where there is no target to miss.
#[must_use]
pub fn targets_in_words(resolved: &Resolved<'_>, misses: &[ComponentId]) -> Option<String> {
    let given = |facts: &&Facts<'_>| facts.given(Input::P99Target).is_some();
    let count = resolved.components.iter().filter(given).count();
    Some(match (count, misses.len()) {
        (0, _) => return None,
        (1, 0) => "meets its target".to_owned(),
        (_, 0) => "meets all targets".to_owned(),
        (of, missed) => format!("misses {missed} of {of} targets"),
    })
}

/// The advised assignment held against the cheapest single language.
#[derive(Clone, Debug, PartialEq)]
pub struct Reconciled {
    /// What the cheapest single language is called, as in a sentence: `all Go (net/http)`.
    pub cheapest: String,
    /// What the advised assignment costs, money, the median of the draws.
    pub advised: f64,
    /// What it costs more than the cheapest; negative where it costs less.
    pub extra: f64,
    /// Whether it is dearer by as much as is worth a choice, and in most draws.
    pub is_dearer: bool,
    /// Whether it buys a target, earlier delivery or a lower monthly bill.
    pub buys: bool,
    /// The sentence that tells it.
    pub sentence: String,
}

/// Holds the advised assignment against the cheapest single language that fits every component;
/// none where nothing is built, or no language fits all.
#[must_use]
pub fn reconcile(resolved: &Resolved<'_>, all: &[Standing]) -> Option<Reconciled> {
    let advised = all.iter().find(|of| of.choice == Choice::Advised)?;
    if advised.assignment.is_empty() {
        // What is bought costs the same in every language.
        return None;
    }
    let single = all.iter().filter(|of| matches!(of.choice, Choice::All(_)));
    let cheapest = single
        .filter(|of| of.barred.is_none() && of.outlook.cost.typical > 0.0)
        .min_by(|a, b| a.outlook.cost.typical.total_cmp(&b.outlook.cost.typical))?;
    let name = lower(&cheapest.name);
    let (ours, theirs) = (&advised.outlook, &cheapest.outlook);
    let extra = ours.cost.typical - theirs.cost.typical;
    let months = resolved.economic_at(Input::Horizon, Point::Typical);
    let money = |value: f64| Unit::Money.readable(value);
    let over = Unit::Months.readable(months);
    let begin =
        format!("As advised, the plan costs {} over {over}", ours.cost.with_ends(Unit::Money));
    let told = |extra: f64| {
        money(extra) != money(0.0) && money(ours.cost.typical) != money(theirs.cost.typical)
    };
    let same = !told(extra.abs());
    let gains = gains(resolved, advised, cheapest, &over);
    let buys = !gains.is_empty();
    let often = |holds: fn(f64, f64) -> bool| {
        let pairs = advised.costs.iter().zip(&cheapest.costs);
        share(pairs.filter(|(ours, theirs)| holds(**ours, **theirs)).count(), advised.costs.len())
    };
    let later = less(Unit::Weeks, theirs.weeks.typical, ours.weeks.typical);
    let later = later.map_or_else(String::new, |weeks| format!(" It is delivered {weeks} later."));
    let mut is_dearer = false;
    let sentence = if advised.assignment == cheapest.assignment {
        let language = name.trim_start_matches("all ");
        // What runs on people's devices has a language by where it runs.
        let but = if resolved.components.iter().any(|facts| facts.component.runs_on_devices()) {
            "but for what runs on people’s devices, "
        } else {
            ""
        };
        format!("{begin}: {but}all that is built is in {language}, the cheapest single language.")
    } else if same {
        format!("{begin}, as much as {name}, the cheapest single language.")
    } else if extra < 0.0 {
        let cheaper = often(|ours, theirs| ours < theirs);
        let told = format!("cheaper in {} sampled assumptions", number::of_100(cheaper));
        let by = money(-extra);
        if cheaper < OFTEN && -extra < NEAR * ours.cost.typical {
            // The difference of two medians may have the other sign than most differences.
            format!(
                "{begin}, about as much as {name}, the cheapest single language ({told}).{later}"
            )
        } else {
            format!("{begin}, {by} less than {name}, the cheapest single language ({told}).{later}")
        }
    } else {
        let dearer = often(|ours, theirs| ours > theirs);
        let often = format!("dearer in {} sampled assumptions", number::of_100(dearer));
        let cheapest = format!("{name}, the cheapest single language");
        let near = dearer < OFTEN && extra < NEAR * theirs.cost.typical;
        is_dearer = !near;
        let more = if near {
            format!("{begin}, about as much as {cheapest} ({often})")
        } else {
            format!("{begin}, {} more than {cheapest} ({often})", money(extra))
        };
        if gains.is_empty() {
            let bill = less(Unit::MoneyPerMonth, ours.monthly.typical, theirs.monthly.typical);
            format!("{more}. {}{later}", buys_nothing(bill.as_deref()))
        } else {
            let only = if gains.iter().all(|gain| gain.pays < extra * NEAR) { "only " } else { "" };
            let gains: Vec<String> = gains.into_iter().map(|gain| gain.what).collect();
            format!("{more}. That buys {only}{}.{later}", in_a_row(&gains))
        }
    };
    let lost = names(
        resolved,
        advised.misses.iter().filter(|id| cheapest.misses.binary_search(id).is_err()),
    );
    let sentence = match lost {
        Some(lost) => {
            format!("{sentence} As advised misses the p99 target of {lost}, which {name} meets.")
        }
        None => sentence,
    };
    let sentence = match preferred(resolved, advised, cheapest).filter(|_| is_dearer) {
        Some(why) => format!("{sentence} {why}"),
        None => sentence,
    };
    let advised = ours.cost.typical;
    Some(Reconciled { cheapest: name, advised, extra, is_dearer, buys, sentence })
}

/// That what an assignment costs more buys nothing worth it; `bill` is what it costs less to run.
fn buys_nothing(bill: Option<&str>) -> String {
    let what = "That buys neither a further target met";
    match bill {
        None => format!("{what}, nor earlier delivery, nor a lower monthly bill."),
        Some(bill) => {
            format!("{what} nor earlier delivery, and only {bill} less to run at first.")
        }
    }
}

/// Share of the cost that a lower bill saves below which nobody would pay for it.
const WORTH_TELLING: f64 = 0.005;

/// Something that an assignment has over another one.
struct Gain {
    /// As a phrase.
    what: String,
    /// Money that it is worth over the horizon; infinite where it is no money.
    pays: f64,
}

/// What the first has over the second.
fn gains(
    resolved: &Resolved<'_>,
    advised: &Standing,
    cheapest: &Standing,
    over: &str,
) -> Vec<Gain> {
    let mut gains = Vec::new();
    let priceless = |what: String| Gain { what, pays: f64::INFINITY };
    let met = cheapest.misses.iter().filter(|id| advised.misses.binary_search(id).is_err());
    if let Some(met) = names(resolved, met) {
        let misses = lower(&cheapest.name);
        gains.push(priceless(format!("the p99 target of {met}, which {misses} misses")));
    }
    let (ours, theirs) = (&advised.outlook, &cheapest.outlook);
    if let Some(weeks) = less(Unit::Weeks, ours.weeks.typical, theirs.weeks.typical) {
        gains.push(priceless(format!("delivery {weeks} sooner")));
    }
    let bill = less(Unit::MoneyPerMonth, ours.monthly.typical, theirs.monthly.typical);
    let pays = (theirs.run - ours.run).max(0.0);
    if let Some(bill) = bill.filter(|_| pays >= WORTH_TELLING * ours.cost.typical) {
        let told = Unit::Money.readable(pays);
        gains.push(Gain { what: format!("{bill} less to run at first, {told} over {over}"), pays });
    }
    gains
}

/// How much less the first is, where people see a difference.
pub(super) fn less(unit: Unit, first: f64, second: f64) -> Option<String> {
    let seen = first < second && unit.readable(first) != unit.readable(second);
    seen.then(|| unit.readable(second - first))
}

fn names<'a>(
    resolved: &Resolved<'_>,
    ids: impl Iterator<Item = &'a ComponentId>,
) -> Option<String> {
    let plan = resolved.plan;
    let all: Vec<String> = ids
        .map(|id| plan.components.get(id).map_or_else(|| id.to_string(), |of| of.name.clone()))
        .collect();
    let shown = all.len().min(MOST_NAMES);
    let mut shown = all[..shown].to_vec();
    if all.len() > shown.len() {
        shown.push(format!("{} more", all.len() - shown.len()));
    }
    (!shown.is_empty()).then(|| in_a_row(&shown))
}

/// A name within a sentence: `as advised`, `all Go (net/http)`.
#[must_use]
pub fn lower(name: &str) -> String {
    let begins = name.starts_with("As ") || name.starts_with("All ");
    let rest = name.strip_prefix('A').filter(|_| begins);
    rest.map_or_else(|| name.to_owned(), |rest| format!("a{rest}"))
}

#[expect(clippy::cast_precision_loss, reason = "a few hundred draws")]
fn share(count: usize, of: usize) -> f64 {
    count as f64 / of.max(1) as f64
}
