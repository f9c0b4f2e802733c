//! Small worlds: things that own what an `Object` borrows, actors, and random ones of both.

use access::{
    Access, Anchor, Assignee, Grants, Holding, Object, Owner, Permission, Reach, Reaches, Role,
    RoleName, Scope, Side, Standing, Who,
};
use domain::{
    AccountId, CompanyId, CustomRoleId, DepartmentId, LinkId, PrintLocationId, StorefrontId,
    SupplierId, VisitorId,
};
use proptest::{collection::vec, option, prelude::*, sample::select};
use std::borrow::Cow;

pub(crate) const ME: AccountId = AccountId(1);
pub(crate) const SOMEBODY: AccountId = AccountId(2);

#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Of<T> {
    Nobody,
    These(Vec<T>),
    Everybody,
}

impl<T> Of<T> {
    pub(crate) fn scope(&self) -> Scope<'_, T> {
        match self {
            Self::Nobody => Scope::Nobody,
            Self::These(these) => Scope::These(these),
            Self::Everybody => Scope::Everybody,
        }
    }
}

/// Something to be asked about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Thing {
    pub(crate) storefront: Option<StorefrontId>,
    pub(crate) company: Of<CompanyId>,
    pub(crate) departments: Of<DepartmentId>,
    pub(crate) owners: Vec<Owner>,
    pub(crate) assigned: Vec<Assignee>,
    pub(crate) public: bool,
    pub(crate) link: Option<LinkId>,
}

impl Thing {
    /// Of the platform, and nobody's.
    pub(crate) const PLATFORM: Self = Self {
        storefront: None,
        company: Of::Nobody,
        departments: Of::Nobody,
        owners: Vec::new(),
        assigned: Vec::new(),
        public: false,
        link: None,
    };

    pub(crate) fn at(storefront: StorefrontId) -> Self {
        Self {
            storefront: Some(storefront),
            ..Self::PLATFORM
        }
    }

    pub(crate) fn owned_by(self, owner: AccountId) -> Self {
        Self {
            owners: vec![Owner::Account(owner)],
            ..self
        }
    }

    pub(crate) fn in_company(self, company: CompanyId) -> Self {
        Self {
            company: Of::These(vec![company]),
            ..self
        }
    }

    pub(crate) fn in_department(self, department: DepartmentId) -> Self {
        Self {
            departments: Of::These(vec![department]),
            ..self
        }
    }

    pub(crate) fn object(&self) -> Object<'_> {
        Object {
            storefront: self.storefront,
            company: self.company.scope(),
            departments: self.departments.scope(),
            owners: &self.owners,
            assigned: &self.assigned,
            public: self.public,
            link: self.link,
            withheld: false,
        }
    }
}

/// Whether it may be done, whatever the grounds.
pub(crate) fn allows(access: &Access, permission: Permission, thing: &Thing) -> bool {
    access.decide(permission, &thing.object()).is_ok()
}

pub(crate) fn account(id: AccountId) -> Access {
    Access::new(Who::Account(id))
}

pub(crate) fn custom(id: i64, side: Side) -> RoleName {
    RoleName::Custom {
        id: CustomRoleId(id),
        name: format!("Custom {id}"),
        side,
    }
}

/// A holding of a custom role.
pub(crate) fn custom_holding(
    role: RoleName,
    anchor: Anchor,
    allows: Grants,
    denies: Grants,
) -> Holding {
    Holding {
        role,
        anchor,
        allows: Cow::Owned(allows),
        denies: Cow::Owned(denies),
        ways: access::Ways::default(),
    }
}

// Random worlds. Their ids are few, so that things meet: storefronts 1 to 3, companies 1 and 2,
// departments 1 and 2 of the first and 3 and 4 of the second.

pub(crate) const STOREFRONTS: [StorefrontId; 3] =
    [StorefrontId(1), StorefrontId(2), StorefrontId(3)];
pub(crate) const COMPANIES: [CompanyId; 2] = [CompanyId(1), CompanyId(2)];
pub(crate) const DEPARTMENTS: [DepartmentId; 4] = [
    DepartmentId(1),
    DepartmentId(2),
    DepartmentId(3),
    DepartmentId(4),
];

fn departments() -> impl Strategy<Value = Vec<DepartmentId>> + Clone {
    vec(select(&DEPARTMENTS[..]), 0..3)
}

fn owner() -> impl Strategy<Value = Owner> {
    prop_oneof![
        2 => Just(Owner::Account(ME)),
        2 => Just(Owner::Account(SOMEBODY)),
        1 => (1..3_i64).prop_map(|id| Owner::Visitor(VisitorId(id))),
    ]
}

fn assignee() -> impl Strategy<Value = Assignee> {
    prop_oneof![
        (1..3_i64).prop_map(|id| Assignee::Account(AccountId(id))),
        (1..3_i64).prop_map(|id| Assignee::Supplier(SupplierId(id))),
        (1..3_i64).prop_map(|id| Assignee::PrintLocation(PrintLocationId(id))),
    ]
}

