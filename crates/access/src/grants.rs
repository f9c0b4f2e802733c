//! What a role grants: a reach, or none, for each permission.

use crate::{Permission, Reach, Reaches};
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use std::fmt;

/// A table with a row for every permission; in memory dense, on the wire only what is granted.
#[derive(Clone, PartialEq, Eq)]
pub struct Grants([Reaches; Permission::COUNT]);

impl Grants {
    /// Grants nothing: a role that is only a label.
    pub const NONE: Self = Self([Reaches::NONE; Permission::COUNT]);

    /// Every permission at the same reaches; the start of an umbrella role.
    #[must_use]
    pub const fn all(reaches: Reaches) -> Self {
        Self([reaches; Permission::COUNT])
    }

    /// This table with one more reach for a permission.
    #[must_use]
    #[expect(
        clippy::indexing_slicing,
        reason = "the index of a permission is below the length, and `get_mut` is not const"
    )]
    pub const fn with(mut self, permission: Permission, reach: Reach) -> Self {
        self.0[permission.index()] = self.0[permission.index()].with(reach);
        self
    }

    /// This table with the reaches of a permission replaced.
    #[must_use]
    #[expect(
        clippy::indexing_slicing,
        reason = "the index of a permission is below the length, and `get_mut` is not const"
    )]
    pub const fn set(mut self, permission: Permission, reaches: Reaches) -> Self {
        self.0[permission.index()] = reaches;
        self
    }

    #[must_use]
    pub fn of(&self, permission: Permission) -> Reaches {
        self.0.get(permission.index()).copied().unwrap_or_default()
    }

    /// What is granted, in the order of the permissions.
    pub fn iter(&self) -> impl Iterator<Item = (Permission, Reaches)> + '_ {
        Permission::ALL
            .iter()
            .map(|permission| (*permission, self.of(*permission)))
            .filter(|(_, reaches)| !reaches.is_empty())
    }

    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.iter().next().is_none()
    }

    /// Both tables in one.
    #[must_use]
    pub fn union(&self, other: &Self) -> Self {
        self.iter().chain(other.iter()).collect()
    }

    /// What this table grants and `other` does not name at the same reach.
    #[must_use]
    pub fn without(&self, other: &Self) -> Self {
        self.iter()
            .map(|(permission, reaches)| (permission, reaches.without(other.of(permission))))
            .collect()
    }

    /// Whether it makes an administrator: somebody who changes what others may do, or acts as them.
    /// Who gives it needs `admin_account.create`, and nobody logs in as who holds it.
    #[must_use]
    pub fn administer(&self) -> bool {
        [
            Permission::SessionImpersonate,
            Permission::RoleCreate,
            Permission::RoleEdit,
            Permission::AdminAccountCreate,
            Permission::SystemSettingsEdit,
        ]
        .into_iter()
        .any(|permission| !self.of(permission).is_empty())
    }

    /// Whether every grant of `other` is also one of these, at the same or a wider reach.
    #[must_use]
    pub fn cover(&self, other: &Self) -> bool {
        other
            .iter()
            .all(|(permission, reaches)| self.of(permission).cover(reaches))
    }
}

impl FromIterator<(Permission, Reaches)> for Grants {
    fn from_iter<I: IntoIterator<Item = (Permission, Reaches)>>(rows: I) -> Self {
        rows.into_iter()
            .fold(Self::NONE, |grants, (permission, reaches)| {
                let known = grants.of(permission);
                grants.set(permission, known.union(reaches))
            })
    }
}

impl fmt::Debug for Grants {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_map().entries(self.iter()).finish()
    }
}

impl Serialize for Grants {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_map(self.iter())
    }
}

impl<'de> Deserialize<'de> for Grants {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let rows = std::collections::BTreeMap::<Permission, Reaches>::deserialize(deserializer)?;
        Ok(rows.into_iter().collect())
    }
}
