//! Where a person stands, and one person as the rules ask about them.

use crate::{
    Engine, Error, Result, Sql, Tx, accounts, lists::named, people::assignments, reach::Place,
    sql::sql,
};
use access::{
    Holding, Object, Owner, Pack, Permit, Role, Scope, permission::system_settings,
    rules::people::PersonFacts,
};
use domain::{
    AccountId, AssignmentId, CompanyId, DepartmentId, StorefrontId, Timestamp,
    accounts::AccountState,
};

/// The storefront of the account `a`: whose customer it is; else, for staff, the one storefront that
/// all its roles start at. Who works at several, at the platform or at a supplier is of none: what
/// is done to their account is felt elsewhere too. What has ended counts here as well, so that no
/// account changes hands by the passing of time.
pub(crate) const HOME: &str = "coalesce(a.storefront_id, (
    select case when count(*) = count(coalesce(w.storefront_id, x.storefront_id))
            and min(coalesce(w.storefront_id, x.storefront_id)) = max(coalesce(w.storefront_id, x.storefront_id))
        then min(coalesce(w.storefront_id, x.storefront_id)) end
    from assignments x
    left join assignment_storefronts w on w.assignment_id = x.id
    where x.account_id = a.id))";

/// Who has chosen a password and never come in is shown as invited still.
pub(crate) const SHOWN_STATE: &str =
    "case when a.state = 'active' and a.first_signed_in_at is null then 'invited' else a.state end";

/// Somebody, with all that the rules about people ask for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PersonRecord {
    pub id: AccountId,
    pub version: i64,
    pub name: String,
    pub email: Option<String>,
    pub phone: String,
    pub state: AccountState,
    pub signed_in_before: bool,
    pub last_signed_in: Option<Timestamp>,
    /// Whose customer they are, or where they work.
    pub home: Option<StorefrontId>,
    pub company: Option<CompanyId>,
    pub company_name: Option<String>,
    pub member_of: Vec<DepartmentId>,
    pub manages: Vec<DepartmentId>,
    /// What is held now; what is held at all is read by [`held`].
    pub holdings: Vec<Holding>,
    pub suspended_by_staff: bool,
    owners: [Owner; 1],
}

