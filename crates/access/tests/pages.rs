//! The page table: what opens, and where people start.

use crate::world::{ME, account};
use access::{
    Access, Anchor, Denial, Grants, Holding, Permission, Reach, Role, Side, Standing, Who,
    pages::{self, Needs, PAGES},
    rules,
};
use domain::{LinkId, StorefrontId, VisitorId};
use std::{borrow::Cow, collections::BTreeSet};

fn holder(roles: &[Role]) -> Access {
    let who = match roles {
        [Role::Guest | Role::Visitor] => Who::Visitor(VisitorId(1)),
        [Role::ExternalApprover] => Who::Link(LinkId(1)),
        _ => Who::Account(ME),
    };
    let here = Anchor::Storefronts(vec![StorefrontId(1)]);
    let access = Access::new(who);
    roles.iter().fold(access, |access, role| {
        access.holding(Holding::built_in(*role, here.clone()))
    })
}

fn opens(access: &Access, pattern: &str) -> bool {
    pages::needs(pattern).is_some_and(|needs| needs.met_by(access, false).is_ok())
}

/// Roles for people; the others are for keys, which open no pages.
fn people() -> impl Iterator<Item = Role> {
    Role::ALL
        .iter()
        .copied()
        .filter(|role| role.side() != Side::Machine)
}

#[test]
fn every_role_starts_on_a_page_that_it_opens() {
    for role in people() {
        let access = holder(&[role]);
        assert!(opens(&access, pages::start(&access)), "{}", role.key());
    }
}

#[test]
fn each_role_starts_where_access_md_says() {
    let wrong: Vec<(&str, &str)> = people()
        .map(|role| (role, pages::start(&holder(&[role]))))
        .filter(|(role, start)| {
            let expected = match role {
                Role::Guest | Role::Visitor => "/",
                Role::Registered
                | Role::EndUser
                | Role::Customer
                | Role::CustomerPlus
                | Role::PublicCustomer => "/",
                Role::PowerUser
                | Role::StorefrontApprover
                | Role::CorporateApprover
                | Role::CorporateDepartmentManager
                | Role::PrintshopDepartmentManager
                | Role::SeniorManager
                | Role::CompanyManager => "/approvals",
                Role::Supplier
                | Role::ProductionManager
                | Role::ViewOrders
                | Role::ManageOrders => "/orders",
                Role::JobController | Role::Operator => "/print-operations",
                Role::AlbumAdmin => "/albums",
                role if role.is_administrator() => "/dashboard",
                // Their page is to come (the catalogue editor), or not theirs to open
                // (Shared Print Operations, for who may fetch files only).
                _ => start,
            };
            *start != expected
        })
        .map(|(role, start)| (role.key(), start))
        .collect();
    assert!(wrong.is_empty(), "{wrong:?}");
}

#[test]
fn a_designation_leads_the_customers_role_under_it() {
    assert_eq!(
        pages::start(&holder(&[Role::EndUser, Role::SeniorManager])),
        "/approvals"
    );
    assert_eq!(
        pages::start(&holder(&[Role::CorporateApprover, Role::EndUser])),
        "/approvals"
    );
}

#[test]
fn staff_lead_partners_and_partners_lead_customers() {
    assert_eq!(
        pages::start(&holder(&[Role::Customer, Role::Supplier])),
        "/orders"
    );
    assert_eq!(
        pages::start(&holder(&[Role::Supplier, Role::JobController])),
        "/print-operations"
    );
}

#[test]
fn of_one_side_the_role_assigned_first_leads() {
    assert_eq!(
        pages::start(&holder(&[Role::Operator, Role::ProductionManager])),
        "/print-operations"
    );
    assert_eq!(
        pages::start(&holder(&[Role::ProductionManager, Role::Operator])),
        "/orders"
    );
}

