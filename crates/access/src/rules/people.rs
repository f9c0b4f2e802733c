//! People: who sees whom, and who does what to whose account.
//!
//! A grant over people reaches a person; that is not enough. Who edits an address can have a new
//! password mailed there, so nobody gets hold of an account that may do more than theirs to give:
//! see [`PersonFacts::holdings`]. Logging in as somebody is in [`accounts`](super::accounts), and
//! handing out roles in [`RoleBook`].

use super::{accounts, as_oneself};
use crate::{
    Access, Anchor, Capability, Denial, Grants, Holding, Object, Permission, Permit, Reach,
    Reaches, Role, RoleBook, RoleName, Scope, Side, Term,
    permission::{role, session, user},
};
use domain::{CompanyId, DepartmentId, accounts::AccountState, people::PersonAct};

/// The facts about a person that the rules ask for.
#[derive(Clone, Copy, Debug)]
pub struct PersonFacts<'a> {
    pub object: Object<'a>,
    pub state: AccountState,
    /// The roles they hold. Customers' accounts are in the hands of whoever reaches their company, as
    /// long as no role of theirs reaches further; where somebody reaches departments only, and for
    /// staff and partners everywhere, the role must be one that they would hand out themselves, and
    /// may start nowhere that theirs does not. Administrators are in the hands of who makes them.
    pub holdings: &'a [Holding],
    pub suspended_by_staff: bool,
}

/// Seeing a person. A deleted one is a tombstone behind orders and nowhere else.
///
/// # Errors
/// [`Denial::NotFound`].
pub fn view(access: &Access, person: &PersonFacts<'_>) -> Result<Permit<user::View>, Denial> {
    if person.state == AccountState::Deleted {
        return Err(Denial::NotFound);
    }
    access.permit(&person.object).map_err(|_| Denial::NotFound)
}

fn seen(access: &Access, person: &PersonFacts<'_>) -> Result<(), Denial> {
    view(access, person).map(drop)
}

/// Writing somebody down who would stand there.
///
/// # Errors
/// Not granted there, or not in each of these departments.
pub fn create(
    access: &Access,
    new: &Object<'_>,
    departments: &[DepartmentId],
) -> Result<Permit<user::Create>, Denial> {
    let permit = access.permit(&Object {
        departments: these(departments),
        ..*new
    })?;
    each(access, Permission::UserCreate, new, departments)?;
    Ok(permit)
}

/// Importing what would stand there: a company's departments and addresses, or the people of a company
/// or of a storefront as a whole.
///
/// # Errors
/// Not granted there.
pub fn import(access: &Access, place: &Object<'_>) -> Result<Permit<user::Import>, Denial> {
    access.permit(place)
}

/// Importing somebody new who would stand there; as [`create`].
///
/// # Errors
/// Not granted there, or not in each of these departments.
pub fn import_new(
    access: &Access,
    new: &Object<'_>,
    departments: &[DepartmentId],
) -> Result<Permit<user::Import>, Denial> {
    let permit = access.permit(&Object {
        departments: these(departments),
        ..*new
    })?;
    each(access, Permission::UserImport, new, departments)?;
    Ok(permit)
}

/// Changing somebody by an import: their data, as [`edit`], and their departments, as
/// [`set_departments`].
///
/// # Errors
/// Not seen, not granted for the person or for one of the departments that change, or too high a role.
pub fn import_changes(
    access: &Access,
    person: &PersonFacts<'_>,
    changed: &[DepartmentId],
) -> Result<Permit<user::Import>, Denial> {
    seen(access, person)?;
    let reach = controlled(access, person, Permission::UserImport)?;
    each(access, Permission::UserImport, &person.object, changed)?;
    Ok(permit(access, person, reach))
}

/// Changing somebody's name, address and telephone number.
///
/// # Errors
/// Not seen, not granted, or too high a role.
pub fn edit(access: &Access, person: &PersonFacts<'_>) -> Result<Permit<user::Edit>, Denial> {
    seen(access, person)?;
    Ok(permit(
        access,
        person,
        controlled(access, person, Permission::UserEdit)?,
    ))
}

/// Changing the address that a new password is mailed to, which is a way into the account: as [`edit`],
/// and not while logged in as somebody else.
///
/// # Errors
/// As of [`edit`]; or logged in as somebody else.
pub fn change_address(
    access: &Access,
    person: &PersonFacts<'_>,
) -> Result<Permit<user::Edit>, Denial> {
    let permit = edit(access, person)?;
    as_oneself(access)?;
    Ok(permit)
}

/// Taking somebody's second factor and passkeys off their account, for who has lost them: whoever may
/// change the address that a new password is mailed to. Not while logged in as somebody else: what is
/// left opens an account.
///
/// # Errors
/// Not seen, not granted, too high a role, oneself, logged in as somebody else, or an account without
/// access.
pub fn reset_second_factor(
    access: &Access,
    person: &PersonFacts<'_>,
) -> Result<Permit<user::Edit>, Denial> {
    let permit = edit(access, person)?;
    not_oneself(access, person)?;
    as_oneself(access)?;
    in_state(person, PersonAct::ResetSecondFactor)?;
    Ok(permit)
}

