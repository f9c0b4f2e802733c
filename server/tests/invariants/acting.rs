//! While an administrator is logged in as somebody (invariant 3).

use super::{
    rights::give,
    yard::{Where, Yard},
};
use access::{Anchor, Role, pages};
use domain::StorefrontId;
use store::sql::sql;

pub(crate) async fn what_is_blocked_while_logged_in_as_somebody(yard: &Yard) {
    let manager = yard.actor(Role::CompanyManager);
    let acting = yard
        .acting(yard.actor(Role::PrintshopAdministrator), manager)
        .await;
    let account = yard.page(&acting, "/account").await;
    assert_eq!(account.status, 200);
    assert!(account.body.contains("You are logged in as "), "a banner");

    let colleague = yard.spot(manager, Where::Third);
    let own = yard.spot(manager, Where::Own);
    let on = format!("person={}&version=1", colleague.person);
    let role = format!(
        "{on}&role=customer@printshop&at=company-{}&until=",
        colleague.company
    );
    let approve = |order: i64| format!("order={order}&version=1&decision=approve");
    for (endpoint, form) in [
        (pages::DECIDE, approve(colleague.order)),
        (pages::DECIDE, approve(own.order)),
        (
            pages::CHANGE_PASSWORD,
            "old_password=a&new_password=b".to_owned(),
        ),
        (pages::ASSIGN_ROLE, role.clone()),
        (
            pages::EDIT_PERSON,
            format!("{on}&name=Somebody&email=elsewhere%40quoin.test&phone="),
        ),
        (
            pages::SET_COMPANY_PASSKEY,
            format!(
                "company={}&version=1&passkey=six+yellow+umbrellas",
                colleague.company
            ),
        ),
        // Nor does one act through another.
        (pages::LOG_IN_AS, on),
        (pages::BEGIN_SECOND_FACTOR, String::new()),
    ] {
        let answer = yard.post(&acting, endpoint.path, form).await;
        assert_eq!(answer.status, 403, "{}", endpoint.path);
        assert!(
            answer.body.contains("while logged in as somebody else"),
            "{}: {}",
            endpoint.path,
            answer.body
        );
    }
    // They themselves may.
    let answer = yard
        .post(&manager.caller, pages::ASSIGN_ROLE.path, role)
        .await;
    assert_eq!(answer.status, 200, "{}", answer.body);
}

/// Decision A-09.
pub(crate) async fn a_junior_administrator_helps_customers_of_their_storefronts_only(yard: &Yard) {
    let junior = yard.actor(Role::JuniorAdmin);
    let here = StorefrontId(yard.spot(junior, Where::Mine).storefront);
    let here = Anchor::Storefronts(vec![here]);
    let administrator = yard.actor(Role::CorporateApprover);
    give(yard, administrator.account, Role::JuniorAdmin, &here).await;
    let staff = yard.actor(Role::CorporateDepartmentManager);
    give(yard, staff.account, Role::JobController, &here).await;

    let enters = async |by: Role, person: i64| {
        let form = format!("person={person}&version=1");
        let by = yard.actor(by);
        yard.post(&by.caller, pages::LOG_IN_AS.path, form).await
    };
    let refused = enters(junior.role, administrator.account).await;
    assert_eq!(refused.status, 403, "{}", refused.body);
    assert!(
        refused.body.contains("Nobody logs in as an administrator"),
        "{}",
        refused.body
    );
    let refused = enters(junior.role, staff.account).await;
    assert_eq!(refused.status, 403, "who works there: {}", refused.body);
    for (who, person) in [
        ("a supplier", yard.actor(Role::Supplier).account),
        (
            "the platform's administrator",
            yard.actor(Role::Admin).account,
        ),
        (
            "of another storefront",
            yard.actor(Role::Registered).account,
        ),
        ("elsewhere", yard.spot(junior, Where::Elsewhere).person),
    ] {
        let refused = enters(junior.role, person).await;
        assert!(
            [403, 404].contains(&refused.status),
            "{who}: {} {}",
            refused.status,
            refused.body
        );
    }
    let user = yard.actor(Role::EndUser).account;
    let entered = enters(junior.role, user).await;
    assert_eq!(entered.status, 200, "{}", entered.body);
    // Suppliers are the administrator's to help.
    let supplier = yard.actor(Role::Supplier).account;
    let entered = enters(Role::Admin, supplier).await;
    assert_eq!(entered.status, 200, "{}", entered.body);
}

pub(crate) async fn what_is_done_meanwhile_shows_both_people(yard: &Yard) {
    let admin = yard.actor(Role::PrintshopAdministrator);
    let customer = yard.actor(Role::Customer);
    let acting = yard.acting(admin, customer).await;
    let own = yard.spot(customer, Where::Own);
    let form = format!("order={}&version=1", own.order);
    let answer = yard.post(&acting, pages::HOLD_ORDER.path, form).await;
    assert_eq!(answer.status, 200, "{}", answer.body);
    let audited = sql(
        "select count(*) from audit where act = 'order.hold' and account_id = $1 and acting_account_id = $2",
    )
    .bind(customer.account)
    .bind(admin.account);
    assert_eq!(yard.number(audited).await, 1);
    let told =
        sql("select count(*) from order_events where account_id = $1 and acting_name is not null")
            .bind(customer.account);
    assert_eq!(yard.number(told).await, 1);
    let order = yard
        .page(&customer.caller, format!("/orders/Q-{}", own.order))
        .await;
    assert!(order.body.contains("On hold"), "{}", order.body);
}

pub(crate) async fn who_is_suspended_is_out_of_the_other_account_too(yard: &Yard) {
    let admin = yard.actor(Role::Admin);
    let user = yard.actor(Role::EndUser);
    let acting = yard.acting(admin, user).await;
    assert_eq!(yard.page(&acting, "/account").await.status, 200);
    let suspend = |id: i64| sql("update accounts set state = 'suspended' where id = $1").bind(id);
    yard.run(suspend(admin.account)).await;
    assert_eq!(yard.page(&acting, "/account").await.status, 401);
    assert_eq!(yard.page(&user.caller, "/account").await.status, 200);
}
