//! The cart, and what becomes of it: placing an order, for whom, and where it goes.

use crate::{
    Access, Denial, Object, Owner, Permission, Permit, Scope, Storefront, Visible,
    permission::{address, address_company, address_personal, approval, cart, order},
};
use domain::{CompanyId, DepartmentId};

/// Using one's own cart on a storefront. There is no other way to a cart than through its owner:
/// that carts of a public storefront are public to visitors says that everybody has one, not that
/// they may look into another's.
///
/// # Errors
/// [`Denial::SignIn`], or no grant.
pub fn own(access: &Access, at: &Storefront) -> Result<Permit<cart::Use>, Denial> {
    mine(access, at, |object| access.permit(object))
}

/// Placing an order of one's own.
///
/// # Errors
/// [`Denial::SignIn`], or no grant.
pub fn place(access: &Access, at: &Storefront) -> Result<Permit<order::Place>, Denial> {
    mine(access, at, |object| access.permit(object))
}

/// Ordering for a person.
///
/// # Errors
/// [`Denial::NotFound`]: who cannot order for somebody does not learn that there is such a person.
pub fn place_for(
    access: &Access,
    person: &Object<'_>,
) -> Result<Permit<order::PlaceOnBehalf>, Denial> {
    access.permit(person).map_err(|_| Denial::NotFound)
}

/// Charging an order of one's company to one of its cost centres: one for all departments, for one's
/// own, or for that of people whom one may order for.
///
/// # Errors
/// [`Denial::NotFound`]: a cost centre that is not for somebody is none for them.
pub fn charge(access: &Access, centre: &Object<'_>) -> Result<(), Denial> {
    let ours = access
        .company
        .is_some_and(|company| centre.company.meets(&[company]));
    let mine = centre.departments.meets(&access.member_of);
    if ours
        && (mine
            || access
                .decide(Permission::OrderPlaceOnBehalf, centre)
                .is_ok())
    {
        Ok(())
    } else {
        Err(Denial::NotFound)
    }
}

/// Approving at once what one orders.
///
/// # Errors
/// No grant, or somebody is logged in as them.
pub fn approve_own(
    access: &Access,
    order: &Object<'_>,
) -> Result<Permit<approval::Itself>, Denial> {
    if access.owns(order) {
        access.permit(order)
    } else {
        Err(Denial::NotFound)
    }
}

/// Keeping an address among one's own.
///
/// # Errors
/// [`Denial::SignIn`], or no grant.
pub fn keep_address(
    access: &Access,
    at: &Storefront,
) -> Result<Permit<address_personal::AddDelete>, Denial> {
    if !access.signed_in() {
        return Err(Denial::SignIn);
    }
    mine(access, at, |object| access.permit(object))
}

/// Asks about something on this storefront that would be the actor's own.
fn mine<T>(
    access: &Access,
    at: &Storefront,
    ask: impl FnOnce(&Object<'_>) -> Result<T, Denial>,
) -> Result<T, Denial> {
    let owners: &[Owner] = &[access.owner().ok_or(Denial::SignIn)?];
    ask(&Object {
        company: these::<CompanyId>(access.company.as_slice()),
        departments: these::<DepartmentId>(&access.member_of),
        owners,
        public: at.public,
        ..Object::of_storefront(at.id)
    })
}

const fn these<T>(some: &[T]) -> Scope<'_, T> {
    if some.is_empty() {
        Scope::Nobody
    } else {
        Scope::These(some)
    }
}

/// The facts about an address that [`deliver_to`] asks for.
#[derive(Clone, Copy, Debug)]
pub struct AddressFacts<'a> {
    pub object: Object<'a>,
    /// A person's, not the company's.
    pub personal: bool,
}

/// Having an order delivered to an address: one that `address.select_for_order` reaches, or one of
/// the company that may be seen. Seeing the office's address and having to type it again as one's
/// own would serve nobody.
///
/// # Errors
/// [`Denial::NotFound`].
pub fn deliver_to(
    access: &Access,
    to: &AddressFacts<'_>,
) -> Result<Permit<address::SelectForOrder>, Denial> {
    let grounds = match access.decide(Permission::AddressSelectForOrder, &to.object) {
        Err(Denial::Missing(_))
            if !to.personal && access.holds(Permission::AddressSelectForOrder).is_ok() =>
        {
            access.decide(Permission::AddressCompanyView, &to.object)
        }
        other => other,
    };
    let reach = grounds.map_err(|_| Denial::NotFound)?.reach;
    Ok(Permit::new(access, to.object.storefront, reach))
}

/// The list of the addresses that [`deliver_to`] lets through.
#[derive(Debug)]
#[must_use]
pub struct Deliverable<'a> {
    pub select: Visible<'a, address::SelectForOrder>,
    pub company: Option<Visible<'a, address_company::View>>,
}

/// The addresses that somebody may have an order delivered to.
///
/// # Errors
/// No grant.
pub fn deliverable(access: &Access) -> Result<Deliverable<'_>, Denial> {
    Ok(Deliverable {
        select: access.visible()?,
        company: access.visible().ok(),
    })
}
