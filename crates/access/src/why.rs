//! "Why can I?" and "Why can't I?": one decision, told, with who could change it.
//!
//! One asks about a class of things, seen from the person, or about one thing as it is. A class is
//! decided by [`Access::decide`] alone; a thing by the rule that decides the act itself, where the
//! permission has one, so that the answer is the act's.

mod remedy;
mod thing;

pub use remedy::{Asked, Remedy};
pub use thing::{Kind, RoleFacts, Thing};

use crate::{
    Access, Denial, Grounds, Object, Owner, Permission, Reach, RoleId, RoleLine, RoleName, Scope,
    Standing,
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
    /// What names them: as its approver, or as the supplier it was awarded to.
    Assigned,
    /// What is published on a public storefront.
    Public,
}

impl Class {
    pub const ALL: [Self; 8] = [
        Self::Own,
        Self::Department,
        Self::Managed,
        Self::Company,
        Self::Storefront,
        Self::Platform,
        Self::Assigned,
        Self::Public,
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
            Self::Assigned => "assigned",
            Self::Public => "public",
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
            Self::Assigned => "anybody's, where it names them",
            Self::Public => "public",
        }
    }
}

/// Why not, and the grant that refuses it where one does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Denied<'a> {
    pub why: Denial,
    pub by: Option<Grounds<'a>>,
}

impl<'a> Denied<'a> {
    fn of(access: &'a Access, why: Denial, object: &Object<'_>) -> Self {
        let by = match why {
            Denial::Refused(permission) => access.refused_by(permission, object),
            _ => None,
        };
        Self { why, by }
    }
}

/// What is asked about.
#[derive(Clone, Copy, Debug)]
pub enum Matter<'a> {
    /// At a storefront.
    Class(Class, StorefrontId),
    Thing(Thing<'a>),
}

impl Matter<'_> {
    /// The deciding grant, or the rule that refuses.
    ///
    /// # Errors
    /// As of the rule of the act, and of [`Access::decide`] where the permission has none.
    pub fn why<'a>(
        &self,
        access: &'a Access,
        permission: Permission,
    ) -> Result<Grounds<'a>, Denied<'a>> {
        match self {
            Self::Class(class, at) => why(access, permission, *class, *at),
            Self::Thing(thing) => thing.why(access, permission),
        }
    }
}

/// The deciding grant over a class of things.
///
/// # Errors
/// As of [`Access::decide`].
pub fn why(
    access: &Access,
    permission: Permission,
    class: Class,
    at: StorefrontId,
) -> Result<Grounds<'_>, Denied<'_>> {
    let owner = access.owner();
    let owners: &[Owner] = match class {
        Class::Own => owner.as_slice(),
        _ => &[],
    };
    let company: Scope<'_, CompanyId> = match class {
        Class::Own | Class::Department | Class::Managed | Class::Company => {
            Scope::These(access.company.as_slice())
        }
        Class::Storefront | Class::Platform | Class::Assigned => Scope::Nobody,
        Class::Public => Scope::Everybody,
    };
    let departments: Scope<'_, DepartmentId> = match class {
        Class::Own | Class::Department => Scope::These(access.member_of.as_slice()),
        Class::Managed => Scope::These(access.manages.as_slice()),
        Class::Company | Class::Storefront | Class::Platform | Class::Assigned => Scope::Nobody,
        Class::Public => Scope::Everybody,
    };
    let object = Object {
        storefront: (class != Class::Platform).then_some(at),
        company,
        departments,
        owners,
        assigned: match class {
            Class::Assigned => access.names.as_slice(),
            _ => &[],
        },
        public: class == Class::Public,
        ..Object::PLATFORM
    };
    access
        .decide(permission, &object)
        .map_err(|why| Denied::of(access, why, &object))
}

/// What a question is about, as its form has it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum About {
    Class(Class),
    /// One thing of this kind.
    One(Kind),
}

impl About {
    #[must_use]
    pub fn from_key(key: &str) -> Option<Self> {
        let class = Class::from_key(key).map(Self::Class);
        class.or_else(|| Kind::from_key(key).map(Self::One))
    }
}

