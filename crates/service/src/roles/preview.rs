//! Looking at the storefront as the holder of a role would. What is kept of a preview is the role,
//! in the session; what it comes to is reckoned anew for every request.

use access::{Access, Ctx, Denial, Failure, Previewing, RoleId, Storefront, pages};
use domain::{paths, roles::OnRole};
use serde_json::json;
use store::{Store, Tx, audit::record};

/// What somebody may do at a storefront who looks at it as the holder of this role would, never more
/// than they may themselves; or why they may not look.
///
/// # Errors
/// The database.
pub async fn seen_as(
    tx: &mut Tx,
    own: &Access,
    at: &Storefront,
    role: &str,
) -> store::Result<Result<(Access, Previewing), Denial>> {
    let Ok(id) = role.parse::<RoleId>() else {
        return Ok(Err(Denial::NotFound));
    };
    let book = store::roles::book(tx).await?;
    let held = match book.preview(own, id, at) {
        Ok(held) => held,
        Err(why) => return Ok(Err(why)),
    };
    let Some(name) = book.find(id) else {
        return Ok(Err(Denial::NotFound));
    };
    let seat = store::accounts::seat(tx, own, at.id).await?;
    let (access, partly) = own.seen_as(&held, seat);
    let previewing = Previewing {
        role: name.name().to_owned(),
        partly,
    };
    Ok(Ok((access, previewing)))
}

/// Begins a preview; where it starts.
///
/// # Errors
/// No such role; not the reader's to preview; logged in as somebody else.
pub async fn preview(store: &Store, ctx: &Ctx, form: &OnRole) -> Result<String, Failure> {
    let mut tx = store.begin().await?;
    let (access, _) = seen_as(&mut tx, &ctx.access, &ctx.at, &form.role).await??;
    noted(&mut tx, ctx, "role.preview", &form.role).await?;
    tx.commit().await?;
    Ok(pages::start(&access).to_owned())
}

/// Ends a preview, in one's own right again; where to go on.
///
/// # Errors
/// The database.
pub async fn end_preview(store: &Store, ctx: &Ctx, role: &str) -> Result<String, Failure> {
    let mut tx = store.begin().await?;
    noted(&mut tx, ctx, "role.end-preview", role).await?;
    tx.commit().await?;
    Ok(match pages::ROLE.needs.met_by(&ctx.access, false) {
        Ok(()) => paths::Role(role.to_owned()).to_string(),
        Err(_) => paths::Catalogue.to_string(),
    })
}

async fn noted(tx: &mut Tx, ctx: &Ctx, act: &str, role: &str) -> store::Result<()> {
    let number = match role.parse::<RoleId>() {
        Ok(RoleId::Custom(id)) => Some(id.0),
        Ok(RoleId::BuiltIn(_)) | Err(_) => None,
    };
    record(tx, ctx, act, "role", number, json!({ "role": role })).await
}
