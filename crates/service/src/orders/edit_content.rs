//! Changing what is printed, until somebody approves it.

use crate::artwork::{Files, NotTaken, Sent};
use access::{Ctx, Denial, Failure, rules};
use domain::{
    cart::{ContentField, EditContent},
    orders::Event,
};
use store::{Store, artwork::insert_for, placing::NewContent};

/// Changes the reference of a job, and its artwork where a file comes along.
///
/// # Errors
/// The faulty fields; not found; frozen; or changed since the page was drawn.
pub async fn edit_content(
    store: &Store,
    files: &Files,
    ctx: &Ctx,
    form: &EditContent,
    sent: Sent,
) -> Result<(), Failure<ContentField>> {
    form.check()?;
    // Asked before the file is looked at, and again when it is written.
    let mut tx = store.read().await?;
    let order = store::orders::facts(&mut tx, form.number)
        .await?
        .ok_or(Denial::NotFound)?;
    let _may = rules::orders::edit_content(&ctx.access, &order.facts())?;
    drop(tx);
    let taken = files.take_in(sent).await.map_err(|why| match why {
        NotTaken::Refused(problem) => Failure::field(ContentField::Artwork, problem),
        NotTaken::Unavailable => Failure::Unavailable,
    })?;

    let mut tx = store.begin().await?;
    let order = store::orders::lock_number(&mut tx, form.number)
        .await?
        .ok_or(Denial::NotFound)?;
    let permit = rules::orders::edit_content(&ctx.access, &order.facts())?;
    let content = store::placing::content(&mut tx, &permit, order.id, form.job).await?;
    let (product, before) = content.ok_or(Denial::NotFound)?;
    let products = store::catalogue::products(&mut tx, order.storefront, &[product]).await?;
    let wants_file = products
        .first()
        .is_none_or(|product| product.artwork.takes_file());
    let artwork = match taken.filter(|_| wants_file) {
        Some(new) => Some(
            insert_for(
                &mut tx,
                permit.storefront(),
                permit.account(),
                &new,
                ctx.now,
            )
            .await?,
        ),
        None => None,
    };
    let reference = form.reference.trim();
    if artwork.is_none() && reference == before {
        return Ok(());
    }
    let new = NewContent { reference, artwork };
    if !store::placing::edit(
        &mut tx,
        &permit,
        (order.id, form.version),
        form.job,
        &new,
        ctx.now,
    )
    .await?
    {
        return Err(Denial::Stale.into());
    }
    store::placing::index(&mut tx, order.id).await?;
    store::orders::record(
        &mut tx,
        ctx,
        order.id,
        Some(form.job),
        &Event::ContentEdited,
    )
    .await?;
    let detail = serde_json::json!({ "number": order.number.to_string(), "job": form.job, "artwork": artwork });
    store::audit::record(
        &mut tx,
        ctx,
        "job.edit_content",
        "order",
        Some(order.id.0),
        detail,
    )
    .await?;
    tx.commit().await?;
    Ok(())
}
