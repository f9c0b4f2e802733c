//! Albums and their images.
//!
//! An image is a row that names the artwork with its bytes. What was ordered names that artwork too, so
//! that taking an image out of its album takes nothing from an order.

mod products;
mod write;

pub use products::{gone_categories, products, sees_one};
pub use write::{
    Shown, ShownImage, Wanted, add_image, create, delete, delete_image, edit, empty, rename,
};

use crate::{
    Engine, Error, Result, Sql, Tx,
    lists::{self, Part, words},
    reach::{self, Place},
    sql::sql,
};
use access::{
    Permit, RoleId, Visible,
    permission::album,
    rules::albums::{Choice, ImageFacts, Shared},
};
use domain::{
    AlbumId, ArtworkId, ImageId, ProductId, StorefrontId,
    albums::{AlbumFilter, AlbumImage, ForProducts, Offered},
    artwork::Kept,
    lists::{NameCursor, PageOf},
    orders::Side,
};
use std::collections::HashMap;

/// An album, as the rules ask about it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AlbumRecord {
    pub id: AlbumId,
    pub version: i64,
    pub name: String,
    pub storefront: StorefrontId,
    pub storefront_name: String,
    /// With somebody; it is not where the last role or product is gone that it was shared with.
    pub shared: bool,
    /// With whom it is shared, or would be.
    pub limits: Limits,
    pub images: i64,
}

/// Which roles and products alone an album is shared with.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Limits {
    /// Nothing where it is everybody.
    pub roles: Option<Vec<RoleId>>,
    /// Nothing where it is every product.
    pub products: Option<ForProducts>,
}

impl Limits {
    /// Those of an album whose roles and products are not read yet.
    fn blank(for_all_roles: bool, for_all_products: bool) -> Self {
        Self {
            roles: (!for_all_roles).then(Vec::new),
            products: (!for_all_products).then(ForProducts::default),
        }
    }

    /// Whether all of the roles, or of the products, are gone.
    fn lost(&self) -> bool {
        let no_role = self.roles.as_ref().is_some_and(Vec::is_empty);
        no_role || self.products.as_ref().is_some_and(ForProducts::is_empty)
    }
}

#[derive(sqlx_macros::FromRow)]
struct Row {
    id: i64,
    version: i64,
    name: String,
    storefront_id: i64,
    storefront_name: String,
    shared: bool,
    for_all_roles: bool,
    for_all_products: bool,
    images: i64,
}

const SELECT: &str = "
    select b.id, b.version, b.name, b.storefront_id, s.name as storefront_name, b.shared,
        b.for_all_roles, b.for_all_products,
        (select cast(count(*) as bigint) from album_images i where i.album_id = b.id) as images
    from albums b
    join storefronts s on s.id = b.storefront_id
    where ";

async fn read(tx: &mut Tx, statement: Sql) -> Result<Vec<AlbumRecord>> {
    let rows: Vec<Row> = statement.all(tx).await?;
    let record = |row: Row| AlbumRecord {
        id: AlbumId(row.id),
        version: row.version,
        name: row.name,
        storefront: StorefrontId(row.storefront_id),
        storefront_name: row.storefront_name,
        shared: row.shared,
        limits: Limits::blank(row.for_all_roles, row.for_all_products),
        images: row.images,
    };
    let mut records: Vec<AlbumRecord> = rows.into_iter().map(record).collect();
    let limits = records.iter_mut().map(|one| (one.id, &mut one.limits));
    fill_in(tx, limits.collect()).await?;
    for one in &mut records {
        one.shared = one.shared && !one.limits.lost();
    }
    Ok(records)
}

/// Fills in the roles, products and categories that each of these albums is limited to.
async fn fill_in(tx: &mut Tx, mut all: HashMap<AlbumId, &mut Limits>) -> Result<()> {
    let by_role = all.iter().filter(|(_, limits)| limits.roles.is_some());
    let by_role: Vec<AlbumId> = by_role.map(|(id, _)| *id).collect();
    let by_product = all.iter().filter(|(_, limits)| limits.products.is_some());
    let by_product: Vec<AlbumId> = by_product.map(|(id, _)| *id).collect();
    let roles: Vec<(i64, String)> = targets(tx, ("role", "album_roles"), &by_role).await?;
    for (album, role) in roles {
        let role = role
            .parse::<RoleId>()
            .map_err(|_| Error::unreadable("album_roles.role", role))?;
        if let Some(limits) = all.get_mut(&AlbumId(album)) {
            limits.roles.get_or_insert_default().push(role);
        }
    }
    let table = ("product_id", "album_products");
    let products: Vec<(i64, i64)> = targets(tx, table, &by_product).await?;
    for (album, product) in products {
        if let Some(limits) = all.get_mut(&AlbumId(album)) {
            let these = limits.products.get_or_insert_default();
            these.products.push(ProductId(product));
        }
    }
    let table = ("category", "album_categories");
    let categories: Vec<(i64, String)> = targets(tx, table, &by_product).await?;
    for (album, category) in categories {
        if let Some(limits) = all.get_mut(&AlbumId(album)) {
            let these = limits.products.get_or_insert_default();
            these.categories.push(category);
        }
    }
    Ok(())
}

/// What a table names beside each of these, in its order.
async fn targets<T: crate::sql::Row>(
    tx: &mut Tx,
    (column, table): (&'static str, &'static str),
    these: &[AlbumId],
) -> Result<Vec<T>> {
    if these.is_empty() {
        return Ok(Vec::new());
    }
    let mut statement = sql("select album_id, ");
    statement
        .push(column)
        .push(" from ")
        .push(table)
        .push(" where album_id in (")
        .push_list(these.iter().copied())
        .push(") order by album_id, ")
        .push(column);
    statement.all(tx).await
}

