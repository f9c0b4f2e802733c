//! Who hands out which role: invariant 2.

use crate::world::{SOMEBODY, Thing, account, custom, custom_holding};
use access::{Access, Anchor, Denial, Grants, Holding, Permission, Reach, Role, RoleName, Side};
use domain::{AccountId, CompanyId, DepartmentId, StorefrontId, SupplierId};

const HERE: StorefrontId = StorefrontId(1);
const THERE: StorefrontId = StorefrontId(2);
const ACME: CompanyId = CompanyId(1);
const OTHER_COMPANY: CompanyId = CompanyId(2);
const MANAGED: DepartmentId = DepartmentId(1);
const OTHER_DEPARTMENT: DepartmentId = DepartmentId(2);
const GIVER: AccountId = AccountId(1);

pub(crate) fn here() -> Anchor {
    Anchor::Storefronts(vec![HERE])
}

/// Somebody of the company, who manages a department, with one role at the storefront, or at the
/// platform if it is the platform's.
pub(crate) fn giver(role: Role) -> Access {
    let anchor = if role.is_platform_administrator() {
        Anchor::Platform
    } else {
        here()
    };
    giver_with(Holding::built_in(role, anchor))
}

fn giver_with(holding: Holding) -> Access {
    Access {
        company: Some(ACME),
        company_has_departments: true,
        member_of: vec![MANAGED],
        manages: vec![MANAGED],
        ..account(GIVER)
    }
    .holding(holding)
}

/// A colleague in the department that the giver manages.
pub(crate) fn colleague() -> Thing {
    Thing::at(HERE)
        .in_company(ACME)
        .in_department(MANAGED)
        .owned_by(SOMEBODY)
}

/// Whether the role is given as it comes.
fn gives(giver: &Access, role: Role, to: &Thing, at: &Anchor) -> Result<(), Denial> {
    giver
        .may_assign(&RoleName::BuiltIn(role), role.grants(), &to.object(), at)
        .map(|_| ())
}

fn gives_custom(giver: &Access, side: Side, grants: &Grants) -> Result<(), Denial> {
    giver
        .may_assign(&custom(7, side), grants, &colleague().object(), &here())
        .map(|_| ())
}

fn set(role: Role) -> Vec<Role> {
    let mut set = role.assignable().to_vec();
    set.sort_unstable();
    set
}

// The sets.

#[test]
fn who_holds_role_assign_has_a_set_and_nobody_else_has() {
    for role in Role::ALL {
        let holds = !role.grants().of(Permission::RoleAssign).is_empty();
        assert_eq!(!role.assignable().is_empty(), holds, "{}", role.key());
    }
}

#[test]
fn a_company_manager_hands_out_five_roles() {
    let five = [
        Role::Customer,
        Role::CustomerPlus,
        Role::PowerUser,
        Role::PrintshopDepartmentManager,
        Role::CompanyManager,
    ];
    assert_eq!(set(Role::CompanyManager), five);
}

#[test]
fn a_department_manager_hands_out_three_roles() {
    assert_eq!(
        set(Role::PrintshopDepartmentManager),
        [Role::Customer, Role::CustomerPlus, Role::PowerUser]
    );
}

#[test]
fn a_production_manager_hands_out_what_customers_hold_and_operator_and_designer() {
    let mut expected = set(Role::CompanyManager);
    expected.extend([Role::Designer, Role::Operator]);
    assert_eq!(set(Role::ProductionManager), expected);
}

#[test]
fn an_administrator_of_the_configurator_hands_out_its_roles() {
    let pack = Role::ALL
        .iter()
        .copied()
        .filter(|role| role.pack() == access::Pack::Configurator);
    assert_eq!(
        set(Role::ConfiguratorAdministrator),
        pack.collect::<Vec<_>>()
    );
}

#[test]
fn platform_administrators_hand_out_every_role_that_is_given_by_hand() {
    let by_hand: Vec<Role> = Role::ALL
        .iter()
        .copied()
        .filter(|role| !role.is_automatic())
        .collect();
    for role in Role::ALL
        .iter()
        .filter(|role| role.is_platform_administrator())
    {
        assert_eq!(set(*role), by_hand, "{}", role.key());
    }
}

