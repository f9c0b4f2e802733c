//! Placing an order: what is written down at once, in one transaction, when somebody agrees to buy.
//!
//! What is offered on the way there, the [`people`](self::people()) to order for and the [`addresses`] to
//! deliver to, is read here too, since no other area reads them by these permissions.

mod addresses;
mod approval;
mod content;
mod people;
mod recent;
mod search;

pub use addresses::{address, addresses, keep};
pub use approval::{Whose, designated, request, self_approved};
pub use content::{NewContent, content, edit};
pub(crate) use people::{Person, choices, people_of};
pub use people::{PersonRecord, people, person};
pub use recent::recent;
pub use search::index;

use crate::{Error, Result, Tx, cart::chosen, sql::sql};
use access::{Permit, Who, permission::order};
use domain::{
    AccountId, ArtworkId, CompanyId, Currency, DepartmentId, JobId, Money, OrderId, OrderNumber,
    ProductId, Timestamp, VisitorId,
    cart::{Delivery, Placed},
    catalogue::Chosen,
    codes::{Codes, CostCentre},
    orders::OrderState,
    production::JobState,
};

/// An order to be written down.
#[derive(Clone, Debug)]
pub struct NewOrder<'a> {
    pub company: Option<CompanyId>,
    pub department: Option<DepartmentId>,
    pub beneficiary: Option<AccountId>,
    pub contact_name: &'a str,
    pub contact_email: &'a str,
    pub state: OrderState,
    pub total: Money,
    pub codes: &'a Codes,
    pub delivery: &'a Delivery,
    /// The key of the form.
    pub once: &'a str,
    pub from: Option<OrderId>,
    pub now: Timestamp,
}

/// What became of writing an order down.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Written {
    New(OrderId),
    /// The number is taken: numbers are random.
    NumberTaken,
    /// A form with this key was there before.
    Again,
}

/// Writes an order down under a number. Of two forms with the same key the second writes nothing.
///
/// # Errors
/// See [`Error`].
pub async fn insert(
    tx: &mut Tx,
    permit: &Permit<order::Place>,
    number: OrderNumber,
    new: &NewOrder<'_>,
) -> Result<Written> {
    let (account, visitor) = owner(permit);
    let centre = new.codes.cost_centre.as_ref();
    let delivery = serde_json::to_string(new.delivery)
        .map_err(|error| Error::unreadable("orders.delivery", error.to_string()))?;
    // Nothing is raised for a conflict, since on PostgreSQL that would end the whole transaction.
    let id: Option<(i64,)> = sql(
        "insert into orders (number, storefront_id, company_id, department_id, account_id, visitor_id, beneficiary_id,
            contact_name, contact_email, state, total, currency, purchase_order, delivery, search, once, from_order_id,
            placed_at, updated_at, cost_centre, cost_centre_name)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $18, $19, $20)
         on conflict do nothing
         returning id",
    )
    .bind(number)
    .bind(permit.storefront())
    .bind(new.company)
    .bind(new.department)
    .bind(account)
    .bind(visitor)
    .bind(new.beneficiary)
    .bind(new.contact_name)
    .bind(new.contact_email)
    .bind(new.state.key())
    .bind(new.total.minor)
    .bind(new.total.currency.code())
    .bind(&new.codes.purchase_order)
    .bind(delivery)
    // Written once its jobs are there: see [`index`].
    .bind("")
    .bind(new.once)
    .bind(new.from)
    .bind(new.now)
    .bind(centre.map_or("", |centre| &*centre.code))
    .bind(centre.map_or("", |centre| &*centre.name))
    .optional(tx)
    .await?;
    Ok(match id {
        Some((id,)) => Written::New(OrderId(id)),
        None if before(tx, permit, new.once).await?.is_some() => Written::Again,
        None => Written::NumberTaken,
    })
}

/// A form with this key was there before.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Before {
    /// It was the actor's own, and this came of it.
    Mine(OrderNumber),
    /// It was somebody else's, who must not be told of it.
    Anothers,
}

/// What a form with this key has led to.
///
/// # Errors
/// See [`Error`].
pub async fn before(
    tx: &mut Tx,
    permit: &Permit<order::Place>,
    once: &str,
) -> Result<Option<Before>> {
    let (account, visitor) = owner(permit);
    let found: Option<(i64, Option<i64>, Option<i64>)> = sql(
        "select number, account_id, visitor_id from orders where storefront_id = $1 and once = $2",
    )
    .bind(permit.storefront())
    .bind(once)
    .optional(tx)
    .await?;
    Ok(found.map(|(number, by_account, by_visitor)| {
        if by_account.map(AccountId) == account && by_visitor.map(VisitorId) == visitor {
            Before::Mine(OrderNumber(number))
        } else {
            Before::Anothers
        }
    }))
}

/// A job of it.
#[derive(Clone, Debug)]
pub struct NewJob<'a> {
    pub position: u32,
    pub product: ProductId,
    pub product_name: &'a str,
    pub quantity: u32,
    pub chosen: &'a [Chosen],
    pub price: Money,
    pub reference: &'a str,
    pub state: JobState,
    pub due_at: Timestamp,
    pub artwork: Option<ArtworkId>,
    /// The job it repeats.
    pub from: Option<JobId>,
}

