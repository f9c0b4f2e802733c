//! Whom each product is for, as its own limits say. What follows from them for a reader, together with
//! the publication type that it is in, is in `facts.rs` and `shelf.rs`.

use super::shelf::limitable;
use crate::{
    Result, Tx,
    lists::{Part, words},
    sql::sql,
};
use access::{Permit, permission::product, rules::catalogue::Managed};
use domain::{
    CompanyId, DepartmentId, ProductId, StorefrontId,
    lists::{NameCursor, PageOf},
    products::{Limit, LimitKind, ProductFilter},
};

/// A row of the list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LimitedProduct {
    pub id: ProductId,
    pub storefront: StorefrontId,
    pub name: String,
    pub category: String,
    pub active: bool,
    pub kind: LimitKind,
    /// How many companies or departments it is for.
    pub count: i64,
    /// The publication type that it is in.
    pub folder: Option<String>,
}

#[derive(sqlx_macros::FromRow)]
struct Row {
    id: i64,
    storefront_id: i64,
    name: String,
    category: String,
    active: bool,
    for_all_companies: bool,
    for_all_departments: bool,
    companies: i64,
    departments: i64,
    folder: Option<String>,
}

/// Which of the two lists of a product says whom it is for: departments are of companies, so they say it
/// alone.
const fn kind(for_all_companies: bool, for_all_departments: bool) -> LimitKind {
    match (for_all_companies, for_all_departments) {
        (true, true) => LimitKind::Everybody,
        (false, true) => LimitKind::Companies,
        (_, false) => LimitKind::Departments,
    }
}

/// A page of the products that somebody manages and that pass the filter, by name, at most `most`.
///
/// # Errors
/// See [`Error`](crate::Error).
pub async fn limited(
    tx: &mut Tx,
    managed: &Managed<'_>,
    filter: &ProductFilter,
    most: u32,
) -> Result<PageOf<LimitedProduct, NameCursor>> {
    let mut statement = sql(
        "select p.id, p.storefront_id, p.name, p.category, p.active, p.for_all_companies, p.for_all_departments,
            (select cast(count(*) as bigint) from product_companies l where l.product_id = p.id) as companies,
            (select cast(count(*) as bigint) from product_departments l where l.product_id = p.id) as departments,
            t.name as folder
         from products p
         left join publication_types t on t.id = p.publication_type_id
         where ",
    );
    limitable(&mut statement, managed);
    words(&mut statement, &["p.name", "p.category"], &filter.words);
    let part = Part::new(&filter.start, most);
    part.end(&mut statement, ("p.name", "p.id"));
    let rows: Vec<Row> = statement.all(tx).await?;
    let rows = rows.into_iter().map(Row::product).collect();
    Ok(part.page(rows, |row: &LimitedProduct| {
        NameCursor::at(&row.name, row.id.0)
    }))
}

impl Row {
    fn product(self) -> LimitedProduct {
        let kind = kind(self.for_all_companies, self.for_all_departments);
        LimitedProduct {
            id: ProductId(self.id),
            storefront: StorefrontId(self.storefront_id),
            active: self.active,
            kind,
            count: match kind {
                LimitKind::Everybody => 0,
                LimitKind::Companies => self.companies,
                LimitKind::Departments => self.departments,
            },
            name: self.name,
            category: self.category,
            folder: self.folder,
        }
    }
}

/// Whom a product is for by its own limits; nothing where there is no such product.
///
/// # Errors
/// See [`Error`](crate::Error).
pub async fn limit_of(tx: &mut Tx, id: ProductId) -> Result<Option<Limit>> {
    let flags: Option<(bool, bool)> =
        sql("select for_all_companies, for_all_departments from products where id = $1")
            .bind(id)
            .optional(tx)
            .await?;
    let Some((companies, departments)) = flags else {
        return Ok(None);
    };
    Ok(Some(match kind(companies, departments) {
        LimitKind::Everybody => Limit::Everybody,
        LimitKind::Companies => {
            let text = "select company_id from product_companies where product_id = $1 order by company_id";
            let these: Vec<(i64,)> = sql(text).bind(id).all(tx).await?;
            Limit::Companies(these.into_iter().map(|(one,)| CompanyId(one)).collect())
        }
        LimitKind::Departments => {
            let text = "select department_id from product_departments where product_id = $1 order by department_id";
            let these: Vec<(i64,)> = sql(text).bind(id).all(tx).await?;
            Limit::Departments(these.into_iter().map(|(one,)| DepartmentId(one)).collect())
        }
    }))
}

/// The names of the publication type that a product is in and of the company of that.
///
/// # Errors
/// See [`Error`](crate::Error).
pub async fn folder_of(tx: &mut Tx, id: ProductId) -> Result<Option<(String, String)>> {
    sql("select t.name, c.name
         from products p
         join publication_types t on t.id = p.publication_type_id
         join companies c on c.id = t.company_id
         where p.id = $1")
    .bind(id)
    .optional(tx)
    .await
}

/// The product as it was shown.
#[derive(Clone, Copy, Debug)]
pub struct Shown {
    pub product: ProductId,
    pub version: i64,
}

/// Says whom a product is for. Whether the version was the one shown, and of the permit's storefront.
///
/// # Errors
/// See [`Error`](crate::Error).
pub async fn limit(
    tx: &mut Tx,
    may: &Permit<product::Manage>,
    shown: Shown,
    to: &Limit,
) -> Result<bool> {
    let mut statement = sql("update products set version = version + 1, for_all_companies = ");
    statement
        .push_arg(to.kind() != LimitKind::Companies)
        .push(", for_all_departments = ")
        .push_arg(to.kind() != LimitKind::Departments)
        .push(" where id = ")
        .push_arg(shown.product)
        .push(" and version = ")
        .push_arg(shown.version)
        .push(" and storefront_id = ")
        .push_arg(may.storefront());
    if statement.run(tx).await? != 1 {
        return Ok(false);
    }
    for text in [
        "delete from product_companies where product_id = $1",
        "delete from product_departments where product_id = $1",
    ] {
        sql(text).bind(shown.product).run(tx).await?;
    }
    match to {
        Limit::Everybody => {}
        Limit::Companies(these) => {
            for one in these {
                sql(
                    "insert into product_companies (product_id, company_id) values ($1, $2)
                     on conflict do nothing",
                )
                .bind(shown.product)
                .bind(*one)
                .run(tx)
                .await?;
            }
        }
        Limit::Departments(these) => {
            for one in these {
                sql(
                    "insert into product_departments (product_id, department_id) values ($1, $2)
                     on conflict do nothing",
                )
                .bind(shown.product)
                .bind(*one)
                .run(tx)
                .await?;
            }
        }
    }
    Ok(true)
}
