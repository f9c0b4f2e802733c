//! The rules about people: for exactly the roles that may, in exactly the states, and nobody gets hold
//! of an account above theirs to give.

use crate::world::{
    ME, SOMEBODY, Thing, account, any_access, any_holding, any_thing, custom, custom_holding,
};
use access::{
    Access, Anchor, Denial, Grants, Holding, Permission, Reach, Role, RoleBook, RoleName, Side,
    rules::people::{self, PersonFacts},
};
use domain::{
    AccountId, CompanyId, DepartmentId, StorefrontId, accounts::AccountState, people::PersonAct,
};
use proptest::{collection::vec, prelude::*};

const HERE: StorefrontId = StorefrontId(1);
const ACME: CompanyId = CompanyId(1);
const SALES: DepartmentId = DepartmentId(1);

fn here() -> Anchor {
    Anchor::Storefronts(vec![HERE])
}

fn who(role: Role) -> Access {
    let anchor = if role.is_platform_administrator() {
        Anchor::Platform
    } else {
        here()
    };
    Access {
        company: Some(ACME),
        company_has_departments: true,
        member_of: vec![SALES],
        manages: vec![SALES],
        ..account(ME)
    }
    .holding(Holding::built_in(role, anchor))
}

fn colleague() -> Thing {
    Thing::at(HERE)
        .in_company(ACME)
        .in_department(SALES)
        .owned_by(SOMEBODY)
}

fn facts<'a>(thing: &'a Thing, state: AccountState, holdings: &'a [Holding]) -> PersonFacts<'a> {
    PersonFacts {
        object: thing.object(),
        state,
        holdings,
        suspended_by_staff: false,
    }
}

/// Whether the act is possible in some state.
fn does(access: &Access, thing: &Thing, holdings: &[Holding], act: PersonAct) -> bool {
    AccountState::ALL.into_iter().any(|state| {
        let person = facts(thing, state, holdings);
        match act {
            PersonAct::Invite => people::invite(access, &person).is_ok(),
            PersonAct::Suspend => people::suspend(access, &person).is_ok(),
            PersonAct::Reactivate => people::reactivate(access, &person).is_ok(),
            PersonAct::ResetSecondFactor => people::reset_second_factor(access, &person).is_ok(),
            PersonAct::Delete => people::delete(access, &person).is_ok(),
            PersonAct::LogInAs => people::log_in_as(access, &person).is_ok(),
        }
    })
}

#[test]
fn exactly_who_holds_the_permission_acts_on_a_customer_who_is_within_reach() {
    let colleague = colleague();
    for role in Role::ALL.iter().copied() {
        let access = who(role);
        // The plainest role of each pack's customers.
        let theirs = [Holding::built_in(
            match role {
                Role::PrintshopDepartmentManager | Role::ProductionManager => Role::Customer,
                _ => Role::EndUser,
            },
            here(),
        )];
        for (act, permissions) in [
            (
                PersonAct::Invite,
                &[Permission::UserInvite, Permission::UserCreate][..],
            ),
            (PersonAct::Suspend, &[Permission::UserSuspend]),
            (PersonAct::Reactivate, &[Permission::UserReactivate]),
            (PersonAct::ResetSecondFactor, &[Permission::UserEdit]),
            (PersonAct::Delete, &[Permission::UserDelete]),
            (PersonAct::LogInAs, &[Permission::SessionImpersonate]),
        ] {
            let holds = permissions
                .iter()
                .any(|permission| access.decide(*permission, &colleague.object()).is_ok())
                && access
                    .decide(Permission::UserView, &colleague.object())
                    .is_ok();
            assert_eq!(
                does(&access, &colleague, &theirs, act),
                holds,
                "{act:?} by {}",
                role.key()
            );
        }
    }
}

