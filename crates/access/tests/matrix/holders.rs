//! Who holds a role of the demo, anchored as there, and what is inside and outside of their reach.

use crate::world::{Of, Thing};
use access::{Access, Anchor, Assignee, Holding, Owner, Pack, Reach, Role, Who};
use domain::{
    AccountId, CompanyId, DepartmentId, LinkId, PrintLocationId, StorefrontId, SupplierId,
    VisitorId,
};

// The demo platform.
const STOREFRONT: StorefrontId = StorefrontId(1);
pub(super) const CORPORATE: StorefrontId = StorefrontId(2);
pub(super) const PRINTSHOP: StorefrontId = StorefrontId(3);
const CONFIGURATOR: StorefrontId = StorefrontId(4);
const MARKET: StorefrontId = StorefrontId(5);
/// One that no role of the demo is anchored at, but the platform's.
pub(super) const ELSEWHERE: StorefrontId = StorefrontId(6);

pub(super) const ACME: CompanyId = CompanyId(1);
const OTHER_COMPANY: CompanyId = CompanyId(2);
/// Where the actor belongs, which one they manage, and one of the same company that is neither.
pub(super) const MINE: DepartmentId = DepartmentId(1);
const MANAGED: DepartmentId = DepartmentId(2);
const THIRD: DepartmentId = DepartmentId(3);

const STRANGER: Owner = Owner::Account(AccountId(99));
const MY_SUPPLIER: SupplierId = SupplierId(1);
const OTHER_SUPPLIER: SupplierId = SupplierId(2);
const MY_LOCATION: PrintLocationId = PrintLocationId(1);
const MY_LINK: LinkId = LinkId(1);
const OTHER_LINK: LinkId = LinkId(2);

/// Where the demo anchors a role; a supplier's role also as one would outside of it.
fn anchors(role: Role) -> Vec<Anchor> {
    let storefronts = |these: &[StorefrontId]| Anchor::Storefronts(these.to_vec());
    match role {
        Role::PlatformAdmin | Role::Admin | Role::PrintshopAdministrator => vec![Anchor::Platform],
        Role::JobController => vec![storefronts(&[STOREFRONT, CORPORATE])],
        Role::JuniorAdmin => vec![storefronts(&[CORPORATE, MARKET])],
        Role::PublicCustomer | Role::Visitor => vec![storefronts(&[MARKET])],
        Role::Supplier => vec![storefronts(&[CORPORATE]), Anchor::Supplier([MY_SUPPLIER])],
        other => vec![storefronts(&[match other.pack() {
            Pack::Storefront => STOREFRONT,
            Pack::Corporate => CORPORATE,
            Pack::Printshop => PRINTSHOP,
            Pack::Configurator => CONFIGURATOR,
        }])],
    }
}

/// Somebody who holds one role and nothing else, and for whom every reach has something inside.
pub(super) fn holder(role: Role, anchor: Anchor) -> Access {
    let who = match role {
        Role::Guest | Role::Visitor => Who::Visitor(VisitorId(1)),
        Role::ExternalApprover => Who::Link(MY_LINK),
        _ => Who::Account(AccountId(1)),
    };
    let mut access = Access {
        company: Some(ACME),
        company_has_departments: true,
        member_of: vec![MINE],
        manages: vec![MANAGED],
        ..Access::new(who)
    };
    access.names.push(Assignee::Supplier(MY_SUPPLIER));
    access
        .at_print_location(MY_LOCATION)
        .holding(Holding::built_in(role, anchor))
}

pub(super) fn holders(role: Role) -> impl Iterator<Item = Access> {
    anchors(role)
        .into_iter()
        .map(move |anchor| holder(role, anchor))
}

fn name_of(role: Role) -> Vec<Assignee> {
    match role {
        Role::Supplier => vec![Assignee::Supplier(MY_SUPPLIER)],
        Role::PrintLocationDownloader => vec![Assignee::PrintLocation(MY_LOCATION)],
        _ => vec![Assignee::Account(AccountId(1))],
    }
}

