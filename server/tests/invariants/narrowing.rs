//! A role reaches no further than the place where it starts (invariant 11).

use super::{
    rights::give,
    yard::{Actor, Where, Yard},
};
use Where::{Elsewhere, Managed, Mine, Named, Other, Third};
use access::{Anchor, Role, pages};
use domain::{CompanyId, DepartmentId, StorefrontId};
use store::sql::sql;

const PLACES: [Where; 5] = [Mine, Managed, Third, Other, Elsewhere];

pub(crate) async fn a_role_reaches_no_further_than_where_it_starts(yard: &Yard) {
    let junior = yard.actor(Role::JuniorAdmin);
    let senior = yard.actor(Role::SeniorManager);
    let here = yard.spot(senior, Mine);
    let (storefront, company) = (StorefrontId(here.storefront), CompanyId(here.company));
    assert_eq!(seen(yard, junior).await, [Mine, Managed, Third, Other]);
    start(yard, junior, &Anchor::company(storefront, company)).await;
    assert_eq!(seen(yard, junior).await, [Mine, Managed, Third]);

    assert_eq!(seen(yard, senior).await, [Mine, Managed, Third]);
    let department = Anchor::Departments {
        storefront: [storefront],
        company,
        departments: vec![DepartmentId(here.department)],
    };
    start(yard, senior, &department).await;
    assert_eq!(seen(yard, senior).await, [Mine]);
}

/// Whoever belongs to departments reaches the whole company where there are none; who manages some, none. Who
/// looks after the company, or is named, is as before.
pub(crate) async fn a_company_without_departments_is_one_department(yard: &Yard) {
    const COMPANY: &[Where] = &[Mine, Managed, Third];
    let places: [(Role, &[Where], &[Where]); 7] = [
        (Role::PowerUser, &[Mine], COMPANY),
        (Role::PrintshopDepartmentManager, &[Managed], &[]),
        (Role::CorporateDepartmentManager, &[Managed], &[]),
        (Role::SeniorManager, COMPANY, COMPANY),
        (Role::CompanyManager, COMPANY, COMPANY),
        (Role::StorefrontApprover, &[Named], &[Named]),
        (Role::CorporateApprover, &[Named], &[Named]),
    ];
    for (role, before, _) in places {
        assert_eq!(decided(yard, role).await, before, "{}", role.key());
    }
    yard.arrange(&[
        "delete from department_members",
        "delete from department_managers",
        "delete from product_departments",
        "delete from address_departments",
        "delete from publication_type_departments",
        "update orders set department_id = null",
        "delete from departments",
    ])
    .await;
    for (role, _, after) in places {
        assert_eq!(decided(yard, role).await, after, "{}", role.key());
    }
}

/// The places whose order somebody opens and decides on. The form is of a stale page: it is let through and then
/// says so.
async fn decided(yard: &Yard, role: Role) -> Vec<Where> {
    let actor = yard.actor(role);
    let mut decided = Vec::new();
    for at in [Named, Mine, Managed, Third, Other, Elsewhere] {
        let number = yard.spot(actor, at).order;
        let page = yard
            .page(&actor.caller, format!("/orders/Q-{number}"))
            .await;
        let form = format!("order={number}&version=0&decision=approve");
        let act = yard.post(&actor.caller, pages::DECIDE.path, form).await;
        let stale = page.status == 200;
        assert_eq!(act.status, if stale { 409 } else { 404 }, "{}", act.body);
        if stale {
            decided.push(at);
        }
    }
    decided
}

/// The places whose orders and people somebody sees: each by itself, and among the others.
async fn seen(yard: &Yard, actor: &Actor) -> Vec<Where> {
    let orders = yard.page(&actor.caller, "/orders.csv").await;
    assert_eq!(orders.status, 200, "{}", orders.body);
    let mut seen = Vec::new();
    for at in PLACES {
        let spot = yard.spot(actor, at);
        let number = format!("Q-{}", spot.order);
        let listed = orders.body.contains(&number);
        for path in [
            format!("/orders/{number}"),
            format!("/people/{}", spot.person),
        ] {
            let status = yard.page(&actor.caller, path.as_str()).await.status;
            assert_eq!(status, if listed { 200 } else { 404 }, "{path}");
        }
        if listed {
            seen.push(at);
        }
    }
    seen
}

/// Their one role starts there from now on.
async fn start(yard: &Yard, actor: &Actor, at: &Anchor) {
    for text in [
        "delete from assignment_storefronts where assignment_id in (select id from assignments where account_id = $1)",
        "delete from assignments where account_id = $1",
    ] {
        yard.run(sql(text).bind(actor.account)).await;
    }
    give(yard, actor.account, actor.role, at).await;
}
