//! Addresses: a company's and a person's, as the rules ask about them, their lists, and what is done
//! to them.
//!
//! Where an order can be delivered to is read in [`placing`](crate::placing), from the same rows.

mod write;

pub use write::{
    Shown, add_to_company, add_to_person, assign_departments, correct, import, import_correction,
    remove,
};

use crate::{
    Engine, Result, Sql, Tx,
    lists::{self, Part, named, words},
    reach::{self, Place},
    sql::sql,
};
use access::{
    Object, Owner, Scope, Visible,
    permission::{address_company, address_personal},
    rules::{addresses::Listed, cart::AddressFacts},
};
use domain::{
    AccountId, AddressId, CompanyId, DepartmentId, StorefrontId,
    accounts::AccountState,
    addresses::AddressFilter,
    cart::Delivery,
    lists::{NameCursor, PageOf},
};
use std::collections::HashMap;

/// An address as `access::rules::addresses` asks about it, written out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AddressRecord {
    pub id: AddressId,
    pub version: i64,
    pub label: String,
    pub delivery: Delivery,
    pub storefront: StorefrontId,
    /// The company that it is of, or the one of the person whose it is.
    pub company: Option<CompanyId>,
    /// Nothing where it is for all of its company; a person's is where the person is.
    pub departments: Option<Vec<DepartmentId>>,
    /// The name of the company or the person.
    pub whose: String,
    owner: Option<Owner>,
    /// A person's, where those are hidden from who manages people.
    withheld: bool,
}

impl AddressRecord {
    #[must_use]
    pub fn facts(&self) -> AddressFacts<'_> {
        AddressFacts {
            object: Object {
                company: these(self.company.as_slice()),
                departments: match &self.departments {
                    None => Scope::Everybody,
                    Some(some) => these(some),
                },
                owners: self.owner.as_slice(),
                withheld: self.withheld,
                ..Object::of_storefront(self.storefront)
            },
            personal: self.owner.is_some(),
        }
    }

    /// The person whose it is; nothing for a company's.
    #[must_use]
    pub const fn person(&self) -> Option<AccountId> {
        match self.owner {
            Some(Owner::Account(id)) => Some(id),
            Some(Owner::Visitor(_)) | None => None,
        }
    }
}

const fn these<T>(some: &[T]) -> Scope<'_, T> {
    if some.is_empty() {
        Scope::Nobody
    } else {
        Scope::These(some)
    }
}

/// The addresses `d`, beside the company `c` and the person `p`.
pub(crate) const SELECT: &str = "
    select d.id, d.version, d.storefront_id, d.account_id, d.label, d.recipient, d.line1, d.line2, d.postcode, d.city,
        d.country, d.for_all_departments, d.company_id, c.name as company, p.company_id as person_company_id,
        p.name as person, s.personal_addresses_hidden
    from addresses d
    join storefronts s on s.id = d.storefront_id
    left join companies c on c.id = d.company_id
    left join accounts p on p.id = d.account_id
    where ";

#[derive(sqlx_macros::FromRow)]
pub(crate) struct Row {
    pub(crate) id: i64,
    version: i64,
    storefront_id: i64,
    pub(crate) account_id: Option<i64>,
    pub(crate) label: String,
    recipient: String,
    line1: String,
    line2: String,
    postcode: String,
    city: String,
    country: String,
    for_all_departments: bool,
    company_id: Option<i64>,
    company: Option<String>,
    person_company_id: Option<i64>,
    pub(crate) person: Option<String>,
    personal_addresses_hidden: bool,
}

impl Row {
    pub(crate) fn delivery(self) -> Delivery {
        Delivery {
            address: Some(AddressId(self.id)),
            recipient: self.recipient,
            line1: self.line1,
            line2: self.line2,
            postcode: self.postcode,
            city: self.city,
            country: self.country,
        }
    }
}

/// Writes that the address is nobody's who was deleted: what a tombstone leaves is its name, not its
/// home.
pub(crate) fn living(sql: &mut Sql) {
    sql.push("(p.id is null or p.state <> ")
        .push_arg(AccountState::Deleted.key())
        .push(")");
}

/// One address.
///
/// # Errors
/// See [`Error`](crate::Error).
pub async fn address(tx: &mut Tx, id: AddressId) -> Result<Option<AddressRecord>> {
    let mut statement = sql(SELECT);
    living(&mut statement);
    statement.push(" and d.id = ").push_arg(id);
    Ok(read(tx, statement).await?.pop())
}

