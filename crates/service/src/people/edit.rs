//! Changing somebody's name, address and telephone number.

use super::{
    act::{fresh, home, record, shown, taken},
    addresses,
    invite::{by, taken_address},
};
use crate::mail::{self, Reader, To};
use access::{Ctx, Failure, rules};
use domain::{
    accounts::{AccountState, TokenKind},
    mail::Mail,
    people::{EditPerson, EditPersonField},
};
use store::{Store, people, sessions};

/// # Errors
/// Faulty fields, an address that is in use beside it, not seen, not granted, another address while
/// logged in as somebody else, or stale.
pub async fn edit(
    store: &Store,
    ctx: &Ctx,
    form: &EditPerson,
) -> Result<(), Failure<EditPersonField>> {
    let mut tx = store.begin().await?;
    let email = form.address();
    if let Some(email) = &email {
        people::hold_address(&mut tx, email).await?;
    }
    let person = taken(&mut tx, ctx, form.person).await?;
    let moved = person.email != email;
    let may = if moved {
        rules::people::change_address(&ctx.access, &person.facts())?
    } else {
        rules::people::edit(&ctx.access, &person.facts())?
    };
    let has_access = person.state != AccountState::Inactive;
    form.check(has_access)?;
    if let Some(email) = email.as_deref().filter(|_| has_access && moved) {
        let works = people::works(&mut tx, person.id).await?;
        let field = EditPersonField::Email;
        addresses::free(&mut tx, email, Some(person.id), works, field).await?;
    }
    let changed = people::edit(
        &mut tx,
        &may,
        shown(form.person, form.version),
        (form.name.trim(), email.as_deref(), form.phone.trim()),
    )
    .await;
    fresh(changed.map_err(|error| taken_address(error, EditPersonField::Email))?)?;
    if moved {
        // Links that went to the old address lead nowhere any more.
        for kind in [TokenKind::Reset, TokenKind::Invite, TokenKind::Verify] {
            sessions::withdraw(&mut tx, kind, person.id).await?;
        }
        if let Some(address) = person.email.as_deref().filter(|_| has_access) {
            let to = To {
                reader: Reader::Account(person.id),
                name: &person.name,
                address,
            };
            let home = home(&mut tx, ctx, &person).await?;
            let by = by(ctx, &home);
            mail::queue_from(&mut tx, ctx, &home, to, &Mail::EmailChanged { by }).await?;
        }
    }
    let detail = serde_json::json!({ "email": moved });
    record(&mut tx, ctx, "user.edit", person.id, detail).await?;
    tx.commit().await?;
    Ok(())
}
