//! What is set for the whole platform from within, by who runs it. What the environment of the server
//! says is not here.

use crate::{
    Problem, Timestamp,
    check::{Check, Checked, tidy},
};
use serde::{Deserialize, Serialize};

const NAME_MOST: u32 = 80;
const NOTICE_MOST: u32 = 400;

/// What the platform says at every storefront.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Announced {
    /// Where people ask for help who are refused something.
    pub support: Option<String>,
    /// What everybody reads on every page.
    pub notice: Option<String>,
    /// The first instant at which nobody reads it any more.
    pub until: Option<Timestamp>,
}

impl Announced {
    /// What is read now.
    #[must_use]
    pub fn notice_at(&self, now: Timestamp) -> Option<&str> {
        let over = self.until.is_some_and(|until| until <= now);
        self.notice.as_deref().filter(|_| !over)
    }
}

/// What is set for the whole platform.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct PlatformSettings {
    /// The sender of mails; nothing for the one in the server's settings.
    pub name: Option<String>,
    pub announced: Announced,
}

/// Which field of the form is faulty.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum PlatformField {
    Name,
    Support,
    Notice,
    NoticeUntil,
}

impl PlatformField {
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Name => "name",
            Self::Support => "support",
            Self::Notice => "notice",
            Self::NoticeUntil => "notice_until",
        }
    }
}

/// The form; what is empty is not set.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SetPlatform {
    /// The version that the page showed; a page that is stale by now changes nothing.
    pub version: i64,
    #[serde(default)]
    pub name: String,
    #[serde(default)]
    pub support: String,
    #[serde(default)]
    pub notice: String,
    /// The last day on which the notice is read, `2026-11-22` in UTC.
    #[serde(default)]
    pub notice_until: String,
}

impl SetPlatform {
    /// # Errors
    /// The faulty fields.
    pub fn check(&self, now: Timestamp) -> Checked<PlatformField> {
        let mut check = Check::new();
        check.at_most(PlatformField::Name, &self.name, NAME_MOST);
        if !self.support.trim().is_empty() {
            check.email(PlatformField::Support, &self.support);
        }
        check.at_most(PlatformField::Notice, &self.notice, NOTICE_MOST);
        let over = self.until().is_some_and(|until| until <= now);
        if over {
            check.problem(PlatformField::NoticeUntil, Problem::Past);
        }
        if self.until().is_none() && !self.notice_until.trim().is_empty() {
            check.problem(PlatformField::NoticeUntil, Problem::NotADate);
        }
        check.done()
    }

    /// As it is kept.
    #[must_use]
    pub fn settings(&self) -> PlatformSettings {
        let notice = kept(&self.notice);
        PlatformSettings {
            name: kept(&self.name),
            announced: Announced {
                support: kept(&self.support),
                until: self.until().filter(|_| notice.is_some()),
                notice,
            },
        }
    }

    fn until(&self) -> Option<Timestamp> {
        let day = Timestamp::from_date(self.notice_until.trim())?;
        Some(day.plus(Timestamp::DAY))
    }
}

fn kept(text: &str) -> Option<String> {
    Some(tidy(text)).filter(|text| !text.is_empty())
}
