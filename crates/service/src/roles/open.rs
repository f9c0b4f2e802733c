//! One role.

use super::{found, handed_out, may_edit};
use access::{
    Ctx, Denial, Failure, Permission, RoleId, RolePage, line, pages, permission::user, table,
};
use store::Store;

/// The most holders that one page names.
const MOST: u32 = 200;

/// What a role grants, who holds it, and what may be done to it.
///
/// # Errors
/// No such role, as far as the reader may know.
pub async fn open(store: &Store, ctx: &Ctx, id: &str) -> Result<RolePage, Failure> {
    pages::ROLE.needs.met_by(&ctx.access, false)?;
    let mut tx = store.read().await?;
    let book = store::roles::book(&mut tx).await?;
    let role = found(&book, ctx, id)?;
    let line = line(&book, &role).ok_or(Denial::NotFound)?;
    let version = store::roles::version(&mut tx, line.id).await?;
    let (holders, held_by) = match ctx.access.visible::<user::View>() {
        Ok(visible) => {
            let named = store::roles::named(&mut tx, &visible, line.id, ctx.now, MOST).await?;
            let counts = store::roles::counts(&mut tx, &visible, ctx.now).await?;
            let count = counts.into_iter().find(|(role, _)| *role == line.id);
            (named, count.map_or(0, |(_, count)| count))
        }
        Err(Denial::Missing(_) | Denial::Refused(_)) => (Vec::new(), 0),
        Err(why) => return Err(why.into()),
    };
    let edit = may_edit(&book, ctx, &role);
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
        holders: holders.into_iter().map(|(_, holder)| holder).collect(),
        held_by,
        may_preview: book.preview(&ctx.access, line.id, &ctx.at).is_ok(),
        may_copy: ctx.access.holds(Permission::RoleCreate).is_ok(),
        edit,
        replacements,
        hands_out,
        line,
    })
}
