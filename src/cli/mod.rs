//! The command line: one file for each subcommand, the same numbers as everywhere.
//!
//! Answers go to standard output, everything else to standard error. Exit codes: 0 is done (for
//! `check`: nothing worse than hints), 1 is done with findings, 2 is not done.

mod advise;
mod answers;
mod assign;
mod catalog;
mod catalog_check;
mod challenge;
mod check;
mod compare;
mod compare_text;
mod completions;
mod export;
mod forecast;
mod import;
mod ledger;
mod man;
mod minutes;
mod new;
mod open;
mod output;
mod questions;
mod report;
mod say;
mod simulate;
mod sweep;
mod tidy;
mod words;

use std::io::{ErrorKind, Write as _};
use std::path::PathBuf;
use std::process::ExitCode;
use std::time::Instant;

use clap::{Args, CommandFactory as _, FromArgMatches as _, Parser, Subcommand, ValueEnum};

use crate::base::logged::milliseconds;
use output::{answer, answer_data};

/// Plan software architectures: which language fits each component, why, and what it costs.
#[derive(Debug, Parser)]
#[command(name = "polyplan", version)]
#[command(override_usage = "polyplan [PLAN]\n       polyplan <COMMAND>")]
#[command(after_help = "With a PLAN or nothing the window opens.")]
struct Arguments {
    #[command(subcommand)]
    command: Option<Command>,
    /// Say nothing but answers, warnings and errors.
    #[arg(long, short, global = true)]
    quiet: bool,
}

/// What the program's arguments come to.
#[derive(Debug)]
pub enum Start {
    /// Open the window, with a plan if one is named.
    Window(Option<PathBuf>),
    /// Everything is done; this is the exit code.
    Done(ExitCode),
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Say which language fits each component, and why.
    Advise(Query),
    /// Find the languages for the whole plan that no other assignment beats.
    Assign(assign::Arguments),
    /// Hold each decision against its strongest rival.
    Challenge(challenge::Arguments),
    /// Compute servers, latency, memory, money and weeks.
    Forecast(Query),
    /// Play the plan through request by request, beside what the formulas say.
    Simulate(simulate::Arguments),
    /// Move one number and say where candidates change places.
    Sweep(sweep::Arguments),
    /// Hold two plans, scenarios or assignments against each other, and say what was changed between.
    Compare(compare::Arguments),
    /// List every figure the cost rests on, with its evidence and share of the uncertainty.
    Ledger(ledger::Arguments),
    /// Write a sheet of the questions whose answers may change the advice.
    Questions(questions::Arguments),
    /// Read the answers of a question sheet into the plan, and say what they change.
    Answers(answers::Arguments),
    /// Look for problems: exit code 0 is clean or hints, 1 is warnings or errors, 2 is unreadable.
    Check(check::Arguments),
    /// Write the diagram or a chart as SVG, PNG, PDF, CSV or Mermaid.
    Export(export::Arguments),
    /// Read components, links and groups from another format into a plan.
    Import(import::Arguments),
    /// Write the minutes of a meeting: what was decided, what that comes to, what is open, what was changed.
    Minutes(minutes::Arguments),
    /// Write the whole report: PDF, Markdown and pictures.
    Report(report::Arguments),
    /// Place the cards of a plan automatically.
    Tidy(tidy::Arguments),
    /// Start a plan.
    New(new::Arguments),
    /// Show the languages and figures that advice rests on.
    Catalog(catalog::Arguments),
    /// Write completions for a shell.
    Completions(completions::Arguments),
    /// Write the manual: one page, or one for each command into a folder.
    Man(man::Arguments),
}

/// A plan that is asked about.
#[derive(Debug, Args)]
struct Query {
    #[command(flatten)]
    plan: open::PlanArguments,
    /// How to answer.
    #[arg(long, value_enum, default_value_t = Format::Text)]
    format: Format,
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

/// Runs the subcommand that the process's arguments name, if they name one.
#[must_use]
pub fn run() -> Start {
    if let Some(plan) = named_plan() {
        return Start::Window(Some(plan));
    }
    let parsed = Arguments::command().try_get_matches().and_then(|words| {
        let command = words.subcommand_name().map(str::to_owned);
        Arguments::from_arg_matches(&words).map(|arguments| (arguments, command))
    });
    let (arguments, command) = match parsed {
        Ok(parsed) => parsed,
        Err(error) => {
            // Help and version are answers; a wrong word is not.
            let printed = error.print().and_then(|()| std::io::stdout().flush());
            let lost = printed.is_err_and(|error| error.kind() != ErrorKind::BrokenPipe);
            let code = if error.use_stderr() || lost { 2 } else { 0 };
            return Start::Done(ExitCode::from(code));
        }
    };
    if arguments.quiet {
        say::be_quiet();
    }
    let begun = Instant::now();
    let outcome = match arguments.command {
        Some(Command::Advise(query)) => advise::run(&query),
        Some(Command::Assign(arguments)) => assign::run(&arguments),
        Some(Command::Challenge(arguments)) => challenge::run(&arguments),
        Some(Command::Forecast(query)) => forecast::run(&query),
        Some(Command::Simulate(arguments)) => simulate::run(&arguments),
        Some(Command::Sweep(arguments)) => sweep::run(&arguments),
        Some(Command::Compare(arguments)) => compare::run(&arguments),
        Some(Command::Ledger(arguments)) => ledger::run(&arguments),
        Some(Command::Questions(arguments)) => questions::run(&arguments),
        Some(Command::Answers(arguments)) => answers::run(&arguments),
        Some(Command::Check(arguments)) => check::run(&arguments),
        Some(Command::Export(arguments)) => export::run(&arguments),
        Some(Command::Import(arguments)) => import::run(&arguments),
        Some(Command::Minutes(arguments)) => minutes::run(&arguments),
        Some(Command::Report(arguments)) => report::run(&arguments),
        Some(Command::Tidy(arguments)) => tidy::run(&arguments),
        Some(Command::New(arguments)) => new::run(&arguments),
        Some(Command::Catalog(arguments)) => catalog::run(&arguments),
        Some(Command::Completions(arguments)) => completions::run(&arguments),
        Some(Command::Man(arguments)) => man::run(&arguments),
        None => return Start::Window(None),
    };
    let ms = milliseconds(begun);
    if outcome.is_ok() {
        tracing::info!(command, ms, "done");
    } else {
        tracing::error!(command, ms, "not done");
    }
    Start::Done(outcome.unwrap_or_else(|message| {
        say::error(&message);
        ExitCode::from(2)
    }))
}

/// The plan to open, where the only argument is a file or looks like one. Every other word has to be
/// a subcommand, so that a misspelt one is answered with the right one.
fn named_plan() -> Option<PathBuf> {
    let mut words = std::env::args_os().skip(1);
    let path = PathBuf::from(words.next()?);
    let option = path.to_string_lossy().starts_with('-');
    let alone = words.next().is_none() && !option;
    (alone && (path.is_file() || path.extension().is_some())).then_some(path)
}

/// Writes JSON with a line break at its end.
fn answer_json(value: &serde_json::Value) -> Outcome {
    answer_data(&json_text(value)?)
}

fn json_text(value: &serde_json::Value) -> Result<String, String> {
    let text = serde_json::to_string_pretty(value).map_err(|error| error.to_string())?;
    Ok(text + "\n")
}
