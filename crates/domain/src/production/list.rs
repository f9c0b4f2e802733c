//! Shared Print Operations: what can be asked of it, and its rows.

use super::{JobAct, JobState, forms::Picked};
use crate::{
    JobId, OrderNumber, StorefrontId, Timestamp,
    artwork::Artwork,
    catalogue::Chosen,
    lists::{Cursor, PageOf, order_words, query},
    paths,
};
use serde::{Deserialize, Serialize};

/// How far a folder is counted; beyond, "1,000+" says enough.
pub const COUNTED: i64 = 1_000;

/// The filters as the address has them.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct JobsQuery {
    /// Words to look for in order numbers, products and references.
    pub q: String,
    /// The key of a status; without one, everything that is not finished.
    pub status: String,
    /// The key of a [`Due`].
    pub due: String,
    /// The id of a storefront.
    pub storefront: String,
    /// The cursor that the page starts after.
    pub after: String,
    /// A job whose ticket is shown alone.
    pub ticket: String,
}

/// When a job is due.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Due {
    Late,
    Today,
    /// Within seven days, today included.
    Week,
}

impl Due {
    pub const ALL: [Self; 3] = [Self::Late, Self::Today, Self::Week];

    #[must_use]
    pub const fn key(self) -> &'static str {
        match self {
            Self::Late => "late",
            Self::Today => "today",
            Self::Week => "week",
        }
    }

    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Late => "Late",
            Self::Today => "Due today",
            Self::Week => "Due within a week",
        }
    }

    /// From (inclusive) and until (exclusive).
    #[must_use]
    pub const fn range(self, now: Timestamp) -> (Option<Timestamp>, Timestamp) {
        let midnight = Timestamp(now.0 - now.0.rem_euclid(Timestamp::DAY));
        match self {
            Self::Late => (None, now),
            Self::Today => (Some(midnight), midnight.plus(Timestamp::DAY)),
            Self::Week => (Some(midnight), midnight.plus(7 * Timestamp::DAY)),
        }
    }
}

/// What is asked of the list.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct JobFilter {
    /// In lower case; each must occur.
    pub words: Vec<String>,
    pub states: Vec<JobState>,
    pub storefront: Option<StorefrontId>,
    pub from: Option<Timestamp>,
    pub until: Option<Timestamp>,
    pub after: Option<Cursor>,
}

/// The folders of the page, in the order of work. *Completed* is one, but no part of all.
pub const FOLDERS: [JobState; 7] = [
    JobState::Ready,
    JobState::Blocked,
    JobState::InProduction,
    JobState::WithSupplier,
    JobState::Produced,
    JobState::Shipping,
    JobState::Completed,
];

impl JobsQuery {
    #[must_use]
    pub fn status(&self) -> Option<JobState> {
        JobState::from_key(&self.status).filter(|state| state.on_the_floor())
    }

    #[must_use]
    pub fn due(&self) -> Option<Due> {
        Due::ALL.into_iter().find(|due| due.key() == self.due)
    }

    /// What it asks for; what does not read as a filter is as if it were absent.
    #[must_use]
    pub fn filter(&self, now: Timestamp) -> JobFilter {
        let open = FOLDERS
            .into_iter()
            .filter(|state| *state != JobState::Completed);
        let (from, until) = self.due().map(|due| due.range(now)).unzip();
        let mut states: Vec<JobState> = self
            .status()
            .map_or_else(|| open.collect(), |state| vec![state]);
        if self.due() == Some(Due::Late) {
            states.retain(|state| is_to_be_sent(*state));
        }
        JobFilter {
            words: order_words(&self.q),
            states,
            storefront: self.storefront.parse().ok(),
            from: from.flatten(),
            until,
            after: self.after.parse().ok(),
        }
    }

    #[must_use]
    pub fn in_folder(&self, status: Option<JobState>) -> Self {
        Self {
            status: status.map(JobState::key).unwrap_or_default().to_owned(),
            ..self.first_page()
        }
    }

    #[must_use]
    pub fn at_due(&self, due: Option<Due>) -> Self {
        Self {
            due: due.map(Due::key).unwrap_or_default().to_owned(),
            ..self.first_page()
        }
    }

    #[must_use]
    pub fn first_page(&self) -> Self {
        Self {
            after: String::new(),
            ticket: String::new(),
            ..self.clone()
        }
    }

