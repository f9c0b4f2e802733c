//! The rules about departments, companies, addresses, suppliers and storefronts: for exactly the roles that may.

use crate::world::{
    ME, Of, SOMEBODY, Thing, account, any_access, any_thing, custom, custom_holding,
};
use access::{
    Access, Anchor, Denial, Grants, Holding, Permission, Reach, Role, Side,
    rules::{
        addresses,
        cart::{self, AddressFacts},
        catalogue::{self, ProductFacts},
        companies, departments,
        people::{self, PersonFacts},
        publication_types, storefronts, suppliers,
    },
};
use domain::{CompanyId, DepartmentId, StorefrontId, accounts::AccountState};
use proptest::prelude::*;

const HERE: StorefrontId = StorefrontId(1);
const ACME: CompanyId = CompanyId(1);
const SALES: DepartmentId = DepartmentId(1);
const PLANT: DepartmentId = DepartmentId(2);

fn here() -> Anchor {
    Anchor::Storefronts(vec![HERE])
}

/// Somebody of Acme with this role, who belongs to Sales and manages it.
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

/// The roles that do something, by their keys.
fn roles(may: impl Fn(&Access) -> bool) -> Vec<&'static str> {
    let all = Role::ALL.iter().copied();
    all.filter(|role| may(&who(*role))).map(Role::key).collect()
}

fn person(thing: &Thing, state: AccountState) -> PersonFacts<'_> {
    PersonFacts {
        object: thing.object(),
        state,
        holdings: &[],
        suspended_by_staff: false,
    }
}

fn acme() -> Thing {
    Thing::at(HERE).in_company(ACME)
}

fn sales() -> Thing {
    acme().in_department(SALES)
}

const UMBRELLAS: [&str; 6] = [
    "storefront-admin@storefront",
    "platform-admin@storefront",
    "admin@corporate",
    "junior-admin@corporate",
    "administrator@printshop",
    "administrator@configurator",
];

/// The umbrellas and these, in the order of the roles.
fn umbrellas_and(others: &[&str]) -> Vec<&'static str> {
    Role::ALL
        .iter()
        .map(|role| role.key())
        .filter(|key| UMBRELLAS.contains(key) || others.contains(key))
        .collect()
}

#[test]
fn departments_are_in_the_hands_of_exactly_those_of_the_table() {
    let (company, department) = (acme(), sales());
    let (company, department) = (company.object(), department.object());
    assert_eq!(
        roles(|access| departments::create(access, &company).is_ok()),
        umbrellas_and(&["company-manager@printshop", "production-manager@printshop"])
    );
    assert_eq!(
        roles(|access| departments::edit(access, &department).is_ok()),
        umbrellas_and(&[
            "department-manager@printshop",
            "company-manager@printshop",
            "production-manager@printshop"
        ])
    );
    assert_eq!(
        roles(|access| departments::delete(access, &department, None).is_ok()),
        umbrellas_and(&["company-manager@printshop"])
    );
    assert_eq!(
        roles(|access| departments::dismiss(access, &department).is_ok()),
        umbrellas_and(&[])
    );
}

#[test]
fn a_department_beyond_ones_own_is_not_found() {
    let plant = acme().in_department(PLANT);
    let manager = who(Role::PrintshopDepartmentManager);
    assert_eq!(
        departments::edit(&manager, &plant.object()).map(drop),
        Err(Denial::NotFound)
    );
    let elsewhere = Thing::at(HERE)
        .in_company(CompanyId(2))
        .in_department(PLANT);
    let manager = who(Role::CompanyManager);
    assert_eq!(
        departments::delete(&manager, &elsewhere.object(), None).map(drop),
        Err(Denial::NotFound)
    );
    // Nor is it one to put people into.
    assert_eq!(
        departments::delete(&manager, &sales().object(), Some(&elsewhere.object())).map(drop),
        Err(Denial::NotFound)
    );
}

#[test]
fn an_active_colleague_is_appointed_and_nobody_else() {
    let admin = who(Role::JuniorAdmin);
    let department = sales();
    let colleague = acme().owned_by(SOMEBODY);
    let stranger = Thing::at(HERE).in_company(CompanyId(2)).owned_by(SOMEBODY);
    let appoint = |person: &PersonFacts<'_>| {
        departments::appoint(&admin, &department.object(), person).map(drop)
    };
    assert_eq!(appoint(&person(&colleague, AccountState::Active)), Ok(()));
    assert_eq!(
        appoint(&person(&colleague, AccountState::Inactive)),
        Err(Denial::Account(AccountState::Inactive))
    );
    assert_eq!(
        appoint(&person(&stranger, AccountState::Active)),
        Err(Denial::NotFound)
    );
}

