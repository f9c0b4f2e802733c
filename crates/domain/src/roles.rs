//! The forms and filters of the roles' pages. What a role may be is in `access`; here is what was
//! typed, as text.

use crate::{
    AccountId, Checked, Problem,
    check::Check,
    lists::{NameCursor, query, start},
    orders::Side,
    paths,
};
use serde::{Deserialize, Serialize};

/// The longest name of a role.
pub const NAME_MOST: u32 = 60;

/// Where a new role is of.
pub const EVERYWHERE: &str = "everywhere";

/// A new role, as a copy of another.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct NewRole {
    /// The role that is copied: its key, or its number.
    pub from: String,
    pub name: String,
    /// [`EVERYWHERE`] for a role of the platform; of the storefront otherwise.
    pub home: String,
}

/// A role as it is to become: everything at once, as the page that edits it sends it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct EditRole {
    pub role: String,
    /// Of what was shown; none yet of a built-in role that is as it comes.
    pub version: i64,
    pub name: String,
    pub side: String,
    /// The page to start on; nothing for the one that the role comes with.
    pub start: String,
    /// One a permission that is granted or refused: `order.view own+assigned`.
    pub grant: Vec<String>,
    /// Whether holders hand out the roles below and no others.
    pub limited: bool,
    pub hands: Vec<String>,
    /// Words of the permissions that the form shows; the others go along unseen.
    pub find: String,
}

/// Which field of a role's forms is faulty.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum RoleField {
    From,
    Name,
    Home,
    Side,
    Start,
    Grant,
    Hands,
    Replacement,
}

impl RoleField {
    /// The HTML name.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::From => "from",
            Self::Name => "name",
            Self::Home => "home",
            Self::Side => "side",
            Self::Start => "start",
            Self::Grant => "grant",
            Self::Hands => "hands",
            Self::Replacement => "replacement",
        }
    }
}

impl NewRole {
    /// # Errors
    /// A name that is missing or too long, nothing to copy.
    pub fn check(&self) -> Checked<RoleField> {
        let mut check = Check::new();
        check.required(RoleField::Name, &self.name, NAME_MOST);
        if self.from.is_empty() {
            check.problem(RoleField::From, Problem::Missing);
        }
        check.done()
    }
}

impl EditRole {
    /// The same form without the fields that say nothing: an address is short.
    #[must_use]
    pub fn address(&self) -> String {
        let version = self.version.to_string();
        let pairs = query(&self.pairs(&version));
        format!("{}{pairs}", paths::EditRole(self.role.clone()))
    }

    /// The page of what it would change, with another part of those whom it is about.
    #[must_use]
    pub fn change_address(&self, holders: &HoldersQuery) -> String {
        let version = self.version.to_string();
        let mut pairs = self.pairs(&version);
        pairs.extend(holders.pairs());
        format!(
            "{}{}",
            paths::ChangeOfRole(self.role.clone()),
            query(&pairs)
        )
    }

    fn pairs<'a>(&'a self, version: &'a str) -> Vec<(&'static str, &'a str)> {
        let mut pairs = vec![
            ("version", version),
            ("name", &self.name),
            ("side", &self.side),
            ("start", &self.start),
        ];
        if self.limited {
            pairs.push(("limited", "true"));
        }
        pairs.extend(self.grant.iter().map(|one| ("grant", one.as_str())));
        pairs.extend(self.hands.iter().map(|one| ("hands", one.as_str())));
        pairs
    }

    /// Whether this is an address that somebody came to from the page of the change, with what was
    /// typed in it, rather than one that opens the form afresh.
    #[must_use]
    pub const fn is_filled(&self) -> bool {
        !self.grant.is_empty() || !self.name.is_empty()
    }
}

/// An act on a role as it was shown: restoring a built-in one.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct OnRole {
    pub role: String,
    pub version: i64,
}

/// The page of a change, where it is to say what restoring a built-in role would change.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct RestoreQuery {
    pub restore: bool,
}

impl RestoreQuery {
    #[must_use]
    pub fn address(role: &str, holders: &HoldersQuery) -> String {
        let mut pairs = vec![("restore", "true")];
        pairs.extend(holders.pairs());
        format!("{}{}", paths::ChangeOfRole(role.to_owned()), query(&pairs))
    }
}

/// Which part of a role's holders a page shows, as its address has it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct HoldersQuery {
    /// The cursor that the part starts after, or ends before.
    pub after: String,
    pub before: String,
}

