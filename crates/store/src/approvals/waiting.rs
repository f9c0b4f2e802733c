//! What waits for somebody: the orders that they see and may decide on. The two proofs together are
//! what [`decide`](access::rules::approvals::decide) asks of one order.

use crate::{
    Error, Result, Sql, Tx,
    orders::arms::{Orders, arms, union},
    reach,
    sql::sql,
};
use access::{
    Visible,
    permission::{approval, order},
};
use domain::{
    Money, OrderId, OrderNumber, Timestamp,
    codes::{Codes, CostCentre},
    money::Currency,
    orders::{COUNTED, OrderState},
};

/// An order that waits.
#[derive(Clone, Debug)]
pub struct WaitingRow {
    pub id: OrderId,
    pub number: OrderNumber,
    pub version: i64,
    pub since: Timestamp,
    pub who: String,
    pub ordered_for: Option<String>,
    pub company: Option<String>,
    pub department: Option<String>,
    pub codes: Codes,
    pub total: Money,
}

/// What waits, the longest first, at most `most`.
///
/// # Errors
/// See [`Error`].
pub async fn waiting(
    tx: &mut Tx,
    seen: &Visible<'_, order::View>,
    decidable: &Visible<'_, approval::Decide>,
    most: u32,
) -> Result<Vec<WaitingRow>> {
    #[derive(sqlx_macros::FromRow)]
    struct Row {
        id: i64,
        number: i64,
        version: i64,
        since: i64,
        who: String,
        ordered_for: Option<String>,
        company: Option<String>,
        department: Option<String>,
        purchase_order: String,
        cost_centre: String,
        cost_centre_name: String,
        total: i64,
        currency: String,
    }
    let start = "
        select o.id, o.number, o.version,
            coalesce((
                select max(a.requested_at) from approvals a where a.order_id = o.id and a.state = 'pending'
            ), o.placed_at) as since,
            o.contact_name as who, b.name as ordered_for, c.name as company, d.name as department, o.purchase_order,
            o.cost_centre, o.cost_centre_name, o.total, o.currency
        from (select * from (";
    let Some(mut text) = ids(start, seen, decidable, most.into()) else {
        return Ok(Vec::new());
    };
    text.push(&format!(
        ") as arms order by placed_at, id limit {most}) as page
        cross join orders o
        left join companies c on c.id = o.company_id
        left join departments d on d.id = o.department_id
        left join accounts b on b.id = o.beneficiary_id and b.id <> coalesce(o.account_id, 0)
        where o.id = page.id
        order by page.placed_at, page.id"
    ));
    text.all::<Row>(tx)
        .await?
        .into_iter()
        .map(|row| {
            let currency = Currency::from_code(&row.currency)
                .ok_or_else(|| Error::unreadable("orders.currency", row.currency))?;
            Ok(WaitingRow {
                id: OrderId(row.id),
                number: OrderNumber(row.number),
                version: row.version,
                since: Timestamp(row.since),
                who: row.who,
                ordered_for: row.ordered_for,
                company: row.company,
                department: row.department,
                codes: Codes {
                    cost_centre: CostCentre::kept(row.cost_centre, row.cost_centre_name),
                    purchase_order: row.purchase_order,
                },
                total: Money::new(row.total, currency),
            })
        })
        .collect()
}

/// How many wait, up to [`COUNTED`].
///
/// # Errors
/// See [`Error`].
pub async fn count(
    tx: &mut Tx,
    seen: &Visible<'_, order::View>,
    decidable: &Visible<'_, approval::Decide>,
) -> Result<i64> {
    let start = "select cast(count(*) as bigint) from (";
    let Some(mut text) = ids(start, seen, decidable, COUNTED) else {
        return Ok(0);
    };
    text.push(") as waiting");
    text.int(tx).await
}

/// Writes the ids of what waits, after the start of a statement; nothing where nothing can. The
/// rights to decide lead, as the narrower ones; the rights to see are asked beside.
fn ids(
    start: &'static str,
    seen: &Visible<'_, order::View>,
    decidable: &Visible<'_, approval::Decide>,
    most: i64,
) -> Option<Sql> {
    let mut text = sql(start);
    let arms = arms(decidable);
    for (at, arm) in arms.iter().enumerate() {
        if at > 0 {
            text.push(union(&arms));
        }
        let (placed, id) = arm.newest();
        text.push("select * from (select o.id as id, o.placed_at as placed_at");
        arm.from(&mut text, decidable);
        text.push(" and o.state = ")
            .push_arg(OrderState::AwaitingApproval.key())
            .push(" and ");
        reach::filter(&mut text, &Orders, seen);
        text.push(&format!(" order by {placed}, {id} limit {most}) as arm"));
    }
    (!arms.is_empty()).then_some(text)
}
