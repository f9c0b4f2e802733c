//! Albums and their images.
//!
//! An image is a row that names the artwork with its bytes. What was ordered names that artwork too, so
//! that taking an image out of its album takes nothing from an order.

mod write;

pub use write::{Shown, ShownImage, add_image, create, delete, delete_image, edit, empty, rename};

use crate::{
    Engine, Result, Sql, Tx,
    lists::{Part, words},
    reach::{self, Place},
    sql::sql,
};
use access::{
    Permit, Visible,
    permission::{album, product},
    rules::albums::ImageFacts,
};
use domain::{
    AlbumId, ArtworkId, ImageId, StorefrontId,
    albums::{AlbumFilter, AlbumImage, Offered},
    artwork::Kept,
    lists::{NameCursor, PageOf},
    orders::Side,
};

/// An album, as the rules ask about it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AlbumRecord {
    pub id: AlbumId,
    pub version: i64,
    pub name: String,
    pub storefront: StorefrontId,
    pub storefront_name: String,
    pub shared: bool,
    pub images: i64,
}

#[derive(sqlx::FromRow)]
struct Row {
    id: i64,
    version: i64,
    name: String,
    storefront_id: i64,
    storefront_name: String,
    shared: bool,
    images: i64,
}

impl From<Row> for AlbumRecord {
    fn from(row: Row) -> Self {
        Self {
            id: AlbumId(row.id),
            version: row.version,
            name: row.name,
            storefront: StorefrontId(row.storefront_id),
            storefront_name: row.storefront_name,
            shared: row.shared,
            images: row.images,
        }
    }
}

const SELECT: &str = "
    select b.id, b.version, b.name, b.storefront_id, s.name as storefront_name, b.shared,
        (select cast(count(*) as bigint) from album_images i where i.album_id = b.id) as images
    from albums b
    join storefronts s on s.id = b.storefront_id
    where ";

/// # Errors
/// See [`Error`](crate::Error).
pub async fn album(tx: &mut Tx, id: AlbumId) -> Result<Option<AlbumRecord>> {
    let mut statement = sql(SELECT);
    statement.push("b.id = ").push_arg(id);
    let row: Option<Row> = statement.optional(tx).await?;
    Ok(row.map(AlbumRecord::from))
}

/// The same, and nobody else changes it until this transaction is over.
///
/// # Errors
/// See [`Error`](crate::Error).
pub async fn locked(tx: &mut Tx, id: AlbumId) -> Result<Option<AlbumRecord>> {
    // On SQLite there is one writer.
    if tx.engine() == Engine::Postgres {
        sql("select id from albums where id = $1 for update")
            .bind(id)
            .optional::<(i64,)>(tx)
            .await?;
    }
    album(tx, id).await
}

/// A page of the albums that are kept by the reader and pass the filter, by name, at most `most`.
///
/// # Errors
/// See [`Error`](crate::Error).
pub async fn list(
    tx: &mut Tx,
    visible: &Visible<'_, album::Manage>,
    filter: &AlbumFilter,
    most: u32,
) -> Result<PageOf<AlbumRecord, NameCursor>> {
    let mut statement = sql(SELECT);
    reach::filter(&mut statement, &Albums, visible);
    words(&mut statement, &["b.name"], &filter.words);
    if let Some(storefront) = filter.storefront {
        statement
            .push(" and b.storefront_id = ")
            .push_arg(storefront);
    }
    let part = Part::new(&filter.start, most);
    part.end(&mut statement, ("b.name", "b.id"));
    let rows: Vec<Row> = statement.all(tx).await?;
    let page = part.page(rows, |row| NameCursor::at(&row.name, row.id));
    Ok(page.map(AlbumRecord::from))
}

#[derive(sqlx::FromRow)]
struct ImageRow {
    id: i64,
    version: i64,
    name: String,
    sizes: String,
    thumbnail_width: i64,
    thumbnail_height: i64,
}

fn pixels((width, height): (i64, i64)) -> (u32, u32) {
    let side = |count: i64| u32::try_from(count).unwrap_or_default();
    (side(width), side(height))
}