#[test]
fn a_menu_holds_what_opens_and_nothing_else() {
    for role in Role::ALL {
        let access = holder(&[*role]);
        let menu: BTreeSet<&str> = pages::menu(&access)
            .iter()
            .map(|page| page.pattern)
            .collect();
        let expected = PAGES
            .iter()
            .filter(|page| page.menu.is_some() && opens(&access, page.pattern));
        assert_eq!(
            menu,
            expected.map(|page| page.pattern).collect(),
            "{}",
            role.key()
        );
    }
}

#[test]
fn the_order_manager_is_for_who_lists_orders_and_opens_them() {
    let holding = |these: &[Permission]| {
        let allows = these.iter().fold(Grants::NONE, |grants, one| {
            grants.with(*one, Reach::Storefront)
        });
        let here = Anchor::Storefronts(vec![StorefrontId(1)]);
        account(ME).holding(Holding {
            allows: Cow::Owned(allows),
            ..Holding::built_in(Role::JobController, here)
        })
    };
    let (view, overview) = (Permission::OrderView, Permission::OrderOverview);
    for path in ["/orders", "/orders.csv"] {
        assert!(opens(&holding(&[view, overview]), path), "{path}");
        assert!(!opens(&holding(&[view]), path), "{path}");
        assert!(!opens(&holding(&[overview]), path), "{path}");
        assert!(!opens(&holder(&[Role::ExternalApprover]), path), "{path}");
    }
}

/// INF-15: an album admin shops like anybody else, and has one page of the staff's.
#[test]
fn an_album_admin_has_the_albums_and_no_other_page_of_the_staffs() {
    let menu = |role| -> Vec<&str> {
        let menu = pages::menu(&holder(&[role]));
        menu.iter().map(|page| page.heading).collect()
    };
    let mut expected = menu(Role::Registered);
    expected.push("Albums");
    assert_eq!(menu(Role::AlbumAdmin), expected);
}

/// INF-17: the back office, and one page in it.
#[test]
fn a_job_controller_has_one_page_and_no_other_of_the_staffs() {
    let menu = pages::menu(&holder(&[Role::JobController]));
    let menu: Vec<&str> = menu.iter().map(|page| page.heading).collect();
    assert_eq!(menu, ["Shared Print Operations"]);
}

#[test]
fn one_address_is_one_row() {
    let addresses = PAGES
        .iter()
        .map(|page| page.pattern)
        .chain(pages::ENDPOINTS.iter().map(|endpoint| endpoint.path));
    let mut seen = BTreeSet::new();
    for address in addresses {
        assert!(seen.insert(address), "{address}");
    }
}

#[test]
fn an_address_without_a_row_does_not_exist() {
    assert_eq!(pages::needs("/admin"), None);
}

#[test]
fn no_row_is_open_to_nobody() {
    for page in PAGES {
        let nobodys = matches!(page.needs, Needs::Any([]) | Needs::With(_, []));
        assert!(!nobodys, "{}", page.pattern);
    }
}

#[test]
fn a_suspended_account_opens_only_what_everybody_opens() {
    for role in people() {
        let access = Access {
            standing: Standing::Suspended,
            ..holder(&[role])
        };
        for page in PAGES {
            let open = page.needs.met_by(&access, false).is_ok();
            assert_eq!(
                open,
                page.needs == Needs::Anyone,
                "{} {}",
                role.key(),
                page.pattern
            );
        }
    }
}

#[test]
fn who_must_set_up_a_second_factor_opens_that_and_nothing_else_of_their_own() {
    for role in people().filter(|role| role.side() == Side::Staff) {
        let access = Access {
            standing: Standing::Unprotected,
            ..holder(&[role])
        };
        assert!(pages::menu(&access).is_empty(), "{}", role.key());
        for page in PAGES {
            let open = page.needs.met_by(&access, false);
            match page.needs {
                Needs::Anyone | Needs::Oneself => assert_eq!(open, Ok(()), "{}", page.pattern),
                Needs::Demo => assert_eq!(open, Err(Denial::NotFound)),
                Needs::SignedIn
                | Needs::Any(_)
                | Needs::Reaching(_)
                | Needs::With(..)
                | Needs::Platform(_) => {
                    assert_eq!(open, Err(Denial::SecondFactor), "{}", page.pattern);
                }
            }
        }
    }
}

