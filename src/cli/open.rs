//! Opening a plan for a subcommand.

use std::path::{Path, PathBuf};

use clap::Args;

use super::output::{Output, is_standard};
use super::say;

use crate::advice::{self, Advice, Finding, findings};
use crate::catalog::Catalog;
use crate::charts::Footer;
use crate::charts::footer::footer;
use crate::files::{self, Loaded, Repair, replace};
use crate::forecast::Resolved;
use crate::model::{CandidateId, ComponentId, Plan};

/// What a plan from the standard input is called in messages.
const STANDARD_INPUT: &str = "the standard input";

/// Which plan, and how to look at it.
#[derive(Debug, Args)]
pub(super) struct PlanArguments {
    /// The plan, a file ending in .plan.ron; `-` is the standard input.
    pub plan: PathBuf,
    /// Look at the plan under one of its scenarios.
    #[arg(long, value_name = "ID")]
    pub scenario: Option<String>,
    /// Compare these candidates instead of the plan's, separated by commas; `all` is every one.
    #[arg(long, value_name = "IDS")]
    pub candidates: Option<String>,
}

/// A plan that was read, with the catalog.
#[derive(Clone)]
pub(super) struct Opened {
    pub plan: Plan,
    pub catalog: &'static Catalog,
    /// What had to be repaired to read it.
    pub repairs: Vec<Repair>,
    scenario: Option<String>,
}

/// Reads a plan; repairs go to standard error.
pub(super) fn open(arguments: &PlanArguments) -> Result<Opened, String> {
    let path = &arguments.plan;
    let Loaded { mut plan, repairs, .. } = load(path)?;
    let catalog = catalog()?;
    if let Some(candidates) = &arguments.candidates {
        plan.candidates = chosen(candidates, catalog)?;
    }
    let opened = Opened { plan, catalog, repairs, scenario: None };
    opened.under(arguments.scenario.as_ref())
}

/// Reads a plan file; its repairs are listed on standard error too.
pub(super) fn load(path: &Path) -> Result<Loaded, String> {
    let name = if is_standard(path) { STANDARD_INPUT.into() } else { path.to_string_lossy() };
    let loaded = if is_standard(path) {
        files::load_from(STANDARD_INPUT, std::io::stdin())
    } else {
        files::load(path)
    };
    let loaded = loaded.map_err(|error| match error {
        files::LoadError::Io { .. } => error.to_string(),
        other => format!("{name}: {other}"),
    })?;
    loaded.plan.currency().enter();
    for repair in &loaded.repairs {
        say::warn(&format!("{name}: {repair}"));
    }
    Ok(loaded)
}

/// Saves a plan to a file and says so; `-` writes it to the standard output.
pub(super) fn save(path: &Path, plan: &Plan) -> Result<(), String> {
    if is_standard(path) {
        let text = files::write_text(plan).map_err(|error| error.to_string())?;
        return Output::Standard.write(text.as_bytes()).map(|_| ());
    }
    files::save(path, plan).map_err(|error| error.to_string())?;
    say::note(&format!("Saved {}", path.display()));
    Ok(())
}

/// Refuses a new name for a plan that does not end as those of plans do: nothing would know it for
/// one again. Pipes and devices are called as they are.
pub(super) fn named_as_plan(path: &Path) -> Result<(), String> {
    let ending = files::EXTENSION;
    let named = path.to_string_lossy().ends_with(ending);
    if named || is_standard(path) || replace::is_stream(path) {
        return Ok(());
    }
    let path = path.display();
    Err(format!("plans end in {ending}; write {path}{ending}"))
}

/// Refuses to go on where saving would make repairs final, unless that was accepted; says what else
/// saving leaves out.
pub(super) fn settled(loaded: &Loaded, accepted: bool) -> Result<(), String> {
    if loaded.repairs.is_empty() || accepted {
        if let Some(lost) = loaded.lost_by_saving() {
            say::warn(&lost);
        }
        return Ok(());
    }
    Err("saving would make the repairs above final; mend the file, or say --accept-repairs"
        .to_owned())
}

/// The shipped catalog.
pub(super) fn catalog() -> Result<&'static Catalog, String> {
    Catalog::shipped().map_err(ToString::to_string)
}

fn chosen(text: &str, catalog: &Catalog) -> Result<Vec<CandidateId>, String> {
    if text == "all" {
        return Ok(catalog.candidates.keys().cloned().collect());
    }
    let words: Vec<&str> = text.split(',').map(str::trim).collect();
    let twice = words.iter().enumerate().find(|(at, word)| words[..*at].contains(word));
    if let Some((_, word)) = twice {
        return Err(format!("`{word}` stands twice in --candidates; once is enough"));
    }
    words
        .into_iter()
        .map(|word| {
            let id = CandidateId::new(word).ok().filter(|id| catalog.candidates.contains_key(id));
            id.ok_or_else(|| {
                let meant = catalog.candidate_meant(word);
                let meant = meant.map(|id| format!("did you mean `{id}`? "));
                let meant = meant.unwrap_or_default();
                format!("`{word}` is not a candidate; {meant}`polyplan catalog` lists them")
            })
        })
        .collect()
}

impl Opened {
    /// The same plan under one of its scenarios.
    pub(super) fn under(&self, scenario: Option<&String>) -> Result<Self, String> {
        let scenarios = &self.plan.scenarios;
        if let Some(id) = scenario.filter(|id| !scenarios.contains_key(id.as_str())) {
            let known: Vec<&str> = scenarios.keys().map(crate::model::ScenarioId::as_str).collect();
            let hint = if known.is_empty() {
                "it has none".to_owned()
            } else {
                format!("it has {}", known.join(", "))
            };
            return Err(format!("the plan has no scenario `{id}`; {hint}"));
        }
        Ok(Self { scenario: scenario.cloned(), ..self.clone() })
    }

    /// The plan with complete inputs.
    pub(super) fn resolved(&self) -> Resolved<'_> {
        let scenario = self.scenario.as_ref().and_then(|id| self.plan.scenarios.get(id.as_str()));
        Resolved::new(&self.plan, self.catalog, scenario)
    }

    /// Short name of the plan's content.
    pub(super) fn revision(&self) -> String {
        files::revision(&self.plan)
    }
}

/// A resolved plan with its advice.
pub(super) struct View<'a> {
    pub resolved: Resolved<'a>,
    pub advice: Vec<(ComponentId, Advice)>,
}

impl<'a> View<'a> {
    pub(super) fn of(opened: &'a Opened) -> Self {
        let resolved = opened.resolved();
        let advice = advice::of_plan(&resolved);
        Self { resolved, advice }
    }

    /// What exports print below themselves; `opened` is what this is a view of.
    pub(super) fn footer(&self, opened: &Opened) -> Footer {
        footer(&self.resolved, &opened.revision())
    }

    /// What stands above everything else that is told of the plan in words, if anything does.
    pub(super) fn said_first(&self) -> String {
        let found = findings::said_first(&self.resolved, &self.advice);
        found.map_or_else(String::new, |finding| format!("{}\n", in_words(&finding)))
    }
}

/// A finding in two lines.
pub(super) fn in_words(finding: &Finding) -> String {
    let Finding { severity, message, code, advice, .. } = finding;
    format!("{}: {message} [{code}]\n  {advice}.\n", severity.word())
}
