//! What a command says on standard error while it works. Whoever listens no more wants the answer
//! all the same, so nothing here fails.

use std::io::{IsTerminal as _, Write as _};
use std::path::Path;
use std::sync::atomic::{AtomicBool, Ordering};

use crate::base::words::visible;

/// Whether only errors and warnings are said; set once, from the arguments.
static QUIET: AtomicBool = AtomicBool::new(false);

/// From now on notes and progress are left out.
pub(super) fn be_quiet() {
    QUIET.store(true, Ordering::Relaxed);
}

fn is_quiet() -> bool {
    QUIET.load(Ordering::Relaxed)
}

/// Says what was done; left out with `--quiet`.
pub(super) fn note(text: &str) {
    if !is_quiet() {
        line(text);
    }
}

/// Says what people have to know: repairs, what a picture lacks.
pub(super) fn warn(text: &str) {
    line(text);
}

/// Says why nothing was done.
pub(super) fn error(text: &str) {
    line(&format!("polyplan: {text}"));
}

/// A path as a shell reads it back, for commands that are suggested: in quotes where it has anything
/// but plain signs, and never taken for an option.
pub(super) fn word(path: &Path) -> String {
    let text = path.display().to_string();
    let text = if text.starts_with('-') { format!("./{text}") } else { text };
    let plain = |c: char| c.is_alphanumeric() || "/._-+:@%,".contains(c);
    if !text.is_empty() && text.chars().all(plain) {
        return text;
    }
    if cfg!(windows) {
        return format!("\"{text}\"");
    }
    format!("'{}'", text.replace('\'', "'\\''"))
}

fn line(text: &str) {
    let _ = writeln!(std::io::stderr(), "{}", visible(text));
}

/// How far a long command is, in one line of a terminal that is rewritten; nothing elsewhere, so
/// that logs stay readable.
#[derive(Debug)]
pub(super) struct Progress {
    what: &'static str,
    shown: bool,
    percent: Option<u8>,
}

impl Progress {
    /// Progress of `what`, a verb such as "Simulating".
    pub(super) fn new(what: &'static str) -> Self {
        let dumb = std::env::var_os("TERM").is_none_or(|term| term == "dumb");
        let shown = !is_quiet() && !dumb && std::io::stderr().is_terminal();
        Self { what, shown, percent: None }
    }

    /// The share that is done, 0 to 1.
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "0 to 100")]
    pub(super) fn share(&mut self, share: f64) {
        self.percent((share.clamp(0.0, 1.0) * 100.0) as u8);
    }

    /// The share that is done, as work asks that can be ended: nobody ends it here.
    pub(super) fn goes_on(&mut self, share: f64) -> bool {
        self.share(share);
        true
    }

    fn percent(&mut self, percent: u8) {
        if self.shown && self.percent != Some(percent) {
            self.percent = Some(percent);
            let _ = write!(std::io::stderr(), "\r{} {percent:>3} %", self.what);
        }
    }
}

impl Drop for Progress {
    /// Leaves an empty line to whatever is said next.
    fn drop(&mut self) {
        if self.percent.is_some() {
            let blank = " ".repeat(self.what.len() + 6);
            let _ = write!(std::io::stderr(), "\r{blank}\r");
        }
    }
}
