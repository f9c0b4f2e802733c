//! The one vocabulary that is both the decision and the filter.
//!
//! A grant at an anchor becomes a [`Term`]; a term is a conjunction of [`Condition`]s. Whether a
//! condition holds an object is answered here; the same conditions are what the store writes into
//! the `where` of a list. A list can therefore not forget what the check knows.

use crate::{Access, Anchor, Assignee, Grants, Holding, Object, Owner, Permission, Reach, Who};
use domain::{CompanyId, DepartmentId, LinkId, StorefrontId, SupplierId};

/// One fact that an object must show.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Condition<'a> {
    /// It is on one of these storefronts.
    Storefront(&'a [StorefrontId]),
    /// It is on one of these storefronts, or a personal thing that is on none.
    StorefrontOrNone(&'a [StorefrontId]),
    /// It is on some storefront.
    SomeStorefront,
    /// It is of this company, or for every company.
    Company(CompanyId),
    /// It is in one of these departments, or for all of them.
    Departments(&'a [DepartmentId]),
    Owner(Owner),
    /// It is not theirs. Nothing is neither: what is not known to be theirs is not, so that in SQL
    /// this is `not coalesce(…, false)`.
    NotOwner(Owner),
    /// It names one of these.
    Assigned(&'a [Assignee]),
    Supplier(SupplierId),
    Public,
    Link(LinkId),
    /// Nothing is inside: the actor has no department, no company, no name.
    Never,
}

impl Condition<'_> {
    #[must_use]
    pub fn holds(&self, object: &Object<'_>) -> bool {
        match *self {
            Self::Storefront(these) => object.storefront.is_some_and(|one| these.contains(&one)),
            Self::StorefrontOrNone(these) => {
                object.storefront.is_none_or(|one| these.contains(&one))
            }
            Self::SomeStorefront => object.storefront.is_some(),
            Self::Company(company) => object.company.meets(&[company]),
            Self::Departments(these) => object.departments.meets(these),
            Self::Owner(owner) => object.owners.contains(&owner),
            Self::NotOwner(owner) => !object.owners.contains(&owner),
            Self::Assigned(names) => object.assigned.iter().any(|one| names.contains(one)),
            Self::Supplier(supplier) => object.assigned.contains(&Assignee::Supplier(supplier)),
            Self::Public => object.public,
            Self::Link(link) => object.link == Some(link),
            Self::Never => false,
        }
    }
}

impl Condition<'_> {
    /// Whether every object that meets this one meets `other` too, as far as the two tell by
    /// themselves: that a department lies in its company is not known here.
    #[must_use]
    pub fn implies(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::Never, _) | (Self::Storefront(_), Self::SomeStorefront) => true,
            (Self::Storefront(few), Self::Storefront(many) | Self::StorefrontOrNone(many))
            | (Self::StorefrontOrNone(few), Self::StorefrontOrNone(many)) => {
                few.iter().all(|one| many.contains(one))
            }
            (Self::Departments(few), Self::Departments(many)) => {
                few.iter().all(|one| many.contains(one))
            }
            (Self::Assigned(few), Self::Assigned(many)) => few.iter().all(|one| many.contains(one)),
            (Self::Supplier(one), Self::Assigned(many)) => many.contains(&Assignee::Supplier(*one)),
            (one, other) => one == other,
        }
    }
}

/// The most conditions that a term has: at an anchor of departments (3), a reach of departments (2),
/// and whose it is (1).
const MOST: usize = 6;

/// At most six conditions, all of which must hold; none means everything is inside.
#[derive(Clone, Copy, Debug, Default)]
pub struct Conditions<'a> {
    of: [Option<Condition<'a>>; MOST],
    length: usize,
}

impl<'a> Conditions<'a> {
    fn and(mut self, condition: Condition<'a>) -> Self {
        match self.of.get_mut(self.length) {
            Some(slot) => {
                *slot = Some(condition);
                self.length += 1;
            }
            // One that does not fit must not be forgotten: then nothing is inside.
            None => self.of = [Some(Condition::Never); MOST],
        }
        self
    }

    pub fn iter(&self) -> impl Iterator<Item = Condition<'a>> {
        self.of.into_iter().flatten()
    }

    #[must_use]
    pub fn hold(&self, object: &Object<'_>) -> bool {
        self.of
            .iter()
            .map_while(Option::as_ref)
            .all(|condition| condition.holds(object))
    }
}

/// Whose things a term speaks of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Whose {
    Anyones,
    /// The actor's own, and nobody else's.
    Own,
    /// Everybody else's.
    Others,
}

/// One reach of one grant of one holding: the unit that is unioned.
#[derive(Clone, Copy, Debug)]
pub struct Term<'a> {
    pub access: &'a Access,
    pub holding: &'a Holding,
    pub reach: Reach,
    whose: Whose,
}

