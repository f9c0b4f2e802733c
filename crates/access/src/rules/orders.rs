//! What may be done to an order, besides deciding on it.

use super::seen;
use crate::{
    Access, Capability, Denial, Object, Permission, Permit, Reach, Visible,
    permission::{job, order},
};
use domain::orders::{OrderAct, OrderState};

/// The facts about an order that its rules ask for.
#[derive(Clone, Copy, Debug)]
pub struct OrderFacts<'a> {
    pub object: Object<'a>,
    pub state: OrderState,
}

impl OrderFacts<'_> {
    /// That the order is not in a state for it, in the word that the actor may read: a customer is
    /// not told by a refusal what the page would not tell.
    #[must_use]
    pub fn refusal(&self, access: &Access) -> Denial {
        Denial::Order(self.state.seen_by(access.audience()))
    }
}

/// Opening an order.
///
/// # Errors
/// [`Denial::NotFound`].
pub fn view(access: &Access, order: &OrderFacts<'_>) -> Result<Permit<order::View>, Denial> {
    access.permit(&order.object).map_err(|_| Denial::NotFound)
}

/// The two proofs of a list of orders: what can be opened, and what of it is listed. No row leads to a
/// page that does not open, and not all that opens is in the list.
///
/// # Errors
/// Nothing can be listed, or nothing opened.
pub fn listed(
    access: &Access,
) -> Result<(Visible<'_, order::View>, Visible<'_, order::Overview>), Denial> {
    let listed = access.visible()?;
    Ok((access.visible()?, listed))
}

/// Whether somebody looks for orders by words. Where they may not, words in a filter are as if they
/// had not been typed: the list is the same for whatever was looked for.
#[must_use]
pub fn searches(access: &Access) -> bool {
    access.visible::<order::Search>().is_ok()
}

/// A permission on an order that can be seen, and an act that its state allows.
fn act<C: Capability>(
    access: &Access,
    order: &OrderFacts<'_>,
    act: OrderAct,
) -> Result<Permit<C>, Denial> {
    seen(access, &order.object, &[Permission::OrderView])?;
    let permit = access.permit(&order.object)?;
    order.state.next(act).map_err(|_| order.refusal(access))?;
    Ok(permit)
}

/// Pausing an order that waits for approval.
///
/// # Errors
/// Not seen, not granted, or not waiting.
pub fn hold(access: &Access, order: &OrderFacts<'_>) -> Result<Permit<order::Hold>, Denial> {
    act(access, order, OrderAct::Hold)
}

/// Letting it wait for approval again.
///
/// # Errors
/// Not seen, not granted, or not on hold.
pub fn release(access: &Access, order: &OrderFacts<'_>) -> Result<Permit<order::Hold>, Denial> {
    act(access, order, OrderAct::Release)
}

/// Cancelling: one's own until it is approved, others' until it ships.
///
/// # Errors
/// Not seen, not granted, or too late.
pub fn cancel(access: &Access, order: &OrderFacts<'_>) -> Result<Permit<order::Cancel>, Denial> {
    let permit = act(access, order, OrderAct::Cancel)?;
    if matches!(permit.reach(), Reach::Own) && !order.state.before_approval() {
        return Err(order.refusal(access));
    }
    Ok(permit)
}

/// Confirming that it arrived.
///
/// # Errors
/// Not seen, not granted, or not shipping.
pub fn confirm_receipt(
    access: &Access,
    order: &OrderFacts<'_>,
) -> Result<Permit<order::ConfirmReceipt>, Denial> {
    act(access, order, OrderAct::ConfirmReceipt)
}

/// Ordering the same again, as a new own order. Allowed in every state.
///
/// # Errors
/// Not seen or not granted.
pub fn reorder(access: &Access, order: &OrderFacts<'_>) -> Result<Permit<order::Reorder>, Denial> {
    seen(access, &order.object, &[Permission::OrderView])?;
    access.permit(&order.object)
}

/// Changing a job's content; approval freezes it.
///
/// # Errors
/// Not seen, not granted, or frozen.
pub fn edit_content(
    access: &Access,
    order: &OrderFacts<'_>,
) -> Result<Permit<job::EditContent>, Denial> {
    seen(access, &order.object, &[Permission::OrderView])?;
    let permit = access.permit(&order.object)?;
    if order.state.before_approval() {
        Ok(permit)
    } else {
        Err(order.refusal(access))
    }
}
