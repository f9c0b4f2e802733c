//! Who holds a role: counted and named for those who may see them, and as facts for the rules.

use crate::{
    Result, Sql, Tx, accounts,
    people::anchor_word,
    reach::{self, Place},
    sql::sql,
};
use access::{Anchor, Object, Owner, Role, RoleId, Scope, Visible, permission::user};
use domain::{
    AccountId, CompanyId, CustomRoleId, DepartmentId, StorefrontId, Timestamp, roles::HolderLine,
};

/// Where a holder stands; the same as [`HolderRecord::object`]. Staff are of no storefront: they are
/// asked about as people of the one where the role starts.
struct Holder;

impl Place for Holder {
    const STOREFRONT: &'static str = "coalesce(a.storefront_id, h.storefront_id, l.storefront_id)";

    fn company(&self, sql: &mut Sql, company: CompanyId) {
        sql.push("a.company_id = ").push_arg(company);
    }

    fn departments(&self, sql: &mut Sql, departments: &[DepartmentId]) {
        sql.push("exists (select 1 from department_members m where m.account_id = a.id and m.department_id in (");
        sql.push_list(departments.iter().copied()).push("))");
    }

    fn account(&self, sql: &mut Sql, account: AccountId) {
        sql.push("a.id = ").push_arg(account);
    }
}

const HELD: &str = "
    from assignments h
    join accounts a on a.id = h.account_id
    left join assignment_storefronts l on l.assignment_id = h.id";

/// How many hold each role, of those the reader may see.
///
/// # Errors
/// See [`Error`](crate::Error).
pub async fn counts(
    tx: &mut Tx,
    visible: &Visible<'_, user::View>,
    now: Timestamp,
) -> Result<Vec<(RoleId, i64)>> {
    let mut statement = sql("select h.role, h.custom_role_id, count(distinct a.id)");
    statement
        .push(HELD)
        .push(" where a.state <> 'deleted' and (h.ends_at is null or h.ends_at > ")
        .push_arg(now)
        .push(") and ");
    reach::filter(&mut statement, &Holder, visible);
    statement.push(" group by h.role, h.custom_role_id");
    let rows: Vec<(String, Option<i64>, i64)> = statement.all(tx).await?;
    Ok(rows
        .into_iter()
        .filter_map(|(key, custom, count)| {
            let role = match custom {
                Some(id) => RoleId::Custom(CustomRoleId(id)),
                None => RoleId::BuiltIn(Role::from_key(&key)?),
            };
            Some((role, count))
        })
        .collect())
}

#[derive(sqlx::FromRow)]
struct NamedRow {
    id: i64,
    name: String,
    company: Option<String>,
    anchor: String,
    places: Option<String>,
}

