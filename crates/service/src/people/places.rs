//! Where roles can start, as forms name it and as people read it.

use access::{Access, Anchor, Pack, Role, RoleBook, RoleName, Side, Storefront, rules};
use domain::{CompanyId, StorefrontId, SupplierId, people::Named};
use store::{
    Tx,
    people::{CompanyPlace, DepartmentPlace, PersonRecord},
    storefronts,
};

/// All places that a role of this person could start at, loaded once.
pub(crate) struct Places {
    pub(super) storefronts: Vec<Storefront>,
    /// The person's own; of who is nobody's customer, those they may work for.
    companies: Vec<CompanyPlace>,
    own: Option<CompanyId>,
    pub(super) departments: Vec<DepartmentPlace>,
    suppliers: Vec<(SupplierId, String)>,
}

impl Places {
    pub(crate) async fn of(tx: &mut Tx, person: &PersonRecord) -> store::Result<Self> {
        let storefronts = storefronts::list(tx).await?;
        let customer = store::people::customer_of(tx, person.id).await?.is_some();
        let companies = match person.company {
            Some(id) => store::people::company(tx, id).await?.into_iter().collect(),
            None if customer => Vec::new(),
            None => {
                let ids: Vec<_> = storefronts.iter().map(|one| one.id).collect();
                store::people::companies_of(tx, &ids).await?
            }
        };
        Ok(Self {
            storefronts,
            companies,
            own: person.company,
            departments: store::people::departments_of(tx, person.company.as_slice()).await?,
            suppliers: store::people::suppliers(tx).await?,
        })
    }

    /// Each by the word that forms have for it.
    fn all(&self) -> Vec<(Named, Anchor)> {
        let mut all = vec![(Named::new("platform", "The platform"), Anchor::Platform)];
        for one in &self.storefronts {
            let named = Named::new(format!("storefront-{}", one.id), &*one.name);
            all.push((named.under("Storefronts"), at(one.id)));
        }
        for company in &self.companies {
            let named = Named::new(format!("company-{}", company.id), &*company.name);
            let anchor = Anchor::company(company.storefront, company.id);
            all.push((named.under("Companies"), anchor));
        }
        for one in &self.departments {
            let Some(company) = self.companies.iter().find(|known| known.id == one.company) else {
                continue;
            };
            let named = Named::new(format!("department-{}", one.id), &*one.name);
            let anchor = Anchor::Departments {
                storefront: [company.storefront],
                company: company.id,
                departments: vec![one.id],
            };
            all.push((named.under("Departments"), anchor));
        }
        for (id, name) in &self.suppliers {
            let named = Named::new(format!("supplier-{id}"), &**name);
            all.push((named.under("Suppliers"), Anchor::Supplier([*id])));
        }
        all
    }

    /// The place that a form names, together with further ones of its kind; nothing where one is not
    /// among these, or they are of several kinds.
    pub(super) fn find(&self, key: &str, also: &[String]) -> Option<Anchor> {
        let all = self.all();
        let found = |key: &str| {
            let mut all = all.iter();
            all.find(|(named, _)| named.value == key)
                .map(|(_, anchor)| anchor.clone())
        };
        also.iter()
            .try_fold(found(key)?, |anchor, key| joined(anchor, found(key)?))
    }

    /// The roles that somebody may hand out to this person, and the places where one of them may
    /// start.
    pub(super) fn offered(
        &self,
        access: &Access,
        book: &RoleBook,
        person: &PersonRecord,
    ) -> (Vec<RoleName>, Vec<Named>) {
        let all = self.all();
        let facts = person.facts();
        let mut used = vec![false; all.len()];
        let mut roles = Vec::new();
        for role in every(book) {
            let mut possible = false;
            for ((_, anchor), used) in all.iter().zip(&mut used) {
                if rules::people::starts_at(&role, anchor)
                    && self.fits(&role, anchor)
                    && rules::people::assign(access, book, &facts, &role, anchor).is_ok()
                {
                    possible = true;
                    *used = true;
                }
            }
            if possible {
                roles.push(role);
            }
        }
        let places = all
            .into_iter()
            .zip(used)
            .filter(|(_, used)| *used)
            .map(|((named, _), _)| named);
        (roles, places.collect())
    }

