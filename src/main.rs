//! The `polyplan` program: the window, or one of the subcommands.

use std::process::ExitCode;

use polyplan::cli::{self, Start};
use polyplan::session::{Places, keep_log, report_crashes};

fn main() -> ExitCode {
    if let Some(places) = Places::of_user() {
        keep_log(&places);
        report_crashes(&places);
    }
    match cli::run() {
        Start::Done(code) => code,
        #[cfg(feature = "gui")]
        Start::Window(plan) => polyplan::ui::run(plan),
        #[cfg(not(feature = "gui"))]
        Start::Window(_) => {
            eprintln!(
                "polyplan: this build has no window; `polyplan report PLAN --out DIR` writes diagram, plots and advice"
            );
            ExitCode::from(2)
        }
    }
}