impl PersonRecord {
    #[must_use]
    pub fn object(&self) -> Object<'_> {
        Object {
            storefront: self.home,
            company: these(self.company.as_slice()),
            departments: these(&self.member_of),
            owners: &self.owners,
            ..Object::PLATFORM
        }
    }

    #[must_use]
    pub fn facts(&self) -> PersonFacts<'_> {
        PersonFacts {
            object: self.object(),
            state: self.state,
            holdings: &self.holdings,
            suspended_by_staff: self.suspended_by_staff,
        }
    }

    /// As people read it: who never came in is invited still.
    #[must_use]
    pub fn shown_state(&self) -> AccountState {
        if self.state == AccountState::Active && !self.signed_in_before {
            AccountState::Invited
        } else {
            self.state
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

/// Somebody; the facts that the rules are asked about.
///
/// # Errors
/// See [`Error`].
pub async fn person(tx: &mut Tx, id: AccountId, now: Timestamp) -> Result<Option<PersonRecord>> {
    #[derive(sqlx_macros::FromRow)]
    struct Row {
        state: String,
        first_signed_in_at: Option<i64>,
        last_signed_in_at: Option<i64>,
        suspended_by_staff: bool,
        home: Option<i64>,
    }
    let row = sql(format!(
        "select a.state, a.first_signed_in_at, a.last_signed_in_at, a.suspended_by_staff, {HOME} as home
         from accounts a
         where a.id = $1"
    ))
    .bind(id)
    .optional::<Row>(tx)
    .await?;
    let Some((row, (access, person))) = row.zip(accounts::access_of(tx, id, None, now).await?)
    else {
        return Ok(None);
    };
    Ok(Some(PersonRecord {
        id,
        version: person.version,
        name: person.name,
        email: person.email,
        phone: person.phone,
        state: state(&row.state)?,
        signed_in_before: row.first_signed_in_at.is_some(),
        last_signed_in: row.last_signed_in_at.map(Timestamp),
        home: row.home.map(StorefrontId),
        company: person.company,
        company_name: person.company_name,
        member_of: access.member_of,
        manages: access.manages,
        holdings: access.holdings,
        suspended_by_staff: row.suspended_by_staff,
        owners: [Owner::Account(id)],
    }))
}

/// The same, and nobody else changes the account until this transaction is over: of two acts at once
/// the second one sees what the first has done.
///
/// # Errors
/// See [`Error`].
pub async fn locked(tx: &mut Tx, id: AccountId, now: Timestamp) -> Result<Option<PersonRecord>> {
    // On SQLite there is one writer.
    if tx.engine() == Engine::Postgres {
        sql("select id from accounts where id = $1 for no key update")
            .bind(id)
            .optional::<(i64,)>(tx)
            .await?;
    }
    person(tx, id, now).await
}

/// A role that somebody holds, held or will not hold much longer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Held {
    pub id: AssignmentId,
    pub holding: Holding,
    pub since: Timestamp,
    pub ends: Option<Timestamp>,
}

/// Every role that was given to somebody and not taken back, the first one first; those that have
/// ended are among them. The label that everybody has is not.
///
/// # Errors
/// See [`Error`].
pub async fn held(tx: &mut Tx, person: &PersonRecord) -> Result<Vec<Held>> {
    assignments(tx, person.id).await
}

/// Makes others who change who administers the platform, or a storefront, wait until this transaction is
/// over: of two who take each other's role at once, the second one sees that nobody would remain.
///
/// # Errors
/// See [`Error`].
pub async fn lock_administrators(tx: &mut Tx) -> Result<()> {
    if tx.engine() == Engine::Postgres {
        let mut lock = sql("select a.id from accounts a
             where a.id in (
                select x.account_id from assignments x
                where (x.anchor = 'platform' and x.role in (");
        lock.push_list(administrators())
            .push(")) or x.role = ")
            .push_arg(Role::ConfiguratorAdministrator.key())
            .push(") order by a.id for no key update");
        lock.all::<(i64,)>(tx).await?;
    }
    // On SQLite there is one writer.
    Ok(())
}

/// The roles, without an end, of active accounts. Whose company or supplier is out of use is kept out,
/// and whom a custom role refuses something is no administrator in full: neither is counted.
const IN_FULL: &str = "from assignments x
     join accounts a on a.id = x.account_id
     left join companies c on c.id = a.company_id
     left join suppliers u on u.id = a.supplier_id
     left join assignment_storefronts w on w.assignment_id = x.id
     where a.state = 'active' and coalesce(c.active, true) and coalesce(u.active, true)
        and not exists (
            select 1 from assignments y
            join custom_roles r on r.id = y.custom_role_id
            where y.account_id = a.id and r.denies <> '{}')
        and x.ends_at is null";

/// … apart from this account's, or from this one.
fn apart(statement: &mut Sql, except: Option<AccountId>, but: Option<AssignmentId>) {
    statement
        .push(" and a.id <> ")
        .push_arg(except.unwrap_or(AccountId(0)))
        .push(" and x.id <> ")
        .push_arg(but.unwrap_or(AssignmentId(0)));
}

/// How many active platform administrators there are without an end, apart from this account, or
/// from this one assignment.
///
/// # Errors
/// See [`Error`].
pub async fn other_administrators(
    tx: &mut Tx,
    except: Option<AccountId>,
    but: Option<AssignmentId>,
) -> Result<i64> {
    let mut count = sql(format!("select cast(count(*) as bigint) {IN_FULL}"));
    apart(&mut count, except, but);
    count
        .push(" and x.anchor = 'platform' and x.role in (")
        .push_list(administrators())
        .push(")");
    count.int(tx).await
}

/// At how many storefronts there is an Administrator of pack `configurator`, who counts as above, apart
/// from this account, or from this one assignment. Where somebody is named, only storefronts at which
/// others than them hold a role of the pack.
///
/// # Errors
/// See [`Error`].
pub async fn administered_storefronts(
    tx: &mut Tx,
    except: Option<AccountId>,
    but: Option<AssignmentId>,
    others_than: Option<AccountId>,
) -> Result<i64> {
    let mut count = sql(format!(
        "select cast(count(*) as bigint)
         from storefronts s
         where exists (select 1 {IN_FULL} and (x.anchor = 'platform' or w.storefront_id = s.id)"
    ));
    apart(&mut count, except, but);
    count
        .push(" and x.role = ")
        .push_arg(Role::ConfiguratorAdministrator.key())
        .push(")");
    if let Some(one) = others_than {
        let of_the_pack = Role::ALL
            .iter()
            .filter(|role| role.pack() == Pack::Configurator)
            .map(|role| role.key());
        count
            .push(
                " and exists (
                    select 1 from assignments z
                    join accounts b on b.id = z.account_id
                    left join assignment_storefronts v on v.assignment_id = z.id
                    where b.state <> 'deleted' and coalesce(v.storefront_id, z.storefront_id) = s.id
                        and b.id <> ",
            )
            .push_arg(one)
            .push(" and z.role in (")
            .push_list(of_the_pack)
            .push("))");
    }
    count.int(tx).await
}

/// Whether anybody administers the platform, or once did and was not deleted: an installation that was
/// begun is not begun again.
///
/// # Errors
/// See [`Error`].
pub async fn is_administered(tx: &mut Tx) -> Result<bool> {
    let mut count = sql("select cast(count(*) as bigint)
         from assignments x
         join accounts a on a.id = x.account_id
         where a.state <> 'deleted' and x.anchor = 'platform' and x.role in (");
    count.push_list(administrators()).push(")");
    Ok(count.int(tx).await? > 0)
}

/// Who administers the platform, by name.
///
/// # Errors
/// See [`Error`].
pub async fn platform_administrators(
    tx: &mut Tx,
    _may: &Permit<system_settings::Edit>,
) -> Result<Vec<(AccountId, String)>> {
    let mut statement = sql("select distinct a.id, a.name
         from assignments x
         join accounts a on a.id = x.account_id
         where a.state <> 'deleted' and x.anchor = 'platform' and x.role in (");
    statement
        .push_list(administrators())
        .push(") order by a.name, a.id");
    named(tx, statement).await
}

fn administrators() -> impl Iterator<Item = &'static str> {
    Role::ALL
        .iter()
        .filter(|role| role.is_platform_administrator())
        .map(|role| role.key())
}

pub(super) fn state(key: &str) -> Result<AccountState> {
    AccountState::from_key(key).ok_or_else(|| Error::unreadable("accounts.state", key))
}

/// Where a person stands, for a `where`; the same as [`PersonRecord::object`]. The table is `a`.
pub(crate) struct People;

impl Place for People {
    const STOREFRONT: &'static str = HOME;

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
