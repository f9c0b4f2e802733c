//! Who holds a role: counted and named for those who may see them, and as facts for the rules.

use crate::{
    Result, Sql, Tx, accounts,
    lists::Part,
    people::anchor_word,
    reach::{self, Place},
    sql::sql,
};
use access::{
    Anchor, Object, Owner, Pack, Permit, Role, RoleId, Scope, Visible,
    permission::{role, user},
};
use domain::{
    AccountId, CompanyId, CustomRoleId, DepartmentId, StorefrontId, Timestamp,
    lists::{NameCursor, PageOf},
    orders::Side,
    roles::HolderLine,
};
use std::collections::HashMap;

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

/// People, with what they hold and where they belong.
const PEOPLE: &str = "
    from accounts a
    left join companies c on c.id = a.company_id
    left join storefronts s on s.id = a.storefront_id
    left join assignments h on h.account_id = a.id
    left join assignment_storefronts l on l.assignment_id = h.id
    where a.state <> 'deleted' and ";

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
        .push(") and h.role <> ")
        .push_arg(Role::Registered.key())
        .push(" and ");
    reach::filter(&mut statement, &Holder, visible);
    statement.push(" group by h.role, h.custom_role_id");
    let rows: Vec<(String, Option<i64>, i64)> = statement.all(tx).await?;
    let mut counts: Vec<_> = rows
        .into_iter()
        .filter_map(|(key, custom, count)| {
            let role = match custom {
                Some(id) => RoleId::Custom(CustomRoleId(id)),
                None => RoleId::BuiltIn(Role::from_key(&key)?),
            };
            Some((role, count))
        })
        .collect();
    let registered = RoleId::BuiltIn(Role::Registered);
    counts.push((registered, count(tx, visible, registered, now).await?));
    Ok(counts)
}

/// How many hold this role, of those the reader may see.
///
/// # Errors
/// See [`Error`](crate::Error).
pub async fn count(
    tx: &mut Tx,
    visible: &Visible<'_, user::View>,
    role: RoleId,
    now: Timestamp,
) -> Result<i64> {
    let mut statement = sql("select count(distinct a.id)");
    statement.push(PEOPLE);
    has(&mut statement, role, now);
    statement.push(" and ");
    reach::filter(&mut statement, &Holder, visible);
    statement.int(tx).await
}

/// At how many storefronts whoever has not signed in has this role. Asked by who changes it for all of
/// them.
///
/// # Errors
/// See [`Error`](crate::Error).
pub async fn open_to_visitors(tx: &mut Tx, _may: &Permit<role::Edit>, role: Role) -> Result<i64> {
    let packs = Pack::ALL.into_iter();
    let packs = packs.filter(|pack| Role::of_visitor(*pack) == role);
    let mut statement = sql("select count(*) from storefronts where pack in (");
    statement.push_list(packs.map(Pack::key)).push(")");
    statement.int(tx).await
}

#[derive(sqlx_macros::FromRow)]
struct NamedRow {
    id: i64,
    name: String,
    company: Option<String>,
    home: Option<String>,
}

/// A page of the holders of a role whom the reader may see, by name, at most `most`.
///
/// # Errors
/// See [`Error`](crate::Error).
pub async fn named(
    tx: &mut Tx,
    visible: &Visible<'_, user::View>,
    (role, now): (RoleId, Timestamp),
    start: &Option<(Side, NameCursor)>,
    most: u32,
) -> Result<PageOf<HolderLine, NameCursor>> {
    let mut statement = sql("select distinct a.id, a.name, c.name as company, s.name as home");
    statement.push(PEOPLE);
    has(&mut statement, role, now);
    statement.push(" and ");
    reach::filter(&mut statement, &Holder, visible);
    let part = Part::new(start, most);
    part.end(&mut statement, ("a.name", "a.id"));
    let rows: Vec<NamedRow> = statement.all(tx).await?;
    let page = part.page(rows, |row| NameCursor::at(&row.name, row.id));
    let mut places = if role == RoleId::BuiltIn(Role::Registered) {
        HashMap::new()
    } else {
        let ids: Vec<i64> = page.rows.iter().map(|row| row.id).collect();
        places(tx, visible, (role, now), &ids).await?
    };
    Ok(page.map(|row| HolderLine {
        id: AccountId(row.id),
        name: row.name,
        company: row.company,
        at: match places.remove(&row.id) {
            Some(these) => these.join(", "),
            None => row.home.unwrap_or_default(),
        },
    }))
}

/// Where a role starts of each of these people, as far as the reader may see them there.
async fn places(
    tx: &mut Tx,
    visible: &Visible<'_, user::View>,
    (role, now): (RoleId, Timestamp),
    people: &[i64],
) -> Result<HashMap<i64, Vec<String>>> {
    let mut statement = sql("
        select distinct h.id as assignment, a.id, h.anchor,
            coalesce(d.name, hc.name, u.name, s.name) as place");
    statement
        .push(HELD)
        .push(
            "
        left join assignment_departments e on e.assignment_id = h.id
        left join departments d on d.id = e.department_id
        left join companies hc on hc.id = h.company_id
        left join suppliers u on u.id = h.supplier_id
        left join storefronts s on s.id = coalesce(l.storefront_id, h.storefront_id)
        where a.id in (",
        )
        .push_list(people.iter().copied())
        .push(") and ");
    has(&mut statement, role, now);
    statement.push(" and ");
    reach::filter(&mut statement, &Holder, visible);
    statement.push(" order by a.id, h.id, place");
    let rows: Vec<(i64, i64, String, Option<String>)> = statement.all(tx).await?;
    let mut places: HashMap<i64, Vec<String>> = HashMap::new();
    for (_, person, anchor, place) in rows {
        let at = match (&*anchor, place) {
            (anchor_word::PLATFORM, _) => "the platform".to_owned(),
            (_, Some(place)) => place,
            (_, None) => "nowhere".to_owned(),
        };
        places.entry(person).or_default().push(at);
    }
    Ok(places)
}

/// That a person has the role now: by being a customer where that is all it takes, else by holding it.
fn has(statement: &mut Sql, role: RoleId, now: Timestamp) {
    if role == RoleId::BuiltIn(Role::Registered) {
        registered(statement);
    } else {
        statement
            .push("(h.ends_at is null or h.ends_at > ")
            .push_arg(now)
            .push(") and ");
        holds(statement, role);
    }
}

/// That a person is a customer where everybody with an account has more than a label by that.
fn registered(statement: &mut Sql) {
    statement
        .push("exists (select 1 from storefronts f where f.id = a.storefront_id and f.pack = ")
        .push_arg(Pack::Storefront.key())
        .push(")");
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
    let mut statement = sql("select distinct a.id, coalesce(c.name, s.name) as place");
    statement.push(PEOPLE);
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
    if role == RoleId::BuiltIn(Role::Registered) {
        let mut statement = sql("select count(*) from accounts a where a.state <> 'deleted' and ");
        registered(&mut statement);
        return statement.int(tx).await;
    }
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

    /// Whose customer they are.
    #[must_use]
    pub fn company(&self) -> Option<CompanyId> {
        self.company.first().copied()
    }
}

#[derive(sqlx_macros::FromRow)]
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
