//! The list of roles.

use access::{Ctx, Denial, Failure, Permission, RolesPage, pages, permission::user, table};
use store::Store;

/// The roles in force at the storefront, and how many hold each, of those the reader may see.
///
/// # Errors
/// Not for the reader.
pub async fn list(store: &Store, ctx: &Ctx) -> Result<RolesPage, Failure> {
    pages::ROLES.needs.met_by(&ctx.access, false)?;
    let mut tx = store.read().await?;
    let book = store::roles::book(&mut tx).await?;
    let counts = match ctx.access.visible::<user::View>() {
        Ok(visible) => store::roles::counts(&mut tx, &visible, ctx.now).await?,
        Err(Denial::Missing(_) | Denial::Refused(_)) => Vec::new(),
        Err(why) => return Err(why.into()),
    };
    let lines = table(&book, &ctx.at, &ctx.access)
        .into_iter()
        .map(|line| {
            let count = counts.iter().find(|(role, _)| *role == line.id);
            let held_by = count.map_or(0, |(_, count)| *count);
            (line, held_by)
        })
        .collect();
    Ok(RolesPage {
        lines,
        may_create: ctx.access.holds(Permission::RoleCreate).is_ok(),
    })
}
