//! The specification's table, read without the help of the code that it is held against.

use access::{Permission, Reach, Role};
use std::collections::BTreeMap;

/// One line of roles.csv; no reaches where it says `none`.
#[derive(Clone, Debug)]
pub(crate) struct Row {
    pub(crate) pack: &'static str,
    pub(crate) role: &'static str,
    pub(crate) permission: Permission,
    pub(crate) reaches: Vec<Reach>,
}

/// The state of an account that stands among the roles.
pub(crate) const STATE: &str = "Inactive or Suspended";

/// What exists at the platform only.
pub(crate) const PLATFORM_ONLY: [Permission; 5] = [
    Permission::PlatformView,
    Permission::StorefrontCreate,
    Permission::SystemSettingsEdit,
    Permission::AdminAccountCreate,
    Permission::SupplierManage,
];

pub(crate) fn rows() -> Vec<Row> {
    include_str!("roles.csv")
        .lines()
        .skip(1)
        .map(|line| {
            let cells: Vec<&str> = line.split(',').collect();
            let [pack, role, permission, reach, _basis] = cells[..] else {
                panic!("not five cells: {line}")
            };
            Row {
                pack,
                role,
                permission: Permission::from_key(permission)
                    .unwrap_or_else(|| panic!("no permission: {line}")),
                reaches: match reach {
                    "none" => Vec::new(),
                    some => some
                        .split('+')
                        .map(|one| {
                            Reach::from_key(one).unwrap_or_else(|| panic!("no reach: {line}"))
                        })
                        .collect(),
                },
            }
        })
        .collect()
}

impl Row {
    /// Nothing for the row of a state.
    pub(crate) fn role(&self) -> Option<Role> {
        Role::ALL
            .iter()
            .copied()
            .find(|role| role.pack().key() == self.pack && role.name() == self.role)
    }
}

/// How far an umbrella goes, and what it is refused all the same; nothing for other roles.
pub(crate) fn umbrella(role: Role) -> Option<(Reach, Vec<Permission>)> {
    match (role.pack().key(), role.name()) {
        ("storefront", "Platform Admin")
        | ("corporate", "Admin")
        | ("printshop", "Administrator") => Some((Reach::Platform, Vec::new())),
        ("configurator", "Administrator") => Some((Reach::Storefront, Vec::new())),
        ("storefront", "Storefront Admin") | ("corporate", "Junior Admin") => {
            let refused = rows()
                .into_iter()
                .filter(|row| row.role() == Some(role) && row.reaches.is_empty());
            Some((
                Reach::Storefront,
                refused
                    .map(|row| row.permission)
                    .chain(PLATFORM_ONLY)
                    .collect(),
            ))
        }
        _ => None,
    }
}

/// What a role grants: its rows, or what access.md says of the six umbrellas. An umbrella also
/// reaches its holder's own: a row's reach for managing other people's things never limits what a
/// person may do with their own.
pub(crate) fn grants(role: Role) -> BTreeMap<Permission, Vec<Reach>> {
    match umbrella(role) {
        Some((reach, refused)) => Permission::ALL
            .iter()
            .filter(|permission| !refused.contains(permission))
            .map(|permission| (*permission, vec![reach, Reach::Own]))
            .collect(),
        None => rows()
            .into_iter()
            .filter(|row| row.role() == Some(role) && !row.reaches.is_empty())
            .map(|row| (row.permission, row.reaches))
            .collect(),
    }
}
