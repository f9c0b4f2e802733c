//! How far the imports are whose rows this server writes all in one transaction.
//!
//! What is in a transaction nobody else sees before it is over, and SQLite has no second writer that
//! could note it meanwhile: so it is in memory, and another server does not know it.

use domain::ImportId;
use std::{
    collections::HashMap,
    sync::{Arc, Mutex, MutexGuard, PoisonError},
};

/// How many rows of each are written. Cheap to clone: one is shared by who writes and who looks.
#[derive(Clone, Debug, Default)]
pub struct UnderWay(Arc<Mutex<HashMap<ImportId, u32>>>);

/// An import that is counted for as long as this is there.
pub(super) struct Counted<'a> {
    all: &'a UnderWay,
    import: ImportId,
}

impl UnderWay {
    pub(super) fn count(&self, import: ImportId) -> Counted<'_> {
        self.all().insert(import, 0);
        Counted { all: self, import }
    }

    /// Nothing where this server does not write it.
    pub(super) fn of(&self, import: ImportId) -> Option<u32> {
        self.all().get(&import).copied()
    }

    fn all(&self) -> MutexGuard<'_, HashMap<ImportId, u32>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Counted<'_> {
    pub(super) fn is_at(&self, rows: u32) {
        self.all.all().insert(self.import, rows);
    }
}

impl Drop for Counted<'_> {
    fn drop(&mut self) {
        self.all.all().remove(&self.import);
    }
}
