//! Writing bytes to a path: a regular file is replaced all at once, everything else is written
//! into as it is.

use std::fs::{File, Metadata, TryLockError};
use std::io::{Error, ErrorKind, Write as _};
use std::path::{Path, PathBuf};

use crate::base::failure::folder_of;

/// Beginning of the names of files that are not in their place yet.
const UNFINISHED: &str = ".polyplan-";

/// Length of the random part of such a name.
const RANDOM: usize = 6;

/// Links that are followed before a chain of them counts as a circle, as on Linux.
const MOST_LINKS: usize = 40;

/// What a path leads to, once links are followed.
enum Target {
    /// A regular file, or a place where one can be made: replaced as a whole.
    File(PathBuf, Option<Metadata>),
    /// A pipe, terminal or other device, or a file that this process or another one holds open and
    /// names by a descriptor: bytes are put behind what it holds.
    Stream,
}

/// Writes `bytes` to a path. Links are followed. A regular file is replaced all at once and keeps
/// its permissions; what is no regular file is written into and never replaced. Takes away what
/// earlier writers left unfinished in the folder.
///
/// # Errors
/// What the file system says, without the names of temporary files; a regular file is then as
/// before. A write-protected file, a folder, a disk and a link in a circle are refused.
pub fn replace(path: &Path, bytes: &[u8]) -> std::io::Result<()> {
    match target(path)? {
        Target::File(target, before) => replace_file(&target, before.as_ref(), bytes),
        Target::Stream => {
            let mut stream = File::options().append(true).open(path)?;
            stream.write_all(bytes)?;
            stream.flush()
        }
    }
}

fn target(path: &Path) -> std::io::Result<Target> {
    let about = match std::fs::metadata(path) {
        Ok(about) => about,
        Err(error) if error.kind() == ErrorKind::NotFound => {
            return Ok(Target::File(followed(path)?, None));
        }
        Err(error) => return Err(error),
    };
    if about.is_dir() {
        return Err(Error::new(ErrorKind::IsADirectory, "it is a folder; choose another name"));
    }
    if is_disk(&about) {
        return Err(Error::new(ErrorKind::InvalidInput, "it is a disk, not a file"));
    }
    if about.permissions().readonly() {
        return Err(Error::new(
            ErrorKind::PermissionDenied,
            "it is write-protected; allow writing to it or choose another name",
        ));
    }
    if !about.is_file() || names_a_descriptor(path) {
        return Ok(Target::Stream);
    }
    Ok(Target::File(std::fs::canonicalize(path)?, Some(about)))
}

/// Whether bytes that are written to a path are put behind what it holds or go to a device, so that
/// it has no name of its own beside which anything could stand.
#[must_use]
pub fn is_stream(path: &Path) -> bool {
    matches!(target(path), Ok(Target::Stream))
}

/// Where a file that is not there would be made: the end of a chain of links, which leads nowhere
/// yet, or the path itself.
fn followed(path: &Path) -> std::io::Result<PathBuf> {
    let mut at = path.to_owned();
    for _ in 0..MOST_LINKS {
        match std::fs::read_link(&at) {
            Ok(next) => at = folder_of(&at).join(next),
            Err(_) => return Ok(at),
        }
    }
    Err(Error::new(ErrorKind::InvalidInput, "its links lead in a circle"))
}

/// Whether a path goes through the folders in which a system names what processes hold open, as
/// `/dev/stdout` does: what stands there has no place of its own to be replaced in.
fn names_a_descriptor(path: &Path) -> bool {
    let mut at = path.to_owned();
    for _ in 0..MOST_LINKS {
        if at.starts_with("/dev") || at.starts_with("/proc") {
            return true;
        }
        match std::fs::read_link(&at) {
            Ok(next) => at = folder_of(&at).join(next),
            Err(_) => return false,
        }
    }
    false
}

