//! Proofs that the access code was asked. Nobody else can make one.

use crate::{Access, Capability, Denial, Reach, Term, Who};
use domain::{AccountId, StorefrontId};
use std::{fmt, marker::PhantomData};

/// Proof that `C` was decided for one object. A write on tenant data takes it, and uses *its*
/// storefront in the `where`.
///
/// Only the rules of this crate make one; it cannot be copied, kept or sent:
///
/// ```compile_fail
/// use access::{Permit, permission::order};
/// let forged: Permit<order::Cancel> = Permit { _capability: std::marker::PhantomData };
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
    pub(crate) const fn new(access: &Access, storefront: Option<StorefrontId>, reach: Reach) -> Self {
        Self { storefront, by: access.who, acting: access.acting, reach, _capability: PhantomData }
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
        write!(f, "{} at {} by {:?} on {:?}", C::PERMISSION, self.reach, self.by, self.storefront)
    }
}

/// Proof that a list of what `C` reaches may be read, and the filter that keeps it to that.
#[must_use]
pub struct Visible<'a, C> {
    access: &'a Access,
    _capability: PhantomData<fn() -> C>,
}

impl<'a, C: Capability> Visible<'a, C> {
    pub(crate) const fn new(access: &'a Access) -> Self {
        Self { access, _capability: PhantomData }
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
        write!(f, "what {} reaches for {:?}", C::PERMISSION, self.access.who)
    }
}

impl Access {
    /// The list of everything that `C` reaches.
    ///
    /// # Errors
    /// [`Denial::SignIn`] or [`Denial::Missing`] where it reaches nothing at all.
    pub fn visible<C: Capability>(&self) -> Result<Visible<'_, C>, Denial> {
        self.holds(C::PERMISSION)?;
        Ok(Visible::new(self))
    }
}
