//! Writing somebody down: with access, by a mailed link; or as a record that fills templates and
//! receives orders.

use super::{
    act::record,
    addresses,
    invite::{is_taken, send, taken_address},
    places::{self, at, fits},
};
use access::{
    Anchor, Ctx, Denial, Failure, Pack, Permission, Permit, Role, RoleName, Side, Storefront,
    permission::user, rules::people as rules,
};
use domain::{
    AccountId, CompanyId, DepartmentId, Problem,
    accounts::AccountState,
    people::{AddField, AddPerson},
};
use store::{
    Store, Tx,
    people::{self, NewAccount},
    storefronts,
};

/// Where somebody new will stand.
struct Place {
    storefront: Storefront,
    company: Option<CompanyId>,
    departments: Vec<DepartmentId>,
}

/// Writes somebody down; gives their id.
///
/// # Errors
/// Faulty fields, not granted there, a role that is not the giver's to give, or one without an
/// invitation, an address that is in use,
/// or a form that was sent for another storefront before.
pub async fn add(
    store: &Store,
    ctx: &Ctx,
    form: &AddPerson,
) -> Result<AccountId, Failure<AddField>> {
    form.check()?;
    let mut tx = store.begin().await?;
    let place = place(&mut tx, ctx, form).await?;
    let may = may(&mut tx, ctx, &place).await?;
    let email = form.address();
    if let Some(email) = email.as_deref().filter(|_| form.invite) {
        // Before the key is looked up: the second of two presses finds what the first has written.
        people::hold_address(&mut tx, email).await?;
    }
    if let Some(once) = form.key()
        && let Some(before) = people::written(&mut tx, &may, once).await?
    {
        return Ok(before);
    }
    let state = if form.invite {
        AccountState::Invited
    } else {
        AccountState::Inactive
    };
    let roles = roles(&mut tx, ctx, form, (&place, state)).await?;
    // Staff are nobody's customers.
    let staff = roles.iter().any(|(role, _)| role.side() == Side::Staff);
    if let Some(email) = email.as_deref().filter(|_| form.invite) {
        addresses::free(&mut tx, email, None, staff, AddField::Email).await?;
    }
    let new = NewAccount {
        storefront: (!staff).then_some(place.storefront.id),
        company: place.company.filter(|_| !staff),
        supplier: None,
        name: form.name.trim(),
        email: email.as_deref(),
        state,
        password_hash: None,
    };
    let beside = (form.phone.trim(), form.key());
    let id = match people::create(&mut tx, &may, &new, beside, ctx.now).await {
        Ok(id) => id,
        // Two presses at once: the other one was first.
        Err(error) if form.key().is_some() && is_taken(&error) => {
            drop(tx);
            let mut tx = store.begin().await?;
            let before = people::written(&mut tx, &may, form.once.as_str()).await?;
            return before.ok_or_else(|| elsewhere(error));
        }
        Err(error) => return Err(taken_address(error, AddField::Email)),
    };
    people::first_departments(&mut tx, &may, id, &place.departments).await?;
    for (role, anchor) in &roles {
        people::first_role(&mut tx, &may, id, role, anchor, ctx.now).await?;
    }
    if let Some(email) = email.as_deref().filter(|_| form.invite) {
        send(
            &mut tx,
            ctx,
            &place.storefront,
            id,
            (form.name.trim(), email),
        )
        .await?;
    }
    let named: Vec<&str> = roles.iter().map(|(role, _)| role.name()).collect();
    let detail = serde_json::json!({ "state": state.key(), "roles": named });
    record(&mut tx, ctx, "user.create", id, detail).await?;
    tx.commit().await?;
    Ok(id)
}

/// The form was sent before, for another storefront; or somebody else has the address.
fn elsewhere(error: store::Error) -> Failure<AddField> {
    if error.is_constraint("accounts_once") {
        Denial::Stale.into()
    } else {
        taken_address(error, AddField::Email)
    }
}

