//! The products that somebody may see, as a list.

use super::facts::configuration;
use crate::{
    Result, Sql, Tx,
    reach::{self, Place},
    sql::sql,
};
use access::{
    Permission, Visible,
    permission::product,
    rules::catalogue::{Managed, Offered},
};
use domain::{
    AccountId, CompanyId, Currency, DepartmentId, StorefrontId,
    catalogue::{Card, Category, Shelf, VisibleProduct},
};

/// The most products that one page shows; a catalogue that is longer has categories and a search.
const MOST: u32 = 200;

/// The products of a storefront on somebody's shelf.
///
/// # Errors
/// See [`Error`](crate::Error).
pub async fn shelf(
    tx: &mut Tx,
    offered: &Offered<'_>,
    at: (StorefrontId, Currency),
    wanted: &Shelf,
) -> Result<Vec<Card>> {
    let (storefront, currency) = at;
    let mut statement = sql(
        "select p.slug, p.name, p.category, p.summary, p.picture, p.configuration, p.active
         from products p
         where p.storefront_id = ",
    );
    statement.push_arg(storefront).push(" and ");
    within(&mut statement, offered);
    if !wanted.category.is_empty() {
        statement
            .push(" and p.category = ")
            .push_arg(&wanted.category);
    }
    for word in wanted.q.split_whitespace().take(8) {
        statement.push(" and lower(p.name || ' ' || p.category || ' ' || p.summary) like ");
        statement.push_arg(contains(word)).push(" escape '!'");
    }
    statement
        .push(" order by p.position, p.name, p.id limit ")
        .push_arg(MOST);
    let rows: Vec<Row> = statement.all(tx).await?;
    rows.into_iter().map(|row| row.card(currency)).collect()
}

