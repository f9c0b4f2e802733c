//! Changing a role.

use super::{
    change::of_role,
    found,
    wanted::{reading, wanted},
};
use crate::administrators;
use access::{Ctx, Denial, EditPage, Failure, Permission, Reaches, RoleName, Wanted, line, table};
use domain::{
    Problem,
    roles::{EditRole, RoleField},
};
use serde_json::json;
use store::Store;

/// The role as the form shows it.
///
/// # Errors
/// No such role; not to be changed by this reader.
pub async fn edit_page(store: &Store, ctx: &Ctx, id: &str) -> Result<EditPage, Failure> {
    let (mut tx, book) = reading(store).await?;
    let role = found(&book, ctx, id)?;
    let _may = book.may_edit(&ctx.access, &role)?;
    let line = line(&book, &role).ok_or(Denial::NotFound)?;
    let version = store::roles::version(&mut tx, line.id).await?;
    let held = store::roles::held_by(&mut tx, line.id).await? > 0;
    let mut offered: Vec<_> = table(&book, &ctx.at, &ctx.access)
        .iter()
        .filter(|other| {
            let automatic =
                matches!(other.id, access::RoleId::BuiltIn(role) if role.is_automatic());
            other.id != line.id && !automatic && !other.locked
        })
        .map(|other| (other.id, other.full_name()))
        .collect();
    if matches!(role, RoleName::Custom { .. }) {
        // What it hands out already stays on the form, in force here or not.
        let kept = line.hands_out.iter().map(ToString::to_string);
        let kept = kept
            .filter_map(|id| found(&book, ctx, &id).ok())
            .filter_map(|role| access::line(&book, &role));
        for other in kept {
            if !offered.iter().any(|(id, _)| *id == other.id) {
                offered.push((other.id, other.full_name()));
            }
        }
    }
    Ok(EditPage {
        line,
        version,
        offered,
        held,
    })
}

/// Saves what a role is to be; its holders may do that from their next request on.
///
/// # Errors
/// The faulty fields; no such role, not granted, more than its editor holds, the platform
/// administrator's, or one that takes the last one something; stale.
pub async fn edit(store: &Store, ctx: &Ctx, form: &EditRole) -> Result<(), Failure<RoleField>> {
    let mut tx = store.begin().await?;
    let administrated = administrators::counted(&mut tx).await?;
    let before = store::roles::book(&mut tx).await?;
    let role = found(&before, ctx, &form.role)?;
    if let RoleName::Custom { id, .. } = role {
        // Its side stays while somebody holds it.
        store::roles::lock(&mut tx, id).await?;
    }
    let wanted = wanted(&mut tx, &before, &role, form).await?;
    let mut book = before.clone();
    let permit = book.change(&ctx.access, &role, wanted.clone())?;
    // A start page that is the role's own anyway is not kept.
    let wanted = Wanted {
        ways: book.ways(&role),
        ..wanted
    };
    let (saved, number) = match &role {
        RoleName::BuiltIn(built_in) if !book.is_adjusted(*built_in) && form.version == 0 => {
            // As it comes, and nothing else was wanted.
            let same = store::roles::version(&mut tx, role.id()).await? == 0;
            (same, None)
        }
        RoleName::BuiltIn(built_in) if !book.is_adjusted(*built_in) => (
            store::roles::restore(&mut tx, &permit, *built_in, form.version).await?,
            None,
        ),
        RoleName::BuiltIn(built_in) => (
            store::roles::adjust(&mut tx, &permit, *built_in, form.version, &wanted).await?,
            None,
        ),
        RoleName::Custom { id, .. } => {
            let made = book.custom(*id).ok_or(Denial::NotFound)?;
            match store::roles::save(&mut tx, &permit, *id, form.version, made).await {
                Err(error) if error.is_constraint("custom_roles") => {
                    return Err(Failure::field(RoleField::Name, Problem::Taken));
                }
                other => (other?, Some(id.0)),
            }
        }
    };
    if !saved {
        return Err(Denial::Stale.into());
    }
    // What it refuses from now on may be all that the last one holds.
    administrators::one_remains_of(&mut tx, administrated).await?;
    let change = of_role(&before, &book, &role);
    let detail = json!({
        "role": role.id().to_string(),
        "name": wanted.name.as_deref().unwrap_or(role.name()),
        "gained": words(&change.gains),
        "lost": words(&change.loses),
        "start": wanted.ways.start,
    });
    store::audit::record(&mut tx, ctx, "role.edit", "role", number, detail).await?;
    tx.commit().await?;
    Ok(())
}

/// `order.view own+assigned`, as forms and roles.csv have it.
pub(super) fn words(grants: &[(Permission, Reaches)]) -> Vec<String> {
    grants
        .iter()
        .map(|(permission, reaches)| format!("{permission} {reaches:?}"))
        .collect()
}
