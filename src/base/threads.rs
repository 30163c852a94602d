//! Work on many things at once, whose results do not depend on how many processors there are.

use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread::ScopedJoinHandle;

use super::currency::handed_on;

/// Pieces that each thread takes on the average: it takes another one when it is done, so that all end
/// at about the same time however long single things take.
const PIECES: usize = 16;

/// What `of` finds of each of `all`, in their order, where it looks at them alone. They are shared
/// between the processors that there are, at least `worth` of them to a thread.
pub fn map<T: Sync, R: Send>(all: &[T], worth: usize, of: impl Fn(&T) -> R + Sync) -> Vec<R> {
    let cores = std::thread::available_parallelism().map_or(1, std::num::NonZero::get);
    on(cores.min(all.len() / worth.max(1)), all, of)
}

/// The same with so many threads.
fn on<T: Sync, R: Send>(threads: usize, all: &[T], of: impl Fn(&T) -> R + Sync) -> Vec<R> {
    if threads <= 1 {
        return all.iter().map(of).collect();
    }
    let pieces: Vec<&[T]> = all.chunks(all.len().div_ceil(threads * PIECES).max(1)).collect();
    let next = AtomicUsize::new(0);
    let work = || {
        let mut done = Vec::new();
        loop {
            let at = next.fetch_add(1, Ordering::Relaxed);
            let Some(piece) = pieces.get(at) else { return done };
            done.push((at, piece.iter().map(&of).collect::<Vec<R>>()));
        }
    };
    let join = |thread: ScopedJoinHandle<'_, _>| {
        thread.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic))
    };
    let mut done: Vec<(usize, Vec<R>)> = std::thread::scope(|scope| {
        let threads: Vec<_> = (0..threads).map(|_| scope.spawn(handed_on(work))).collect();
        threads.into_iter().flat_map(join).collect()
    });
    done.sort_by_key(|(at, _)| *at);
    done.into_iter().flat_map(|(_, of)| of).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn results_come_in_the_order_of_what_they_are_of() {
        for count in [0_u32, 1, 2, 31, 32, 33, 1000] {
            let all: Vec<u32> = (0..count).collect();
            let alone: Vec<u32> = all.iter().map(|x| x * x).collect();
            for threads in [0, 1, 2, 3, 7] {
                assert_eq!(on(threads, &all, |x| x * x), alone, "{count} on {threads}");
            }
        }
    }
}