/// The categories of somebody's shelf, each with how many products it holds for them.
///
/// # Errors
/// See [`Error`](crate::Error).
pub async fn categories(
    tx: &mut Tx,
    offered: &Offered<'_>,
    storefront: StorefrontId,
) -> Result<Vec<Category>> {
    let mut statement = sql("select p.category, cast(count(*) as bigint)
         from products p
         where p.storefront_id = ");
    statement.push_arg(storefront).push(" and ");
    within(&mut statement, offered);
    statement.push(" group by p.category order by min(p.position), p.category");
    let rows: Vec<(String, i64)> = statement.all(tx).await?;
    Ok(rows
        .into_iter()
        .map(|(name, products)| Category { name, products })
        .collect())
}

/// What is told of a product that somebody else is offered.
pub(crate) const VISIBLE: &str =
    "p.slug, p.name, p.for_all_companies, p.for_all_departments, p.publication_type_id";

/// The most products that a dialog or a card names.
const NAMED: u32 = 500;

/// What a statement finds that selects [`VISIBLE`], by name.
pub(crate) async fn visible(tx: &mut Tx, mut statement: Sql) -> Result<Vec<VisibleProduct>> {
    statement
        .push(" order by p.name, p.id limit ")
        .push_arg(NAMED);
    let rows: Vec<(String, String, bool, bool, Option<i64>)> = statement.all(tx).await?;
    let product = |(slug, name, companies, departments, folder): (_, _, bool, bool, Option<_>)| {
        VisibleProduct {
            slug,
            name,
            limited: !companies || !departments || folder.is_some(),
        }
    };
    Ok(rows.into_iter().map(product).collect())
}

/// A pattern for `like … escape '!'`: the word anywhere, in lower case.
fn contains(word: &str) -> String {
    let mut pattern = String::from("%");
    for letter in word.to_lowercase().chars() {
        if matches!(letter, '%' | '_' | '!') {
            pattern.push('!');
        }
        pattern.push(letter);
    }
    pattern.push('%');
    pattern
}

/// The same as `access::rules::catalogue::limit`, over rows of `products p`.
pub(super) fn limitable(sql: &mut Sql, managed: &Managed<'_>) {
    within(sql, &managed.offered);
    sql.push(" and ");
    reach::filter(sql, &Product, &managed.manage);
    sql.push(" and ");
    reach::filter(sql, &Whole, &managed.manage);
}

/// Writes which products somebody manages, over rows of `products p`.
pub(crate) fn managed(sql: &mut Sql, visible: &Visible<'_, product::Manage>) {
    reach::filter(sql, &Product, visible);
}

/// That the product `p` is in no publication type, or in one of the company `c`.
pub(crate) const FILED_FOR_COMPANY: &str = "
    (p.publication_type_id is null or exists (
        select 1 from publication_types t where t.id = p.publication_type_id and t.company_id = c.id))";

/// That the product `p` is in no publication type, or in one that the department `e` sees.
pub(crate) const FILED_FOR_DEPARTMENT: &str = "
    (p.publication_type_id is null or exists (
        select 1 from publication_types t
        where t.id = p.publication_type_id and t.company_id = e.company_id and (t.for_all_departments or exists (
            select 1 from publication_type_departments x
            where x.publication_type_id = t.id and x.department_id = e.id))))";

/// The same as `access::rules::catalogue::see`, over rows of `products p`.
pub(crate) fn within(sql: &mut Sql, offered: &Offered<'_>) {
    let place = Product;
    sql.push("(");
    match &offered.view {
        Some(view) => reach::filter(sql, &place, view),
        None => {
            sql.push("false");
        }
    }
    sql.push(" or ");
    match &offered.browse {
        Some(browse) => reach::filter(sql, &place, browse),
        None => {
            sql.push("false");
        }
    }
    sql.push(")");
    // What is refused is not on the public shelf either.
    for refused in offered.access().denials(Permission::ProductView) {
        sql.push(" and not coalesce((");
        reach::term(sql, &place, &refused);
        sql.push("), false)");
    }
    sql.push(" and (p.active or ");
    match &offered.disabled {
        Some(disabled) => reach::filter(sql, &place, disabled),
        None => {
            sql.push("false");
        }
    }
    sql.push(")");
}

#[derive(sqlx_macros::FromRow)]
struct Row {
    slug: String,
    name: String,
    category: String,
    summary: String,
    picture: String,
    configuration: String,
    active: bool,
}

impl Row {
    fn card(self, currency: Currency) -> Result<Card> {
        let configuration = configuration(&self.configuration)?;
        Ok(Card {
            from: configuration.from_price(currency).map(|price| price.total),
            least: configuration.quantities.least,
            slug: self.slug,
            name: self.name,
            category: self.category,
            summary: self.summary,
            picture: self.picture,
            disabled: !self.active,
        })
    }
}

/// That the product `p` is limited to nobody at a storefront that shows such to nobody.
pub(crate) const WITHHELD: &str = "
    (p.for_all_companies and p.for_all_departments and p.publication_type_id is null and exists (
        select 1 from storefronts w where w.id = p.storefront_id and not w.default_visible))";

/// A product as a thing of all of its storefront.
struct Whole;

impl Place for Whole {
    const STOREFRONT: &'static str = "p.storefront_id";
}

/// Where a product stands; the facts of a single one are in `facts.rs` and say the same.
struct Product;

impl Place for Product {
    const STOREFRONT: &'static str = "p.storefront_id";
    const WITHHELD: Option<&'static str> = Some(WITHHELD);

    fn company(&self, sql: &mut Sql, company: CompanyId) {
        sql.push(
            "(p.publication_type_id is null or exists (
                  select 1 from publication_types t where t.id = p.publication_type_id and t.company_id = ",
        );
        sql.push_arg(company).push(
            ")) and ((p.for_all_companies and p.for_all_departments)
              or (not p.for_all_companies and exists (
                  select 1 from product_companies l where l.product_id = p.id and l.company_id = ",
        );
        sql.push_arg(company).push(
            "))
              or (p.for_all_companies and not p.for_all_departments and exists (
                  select 1 from product_departments l
                  join departments d on d.id = l.department_id
                  where l.product_id = p.id and d.company_id = ",
        );
        sql.push_arg(company).push(")))");
    }

    fn departments(&self, sql: &mut Sql, departments: &[DepartmentId]) {
        sql.push(
            "((p.for_all_departments and (p.publication_type_id is null or exists (
                  select 1 from publication_types t where t.id = p.publication_type_id and t.for_all_departments)))
              or exists (
                  select 1 from departments g
                  where (p.for_all_departments or exists (
                          select 1 from product_departments l where l.product_id = p.id and l.department_id = g.id))
                      and (p.publication_type_id is null or exists (
                          select 1 from publication_types t
                          where t.id = p.publication_type_id and (t.for_all_departments or exists (
                              select 1 from publication_type_departments x
                              where x.publication_type_id = t.id and x.department_id = g.id))))
                      and g.id in (",
        );
        sql.push_list(departments.iter().copied()).push(")))");
    }

    /// Nobody owns a product, and none names anybody.
    fn account(&self, sql: &mut Sql, account: AccountId) {
        let _ = account;
        sql.push("false");
    }

    fn public(&self, sql: &mut Sql) {
        sql.push(
            "(p.active and p.for_all_companies and p.for_all_departments and p.publication_type_id is null
              and exists (select 1 from storefronts s where s.id = p.storefront_id and s.public and s.default_visible))",
        );
    }
}