/// PJ-08
#[test]
fn administrators_of_storefronts_make_no_administrators_and_no_suppliers() {
    let expected = |role: &Role| {
        !role.is_automatic() && !role.is_administrator() && role.side() != Side::Partner
    };
    let expected: Vec<Role> = Role::ALL.iter().copied().filter(expected).collect();
    assert_eq!(set(Role::StorefrontAdmin), expected);
    assert_eq!(set(Role::JuniorAdmin), expected);
}

/// PSM-03
#[test]
fn the_sets_of_customers_hold_customers_only() {
    for role in Role::ALL
        .iter()
        .filter(|role| role.side() == Side::Customer)
    {
        assert!(
            role.assignable()
                .iter()
                .all(|given| given.side() == Side::Customer),
            "{}",
            role.key()
        );
    }
}

#[test]
fn what_the_system_keeps_is_in_nobodys_set() {
    for role in Role::ALL {
        assert!(
            !role.assignable().iter().any(|given| given.is_automatic()),
            "{}",
            role.key()
        );
    }
}

/// The delegation of an administrator is none: they hold all that they hand out.
#[test]
fn an_administrator_covers_every_role_of_their_set() {
    for role in Role::ALL.iter().filter(|role| role.is_administrator()) {
        let anchor = giver(*role).holdings[0].anchor.clone();
        for given in role.assignable() {
            for (permission, reaches) in given.grants().iter() {
                for narrow in reaches.iter() {
                    let covered = role
                        .grants()
                        .of(permission)
                        .iter()
                        .any(|wide| anchor.covers(wide, &anchor, narrow));
                    assert!(
                        covered,
                        "{} gives {} {permission} {narrow}",
                        role.key(),
                        given.key()
                    );
                }
            }
        }
    }
}

#[test]
fn six_roles_are_administrators() {
    let administrators: Vec<Role> = Role::ALL
        .iter()
        .copied()
        .filter(|role| role.is_administrator())
        .collect();
    assert_eq!(
        administrators,
        [
            Role::StorefrontAdmin,
            Role::PlatformAdmin,
            Role::Admin,
            Role::JuniorAdmin,
            Role::PrintshopAdministrator,
            Role::ConfiguratorAdministrator,
        ]
    );
}

// Handing out.

#[test]
fn everybody_hands_out_the_roles_of_their_set_and_no_others() {
    for role in Role::ALL
        .iter()
        .filter(|role| !role.assignable().is_empty())
    {
        let giver = giver(*role);
        let at = giver.holdings[0].anchor.clone();
        for given in Role::ALL {
            let given_away = gives(&giver, *given, &colleague(), &at).is_ok();
            assert_eq!(
                given_away,
                role.assignable().contains(given),
                "{} {}",
                role.key(),
                given.key()
            );
        }
    }
}

#[test]
fn a_senior_manager_hands_out_nothing() {
    let answer = gives(
        &giver(Role::SeniorManager),
        Role::EndUser,
        &colleague(),
        &here(),
    );
    assert_eq!(answer, Err(Denial::Missing(Permission::RoleAssign)));
}

#[test]
fn a_company_manager_hands_out_to_the_company_only() {
    let stranger = Thing::at(HERE).in_company(OTHER_COMPANY).owned_by(SOMEBODY);
    let answer = gives(
        &giver(Role::CompanyManager),
        Role::Customer,
        &stranger,
        &here(),
    );
    assert_eq!(answer, Err(Denial::Missing(Permission::RoleAssign)));
}

#[test]
fn a_department_manager_hands_out_to_managed_departments_only() {
    let elsewhere = colleague().in_department(OTHER_DEPARTMENT);
    let manager = giver(Role::PrintshopDepartmentManager);
    assert_eq!(
        gives(&manager, Role::PowerUser, &colleague(), &here()),
        Ok(())
    );
    assert_eq!(
        gives(&manager, Role::PowerUser, &elsewhere, &here()),
        Err(Denial::Missing(Permission::RoleAssign))
    );
}

