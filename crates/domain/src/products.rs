//! Products as who manages them has them in hand: whom each is for.
//!
//! What somebody is offered of them is in [`catalogue`](crate::catalogue).

use crate::{
    CompanyId, DepartmentId, Problem, ProductId,
    departments::DepartmentBox,
    lists::{ListQuery, NameCursor, list_query, start, words},
    orders::Side,
    paths::{self, Path as _},
};
use serde::{Deserialize, Serialize};

/// Whom a product is for (PJ-15). The publication type that it is in can only make them fewer.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Limit {
    /// Everybody of the storefront.
    Everybody,
    /// Everybody of these companies.
    Companies(Vec<CompanyId>),
    /// Whoever is in one of these departments; each is of a company.
    Departments(Vec<DepartmentId>),
}

impl Limit {
    #[must_use]
    pub const fn kind(&self) -> LimitKind {
        match self {
            Self::Everybody => LimitKind::Everybody,
            Self::Companies(_) => LimitKind::Companies,
            Self::Departments(_) => LimitKind::Departments,
        }
    }
}

/// What a [`Limit`] goes by.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum LimitKind {
    Everybody,
    Companies,
    Departments,
}

impl LimitKind {
    pub const ALL: [Self; 3] = [Self::Everybody, Self::Companies, Self::Departments];

    #[must_use]
    pub const fn key(self) -> &'static str {
        match self {
            Self::Everybody => "everybody",
            Self::Companies => "companies",
            Self::Departments => "departments",
        }
    }

    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Everybody => "Everybody",
            Self::Companies => "Chosen companies",
            Self::Departments => "Chosen departments",
        }
    }

    fn from_key(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|one| one.key() == key)
    }
}

/// The filter, as the address has it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct ProductsQuery {
    /// Words to look for in the names of product and category.
    pub q: String,
    pub after: String,
    pub before: String,
}

impl ProductsQuery {
    /// What does not read as a filter is as if it were absent.
    #[must_use]
    pub fn filter(&self) -> ProductFilter {
        ProductFilter {
            words: words(&self.q),
            start: start(&self.after, &self.before),
        }
    }
}

list_query! { ProductsQuery at paths::Products { q } }

/// What a list of products is asked for.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ProductFilter {
    pub words: Vec<String>,
    pub start: Option<(Side, NameCursor)>,
}

/// A product, and whom it is for.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ProductRow {
    pub id: ProductId,
    pub name: String,
    pub category: String,
    pub storefront: String,
    pub active: bool,
    pub kind: LimitKind,
    /// How many companies or departments it is for.
    pub count: i64,
    /// The publication type that it is in.
    pub folder: Option<String>,
}

/// A company to tick, and its departments.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CompanyBox {
    pub id: CompanyId,
    pub name: String,
    pub ticked: bool,
    pub departments: Vec<DepartmentBox>,
}

/// One product, for who says whom it is for.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ProductLimits {
    pub id: ProductId,
    pub version: i64,
    pub slug: String,
    pub name: String,
    pub storefront: String,
    /// It is of the storefront where the reader is: its page is here.
    pub here: bool,
    pub active: bool,
    pub kind: LimitKind,
    /// The publication type that it is in, and the company of that.
    pub folder: Option<(String, String)>,
    /// Those of its storefront.
    pub companies: Vec<CompanyBox>,
}

impl ProductLimits {
    /// Whether it can be for such: there is one to choose, or it is for such now.
    #[must_use]
    pub fn offers(&self, kind: LimitKind) -> bool {
        let there = match kind {
            LimitKind::Everybody => true,
            LimitKind::Companies => !self.companies.is_empty(),
            LimitKind::Departments => {
                let mut companies = self.companies.iter();
                companies.any(|one| !one.departments.is_empty())
            }
        };
        there || self.kind == kind
    }
}

/// Which field of the form is faulty.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum ProductField {
    Kind,
    Companies,
    Departments,
}

impl ProductField {
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Kind => "kind",
            Self::Companies => "companies",
            Self::Departments => "departments",
        }
    }
}

/// Whom a product is for from now on.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct LimitProduct {
    pub product: ProductId,
    /// The version that the page showed; a page that is stale by now changes nothing.
    pub version: i64,
    /// The key of a [`LimitKind`].
    #[serde(default)]
    pub kind: String,
    /// Heeded where it is for chosen companies only.
    #[serde(default)]
    pub companies: Vec<CompanyId>,
    /// Heeded where it is for chosen departments only.
    #[serde(default)]
    pub departments: Vec<DepartmentId>,
}

impl LimitProduct {
    /// Whom it says. A product for nobody is one that is switched off, and not limited.
    ///
    /// # Errors
    /// No kind, or nothing chosen of it.
    pub fn limit(&self) -> Result<Limit, (ProductField, Problem)> {
        let kind = LimitKind::from_key(&self.kind);
        match kind.ok_or((ProductField::Kind, Problem::Missing))? {
            LimitKind::Everybody => Ok(Limit::Everybody),
            LimitKind::Companies if self.companies.is_empty() => {
                Err((ProductField::Companies, Problem::Missing))
            }
            LimitKind::Departments if self.departments.is_empty() => {
                Err((ProductField::Departments, Problem::Missing))
            }
            LimitKind::Companies => Ok(Limit::Companies(self.companies.clone())),
            LimitKind::Departments => Ok(Limit::Departments(self.departments.clone())),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_has_nobody_to_choose_is_not_offered() {
        let company = CompanyBox {
            id: CompanyId(1),
            name: "Brightwater Energy".to_owned(),
            ticked: false,
            departments: Vec::new(),
        };
        let offered = |companies: &[CompanyBox]| -> Vec<LimitKind> {
            let page = ProductLimits {
                id: ProductId(1),
                version: 1,
                slug: "flyers".to_owned(),
                name: "Flyers".to_owned(),
                storefront: "Corporate".to_owned(),
                here: true,
                active: true,
                kind: LimitKind::Everybody,
                folder: None,
                companies: companies.to_vec(),
            };
            let all = LimitKind::ALL.into_iter();
            all.filter(|kind| page.offers(*kind)).collect()
        };
        assert_eq!(offered(&[]), [LimitKind::Everybody]);
        assert_eq!(
            offered(&[company]),
            [LimitKind::Everybody, LimitKind::Companies]
        );
    }

    #[test]
    fn a_limit_names_whom_it_is_for() {
        let form = |kind: &str| LimitProduct {
            product: ProductId(1),
            version: 1,
            kind: kind.to_owned(),
            companies: Vec::new(),
            departments: vec![DepartmentId(3)],
        };
        assert_eq!(form("everybody").limit(), Ok(Limit::Everybody));
        let sales = Limit::Departments(vec![DepartmentId(3)]);
        assert_eq!(form("departments").limit(), Ok(sales));
        let nobody = Err((ProductField::Companies, Problem::Missing));
        assert_eq!(form("companies").limit(), nobody);
        assert_eq!(
            form("").limit(),
            Err((ProductField::Kind, Problem::Missing))
        );
    }
}