#[test]
fn whom_one_cannot_see_is_not_found_whatever_the_state() {
    let manager = who(Role::SeniorManager);
    let elsewhere = Thing::at(HERE).in_company(CompanyId(2)).owned_by(SOMEBODY);
    for state in AccountState::ALL {
        let person = facts(&elsewhere, state, &[]);
        assert_eq!(
            people::suspend(&manager, &person).map(drop),
            Err(Denial::NotFound)
        );
    }
    // Nor is one who is deleted.
    let colleague = colleague();
    let tombstone = facts(&colleague, AccountState::Deleted, &[]);
    assert_eq!(
        people::delete(&manager, &tombstone).map(drop),
        Err(Denial::NotFound)
    );
}

/// PJ-30.
#[test]
fn who_has_no_access_is_not_promoted() {
    let administrator = who(Role::Admin);
    let company = Anchor::company(HERE, ACME);
    let role = RoleName::BuiltIn(Role::SeniorManager);
    let colleague = colleague();
    for state in AccountState::ALL {
        let person = facts(&colleague, state, &[]);
        let answer = people::assign(
            &administrator,
            &RoleBook::default(),
            &person,
            &role,
            &company,
        );
        let promoted = matches!(state, AccountState::Active | AccountState::Invited);
        assert_eq!(answer.is_ok(), promoted, "{state:?}");
        let answer = people::assign_new(
            &administrator,
            &RoleBook::default(),
            (state, &colleague.object()),
            &role,
            &company,
        );
        assert_eq!(answer.is_ok(), promoted, "written down as {state:?}");
    }
}

#[test]
fn a_suspension_by_staff_is_not_lifted_by_a_manager() {
    let colleague = colleague();
    let suspended = PersonFacts {
        suspended_by_staff: true,
        ..facts(&colleague, AccountState::Suspended, &[])
    };
    assert_eq!(
        people::reactivate(&who(Role::SeniorManager), &suspended).map(drop),
        Err(Denial::SuspendedByStaff)
    );
    assert!(people::reactivate(&who(Role::JuniorAdmin), &suspended).is_ok());
}

#[test]
fn nobody_suspends_themselves_through_another_account() {
    let colleague = colleague();
    let acting = Access {
        acting: Some(SOMEBODY),
        ..who(Role::SeniorManager)
    };
    let themselves = facts(&colleague, AccountState::Active, &[]);
    assert_eq!(
        people::suspend(&acting, &themselves).map(drop),
        Err(Denial::Oneself)
    );
}

#[test]
fn a_second_factor_is_reset_by_who_has_the_account_in_hand_and_in_their_own_name() {
    let colleague = colleague();
    let senior = who(Role::SeniorManager);
    let user = [Holding::built_in(Role::EndUser, here())];
    for state in AccountState::ALL {
        let person = facts(&colleague, state, &user);
        let signs_in = matches!(state, AccountState::Active | AccountState::Suspended);
        let answer = people::reset_second_factor(&senior, &person);
        assert_eq!(answer.is_ok(), signs_in, "{state:?}");
    }
    let acting = Access {
        acting: Some(AccountId(9)),
        ..who(Role::SeniorManager)
    };
    let person = facts(&colleague, AccountState::Active, &user);
    assert_eq!(
        people::reset_second_factor(&acting, &person).map(drop),
        Err(Denial::WhileActing)
    );
    assert_eq!(
        people::change_address(&acting, &person).map(drop),
        Err(Denial::WhileActing)
    );
    assert!(people::edit(&acting, &person).is_ok());
    let own = Thing::at(HERE)
        .in_company(ACME)
        .in_department(SALES)
        .owned_by(ME);
    assert_eq!(
        people::reset_second_factor(&senior, &facts(&own, AccountState::Active, &user)).map(drop),
        Err(Denial::Oneself)
    );
    let administers = [Holding::built_in(Role::Admin, Anchor::Platform)];
    for role in [Role::SeniorManager, Role::JuniorAdmin] {
        let person = facts(&colleague, AccountState::Active, &administers);
        assert!(people::reset_second_factor(&who(role), &person).is_err());
    }
}

