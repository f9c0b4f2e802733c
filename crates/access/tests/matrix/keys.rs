//! What the table names, and that each is found by its key.

use crate::table::{self, STATE};
use access::{Pack, Permission, Reach, Role};
use std::collections::BTreeSet;

#[test]
fn there_are_107_permissions() {
    assert_eq!(Permission::COUNT, 107);
    let keys: BTreeSet<&str> = Permission::ALL
        .iter()
        .map(|permission| permission.key())
        .collect();
    assert_eq!(keys.len(), 107);
}

#[test]
fn there_are_nine_reaches() {
    let keys: BTreeSet<&str> = Reach::ALL.iter().map(|reach| reach.key()).collect();
    assert_eq!(keys.len(), 9);
}

#[test]
fn there_are_four_packs() {
    let keys: BTreeSet<&str> = table::rows().iter().map(|row| row.pack).collect();
    assert_eq!(keys, Pack::ALL.iter().map(|pack| pack.key()).collect());
    assert_eq!(keys.len(), 4);
}

/// INF-19, INF-20, PSM-02: every pack has its roles from the start.
#[test]
fn the_table_names_34_roles_and_a_state_of_the_account() {
    let named: BTreeSet<(&str, &str)> = table::rows()
        .iter()
        .map(|row| (row.pack, row.role))
        .collect();
    let built_in = Role::ALL
        .iter()
        .map(|role| (role.pack().key(), role.name()));
    assert_eq!(named, built_in.chain([("corporate", STATE)]).collect());
    assert_eq!(Role::ALL.len(), 34);
    assert_eq!(named.len(), 35);
}

#[test]
fn a_permission_is_found_by_its_key() {
    for permission in Permission::ALL {
        assert_eq!(Permission::from_key(permission.key()), Some(*permission));
    }
    assert_eq!(Permission::from_key("order.fly"), None);
}

#[test]
fn a_role_is_found_by_its_key() {
    for role in Role::ALL {
        assert_eq!(Role::from_key(role.key()), Some(*role));
        let name = role.name().to_lowercase().replace(' ', "-");
        assert_eq!(role.key(), format!("{name}@{}", role.pack().key()));
    }
    assert_eq!(
        Role::from_key("department-manager@corporate"),
        Some(Role::CorporateDepartmentManager)
    );
    assert_eq!(
        Role::from_key("department-manager@printshop"),
        Some(Role::PrintshopDepartmentManager)
    );
    assert_eq!(Role::from_key("department-manager"), None);
}
