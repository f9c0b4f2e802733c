//! Who manages a department: appointing and dismissing.
//!
//! Managing is a relation, and a role says what one may do by it. Whoever holds none that says
//! anything about managing gets the Department Manager of the storefront's customers with their first
//! department, and loses it with their last, unless it is the only one they have.

use super::{fresh, record, shown, taken};
use access::{Anchor, Ctx, Denial, Failure, Pack, Reach, Role, RoleName, Side, rules};
use domain::{
    AccountId, Problem,
    departments::{DepartmentField, OnManager},
};
use store::{
    Store, Tx,
    departments::{self, DepartmentRecord},
    people::{self, Held, PersonRecord},
    storefronts,
};

/// Appoints a colleague.
///
/// # Errors
/// Not seen, not granted, nobody of the company or nobody who can sign in, a role that is not the
/// appointer's to give, or stale.
pub async fn appoint(
    store: &Store,
    ctx: &Ctx,
    form: &OnManager,
) -> Result<(), Failure<DepartmentField>> {
    let mut tx = store.begin().await?;
    let department = taken(&mut tx, &ctx.access, form.department).await?;
    let _may = rules::departments::dismiss(&ctx.access, &department.object())?;
    let id = form.person().map_err(fault)?;
    let person = people::locked(&mut tx, id, ctx.now)
        .await?
        .ok_or_else(|| fault(Problem::NotOffered))?;
    let may = rules::departments::appoint(&ctx.access, &department.object(), &person.facts())
        .map_err(|why| match why {
            Denial::NotFound => fault(Problem::NotOffered),
            Denial::Account(_) => fault(Problem::NotActive),
            why => why.into(),
        })?;
    let as_shown = shown(department.id, form.version);
    fresh(departments::appoint(&mut tx, &may, as_shown, id).await?)?;
    let given = give_role(&mut tx, ctx, &department, &person).await?;
    let detail = serde_json::json!({
        "manager": id.0,
        "role": given.as_ref().map(RoleName::name),
    });
    record(&mut tx, ctx, "department.appoint", department.id, detail).await?;
    tx.commit().await?;
    Ok(())
}

/// Dismisses a manager.
///
/// # Errors
/// Not seen, not granted, nobody, or stale.
pub async fn dismiss(
    store: &Store,
    ctx: &Ctx,
    form: &OnManager,
) -> Result<(), Failure<DepartmentField>> {
    let mut tx = store.begin().await?;
    let department = taken(&mut tx, &ctx.access, form.department).await?;
    let may = rules::departments::dismiss(&ctx.access, &department.object())?;
    let id = form.person().map_err(fault)?;
    let as_shown = shown(department.id, form.version);
    fresh(departments::dismiss(&mut tx, &may, as_shown, id).await?)?;
    let gone = take_role(&mut tx, ctx, &department, id).await?;
    let detail = serde_json::json!({
        "manager": id.0,
        "role": gone.as_ref().map(RoleName::name),
    });
    record(&mut tx, ctx, "department.dismiss", department.id, detail).await?;
    tx.commit().await?;
    Ok(())
}

fn fault(problem: Problem) -> Failure<DepartmentField> {
    Failure::field(DepartmentField::Person, problem)
}

async fn pack(tx: &mut Tx, department: &DepartmentRecord) -> store::Result<Option<Pack>> {
    let at = storefronts::by_id(tx, department.storefront).await?;
    Ok(at.map(|at| at.pack))
}

/// Whether some role says what somebody may do with the departments that they manage.
fn manages_by_role(person: &PersonRecord) -> bool {
    person.holdings.iter().any(|holding| {
        let mut reaches = holding.allows.iter();
        reaches.any(|(_, reaches)| reaches.has(Reach::Managed))
    })
}

/// The role that makes something of the appointment, if one was needed.
async fn give_role(
    tx: &mut Tx,
    ctx: &Ctx,
    department: &DepartmentRecord,
    person: &PersonRecord,
) -> Result<Option<RoleName>, Failure<DepartmentField>> {
    let role = pack(tx, department)
        .await?
        .and_then(Role::manager_of_departments);
    let Some(role) = role.filter(|_| !manages_by_role(person)) else {
        return Ok(None);
    };
    let role = RoleName::BuiltIn(role);
    let at = Anchor::company(department.storefront, department.company);
    let book = store::roles::book(tx).await?;
    let may = rules::people::assign(&ctx.access, &book, &person.facts(), &role, &at)?;
    let as_shown = people::Shown {
        account: person.id,
        version: person.version,
    };
    people::hand_out(tx, &may, as_shown, &role, (&at, None), ctx.now)
        .await?
        .ok_or(Denial::Stale)?;
    Ok(Some(role))
}

/// What the first appointment gave, taken back after the last; it stays where it is not the
/// dismisser's to take, and reaches nothing then that they manage.
async fn take_role(
    tx: &mut Tx,
    ctx: &Ctx,
    department: &DepartmentRecord,
    id: AccountId,
) -> Result<Option<RoleName>, Failure<DepartmentField>> {
    if departments::manages_any(tx, id).await? {
        return Ok(None);
    }
    let role = pack(tx, department)
        .await?
        .and_then(Role::manager_of_departments);
    let (Some(role), Some(person)) = (role, people::locked(tx, id, ctx.now).await?) else {
        return Ok(None);
    };
    let held = people::held(tx, &person).await?;
    let Some(one) = withdrawn(&held, role) else {
        return Ok(None);
    };
    let (name, at) = (&one.holding.role, &one.holding.anchor);
    let book = store::roles::book(tx).await?;
    let Ok(may) = rules::people::withdraw(&ctx.access, &book, &person.facts(), name, at) else {
        return Ok(None);
    };
    let as_shown = people::Shown {
        account: person.id,
        version: person.version,
    };
    fresh(people::take_back(tx, &may, as_shown, one.id).await?)?;
    Ok(Some(name.clone()))
}

/// The holding of the manager's role that goes; nobody is left without a customer's role.
fn withdrawn(held: &[Held], role: Role) -> Option<&Held> {
    let mut theirs = held
        .iter()
        .filter(|one| one.holding.role == RoleName::BuiltIn(role));
    let first = theirs.next()?;
    let another = held.iter().any(|one| {
        one.holding.role != RoleName::BuiltIn(role) && one.holding.role.side() == Side::Customer
    });
    // Held twice, at several places, it was given by hand.
    (another && theirs.next().is_none()).then_some(first)
}
