//! The figures of the dashboard, over the orders that the reader's Order Manager lists.

use crate::{
    Result, Tx,
    orders::{self, Reached},
    sql::sql,
};
use access::{Visible, permission::order};
use domain::{
    Currency, Money, Timestamp,
    dashboard::{DAYS, Dashboard, Day},
};

/// What waits, what runs late, and the last days.
///
/// # Errors
/// See [`Error`](crate::Error).
pub async fn dashboard(
    tx: &mut Tx,
    seen: &Visible<'_, order::View>,
    listed: &Visible<'_, order::Overview>,
    currency: Currency,
    now: Timestamp,
) -> Result<Dashboard> {
    let reached = Reached::new(seen, listed);
    Ok(Dashboard {
        folders: orders::folders(tx, seen, listed).await?,
        late: late(tx, &reached, now).await?,
        days: days(tx, &reached, currency, now).await?,
    })
}

async fn late(tx: &mut Tx, reached: &Reached<'_, order::Overview>, now: Timestamp) -> Result<i64> {
    let mut count = sql("
        select count(distinct o.id)
        from jobs j
        join orders o on o.id = j.order_id
        where j.due_at < $1
            and j.state in ('ready', 'blocked', 'in-production', 'with-supplier', 'produced')
            and ")
    .bind(now);
    reached.filter(&mut count);
    count.int(tx).await
}

async fn days(
    tx: &mut Tx,
    reached: &Reached<'_, order::Overview>,
    currency: Currency,
    now: Timestamp,
) -> Result<Vec<Day>> {
    let today = now.0.div_euclid(Timestamp::DAY);
    let first = today - DAYS + 1;
    // The day stands in the text: of an argument PostgreSQL would not know that few orders are later.
    let mut figures = sql(format!(
        "select o.placed_at / 86400000 as day, count(*) as orders, cast(sum(o.total) as bigint) as total
        from orders o
        where o.placed_at >= {}
            and o.currency = $1
            and o.state not in ('rejected', 'cancelled')
            and ",
        first * Timestamp::DAY
    ))
    .bind(currency.code());
    reached.filter(&mut figures);
    figures.push(" group by o.placed_at / 86400000");
    let rows: Vec<(i64, i64, i64)> = figures.all(tx).await?;
    Ok((first..=today)
        .map(|day| {
            let (orders, total) = rows
                .iter()
                .find(|row| row.0 == day)
                .map_or((0, 0), |(_, orders, total)| (*orders, *total));
            Day {
                starts: Timestamp(day * Timestamp::DAY),
                orders,
                total: Money::new(total, currency),
            }
        })
        .collect())
}