/// The same, and nobody else changes it until this transaction is over.
///
/// # Errors
/// See [`Error`](crate::Error).
pub async fn locked(tx: &mut Tx, id: AddressId) -> Result<Option<AddressRecord>> {
    // On SQLite there is one writer.
    if tx.engine() == Engine::Postgres {
        sql("select id from addresses where id = $1 for update")
            .bind(id)
            .optional::<(i64,)>(tx)
            .await?;
    }
    address(tx, id).await
}

/// Whether a storefront hides the addresses of its people from who manages them.
///
/// # Errors
/// See [`Error`](crate::Error).
pub async fn hidden_at(tx: &mut Tx, storefront: Option<StorefrontId>) -> Result<bool> {
    let hides = sql("
        select count(*) from storefronts
        where id = $1 and personal_addresses_hidden = true")
    .bind(storefront)
    .int(tx)
    .await?;
    Ok(hides > 0)
}

/// Every address of these companies, as an import compares them; facts for the rule that asks about
/// each.
///
/// # Errors
/// See [`Error`](crate::Error).
pub async fn known(tx: &mut Tx, companies: &[CompanyId]) -> Result<Vec<AddressRecord>> {
    let mut statement = sql(SELECT);
    statement
        .push("d.account_id is null and d.company_id in (")
        .push_list(companies.iter().copied())
        .push(") order by d.id");
    read(tx, statement).await
}

/// A page of the companies' addresses that are visible and pass the filter, by name, at most `most`.
///
/// # Errors
/// See [`Error`](crate::Error).
pub async fn of_companies(
    tx: &mut Tx,
    visible: &Visible<'_, address_company::View>,
    filter: &AddressFilter,
    most: u32,
) -> Result<PageOf<AddressRecord, NameCursor>> {
    let mut statement = sql(SELECT);
    statement.push("d.account_id is null and ");
    reach::filter(&mut statement, &Address, visible);
    if let Some(company) = filter.company {
        statement.push(" and d.company_id = ").push_arg(company);
    }
    list(tx, statement, "c.name", filter, most).await
}

/// A page of the people's addresses that are visible and pass the filter, by name, at most `most`.
///
/// # Errors
/// See [`Error`](crate::Error).
pub async fn of_people(
    tx: &mut Tx,
    visible: &Visible<'_, address_personal::View>,
    filter: &AddressFilter,
    most: u32,
) -> Result<PageOf<AddressRecord, NameCursor>> {
    let mut statement = sql(SELECT);
    statement.push("d.account_id is not null and ");
    living(&mut statement);
    statement.push(" and ");
    reach::filter(&mut statement, &Address, visible);
    if let Some(company) = filter.company {
        statement.push(" and p.company_id = ").push_arg(company);
    }
    if let Some(person) = filter.person {
        statement.push(" and d.account_id = ").push_arg(person);
    }
    list(tx, statement, "p.name", filter, most).await
}

/// The addresses of a storefront that are seen and have this label, at most `most`.
///
/// # Errors
/// See [`Error`](crate::Error).
pub async fn called(
    tx: &mut Tx,
    listed: &Listed<'_>,
    storefront: StorefrontId,
    label: &str,
    most: u32,
) -> Result<Vec<AddressRecord>> {
    let mut statement = sql(SELECT);
    statement.push("((d.account_id is null and (false");
    reach::or(&mut statement, &Address, &listed.company);
    statement.push(")) or (d.account_id is not null and (false");
    reach::or(&mut statement, &Address, &listed.personal);
    statement.push("))) and ");
    living(&mut statement);
    statement
        .push(" and d.storefront_id = ")
        .push_arg(storefront);
    lists::called(&mut statement, "d.label", label);
    statement.push(" order by d.id limit ").push_arg(most);
    read(tx, statement).await
}

async fn list(
    tx: &mut Tx,
    mut statement: Sql,
    whose: &str,
    filter: &AddressFilter,
    most: u32,
) -> Result<PageOf<AddressRecord, NameCursor>> {
    let columns = [
        whose,
        "d.label",
        "d.recipient",
        "d.line1",
        "d.city",
        "d.postcode",
    ];
    words(&mut statement, &columns, &filter.words);
    let part = Part::new(&filter.start, most);
    part.end(&mut statement, ("d.label", "d.id"));
    let rows = read(tx, statement).await?;
    Ok(part.page(rows, |row| NameCursor::at(&row.label, row.id.0)))
}

/// The most companies that a filter offers.
const MOST: u32 = 500;

/// The companies whose addresses are visible.
///
/// # Errors
/// See [`Error`](crate::Error).
pub async fn companies(
    tx: &mut Tx,
    visible: &Visible<'_, address_company::View>,
) -> Result<Vec<(CompanyId, String)>> {
    let mut statement = sql("select distinct c.id, c.name
         from addresses d
         join companies c on c.id = d.company_id
         left join accounts p on p.id = d.account_id
         where d.account_id is null and ");
    reach::filter(&mut statement, &Address, visible);
    statement
        .push(" order by c.name, c.id limit ")
        .push_arg(MOST);
    named(tx, statement).await
}

/// The records of what was found, with the departments that each is for.
pub(crate) async fn read(tx: &mut Tx, statement: Sql) -> Result<Vec<AddressRecord>> {
    let rows: Vec<Row> = statement.all(tx).await?;
    let limited = rows.iter().filter(|row| !row.for_all_departments);
    let limited: Vec<i64> = limited.map(|row| row.id).collect();
    let people: Vec<i64> = rows.iter().filter_map(|row| row.account_id).collect();
    let mut limits = beside(
        tx,
        "select address_id, department_id from address_departments where address_id in (",
        limited,
    )
    .await?;
    let belong = beside(
        tx,
        "select account_id, department_id from department_members where account_id in (",
        people,
    )
    .await?;
    Ok(rows
        .into_iter()
        .map(|row| {
            let owner = row.account_id.map(AccountId);
            let departments = match owner {
                Some(owner) => Some(belong.get(&owner.0).cloned().unwrap_or_default()),
                None if row.for_all_departments => None,
                None => Some(limits.remove(&row.id).unwrap_or_default()),
            };
            let company = if owner.is_some() {
                row.person_company_id
            } else {
                row.company_id
            };
            AddressRecord {
                id: AddressId(row.id),
                version: row.version,
                label: row.label.clone(),
                storefront: StorefrontId(row.storefront_id),
                company: company.map(CompanyId),
                departments,
                whose: row
                    .person
                    .clone()
                    .or_else(|| row.company.clone())
                    .unwrap_or_default(),
                owner: owner.map(Owner::Account),
                withheld: owner.is_some() && row.personal_addresses_hidden,
                delivery: row.delivery(),
            }
        })
        .collect())
}

/// The departments beside each of these, in order; `text` ends where the list begins.
async fn beside(
    tx: &mut Tx,
    text: &'static str,
    ids: Vec<i64>,
) -> Result<HashMap<i64, Vec<DepartmentId>>> {
    let mut all: HashMap<i64, Vec<DepartmentId>> = HashMap::new();
    if ids.is_empty() {
        return Ok(all);
    }
    let mut statement = sql(text);
    statement.push_list(ids).push(") order by 1, 2");
    let rows: Vec<(i64, i64)> = statement.all(tx).await?;
    for (id, department) in rows {
        all.entry(id).or_default().push(DepartmentId(department));
    }
    Ok(all)
}

/// Where an address stands; the same as [`AddressRecord::facts`]. A person's stands where the person
/// does, a company's in the departments that it is given to.
pub(crate) struct Address;

impl Place for Address {
    const STOREFRONT: &'static str = "d.storefront_id";
    const WITHHELD: Option<&'static str> = Some(
        "(d.account_id is not null and exists (
            select 1 from storefronts w where w.id = d.storefront_id and w.personal_addresses_hidden))",
    );

    fn company(&self, sql: &mut Sql, company: CompanyId) {
        sql.push("((d.account_id is null and d.company_id = ")
            .push_arg(company);
        sql.push(") or p.company_id = ").push_arg(company).push(")");
    }

    fn departments(&self, sql: &mut Sql, departments: &[DepartmentId]) {
        sql.push("((d.account_id is null and (d.for_all_departments or exists (select 1 from address_departments l where l.address_id = d.id and l.department_id in (");
        sql.push_list(departments.iter().copied()).push("))))");
        sql.push(" or exists (select 1 from department_members m where m.account_id = d.account_id and m.department_id in (");
        sql.push_list(departments.iter().copied()).push(")))");
    }

    fn account(&self, sql: &mut Sql, account: AccountId) {
        sql.push("d.account_id = ").push_arg(account);
    }
}
