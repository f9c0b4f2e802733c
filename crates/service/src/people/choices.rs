//! Where somebody new can be put, and as what: asked of the rules, so that what is offered is let
//! through.

use super::places::{at, every, fits, named};
use crate::random;
use access::{
    Access, Anchor, Ctx, Failure, Object, Permission, RoleName, Scope, Side, Storefront,
    rules::people as rules,
};
use domain::{
    CompanyId, DepartmentId, StorefrontId,
    people::{AddChoices, Named},
};
use store::{
    Tx,
    people::{self, CompanyPlace, DepartmentPlace},
    storefronts,
};

/// Nothing for who adds nobody.
pub(super) async fn choices(tx: &mut Tx, ctx: &Ctx) -> Result<Option<AddChoices>, Failure> {
    let access = &ctx.access;
    if access.holds(Permission::UserCreate).is_err() {
        return Ok(None);
    }
    let all = storefronts::list(tx).await?;
    let companies = match access.company.filter(|_| !access.is_staff()) {
        Some(own) => people::company(tx, own).await?.into_iter().collect(),
        None => {
            let ids: Vec<_> = all.iter().map(|one| one.id).collect();
            people::companies_of(tx, &ids).await?
        }
    };
    let ids: Vec<_> = companies.iter().map(|one| one.id).collect();
    let departments = people::departments_of(tx, &ids).await?;
    offered(ctx, &all, &companies, &departments, tx).await
}

async fn offered(
    ctx: &Ctx,
    all: &[Storefront],
    companies: &[CompanyPlace],
    departments: &[DepartmentPlace],
    tx: &mut Tx,
) -> Result<Option<AddChoices>, Failure> {
    let access = &ctx.access;
    let once = random::once()?;
    let here = |storefront: &Storefront| {
        rules::create(access, &rules::newcomer(Some(storefront.id), &[]), &[]).is_ok()
    };
    let whole = |company: &CompanyPlace| may_add(access, company, None);
    let part = |department: &DepartmentPlace| {
        let company = companies.iter().find(|one| one.id == department.company)?;
        may_add(access, company, Some(department)).then_some(company)
    };
    let storefronts: Vec<&Storefront> = all.iter().filter(|one| here(one)).collect();
    let parts: Vec<Named> = departments
        .iter()
        .filter_map(|one| {
            let company = part(one)?;
            Some(Named::new(one.id, &*one.name).under(&*company.name))
        })
        .collect();
    let wholes: Vec<&CompanyPlace> = companies.iter().filter(|one| whole(one)).collect();
    if storefronts.is_empty() && wholes.is_empty() && parts.is_empty() {
        return Ok(None);
    }
    let of = |company: &CompanyPlace, departments| Spot {
        storefront: company.storefront,
        company: vec![company.id],
        departments,
    };
    let spots: Vec<Spot> = storefronts
        .iter()
        .map(|one| Spot {
            storefront: one.id,
            company: Vec::new(),
            departments: Vec::new(),
        })
        .chain(wholes.iter().map(|one| of(one, Vec::new())))
        .chain(
            departments
                .iter()
                .filter_map(|one| Some(of(part(one)?, vec![one.id]))),
        )
        .collect();
    let staff = access.is_staff();
    let home = match storefronts.iter().find(|one| one.id == ctx.at.id) {
        Some(one) => Some(*one),
        None => storefronts.first().copied(),
    };
    let offers_companies = staff && !wholes.is_empty();
    Ok(Some(AddChoices {
        once,
        storefront: home.map(|one| one.id.to_string()).unwrap_or_default(),
        needs_department: storefronts.is_empty() && wholes.is_empty(),
        roles: roles(tx, access, &spots, all).await?,
        storefronts: match &*storefronts {
            [] | [_] => Vec::new(),
            several => several
                .iter()
                .map(|one| Named::new(one.id, &*one.name))
                .collect(),
        },
        companies: wholes
            .iter()
            .filter(|_| offers_companies)
            .map(|one| {
                let storefront = all.iter().find(|known| known.id == one.storefront);
                let under = storefront.map(|known| known.name.clone());
                Named::new(one.id, &*one.name).under(under.unwrap_or_default())
            })
            .collect(),
        departments: parts,
    }))
}

fn may_add(access: &Access, company: &CompanyPlace, department: Option<&DepartmentPlace>) -> bool {
    let companies = [company.id];
    let object = rules::newcomer(Some(company.storefront), &companies);
    let departments: Vec<_> = department.map(|one| one.id).into_iter().collect();
    rules::create(access, &object, &departments).is_ok()
}

/// Where somebody new could stand.
struct Spot {
    storefront: StorefrontId,
    company: Vec<CompanyId>,
    departments: Vec<DepartmentId>,
}

impl Spot {
    fn object(&self) -> Object<'_> {
        let departments = match &*self.departments {
            [] => Scope::Nobody,
            these => Scope::These(these),
        };
        Object {
            departments,
            ..rules::newcomer(Some(self.storefront), &self.company)
        }
    }

    /// Where a role of that side starts, if it is given with the account.
    fn anchor(&self, side: Side) -> Option<Anchor> {
        match (side, &*self.company) {
            (Side::Customer, [company]) => Some(Anchor::company(self.storefront, *company)),
            (Side::Customer | Side::Staff, _) => Some(at(self.storefront)),
            (Side::Partner | Side::Machine, _) => None,
        }
    }
}

/// The roles that can be given at once at one of these.
async fn roles(
    tx: &mut Tx,
    access: &Access,
    spots: &[Spot],
    all: &[Storefront],
) -> store::Result<Vec<Named>> {
    if access.holds(Permission::RoleAssign).is_err() {
        return Ok(Vec::new());
    }
    let book = store::roles::book(tx).await?;
    let gives = |role: &RoleName, spot: &Spot| {
        spot.anchor(role.side()).is_some_and(|anchor| {
            fits(all, role, &anchor)
                && book
                    .may_assign(access, role, &spot.object(), &anchor)
                    .is_ok()
        })
    };
    Ok(every(&book)
        .iter()
        .filter(|role| spots.iter().any(|spot| gives(role, spot)))
        .map(named)
        .collect())
}
