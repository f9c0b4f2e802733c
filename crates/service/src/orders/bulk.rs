//! One act on several orders: each is an act of its own, so that one that cannot be done keeps none
//! of the others from being done.

use super::{cancel, confirm_receipt, hold, release};
use crate::approvals;
use access::{Ctx, Failure};
use domain::{
    OrderNumber,
    approvals::Decide,
    orders::{Bulk, BulkField, OnOrder, OrderAct},
};
use store::Store;

/// What happened to each.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BulkDone {
    pub act: OrderAct,
    pub done: Vec<OrderNumber>,
    /// With the reason.
    pub left: Vec<(OrderNumber, String)>,
}

/// # Errors
/// Faulty fields. What cannot be done to single orders is in the answer.
pub async fn bulk(store: &Store, ctx: &Ctx, form: &Bulk) -> Result<BulkDone, Failure<BulkField>> {
    form.check()?;
    let act = form
        .act()
        .ok_or(Failure::field(BulkField::Act, domain::Problem::NotOffered))?;
    let mut answer = BulkDone {
        act,
        done: Vec::new(),
        left: Vec::new(),
    };
    for on in form.picked() {
        match one(store, ctx, act, on).await {
            Ok(()) => answer.done.push(on.order),
            Err(why) => answer.left.push((on.order, why)),
        }
    }
    Ok(answer)
}

async fn one(store: &Store, ctx: &Ctx, act: OrderAct, on: OnOrder) -> Result<(), String> {
    let words = |failure: Failure| failure.to_string();
    match act {
        OrderAct::Approve | OrderAct::Reject => approvals::decide(store, ctx, &Decide::approve(on))
            .await
            .map(drop)
            .map_err(|failure| failure.to_string()),
        OrderAct::Hold => hold(store, ctx, &on).await.map_err(words),
        OrderAct::Release => release(store, ctx, &on).await.map_err(words),
        OrderAct::Cancel => cancel(store, ctx, &on).await.map_err(words),
        OrderAct::ConfirmReceipt => confirm_receipt(store, ctx, &on).await.map_err(words),
    }
}

impl BulkDone {
    /// In words: "2 orders approved. Not Q-3: The order is cancelled by now."
    #[must_use]
    pub fn sentence(&self) -> String {
        let mut text = match self.done.as_slice() {
            [] => format!("No order was {}.", self.act.done()),
            [one] => format!("{one} was {}.", self.act.done()),
            many => {
                let numbers: Vec<String> = many.iter().map(OrderNumber::to_string).collect();
                format!(
                    "{} orders were {}: {}.",
                    many.len(),
                    self.act.done(),
                    numbers.join(", ")
                )
            }
        };
        for (number, why) in &self.left {
            text.push_str(&format!(" Not {number}: {why}"));
        }
        text
    }
}
