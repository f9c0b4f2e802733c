//! What saving a role would change, before it is saved.

use super::{
    found, handed_out,
    wanted::{reading, wanted},
};
use access::{
    Access, Change, ChangePage, Ctx, Denial, Failure, Holding, Reaches, RoleBook, RoleId, RoleName,
    changes, line, permission::user, table,
};
use domain::roles::{EditRole, RoleField};
use store::{Store, Tx};

/// The most people for whom it is told one by one.
const MOST: u32 = 100;

/// Who gains and who loses what. Nothing is written.
///
/// # Errors
/// Exactly those of saving it.
pub async fn change(
    store: &Store,
    ctx: &Ctx,
    form: &EditRole,
) -> Result<ChangePage, Failure<RoleField>> {
    let (mut tx, book) = reading(store).await?;
    let role = found(&book, ctx, &form.role)?;
    let wanted = wanted(&mut tx, &book, &role, form).await?;
    let mut next = book.clone();
    let _permit = next.change(&ctx.access, &role, wanted)?;
    let page = told(&mut tx, ctx, (&book, &next), &role).await?;
    Ok(page.ok_or(Denial::NotFound)?)
}

/// Who gains and who loses what when a built-in role is restored. Nothing is written.
///
/// # Errors
/// Exactly those of restoring it.
pub async fn restoring(store: &Store, ctx: &Ctx, id: &str) -> Result<ChangePage, Failure> {
    let (mut tx, book) = reading(store).await?;
    let role = found(&book, ctx, id)?;
    let RoleName::BuiltIn(built_in) = role else {
        return Err(Denial::NotFound.into());
    };
    let mut next = book.clone();
    let _permit = next.restore(&ctx.access, built_in)?;
    let page = told(&mut tx, ctx, (&book, &next), &role).await?;
    Ok(page.ok_or(Denial::NotFound)?)
}

/// What becomes of the role, and of each of its holders; nothing where there is no such role.
async fn told(
    tx: &mut Tx,
    ctx: &Ctx,
    (book, next): (&RoleBook, &RoleBook),
    role: &RoleName,
) -> store::Result<Option<ChangePage>> {
    // By another name, maybe.
    let then = next.find(role.id()).and_then(|role| line(next, &role));
    let (Some(line), Some(then)) = (line(book, role), then) else {
        return Ok(None);
    };
    let version = store::roles::version(tx, line.id).await?;
    let mut people = Vec::new();
    let mut unnamed = 0;
    if !automatic(line.id) {
        let all = store::roles::held_by(tx, line.id).await?;
        let named = match ctx.access.visible::<user::View>() {
            Ok(visible) => store::roles::named(tx, &visible, line.id, ctx.now, MOST).await?,
            Err(_) => Vec::new(),
        };
        let shown = i64::try_from(named.len()).unwrap_or(i64::MAX);
        unnamed = all.saturating_sub(shown).max(0);
        for (account, holder) in named {
            let known = store::accounts::access_of(tx, account, None, ctx.now).await?;
            let Some((access, _)) = known else { continue };
            let change = of_person(next, role, &access);
            if !change.is_empty() {
                people.push((holder.name, change));
            }
        }
    }
    let lines = table(book, &ctx.at, &ctx.access);
    Ok(Some(ChangePage {
        version,
        change: of_role(book, next, role),
        hands_out: (handed_out(&line, &lines), handed_out(&then, &lines)),
        line,
        next: then,
        people,
        unnamed,
    }))
}

/// Registered, visitors: everybody has them by being who they are, nobody by name.
const fn automatic(role: RoleId) -> bool {
    matches!(role, RoleId::BuiltIn(role) if role.is_automatic())
}

/// What the role itself gains and loses. A refusal that is new is a loss.
pub(super) fn of_role(before: &RoleBook, after: &RoleBook, role: &RoleName) -> Change {
    let diff = |one: &RoleBook, other: &RoleBook| -> Vec<(access::Permission, Reaches)> {
        let granted = match (one.allows(role), other.allows(role)) {
            (Some(one), Some(other)) => one.without(other),
            _ => access::Grants::NONE,
        };
        let unrefused = other.denies(role).without(one.denies(role));
        granted.union(&unrefused).iter().collect()
    };
    Change {
        gains: diff(after, before),
        loses: diff(before, after),
    }
}

/// What one holder gains and loses, beside what their other roles give them.
fn of_person(next: &RoleBook, role: &RoleName, access: &Access) -> Change {
    let after: Vec<Holding> = access
        .holdings
        .iter()
        .map(|holding| {
            let same = holding.role.id() == role.id();
            let changed = same.then(|| next.holding(role, holding.anchor.clone()));
            changed.flatten().unwrap_or_else(|| holding.clone())
        })
        .collect();
    changes(&access.holdings, &after)
}
