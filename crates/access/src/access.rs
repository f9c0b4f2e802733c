//! Who is asking, and what they hold.

use crate::{Assignee, Grants, Owner, Permission, Reach, Role, RoleId, Side, wire::Actor};
use domain::{
    AccountId, CompanyId, CustomRoleId, DepartmentId, LinkId, PrintLocationId, StorefrontId,
    SupplierId, VisitorId, orders::Audience,
};
use serde::{Deserialize, Serialize};
use std::borrow::Cow;

/// Whoever makes a request.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Who {
    Visitor(VisitorId),
    Account(AccountId),
    /// The bearer of a one-off link.
    Link(LinkId),
    /// Work that nobody asked for at the moment: mail, clean-up, demo data.
    System,
}

/// The state of the account, key or link that asks. Everything but `Active` is refused everything.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Standing {
    Active,
    /// Active, and without the second factor that a storefront asks of whoever works there: it is set
    /// up before anything else.
    Unprotected,
    /// Never invited, or invited and not yet verified.
    Inactive,
    Suspended,
    Deleted,
}

/// Where an assignment starts: it caps the reach of every grant of the role.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Anchor {
    Platform,
    Storefronts(Vec<StorefrontId>),
    Company {
        storefront: [StorefrontId; 1],
        company: CompanyId,
    },
    Departments {
        storefront: [StorefrontId; 1],
        company: CompanyId,
        departments: Vec<DepartmentId>,
    },
    Supplier([SupplierId; 1]),
}

impl Anchor {
    #[must_use]
    pub const fn company(storefront: StorefrontId, company: CompanyId) -> Self {
        Self::Company {
            storefront: [storefront],
            company,
        }
    }

    /// The storefronts it is limited to; nothing if it is not limited to any.
    #[must_use]
    pub fn storefronts(&self) -> Option<&[StorefrontId]> {
        match self {
            Self::Platform | Self::Supplier(_) => None,
            Self::Storefronts(these) => Some(these),
            Self::Company { storefront, .. } | Self::Departments { storefront, .. } => {
                Some(storefront)
            }
        }
    }

    /// Whether `inner` starts nowhere that this one does not.
    #[must_use]
    pub fn contains(&self, inner: &Self) -> bool {
        match (self, inner) {
            (Self::Platform, _) => true,
            (Self::Storefronts(outer), _) => inner
                .storefronts()
                .is_some_and(|inner| inner.iter().all(|one| outer.contains(one))),
            (
                Self::Company {
                    storefront,
                    company,
                },
                Self::Company {
                    storefront: s,
                    company: c,
                }
                | Self::Departments {
                    storefront: s,
                    company: c,
                    ..
                },
            ) => storefront == s && company == c,
            (
                Self::Departments {
                    storefront,
                    company,
                    departments,
                },
                Self::Departments {
                    storefront: s,
                    company: c,
                    departments: inner,
                },
            ) => {
                storefront == s && company == c && inner.iter().all(|one| departments.contains(one))
            }
            (Self::Supplier(outer), Self::Supplier(inner)) => outer == inner,
            _ => false,
        }
    }

    /// Whether a grant of reach `wide` here holds, for one and the same actor, every object that a
    /// grant of reach `narrow` at `inner` holds. It needs no assumption about the objects, unlike
    /// [`Reach::covers`], because it knows what the anchors cap.
    #[must_use]
    pub fn covers(&self, wide: Reach, inner: &Self, narrow: Reach) -> bool {
        if !self.contains(inner) {
            return false;
        }
        // What a wide reach leaves out and a narrow one may hold: what is on no storefront.
        let everything =
            wide == Reach::Platform || (wide == Reach::Storefront && inner.storefronts().is_some());
        wide == narrow
            || match narrow {
                Reach::Department | Reach::Managed => wide == Reach::Company || everything,
                Reach::Company | Reach::Storefront | Reach::Platform => everything,
                // What names the actor is capped by the storefront alone: a wide reach that a
                // company or departments cap does not hold all of it.
                Reach::Public | Reach::Assigned | Reach::Link => {
                    everything && !matches!(self, Self::Company { .. } | Self::Departments { .. })
                }
                // So are one's own things, but for one's account, which is on no storefront.
                Reach::Own => wide == Reach::Platform && *self == Self::Platform,
            }
    }
}

/// A built-in role, or one that an administrator made.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum RoleName {
    BuiltIn(Role),
    Custom {
        id: CustomRoleId,
        name: String,
        side: Side,
    },
}

impl RoleName {
    #[must_use]
    pub fn name(&self) -> &str {
        match self {
            Self::BuiltIn(role) => role.name(),
            Self::Custom { name, .. } => name,
        }
    }

    #[must_use]
    pub const fn side(&self) -> Side {
        match self {
            Self::BuiltIn(role) => role.side(),
            Self::Custom { side, .. } => *side,
        }
    }
}

impl RoleName {
    /// By which addresses, forms and files know it.
    #[must_use]
    pub const fn id(&self) -> RoleId {
        match self {
            Self::BuiltIn(role) => RoleId::BuiltIn(*role),
            Self::Custom { id, .. } => RoleId::Custom(*id),
        }
    }
}

