//! An album's name, and with whom it is shared.

use super::{fresh, offered_roles, record, shown, taken, taken_name};
use access::{Ctx, Failure, RoleId};
use domain::{
    Problem, StorefrontId,
    albums::{AlbumField, EditAlbum},
};
use store::{
    Store, Tx,
    albums::{self, Wanted},
};

/// # Errors
/// Not found, a faulty name or one that the storefront has already, a role that is not its customers',
/// or stale.
pub async fn edit(store: &Store, ctx: &Ctx, form: &EditAlbum) -> Result<(), Failure<AlbumField>> {
    let mut tx = store.begin().await?;
    let (album, may) = taken(&mut tx, &ctx.access, form.album).await?;
    form.check()?;
    let roles = roles(&mut tx, album.storefront, form).await?;
    let name = form.name();
    let wanted = Wanted {
        name: &name,
        shared: form.shared,
        roles: roles.as_deref(),
    };
    let as_shown = shown(album.id, form.version);
    let changed = albums::edit(&mut tx, &may, as_shown, wanted).await;
    fresh(changed.map_err(taken_name)?)?;
    let detail = serde_json::json!({
        "before": { "name": album.name, "shared": album.shared, "roles": album.roles },
        "after": { "name": name, "shared": form.shared, "roles": roles },
    });
    record(&mut tx, ctx, "album.edit", album.id, detail).await?;
    tx.commit().await?;
    Ok(())
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
