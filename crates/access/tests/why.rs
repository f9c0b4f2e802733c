//! The answer about one thing is that of the rule of the act.

use crate::world::{ME, SOMEBODY, Thing as At, account};
use access::{
    Access, Anchor, Assignee, Denial, Holding, Permission, Reach, Role, RoleName, Thing,
    rules::{
        addresses, approvals, artwork, cart, cart::AddressFacts, orders, orders::OrderFacts,
        people, people::PersonFacts, production, production::JobFacts, publication_types,
    },
};
use domain::{
    CompanyId, DepartmentId, StorefrontId, SupplierId, accounts::AccountState, orders::OrderState,
    production::JobState,
};

const HERE: StorefrontId = StorefrontId(1);
const ACME: CompanyId = CompanyId(1);
const SALES: DepartmentId = DepartmentId(1);
const SUPPLIER: SupplierId = SupplierId(1);

fn holder(role: Role) -> Access {
    let anchor = match role {
        Role::Supplier => Anchor::Supplier([SUPPLIER]),
        _ => Anchor::Storefronts(vec![HERE]),
    };
    let somebody = Access {
        company: Some(ACME),
        company_has_departments: true,
        member_of: vec![SALES],
        manages: vec![SALES],
        ..account(ME)
    };
    somebody.holding(Holding::built_in(role, anchor))
}

/// Somebody's order in the same department, which names the actor and their supplier.
fn somebodys() -> At {
    At {
        assigned: vec![Assignee::Account(ME), Assignee::Supplier(SUPPLIER)],
        ..At::at(HERE)
            .in_company(ACME)
            .in_department(SALES)
            .owned_by(SOMEBODY)
    }
}

#[test]
fn of_an_order_it_is_the_rule_of_each_act() {
    for role in Role::ALL {
        let access = holder(*role);
        for at in [somebodys(), somebodys().owned_by(ME)] {
            for state in OrderState::ALL {
                let order = OrderFacts {
                    object: at.object(),
                    state,
                };
                let thing = Thing::Order(order);
                let may = |permission| thing.why(&access, permission).is_ok();
                let name = role.key();
                assert_eq!(
                    may(Permission::ApprovalDecide),
                    approvals::decide(&access, &order).is_ok(),
                    "{name} decides on what is {state:?}"
                );
                assert_eq!(
                    may(Permission::OrderCancel),
                    orders::cancel(&access, &order).is_ok(),
                    "{name} cancels what is {state:?}"
                );
                assert_eq!(
                    may(Permission::OrderHold),
                    orders::hold(&access, &order).is_ok()
                        || orders::release(&access, &order).is_ok(),
                    "{name} pauses what is {state:?}"
                );
                assert_eq!(
                    may(Permission::JobEditContent),
                    orders::edit_content(&access, &order).is_ok(),
                    "{name} edits what is {state:?}"
                );
            }
        }
    }
}

#[test]
fn of_a_job_it_is_the_rule_of_each_act() {
    for role in Role::ALL {
        let access = holder(*role);
        let at = somebodys();
        for state in JobState::ALL {
            let job = JobFacts {
                object: at.object(),
                state,
            };
            let thing = Thing::Job(job);
            let can = production::can(&access, &job, true);
            let may = |permission| thing.why(&access, permission).is_ok();
            let name = role.key();
            assert_eq!(may(Permission::ArtworkDownload), can.download, "{name}");
            assert_eq!(may(Permission::ArtworkReplace), can.replace, "{name}");
            assert_eq!(
                may(Permission::ProofView),
                artwork::proof(&access, &job).is_ok(),
                "{name}"
            );
            assert_eq!(
                may(Permission::JobBlockRelease),
                production::block(&access, &job).is_ok()
                    || production::release(&access, &job).is_ok(),
                "{name} stops what is {state:?}"
            );
        }
    }
}

#[test]
fn what_names_somebody_is_theirs_by_that() {
    for (role, permission) in [
        (Role::Supplier, Permission::OrderView),
        (Role::CorporateApprover, Permission::ApprovalDecide),
        (Role::StorefrontApprover, Permission::ApprovalDecide),
    ] {
        let access = holder(role);
        let at = somebodys();
        let order = Thing::Order(OrderFacts {
            object: at.object(),
            state: OrderState::AwaitingApproval,
        });
        let grounds = order.why(&access, permission).unwrap();
        assert_eq!(*grounds.role, RoleName::BuiltIn(role));
        assert_eq!(grounds.reach, Reach::Assigned);
    }
}

