//! An actor on the way to the browser.
//!
//! By place and number: each name and each variant that the browser had to read would be code that
//! every customer loads. The numbers mean what they do in the very build that the page comes from.

use crate::{
    Access, Anchor, Assignee, Grants, Holding, Permission, Reaches, Role, RoleId, RoleName, Side,
    Standing, Ways, Who,
};
use domain::{
    AccountId, CompanyId, CustomRoleId, DepartmentId, LinkId, PrintLocationId, StorefrontId,
    SupplierId, VisitorId,
};
use serde::{Deserialize, Serialize};
use std::{borrow::Cow, fmt};

/// [`Access`], field by field.
#[derive(Serialize, Deserialize)]
pub(crate) struct Actor(
    Kind,
    u8,
    Option<i64>,
    Option<i64>,
    bool,
    Vec<i64>,
    Vec<i64>,
    Vec<Kind>,
    Vec<Held>,
);

/// One of several kinds, with its number.
type Kind = (u8, i64);

/// [`Holding`], field by field; the start page and the roles to hand out are its ways.
#[derive(Serialize, Deserialize)]
struct Held(
    Called,
    (u8, Vec<i64>),
    Vec<Granted>,
    Vec<Granted>,
    Option<String>,
    Option<Vec<i64>>,
);

/// A role by its number, with the name and the side of one that is not built in.
type Called = (i64, Option<(String, u8)>);

/// A permission and its reaches.
type Granted = (u8, Reaches);

/// What was sent is no actor.
#[derive(Debug)]
pub(crate) struct NoActor;

impl fmt::Display for NoActor {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("no actor")
    }
}

const STANDINGS: [Standing; 5] = [
    Standing::Active,
    Standing::Unprotected,
    Standing::Inactive,
    Standing::Suspended,
    Standing::Deleted,
];

impl From<Access> for Actor {
    fn from(access: Access) -> Self {
        Self(
            match access.who {
                Who::Visitor(VisitorId(id)) => (0, id),
                Who::Account(AccountId(id)) => (1, id),
                Who::Link(LinkId(id)) => (2, id),
                Who::System => (3, 0),
            },
            place(&STANDINGS, access.standing),
            access.acting.map(|id| id.0),
            access.company.map(|id| id.0),
            access.company_has_departments,
            access.member_of.iter().map(|id| id.0).collect(),
            access.manages.iter().map(|id| id.0).collect(),
            access
                .names
                .iter()
                .map(|name| match name {
                    Assignee::Account(id) => (0, id.0),
                    Assignee::Supplier(id) => (1, id.0),
                    Assignee::PrintLocation(id) => (2, id.0),
                })
                .collect(),
            access.holdings.into_iter().map(Held::from).collect(),
        )
    }
}

impl TryFrom<Actor> for Access {
    type Error = NoActor;
    fn try_from(actor: Actor) -> Result<Self, NoActor> {
        let Actor(who, standing, acting, company, has_departments, member_of, manages, names, held) =
            actor;
        Ok(Self {
            who: match who {
                (0, id) => Who::Visitor(VisitorId(id)),
                (1, id) => Who::Account(AccountId(id)),
                (2, id) => Who::Link(LinkId(id)),
                (3, _) => Who::System,
                _ => return Err(NoActor),
            },
            standing: at(&STANDINGS, standing)?,
            acting: acting.map(AccountId),
            company: company.map(CompanyId),
            company_has_departments: has_departments,
            member_of: member_of.into_iter().map(DepartmentId).collect(),
            manages: manages.into_iter().map(DepartmentId).collect(),
            names: names
                .into_iter()
                .map(|name| match name {
                    (0, id) => Ok(Assignee::Account(AccountId(id))),
                    (1, id) => Ok(Assignee::Supplier(SupplierId(id))),
                    (2, id) => Ok(Assignee::PrintLocation(PrintLocationId(id))),
                    _ => Err(NoActor),
                })
                .collect::<Result<_, _>>()?,
            holdings: held
                .into_iter()
                .map(Holding::try_from)
                .collect::<Result<_, _>>()?,
        })
    }
}

