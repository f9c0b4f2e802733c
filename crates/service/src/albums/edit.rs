//! An album's name, and with whom it is shared.

use super::{fresh, offered_products, offered_roles, record, shown, taken, taken_name};
use access::{Access, Ctx, Failure, Permit, RoleId, permission::album};
use domain::{
    Problem, StorefrontId,
    albums::{AlbumField, EditAlbum, ForProducts},
};
use store::{
    Store, Tx,
    albums::{self, AlbumRecord, Limits, Wanted},
};

/// # Errors
/// Not found, a faulty name or one that the storefront has already, a role that is not its customers', a
/// product or category that is not one of those that its keeper sees there, or stale.
pub async fn edit(store: &Store, ctx: &Ctx, form: &EditAlbum) -> Result<(), Failure<AlbumField>> {
    let mut tx = store.begin().await?;
    let (album, may) = taken(&mut tx, &ctx.access, form.album).await?;
    form.check()?;
    let limits = Limits {
        roles: roles(&mut tx, album.storefront, form).await?,
        products: products(&mut tx, &ctx.access, (&may, &album), form).await?,
    };
    let name = form.name();
    let wanted = Wanted {
        name: &name,
        shared: form.shared,
        limits: &limits,
    };
    let as_shown = shown(album.id, form.version);
    let changed = albums::edit(&mut tx, &may, as_shown, wanted).await;
    fresh(changed.map_err(taken_name)?)?;
    let changes = serde_json::json!({
        "before": detail(&album.name, album.shared, &album.limits),
        "after": detail(&name, form.shared, &limits),
    });
    record(&mut tx, ctx, "album.edit", album.id, changes).await?;
    tx.commit().await?;
    Ok(())
}

fn detail(name: &str, shared: bool, limits: &Limits) -> serde_json::Value {
    serde_json::json!({
        "name": name,
        "shared": shared,
        "roles": limits.roles,
        "products": limits.products,
    })
}

/// The only roles that it is to be shared with; nothing for everybody.
async fn roles(
    tx: &mut Tx,
    at: StorefrontId,
    form: &EditAlbum,
) -> Result<Option<Vec<RoleId>>, Failure<AlbumField>> {
    if form.roles.is_empty() {
        return Ok(None);
    }
    let offered = offered_roles(tx, at).await?;
    let one = |key: &String| {
        let mut offered = offered.iter().map(|role| role.id());
        offered.find(|role| role.to_string() == *key)
    };
    let roles: Option<Vec<RoleId>> = form.roles.iter().map(one).collect();
    let roles = roles.ok_or_else(|| Failure::field(AlbumField::Roles, Problem::NotOffered))?;
    Ok(Some(roles))
}

/// The only products and categories that it is to be shared with: what is ticked, and what it is shared
/// with beyond what its keeper sees; nothing for every product.
async fn products(
    tx: &mut Tx,
    access: &Access,
    (may, album): (&Permit<album::Manage>, &AlbumRecord),
    form: &EditAlbum,
) -> Result<Option<ForProducts>, Failure<AlbumField>> {
    let offered = offered_products(tx, access, may, album).await?;
    let mut wanted = offered.beyond(album);
    for key in &form.products {
        let mut ids = offered.products.iter().map(|(id, _)| *id);
        let one = ids.find(|id| id.to_string() == *key);
        let one = one.ok_or_else(|| Failure::field(AlbumField::Products, Problem::NotOffered))?;
        wanted.products.push(one);
    }
    for name in &form.categories {
        if !offered.categories.contains(name) {
            return Err(Failure::field(AlbumField::Categories, Problem::NotOffered));
        }
        wanted.categories.push(name.clone());
    }
    Ok(Some(wanted).filter(|these| !these.is_empty()))
}
