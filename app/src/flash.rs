//! What survives one redirect: a notice, what is shown once and never again, or what was typed and why
//! it failed. Shown once. Nothing of it is in the address, where anybody could forge it: the notice goes
//! with the browser, and what could be long or secret is kept in the session.

use crate::Failed;
use serde::{Deserialize, Serialize};
use std::collections::HashMap;
use tower_sessions::Session;

const KEY: &str = "flash";

/// Names whose values are never kept.
const SECRET: [&str; 7] = [
    "password",
    "new_password",
    "old_password",
    "repeat",
    "code",
    "passkey",
    "credential",
];

/// The longest notice that goes with the browser, in bytes: escaped it is three times that, and a cookie
/// has room for 4,000. A longer one, of many things done at once, goes by way of the session.
const CARRIED: usize = 1_000;

/// What succeeded, in one sentence: on the answer to a form, and again on the request for the page that
/// follows it. The server carries it from one to the other.
#[derive(Clone, Debug)]
pub struct Notice(pub String);

impl Notice {
    /// It, where it is short enough to be carried; else the words.
    pub(crate) fn of(words: String) -> Result<Self, String> {
        if words.len() <= CARRIED {
            Ok(Self(words))
        } else {
            Err(words)
        }
    }
}

/// On the answer of a page that showed a [`Notice`].
#[derive(Clone, Copy, Debug)]
pub struct NoticeShown;

/// What the page that is drawn next shows once.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub struct Typed {
    /// What succeeded, in one sentence; of several things done at once, in as many as there are.
    pub notice: Option<String>,
    pub failed: Option<Failed>,
    /// By the HTML name of the field; a name that came several times has several values.
    values: HashMap<String, Vec<String>>,
}

impl Typed {
    /// What an act has to say that is too long to be carried, and what it shows once, by a name.
    pub(crate) fn done(notice: Option<String>, shown: Vec<(String, String)>) -> Self {
        let mut values: HashMap<String, Vec<String>> = HashMap::new();
        for (name, value) in shown {
            values.entry(name).or_default().push(value);
        }
        Self {
            notice,
            failed: None,
            values,
        }
    }

    pub(crate) fn failed(failed: Failed, pairs: &[(String, String)]) -> Self {
        let mut values: HashMap<String, Vec<String>> = HashMap::new();
        for (name, value) in pairs {
            if !SECRET.contains(&name.as_str()) {
                values.entry(name.clone()).or_default().push(value.clone());
            }
        }
        Self {
            notice: None,
            failed: Some(failed),
            values,
        }
    }

    pub(crate) fn saying(self, notice: Option<Notice>) -> Self {
        Self {
            notice: notice.map(|Notice(words)| words).or(self.notice),
            ..self
        }
    }

    /// What was typed into a field, if a form was posted and failed.
    #[must_use]
    pub fn value(&self, name: &str) -> Option<&str> {
        self.values.get(name)?.first().map(String::as_str)
    }

    /// All values of a name that can come several times, typed or to be shown once.
    #[must_use]
    pub fn values(&self, name: &str) -> &[String] {
        self.values.get(name).map_or(&[], Vec::as_slice)
    }

    /// What the last post left; most requests have left nothing.
    pub(crate) async fn left(session: &Session) -> Option<Self> {
        session.get(KEY).await.ok().flatten()
    }

    /// The same, and it is gone.
    pub(crate) async fn take(session: &Session) -> Option<Self> {
        let left = Self::left(session).await?;
        if let Err(error) = session.remove::<Self>(KEY).await {
            tracing::warn!(%error, "a flash could not be removed");
        }
        Some(left)
    }

    /// Leaves it for the next page. A session that cannot be written costs the sentence, not the act.
    pub(crate) async fn leave(self, session: &Session) {
        if let Err(error) = session.insert(KEY, self).await {
            tracing::warn!(%error, "a flash could not be kept");
        }
    }
}
