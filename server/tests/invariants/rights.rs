//! Rights that are taken and given, and what they never do: invariants 1, 4, 6, 9, 10 and 11.

use super::yard::{Actor, Ask, Caller, Where, Yard};
use access::{
    Anchor, Role, RoleName,
    pages::{self, Needs},
};
use domain::{AccountId, StorefrontId};
use std::collections::BTreeSet;
use store::sql::sql;

pub(crate) async fn what_is_in_no_table_is_found_by_nobody(yard: &Yard) {
    for actor in &yard.actors {
        for path in ["/never-was", "/people/1/never-was", "/api/v1/never-was"] {
            let status = yard.page(&actor.caller, path).await.status;
            assert_eq!(status, 404, "{}: {path}", actor.role.key());
        }
        let posted = yard.post(&actor.caller, "/fn/people/never-was", "").await;
        assert_eq!(posted.status, 404, "{}", actor.role.key());
    }
}

pub(crate) async fn one_platform_administrator_remains(yard: &Yard) {
    let last = yard.actor(Role::Admin);
    for other in [Role::PlatformAdmin, Role::PrintshopAdministrator] {
        let form = format!("person={}&version=1", yard.actor(other).account);
        let answer = yard.post(&last.caller, pages::SUSPEND.path, form).await;
        assert_eq!(answer.status, 200, "{}", answer.body);
    }
    let assignment = sql("select id from assignments where account_id = $1").bind(last.account);
    let assignment = yard.number(assignment).await;
    let on = format!("person={}&version=1", last.account);
    let form = format!("{on}&assignment={assignment}");
    let answer = yard
        .post(&last.caller, pages::WITHDRAW_ROLE.path, form)
        .await;
    assert_eq!(answer.status, 403);
    assert!(
        answer.body.contains("the last platform administrator"),
        "{}",
        answer.body
    );
    for endpoint in [pages::SUSPEND, pages::DELETE_PERSON] {
        let answer = yard.post(&last.caller, endpoint.path, on.clone()).await;
        assert_eq!(answer.status, 403, "{}", endpoint.path);
    }
    assert_eq!(yard.page(&last.caller, "/dashboard").await.status, 200);
}

pub(crate) async fn a_department_is_changed_at_the_very_next_request(yard: &Yard) {
    let user = yard.actor(Role::EndUser);
    let product = async |slug: &str| {
        let path = format!("/products/{slug}");
        yard.page(&user.caller, path).await.status
    };
    assert_eq!((product("mine").await, product("third").await), (200, 404));
    let third = yard.spot(user, Where::Third).department;
    let form = format!("person={}&version=1&departments={third}", user.account);
    let junior = yard.actor(Role::JuniorAdmin);
    let answer = yard
        .post(&junior.caller, pages::SET_DEPARTMENTS.path, form)
        .await;
    assert_eq!(answer.status, 200, "{}", answer.body);
    assert_eq!((product("mine").await, product("third").await), (404, 200));
}

pub(crate) async fn who_is_deleted_or_whose_company_is_out_of_use_is_out(yard: &Yard) {
    let comes_in = async |caller: &Caller| yard.page(caller, "/account").await.status;
    let approver = yard.actor(Role::CorporateApprover);
    let user = yard.actor(Role::EndUser);
    assert_eq!(comes_in(&approver.caller).await, 200);
    let junior = yard.actor(Role::JuniorAdmin);
    let form = format!("person={}&version=1", approver.account);
    let answer = yard
        .post(&junior.caller, pages::DELETE_PERSON.path, form)
        .await;
    assert_eq!(answer.status, 200, "{}", answer.body);
    assert_eq!(comes_in(&approver.caller).await, 401);

    assert_eq!(comes_in(&user.caller).await, 200);
    let admin = yard.actor(Role::Admin);
    let company = yard.spot(user, Where::Mine).company;
    let form = format!("company={company}&version=1");
    let answer = yard
        .post(&admin.caller, pages::DEACTIVATE_COMPANY.path, form)
        .await;
    assert_eq!(answer.status, 200, "{}", answer.body);
    assert_eq!(comes_in(&user.caller).await, 401);
}

