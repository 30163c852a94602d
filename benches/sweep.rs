//! Sweeps: all load of a large plan together, and one number with everything that follows from it.

#![expect(clippy::unwrap_used, reason = "a bench stops where its own plan is wrong")]

mod support;

use polyplan::advice;
use polyplan::base::steps::log_steps;
use polyplan::catalog::Catalog;
use polyplan::charts::SWEEP_STEPS;
use polyplan::forecast::sweep::load_sweep;
use polyplan::forecast::{Assignment, Resolved, Sweep, SweepRequest};
use support::{measure, plans};

fn main() {
    let catalog = Catalog::shipped().unwrap();
    let plan = plans::plan(144, 288);
    let resolved = Resolved::new(&plan, catalog, None);
    let assignment: Assignment =
        advice::decided_else_advised(&resolved).into_iter().take(100).collect();
    assert_eq!(assignment.len(), 100);
    let loads = log_steps(0.1, 10.0, 199);
    let name = "200 loads, 100 components, 4 metrics";
    measure(name, Some(16.0), || load_sweep(&resolved, &assignment, &loads));
    let component = assignment.keys().next().unwrap().clone();
    for input in ["external_rate", "connections"] {
        let request = SweepRequest {
            swept: format!("component/{component}/{input}").parse().unwrap(),
            component: component.clone(),
            from: None,
            to: None,
            steps: SWEEP_STEPS,
        };
        let name = format!("{input} of one of 144 components, {SWEEP_STEPS} values");
        measure(&name, None, || Sweep::new(&resolved, &request).unwrap());
    }
}
