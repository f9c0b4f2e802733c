//! Seeing a storefront through a role: whose roles, and never more than one's own grants.

use crate::world::{
    COMPANIES, DEPARTMENTS, ME, Thing, account, allows, any_access, any_anchor, any_holding,
    any_thing, custom, custom_holding,
};
use access::{
    Access, Anchor, Denial, Grants, Holding, Pack, Permission, Reach, Reaches, Role, RoleBook,
    RoleId, Seat, Side, Storefront,
    pages::{self, PAGES},
};
use domain::{AccountId, CompanyId, DepartmentId, StorefrontId, money::Currency};
use proptest::{collection::vec, option, prelude::*, sample::select};

const HERE: StorefrontId = StorefrontId(1);
const ELSEWHERE: StorefrontId = StorefrontId(2);

fn here() -> Anchor {
    Anchor::Storefronts(vec![HERE])
}

/// A storefront whose customers' roles are of this pack.
fn storefront(pack: Pack) -> Storefront {
    Storefront {
        id: HERE,
        slug: "here".to_owned(),
        name: "Here".to_owned(),
        public: true,
        pack,
        currency: Currency::Eur,
        approval: true,
        staff_packs: Pack::ALL.to_vec(),
        ..Storefront::none_yet()
    }
}

fn built_in(role: Role) -> RoleId {
    RoleId::BuiltIn(role)
}

fn held_by(role: Role, anchor: Anchor) -> Access {
    account(ME).holding(Holding::built_in(role, anchor))
}

fn seat() -> Seat {
    Seat {
        company: Some(CompanyId(1)),
        company_has_departments: true,
        member_of: vec![DepartmentId(1)],
        manages: vec![DepartmentId(1)],
    }
}

/// What the previewer does in a role, sitting in the first department of the first company.
fn previewed(by: &Access, role: Role, pack: Pack) -> (Access, bool) {
    let held = RoleBook::default()
        .preview(by, built_in(role), &storefront(pack))
        .unwrap();
    by.seen_as(&held, seat())
}

fn any_seat() -> impl Strategy<Value = Seat> {
    let departments = || vec(select(&DEPARTMENTS[..]), 0..3);
    let company = option::weighted(0.8, select(&COMPANIES[..]));
    (company, any::<bool>(), departments(), departments()).prop_map(
        |(company, company_has_departments, member_of, manages)| Seat {
            company,
            company_has_departments,
            member_of,
            manages,
        },
    )
}

/// Somebody, the roles through which they look, and from which seat; often their own.
fn any_preview() -> impl Strategy<Value = (Access, Access)> {
    (
        any_access(),
        vec(any_holding(), 0..3),
        any_seat(),
        any::<bool>(),
    )
        .prop_map(|(own, held, lent, sits_there)| {
            let seat = if sits_there {
                Seat {
                    company: own.company,
                    company_has_departments: own.company_has_departments,
                    member_of: own.member_of.clone(),
                    manages: own.manages.clone(),
                }
            } else {
                lent
            };
            let (seen, _) = own.seen_as(&held, seat);
            (own, seen)
        })
}

proptest! {
    /// What is granted in a preview is granted anyway: the intersection of both, and nothing else.
    #[test]
    fn a_preview_shows_nothing_that_the_previewer_may_not_see(
        (own, seen) in any_preview(),
        things in vec(any_thing(), 1..12),
    ) {
        for thing in &things {
            for permission in Permission::ALL {
                if allows(&seen, *permission, thing) {
                    prop_assert!(allows(&own, *permission, thing), "{} of {:?}", permission, thing);
                }
            }
        }
    }

    #[test]
    fn no_page_opens_in_a_preview_that_does_not_open_anyway((own, seen) in any_preview()) {
        for page in PAGES {
            if page.needs.met_by(&seen, false).is_ok() {
                prop_assert!(page.needs.met_by(&own, false).is_ok(), "{}", page.pattern);
            }
        }
    }

    /// The grants themselves, at the same reach: a preview adds none to those of the role.
    #[test]
    fn a_preview_grants_nothing_that_the_role_does_not(
        own in any_access(),
        held in vec(any_holding(), 0..3),
        lent in any_seat(),
    ) {
        let (seen, partly) = own.seen_as(&held, lent);
        let mut whole = true;
        for (seen, held) in seen.holdings.iter().zip(&held) {
            prop_assert!(held.allows.cover(&seen.allows));
            whole &= seen.allows == held.allows;
        }
        prop_assert_eq!(partly, !whole);
    }

    #[test]
    fn who_holds_everything_loses_nothing_of_a_role(held in any_holding(), lent in any_seat(), anchor in any_anchor()) {
        let platform = held_by(Role::PlatformAdmin, Anchor::Platform);
        let held = Holding { anchor, ..held };
        let (seen, partly) = platform.seen_as(std::slice::from_ref(&held), lent);
        prop_assert!(!partly);
        prop_assert_eq!(&seen.holdings, &vec![held]);
    }
}

