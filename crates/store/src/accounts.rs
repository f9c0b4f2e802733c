//! Who somebody is and what they hold: an account becomes the [`Access`] of a request.
//!
//! Read anew on every request, never cached: a suspension, a role withdrawn or a department changed
//! acts on the very next one. No proof is asked for, since this is where the proofs start. What is
//! written about people is in [`people`](crate::people).

use crate::{
    Error, Result, Tx,
    people::{Held, anchor_word},
    roles::{Adjusted, adjusted, adjusted_one, grants, side, ways},
    sql::sql,
};
use access::{
    Access, Anchor, Grants, Holding, Pack, Role, RoleName, Seat, Side, Standing, Storefront, Who,
};
use domain::{
    AccountId, AssignmentId, CompanyId, CustomRoleId, DepartmentId, PrintLocationId, StorefrontId,
    SupplierId, Timestamp, VisitorId, accounts::AccountState,
};
use std::borrow::Cow;

/// An account as its owner and its records name it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Person {
    pub id: AccountId,
    pub name: String,
    /// Records of people without access may have none.
    pub email: Option<String>,
    pub phone: String,
    /// Whose customer it is; staff and partners are nobody's.
    pub storefront: Option<StorefrontId>,
    pub company: Option<CompanyId>,
    pub company_name: Option<String>,
    /// The administrator who is logged in as this account, if one is.
    pub acting_name: Option<String>,
    pub version: i64,
}

impl Person {
    /// The storefront that the bare address shows this person: whose customer they are, else the
    /// first that a role of theirs is anchored at. Nothing for who works at the platform.
    #[must_use]
    pub fn home(&self, access: &Access) -> Option<StorefrontId> {
        self.storefront.or_else(|| {
            access
                .holdings
                .iter()
                .find_map(|holding| holding.anchor.storefronts()?.first().copied())
        })
    }
}

#[derive(sqlx_macros::FromRow)]
struct AccountRow {
    name: String,
    email: Option<String>,
    phone: String,
    storefront_id: Option<i64>,
    company_id: Option<i64>,
    print_location_id: Option<i64>,
    state: String,
    version: i64,
    pack: Option<String>,
    company_name: Option<String>,
    has_departments: bool,
    supplier_active: bool,
    company_active: bool,
    acting_name: Option<String>,
    acting_state: Option<String>,
    registered: Option<String>,
    registered_ways: Option<String>,
}

