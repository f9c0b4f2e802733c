//! Writing albums and their images down. The files stay where an image goes, as they do where a line
//! of a cart goes: orders may have them.

use super::Limits;
use crate::{Result, Sql, Tx, artwork::NewArtwork, sql::sql};
use access::{Permit, RoleId, permission::album};
use domain::{AlbumId, ImageId, StorefrontId, Timestamp};

/// An album as it was shown.
#[derive(Clone, Copy, Debug)]
pub struct Shown {
    pub album: AlbumId,
    pub version: i64,
}

/// An image as it was shown.
#[derive(Clone, Copy, Debug)]
pub struct ShownImage {
    pub image: ImageId,
    pub version: i64,
}

/// `update … set {what} …`: whether the album was as it was shown, and of the permit's storefront.
async fn change(
    tx: &mut Tx,
    shown: Shown,
    storefront: Option<StorefrontId>,
    what: impl FnOnce(&mut Sql),
) -> Result<bool> {
    let mut statement = sql("update albums set version = version + 1");
    what(&mut statement);
    statement
        .push(" where id = ")
        .push_arg(shown.album)
        .push(" and version = ")
        .push_arg(shown.version)
        .push(" and storefront_id = ")
        .push_arg(storefront);
    Ok(statement.run(tx).await? == 1)
}

/// Makes an album at the permit's storefront.
///
/// # Errors
/// The constraint `albums_name` where the storefront has one of that name; see
/// [`Error`](crate::Error).
pub async fn create(
    tx: &mut Tx,
    may: &Permit<album::Manage>,
    (name, shared): (&str, bool),
    now: Timestamp,
) -> Result<AlbumId> {
    let id = sql("
        insert into albums (storefront_id, name, shared, created_at)
        values ($1, $2, $3, $4)
        returning id")
    .bind(may.storefront())
    .bind(name)
    .bind(shared)
    .bind(now)
    .int(tx)
    .await?;
    Ok(AlbumId(id))
}

/// What an album is to be.
#[derive(Clone, Copy, Debug)]
pub struct Wanted<'a> {
    pub name: &'a str,
    pub shared: bool,
    pub limits: &'a Limits,
}

/// Its name, and with whom it is shared. Whether the version was the one shown.
///
/// # Errors
/// The constraint `albums_name` where the storefront has one of that name; see
/// [`Error`](crate::Error).
pub async fn edit(
    tx: &mut Tx,
    may: &Permit<album::Manage>,
    shown: Shown,
    wanted: Wanted<'_>,
) -> Result<bool> {
    let changed = change(tx, shown, may.storefront(), |sql| {
        sql.push(", name = ").push_arg(wanted.name);
        sql.push(", shared = ").push_arg(wanted.shared);
        sql.push(", for_all_roles = ")
            .push_arg(wanted.limits.roles.is_none());
        sql.push(", for_all_products = ")
            .push_arg(wanted.limits.products.is_none());
    })
    .await?;
    if !changed {
        return Ok(false);
    }
    forget_limits(tx, shown.album).await?;
    limit_to(tx, may, shown.album, wanted.limits).await?;
    Ok(true)
}