#[test]
fn a_platform_administrator_sees_what_an_end_user_sees_and_no_more() {
    let admin = held_by(Role::PlatformAdmin, Anchor::Platform);
    let (seen, partly) = previewed(&admin, Role::EndUser, Pack::Corporate);
    assert!(!partly);
    let mine = Thing::at(HERE).owned_by(ME);
    let anothers = Thing::at(HERE).owned_by(AccountId(7));
    assert!(allows(&seen, Permission::OrderView, &mine));
    assert!(!allows(&seen, Permission::OrderView, &anothers));
    assert!(allows(&admin, Permission::OrderView, &anothers));
    assert_eq!(pages::start(&seen), "/");
    assert!(pages::ROLES.needs.met_by(&seen, false).is_err());
}

#[test]
fn a_designation_is_previewed_on_top_of_what_is_beneath_it() {
    let admin = held_by(Role::JuniorAdmin, here());
    let (seen, partly) = previewed(&admin, Role::SeniorManager, Pack::Corporate);
    assert!(!partly);
    let roles: Vec<&str> = seen.holdings.iter().map(|one| one.role.name()).collect();
    assert_eq!(roles, ["End User", "Senior Manager"]);
    assert_eq!(pages::start(&seen), "/approvals");
    // The company that is lent to them, and no other.
    let there = Thing::at(HERE).in_company(CompanyId(1));
    assert!(allows(&seen, Permission::UserView, &there));
    let other = Thing::at(HERE).in_company(CompanyId(2));
    assert!(!allows(&seen, Permission::UserView, &other));
}

#[test]
fn what_is_beyond_the_previewer_is_left_out() {
    let mut manager = held_by(Role::CompanyManager, here());
    manager.company = Some(CompanyId(1));
    let (seen, partly) = previewed(&manager, Role::PrintshopDepartmentManager, Pack::Printshop);
    assert!(partly, "orders of their own are theirs by the company only");
    assert!(seen.holds(Permission::UserView).is_ok());
    let (seen, _) = previewed(&manager, Role::Customer, Pack::Printshop);
    assert!(seen.holds(Permission::CartUse).is_ok());
    assert!(seen.holds(Permission::UserView).is_err());
}

#[test]
fn who_is_denied_something_is_not_shown_it_by_a_role() {
    let denied = Grants::NONE.with(Permission::OrderView, Reach::Own);
    let admin = held_by(Role::PlatformAdmin, Anchor::Platform).holding(custom_holding(
        custom(1, Side::Staff),
        here(),
        Grants::NONE,
        denied,
    ));
    let held = [Holding::built_in(Role::EndUser, here())];
    let (seen, partly) = admin.seen_as(&held, seat());
    assert!(partly);
    assert_eq!(seen.terms(Permission::OrderView).count(), 0);
}

#[test]
fn a_narrow_reach_that_opens_more_than_a_wide_one_opens_nothing_new() {
    // Who deletes users of a company reads its audit trail; who deletes them anywhere does not.
    let staff = custom_holding(
        custom(1, Side::Staff),
        Anchor::Platform,
        Grants::NONE.set(Permission::UserDelete, Reaches::one(Reach::Platform)),
        Grants::NONE,
    );
    let own = account(ME).holding(staff);
    let (seen, _) = own.seen_as(&[Holding::built_in(Role::SeniorManager, here())], seat());
    assert!(pages::AUDIT.needs.met_by(&seen, false).is_err());
    let admin = held_by(Role::StorefrontAdmin, here());
    let (seen, _) = admin.seen_as(&[Holding::built_in(Role::SeniorManager, here())], seat());
    assert_eq!(pages::AUDIT.needs.met_by(&seen, false), Ok(()));
}

#[test]
fn only_who_holds_or_gives_a_role_in_force_here_looks_through_it() {
    let book = RoleBook::default();
    let corporate = storefront(Pack::Corporate);
    let may = |by: &Access, role| book.preview(by, built_in(role), &corporate).map(drop);

    let junior = held_by(Role::JuniorAdmin, here());
    assert_eq!(may(&junior, Role::EndUser), Ok(()));
    assert_eq!(may(&junior, Role::Guest), Ok(()), "what everybody sees");
    assert_eq!(may(&junior, Role::Admin), Err(Denial::NotPreviewed));
    let elsewhere = held_by(Role::JuniorAdmin, Anchor::Storefronts(vec![ELSEWHERE]));
    assert_eq!(may(&elsewhere, Role::EndUser), Err(Denial::NotPreviewed));

    let admin = held_by(Role::Admin, Anchor::Platform);
    assert_eq!(may(&admin, Role::Operator), Ok(()));
    let switched_off = Storefront {
        staff_packs: vec![Pack::Corporate],
        ..corporate.clone()
    };
    assert_eq!(
        book.preview(&admin, built_in(Role::Operator), &switched_off),
        Err(Denial::NotFound)
    );
    // In force somewhere else, of a partner, of a program.
    assert_eq!(may(&admin, Role::Customer), Err(Denial::NotFound));
    assert_eq!(may(&admin, Role::Supplier), Err(Denial::NotPreviewed));
    assert_eq!(
        may(&admin, Role::RuntimeConfiguration),
        Err(Denial::NotPreviewed)
    );

    let customer = held_by(Role::EndUser, here());
    assert_eq!(
        may(&customer, Role::EndUser),
        Err(Denial::Missing(Permission::RoleEdit))
    );
    let acting = Access {
        acting: Some(AccountId(9)),
        ..admin
    };
    assert!(may(&acting, Role::EndUser).is_err());
}
