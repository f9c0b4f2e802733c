//! The roles as they are now: built-in ones, as they come or adjusted, and those that somebody made.
//!
//! Pure: the acts load it, ask it for a change, and write what it has become with the permit that it
//! gave. Handing roles out is in [`assign`](crate::Role::assignable).

use crate::{
    Access, Anchor, Denial, Grants, Holding, Object, Permission, Permit, Role, RoleId, RoleName,
    Side, Ways,
    pages::{default_start, openable, start_page},
    permission::role,
};
use domain::{CustomRoleId, StorefrontId};
use std::{
    borrow::Cow,
    collections::{BTreeMap, BTreeSet},
};

/// A role that an administrator made.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CustomRole {
    pub name: String,
    pub side: Side,
    /// The storefront that it is of; nothing for one of the platform. It is handed out and changed
    /// there only: who changes a role changes what its holders may do.
    pub home: Option<StorefrontId>,
    pub allows: Grants,
    /// What it refuses, whatever other roles allow.
    pub denies: Grants,
    pub ways: Ways,
}

/// What a role is to become.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Wanted {
    /// Nothing to leave it; built-in roles keep theirs.
    pub name: Option<String>,
    pub side: Option<Side>,
    pub allows: Grants,
    pub denies: Grants,
    pub ways: Ways,
}

/// Somebody who holds a role, and where it starts.
#[derive(Clone, Debug)]
pub struct Holder<'a> {
    pub person: Object<'a>,
    pub anchor: Anchor,
}

/// All roles.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct RoleBook {
    adjusted: BTreeMap<Role, Grants>,
    custom: BTreeMap<CustomRoleId, CustomRole>,
    starts: BTreeMap<Role, String>,
    everywhere: BTreeSet<Role>,
}

impl RoleBook {
    /// As it is stored: built-in roles whose grants differ from their default, and custom ones.
    #[must_use]
    pub const fn new(
        adjusted: BTreeMap<Role, Grants>,
        custom: BTreeMap<CustomRoleId, CustomRole>,
    ) -> Self {
        Self {
            adjusted,
            custom,
            starts: BTreeMap::new(),
            everywhere: BTreeSet::new(),
        }
    }

    /// With the pages that built-in roles start on, where those are not the ones they come with.
    #[must_use]
    pub fn starting(mut self, starts: BTreeMap<Role, String>) -> Self {
        self.starts = starts;
        self
    }

    /// With the built-in roles that somebody holds at the platform.
    #[must_use]
    pub fn held_everywhere(mut self, everywhere: BTreeSet<Role>) -> Self {
        self.everywhere = everywhere;
        self
    }

    /// Whether a built-in role is in force at every storefront, whatever packs are switched on there:
    /// it is held at the platform, or is an administrator's of it.
    #[must_use]
    pub fn is_everywhere(&self, role: Role) -> bool {
        role.is_platform_administrator() || self.everywhere.contains(&role)
    }

    /// What is set on a role besides its grants.
    #[must_use]
    pub fn ways(&self, role: &RoleName) -> Ways {
        match role {
            RoleName::BuiltIn(role) => Ways {
                start: self.starts.get(role).cloned(),
                hands_out: None,
            },
            RoleName::Custom { id, .. } => self
                .custom
                .get(id)
                .map(|role| role.ways.clone())
                .unwrap_or_default(),
        }
    }

    /// Whether a built-in role is not as it comes.
    #[must_use]
    pub fn is_adjusted(&self, role: Role) -> bool {
        self.adjusted.contains_key(&role) || self.starts.contains_key(&role)
    }

    #[must_use]
    pub fn custom(&self, id: CustomRoleId) -> Option<&CustomRole> {
        self.custom.get(&id)
    }

    /// Every custom role, in the order of their ids.
    pub fn customs(&self) -> impl Iterator<Item = (CustomRoleId, &CustomRole)> {
        self.custom.iter().map(|(id, role)| (*id, role))
    }

    /// The role that an address or a form means.
    #[must_use]
    pub fn find(&self, id: RoleId) -> Option<RoleName> {
        match id {
            RoleId::BuiltIn(role) => Some(RoleName::BuiltIn(role)),
            RoleId::Custom(id) => self.name(id),
        }
    }

