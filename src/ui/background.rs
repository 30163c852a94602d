//! Work of the window beside the frame, such as previews: one at a time, the newest wish next.

use std::sync::mpsc::{Receiver, TryRecvError, channel};

use crate::base::currency::handed_on;

/// What is wished for is told apart by `K`; `V` is what a thread makes of it.
pub(super) struct Background<K, V> {
    ready: Option<(K, V)>,
    under_way: Option<(K, Receiver<V>)>,
    /// A wish whose thread gave up, so that it is not tried for ever.
    failed: Option<K>,
}

impl<K, V> Default for Background<K, V> {
    fn default() -> Self {
        Self { ready: None, under_way: None, failed: None }
    }
}

impl<K: Clone + PartialEq, V: Send + 'static> Background<K, V> {
    /// Starts what `prepare` gives, unless it is ready, under way, or something else still is;
    /// called in every frame with the current wish.
    pub fn wish<W>(&mut self, ctx: &egui::Context, key: &K, prepare: impl FnOnce() -> W)
    where
        W: FnOnce() -> V + Send + 'static,
    {
        self.poll();
        let known = [self.ready.as_ref().map(|(key, _)| key), self.failed.as_ref()];
        if self.under_way.is_some() || known.contains(&Some(key)) {
            return;
        }
        let (send, answer) = channel();
        let (work, wake) = (prepare(), ctx.clone());
        let run = handed_on(move || {
            // The window may be gone by now.
            let _ = send.send(work());
            drop(send);
            wake.request_repaint();
        });
        // Pictures of large plans are nested deeply.
        let thread = std::thread::Builder::new().name("background".to_owned()).stack_size(16 << 20);
        match thread.spawn(run) {
            Ok(_) => self.under_way = Some((key.clone(), answer)),
            Err(_) => self.failed = Some(key.clone()),
        }
    }

    /// Takes in what a thread has made.
    fn poll(&mut self) {
        let Some((key, answer)) = &self.under_way else { return };
        match answer.try_recv() {
            Ok(value) => self.ready = Some((key.clone(), value)),
            Err(TryRecvError::Empty) => return,
            Err(TryRecvError::Disconnected) => self.failed = Some(key.clone()),
        }
        self.under_way = None;
    }

    /// What was made last, perhaps of an earlier wish, with that wish.
    pub fn ready(&self) -> Option<(&K, &V)> {
        self.ready.as_ref().map(|(key, value)| (key, value))
    }

    /// Whether this wish could not be fulfilled.
    pub fn has_failed(&self, key: &K) -> bool {
        self.failed.as_ref() == Some(key)
    }
}
