//! Where somebody may have an order delivered to.

use super::people::{departments, these};
use crate::{
    Error, Result, Sql, Tx,
    reach::{self, Place},
    sql::sql,
};
use access::{
    Object, Owner, Permit, Scope,
    permission::address_personal,
    rules::cart::{AddressFacts, Deliverable},
};
use domain::{
    AccountId, AddressId, CompanyId, DepartmentId, StorefrontId,
    cart::{AddressChoice, Delivery},
};

/// An address as `access::rules::cart::deliver_to` asks for it, written out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AddressRecord {
    pub delivery: Delivery,
    storefront: StorefrontId,
    company: Option<CompanyId>,
    /// Nothing where it is for all of its company.
    departments: Option<Vec<DepartmentId>>,
    owner: Option<Owner>,
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
                ..Object::of_storefront(self.storefront)
            },
            personal: self.owner.is_some(),
        }
    }
}

const SELECT: &str = "
    select d.id, d.storefront_id, d.account_id, d.label, d.recipient, d.line1, d.line2, d.postcode, d.city, d.country,
        d.for_all_departments, d.company_id, p.company_id as person_company_id, p.name as person
    from addresses d
    left join accounts p on p.id = d.account_id";

#[derive(sqlx::FromRow)]
struct Row {
    id: i64,
    storefront_id: i64,
    account_id: Option<i64>,
    label: String,
    recipient: String,
    line1: String,
    line2: String,
    postcode: String,
    city: String,
    country: String,
    for_all_departments: bool,
    company_id: Option<i64>,
    person_company_id: Option<i64>,
    person: Option<String>,
}

impl Row {
    fn delivery(self) -> Delivery {
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

/// One address of a storefront.
///
/// # Errors
/// See [`Error`].
pub async fn address(
    tx: &mut Tx,
    storefront: StorefrontId,
    id: AddressId,
) -> Result<Option<AddressRecord>> {
    let mut statement = sql(SELECT);
    statement
        .push(" where d.id = ")
        .push_arg(id)
        .push(" and d.storefront_id = ")
        .push_arg(storefront);
    let Some(row) = statement.optional::<Row>(tx).await? else {
        return Ok(None);
    };
    let owner = row.account_id.map(AccountId);
    let departments = match owner {
        Some(owner) => Some(departments(tx, owner).await?),
        None if row.for_all_departments => None,
        None => {
            let rows: Vec<(i64,)> =
                sql("select department_id from address_departments where address_id = $1 order by department_id")
                    .bind(id)
                    .all(tx)
                    .await?;
            Some(rows.into_iter().map(|(id,)| DepartmentId(id)).collect())
        }
    };
    Ok(Some(AddressRecord {
        storefront: StorefrontId(row.storefront_id),
        company: (if owner.is_some() {
            row.person_company_id
        } else {
            row.company_id
        })
        .map(CompanyId),
        departments,
        owner: owner.map(Owner::Account),
        delivery: row.delivery(),
    }))
}

/// The most addresses that a page offers.
const MOST: u32 = 300;

/// The addresses to choose from: one's own first, then the company's, then those of others.
///
/// # Errors
/// See [`Error`].
pub async fn addresses(
    tx: &mut Tx,
    deliverable: &Deliverable<'_>,
    storefront: StorefrontId,
) -> Result<Vec<AddressChoice>> {
    let me = deliverable.select.access().account();
    let mut statement = sql(SELECT);
    statement
        .push(" where d.storefront_id = ")
        .push_arg(storefront)
        .push(" and (");
    reach::filter(&mut statement, &Address, &deliverable.select);
    if let Some(company) = &deliverable.company {
        statement.push(" or (d.account_id is null and (");
        reach::filter(&mut statement, &Address, company);
        statement.push("))");
    }
    statement.push(")");
    // What is refused is not reached by seeing it either.
    reach::except(&mut statement, &Address, &deliverable.select);
    statement
        .push(" order by case when d.account_id = ")
        .push_arg(me);
    statement
        .push(" then 0 when d.account_id is null then 1 else 2 end, d.label, d.id limit ")
        .push_arg(MOST);
    let rows: Vec<Row> = statement.all(tx).await?;
    Ok(rows
        .into_iter()
        .map(|row| {
            let own = me.is_some() && row.account_id.map(AccountId) == me;
            AddressChoice {
                id: AddressId(row.id),
                label: row.label.clone(),
                of: row.person.clone().filter(|_| !own),
                own,
                delivery: row.delivery(),
            }
        })
        .collect())
}

/// Keeps an address that was typed among the actor's own; one that is there already is not kept twice.
///
/// # Errors
/// See [`Error`].
pub async fn keep(
    tx: &mut Tx,
    permit: &Permit<address_personal::AddDelete>,
    new: &Delivery,
) -> Result<AddressId> {
    let account = permit
        .account()
        .ok_or_else(|| Error::unreadable("addresses.account_id", format!("{permit:?}")))?;
    let same: Option<(i64,)> = sql(
        "select id from addresses
         where storefront_id = $1 and account_id = $2 and recipient = $3 and line1 = $4 and line2 = $5
            and postcode = $6 and city = $7 and country = $8
         order by id
         limit 1",
    )
    .bind(permit.storefront())
    .bind(account)
    .bind(&new.recipient)
    .bind(&new.line1)
    .bind(&new.line2)
    .bind(&new.postcode)
    .bind(&new.city)
    .bind(&new.country)
    .optional(tx)
    .await?;
    if let Some((id,)) = same {
        return Ok(AddressId(id));
    }
    let id = sql(
        "insert into addresses (storefront_id, account_id, label, recipient, line1, line2, postcode, city, country)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9)
         returning id",
    )
    .bind(permit.storefront())
    .bind(account)
    .bind(format!("{}, {}", new.line1, new.city))
    .bind(&new.recipient)
    .bind(&new.line1)
    .bind(&new.line2)
    .bind(&new.postcode)
    .bind(&new.city)
    .bind(&new.country)
    .int(tx)
    .await?;
    Ok(AddressId(id))
}

/// Where an address stands; the same as [`AddressRecord::facts`]. A person's stands where the person
/// does, a company's in the departments that it is given to.
struct Address;

impl Place for Address {
    const STOREFRONT: &'static str = "d.storefront_id";

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
