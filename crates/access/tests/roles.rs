//! Roles as they are kept: copied, edited, restored, deleted. Invariants 2 and 10.

use crate::world::{
    SOMEBODY, Thing, account, allows, any_access, any_grants, any_reach, any_thing, custom,
    custom_holding,
};
use access::{
    Access, Anchor, CustomRole, Denial, Grants, Holder, Holding, Permission, Reach, Reaches, Role,
    RoleBook, RoleName, Side,
};
use domain::{AccountId, CustomRoleId, StorefrontId};
use proptest::{collection::vec, option, prelude::*, sample::Index};
use std::collections::BTreeMap;

const HERE: StorefrontId = StorefrontId(1);
const THERE: StorefrontId = StorefrontId(2);
const ID: CustomRoleId = CustomRoleId(1);

fn here() -> Anchor {
    Anchor::Storefronts(vec![HERE])
}

fn platform_admin() -> Access {
    account(AccountId(1)).holding(Holding::built_in(Role::PlatformAdmin, Anchor::Platform))
}

fn storefront_admin() -> Access {
    account(AccountId(1)).holding(Holding::built_in(Role::StorefrontAdmin, here()))
}

fn built_in(role: Role) -> RoleName {
    RoleName::BuiltIn(role)
}

/// A book with one custom role of the storefront, and its name.
fn book(allows: Grants, denies: Grants) -> (RoleBook, RoleName) {
    let made = CustomRole {
        name: "Dispatcher".to_owned(),
        side: Side::Staff,
        home: Some(HERE),
        allows,
        denies,
        ways: access::Ways::default(),
    };
    let book = RoleBook::new(BTreeMap::new(), BTreeMap::from([(ID, made)]));
    let name = book.name(ID).unwrap();
    (book, name)
}

fn person() -> Thing {
    Thing::at(HERE).owned_by(SOMEBODY)
}

fn done<T>(answer: Result<T, Denial>) -> Result<(), Denial> {
    answer.map(|_| ())
}

// Built-in roles.

#[test]
fn a_built_in_role_grants_its_default_until_it_is_adjusted() {
    let book = RoleBook::default();
    for role in Role::ALL {
        assert_eq!(book.allows(&built_in(*role)), Some(role.grants()));
        assert_eq!(
            book.holding(&built_in(*role), here()),
            Some(Holding::built_in(*role, here()))
        );
    }
}

#[test]
fn an_adjusted_role_changes_for_all_its_holders() {
    let mut book = RoleBook::default();
    let role = built_in(Role::Customer);
    let less = Role::Customer
        .grants()
        .clone()
        .set(Permission::OrderReorder, Reaches::NONE);
    assert_eq!(
        done(book.edit(&platform_admin(), &role, less.clone(), Grants::NONE)),
        Ok(())
    );
    assert_eq!(*book.holding(&role, here()).unwrap().allows, less);
}

#[test]
fn a_built_in_role_is_restored_to_its_default() {
    let mut book = RoleBook::default();
    let role = built_in(Role::Customer);
    assert_eq!(
        done(book.edit(&platform_admin(), &role, Grants::NONE, Grants::NONE)),
        Ok(())
    );
    assert_eq!(
        done(book.restore(&platform_admin(), Role::Customer)),
        Ok(())
    );
    assert_eq!(book, RoleBook::default());
}

/// INF-30
#[test]
fn a_built_in_role_is_never_deleted() {
    let mut book = RoleBook::default();
    for role in Role::ALL {
        assert_eq!(
            done(book.delete(&platform_admin(), &built_in(*role), &[], None)),
            Err(Denial::BuiltIn)
        );
    }
}

#[test]
fn a_built_in_role_denies_nothing() {
    let denies = Grants::NONE.with(Permission::OrderView, Reach::Own);
    let answer = RoleBook::default().edit(
        &platform_admin(),
        &built_in(Role::Customer),
        Grants::NONE,
        denies,
    );
    assert_eq!(done(answer), Err(Denial::BuiltIn));
}

#[test]
fn the_platform_administrators_role_stays_as_it_is() {
    let mut book = RoleBook::default();
    for role in [
        Role::PlatformAdmin,
        Role::Admin,
        Role::PrintshopAdministrator,
    ] {
        let answer = book.edit(
            &platform_admin(),
            &built_in(role),
            Grants::NONE,
            Grants::NONE,
        );
        assert_eq!(done(answer), Err(Denial::Locked), "{}", role.key());
    }
    assert_eq!(book, RoleBook::default());
}

#[test]
fn an_administrator_of_a_storefront_changes_no_built_in_role() {
    let answer = RoleBook::default().edit(
        &storefront_admin(),
        &built_in(Role::Customer),
        Grants::NONE,
        Grants::NONE,
    );
    assert_eq!(done(answer), Err(Denial::Missing(Permission::RoleEdit)));
}

// Custom roles.

