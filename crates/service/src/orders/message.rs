//! Writing about an order. A customer writes to the print shop, and so does a supplier; the print
//! shop chooses whom it writes to. What customers and suppliers write never reaches each other.

use super::{mails, open::writable, taken};
use access::{Ctx, Denial, Failure, rules};
use domain::{
    Problem, SupplierId,
    orders::{Audience, Message, MessageField},
};
use store::{Store, orders::MessageRow};

/// # Errors
/// Faulty fields, or the order is not seen.
pub async fn message(
    store: &Store,
    ctx: &Ctx,
    form: &Message,
) -> Result<(), Failure<MessageField>> {
    form.check()?;
    let mut tx = store.begin().await?;
    let order = taken(&mut tx, form.order).await?;
    let permit = rules::orders::view(&ctx.access, &order.facts())?;
    let jobs = store::orders::jobs(&mut tx, &permit, &order).await?;
    let audience = match ctx.access.audience() {
        Audience::Customer => "customer".to_owned(),
        Audience::Supplier => {
            let mine = ctx.access.suppliers().find(|one| {
                jobs.iter()
                    .any(|job| job.supplier.as_ref().is_some_and(|(id, _)| id == one))
            });
            supplier_key(mine.ok_or(Denial::NotFound)?)
        }
        Audience::Staff => {
            let offered = writable(Audience::Staff, &jobs);
            let chosen = offered.into_iter().find(|one| one.key == form.to);
            chosen
                .ok_or(Failure::field(MessageField::To, Problem::NotOffered))?
                .key
        }
    };
    let body = form.body.trim().to_owned();
    let row = MessageRow {
        at: ctx.now,
        account: ctx.access.account(),
        by: ctx.name.clone(),
        audience,
        body,
        once: form.key().map(str::to_owned),
    };
    // A second press sends the same words by the same form. A page that is gone back to has its key still,
    // and may say something else.
    let again = |one: &MessageRow| {
        one.once.is_some()
            && (&one.once, one.account, &one.audience, &one.body)
                == (&row.once, row.account, &row.audience, &row.body)
    };
    let before = store::orders::messages(&mut tx, &permit, &order).await?;
    if before.iter().any(again) {
        return Ok(());
    }
    store::orders::write(&mut tx, &permit, &order, &row).await?;
    if ctx.access.audience() == Audience::Staff {
        if row.audience == "customer" {
            mails::written(&mut tx, ctx, &order, &row.body).await?;
        }
        let to = jobs
            .iter()
            .filter_map(|job| job.supplier.as_ref())
            .find(|(id, _)| supplier_key(*id) == row.audience);
        if let Some((id, name)) = to {
            mails::written_to_supplier(&mut tx, ctx, &order, (*id, name), &row.body).await?;
        }
    }
    tx.commit().await?;
    Ok(())
}

/// The audience of what a supplier writes and reads.
pub(super) fn supplier_key(supplier: SupplierId) -> String {
    format!("supplier:{supplier}")
}
