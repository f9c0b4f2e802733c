//! Proofs that the access code was asked. Nobody else can make one.

use crate::{Access, Capability, Denial, Reach, Term, Who};
use domain::{AccountId, StorefrontId};
use std::{fmt, marker::PhantomData};

/// Proof that `C` was decided for one object. A write on tenant data takes it, and uses *its*
/// storefront in the `where`.
///
/// Only the rules of this crate make one, from an [`Access`]:
///
/// ```
/// use access::{Access, Anchor, Denial, Holding, Object, Permit, Role, Who, permission::order};
/// use domain::{AccountId, StorefrontId};
///
/// fn cancel(permit: Permit<order::Cancel>) -> Option<StorefrontId> {
///     permit.storefront()
/// }
/// let here = StorefrontId(1);
/// let admin = Access::new(Who::Account(AccountId(1)))
///     .holding(Holding::built_in(Role::StorefrontAdmin, Anchor::Storefronts(vec![here])));
/// let permit = admin.permit::<order::Cancel>(&Object::of_storefront(here))?;
/// assert_eq!(cancel(permit), Some(here));
/// # Ok::<(), Denial>(())
/// ```
///
/// Nobody else makes one:
///
/// ```compile_fail,E0451
/// use access::{Permit, Reach, Who, permission::order};
///
/// let forged: Permit<order::Cancel> = Permit {
///     storefront: None,
///     by: Who::System,
///     acting: None,
///     reach: Reach::Platform,
///     _capability: std::marker::PhantomData,
/// };
/// ```
///
/// ```compile_fail,E0624
/// use access::{Access, Permit, Reach, Who, permission::order};
///
/// let forged: Permit<order::Cancel> = Permit::new(&Access::new(Who::System), None, Reach::Platform);
/// ```
///
/// It is spent once, because it cannot be cloned or copied:
///
/// ```compile_fail,E0599
/// use access::{Permit, permission::order};
///
/// fn twice(permit: Permit<order::Cancel>) -> (Permit<order::Cancel>, Permit<order::Cancel>) {
///     (permit.clone(), permit)
/// }
/// ```
///
/// It is for the permission that was asked for, and no other:
///
/// ```compile_fail,E0308
/// use access::{Permit, permission::order};
///
/// fn hold(permit: Permit<order::Hold>) {}
/// fn cancel(permit: Permit<order::Cancel>) {
///     hold(permit);
/// }
/// ```
///
/// And it cannot be sent or kept:
///
/// ```compile_fail,E0277
/// use access::{Permit, permission::order};
///
/// fn send(what: &impl serde::Serialize) {}
/// fn cancel(permit: Permit<order::Cancel>) {
///     send(&permit);
/// }
/// ```
///
/// What stops all of these is only that; the same with what may be done compiles:
///
/// ```
/// use access::{Access, Permit, Reach, Who, permission::order};
///
/// fn once(permit: Permit<order::Cancel>) -> (Reach, Permit<order::Cancel>) {
///     (permit.reach().clone(), permit)
/// }
/// fn hold(permit: Permit<order::Hold>) {}
/// fn spend(permit: Permit<order::Hold>) {
///     hold(permit);
/// }
/// fn send(what: &impl serde::Serialize) {}
/// fn tell(access: &Access, permit: &Permit<order::Cancel>) {
///     send(access);
///     send(&permit.reach());
/// }
/// ```
#[must_use]
pub struct Permit<C> {
    storefront: Option<StorefrontId>,
    by: Who,
    acting: Option<AccountId>,
    reach: Reach,
    _capability: PhantomData<fn() -> C>,
}

impl<C: Capability> Permit<C> {
    pub(crate) const fn new(
        access: &Access,
        storefront: Option<StorefrontId>,
        reach: Reach,
    ) -> Self {
        Self {
            storefront,
            by: access.who,
            acting: access.acting,
            reach,
            _capability: PhantomData,
        }
    }

    /// The storefront of the object; nothing for what is on none.
    #[must_use]
    pub const fn storefront(&self) -> Option<StorefrontId> {
        self.storefront
    }

    #[must_use]
    pub const fn by(&self) -> Who {
        self.by
    }

    /// The account that acts, for columns that name it.
    #[must_use]
    pub const fn account(&self) -> Option<AccountId> {
        match self.by {
            Who::Account(id) => Some(id),
            Who::Visitor(_) | Who::Link(_) | Who::System => None,
        }
    }

    /// The administrator behind the account, while one is logged in as it.
    #[must_use]
    pub const fn acting(&self) -> Option<AccountId> {
        self.acting
    }

    #[must_use]
    pub const fn reach(&self) -> Reach {
        self.reach
    }
}

impl<C: Capability> fmt::Debug for Permit<C> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "{} at {} by {:?} on {:?}",
            C::PERMISSION,
            self.reach,
            self.by,
            self.storefront
        )
    }
}

/// Proof that a list of what `C` reaches may be read, and the filter that keeps it to that.
///
/// ```
/// use access::{Access, Anchor, Denial, Holding, Role, Visible, Who, permission::order};
/// use domain::{AccountId, StorefrontId};
///
/// fn list(visible: &Visible<'_, order::View>) -> usize {
///     visible.terms().len()
/// }
/// let customer = Access::new(Who::Account(AccountId(1)))
///     .holding(Holding::built_in(Role::Customer, Anchor::Storefronts(vec![StorefrontId(1)])));
/// assert_eq!(list(&customer.visible::<order::View>()?), 1);
/// assert!(customer.visible::<access::permission::user::View>().is_err());
/// # Ok::<(), Denial>(())
/// ```
///
/// Nobody else makes one:
///
/// ```compile_fail,E0451
/// use access::{Access, Visible, permission::order};
///
/// fn forge(access: &Access) -> Visible<'_, order::View> {
///     Visible { access, _capability: std::marker::PhantomData }
/// }
/// ```
///
/// ```compile_fail,E0624
/// use access::{Access, Visible, permission::order};
///
/// fn forge(access: &Access) -> Visible<'_, order::View> {
///     Visible::new(access)
/// }
/// ```
#[must_use]
pub struct Visible<'a, C> {
    access: &'a Access,
    _capability: PhantomData<fn() -> C>,
}

impl<'a, C: Capability> Visible<'a, C> {
    pub(crate) const fn new(access: &'a Access) -> Self {
        Self {
            access,
            _capability: PhantomData,
        }
    }

    /// What is inside: the union of these.
    pub fn terms(&self) -> Vec<Term<'a>> {
        self.access.terms(C::PERMISSION).collect()
    }

    /// What is taken out of it again.
    pub fn denials(&self) -> Vec<Term<'a>> {
        self.access.denials(C::PERMISSION).collect()
    }

    #[must_use]
    pub const fn access(&self) -> &'a Access {
        self.access
    }
}

impl<C: Capability> fmt::Debug for Visible<'_, C> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "what {} reaches for {:?}",
            C::PERMISSION,
            self.access.who
        )
    }
}

impl Access {
    /// The list of everything that `C` reaches.
    ///
    /// # Errors
    /// As of [`Access::decide`], where it reaches nothing at all.
    pub fn visible<C: Capability>(&self) -> Result<Visible<'_, C>, Denial> {
        self.able(C::PERMISSION)?;
        let mut terms = self.terms(C::PERMISSION).peekable();
        if terms.peek().is_none() {
            return Err(self.unheld(C::PERMISSION));
        }
        if terms.all(|term| {
            self.denials(C::PERMISSION)
                .any(|denial| denial.covers(&term))
        }) {
            return Err(Denial::Refused(C::PERMISSION));
        }
        Ok(Visible::new(self))
    }
}