fn replace_file(target: &Path, before: Option<&Metadata>, bytes: &[u8]) -> std::io::Result<()> {
    let folder = folder_of(target);
    remove_unfinished(folder);
    let mut unfinished = begin(folder)?;
    // Its own writing would name the temporary file in what it says of a failure.
    unfinished.as_file_mut().write_all(bytes)?;
    match before {
        Some(before) => give_permissions_of(before, unfinished.as_file())?,
        None => give_usual_permissions(unfinished.as_file())?,
    }
    unfinished.as_file().sync_all()?;
    unfinished.persist(target).map_err(|error| error.error)?;
    // The rename itself is safe once the folder is on disk; some systems cannot flush folders.
    if let Ok(folder) = File::open(folder) {
        let _ = folder.sync_all();
    }
    Ok(())
}

/// A file that is not in its place yet, locked for as long as somebody writes to it.
fn begin(folder: &Path) -> std::io::Result<tempfile::NamedTempFile> {
    loop {
        let unfinished = tempfile::Builder::new()
            .prefix(UNFINISHED)
            .rand_bytes(RANDOM)
            .tempfile_in(folder)
            .map_err(|error| without_path(&error))?;
        // Where locks do not work, nobody takes unfinished files away either.
        let _ = unfinished.as_file().lock();
        // Somebody who cleaned up may have come between making and locking it.
        if unfinished.path().exists() {
            return Ok(unfinished);
        }
    }
}

/// Takes away files that earlier writers were stopped in the middle of: those that nobody holds
/// locked. Whatever fails here is left for the next time.
pub fn remove_unfinished(folder: &Path) {
    let Ok(entries) = std::fs::read_dir(folder) else { return };
    for entry in entries.filter_map(Result::ok) {
        let name = entry.file_name();
        let ours = name.to_str().and_then(|name| name.strip_prefix(UNFINISHED)).is_some_and(|of| {
            of.len() == RANDOM && of.bytes().all(|byte| byte.is_ascii_alphanumeric())
        });
        if ours && entry.file_type().is_ok_and(|of| of.is_file()) {
            let abandoned = File::open(entry.path()).and_then(|file| match file.try_lock() {
                Ok(()) => std::fs::remove_file(entry.path()),
                Err(TryLockError::WouldBlock) => Ok(()),
                Err(TryLockError::Error(error)) => Err(error),
            });
            let _ = abandoned;
        }
    }
}

/// The error without the name of a temporary file, which says nothing to people.
fn without_path(error: &Error) -> Error {
    error.raw_os_error().map_or_else(
        || {
            let inner = error.get_ref().and_then(std::error::Error::source);
            let system = inner.and_then(|inner| inner.downcast_ref::<Error>());
            system
                .and_then(Error::raw_os_error)
                .map_or_else(|| Error::from(error.kind()), Error::from_raw_os_error)
        },
        Error::from_raw_os_error,
    )
}

#[cfg(unix)]
fn is_disk(about: &Metadata) -> bool {
    use std::os::unix::fs::FileTypeExt as _;
    about.file_type().is_block_device()
}

#[cfg(not(unix))]
fn is_disk(_: &Metadata) -> bool {
    false
}

/// A file that takes the place of another is as readable, and belongs to the same user and group as
/// far as the system lets it.
fn give_permissions_of(before: &Metadata, file: &File) -> std::io::Result<()> {
    #[cfg(unix)]
    {
        use std::os::unix::fs::{MetadataExt as _, fchown};
        // Whoever may not give both away may still belong to the group.
        let (user, group) = (Some(before.uid()), Some(before.gid()));
        let _ = fchown(file, user, group).or_else(|_| fchown(file, None, group));
    }
    file.set_permissions(before.permissions())
}

/// Temporary files start private; a plan is as readable as any other document.
#[cfg(unix)]
fn give_usual_permissions(file: &File) -> std::io::Result<()> {
    use std::os::unix::fs::PermissionsExt as _;
    file.set_permissions(std::fs::Permissions::from_mode(0o644))
}

#[cfg(not(unix))]
fn give_usual_permissions(_: &File) -> std::io::Result<()> {
    Ok(())
}