/// Writes a job of an order down, with its first artwork.
///
/// # Errors
/// See [`Error`].
pub async fn insert_job(
    tx: &mut Tx,
    permit: &Permit<order::Place>,
    order: OrderId,
    new: &NewJob<'_>,
    now: Timestamp,
) -> Result<JobId> {
    let chosen = serde_json::to_string(new.chosen)
        .map_err(|error| Error::unreadable("jobs.chosen", error.to_string()))?;
    let id = sql(
        "insert into jobs (order_id, storefront_id, position, product_id, product_name, quantity, chosen, price,
            reference, state, due_at, artwork_id, from_job_id)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)
         returning id",
    )
    .bind(order)
    .bind(permit.storefront())
    .bind(new.position)
    .bind(new.product)
    .bind(new.product_name)
    .bind(new.quantity)
    .bind(chosen)
    .bind(new.price.minor)
    .bind(new.reference)
    .bind(new.state.key())
    .bind(new.due_at)
    .bind(new.artwork)
    .bind(new.from)
    .int(tx)
    .await?;
    if let Some(artwork) = new.artwork {
        sql("insert into job_artwork (job_id, version, artwork_id, account_id, created_at) values ($1, 1, $2, $3, $4)")
            .bind(id)
            .bind(artwork)
            .bind(permit.account())
            .bind(now)
            .run(tx)
            .await?;
    }
    Ok(JobId(id))
}

/// An order that the actor has placed, told to who has no order list: the browser that placed it.
///
/// # Errors
/// See [`Error`].
pub async fn placed(
    tx: &mut Tx,
    permit: &Permit<order::Place>,
    number: OrderNumber,
) -> Result<Option<Placed>> {
    let (account, visitor) = owner(permit);
    let found: Option<(i64, String, i64, String, String)> =
        sql("select id, contact_email, total, currency, delivery
         from orders
         where number = $1 and storefront_id = $2 and (account_id = $3 or visitor_id = $4)")
        .bind(number)
        .bind(permit.storefront())
        .bind(account)
        .bind(visitor)
        .optional(tx)
        .await?;
    let Some((id, email, total, currency, delivery)) = found else {
        return Ok(None);
    };
    let jobs: Vec<(i64, String)> =
        sql("select quantity, product_name from jobs where order_id = $1 order by position")
            .bind(id)
            .all(tx)
            .await?;
    let currency = Currency::from_code(&currency)
        .ok_or_else(|| Error::unreadable("orders.currency", currency))?;
    Ok(Some(Placed {
        number,
        email,
        total: Money::new(total, currency),
        delivery: delivery_of(&delivery)?,
        jobs: jobs
            .into_iter()
            .map(|(quantity, name)| (u32::try_from(quantity).unwrap_or_default(), name))
            .collect(),
    }))
}

/// What a placed order was made of, for ordering it again. Called with an order that the rule for it
/// has let through.
#[derive(Clone, Debug)]
pub struct Repeatable {
    pub delivery: Delivery,
    pub codes: Codes,
    pub jobs: Vec<RepeatableJob>,
}

#[derive(Clone, Debug)]
pub struct RepeatableJob {
    pub id: JobId,
    pub product: ProductId,
    pub product_name: String,
    pub quantity: u32,
    pub chosen: Vec<Chosen>,
    pub price: i64,
    pub reference: String,
    pub artwork: Option<ArtworkId>,
}

/// Reads what can be ordered again.
///
/// # Errors
/// See [`Error`].
pub async fn repeatable(
    tx: &mut Tx,
    permit: &Permit<order::Reorder>,
    order: OrderId,
) -> Result<Repeatable> {
    let (delivery, purchase_order, code, name): (String, String, String, String) = sql(
        "select delivery, purchase_order, cost_centre, cost_centre_name
         from orders
         where id = $1 and storefront_id = $2",
    )
    .bind(order)
    .bind(permit.storefront())
    .one(tx)
    .await?;
    let rows: Vec<JobRow> = sql(
        "select id, product_id, product_name, quantity, chosen, price, reference, artwork_id
         from jobs
         where order_id = $1
         order by position",
    )
    .bind(order)
    .all(tx)
    .await?;
    let jobs = rows
        .into_iter()
        .map(|row| {
            Ok(RepeatableJob {
                id: JobId(row.id),
                product: ProductId(row.product_id),
                quantity: u32::try_from(row.quantity).unwrap_or_default(),
                chosen: chosen("jobs.chosen", &row.chosen)?,
                price: row.price,
                reference: row.reference,
                artwork: row.artwork_id.map(ArtworkId),
                product_name: row.product_name,
            })
        })
        .collect::<Result<_>>()?;
    Ok(Repeatable {
        delivery: delivery_of(&delivery)?,
        codes: Codes {
            cost_centre: CostCentre::kept(code, name),
            purchase_order,
        },
        jobs,
    })
}

#[derive(sqlx_macros::FromRow)]
struct JobRow {
    id: i64,
    product_id: i64,
    product_name: String,
    quantity: i64,
    chosen: String,
    price: i64,
    reference: String,
    artwork_id: Option<i64>,
}

fn delivery_of(json: &str) -> Result<Delivery> {
    serde_json::from_str(json).map_err(|_| Error::unreadable("orders.delivery", json))
}

/// Whose the order is.
const fn owner(permit: &Permit<order::Place>) -> (Option<AccountId>, Option<VisitorId>) {
    match permit.by() {
        Who::Account(id) => (Some(id), None),
        Who::Visitor(id) => (None, Some(id)),
        Who::Link(_) | Who::System => (None, None),
    }
}
