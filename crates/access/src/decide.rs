//! The one function that decides. Pure, over facts already loaded; the same code on the server and
//! in the browser.

use crate::{Access, Capability, Denial, Object, Permission, Permit, Reach, RoleName, Standing};

/// Which grant allowed something: the answer to "Why can I?".
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Grounds<'a> {
    pub role: &'a RoleName,
    pub reach: Reach,
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
            | Permission::AdminAccountCreate
            | Permission::ApikeyManage
    )
}

impl Access {
    /// Whether the actor may do `permission` to `object`, and by which grant.
    ///
    /// In this order: the state of the account; the invariants; an explicit deny; the union of the
    /// grants; otherwise no. Whether the object can be seen at all is asked by the [`rules`](crate::rules).
    ///
    /// # Errors
    /// The first refusal.
    pub fn decide(&self, permission: Permission, object: &Object<'_>) -> Result<Grounds<'_>, Denial> {
        self.able(permission)?;
        // Four eyes: deciding on one's own request is another permission (invariant 5).
        if permission == Permission::ApprovalDecide && self.owns(object) {
            return self
                .decide(Permission::ApprovalSelf, object)
                .map_err(|_| Denial::OwnRequest);
        }
        if self.denials(permission).any(|term| term.holds(object)) {
            return Err(Denial::Refused(permission));
        }
        self.terms(permission)
            .find(|term| term.holds(object))
            .map(|term| Grounds { role: &term.holding.role, reach: term.reach })
            .ok_or_else(|| self.missing(permission))
    }

    /// The same, as the proof that a write asks for.
    ///
    /// # Errors
    /// The first refusal.
    pub fn permit<C: Capability>(&self, object: &Object<'_>) -> Result<Permit<C>, Denial> {
        let grounds = self.decide(C::PERMISSION, object)?;
        Ok(Permit::new(self, object.storefront, grounds.reach))
    }

    /// Whether the permission is held at any reach: what opens a page or a menu entry.
    ///
    /// # Errors
    /// [`Denial::SignIn`] for a visitor, [`Denial::Missing`] for everybody else.
    pub fn holds(&self, permission: Permission) -> Result<(), Denial> {
        self.able(permission)?;
        let held = self.holdings.iter().any(|holding| !holding.allows.of(permission).is_empty());
        if held { Ok(()) } else { Err(self.missing(permission)) }
    }

    /// Whether the object is the actor's own.
    #[must_use]
    pub fn owns(&self, object: &Object<'_>) -> bool {
        self.owner().is_some_and(|me| object.owners.contains(&me))
    }

    fn able(&self, permission: Permission) -> Result<(), Denial> {
        if self.standing != Standing::Active {
            return Err(Denial::SignIn);
        }
        if self.acting.is_some() && blocked_while_acting(permission) {
            return Err(Denial::WhileActing);
        }
        Ok(())
    }

    const fn missing(&self, permission: Permission) -> Denial {
        if self.signed_in() { Denial::Missing(permission) } else { Denial::SignIn }
    }
}