#[test]
fn a_new_role_is_a_copy_of_another() {
    let mut book = RoleBook::default();
    let from = built_in(Role::JobController);
    assert_eq!(
        done(book.copy(
            &storefront_admin(),
            &from,
            ID,
            "Night shift".to_owned(),
            Some(HERE)
        )),
        Ok(())
    );
    let copy = book.custom(ID).unwrap();
    assert_eq!(
        (&copy.allows, copy.side),
        (Role::JobController.grants(), Side::Staff)
    );
    assert_eq!(book.name(ID).unwrap().name(), "Night shift");
}

/// INF-02
#[test]
fn a_role_may_grant_nothing_and_be_a_label() {
    let (book, name) = book(Grants::NONE, Grants::NONE);
    assert_eq!(
        done(book.may_assign(&storefront_admin(), &name, &person().object(), &here())),
        Ok(())
    );
}

#[test]
fn nobody_copies_what_they_do_not_hold() {
    let mut book = RoleBook::default();
    let from = built_in(Role::JuniorAdmin);
    let answer = book.copy(
        &storefront_admin(),
        &from,
        ID,
        "Mine".to_owned(),
        Some(HERE),
    );
    assert_eq!(
        done(answer),
        Err(Denial::Beyond(Permission::StorefrontSwitch))
    );
    assert_eq!(book, RoleBook::default());
}

/// PSM-04
#[test]
fn a_role_is_made_where_its_maker_may_make_roles() {
    let mut book = RoleBook::default();
    for home in [None, Some(THERE)] {
        let answer = book.copy(
            &storefront_admin(),
            &built_in(Role::JobController),
            ID,
            "Mine".to_owned(),
            home,
        );
        assert_eq!(done(answer), Err(Denial::Missing(Permission::RoleCreate)));
    }
}

#[test]
fn a_junior_admin_makes_and_changes_no_roles() {
    let junior = account(AccountId(1)).holding(Holding::built_in(Role::JuniorAdmin, here()));
    let (mut book, name) = book(Grants::NONE, Grants::NONE);
    let made = book.copy(
        &junior,
        &name,
        CustomRoleId(2),
        "Mine".to_owned(),
        Some(HERE),
    );
    assert_eq!(done(made), Err(Denial::Missing(Permission::RoleCreate)));
    let edited = book.edit(&junior, &name, Grants::NONE, Grants::NONE);
    assert_eq!(done(edited), Err(Denial::Missing(Permission::RoleEdit)));
}

#[test]
fn two_roles_never_share_an_id() {
    let (mut book, name) = book(Grants::NONE, Grants::NONE);
    let answer = book.copy(
        &storefront_admin(),
        &name,
        ID,
        "Again".to_owned(),
        Some(HERE),
    );
    assert_eq!(done(answer), Err(Denial::Stale));
}

#[test]
fn a_role_of_another_storefront_is_not_found() {
    let stranger = account(AccountId(2)).holding(Holding::built_in(
        Role::StorefrontAdmin,
        Anchor::Storefronts(vec![THERE]),
    ));
    let (mut book, name) = book(Grants::NONE, Grants::NONE);
    assert_eq!(
        done(book.edit(&stranger, &name, Grants::NONE, Grants::NONE)),
        Err(Denial::NotFound)
    );
    assert_eq!(
        done(book.delete(&stranger, &name, &[], None)),
        Err(Denial::NotFound)
    );
    let to = Thing::at(THERE).owned_by(SOMEBODY);
    assert_eq!(
        done(book.may_assign(
            &stranger,
            &name,
            &to.object(),
            &Anchor::Storefronts(vec![THERE])
        )),
        Err(Denial::NotFound)
    );
}

#[test]
fn a_role_is_handed_out_within_its_home_only() {
    let (book, name) = book(Grants::NONE, Grants::NONE);
    let elsewhere = Anchor::Storefronts(vec![THERE]);
    assert_eq!(
        done(book.may_assign(&platform_admin(), &name, &person().object(), &here())),
        Ok(())
    );
    assert_eq!(
        done(book.may_assign(&platform_admin(), &name, &person().object(), &elsewhere)),
        Err(Denial::NotHandedOut)
    );
}

#[test]
fn nobody_adds_what_they_do_not_hold() {
    let (mut book, name) = book(Grants::NONE, Grants::NONE);
    let more = Grants::NONE.with(Permission::SupplierManage, Reach::Own);
    assert_eq!(
        done(book.edit(&storefront_admin(), &name, more, Grants::NONE)),
        Err(Denial::Beyond(Permission::SupplierManage))
    );
    assert_eq!(book.allows(&name), Some(&Grants::NONE));
}

#[test]
fn who_edits_a_role_keeps_what_it_had() {
    let had = Grants::NONE.with(Permission::SupplierManage, Reach::Own);
    let (mut book, name) = book(had.clone(), Grants::NONE);
    let more = had.with(Permission::OrderView, Reach::Storefront);
    assert_eq!(
        done(book.edit(&storefront_admin(), &name, more.clone(), Grants::NONE)),
        Ok(())
    );
    assert_eq!(book.allows(&name), Some(&more));
}

