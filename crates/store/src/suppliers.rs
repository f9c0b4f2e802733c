//! Suppliers as records: their list, one of them, and what is done to them. They are of the platform.
//!
//! Sending jobs to one is in [`production`](crate::production).

use crate::{
    Engine, Error, Result, Sql, Tx,
    lists::{self, Part, words},
    people::{self, NewAccount},
    reach::{self, Place},
    sql::sql,
};
use access::{
    Anchor, Permit, Role, Visible,
    permission::{product, supplier},
};
use domain::{
    AccountId, ProductId, StorefrontId, SupplierId, Timestamp,
    accounts::AccountState,
    lists::{NameCursor, PageOf},
    suppliers::{SupplierFilter, SupplierPerson, SupplierRow},
};
use std::collections::HashMap;

#[derive(sqlx_macros::FromRow)]
struct Row {
    id: i64,
    version: i64,
    name: String,
    email: Option<String>,
    active: bool,
    jobs: i64,
    products: i64,
}

const SELECT: &str = "
    select u.id, u.version, u.name, u.email, u.active,
        (select cast(count(*) as bigint) from jobs j where j.supplier_id = u.id and j.state = 'with-supplier') as jobs,
        (select cast(count(*) as bigint) from products p where p.default_supplier_id = u.id) as products
    from suppliers u
    where ";

/// A page of the suppliers that are visible and pass the filter, by name, at most `most`.
///
/// # Errors
/// See [`Error`].
pub async fn list(
    tx: &mut Tx,
    visible: &Visible<'_, supplier::Manage>,
    filter: &SupplierFilter,
    most: u32,
) -> Result<PageOf<SupplierRow, NameCursor>> {
    let mut statement = sql(SELECT);
    reach::filter(&mut statement, &Supplier, visible);
    words(
        &mut statement,
        &["u.name", "coalesce(u.email, '')"],
        &filter.words,
    );
    let part = Part::new(&filter.start, most);
    part.end(&mut statement, ("u.name", "u.id"));
    let rows = read(tx, statement).await?;
    Ok(part.page(rows, |row| NameCursor::at(&row.name, row.id.0)))
}

/// One of those that are visible.
///
/// # Errors
/// See [`Error`].
pub async fn one(
    tx: &mut Tx,
    visible: &Visible<'_, supplier::Manage>,
    id: SupplierId,
) -> Result<Option<SupplierRow>> {
    let mut statement = sql(SELECT);
    reach::filter(&mut statement, &Supplier, visible);
    statement.push(" and u.id = ").push_arg(id);
    Ok(read(tx, statement).await?.pop())
}

/// Those that are visible and have this name, at most `most`.
///
/// # Errors
/// See [`Error`].
pub async fn called(
    tx: &mut Tx,
    visible: &Visible<'_, supplier::Manage>,
    name: &str,
    most: u32,
) -> Result<Vec<SupplierRow>> {
    let mut statement = sql(SELECT);
    reach::filter(&mut statement, &Supplier, visible);
    lists::called(&mut statement, "u.name", name);
    statement.push(" order by u.id limit ").push_arg(most);
    read(tx, statement).await
}

/// One supplier, and nobody else changes it until this transaction is over.
///
/// # Errors
/// See [`Error`].
pub async fn locked(
    tx: &mut Tx,
    _may: &Permit<supplier::Manage>,
    id: SupplierId,
) -> Result<Option<SupplierRow>> {
    // On SQLite there is one writer.
    if tx.engine() == Engine::Postgres {
        sql("select id from suppliers where id = $1 for update")
            .bind(id)
            .optional::<(i64,)>(tx)
            .await?;
    }
    let mut statement = sql(SELECT);
    statement.push("u.id = ").push_arg(id);
    Ok(read(tx, statement).await?.pop())
}

async fn read(tx: &mut Tx, statement: Sql) -> Result<Vec<SupplierRow>> {
    let rows: Vec<Row> = statement.all(tx).await?;
    let mut statement = sql("select a.supplier_id, a.id, a.name, a.state
         from accounts a
         where a.state <> ");
    statement
        .push_arg(AccountState::Deleted.key())
        .push(" and a.supplier_id in (")
        .push_list(rows.iter().map(|row| row.id))
        .push(") order by a.supplier_id, a.name, a.id");
    let found: Vec<(i64, i64, String, String)> = statement.all(tx).await?;
    let mut people: HashMap<i64, Vec<SupplierPerson>> = HashMap::new();
    for (supplier, id, name, state) in found {
        let state = AccountState::from_key(&state)
            .ok_or_else(|| Error::unreadable("accounts.state", state))?;
        people.entry(supplier).or_default().push(SupplierPerson {
            id: AccountId(id),
            name,
            state,
        });
    }
    Ok(rows
        .into_iter()
        .map(|row| SupplierRow {
            people: people.remove(&row.id).unwrap_or_default(),
            id: SupplierId(row.id),
            version: row.version,
            name: row.name,
            email: row.email,
            active: row.active,
            jobs: row.jobs,
            products: row.products,
        })
        .collect())
}

/// A product, and who makes it as a rule.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Made {
    pub product: ProductId,
    pub name: String,
    pub storefront: StorefrontId,
    pub storefront_name: String,
    pub by: Option<SupplierId>,
}

/// The most products that a page offers.
const MOST: u32 = 1000;