/// Putting somebody into departments, and taking them out: `changed` are those that differ.
///
/// # Errors
/// Not seen, not granted for the person or for one of the departments, or too high a role.
pub fn set_departments(
    access: &Access,
    person: &PersonFacts<'_>,
    changed: &[DepartmentId],
) -> Result<Permit<user::SetDepartment>, Denial> {
    seen(access, person)?;
    let reach = controlled(access, person, Permission::UserSetDepartment)?;
    each(
        access,
        Permission::UserSetDepartment,
        &person.object,
        changed,
    )?;
    Ok(permit(access, person, reach))
}

/// Mailing somebody the link by which they choose their password. Whoever may write people down may
/// also invite them (decision A-12).
///
/// # Errors
/// Not seen, not granted, too high a role, or somebody who has access already.
pub fn invite(access: &Access, person: &PersonFacts<'_>) -> Result<Permit<user::Invite>, Denial> {
    seen(access, person)?;
    let reach = controlled(access, person, Permission::UserInvite)
        .or_else(|why| controlled(access, person, Permission::UserCreate).map_err(|_| why))?;
    in_state(person, PersonAct::Invite)?;
    Ok(permit(access, person, reach))
}

/// Refusing somebody every sign-in for now.
///
/// # Errors
/// Not seen, not granted, too high a role, oneself, or not active.
pub fn suspend(access: &Access, person: &PersonFacts<'_>) -> Result<Permit<user::Suspend>, Denial> {
    seen(access, person)?;
    let reach = controlled(access, person, Permission::UserSuspend)?;
    not_oneself(access, person)?;
    in_state(person, PersonAct::Suspend)?;
    Ok(permit(access, person, reach))
}

/// Lifting a suspension; one by the print shop is lifted by the print shop (decision A-11).
///
/// # Errors
/// Not seen, not granted, too high a role, or not suspended, or not by somebody of one's own side.
pub fn reactivate(
    access: &Access,
    person: &PersonFacts<'_>,
) -> Result<Permit<user::Reactivate>, Denial> {
    seen(access, person)?;
    let reach = controlled(access, person, Permission::UserReactivate)?;
    in_state(person, PersonAct::Reactivate)?;
    if person.suspended_by_staff && !access.is_staff() {
        return Err(Denial::SuspendedByStaff);
    }
    Ok(permit(access, person, reach))
}

/// Deleting somebody.
///
/// # Errors
/// Not seen, not granted, too high a role, or oneself.
pub fn delete(access: &Access, person: &PersonFacts<'_>) -> Result<Permit<user::Delete>, Denial> {
    seen(access, person)?;
    let reach = controlled(access, person, Permission::UserDelete)?;
    not_oneself(access, person)?;
    in_state(person, PersonAct::Delete)?;
    Ok(permit(access, person, reach))
}

/// Logging in as somebody who could sign in themselves.
///
/// # Errors
/// As of [`accounts::impersonate`]; or not active.
pub fn log_in_as(
    access: &Access,
    person: &PersonFacts<'_>,
) -> Result<Permit<session::Impersonate>, Denial> {
    seen(access, person)?;
    let permit = accounts::impersonate(access, &person.object, person.holdings)?;
    in_state(person, PersonAct::LogInAs)?;
    Ok(permit)
}

/// Giving a role to somebody, starting at an anchor.
///
/// # Errors
/// Not seen, or as of [`assign_new`].
pub fn assign(
    access: &Access,
    book: &RoleBook,
    person: &PersonFacts<'_>,
    role: &RoleName,
    at: &Anchor,
) -> Result<Permit<role::Assign>, Denial> {
    seen(access, person)?;
    assign_new(access, book, (person.state, &person.object), role, at)
}

