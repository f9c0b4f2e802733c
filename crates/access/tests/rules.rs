//! The rules that join a grant with a relation and a state: seen? granted? whose? in which state?

use crate::world::{ME, SOMEBODY, Thing, account, custom, custom_holding};
use access::{
    Access, Anchor, Assignee, Denial, Grants, Holding, Object, Permission, Reach, Role, Scope,
    Side,
    rules::{
        accounts, approvals, artwork, catalogue, catalogue::ProductFacts, orders,
        orders::OrderFacts, production, production::JobFacts,
    },
};
use domain::{
    AccountId, CompanyId, DepartmentId, StorefrontId, SupplierId,
    orders::OrderState,
    production::{JobAct, JobState},
};

const HERE: StorefrontId = StorefrontId(1);
const ACME: CompanyId = CompanyId(1);
const SALES: DepartmentId = DepartmentId(1);
const SUPPLIER: SupplierId = SupplierId(1);

fn who(roles: &[Role]) -> Access {
    let somebody = Access {
        company: Some(ACME),
        company_has_departments: true,
        member_of: vec![SALES],
        manages: vec![SALES],
        ..account(ME)
    };
    roles.iter().fold(somebody, |access, role| {
        let anchor = match role {
            Role::Supplier => Anchor::Supplier([SUPPLIER]),
            _ => Anchor::Storefronts(vec![HERE]),
        };
        access.holding(Holding::built_in(*role, anchor))
    })
}

fn order_of(owner: AccountId) -> Thing {
    Thing::at(HERE)
        .in_company(ACME)
        .in_department(SALES)
        .owned_by(owner)
}

/// A job that the supplier was awarded.
fn job() -> Thing {
    Thing {
        assigned: vec![Assignee::Supplier(SUPPLIER)],
        ..order_of(SOMEBODY)
    }
}

fn in_state<'a>(thing: &'a Thing, state: OrderState) -> OrderFacts<'a> {
    OrderFacts {
        object: thing.object(),
        state,
    }
}

fn at<'a>(thing: &'a Thing, state: JobState) -> JobFacts<'a> {
    JobFacts {
        object: thing.object(),
        state,
    }
}

fn done<T>(answer: Result<T, Denial>) -> Result<(), Denial> {
    answer.map(|_| ())
}

// Approving.

#[test]
fn a_manager_approves_what_waits_in_the_company() {
    let order = order_of(SOMEBODY);
    let manager = who(&[Role::EndUser, Role::SeniorManager]);
    assert_eq!(
        done(approvals::decide(
            &manager,
            &in_state(&order, OrderState::AwaitingApproval)
        )),
        Ok(())
    );
}

#[test]
fn nobody_approves_their_own_order_without_the_right_to() {
    let own = order_of(ME);
    let waits = in_state(&own, OrderState::AwaitingApproval);
    assert_eq!(
        done(approvals::decide(
            &who(&[Role::EndUser, Role::SeniorManager]),
            &waits
        )),
        Err(Denial::OwnRequest)
    );
    assert_eq!(
        done(approvals::decide(&who(&[Role::CustomerPlus]), &waits)),
        Ok(())
    );
}

#[test]
fn what_is_decided_is_not_decided_again() {
    let order = order_of(SOMEBODY);
    let manager = who(&[Role::CompanyManager]);
    for state in [
        OrderState::Approved,
        OrderState::Rejected,
        OrderState::Cancelled,
    ] {
        assert_eq!(
            done(approvals::decide(&manager, &in_state(&order, state))),
            Err(Denial::Order(state))
        );
    }
}

#[test]
fn who_sees_an_order_and_may_not_decide_is_told_what_is_missing() {
    let order = order_of(SOMEBODY);
    let answer = approvals::decide(
        &who(&[Role::Operator]),
        &in_state(&order, OrderState::AwaitingApproval),
    );
    assert_eq!(
        done(answer),
        Err(Denial::Missing(Permission::ApprovalDecide))
    );
}

