//! What is asked about: where an object stands, as facts that were loaded before.

use domain::{
    AccountId, CompanyId, DepartmentId, LinkId, PrintLocationId, StorefrontId, SupplierId,
    VisitorId,
};

/// Who something belongs to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Owner {
    Account(AccountId),
    /// A browser without an account, known by its session.
    Visitor(VisitorId),
}

/// Whom something names: the designated approver, the supplier it is awarded to, the place it is
/// output at.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Assignee {
    Account(AccountId),
    Supplier(SupplierId),
    PrintLocation(PrintLocationId),
}

/// The companies or departments something is in. A thing of nobody (an order of a person without a
/// department) and a thing for everybody (a product without limits) are opposites.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Scope<'a, T> {
    Nobody,
    These(&'a [T]),
    Everybody,
}

impl<T: PartialEq> Scope<'_, T> {
    /// Whether it is in one of `theirs`.
    #[must_use]
    pub fn meets(&self, theirs: &[T]) -> bool {
        match self {
            Self::Nobody => false,
            Self::These(ours) => ours.iter().any(|one| theirs.contains(one)),
            Self::Everybody => true,
        }
    }
}

/// The facts about an object that every reach is decided on.
#[derive(Clone, Copy, Debug)]
pub struct Object<'a> {
    /// Nothing for what exists at the platform only, and for a person's own account and session.
    pub storefront: Option<StorefrontId>,
    pub company: Scope<'a, CompanyId>,
    pub departments: Scope<'a, DepartmentId>,
    /// Maker, owner, beneficiary.
    pub owners: &'a [Owner],
    pub assigned: &'a [Assignee],
    /// Published on a public storefront.
    pub public: bool,
    /// The one-off link that leads to it.
    pub link: Option<LinkId>,
    /// Its storefront keeps it from whoever would reach it through their company or its departments
    /// (decisions ). What is refused is refused all the same.
    pub withheld: bool,
}

impl Object<'_> {
    /// What exists at the platform and belongs to nobody; the start of every other object.
    pub const PLATFORM: Self = Self {
        storefront: None,
        company: Scope::Nobody,
        departments: Scope::Nobody,
        owners: &[],
        assigned: &[],
        public: false,
        link: None,
        withheld: false,
    };

    /// Something of a storefront as a whole.
    #[must_use]
    pub const fn of_storefront(storefront: StorefrontId) -> Self {
        Self {
            storefront: Some(storefront),
            ..Self::PLATFORM
        }
    }
}