/// What was chosen, or what goes without saying: the company of who adds a colleague.
async fn place(tx: &mut Tx, ctx: &Ctx, form: &AddPerson) -> Result<Place, Failure<AddField>> {
    let not_offered = |field| Failure::field(field, Problem::NotOffered);
    let own = ctx.access.company.filter(|_| !ctx.access.is_staff());
    let company = match form.company().or(own) {
        Some(id) => Some(
            people::company(tx, id)
                .await?
                .ok_or_else(|| not_offered(AddField::Company))?,
        ),
        None => None,
    };
    // A company says where; a storefront is preselected and may not have been meant.
    let storefront = match &company {
        Some(company) => company.storefront,
        None => form.storefront().unwrap_or(ctx.at.id),
    };
    storefronts::hold(tx, &[storefront]).await?;
    let storefront = storefronts::by_id(tx, storefront)
        .await?
        .ok_or_else(|| not_offered(AddField::Storefront))?;
    let company = company.map(|company| company.id);
    // Who adds people somewhere does not learn thereby which companies and storefronts others have.
    let own = company.is_some() && company == ctx.access.company;
    let there = rules::newcomer(Some(storefront.id), company.as_slice());
    if !own
        && ctx.access.holds(Permission::UserCreate).is_ok()
        && rules::create(&ctx.access, &there, &[]).is_err()
    {
        return Err(not_offered(match company {
            Some(_) => AddField::Company,
            None => AddField::Storefront,
        }));
    }
    let departments = match form.department() {
        None => Vec::new(),
        Some(id) => {
            let known = people::departments_of(tx, company.as_slice()).await?;
            if !known.iter().any(|one| one.id == id) {
                return Err(not_offered(AddField::Department));
            }
            vec![id]
        }
    };
    Ok(Place {
        storefront,
        company,
        departments,
    })
}

async fn may(
    tx: &mut Tx,
    ctx: &Ctx,
    place: &Place,
) -> Result<Permit<user::Create>, Failure<AddField>> {
    let object = rules::newcomer(Some(place.storefront.id), place.company.as_slice());
    let answer = rules::create(&ctx.access, &object, &place.departments);
    if answer.is_err() && place.departments.is_empty() {
        // Who adds people to departments only is asked for one.
        let some = people::departments_of(tx, place.company.as_slice()).await?;
        if some
            .iter()
            .any(|one| rules::create(&ctx.access, &object, &[one.id]).is_ok())
        {
            return Err(Failure::field(AddField::Department, Problem::Missing));
        }
    }
    Ok(answer?)
}

/// The first role of every customer of the storefront, which nobody has to give; and the chosen one,
/// which must be theirs to give, to somebody who will have access.
async fn roles(
    tx: &mut Tx,
    ctx: &Ctx,
    form: &AddPerson,
    (place, state): (&Place, AccountState),
) -> Result<Vec<(RoleName, Anchor)>, Failure<AddField>> {
    let at_home = match place.company {
        Some(company) => Anchor::company(place.storefront.id, company),
        None => at(place.storefront.id),
    };
    let first = RoleName::BuiltIn(Role::of_customer(place.storefront.pack));
    if form.role.is_empty() {
        return Ok(vec![(first, at_home)]);
    }
    let not_offered = || Failure::field(AddField::Role, Problem::NotOffered);
    let book = store::roles::book(tx).await?;
    let role = places::role(&book, &form.role).ok_or_else(not_offered)?;
    let anchor = match role.side() {
        Side::Customer => at_home.clone(),
        Side::Staff => at(place.storefront.id),
        Side::Partner | Side::Machine => return Err(not_offered()),
    };
    if !fits(std::slice::from_ref(&place.storefront), &role, &anchor) {
        return Err(not_offered());
    }
    if role == first {
        return Ok(vec![(first, at_home)]);
    }
    let object = access::Object {
        departments: match &*place.departments {
            [] => access::Scope::Nobody,
            these => access::Scope::These(these),
        },
        ..rules::newcomer(Some(place.storefront.id), place.company.as_slice())
    };
    rules::assign_new(&ctx.access, &book, (state, &object), &role, &anchor)
        .map(drop)
        .map_err(|why| match why {
            Denial::NotFound => not_offered(),
            Denial::Account(_) => Failure::field(AddField::Role, Problem::NeedsInvitation),
            why => why.into(),
        })?;
    // The corporate managers' roles stand on top of the first one; the printshop's hold it all.
    let on_top = role.side() == Side::Customer && place.storefront.pack != Pack::Printshop;
    let mut roles = Vec::new();
    if on_top {
        roles.push((first, at_home));
    }
    roles.push((role, anchor));
    Ok(roles)
}
