//! Who logs in as whom: invariant 3, as far as it chooses the person.

use crate::{
    assigning::{colleague, giver, here},
    world::{SOMEBODY, Thing, allows, custom, custom_holding},
};
use access::{
    Access, Anchor, Denial, Grants, Holding, Permission, Reach, Role, Side,
    rules::accounts::impersonate,
};
use domain::{AccountId, StorefrontId};

const THERE: StorefrontId = StorefrontId(2);

fn logs_in_as(who: Role, theirs: &[Holding]) -> Result<(), Denial> {
    impersonate(&giver(who), &colleague().object(), theirs).map(|_| ())
}

#[test]
fn an_admin_logs_in_as_anybody_but_an_administrator() {
    for role in Role::ALL.iter().copied() {
        let answer = logs_in_as(Role::Admin, &[Holding::built_in(role, here())]);
        let expected = if role.is_administrator() {
            Err(Denial::Administrator)
        } else {
            Ok(())
        };
        assert_eq!(answer, expected, "{}", role.key());
    }
}

#[test]
fn a_junior_admin_logs_in_as_customers_of_their_storefronts_only() {
    assert_eq!(
        logs_in_as(
            Role::JuniorAdmin,
            &[Holding::built_in(Role::EndUser, here())]
        ),
        Ok(())
    );
    let refused = Err(Denial::Missing(Permission::SessionImpersonate));
    assert_eq!(
        logs_in_as(
            Role::JuniorAdmin,
            &[Holding::built_in(Role::Supplier, here())]
        ),
        refused
    );
    assert_eq!(
        logs_in_as(
            Role::JuniorAdmin,
            &[Holding::built_in(Role::Operator, here())]
        ),
        refused
    );
    let also_elsewhere = [
        Holding::built_in(Role::EndUser, here()),
        Holding::built_in(Role::EndUser, Anchor::Storefronts(vec![THERE])),
    ];
    assert_eq!(logs_in_as(Role::JuniorAdmin, &also_elsewhere), refused);
}

#[test]
fn who_made_an_administrator_of_a_custom_role_cannot_be_logged_in_as() {
    let administers = Grants::NONE.with(Permission::RoleEdit, Reach::Own);
    let theirs = custom_holding(custom(1, Side::Customer), here(), administers, Grants::NONE);
    assert_eq!(
        logs_in_as(Role::PlatformAdmin, &[theirs]),
        Err(Denial::Administrator)
    );
}

#[test]
fn whom_one_cannot_see_is_not_found() {
    let elsewhere = Thing::at(THERE).owned_by(SOMEBODY);
    let answer = impersonate(&giver(Role::JuniorAdmin), &elsewhere.object(), &[]).map(|_| ());
    assert_eq!(answer, Err(Denial::NotFound));
}

#[test]
fn nobody_logs_in_as_somebody_as_somebody() {
    let acting = Access {
        acting: Some(AccountId(9)),
        ..giver(Role::Admin)
    };
    assert!(allows(&acting, Permission::UserView, &colleague()));
    let answer = impersonate(&acting, &colleague().object(), &[]).map(|_| ());
    assert_eq!(answer, Err(Denial::WhileActing));
}
