//! Seeing a storefront as the holder of a role would: the role's grants in the place of one's own,
//! and never more than those.
//!
//! A preview is an [`Access`] like any other, made anew from one's own for every request. It holds
//! what the role grants as far as one's own grants cover it ([`Anchor::covers`]), so that whatever it
//! opens would open anyway (`tests/preview.rs`). That nothing is written meanwhile is the door's.

use crate::{
    Access, Anchor, Assignee, Denial, Grants, Holding, Object, Pack, Permission, Reach, Reaches,
    Role, RoleBook, RoleId, RoleName, Scope, Side, Storefront, book::ABOUT_ROLES, pages,
    roles::table,
};
use domain::{CompanyId, DepartmentId, StorefrontId};
use std::borrow::Cow;

/// Where the holder of a previewed role sits: what their departments and their company are.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Seat {
    pub company: Option<CompanyId>,
    pub company_has_departments: bool,
    pub member_of: Vec<DepartmentId>,
    pub manages: Vec<DepartmentId>,
}

impl Access {
    /// This actor holding these roles instead of their own, and sitting there; whether something of
    /// the roles is left out, because it is beyond the actor.
    #[must_use]
    pub fn seen_as(&self, held: &[Holding], seat: Seat) -> (Self, bool) {
        let holdings: Vec<Holding> = held
            .iter()
            .map(|holding| Holding {
                allows: Cow::Owned(self.bound(&holding.allows, &holding.anchor, &seat)),
                ..holding.clone()
            })
            .collect();
        let partly = held
            .iter()
            .zip(&holdings)
            .any(|(whole, bound)| whole.allows != bound.allows);
        let names = self.names.iter().copied();
        let seen = Self {
            who: self.who,
            standing: self.standing,
            acting: self.acting,
            // Who works for a supplier besides is not that supplier in another role.
            names: names
                .filter(|name| !matches!(name, Assignee::Supplier(_)))
                .collect(),
            company: seat.company,
            company_has_departments: seat.company_has_departments,
            member_of: seat.member_of,
            manages: seat.manages,
            holdings,
        };
        (seen, partly)
    }

    /// What of these grants, held at the anchor by who sits there, is within one's own.
    fn bound(&self, grants: &Grants, at: &Anchor, seat: &Seat) -> Grants {
        grants
            .iter()
            .map(|(permission, reaches)| {
                let kept = reaches
                    .iter()
                    .filter_map(|reach| self.kept(permission, reach, at, seat));
                (permission, kept.fold(Reaches::NONE, Reaches::with))
            })
            .collect()
    }

    /// What is left of one reach of a grant.
    fn kept(
        &self,
        permission: Permission,
        reach: Reach,
        at: &Anchor,
        seat: &Seat,
    ) -> Option<Reach> {
        // Whoever is denied something anywhere does not show it to themselves by another role.
        let denied = |permission: Permission| {
            let mut held = self.holdings.iter();
            held.any(|holding| !holding.denies.of(permission).is_empty())
        };
        let covers = |permission: Permission, wide: Reach| {
            !denied(permission)
                && self.sits_within(seat, wide, reach)
                && self.holdings.iter().any(|holding| {
                    holding.allows.of(permission).has(wide)
                        && holding.anchor.covers(wide, at, reach)
                })
        };
        // Here a narrower reach opens more than a wider one of the same permission.
        let reads_audit = |(one, reaches): &(Permission, &[Reach])| {
            *one == permission && reaches.contains(&reach)
        };
        if pages::READS_AUDIT.iter().any(reads_audit) {
            let mut ways = pages::READS_AUDIT.iter();
            if !ways.any(|(one, wide)| wide.iter().any(|wide| covers(*one, *wide))) {
                return None;
            }
        }
        if reach != Reach::Platform {
            let mut all = Reach::ALL.into_iter();
            return all.any(|wide| covers(permission, wide)).then_some(reach);
        }
        // At storefronts the two hold the same things, but only one opens what is of the platform.
        [Reach::Platform, Reach::Storefront]
            .into_iter()
            .find(|wide| covers(permission, *wide))
    }