#[test]
fn nobody_hands_out_beyond_their_own_anchor() {
    let admin = giver(Role::StorefrontAdmin);
    for beyond in [
        Anchor::Platform,
        Anchor::Storefronts(vec![THERE]),
        Anchor::Storefronts(vec![HERE, THERE]),
        Anchor::company(THERE, ACME),
    ] {
        assert_eq!(
            gives(&admin, Role::Operator, &colleague(), &beyond),
            Err(Denial::NotHandedOut),
            "{beyond:?}"
        );
    }
    assert_eq!(
        gives(
            &admin,
            Role::Operator,
            &colleague(),
            &Anchor::company(HERE, ACME)
        ),
        Ok(())
    );
}

#[test]
fn a_customers_role_never_hands_out_a_staff_role() {
    // Whatever it grants: this one covers an Operator completely.
    let grants = Role::PlatformAdmin.grants().clone();
    let customer = giver_with(custom_holding(
        custom(1, Side::Customer),
        here(),
        grants.clone(),
        Grants::NONE,
    ));
    assert_eq!(
        gives(&customer, Role::Operator, &colleague(), &here()),
        Err(Denial::NotHandedOut)
    );
    assert_eq!(
        gives_custom(&customer, Side::Staff, &Grants::NONE),
        Err(Denial::NotHandedOut)
    );
    let staff = giver_with(custom_holding(
        custom(1, Side::Staff),
        here(),
        grants,
        Grants::NONE,
    ));
    assert_eq!(gives(&staff, Role::Operator, &colleague(), &here()), Ok(()));
}

/// PJ-04
#[test]
fn only_the_platform_makes_administrators() {
    let missing = Err(Denial::Missing(Permission::AdminAccountCreate));
    assert_eq!(
        gives(
            &giver(Role::JuniorAdmin),
            Role::JuniorAdmin,
            &colleague(),
            &here()
        ),
        missing
    );
    assert_eq!(
        gives(
            &giver(Role::StorefrontAdmin),
            Role::StorefrontAdmin,
            &colleague(),
            &here()
        ),
        missing
    );
    assert_eq!(
        gives(
            &giver(Role::Admin),
            Role::JuniorAdmin,
            &colleague(),
            &here()
        ),
        Ok(())
    );
}

#[test]
fn only_the_platform_makes_suppliers() {
    let at = Anchor::Supplier([SupplierId(1)]);
    let answer = gives(
        &giver(Role::JuniorAdmin),
        Role::Supplier,
        &colleague(),
        &here(),
    );
    assert_eq!(answer, Err(Denial::Missing(Permission::SupplierManage)));
    assert_eq!(
        gives(&giver(Role::Admin), Role::Supplier, &colleague(), &at),
        Ok(())
    );
}

#[test]
fn nobody_hands_out_what_the_system_keeps() {
    for role in Role::ALL.iter().filter(|role| role.is_automatic()) {
        assert!(
            gives(&giver(Role::PlatformAdmin), *role, &colleague(), &here()).is_err(),
            "{}",
            role.key()
        );
    }
}

#[test]
fn nobody_hands_out_while_logged_in_as_somebody() {
    let acting = Access {
        acting: Some(AccountId(9)),
        ..giver(Role::CompanyManager)
    };
    assert_eq!(
        gives(&acting, Role::Customer, &colleague(), &here()),
        Err(Denial::WhileActing)
    );
}

// Custom and adjusted roles.

#[test]
fn a_custom_role_is_given_by_who_holds_all_of_it() {
    let covered = Grants::NONE
        .with(Permission::OrderView, Reach::Department)
        .with(Permission::OrderCancel, Reach::Own);
    assert_eq!(
        gives_custom(&giver(Role::StorefrontAdmin), Side::Customer, &covered),
        Ok(())
    );
    let beyond = covered.with(Permission::SupplierManage, Reach::Storefront);
    assert_eq!(
        gives_custom(&giver(Role::StorefrontAdmin), Side::Staff, &beyond),
        Err(Denial::Beyond(Permission::SupplierManage))
    );
}

