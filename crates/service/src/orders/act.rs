//! What all acts on one order have in common.

use access::{Access, Denial, Failure, rules, rules::orders::OrderFacts};
use domain::{OrderNumber, orders::OrderAct};
use store::{Tx, orders::OrderRecord};

/// The order, for this transaction alone: whoever acts on it at the same time waits, and then sees
/// what was done.
pub(crate) async fn taken<F>(tx: &mut Tx, number: OrderNumber) -> Result<OrderRecord, Failure<F>> {
    let order = store::orders::lock_number(tx, number).await?;
    order.ok_or(Failure::Denied(Denial::NotFound))
}

/// Whether an act is possible, by the same rules that let the writes through.
pub(crate) fn may(access: &Access, facts: &OrderFacts<'_>, act: OrderAct) -> Result<(), Denial> {
    match act {
        OrderAct::Approve | OrderAct::Reject => rules::approvals::decide(access, facts).map(drop),
        OrderAct::Hold => rules::orders::hold(access, facts).map(drop),
        OrderAct::Release => rules::orders::release(access, facts).map(drop),
        OrderAct::Cancel => rules::orders::cancel(access, facts).map(drop),
        OrderAct::ConfirmReceipt => rules::orders::confirm_receipt(access, facts).map(drop),
    }
}

/// The acts that are possible.
pub(crate) fn acts_on(access: &Access, facts: &OrderFacts<'_>) -> Vec<OrderAct> {
    OrderAct::ALL
        .into_iter()
        .filter(|act| may(access, facts, *act).is_ok())
        .collect()
}
