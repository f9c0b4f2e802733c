//! Who may decide on an order, and is told that it waits.

use access::{Access, rules};
use domain::{Timestamp, approvals::Decider};
use store::{Tx, orders::OrderRecord};

/// Everybody of the customer's side who may decide on the order now: its company's managers and
/// approvers, and whom it names. Not who ordered it or gets it; administrators could decide too, but
/// are not who it waits for.
///
/// # Errors
/// See [`store::Error`].
pub async fn deciders(
    tx: &mut Tx,
    order: &OrderRecord,
    now: Timestamp,
) -> store::Result<Vec<Decider>> {
    let mut deciders = Vec::new();
    for id in store::approvals::candidates(tx, order).await? {
        let Some((access, person)) = store::accounts::access_of(tx, id, None, now).await? else {
            continue;
        };
        if may_decide(&access, order) {
            deciders.push(Decider {
                account: id,
                name: person.name,
                email: person.email,
            });
        }
    }
    Ok(deciders)
}

fn may_decide(access: &Access, order: &OrderRecord) -> bool {
    let facts = order.facts();
    !access.is_staff()
        && !access.owns(&facts.object)
        && rules::approvals::decide(access, &facts).is_ok()
}
