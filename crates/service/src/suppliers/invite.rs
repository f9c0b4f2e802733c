//! Giving somebody of a supplier an account: a mailed link, by which they choose their password.

use super::{record, shown, taken};
use crate::{
    people::{free, send_invitation},
    refused::already_taken,
};
use access::{Ctx, Denial, Failure, rules};
use domain::{
    AccountId,
    suppliers::{InviteToSupplier, SupplierField},
};
use store::{Store, audit, suppliers};

/// Writes them down, invited; gives their id. Once more, with a new link, they are invited on their
/// own page.
///
/// # Errors
/// Not granted, no such supplier, faulty fields, an address that is in use, too many mails, or stale.
pub async fn invite(
    store: &Store,
    ctx: &Ctx,
    form: &InviteToSupplier,
) -> Result<AccountId, Failure<SupplierField>> {
    let may = rules::suppliers::manage(&ctx.access)?;
    let mut tx = store.begin().await?;
    let supplier = taken(&mut tx, &may, form.supplier).await?;
    form.check()?;
    let (name, email) = (form.name.trim(), form.address());
    free(&mut tx, &email, None, true, SupplierField::Email).await?;
    let as_shown = shown(supplier.id, form.version);
    let made = suppliers::invite(&mut tx, &may, as_shown, (name, &email), ctx.now).await;
    let account =
        made.map_err(|error| already_taken(error, "accounts_email", SupplierField::Email))?;
    let account = account.ok_or(Denial::Stale)?;
    send_invitation(&mut tx, ctx, &ctx.at, account, (name, &email)).await?;
    let detail = serde_json::json!({ "person": account.0 });
    record(&mut tx, ctx, "supplier.invite", supplier.id, detail).await?;
    let detail = serde_json::json!({ "supplier": supplier.name });
    audit::record(
        &mut tx,
        ctx,
        "user.create",
        "account",
        Some(account.0),
        detail,
    )
    .await?;
    tx.commit().await?;
    Ok(account)
}