impl<'a> Term<'a> {
    /// When an object is inside: the anchor's cap, the reach, and whose it is, together.
    #[must_use]
    pub fn conditions(&self) -> Conditions<'a> {
        let reached = self.reached(self.capped());
        match (self.whose, self.access.owner()) {
            (Whose::Own, Some(me)) => reached.and(Condition::Owner(me)),
            (Whose::Others, Some(me)) => reached.and(Condition::NotOwner(me)),
            (Whose::Own, None) => reached.and(Condition::Never),
            (Whose::Others, None) | (Whose::Anyones, _) => reached,
        }
    }

    #[must_use]
    pub fn holds(&self, object: &Object<'_>) -> bool {
        self.conditions().hold(object)
    }

    /// Whether this, as a grant, opens the object: what is withheld from companies is not opened by
    /// reaching it through one. A refusal asks [`Self::holds`], so that withholding opens nothing.
    #[must_use]
    pub fn grants(&self, object: &Object<'_>) -> bool {
        !(object.withheld && self.reach.is_of_company()) && self.holds(object)
    }

    /// Whether this holds, for the same actor, whatever `narrower` holds; so it is never wrong, but
    /// may be no where the two agree by chance.
    #[must_use]
    pub fn covers(&self, narrower: &Self) -> bool {
        (self.whose == narrower.whose || self.whose == Whose::Anyones)
            && self
                .holding
                .anchor
                .covers(self.reach, &narrower.holding.anchor, narrower.reach)
    }

    /// What the anchor allows at most. One's own things, and things one is named on, are capped by
    /// the storefront only: managing two departments says nothing about one's own orders in a third.
    fn capped(&self) -> Conditions<'a> {
        let cap = Conditions::default();
        let named = matches!(
            self.reach,
            Reach::Own | Reach::Assigned | Reach::Link | Reach::Public
        );
        match &self.holding.anchor {
            Anchor::Platform => cap,
            Anchor::Supplier([supplier]) => match self.reach {
                Reach::Own => cap,
                _ => cap.and(Condition::Supplier(*supplier)),
            },
            anchor if self.reach == Reach::Own => cap.and(Condition::StorefrontOrNone(
                anchor.storefronts().unwrap_or_default(),
            )),
            Anchor::Storefronts(these) => cap.and(Condition::Storefront(these)),
            Anchor::Company {
                storefront,
                company,
            } => {
                let cap = cap.and(Condition::Storefront(storefront));
                if named {
                    cap
                } else {
                    cap.and(Condition::Company(*company))
                }
            }
            Anchor::Departments {
                storefront,
                company,
                departments,
            } => {
                let cap = cap.and(Condition::Storefront(storefront));
                if named {
                    return cap;
                }
                cap.and(Condition::Company(*company))
                    .and(Condition::Departments(departments))
            }
        }
    }

    fn reached(&self, cap: Conditions<'a>) -> Conditions<'a> {
        let access = self.access;
        match self.reach {
            Reach::Public => cap.and(Condition::Public),
            Reach::Own => match access.owner() {
                Some(owner) => cap.and(Condition::Owner(owner)),
                None => cap.and(Condition::Never),
            },
            Reach::Assigned => cap.and(Condition::Assigned(&access.names)),
            Reach::Link => match access.who {
                Who::Link(link) => cap.and(Condition::Link(link)),
                _ => cap.and(Condition::Never),
            },
            Reach::Department if access.company_has_departments => self
                .in_company(cap)
                .and(Condition::Departments(&access.member_of)),
            Reach::Department | Reach::Company => self.in_company(cap),
            Reach::Managed if access.manages.is_empty() => cap.and(Condition::Never),
            Reach::Managed => self
                .in_company(cap)
                .and(Condition::Departments(&access.manages)),
            Reach::Storefront => cap.and(Condition::SomeStorefront),
            Reach::Platform => cap,
        }
    }

    /// The actor's company, which an anchor at that company has named already.
    fn in_company(&self, cap: Conditions<'a>) -> Conditions<'a> {
        match (&self.holding.anchor, self.access.company) {
            (_, None) => cap.and(Condition::Never),
            (Anchor::Company { company, .. } | Anchor::Departments { company, .. }, Some(mine))
                if mine == *company =>
            {
                cap
            }
            (_, Some(mine)) => cap.and(Condition::Company(mine)),
        }
    }
}

/// The grants that a permission is decided by, and whose things each is for. Deciding on one's own
/// request is another permission than deciding on others' (four eyes, invariant 5); saying so here
/// keeps the list of what waits and the decision the same.
const fn by(permission: Permission) -> [Option<(Permission, Whose)>; 2] {
    match permission {
        Permission::ApprovalDecide => [
            Some((Permission::ApprovalDecide, Whose::Others)),
            Some((Permission::ApprovalSelf, Whose::Own)),
        ],
        other => [Some((other, Whose::Anyones)), None],
    }
}

impl Access {
    /// The terms under which the actor holds a permission; what they union to is what it reaches.
    pub fn terms(&self, permission: Permission) -> impl Iterator<Item = Term<'_>> {
        self.terms_in(permission, |holding| &holding.allows)
    }

    /// The terms under which the actor is denied it, whatever else they hold.
    pub fn denials(&self, permission: Permission) -> impl Iterator<Item = Term<'_>> {
        self.terms_in(permission, |holding| &holding.denies)
    }

    fn terms_in(
        &self,
        permission: Permission,
        table: fn(&Holding) -> &Grants,
    ) -> impl Iterator<Item = Term<'_>> {
        by(permission)
            .into_iter()
            .flatten()
            .flat_map(move |(permission, whose)| {
                self.holdings.iter().flat_map(move |holding| {
                    let reaches = table(holding).of(permission);
                    reaches.iter().map(move |reach| Term {
                        access: self,
                        holding,
                        reach,
                        whose,
                    })
                })
            })
    }
}
