//! Deciding on what waits for approval, and who is asked to.

use super::{
    orders::OrderFacts,
    people::{self, PersonFacts},
    seen,
};
use crate::{Access, Assignee, Denial, Object, Owner, Permission, Permit, permission::approval};
use domain::{DepartmentId, orders::OrderAct};

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

/// Saying who is asked about somebody's orders, and for which departments they are asked themselves:
/// `changed` are those that differ.
///
/// # Errors
/// Not seen, or not granted for the person or for one of the departments.
pub fn designate(
    access: &Access,
    person: &PersonFacts<'_>,
    changed: &[DepartmentId],
) -> Result<Permit<approval::Configure>, Denial> {
    people::view(access, person).map(drop)?;
    let permit = access.permit(&person.object)?;
    people::each(
        access,
        Permission::ApprovalConfigure,
        &person.object,
        changed,
    )?;
    Ok(permit)
}

/// Whether somebody who is named on an order that stands there sees it by that and can decide on it:
/// asking anybody else would keep the order waiting. Approving is the customer's side's to do, and
/// never about one's own.
#[must_use]
pub fn could_decide(approver: &Access, order: &Object<'_>) -> bool {
    let Some(Owner::Account(id)) = approver.owner() else {
        return false;
    };
    let named = [Assignee::Account(id)];
    let order = Object {
        assigned: &named,
        ..*order
    };
    !approver.is_staff()
        && !approver.owns(&order)
        && [Permission::OrderView, Permission::ApprovalDecide]
            .into_iter()
            .all(|permission| approver.decide(permission, &order).is_ok())
}