#[test]
fn an_order_that_is_not_seen_does_not_exist() {
    let order = order_of(SOMEBODY);
    let customer = who(&[Role::Customer]);
    for state in OrderState::ALL {
        let facts = in_state(&order, state);
        assert_eq!(done(orders::view(&customer, &facts)), Err(Denial::NotFound));
        assert_eq!(
            done(approvals::decide(&customer, &facts)),
            Err(Denial::NotFound)
        );
        assert_eq!(done(orders::hold(&customer, &facts)), Err(Denial::NotFound));
        assert_eq!(
            done(orders::cancel(&customer, &facts)),
            Err(Denial::NotFound)
        );
        assert_eq!(
            done(orders::reorder(&customer, &facts)),
            Err(Denial::NotFound)
        );
        assert_eq!(
            done(orders::edit_content(&customer, &facts)),
            Err(Denial::NotFound)
        );
        assert_eq!(
            done(orders::confirm_receipt(&customer, &facts)),
            Err(Denial::NotFound)
        );
    }
}

// Ordering.

#[test]
fn a_customer_cancels_their_own_order_until_it_is_approved() {
    let own = order_of(ME);
    let customer = who(&[Role::EndUser]);
    assert_eq!(
        done(orders::cancel(
            &customer,
            &in_state(&own, OrderState::AwaitingApproval)
        )),
        Ok(())
    );
    assert_eq!(
        done(orders::cancel(
            &customer,
            &in_state(&own, OrderState::Approved)
        )),
        Err(Denial::Order(OrderState::Approved))
    );
}

/// In whichever order the roles were given.
#[test]
fn who_may_cancel_everybodys_orders_may_cancel_their_own_as_long() {
    let own = order_of(ME);
    for roles in [
        [Role::EndUser, Role::StorefrontAdmin],
        [Role::StorefrontAdmin, Role::EndUser],
    ] {
        assert_eq!(
            done(orders::cancel(
                &who(&roles),
                &in_state(&own, OrderState::InProduction)
            )),
            Ok(())
        );
    }
}

#[test]
fn content_is_frozen_by_approval() {
    let own = order_of(ME);
    let customer = who(&[Role::Customer]);
    assert_eq!(
        done(orders::edit_content(
            &customer,
            &in_state(&own, OrderState::OnHold)
        )),
        Ok(())
    );
    let frozen = in_state(&own, OrderState::Approved);
    assert_eq!(
        done(orders::edit_content(&customer, &frozen)),
        Err(Denial::Order(OrderState::Approved))
    );
}

#[test]
fn an_explicit_denial_hides_what_another_role_shows() {
    let own = order_of(ME);
    let denies = Grants::NONE.with(Permission::OrderView, Reach::Own);
    let denied = who(&[Role::Customer]).holding(custom_holding(
        custom(1, Side::Customer),
        Anchor::Platform,
        Grants::NONE,
        denies,
    ));
    assert_eq!(
        done(orders::view(&denied, &in_state(&own, OrderState::Approved))),
        Err(Denial::NotFound)
    );
}

// Seeing products.

/// PJ-15, A-41
#[test]
fn what_is_for_nobody_in_particular_can_be_withheld_from_customers() {
    let product = |withheld| ProductFacts {
        object: Object {
            company: Scope::Everybody,
            departments: Scope::Everybody,
            withheld,
            ..Object::of_storefront(HERE)
        },
        active: true,
    };
    for role in [
        Role::EndUser,
        Role::SeniorManager,
        Role::CorporateDepartmentManager,
    ] {
        let customer = who(&[role]);
        assert_eq!(
            done(catalogue::see(&customer, &product(false))),
            Ok(()),
            "{role:?}"
        );
        assert_eq!(
            done(catalogue::see(&customer, &product(true))),
            Err(Denial::NotFound),
            "{role:?}"
        );
    }
    let admin = who(&[Role::StorefrontAdmin]);
    assert_eq!(done(catalogue::see(&admin, &product(true))), Ok(()));
    // Withholding opens nothing to who is refused it.
    let denies = Grants::NONE.with(Permission::ProductView, Reach::Company);
    let refused = admin.holding(custom_holding(
        custom(1, Side::Staff),
        Anchor::Storefronts(vec![HERE]),
        Grants::NONE,
        denies,
    ));
    assert_eq!(
        done(catalogue::see(&refused, &product(true))),
        Err(Denial::NotFound)
    );
}

// Producing.

#[test]
fn a_supplier_marks_what_it_was_awarded_as_produced_and_dispatched() {
    let (job, supplier) = (job(), who(&[Role::Supplier]));
    assert_eq!(
        done(production::set_status(
            &supplier,
            &at(&job, JobState::WithSupplier),
            JobAct::Produce
        )),
        Ok(())
    );
    assert_eq!(
        done(production::set_status(
            &supplier,
            &at(&job, JobState::Produced),
            JobAct::Dispatch
        )),
        Ok(())
    );
}

