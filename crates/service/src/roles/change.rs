//! What saving a role would change, before it is saved.

use super::{
    found, handed_out, holders,
    wanted::{reading, wanted},
};
use access::{
    Access, Change, ChangePage, Ctx, Denial, Everybody, Failure, Holding, Permit, Reaches, Role,
    RoleBook, RoleId, RoleName, Side, changes, line, permission::role, table,
};
use domain::{
    lists::{NameCursor, PageOf},
    roles::{EditRole, HolderLine, HoldersQuery, RoleField},
};
use store::{Store, Tx};

/// Who gains and who loses what, for one part of them. Nothing is written.
///
/// # Errors
/// Exactly those of saving it.
pub async fn change(
    store: &Store,
    ctx: &Ctx,
    form: &EditRole,
    query: &HoldersQuery,
) -> Result<ChangePage, Failure<RoleField>> {
    let (mut tx, book) = reading(store).await?;
    let role = found(&book, ctx, &form.role)?;
    let wanted = wanted(&mut tx, &book, &role, form).await?;
    let mut next = book.clone();
    let may = next.change(&ctx.access, &role, wanted)?;
    let page = told(&mut tx, ctx, &may, (&book, &next, &role), query).await?;
    Ok(page.ok_or(Denial::NotFound)?)
}

/// Who gains and who loses what when a built-in role is restored. Nothing is written.
///
/// # Errors
/// Exactly those of restoring it.
pub async fn restoring(
    store: &Store,
    ctx: &Ctx,
    id: &str,
    query: &HoldersQuery,
) -> Result<ChangePage, Failure> {
    let (mut tx, book) = reading(store).await?;
    let role = found(&book, ctx, id)?;
    let RoleName::BuiltIn(built_in) = role else {
        return Err(Denial::NotFound.into());
    };
    let mut next = book.clone();
    let may = next.restore(&ctx.access, built_in)?;
    let page = told(&mut tx, ctx, &may, (&book, &next, &role), query).await?;
    Ok(page.ok_or(Denial::NotFound)?)
}

/// What becomes of the role, and of each of a page of its holders; nothing where there is no such role.
async fn told(
    tx: &mut Tx,
    ctx: &Ctx,
    may: &Permit<role::Edit>,
    (book, next, role): (&RoleBook, &RoleBook, &RoleName),
    query: &HoldersQuery,
) -> store::Result<Option<ChangePage>> {
    // By another name, maybe.
    let then = next.find(role.id()).and_then(|role| line(next, &role));
    let (Some(line), Some(then)) = (line(book, role), then) else {
        return Ok(None);
    };
    let version = store::roles::version(tx, line.id).await?;
    let everybody = everybody(tx, may, line.id).await?;
    let (page, held_by) = holders(tx, ctx, line.id, query).await?;
    let all = store::roles::held_by(tx, line.id).await?;
    let (people, unchanged) = of_people(tx, ctx, (next, role), page).await?;
    let lines = table(book, &ctx.at, &ctx.access);
    Ok(Some(ChangePage {
        version,
        change: of_role(book, next, role),
        hands_out: (handed_out(&line, &lines), handed_out(&then, &lines)),
        line,
        next: then,
        everybody,
        people,
        unchanged,
        held_by,
        unnamed: all.saturating_sub(held_by).max(0),
    }))
}

/// Whose role it is, of one that everybody has by being who they are and nobody by name.
async fn everybody(
    tx: &mut Tx,
    may: &Permit<role::Edit>,
    role: RoleId,
) -> store::Result<Option<Everybody>> {
    Ok(match role {
        RoleId::BuiltIn(Role::Registered) => Some(Everybody::Registered),
        RoleId::BuiltIn(role) if role.side() == Side::Customer && role.is_automatic() => {
            let storefronts = store::roles::open_to_visitors(tx, may, role).await?;
            Some(Everybody::Visitors { storefronts })
        }
        RoleId::BuiltIn(role) if role.is_automatic() => Some(Everybody::Links),
        RoleId::BuiltIn(_) | RoleId::Custom(_) => None,
    })
}

/// Those of a page for whom something changes, and how many there are besides.
async fn of_people(
    tx: &mut Tx,
    ctx: &Ctx,
    (next, role): (&RoleBook, &RoleName),
    page: PageOf<HolderLine, NameCursor>,
) -> store::Result<(PageOf<(HolderLine, Change), NameCursor>, i64)> {
    let mut rows = Vec::new();
    let mut unchanged = 0;
    for holder in page.rows {
        let known = store::accounts::access_of(tx, holder.id, None, ctx.now).await?;
        let Some((access, _)) = known else { continue };
        let change = of_person(next, role, &access);
        if change.is_empty() {
            unchanged += 1;
        } else {
            rows.push((holder, change));
        }
    }
    let page = PageOf {
        rows,
        next: page.next,
        previous: page.previous,
    };
    Ok((page, unchanged))
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
