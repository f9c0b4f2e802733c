//! The one function that decides. Pure, over facts already loaded; the same code on the server and
//! in the browser.

use crate::{
    Access, Anchor, Capability, Denial, Object, Permission, Permit, Reach, RoleName, Standing, Term,
};

/// Which grant allowed something, or which denial refused it: the answer to "Why can I?".
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Grounds<'a> {
    pub role: &'a RoleName,
    pub reach: Reach,
    /// Where the role starts.
    pub anchor: &'a Anchor,
}

impl<'a> From<Term<'a>> for Grounds<'a> {
    fn from(term: Term<'a>) -> Self {
        Self {
            role: &term.holding.role,
            reach: term.reach,
            anchor: &term.holding.anchor,
        }
    }
}

/// What must not be done in somebody else's name (invariant 3).
const fn blocked_while_acting(permission: Permission) -> bool {
    matches!(
        permission,
        Permission::ApprovalSelf
            | Permission::ApprovalDecide
            | Permission::ApprovalNominateExternal
            | Permission::ApprovalConfigure
            | Permission::SessionImpersonate
            | Permission::SessionResetPassword
            | Permission::RoleAssign
            | Permission::RoleCreate
            | Permission::RoleEdit
            // Who is appointed may do more, as by a role.
            | Permission::DepartmentSetManager
            | Permission::AdminAccountCreate
            | Permission::ApikeyManage
    )
}

impl Access {
    /// Whether the actor may do `permission` to `object`, and by which grant.
    ///
    /// In this order: the state of the account; the invariants; an explicit deny; the union of the
    /// grants; otherwise no. Of several grants that allow it, the widest is named, so that a rule
    /// that is stricter for one's own is not met by who may do it to everybody's. Whether the object can be seen at all is asked by the [`rules`](crate::rules).
    ///
    /// # Errors
    /// The first refusal.
    pub fn decide(
        &self,
        permission: Permission,
        object: &Object<'_>,
    ) -> Result<Grounds<'_>, Denial> {
        self.able(permission)?;
        if self.denials(permission).any(|term| term.holds(object)) {
            return Err(Denial::Refused(permission));
        }
        self.terms(permission)
            .filter(|term| term.grants(object))
            .max_by_key(|term| term.reach)
            .map(Grounds::from)
            .ok_or_else(|| self.missing(permission, object))
    }

    /// The grant behind a permit, by the reach that the permit carries.
    pub(crate) fn granted(
        &self,
        permission: Permission,
        reach: Reach,
        object: &Object<'_>,
    ) -> Option<Grounds<'_>> {
        self.terms(permission)
            .find(|term| term.reach == reach && term.grants(object))
            .map(Grounds::from)
    }

    /// The denial behind a [`Denial::Refused`].
    pub(crate) fn refused_by(
        &self,
        permission: Permission,
        object: &Object<'_>,
    ) -> Option<Grounds<'_>> {
        self.denials(permission)
            .find(|term| term.holds(object))
            .map(Grounds::from)
    }

    /// The same, as the proof that a write asks for.
    ///
    /// # Errors
    /// The first refusal.
    pub fn permit<C: Capability>(&self, object: &Object<'_>) -> Result<Permit<C>, Denial> {
        let grounds = self.decide(C::PERMISSION, object)?;
        Ok(Permit::new(self, object.storefront, grounds.reach))
    }

    /// Whether the permission is held at any reach, and not denied wherever it is: what opens a page
    /// or a menu entry.
    ///
    /// # Errors
    /// [`Denial::SignIn`] for a visitor, [`Denial::Missing`] or [`Denial::Refused`] for everybody else.
    pub fn holds(&self, permission: Permission) -> Result<(), Denial> {
        self.able(permission)?;
        let mut held = self
            .holdings
            .iter()
            .flat_map(|holding| {
                holding
                    .allows
                    .of(permission)
                    .iter()
                    .map(move |reach| (&holding.anchor, reach))
            })
            .peekable();
        if held.peek().is_none() {
            return Err(self.unheld(permission));
        }
        let denied = |(anchor, reach)| {
            self.holdings.iter().any(|holding| {
                let mut denies = holding.denies.of(permission).iter();
                denies.any(|wide| holding.anchor.covers(wide, anchor, reach))
            })
        };
        if held.all(denied) {
            Err(Denial::Refused(permission))
        } else {
            Ok(())
        }
    }

    /// Whether the object is the actor's own.
    #[must_use]
    pub fn owns(&self, object: &Object<'_>) -> bool {
        self.owner().is_some_and(|me| object.owners.contains(&me))
    }

    pub(crate) fn able(&self, permission: Permission) -> Result<(), Denial> {
        match self.standing {
            Standing::Active => {}
            Standing::Unprotected => return Err(Denial::SecondFactor),
            Standing::Inactive | Standing::Suspended | Standing::Deleted => {
                return Err(Denial::SignIn);
            }
        }
        if self.acting.is_some() && blocked_while_acting(permission) {
            return Err(Denial::WhileActing);
        }
        Ok(())
    }

    fn missing(&self, permission: Permission, object: &Object<'_>) -> Denial {
        if permission == Permission::ApprovalDecide && self.owns(object) {
            Denial::OwnRequest
        } else {
            self.unheld(permission)
        }
    }

    pub(crate) const fn unheld(&self, permission: Permission) -> Denial {
        if self.signed_in() {
            Denial::Missing(permission)
        } else {
            Denial::SignIn
        }
    }
}
