//! Handing out a role; it acts on the very next request of who gets it.

use super::{
    act::{administers, record, shown, taken},
    addresses,
    places::{self, Places},
};
use crate::administrators::{self, Administrators};
use access::{Ctx, Denial, Failure, RoleName, Side, rules};
use domain::{
    Problem, Timestamp,
    accounts::AccountState,
    people::{AssignField, AssignRole},
};
use store::{
    Store, Tx,
    people::{self, PersonRecord},
    storefronts,
};

/// # Errors
/// Faulty fields, a role or a place that there is none of, one that is not the giver's to give to this
/// person there, an address that others have where they are to work here, one that takes the last
/// administrator something, or stale.
pub async fn assign_role(
    store: &Store,
    ctx: &Ctx,
    form: &AssignRole,
) -> Result<(), Failure<AssignField>> {
    let mut tx = store.begin().await?;
    addresses::hold_of(&mut tx, form.person).await?;
    let person = taken(&mut tx, ctx, form.person).await?;
    rules::people::view(&ctx.access, &person.facts()).map(drop)?;
    form.check(ctx.now)?;
    let book = store::roles::book(&mut tx).await?;
    let mut places = Places::of(&mut tx, &person).await?;
    let not_offered = |field| Failure::field(field, Problem::NotOffered);
    let role = places::role(&book, &form.role).ok_or_else(|| not_offered(AssignField::Role))?;
    let place = if form.also.is_empty() {
        AssignField::At
    } else {
        AssignField::Also
    };
    let at = places
        .find(&form.at, &form.also)
        .ok_or_else(|| not_offered(place))?;
    if let Some(these) = at.storefronts() {
        // Which packs are switched on there stays so until this is done.
        storefronts::hold(&mut tx, these).await?;
        places.storefronts = storefronts::list(&mut tx).await?;
    }
    if !rules::people::starts_at(&role, &at) || !places.fits(&role, &at) {
        return Err(not_offered(place));
    }
    let may =
        rules::people::assign(&ctx.access, &book, &person.facts(), &role, &at).map_err(|why| {
            match why {
                // A role of a storefront that the giver has nothing to do with is none.
                Denial::NotFound => not_offered(AssignField::Role),
                why => why.into(),
            }
        })?;
    alone(&mut tx, &person, &role).await?;
    // Who is refused something by it administers the platform no more.
    let before = if administers(&person) && !book.denies(&role).is_empty() {
        administrators::counted(&mut tx).await?
    } else {
        Administrators::default()
    };
    let ends = form.ends();
    let as_shown = shown(form.person, form.version);
    let given = people::hand_out(&mut tx, &may, as_shown, &role, (&at, ends), ctx.now).await?;
    let assignment = given.ok_or(Denial::Stale)?;
    administrators::one_remains_of(&mut tx, before).await?;
    let starts = [std::slice::from_ref(&form.at), form.also.as_slice()].concat();
    let detail = serde_json::json!({
        "assignment": assignment.0,
        "role": role.name(),
        "at": starts.join(" "),
        "ends": ends.map(Timestamp::iso),
    });
    record(&mut tx, ctx, "role.assign", person.id, detail).await?;
    tx.commit().await?;
    Ok(())
}

/// Who begins to work here has an address of their own; who does already has one. A record without
/// access is asked when it is invited.
async fn alone(
    tx: &mut Tx,
    person: &PersonRecord,
    role: &RoleName,
) -> Result<(), Failure<AssignField>> {
    let works = matches!(role.side(), Side::Staff | Side::Partner);
    let Some(email) = person.email.as_deref() else {
        return Ok(());
    };
    if !works || person.state == AccountState::Inactive {
        return Ok(());
    }
    let others = people::holders(tx, email, Some(person.id)).await?;
    if others.work || others.buy {
        return Err(Failure::field(AssignField::Role, Problem::SharedAddress));
    }
    Ok(())
}
