//! Holds forecasts against what was published of changes that others made.
//!
//! `cargo run --release --example retro -- DIR…` reads pairs of `plan.ron` and `published.json`, in
//! the folders named or in those below them, and prints tables in Markdown.

use std::path::{Path, PathBuf};
use std::process::ExitCode;

use polyplan::catalog::Catalog;
use polyplan::exchange::retro;
use polyplan::files;
use polyplan::forecast::Resolved;

fn main() -> ExitCode {
    let folders: Vec<PathBuf> = std::env::args_os().skip(1).map(PathBuf::from).collect();
    if folders.is_empty() {
        eprintln!(
            "usage: retro DIR…; each DIR holds plan.ron and published.json, or folders that do"
        );
        return ExitCode::FAILURE;
    }
    match run(&folders) {
        Ok(text) => {
            print!("{text}");
            ExitCode::SUCCESS
        }
        Err(error) => {
            eprintln!("{error}");
            ExitCode::FAILURE
        }
    }
}

fn run(folders: &[PathBuf]) -> Result<String, String> {
    let mut results = Vec::new();
    for folder in folders {
        for case in cases(folder)? {
            results.push(hold(&case).map_err(|error| format!("{}: {error}", case.display()))?);
        }
    }
    Ok(retro::markdown(&results))
}

/// Folders with a case: this one, or those in it by name.
fn cases(folder: &Path) -> Result<Vec<PathBuf>, String> {
    let is_case = |folder: &Path| folder.join("published.json").is_file();
    if is_case(folder) {
        return Ok(vec![folder.to_owned()]);
    }
    let entries = std::fs::read_dir(folder).map_err(|e| format!("{}: {e}", folder.display()))?;
    let paths = entries.filter_map(|entry| Some(entry.ok()?.path()));
    let mut found: Vec<PathBuf> = paths.filter(|path| is_case(path)).collect();
    found.sort();
    if found.is_empty() {
        return Err(format!("{} holds no published.json", folder.display()));
    }
    Ok(found)
}

fn hold(folder: &Path) -> Result<retro::HeldCase, String> {
    let text = std::fs::read_to_string(folder.join("published.json"));
    let case = retro::read(&text.map_err(|error| error.to_string())?)?;
    let plan = files::load(&folder.join("plan.ron")).map_err(|error| error.to_string())?.plan;
    let catalog = Catalog::shipped().map_err(ToString::to_string)?;
    Ok(retro::hold(case, &Resolved::new(&plan, catalog, None)))
}
