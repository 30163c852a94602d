//! The plans that are shipped in `saves`.

use std::path::{Path, PathBuf};

use polyplan::files;
use polyplan::model::Plan;

/// Each with the path of its file, in their order.
pub fn saves() -> Vec<(String, Plan)> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("saves");
    let mut paths: Vec<PathBuf> =
        std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    paths.retain(|path| path.to_str().unwrap().ends_with(files::EXTENSION));
    paths.sort();
    let plan = |path: &PathBuf| files::load(path).unwrap().plan;
    paths.iter().map(|path| (path.display().to_string(), plan(path))).collect()
}
