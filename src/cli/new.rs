//! `polyplan new`.

use std::path::PathBuf;
use std::process::ExitCode;

use clap::Args;
use clap::builder::{PossibleValue, PossibleValuesParser};

use super::open::named_as_plan;
use super::{Outcome, say};
use crate::base::Point;
use crate::files::{self, templates};
use crate::model::{
    Component, ComponentId, DEFAULT_CARD, Focus, Kind, Link, LinkId, Placement, Plan,
};

#[derive(Debug, Args)]
pub(super) struct Arguments {
    /// The file to write; it must not exist.
    plan: PathBuf,
    /// Name of the plan; by default that of the file.
    #[arg(long)]
    name: Option<String>,
    /// Start from a whole plan, to be changed, instead of two components.
    #[arg(long, value_parser = known_templates())]
    template: Option<String>,
}

fn known_templates() -> PossibleValuesParser {
    let known = templates::TEXTS.iter();
    known.map(|text| PossibleValue::new(text.word).help(text.about)).into()
}

pub(super) fn run(arguments: &Arguments) -> Outcome {
    let path = &arguments.plan;
    if path.exists() {
        return Err(format!("{} is already there; choose another name", path.display()));
    }
    let file = path.file_name().and_then(|name| name.to_str()).unwrap_or_default();
    named_as_plan(path)?;
    let name = arguments
        .name
        .clone()
        .unwrap_or_else(|| file.trim_end_matches(files::EXTENSION).to_owned());
    let template = arguments.template.as_deref().and_then(templates::from_word);
    let plan = template.map_or_else(|| starter(&name), |of| Plan { name: name.clone(), ..of.plan });
    files::save(path, &plan).map_err(|error| error.to_string())?;
    let next = say::word(path);
    say::note(&format!("Wrote {}; next: polyplan advise {next}", path.display()));
    Ok(ExitCode::SUCCESS)
}

/// A plan that shows what a file looks like: a tagged service in front of a tagged model.
fn starter(name: &str) -> Plan {
    let mut plan = Plan::new(name);
    let id = |text: &str| ComponentId::fresh(text, |_| false);
    let mut api = Component::new(id("api"), "API", Kind::Service);
    api.tags.performance = Some(Focus::Unsaid);
    let mut ranking = Component::new(id("ranking"), "Ranking", Kind::ModelServing);
    ranking.tags.data = true;
    let link =
        Link::new(LinkId::fresh("api-ranking", |_| false), api.id.clone(), ranking.id.clone());
    for (component, x) in [(api, 0.0), (ranking, 296.0)] {
        let placement = Placement { at: Point::new(x, 0.0), size: DEFAULT_CARD, by_hand: false };
        plan.placements.insert(component.id.clone(), placement);
        plan.components.insert(component.id.clone(), component);
    }
    plan.links.insert(link.id.clone(), link);
    plan
}