impl From<Holding> for Held {
    fn from(holding: Holding) -> Self {
        let number = of_role(holding.role.id());
        Self(
            match holding.role {
                RoleName::BuiltIn(_) => (number, None),
                RoleName::Custom { name, side, .. } => {
                    (number, Some((name, place(&Side::ALL, side))))
                }
            },
            match holding.anchor {
                Anchor::Platform => (0, Vec::new()),
                Anchor::Storefronts(these) => (1, these.iter().map(|id| id.0).collect()),
                Anchor::Company {
                    storefront: [storefront],
                    company,
                } => (2, vec![storefront.0, company.0]),
                Anchor::Departments {
                    storefront: [storefront],
                    company,
                    departments,
                } => {
                    let at = [storefront.0, company.0].into_iter();
                    (3, at.chain(departments.iter().map(|id| id.0)).collect())
                }
                Anchor::Supplier([supplier]) => (4, vec![supplier.0]),
            },
            granted(&holding.allows),
            granted(&holding.denies),
            holding.ways.start,
            holding
                .ways
                .hands_out
                .map(|roles| roles.into_iter().map(of_role).collect()),
        )
    }
}

impl TryFrom<Held> for Holding {
    type Error = NoActor;
    fn try_from(held: Held) -> Result<Self, NoActor> {
        let Held((number, called), (kind, ids), allows, denies, start, hands_out) = held;
        let role = match (role(number)?, called) {
            (RoleId::BuiltIn(role), None) => RoleName::BuiltIn(role),
            (RoleId::Custom(id), Some((name, side))) => RoleName::Custom {
                id,
                name,
                side: at(&Side::ALL, side)?,
            },
            _ => return Err(NoActor),
        };
        let anchor = match (kind, ids.as_slice()) {
            (0, []) => Anchor::Platform,
            (1, these) => Anchor::Storefronts(these.iter().copied().map(StorefrontId).collect()),
            (2, &[storefront, company]) => {
                Anchor::company(StorefrontId(storefront), CompanyId(company))
            }
            (3, &[storefront, company, ref departments @ ..]) => Anchor::Departments {
                storefront: [StorefrontId(storefront)],
                company: CompanyId(company),
                departments: departments.iter().copied().map(DepartmentId).collect(),
            },
            (4, &[supplier]) => Anchor::Supplier([SupplierId(supplier)]),
            _ => return Err(NoActor),
        };
        Ok(Self {
            role,
            anchor,
            allows: Cow::Owned(grants(allows)?),
            denies: Cow::Owned(grants(denies)?),
            ways: Ways {
                start,
                hands_out: hands_out
                    .map(|roles| roles.into_iter().map(self::role).collect())
                    .transpose()?,
            },
        })
    }
}

fn granted(grants: &Grants) -> Vec<Granted> {
    grants
        .iter()
        .map(|(permission, reaches)| (place(Permission::ALL, permission), reaches))
        .collect()
}

fn grants(granted: Vec<Granted>) -> Result<Grants, NoActor> {
    granted
        .into_iter()
        .map(|(permission, reaches)| Ok((at(Permission::ALL, permission)?, reaches)))
        .collect()
}

/// Custom roles have numbers above nothing, built-in ones below it.
fn of_role(id: RoleId) -> i64 {
    match id {
        RoleId::BuiltIn(role) => -1 - i64::from(place(Role::ALL, role)),
        RoleId::Custom(CustomRoleId(id)) => id,
    }
}

fn role(number: i64) -> Result<RoleId, NoActor> {
    match u8::try_from(-1 - number) {
        Ok(place) => at(Role::ALL, place).map(RoleId::BuiltIn),
        Err(_) => Ok(RoleId::Custom(CustomRoleId(number))),
    }
}

const _: () = assert!(Permission::ALL.len() < 256 && Role::ALL.len() < 256);

fn place<T: PartialEq>(all: &[T], one: T) -> u8 {
    all.iter()
        .position(|other| *other == one)
        .and_then(|place| place.try_into().ok())
        .unwrap_or(u8::MAX)
}

fn at<T: Copy>(all: &[T], place: u8) -> Result<T, NoActor> {
    all.get(usize::from(place)).copied().ok_or(NoActor)
}
