//! Departments: the parts of a company, who belongs to them and who manages them.
//!
//! Belonging and managing are two relations. Who may do what to a department is in `access`; putting
//! people into departments is done on their own page, in [`people`](crate::people).

use crate::{
    AccountId, CompanyId, DepartmentId, Problem,
    catalogue::VisibleProducts,
    check::{Check, Checked, tidy},
    lists::{DialogQuery, ListQuery, NameCursor, PageOf, Panel, list_query, panels, start, words},
    orders::Side,
    paths::{self, Path as _},
    people::{Named, PeopleQuery},
};
use serde::{Deserialize, Serialize};

/// The longest name of a department.
pub const NAME_MOST: u32 = 80;

panels! {
    /// What a dialog of the page does to one department.
    DepartmentPanel {
        Managers "managers" "Managers";
        Products "products" "Visible products";
        Rename "rename" "Rename";
        Delete "delete" "Delete";
    }
}

/// The filter and the open dialog, as the address has them.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct DepartmentsQuery {
    /// Words to look for in the names of department and company.
    pub q: String,
    /// An id.
    pub company: String,
    /// The key of a [`DepartmentPanel`], and the department that it is about.
    pub panel: String,
    pub of: String,
    pub after: String,
    pub before: String,
}

impl DepartmentsQuery {
    /// What does not read as a filter is as if it were absent.
    #[must_use]
    pub fn filter(&self) -> DepartmentFilter {
        DepartmentFilter {
            words: words(&self.q),
            company: self.company.parse().ok(),
            start: start(&self.after, &self.before),
        }
    }
}

list_query! {
    DepartmentsQuery at paths::Departments { q, company; panel: DepartmentPanel, of: DepartmentId }
}

/// What a list of departments is asked for.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct DepartmentFilter {
    pub words: Vec<String>,
    pub company: Option<CompanyId>,
    pub start: Option<(Side, NameCursor)>,
}

/// A department, and what can be done to it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct DepartmentRow {
    pub id: DepartmentId,
    pub name: String,
    pub company_id: CompanyId,
    pub company: String,
    /// For who works for the print shop.
    pub storefront: Option<String>,
    pub members: i64,
    pub managers: Vec<String>,
    /// Those of the publication types that the reader sees which it sees.
    pub publication_types: Vec<String>,
    /// How many of the products that the reader sees are for it.
    pub products: i64,
    pub rename: bool,
    pub delete: bool,
}

impl DepartmentRow {
    /// The list of its people.
    #[must_use]
    pub fn people(&self) -> String {
        PeopleQuery {
            company: self.company_id.to_string(),
            department: self.id.to_string(),
            ..PeopleQuery::default()
        }
        .address()
    }
}

/// A department to tick.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct DepartmentBox {
    pub id: DepartmentId,
    pub name: String,
    pub ticked: bool,
}

/// The department that a dialog is about.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct DepartmentSheet {
    pub panel: DepartmentPanel,
    pub id: DepartmentId,
    pub version: i64,
    pub name: String,
    pub managers: Vec<Named>,
    /// Whether the reader appoints and dismisses managers.
    pub appoints: bool,
    /// Whom they could appoint.
    pub candidates: Vec<Named>,
    /// People belong to it, or orders are of it: they need another department.
    pub in_use: bool,
    /// The departments that could take its place.
    pub replacements: Vec<Named>,
    /// What it is offered; nothing where the dialog is about something else.
    pub products: Option<VisibleProducts>,
}

/// The page.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct DepartmentsPage {
    pub listing: PageOf<DepartmentRow, NameCursor>,
    /// To filter by; empty where there is one at most.
    pub companies: Vec<Named>,
    /// The companies that a new department can be of; nothing for who makes none.
    pub create: Option<Vec<Named>>,
    pub sheet: Option<DepartmentSheet>,
}

/// Which field of a department's forms is faulty.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum DepartmentField {
    Company,
    Name,
    Person,
    Replacement,
}

impl DepartmentField {
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Company => "company",
            Self::Name => "name",
            Self::Person => "person",
            Self::Replacement => "replacement",
        }
    }
}

/// A new department.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct CreateDepartment {
    /// An id; empty for one's own company.
    pub company: String,
    pub name: String,
}

impl CreateDepartment {
    /// # Errors
    /// The faulty fields.
    pub fn check(&self) -> Checked<DepartmentField> {
        let mut check = Check::new();
        check.required(DepartmentField::Name, &self.name, NAME_MOST);
        if !self.company.is_empty() && self.company().is_none() {
            check.problem(DepartmentField::Company, Problem::NotOffered);
        }
        check.done()
    }

    #[must_use]
    pub fn company(&self) -> Option<CompanyId> {
        self.company.parse().ok()
    }

    /// As it is kept.
    #[must_use]
    pub fn name(&self) -> String {
        tidy(&self.name)
    }
}

/// Another name for a department.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RenameDepartment {
    pub department: DepartmentId,
    /// The version that the page showed; a page that is stale by now changes nothing.
    pub version: i64,
    #[serde(default)]
    pub name: String,
}

impl RenameDepartment {
    /// # Errors
    /// The faulty fields.
    pub fn check(&self) -> Checked<DepartmentField> {
        let mut check = Check::new();
        check.required(DepartmentField::Name, &self.name, NAME_MOST);
        check.done()
    }

    /// As it is kept.
    #[must_use]
    pub fn name(&self) -> String {
        tidy(&self.name)
    }
}

/// Removing a department.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct DeleteDepartment {
    pub department: DepartmentId,
    pub version: i64,
    /// Which one its people and orders belong to from now on; empty where it has none.
    #[serde(default)]
    pub replacement: String,
}

impl DeleteDepartment {
    /// # Errors
    /// No department's id.
    pub fn replacement(&self) -> Result<Option<DepartmentId>, Problem> {
        match self.replacement.as_str() {
            "" => Ok(None),
            id => id.parse().map(Some).map_err(|_| Problem::NotOffered),
        }
    }
}

/// Appointing somebody a manager of a department, or dismissing them.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct OnManager {
    pub department: DepartmentId,
    pub version: i64,
    #[serde(default)]
    pub person: String,
}

impl OnManager {
    /// # Errors
    /// Nobody, or no account's id.
    pub fn person(&self) -> Result<AccountId, Problem> {
        match self.person.as_str() {
            "" => Err(Problem::Missing),
            id => id.parse().map_err(|_| Problem::NotOffered),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_open_dialog_is_part_of_the_address() {
        let query = DepartmentsQuery {
            q: "Sales".to_owned(),
            ..DepartmentsQuery::default()
        }
        .with(DepartmentPanel::Managers, DepartmentId(7));
        assert_eq!(query.address(), "/departments?q=Sales&panel=managers&of=7");
        assert_eq!(
            query.open(),
            Some((DepartmentPanel::Managers, DepartmentId(7)))
        );
        assert_eq!(query.closed().address(), "/departments?q=Sales");
        assert_eq!(query.closed().open(), None);
    }

    #[test]
    fn a_name_is_needed_and_kept_tidy() {
        let mut form = CreateDepartment {
            company: "x".to_owned(),
            name: " ".to_owned(),
        };
        assert_eq!(
            form.check(),
            Err(vec![
                (DepartmentField::Name, Problem::Missing),
                (DepartmentField::Company, Problem::NotOffered)
            ])
        );
        form.company = String::new();
        form.name = "  Field   Sales ".to_owned();
        assert_eq!(form.check(), Ok(()));
        assert_eq!(form.name(), "Field Sales");
    }
}
