//! A product as its rules see it, and as it is priced.

use crate::{Engine, Error, Result, Sql, Tx, sql::sql};
use access::{Object, Scope, rules::catalogue::ProductFacts};
use domain::{
    CompanyId, Currency, DepartmentId, ProductId, StorefrontId,
    cart::LineProduct,
    catalogue::{ArtworkNeed, Configuration, Configured, PrintedField, ProductPage},
};
use serde::de::DeserializeOwned;

/// The product of this name on a storefront.
///
/// # Errors
/// See [`Error`].
pub async fn product(
    tx: &mut Tx,
    storefront: StorefrontId,
    slug: &str,
) -> Result<Option<ProductRecord>> {
    let mut statement = sql(SELECT);
    statement
        .push(" where p.storefront_id = ")
        .push_arg(storefront)
        .push(" and p.slug = ")
        .push_arg(slug);
    Ok(read(tx, statement).await?.pop())
}

/// A product, wherever it is.
///
/// # Errors
/// See [`Error`].
pub async fn product_of(tx: &mut Tx, id: ProductId) -> Result<Option<ProductRecord>> {
    let mut statement = sql(SELECT);
    statement.push(" where p.id = ").push_arg(id);
    Ok(read(tx, statement).await?.pop())
}

/// The same, and nobody else changes it until this transaction is over.
///
/// # Errors
/// See [`Error`].
pub async fn locked(tx: &mut Tx, id: ProductId) -> Result<Option<ProductRecord>> {
    // On SQLite there is one writer.
    if tx.engine() == Engine::Postgres {
        sql("select id from products where id = $1 for update")
            .bind(id)
            .optional::<(i64,)>(tx)
            .await?;
    }
    product_of(tx, id).await
}

/// These products, as far as they are on the storefront, in no particular order.
///
/// # Errors
/// See [`Error`].
pub async fn products(
    tx: &mut Tx,
    storefront: StorefrontId,
    ids: &[ProductId],
) -> Result<Vec<ProductRecord>> {
    let mut statement = sql(SELECT);
    statement
        .push(" where p.storefront_id = ")
        .push_arg(storefront);
    statement
        .push(" and p.id in (")
        .push_list(ids.iter().copied())
        .push(")");
    read(tx, statement).await
}

/// A product with whom it is for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ProductRecord {
    pub id: ProductId,
    pub storefront: StorefrontId,
    pub slug: String,
    pub name: String,
    pub category: String,
    pub summary: String,
    pub description: String,
    pub picture: String,
    pub configuration: Configuration,
    pub printed: Vec<PrintedField>,
    pub artwork: ArtworkNeed,
    pub production_days: u32,
    pub active: bool,
    pub version: i64,
    /// Whom it is limited to; nothing where it is for all.
    companies: Option<Vec<CompanyId>>,
    departments: Option<Vec<DepartmentId>>,
    /// On a public storefront, switched on, and for everybody.
    public: bool,
    /// For nobody in particular, where such are shown to nobody.
    withheld: bool,
}

impl ProductRecord {
    #[must_use]
    pub fn facts(&self) -> ProductFacts<'_> {
        ProductFacts {
            object: Object {
                company: scope(self.companies.as_deref()),
                departments: scope(self.departments.as_deref()),
                public: self.public,
                withheld: self.withheld,
                ..Object::of_storefront(self.storefront)
            },
            active: self.active,
        }
    }

    /// For its page.
    #[must_use]
    pub fn page(self, currency: Currency) -> ProductPage {
        ProductPage {
            slug: self.slug,
            name: self.name,
            category: self.category,
            summary: self.summary,
            description: self.description,
            picture: self.picture,
            configuration: self.configuration,
            printed: self.printed,
            currency,
            artwork: self.artwork,
            images: Vec::new(),
            production_days: self.production_days,
            disabled: !self.active,
            once: String::new(),
        }
    }

    /// For a line of a cart.
    #[must_use]
    pub fn in_line(&self) -> LineProduct {
        LineProduct {
            slug: self.slug.clone(),
            name: self.name.clone(),
            picture: self.picture.clone(),
            quantities: self.configuration.quantities.clone(),
            artwork: self.artwork,
        }
    }
}

const fn scope<T>(limit: Option<&[T]>) -> Scope<'_, T> {
    match limit {
        None => Scope::Everybody,
        Some(these) => Scope::These(these),
    }
}

const SELECT: &str = "
    select p.id, p.storefront_id, p.slug, p.name, p.category, p.summary, p.description, p.picture, p.configuration,
        p.artwork, p.production_days, p.active, p.version, p.for_all_companies, p.for_all_departments, s.public,
        s.default_visible, p.publication_type_id, t.company_id as folder_company_id, t.for_all_departments as folder_for_all
    from products p
    join storefronts s on s.id = p.storefront_id
    left join publication_types t on t.id = p.publication_type_id";

