//! Removing a custom role. Those who hold it get another one in its place (invariant 10).

use super::found;
use crate::administrators;
use access::{Ctx, Denial, Failure, Holder, RoleName};
use domain::{
    Problem,
    roles::{DeleteRole, RoleField},
};
use serde_json::json;
use std::collections::BTreeMap;
use store::{Store, audit::Done, roles::HolderRecord};

/// # Errors
/// No such role, a built-in one, not granted, holders without a replacement, or one that is not the
/// remover's to give to each of them, or that takes the last administrator something; stale.
pub async fn delete(store: &Store, ctx: &Ctx, form: &DeleteRole) -> Result<(), Failure<RoleField>> {
    let mut tx = store.begin().await?;
    let before = administrators::counted(&mut tx).await?;
    let mut book = store::roles::book(&mut tx).await?;
    let role = found(&book, ctx, &form.role)?;
    let RoleName::Custom { id, .. } = role else {
        return Err(Denial::BuiltIn.into());
    };
    let replacement = match &*form.replacement {
        "" => None,
        other => Some(
            found(&book, ctx, other)
                .map_err(|_| Failure::field(RoleField::Replacement, Problem::NotOffered))?,
        ),
    };
    store::roles::lock(&mut tx, id).await?;
    let held = store::roles::every(&mut tx, role.id()).await?;
    let holders: Vec<Holder<'_>> = held
        .iter()
        .map(|one| Holder {
            person: one.object(),
            anchor: one.anchor.clone(),
        })
        .collect();
    let permit = match book.delete(&ctx.access, &role, &holders, replacement.as_ref()) {
        Err(Denial::NeedsReplacement) => {
            return Err(Failure::field(RoleField::Replacement, Problem::Missing));
        }
        other => other?,
    };
    let instead = replacement.as_ref().map(RoleName::id);
    if !store::roles::delete(&mut tx, &permit, id, form.version, instead).await? {
        return Err(Denial::Stale.into());
    }
    administrators::one_remains_of(&mut tx, before).await?;
    let detail = json!({
        "name": role.name(),
        "replacement": instead.map(|id| id.to_string()),
        "holders": held.iter().map(|one| one.account.0).collect::<Vec<_>>(),
    });
    store::audit::record(&mut tx, ctx, "role.delete", "role", Some(id.0), detail).await?;
    if let Some(other) = &replacement {
        let done = replaced(ctx, &held, (&role, other));
        store::audit::record_all(&mut tx, ctx, &done).await?;
    }
    tx.commit().await?;
    Ok(())
}

/// An entry for each person whose role became another, as where a role is given by hand.
fn replaced(ctx: &Ctx, held: &[HolderRecord], (role, other): (&RoleName, &RoleName)) -> Vec<Done> {
    let people: BTreeMap<_, _> = held
        .iter()
        .map(|one| (one.account, one.company()))
        .collect();
    people
        .into_iter()
        .map(|(account, company)| Done {
            act: "role.replace",
            object: "account",
            object_id: account.0,
            // What somebody does with their own account is of their company already.
            subject: company.filter(|_| ctx.access.account() != Some(account)),
            detail: json!({ "role": other.name(), "instead_of": role.name() }),
        })
        .collect()
}
