//! Loading and saving a plan of 10,000 components and 20,000 links.

#![expect(clippy::unwrap_used, reason = "a bench stops where its own plan is wrong")]

mod support;

use polyplan::files;
use support::{measure, plans};

fn main() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("large.plan.ron");
    let plan = plans::plan(10_000, 20_000);
    files::save(&path, &plan).unwrap();
    let loaded = files::load(&path).unwrap();
    assert!(loaded.repairs.is_empty() && loaded.plan == plan);
    let bytes = std::fs::metadata(&path).unwrap().len();
    println!("10,000 components, 20,000 links: {bytes} bytes");
    measure("load", Some(250.0), || files::load(&path).unwrap());
    measure("save: write, read back, compare, replace", Some(400.0), || files::save(&path, &plan));
    measure("revision", None, || files::revision(&plan));
}
