//! A report of each crash, for whoever mends it: which version, where in the program, and how it got
//! there. What a panic says is left out, as it may quote somebody's plan.

use std::backtrace::Backtrace;
use std::fmt::Write as _;
use std::panic::Location;
use std::path::Path;
use std::time::{SystemTime, UNIX_EPOCH};

use super::places::{Places, make_private};
use crate::files::store;

/// Reports that are kept; older ones are removed.
const KEPT: usize = 20;

/// Writes a report into the folder of [`Places::crashes`] whenever the program panics, and goes on
/// to what was done before.
pub fn report_crashes(places: &Places) {
    let folder = places.crashes();
    let before = std::panic::take_hook();
    std::panic::set_hook(Box::new(move |panic| {
        let text = text(panic.location(), &Backtrace::force_capture());
        // There is nobody left to tell that a report could not be written.
        if write(&folder, &text).is_ok() {
            eprintln!("polyplan: a report for its makers is in {}", folder.display());
        }
        before(panic);
    }));
}

/// What a report says.
fn text(place: Option<&Location<'_>>, way: &Backtrace) -> String {
    let mut text = format!(
        "Polyplan {} on {} {} crashed.\nNothing of a plan is in this report.\n",
        env!("CARGO_PKG_VERSION"),
        std::env::consts::OS,
        std::env::consts::ARCH,
    );
    if let Some(place) = place {
        let _ = writeln!(text, "At {}:{}:{}.", place.file(), place.line(), place.column());
    }
    let thread = std::thread::current();
    let _ = writeln!(text, "Thread {}.\n\n{way}", thread.name().unwrap_or("without a name"));
    text
}

fn write(folder: &Path, text: &str) -> Result<(), String> {
    make_private(folder)?;
    let now = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
    // Names sort by time.
    let name = format!("{:013}-{}.txt", now.as_millis(), std::process::id());
    store::write_own(&folder.join(name), text.as_bytes())?;
    let entries = std::fs::read_dir(folder).map_err(|error| error.to_string())?;
    let mut reports: Vec<_> = entries
        .filter_map(|entry| entry.ok().map(|entry| entry.path()))
        .filter(|path| path.extension().is_some_and(|ending| ending == "txt"))
        .collect();
    reports.sort();
    let many = reports.len().saturating_sub(KEPT);
    for old in &reports[..many] {
        // One that stays is removed with the next report.
        let _ = std::fs::remove_file(old);
    }
    Ok(())
}