#[test]
fn companies_are_in_the_hands_of_exactly_those_of_the_table() {
    let company = acme();
    let object = company.object();
    assert_eq!(
        roles(|access| companies::create(access, HERE).is_ok()),
        umbrellas_and(&["designer@printshop", "production-manager@printshop"])
    );
    assert_eq!(
        roles(|access| companies::edit(access, &object).is_ok()),
        umbrellas_and(&["company-manager@printshop", "production-manager@printshop"])
    );
    let mut delete = umbrellas_and(&[]);
    delete.retain(|key| *key != "junior-admin@corporate");
    assert_eq!(
        roles(|access| companies::switch(access, &object).is_ok()),
        delete,
        "who only edits a company locks nobody out"
    );
    assert_eq!(
        companies::delete(&who(Role::Admin), &object, true).map(drop),
        Err(Denial::InUse)
    );
    assert!(companies::delete(&who(Role::Admin), &object, false).is_ok());
}

fn of_company() -> Thing {
    Thing {
        departments: Of::Everybody,
        ..acme()
    }
}

fn facts(thing: &Thing, personal: bool) -> AddressFacts<'_> {
    AddressFacts {
        object: thing.object(),
        personal,
    }
}

#[test]
fn pj_26_a_senior_manager_does_everything_to_company_addresses_but_assign_them() {
    let manager = who(Role::SeniorManager);
    let thing = of_company();
    let address = facts(&thing, false);
    assert!(addresses::add_to_company(&manager, &address.object).is_ok());
    assert!(addresses::correct(&manager, &address).is_ok());
    assert!(addresses::remove(&manager, &address).is_ok());
    assert_eq!(
        addresses::assign_departments(&manager, &address, &[SALES], true).map(drop),
        Err(Denial::Missing(Permission::AddressCompanyAssignDepartment))
    );
    assert!(
        addresses::assign_departments(&who(Role::JuniorAdmin), &address, &[SALES], true).is_ok()
    );
    // Another company's is not there at all.
    let elsewhere = Thing {
        departments: Of::Everybody,
        ..Thing::at(HERE).in_company(CompanyId(2))
    };
    assert_eq!(
        addresses::correct(&manager, &facts(&elsewhere, false)).map(drop),
        Err(Denial::NotFound)
    );
}

#[test]
fn pj_27_and_pj_34_managers_correct_personal_addresses_and_neither_add_nor_remove() {
    let home = sales().owned_by(SOMEBODY);
    let address = facts(&home, true);
    for role in [Role::SeniorManager, Role::CorporateDepartmentManager] {
        let manager = who(role);
        assert!(addresses::correct(&manager, &address).is_ok(), "{role:?}");
        assert_eq!(
            addresses::remove(&manager, &address).map(drop),
            Err(Denial::Missing(Permission::AddressPersonalAddDelete)),
            "{role:?}"
        );
        assert_eq!(
            addresses::add_to_person(&manager, &address.object).map(drop),
            Err(Denial::NotFound),
            "{role:?}"
        );
    }
    // The company's a department manager reads and no more.
    let manager = who(Role::CorporateDepartmentManager);
    let thing = of_company();
    let company = facts(&thing, false);
    assert_eq!(addresses::view(&manager, &company), Ok(()));
    assert_eq!(
        addresses::correct(&manager, &company).map(drop),
        Err(Denial::Missing(Permission::AddressCompanyManage))
    );
    // In another department nobody lives, as far as they know.
    let away = acme().in_department(PLANT).owned_by(SOMEBODY);
    assert_eq!(
        addresses::correct(&manager, &facts(&away, true)).map(drop),
        Err(Denial::NotFound)
    );
}

#[test]
fn ones_own_address_is_ones_own_and_nobody_elses() {
    let (mine, theirs) = (sales().owned_by(ME), sales().owned_by(SOMEBODY));
    for role in [
        Role::Registered,
        Role::EndUser,
        Role::Customer,
        Role::PublicCustomer,
    ] {
        let customer = who(role);
        assert!(addresses::correct(&customer, &facts(&mine, true)).is_ok());
        assert!(addresses::remove(&customer, &facts(&mine, true)).is_ok());
        assert_eq!(
            addresses::view(&customer, &facts(&theirs, true)),
            Err(Denial::NotFound)
        );
    }
}