/// What is set on a role besides its grants; stored as JSON.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Ways {
    /// The page that its holders start on: a pattern of the page table. Without one a built-in role
    /// starts where it does as it comes, and a custom one leads nobody anywhere.
    pub start: Option<String>,
    /// The roles that holders of a custom role hand out, as far as they cover them; without it
    /// whatever they cover. Those of built-in roles are in [`Role::assignable`].
    pub hands_out: Option<Vec<RoleId>>,
}

/// A role that somebody holds, with its grants as they are now and the anchor they start from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Holding {
    pub role: RoleName,
    pub anchor: Anchor,
    pub allows: Cow<'static, Grants>,
    /// Explicit denials, of custom roles only; they win over every grant.
    pub denies: Cow<'static, Grants>,
    pub ways: Ways,
}

impl Holding {
    /// A built-in role as it comes, at an anchor.
    #[must_use]
    pub const fn built_in(role: Role, anchor: Anchor) -> Self {
        Self {
            role: RoleName::BuiltIn(role),
            anchor,
            allows: Cow::Borrowed(role.grants()),
            denies: Cow::Borrowed(&Grants::NONE),
            ways: Ways {
                start: None,
                hands_out: None,
            },
        }
    }
}

/// An actor with all that decides what they may do; made once a request from what is stored, and
/// given to the browser once, with the page.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(into = "Actor", try_from = "Actor")]
pub struct Access {
    pub who: Who,
    pub standing: Standing,
    /// The administrator who is logged in as this account, if one is.
    pub acting: Option<AccountId>,
    pub company: Option<CompanyId>,
    /// A company without departments is one department.
    pub company_has_departments: bool,
    pub member_of: Vec<DepartmentId>,
    pub manages: Vec<DepartmentId>,
    /// The names by which requests and awards may name the actor.
    pub names: Vec<Assignee>,
    pub holdings: Vec<Holding>,
}

impl Access {
    /// An actor who holds nothing yet.
    #[must_use]
    pub fn new(who: Who) -> Self {
        Self {
            who,
            standing: Standing::Active,
            acting: None,
            company: None,
            company_has_departments: false,
            member_of: Vec::new(),
            manages: Vec::new(),
            names: match who {
                Who::Account(id) => vec![Assignee::Account(id)],
                Who::Visitor(_) | Who::Link(_) | Who::System => Vec::new(),
            },
            holdings: Vec::new(),
        }
    }

    /// This actor holding one more role. A supplier's anchor and a print location also name it.
    #[must_use]
    pub fn holding(mut self, holding: Holding) -> Self {
        if let Anchor::Supplier([supplier]) = holding.anchor {
            self.names.push(Assignee::Supplier(supplier));
        }
        self.holdings.push(holding);
        self
    }

    #[must_use]
    pub fn at_print_location(mut self, location: PrintLocationId) -> Self {
        self.names.push(Assignee::PrintLocation(location));
        self
    }

    #[must_use]
    pub const fn account(&self) -> Option<AccountId> {
        match self.who {
            Who::Account(id) => Some(id),
            Who::Visitor(_) | Who::Link(_) | Who::System => None,
        }
    }

    #[must_use]
    pub const fn signed_in(&self) -> bool {
        matches!(self.who, Who::Account(_))
    }

    /// As whom the actor owns things; links and the system own nothing.
    #[must_use]
    pub const fn owner(&self) -> Option<Owner> {
        match self.who {
            Who::Account(id) => Some(Owner::Account(id)),
            Who::Visitor(id) => Some(Owner::Visitor(id)),
            Who::Link(_) | Who::System => None,
        }
    }

    /// Whether the actor works for the print shop rather than buying from it or producing for it.
    #[must_use]
    pub fn is_staff(&self) -> bool {
        self.holdings
            .iter()
            .any(|one| one.role.side() == Side::Staff)
    }

    #[must_use]
    pub fn is_supplier(&self) -> bool {
        self.suppliers().next().is_some()
    }

    /// The suppliers that the actor works for.
    pub fn suppliers(&self) -> impl Iterator<Item = SupplierId> {
        self.names.iter().filter_map(|name| match name {
            Assignee::Supplier(id) => Some(*id),
            Assignee::Account(_) | Assignee::PrintLocation(_) => None,
        })
    }

    /// For whom orders and jobs are shown: for staff where a staff role lets them see such, else for
    /// the supplier where the actor works for one, else for the customer.
    #[must_use]
    pub fn audience(&self) -> Audience {
        let shows = |holding: &Holding| {
            [Permission::OrderView, Permission::ProductionQueue]
                .iter()
                .any(|permission| !holding.allows.of(*permission).is_empty())
        };
        if self
            .holdings
            .iter()
            .any(|one| one.role.side() == Side::Staff && shows(one))
        {
            Audience::Staff
        } else if self.is_supplier() {
            Audience::Supplier
        } else {
            Audience::Customer
        }
    }
}