/// The answer, with what could change it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Answer {
    pub permission: Permission,
    pub about: About,
    /// At least one; one of each account where an email is that of several, and of each thing where
    /// several have the name.
    pub told: Vec<Told>,
    /// The roles in force here that grant the permission at all.
    pub granting: Vec<RoleLine>,
}

/// The answer about one account.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Told {
    /// Nothing where the reader asks about themselves.
    pub person: Option<String>,
    /// The thing, where it is about one: "the order Q-10042".
    pub thing: Option<String>,
    /// What it is about is of the platform.
    pub of_platform: bool,
    pub standing: Standing,
    pub verdict: Result<Basis, Unmet>,
    /// A role that they were given, which would be enough if it were in force.
    pub dormant: Option<Dormant>,
    /// For who has roles in hand.
    pub remedies: Option<Remedies>,
}

/// The grant that decided, as its reader may know of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Basis {
    /// Nothing where it is a role at the print shop or a supplier, which customers do not read of.
    pub role: Option<RoleName>,
    pub reach: Reach,
    /// Where the role starts, in words.
    pub place: String,
}

/// What refused.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unmet {
    pub why: Denial,
    /// The denial, where a role refuses it.
    pub by: Option<Basis>,
}

/// A role that was given and is not in force.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Dormant {
    pub role: RoleName,
    /// Its time is over; else it is an approver's, where orders are not approved.
    pub ended: bool,
}

/// Who could change it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Remedies {
    /// The roles of which one more would be enough.
    pub enough: Vec<(RoleId, String)>,
    /// The roles whose holders give one of those, or take the one away that decides.
    pub by: Vec<(RoleId, String)>,
    /// Such holders by name, as far as the reader may see them.
    pub people: Vec<String>,
    /// There are more of them than those.
    pub more: bool,
    /// The roles whose holders change what the person's roles grant.
    pub editors: Vec<(RoleId, String)>,
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Anchor, Holding, Role, Who};
    use domain::{AccountId, SupplierId};

    const HERE: StorefrontId = StorefrontId(1);

    fn somebody(role: Role, anchor: Anchor) -> Access {
        let mut access =
            Access::new(Who::Account(AccountId(1))).holding(Holding::built_in(role, anchor));
        access.company = Some(CompanyId(1));
        access
    }

    #[test]
    fn the_deciding_grant_is_named_with_where_it_starts() {
        let anchor = Anchor::Storefronts(vec![HERE]);
        let manager = somebody(Role::CompanyManager, anchor.clone());
        let grounds = why(&manager, Permission::UserDelete, Class::Company, HERE).expect("theirs");
        assert_eq!(*grounds.role, RoleName::BuiltIn(Role::CompanyManager));
        assert_eq!((grounds.reach, grounds.anchor), (Reach::Company, &anchor));
        let denied = why(&manager, Permission::UserDelete, Class::Storefront, HERE);
        assert_eq!(
            denied.expect_err("another company's").why,
            Denial::Missing(Permission::UserDelete)
        );
    }

    #[test]
    fn what_names_somebody_is_a_class() {
        let supplier = somebody(Role::Supplier, Anchor::Supplier([SupplierId(1)]));
        let opens = |class| why(&supplier, Permission::OrderView, class, HERE).map(|one| one.reach);
        assert_eq!(opens(Class::Assigned), Ok(Reach::Assigned));
        assert!(opens(Class::Storefront).is_err());
    }

    #[test]
    fn what_is_public_is_a_class() {
        let anchor = Anchor::Storefronts(vec![HERE]);
        let visitor = somebody(Role::Guest, anchor);
        let browses = |class| why(&visitor, Permission::CatalogBrowse, class, HERE).is_ok();
        assert!(browses(Class::Public));
        assert!(!browses(Class::Platform));
    }

    #[test]
    fn a_question_reads_as_it_is_written() {
        for class in Class::ALL {
            assert_eq!(About::from_key(class.key()), Some(About::Class(class)));
        }
        for kind in Kind::ALL {
            assert_eq!(About::from_key(kind.key()), Some(About::One(kind)));
        }
    }
}
