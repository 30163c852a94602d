//! The report's parts on the whole plan.

use super::report::{Depth, Material};
use crate::advice::{self, boundary};
use crate::base::{Unit, number};
use crate::draw::document::{Block, Column, Table};
use crate::forecast::Point;
use crate::forecast::totals::Shared;
use crate::model::OwnCriterion;

/// Questions that are told where not everything is.
const QUESTIONS: usize = 8;

/// Links that cross languages.
pub(super) fn links(material: Material<'_>) -> Vec<Block> {
    let assignment = advice::decided(material.resolved);
    let links = boundary::links(material.resolved, &assignment);
    let crossing: Vec<_> = links.iter().filter(|link| link.crosses).collect();
    if crossing.is_empty() {
        return Vec::new();
    }
    let plan = material.resolved.plan;
    // Links of which the same is to be said share a row.
    let mut rows: Vec<Vec<String>> = Vec::new();
    for advice in &crossing {
        let Some(link) = plan.links.get(&advice.link) else { continue };
        let today =
            link.protocol.as_ref().map_or_else(String::new, |protocol| protocol.label().to_owned());
        let told = [today, advice.reason.clone(), advice.call_ms.readable(Unit::Ms)];
        let ends = format!("{} → {}", material.name(&link.from), material.name(&link.to));
        match rows.iter_mut().find(|row| row[1..] == told) {
            Some(row) => row[0].push_str(&format!("\n{ends}")),
            None => rows.push([vec![ends], told.to_vec()].concat()),
        }
    }
    let columns = vec![
        Column::words("Link"),
        Column::words("Planned"),
        Column::words("Advice"),
        Column::figures("A call costs"),
    ];
    let weeks = crossing.iter().find_map(|link| link.weeks).map_or_else(String::new, |weeks| {
        format!(
            " Each such link also takes a contract, a client and a second model of the data, which is assumed to cost {} to build.",
            weeks.readable(Unit::PersonWeeks)
        )
    });
    let note = format!(
        "Calls were measured between Python processes on one machine, as medians (S-OWN).{weeks}"
    );
    vec![
        Block::Heading("Links that cross languages".to_owned()),
        Block::Table(Table { columns, rows }),
        Block::Note(note),
    ]
}

/// Criteria of the team's own, with what each language gets and why.
pub(super) fn own_criteria(material: Material<'_>) -> Vec<Block> {
    let criteria = &material.resolved.plan.criteria;
    if criteria.is_empty() {
        return Vec::new();
    }
    let columns = vec![
        Column::words("Criterion"),
        Column::figures("Weight"),
        Column::words("Points of 5, and why"),
    ];
    let row = |of: &OwnCriterion| {
        let points = of.points.iter().map(|(language, given)| {
            let why = given.reason.trim();
            let why = if why.is_empty() { String::new() } else { format!(": {why}") };
            format!("{} {}{why}", material.language(language), number::readable(given.points))
        });
        let points = points.collect::<Vec<_>>().join("\n");
        let question = of.question.trim();
        let name =
            if question.is_empty() { of.name.clone() } else { format!("{}\n{question}", of.name) };
        vec![name, number::readable(of.weight), points]
    };
    let rows = criteria.values().map(row).collect();
    vec![
        Block::Heading("The team’s own criteria".to_owned()),
        Block::Table(Table { columns, rows }),
        Block::Note(
            "What the team asks of languages beyond what the program compares; a weight of 1 is a usual matter. Points and reasons are the team’s. A criterion weighs where at least two of the compared languages have points."
                .to_owned(),
        ),
    ]
}

/// Unknown inputs that could change the advice.
pub(super) fn questions(material: Material<'_>, depth: Depth) -> Vec<Block> {
    // Components with the same open question share a row.
    let mut rows: Vec<Vec<String>> = Vec::new();
    for (id, advice) in material.advice {
        for unknown in &advice.unknowns {
            let Some(flips) = &unknown.flips_to else { continue };
            let asked = [unknown.question.clone(), unknown.assumed.clone(), flips.clone()];
            let name = material.name(id);
            match rows.iter_mut().find(|row| row[1..] == asked) {
                Some(row) => row[0].push_str(&format!(", {name}")),
                None => rows.push([vec![name.to_owned()], asked.to_vec()].concat()),
            }
        }
    }
    if rows.is_empty() {
        return Vec::new();
    }
    let columns =
        ["Component", "Question", "Assumed", "Advice becomes"].map(Column::words).to_vec();
    let title = "Questions whose answers could change the advice";
    let all = rows.len();
    if depth != Depth::Full {
        rows.truncate(QUESTIONS);
    }
    let title = if rows.len() < all {
        format!("{title}: the first {QUESTIONS} of {all}")
    } else {
        title.to_owned()
    };
    vec![Block::Subheading(title), Block::Table(Table { columns, rows })]
}

