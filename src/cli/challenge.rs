//! `polyplan challenge`.

use std::fmt::Write as _;

use clap::{Args, ValueEnum};

use super::open::{Opened, PlanArguments, View, open};
use super::{Outcome, answer, answer_json};
use crate::advice::{Challenge, challenge};
use crate::exchange::{self, markdown};
use crate::model::ComponentId;

/// Held against its strongest rival: one component, or all that have a language to choose.
#[derive(Debug, Args)]
pub(super) struct Arguments {
    #[command(flatten)]
    plan: PlanArguments,
    /// The component; without it all that the team builds.
    #[arg(long, value_name = "ID")]
    component: Option<String>,
    /// How to answer.
    #[arg(long, value_enum, default_value_t = Format::Text)]
    format: Format,
}

/// How a challenge is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Format {
    /// For people.
    Text,
    /// For programs; fields are only ever added.
    Json,
    /// For documents.
    Markdown,
}

pub(super) fn run(arguments: &Arguments) -> Outcome {
    let opened = open(&arguments.plan)?;
    let only = arguments.component.as_deref().map(|id| component(&opened, id)).transpose()?;
    let view = View::of(&opened);
    let mut challenges = challenge::of_plan(&view.resolved, &view.advice, only.as_ref());
    challenges.retain(|challenge| only.as_ref().is_none_or(|id| *id == challenge.component));
    if let (Some(id), true) = (&only, challenges.is_empty()) {
        return Err(format!("`{id}` has no language to challenge; `polyplan advise` says why"));
    }
    let revision = opened.revision();
    match arguments.format {
        Format::Text => answer(&text(&challenges)),
        Format::Json => {
            answer_json(&exchange::challenge::json(&view.resolved, &revision, &challenges))
        }
        Format::Markdown => {
            let document = exchange::challenge::document(&view.resolved, &revision, &challenges);
            answer(&markdown::write(&document))
        }
    }
}

/// The component that an id names.
fn component(opened: &Opened, id: &str) -> Result<ComponentId, String> {
    let ids = || opened.plan.components.keys();
    ids().find(|known| known.as_str() == id).cloned().ok_or_else(|| {
        let known: Vec<&str> = ids().map(ComponentId::as_str).collect();
        format!("the plan has no component `{id}`; it has {}", known.join(", "))
    })
}

fn text(challenges: &[Challenge]) -> String {
    let mut text = String::new();
    for challenge in challenges {
        let _ = writeln!(text, "{}: {}", challenge.component, challenge.sentences.join(" "));
        for section in challenge.sections() {
            let _ = writeln!(text, "  {}", section.title);
            for point in section.points {
                let _ = writeln!(text, "    {}", point.cited());
            }
        }
        text.push('\n');
    }
    text
}
