//! One role.

use super::{found, handed_out, holders};
use access::{Ctx, Denial, Failure, Permission, RoleId, RolePage, line, pages, table};
use domain::roles::HoldersQuery;
use store::Store;

/// What a role grants, a part of those who hold it, and what may be done to it.
///
/// # Errors
/// No such role, as far as the reader may know.
pub async fn open(
    store: &Store,
    ctx: &Ctx,
    id: &str,
    query: &HoldersQuery,
) -> Result<RolePage, Failure> {
    pages::ROLE.needs.met_by(&ctx.access, false)?;
    let mut tx = store.read().await?;
    let book = store::roles::book(&mut tx).await?;
    let role = found(&book, ctx, id)?;
    let line = line(&book, &role).ok_or(Denial::NotFound)?;
    let version = store::roles::version(&mut tx, line.id).await?;
    let (holders, held_by) = holders(&mut tx, ctx, line.id, query).await?;
    let edit = book.may_edit(&ctx.access, &role).map(drop);
    let lines = table(&book, &ctx.at, &ctx.access);
    let replacements = match (line.id, &edit) {
        (RoleId::Custom(_), Ok(())) => lines
            .iter()
            .filter(|other| other.id != line.id && other.side == line.side)
            .filter(|other| !matches!(other.id, RoleId::BuiltIn(role) if role.is_automatic()))
            .map(|other| (other.id, other.full_name()))
            .collect(),
        _ => Vec::new(),
    };
    let hands_out = handed_out(&line, &lines);
    Ok(RolePage {
        version,
        holders,
        held_by,
        may_preview: book.preview(&ctx.access, line.id, &ctx.at).is_ok(),
        may_copy: ctx.access.holds(Permission::RoleCreate).is_ok(),
        edit,
        replacements,
        hands_out,
        line,
    })
}