/// How the numbers are made, and what they leave out.
pub(super) fn method(material: Material<'_>) -> Vec<Block> {
    let shared = Shared::of(material.resolved, Point::Typical);
    let waiting = format!(
        "Waiting is M/G/c within a server for stacks that share cores, M/G/1 for each process where every core has its own; from request to request CPU times vary by {} of their mean and waits by {} where nothing is stated (standard deviations); pauses of a collector or a loop stop each process for {} of the time ({}). Latency of a component is without calls to other components; that of a flow adds up along them, taking times as independent. The network is not counted.",
        Unit::Share.readable(shared.cpu_spread),
        Unit::Share.readable(shared.wait_spread),
        Unit::Share.readable(shared.stalled),
        stalled_sources(material).collect::<Vec<_>>().join(", ")
    );
    let servers = format!(
        "Servers follow the planned utilisation at peak, and what one server holds: {} processors, {}, {} connections. The bill counts the processors and the memory that are reserved at peak, which may be parts of a server, and what load grows by over the horizon. What is paid by the month or by the call counts where it is stated, and so do stored data and answers that leave the servers. Not counted: what is ready-made or licensed without a stated price, storage and traffic that nobody states, support outside working hours, and libraries and models in memory unless they are stated as live data.",
        number::readable(shared.server_vcpus),
        Unit::Gb.readable(shared.server_gb),
        number::readable(shared.server_connections),
    );
    let economics = format!(
        "Over the horizon of {}: building, learning, maintaining, and running at {} a processor and {} a gigabyte for a month of {} hours, with {} of the processors planned to be busy at peak.",
        Unit::Months.readable(shared.horizon_months),
        Unit::MoneyPerMonth.readable(shared.vcpu_month),
        Unit::MoneyPerMonth.readable(shared.gb_month),
        number::readable(material.resolved.catalog.constant("hours_per_month", 730.0)),
        Unit::Share.readable(shared.utilisation),
    );
    let points = [
        "Every number is a range: 10th percentile, median, 90th percentile. Money, weeks and the times of flows are told as the median of the draws; servers, memory and the latency of a component alone at the medians of the inputs.",
        "CPU time per request is CPython's time, split into interpreted, C-accelerated and native shares, each divided by the language's measured speed in that class, plus the stack's own time per request.",
        &waiting,
        &servers,
        &economics,
        "Delivery time, learning and maintenance are judgement and drawn hatched. Maintenance is a share of the components' own work, without toolchains and links across languages. Learning counts what is known of the maintainers; where nobody said what they know, none.",
        "Where a flow forks, its branches count as independent: the p99 is met within 1 % of simulation, or 5 % where pauses are much longer than services; the median is up to 12 % too high.",
        "How often a language is first: inputs and figures are drawn from their ranges, each weight between half and twice in 8 of 10 draws, facts that nobody has said by what is usual, and for each language what no criterion knows of, a thousand times. Flip points move one input or weight at a time.",
        "Languages for the whole plan weigh total cost and delivery time, and the slowest flow, all medians of the draws; they are searched for with flows at the medians of the inputs. A figure's share of the uncertainty is its swing in total cost from the 10th to the 90th percentile squared, over the sum of all.",
    ];
    vec![
        Block::Heading("Appendix: how the numbers are made".to_owned()),
        Block::Bullets(points.map(str::to_owned).to_vec()),
    ]
}

/// Where the share of the time comes from in which processes stand still.
fn stalled_sources(material: Material<'_>) -> impl Iterator<Item = &str> {
    let figure = material.resolved.catalog.constants.get("stalled");
    figure.into_iter().flat_map(|figure| figure.sources.iter().map(String::as_str))
}
