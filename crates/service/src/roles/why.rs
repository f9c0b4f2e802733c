//! "Why can I?" and "Why can't I?": of oneself, and of somebody whom the reader may see.

use access::{
    Access, Answer, Class, Ctx, Denial, Failure, Permission, Told, pages, permission::user, table,
    why as decided,
};
use domain::{StorefrontId, roles::WhyQuery};
use store::{Store, roles::Whom};

/// The most accounts of one email that are answered for.
const MOST: u32 = 20;

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
    let about_others = !query.person.trim().is_empty();
    if about_others {
        about_roles?;
    }
    let (Some(permission), Some(class)) = (
        Permission::from_key(&query.permission),
        Class::from_key(&query.of),
    ) else {
        return Ok(None);
    };
    let one = |person: Option<String>, access: &Access, at: StorefrontId| Told {
        person,
        standing: access.standing,
        verdict: decided(access, permission, class, at),
    };
    let told: Vec<Told> = if about_others {
        let asked = asked_about(store, ctx, query).await?;
        asked
            .into_iter()
            // A customer's own things are where they are a customer.
            .map(|(name, access, home)| one(Some(name), &access, home.unwrap_or(ctx.at.id)))
            .collect()
    } else {
        vec![one(None, &ctx.access, ctx.at.id)]
    };
    if told.is_empty() {
        return Ok(None);
    }
    let answer = Answer {
        permission,
        class,
        told,
        granting: Vec::new(),
    };
    if about_roles.is_err() {
        return Ok(Some(answer));
    }
    let mut tx = store.read().await?;
    let book = store::roles::book(&mut tx).await?;
    let granting = table(&book, &ctx.at, &ctx.access)
        .into_iter()
        .filter(|line| !line.allows.of(permission).is_empty())
        .collect();
    Ok(Some(Answer { granting, ..answer }))
}

/// Those whom it is about, as far as the reader may see them: by which name, with what they hold, and
/// whose customer they are. Several of one email are told apart by where they belong.
async fn asked_about(
    store: &Store,
    ctx: &Ctx,
    query: &WhyQuery,
) -> Result<Vec<(String, Access, Option<StorefrontId>)>, Failure> {
    let visible = match ctx.access.visible::<user::View>() {
        Ok(visible) => visible,
        Err(Denial::Missing(_) | Denial::Refused(_)) => return Ok(Vec::new()),
        Err(why) => return Err(why.into()),
    };
    let email = query.person.trim().to_lowercase();
    let whom = query.account().map_or(Whom::Email(&email), Whom::Account);
    let mut tx = store.read().await?;
    let found = store::roles::asked_about(&mut tx, &visible, whom, MOST).await?;
    let several = found.len() > 1;
    let mut asked = Vec::new();
    for (id, place) in found {
        let known = store::accounts::access_of(&mut tx, id, None, ctx.now).await?;
        let Some((access, person)) = known else {
            continue;
        };
        let name = match place.filter(|_| several) {
            Some(place) => format!("{} ({place})", person.name),
            None => person.name,
        };
        asked.push((name, access, person.storefront));
    }
    Ok(asked)
}
