//! "Why can I?" and "Why can't I?": of oneself, and of somebody whom the reader may see.

use access::{
    Access, Answer, Class, Ctx, Denial, Failure, Permission, pages, permission::user, table,
    why as told,
};
use domain::{StorefrontId, roles::WhyQuery};
use store::Store;

/// The decision; nothing where nothing is asked yet, or of nobody the reader may see.
///
/// Everybody asks about themselves. About others, and which roles would grant it, asks who has roles
/// in hand.
///
/// # Errors
/// Not for the reader.
pub async fn why(store: &Store, ctx: &Ctx, query: &WhyQuery) -> Result<Option<Answer>, Failure> {
    pages::WHY.needs.met_by(&ctx.access, false)?;
    let about_roles = pages::ROLES.needs.met_by(&ctx.access, false);
    let email = query.person.trim().to_lowercase();
    if !email.is_empty() {
        about_roles?;
    }
    let (Some(permission), Some(class)) = (
        Permission::from_key(&query.permission),
        Class::from_key(&query.of),
    ) else {
        return Ok(None);
    };
    let answer = |person: Option<String>, access: &Access, at: StorefrontId| Answer {
        person,
        standing: access.standing,
        permission,
        class,
        verdict: told(access, permission, class, at),
        granting: Vec::new(),
    };
    let answer = if email.is_empty() {
        answer(None, &ctx.access, ctx.at.id)
    } else {
        let Some((access, person)) = asked_about(store, ctx, &email).await? else {
            return Ok(None);
        };
        // A customer's own things are where they are a customer.
        let at = person.storefront.unwrap_or(ctx.at.id);
        answer(Some(person.name), &access, at)
    };
    if about_roles.is_err() {
        return Ok(Some(answer));
    }
    let mut tx = store.read().await?;
    let book = store::roles::book(&mut tx).await?;
    tx.commit().await?;
    let granting = table(&book, &ctx.at, &ctx.access)
        .into_iter()
        .filter(|line| !line.allows.of(permission).is_empty())
        .collect();
    Ok(Some(Answer { granting, ..answer }))
}

/// Somebody whom the reader may see, with what they hold.
async fn asked_about(
    store: &Store,
    ctx: &Ctx,
    email: &str,
) -> Result<Option<(Access, store::accounts::Person)>, Failure> {
    let visible = match ctx.access.visible::<user::View>() {
        Ok(visible) => visible,
        Err(Denial::Missing(_) | Denial::Refused(_)) => return Ok(None),
        Err(why) => return Err(why.into()),
    };
    let mut tx = store.read().await?;
    let Some(id) = store::roles::by_email(&mut tx, &visible, email).await? else {
        return Ok(None);
    };
    let known = store::accounts::access_of(&mut tx, id, None, ctx.now).await?;
    tx.commit().await?;
    Ok(known)
}