    /// Whether a reach of one's own holds, where it covers the other one, what that holds for who
    /// sits there: company and departments are not the same for both.
    fn sits_within(&self, seat: &Seat, wide: Reach, narrow: Reach) -> bool {
        let company = self.company == seat.company
            && self.company_has_departments == seat.company_has_departments;
        let same = match narrow {
            Reach::Department => company && self.member_of == seat.member_of,
            Reach::Managed => company && self.manages == seat.manages,
            Reach::Company => company,
            Reach::Public
            | Reach::Own
            | Reach::Assigned
            | Reach::Link
            | Reach::Storefront
            | Reach::Platform => true,
        };
        same || match wide {
            Reach::Storefront | Reach::Platform => true,
            Reach::Company => self.company == seat.company,
            _ => false,
        }
    }

    /// Where a role starts that the actor would show themselves at a storefront: where they have roles
    /// in hand there, and no further than that storefront.
    fn in_hand_at(&self, at: StorefrontId) -> Option<Anchor> {
        let about_roles = |holding: &&Holding| {
            ABOUT_ROLES
                .iter()
                .any(|permission| !holding.allows.of(*permission).is_empty())
        };
        let whole = || Anchor::Storefronts(vec![at]);
        self.holdings
            .iter()
            .filter(about_roles)
            .filter_map(|holding| match &holding.anchor {
                Anchor::Platform => Some((2, whole())),
                Anchor::Storefronts(these) if these.contains(&at) => Some((2, whole())),
                Anchor::Company { storefront, .. } if storefront.contains(&at) => {
                    Some((1, holding.anchor.clone()))
                }
                Anchor::Departments { storefront, .. } if storefront.contains(&at) => {
                    Some((0, holding.anchor.clone()))
                }
                _ => None,
            })
            .max_by_key(|(width, _)| *width)
            .map(|(_, anchor)| anchor)
    }
}

impl RoleBook {
    /// What the holder of a role holds at a storefront, for who wants to see it as they do: whoever
    /// opens the role's page, and holds all that it grants or could give it to somebody there.
    ///
    /// Partners and programs are not previewed: they stand at a supplier, or at no page at all.
    ///
    /// # Errors
    /// No such role in force there, as far as the actor may know; not theirs to preview; logged in as
    /// somebody else.
    pub fn preview(
        &self,
        by: &Access,
        role: RoleId,
        at: &Storefront,
    ) -> Result<Vec<Holding>, Denial> {
        pages::ROLE.needs.met_by(by, false)?;
        if by.acting.is_some() {
            return Err(Denial::WhileActing);
        }
        let line = table(self, at, by).into_iter().find(|line| line.id == role);
        let line = line.ok_or(Denial::NotFound)?;
        if !matches!(line.side, Side::Customer | Side::Staff) {
            return Err(Denial::NotPreviewed);
        }
        let name = self.find(role).ok_or(Denial::NotFound)?;
        let anchor = by.in_hand_at(at.id).ok_or(Denial::NotPreviewed)?;
        let somebody = Object {
            company: Scope::These(by.company.as_slice()),
            departments: Scope::These(&by.manages),
            ..Object::of_storefront(at.id)
        };
        let holds_all = by.uncovered(&line.allows, &anchor).is_none();
        if !holds_all && self.may_assign(by, &name, &somebody, &anchor).is_err() {
            return Err(Denial::NotPreviewed);
        }
        let under = beneath(&name, at.pack)
            .and_then(|role| self.holding(&RoleName::BuiltIn(role), anchor.clone()));
        let held = self.holding(&name, anchor).ok_or(Denial::NotFound)?;
        let held = Holding {
            allows: Cow::Owned(line.allows),
            ..held
        };
        Ok(under.into_iter().chain([held]).collect())
    }
}

/// The role that everybody has who holds this one: a designation stands on top of it.
fn beneath(role: &RoleName, pack: Pack) -> Option<Role> {
    match role {
        RoleName::BuiltIn(
            Role::SeniorManager | Role::CorporateDepartmentManager | Role::CorporateApprover,
        ) => Some(Role::EndUser),
        RoleName::BuiltIn(Role::StorefrontApprover) => Some(Role::Registered),
        RoleName::Custom {
            side: Side::Customer,
            ..
        } if pack == Pack::Storefront => Some(Role::Registered),
        RoleName::BuiltIn(_) | RoleName::Custom { .. } => None,
    }
}
