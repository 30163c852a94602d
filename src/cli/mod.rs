//! The command line: one file for each subcommand, the same numbers as everywhere.
//!
//! Answers go to standard output, everything else to standard error. Exit codes: 0 is done (for
//! `check`: clean), 1 is done with findings, 2 is not done.

mod advise;
mod catalog;
mod check;
mod export;
mod forecast;
mod new;
mod open;
mod report;
mod tidy;

use std::process::ExitCode;

use clap::{Parser, Subcommand, ValueEnum};

/// Plan software architectures: which language fits each component, why, and what it costs.
#[derive(Debug, Parser)]
#[command(name = "polyplan", version, disable_help_subcommand = true)]
struct Arguments {
    #[command(subcommand)]
    command: Option<Command>,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Say which language fits each component, and why.
    Advise(advise::Arguments),
    /// Compute servers, latency, memory, money and weeks.
    Forecast(forecast::Arguments),
    /// Look for problems: exit code 0 is clean, 1 is findings, 2 is unreadable.
    Check(check::Arguments),
    /// Write the diagram or a chart as SVG, PNG, PDF or CSV.
    Export(export::Arguments),
    /// Write the whole report: PDF, Markdown and pictures.
    Report(report::Arguments),
    /// Place the cards of a plan automatically.
    Tidy(tidy::Arguments),
    /// Start a plan.
    New(new::Arguments),
    /// Show the languages and figures that advice rests on.
    Catalog(catalog::Arguments),
}

/// How an answer is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Format {
    /// For people.
    Text,
    /// For programs; fields are only ever added.
    Json,
}

/// Colours of pictures.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum ThemeName {
    /// For documents.
    Light,
    /// For dark slides.
    Dark,
}

impl ThemeName {
    fn theme(self) -> &'static crate::draw::Theme {
        match self {
            Self::Light => crate::draw::Theme::light(),
            Self::Dark => crate::draw::Theme::dark(),
        }
    }
}

/// What a subcommand comes to: an exit code, or a message that says what to do next.
type Outcome = Result<ExitCode, String>;

/// Runs the program with the process's arguments.
#[must_use]
pub fn run() -> ExitCode {
    let arguments = match Arguments::try_parse() {
        Ok(arguments) => arguments,
        Err(error) => {
            // Help and version are answers; a wrong word is not.
            let code = if error.use_stderr() { 2 } else { 0 };
            let _ = error.print();
            return ExitCode::from(code);
        }
    };
    let outcome = match arguments.command {
        Some(Command::Advise(arguments)) => advise::run(&arguments),
        Some(Command::Forecast(arguments)) => forecast::run(&arguments),
        Some(Command::Check(arguments)) => check::run(&arguments),
        Some(Command::Export(arguments)) => export::run(&arguments),
        Some(Command::Report(arguments)) => report::run(&arguments),
        Some(Command::Tidy(arguments)) => tidy::run(&arguments),
        Some(Command::New(arguments)) => new::run(&arguments),
        Some(Command::Catalog(arguments)) => catalog::run(&arguments),
        None => report::example(),
    };
    outcome.unwrap_or_else(|message| {
        eprintln!("polyplan: {message}");
        ExitCode::from(2)
    })
}

/// Writes an answer; a reader that has gone away is no error.
fn answer(text: &str) -> Outcome {
    use std::io::Write as _;
    let mut out = std::io::stdout().lock();
    match out.write_all(text.as_bytes()).and_then(|()| out.flush()) {
        Err(error) if error.kind() != std::io::ErrorKind::BrokenPipe => {
            Err(format!("cannot write the answer: {error}"))
        }
        _ => Ok(ExitCode::SUCCESS),
    }
}

/// Writes JSON with a line break at its end.
fn answer_json(value: &serde_json::Value) -> Outcome {
    let text = serde_json::to_string_pretty(value).map_err(|error| error.to_string())?;
    answer(&(text + "\n"))
}

/// Writes a file all at once, with the folders it needs.
fn write_file(path: &std::path::Path, bytes: &[u8]) -> Result<(), String> {
    let failed = |error: std::io::Error| format!("cannot write {}: {error}", path.display());
    if let Some(folder) = path.parent().filter(|folder| !folder.as_os_str().is_empty()) {
        std::fs::create_dir_all(folder).map_err(failed)?;
    }
    crate::files::store::replace(path, bytes).map_err(failed)
}
