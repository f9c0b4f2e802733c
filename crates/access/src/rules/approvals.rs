//! Deciding on what waits for approval.

use super::{orders::OrderFacts, seen};
use crate::{Access, Denial, Permission, Permit, permission::approval};
use domain::orders::OrderAct;

/// Approving or rejecting an order. One's own needs `approval.self` instead (four eyes).
///
/// # Errors
/// Not seen, not granted, one's own, or decided already.
pub fn decide(access: &Access, order: &OrderFacts<'_>) -> Result<Permit<approval::Decide>, Denial> {
    seen(access, &order.object, &[Permission::OrderView])?;
    let permit = access.permit(&order.object)?;
    order
        .state
        .next(OrderAct::Approve)
        .map_err(|_| order.refusal(access))?;
    Ok(permit)
}
