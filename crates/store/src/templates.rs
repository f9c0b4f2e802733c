//! The data of people that fills in what is printed.

use crate::{
    Error, Result, Sql, Tx,
    placing::{self, Person, PersonRecord},
    reach::{self, Place},
    sql::sql,
};
use access::{
    Visible,
    permission::template,
    rules::templates::{DataFacts, reaches_in_no_department},
};
use domain::{
    AccountId, CompanyId, DepartmentId, StorefrontId, accounts::AccountState, cart::PersonChoice,
    catalogue::PersonData,
};

/// Somebody's data, and what the rule asks about them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DataRecord {
    pub person: PersonRecord,
    pub state: AccountState,
    pub data: PersonData,
}

impl DataRecord {
    #[must_use]
    pub fn facts(&self) -> DataFacts<'_> {
        DataFacts {
            object: self.person.object(),
            state: self.state,
        }
    }
}

/// Somebody's data, unless they are deleted.
///
/// # Errors
/// See [`Error`].
pub async fn data(tx: &mut Tx, id: AccountId) -> Result<Option<DataRecord>> {
    let Some(person) = placing::person(tx, id).await? else {
        return Ok(None);
    };
    let (state, phone, department): (String, String, Option<String>) =
        sql("select a.state, a.phone,
            (select min(d.name)
             from department_members m
             join departments d on d.id = m.department_id
             where m.account_id = a.id) as department
         from accounts a
         where a.id = $1")
        .bind(id)
        .one(tx)
        .await?;
    let state =
        AccountState::from_key(&state).ok_or_else(|| Error::unreadable("accounts.state", state))?;
    let data = PersonData {
        name: person.name.clone(),
        email: person.email.clone().unwrap_or_default(),
        phone,
        department: department.unwrap_or_default(),
        company: person.company_name.clone().unwrap_or_default(),
    };
    Ok(Some(DataRecord {
        person,
        state,
        data,
    }))
}

/// Whether who is in no department fills in everybody's data of their company at a storefront.
///
/// # Errors
/// See [`Error`].
pub async fn without_department(tx: &mut Tx, storefront: StorefrontId) -> Result<bool> {
    let (switched_on,): (bool,) =
        sql("select data_without_department from storefronts where id = $1")
            .bind(storefront)
            .one(tx)
            .await?;
    Ok(switched_on)
}

/// The people of a storefront whose data may be filled in, by name; the same as
/// `access::rules::templates::load`, over rows.
///
/// # Errors
/// See [`Error`].
pub async fn people(
    tx: &mut Tx,
    visible: &Visible<'_, template::LoadUserData>,
    storefront: StorefrontId,
) -> Result<Vec<PersonChoice>> {
    let mut statement = placing::people_of(storefront);
    statement
        .push(" and a.state <> ")
        .push_arg(AccountState::Suspended.key())
        .push(" and (");
    reach::filter(&mut statement, &Person, visible);
    if let Some(me) = visible.access().account() {
        statement.push(" or a.id = ").push_arg(me);
    }
    statement.push(
        " or (not exists (select 1 from department_members m where m.account_id = a.id) and (false",
    );
    for term in visible
        .terms()
        .iter()
        .filter(|one| reaches_in_no_department(one))
    {
        statement.push(" or (");
        reach::term(&mut statement, &InNoDepartment, term);
        statement.push(")");
    }
    statement.push(")))");
    reach::except(&mut statement, &Person, visible);
    placing::choices(tx, statement).await
}

/// Where somebody in no department stands for who manages some: in each of them.
struct InNoDepartment;

impl Place for InNoDepartment {
    const STOREFRONT: &'static str = Person::STOREFRONT;

    fn company(&self, sql: &mut Sql, company: CompanyId) {
        Person.company(sql, company);
    }

    fn departments(&self, sql: &mut Sql, _: &[DepartmentId]) {
        sql.push("true");
    }
}
