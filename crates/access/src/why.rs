//! "Why can I?" and "Why can't I?": one decision, told. It decides by [`Access::decide`] alone; what
//! is here only says of what kind of thing one asks.

use crate::{
    Access, Denial, Object, Owner, Permission, Reach, RoleLine, RoleName, Scope, Standing,
};
use domain::{CompanyId, DepartmentId, StorefrontId};

/// Whose thing one asks about, seen from the person.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Class {
    Own,
    /// Of somebody in a department that they belong to.
    Department,
    /// Of somebody in a department that they manage.
    Managed,
    /// Of somebody else in their company.
    Company,
    /// Of another company of the storefront.
    Storefront,
    /// What is of no storefront.
    Platform,
}

impl Class {
    pub const ALL: [Self; 6] = [
        Self::Own,
        Self::Department,
        Self::Managed,
        Self::Company,
        Self::Storefront,
        Self::Platform,
    ];

    /// As an address has it.
    #[must_use]
    pub const fn key(self) -> &'static str {
        match self {
            Self::Own => "own",
            Self::Department => "department",
            Self::Managed => "managed",
            Self::Company => "company",
            Self::Storefront => "storefront",
            Self::Platform => "platform",
        }
    }

    #[must_use]
    pub fn from_key(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|one| one.key() == key)
    }

    /// As people read it.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Own => "their own",
            Self::Department => "somebody's in their department",
            Self::Managed => "somebody's in a department they manage",
            Self::Company => "somebody else's in their company",
            Self::Storefront => "another company's at this storefront",
            Self::Platform => "the platform's",
        }
    }
}

/// The deciding grant, or the rule that refused.
///
/// # Errors
/// As of [`Access::decide`].
pub fn why(
    access: &Access,
    permission: Permission,
    class: Class,
    at: StorefrontId,
) -> Result<(RoleName, Reach), Denial> {
    let owner = access.owner();
    let owners: &[Owner] = match class {
        Class::Own => owner.as_slice(),
        _ => &[],
    };
    let company: &[CompanyId] = match class {
        Class::Storefront | Class::Platform => &[],
        _ => access.company.as_slice(),
    };
    let departments: &[DepartmentId] = match class {
        Class::Own | Class::Department => access.member_of.as_slice(),
        Class::Managed => access.manages.as_slice(),
        Class::Company | Class::Storefront | Class::Platform => &[],
    };
    let object = Object {
        storefront: (class != Class::Platform).then_some(at),
        company: Scope::These(company),
        departments: Scope::These(departments),
        owners,
        ..Object::PLATFORM
    };
    access
        .decide(permission, &object)
        .map(|grounds| (grounds.role.clone(), grounds.reach))
}

/// The answer, with what could change it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Answer {
    pub permission: Permission,
    pub class: Class,
    /// At least one; one of each account where an email is that of several.
    pub told: Vec<Told>,
    /// The roles in force here that grant the permission at all.
    pub granting: Vec<RoleLine>,
}

/// The answer about one account.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Told {
    /// Nothing where the reader asks about themselves.
    pub person: Option<String>,
    pub standing: Standing,
    pub verdict: Result<(RoleName, Reach), Denial>,
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Anchor, Holding, Role, Who};
    use domain::AccountId;

    #[test]
    fn the_deciding_grant_is_named() {
        let here = StorefrontId(1);
        let mut manager = Access::new(Who::Account(AccountId(1))).holding(Holding::built_in(
            Role::CompanyManager,
            Anchor::Storefronts(vec![here]),
        ));
        manager.company = Some(CompanyId(1));
        let (role, reach) =
            why(&manager, Permission::UserDelete, Class::Company, here).expect("theirs");
        assert_eq!(role, RoleName::BuiltIn(Role::CompanyManager));
        assert_eq!(reach, Reach::Company);
        assert_eq!(
            why(&manager, Permission::UserDelete, Class::Storefront, here),
            Err(Denial::Missing(Permission::UserDelete))
        );
    }
}
