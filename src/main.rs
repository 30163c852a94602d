//! The `polyplan` program: the window, or one of the subcommands.

use std::process::ExitCode;

use polyplan::cli::{self, Start};

fn main() -> ExitCode {
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
