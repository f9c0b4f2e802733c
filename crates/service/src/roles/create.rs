//! Making a role, as a copy of another.

use super::found;
use access::{Ctx, Denial, Failure, RoleId, pages, table};
use domain::{
    CustomRoleId, Problem,
    roles::{EVERYWHERE, NewRole, RoleField},
};
use serde_json::json;
use store::Store;

/// The roles that can be copied; whether one could be made for the whole platform.
///
/// # Errors
/// Not for the reader.
pub async fn copies(store: &Store, ctx: &Ctx) -> Result<(Vec<(RoleId, String)>, bool), Failure> {
    pages::NEW_ROLE.needs.met_by(&ctx.access, false)?;
    let mut tx = store.read().await?;
    let book = store::roles::book(&mut tx).await?;
    let copies = table(&book, &ctx.at, &ctx.access)
        .iter()
        .map(|line| (line.id, line.full_name()))
        .collect();
    let platform = ctx
        .access
        .decide(access::Permission::RoleCreate, &access::Object::PLATFORM)
        .is_ok();
    Ok((copies, platform))
}

/// Makes the role; by which number it is known.
///
/// # Errors
/// A name that is missing or taken; nothing to copy; not granted, or a copy of what its maker does
/// not hold.
pub async fn create(
    store: &Store,
    ctx: &Ctx,
    form: &NewRole,
) -> Result<CustomRoleId, Failure<RoleField>> {
    form.check()?;
    let mut tx = store.begin().await?;
    let mut book = store::roles::book(&mut tx).await?;
    let from = found(&book, ctx, &form.from)
        .map_err(|_| Failure::field(RoleField::From, Problem::NotOffered))?;
    let home = (form.home != EVERYWHERE).then_some(ctx.at.id);
    // The database gives the number; this one is nobody's.
    let fresh = CustomRoleId(0);
    let name = form.name.trim().to_owned();
    let permit = book.copy(&ctx.access, &from, fresh, name, home)?;
    let made = book.custom(fresh).ok_or(Denial::NotFound)?;
    let id = match store::roles::insert(&mut tx, &permit, made).await {
        Err(error) if error.is_constraint("custom_roles") => {
            return Err(Failure::field(RoleField::Name, Problem::Taken));
        }
        other => other?,
    };
    let detail = json!({ "name": made.name, "copy_of": from.id().to_string() });
    store::audit::record(&mut tx, ctx, "role.create", "role", Some(id.0), detail).await?;
    tx.commit().await?;
    Ok(id)
}
