//! One state of the database for everything that a request reads.
//!
//! A page is read by several acts: who asks, what the page shows, what its frame counts. Each is a
//! transaction of its own, which costs two more ways to the database than its statements do, and sees
//! a state of its own. Inside [`snapshot`] the transaction in which one act has read is kept for the
//! next.

use crate::pool::Conn;
use std::sync::Mutex;

tokio::task_local! {
    static KEPT: Mutex<Option<Conn>>;
}

/// Does work whose reads see one state of the database, the one that its first read found. Whoever
/// writes in it reads anew afterwards. For work that ends soon: its connection is kept for that long.
pub async fn snapshot<T>(work: impl Future<Output = T>) -> T {
    KEPT.scope(Mutex::new(None), work).await
}

/// Ends it early, for who goes on to something slow that needs no database.
pub fn rest() {
    drop(take());
}

/// The transaction that an earlier act has read in, if one is kept.
pub(crate) fn take() -> Option<Conn> {
    KEPT.try_with(|kept| kept.lock().ok()?.take()).ok()?
}

/// Keeps the transaction for the next act that reads. Where nobody asked for that, or another is kept
/// already, it ends.
pub(crate) fn keep(read_in: Conn) {
    let mut read_in = Some(read_in);
    let _ = KEPT.try_with(|kept| {
        if let Ok(mut kept) = kept.lock()
            && kept.is_none()
        {
            *kept = read_in.take();
        }
    });
}