/// What has to do with nobody here: of another company, somebody's, naming and leading elsewhere.
pub(super) fn strange(storefront: StorefrontId) -> Thing {
    Thing {
        company: Of::These(vec![OTHER_COMPANY]),
        departments: Of::These(vec![DepartmentId(9)]),
        owners: vec![STRANGER],
        assigned: vec![
            Assignee::Account(AccountId(99)),
            Assignee::Supplier(OTHER_SUPPLIER),
            Assignee::PrintLocation(PrintLocationId(2)),
        ],
        link: Some(OTHER_LINK),
        ..Thing::at(storefront)
    }
}

/// Where a holder's objects are: a storefront of the anchor.
fn place(anchor: &Anchor) -> StorefrontId {
    anchor
        .storefronts()
        .and_then(|these| these.last().copied())
        .unwrap_or(CORPORATE)
}

/// Something inside a reach and nothing more: strange in every other respect.
pub(super) fn inside(reach: Reach, role: Role, access: &Access) -> Thing {
    let here = strange(place(&access.holdings[0].anchor));
    match reach {
        Reach::Public => Thing {
            public: true,
            ..here
        },
        Reach::Own => Thing {
            owners: vec![access.owner().unwrap()],
            ..here
        },
        Reach::Assigned => Thing {
            assigned: name_of(role),
            ..here
        },
        Reach::Link => Thing {
            link: Some(MY_LINK),
            ..here
        },
        Reach::Department => here.in_company(ACME).in_department(MINE),
        Reach::Managed => here.in_company(ACME).in_department(MANAGED),
        Reach::Company => here.in_company(ACME).in_department(THIRD),
        Reach::Storefront | Reach::Platform => here,
    }
}

/// The nearest that is outside a reach: things that fail it by one fact.
pub(super) fn outside(reach: Reach, role: Role, access: &Access) -> Vec<Thing> {
    let anchor = &access.holdings[0].anchor;
    let here = strange(place(anchor));
    let mut misses = match reach {
        Reach::Public | Reach::Own | Reach::Assigned | Reach::Link => vec![here],
        Reach::Department | Reach::Managed => vec![
            here.clone().in_company(ACME).in_department(THIRD),
            Thing {
                departments: Of::Nobody,
                ..here.clone().in_company(ACME)
            },
            here.in_department(if reach == Reach::Managed {
                MANAGED
            } else {
                MINE
            }),
        ],
        Reach::Company => vec![
            here.clone().in_department(MINE),
            Thing {
                company: Of::Nobody,
                ..here
            },
        ],
        Reach::Storefront => vec![Thing {
            storefront: None,
            ..here
        }],
        Reach::Platform => Vec::new(),
    };
    // The same as inside, on a storefront that the anchor does not name.
    if anchor.storefronts().is_some() {
        misses.push(Thing {
            storefront: Some(ELSEWHERE),
            ..inside(reach, role, access)
        });
    }
    misses
}

/// One of everything, and one that is inside every reach at once. None is the actor's own where
/// `own` says so: deciding on one's own requests is another permission.
pub(super) fn everything(role: Role, access: &Access, own: bool) -> Vec<Thing> {
    let reaches = Reach::ALL
        .into_iter()
        .filter(|reach| *reach != Reach::Own || own && access.owner().is_some());
    let mut things: Vec<Thing> = reaches.map(|reach| inside(reach, role, access)).collect();
    things.push(Thing {
        storefront: Some(place(&access.holdings[0].anchor)),
        company: Of::Everybody,
        departments: Of::Everybody,
        owners: if own {
            access.owner().into_iter().collect()
        } else {
            vec![STRANGER]
        },
        assigned: access.names.clone(),
        public: true,
        link: Some(MY_LINK),
    });
    things.push(Thing::PLATFORM);
    things
}