#[test]
fn a_supplier_does_with_a_job_what_its_state_lets_a_supplier_do() {
    let supplier = holder(Role::Supplier);
    let at = somebodys();
    let answer = |state| {
        let job = Thing::Job(JobFacts {
            object: at.object(),
            state,
        });
        let decided = job.why(&supplier, Permission::JobSetStatus);
        decided.map(|one| one.reach).map_err(|one| one.why)
    };
    assert_eq!(answer(JobState::WithSupplier), Ok(Reach::Assigned));
    assert_eq!(
        answer(JobState::Completed),
        Err(Denial::Job(JobState::Completed))
    );
    assert_eq!(
        answer(JobState::Ready),
        Err(Denial::Missing(Permission::JobSetStatus)),
        "what could be started is not theirs to start"
    );
}

#[test]
fn who_cannot_see_it_lacks_what_it_takes_to_see_it() {
    let user = holder(Role::EndUser);
    let at = At::at(HERE).owned_by(SOMEBODY);
    let order = Thing::Order(OrderFacts {
        object: at.object(),
        state: OrderState::Approved,
    });
    let denied = order.why(&user, Permission::OrderReorder).unwrap_err();
    assert_eq!(denied.why, Denial::Missing(Permission::OrderView));
    assert_eq!(order.seen_by(&user), Err(Denial::NotFound));
}

#[test]
fn of_a_person_it_is_the_rule_of_each_act() {
    let administrator = [Holding::built_in(
        Role::StorefrontAdmin,
        Anchor::Storefronts(vec![HERE]),
    )];
    for role in Role::ALL {
        let access = holder(*role);
        for holdings in [&administrator[..], &[]] {
            for state in AccountState::ALL {
                let at = somebodys();
                let person = PersonFacts {
                    object: at.object(),
                    state,
                    holdings,
                    suspended_by_staff: true,
                };
                let thing = Thing::Person(person);
                let may = |permission| thing.why(&access, permission).is_ok();
                let name = role.key();
                assert_eq!(
                    may(Permission::SessionImpersonate),
                    people::log_in_as(&access, &person).is_ok(),
                    "{name} logs in as who is {state:?}"
                );
                assert_eq!(
                    may(Permission::UserReactivate),
                    people::reactivate(&access, &person).is_ok(),
                    "{name} reactivates who is {state:?}"
                );
                assert_eq!(
                    may(Permission::UserInvite),
                    people::invite(&access, &person).is_ok(),
                    "{name} invites who is {state:?}"
                );
            }
        }
    }
}

#[test]
fn of_an_address_and_a_publication_type_it_is_the_rule_of_each_act() {
    for role in Role::ALL {
        let access = holder(*role);
        let name = role.key();
        for personal in [false, true] {
            let at = somebodys();
            let address = AddressFacts {
                object: at.object(),
                personal,
            };
            let thing = Thing::Address(address);
            let may = |permission| thing.why(&access, permission).is_ok();
            assert_eq!(
                may(Permission::AddressCompanyManage) || may(Permission::AddressPersonalEdit),
                addresses::correct(&access, &address).is_ok(),
                "{name} corrects"
            );
            assert_eq!(
                may(Permission::AddressCompanyManage) || may(Permission::AddressPersonalAddDelete),
                addresses::remove(&access, &address).is_ok(),
                "{name} removes"
            );
            assert_eq!(
                may(Permission::AddressSelectForOrder),
                cart::deliver_to(&access, &address).is_ok(),
                "{name} orders to it"
            );
        }
        let at = somebodys();
        let thing = Thing::PublicationType(at.object());
        assert_eq!(
            thing.why(&access, Permission::PubtypeManage).is_ok(),
            publication_types::rename(&access, &at.object()).is_ok(),
            "{name} renames"
        );
        assert_eq!(
            thing
                .why(&access, Permission::PubtypeAssignDepartment)
                .is_ok(),
            publication_types::assign(&access, &at.object(), &[], false).is_ok(),
            "{name} says who sees it"
        );
    }
}
