//! Inviting: a mailed link, by which a person chooses their password.

use super::{
    act::{fresh, home, record, shown, taken},
    addresses,
};
use crate::{
    accounts::{limits::MAILS_TO, token},
    mail::{self, Reader, To},
};
use access::{Ctx, Failure, Storefront, rules};
use domain::{
    AccountId, Problem,
    accounts::TokenKind,
    mail::Mail,
    paths,
    people::{InviteField, OnPerson},
};
use store::{Store, Tx, people, sessions};

/// Makes an inactive record an account that waits for its owner; once more, with a new link, where
/// it waits already.
///
/// # Errors
/// Not seen, not granted, no address or one that is in use beside it, active already, too many mails,
/// or stale.
pub async fn invite(store: &Store, ctx: &Ctx, form: &OnPerson) -> Result<(), Failure<InviteField>> {
    let mut tx = store.begin().await?;
    addresses::hold_of(&mut tx, form.person).await?;
    let person = taken(&mut tx, ctx, form.person).await?;
    let may = rules::people::invite(&ctx.access, &person.facts())?;
    let email = person
        .email
        .clone()
        .ok_or(Failure::field(InviteField::Email, Problem::Missing))?;
    let works = people::works(&mut tx, person.id).await?;
    addresses::free(&mut tx, &email, Some(person.id), works, InviteField::Email).await?;
    let changed = people::invite(&mut tx, &may, shown(form.person, form.version)).await;
    fresh(changed.map_err(|error| taken_address(error, InviteField::Email))?)?;
    let home = home(&mut tx, ctx, &person).await?;
    send(&mut tx, ctx, &home, person.id, (&person.name, &email)).await?;
    record(
        &mut tx,
        ctx,
        "user.invite",
        person.id,
        serde_json::json!({}),
    )
    .await?;
    tx.commit().await?;
    Ok(())
}

/// Mails the link, from their storefront; an earlier one is worth nothing from now on.
pub(crate) async fn send<F>(
    tx: &mut Tx,
    ctx: &Ctx,
    home: &Storefront,
    account: AccountId,
    (name, address): (&str, &str),
) -> Result<(), Failure<F>> {
    if let Some(seconds) = MAILS_TO.count(tx, address, ctx.now).await? {
        return Err(Failure::TooMany { seconds });
    }
    let token = token::fresh()?;
    let nothing = serde_json::json!({});
    sessions::issue(
        tx,
        &token.hash,
        TokenKind::Invite,
        account,
        &nothing,
        ctx.now,
    )
    .await?;
    let mail = Mail::Invited {
        by: by(ctx, home),
        link: paths::Reset(token.text).to_string(),
    };
    let to = To {
        reader: Reader::Account(account),
        name,
        address,
    };
    mail::queue_from(tx, ctx, home, to, &mail).await?;
    Ok(())
}

/// Who is named in a mail: a colleague by name, the people of the print shop as the shop.
pub(super) fn by(ctx: &Ctx, home: &Storefront) -> String {
    if ctx.access.is_staff() {
        home.name.clone()
    } else {
        ctx.name.clone()
    }
}

/// Whether somebody else has the address, or the same form was sent already.
pub(super) fn is_taken(error: &store::Error) -> bool {
    error.is_constraint("accounts_email") || error.is_constraint("accounts_once")
}

/// An address that is in use is a fault of its field.
pub(super) fn taken_address<F>(error: store::Error, field: F) -> Failure<F> {
    if is_taken(&error) {
        Failure::field(field, Problem::Taken)
    } else {
        error.into()
    }
}
