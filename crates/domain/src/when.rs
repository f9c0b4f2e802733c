//! Instants. There is no clock here: the time of a request comes with its context.

use serde::{Deserialize, Serialize};
use std::fmt;
use time::{OffsetDateTime, macros::format_description};

/// Milliseconds since 1970-01-01 UTC; the same number on both database engines and in a cursor.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Timestamp(pub i64);

impl Timestamp {
    pub const SECOND: i64 = 1_000;
    pub const MINUTE: i64 = 60 * Self::SECOND;
    pub const HOUR: i64 = 60 * Self::MINUTE;
    pub const DAY: i64 = 24 * Self::HOUR;

    /// This instant moved by so many milliseconds, within what can be represented.
    #[must_use]
    pub const fn plus(self, milliseconds: i64) -> Self {
        Self(self.0.saturating_add(milliseconds))
    }

    fn date_time(self) -> OffsetDateTime {
        OffsetDateTime::from_unix_timestamp_nanos(i128::from(self.0) * 1_000_000)
            .unwrap_or(OffsetDateTime::UNIX_EPOCH)
    }

    /// `2026-11-22T14:05:00Z`, for `datetime` attributes, exports and the API.
    #[must_use]
    pub fn iso(self) -> String {
        self.date_time()
            .format(format_description!(
                "[year]-[month]-[day]T[hour]:[minute]:[second]Z"
            ))
            .unwrap_or_default()
    }

    /// `22 Nov 2026`.
    #[must_use]
    pub fn day(self) -> String {
        self.date_time()
            .format(format_description!(
                "[day padding:none] [month repr:short] [year]"
            ))
            .unwrap_or_default()
    }

    /// `2026-11-22`, as a date field takes and gives it.
    #[must_use]
    pub fn date(self) -> String {
        self.date_time()
            .format(format_description!("[year]-[month]-[day]"))
            .unwrap_or_default()
    }

    /// The first instant of a day written `2026-11-22`, in UTC; nothing if it is no such date.
    #[must_use]
    pub fn from_date(text: &str) -> Option<Self> {
        let date = time::Date::parse(text, format_description!("[year]-[month]-[day]")).ok()?;
        Some(Self(
            date.midnight().assume_utc().unix_timestamp() * Self::SECOND,
        ))
    }

    /// In words, relative within a week ("2 hours ago"), the day beyond it.
    #[must_use]
    pub fn ago(self, now: Self) -> String {
        let past = now.0 - self.0;
        let (count, unit) = match past {
            ..0 => return self.day(),
            0..60_000 => return "just now".to_owned(),
            60_000..3_600_000 => (past / Self::MINUTE, "minute"),
            3_600_000..86_400_000 => (past / Self::HOUR, "hour"),
            86_400_000..604_800_000 => (past / Self::DAY, "day"),
            _ => return self.day(),
        };
        let plural = if count == 1 { "" } else { "s" };
        format!("{count} {unit}{plural} ago")
    }
}

impl fmt::Display for Timestamp {
    /// `22 Nov 2026, 14:05 UTC`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let words = self
            .date_time()
            .format(format_description!(
                "[day padding:none] [month repr:short] [year], [hour]:[minute] UTC"
            ))
            .map_err(|_| fmt::Error)?;
        f.write_str(&words)
    }
}