/// Giving a role to somebody who is being written down, beside the one that every customer has.
///
/// # Errors
/// Without access; a role that does not start at such a place; or as of [`RoleBook::may_assign`].
pub fn assign_new(
    access: &Access,
    book: &RoleBook,
    (state, person): (AccountState, &Object<'_>),
    role: &RoleName,
    at: &Anchor,
) -> Result<Permit<role::Assign>, Denial> {
    // Who has no access is not promoted (PJ-30); who is invited has been given it.
    if !matches!(state, AccountState::Active | AccountState::Invited) {
        return Err(Denial::Account(state));
    }
    if !starts_at(role, at) {
        return Err(Denial::NotHandedOut);
    }
    book.may_assign(access, role, person, at)
}

/// Taking a role away.
///
/// # Errors
/// Not seen, or as of [`RoleBook::may_withdraw`].
pub fn withdraw(
    access: &Access,
    book: &RoleBook,
    person: &PersonFacts<'_>,
    role: &RoleName,
    at: &Anchor,
) -> Result<Permit<role::Assign>, Denial> {
    seen(access, person)?;
    book.may_withdraw(access, role, &person.object, at)
}

/// Whether taking this holding away, or the account that has it, takes a platform administrator
/// away; one must remain (invariant 4).
#[must_use]
pub fn administers_the_platform(holding: &Holding) -> bool {
    holding.anchor == Anchor::Platform
        && matches!(&holding.role, RoleName::BuiltIn(role) if role.is_platform_administrator())
}

/// The places where a role makes sense: a supplier's at the supplier, a customer's at a storefront
/// or in a company, the staff's at storefronts or the platform, and of some at companies.
#[must_use]
pub const fn starts_at(role: &RoleName, at: &Anchor) -> bool {
    match (role.side(), at) {
        (Side::Partner, Anchor::Supplier(_))
        | (Side::Staff, Anchor::Platform | Anchor::Storefronts(_))
        | (
            Side::Customer,
            Anchor::Storefronts(_) | Anchor::Company { .. } | Anchor::Departments { .. },
        ) => true,
        (Side::Staff, Anchor::Company { .. }) => {
            matches!(role, RoleName::BuiltIn(role) if role.works_for_companies())
        }
        // Machines hold keys, not accounts.
        _ => false,
    }
}

/// The widest reach by which somebody has a person's account in hand.
fn controlled(
    access: &Access,
    person: &PersonFacts<'_>,
    permission: Permission,
) -> Result<Reach, Denial> {
    access.decide(permission, &person.object)?;
    let administers = |holding: &Holding| holding.allows.administer();
    if person.holdings.iter().any(administers) {
        access.decide(Permission::AdminAccountCreate, &person.object)?;
    }
    access
        .terms(permission)
        .filter(|term| term.holds(&person.object))
        .filter(|term| person.holdings.iter().all(|theirs| over(term, theirs)))
        .map(|term| term.reach)
        .max()
        .ok_or(Denial::Missing(permission))
}

/// Whether a holding by which somebody reaches a person is over one that the person has.
fn over(mine: &Term<'_>, theirs: &Holding) -> bool {
    // Everybody's label.
    if theirs.role == RoleName::BuiltIn(Role::Registered) {
        return true;
    }
    let uncovered = |grants: &Grants| mine.access.uncovered(grants, &theirs.anchor);
    let handed_out = mine
        .holding
        .delegates(&theirs.role)
        .is_some_and(|delegated| uncovered(&theirs.allows.without(delegated)).is_none());
    match theirs.role.side() {
        Side::Customer => {
            let company = matches!(
                mine.reach,
                Reach::Company | Reach::Storefront | Reach::Platform
            );
            handed_out || (company && uncovered(&beyond_a_company(&theirs.allows)).is_none())
        }
        Side::Staff | Side::Partner | Side::Machine => {
            handed_out && mine.holding.anchor.contains(&theirs.anchor)
        }
    }
}

/// What somebody may do to more than a company's things; no customer's role does as it comes.
fn beyond_a_company(grants: &Grants) -> Grants {
    let wide = [Reach::Storefront, Reach::Platform]
        .into_iter()
        .fold(Reaches::NONE, Reaches::with);
    grants
        .iter()
        .map(|(permission, reaches)| (permission, reaches.without(reaches.without(wide))))
        .collect()
}

const fn permit<C: Capability>(
    access: &Access,
    person: &PersonFacts<'_>,
    reach: Reach,
) -> Permit<C> {
    Permit::new(access, person.object.storefront, reach)
}

fn in_state(person: &PersonFacts<'_>, act: PersonAct) -> Result<(), Denial> {
    match act.applied_to(person.state) {
        Some(_) => Ok(()),
        None => Err(Denial::Account(person.state)),
    }
}

fn not_oneself(access: &Access, person: &PersonFacts<'_>) -> Result<(), Denial> {
    let acting = access.acting.map(crate::Owner::Account);
    if access.owns(&person.object) || acting.is_some_and(|me| person.object.owners.contains(&me)) {
        Err(Denial::Oneself)
    } else {
        Ok(())
    }
}

/// That the permission reaches the person in each of these departments alone.
pub(super) fn each(
    access: &Access,
    permission: Permission,
    person: &Object<'_>,
    departments: &[DepartmentId],
) -> Result<(), Denial> {
    for one in departments {
        access.decide(
            permission,
            &Object {
                departments: Scope::These(std::slice::from_ref(one)),
                ..*person
            },
        )?;
    }
    Ok(())
}

/// Where somebody new would stand.
#[must_use]
pub const fn newcomer(
    storefront: Option<domain::StorefrontId>,
    company: &[CompanyId],
) -> Object<'_> {
    Object {
        storefront,
        company: these(company),
        ..Object::PLATFORM
    }
}

const fn these<T>(some: &[T]) -> Scope<'_, T> {
    if some.is_empty() {
        Scope::Nobody
    } else {
        Scope::These(some)
    }
}
