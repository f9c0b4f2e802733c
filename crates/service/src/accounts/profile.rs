//! One's own account: its data and its sessions.

use super::own;
use access::{Ctx, Denial, Failure, Owner, rules};
use domain::{
    accounts::{
        AccountPage, ChooseMails, EditProfile, EditProfileField, EndSession, MailChoice,
        SessionLine,
    },
    mail::Topic,
};
use store::{
    Store, audit, mail, people,
    sessions::{self, Hash, passkeys, second_factors},
};

/// What the owner of an account sees of it. An administrator who is logged in as them sees no
/// sessions: those are the owner's to judge.
///
/// # Errors
/// Not signed in.
pub async fn account(
    store: &Store,
    ctx: &Ctx,
    session: Option<&Hash>,
) -> Result<AccountPage, Failure> {
    let id = ctx.access.account().ok_or(Denial::SignIn)?;
    let mut tx = store.read().await?;
    let (access, person) = store::accounts::access_of(&mut tx, id, ctx.access.acting, ctx.now)
        .await?
        .ok_or(Denial::SignIn)?;
    let sessions = if access.acting.is_some() {
        Vec::new()
    } else {
        sessions::of_account(&mut tx, id, ctx.now).await?
    };
    let departments = people::department_names(&mut tx, id).await?;
    let second_factor = second_factors::of(&mut tx, id).await?;
    let passkeys = passkeys::of(&mut tx, id).await?.len();
    let muted = mail::muted(&mut tx, id).await?;
    let mails = Topic::ALL
        .into_iter()
        .filter(|topic| rules::accounts::gets(&access, *topic))
        .map(|topic| MailChoice {
            topic,
            wanted: !muted.contains(&topic),
        })
        .collect();
    Ok(AccountPage {
        name: person.name,
        email: person.email.unwrap_or_default(),
        phone: person.phone,
        company: person.company_name,
        departments,
        roles: access
            .holdings
            .iter()
            .map(|holding| holding.role.name().to_owned())
            .collect(),
        version: person.version,
        sessions: sessions
            .into_iter()
            .map(|one| SessionLine {
                key: one.hash.hex(),
                this: session == Some(&one.hash),
                agent: one.agent,
                began: one.created,
                seen: one.seen,
            })
            .collect(),
        mails,
        second_factor: second_factor.and_then(|kept| kept.confirmed),
        passkeys,
    })
}

/// Changes one's own name and telephone number.
///
/// # Errors
/// Faulty fields; changed since it was shown.
pub async fn edit_profile(
    store: &Store,
    ctx: &Ctx,
    form: &EditProfile,
) -> Result<(), Failure<EditProfileField>> {
    form.check()?;
    let id = ctx.access.account().ok_or(Denial::SignIn)?;
    let permit = rules::accounts::edit_profile(&ctx.access, &own(&[Owner::Account(id)]))?;
    let mut tx = store.begin().await?;
    let (name, phone) = (form.name.trim(), form.phone.trim());
    if !people::edit_profile(&mut tx, &permit, id, form.version, name, phone).await? {
        return Err(Denial::Stale.into());
    }
    audit::record(
        &mut tx,
        ctx,
        "account.edit",
        "account",
        Some(id.0),
        serde_json::json!({}),
    )
    .await?;
    tx.commit().await?;
    Ok(())
}

/// Chooses which mails one gets, of those that one may do without.
///
/// # Errors
/// Changed since it was shown.
pub async fn choose_mails(store: &Store, ctx: &Ctx, form: &ChooseMails) -> Result<(), Failure> {
    let id = ctx.access.account().ok_or(Denial::SignIn)?;
    let permit = rules::accounts::edit_profile(&ctx.access, &own(&[Owner::Account(id)]))?;
    let choices = form.choices();
    let mut tx = store.begin().await?;
    if !mail::choose(&mut tx, &permit, id, form.version, &choices).await? {
        return Err(Denial::Stale.into());
    }
    let off: Vec<&str> = choices
        .iter()
        .filter(|choice| !choice.wanted)
        .map(|choice| choice.topic.key())
        .collect();
    audit::record(
        &mut tx,
        ctx,
        "account.choose-mails",
        "account",
        Some(id.0),
        serde_json::json!({ "without": off }),
    )
    .await?;
    tx.commit().await?;
    Ok(())
}

/// Ends one of one's own sessions. One that has ended already is no fault.
///
/// # Errors
/// Not signed in, or logged in as somebody else.
pub async fn end_session(store: &Store, ctx: &Ctx, form: &EndSession) -> Result<(), Failure> {
    let id = ctx.access.account().ok_or(Denial::SignIn)?;
    if ctx.access.acting.is_some() {
        return Err(Denial::WhileActing.into());
    }
    let hash = Hash::from_hex(&form.session).ok_or(Failure::not_found())?;
    let mut tx = store.begin().await?;
    if sessions::delete_of(&mut tx, id, &hash).await? {
        audit::record(
            &mut tx,
            ctx,
            "account.end-session",
            "account",
            Some(id.0),
            serde_json::json!({}),
        )
        .await?;
    }
    tx.commit().await?;
    Ok(())
}
