//! `polyplan man`.

use std::path::PathBuf;
use std::process::ExitCode;

use clap::{Args, CommandFactory as _};
use clap_mangen::Man;

use super::output::{self, Output};
use super::{Outcome, say};
use crate::files::store;

#[derive(Debug, Args)]
pub(super) struct Arguments {
    /// Folder for the pages of all commands, made if it is not there; without it the first page goes
    /// to standard output.
    #[arg(long)]
    out: Option<PathBuf>,
}

pub(super) fn run(arguments: &Arguments) -> Outcome {
    let mut whole = super::Arguments::command();
    whole.build();
    let Some(out) = &arguments.out else {
        return Output::Standard.write(&page(whole)?);
    };
    let folder = output::folder(out)?;
    store::make_folder(folder)?;
    let commands: Vec<clap::Command> = whole.get_subcommands().cloned().collect();
    let count = commands.len();
    for command in commands {
        let name = format!("polyplan-{}.1", command.get_name());
        store::write(&folder.join(name), &page(command)?)?;
    }
    store::write(&folder.join("polyplan.1"), &page(whole)?)?;
    say::note(&format!("Wrote {} pages to {}", count + 1, folder.display()));
    Ok(ExitCode::SUCCESS)
}

fn page(command: clap::Command) -> Result<Vec<u8>, String> {
    let mut bytes = Vec::new();
    Man::new(command)
        .render(&mut bytes)
        .map_err(|error| format!("cannot make the manual: {error}"))?;
    Ok(bytes)
}
