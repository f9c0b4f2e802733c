//! One person: their data, departments and roles, and what the reader may do about them.

use super::{
    act::{last_of, may, permission},
    history::history,
    places::{Places, named},
    reset_second_factor::has_any,
    set_approvers,
};
use access::{Ctx, Denial, Failure, Permission, RoleBook, Side, rules};
use domain::{
    AccountId, DepartmentId,
    departments::DepartmentBox,
    people::{
        ApproverSheet, Happened, PersonAct, PersonForManager, PersonForStaff, PersonPage,
        PersonSheet, Refused, RoleLine, RoleOffer,
    },
};
use store::{
    Store, Tx, addresses,
    people::{self, PersonRecord},
};

/// # Errors
/// [`Failure::not_found`].
pub async fn open(store: &Store, ctx: &Ctx, id: AccountId) -> Result<PersonPage, Failure> {
    let mut tx = store.read().await?;
    let person = people::person(&mut tx, id, ctx.now)
        .await?
        .ok_or(Failure::not_found())?;
    let view = rules::people::view(&ctx.access, &person.facts())?;
    let book = store::roles::book(&mut tx).await?;
    let places = Places::of(&mut tx, &person).await?;
    let roles = roles(&mut tx, ctx, &book, &places, &person).await?;
    let history = history(&mut tx, ctx, &view, &person).await?;
    let storefront = person
        .home
        .and_then(|home| places.storefronts.iter().find(|one| one.id == home))
        .map(|one| one.name.clone());
    let hidden = addresses::hidden_at(&mut tx, person.home).await?;
    let beside = Beside {
        roles,
        history,
        addresses: rules::addresses::view_those_of(&ctx.access, &person.object(), hidden).is_ok(),
        factors: has_any(&mut tx, person.id).await?,
        approval: set_approvers::sheet(&mut tx, ctx, &person, &places.departments).await?,
    };
    let sheet = sheet(ctx, &book, &places, person, beside);
    Ok(if ctx.access.is_staff() {
        PersonPage::Staff(PersonForStaff { sheet, storefront })
    } else {
        PersonPage::Manager(PersonForManager { sheet })
    })
}

/// What is known of somebody beside the account itself.
struct Beside {
    roles: Vec<RoleLine>,
    history: Vec<Happened>,
    /// Whether the reader may see where they live.
    addresses: bool,
    /// Whether there is more to the account than a password.
    factors: bool,
    /// Who approves for whom, for who says so.
    approval: Option<ApproverSheet>,
}

fn sheet(
    ctx: &Ctx,
    book: &RoleBook,
    places: &Places,
    person: PersonRecord,
    beside: Beside,
) -> PersonSheet {
    let access = &ctx.access;
    let facts = person.facts();
    let (acts, refused) = acts(ctx, &person, beside.factors);
    let names = |these: &[DepartmentId]| {
        places
            .departments
            .iter()
            .filter(|one| these.contains(&one.id))
            .map(|one| one.name.clone())
            .collect()
    };
    let departments = places
        .departments
        .iter()
        .filter(|one| rules::people::set_departments(access, &facts, &[one.id]).is_ok())
        .map(|one| DepartmentBox {
            id: one.id,
            name: one.name.clone(),
            ticked: person.member_of.contains(&one.id),
        })
        .collect();
    let offer = access.holds(Permission::RoleAssign).is_ok().then(|| {
        let (roles, places) = places.offered(access, book, &person);
        RoleOffer {
            roles: roles.iter().map(named).collect(),
            places,
        }
    });
    PersonSheet {
        id: person.id,
        version: person.version,
        state: person.shown_state(),
        last_signed_in: person.last_signed_in,
        member_of: names(&person.member_of),
        manages: names(&person.manages),
        roles: beside.roles,
        acts,
        refused,
        edit: rules::people::edit(access, &facts).is_ok(),
        change_address: rules::people::change_address(access, &facts).is_ok(),
        addresses: beside.addresses,
        departments,
        approval: beside.approval,
        offer: offer.filter(|offer| !offer.roles.is_empty()),
        history: beside.history,
        name: person.name,
        email: person.email,
        phone: person.phone,
        company: person.company_name,
    }
}

/// What is possible; and what is not, where the reader holds the permission and would wonder.
fn acts(ctx: &Ctx, person: &PersonRecord, factors: bool) -> (Vec<PersonAct>, Vec<Refused>) {
    let (mut acts, mut refused) = (Vec::new(), Vec::new());
    let these = PersonAct::ALL
        .into_iter()
        .filter(|act| factors || *act != PersonAct::ResetSecondFactor);
    for act in these {
        match may(&ctx.access, person, act) {
            Ok(()) => acts.push(act),
            // The state says it itself.
            Err(Denial::Account(_)) => {}
            // Nor would somebody wonder who never can.
            Err(_) if ctx.access.terms(permission(act)).next().is_none() => {}
            Err(why) => refused.push(Refused {
                act,
                why: match why.who_could_lift() {
                    Some(lift) => format!("{why} {lift}"),
                    None => why.to_string(),
                },
            }),
        }
    }
    (acts, refused)
}

/// What is held and what has ended. That somebody also works for the print shop or a supplier is not
/// told to a company's managers.
async fn roles(
    tx: &mut Tx,
    ctx: &Ctx,
    book: &RoleBook,
    places: &Places,
    person: &PersonRecord,
) -> store::Result<Vec<RoleLine>> {
    let staff = ctx.access.is_staff();
    let mut lines = Vec::new();
    for one in people::held(tx, person).await? {
        let holding = &one.holding;
        if !staff && holding.role.side() != Side::Customer {
            continue;
        }
        let facts = person.facts();
        let mut withdraw =
            rules::people::withdraw(&ctx.access, book, &facts, &holding.role, &holding.anchor)
                .is_ok();
        if withdraw {
            withdraw = last_of(tx, ctx, person, &one).await?.is_none();
        }
        lines.push(RoleLine {
            assignment: one.id,
            role: holding.role.name().to_owned(),
            place: places.words(&holding.anchor),
            since: one.since,
            ends: one.ends,
            withdraw,
        });
    }
    Ok(lines)
}
