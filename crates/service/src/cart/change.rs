//! Changing how much of a line.

use access::{Ctx, Denial, Failure, rules};
use domain::cart::{ChangeField, ChangeQuantity};
use store::Store;

/// Sets the quantity of a line of one's own cart.
///
/// # Errors
/// A quantity that is not offered; not found for a line that is not in the actor's cart.
pub async fn change(
    store: &Store,
    ctx: &Ctx,
    form: &ChangeQuantity,
) -> Result<(), Failure<ChangeField>> {
    let quantity = form.check()?;
    let permit = rules::cart::own(&ctx.access, &ctx.at)?;
    let mut tx = store.begin().await?;
    let cart = store::cart::own(&mut tx, &permit)
        .await?
        .ok_or(Denial::NotFound)?;
    let line = cart
        .lines
        .iter()
        .find(|line| line.id == form.line)
        .ok_or(Denial::NotFound)?;
    let products = super::products_of(&mut tx, ctx, &[line.product])
        .await
        .map_err(Failure::in_form)?;
    if let Some(product) = products.first() {
        let offered = product.configuration.quantities.check(quantity);
        offered.map_err(|problem| Failure::field(ChangeField::Quantity, problem))?;
    }
    store::cart::set_quantity(&mut tx, &permit, form.line, quantity, ctx.now).await?;
    tx.commit().await?;
    Ok(())
}
