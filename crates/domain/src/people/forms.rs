//! The forms of the People pages.

use crate::{
    AccountId, AssignmentId, Checked, CompanyId, DepartmentId, Problem, ProductId, StorefrontId,
    Timestamp,
    accounts::{NAME_MOST, PHONE_MOST, normal_email},
    check::Check,
};
use serde::{Deserialize, Serialize};

/// An act on one person as they were shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct OnPerson {
    pub person: AccountId,
    /// The version that the page showed; a page that is stale by now changes nothing.
    pub version: i64,
}

/// What may be wrong with inviting somebody.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum InviteField {
    Email,
}

impl InviteField {
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Email => "email",
        }
    }
}

/// Somebody new: with access by an invitation, or as a record only.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct AddPerson {
    /// The key of the form; what is sent twice is one person.
    pub once: String,
    pub name: String,
    pub email: String,
    pub phone: String,
    /// Ids, as the form has them; empty for none.
    pub storefront: String,
    pub company: String,
    pub department: String,
    /// The key of a role; empty for the first one of the storefront's customers.
    pub role: String,
    /// Mail an invitation now.
    pub invite: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum AddField {
    Name,
    Email,
    Phone,
    Storefront,
    Company,
    Department,
    Role,
}

impl AddField {
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Name => "name",
            Self::Email => "email",
            Self::Phone => "phone",
            Self::Storefront => "storefront",
            Self::Company => "company",
            Self::Department => "department",
            Self::Role => "role",
        }
    }
}

impl AddPerson {
    /// # Errors
    /// The faulty fields.
    pub fn check(&self) -> Checked<AddField> {
        let mut check = Check::new();
        check.required(AddField::Name, &self.name, NAME_MOST);
        if self.invite || !self.email.trim().is_empty() {
            check.email(AddField::Email, &self.email);
        }
        check.at_most(AddField::Phone, &self.phone, PHONE_MOST);
        for (field, id) in [
            (AddField::Storefront, &self.storefront),
            (AddField::Company, &self.company),
            (AddField::Department, &self.department),
        ] {
            if !id.is_empty() && id.parse::<i64>().is_err() {
                check.problem(field, Problem::NotOffered);
            }
        }
        check.done()
    }

    /// The key, where the form has one.
    #[must_use]
    pub fn key(&self) -> Option<&str> {
        Some(&*self.once).filter(|once| !once.is_empty())
    }

    /// As kept; nothing for none.
    #[must_use]
    pub fn address(&self) -> Option<String> {
        Some(normal_email(&self.email)).filter(|email| !email.is_empty())
    }

    #[must_use]
    pub fn storefront(&self) -> Option<StorefrontId> {
        self.storefront.parse().ok()
    }

    #[must_use]
    pub fn company(&self) -> Option<CompanyId> {
        self.company.parse().ok()
    }

    #[must_use]
    pub fn department(&self) -> Option<DepartmentId> {
        self.department.parse().ok()
    }
}

/// Somebody's name, address and telephone number.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct EditPerson {
    pub person: AccountId,
    pub version: i64,
    #[serde(default)]
    pub name: String,
    #[serde(default)]
    pub email: String,
    #[serde(default)]
    pub phone: String,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum EditPersonField {
    Name,
    Email,
    Phone,
}

impl EditPersonField {
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Name => "name",
            Self::Email => "email",
            Self::Phone => "phone",
        }
    }
}

impl EditPerson {
    /// `needs_email`: whether the person signs in, or is about to.
    ///
    /// # Errors
    /// The faulty fields.
    pub fn check(&self, needs_email: bool) -> Checked<EditPersonField> {
        let mut check = Check::new();
        check.required(EditPersonField::Name, &self.name, NAME_MOST);
        if needs_email || !self.email.trim().is_empty() {
            check.email(EditPersonField::Email, &self.email);
        }
        check.at_most(EditPersonField::Phone, &self.phone, PHONE_MOST);
        check.done()
    }

    /// As kept; nothing for none.
    #[must_use]
    pub fn address(&self) -> Option<String> {
        Some(normal_email(&self.email)).filter(|email| !email.is_empty())
    }
}

