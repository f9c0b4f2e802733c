//! Addresses: a company's and a person's are two things under one name, with permissions of their own.
//!
//! Having an order delivered to one is in [`cart`](super::cart); what is seen there and what is seen
//! here are asked of the same facts.

use super::{cart, cart::AddressFacts};
use crate::{
    Access, Denial, Object, Permission, Permit, Reach, Scope, Storefront, Visible, pages,
    permission::{address_company, address_personal},
};
use domain::{CompanyId, DepartmentId, StorefrontId};

/// What lets somebody see an address.
pub(crate) const fn seen_by(address: &AddressFacts<'_>) -> Permission {
    if address.personal {
        Permission::AddressPersonalView
    } else {
        Permission::AddressCompanyView
    }
}

/// Seeing an address.
///
/// # Errors
/// [`Denial::NotFound`].
pub fn view(access: &Access, address: &AddressFacts<'_>) -> Result<(), Denial> {
    match access.decide(seen_by(address), &address.object) {
        Ok(_) => Ok(()),
        Err(_) => Err(Denial::NotFound),
    }
}

/// The addresses that [`view`] lets through, of both kinds.
#[derive(Debug)]
#[must_use]
pub struct Listed<'a> {
    pub company: Option<Visible<'a, address_company::View>>,
    pub personal: Option<Visible<'a, address_personal::View>>,
}

/// What somebody may see of addresses.
///
/// # Errors
/// No address can be seen at all.
pub fn listed(access: &Access) -> Result<Listed<'_>, Denial> {
    pages::ADDRESSES.needs.met_by(access, false)?;
    Ok(Listed {
        company: access.visible().ok(),
        personal: access.visible().ok(),
    })
}

/// Seeing the addresses of a person, who stands as `person` says; `hidden` where their storefront hides
/// such from who manages them.
///
/// # Errors
/// [`Denial::NotFound`].
pub fn view_those_of(access: &Access, person: &Object<'_>, hidden: bool) -> Result<(), Denial> {
    let theirs = AddressFacts {
        object: Object {
            withheld: hidden,
            ..*person
        },
        personal: true,
    };
    view(access, &theirs)
}

/// Proof that an address may be corrected.
#[derive(Debug)]
#[must_use]
pub enum Correct {
    Company(Permit<address_company::Manage>),
    Personal(Permit<address_personal::Edit>),
}

/// Proof that an address may be removed.
#[derive(Debug)]
#[must_use]
pub enum Remove {
    Company(Permit<address_company::Manage>),
    Personal(Permit<address_personal::AddDelete>),
}

impl Correct {
    /// How far the grant reaches that decided.
    #[must_use]
    pub const fn reach(&self) -> Reach {
        match self {
            Self::Company(permit) => permit.reach(),
            Self::Personal(permit) => permit.reach(),
        }
    }

    /// The storefront of the address.
    #[must_use]
    pub const fn storefront(&self) -> Option<StorefrontId> {
        match self {
            Self::Company(permit) => permit.storefront(),
            Self::Personal(permit) => permit.storefront(),
        }
    }
}

impl Remove {
    /// How far the grant reaches that decided.
    #[must_use]
    pub const fn reach(&self) -> Reach {
        match self {
            Self::Company(permit) => permit.reach(),
            Self::Personal(permit) => permit.reach(),
        }
    }

    /// The storefront of the address.
    #[must_use]
    pub const fn storefront(&self) -> Option<StorefrontId> {
        match self {
            Self::Company(permit) => permit.storefront(),
            Self::Personal(permit) => permit.storefront(),
        }
    }
}

/// Correcting an address: managers mend their people's too (PJ-27, PJ-34).
///
/// # Errors
/// Not seen, or not granted.
pub fn correct(access: &Access, address: &AddressFacts<'_>) -> Result<Correct, Denial> {
    view(access, address)?;
    Ok(if address.personal {
        Correct::Personal(access.permit(&address.object)?)
    } else {
        Correct::Company(access.permit(&address.object)?)
    })
}

/// Removing an address; a person's is theirs to remove, and the print shop's.
///
/// # Errors
/// Not seen, or not granted.
pub fn remove(access: &Access, address: &AddressFacts<'_>) -> Result<Remove, Denial> {
    view(access, address)?;
    Ok(if address.personal {
        Remove::Personal(access.permit(&address.object)?)
    } else {
        Remove::Company(access.permit(&address.object)?)
    })
}

/// Where a company's address stands that is for all of its departments.
#[must_use]
pub const fn of_company(storefront: StorefrontId, company: &[CompanyId]) -> Object<'_> {
    Object {
        company: Scope::These(company),
        departments: Scope::Everybody,
        ..Object::of_storefront(storefront)
    }
}

/// Adding an address to a company: for all of its departments, since limiting it is another
/// permission.
///
/// # Errors
/// Not granted there.
pub fn add_to_company(
    access: &Access,
    company: &Object<'_>,
) -> Result<Permit<address_company::Manage>, Denial> {
    access.permit(company)
}

/// Adding an address to a person's, who stands as `person` says.
///
/// # Errors
/// [`Denial::NotFound`]: who cannot do it does not learn that there is such a person.
pub fn add_to_person(
    access: &Access,
    person: &Object<'_>,
) -> Result<Permit<address_personal::AddDelete>, Denial> {
    access.permit(person).map_err(|_| Denial::NotFound)
}

/// Adding an address to one's own; the same as keeping one at the checkout.
///
/// # Errors
/// Not signed in, or not granted.
pub fn add_own(
    access: &Access,
    at: &Storefront,
) -> Result<Permit<address_personal::AddDelete>, Denial> {
    cart::keep_address(access, at)
}

/// Saying which departments a company's address is for: `changed` are those that get it or lose it,
/// and `all` says whether it becomes or ceases to be for all of them, those to come included.
///
/// # Errors
/// Not seen, a person's, or not granted for the address, for one of the departments, or for the
/// company as a whole.
pub fn assign_departments(
    access: &Access,
    address: &AddressFacts<'_>,
    changed: &[DepartmentId],
    all: bool,
) -> Result<Permit<address_company::AssignDepartment>, Denial> {
    view(access, address)?;
    if address.personal {
        return Err(Denial::NotFound);
    }
    let permit = access.permit(&address.object)?;
    let there = |departments| Object {
        departments,
        ..address.object
    };
    for one in changed {
        let these = std::slice::from_ref(one);
        access.decide(
            Permission::AddressCompanyAssignDepartment,
            &there(Scope::These(these)),
        )?;
    }
    if all {
        // Only who reaches the company as a whole: nobody's department, so nobody's to manage.
        access.decide(
            Permission::AddressCompanyAssignDepartment,
            &there(Scope::Nobody),
        )?;
    }
    Ok(permit)
}
