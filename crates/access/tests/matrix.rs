//! The acceptance matrix: every row of roles.csv, by that role alone, anchored as in the demo.

use crate::table::{self, Row, STATE};
use crate::world::{Of, Thing, account, allows};
use access::{
    Access, Anchor, Assignee, Denial, Holding, Owner, Pack, Permission, Reach, Reaches, Role,
    Standing, Who,
};
use domain::{
    AccountId, CompanyId, DepartmentId, LinkId, PrintLocationId, StorefrontId, SupplierId,
    VisitorId,
};
use std::collections::BTreeSet;

// The demo platform.
const STOREFRONT: StorefrontId = StorefrontId(1);
const CORPORATE: StorefrontId = StorefrontId(2);
const PRINTSHOP: StorefrontId = StorefrontId(3);
const CONFIGURATOR: StorefrontId = StorefrontId(4);
const MARKET: StorefrontId = StorefrontId(5);
/// One that no role of the demo is anchored at, but the platform's.
const ELSEWHERE: StorefrontId = StorefrontId(6);

const ACME: CompanyId = CompanyId(1);
const OTHER_COMPANY: CompanyId = CompanyId(2);
/// Where the actor belongs, which one they manage, and one of the same company that is neither.
const MINE: DepartmentId = DepartmentId(1);
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
fn holder(role: Role, anchor: Anchor) -> Access {
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

fn holders(role: Role) -> impl Iterator<Item = Access> {
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
fn strange(storefront: StorefrontId) -> Thing {
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
fn inside(reach: Reach, role: Role, access: &Access) -> Thing {
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
fn outside(reach: Reach, role: Role, access: &Access) -> Vec<Thing> {
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
fn everything(role: Role, access: &Access, own: bool) -> Vec<Thing> {
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

fn role_rows() -> impl Iterator<Item = (Role, Row)> {
    table::rows()
        .into_iter()
        .filter_map(|row| Some((row.role()?, row)))
}

fn reaches(row: &Row) -> Reaches {
    row.reaches
        .iter()
        .copied()
        .fold(Reaches::NONE, Reaches::with)
}

#[test]
fn there_are_107_permissions() {
    assert_eq!(Permission::COUNT, 107);
    let keys: BTreeSet<&str> = Permission::ALL
        .iter()
        .map(|permission| permission.key())
        .collect();
    assert_eq!(keys.len(), 107);
}

#[test]
fn there_are_nine_reaches() {
    let keys: BTreeSet<&str> = Reach::ALL.iter().map(|reach| reach.key()).collect();
    assert_eq!(keys.len(), 9);
}

#[test]
fn there_are_four_packs() {
    let keys: BTreeSet<&str> = table::rows().iter().map(|row| row.pack).collect();
    assert_eq!(keys, Pack::ALL.iter().map(|pack| pack.key()).collect());
    assert_eq!(keys.len(), 4);
}

/// INF-19, INF-20, PSM-02: every pack has its roles from the start.
#[test]
fn the_table_names_34_roles_and_a_state_of_the_account() {
    let named: BTreeSet<(&str, &str)> = table::rows()
        .iter()
        .map(|row| (row.pack, row.role))
        .collect();
    let built_in = Role::ALL
        .iter()
        .map(|role| (role.pack().key(), role.name()));
    assert_eq!(named, built_in.chain([("corporate", STATE)]).collect());
    assert_eq!(Role::ALL.len(), 34);
    assert_eq!(named.len(), 35);
}

#[test]
fn a_permission_is_found_by_its_key() {
    for permission in Permission::ALL {
        assert_eq!(Permission::from_key(permission.key()), Some(*permission));
    }
    assert_eq!(Permission::from_key("order.fly"), None);
}

#[test]
fn a_role_is_found_by_its_key() {
    for role in Role::ALL {
        assert_eq!(Role::from_key(role.key()), Some(*role));
        let name = role.name().to_lowercase().replace(' ', "-");
        assert_eq!(role.key(), format!("{name}@{}", role.pack().key()));
    }
    assert_eq!(
        Role::from_key("department-manager@corporate"),
        Some(Role::CorporateDepartmentManager)
    );
    assert_eq!(
        Role::from_key("department-manager@printshop"),
        Some(Role::PrintshopDepartmentManager)
    );
    assert_eq!(Role::from_key("department-manager"), None);
}

#[test]
fn every_row_is_granted() {
    let missing: Vec<String> = role_rows()
        .filter(|(role, row)| !role.grants().of(row.permission).cover(reaches(row)))
        .map(|(role, row)| format!("{} {} {:?}", role.key(), row.permission, row.reaches))
        .collect();
    assert!(missing.is_empty(), "{missing:#?}");
}

#[test]
fn a_role_that_is_no_umbrella_holds_its_rows_and_nothing_more() {
    for role in Role::ALL
        .iter()
        .filter(|role| table::umbrella(**role).is_none())
    {
        let rows = table::grants(*role)
            .into_iter()
            .map(|(permission, reaches)| {
                (
                    permission,
                    reaches.into_iter().fold(Reaches::NONE, Reaches::with),
                )
            });
        assert_eq!(*role.grants(), rows.collect(), "{}", role.key());
    }
}

/// CUS-03
#[test]
fn an_umbrella_holds_everything_but_what_it_is_refused() {
    for role in Role::ALL {
        let Some((reach, refused)) = table::umbrella(*role) else {
            continue;
        };
        for permission in Permission::ALL {
            let expected = if refused.contains(permission) {
                Reaches::NONE
            } else {
                Reaches::one(reach).with(Reach::Own)
            };
            assert_eq!(
                role.grants().of(*permission),
                expected,
                "{} {permission}",
                role.key()
            );
        }
    }
}

#[test]
fn six_roles_are_umbrellas() {
    assert_eq!(
        Role::ALL
            .iter()
            .filter(|role| table::umbrella(**role).is_some())
            .count(),
        6
    );
}

#[test]
fn each_row_reaches_what_is_inside() {
    let mut refused = Vec::new();
    for (role, row) in role_rows() {
        for access in holders(role) {
            for reach in &row.reaches {
                let thing = inside(*reach, role, &access);
                if !allows(&access, row.permission, &thing) {
                    refused.push(format!(
                        "{} {} {reach} {:?}",
                        role.key(),
                        row.permission,
                        access.holdings[0].anchor
                    ));
                }
            }
        }
    }
    assert!(refused.is_empty(), "{refused:#?}");
}

#[test]
fn no_row_reaches_what_is_outside() {
    let (mut allowed, mut tried) = (Vec::new(), 0);
    for (role, row) in role_rows() {
        // An umbrella's rows are a minimum; what is outside it is outside its whole reach.
        let umbrella = table::umbrella(role).map(|(reach, _)| vec![reach]);
        for access in holders(role) {
            for reach in umbrella.as_ref().unwrap_or(&row.reaches) {
                for thing in outside(*reach, role, &access) {
                    tried += 1;
                    if allows(&access, row.permission, &thing) {
                        allowed.push(format!(
                            "{} {} {reach} {thing:?}",
                            role.key(),
                            row.permission
                        ));
                    }
                }
            }
        }
    }
    assert!(allowed.is_empty(), "{allowed:#?}");
    assert!(tried > 1000, "{tried}");
}

#[test]
fn only_the_platforms_administrators_have_nothing_outside() {
    for (role, row) in role_rows() {
        for access in holders(role) {
            let everywhere = row
                .reaches
                .iter()
                .any(|reach| outside(*reach, role, &access).is_empty());
            let platform = row.reaches.contains(&Reach::Platform)
                && access.holdings[0].anchor == Anchor::Platform;
            assert_eq!(everywhere, platform, "{} {}", role.key(), row.permission);
        }
    }
}

#[test]
fn what_a_row_refuses_is_refused_everywhere() {
    for (role, row) in role_rows().filter(|(_, row)| row.reaches.is_empty()) {
        for access in holders(role) {
            assert!(
                access.holds(row.permission).is_err(),
                "{} {}",
                role.key(),
                row.permission
            );
            for thing in everything(role, &access, true) {
                assert!(
                    !allows(&access, row.permission, &thing),
                    "{} {} {thing:?}",
                    role.key(),
                    row.permission
                );
            }
        }
    }
}

#[test]
fn what_no_row_names_is_refused_even_inside_every_reach() {
    let mut allowed = Vec::new();
    for role in Role::ALL.iter().copied() {
        let granted = table::grants(role);
        for permission in Permission::ALL
            .iter()
            .filter(|permission| !granted.contains_key(permission))
        {
            for access in holders(role) {
                for thing in everything(role, &access, *permission != Permission::ApprovalDecide) {
                    if allows(&access, *permission, &thing) {
                        allowed.push(format!("{} {permission} {thing:?}", role.key()));
                    }
                }
            }
        }
    }
    assert!(allowed.is_empty(), "{allowed:#?}");
}

#[test]
fn who_may_decide_for_nobody_else_decides_on_their_own_by_approval_self() {
    let access = holder(Role::CustomerPlus, Anchor::Storefronts(vec![PRINTSHOP]));
    assert!(allows(
        &access,
        Permission::ApprovalDecide,
        &inside(Reach::Own, Role::CustomerPlus, &access)
    ));
    let customer = holder(Role::Customer, Anchor::Storefronts(vec![PRINTSHOP]));
    assert!(!allows(
        &customer,
        Permission::ApprovalDecide,
        &inside(Reach::Own, Role::Customer, &customer)
    ));
}

#[test]
fn an_inactive_or_suspended_account_cannot_sign_in() {
    let refused: Vec<Permission> = table::rows()
        .iter()
        .filter(|row| row.role == STATE)
        .map(|row| row.permission)
        .collect();
    assert_eq!(
        refused,
        [Permission::SessionLogin, Permission::SessionResetPassword]
    );
    for standing in [Standing::Inactive, Standing::Suspended] {
        let account = Access {
            standing,
            ..account(AccountId(1))
        };
        let account = account.holding(Holding::built_in(
            Role::EndUser,
            Anchor::Storefronts(vec![CORPORATE]),
        ));
        for permission in &refused {
            let own = Thing::PLATFORM.owned_by(AccountId(1));
            assert_eq!(
                account.decide(*permission, &own.object()).map(|_| ()),
                Err(Denial::SignIn)
            );
        }
    }
}

#[test]
fn who_is_not_active_may_do_nothing_whatever_they_hold() {
    for standing in [Standing::Inactive, Standing::Suspended, Standing::Deleted] {
        for role in Role::ALL.iter().copied() {
            for access in holders(role) {
                let access = Access { standing, ..access };
                for permission in Permission::ALL {
                    assert_eq!(
                        access.holds(*permission),
                        Err(Denial::SignIn),
                        "{} {permission}",
                        role.key()
                    );
                    for thing in everything(role, &access, true) {
                        assert!(
                            !allows(&access, *permission, &thing),
                            "{} {permission}",
                            role.key()
                        );
                    }
                }
            }
        }
    }
}

/// INF-12: the anchor says how far, not the role.
#[test]
fn a_platform_administrator_at_a_storefront_reaches_that_storefront() {
    for role in [
        Role::PlatformAdmin,
        Role::Admin,
        Role::PrintshopAdministrator,
    ] {
        let access = holder(role, Anchor::Storefronts(vec![CORPORATE]));
        for permission in Permission::ALL {
            assert!(
                allows(&access, *permission, &strange(CORPORATE)),
                "{permission}"
            );
            assert!(
                !allows(&access, *permission, &strange(ELSEWHERE)),
                "{permission}"
            );
            assert!(
                !allows(&access, *permission, &Thing::PLATFORM),
                "{permission}"
            );
        }
    }
}

/// INF-14
#[test]
fn a_platform_administrator_holds_all_that_a_storefront_administrator_holds() {
    assert!(
        Role::PlatformAdmin
            .grants()
            .cover(Role::StorefrontAdmin.grants())
    );
    assert!(
        Role::PlatformAdmin
            .grants()
            .cover(Role::JuniorAdmin.grants())
    );
}

/// PJ-05
#[test]
fn an_admin_holds_all_that_any_role_of_the_pack_holds() {
    for role in Role::ALL
        .iter()
        .filter(|role| role.pack() == Pack::Corporate)
    {
        assert!(Role::Admin.grants().cover(role.grants()), "{}", role.key());
    }
}

/// CUS-14, CUS-36
#[test]
fn who_manages_configuration_may_do_all_that_who_views_it_may() {
    assert!(
        Role::ManageConfiguration
            .grants()
            .cover(Role::ViewConfiguration.grants())
    );
}

#[test]
fn the_whole_company_stands_in_for_departments_that_it_does_not_have() {
    let role = Role::PowerUser;
    let access = holder(role, Anchor::Storefronts(vec![PRINTSHOP]));
    let colleagues = Thing {
        departments: Of::Nobody,
        ..strange(PRINTSHOP).in_company(ACME)
    };
    assert!(!allows(&access, Permission::ApprovalDecide, &colleagues));
    let undivided = Access {
        company_has_departments: false,
        member_of: Vec::new(),
        ..access
    };
    assert!(allows(&undivided, Permission::ApprovalDecide, &colleagues));
    assert!(!allows(
        &undivided,
        Permission::ApprovalDecide,
        &strange(PRINTSHOP)
    ));
}

#[test]
fn who_is_in_no_department_sees_what_is_for_all_of_them() {
    let access = Access {
        member_of: Vec::new(),
        ..holder(Role::EndUser, Anchor::Storefronts(vec![CORPORATE]))
    };
    let for_all = Thing {
        company: Of::Everybody,
        departments: Of::Everybody,
        ..strange(CORPORATE)
    };
    assert!(allows(&access, Permission::ProductView, &for_all));
    let limited = Thing {
        company: Of::Everybody,
        ..strange(CORPORATE).in_department(MINE)
    };
    assert!(!allows(&access, Permission::ProductView, &limited));
}
