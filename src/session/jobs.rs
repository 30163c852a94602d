//! Work beside the frame: each job runs on a thread of its own on a snapshot, can be cancelled,
//! and comes back as a [`Outcome`].

use std::collections::BTreeMap;
use std::sync::atomic::{AtomicBool, AtomicU32, Ordering};
use std::sync::mpsc::{Receiver, Sender, channel};
use std::sync::{Arc, Mutex};

use super::outcome::Outcome;
use crate::base::currency::handed_on;

/// What a running job sees of the outside.
#[derive(Clone, Debug, Default)]
pub struct Progress {
    cancelled: Arc<AtomicBool>,
    permille: Arc<AtomicU32>,
}

impl Progress {
    /// Whether nobody wants the result any more; a long job stops soon after.
    #[must_use]
    pub fn is_cancelled(&self) -> bool {
        self.cancelled.load(Ordering::Relaxed)
    }

    /// Says how far the job is, from 0 to 1; whether somebody still wants the result.
    pub fn goes_on(&self, share: f64) -> bool {
        let permille = libm::round(share.clamp(0.0, 1.0) * 1000.0);
        #[expect(
            clippy::cast_possible_truncation,
            clippy::cast_sign_loss,
            reason = "between 0 and 1000"
        )]
        self.permille.store(permille as u32, Ordering::Relaxed);
        !self.is_cancelled()
    }
}

/// Number of a job.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct JobId(u64);

/// A job under way, as people see it.
#[derive(Clone, Debug)]
pub struct Job {
    /// What it does, naming the object: `Saving “shop”`.
    pub label: String,
    /// Whether the status bar shows it; quick derived work is not worth a line.
    pub shown: bool,
    progress: Progress,
}

impl Job {
    /// How far it is, from 0 to 1.
    #[must_use]
    pub fn share(&self) -> f32 {
        f32::from(u16::try_from(self.progress.permille.load(Ordering::Relaxed)).unwrap_or(1000))
            / 1000.0
    }
}

/// Has the window poll, from any thread.
#[derive(Clone)]
pub(super) struct Wake(Arc<dyn Fn() + Send + Sync>);

impl Wake {
    pub fn wake(&self) {
        (self.0)();
    }
}

impl std::fmt::Debug for Wake {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Wake")
    }
}

/// The jobs under way.
pub struct Jobs {
    next: u64,
    running: BTreeMap<JobId, Job>,
    send: Sender<(JobId, Outcome)>,
    /// Behind a lock so that the session may be shared between threads.
    receive: Mutex<Receiver<(JobId, Outcome)>>,
    wake: Option<Wake>,
}

impl std::fmt::Debug for Jobs {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Jobs").field("running", &self.running).finish_non_exhaustive()
    }
}

impl Default for Jobs {
    fn default() -> Self {
        let (send, receive) = channel();
        Self { next: 0, running: BTreeMap::new(), send, receive: Mutex::new(receive), wake: None }
    }
}

impl Jobs {
    /// `wake` is called from a job's thread when it is done, to have the window poll.
    pub fn on_done(&mut self, wake: impl Fn() + Send + Sync + 'static) {
        self.wake = Some(Wake(Arc::new(wake)));
    }

    /// What was set with [`Jobs::on_done`].
    pub(super) fn wake(&self) -> Option<Wake> {
        self.wake.clone()
    }

    /// Starts a job.
    pub fn start(
        &mut self,
        label: &str,
        shown: bool,
        work: impl FnOnce(&Progress) -> Outcome + Send + 'static,
    ) -> JobId {
        let id = JobId(self.next);
        self.next += 1;
        let progress = Progress::default();
        let (send, wake, seen) = (self.send.clone(), self.wake.clone(), progress.clone());
        let run = handed_on(move || {
            // A job that panics must not leave its line in the status bar for ever.
            let work = std::panic::AssertUnwindSafe(|| work(&seen));
            let outcome = std::panic::catch_unwind(work).unwrap_or(Outcome::Broken);
            // The window may be gone by now.
            let _ = send.send((id, outcome));
            if let Some(wake) = wake {
                wake.wake();
            }
        });
        self.running.insert(id, Job { label: label.to_owned(), shown, progress });
        // Parsing a deep plan needs a deep stack. The label may hold what a thread's name may not.
        let started =
            std::thread::Builder::new().stack_size(16 << 20).name("job".to_owned()).spawn(run);
        if started.is_err() {
            let _ = self.send.send((id, Outcome::Broken));
        }
        id
    }

    /// Tells a job to stop; its outcome is dropped.
    pub fn cancel(&mut self, id: JobId) {
        if let Some(job) = self.running.remove(&id) {
            job.progress.cancelled.store(true, Ordering::Relaxed);
        }
    }

    /// Asks a job to stop, and takes in what it came to all the same.
    pub fn ask_to_stop(&self, id: JobId) {
        if let Some(job) = self.running.get(&id) {
            job.progress.cancelled.store(true, Ordering::Relaxed);
        }
    }

    /// The jobs under way, oldest first.
    pub fn running(&self) -> impl Iterator<Item = (JobId, &Job)> {
        self.running.iter().map(|(&id, job)| (id, job))
    }

    /// Whether a job is under way.
    #[must_use]
    pub fn is_running(&self, id: JobId) -> bool {
        self.running.contains_key(&id)
    }

    /// The next outcome that has arrived. Those of cancelled jobs are left out, also where the job
    /// was cancelled because of an outcome taken just before.
    pub fn next_done(&mut self) -> Option<(JobId, Outcome)> {
        let receive = self.receive.get_mut().ok()?;
        let running = &mut self.running;
        receive.try_iter().find(|(id, _)| running.remove(id).is_some())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_cancelled_after_it_is_done_never_arrives() {
        let mut jobs = Jobs::default();
        let (send, done) = channel();
        let send = Mutex::new(send);
        jobs.on_done(move || send.lock().unwrap().send(()).unwrap());
        let first = jobs.start("first", false, |_| Outcome::Broken);
        done.recv().unwrap();
        let second = jobs.start("second", false, |_| Outcome::Broken);
        done.recv().unwrap();
        assert_eq!(jobs.next_done().map(|(id, _)| id), Some(first));
        jobs.cancel(second);
        assert!(jobs.next_done().is_none());
    }
}
