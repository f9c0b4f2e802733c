//! The forms of the page of addresses.

use super::AddressKind;
use crate::{
    AddressId, DepartmentId, Problem,
    cart::Delivery,
    check::{Check, Checked, tidy},
};
use serde::{Deserialize, Serialize};

/// The longest name of an address.
pub const LABEL_MOST: u32 = 60;

/// Which field of an address's forms is faulty.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum AddressField {
    Of,
    Label,
    Recipient,
    Line1,
    Line2,
    Postcode,
    City,
    Country,
    Departments,
}

impl AddressField {
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Of => "of",
            Self::Label => "label",
            Self::Recipient => "recipient",
            Self::Line1 => "line1",
            Self::Line2 => "line2",
            Self::Postcode => "postcode",
            Self::City => "city",
            Self::Country => "country",
            Self::Departments => "departments",
        }
    }

    /// The lines, in the order of [`Delivery::check`].
    pub const LINES: [Self; 6] = [
        Self::Recipient,
        Self::Line1,
        Self::Line2,
        Self::Postcode,
        Self::City,
        Self::Country,
    ];
}

/// A new address, of a company or of a person.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct NewAddress {
    /// The company's or the person's id; empty for one's own.
    pub of: String,
    pub label: String,
    pub recipient: String,
    pub line1: String,
    pub line2: String,
    pub postcode: String,
    pub city: String,
    pub country: String,
}

impl NewAddress {
    /// # Errors
    /// The faulty fields.
    pub fn check(&self) -> Checked<AddressField> {
        let mut check = Check::new();
        check.required(AddressField::Label, &self.label, LABEL_MOST);
        self.delivery().check(&mut check, AddressField::LINES);
        if !self.of.is_empty() && self.of.parse::<i64>().is_err() {
            check.problem(AddressField::Of, Problem::NotOffered);
        }
        check.done()
    }

    /// As it is kept.
    #[must_use]
    pub fn label(&self) -> String {
        tidy(&self.label)
    }

    #[must_use]
    pub fn delivery(&self) -> Delivery {
        Delivery {
            address: None,
            recipient: self.recipient.clone(),
            line1: self.line1.clone(),
            line2: self.line2.clone(),
            postcode: self.postcode.clone(),
            city: self.city.clone(),
            country: self.country.clone(),
        }
        .trimmed()
    }
}

/// An address as it is from now on.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct EditAddress {
    pub address: AddressId,
    /// The version that the page showed; a page that is stale by now changes nothing.
    pub version: i64,
    /// The key of the list that one comes from and goes back to.
    #[serde(default)]
    pub kind: String,
    #[serde(default)]
    pub label: String,
    #[serde(default)]
    pub recipient: String,
    #[serde(default)]
    pub line1: String,
    #[serde(default)]
    pub line2: String,
    #[serde(default)]
    pub postcode: String,
    #[serde(default)]
    pub city: String,
    #[serde(default)]
    pub country: String,
}

impl EditAddress {
    #[must_use]
    pub fn kind(&self) -> AddressKind {
        AddressKind::from_key(&self.kind).unwrap_or_default()
    }

    /// The same lines as those of a new one.
    #[must_use]
    pub fn written(&self) -> NewAddress {
        NewAddress {
            of: String::new(),
            label: self.label.clone(),
            recipient: self.recipient.clone(),
            line1: self.line1.clone(),
            line2: self.line2.clone(),
            postcode: self.postcode.clone(),
            city: self.city.clone(),
            country: self.country.clone(),
        }
    }
}

/// Removing an address as it was shown.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct OnAddress {
    pub address: AddressId,
    pub version: i64,
    /// The key of the list that one comes from and goes back to.
    #[serde(default)]
    pub kind: String,
}

impl OnAddress {
    #[must_use]
    pub fn kind(&self) -> AddressKind {
        AddressKind::from_key(&self.kind).unwrap_or_default()
    }
}

/// The departments that a company's address is for.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct AssignDepartments {
    pub address: AddressId,
    pub version: i64,
    /// For all of them, those still to come included.
    #[serde(default)]
    pub everybody: bool,
    #[serde(default)]
    pub departments: Vec<DepartmentId>,
}

impl AssignDepartments {
    /// # Errors
    /// For nobody at all: such an address is deleted instead.
    pub fn check(&self) -> Checked<AddressField> {
        let mut check = Check::new();
        if !self.everybody && self.departments.is_empty() {
            check.problem(AddressField::Departments, Problem::Missing);
        }
        check.done()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn form() -> NewAddress {
        NewAddress {
            of: String::new(),
            label: " Front   desk ".to_owned(),
            recipient: "Acme".to_owned(),
            line1: " 1 Mill Lane ".to_owned(),
            line2: String::new(),
            postcode: "CB1".to_owned(),
            city: "Cambridge".to_owned(),
            country: "United Kingdom".to_owned(),
        }
    }

    #[test]
    fn an_address_has_a_name_and_what_an_envelope_needs() {
        assert_eq!(form().check(), Ok(()));
        assert_eq!(form().label(), "Front desk");
        assert_eq!(form().delivery().line1, "1 Mill Lane");
        let faulty = NewAddress {
            label: String::new(),
            city: " ".to_owned(),
            ..form()
        };
        assert_eq!(
            faulty.check(),
            Err(vec![
                (AddressField::Label, Problem::Missing),
                (AddressField::City, Problem::Missing)
            ])
        );
    }

    #[test]
    fn an_address_is_for_somebody() {
        let mut form = AssignDepartments {
            address: AddressId(1),
            version: 1,
            everybody: false,
            departments: Vec::new(),
        };
        assert!(form.check().is_err());
        form.everybody = true;
        assert_eq!(form.check(), Ok(()));
    }
}