/// The holders of a role whom the reader may see, by name, at most `most`.
///
/// # Errors
/// See [`Error`](crate::Error).
pub async fn named(
    tx: &mut Tx,
    visible: &Visible<'_, user::View>,
    role: RoleId,
    now: Timestamp,
    most: u32,
) -> Result<Vec<(AccountId, HolderLine)>> {
    let mut statement = sql("
        select distinct h.id as assignment, a.id, a.name, c.name as company, h.anchor,
            coalesce(d.name, hc.name, u.name, s.name) as places");
    statement.push(HELD).push(
        "
        left join assignment_departments e on e.assignment_id = h.id
        left join departments d on d.id = e.department_id
        left join companies hc on hc.id = h.company_id
        left join companies c on c.id = a.company_id
        left join suppliers u on u.id = h.supplier_id
        left join storefronts s on s.id = coalesce(l.storefront_id, h.storefront_id)
        where a.state <> 'deleted' and (h.ends_at is null or h.ends_at > ",
    );
    statement.push_arg(now).push(") and ");
    holds(&mut statement, role);
    statement.push(" and ");
    reach::filter(&mut statement, &Holder, visible);
    statement
        .push(" order by a.name, a.id, h.id limit ")
        .push_arg(most);
    let rows = statement.all::<NamedRow>(tx).await?;
    let mut holders: Vec<(AccountId, HolderLine)> = Vec::new();
    for row in rows {
        let at = match (&*row.anchor, row.places) {
            (anchor_word::PLATFORM, _) => "the platform".to_owned(),
            (_, Some(place)) => place,
            (_, None) => "nowhere".to_owned(),
        };
        match holders.last_mut() {
            Some((id, known)) if id.0 == row.id => {
                known.at.push_str(", ");
                known.at.push_str(&at);
            }
            _ => holders.push((
                AccountId(row.id),
                HolderLine {
                    name: row.name,
                    company: row.company,
                    at,
                },
            )),
        }
    }
    Ok(holders)
}

fn holds(statement: &mut Sql, role: RoleId) {
    match role {
        RoleId::BuiltIn(role) => {
            statement
                .push("h.custom_role_id is null and h.role = ")
                .push_arg(role.key());
        }
        RoleId::Custom(id) => {
            statement.push("h.custom_role_id = ").push_arg(id);
        }
    }
}

/// Whom a question is about.
#[derive(Clone, Copy, Debug)]
pub enum Whom<'a> {
    Account(AccountId),
    /// In small letters. It may be that of several accounts.
    Email(&'a str),
}

/// The accounts that a question is about, as far as the reader may see them: each with its company,
/// else its storefront, to tell several of one email apart. At most `most`.
///
/// # Errors
/// See [`Error`](crate::Error).
pub async fn asked_about(
    tx: &mut Tx,
    visible: &Visible<'_, user::View>,
    whom: Whom<'_>,
    most: u32,
) -> Result<Vec<(AccountId, Option<String>)>> {
    let mut statement = sql("
        select distinct a.id, coalesce(c.name, s.name) as place
        from accounts a
        left join companies c on c.id = a.company_id
        left join storefronts s on s.id = a.storefront_id
        left join assignments h on h.account_id = a.id
        left join assignment_storefronts l on l.assignment_id = h.id
        where a.state <> 'deleted' and ");
    match whom {
        Whom::Account(id) => statement.push("a.id = ").push_arg(id),
        Whom::Email(email) => statement.push("a.email = ").push_arg(email),
    };
    statement.push(" and ");
    reach::filter(&mut statement, &Holder, visible);
    statement.push(" order by a.id limit ").push_arg(most);
    let rows: Vec<(i64, Option<String>)> = statement.all(tx).await?;
    Ok(rows
        .into_iter()
        .map(|(id, place)| (AccountId(id), place))
        .collect())
}

/// How many hold a role, whatever their account's state: a fact for a rule, not for a page.
///
/// # Errors
/// See [`Error`](crate::Error).
pub async fn held_by(tx: &mut Tx, role: RoleId) -> Result<i64> {
    let mut statement = sql("select count(distinct h.account_id) from assignments h where ");
    holds(&mut statement, role);
    statement.int(tx).await
}

/// A holder, as the rules ask about them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HolderRecord {
    pub account: AccountId,
    pub anchor: Anchor,
    storefront: Option<StorefrontId>,
    company: Vec<CompanyId>,
    departments: Vec<DepartmentId>,
    owners: [Owner; 1],
}

impl HolderRecord {
    /// Where they stand.
    #[must_use]
    pub fn object(&self) -> Object<'_> {
        Object {
            storefront: self.storefront,
            company: Scope::These(&self.company),
            departments: Scope::These(&self.departments),
            owners: &self.owners,
            ..Object::PLATFORM
        }
    }
}

#[derive(sqlx::FromRow)]
struct HolderRow {
    id: i64,
    account_id: i64,
    anchor: String,
    storefront_id: Option<i64>,
    company_id: Option<i64>,
    supplier_id: Option<i64>,
    home: Option<i64>,
    works_for: Option<i64>,
    listed_storefront: Option<i64>,
    listed_department: Option<i64>,
}

/// Everybody who holds a role, whatever their account's state: facts for a rule that speaks of all of
/// them. They do not leave the act that asks.
///
/// # Errors
/// See [`Error`](crate::Error).
pub async fn every(tx: &mut Tx, role: RoleId) -> Result<Vec<HolderRecord>> {
    let mut statement = sql("
        select h.id, h.account_id, h.anchor, h.storefront_id, h.company_id, h.supplier_id,
            a.storefront_id as home, a.company_id as works_for,
            l.storefront_id as listed_storefront, e.department_id as listed_department
        from assignments h
        join accounts a on a.id = h.account_id
        left join assignment_storefronts l on l.assignment_id = h.id
        left join assignment_departments e on e.assignment_id = h.id
        where ");
    holds(&mut statement, role);
    statement.push(" order by h.id, listed_storefront, listed_department");
    let rows = statement.all::<HolderRow>(tx).await?;
    let mut holders = Vec::new();
    for rows in rows.chunk_by(|one, next| one.id == next.id) {
        let Some(first) = rows.first() else { continue };
        let account = AccountId(first.account_id);
        let (departments, _) = accounts::departments(tx, account).await?;
        let anchor = anchor(first, rows)?;
        let starts = anchor
            .storefronts()
            .and_then(|these| these.first().copied());
        holders.push(HolderRecord {
            account,
            storefront: first.home.map(StorefrontId).or(starts),
            company: first.works_for.map(CompanyId).into_iter().collect(),
            departments,
            owners: [Owner::Account(account)],
            anchor,
        });
    }
    Ok(holders)
}

fn anchor(first: &HolderRow, rows: &[HolderRow]) -> Result<Anchor> {
    let storefronts = rows.iter().filter_map(|row| row.listed_storefront);
    let departments = rows.iter().filter_map(|row| row.listed_department);
    accounts::Anchored {
        id: first.id,
        word: &first.anchor,
        storefront: first.storefront_id,
        company: first.company_id,
        supplier: first.supplier_id,
    }
    .anchor(storefronts.collect(), departments.collect())
}