/// The products that are switched on, by storefront and name. What may be offered of them is asked of
/// the rules one by one.
///
/// # Errors
/// See [`Error`].
pub async fn products(tx: &mut Tx, _visible: &Visible<'_, supplier::Manage>) -> Result<Vec<Made>> {
    let mut statement = sql("select p.id, p.name, s.id, s.name, p.default_supplier_id
         from products p
         join storefronts s on s.id = p.storefront_id
         where p.active
         order by s.name, s.id, p.name, p.id
         limit ");
    statement.push_arg(MOST);
    let rows: Vec<(i64, String, i64, String, Option<i64>)> = statement.all(tx).await?;
    Ok(rows
        .into_iter()
        .map(|(id, name, storefront, storefront_name, by)| Made {
            product: ProductId(id),
            name,
            storefront: StorefrontId(storefront),
            storefront_name,
            by: by.map(SupplierId),
        })
        .collect())
}

/// The storefront of a product.
///
/// # Errors
/// See [`Error`].
pub async fn storefront_of(tx: &mut Tx, product: ProductId) -> Result<Option<StorefrontId>> {
    let row: Option<(i64,)> = sql("select storefront_id from products where id = $1")
        .bind(product)
        .optional(tx)
        .await?;
    Ok(row.map(|(id,)| StorefrontId(id)))
}

/// The supplier as it was shown.
#[derive(Clone, Copy, Debug)]
pub struct Shown {
    pub supplier: SupplierId,
    pub version: i64,
}

async fn change(tx: &mut Tx, shown: Shown, what: impl FnOnce(&mut Sql)) -> Result<bool> {
    let mut statement = sql("update suppliers set version = version + 1");
    what(&mut statement);
    statement
        .push(" where id = ")
        .push_arg(shown.supplier)
        .push(" and version = ")
        .push_arg(shown.version);
    Ok(statement.run(tx).await? == 1)
}

/// Writes a supplier down, in use.
///
/// # Errors
/// The constraint `suppliers_name` where the name is taken; see [`Error`].
pub async fn create(
    tx: &mut Tx,
    _may: &Permit<supplier::Manage>,
    name: &str,
    email: Option<&str>,
) -> Result<SupplierId> {
    let id = sql("insert into suppliers (name, email) values ($1, $2) returning id")
        .bind(name)
        .bind(email)
        .int(tx)
        .await?;
    Ok(SupplierId(id))
}

/// Its name and address. Whether the version was the one shown.
///
/// # Errors
/// The constraint `suppliers_name` where the name is taken; see [`Error`].
pub async fn edit(
    tx: &mut Tx,
    _may: &Permit<supplier::Manage>,
    shown: Shown,
    (name, email): (&str, Option<&str>),
) -> Result<bool> {
    change(tx, shown, |sql| {
        sql.push(", name = ").push_arg(name);
        sql.push(", email = ").push_arg(email);
    })
    .await
}

/// Out of use, or back: whether its people can sign in and jobs be sent to it. Whether the version was
/// the one shown.
///
/// # Errors
/// See [`Error`].
pub async fn set_active(
    tx: &mut Tx,
    _may: &Permit<supplier::Manage>,
    shown: Shown,
    active: bool,
) -> Result<bool> {
    change(tx, shown, |sql| {
        sql.push(", active = ").push_arg(active);
    })
    .await
}

/// Writes somebody of a supplier down, invited, with the role that starts there; nothing where the
/// version was not the one shown.
///
/// # Errors
/// The constraint `accounts_email` where the address is in use beside it; see [`Error`].
pub async fn invite(
    tx: &mut Tx,
    _may: &Permit<supplier::Manage>,
    shown: Shown,
    (name, email): (&str, &str),
    now: Timestamp,
) -> Result<Option<AccountId>> {
    if !change(tx, shown, |_| {}).await? {
        return Ok(None);
    }
    let new = NewAccount {
        storefront: None,
        company: None,
        supplier: Some(shown.supplier),
        name,
        email: Some(email),
        state: AccountState::Invited,
        password_hash: None,
    };
    let id = people::insert(tx, &new, now).await?;
    let anchor = Anchor::Supplier([shown.supplier]);
    people::assign(tx, id, Role::Supplier, &anchor, now).await?;
    Ok(Some(id))
}

/// Who makes a product as a rule, or that nobody does. Whether the supplier's version was the one
/// shown.
///
/// # Errors
/// See [`Error`].
pub async fn makes(
    tx: &mut Tx,
    (_may, product): (&Permit<supplier::Manage>, &Permit<product::Manage>),
    shown: Shown,
    id: ProductId,
    not: bool,
) -> Result<bool> {
    if !change(tx, shown, |_| {}).await? {
        return Ok(false);
    }
    let mut statement = sql("update products set version = version + 1, default_supplier_id = ");
    statement
        .push_arg((!not).then_some(shown.supplier))
        .push(" where id = ")
        .push_arg(id)
        .push(" and storefront_id = ")
        .push_arg(product.storefront());
    if not {
        // Of another supplier's by now is no business of this page.
        statement
            .push(" and default_supplier_id = ")
            .push_arg(shown.supplier);
    }
    Ok(statement.run(tx).await? == 1)
}

/// Where a supplier stands: nowhere but on the platform, so that no storefront's column is its own.
struct Supplier;

impl Place for Supplier {
    const STOREFRONT: &'static str = "cast(null as bigint)";
}
