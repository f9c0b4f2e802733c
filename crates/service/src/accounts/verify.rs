//! Following the link that was mailed to who registered.

use access::{
    Anchor, Ctx, Failure, Role, Storefront,
    rules::accounts::{Registered, roles_of_registered},
};
use domain::{
    AccountId, AssignmentId, CompanyId, Problem,
    accounts::{TokenKind, Verify, VerifyField},
};
use serde_json::json;
use store::{
    Store, Tx, audit, companies, people,
    sessions::{self, Hash},
    storefronts,
};

/// Whether the link can still be used. Nothing is consumed: mail scanners open every link.
///
/// # Errors
/// The database.
pub async fn verify_link_works(store: &Store, ctx: &Ctx, token: &str) -> Result<bool, Failure> {
    let mut tx = store.read().await?;
    let found = sessions::peek(&mut tx, &Hash::of(token), TokenKind::Verify, ctx.now).await?;
    Ok(found.is_some())
}

/// Makes an account of who registered: it may sign in from now on, with its first role, and in the
/// company that was to be founded with it.
///
/// # Errors
/// [`Failure::not_found`] for a link that was used, is too old or was never sent, where somebody of
/// this address works here meanwhile, and where the passkey that was shown is the company's no more; a
/// company's name that is taken by now.
pub async fn verify(store: &Store, ctx: &Ctx, form: &Verify) -> Result<(), Failure<VerifyField>> {
    let mut tx = store.begin().await?;
    let link = Hash::of(&form.token);
    let token = sessions::peek(&mut tx, &link, TokenKind::Verify, ctx.now).await?;
    let token = token.ok_or(Failure::not_found())?;
    let email = people::address_of(&mut tx, token.account)
        .await?
        .ok_or(Failure::not_found())?;
    people::hold_address(&mut tx, &email).await?;
    let token = sessions::redeem(&mut tx, &link, TokenKind::Verify, ctx.now).await?;
    let token = token.ok_or(Failure::not_found())?;
    // Somebody of this address works here by now; they are no customers.
    if people::holders(&mut tx, &email, Some(token.account))
        .await?
        .work
    {
        return Err(Failure::not_found());
    }
    let person = people::credentials(&mut tx, token.account)
        .await?
        .ok_or(Failure::not_found())?;
    let home = person.storefront.ok_or(Failure::not_found())?;
    // Of the account's own storefront, wherever the link was opened; its customers' pack stays until
    // this is done.
    storefronts::hold(&mut tx, &[home]).await?;
    let at = storefronts::by_id(&mut tx, home)
        .await?
        .ok_or(Failure::not_found())?;

    let asked = |key| token.detail.get(key);
    let join = asked("join").and_then(serde_json::Value::as_i64);
    let found = asked("company").and_then(serde_json::Value::as_str);
    let (company, as_) = match (join, found) {
        (Some(id), _) => {
            let company = CompanyId(id);
            let passkey = companies::passkey_of(&mut tx, home, company).await?;
            let passkey = passkey.map(|hash| Hash::of(hash).hex());
            let shown = asked("passkey").and_then(serde_json::Value::as_str);
            // The company was removed or taken out of use meanwhile, or lets nobody in by that word.
            if passkey.is_none() || passkey.as_deref() != shown {
                return Err(Failure::not_found());
            }
            (Some(company), Registered::Colleague)
        }
        (None, Some(name)) => {
            let company = found_company(&mut tx, &at, name).await?;
            (Some(company), Registered::Founder)
        }
        (None, None) => (None, Registered::Alone),
    };
    let active = people::activate(&mut tx, person.id, company, ctx.now).await;
    let active = active.map_err(|error| {
        // Somebody of the company was quicker to add them.
        if error.is_constraint("accounts_email") {
            Failure::<VerifyField>::not_found()
        } else {
            error.into()
        }
    })?;
    if !active {
        return Err(Failure::not_found());
    }
    let anchor = company.map_or_else(
        || Anchor::Storefronts(vec![at.id]),
        |company| Anchor::company(at.id, company),
    );
    let mut given = Vec::new();
    for role in roles_of_registered(&at, as_) {
        let assignment = people::assign(&mut tx, person.id, *role, &anchor, ctx.now).await?;
        given.push((assignment, *role));
    }
    let founded = company.zip(found.filter(|_| join.is_none()));
    note(&mut tx, ctx, &at, person.id, (company, founded), &given).await?;
    tx.commit().await?;
    Ok(())
}

/// Writes down what came of it as the acts of administrators do, with the new account as who did it.
async fn note(
    tx: &mut Tx,
    ctx: &Ctx,
    at: &Storefront,
    account: AccountId,
    (company, founded): (Option<CompanyId>, Option<(CompanyId, &str)>),
    given: &[(AssignmentId, Role)],
) -> store::Result<()> {
    let verified = audit::Entry {
        at: ctx.now,
        storefront: Some(at.id),
        account: Some(account),
        acting: None,
        act: "account.verify",
        object: "account",
        object_id: Some(account.0),
    };
    audit::add(tx, &verified, json!({})).await?;
    if let Some((company, name)) = founded {
        let created = audit::Entry {
            act: "company.create",
            object: "company",
            object_id: Some(company.0),
            ..verified
        };
        let detail = json!({ "name": name, "storefront": at.id.0, "public": false });
        audit::add(tx, &created, detail).await?;
    }
    let place = company.map_or_else(
        || format!("storefront-{}", at.id),
        |company| format!("company-{company}"),
    );
    for (assignment, role) in given {
        let assigned = audit::Entry {
            act: "role.assign",
            ..verified
        };
        let detail = json!({
            "assignment": assignment.0,
            "role": role.name(),
            "at": place,
            "ends": null,
        });
        audit::add(tx, &assigned, detail).await?;
    }
    Ok(())
}

async fn found_company(
    tx: &mut Tx,
    at: &Storefront,
    name: &str,
) -> Result<CompanyId, Failure<VerifyField>> {
    let taken = || Failure::field(VerifyField::Company, Problem::AskForInvitation);
    if people::company_exists(tx, at.id, name).await? {
        return Err(taken());
    }
    people::insert_company(tx, at.id, name)
        .await
        .map_err(|error| {
            if error.is_constraint("companies") {
                taken()
            } else {
                error.into()
            }
        })
}
