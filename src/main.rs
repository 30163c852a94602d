//! The `polyplan` program.

fn main() -> std::process::ExitCode {
    polyplan::cli::run()
}