/// A page of the images of an album of the permit's storefront, by name, at most `most`.
///
/// # Errors
/// See [`Error`](crate::Error).
pub async fn images(
    tx: &mut Tx,
    may: &Permit<album::Manage>,
    album: AlbumId,
    start: &Option<(Side, NameCursor)>,
    most: u32,
) -> Result<PageOf<AlbumImage, NameCursor>> {
    let mut statement = sql(
        "select i.id, i.version, i.name, a.sizes, a.thumbnail_width, a.thumbnail_height
         from album_images i
         join albums b on b.id = i.album_id
         join artwork a on a.id = i.artwork_id
         where b.id = ",
    );
    statement
        .push_arg(album)
        .push(" and b.storefront_id = ")
        .push_arg(may.storefront());
    let part = Part::new(start, most);
    part.end(&mut statement, ("i.name", "i.id"));
    let rows: Vec<ImageRow> = statement.all(tx).await?;
    let rows = rows
        .into_iter()
        .map(|row| {
            Ok(AlbumImage {
                id: ImageId(row.id),
                version: row.version,
                name: row.name,
                size: crate::artwork::sizes(&row.sizes)?.join(", "),
                thumbnail: pixels((row.thumbnail_width, row.thumbnail_height)),
            })
        })
        .collect::<Result<Vec<_>>>()?;
    Ok(part.page(rows, |row| NameCursor::at(&row.name, row.id.0)))
}

/// An image, as the rules ask about it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ImageRecord {
    pub id: ImageId,
    pub album: AlbumId,
    pub name: String,
    pub facts: ImageFacts,
    pub kept: Kept,
}

/// # Errors
/// See [`Error`](crate::Error).
pub async fn image(tx: &mut Tx, id: ImageId) -> Result<Option<ImageRecord>> {
    let row: Option<(i64, String, i64, bool, bool, i64, Vec<u8>)> = sql("
        select i.album_id, i.name, b.storefront_id, s.public, b.shared, i.artwork_id, a.sha256
        from album_images i
        join albums b on b.id = i.album_id
        join storefronts s on s.id = b.storefront_id
        join artwork a on a.id = i.artwork_id
        where i.id = $1")
    .bind(id)
    .optional(tx)
    .await?;
    Ok(row.map(
        |(album, name, storefront, public, shared, artwork, sha256)| ImageRecord {
            id,
            album: AlbumId(album),
            name,
            facts: ImageFacts {
                storefront: StorefrontId(storefront),
                public,
                shared,
            },
            kept: Kept {
                id: ArtworkId(artwork),
                sha256: crate::artwork::hexadecimal(&sha256),
            },
        },
    ))
}

/// The most images that a product offers: more than anybody looks through.
const MOST: u32 = 200;

/// What is shared at the storefront of a product that the actor orders, by album and name.
///
/// # Errors
/// See [`Error`](crate::Error).
pub async fn offered(tx: &mut Tx, product: &Permit<product::View>) -> Result<Vec<Offered>> {
    let mut statement = sql(OFFERED);
    at(&mut statement, product);
    statement
        .push(" order by b.name, b.id, i.name, i.id limit ")
        .push_arg(MOST);
    let rows: Vec<OfferedRow> = statement.all(tx).await?;
    Ok(rows.into_iter().map(offer).collect())
}

/// The one of them of this full name, if it is still shared.
///
/// # Errors
/// See [`Error`](crate::Error).
pub async fn chosen(
    tx: &mut Tx,
    product: &Permit<product::View>,
    kept: &Kept,
) -> Result<Option<Offered>> {
    let mut statement = sql(OFFERED);
    at(&mut statement, product);
    statement.push(" and i.artwork_id = ").push_arg(kept.id);
    let row: Option<OfferedRow> = statement.optional(tx).await?;
    Ok(row.map(offer).filter(|offered| offered.kept == *kept))
}

const OFFERED: &str = "
    select i.id, b.name as album, i.name, i.artwork_id, a.sha256, a.thumbnail_width, a.thumbnail_height
    from album_images i
    join albums b on b.id = i.album_id
    join artwork a on a.id = i.artwork_id
    where b.shared and b.storefront_id = ";

fn at(statement: &mut Sql, product: &Permit<product::View>) {
    statement.push_arg(product.storefront());
}

#[derive(sqlx::FromRow)]
struct OfferedRow {
    id: i64,
    album: String,
    name: String,
    artwork_id: i64,
    sha256: Vec<u8>,
    thumbnail_width: i64,
    thumbnail_height: i64,
}

fn offer(row: OfferedRow) -> Offered {
    Offered {
        id: ImageId(row.id),
        album: row.album,
        name: row.name,
        thumbnail: pixels((row.thumbnail_width, row.thumbnail_height)),
        kept: Kept {
            id: ArtworkId(row.artwork_id),
            sha256: crate::artwork::hexadecimal(&row.sha256),
        },
    }
}

/// Where an album stands; the same as `access::rules::albums::object`.
struct Albums;

impl Place for Albums {
    const STOREFRONT: &'static str = "b.storefront_id";
}