    #[must_use]
    pub fn after(&self, cursor: &Cursor) -> Self {
        Self {
            after: cursor.to_string(),
            ..self.first_page()
        }
    }

    #[must_use]
    pub fn ticket_of(&self, job: JobId) -> Self {
        Self {
            ticket: job.to_string(),
            ..Self::default()
        }
    }

    /// The address of the page.
    #[must_use]
    pub fn address(&self) -> String {
        let pairs = [
            ("q", &*self.q),
            ("status", &self.status),
            ("due", &self.due),
            ("storefront", &self.storefront),
            ("after", &self.after),
            ("ticket", &self.ticket),
        ];
        format!("{}{}", paths::PrintOperations, query(&pairs))
    }
}

/// The page of Shared Print Operations.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Floor {
    pub jobs: PageOf<FloorJob>,
    /// How many jobs are in each of [`FOLDERS`], as far as [`COUNTED`].
    pub folders: Vec<(JobState, i64)>,
    /// Where the reader's jobs are, if it is more than one storefront.
    pub storefronts: Vec<(StorefrontId, String)>,
}

/// A job as the production floor sees it: what is to be made, and nothing of prices or clients.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FloorJob {
    pub id: JobId,
    pub version: i64,
    pub order: OrderNumber,
    /// The reader may open the order as well.
    pub order_opens: bool,
    /// Which of the order's jobs.
    pub position: u32,
    pub storefront: String,
    pub product: String,
    pub quantity: u32,
    pub chosen: Vec<Chosen>,
    pub reference: String,
    pub state: JobState,
    pub due_at: Timestamp,
    pub block_reason: String,
    pub operator_notes: String,
    /// Nothing where the reader may not see the picture, or there is no file.
    pub artwork: Option<Artwork>,
    pub artwork_version: i64,
    pub can: Can,
}

/// What the reader may do to a job as it stands.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Can {
    /// Of [`JobAct::Start`], `Ship`, `Complete`, `Produce`, `Dispatch`, `Block`, `Release`, `Award`,
    /// `TakeBack`: those that are possible.
    pub acts: Vec<JobAct>,
    pub download: bool,
    pub picture: bool,
    pub replace: bool,
}

impl Can {
    #[must_use]
    pub fn act(&self, act: JobAct) -> bool {
        self.acts.contains(&act)
    }
}

impl FloorJob {
    #[must_use]
    pub fn picked(&self) -> String {
        Picked {
            job: self.id,
            version: self.version,
        }
        .to_string()
    }

    /// `Q-10042-1`: what is written on the pallet.
    #[must_use]
    pub fn number(&self) -> String {
        format!("{}-{}", self.order, self.position)
    }

    #[must_use]
    pub fn substrate(&self) -> Option<&str> {
        substrate(&self.chosen)
    }

    #[must_use]
    pub fn late(&self, now: Timestamp) -> bool {
        self.due_at < now && is_to_be_sent(self.state)
    }
}

/// What has left the house is late no more.
const fn is_to_be_sent(state: JobState) -> bool {
    !matches!(state, JobState::Shipping | JobState::Completed)
}

/// What it is printed on: the first option that is a material by its name.
#[must_use]
pub fn substrate(chosen: &[Chosen]) -> Option<&str> {
    const MATERIALS: [&str; 7] = [
        "paper",
        "material",
        "substrate",
        "stock",
        "fabric",
        "cover",
        "card",
    ];
    chosen
        .iter()
        .find(|one| MATERIALS.contains(&one.option.to_lowercase().as_str()))
        .map(|one| one.choice.as_str())
}

/// What the order page offers on one of its jobs.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct JobOnOrder {
    pub id: JobId,
    /// `Q-10042-1`.
    pub number: String,
    pub version: i64,
    pub state: JobState,
    pub has_artwork: bool,
    pub can: Can,
    /// The suppliers it can be sent to; nobody unless [`JobAct::Award`] is possible.
    pub suppliers: Vec<(crate::SupplierId, String)>,
    /// The one that makes this product as a rule.
    pub usual_supplier: Option<crate::SupplierId>,
}

/// What an act on a job has done.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Moved {
    pub order: OrderNumber,
    /// `Q-10042-1`.
    pub job: String,
    pub state: JobState,
}

/// What became of a job in a bulk act.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Happened {
    pub job: JobId,
    /// `Q-10042-1`; nothing where it cannot be seen.
    pub number: Option<String>,
    /// Why not, if it did not.
    pub refused: Option<String>,
}