#[test]
fn a_manager_hands_out_no_custom_roles() {
    let label = Grants::NONE;
    assert_eq!(
        gives_custom(&giver(Role::CompanyManager), Side::Customer, &label),
        Err(Denial::NotHandedOut)
    );
    assert_eq!(
        gives_custom(&giver(Role::ProductionManager), Side::Customer, &label),
        Err(Denial::NotHandedOut)
    );
}

#[test]
fn what_was_added_to_a_built_in_role_must_be_held_by_who_gives_it() {
    let role = RoleName::BuiltIn(Role::Customer);
    let more = Role::Customer
        .grants()
        .clone()
        .with(Permission::OrderCancel, Reach::Company);
    let give = |giver: &Access| {
        giver
            .may_assign(&role, &more, &colleague().object(), &here())
            .map(|_| ())
    };
    assert_eq!(
        give(&giver(Role::CompanyManager)),
        Err(Denial::Beyond(Permission::OrderCancel))
    );
    assert_eq!(give(&giver(Role::PrintshopAdministrator)), Ok(()));
}

#[test]
fn a_built_in_role_that_grants_less_is_given_as_before() {
    let role = RoleName::BuiltIn(Role::Customer);
    let less = Role::Customer
        .grants()
        .clone()
        .set(Permission::OrderHold, access::Reaches::NONE);
    let given =
        giver(Role::CompanyManager).may_assign(&role, &less, &colleague().object(), &here());
    assert!(given.is_ok());
}

#[test]
fn who_is_denied_something_does_not_give_it() {
    let denies = Grants::NONE.with(Permission::OrderView, Reach::Own);
    let giver = giver(Role::StorefrontAdmin).holding(custom_holding(
        custom(2, Side::Staff),
        here(),
        Grants::NONE,
        denies,
    ));
    let grants = Grants::NONE.with(Permission::OrderView, Reach::Company);
    assert_eq!(
        gives_custom(&giver, Side::Customer, &grants),
        Err(Denial::Beyond(Permission::OrderView))
    );
}

#[test]
fn the_holder_of_a_custom_role_gives_no_role_that_hands_out_others() {
    let everything = Role::PlatformAdmin.grants().clone();
    let giver = giver_with(custom_holding(
        custom(1, Side::Staff),
        Anchor::Platform,
        everything,
        Grants::NONE,
    ));
    assert_eq!(gives(&giver, Role::Customer, &colleague(), &here()), Ok(()));
    assert_eq!(
        gives(&giver, Role::CompanyManager, &colleague(), &here()),
        Err(Denial::NotHandedOut)
    );
}

// Taking away.

#[test]
fn a_role_is_taken_away_by_who_may_give_it() {
    let manager = giver(Role::CompanyManager);
    let take = |role| {
        manager
            .may_withdraw(&Holding::built_in(role, here()), &colleague().object())
            .map(|_| ())
    };
    assert_eq!(take(Role::PowerUser), Ok(()));
    assert_eq!(take(Role::Operator), Err(Denial::NotHandedOut));
}

#[test]
fn a_role_that_denies_is_taken_away_by_who_holds_what_it_denies() {
    let admin = giver(Role::StorefrontAdmin);
    let denying = |permission| {
        let denies = Grants::NONE.with(permission, Reach::Storefront);
        custom_holding(custom(3, Side::Staff), here(), Grants::NONE, denies)
    };
    let take = |holding: &Holding| {
        admin
            .may_withdraw(holding, &colleague().object())
            .map(|_| ())
    };
    assert_eq!(take(&denying(Permission::OrderView)), Ok(()));
    assert_eq!(
        take(&denying(Permission::SupplierManage)),
        Err(Denial::Beyond(Permission::SupplierManage))
    );
}
