//! `polyplan import`.

use std::fmt::Write as _;
use std::io::Read as _;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use clap::Args;
use clap::builder::PossibleValuesParser;

use super::open::{catalog, load, named_as_plan, save, settled};
use super::output::{answer, is_standard};
use super::{Outcome, say};
use crate::base::failure::{reason, without_number};
use crate::base::words::counted;
use crate::exchange::import::{self, IMPORTERS, Importer, Review, Sketch};
use crate::files::regular;
use crate::model::{Edit, Plan};

#[derive(Debug, Args)]
pub(super) struct Arguments {
    /// The file to read; `-` is the standard input.
    file: PathBuf,
    /// Import into this plan instead of a new one: what it has is updated, what it alone has stays.
    /// It is changed in place unless --out names another file.
    #[arg(long, value_name = "PLAN")]
    into: Option<PathBuf>,
    /// File for the plan, ending in .plan.ron; `-` is the standard output.
    #[arg(long, value_name = "PLAN")]
    out: Option<PathBuf>,
    /// What the file is; by default what it looks like.
    #[arg(long, value_parser = PossibleValuesParser::new(IMPORTERS.iter().map(|of| of.word)))]
    format: Option<String>,
    /// Only say what would be added and changed.
    #[arg(long)]
    dry_run: bool,
    /// Save even though what could not be read of the plan would be dropped.
    #[arg(long)]
    accept_repairs: bool,
}

pub(super) fn run(arguments: &Arguments) -> Outcome {
    let place = place(arguments)?;
    let before = match &arguments.into {
        Some(plan) => {
            let loaded = load(plan)?;
            settled(&loaded, arguments.accept_repairs || arguments.dry_run)?;
            loaded.plan
        }
        None => Plan::default(),
    };
    let name = file_name(&arguments.file);
    let (sketch, label) = read(arguments, &name)?;
    let found = import::review(&before, &sketch, catalog()?, &name);
    let mut after = before;
    if after.name.is_empty() && sketch.title.is_empty() {
        let stem = arguments.file.file_stem().unwrap_or_default().to_string_lossy();
        after.name = if is_standard(&arguments.file) { String::new() } else { stem.into_owned() };
    }
    after.apply(Edit::Many(found.edits.clone())).map_err(|error| error.to_string())?;
    let told = told(&sketch, &found, label);
    if !arguments.dry_run {
        save(place, &after)?;
    }
    // The standard output holds the plan alone, so that it can be read on.
    if is_standard(place) && !arguments.dry_run {
        say::note(told.trim_end());
        return Ok(ExitCode::SUCCESS);
    }
    answer(&told)
}

/// Where the plan goes.
fn place(arguments: &Arguments) -> Result<&Path, String> {
    let piped = is_standard(&arguments.file);
    if piped && arguments.into.as_deref().is_some_and(is_standard) {
        return Err("file and plan cannot both come from the standard input".to_owned());
    }
    match (&arguments.out, &arguments.into) {
        (Some(out), _) => {
            named_as_plan(out)?;
            let taken = arguments.into.as_ref() != Some(out) && out.is_file();
            if taken && !arguments.dry_run {
                let out = out.display();
                return Err(format!(
                    "{out} is already there; choose another name, or import into it with --into {out}"
                ));
            }
            Ok(out)
        }
        (None, Some(into)) => Ok(into),
        (None, None) if arguments.dry_run => Ok(Path::new("-")),
        (None, None) => Err(
            "say where the plan goes with --out NAME.plan.ron, or which plan it goes into with --into PLAN"
                .to_owned(),
        ),
    }
}

fn file_name(path: &Path) -> String {
    if is_standard(path) {
        return "standard input".to_owned();
    }
    path.file_name().unwrap_or(path.as_os_str()).to_string_lossy().into_owned()
}

fn read(arguments: &Arguments, name: &str) -> Result<(Sketch, &'static str), String> {
    let path = &arguments.file;
    let most = import::MAX_BYTES + 1;
    let bytes = if is_standard(path) {
        let mut bytes = Vec::new();
        let read = std::io::stdin().take(most).read_to_end(&mut bytes);
        read.map(|_| bytes).map_err(|error| without_number(&error.to_string()))
    } else {
        regular::read(path, most).map_err(|error| reason(path, &error))
    };
    let bytes = bytes.map_err(|why| format!("cannot read {name}: {why}"))?;
    let format = arguments.format.as_deref().and_then(Importer::from_word);
    let read = import::text(bytes).and_then(|text| import::read(name, &text, format));
    read.map_err(|error| format!("cannot import {name}: {error}"))
}

/// What was read, added, changed, guessed and left out.
fn told(sketch: &Sketch, found: &Review, label: &str) -> String {
    let several = label.ends_with('s');
    let from = if several { label.to_lowercase() } else { format!("a {label}") };
    let mut text = format!(
        "Read {}, {} and {} from {from}.\n",
        counted(sketch.nodes.len(), "component"),
        counted(sketch.links.len(), "link"),
        counted(sketch.groups.len(), "group"),
    );
    if found.changes.is_empty() {
        text.push_str("The plan has all of it already; nothing was changed.\n");
    }
    let mut part = |head: &str, lines: Vec<String>| {
        if !lines.is_empty() {
            let _ = writeln!(text, "\n{head}");
            for line in lines {
                let _ = writeln!(text, "  {line}");
            }
        }
    };
    part("Changes", found.changes.iter().map(ToString::to_string).collect());
    let guesses = found.guesses.iter();
    part("Kinds that were guessed", guesses.map(ToString::to_string).collect());
    part("To know", found.notes.iter().map(ToString::to_string).collect());
    text
}
