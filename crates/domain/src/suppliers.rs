//! Suppliers: the firms that produce for the print shop. They are of the platform, and no customer
//! ever reads of one.

use crate::{
    AccountId, ProductId, SupplierId,
    accounts::{AccountState, NAME_MOST as PERSON_MOST, normal_email},
    check::{Check, Checked, tidy},
    lists::{DialogQuery, ListQuery, NameCursor, PageOf, Panel, list_query, panels, start, words},
    orders::Side,
    paths::{self, Path as _},
    people::Named,
};
use serde::{Deserialize, Serialize};

/// The longest name of a supplier.
pub const NAME_MOST: u32 = 120;

panels! {
    /// What a dialog of the page does to one supplier.
    SupplierPanel {
        Edit "edit" "Edit";
        Invite "invite" "Invite";
        Products "products" "Products";
    }
}

/// The filter and the open dialog, as the address has them.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct SuppliersQuery {
    /// Words to look for in name and email.
    pub q: String,
    /// The key of a [`SupplierPanel`], and the supplier that it is about.
    pub panel: String,
    pub of: String,
    pub after: String,
    pub before: String,
}

impl SuppliersQuery {
    /// What does not read as a filter is as if it were absent.
    #[must_use]
    pub fn filter(&self) -> SupplierFilter {
        SupplierFilter {
            words: words(&self.q),
            start: start(&self.after, &self.before),
        }
    }
}

list_query! { SuppliersQuery at paths::Suppliers { q; panel: SupplierPanel, of: SupplierId } }

/// What a list of suppliers is asked for.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SupplierFilter {
    pub words: Vec<String>,
    pub start: Option<(Side, NameCursor)>,
}

/// Somebody of a supplier who signs in, or is about to.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SupplierPerson {
    pub id: AccountId,
    pub name: String,
    pub state: AccountState,
}

/// A supplier.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SupplierRow {
    pub id: SupplierId,
    pub version: i64,
    pub name: String,
    pub email: Option<String>,
    /// In use: jobs can be sent to it, and its people can sign in.
    pub active: bool,
    pub people: Vec<SupplierPerson>,
    /// Jobs that are with it now.
    pub jobs: i64,
    /// Products that it makes as a rule.
    pub products: i64,
}

/// The supplier that a dialog is about.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SupplierSheet {
    pub panel: SupplierPanel,
    pub row: SupplierRow,
    /// The products that it makes as a rule, and the others.
    pub makes: Vec<Named>,
    pub others: Vec<Named>,
}

/// The page.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SuppliersPage {
    pub listing: PageOf<SupplierRow, NameCursor>,
    /// Whether the reader adds and changes suppliers.
    pub manages: bool,
    pub sheet: Option<SupplierSheet>,
}

/// Which field of a supplier's forms is faulty.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum SupplierField {
    Name,
    Email,
    Product,
}

impl SupplierField {
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Name => "name",
            Self::Email => "email",
            Self::Product => "product",
        }
    }
}

/// A new supplier.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct CreateSupplier {
    pub name: String,
    /// Where it is told of jobs while none of its people can sign in; empty for nowhere.
    pub email: String,
}

impl CreateSupplier {
    /// # Errors
    /// The faulty fields.
    pub fn check(&self) -> Checked<SupplierField> {
        let mut check = Check::new();
        check.required(SupplierField::Name, &self.name, NAME_MOST);
        if !self.email.trim().is_empty() {
            check.email(SupplierField::Email, &self.email);
        }
        check.done()
    }

    /// As it is kept.
    #[must_use]
    pub fn name(&self) -> String {
        tidy(&self.name)
    }

    /// As kept; nothing for none.
    #[must_use]
    pub fn address(&self) -> Option<String> {
        Some(normal_email(&self.email)).filter(|email| !email.is_empty())
    }
}

/// A supplier's name and address.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct EditSupplier {
    pub supplier: SupplierId,
    /// The version that the page showed; a page that is stale by now changes nothing.
    pub version: i64,
    #[serde(default)]
    pub name: String,
    #[serde(default)]
    pub email: String,
}

impl EditSupplier {
    /// The same as a new one's.
    #[must_use]
    pub fn written(&self) -> CreateSupplier {
        CreateSupplier {
            name: self.name.clone(),
            email: self.email.clone(),
        }
    }
}

/// An act on a supplier as it was shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct OnSupplier {
    pub supplier: SupplierId,
    pub version: i64,
}

/// Giving somebody of a supplier an account.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct InviteToSupplier {
    pub supplier: SupplierId,
    pub version: i64,
    #[serde(default)]
    pub name: String,
    #[serde(default)]
    pub email: String,
}

impl InviteToSupplier {
    /// # Errors
    /// The faulty fields.
    pub fn check(&self) -> Checked<SupplierField> {
        let mut check = Check::new();
        check.required(SupplierField::Name, &self.name, PERSON_MOST);
        check.email(SupplierField::Email, &self.email);
        check.done()
    }

    /// As kept.
    #[must_use]
    pub fn address(&self) -> String {
        normal_email(&self.email)
    }
}

/// Who makes a product as a rule, or no longer does.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct MakesProduct {
    pub supplier: SupplierId,
    pub version: i64,
    #[serde(default)]
    pub product: String,
    /// No longer.
    #[serde(default)]
    pub not: bool,
}

impl MakesProduct {
    #[must_use]
    pub fn product(&self) -> Option<ProductId> {
        self.product.parse().ok()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Problem;

    #[test]
    fn a_supplier_may_be_recorded_without_an_address() {
        let mut form = CreateSupplier {
            name: " Fine   Bindery ".to_owned(),
            email: String::new(),
        };
        assert_eq!(form.check(), Ok(()));
        assert_eq!(form.name(), "Fine Bindery");
        assert_eq!(form.address(), None);
        form.email = "orders".to_owned();
        assert_eq!(
            form.check(),
            Err(vec![(SupplierField::Email, Problem::NotAnEmail)])
        );
    }

    #[test]
    fn who_is_invited_needs_an_address() {
        let form = InviteToSupplier {
            supplier: SupplierId(1),
            version: 1,
            name: "Femke".to_owned(),
            email: String::new(),
        };
        assert_eq!(
            form.check(),
            Err(vec![(SupplierField::Email, Problem::Missing)])
        );
    }
}