    /// Customers' roles come from the customer pack of the storefront where they start, those of staff
    /// from a pack that is switched on there.
    pub(super) fn fits(&self, role: &RoleName, at: &Anchor) -> bool {
        // A customer acts for the company that they are of and for no other.
        let own = match (role.side(), at) {
            (
                Side::Customer,
                Anchor::Company { company, .. } | Anchor::Departments { company, .. },
            ) => self.own == Some(*company),
            _ => true,
        };
        own && fits(&self.storefronts, role, at)
    }

    /// An anchor in words.
    pub(crate) fn words(&self, anchor: &Anchor) -> String {
        let storefront = |id: &StorefrontId| {
            let found = self.storefronts.iter().find(|one| one.id == *id);
            found.map(|one| one.name.clone())
        };
        match anchor {
            Anchor::Platform => "The platform".to_owned(),
            Anchor::Storefronts(these) => these
                .iter()
                .filter_map(storefront)
                .collect::<Vec<_>>()
                .join(", "),
            Anchor::Company { company, .. } => self
                .companies
                .iter()
                .find(|known| known.id == *company)
                .map_or_else(|| "Another company".to_owned(), |known| known.name.clone()),
            Anchor::Departments { departments, .. } => departments
                .iter()
                .filter_map(|id| self.departments.iter().find(|one| one.id == *id))
                .map(|one| one.name.clone())
                .collect::<Vec<_>>()
                .join(", "),
            Anchor::Supplier([supplier]) => self
                .suppliers
                .iter()
                .find(|(id, _)| id == supplier)
                .map(|(_, name)| name.clone())
                .unwrap_or_default(),
        }
    }
}

/// One place made of two, where an anchor can be.
fn joined(one: Anchor, other: Anchor) -> Option<Anchor> {
    match (one, other) {
        (Anchor::Storefronts(mut these), Anchor::Storefronts(others)) => {
            these.extend(others);
            these.sort_unstable();
            these.dedup();
            Some(Anchor::Storefronts(these))
        }
        (
            Anchor::Departments {
                storefront,
                company,
                departments: mut these,
            },
            Anchor::Departments {
                company: same,
                departments: others,
                ..
            },
        ) if company == same => {
            these.extend(others);
            these.sort_unstable();
            these.dedup();
            Some(Anchor::Departments {
                storefront,
                company,
                departments: these,
            })
        }
        (one, other) => (one == other).then_some(one),
    }
}

pub(super) fn at(storefront: StorefrontId) -> Anchor {
    Anchor::Storefronts(vec![storefront])
}

/// See [`Places::fits`].
pub(super) fn fits(storefronts: &[Storefront], role: &RoleName, at: &Anchor) -> bool {
    let RoleName::BuiltIn(role) = role else {
        return true;
    };
    let each = |these: &[StorefrontId], works: fn(&Storefront, Pack) -> bool| {
        these.iter().all(|id| {
            let mut known = storefronts.iter();
            known.any(|one| one.id == *id && works(one, role.pack()))
        })
    };
    match (role.side(), at.storefronts()) {
        (Side::Customer, None) => false,
        (Side::Customer, Some(these)) => each(these, |one, pack| one.pack == pack),
        (Side::Staff, Some(these)) => each(these, |one, pack| one.staff_packs.contains(&pack)),
        (Side::Staff, None) | (Side::Partner | Side::Machine, _) => true,
    }
}

/// Every role that is given by hand.
pub(super) fn every(book: &RoleBook) -> Vec<RoleName> {
    Role::ALL
        .iter()
        .filter(|role| !role.is_automatic())
        .map(|role| RoleName::BuiltIn(*role))
        .chain(book.customs().filter_map(|(id, _)| book.name(id)))
        .collect()
}

/// The role that a form names.
pub(super) fn role(book: &RoleBook, key: &str) -> Option<RoleName> {
    match Role::from_key(key) {
        Some(role) => Some(RoleName::BuiltIn(role)),
        None => book.name(store::people::custom(key)?),
    }
}

/// A role to choose.
pub(super) fn named(role: &RoleName) -> Named {
    match role {
        RoleName::BuiltIn(role) => {
            let pack = role.pack();
            Named::new(role.key(), role.name()).under(format!("Pack {}", pack.key()))
        }
        RoleName::Custom { id, name, .. } => Named::new(id, &**name).under("Your own"),
    }
}
