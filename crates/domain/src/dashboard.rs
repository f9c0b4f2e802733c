//! The dashboard: what waits, what runs late, the last days' figures, within the reader's reach.

use crate::{Money, Timestamp, orders::Folder};
use serde::{Deserialize, Serialize};

/// How many days the figures go back, today included.
pub const DAYS: i64 = 14;

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Dashboard {
    pub folders: Vec<Folder>,
    /// Orders with a job whose due day has passed and that is neither sent nor over.
    pub late: i64,
    /// The oldest first; a day without orders is there, with none. One currency: that of the
    /// storefront which the reader is at.
    pub days: Vec<Day>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Day {
    /// Its first instant, in UTC.
    pub starts: Timestamp,
    pub orders: i64,
    pub total: Money,
}