#[test]
fn an_address_is_given_to_departments_one_by_one() {
    let clerk = Access {
        company: Some(ACME),
        company_has_departments: true,
        manages: vec![SALES],
        ..account(ME)
    }
    .holding(custom_holding(
        custom(1, Side::Customer),
        here(),
        Grants::NONE
            .with(Permission::AddressCompanyView, Reach::Company)
            .with(Permission::AddressCompanyAssignDepartment, Reach::Managed),
        Grants::NONE,
    ));
    let refused = Err(Denial::Missing(Permission::AddressCompanyAssignDepartment));
    let thing = Thing {
        departments: Of::These(vec![SALES, PLANT]),
        ..acme()
    };
    let address = facts(&thing, false);
    let assign = |changed: &[DepartmentId], all| {
        addresses::assign_departments(&clerk, &address, changed, all).map(drop)
    };
    assert_eq!(assign(&[SALES], false), Ok(()));
    assert_eq!(assign(&[SALES, PLANT], false), refused);
    assert_eq!(assign(&[SALES], true), refused, "those still to come");
}

/// The table: publication types are made by the print shop and assigned by a Company Manager (PSM-21,
/// PSM-28).
#[test]
fn psm_21_publication_types_are_in_the_hands_of_exactly_those_of_the_table() {
    let (company, folder) = (acme(), sales());
    let (company, folder) = (company.object(), folder.object());
    assert_eq!(
        roles(|access| publication_types::create(access, &company).is_ok()),
        umbrellas_and(&["designer@printshop", "production-manager@printshop"])
    );
    assert_eq!(
        roles(|access| publication_types::assign(access, &folder, &[SALES], true).is_ok()),
        umbrellas_and(&["company-manager@printshop"])
    );
}

/// The table: whom a product is for is said by who manages products (PJ-15), and by nobody whose grant
/// ends at their company.
#[test]
fn pj_15_whom_a_product_is_for_is_said_by_exactly_those_of_the_table() {
    let product = sales();
    let product = ProductFacts {
        object: product.object(),
        active: true,
    };
    assert_eq!(
        roles(|access| catalogue::limit(access, &product).is_ok()),
        umbrellas_and(&["designer@printshop"])
    );
    let clerk = Access {
        company: Some(ACME),
        ..account(ME)
    }
    .holding(custom_holding(
        custom(1, Side::Customer),
        here(),
        Grants::NONE
            .with(Permission::ProductView, Reach::Company)
            .with(Permission::ProductManage, Reach::Company),
        Grants::NONE,
    ));
    assert!(catalogue::see(&clerk, &product).is_ok());
    assert_eq!(
        catalogue::limit(&clerk, &product).map(drop),
        Err(Denial::Missing(Permission::ProductManage))
    );
}

/// Codes are kept with the budgets (PJ-55).
#[test]
fn pj_55_codes_are_kept_by_the_umbrellas() {
    let company = acme();
    let company = company.object();
    assert_eq!(
        roles(|access| companies::keep_codes(access, &company).is_ok()),
        umbrellas_and(&[])
    );
}

#[test]
fn pj_55_a_cost_centre_is_charged_for_ones_own_departments_and_for_those_one_orders_for() {
    let (mine, theirs) = (sales(), acme().in_department(PLANT));
    let (mine, theirs) = (mine.object(), theirs.object());
    let whole = Thing {
        departments: Of::Everybody,
        ..acme()
    };
    let elsewhere = Thing {
        departments: Of::Everybody,
        ..Thing::at(HERE).in_company(CompanyId(2))
    };
    let user = who(Role::EndUser);
    assert_eq!(cart::charge(&user, &mine), Ok(()));
    assert_eq!(cart::charge(&user, &whole.object()), Ok(()));
    assert_eq!(cart::charge(&user, &theirs), Err(Denial::NotFound));
    assert_eq!(
        cart::charge(&user, &elsewhere.object()),
        Err(Denial::NotFound)
    );
    assert_eq!(cart::charge(&who(Role::SeniorManager), &theirs), Ok(()));
    assert_eq!(
        cart::charge(&who(Role::CorporateDepartmentManager), &theirs),
        Err(Denial::NotFound)
    );
}

