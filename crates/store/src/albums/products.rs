//! The products and categories that an album is shared with, and those that it can be.

use super::AlbumRecord;
use crate::{Result, Tx, catalogue::within, lists::named, sql::sql};
use access::{Permit, permission::album, rules::catalogue::Offered};
use domain::{AlbumId, ImageId, ProductId, catalogue::ArtworkNeed};

/// The most products that a form offers.
const MOST: u32 = 500;

/// The products that the reader sees at the storefront of an album and that it can be shared with: those
/// that ask for an image, and those that it is shared with already.
///
/// # Errors
/// See [`Error`](crate::Error).
pub async fn products(
    tx: &mut Tx,
    offered: &Offered<'_>,
    album: &AlbumRecord,
) -> Result<Vec<(ProductId, String)>> {
    let mut statement = sql("select p.id, p.name from products p where p.storefront_id = ");
    statement
        .push_arg(album.storefront)
        .push(" and (p.artwork = ")
        .push_arg(ArtworkNeed::Album.key())
        .push(" or p.id in (select a.product_id from album_products a where a.album_id = ")
        .push_arg(album.id)
        .push(")) and ");
    within(&mut statement, offered);
    statement
        .push(" order by p.name, p.id limit ")
        .push_arg(MOST);
    named(tx, statement).await
}

/// The categories that an album of the permit's storefront is shared with and that no product there is in
/// any more.
///
/// # Errors
/// See [`Error`](crate::Error).
pub async fn gone_categories(
    tx: &mut Tx,
    may: &Permit<album::Manage>,
    album: AlbumId,
) -> Result<Vec<String>> {
    let rows: Vec<(String,)> = sql("
        select a.category
        from album_categories a
        join albums b on b.id = a.album_id
        where b.id = $1 and b.storefront_id = $2 and not exists (
            select 1 from products p where p.storefront_id = b.storefront_id and p.category = a.category)
        order by a.category")
    .bind(album)
    .bind(may.storefront())
    .all(tx)
    .await?;
    Ok(rows.into_iter().map(|(category,)| category).collect())
}

/// Whether the reader sees one of the products that the album of an image is shared with and that asks for
/// an image.
///
/// # Errors
/// See [`Error`](crate::Error).
pub async fn sees_one(tx: &mut Tx, offered: &Offered<'_>, image: ImageId) -> Result<bool> {
    let mut statement = sql("select cast(count(*) as bigint)
         from album_images i
         join albums b on b.id = i.album_id
         join products p on p.storefront_id = b.storefront_id
         where i.id = ");
    statement
        .push_arg(image)
        .push(" and p.artwork = ")
        .push_arg(ArtworkNeed::Album.key())
        .push(
            " and (exists (
                  select 1 from album_products a where a.album_id = b.id and a.product_id = p.id)
              or exists (
                  select 1 from album_categories a where a.album_id = b.id and a.category = p.category))
              and ",
        );
    within(&mut statement, offered);
    Ok(statement.int(tx).await? > 0)
}