#[test]
fn a_second_factor_is_its_owners_alone() {
    let customer = holder(&[Role::Customer]);
    assert_eq!(rules::accounts::second_factor(&customer), Ok(ME));
    let acting = Access {
        acting: Some(domain::AccountId(9)),
        ..customer.clone()
    };
    assert_eq!(
        rules::accounts::second_factor(&acting),
        Err(Denial::WhileActing)
    );
    for (access, answer) in [
        (holder(&[Role::Guest]), Err(Denial::SignIn)),
        (
            Access {
                standing: Standing::Suspended,
                ..customer.clone()
            },
            Err(Denial::SignIn),
        ),
        (
            Access {
                standing: Standing::Unprotected,
                ..customer
            },
            Ok(ME),
        ),
    ] {
        assert_eq!(rules::accounts::second_factor(&access), answer);
    }
}

#[test]
fn passkeys_are_their_owners_alone_once_a_second_factor_that_is_asked_for_stands() {
    let customer = holder(&[Role::Customer]);
    assert_eq!(rules::accounts::passkeys(&customer), Ok(ME));
    for (access, why) in [
        (holder(&[Role::Guest]), Denial::SignIn),
        (
            Access {
                acting: Some(domain::AccountId(9)),
                ..customer.clone()
            },
            Denial::WhileActing,
        ),
        (
            Access {
                standing: Standing::Suspended,
                ..customer.clone()
            },
            Denial::SignIn,
        ),
        (
            Access {
                standing: Standing::Unprotected,
                ..customer
            },
            Denial::SecondFactor,
        ),
    ] {
        assert_eq!(rules::accounts::passkeys(&access), Err(why));
    }
}

#[test]
fn the_storefronts_that_bind_staff_are_those_they_work_at() {
    let here = StorefrontId(1);
    let staff = holder(&[Role::Registered, Role::JobController]);
    assert_eq!(rules::accounts::works_at(&staff), Some(vec![here]));
    let customer = holder(&[Role::SeniorManager]);
    assert_eq!(rules::accounts::works_at(&customer), Some(Vec::new()));
    let admin = account(ME).holding(Holding::built_in(Role::PlatformAdmin, Anchor::Platform));
    assert_eq!(rules::accounts::works_at(&admin), None, "all of them");
}

#[test]
fn a_visitor_is_asked_to_sign_in_where_that_may_help() {
    let visitor = holder(&[Role::Guest]);
    assert_eq!(
        pages::needs("/orders").map(|needs| needs.met_by(&visitor, false)),
        Some(Err(Denial::SignIn))
    );
    assert_eq!(
        pages::needs("/account").map(|needs| needs.met_by(&visitor, false)),
        Some(Err(Denial::SignIn))
    );
}

#[test]
fn a_password_is_not_changed_while_logged_in_as_its_owner() {
    let customer = holder(&[Role::Customer]);
    let acting = Access {
        acting: Some(domain::AccountId(9)),
        ..customer.clone()
    };
    assert!(opens(&customer, "/fn/accounts/change-password"));
    assert!(!opens(&acting, "/fn/accounts/change-password"));
    assert!(opens(&acting, "/fn/accounts/edit-profile"));
}

#[test]
fn the_demos_mail_is_read_on_a_demo_only() {
    let admin = account(ME).holding(Holding::built_in(Role::PlatformAdmin, Anchor::Platform));
    assert_eq!(
        pages::MAIL.needs.met_by(&admin, false),
        Err(Denial::NotFound)
    );
    assert_eq!(pages::MAIL.needs.met_by(&admin, true), Ok(()));
}