    /// The name under which a custom role is held.
    #[must_use]
    pub fn name(&self, id: CustomRoleId) -> Option<RoleName> {
        self.custom.get(&id).map(|role| RoleName::Custom {
            id,
            name: role.name.clone(),
            side: role.side,
        })
    }

    /// What a role grants now; nothing if there is no such role.
    #[must_use]
    pub fn allows(&self, role: &RoleName) -> Option<&Grants> {
        match role {
            RoleName::BuiltIn(role) => Some(self.adjusted.get(role).unwrap_or(role.grants())),
            RoleName::Custom { id, .. } => self.custom.get(id).map(|role| &role.allows),
        }
    }

    /// The roles that grant something now, however far it reaches.
    pub fn granting(&self, permission: Permission) -> impl Iterator<Item = RoleId> {
        let built_in = Role::ALL.iter().map(|role| RoleName::BuiltIn(*role));
        let custom = self.custom.keys().filter_map(move |id| self.name(*id));
        built_in
            .chain(custom)
            .filter(move |role| {
                self.allows(role)
                    .is_some_and(|allows| !allows.of(permission).is_empty())
            })
            .map(|role| role.id())
    }

    /// What a role refuses now.
    #[must_use]
    pub fn denies(&self, role: &RoleName) -> &Grants {
        match role {
            RoleName::BuiltIn(_) => &Grants::NONE,
            RoleName::Custom { id, .. } => self
                .custom
                .get(id)
                .map_or(&Grants::NONE, |role| &role.denies),
        }
    }

    /// A role held at an anchor, with what it grants now.
    #[must_use]
    pub fn holding(&self, role: &RoleName, anchor: Anchor) -> Option<Holding> {
        match role {
            RoleName::BuiltIn(built_in) if !self.is_adjusted(*built_in) => {
                Some(Holding::built_in(*built_in, anchor))
            }
            _ => Some(Holding {
                role: role.clone(),
                anchor,
                allows: Cow::Owned(self.allows(role)?.clone()),
                denies: Cow::Owned(self.denies(role).clone()),
                ways: self.ways(role),
            }),
        }
    }

    /// Making a role as a copy of another; it is then adjusted by [`RoleBook::edit`]. `id` is a fresh
    /// one.
    ///
    /// # Errors
    /// No `role.create` at its home, or a copy of what its maker does not hold there.
    pub fn copy(
        &mut self,
        by: &Access,
        from: &RoleName,
        id: CustomRoleId,
        name: String,
        home: Option<StorefrontId>,
    ) -> Result<Permit<role::Create>, Denial> {
        self.see(by, from)?;
        let permit = by.permit(&object(home))?;
        let allows = self.allows(from).ok_or(Denial::NotFound)?.clone();
        let denies = self.denies(from).clone();
        let ways = Ways {
            start: start_page(from, &self.ways(from)),
            ..self.ways(from)
        };
        may_give(by, &allows, &anchor(home))?;
        let made = CustomRole {
            name,
            side: from.side(),
            home,
            allows,
            denies,
            ways,
        };
        if self.custom.contains_key(&id) {
            return Err(Denial::Stale);
        }
        self.custom.insert(id, made);
        Ok(permit)
    }

    /// Changing what a role grants and refuses. Nobody adds what they do not hold at its home, or
    /// lifts a refusal of it; adding what makes administrators needs the permission to make them.
    ///
    /// # Errors
    /// No such role, no `role.edit` at its home, too much, or the platform administrator's.
    pub fn edit(
        &mut self,
        by: &Access,
        role: &RoleName,
        allows: Grants,
        denies: Grants,
    ) -> Result<Permit<role::Edit>, Denial> {
        let home = self.see(by, role)?;
        let permit = by.permit(&object(home))?;
        if matches!(role, RoleName::BuiltIn(role) if role.is_platform_administrator()) {
            return Err(Denial::Locked);
        }
        let added = allows.without(self.allows(role).ok_or(Denial::NotFound)?);
        let lifted = self.denies(role).without(&denies);
        may_give(by, &added.union(&lifted), &anchor(home))?;
        if added.administer() {
            by.decide(Permission::AdminAccountCreate, &object(home))?;
        }
        match role {
            RoleName::BuiltIn(_) if !denies.is_empty() => return Err(Denial::BuiltIn),
            RoleName::BuiltIn(role) if allows == *role.grants() => {
                self.adjusted.remove(role);
            }
            RoleName::BuiltIn(role) => {
                self.adjusted.insert(*role, allows);
            }
            RoleName::Custom { id, .. } => {
                let role = self.custom.get_mut(id).ok_or(Denial::NotFound)?;
                role.allows = allows;
                role.denies = denies;
            }
        }
        Ok(permit)
    }

