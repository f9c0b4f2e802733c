//! The cart as its owner sees it.

use super::{Wanted, price, products_of};
use access::{Ctx, Failure, rules};
use domain::{
    ArtworkId, Money, ProductId,
    cart::{CartPage, Line, total},
};
use store::{Store, Tx, cart::CartRecord, catalogue::ProductRecord};

/// The actor's cart at the prices of now.
///
/// # Errors
/// No grant to use a cart.
pub async fn show(store: &Store, ctx: &Ctx) -> Result<CartPage, Failure> {
    let permit = rules::cart::own(&ctx.access, &ctx.at)?;
    let mut tx = store.read().await?;
    match store::cart::own(&mut tx, &permit).await? {
        Some(cart) => Ok(priced(&mut tx, ctx, &cart).await?.0),
        None => Ok(CartPage::empty(ctx.at.currency)),
    }
}

/// How many lines are in it.
///
/// # Errors
/// No grant to use a cart.
pub async fn count(store: &Store, ctx: &Ctx) -> Result<u32, Failure> {
    let permit = rules::cart::own(&ctx.access, &ctx.at)?;
    let mut tx = store.read().await?;
    Ok(store::cart::count(&mut tx, &permit).await?)
}

/// Works out each line, and the whole. The products come along, for who orders them.
pub(crate) async fn priced(
    tx: &mut Tx,
    ctx: &Ctx,
    cart: &CartRecord,
) -> Result<(CartPage, Vec<ProductRecord>), Failure> {
    let ids: Vec<ProductId> = cart.lines.iter().map(|line| line.product).collect();
    let products = products_of(tx, ctx, &ids).await?;
    let files: Vec<ArtworkId> = cart.lines.iter().filter_map(|line| line.artwork).collect();
    let files = store::artwork::of(tx, &files).await?;
    let lines: Vec<Line> = cart
        .lines
        .iter()
        .map(|line| {
            let product = products.iter().find(|product| product.id == line.product);
            let artwork = files.iter().find(|file| Some(file.kept.id) == line.artwork);
            let wanted = Wanted {
                quantity: line.quantity,
                chosen: &line.chosen,
                has_artwork: artwork.is_some(),
            };
            Line {
                id: line.id,
                price: price(ctx, product, &wanted),
                product: product.map(ProductRecord::in_line),
                quantity: line.quantity,
                chosen: line.chosen.clone(),
                reference: line.reference.clone(),
                artwork: artwork.cloned(),
            }
        })
        .collect();
    let prices = lines
        .iter()
        .filter_map(|line| Some(line.price.as_ref().ok()?.total));
    let total = total(prices, ctx.at.currency).unwrap_or(Money::zero(ctx.at.currency));
    Ok((
        CartPage {
            version: cart.version,
            lines,
            total,
        },
        products,
    ))
}