#[test]
fn a_supplier_sets_no_other_status() {
    let (job, supplier) = (job(), who(&[Role::Supplier]));
    for (state, act) in [
        (JobState::Ready, JobAct::Start),
        (JobState::InProduction, JobAct::Ship),
        (JobState::Shipping, JobAct::Complete),
    ] {
        let answer = production::set_status(&supplier, &at(&job, state), act);
        assert_eq!(
            done(answer),
            Err(Denial::Missing(Permission::JobSetStatus)),
            "{act:?}"
        );
    }
}

#[test]
fn who_is_staff_and_works_for_a_supplier_sets_every_status() {
    let job = job();
    for roles in [
        [Role::Supplier, Role::Operator],
        [Role::Operator, Role::Supplier],
    ] {
        let answer =
            production::set_status(&who(&roles), &at(&job, JobState::Ready), JobAct::Start);
        assert_eq!(done(answer), Ok(()));
    }
}

/// What has a permission of its own is not done by setting a status.
#[test]
fn setting_a_status_approves_blocks_awards_and_cancels_nothing() {
    let (job, operator) = (job(), who(&[Role::StorefrontAdmin]));
    let others = [
        (JobState::Waiting, JobAct::Approve),
        (JobState::Waiting, JobAct::Reject),
        (JobState::Ready, JobAct::Cancel),
        (JobState::Ready, JobAct::Block),
        (JobState::Blocked, JobAct::Release),
        (JobState::Ready, JobAct::Award),
        (JobState::WithSupplier, JobAct::TakeBack),
    ];
    for (state, act) in others {
        let answer = production::set_status(&operator, &at(&job, state), act);
        assert_eq!(
            done(answer),
            Err(Denial::Missing(Permission::JobSetStatus)),
            "{act:?}"
        );
    }
}

#[test]
fn a_supplier_does_not_see_what_it_was_not_awarded() {
    let (other, supplier) = (order_of(SOMEBODY), who(&[Role::Supplier]));
    let facts = at(&other, JobState::WithSupplier);
    assert_eq!(
        done(production::set_status(&supplier, &facts, JobAct::Produce)),
        Err(Denial::NotFound)
    );
    assert_eq!(
        done(artwork::download(&supplier, &facts)),
        Err(Denial::NotFound)
    );
    assert_eq!(
        done(artwork::proof(&supplier, &facts)),
        Err(Denial::NotFound)
    );
}

#[test]
fn artwork_is_replaced_while_a_job_is_blocked() {
    let (job, controller) = (job(), who(&[Role::JobController]));
    assert_eq!(
        done(artwork::replace(&controller, &at(&job, JobState::Blocked))),
        Ok(())
    );
    assert_eq!(
        done(artwork::replace(&controller, &at(&job, JobState::Ready))),
        Err(Denial::Job(JobState::Ready))
    );
}

#[test]
fn blocking_and_awarding_follow_their_own_permissions() {
    let job = job();
    let ready = at(&job, JobState::Ready);
    assert_eq!(
        done(production::block(&who(&[Role::JobController]), &ready)),
        Ok(())
    );
    assert_eq!(
        done(production::block(&who(&[Role::ProductionManager]), &ready)),
        Err(Denial::Missing(Permission::JobBlockRelease))
    );
    assert_eq!(
        done(production::award(&who(&[Role::JuniorAdmin]), &ready)),
        Ok(())
    );
    assert_eq!(
        done(production::award(&who(&[Role::JobController]), &ready)),
        Err(Denial::Missing(Permission::JobAssignSupplier))
    );
}

// One's own account.

#[test]
fn a_password_is_its_owners_to_change() {
    let own = Thing::PLATFORM.owned_by(ME);
    let object: Object<'_> = own.object();
    let customer = who(&[Role::Customer]);
    assert_eq!(done(accounts::change_password(&customer, &object)), Ok(()));
    let acting = Access {
        acting: Some(AccountId(9)),
        ..customer.clone()
    };
    assert_eq!(
        done(accounts::change_password(&acting, &object)),
        Err(Denial::WhileActing)
    );
    let theirs = Thing::PLATFORM.owned_by(SOMEBODY);
    assert!(accounts::change_password(&customer, &theirs.object()).is_err());
}