#[test]
fn nobody_lifts_a_denial_of_what_they_do_not_hold() {
    let (mut book, name) = book(
        Grants::NONE,
        Grants::NONE.with(Permission::SupplierManage, Reach::Storefront),
    );
    let answer = book.edit(&storefront_admin(), &name, Grants::NONE, Grants::NONE);
    assert_eq!(
        done(answer),
        Err(Denial::Beyond(Permission::SupplierManage))
    );
}

#[test]
fn making_administrators_by_editing_their_role_needs_the_permission_to_make_them() {
    let (mut book, name) = book(Grants::NONE, Grants::NONE);
    let more = Grants::NONE.with(Permission::SessionImpersonate, Reach::Storefront);
    let answer = book.edit(&storefront_admin(), &name, more.clone(), Grants::NONE);
    assert_eq!(
        done(answer),
        Err(Denial::Missing(Permission::AdminAccountCreate))
    );
    assert_eq!(
        done(book.edit(&platform_admin(), &name, more, Grants::NONE)),
        Ok(())
    );
}

#[test]
fn deleting_a_role_that_is_held_asks_for_another() {
    let (mut book, name) = book(Grants::NONE, Grants::NONE);
    let person = person();
    let holders = [Holder {
        person: person.object(),
        anchor: here(),
    }];
    assert_eq!(
        done(book.delete(&storefront_admin(), &name, &holders, None)),
        Err(Denial::NeedsReplacement)
    );
    assert_eq!(
        done(book.delete(&storefront_admin(), &name, &holders, Some(&name))),
        Err(Denial::NeedsReplacement)
    );
    assert!(book.custom(ID).is_some());
    let other = built_in(Role::JobController);
    assert_eq!(
        done(book.delete(&storefront_admin(), &name, &holders, Some(&other))),
        Ok(())
    );
    assert!(book.custom(ID).is_none());
}

#[test]
fn the_replacement_must_be_the_removers_to_give() {
    let (mut book, name) = book(Grants::NONE, Grants::NONE);
    let person = person();
    let holders = [Holder {
        person: person.object(),
        anchor: here(),
    }];
    let answer = book.delete(
        &storefront_admin(),
        &name,
        &holders,
        Some(&built_in(Role::StorefrontAdmin)),
    );
    assert_eq!(
        done(answer),
        Err(Denial::Missing(Permission::AdminAccountCreate))
    );
    assert!(book.custom(ID).is_some());
}

#[test]
fn a_role_that_nobody_holds_goes_without_a_replacement() {
    let (mut book, name) = book(Grants::NONE, Grants::NONE);
    assert_eq!(
        done(book.delete(&storefront_admin(), &name, &[], None)),
        Ok(())
    );
    assert_eq!(book, RoleBook::default());
}

#[test]
fn a_deleted_role_is_held_no_more() {
    let (mut book, name) = book(Grants::NONE, Grants::NONE);
    assert_eq!(
        done(book.delete(&storefront_admin(), &name, &[], None)),
        Ok(())
    );
    assert_eq!(book.holding(&name, here()), None);
}

proptest! {
    /// Whoever holds the edited role reaches nothing that they did not reach by it before, or would
    /// reach by what the editor holds.
    #[test]
    fn editing_never_adds_what_the_editor_lacks(
        editor in any_access(),
        holder in any_access(),
        was in (any_grants(), any_grants()),
        added in vec((any::<Index>(), option::of(any_reach())), 0..6),
        kept in any::<bool>(),
        things in vec(any_thing(), 1..8),
    ) {
        // Mostly what the editor holds somewhere, at its reach or another.
        let known: Vec<(Permission, Reaches)> = editor.holdings.iter().flat_map(|holding| holding.allows.iter()).collect();
        let added = added.iter().filter(|_| !known.is_empty()).map(|(index, reach)| {
            let (permission, reaches) = *index.get(&known);
            (permission, reach.map_or(reaches, Reaches::one))
        });
        let will_be = was.0.union(&added.collect());
        // And the right to edit, which random actors rarely have.
        let right = Grants::NONE.with(Permission::RoleEdit, Reach::Platform).with(Permission::AdminAccountCreate, Reach::Platform);
        let editor = editor.holding(custom_holding(custom(9, Side::Staff), Anchor::Platform, right, Grants::NONE));
        let denies = if kept { was.1.clone() } else { Grants::NONE };
        let (mut book, name) = book(was.0, was.1);
        let held = |book: &RoleBook| Access { holdings: vec![book.holding(&name, here()).unwrap()], ..holder.clone() };
        let before = held(&book);
        if book.edit(&editor, &name, will_be, denies).is_ok() {
            let after = held(&book);
            let as_editor = Access { holdings: editor.holdings, ..holder.clone() };
            for thing in &things {
                for permission in Permission::ALL {
                    if allows(&after, *permission, thing) {
                        prop_assert!(
                            allows(&before, *permission, thing) || allows(&as_editor, *permission, thing),
                            "{} {:?}", permission, thing
                        );
                    }
                }
            }
        }
    }
}
