//! Logging in as somebody to help them, and returning.

use super::act::{fresh, record, taken};
use access::{Ctx, Denial, Failure, pages, rules};
use domain::{AccountId, people::OnPerson};
use store::{Store, accounts::access_of, audit};

/// As whom the session goes on, and where.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LoggedIn {
    pub account: AccountId,
    /// The administrator behind it; nothing for who has returned.
    pub acting: Option<AccountId>,
    /// Where their role starts.
    pub to: String,
}

/// # Errors
/// Not seen, not granted, an administrator, logged in as somebody already, not active, or stale.
pub async fn log_in_as(store: &Store, ctx: &Ctx, form: &OnPerson) -> Result<LoggedIn, Failure> {
    let me = ctx.access.account().ok_or(Denial::SignIn)?;
    let mut tx = store.begin().await?;
    let person = taken(&mut tx, ctx, form.person).await?;
    rules::people::log_in_as(&ctx.access, &person.facts()).map(drop)?;
    fresh(person.version == form.version)?;
    let (theirs, _) = access_of(&mut tx, person.id, Some(me), ctx.now)
        .await?
        .ok_or(Denial::NotFound)?;
    record(
        &mut tx,
        ctx,
        "session.impersonate",
        person.id,
        serde_json::json!({}),
    )
    .await?;
    tx.commit().await?;
    Ok(LoggedIn {
        account: person.id,
        acting: Some(me),
        to: pages::start(&theirs).to_owned(),
    })
}

/// # Errors
/// Not logged in as anybody.
pub async fn return_to_account(store: &Store, ctx: &Ctx) -> Result<LoggedIn, Failure> {
    let me = ctx.access.acting.ok_or(Denial::NotFound)?;
    let person = ctx.access.account().ok_or(Denial::SignIn)?;
    let mut tx = store.begin().await?;
    audit::record(
        &mut tx,
        ctx,
        "session.return",
        "account",
        Some(person.0),
        serde_json::json!({}),
    )
    .await?;
    tx.commit().await?;
    Ok(LoggedIn {
        account: me,
        acting: None,
        to: domain::paths::Person(person).to_string(),
    })
}
