//! The forms on a job: on Shared Print Operations and on the order page.

use super::{JobAct, JobState};
use crate::{JobId, Problem, SupplierId, check::Check, check::Checked};
use serde::{Deserialize, Serialize};

/// A field of any of these forms.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Field {
    Reason,
    Status,
    Supplier,
    Artwork,
    /// The ticked jobs.
    Jobs,
    /// The act that several jobs are asked for.
    Act,
}

impl Field {
    /// The HTML name.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Reason => "reason",
            Self::Status => "status",
            Self::Supplier => "supplier",
            Self::Artwork => "artwork",
            Self::Jobs => "jobs",
            Self::Act => "act",
        }
    }
}

/// The longest reason for a block.
pub const REASON_MOST: u32 = 500;

/// A job as it was shown: releasing it, taking it back, replacing its artwork. A page that is stale
/// by now changes nothing.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct OnJob {
    pub job: JobId,
    pub version: i64,
    /// The page that the form was on.
    #[serde(default)]
    pub back: String,
}

/// *Set status*: to the status of this key.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SetStatus {
    pub job: JobId,
    pub version: i64,
    #[serde(default)]
    pub status: String,
    #[serde(default)]
    pub back: String,
}

impl SetStatus {
    /// The act that leads to the status.
    ///
    /// # Errors
    /// No such status is offered.
    pub fn check(&self) -> Result<JobAct, Vec<(Field, Problem)>> {
        act_to(&self.status).ok_or_else(|| vec![(Field::Status, Problem::NotOffered)])
    }
}

/// The act of *Set status*, *Mark as produced* and *Mark as dispatched*, by its name in forms.
#[must_use]
pub fn act_to(key: &str) -> Option<JobAct> {
    [
        JobAct::Start,
        JobAct::Ship,
        JobAct::Complete,
        JobAct::Produce,
        JobAct::Dispatch,
    ]
    .into_iter()
    .find(|act| act.key() == key)
}

/// *Block*.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Block {
    pub job: JobId,
    pub version: i64,
    #[serde(default)]
    pub reason: String,
    #[serde(default)]
    pub back: String,
}

impl Block {
    /// # Errors
    /// The reason is missing or too long: who has to mend the file reads it.
    pub fn check(&self) -> Checked<Field> {
        let mut check = Check::new();
        check.required(Field::Reason, &self.reason, REASON_MOST);
        check.done()
    }
}

/// *Send to supplier*.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Award {
    pub job: JobId,
    pub version: i64,
    /// The id of a supplier.
    #[serde(default)]
    pub supplier: String,
    #[serde(default)]
    pub back: String,
}

impl Award {
    /// # Errors
    /// No supplier is chosen.
    pub fn check(&self) -> Result<SupplierId, Vec<(Field, Problem)>> {
        if self.supplier.trim().is_empty() {
            return Err(vec![(Field::Supplier, Problem::Missing)]);
        }
        self.supplier
            .trim()
            .parse()
            .map_err(|_| vec![(Field::Supplier, Problem::NotOffered)])
    }
}

/// One act on the ticked jobs.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Bulk {
    /// `block`, `release`, or the name of a status act.
    pub act: String,
    pub reason: String,
    /// Each as [`Picked`] writes it.
    pub jobs: Vec<String>,
    /// The page that it was on, with its filters.
    pub back: String,
}

/// What several jobs can be asked for at once.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum BulkAct {
    Block,
    Release,
    Status(JobAct),
}

impl BulkAct {
    /// Those that the bar offers, in its order.
    pub const ALL: [Self; 5] = [
        Self::Block,
        Self::Release,
        Self::Status(JobAct::Start),
        Self::Status(JobAct::Ship),
        Self::Status(JobAct::Complete),
    ];

    #[must_use]
    pub const fn key(self) -> &'static str {
        match self {
            Self::Block => "block",
            Self::Release => "release",
            Self::Status(act) => act.key(),
        }
    }

    /// As a job's act.
    #[must_use]
    pub const fn act(self) -> JobAct {
        match self {
            Self::Block => JobAct::Block,
            Self::Release => JobAct::Release,
            Self::Status(act) => act,
        }
    }

    /// Whether a job in this state can be asked for it.
    #[must_use]
    pub fn possible(self, state: JobState) -> bool {
        state.next(self.act()).is_ok()
    }
}

/// How many jobs are acted on at once.
pub const BULK_MOST: usize = 200;

impl Bulk {
    /// # Errors
    /// Nothing is ticked, no act is chosen, or a block lacks its reason.
    pub fn check(&self) -> Result<(BulkAct, Vec<Picked>), Vec<(Field, Problem)>> {
        let mut check = Check::new();
        let act = BulkAct::ALL.into_iter().find(|act| act.key() == self.act);
        if act.is_none() {
            check.problem(Field::Act, Problem::NotOffered);
        }
        if act == Some(BulkAct::Block) {
            check.required(Field::Reason, &self.reason, REASON_MOST);
        }
        let mut picked: Vec<Picked> = Vec::new();
        for one in self
            .jobs
            .iter()
            .filter_map(|text| text.parse::<Picked>().ok())
        {
            if !picked.iter().any(|known| known.job == one.job) {
                picked.push(one);
            }
        }
        if picked.is_empty() {
            check.problem(Field::Jobs, Problem::Missing);
        }
        if picked.len() > BULK_MOST {
            check.problem(
                Field::Jobs,
                Problem::OutOfRange {
                    least: 1,
                    most: i64::try_from(BULK_MOST).unwrap_or(i64::MAX),
                },
            );
        }
        check.done()?;
        act.map(|act| (act, picked)).ok_or_else(Vec::new)
    }
}

/// A ticked job, at the version that was shown: `812-3`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Picked {
    pub job: JobId,
    pub version: i64,
}

impl std::fmt::Display for Picked {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}-{}", self.job, self.version)
    }
}

/// The text is no ticked job.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NotPicked;

impl std::str::FromStr for Picked {
    type Err = NotPicked;
    fn from_str(text: &str) -> Result<Self, NotPicked> {
        let (job, version) = text.split_once('-').ok_or(NotPicked)?;
        Ok(Self {
            job: job.parse().map_err(|_| NotPicked)?,
            version: version.parse().map_err(|_| NotPicked)?,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_bulk_act_names_each_job_once() {
        let bulk = Bulk {
            act: "start".to_owned(),
            jobs: vec![
                "7-1".to_owned(),
                "7-2".to_owned(),
                "8-1".to_owned(),
                "x".to_owned(),
            ],
            ..Bulk::default()
        };
        let one = |job, version| Picked {
            job: JobId(job),
            version,
        };
        assert_eq!(
            bulk.check(),
            Ok((BulkAct::Status(JobAct::Start), vec![one(7, 1), one(8, 1)]))
        );
    }

    #[test]
    fn a_block_needs_its_reason() {
        let bulk = Bulk {
            act: "block".to_owned(),
            jobs: vec!["7-1".to_owned()],
            ..Bulk::default()
        };
        assert_eq!(bulk.check(), Err(vec![(Field::Reason, Problem::Missing)]));
    }
}
