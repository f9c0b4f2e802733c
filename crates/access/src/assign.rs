//! Who may hand out which role, to whom, and where.
//!
//! Nobody grants what they do not hold, nor a role outside their assignable set, nor beyond their
//! own anchor; customer-side roles never hand out staff-side ones. Two ways lead to a role:
//!
//! - **Delegation.** A built-in role has a set of built-in roles that its holder hands out
//!   ([`Role::assignable`]). The giver need not hold each grant of such a role (a Company Manager
//!   sees the company's orders, a Customer their own), because the set says what is delegated. It is
//!   bounded all the same: the sets are constants of this file, and what somebody has added to a
//!   built-in role since is no part of the delegation; it must be covered, as in the other way.
//! - **Cover.** A custom role is handed out by administrators, and by holders of custom roles, whose
//!   own grants cover each of its grants at the anchor where it is to start
//!   ([`Anchor::covers`]); the same goes for a built-in role given by the holder of a custom one, if
//!   that role hands out nothing itself. A custom role may name the roles that its holders hand out,
//!   which only narrows this.
//!
//! So by induction over the hand-outs: whatever an account reaches, it would also reach by what the
//! first givers in its chain hold, or by a built-in role that their sets allow. Editing a role is in
//! [`RoleBook`](crate::RoleBook) and bounded by cover.

use crate::{
    Access, Anchor, Denial, Grants, Holding, Object, Permission, Permit, Role, RoleId, RoleName,
    Side, Ways, permission::role,
};

/// Everything that is given by hand.
const EVERY: &[Role] = &[
    Role::StorefrontApprover,
    Role::AlbumAdmin,
    Role::StorefrontAdmin,
    Role::PlatformAdmin,
    Role::JobController,
    Role::PrintLocationDownloader,
    Role::Admin,
    Role::JuniorAdmin,
    Role::Supplier,
    Role::EndUser,
    Role::SeniorManager,
    Role::CorporateDepartmentManager,
    Role::CorporateApprover,
    Role::PublicCustomer,
    Role::Customer,
    Role::CustomerPlus,
    Role::PowerUser,
    Role::PrintshopDepartmentManager,
    Role::CompanyManager,
    Role::Designer,
    Role::Operator,
    Role::ProductionManager,
    Role::PrintshopAdministrator,
    Role::ConfiguratorAdministrator,
    Role::ManageConfiguration,
    Role::ViewConfiguration,
    Role::RuntimeConfiguration,
    Role::RuntimeOrdersConfiguration,
    Role::ManageOrders,
    Role::ViewOrders,
];

/// Everything of a storefront; administrators and suppliers are made at the platform only.
const AT_A_STOREFRONT: &[Role] = &[
    Role::StorefrontApprover,
    Role::AlbumAdmin,
    Role::JobController,
    Role::PrintLocationDownloader,
    Role::EndUser,
    Role::SeniorManager,
    Role::CorporateDepartmentManager,
    Role::CorporateApprover,
    Role::PublicCustomer,
    Role::Customer,
    Role::CustomerPlus,
    Role::PowerUser,
    Role::PrintshopDepartmentManager,
    Role::CompanyManager,
    Role::Designer,
    Role::Operator,
    Role::ProductionManager,
    Role::ManageConfiguration,
    Role::ViewConfiguration,
    Role::RuntimeConfiguration,
    Role::RuntimeOrdersConfiguration,
    Role::ManageOrders,
    Role::ViewOrders,
];

/// The five that a company manages itself. A Public Customer becomes one by signing up only.
const OF_A_COMPANY: &[Role] = &[
    Role::Customer,
    Role::CustomerPlus,
    Role::PowerUser,
    Role::PrintshopDepartmentManager,
    Role::CompanyManager,
];

const OF_A_DEPARTMENT: &[Role] = &[Role::Customer, Role::CustomerPlus, Role::PowerUser];

const OF_PRODUCTION: &[Role] = &[
    Role::Customer,
    Role::CustomerPlus,
    Role::PowerUser,
    Role::PrintshopDepartmentManager,
    Role::CompanyManager,
    Role::Operator,
    Role::Designer,
];

const OF_AN_INSTANCE: &[Role] = &[
    Role::ConfiguratorAdministrator,
    Role::ManageConfiguration,
    Role::ViewConfiguration,
    Role::RuntimeConfiguration,
    Role::RuntimeOrdersConfiguration,
    Role::ManageOrders,
    Role::ViewOrders,
];