/// Writes down what an album is shared with that has no limits yet: of products those of the permit's
/// storefront.
async fn limit_to(
    tx: &mut Tx,
    may: &Permit<album::Manage>,
    album: AlbumId,
    limits: &Limits,
) -> Result<()> {
    for role in limits.roles.iter().flatten() {
        let custom = match role {
            RoleId::BuiltIn(_) => None,
            RoleId::Custom(id) => Some(*id),
        };
        sql("
            insert into album_roles (album_id, role, custom_role_id)
            values ($1, $2, $3)
            on conflict do nothing")
        .bind(album)
        .bind(role.to_string())
        .bind(custom)
        .run(tx)
        .await?;
    }
    let Some(these) = &limits.products else {
        return Ok(());
    };
    for product in &these.products {
        sql("
            insert into album_products (album_id, product_id)
            select b.id, p.id
            from albums b
            join products p on p.storefront_id = b.storefront_id
            where b.id = $1 and p.id = $2 and b.storefront_id = $3
            on conflict do nothing")
        .bind(album)
        .bind(*product)
        .bind(may.storefront())
        .run(tx)
        .await?;
    }
    for category in &these.categories {
        sql("
            insert into album_categories (album_id, category)
            values ($1, $2)
            on conflict do nothing")
        .bind(album)
        .bind(category)
        .run(tx)
        .await?;
    }
    Ok(())
}

async fn forget_limits(tx: &mut Tx, album: AlbumId) -> Result<()> {
    for text in [
        "delete from album_roles where album_id = $1",
        "delete from album_products where album_id = $1",
        "delete from album_categories where album_id = $1",
    ] {
        sql(text).bind(album).run(tx).await?;
    }
    Ok(())
}

/// Takes every image out. Whether the version was the one shown.
///
/// # Errors
/// See [`Error`](crate::Error).
pub async fn empty(tx: &mut Tx, may: &Permit<album::Manage>, shown: Shown) -> Result<bool> {
    if !change(tx, shown, may.storefront(), |_| {}).await? {
        return Ok(false);
    }
    sql("delete from album_images where album_id = $1")
        .bind(shown.album)
        .run(tx)
        .await?;
    Ok(true)
}

/// Removes an album with its images. Whether the version was the one shown.
///
/// # Errors
/// See [`Error`](crate::Error).
pub async fn delete(tx: &mut Tx, may: &Permit<album::Manage>, shown: Shown) -> Result<bool> {
    if !empty(tx, may, shown).await? {
        return Ok(false);
    }
    forget_limits(tx, shown.album).await?;
    sql("delete from albums where id = $1 and storefront_id = $2")
        .bind(shown.album)
        .bind(may.storefront())
        .run(tx)
        .await?;
    Ok(true)
}

/// Puts an image into an album of the permit's storefront that was locked before. The same bytes are in
/// it once: whether it is new, and which it is.
///
/// # Errors
/// See [`Error`](crate::Error).
pub async fn add_image(
    tx: &mut Tx,
    may: &Permit<album::Manage>,
    album: AlbumId,
    (name, file): (&str, &NewArtwork),
    now: Timestamp,
) -> Result<(bool, ImageId)> {
    let there: Option<(i64,)> = sql("
        select i.id
        from album_images i
        join artwork a on a.id = i.artwork_id
        where i.album_id = $1 and a.sha256 = $2
        order by i.id
        limit 1")
    .bind(album)
    .bind(file.sha256.as_slice())
    .optional(tx)
    .await?;
    if let Some((id,)) = there {
        return Ok((false, ImageId(id)));
    }
    let artwork =
        crate::artwork::insert_for(tx, may.storefront(), may.account(), file, now).await?;
    let id = sql("
        insert into album_images (album_id, artwork_id, name, created_at)
        values ($1, $2, $3, $4)
        returning id")
    .bind(album)
    .bind(artwork)
    .bind(name)
    .bind(now)
    .int(tx)
    .await?;
    Ok((true, ImageId(id)))
}

/// Gives an image another name. Whether the version was the one shown.
///
/// # Errors
/// See [`Error`](crate::Error).
pub async fn rename(
    tx: &mut Tx,
    may: &Permit<album::Manage>,
    shown: ShownImage,
    name: &str,
) -> Result<bool> {
    let changed = sql("
        update album_images
        set name = $3, version = version + 1
        where id = $1 and version = $2
            and album_id in (select b.id from albums b where b.storefront_id = $4)")
    .bind(shown.image)
    .bind(shown.version)
    .bind(name)
    .bind(may.storefront())
    .run(tx)
    .await?;
    Ok(changed == 1)
}

/// Takes an image out of its album. Whether the version was the one shown.
///
/// # Errors
/// See [`Error`](crate::Error).
pub async fn delete_image(
    tx: &mut Tx,
    may: &Permit<album::Manage>,
    shown: ShownImage,
) -> Result<bool> {
    let gone = sql("
        delete from album_images
        where id = $1 and version = $2
            and album_id in (select b.id from albums b where b.storefront_id = $3)")
    .bind(shown.image)
    .bind(shown.version)
    .bind(may.storefront())
    .run(tx)
    .await?;
    Ok(gone == 1)
}
