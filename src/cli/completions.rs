//! `polyplan completions`.

use clap::{Args, CommandFactory as _};
use clap_complete::Shell;

use super::Outcome;
use super::output::answer_data;

#[derive(Debug, Args)]
pub(super) struct Arguments {
    /// The shell that completes.
    #[arg(value_enum)]
    shell: Shell,
}

pub(super) fn run(arguments: &Arguments) -> Outcome {
    let mut script = Vec::new();
    let mut command = super::Arguments::command();
    clap_complete::generate(arguments.shell, &mut command, "polyplan", &mut script);
    answer_data(&String::from_utf8_lossy(&script))
}
