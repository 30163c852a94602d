#![allow(warnings)]
#[path = "../benches/support/plans.rs"]
mod plans;
use polyplan::advice::{self, findings::Checked};
use polyplan::catalog::Catalog;
use polyplan::forecast::*;
use std::time::Instant;
#[test]
fn perf() {
    let catalog = Catalog::shipped().unwrap();
    for size in [50, 100, 200, 201, 1000] {
        let plan = plans::plan(size, 2 * size);
        let resolved = Resolved::new(&plan, catalog, None);
        let t = Instant::now();
        let advice = advice::of_plan(&resolved);
        let ta = t.elapsed();
        let a = advice::decided(&resolved);
        let t = Instant::now();
        let g = CallGraph::new(&resolved, &a);
        let tg = t.elapsed();
        let t = Instant::now();
        let f = flow_latency::flows(&g);
        let tf = t.elapsed();
        let t = Instant::now();
        let found = advice::findings::findings(Checked { resolved: &resolved, advice: &advice });
        println!(
            "{size}: advice {ta:?} graph {tg:?} flows {tf:?} ({}) findings {:?} n={}",
            f.len(),
            t.elapsed(),
            found.len()
        );
        let mut by = std::collections::BTreeMap::new();
        for f in &found {
            *by.entry(f.code).or_insert(0) += 1;
        }
        println!("{by:?}");
        if size == 50 {
            for f in &found {
                println!("  {} {}", f.code, f.message);
            }
        }
    }
}