    /// Whether somebody may change a role at all: whether a change of nothing would be let through.
    ///
    /// # Errors
    /// As of [`RoleBook::edit`].
    pub fn may_edit(&self, by: &Access, role: &RoleName) -> Result<Permit<role::Edit>, Denial> {
        let allows = self.allows(role).ok_or(Denial::NotFound)?.clone();
        let denies = self.denies(role).clone();
        self.clone().edit(by, role, allows, denies)
    }

    /// Everything of a role at once, as the page that edits it sends it. The name and the side are a
    /// custom role's only.
    ///
    /// # Errors
    /// As of [`RoleBook::edit`]; a start page that the role does not open; a name or a side for a
    /// built-in role.
    pub fn change(
        &mut self,
        by: &Access,
        role: &RoleName,
        wanted: Wanted,
    ) -> Result<Permit<role::Edit>, Denial> {
        if let Some(start) = &wanted.ways.start
            && !openable(&wanted.allows)
                .iter()
                .any(|page| page.pattern == start)
        {
            return Err(Denial::NotFound);
        }
        let permit = self.edit(by, role, wanted.allows, wanted.denies)?;
        match role {
            RoleName::BuiltIn(role) => {
                if wanted.name.is_some() || wanted.side.is_some() || wanted.ways.hands_out.is_some()
                {
                    return Err(Denial::BuiltIn);
                }
                let set = wanted.ways.start;
                match set.filter(|start| start != default_start(*role)) {
                    Some(start) => self.starts.insert(*role, start),
                    None => self.starts.remove(role),
                };
            }
            RoleName::Custom { id, .. } => {
                let role = self.custom.get_mut(id).ok_or(Denial::NotFound)?;
                if let Some(side) = wanted.side
                    && side == Side::Partner
                    && side != role.side
                {
                    by.decide(Permission::SupplierManage, &object(role.home))?;
                }
                role.name = wanted.name.unwrap_or_else(|| role.name.clone());
                role.side = wanted.side.unwrap_or(role.side);
                role.ways = wanted.ways;
            }
        }
        Ok(permit)
    }

    /// Making a built-in role what it was at first.
    ///
    /// # Errors
    /// As of [`RoleBook::edit`].
    pub fn restore(&mut self, by: &Access, role: Role) -> Result<Permit<role::Edit>, Denial> {
        self.change(
            by,
            &RoleName::BuiltIn(role),
            Wanted {
                name: None,
                side: None,
                allows: role.grants().clone(),
                denies: Grants::NONE,
                ways: Ways::default(),
            },
        )
    }

