//! Publication types: folders of products for one company, each assigned to its departments.

use crate::{
    CompanyId, DepartmentId, Problem, ProductId, PublicationTypeId,
    check::{Check, Checked, tidy},
    departments::DepartmentBox,
    lists::{DialogQuery, ListQuery, NameCursor, PageOf, Panel, list_query, panels, start, words},
    orders::Side,
    paths::{self, Path as _},
    people::Named,
};
use serde::{Deserialize, Serialize};

/// The longest name of a publication type.
pub const NAME_MOST: u32 = 80;

panels! {
    /// What a dialog of the page does to one publication type.
    PublicationTypePanel {
        Departments "departments" "Departments";
        Products "products" "Products";
        Rename "rename" "Rename";
        Delete "delete" "Delete";
    }
}

/// The filter and the open dialog, as the address has them.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct PublicationTypesQuery {
    /// Words to look for in the names of publication type and company.
    pub q: String,
    /// The key of a [`PublicationTypePanel`], and the publication type that it is about.
    pub panel: String,
    pub of: String,
    pub after: String,
    pub before: String,
}

impl PublicationTypesQuery {
    /// What does not read as a filter is as if it were absent.
    #[must_use]
    pub fn filter(&self) -> PublicationTypeFilter {
        PublicationTypeFilter {
            words: words(&self.q),
            start: start(&self.after, &self.before),
        }
    }
}

list_query! {
    PublicationTypesQuery at paths::PublicationTypes {
        q; panel: PublicationTypePanel, of: PublicationTypeId
    }
}

/// What a list of publication types is asked for.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PublicationTypeFilter {
    pub words: Vec<String>,
    pub start: Option<(Side, NameCursor)>,
}

/// A publication type, and what can be done to it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PublicationTypeRow {
    pub id: PublicationTypeId,
    pub name: String,
    pub company: String,
    /// The departments that see it; nothing where all of the company's do.
    pub departments: Option<Vec<String>>,
    /// How many of the products that the reader sees are in it.
    pub products: i64,
    /// The acts that are possible.
    pub acts: Vec<PublicationTypePanel>,
}

/// The publication type that a dialog is about.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PublicationTypeSheet {
    pub panel: PublicationTypePanel,
    pub id: PublicationTypeId,
    pub version: i64,
    pub name: String,
    /// For all departments of the company.
    pub everybody: bool,
    pub departments: Vec<DepartmentBox>,
    /// The products in it, and those that could be put into it, as far as the reader manages them.
    pub inside: Vec<Named>,
    pub others: Vec<Named>,
    /// Products are in it: they would be for more people without it.
    pub in_use: bool,
}

/// The page.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PublicationTypesPage {
    pub listing: PageOf<PublicationTypeRow, NameCursor>,
    /// The companies that a new one can be for; nothing for who makes none.
    pub create: Option<Vec<Named>>,
    pub sheet: Option<PublicationTypeSheet>,
}

/// Which field of the forms is faulty.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum PublicationTypeField {
    Company,
    Name,
    Departments,
    Product,
}

impl PublicationTypeField {
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Company => "company",
            Self::Name => "name",
            Self::Departments => "departments",
            Self::Product => "product",
        }
    }
}

/// A new publication type.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct CreatePublicationType {
    /// An id.
    pub company: String,
    pub name: String,
}

impl CreatePublicationType {
    /// The company that it is for.
    ///
    /// # Errors
    /// The faulty fields.
    pub fn check(&self) -> Result<CompanyId, Vec<(PublicationTypeField, Problem)>> {
        let mut check = Check::new();
        check.required(PublicationTypeField::Name, &self.name, NAME_MOST);
        let company: Option<CompanyId> = self.company.parse().ok();
        if company.is_none() {
            let problem = if self.company.is_empty() {
                Problem::Missing
            } else {
                Problem::NotOffered
            };
            check.problem(PublicationTypeField::Company, problem);
        }
        check.done()?;
        company.ok_or_else(Vec::new)
    }

    /// As it is kept.
    #[must_use]
    pub fn name(&self) -> String {
        tidy(&self.name)
    }
}

/// Another name.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RenamePublicationType {
    pub publication_type: PublicationTypeId,
    /// The version that the page showed; a page that is stale by now changes nothing.
    pub version: i64,
    #[serde(default)]
    pub name: String,
}

impl RenamePublicationType {
    /// # Errors
    /// The faulty fields.
    pub fn check(&self) -> Checked<PublicationTypeField> {
        let mut check = Check::new();
        check.required(PublicationTypeField::Name, &self.name, NAME_MOST);
        check.done()
    }

    /// As it is kept.
    #[must_use]
    pub fn name(&self) -> String {
        tidy(&self.name)
    }
}

/// The departments that see a publication type. None at all is a way to take it from the shelf.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct AssignPublicationType {
    pub publication_type: PublicationTypeId,
    pub version: i64,
    /// All of them, those still to come included.
    #[serde(default)]
    pub everybody: bool,
    #[serde(default)]
    pub departments: Vec<DepartmentId>,
}

/// A product put into a publication type, or taken out of it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FileProduct {
    pub publication_type: PublicationTypeId,
    pub version: i64,
    /// An id.
    #[serde(default)]
    pub product: String,
    #[serde(default)]
    pub out: bool,
}

impl FileProduct {
    /// # Errors
    /// Missing, or no id.
    pub fn product(&self) -> Result<ProductId, Problem> {
        match &*self.product {
            "" => Err(Problem::Missing),
            id => id.parse().map_err(|_| Problem::NotOffered),
        }
    }
}

/// Removing a publication type as it was shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct OnPublicationType {
    pub publication_type: PublicationTypeId,
    pub version: i64,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_publication_type_has_a_name_and_a_company() {
        let form = CreatePublicationType {
            company: "3".to_owned(),
            name: " Sales   folder ".to_owned(),
        };
        assert_eq!(form.check(), Ok(CompanyId(3)));
        assert_eq!(form.name(), "Sales folder");
        let faulty = vec![
            (PublicationTypeField::Name, Problem::Missing),
            (PublicationTypeField::Company, Problem::Missing),
        ];
        assert_eq!(CreatePublicationType::default().check(), Err(faulty));
    }

    #[test]
    fn a_dialog_has_an_address() {
        let query = PublicationTypesQuery::default()
            .with(PublicationTypePanel::Departments, PublicationTypeId(7));
        assert_eq!(query.address(), "/catalogue/folders?panel=departments&of=7");
        assert_eq!(
            query.open(),
            Some((PublicationTypePanel::Departments, PublicationTypeId(7)))
        );
    }
}