#[test]
fn pj_11_suppliers_are_for_those_who_run_the_platform() {
    assert_eq!(
        roles(|access| suppliers::manage(access).is_ok()),
        [
            "platform-admin@storefront",
            "admin@corporate",
            "administrator@printshop"
        ]
    );
    assert_eq!(
        roles(|access| suppliers::listed(access).is_ok()),
        [
            "platform-admin@storefront",
            "admin@corporate",
            "administrator@printshop"
        ]
    );
    for role in [
        Role::JuniorAdmin,
        Role::StorefrontAdmin,
        Role::ConfiguratorAdministrator,
    ] {
        assert_eq!(
            suppliers::manage(&who(role)).map(drop),
            Err(Denial::NotFound)
        );
    }
}

/// INF-13, and A-08: administrators of storefronts run theirs, and have no platform.
#[test]
fn inf_13_the_platform_is_for_who_runs_it_and_storefronts_for_their_administrators() {
    let run_it = [
        "platform-admin@storefront",
        "admin@corporate",
        "administrator@printshop",
    ];
    assert_eq!(roles(|access| storefronts::create(access).is_ok()), run_it);
    assert_eq!(roles(|access| storefronts::system(access).is_ok()), run_it);
    for of in [
        |access: &Access| storefronts::view(access, HERE).is_ok(),
        |access: &Access| storefronts::edit(access, HERE).is_ok(),
        |access: &Access| storefronts::listed(access).is_ok(),
    ] {
        assert_eq!(roles(of), umbrellas_and(&[]));
    }
    let elsewhere = StorefrontId(2);
    assert_eq!(
        roles(|access| storefronts::view(access, elsewhere).is_ok()),
        run_it
    );
    assert_eq!(
        roles(|access| storefronts::switch(access, HERE).is_ok()),
        [
            "platform-admin@storefront",
            "admin@corporate",
            "junior-admin@corporate",
            "administrator@printshop",
            "administrator@configurator",
        ]
    );
}

/// INF-12: the role of a platform administrator, held at a storefront, reaches that storefront.
#[test]
fn inf_12_the_anchor_and_not_the_role_opens_the_platform() {
    let local = account(ME).holding(Holding::built_in(Role::PlatformAdmin, here()));
    assert!(storefronts::edit(&local, HERE).is_ok());
    assert!(storefronts::view(&local, StorefrontId(2)).is_err());
    assert!(storefronts::create(&local).is_err());
    assert!(storefronts::system(&local).is_err());
    let menu = access::pages::menu(&local);
    assert!(!menu.iter().any(|page| page.pattern == "/settings"));
    assert!(menu.iter().any(|page| page.pattern == "/storefronts"));
}

proptest! {
    /// No act reaches further than seeing, nor than its own permission.
    #[test]
    fn nobody_acts_on_what_they_do_not_see(access in any_access(), thing in any_thing()) {
        let object = thing.object();
        if departments::view(&access, &object).is_err() {
            prop_assert!(departments::edit(&access, &object).is_err());
            prop_assert!(departments::delete(&access, &object, None).is_err());
            prop_assert!(departments::dismiss(&access, &object).is_err());
        }
        if publication_types::view(&access, &object).is_err() {
            prop_assert!(publication_types::rename(&access, &object).is_err());
            prop_assert!(publication_types::assign(&access, &object, &[], false).is_err());
        }
        if companies::view(&access, &object).is_err() {
            prop_assert!(companies::keep_codes(&access, &object).is_err());
            prop_assert!(companies::edit(&access, &object).is_err());
            prop_assert!(companies::switch(&access, &object).is_err());
        }
        for personal in [false, true] {
            let address = facts(&thing, personal);
            if addresses::view(&access, &address).is_err() {
                prop_assert!(addresses::correct(&access, &address).is_err());
                prop_assert!(addresses::remove(&access, &address).is_err());
                prop_assert!(addresses::assign_departments(&access, &address, &[], false).is_err());
            }
        }
        // Where somebody new would stand is where a new department would.
        let company = people::newcomer(object.storefront, &[ACME]);
        prop_assert_eq!(
            departments::create(&access, &company).is_ok(),
            access.decide(Permission::DepartmentCreate, &company).is_ok()
        );
    }
}