#[test]
fn departments_are_changed_one_by_one_where_one_manages() {
    let manager = who(Role::PrintshopDepartmentManager);
    let colleague = colleague();
    let person = facts(&colleague, AccountState::Active, &[]);
    assert!(people::set_departments(&manager, &person, &[SALES]).is_ok());
    assert_eq!(
        people::set_departments(&manager, &person, &[SALES, DepartmentId(2)]).map(drop),
        Err(Denial::Missing(Permission::UserSetDepartment))
    );
    let new = people::newcomer(Some(HERE), &[ACME]);
    assert!(people::create(&manager, &new, &[SALES]).is_ok());
    assert!(people::create(&manager, &new, &[]).is_err());
    assert!(people::create(&manager, &new, &[SALES, DepartmentId(2)]).is_err());
}

#[test]
fn who_holds_a_custom_role_gets_hold_of_nobody_who_may_do_more() {
    let clerk = |grants: Grants| {
        account(ME).holding(custom_holding(
            custom(1, Side::Staff),
            here(),
            grants,
            Grants::NONE,
        ))
    };
    let cares = Grants::NONE
        .with(Permission::UserView, Reach::Storefront)
        .with(Permission::UserEdit, Reach::Storefront);
    let colleague = Thing::at(HERE).owned_by(SOMEBODY);
    let controller = [Holding::built_in(Role::JobController, here())];
    let person = facts(&colleague, AccountState::Active, &controller);
    assert_eq!(
        people::edit(&clerk(cares.clone()), &person).map(drop),
        Err(Denial::Missing(Permission::UserEdit))
    );
    let covers = cares.union(Role::JobController.grants());
    assert!(people::edit(&clerk(covers), &person).is_ok());
    // A customer's role that reaches beyond a company is no manager's to get hold of.
    let wide = Grants::NONE.with(Permission::OrderView, Reach::Storefront);
    let theirs = [custom_holding(
        custom(2, Side::Customer),
        here(),
        wide,
        Grants::NONE,
    )];
    let of_acme = self::colleague();
    let person = facts(&of_acme, AccountState::Active, &theirs);
    assert_eq!(
        people::edit(&who(Role::SeniorManager), &person).map(drop),
        Err(Denial::Missing(Permission::UserEdit))
    );
    assert!(people::edit(&who(Role::JuniorAdmin), &person).is_ok());
}

proptest! {
    /// Who changes an address has a new password mailed there.
    #[test]
    fn nobody_gets_hold_of_an_administrator_without_making_them(
        access in any_access(),
        person in any_thing(),
        theirs in vec(any_holding(), 0..3),
    ) {
        let facts = facts(&person, AccountState::Active, &theirs);
        if theirs.iter().any(|holding| holding.allows.administer())
            && access.decide(Permission::AdminAccountCreate, &person.object()).is_err()
        {
            prop_assert!(people::edit(&access, &facts).is_err());
            prop_assert!(people::suspend(&access, &facts).is_err());
            prop_assert!(people::delete(&access, &facts).is_err());
        }
    }

    /// Customers have nobody in hand who works for the print shop or a supplier.
    #[test]
    fn customers_get_hold_of_customers_only(
        access in any_access(),
        person in any_thing(),
        theirs in vec(any_holding(), 1..3),
    ) {
        let facts = facts(&person, AccountState::Active, &theirs);
        let customer = access.holdings.iter().all(|holding| holding.role.side() == Side::Customer);
        if customer && theirs.iter().any(|holding| holding.role.side() != Side::Customer) {
            prop_assert!(people::edit(&access, &facts).is_err());
        }
    }

    /// No act reaches further than the list of people.
    #[test]
    fn nobody_acts_on_whom_they_do_not_see(
        access in any_access(),
        person in any_thing(),
        theirs in vec(any_holding(), 0..3),
    ) {
        if access.decide(Permission::UserView, &person.object()).is_err() {
            for act in PersonAct::ALL {
                prop_assert!(!does(&access, &person, &theirs, act), "{:?}", act);
            }
        }
    }
}