/// What an account may do, and who it is; nothing if there is no such account. Suspended and deleted
/// ones are answered as well, with a standing that refuses everything.
///
/// `acting` is the administrator who is logged in as the account: their suspension ends it too.
///
/// # Errors
/// See [`Error`].
pub async fn access_of(
    tx: &mut Tx,
    id: AccountId,
    acting: Option<AccountId>,
    now: Timestamp,
) -> Result<Option<(Access, Person)>> {
    let row = sql("
        select a.name, a.email, a.phone, a.storefront_id, a.company_id, a.print_location_id, a.state, a.version,
            s.pack, c.name as company_name,
            exists (select 1 from departments d where d.company_id = a.company_id) as has_departments,
            coalesce(u.active, true) as supplier_active,
            coalesce(c.active, true) as company_active,
            b.name as acting_name, b.state as acting_state,
            g.allows as registered, g.ways as registered_ways
        from accounts a
        left join storefronts s on s.id = a.storefront_id
        left join companies c on c.id = a.company_id
        left join suppliers u on u.id = a.supplier_id
        left join accounts b on b.id = $2
        left join role_edits g on g.role = $3
        where a.id = $1")
    .bind(id)
    .bind(acting)
    .bind(Role::Registered.key())
    .optional::<AccountRow>(tx)
    .await?;
    let Some(row) = row else { return Ok(None) };

    let mut access = Access::new(Who::Account(id));
    access.standing = standing(&row, acting)?;
    access.acting = acting;
    access.company = row.company_id.map(CompanyId);
    access.company_has_departments = row.has_departments;
    if let Some(location) = row.print_location_id {
        access = access.at_print_location(PrintLocationId(location));
    }
    (access.member_of, access.manages) = departments(tx, id).await?;

    let storefront = row.storefront_id.map(StorefrontId);
    let pack = row.pack.as_deref().map(pack).transpose()?;
    let home = Home {
        storefront: storefront.zip(pack),
        registered: adjusted(row.registered.as_deref(), row.registered_ways.as_deref())?,
    };
    for holding in holdings(tx, id, now, home).await? {
        access = access.holding(holding);
    }
    let person = Person {
        id,
        name: row.name,
        email: row.email,
        phone: row.phone,
        storefront,
        company: access.company,
        company_name: row.company_name,
        acting_name: row.acting_name,
        version: row.version,
    };
    Ok(Some((access, person)))
}

/// What everybody without an account may do at a storefront.
///
/// # Errors
/// See [`Error`].
pub async fn access_of_visitor(tx: &mut Tx, at: &Storefront, visitor: VisitorId) -> Result<Access> {
    let role = Role::of_visitor(at.pack);
    let edit = adjusted_one(tx, role).await?;
    let anchor = Anchor::Storefronts(vec![at.id]);
    Ok(Access::new(Who::Visitor(visitor)).holding(built_in(role, anchor, edit)))
}

/// Where the holder of a role sits whom this actor would see a storefront as: where they sit
/// themselves. Who has no company, or no department there, is lent the first one.
///
/// # Errors
/// See [`Error`].
pub async fn seat(tx: &mut Tx, of: &Access, at: StorefrontId) -> Result<Seat> {
    #[derive(sqlx_macros::FromRow)]
    struct Row {
        company_id: i64,
        department_id: Option<i64>,
    }
    let row = sql("
        select c.id as company_id,
            (select min(d.id) from departments d where d.company_id = c.id) as department_id
        from companies c
        where c.storefront_id = $1 and c.active and c.id = coalesce($2, c.id)
        order by c.id
        limit 1")
    .bind(at)
    .bind(of.company)
    .optional::<Row>(tx)
    .await?;
    let (company, department) = match row {
        Some(row) => (
            Some(CompanyId(row.company_id)),
            row.department_id.map(DepartmentId),
        ),
        None => (of.company, None),
    };
    let or_lent = |own: &[DepartmentId]| match own {
        [] => department.into_iter().collect(),
        own => own.to_vec(),
    };
    Ok(Seat {
        company,
        company_has_departments: department.is_some(),
        member_of: or_lent(&of.member_of),
        manages: or_lent(&of.manages),
    })
}

/// A built-in role as it is now.
fn built_in(role: Role, anchor: Anchor, edit: Option<Adjusted>) -> Holding {
    let default = Holding::built_in(role, anchor);
    // No edit, by whatever way it came into the table, takes the platform from its administrators.
    match edit.filter(|_| !role.is_platform_administrator()) {
        Some(edit) => Holding {
            allows: Cow::Owned(edit.allows),
            ways: edit.ways,
            ..default
        },
        None => default,
    }
}

/// Whose customer somebody is, and what Registered is there.
struct Home {
    storefront: Option<(StorefrontId, Pack)>,
    registered: Option<Adjusted>,
}

fn pack(key: &str) -> Result<Pack> {
    Pack::from_key(key).ok_or_else(|| Error::unreadable("storefronts.pack", key))
}

fn state(key: &str) -> Result<AccountState> {
    AccountState::from_key(key).ok_or_else(|| Error::unreadable("accounts.state", key))
}

const fn standing_of(state: AccountState) -> Standing {
    match state {
        AccountState::Active => Standing::Active,
        AccountState::Inactive | AccountState::Invited => Standing::Inactive,
        AccountState::Suspended => Standing::Suspended,
        AccountState::Deleted => Standing::Deleted,
    }
}

/// The account's own, unless the supplier it works for is only recorded, its company is out of use, or
/// the administrator behind it may not act any more.
fn standing(row: &AccountRow, acting: Option<AccountId>) -> Result<Standing> {
    let own = standing_of(state(&row.state)?);
    if own != Standing::Active {
        return Ok(own);
    }
    if !(row.supplier_active && row.company_active) {
        return Ok(Standing::Suspended);
    }
    match (acting, &row.acting_state) {
        (None, _) => Ok(own),
        (Some(_), Some(behind)) => Ok(standing_of(state(behind)?)),
        (Some(_), None) => Ok(Standing::Deleted),
    }
}

/// The departments an account belongs to, and those it manages.
pub(crate) async fn departments(
    tx: &mut Tx,
    id: AccountId,
) -> Result<(Vec<DepartmentId>, Vec<DepartmentId>)> {
    #[derive(sqlx_macros::FromRow)]
    struct Row {
        department_id: i64,
        manages: bool,
    }
    let rows = sql("
        select department_id, false as manages from department_members where account_id = $1
        union all
        select department_id, true as manages from department_managers where account_id = $1
        order by 1")
    .bind(id)
    .all::<Row>(tx)
    .await?;
    let of = |manages: bool| {
        rows.iter()
            .filter(|row| row.manages == manages)
            .map(|row| DepartmentId(row.department_id))
            .collect()
    };
    Ok((of(false), of(true)))
}

/// An assignment beside each storefront and department that it lists.
#[derive(sqlx_macros::FromRow)]
struct AssignmentRow {
    id: i64,
    role: String,
    anchor: String,
    storefront_id: Option<i64>,
    company_id: Option<i64>,
    supplier_id: Option<i64>,
    created_at: i64,
    ends_at: Option<i64>,
    custom_role_id: Option<i64>,
    custom_name: Option<String>,
    custom_side: Option<String>,
    allows: Option<String>,
    denies: Option<String>,
    custom_ways: Option<String>,
    edited: Option<String>,
    edited_ways: Option<String>,
    listed_storefront: Option<i64>,
    listed_department: Option<i64>,
}

const ASSIGNED: &str = "
        select a.id, a.role, a.anchor, a.storefront_id, a.company_id, a.supplier_id, a.created_at, a.ends_at,
            r.id as custom_role_id, r.name as custom_name, r.side as custom_side, r.allows, r.denies,
            r.ways as custom_ways, g.allows as edited, g.ways as edited_ways,
            s.storefront_id as listed_storefront, d.department_id as listed_department
        from assignments a
        left join custom_roles r on r.id = a.custom_role_id
        left join role_edits g on g.role = a.role and a.custom_role_id is null
        left join assignment_storefronts s on s.assignment_id = a.id
        left join assignment_departments d on d.assignment_id = a.id
        left join storefronts f on f.id = coalesce(s.storefront_id, a.storefront_id)
        where a.account_id = $1";

const IN_ORDER: &str = "order by a.id, listed_storefront, listed_department";

/// Every assignment, ended and dormant ones included; without the label that everybody has.
pub(crate) async fn assignments(tx: &mut Tx, id: AccountId) -> Result<Vec<Held>> {
    let rows = sql(format!("{ASSIGNED} {IN_ORDER}"))
        .bind(id)
        .all::<AssignmentRow>(tx)
        .await?;
    let mut held = Vec::new();
    for rows in rows.chunk_by(|one, next| one.id == next.id) {
        let Some(first) = rows.first() else { continue };
        let holding = holding(first, rows)?;
        if holding.role != RoleName::BuiltIn(Role::Registered) {
            held.push(Held {
                id: AssignmentId(first.id),
                holding,
                since: Timestamp(first.created_at),
                ends: first.ends_at.map(Timestamp),
            });
        }
    }
    Ok(held)
}

/// Everything that is held now, the first assigned first. Ended assignments do not count, and those
/// of a storefront's approvers only while it has orders approved.
async fn holdings(tx: &mut Tx, id: AccountId, now: Timestamp, home: Home) -> Result<Vec<Holding>> {
    let rows = sql(format!(
        "{ASSIGNED}
            and (a.ends_at is null or a.ends_at > $2)
            and (a.role <> $3 or coalesce(f.approval, true))
        {IN_ORDER}"
    ))
    .bind(id)
    .bind(now)
    .bind(Role::StorefrontApprover.key())
    .all::<AssignmentRow>(tx)
    .await?;

    let mut holdings = Vec::new();
    let mut customer = rows.is_empty();
    for rows in rows.chunk_by(|one, next| one.id == next.id) {
        let Some(first) = rows.first() else { continue };
        let holding = holding(first, rows)?;
        customer |= holding.role.side() == Side::Customer;
        // Registered is given by the system, below.
        if holding.role != RoleName::BuiltIn(Role::Registered) {
            holdings.push(holding);
        }
    }
    holdings.push(registered(
        home.storefront.filter(|_| customer),
        home.registered,
    ));
    Ok(holdings)
}

/// Everybody with an account is Registered. It carries grants for customers of storefronts whose
/// customer pack is `storefront`, and is a label everywhere else.
fn registered(customer_of: Option<(StorefrontId, Pack)>, edit: Option<Adjusted>) -> Holding {
    match customer_of {
        Some((home, Pack::Storefront)) => {
            built_in(Role::Registered, Anchor::Storefronts(vec![home]), edit)
        }
        home => Holding {
            allows: Cow::Borrowed(&Grants::NONE),
            ..Holding::built_in(
                Role::Registered,
                Anchor::Storefronts(home.map(|(id, _)| id).into_iter().collect()),
            )
        },
    }
}

fn holding(first: &AssignmentRow, rows: &[AssignmentRow]) -> Result<Holding> {
    let anchor = anchor(first, rows)?;
    let Some(id) = first.custom_role_id else {
        let role = Role::from_key(&first.role)
            .ok_or_else(|| Error::unreadable("assignments.role", &*first.role))?;
        let edit = adjusted(first.edited.as_deref(), first.edited_ways.as_deref())?;
        return Ok(built_in(role, anchor, edit));
    };
    Ok(Holding {
        role: RoleName::Custom {
            id: CustomRoleId(id),
            name: first.custom_name.clone().unwrap_or_default(),
            side: side(first.custom_side.as_deref().unwrap_or_default())?,
        },
        anchor,
        allows: Cow::Owned(grants("custom_roles.allows", first.allows.as_deref())?),
        denies: Cow::Owned(grants("custom_roles.denies", first.denies.as_deref())?),
        ways: ways("custom_roles.ways", first.custom_ways.as_deref())?,
    })
}

fn anchor(first: &AssignmentRow, rows: &[AssignmentRow]) -> Result<Anchor> {
    let storefronts = rows.iter().filter_map(|row| row.listed_storefront);
    let departments = rows.iter().filter_map(|row| row.listed_department);
    Anchored {
        id: first.id,
        word: &first.anchor,
        storefront: first.storefront_id,
        company: first.company_id,
        supplier: first.supplier_id,
    }
    .anchor(storefronts.collect(), departments.collect())
}

/// The columns of an assignment that say where it starts.
pub(crate) struct Anchored<'a> {
    pub(crate) id: i64,
    pub(crate) word: &'a str,
    pub(crate) storefront: Option<i64>,
    pub(crate) company: Option<i64>,
    pub(crate) supplier: Option<i64>,
}

impl Anchored<'_> {
    /// Where an assignment starts, with what it lists, sorted. One whose own columns are missing
    /// would start nowhere; it is refused rather than widened.
    pub(crate) fn anchor(&self, storefronts: Vec<i64>, departments: Vec<i64>) -> Result<Anchor> {
        let missing =
            || Error::unreadable("assignments.anchor", format!("{} {}", self.id, self.word));
        let storefront = || self.storefront.map(StorefrontId).ok_or_else(missing);
        let company = || self.company.map(CompanyId).ok_or_else(missing);
        Ok(match self.word {
            anchor_word::PLATFORM => Anchor::Platform,
            anchor_word::STOREFRONTS => {
                let mut these: Vec<_> = storefronts.into_iter().map(StorefrontId).collect();
                these.dedup();
                Anchor::Storefronts(these)
            }
            anchor_word::COMPANY => Anchor::company(storefront()?, company()?),
            anchor_word::DEPARTMENTS => {
                let mut departments: Vec<_> = departments.into_iter().map(DepartmentId).collect();
                departments.dedup();
                Anchor::Departments {
                    storefront: [storefront()?],
                    company: company()?,
                    departments,
                }
            }
            anchor_word::SUPPLIER => {
                Anchor::Supplier([self.supplier.map(SupplierId).ok_or_else(missing)?])
            }
            _ => return Err(missing()),
        })
    }
}
