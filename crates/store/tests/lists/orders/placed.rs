//! The orders of a random world: anybody's, anywhere, in any state, with their jobs.

use crate::worlds::{self, Ids, some};
use access::Assignee;
use domain::{OrderId, OrderNumber, orders::OrderState, production::JobState};
use proptest::prelude::*;
use store::{Tx, sql::sql};

#[derive(Clone, Debug)]
pub(super) struct Order {
    storefront: usize,
    company: Option<usize>,
    department: Option<usize>,
    account: Option<usize>,
    beneficiary: Option<usize>,
    /// One of two browsers, of which the first is the actor's.
    visitor: Option<i64>,
    pub(super) state: OrderState,
    pub(super) total: i64,
    pub(super) placed_at: i64,
    /// Approvers asked.
    asked: Vec<usize>,
    /// The supplier of each job, and where it stands.
    pub(super) jobs: Vec<(Option<usize>, JobState)>,
}

pub(super) fn orders() -> impl Strategy<Value = Order> {
    let place = (
        0_usize..2,
        prop::option::weighted(0.8, 0_usize..4),
        prop::option::weighted(0.7, 0_usize..4),
    );
    let people = (
        prop::option::weighted(0.8, 0_usize..3),
        prop::option::weighted(0.3, 0_usize..3),
        prop::option::weighted(0.2, 1_i64..3),
    );
    let state = prop_oneof![
        2 => Just(OrderState::AwaitingApproval),
        3 => prop::sample::select(&OrderState::ALL[..]),
    ];
    let job = (
        prop::option::weighted(0.6, 0_usize..2),
        prop::sample::select(&JobState::ALL[..]),
    );
    (
        place,
        people,
        state,
        0_i64..4,
        0_i64..4,
        some(3),
        prop::collection::vec(job, 1..3),
    )
        .prop_map(
            |(
                (storefront, company, department),
                (account, beneficiary, visitor),
                state,
                total,
                placed_at,
                asked,
                jobs,
            )| Order {
                storefront,
                company,
                department,
                account,
                beneficiary,
                visitor,
                state,
                total,
                placed_at,
                asked,
                jobs,
            },
        )
}

/// The orders, each with the id that it was given.
pub(super) async fn place_all<'a>(
    tx: &mut Tx,
    ids: &Ids,
    orders: &'a [Order],
) -> store::Result<Vec<(OrderId, &'a Order)>> {
    let products = worlds::products(tx, ids).await?;
    let mut placed = Vec::new();
    for (at, order) in orders.iter().enumerate() {
        let id = place(tx, ids, order, at).await?;
        placed.push((id, order));
        for account in &order.asked {
            store::orders::assign(tx, id, Assignee::Account(ids.accounts[*account])).await?;
        }
        for (position, (supplier, state)) in order.jobs.iter().enumerate() {
            let supplier = supplier.map(|at| ids.suppliers[at]);
            if let Some(supplier) = supplier {
                store::orders::assign(tx, id, Assignee::Supplier(supplier)).await?;
            }
            sql("insert into jobs (order_id, storefront_id, position, product_id, product_name, quantity, chosen, price,
                    state, due_at, supplier_id)
                 values ($1, $2, $3, $4, $5, 1, '[]', 1, $6, 0, $7)")
            .bind(id)
            .bind(ids.storefronts[order.storefront])
            .bind(i64::try_from(position).expect("few jobs"))
            .bind(products[order.storefront])
            .bind(if position == 0 { "Cards" } else { "Flyers" })
            .bind(state.key())
            .bind(supplier)
            .run(tx)
            .await?;
        }
    }
    Ok(placed)
}

async fn place(tx: &mut Tx, ids: &Ids, order: &Order, at: usize) -> store::Result<OrderId> {
    let number = number_of(at);
    let id = sql(
        "insert into orders (number, storefront_id, company_id, department_id, account_id, visitor_id, beneficiary_id,
            contact_name, contact_email, state, total, currency, delivery, search, once, placed_at, updated_at)
         values ($1, $2, $3, $4, $5, $6, $7, 'Dana', 'dana@corporate.test', $8, $9, 'EUR', '{}', $10, $11, $12, $12)
         returning id",
    )
    .bind(number)
    .bind(ids.storefronts[order.storefront])
    .bind(order.company.map(|at| ids.companies[at]))
    .bind(order.department.map(|at| ids.departments[at]))
    .bind(order.account.map(|at| ids.accounts[at]))
    .bind(order.visitor)
    .bind(order.beneficiary.map(|at| ids.accounts[at]))
    .bind(order.state.key())
    .bind(order.total)
    .bind(format!("{} dana 50% off a_b", number.0))
    .bind(format!("once {at}"))
    .bind(order.placed_at)
    .int(tx)
    .await?;
    Ok(OrderId(id))
}

pub(super) fn number_of(at: usize) -> OrderNumber {
    OrderNumber(10_000_000 + (i64::try_from(at).expect("few orders") * 7_919) % 1_000)
}