/// The departments that somebody belongs to from now on.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SetDepartments {
    pub person: AccountId,
    pub version: i64,
    #[serde(default)]
    pub departments: Vec<DepartmentId>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum SetDepartmentsField {
    Departments,
}

impl SetDepartmentsField {
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Departments => "departments",
        }
    }
}

/// Who is asked to approve somebody's orders, and for which departments and products they are asked
/// themselves.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SetApprovers {
    pub person: AccountId,
    pub version: i64,
    #[serde(default)]
    pub approvers: Vec<AccountId>,
    #[serde(default)]
    pub approves_for: Vec<DepartmentId>,
    #[serde(default)]
    pub products: Vec<ProductId>,
}

impl SetApprovers {
    /// The most that are asked for one person, and for one department (behaviour INF-22).
    pub const MOST: u32 = 3;
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum SetApproversField {
    Approvers,
    ApprovesFor,
    Products,
}

impl SetApproversField {
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Approvers => "approvers",
            Self::ApprovesFor => "approves_for",
            Self::Products => "products",
        }
    }
}

/// A role, where it starts, and until when it is held.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct AssignRole {
    pub person: AccountId,
    pub version: i64,
    /// The key of a built-in role, or the number of a custom one.
    #[serde(default)]
    pub role: String,
    /// `platform`, or a kind and an id: `storefront-1`, `company-4`, `department-2`, `supplier-3`.
    #[serde(default)]
    pub at: String,
    /// Further storefronts beside one, or further departments of the company beside one, for the same
    /// holding.
    #[serde(default)]
    pub also: Vec<String>,
    /// The last day, `2026-12-31`; empty for no end.
    #[serde(default)]
    pub until: String,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum AssignField {
    Role,
    At,
    Also,
    Until,
}

impl AssignField {
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Role => "role",
            Self::At => "at",
            Self::Also => "also",
            Self::Until => "until",
        }
    }
}

impl AssignRole {
    /// # Errors
    /// The faulty fields.
    pub fn check(&self, now: Timestamp) -> Checked<AssignField> {
        let mut check = Check::new();
        check.required(AssignField::Role, &self.role, 120);
        check.required(AssignField::At, &self.at, 120);
        if !self.until.is_empty() {
            match self.ends() {
                None => check.problem(AssignField::Until, Problem::NotADate),
                Some(end) if end <= now => check.problem(AssignField::Until, Problem::Past),
                Some(_) => &mut check,
            };
        }
        check.done()
    }

    /// The end of the last day.
    #[must_use]
    pub fn ends(&self) -> Option<Timestamp> {
        Timestamp::from_date(&self.until).map(|day| day.plus(Timestamp::DAY))
    }
}

/// Taking a role away.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct WithdrawRole {
    pub person: AccountId,
    pub version: i64,
    pub assignment: AssignmentId,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_who_is_invited_needs_an_address() {
        let mut form = AddPerson {
            name: "Dana Reyes".to_owned(),
            ..AddPerson::default()
        };
        assert_eq!(form.check(), Ok(()));
        assert_eq!(form.address(), None);
        form.invite = true;
        assert_eq!(form.check(), Err(vec![(AddField::Email, Problem::Missing)]));
        form.email = " Dana@Acme.test".to_owned();
        assert_eq!(form.check(), Ok(()));
        assert_eq!(form.address().as_deref(), Some("dana@acme.test"));
    }

    #[test]
    fn a_role_ends_after_its_last_day_and_not_in_the_past() {
        let form = |until: &str| AssignRole {
            person: AccountId(1),
            version: 1,
            role: "customer@printshop".to_owned(),
            at: "platform".to_owned(),
            also: Vec::new(),
            until: until.to_owned(),
        };
        let now = Timestamp::from_date("2026-11-22").unwrap_or(Timestamp(0));
        assert_eq!(form("").check(now), Ok(()));
        assert_eq!(form("2026-11-22").check(now), Ok(()), "today is still held");
        assert_eq!(
            form("2026-11-21").check(now),
            Err(vec![(AssignField::Until, Problem::Past)])
        );
        assert_eq!(
            form("tomorrow").check(now),
            Err(vec![(AssignField::Until, Problem::NotADate)])
        );
    }
}
