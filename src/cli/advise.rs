//! `polyplan advise`.

use std::fmt::Write as _;

use clap::Args;

use super::open::{PlanArguments, View, open};
use super::{Format, Outcome, answer, answer_json};
use crate::advice::{Advice, boundary, decided};
use crate::exchange::json;
use crate::model::ComponentId;

#[derive(Debug, Args)]
pub(super) struct Arguments {
    #[command(flatten)]
    plan: PlanArguments,
    /// How to answer.
    #[arg(long, value_enum, default_value_t = Format::Text)]
    format: Format,
}

pub(super) fn run(arguments: &Arguments) -> Outcome {
    let opened = open(&arguments.plan)?;
    let view = View::of(&opened);
    let links = boundary::links(&view.resolved, &decided(&view.resolved));
    if arguments.format == Format::Json {
        return answer_json(&json::advice(
            &view.resolved,
            &opened.revision(),
            &view.advice,
            &links,
        ));
    }
    let mut text = String::new();
    for (id, advice) in &view.advice {
        component(&mut text, id, advice);
    }
    let crossing: Vec<_> = links.iter().filter(|link| link.crosses).collect();
    if !crossing.is_empty() {
        text.push_str("Links that cross languages\n");
        for link in crossing {
            let _ = writeln!(text, "  {}: {}", link.link, link.reason);
        }
        text.push('\n');
    }
    let footer = &view.footer;
    let _ = writeln!(
        text,
        "{} inputs stated, {} assumed. Assumptions that matter most: {}.",
        footer.stated,
        footer.assumed,
        footer.assumptions.join("; ")
    );
    answer(&text)
}

fn component(text: &mut String, id: &ComponentId, advice: &Advice) {
    let _ = writeln!(text, "{id}: {}", advice.sentence);
    if !advice.ranking.is_empty() {
        let ranking: Vec<String> = advice
            .ranking
            .iter()
            .map(|ranked| match &ranked.gate {
                Some(gate) => format!("{} excluded, {}", ranked.name, gate.sentence()),
                None => format!("{} {:.0}", ranked.name, ranked.score),
            })
            .collect();
        let _ = writeln!(text, "  scores   {}", ranking.join("; "));
    }
    for reason in advice.reasons.iter().take(3) {
        let _ = writeln!(
            text,
            "  for      {} (claims {}; {})",
            reason.text,
            reason.claims,
            reason.sources.join(", ")
        );
    }
    for reason in advice.against.iter().take(2) {
        let _ = writeln!(
            text,
            "  against  {} (claims {}; {})",
            reason.text,
            reason.claims,
            reason.sources.join(", ")
        );
    }
    for note in &advice.notes {
        let _ = writeln!(text, "  note     {note}");
    }
    if let Some(split) = &advice.split {
        let _ = writeln!(text, "  split    {}: {}", split.service, split.service_work);
        let _ = writeln!(text, "           {}: {}", split.data, split.data_work);
    }
    for unknown in &advice.unknowns {
        let flips =
            unknown.flips_to.as_ref().map_or(String::new(), |flips| format!("; becomes {flips}"));
        let _ =
            writeln!(text, "  ask      {} (assumed {}{flips})", unknown.question, unknown.assumed);
    }
    if let Some(decision) = &advice.decision {
        let _ = writeln!(text, "  decided  {}", decision.sentence);
    }
    text.push('\n');
}
