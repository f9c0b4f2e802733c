//! Who could change an answer: asked of the same rules that hand out and change roles.

use super::{Denied, Matter};
use crate::{
    Access, Anchor, Denial, Grounds, Permission, Reach, RoleBook, RoleName, Side, Standing,
    Storefront, Who,
    rules::{people, people::PersonFacts},
    table,
};

/// Whose answer is to change.
#[derive(Clone, Copy, Debug)]
pub struct Asked<'a> {
    pub access: &'a Access,
    pub person: PersonFacts<'a>,
    /// The storefront where they are.
    pub at: &'a Storefront,
    pub permission: Permission,
}

/// What would change it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Remedy {
    /// The roles of which one more would be enough.
    pub enough: Vec<RoleName>,
    /// The roles whose holders give one of those, or take the one away that decides.
    pub by: Vec<RoleName>,
    /// The roles whose holders change what the person's roles grant.
    pub editors: Vec<RoleName>,
    /// The role that decides, and where it starts.
    deciding: Option<(RoleName, Anchor)>,
}

impl Asked<'_> {
    /// What would change this answer, by roles that the reader may know of.
    #[must_use]
    pub fn remedy(
        &self,
        book: &RoleBook,
        reader: &Access,
        matter: &Matter<'_>,
        verdict: &Result<Grounds<'_>, Denied<'_>>,
    ) -> Remedy {
        let known: Vec<RoleName> = table(book, self.at, reader)
            .iter()
            .filter_map(|line| book.find(line.id))
            .collect();
        let deciding = match verdict {
            Ok(grounds) => Some(*grounds),
            Err(denied) => denied.by,
        };
        let mut remedy = Remedy {
            enough: Vec::new(),
            by: Vec::new(),
            editors: Vec::new(),
            deciding: deciding.map(|one| (one.role.clone(), one.anchor.clone())),
        };
        if self.access.standing != Standing::Active {
            return remedy;
        }
        if verdict.is_err() {
            let mut enough = known.clone();
            enough.retain(|role| self.would_do(book, role, matter));
            remedy.enough = enough;
        }
        // What a rule refuses, no other grant lifts.
        let by_grants = match verdict {
            Ok(_) => true,
            Err(denied) => matches!(
                denied.why,
                Denial::Missing(_) | Denial::Refused(_) | Denial::OwnRequest
            ),
        };
        for role in &known {
            let Some(holder) = self.holder(book, role) else {
                continue;
            };
            if remedy.is_for(self, book, &holder) {
                remedy.by.push(role.clone());
            }
            if by_grants && self.is_edited_by(book, &remedy, &holder) {
                remedy.editors.push(role.clone());
            }
        }
        remedy
    }

    /// Where a role of theirs would start.
    fn anchor(&self) -> Anchor {
        Anchor::Storefronts(vec![self.at.id])
    }

    /// Whether holding this role as well would be enough. Who buys here, works here or produces for
    /// us goes on doing so.
    fn would_do(&self, book: &RoleBook, role: &RoleName, matter: &Matter<'_>) -> bool {
        let side = if self.access.is_staff() {
            Side::Staff
        } else if self.access.is_supplier() {
            Side::Partner
        } else {
            Side::Customer
        };
        let automatic = matches!(role, RoleName::BuiltIn(role) if role.is_automatic());
        if automatic || role.side() != side {
            return false;
        }
        book.holding(role, self.anchor()).is_some_and(|holding| {
            let with = self.access.clone().holding(holding);
            matter.why(&with, self.permission).is_ok()
        })
    }

    /// Somebody who holds this role and sits where the person does.
    fn holder(&self, book: &RoleBook, role: &RoleName) -> Option<Access> {
        let assigns = book.allows(role)?.of(Permission::RoleAssign);
        let edits = book.allows(role)?.of(Permission::RoleEdit);
        let anchor = match role.side() {
            Side::Partner | Side::Machine => return None,
            Side::Staff if assigns.union(edits).has(Reach::Platform) => Anchor::Platform,
            Side::Staff | Side::Customer => self.anchor(),
        };
        let holder = Access {
            company: self.access.company,
            company_has_departments: self.access.company_has_departments,
            member_of: self.access.member_of.clone(),
            manages: self.access.member_of.clone(),
            ..Access::new(Who::System)
        };
        Some(holder.holding(book.holding(role, anchor)?))
    }

    /// Whether somebody could change what the deciding role grants or, where a grant is missing, what
    /// one of the person's roles does.
    fn is_edited_by(&self, book: &RoleBook, remedy: &Remedy, editor: &Access) -> bool {
        let edits = |role: &RoleName| {
            let locked =
                matches!(role, RoleName::BuiltIn(role) if role.is_platform_administrator());
            let home = book.stands(role);
            !locked
                && editor.holds(self.permission).is_ok()
                && home.is_some_and(|home| editor.decide(Permission::RoleEdit, &home).is_ok())
        };
        match &remedy.deciding {
            Some((role, _)) => edits(role),
            None => self.access.holdings.iter().any(|one| edits(&one.role)),
        }
    }
}

impl Remedy {
    /// Whether it is somebody's to give or to take, by what they hold.
    #[must_use]
    pub fn is_for(&self, asked: &Asked<'_>, book: &RoleBook, somebody: &Access) -> bool {
        let gives = self.enough.iter().any(|role| {
            people::assign(somebody, book, &asked.person, role, &asked.anchor()).is_ok()
        });
        let takes = self.deciding.as_ref().is_some_and(|(role, anchor)| {
            people::withdraw(somebody, book, &asked.person, role, anchor).is_ok()
        });
        gives || takes
    }
}