    /// Removing a custom role. Those who hold it get another one in its place, which must be the
    /// remover's to give to each of them (invariant 10).
    ///
    /// # Errors
    /// A built-in role, no such role, no `role.edit` at its home, holders without a replacement, or
    /// one that is not the remover's to give, or to take away.
    pub fn delete(
        &mut self,
        by: &Access,
        role: &RoleName,
        holders: &[Holder<'_>],
        replacement: Option<&RoleName>,
    ) -> Result<Permit<role::Edit>, Denial> {
        let home = self.see(by, role)?;
        let RoleName::Custom { id, .. } = role else {
            return Err(Denial::BuiltIn);
        };
        let permit = by.permit(&object(home))?;
        if !holders.is_empty() {
            let other = replacement
                .filter(|other| !matches!(other, RoleName::Custom { id: same, .. } if same == id));
            let other = other.ok_or(Denial::NeedsReplacement)?;
            for holder in holders {
                let _taken = self.may_withdraw(by, role, &holder.person, &holder.anchor)?;
                let _given = self.may_assign(by, other, &holder.person, &holder.anchor)?;
            }
        }
        self.custom.remove(id);
        Ok(permit)
    }

    /// Handing out a role as it is now, within its home: see [`Access::may_assign`].
    ///
    /// # Errors
    /// No such role, or not the giver's to give to this person there.
    pub fn may_assign(
        &self,
        by: &Access,
        role: &RoleName,
        to: &Object<'_>,
        at: &Anchor,
    ) -> Result<Permit<role::Assign>, Denial> {
        let home = self.see(by, role)?;
        let permit = by.may_assign(role, self.allows(role).ok_or(Denial::NotFound)?, to, at)?;
        if anchor(home).contains(at) {
            Ok(permit)
        } else {
            Err(Denial::NotHandedOut)
        }
    }

    /// Taking away a role as it is now: see [`Access::may_withdraw`].
    ///
    /// # Errors
    /// No such role, or not the giver's to take from this person.
    pub fn may_withdraw(
        &self,
        by: &Access,
        role: &RoleName,
        from: &Object<'_>,
        at: &Anchor,
    ) -> Result<Permit<role::Assign>, Denial> {
        self.see(by, role)?;
        let holding = self.holding(role, at.clone()).ok_or(Denial::NotFound)?;
        by.may_withdraw(&holding, from)
    }

    /// Whether an actor may know of a role: as of [`RoleBook::see`], and who does not work here knows
    /// of customers' roles only.
    ///
    /// # Errors
    /// No such role, as far as the actor may know.
    pub fn known_to(&self, by: &Access, role: &RoleName) -> Result<(), Denial> {
        self.see(by, role)?;
        if by.is_staff() || role.side() == Side::Customer {
            Ok(())
        } else {
            Err(Denial::NotFound)
        }
    }

    /// Where a role stands, to whoever changes it; nothing if there is no such role.
    #[must_use]
    pub fn stands(&self, role: &RoleName) -> Option<Object<'static>> {
        match role {
            RoleName::BuiltIn(_) => Some(Object::PLATFORM),
            RoleName::Custom { id, .. } => self.custom(*id).map(|role| object(role.home)),
        }
    }

    /// The home of a role that the actor may know of. Built-in roles, and custom ones of the
    /// platform, are everybody's to know; one of a storefront is not found by who has nothing to do
    /// with roles there.
    ///
    /// # Errors
    /// No such role, as far as the actor may know.
    pub fn see(&self, by: &Access, role: &RoleName) -> Result<Option<StorefrontId>, Denial> {
        let RoleName::Custom { id, .. } = role else {
            return Ok(None);
        };
        let home = self.custom.get(id).ok_or(Denial::NotFound)?.home;
        let there = anchor(home);
        let seen = home.is_none()
            || ABOUT_ROLES.into_iter().any(|permission| {
                by.terms(permission).any(|term| {
                    let anchor = &term.holding.anchor;
                    anchor.contains(&there) || there.contains(anchor)
                })
            });
        if seen {
            Ok(home)
        } else {
            Err(Denial::NotFound)
        }
    }
}

/// Whoever holds one of these has roles in hand.
pub(crate) const ABOUT_ROLES: [Permission; 3] = [
    Permission::RoleAssign,
    Permission::RoleCreate,
    Permission::RoleEdit,
];

fn may_give(by: &Access, grants: &Grants, at: &Anchor) -> Result<(), Denial> {
    match by.uncovered(grants, at) {
        Some(permission) => Err(Denial::Beyond(permission)),
        None => Ok(()),
    }
}

const fn object(home: Option<StorefrontId>) -> Object<'static> {
    match home {
        Some(storefront) => Object::of_storefront(storefront),
        None => Object::PLATFORM,
    }
}

fn anchor(home: Option<StorefrontId>) -> Anchor {
    home.map_or(Anchor::Platform, |storefront| {
        Anchor::Storefronts(vec![storefront])
    })
}