impl HoldersQuery {
    #[must_use]
    pub fn after(cursor: &NameCursor) -> Self {
        Self {
            after: cursor.to_string(),
            before: String::new(),
        }
    }

    #[must_use]
    pub fn before(cursor: &NameCursor) -> Self {
        Self {
            after: String::new(),
            before: cursor.to_string(),
        }
    }

    /// What does not read as a cursor is as if it were absent.
    #[must_use]
    pub fn start(&self) -> Option<(Side, NameCursor)> {
        start(&self.after, &self.before)
    }

    /// The page of a role, with this part of its holders.
    #[must_use]
    pub fn address(&self, role: &str) -> String {
        format!("{}{}", paths::Role(role.to_owned()), query(&self.pairs()))
    }

    fn pairs(&self) -> [(&'static str, &str); 2] {
        [("after", &self.after), ("before", &self.before)]
    }
}

/// Removing a custom role.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct DeleteRole {
    pub role: String,
    pub version: i64,
    /// What its holders get instead; nothing where nobody holds it.
    pub replacement: String,
}

/// The filter of the matrix, as the address has it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct MatrixQuery {
    /// A pack's key, or [`CUSTOM`].
    pub pack: String,
    /// One role, by its key or number.
    pub role: String,
    /// A group of permissions, by its name.
    pub area: String,
}

/// Among the packs: roles that somebody made.
pub const CUSTOM: &str = "custom";

impl MatrixQuery {
    #[must_use]
    pub fn address(&self) -> String {
        format!("{}{}", paths::RoleMatrix, self.pairs())
    }

    /// The same as a file.
    #[must_use]
    pub fn csv_address(&self) -> String {
        format!("{}{}", paths::RoleMatrixCsv, self.pairs())
    }

    fn pairs(&self) -> String {
        query(&[
            ("pack", &self.pack),
            ("role", &self.role),
            ("area", &self.area),
        ])
    }
}

/// One question of "Why can't I?", as the address has it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct WhyQuery {
    /// Whom it is about: the id of an account, as the page of a person asks, or an email, as one types
    /// it, which may be that of several; nothing for oneself.
    pub person: String,
    /// A permission's key.
    pub permission: String,
    /// Whose thing: the key of a class, or that of a kind of thing.
    pub of: String,
    /// Which thing of that kind: an order's number, a name, an email.
    pub which: String,
}

impl WhyQuery {
    /// A question about the person of one account, whether they have an email or not.
    #[must_use]
    pub fn about(person: AccountId) -> Self {
        Self {
            person: person.to_string(),
            ..Self::default()
        }
    }

    /// The account that it is about, where it names one by its id.
    #[must_use]
    pub fn account(&self) -> Option<AccountId> {
        self.person.trim().parse().ok()
    }

    #[must_use]
    pub fn address(&self) -> String {
        let pairs = [
            ("person", &*self.person),
            ("permission", &self.permission),
            ("of", &self.of),
            ("which", self.which.trim()),
        ];
        format!("{}{}", paths::Why, query(&pairs))
    }
}

/// Somebody who holds a role.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct HolderLine {
    pub id: AccountId,
    pub name: String,
    pub company: Option<String>,
    /// Where the role starts, in words.
    pub at: String,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_role_needs_a_name_and_something_to_copy() {
        let form = NewRole::default();
        let faulty = form.check().expect_err("faulty");
        assert_eq!(faulty.len(), 2);
        let form = NewRole {
            from: "customer@printshop".to_owned(),
            name: "Front desk".to_owned(),
            home: String::new(),
        };
        assert_eq!(form.check(), Ok(()));
    }

    #[test]
    fn a_question_is_about_an_id_or_about_an_email() {
        let query = WhyQuery::about(AccountId(7));
        assert_eq!(query.address(), "/roles/why?person=7");
        assert_eq!(query.account(), Some(AccountId(7)));
        let typed = WhyQuery {
            person: "7@acme.test".to_owned(),
            ..WhyQuery::default()
        };
        assert_eq!(typed.account(), None);
    }

    #[test]
    fn an_address_carries_every_grant() {
        let form = EditRole {
            role: "7".to_owned(),
            version: 2,
            grant: vec![
                "order.view own+assigned".to_owned(),
                "cart.use own".to_owned(),
            ],
            ..EditRole::default()
        };
        assert_eq!(
            form.address(),
            "/roles/7/edit?version=2&grant=order.view+own%2Bassigned&grant=cart.use+own"
        );
    }
}