pub(crate) async fn a_role_that_is_held_goes_when_its_holders_get_another(yard: &Yard) {
    let admin = yard.actor(Role::Admin);
    let spot = yard.spot(admin, Where::Mine);
    give_custom(yard, spot.role, spot.storefront, spot.person).await;
    let delete = async |role: &str, version: i64, replacement: &str| {
        let form = format!("role={role}&version={version}&replacement={replacement}");
        let answer = yard.post(&admin.caller, pages::DELETE_ROLE.path, form);
        answer.await.status
    };
    let role = spot.role.to_string();
    assert_eq!(delete(&role, 1, "").await, 422, "it asks for another one");
    assert_eq!(delete(&role, 1, "end-user@corporate").await, 200);
    let held = sql(
        "select count(*) from assignments where account_id = $1 and role = 'end-user@corporate'",
    );
    assert_eq!(yard.number(held.bind(spot.person)).await, 1);
    // What is built in stays.
    assert_eq!(delete("end-user@corporate", 0, "").await, 403);
}

pub(crate) async fn a_role_takes_nothing_away_but_what_it_refuses(yard: &Yard) {
    let user = yard.actor(Role::EndUser);
    let mut open = opening(yard, user).await;
    assert!(open.contains("/cart"));
    for role in [
        Role::CorporateApprover,
        Role::CorporateDepartmentManager,
        Role::SeniorManager,
        Role::JobController,
        Role::JuniorAdmin,
    ] {
        let at = Anchor::Storefronts(vec![StorefrontId(yard.spot(user, Where::Mine).storefront)]);
        give(yard, user.account, role, &at).await;
        let now = opening(yard, user).await;
        let name = RoleName::BuiltIn(role);
        assert!(open.is_subset(&now), "{} closes something", name.name());
        open = now;
    }
    // A role that refuses something, whatever the others allow.
    let admin = yard.actor(Role::Admin);
    let spot = yard.spot(user, Where::Mine);
    let form = format!(
        "role={}&version=1&name=Night+shift&side=customer&start=&grant=cart.use+%21own%2Bstorefront",
        spot.role
    );
    let answer = yard.post(&admin.caller, pages::SAVE_ROLE.path, form).await;
    assert_eq!(answer.status, 200, "{}", answer.body);
    give_custom(yard, spot.role, spot.storefront, user.account).await;
    assert_eq!(yard.page(&user.caller, "/cart").await.status, 403);
}

pub(crate) async fn seeing_is_not_acting(yard: &Yard) {
    let order = async |actor: &Actor, slug: &'static str| {
        let fields = vec![("product", slug.to_owned()), ("quantity", "100".to_owned())];
        let ask = Ask::File(pages::CART_ADD.path, fields);
        yard.ask(&actor.caller, &ask).await.status
    };
    // Who sees it and may not order.
    let designer = yard.actor(Role::Designer);
    let seen = yard.page(&designer.caller, "/products/mine").await;
    assert_eq!(seen.status, 200);
    assert_eq!(order(designer, "mine").await, 403);
    // Who may order and does not see it.
    let user = yard.actor(Role::EndUser);
    assert_eq!(order(user, "third").await, 404);
    assert_eq!(order(user, "mine").await, 200);
}

/// The pages that open to somebody.
async fn opening(yard: &Yard, actor: &Actor) -> BTreeSet<&'static str> {
    let mut open = BTreeSet::new();
    for page in pages::PAGES {
        let whole = !page.pattern.contains('{');
        let theirs = !matches!(page.needs, Needs::Anyone | Needs::Demo);
        if whole && theirs && yard.page(&actor.caller, page.pattern).await.status == 200 {
            open.insert(page.pattern);
        }
    }
    open
}

/// Gives somebody a role, starting there.
pub(crate) async fn give(yard: &Yard, account: i64, role: Role, at: &Anchor) {
    let mut tx = yard.store.begin().await.expect("a transaction");
    let given = store::people::assign(&mut tx, AccountId(account), role, at, yard.now).await;
    given.expect("a role");
    tx.commit().await.expect("the commit");
}

/// Gives somebody a custom role at its storefront.
pub(crate) async fn give_custom(yard: &Yard, role: i64, storefront: i64, account: i64) {
    yard.run(
        sql(
            "insert into assignments (account_id, role, custom_role_id, anchor, created_at)
             values ($1, '', $2, 'storefronts', $3)",
        )
        .bind(account)
        .bind(role)
        .bind(yard.now),
    )
    .await;
    yard.run(
        sql(
            "insert into assignment_storefronts (assignment_id, storefront_id)
             select max(id), $1 from assignments where custom_role_id = $2",
        )
        .bind(storefront)
        .bind(role),
    )
    .await;
}
