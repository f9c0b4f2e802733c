//! What somebody ordered last.

use crate::{Error, Result, Tx, sql::sql};
use access::{Permit, permission::order};
use domain::{Currency, JobId, Money, OrderNumber, Timestamp, cart::Recent, orders::OrderState};

/// How many are shown on top of the shelf.
const MOST: u32 = 4;

#[derive(sqlx_macros::FromRow)]
struct Row {
    number: i64,
    placed_at: i64,
    total: i64,
    currency: String,
    jobs: i64,
    job: i64,
    product_name: String,
    width: Option<i64>,
    height: Option<i64>,
}

/// The actor's own last orders, the newest first, without those that came to nothing. One who has no
/// account has no order list either.
///
/// # Errors
/// See [`Error`].
pub async fn recent(tx: &mut Tx, permit: &Permit<order::Place>) -> Result<Vec<Recent>> {
    let Some(account) = permit.account() else {
        return Ok(Vec::new());
    };
    let rows: Vec<Row> = sql("select o.number, o.placed_at, o.total, o.currency,
            (select cast(count(*) as bigint) from jobs c where c.order_id = o.id) as jobs,
            j.id as job, j.product_name, a.thumbnail_width as width, a.thumbnail_height as height
         from orders o
         join jobs j on j.order_id = o.id and j.position = 1
         left join artwork a on a.id = j.artwork_id
         where o.storefront_id = $1 and o.account_id = $2 and o.state not in ($3, $4)
         order by o.placed_at desc, o.id desc
         limit $5")
    .bind(permit.storefront())
    .bind(account)
    .bind(OrderState::Cancelled.key())
    .bind(OrderState::Rejected.key())
    .bind(MOST)
    .all(tx)
    .await?;
    rows.into_iter()
        .map(|row| {
            let currency = Currency::from_code(&row.currency)
                .ok_or_else(|| Error::unreadable("orders.currency", row.currency))?;
            let pixels = |count: i64| u32::try_from(count).unwrap_or_default();
            Ok(Recent {
                number: OrderNumber(row.number),
                placed_at: Timestamp(row.placed_at),
                product: row.product_name,
                jobs: pixels(row.jobs),
                total: Money::new(row.total, currency),
                thumbnail: row
                    .width
                    .zip(row.height)
                    .map(|(w, h)| (JobId(row.job), (pixels(w), pixels(h)))),
            })
        })
        .collect()
}