/// # Errors
/// See [`Error`].
pub async fn album(tx: &mut Tx, id: AlbumId) -> Result<Option<AlbumRecord>> {
    let mut statement = sql(SELECT);
    statement.push("b.id = ").push_arg(id);
    Ok(read(tx, statement).await?.pop())
}

/// The same, and nobody else changes it until this transaction is over.
///
/// # Errors
/// See [`Error`].
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
/// See [`Error`].
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
    let rows = read(tx, statement).await?;
    Ok(part.page(rows, |row: &AlbumRecord| {
        NameCursor::at(&row.name, row.id.0)
    }))
}

/// The albums of a storefront that are kept by the reader and have this name, at most `most`.
///
/// # Errors
/// See [`Error`].
pub async fn called(
    tx: &mut Tx,
    visible: &Visible<'_, album::Manage>,
    storefront: StorefrontId,
    name: &str,
    most: u32,
) -> Result<Vec<AlbumRecord>> {
    let mut statement = sql(SELECT);
    reach::filter(&mut statement, &Albums, visible);
    statement
        .push(" and b.storefront_id = ")
        .push_arg(storefront);
    lists::called(&mut statement, "b.name", name);
    statement.push(" order by b.id limit ").push_arg(most);
    read(tx, statement).await
}

#[derive(sqlx_macros::FromRow)]
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
/// See [`Error`].
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
    pub storefront: StorefrontId,
    pub kept: Kept,
    public: bool,
    shared: bool,
    limits: Limits,
}

impl ImageRecord {
    #[must_use]
    pub fn facts(&self) -> ImageFacts<'_> {
        ImageFacts {
            storefront: self.storefront,
            public: self.public,
            shared: match &self.limits.roles {
                _ if !self.shared => Shared::Nobody,
                None => Shared::Everybody,
                Some(these) => Shared::With(these),
            },
            products: self.limits.products.as_ref(),
        }
    }
}

#[derive(sqlx_macros::FromRow)]
struct ImageFactsRow {
    album_id: i64,
    name: String,
    storefront_id: i64,
    public: bool,
    shared: bool,
    for_all_roles: bool,
    for_all_products: bool,
    artwork_id: i64,
    sha256: Vec<u8>,
}

/// # Errors
/// See [`Error`].
pub async fn image(tx: &mut Tx, id: ImageId) -> Result<Option<ImageRecord>> {
    let row: Option<ImageFactsRow> = sql("
        select i.album_id, i.name, b.storefront_id, s.public, b.shared, b.for_all_roles,
            b.for_all_products, i.artwork_id, a.sha256
        from album_images i
        join albums b on b.id = i.album_id
        join storefronts s on s.id = b.storefront_id
        join artwork a on a.id = i.artwork_id
        where i.id = $1")
    .bind(id)
    .optional(tx)
    .await?;
    let Some(row) = row else {
        return Ok(None);
    };
    let album = AlbumId(row.album_id);
    let mut limits = Limits::blank(row.for_all_roles, row.for_all_products);
    fill_in(tx, HashMap::from([(album, &mut limits)])).await?;
    Ok(Some(ImageRecord {
        id,
        album,
        name: row.name,
        storefront: StorefrontId(row.storefront_id),
        kept: Kept {
            id: ArtworkId(row.artwork_id),
            sha256: crate::artwork::hexadecimal(&row.sha256),
        },
        public: row.public,
        shared: row.shared,
        limits,
    }))
}

/// The most images that a product offers: more than anybody looks through.
const MOST: u32 = 200;

/// What somebody may choose, by album and name.
///
/// # Errors
/// See [`Error`].
pub async fn offered(tx: &mut Tx, choice: &Choice<'_>) -> Result<Vec<Offered>> {
    let mut statement = sql(OFFERED);
    within(&mut statement, choice);
    statement
        .push(" order by b.name, b.id, i.name, i.id limit ")
        .push_arg(MOST);
    let rows: Vec<OfferedRow> = statement.all(tx).await?;
    Ok(rows.into_iter().map(offer).collect())
}

/// The one of them of this full name, if it is still shared with them.
///
/// # Errors
/// See [`Error`].
pub async fn chosen(tx: &mut Tx, choice: &Choice<'_>, kept: &Kept) -> Result<Option<Offered>> {
    let mut statement = sql(OFFERED);
    within(&mut statement, choice);
    statement.push(" and i.artwork_id = ").push_arg(kept.id);
    let row: Option<OfferedRow> = statement.optional(tx).await?;
    Ok(row.map(offer).filter(|offered| offered.kept == *kept))
}

const OFFERED: &str = "
    select i.id, b.name as album, i.name, i.artwork_id, a.sha256, a.thumbnail_width, a.thumbnail_height
    from album_images i
    join albums b on b.id = i.album_id
    join artwork a on a.id = i.artwork_id
    where ";

/// Writes which images may be chosen; the same as `access::rules::albums::choose`, over rows.
fn within(statement: &mut Sql, choice: &Choice<'_>) {
    let (product, category) = choice.product();
    statement
        .push("b.shared and b.storefront_id = ")
        .push_arg(choice.storefront())
        .push(
            " and (b.for_all_roles or exists (
                select 1 from album_roles r where r.album_id = b.id and r.role in (",
        )
        .push_list(choice.roles().iter().map(RoleId::to_string))
        .push(
            "))) and (b.for_all_products or exists (
                select 1 from album_products l where l.album_id = b.id and l.product_id = ",
        )
        .push_arg(product)
        .push(
            ") or exists (
                select 1 from album_categories l where l.album_id = b.id and l.category = ",
        )
        .push_arg(category)
        .push("))");
}

#[derive(sqlx_macros::FromRow)]
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
