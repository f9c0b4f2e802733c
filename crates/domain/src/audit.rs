//! The audit trail as people read it.

use crate::{
    CompanyId, StorefrontId, Timestamp,
    lists::{Cursor, PageOf, query},
    paths,
    people::Named,
};
use serde::{Deserialize, Serialize};

/// The filter of the audit trail, as the address has it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct AuditQuery {
    /// What was done, or what kind of thing it was done to: `order.place`, `role`.
    pub act: String,
    /// Words of a person's name or email.
    pub who: String,
    /// The id of the storefront where it was done, and of the company by or to whose people; for
    /// administrators only.
    pub storefront: String,
    pub company: String,
    /// The first and the last day, `2026-11-22`.
    pub from: String,
    pub to: String,
    /// The cursor that the page starts after.
    pub after: String,
}

/// What it asks for.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct AuditFilter {
    pub act: String,
    pub who: String,
    pub storefront: Option<StorefrontId>,
    pub company: Option<CompanyId>,
    pub from: Option<Timestamp>,
    pub until: Option<Timestamp>,
    pub after: Option<Cursor>,
}

impl AuditQuery {
    /// What does not read as a filter is as if it were absent.
    #[must_use]
    pub fn filter(&self) -> AuditFilter {
        AuditFilter {
            act: self.act.trim().to_lowercase(),
            who: self.who.trim().to_owned(),
            storefront: self.storefront.parse().ok(),
            company: self.company.parse().ok(),
            from: Timestamp::from_date(&self.from),
            until: Timestamp::from_date(&self.to).map(|day| day.plus(Timestamp::DAY)),
            after: self.after.parse().ok(),
        }
    }

    #[must_use]
    pub fn after(&self, cursor: &Cursor) -> Self {
        Self {
            after: cursor.to_string(),
            ..self.clone()
        }
    }

    /// From the first page.
    #[must_use]
    pub fn first_page(&self) -> Self {
        Self {
            after: String::new(),
            ..self.clone()
        }
    }

    #[must_use]
    pub fn address(&self) -> String {
        let pairs = [
            ("act", &*self.act),
            ("who", &self.who),
            ("storefront", &self.storefront),
            ("company", &self.company),
            ("from", &self.from),
            ("to", &self.to),
            ("after", &self.after),
        ];
        format!("{}{}", paths::Audit, query(&pairs))
    }
}

/// One entry.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct AuditLine {
    pub at: Timestamp,
    /// The account in whose name it was done; nothing for visitors and for the system.
    pub who: Option<String>,
    /// The administrator who was logged in as them.
    pub acting: Option<String>,
    pub storefront: Option<String>,
    /// `order.place`
    pub act: String,
    /// What it was done to, by its name or number; the kind and the id, `department 12`, where it is gone
    /// or not the reader's to know.
    pub object: String,
    /// What else was noted, as JSON; for administrators only.
    pub detail: Option<String>,
}

/// A page of the audit trail.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct AuditPage {
    pub page: PageOf<AuditLine>,
    /// The acts that can be filtered by.
    pub acts: Vec<String>,
    /// The storefronts and the companies, where there are several.
    pub storefronts: Vec<Named>,
    pub companies: Vec<Named>,
}

/// An act in words: `order.re-order` as "Order: re-order".
#[must_use]
pub fn words(act: &str) -> String {
    let (area, what) = act.split_once('.').unwrap_or((act, ""));
    let mut letters = area.chars();
    let area: String = letters
        .next()
        .into_iter()
        .flat_map(char::to_uppercase)
        .chain(letters)
        .collect();
    if what.is_empty() {
        area
    } else {
        format!("{area}: {}", what.replace(['-', '_'], " "))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_act_reads_as_words() {
        assert_eq!(words("account.sign-in"), "Account: sign in");
        assert_eq!(words("system"), "System");
    }
}
