//! The log: what was opened, read, saved and written, how long it took and what failed, kept for whoever
//! has to find out what happened. The names of files that people chose are in it, nothing of plans and no
//! folders. It never takes more room than twice [`MOST_BYTES`].

use std::fs::File;
use std::io::{Error, ErrorKind, Write};
use std::path::PathBuf;

use tracing_subscriber::filter::{LevelFilter, Targets};
use tracing_subscriber::fmt::{self, MakeWriter};
use tracing_subscriber::layer::SubscriberExt as _;
use tracing_subscriber::util::SubscriberInitExt as _;

use super::places::{Places, make_private};

/// A log that would get larger than this begins anew; the one before is kept beside it.
const MOST_BYTES: u64 = 1 << 20;

/// Names how much is logged: `off`, `error`, `warn`, `info`, `debug` or `trace`.
pub const LEVEL: &str = "POLYPLAN_LOG";

/// Logs into the file of [`Places::log`] from now on, as much as `POLYPLAN_LOG` says: `info` if it says
/// nothing. Neither the file nor its folder is made before there is something to write.
pub fn keep_log(places: &Places) {
    let said = std::env::var(LEVEL).unwrap_or_default();
    let said = said.trim();
    let level = match said {
        "" => Some(LevelFilter::INFO),
        word => word.parse().ok(),
    };
    let log = Log { path: places.log(), before: places.log_before() };
    // Libraries say what is none of our business, such as paths.
    let ours = Targets::new().with_target("polyplan", level.unwrap_or(LevelFilter::INFO));
    let lines = fmt::layer().with_target(false).with_ansi(false).with_writer(log);
    // Where a log is kept already, such as that of another session in a test, it goes on.
    let _ = tracing_subscriber::registry().with(ours).with(lines).try_init();
    if level.is_none() {
        tracing::warn!("{LEVEL} is none of off, error, warn, info, debug, trace; info is used");
    }
}

/// A file that is opened for each line: windows and commands that run side by side share it.
#[derive(Debug)]
struct Log {
    path: PathBuf,
    before: PathBuf,
}

impl Log {
    /// Writes a line behind what is there. A log that has grown too large makes room first.
    fn append(&self, line: &[u8]) -> std::io::Result<()> {
        match std::fs::metadata(&self.path) {
            // A pipe would be waited for without end.
            Ok(about) if !about.is_file() => return Err(Error::from(ErrorKind::InvalidInput)),
            Ok(about) if about.len() + line.len() as u64 > MOST_BYTES => {
                std::fs::rename(&self.path, &self.before)?;
            }
            Ok(_) => {}
            Err(_) => {
                let folder = self.path.parent().unwrap_or(&self.path);
                make_private(folder).map_err(Error::other)?;
            }
        }
        File::options().append(true).create(true).open(&self.path)?.write_all(line)
    }
}

impl<'a> MakeWriter<'a> for Log {
    type Writer = Line<'a>;

    fn make_writer(&'a self) -> Line<'a> {
        Line(self)
    }
}

/// What a line is written through.
struct Line<'a>(&'a Log);

impl Write for Line<'_> {
    fn write(&mut self, line: &[u8]) -> std::io::Result<usize> {
        // Work is not held up by a log that cannot be written, and there is nobody to tell.
        let _ = self.0.append(line);
        Ok(line.len())
    }

    fn flush(&mut self) -> std::io::Result<()> {
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_log_takes_no_more_than_twice_its_room_and_keeps_the_newest_lines() {
        let home = tempfile::tempdir().unwrap();
        let places = Places::at(home.path());
        let log = Log { path: places.log(), before: places.log_before() };
        let line = |number: u32| format!("{number:>9}{}\n", ".".repeat(1_000));
        let count = 3_500;
        for number in 0..count {
            log.append(line(number).as_bytes()).unwrap();
        }
        let read = |path| std::fs::read_to_string(path).unwrap();
        let (before, now) = (read(&log.before), read(&log.path));
        let most = usize::try_from(MOST_BYTES).unwrap();
        assert!(before.len() <= most && now.len() <= most, "{} {}", before.len(), now.len());
        let both = before + &now;
        let kept = u32::try_from(both.lines().count()).unwrap();
        assert_eq!(both, (count - kept..count).map(line).collect::<String>());
        assert_eq!(std::fs::read_dir(log.path.parent().unwrap()).unwrap().count(), 2);
    }

    #[test]
    fn what_is_no_file_is_left_alone() {
        let home = tempfile::tempdir().unwrap();
        let places = Places::at(home.path());
        let log = Log { path: places.log(), before: places.log_before() };
        std::fs::create_dir_all(places.log()).unwrap();
        assert_eq!(log.append(b"line\n").unwrap_err().kind(), ErrorKind::InvalidInput);
    }
}