impl Role {
    /// The built-in roles that a holder hands out and takes back, given `role.assign`.
    #[must_use]
    pub const fn assignable(self) -> &'static [Self] {
        match self {
            Self::PlatformAdmin | Self::Admin | Self::PrintshopAdministrator => EVERY,
            Self::StorefrontAdmin | Self::JuniorAdmin => AT_A_STOREFRONT,
            Self::ConfiguratorAdministrator => OF_AN_INSTANCE,
            Self::ProductionManager => OF_PRODUCTION,
            Self::CompanyManager => OF_A_COMPANY,
            Self::PrintshopDepartmentManager => OF_A_DEPARTMENT,
            Self::Guest
            | Self::Registered
            | Self::StorefrontApprover
            | Self::AlbumAdmin
            | Self::JobController
            | Self::PrintLocationDownloader
            | Self::Supplier
            | Self::EndUser
            | Self::SeniorManager
            | Self::CorporateDepartmentManager
            | Self::CorporateApprover
            | Self::ExternalApprover
            | Self::Visitor
            | Self::PublicCustomer
            | Self::Customer
            | Self::CustomerPlus
            | Self::PowerUser
            | Self::Designer
            | Self::Operator
            | Self::ManageConfiguration
            | Self::ViewConfiguration
            | Self::RuntimeConfiguration
            | Self::RuntimeOrdersConfiguration
            | Self::ManageOrders
            | Self::ViewOrders => &[],
        }
    }

    /// Kept by the system and never given by hand: by having a session or none, an account, a link.
    #[must_use]
    pub const fn is_automatic(self) -> bool {
        matches!(
            self,
            Self::Guest | Self::Visitor | Self::Registered | Self::ExternalApprover
        )
    }

    /// Never somebody to log in as; see [`Grants::administer`].
    #[must_use]
    pub fn is_administrator(self) -> bool {
        self.grants().administer()
    }

    /// The staff's roles that can be limited to companies (decisions ). Those that
    /// administer a platform cannot, nor those that work with things of the whole storefront.
    #[must_use]
    pub const fn works_for_companies(self) -> bool {
        matches!(
            self,
            Self::JuniorAdmin | Self::ProductionManager | Self::Designer | Self::Operator
        )
    }

    /// The umbrellas over everything, one in each pack that has a platform. Nobody changes them, so
    /// that no edit can lock everybody out.
    #[must_use]
    pub const fn is_platform_administrator(self) -> bool {
        matches!(
            self,
            Self::PlatformAdmin | Self::Admin | Self::PrintshopAdministrator
        )
    }
}

impl Access {
    /// Handing out a role with the grants that it has now, to a person, starting at an anchor. A
    /// custom role also stays within its home; ask
    /// [`RoleBook::may_assign`](crate::RoleBook::may_assign), which knows it.
    ///
    /// # Errors
    /// No `role.assign` that reaches the person; a role that is not the giver's to give, or not
    /// there; one that grants more than they hold; an administrator or a partner without the
    /// permission to make one.
    pub fn may_assign(
        &self,
        role: &RoleName,
        grants: &Grants,
        to: &Object<'_>,
        anchor: &Anchor,
    ) -> Result<Permit<role::Assign>, Denial> {
        self.decide(Permission::RoleAssign, to)?;
        if matches!(role, RoleName::BuiltIn(role) if role.is_automatic()) {
            return Err(Denial::NotHandedOut);
        }
        if grants.administer() {
            self.decide(Permission::AdminAccountCreate, to)?;
        }
        if role.side() == Side::Partner {
            self.decide(Permission::SupplierManage, to)?;
        }
        let mut why = Denial::NotHandedOut;
        for term in self.terms(Permission::RoleAssign) {
            if !term.holds(to) || !term.holding.anchor.contains(anchor) {
                continue;
            }
            let Some(delegated) = term.holding.delegates(role) else {
                continue;
            };
            match self.uncovered(&grants.without(delegated), anchor) {
                None => return Ok(Permit::new(self, to.storefront, term.reach)),
                Some(permission) => why = Denial::Beyond(permission),
            }
        }
        Err(why)
    }

    /// Taking a role away. What it denied is then given back, so that counts as given.
    ///
    /// # Errors
    /// As of [`Access::may_assign`].
    pub fn may_withdraw(
        &self,
        holding: &Holding,
        from: &Object<'_>,
    ) -> Result<Permit<role::Assign>, Denial> {
        let grants = holding.allows.union(&holding.denies);
        self.may_assign(&holding.role, &grants, from, &holding.anchor)
    }

    /// The first of these grants that the actor does not hold at the anchor, or is denied anywhere.
    pub(crate) fn uncovered(&self, grants: &Grants, at: &Anchor) -> Option<Permission> {
        let covered = |permission, reach| {
            self.holdings.iter().any(|holding| {
                let mut mine = holding.allows.of(permission).iter();
                mine.any(|wide| holding.anchor.covers(wide, at, reach))
            })
        };
        let denied = |permission| {
            self.holdings
                .iter()
                .any(|holding| !holding.denies.of(permission).is_empty())
        };
        grants
            .iter()
            .find(|(permission, reaches)| {
                denied(*permission) || !reaches.iter().all(|reach| covered(*permission, reach))
            })
            .map(|(permission, _)| permission)
    }
}

impl Ways {
    /// Whether the set, if there is one, has this role in it.
    fn hand_out(&self, role: RoleId) -> bool {
        self.hands_out
            .as_ref()
            .is_none_or(|these| these.contains(&role))
    }
}

impl Holding {
    /// What of a role is this holding's to give without holding it; nothing at all if the role is
    /// not its to give.
    pub(crate) fn delegates(&self, role: &RoleName) -> Option<&'static Grants> {
        if self.role.side() != Side::Staff && role.side() != self.role.side() {
            return None;
        }
        match (&self.role, role) {
            (RoleName::BuiltIn(mine), RoleName::BuiltIn(theirs)) => {
                mine.assignable().contains(theirs).then(|| theirs.grants())
            }
            (RoleName::BuiltIn(mine), RoleName::Custom { .. }) => {
                mine.is_administrator().then_some(&Grants::NONE)
            }
            (RoleName::Custom { .. }, _) if !self.ways.hand_out(role.id()) => None,
            (RoleName::Custom { .. }, RoleName::Custom { .. }) => Some(&Grants::NONE),
            // A role with a set brings what its holder hands out in turn, which nobody has covered.
            (RoleName::Custom { .. }, RoleName::BuiltIn(theirs)) => {
                theirs.assignable().is_empty().then_some(&Grants::NONE)
            }
        }
    }
}
