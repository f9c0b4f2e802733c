//! Where somebody may have an order delivered to.

use crate::{
    Error, Result, Tx,
    addresses::{Address, AddressRecord, Row, SELECT, living, read},
    reach,
    sql::sql,
};
use access::{Permit, permission::address_personal, rules::cart::Deliverable};
use domain::{
    AccountId, AddressId, StorefrontId,
    cart::{AddressChoice, Delivery},
};

/// One address of a storefront, as `access::rules::cart::deliver_to` asks for it.
///
/// # Errors
/// See [`Error`].
pub async fn address(
    tx: &mut Tx,
    storefront: StorefrontId,
    id: AddressId,
) -> Result<Option<AddressRecord>> {
    let mut statement = sql(SELECT);
    living(&mut statement);
    statement
        .push(" and d.id = ")
        .push_arg(id)
        .push(" and d.storefront_id = ")
        .push_arg(storefront);
    Ok(read(tx, statement).await?.pop())
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
    living(&mut statement);
    statement
        .push(" and d.storefront_id = ")
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
