//! What a line costs now, for who means to order it.

use access::{Ctx, Failure, rules};
use domain::{
    ProductId,
    cart::LineProblem,
    catalogue::{Chosen, Price, options_of},
};
use store::{Tx, catalogue::ProductRecord};

/// What somebody means to order.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Wanted<'a> {
    pub(crate) quantity: u32,
    pub(crate) chosen: &'a [Chosen],
    pub(crate) has_artwork: bool,
}

/// The products of some lines, as far as the actor sees them here.
pub(crate) async fn products_of(
    tx: &mut Tx,
    ctx: &Ctx,
    ids: &[ProductId],
) -> Result<Vec<ProductRecord>, Failure> {
    let mut products = store::catalogue::products(tx, ctx.at.id, ids).await?;
    products.retain(|product| rules::catalogue::see(&ctx.access, &product.facts()).is_ok());
    Ok(products)
}

/// The price of a line; `product` is nothing where the actor does not see it.
pub(crate) fn price(
    ctx: &Ctx,
    product: Option<&ProductRecord>,
    wanted: &Wanted<'_>,
) -> Result<Price, LineProblem> {
    let product = product.ok_or(LineProblem::NotOffered)?;
    let _orderable = rules::catalogue::order(&ctx.access, &product.facts())
        .map_err(|_| LineProblem::NotOffered)?;
    let options = options_of(&product.printed, wanted.chosen).map_err(LineProblem::Printed)?;
    let price = product
        .configuration
        .price(wanted.quantity, &options, ctx.at.currency)?;
    if product.artwork.is_required() && !wanted.has_artwork {
        return Err(LineProblem::NoArtwork);
    }
    Ok(price)
}