#[derive(sqlx_macros::FromRow)]
struct Row {
    id: i64,
    storefront_id: i64,
    slug: String,
    name: String,
    category: String,
    summary: String,
    description: String,
    picture: String,
    configuration: String,
    artwork: String,
    production_days: i64,
    active: bool,
    version: i64,
    for_all_companies: bool,
    for_all_departments: bool,
    public: bool,
    default_visible: bool,
    publication_type_id: Option<i64>,
    folder_company_id: Option<i64>,
    folder_for_all: Option<bool>,
}

async fn read(tx: &mut Tx, statement: Sql) -> Result<Vec<ProductRecord>> {
    let rows: Vec<Row> = statement.all(tx).await?;
    if rows.is_empty() {
        return Ok(Vec::new());
    }
    let ids: Vec<ProductId> = rows.iter().map(|row| ProductId(row.id)).collect();
    let mut companies =
        sql("select product_id, company_id from product_companies where product_id in (");
    companies
        .push_list(ids.iter().copied())
        .push(") order by product_id, company_id");
    let companies: Vec<(i64, i64)> = companies.all(tx).await?;
    let mut departments = sql("select l.product_id, l.department_id, d.company_id
         from product_departments l
         join departments d on d.id = l.department_id
         where l.product_id in (");
    departments
        .push_list(ids)
        .push(") order by l.product_id, l.department_id");
    let departments: Vec<(i64, i64, i64)> = departments.all(tx).await?;
    let mut folders = sql("select l.publication_type_id, l.department_id
         from publication_type_departments l
         where l.publication_type_id in (");
    folders
        .push_list(rows.iter().filter_map(|row| row.publication_type_id))
        .push(")");
    let folders: Vec<(i64, i64)> = folders.all(tx).await?;
    rows.into_iter()
        .map(|row| {
            let folder = Folder::of(&row, &folders);
            record(row, &companies, &departments, folder)
        })
        .collect()
}

/// Whom the publication type of a product is for: nobody beyond is offered what is in it.
struct Folder {
    company: CompanyId,
    /// Nothing where all of the company's see it.
    departments: Option<Vec<DepartmentId>>,
}

impl Folder {
    fn of(row: &Row, limits: &[(i64, i64)]) -> Option<Self> {
        let id = row.publication_type_id?;
        let these = limits.iter().filter(|(folder, _)| *folder == id);
        let departments = these.map(|(_, department)| DepartmentId(*department));
        Some(Self {
            company: CompanyId(row.folder_company_id?),
            departments: (row.folder_for_all != Some(true)).then(|| departments.collect()),
        })
    }
}

/// What is in both; a limit that is not there limits nothing.
fn both<T: PartialEq>(one: Option<Vec<T>>, other: Option<Vec<T>>) -> Option<Vec<T>> {
    match (one, other) {
        (Some(mut these), Some(those)) => {
            these.retain(|one| those.contains(one));
            Some(these)
        }
        (one, other) => one.or(other),
    }
}

fn record(
    row: Row,
    companies: &[(i64, i64)],
    departments: &[(i64, i64, i64)],
    folder: Option<Folder>,
) -> Result<ProductRecord> {
    let departments = || {
        departments
            .iter()
            .filter(|(product, ..)| *product == row.id)
    };
    let companies = match (row.for_all_companies, row.for_all_departments) {
        (true, true) => None,
        // Departments are of companies: what is for some of one company's is not for another company.
        (true, false) => {
            let mut these: Vec<_> = departments()
                .map(|(_, _, company)| CompanyId(*company))
                .collect();
            these.dedup();
            Some(these)
        }
        (false, _) => {
            let these = companies.iter().filter(|(product, _)| *product == row.id);
            Some(these.map(|(_, company)| CompanyId(*company)).collect())
        }
    };
    let departments = (!row.for_all_departments).then(|| {
        departments()
            .map(|(_, department, _)| DepartmentId(*department))
            .collect()
    });
    let (companies, departments) = match folder {
        None => (companies, departments),
        Some(folder) => (
            both(companies, Some(vec![folder.company])),
            both(departments, folder.departments),
        ),
    };
    let unlimited = companies.is_none() && departments.is_none();
    let Configured {
        configuration,
        printed,
    } = json(&row.configuration)?;
    Ok(ProductRecord {
        id: ProductId(row.id),
        storefront: StorefrontId(row.storefront_id),
        public: row.public && row.active && unlimited && row.default_visible,
        withheld: unlimited && !row.default_visible,
        companies,
        departments,
        configuration,
        printed,
        artwork: ArtworkNeed::from_key(&row.artwork)
            .ok_or_else(|| Error::unreadable("products.artwork", row.artwork))?,
        slug: row.slug,
        name: row.name,
        category: row.category,
        summary: row.summary,
        description: row.description,
        picture: row.picture,
        production_days: u32::try_from(row.production_days).unwrap_or_default(),
        active: row.active,
        version: row.version,
    })
}

/// Options, quantities and prices from their JSON.
pub(super) fn configuration(text: &str) -> Result<Configuration> {
    json(text)
}

fn json<T: DeserializeOwned>(text: &str) -> Result<T> {
    serde_json::from_str(text)
        .map_err(|error| Error::unreadable("products.configuration", error.to_string()))
}
