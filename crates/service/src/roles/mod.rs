//! Roles: what each grants, who can do what, making one, changing one, restoring, removing, and
//! looking at the storefront through one.
//!
//! What may be done to a role is decided by [`RoleBook`], which is loaded in the transaction that
//! writes what it became.

mod change;
mod create;
mod delete;
mod edit;
mod list;
mod matrix;
mod open;
mod preview;
mod restore;
mod things;
mod wanted;
mod why;

pub use change::{change, restoring};
pub use create::{copies, create};
pub use delete::delete;
pub use edit::{edit, edit_page};
pub use list::list;
pub use matrix::{csv, matrix};
pub use open::open;
pub use preview::{end_preview, preview, seen_as};
pub use restore::restore;
pub use why::why;

use access::{Ctx, Denial, RoleBook, RoleId, RoleLine, RoleName, permission::user};
use domain::{
    lists::{NameCursor, PAGE, PageOf},
    roles::{HolderLine, HoldersQuery},
};
use store::Tx;

/// The role that an address or a form means, where the actor may know of it.
fn found(book: &RoleBook, ctx: &Ctx, id: &str) -> Result<RoleName, Denial> {
    let role = id
        .parse::<RoleId>()
        .ok()
        .and_then(|id| book.find(id))
        .ok_or(Denial::NotFound)?;
    book.known_to(&ctx.access, &role)?;
    Ok(role)
}

/// The names of the roles that the holders of this one hand out, of those that the reader may know.
fn handed_out(line: &RoleLine, known: &[RoleLine]) -> Vec<String> {
    known
        .iter()
        .filter(|other| line.hands_out.contains(&other.id))
        .map(|other| other.name.clone())
        .collect()
}

/// A page of those who hold a role, and how many there are, as far as the reader may know.
async fn holders(
    tx: &mut Tx,
    ctx: &Ctx,
    role: RoleId,
    query: &HoldersQuery,
) -> store::Result<(PageOf<HolderLine, NameCursor>, i64)> {
    let Ok(visible) = ctx.access.visible::<user::View>() else {
        let none = PageOf {
            rows: Vec::new(),
            next: None,
            previous: None,
        };
        return Ok((none, 0));
    };
    let count = store::roles::count(tx, &visible, role, ctx.now).await?;
    let start = query.start();
    let page = store::roles::named(tx, &visible, (role, ctx.now), &start, PAGE).await?;
    Ok((page, count))
}
