//! The thread that writes: journal and settings reach the disk without holding up a frame.

use std::fs::File;
use std::io::Write as _;
use std::sync::Mutex;
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel};
use std::thread::JoinHandle;
use std::time::{Duration, SystemTime};

use super::lost::{Claim, ENDING};
use super::{Base, Entry, text};
use crate::base::failure::reason;
use crate::files;
use crate::session::Settings;
use crate::session::places::{Places, make_private};

/// How long settings wait for more changes, such as those of a panel being dragged.
const SETTLE: Duration = Duration::from_millis(300);

/// What is to be written.
#[derive(Debug)]
pub enum Message {
    /// A journal begins; the journal before it, and one that was recovered, are then no longer
    /// needed.
    Begin(Box<Base>, Option<Claim>),
    /// More happened.
    Append(Vec<Entry>),
    /// Nothing is unsaved any more.
    End,
    /// The settings changed.
    Settings(Box<Settings>),
    /// Answer once everything before is written.
    Flush(Sender<()>),
}

/// The session's end of the thread. Dropping it waits until everything is written and leaves the
/// journal where it is, as a crash would.
#[derive(Debug)]
pub struct Writer {
    send: Option<Sender<Message>>,
    /// Behind a lock so that the session may be shared between threads.
    problems: Mutex<Receiver<String>>,
    thread: Option<JoinHandle<()>>,
}

impl Writer {
    /// Starts the thread; none if the system has no thread to give.
    #[must_use]
    pub fn start(places: Places) -> Option<Self> {
        let (send, receive) = channel();
        let (report, problems) = channel();
        let desk = Desk { places, report, journal: None, settings: None, begun: 0 };
        let thread = std::thread::Builder::new().name("journal".to_owned()).stack_size(16 << 20);
        let thread = thread.spawn(move || desk.work(&receive)).ok()?;
        Some(Self { send: Some(send), problems: Mutex::new(problems), thread: Some(thread) })
    }

    /// Has something written.
    pub fn send(&self, message: Message) {
        if let Some(send) = &self.send {
            // A thread that is gone has reported why.
            let _ = send.send(message);
        }
    }

    /// What went wrong since this was last asked.
    pub fn problem(&mut self) -> Option<String> {
        self.problems.get_mut().ok()?.try_iter().last()
    }

    /// Waits until everything so far is written.
    pub fn flush(&self) {
        let (done, wait) = channel();
        self.send(Message::Flush(done));
        // An error means that the thread is gone; there is nothing to wait for.
        let _ = wait.recv();
    }
}

impl Drop for Writer {
    fn drop(&mut self) {
        self.send = None;
        if let Some(thread) = self.thread.take() {
            // A panic there must not become one here.
            let _ = thread.join();
        }
    }
}

struct Journal {
    claim: Claim,
    file: File,
    /// Whether a line was written in part, so that nothing may follow.
    torn: bool,
}

/// What the thread has before it.
struct Desk {
    places: Places,
    report: Sender<String>,
    journal: Option<Journal>,
    /// Settings that wait for more changes.
    settings: Option<Box<Settings>>,
    begun: u32,
}

impl Desk {
    fn work(mut self, receive: &Receiver<Message>) {
        loop {
            let wait = if self.settings.is_some() { SETTLE } else { Duration::from_hours(1) };
            match receive.recv_timeout(wait) {
                Ok(message) => {
                    self.handle(message);
                    for message in receive.try_iter() {
                        self.handle(message);
                    }
                    if let Some(journal) = &self.journal {
                        // Written lines survive the end of the program; this is for power cuts.
                        let _ = journal.file.sync_data();
                    }
                }
                Err(RecvTimeoutError::Timeout) => self.write_settings(),
                Err(RecvTimeoutError::Disconnected) => break,
            }
        }
        self.write_settings();
    }

    fn handle(&mut self, message: Message) {
        match message {
            Message::Begin(base, recovered) => match self.begin(&base) {
                Ok(journal) => {
                    let before = self.journal.replace(journal).map(|journal| journal.claim);
                    before.into_iter().chain(recovered).for_each(Claim::remove);
                }
                Err(problem) => self.say(&problem),
            },
            Message::Append(entries) => {
                if let Err(problem) = self.append(&entries) {
                    self.say(&problem);
                }
            }
            Message::End => {
                if let Some(journal) = self.journal.take() {
                    drop(journal.file);
                    journal.claim.remove();
                }
            }
            Message::Settings(settings) => self.settings = Some(settings),
            Message::Flush(done) => {
                self.write_settings();
                // Nobody waits any more if this fails.
                let _ = done.send(());
            }
        }
    }

    fn begin(&mut self, base: &Base) -> Result<Journal, String> {
        let text = text::beginning(base)?;
        let folder = self.places.journals();
        make_private(&folder)?;
        self.begun += 1;
        let since = SystemTime::now().duration_since(SystemTime::UNIX_EPOCH).unwrap_or_default();
        let (pid, number) = (std::process::id(), self.begun);
        let path = folder.join(format!("{:013}-{pid}-{number}.{ENDING}", since.as_millis()));
        let failed = |error: std::io::Error| {
            format!("cannot write in {}: {}", folder.display(), reason(&path, &error))
        };
        let claim = Claim::begin(&path).map_err(failed)?;
        // The journal appears whole or not at all.
        let written = files::replace(&path, text.as_bytes())
            .and_then(|()| File::options().append(true).open(&path));
        match written {
            Ok(file) => Ok(Journal { claim, file, torn: false }),
            Err(error) => {
                claim.remove();
                Err(failed(error))
            }
        }
    }

    fn append(&mut self, entries: &[Entry]) -> Result<(), String> {
        let Some(journal) = &mut self.journal else { return Ok(()) };
        if journal.torn {
            return Ok(());
        }
        let mut lines = String::new();
        for entry in entries {
            lines += &text::one_line(entry)?;
        }
        journal.file.write_all(lines.as_bytes()).map_err(|error| {
            journal.torn = true;
            let folder = self.places.journals();
            let why = reason(&journal.claim.journal, &error);
            format!("cannot write in {}: {why}", folder.display())
        })
    }

    fn write_settings(&mut self) {
        if let Some(settings) = self.settings.take()
            && let Err(error) = settings.write(&self.places)
        {
            let _ = self.report.send(format!("Settings cannot be kept: {error}"));
        }
    }

    fn say(&self, problem: &str) {
        let text = format!("Unsaved work cannot be kept safe: {problem}. Please save often");
        // Nobody listens any more if this fails.
        let _ = self.report.send(text);
    }
}