fn of<T: Clone + std::fmt::Debug + 'static>(all: &'static [T]) -> impl Strategy<Value = Of<T>> {
    prop_oneof![
        2 => Just(Of::Nobody),
        4 => vec(select(all), 1..3).prop_map(Of::These),
        1 => Just(Of::Everybody),
    ]
}

pub(crate) fn any_thing() -> impl Strategy<Value = Thing> {
    (
        option::weighted(0.8, select(&STOREFRONTS[..])),
        of(&COMPANIES),
        of(&DEPARTMENTS),
        vec(owner(), 0..3),
        vec(assignee(), 0..3),
        any::<bool>(),
        option::weighted(0.3, (1..3_i64).prop_map(LinkId)),
    )
        .prop_map(
            |(storefront, company, departments, owners, assigned, public, link)| Thing {
                storefront,
                company,
                departments,
                owners,
                assigned,
                public,
                link,
            },
        )
}

pub(crate) fn any_permission() -> impl Strategy<Value = Permission> {
    select(Permission::ALL)
}

pub(crate) fn any_reach() -> impl Strategy<Value = Reach> {
    select(&Reach::ALL[..])
}

pub(crate) fn any_role() -> impl Strategy<Value = Role> {
    select(Role::ALL)
}

pub(crate) fn any_anchor() -> impl Strategy<Value = Anchor> {
    let storefront = select(&STOREFRONTS[..]);
    let company = select(&COMPANIES[..]);
    prop_oneof![
        1 => Just(Anchor::Platform),
        4 => vec(storefront.clone(), 0..3).prop_map(Anchor::Storefronts),
        2 => (storefront.clone(), company.clone()).prop_map(|(storefront, company)| Anchor::company(storefront, company)),
        2 => (storefront, company, departments()).prop_map(|(storefront, company, departments)| Anchor::Departments {
            storefront: [storefront],
            company,
            departments,
        }),
        1 => (1..3_i64).prop_map(|id| Anchor::Supplier([SupplierId(id)])),
    ]
}

/// An anchor and one inside it.
pub(crate) fn any_nested_anchors() -> impl Strategy<Value = (Anchor, Anchor)> {
    (any_anchor(), any_anchor()).prop_map(|(outer, inner)| {
        if outer.contains(&inner) {
            (outer, inner)
        } else if inner.contains(&outer) {
            (inner, outer)
        } else {
            (Anchor::Platform, inner)
        }
    })
}

pub(crate) fn any_grants() -> impl Strategy<Value = Grants> {
    let reaches = vec(any_reach(), 1..3)
        .prop_map(|reaches| reaches.into_iter().fold(Reaches::NONE, Reaches::with));
    vec((any_permission(), reaches), 0..40).prop_map(Grants::from_iter)
}

/// A custom role: anything allowed, anything denied.
pub(crate) fn any_custom_holding() -> impl Strategy<Value = Holding> {
    let side = select(&[Side::Customer, Side::Staff, Side::Partner, Side::Machine][..]);
    let denies = prop_oneof![2 => Just(Grants::NONE), 1 => any_grants()];
    (1..4_i64, side, any_anchor(), any_grants(), denies).prop_map(
        |(id, side, anchor, allows, denies)| {
            custom_holding(custom(id, side), anchor, allows, denies)
        },
    )
}

pub(crate) fn any_holding() -> impl Strategy<Value = Holding> {
    prop_oneof![
        3 => (any_role(), any_anchor()).prop_map(|(role, anchor)| Holding::built_in(role, anchor)),
        2 => any_custom_holding(),
    ]
}

fn who() -> impl Strategy<Value = Who> {
    prop_oneof![
        7 => Just(Who::Account(ME)),
        1 => Just(Who::Visitor(VisitorId(1))),
        1 => Just(Who::Link(LinkId(1))),
        1 => Just(Who::System),
    ]
}

/// An active actor with up to four roles, who is themselves.
pub(crate) fn any_access() -> impl Strategy<Value = Access> {
    (
        who(),
        option::weighted(0.8, select(&COMPANIES[..])),
        any::<bool>(),
        departments(),
        departments(),
        vec(assignee(), 0..2),
        vec(any_holding(), 0..4),
    )
        .prop_map(
            |(who, company, company_has_departments, member_of, manages, names, holdings)| {
                let mut access = Access {
                    company,
                    company_has_departments,
                    member_of,
                    manages,
                    ..Access::new(who)
                };
                access.names.extend(names);
                holdings.into_iter().fold(access, Access::holding)
            },
        )
}

pub(crate) fn any_standing() -> impl Strategy<Value = Standing> {
    select(
        &[
            Standing::Active,
            Standing::Unprotected,
            Standing::Inactive,
            Standing::Suspended,
            Standing::Deleted,
        ][..],
    )
}
