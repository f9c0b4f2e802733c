//! A role reaches no further than the place where it starts (invariant 11).

use super::{
    rights::give,
    yard::{Actor, Where, Yard},
};
use Where::{Elsewhere, Managed, Mine, Other, Third};
use access::{Anchor, Role};
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

/// Whoever belongs to departments reaches the whole company where there are none; who manages some, none.
pub(crate) async fn a_company_without_departments_is_one_department(yard: &Yard) {
    let user = yard.actor(Role::PowerUser);
    let manager = yard.actor(Role::PrintshopDepartmentManager);
    assert_eq!(opened(yard, user).await, [Mine]);
    assert_eq!(opened(yard, manager).await, [Managed]);
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
    assert_eq!(opened(yard, user).await, [Mine, Managed, Third]);
    assert!(opened(yard, manager).await.is_empty());
}

/// The places whose order opens to somebody.
async fn opened(yard: &Yard, actor: &Actor) -> Vec<Where> {
    let mut open = Vec::new();
    for at in PLACES {
        let path = format!("/orders/Q-{}", yard.spot(actor, at).order);
        if yard.page(&actor.caller, path).await.status == 200 {
            open.push(at);
        }
    }
    open
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
