//! The acceptance matrix: every row of roles.csv, by that role alone, anchored as in the demo.

mod holders;
mod keys;

use crate::{
    table::{self, Row, STATE},
    world::{Of, Thing, account, allows},
};
use access::{
    Access, Anchor, Denial, Holding, Pack, Permission, Reach, Reaches, Role, Side, Standing,
};
use domain::AccountId;
use holders::{
    ACME, CORPORATE, ELSEWHERE, MINE, PRINTSHOP, everything, holder, holders, inside, outside,
    strange,
};

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

/// INF-30: what is not granted is denied.
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

/// PSM-25: of those who buy with an account; not a ladder, since they approve their own.
#[test]
fn a_public_customer_holds_the_fewest_permissions() {
    let permissions = |role: Role| role.grants().iter().count();
    let others = Role::ALL.iter().copied().filter(|role| {
        role.pack() == Pack::Printshop
            && role.side() == Side::Customer
            && ![Role::Visitor, Role::PublicCustomer].contains(role)
    });
    for role in others {
        assert!(
            permissions(Role::PublicCustomer) < permissions(role),
            "{}",
            role.key()
        );
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
