//! Telling people what others did to their addresses: managers may, and a home is private.

use crate::mail::{self, Reader, To};
use access::Ctx;
use domain::{AccountId, accounts::AccountState, mail::Mail};
use store::{Tx, people};

/// Mails the person, unless it was themselves or nobody reads mail there.
pub(super) async fn tell(
    tx: &mut Tx,
    ctx: &Ctx,
    person: AccountId,
    before: Option<String>,
    after: Option<String>,
) -> store::Result<()> {
    let themselves = ctx.access.account() == Some(person) && ctx.access.acting.is_none();
    if themselves {
        return Ok(());
    }
    let Some(person) = people::person(tx, person, ctx.now).await? else {
        return Ok(());
    };
    let Some(address) = person
        .email
        .as_deref()
        .filter(|_| person.state == AccountState::Active)
    else {
        return Ok(());
    };
    // A colleague by name, the people of the print shop as the shop.
    let by = if ctx.access.is_staff() || ctx.access.acting.is_some() {
        ctx.at.name.clone()
    } else {
        ctx.name.clone()
    };
    let to = To {
        reader: Reader::Account(person.id),
        name: &person.name,
        address,
    };
    mail::queue(tx, ctx, to, &Mail::AddressChanged { by, before, after }).await
}
