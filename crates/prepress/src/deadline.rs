//! Reads a file no longer than somebody waits for it.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc;
use std::thread;
use std::time::Duration;

use crate::Rejection;

/// The stack of the thread that reads: objects nest up to 512 deep and forms 50 in the reader of PDFs.
const STACK_BYTES: usize = 16 * 1024 * 1024;

/// Tells the work on another thread that nobody waits for it any more.
#[derive(Clone, Debug, Default)]
pub(crate) struct Stop(Arc<AtomicBool>);

impl Stop {
    fn ask(&self) {
        self.0.store(true, Ordering::Relaxed);
    }

    pub(crate) fn asked(&self) -> bool {
        self.0.load(Ordering::Relaxed)
    }
}

/// Reads on a thread of its own and waits for it no longer than the deadline. Past it the thread is told
/// to stop, and finishes by itself.
///
/// # Errors
///
/// What reading says; [`Rejection::TooComplex`] once the deadline has passed.
pub(crate) fn within<T: Send + 'static>(
    deadline: Duration,
    read: impl FnOnce(&Stop) -> Result<T, Rejection> + Send + 'static,
) -> Result<T, Rejection> {
    let stop = Stop::default();
    let (send, receive) = mpsc::sync_channel(1);
    let stopped = stop.clone();
    thread::Builder::new()
        .name("prepress".to_owned())
        .stack_size(STACK_BYTES)
        .spawn(move || {
            // Nobody may be waiting any more.
            let _unheard = send.send(read(&stopped));
        })
        // A machine that has no thread to spare cannot read it in time either.
        .map_err(|_| Rejection::TooComplex)?;
    match receive.recv_timeout(deadline) {
        Ok(outcome) => outcome,
        Err(mpsc::RecvTimeoutError::Timeout) => {
            stop.ask();
            Err(Rejection::TooComplex)
        }
        Err(mpsc::RecvTimeoutError::Disconnected) => Err(Rejection::Broken),
    }
}
