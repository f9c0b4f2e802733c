//! What the page of one order shows, before it is cut to an audience. Everything here takes the
//! proof that the order can be seen.

use super::OrderRecord;
use crate::{Error, Result, Tx, artwork::media, sql::sql};
use access::{Permit, permission::order};
use domain::{
    AccountId, JobId, SupplierId, Timestamp,
    artwork::Media,
    cart::Delivery,
    catalogue::Chosen,
    codes::{Codes, CostCentre},
    orders::Event,
    production::JobState,
};
use serde::de::DeserializeOwned;

/// The names and texts of an order.
#[derive(Clone, Debug)]
pub struct Details {
    pub storefront: String,
    pub company: Option<String>,
    pub department: Option<String>,
    pub ordered_for: Option<String>,
    pub codes: Codes,
    pub delivery: Delivery,
}

/// # Errors
/// See [`Error`].
pub async fn details(tx: &mut Tx, _: &Permit<order::View>, order: &OrderRecord) -> Result<Details> {
    #[derive(sqlx_macros::FromRow)]
    struct Row {
        storefront: String,
        company: Option<String>,
        department: Option<String>,
        ordered_for: Option<String>,
        purchase_order: String,
        cost_centre: String,
        cost_centre_name: String,
        delivery: String,
    }
    let row: Row = sql("
        select s.name as storefront, c.name as company, d.name as department, b.name as ordered_for,
            o.purchase_order, o.cost_centre, o.cost_centre_name, o.delivery
        from orders o
        join storefronts s on s.id = o.storefront_id
        left join companies c on c.id = o.company_id
        left join departments d on d.id = o.department_id
        left join accounts b on b.id = o.beneficiary_id and b.id <> coalesce(o.account_id, 0)
        where o.id = $1")
    .bind(order.id)
    .one(tx)
    .await?;
    Ok(Details {
        storefront: row.storefront,
        company: row.company,
        department: row.department,
        ordered_for: row.ordered_for,
        codes: Codes {
            cost_centre: CostCentre::kept(row.cost_centre, row.cost_centre_name),
            purchase_order: row.purchase_order,
        },
        delivery: json("orders.delivery", &row.delivery)?,
    })
}

/// A job of the order.
#[derive(Clone, Debug)]
pub struct JobRow {
    pub id: JobId,
    pub position: u32,
    pub product: String,
    pub quantity: u32,
    pub chosen: Vec<Chosen>,
    pub price: i64,
    pub reference: String,
    pub state: JobState,
    pub due_at: Timestamp,
    pub supplier: Option<(SupplierId, String)>,
    pub awarded_at: Option<Timestamp>,
    pub block_reason: String,
    pub operator_notes: String,
    pub artwork: Option<ArtworkRow>,
}

#[derive(Clone, Debug)]
pub struct ArtworkRow {
    pub media: Media,
    pub file_name: String,
    pub version: i64,
    pub pages: u32,
    pub thumbnail: (u32, u32),
}

/// All jobs of the order, in its order.
///
/// # Errors
/// See [`Error`].
pub async fn jobs(
    tx: &mut Tx,
    _: &Permit<order::View>,
    order: &OrderRecord,
) -> Result<Vec<JobRow>> {
    #[derive(sqlx_macros::FromRow)]
    struct Row {
        id: i64,
        position: i64,
        product_name: String,
        quantity: i64,
        chosen: String,
        price: i64,
        reference: String,
        state: String,
        due_at: i64,
        supplier_id: Option<i64>,
        supplier: Option<String>,
        awarded_at: Option<i64>,
        block_reason: String,
        operator_notes: Option<String>,
        artwork_version: i64,
        media: Option<String>,
        file_name: Option<String>,
        pages: Option<i64>,
        thumbnail_width: Option<i64>,
        thumbnail_height: Option<i64>,
    }
    let rows: Vec<Row> = sql("
        select j.id, j.position, j.product_name, j.quantity, j.chosen, j.price, j.reference, j.state, j.due_at,
            j.supplier_id, s.name as supplier, j.awarded_at, j.block_reason, p.operator_notes, j.artwork_version,
            a.media, a.file_name, a.pages, a.thumbnail_width, a.thumbnail_height
        from jobs j
        left join suppliers s on s.id = j.supplier_id
        left join products p on p.id = j.product_id
        left join artwork a on a.id = j.artwork_id
        where j.order_id = $1
        order by j.position, j.id")
    .bind(order.id)
    .all(tx)
    .await?;
    rows.into_iter()
        .map(|row| {
            let artwork = match (row.file_name, row.media) {
                (Some(file_name), Some(kind)) => Some(ArtworkRow {
                    media: media(&kind)?,
                    file_name,
                    version: row.artwork_version,
                    pages: small(row.pages.unwrap_or_default()),
                    thumbnail: (
                        small(row.thumbnail_width.unwrap_or_default()),
                        small(row.thumbnail_height.unwrap_or_default()),
                    ),
                }),
                _ => None,
            };
            Ok(JobRow {
                id: JobId(row.id),
                position: small(row.position),
                product: row.product_name,
                quantity: small(row.quantity),
                chosen: json("jobs.chosen", &row.chosen)?,
                price: row.price,
                reference: row.reference,
                state: job_state(row.state)?,
                due_at: Timestamp(row.due_at),
                supplier: row.supplier_id.map(SupplierId).zip(row.supplier),
                awarded_at: row.awarded_at.map(Timestamp),
                block_reason: row.block_reason,
                operator_notes: row.operator_notes.unwrap_or_default(),
                artwork,
            })
        })
        .collect()
}

/// An entry of the timeline.
#[derive(Clone, Debug)]
pub struct EventRow {
    pub at: Timestamp,
    pub job: Option<JobId>,
    pub by: String,
    /// The administrator who was logged in as them.
    pub acting: Option<String>,
    pub event: Event,
}

/// What happened to the order, the latest first.
///
/// # Errors
/// See [`Error`].
pub async fn timeline(
    tx: &mut Tx,
    _: &Permit<order::View>,
    order: &OrderRecord,
) -> Result<Vec<EventRow>> {
    let rows: Vec<(i64, Option<i64>, String, Option<String>, String)> = sql("
        select at, job_id, by_name, acting_name, detail
        from order_events
        where order_id = $1
        order by at desc, id desc")
    .bind(order.id)
    .all(tx)
    .await?;
    rows.into_iter()
        .map(|(at, job, by, acting, detail)| {
            let event = json("order_events.detail", &detail)?;
            Ok(EventRow {
                at: Timestamp(at),
                job: job.map(JobId),
                by,
                acting,
                event,
            })
        })
        .collect()
}

/// A message about the order.
#[derive(Clone, Debug)]
pub struct MessageRow {
    pub at: Timestamp,
    pub account: Option<AccountId>,
    pub by: String,
    /// Who reads it besides staff: `customer`, `staff`, `supplier:3`.
    pub audience: String,
    pub body: String,
    /// The key of its form.
    pub once: Option<String>,
}

/// Everything that was written about the order, the oldest first.
///
/// # Errors
/// See [`Error`].
pub async fn messages(
    tx: &mut Tx,
    _: &Permit<order::View>,
    order: &OrderRecord,
) -> Result<Vec<MessageRow>> {
    #[derive(sqlx_macros::FromRow)]
    struct Row {
        at: i64,
        account_id: Option<i64>,
        by_name: String,
        audience: String,
        body: String,
        once: Option<String>,
    }
    let rows: Vec<Row> = sql("
        select at, account_id, by_name, audience, body, once
        from messages
        where order_id = $1
        order by at, id")
    .bind(order.id)
    .all(tx)
    .await?;
    let row = |row: Row| MessageRow {
        at: Timestamp(row.at),
        account: row.account_id.map(AccountId),
        by: row.by_name,
        audience: row.audience,
        body: row.body,
        once: row.once,
    };
    Ok(rows.into_iter().map(row).collect())
}

/// Writes a message down.
///
/// # Errors
/// See [`Error`].
pub async fn write(
    tx: &mut Tx,
    permit: &Permit<order::View>,
    order: &OrderRecord,
    message: &MessageRow,
) -> Result<()> {
    sql("
        insert into messages (order_id, at, account_id, by_name, audience, body, once)
        values ($1, $2, $3, $4, $5, $6, $7)")
    .bind(order.id)
    .bind(message.at)
    .bind(permit.account())
    .bind(&message.by)
    .bind(&message.audience)
    .bind(&message.body)
    .bind(message.once.as_deref())
    .run(tx)
    .await?;
    Ok(())
}

/// Where a supplier is written to; nothing where no address is known.
///
/// # Errors
/// See [`Error`].
pub async fn supplier_address(tx: &mut Tx, supplier: SupplierId) -> Result<Option<String>> {
    let row: Option<(Option<String>,)> =
        sql("select email from suppliers where id = $1 and active = true")
            .bind(supplier)
            .optional(tx)
            .await?;
    Ok(row.and_then(|(email,)| email))
}

pub(super) fn job_state(key: String) -> Result<JobState> {
    JobState::from_key(&key).ok_or_else(|| Error::unreadable("jobs.state", key))
}

/// A count or a size, which is never negative and never that large.
pub(super) fn small(value: i64) -> u32 {
    u32::try_from(value).unwrap_or_default()
}

fn json<T: DeserializeOwned>(column: &'static str, text: &str) -> Result<T> {
    serde_json::from_str(text).map_err(|_| Error::unreadable(column, text))
}
