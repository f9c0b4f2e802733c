//! "Why can I?" and "Why can't I?", of somebody whom the reader may see.

use access::{
    Answer, Class, Ctx, Denial, Failure, Permission, pages, permission::user, table, why as told,
};
use domain::roles::WhyQuery;
use store::Store;

/// The decision; nothing where nothing is asked yet, or of nobody the reader may see.
///
/// # Errors
/// Not for the reader.
pub async fn why(store: &Store, ctx: &Ctx, query: &WhyQuery) -> Result<Option<Answer>, Failure> {
    pages::WHY.needs.met_by(&ctx.access, false)?;
    let (Some(permission), Some(class)) = (
        Permission::from_key(&query.permission),
        Class::from_key(&query.of),
    ) else {
        return Ok(None);
    };
    let visible = match ctx.access.visible::<user::View>() {
        Ok(visible) => visible,
        Err(Denial::Missing(_) | Denial::Refused(_)) => return Ok(None),
        Err(why) => return Err(why.into()),
    };
    let mut tx = store.read().await?;
    let email = query.person.trim().to_lowercase();
    let Some(id) = store::roles::by_email(&mut tx, &visible, &email).await? else {
        return Ok(None);
    };
    let known = store::accounts::access_of(&mut tx, id, None, ctx.now).await?;
    let book = store::roles::book(&mut tx).await?;
    tx.commit().await?;
    let Some((access, person)) = known else {
        return Ok(None);
    };
    let granting = table(&book, &ctx.at, &ctx.access)
        .into_iter()
        .filter(|line| !line.allows.of(permission).is_empty())
        .collect();
    Ok(Some(Answer {
        person: person.name.clone(),
        standing: access.standing,
        permission,
        class,
        // A customer's own things are where they are a customer.
        verdict: told(
            &access,
            permission,
            class,
            person.storefront.unwrap_or(ctx.at.id),
        ),
        granting,
    }))
}