/// A-12, PJ-54: whoever holds the umbrella of their storefront imports there, and nobody else does.
#[test]
fn who_imports_imports_within_their_reach() {
    let companies = [ACME];
    let acme = people::newcomer(Some(HERE), &companies);
    let elsewhere = people::newcomer(Some(StorefrontId(2)), &[]);
    for role in Role::ALL.iter().copied() {
        let access = who(role);
        let holds = access.decide(Permission::UserImport, &acme).is_ok();
        let administers = matches!(
            role,
            Role::StorefrontAdmin
                | Role::PlatformAdmin
                | Role::Admin
                | Role::JuniorAdmin
                | Role::PrintshopAdministrator
                | Role::ConfiguratorAdministrator
        );
        assert_eq!(holds, administers, "{}", role.key());
        let new = people::import_new(&access, &acme, &[SALES]);
        assert_eq!(new.is_ok(), holds, "{}", role.key());
        assert_eq!(people::import(&access, &acme).is_ok(), holds);
        assert_eq!(
            people::import(&access, &elsewhere).is_ok(),
            role.is_platform_administrator(),
            "{}",
            role.key()
        );
    }
}

/// Whose account is above theirs to give is changed by an import as little as by hand.
#[test]
fn an_import_changes_nobody_that_the_importer_could_not_edit() {
    let junior = who(Role::JuniorAdmin);
    let colleague = colleague();
    let user = [Holding::built_in(Role::EndUser, here())];
    let admin = [Holding::built_in(Role::Admin, Anchor::Platform)];
    for holdings in [&user, &admin] {
        let person = facts(&colleague, AccountState::Active, holdings);
        assert_eq!(
            people::import_changes(&junior, &person, &[SALES]).is_ok(),
            people::edit(&junior, &person).is_ok()
        );
    }
    let person = facts(&colleague, AccountState::Active, &user);
    assert!(people::import_changes(&junior, &person, &[]).is_ok());
    let person = facts(&colleague, AccountState::Active, &admin);
    assert!(people::import_changes(&junior, &person, &[]).is_err());
    let tombstone = facts(&colleague, AccountState::Deleted, &user);
    assert_eq!(
        people::import_changes(&junior, &tombstone, &[]).map(drop),
        Err(Denial::NotFound)
    );
}

/// Decisions.
#[test]
fn staff_start_at_storefronts_and_the_platform_and_four_roles_at_companies_too() {
    let at = [Anchor::company(HERE, ACME), here(), Anchor::Platform];
    let mut limited = Vec::new();
    for role in Role::ALL
        .iter()
        .copied()
        .filter(|role| role.side() == Side::Staff)
    {
        let [company, storefront, platform] = at
            .each_ref()
            .map(|at| people::starts_at(&RoleName::BuiltIn(role), at));
        assert!(storefront && platform, "{}", role.key());
        if company {
            limited.push(role.name());
        }
    }
    limited.sort_unstable();
    assert_eq!(
        limited,
        ["Designer", "Junior Admin", "Operator", "Production Manager"]
    );
}

/// What reaches storefronts and the platform elsewhere ends at the company where it starts.
#[test]
fn who_is_limited_to_a_company_sees_its_people_and_no_others() {
    let company = Anchor::company(HERE, ACME);
    let limited = account(ME).holding(Holding::built_in(Role::ProductionManager, company));
    let colleague = colleague();
    let person = facts(&colleague, AccountState::Active, &[]);
    assert!(people::view(&limited, &person).is_ok());
    let stranger = Thing::at(HERE).in_company(CompanyId(2)).owned_by(SOMEBODY);
    let person = facts(&stranger, AccountState::Active, &[]);
    assert_eq!(
        people::view(&limited, &person).map(drop),
        Err(Denial::NotFound)
    );
}
