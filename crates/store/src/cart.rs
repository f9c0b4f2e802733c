//! Carts. A cart is reached through its owner alone, whom a `Permit<cart::Use>` names: there is no
//! function that takes a cart's id.

use crate::{Engine, Error, Result, Tx, sql::sql};
use access::{Permit, Who, permission::cart};
use domain::{
    AccountId, ArtworkId, CartLineId, ProductId, Timestamp, VisitorId, catalogue::Chosen,
};

/// A cart as it is kept: without prices.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CartRecord {
    id: i64,
    pub version: i64,
    pub lines: Vec<LineRecord>,
}

/// A line of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LineRecord {
    pub id: CartLineId,
    pub product: ProductId,
    pub quantity: u32,
    pub chosen: Vec<Chosen>,
    pub reference: String,
    pub artwork: Option<ArtworkId>,
}

/// The actor's cart, if they have put anything into one.
///
/// # Errors
/// See [`Error`].
pub async fn own(tx: &mut Tx, permit: &Permit<cart::Use>) -> Result<Option<CartRecord>> {
    let Some((id, version)) = find(tx, permit).await? else {
        return Ok(None);
    };
    Ok(Some(CartRecord {
        id,
        version,
        lines: lines(tx, id).await?,
    }))
}

/// The same, and nobody else changes it until this transaction is over.
///
/// # Errors
/// See [`Error`].
pub async fn own_locked(tx: &mut Tx, permit: &Permit<cart::Use>) -> Result<Option<CartRecord>> {
    if tx.engine() == Engine::Postgres
        && let Some((id, _)) = find(tx, permit).await?
    {
        sql("select id from carts where id = $1 for update")
            .bind(id)
            .optional::<(i64,)>(tx)
            .await?;
    }
    // On SQLite there is one writer.
    own(tx, permit).await
}

/// How many lines are in it, for the head of every page.
///
/// # Errors
/// See [`Error`].
pub async fn count(tx: &mut Tx, permit: &Permit<cart::Use>) -> Result<u32> {
    let (account, visitor) = owner(permit);
    let count = sql("select cast(count(*) as bigint)
         from cart_lines l
         join carts c on c.id = l.cart_id
         where c.storefront_id = $1 and (c.account_id = $2 or c.visitor_id = $3)")
    .bind(permit.storefront())
    .bind(account)
    .bind(visitor)
    .int(tx)
    .await?;
    Ok(u32::try_from(count).unwrap_or(u32::MAX))
}

/// A line to add.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewLine<'a> {
    pub product: ProductId,
    pub quantity: u32,
    pub chosen: &'a [Chosen],
    pub reference: &'a str,
    pub artwork: Option<ArtworkId>,
    /// The key of its form. A page that is gone back to has it still, and may ask for something else.
    pub once: Option<&'a str>,
}

