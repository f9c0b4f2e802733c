//! The rows of uploaded files. The bytes lie in a folder under their checksum, which is the business
//! of `service::artwork`; here is what was found in them.
//!
//! A file is reached through the job or the cart line that it belongs to, or by its full name with
//! the checksum ([`Kept`]), which only who has had the file can know.

use crate::{Error, Result, Tx, sql::sql};
use access::{Permit, permission::cart};
use domain::{
    AccountId, ArtworkId, StorefrontId, Timestamp,
    artwork::{Artwork, Kept, Media},
};

/// What was found in an uploaded file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewArtwork {
    pub media: Media,
    pub sha256: [u8; 32],
    pub bytes: i64,
    pub file_name: String,
    pub pages: u32,
    pub sizes: Vec<String>,
    pub thumbnail: (u32, u32),
}

/// Notes an upload, by whoever may use a cart.
///
/// # Errors
/// See [`Error`].
pub async fn insert(
    tx: &mut Tx,
    permit: &Permit<cart::Use>,
    new: &NewArtwork,
    now: Timestamp,
) -> Result<ArtworkId> {
    insert_for(tx, permit.storefront(), permit.account(), new, now).await
}

/// Notes an upload of a storefront; called with the place that a permit names.
///
/// # Errors
/// See [`Error`].
pub async fn insert_for(
    tx: &mut Tx,
    storefront: Option<StorefrontId>,
    account: Option<AccountId>,
    new: &NewArtwork,
    now: Timestamp,
) -> Result<ArtworkId> {
    let sizes = serde_json::to_string(&new.sizes)
        .map_err(|error| Error::unreadable("artwork.sizes", error.to_string()))?;
    let id = sql(
        "insert into artwork (storefront_id, sha256, bytes, file_name, pages, sizes,
            thumbnail_width, thumbnail_height, account_id, created_at, media)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)
         returning id",
    )
    .bind(storefront)
    .bind(new.sha256.as_slice())
    .bind(new.bytes)
    .bind(&new.file_name)
    .bind(new.pages)
    .bind(sizes)
    .bind(new.thumbnail.0)
    .bind(new.thumbnail.1)
    .bind(account)
    .bind(now)
    .bind(new.media.key())
    .int(tx)
    .await?;
    Ok(ArtworkId(id))
}

/// The PDF of this full name on a storefront. An image is chosen from its album, while that is shared.
///
/// # Errors
/// See [`Error`].
pub async fn kept(tx: &mut Tx, storefront: StorefrontId, kept: &Kept) -> Result<Option<Artwork>> {
    let mut found = read(tx, &[kept.id], Some(storefront)).await?;
    Ok(found
        .pop()
        .filter(|found| found.kept == *kept && found.media == Media::Pdf))
}

/// These files, in no particular order.
///
/// # Errors
/// See [`Error`].
pub async fn of(tx: &mut Tx, ids: &[ArtworkId]) -> Result<Vec<Artwork>> {
    if ids.is_empty() {
        return Ok(Vec::new());
    }
    read(tx, ids, None).await
}

#[derive(sqlx_macros::FromRow)]
struct Row {
    id: i64,
    sha256: Vec<u8>,
    bytes: i64,
    file_name: String,
    pages: i64,
    sizes: String,
    thumbnail_width: i64,
    thumbnail_height: i64,
    media: String,
}

async fn read(
    tx: &mut Tx,
    ids: &[ArtworkId],
    storefront: Option<StorefrontId>,
) -> Result<Vec<Artwork>> {
    let mut statement = sql(
        "select id, sha256, bytes, file_name, pages, sizes, thumbnail_width, thumbnail_height, media
         from artwork
         where id in (",
    );
    statement.push_list(ids.iter().copied()).push(")");
    if let Some(storefront) = storefront {
        statement.push(" and storefront_id = ").push_arg(storefront);
    }
    let rows: Vec<Row> = statement.all(tx).await?;
    rows.into_iter().map(artwork).collect()
}

fn artwork(row: Row) -> Result<Artwork> {
    let pixels = |count: i64| u32::try_from(count).unwrap_or_default();
    Ok(Artwork {
        media: media(&row.media)?,
        sizes: sizes(&row.sizes)?,
        file_name: row.file_name,
        bytes: row.bytes,
        pages: pixels(row.pages),
        thumbnail: (pixels(row.thumbnail_width), pixels(row.thumbnail_height)),
        kept: Kept {
            id: ArtworkId(row.id),
            sha256: hexadecimal(&row.sha256),
        },
    })
}

pub(crate) fn sizes(json: &str) -> Result<Vec<String>> {
    serde_json::from_str(json).map_err(|_| Error::unreadable("artwork.sizes", json))
}

pub(crate) fn media(key: &str) -> Result<Media> {
    Media::from_key(key).ok_or_else(|| Error::unreadable("artwork.media", key))
}

/// Bytes in lower-case hexadecimal.
#[must_use]
pub fn hexadecimal(bytes: &[u8]) -> String {
    use std::fmt::Write as _;
    bytes
        .iter()
        .fold(String::with_capacity(bytes.len() * 2), |mut text, byte| {
            let _ = write!(text, "{byte:02x}");
            text
        })
}
