//! A report of each crash, for whoever mends it: which version, where in the program, and how it got
//! there. What a panic says is left out, as it may quote somebody's plan. The next start tells of it.

use std::backtrace::Backtrace;
use std::fmt::Write as _;
use std::panic::Location;
use std::path::{Path, PathBuf};
use std::time::{SystemTime, UNIX_EPOCH};

use super::places::{Places, make_private};
use crate::files::{regular, store};

/// Reports that are kept; older ones are removed.
const KEPT: usize = 20;
/// Longest name of a report that is read, bytes.
const MOST_NAME: u64 = 256;

/// Writes a report into the folder of [`Places::crashes`] whenever the program panics, and goes on
/// to what was done before.
pub fn report_crashes(places: &Places) {
    let folder = places.crashes();
    let before = std::panic::take_hook();
    std::panic::set_hook(Box::new(move |panic| {
        let at = panic.location();
        let place = at.map_or_else(String::new, |at| format!("{}:{}", at.file(), at.line()));
        tracing::error!(place, "crash");
        let text = text(at, &Backtrace::force_capture());
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

/// The reports that are there, oldest first.
fn reports(folder: &Path) -> Vec<PathBuf> {
    let entries = std::fs::read_dir(folder).into_iter().flatten();
    let mut reports: Vec<_> = entries
        .filter_map(|entry| entry.ok().map(|entry| entry.path()))
        .filter(|path| path.extension().is_some_and(|ending| ending == "txt"))
        .collect();
    reports.sort();
    reports
}

/// The newest report of a crash, if there was any since this was last asked.
pub(super) fn untold(places: &Places) -> Option<PathBuf> {
    let newest = reports(&places.crashes()).pop()?;
    let name = newest.file_name()?.to_str()?.as_bytes();
    let told = places.told_crash();
    if regular::read(&told, MOST_NAME).is_ok_and(|told| told.as_slice() >= name) {
        return None;
    }
    // Told twice is better than not at all.
    let _ = store::write_own(&told, name);
    Some(newest)
}

fn write(folder: &Path, text: &str) -> Result<(), String> {
    make_private(folder)?;
    let now = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
    // Names sort by time.
    let name = format!("{:013}-{}.txt", now.as_millis(), std::process::id());
    store::write_own(&folder.join(name), text.as_bytes())?;
    let reports = reports(folder);
    let many = reports.len().saturating_sub(KEPT);
    for old in &reports[..many] {
        // One that stays is removed with the next report.
        let _ = std::fs::remove_file(old);
    }
    Ok(())
}