/// Adds a line, to a new cart where there is none. The same line sent twice by one form is there once.
///
/// # Errors
/// See [`Error`].
pub async fn add(
    tx: &mut Tx,
    permit: &Permit<cart::Use>,
    line: &NewLine<'_>,
    now: Timestamp,
) -> Result<CartLineId> {
    let (account, visitor) = owner(permit);
    // Of two first lines at once the second one finds the cart of the first.
    sql(
        "insert into carts (storefront_id, account_id, visitor_id, updated_at)
         values ($1, $2, $3, $4)
         on conflict do nothing",
    )
    .bind(permit.storefront())
    .bind(account)
    .bind(visitor)
    .bind(now)
    .run(tx)
    .await?;
    let cart = touch(tx, permit, now).await?;
    let chosen = serde_json::to_string(line.chosen)
        .map_err(|error| Error::unreadable("cart_lines.chosen", error.to_string()))?;
    // Nothing is the key of no form.
    let before: Option<(i64,)> = sql("select l.id
         from cart_lines l
         left join artwork have on have.id = l.artwork_id
         left join artwork sent on sent.id = $6
         where l.cart_id = $1 and l.product_id = $2 and l.quantity = $3 and l.chosen = $4 and l.reference = $5
             and l.once = $7
             and (have.sha256 = sent.sha256 or (have.id is null and sent.id is null))
         order by l.id desc
         limit 1")
    .bind(cart)
    .bind(line.product)
    .bind(line.quantity)
    .bind(&chosen)
    .bind(line.reference)
    .bind(line.artwork)
    .bind(line.once)
    .optional(tx)
    .await?;
    if let Some((id,)) = before {
        return Ok(CartLineId(id));
    }
    let id = sql(
        "insert into cart_lines (cart_id, product_id, quantity, chosen, reference, artwork_id, created_at, once)
         values ($1, $2, $3, $4, $5, $6, $7, $8)
         returning id",
    )
    .bind(cart)
    .bind(line.product)
    .bind(line.quantity)
    .bind(chosen)
    .bind(line.reference)
    .bind(line.artwork)
    .bind(now)
    .bind(line.once)
    .int(tx)
    .await?;
    Ok(CartLineId(id))
}

/// Sets how much of a line; whether there is such a line in the actor's cart.
///
/// # Errors
/// See [`Error`].
pub async fn set_quantity(
    tx: &mut Tx,
    permit: &Permit<cart::Use>,
    line: CartLineId,
    quantity: u32,
    now: Timestamp,
) -> Result<bool> {
    let Some((cart, _)) = find(tx, permit).await? else {
        return Ok(false);
    };
    let changed = sql("update cart_lines set quantity = $3 where id = $1 and cart_id = $2")
        .bind(line)
        .bind(cart)
        .bind(quantity)
        .run(tx)
        .await?;
    if changed > 0 {
        touch(tx, permit, now).await?;
    }
    Ok(changed > 0)
}

/// Takes a line out of the actor's cart, if it is in it.
///
/// # Errors
/// See [`Error`].
pub async fn remove(
    tx: &mut Tx,
    permit: &Permit<cart::Use>,
    line: CartLineId,
    now: Timestamp,
) -> Result<()> {
    let Some((cart, _)) = find(tx, permit).await? else {
        return Ok(());
    };
    let gone = sql("delete from cart_lines where id = $1 and cart_id = $2")
        .bind(line)
        .bind(cart)
        .run(tx)
        .await?;
    if gone > 0 {
        touch(tx, permit, now).await?;
    }
    Ok(())
}

/// Empties a cart that has been ordered.
///
/// # Errors
/// See [`Error`].
pub async fn clear(
    tx: &mut Tx,
    permit: &Permit<cart::Use>,
    cart: &CartRecord,
    now: Timestamp,
) -> Result<()> {
    sql("delete from cart_lines where cart_id = $1")
        .bind(cart.id)
        .run(tx)
        .await?;
    touch(tx, permit, now).await?;
    Ok(())
}

/// Gives a visitor's carts to the account that they have just signed in to, on every storefront: what
/// was put together before is not lost. Called where a session changes hands, which is its proof.
///
/// # Errors
/// See [`Error`].
pub async fn adopt(tx: &mut Tx, visitor: VisitorId, account: AccountId) -> Result<()> {
    let carts: Vec<(i64, i64)> =
        sql("select id, storefront_id from carts where visitor_id = $1 order by id")
            .bind(visitor)
            .all(tx)
            .await?;
    for (cart, storefront) in carts {
        let theirs: Option<(i64,)> = sql("update carts set version = version + 1
             where storefront_id = $1 and account_id = $2
             returning id")
        .bind(storefront)
        .bind(account)
        .optional(tx)
        .await?;
        match theirs {
            Some((theirs,)) => {
                sql("update cart_lines set cart_id = $2 where cart_id = $1")
                    .bind(cart)
                    .bind(theirs)
                    .run(tx)
                    .await?;
                sql("delete from carts where id = $1")
                    .bind(cart)
                    .run(tx)
                    .await?;
            }
            None => {
                sql("update carts set account_id = $2, visitor_id = null, version = version + 1 where id = $1")
                    .bind(cart)
                    .bind(account)
                    .run(tx)
                    .await?;
            }
        }
    }
    Ok(())
}

/// As whom the permit's actor owns a cart. A link and the system own none, and match no row.
const fn owner(permit: &Permit<cart::Use>) -> (Option<AccountId>, Option<VisitorId>) {
    match permit.by() {
        Who::Account(id) => (Some(id), None),
        Who::Visitor(id) => (None, Some(id)),
        Who::Link(_) | Who::System => (None, None),
    }
}

async fn find(tx: &mut Tx, permit: &Permit<cart::Use>) -> Result<Option<(i64, i64)>> {
    let (account, visitor) = owner(permit);
    sql("select id, version from carts where storefront_id = $1 and (account_id = $2 or visitor_id = $3)")
        .bind(permit.storefront())
        .bind(account)
        .bind(visitor)
        .optional(tx)
        .await
}

/// Moves the version on; gives the cart.
async fn touch(tx: &mut Tx, permit: &Permit<cart::Use>, now: Timestamp) -> Result<i64> {
    let (account, visitor) = owner(permit);
    sql("update carts set version = version + 1, updated_at = $4
         where storefront_id = $1 and (account_id = $2 or visitor_id = $3)
         returning id")
    .bind(permit.storefront())
    .bind(account)
    .bind(visitor)
    .bind(now)
    .int(tx)
    .await
}

#[derive(sqlx_macros::FromRow)]
struct Row {
    id: i64,
    product_id: i64,
    quantity: i64,
    chosen: String,
    reference: String,
    artwork_id: Option<i64>,
}

async fn lines(tx: &mut Tx, cart: i64) -> Result<Vec<LineRecord>> {
    let rows: Vec<Row> = sql(
        "select id, product_id, quantity, chosen, reference, artwork_id
         from cart_lines
         where cart_id = $1
         order by id",
    )
    .bind(cart)
    .all(tx)
    .await?;
    rows.into_iter()
        .map(|row| {
            Ok(LineRecord {
                id: CartLineId(row.id),
                product: ProductId(row.product_id),
                quantity: u32::try_from(row.quantity).unwrap_or_default(),
                chosen: chosen("cart_lines.chosen", &row.chosen)?,
                reference: row.reference,
                artwork: row.artwork_id.map(ArtworkId),
            })
        })
        .collect()
}

/// Choices from their JSON.
pub(crate) fn chosen(column: &'static str, json: &str) -> Result<Vec<Chosen>> {
    serde_json::from_str(json).map_err(|_| Error::unreadable(column, json))
}
