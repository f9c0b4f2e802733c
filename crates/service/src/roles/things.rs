//! The one thing that a question is about, as far as who asks may see it.

use access::{
    Ctx, Kind, Permission, RoleBook, RoleFacts, RoleId, RoleName, Thing, permission::user, rules,
    table,
};
use domain::{
    AccountId, AddressId, AlbumId, CompanyId, CustomRoleId, DepartmentId, JobId, OrderNumber,
    PublicationTypeId, StorefrontId, SupplierId,
};
use std::sync::Arc;
use store::{
    Tx, addresses,
    addresses::AddressRecord,
    albums,
    albums::AlbumRecord,
    catalogue,
    catalogue::ProductRecord,
    companies,
    companies::CompanyRecord,
    departments,
    departments::DepartmentRecord,
    orders,
    orders::OrderRecord,
    people,
    people::PersonRecord,
    production,
    production::JobRecord,
    publication_types,
    publication_types::PublicationTypeRecord,
    roles::{Whom, asked_about},
    storefronts, suppliers,
};

/// The most things of one name that are answered for.
const MOST: u32 = 20;

/// A thing, with what its facts borrow.
pub(super) enum Found {
    Order(Box<OrderRecord>),
    Job(Box<JobRecord>),
    Person(Box<PersonRecord>),
    Company(CompanyRecord, bool),
    Department(DepartmentRecord),
    Product(Box<ProductRecord>),
    Storefront(StorefrontId, String),
    Address(Box<AddressRecord>),
    Album(Box<AlbumRecord>),
    PublicationType(Box<PublicationTypeRecord>),
    /// Of this name.
    Supplier(String),
    /// Given and copied at this storefront.
    Role(Arc<RoleBook>, RoleName, StorefrontId),
}

impl Found {
    pub(super) fn thing(&self) -> Thing<'_> {
        match self {
            Self::Order(order) => Thing::Order(order.facts()),
            Self::Job(job) => Thing::Job(job.facts()),
            Self::Person(person) => Thing::Person(person.facts()),
            Self::Company(company, in_use) => Thing::Company {
                object: company.object(),
                in_use: *in_use,
            },
            Self::Department(department) => Thing::Department(department.object()),
            Self::Product(product) => Thing::Product(product.facts()),
            Self::Storefront(id, _) => Thing::Storefront(*id),
            Self::Address(address) => Thing::Address(address.facts()),
            Self::Album(album) => Thing::Album(album.storefront),
            Self::PublicationType(folder) => Thing::PublicationType(folder.object()),
            Self::Supplier(_) => Thing::Supplier,
            Self::Role(book, role, at) => Thing::Role(RoleFacts {
                book,
                role,
                at: *at,
            }),
        }
    }

    /// After "of what is".
    pub(super) fn words(&self) -> String {
        match self {
            Self::Order(order) => format!("the order {}", order.number),
            Self::Job(job) => format!("the job {}", job.name()),
            Self::Person(person) => format!("the person {}", person.name),
            Self::Company(company, _) => format!("the company {}", company.name),
            Self::Department(one) => {
                format!("the department {} of {}", one.name, one.company_name)
            }
            Self::Product(product) => format!("the product {}", product.name),
            Self::Storefront(_, name) => format!("the storefront {name}"),
            Self::Address(one) => format!("the address {} of {}", one.label, one.whose),
            Self::Album(album) => format!("the album {}", album.name),
            Self::PublicationType(one) => {
                format!("the publication type {} of {}", one.name, one.company_name)
            }
            Self::Supplier(name) => format!("the supplier {name}"),
            Self::Role(_, role, _) => format!("the role {}", role.name()),
        }
    }
}

/// The things that somebody means by these words, but for those that they may not see: the answer is
/// the same as where there are none.
pub(super) async fn seen(
    tx: &mut Tx,
    ctx: &Ctx,
    kind: Kind,
    which: &str,
    permission: Permission,
) -> store::Result<Vec<Found>> {
    let mut found = match kind {
        Kind::Order => order(tx, which, permission).await?,
        Kind::Job => job(tx, which, permission).await?,
        Kind::Person => person(tx, ctx, which).await?,
        Kind::Company => company(tx, ctx, which).await?,
        Kind::Department => department(tx, ctx, which).await?,
        Kind::Product => catalogue::product(tx, ctx.at.id, which)
            .await?
            .map(|product| Found::Product(Box::new(product)))
            .into_iter()
            .collect(),
        Kind::Storefront => storefront(tx, ctx, which).await?,
        Kind::Address => address(tx, ctx, which).await?,
        Kind::Album => album(tx, ctx, which).await?,
        Kind::PublicationType => publication_type(tx, ctx, which).await?,
        Kind::Supplier => supplier(tx, ctx, which).await?,
        Kind::Role => role(tx, ctx, which).await?,
    };
    found.retain(|one| one.thing().seen_by(&ctx.access).is_ok());
    found.truncate(MOST as usize);
    Ok(found)
}

/// The order with this number; where the act is one on jobs, each of its jobs.
async fn order(tx: &mut Tx, which: &str, permission: Permission) -> store::Result<Vec<Found>> {
    let Ok(number) = which.parse::<OrderNumber>() else {
        return Ok(Vec::new());
    };
    let Some(order) = orders::facts(tx, number).await? else {
        return Ok(Vec::new());
    };
    if permission.is_on_jobs() {
        let jobs = production::of_order(tx, &order).await?;
        return Ok(jobs.into_iter().map(of_job).collect());
    }
    Ok(vec![Found::Order(Box::new(order))])
}

/// The job of this name, `Q-10042-1`, or of this id, as addresses of files have it; where the act is one
/// on orders, its order.
async fn job(tx: &mut Tx, which: &str, permission: Permission) -> store::Result<Vec<Found>> {
    let job = match (which.parse::<JobId>(), which.rsplit_once('-')) {
        (Ok(id), _) => production::job(tx, id).await?,
        (Err(_), Some((number, position))) => {
            let (Ok(number), Ok(position)) =
                (number.parse::<OrderNumber>(), position.parse::<u32>())
            else {
                return Ok(Vec::new());
            };
            let Some(order) = orders::facts(tx, number).await? else {
                return Ok(Vec::new());
            };
            let jobs = production::of_order(tx, &order).await?;
            jobs.into_iter().find(|job| job.position == position)
        }
        (Err(_), None) => None,
    };
    Ok(match job {
        Some(job) if permission.is_on_orders() => vec![Found::Order(Box::new(job.order))],
        Some(job) => vec![of_job(job)],
        None => Vec::new(),
    })
}

fn of_job(job: JobRecord) -> Found {
    Found::Job(Box::new(job))
}

/// The person of this account, or those of this email.
async fn person(tx: &mut Tx, ctx: &Ctx, which: &str) -> store::Result<Vec<Found>> {
    let ids = match (
        which.parse::<AccountId>(),
        ctx.access.visible::<user::View>(),
    ) {
        (Ok(id), _) => vec![id],
        (Err(_), Ok(visible)) => {
            let email = which.to_lowercase();
            let found = asked_about(tx, &visible, Whom::Email(&email), MOST).await?;
            found.into_iter().map(|(id, _)| id).collect()
        }
        (Err(_), Err(_)) => Vec::new(),
    };
    let mut found = Vec::new();
    for id in ids {
        let person = people::person(tx, id, ctx.now).await?;
        found.extend(person.map(|person| Found::Person(Box::new(person))));
    }
    Ok(found)
}

/// The company of this id, or of this name at the storefront.
async fn company(tx: &mut Tx, ctx: &Ctx, which: &str) -> store::Result<Vec<Found>> {
    let Ok(listed) = rules::companies::listed(&ctx.access) else {
        return Ok(Vec::new());
    };
    let called: Vec<CompanyRecord> = match which.parse::<CompanyId>() {
        Ok(id) => companies::company(tx, id).await?.into_iter().collect(),
        Err(_) => companies::called(tx, &listed, ctx.at.id, which, MOST).await?,
    };
    let mut found = Vec::new();
    for company in called {
        // What an id names may be anybody's.
        if rules::companies::view(&ctx.access, &company.object()).is_ok() {
            let in_use = companies::in_use(tx, company.id).await?;
            found.push(Found::Company(company, in_use));
        }
    }
    Ok(found)
}

/// The department of this id, or those of this name at the storefront.
async fn department(tx: &mut Tx, ctx: &Ctx, which: &str) -> store::Result<Vec<Found>> {
    let Ok(listed) = rules::departments::listed(&ctx.access) else {
        return Ok(Vec::new());
    };
    let found: Vec<DepartmentRecord> = match which.parse::<DepartmentId>() {
        Ok(id) => departments::department(tx, id).await?.into_iter().collect(),
        Err(_) => departments::called(tx, &listed, ctx.at.id, which, MOST).await?,
    };
    Ok(found.into_iter().map(Found::Department).collect())
}

/// The storefront of this id or name; without one, this storefront.
async fn storefront(tx: &mut Tx, ctx: &Ctx, which: &str) -> store::Result<Vec<Found>> {
    let id = which.parse::<StorefrontId>().ok();
    let all = storefronts::list(tx).await?;
    let meant = all.into_iter().filter(|one| {
        if which.is_empty() {
            one.id == ctx.at.id
        } else {
            id == Some(one.id) || is_called(&one.name, which) || is_called(&one.slug, which)
        }
    });
    Ok(meant
        .map(|one| Found::Storefront(one.id, one.name))
        .collect())
}

/// The address of this id, or those of this label at the storefront.
async fn address(tx: &mut Tx, ctx: &Ctx, which: &str) -> store::Result<Vec<Found>> {
    let Ok(listed) = rules::addresses::listed(&ctx.access) else {
        return Ok(Vec::new());
    };
    let found: Vec<AddressRecord> = match which.parse::<AddressId>() {
        Ok(id) => addresses::address(tx, id).await?.into_iter().collect(),
        Err(_) => addresses::called(tx, &listed, ctx.at.id, which, MOST).await?,
    };
    let found = found.into_iter().map(Box::new);
    Ok(found.map(Found::Address).collect())
}

/// The album of this id, or that of this name at the storefront.
async fn album(tx: &mut Tx, ctx: &Ctx, which: &str) -> store::Result<Vec<Found>> {
    let Ok(visible) = rules::albums::listed(&ctx.access) else {
        return Ok(Vec::new());
    };
    let found: Vec<AlbumRecord> = match which.parse::<AlbumId>() {
        Ok(id) => albums::album(tx, id).await?.into_iter().collect(),
        Err(_) => albums::called(tx, &visible, ctx.at.id, which, MOST).await?,
    };
    let found = found.into_iter().map(Box::new);
    Ok(found.map(Found::Album).collect())
}

/// The publication type of this id, or those of this name at the storefront.
async fn publication_type(tx: &mut Tx, ctx: &Ctx, which: &str) -> store::Result<Vec<Found>> {
    let Ok(listed) = rules::publication_types::listed(&ctx.access) else {
        return Ok(Vec::new());
    };
    let found: Vec<PublicationTypeRecord> = match which.parse::<PublicationTypeId>() {
        Ok(id) => {
            let one = publication_types::publication_type(tx, id).await?;
            one.into_iter().collect()
        }
        Err(_) => publication_types::called(tx, &listed, ctx.at.id, which, MOST).await?,
    };
    let found = found.into_iter().map(Box::new);
    Ok(found.map(Found::PublicationType).collect())
}

/// The supplier of this id or name.
async fn supplier(tx: &mut Tx, ctx: &Ctx, which: &str) -> store::Result<Vec<Found>> {
    let Ok(visible) = rules::suppliers::listed(&ctx.access) else {
        return Ok(Vec::new());
    };
    let found = match which.parse::<SupplierId>() {
        Ok(id) => {
            let one = suppliers::one(tx, &visible, id).await?;
            one.into_iter().collect()
        }
        Err(_) => suppliers::called(tx, &visible, which, MOST).await?,
    };
    let names = found.into_iter().map(|one| one.name);
    Ok(names.map(Found::Supplier).collect())
}

/// The custom role of this id, or those of this name that are of the storefront or of the platform.
async fn role(tx: &mut Tx, ctx: &Ctx, which: &str) -> store::Result<Vec<Found>> {
    let book = Arc::new(store::roles::book(tx).await?);
    let ids: Vec<CustomRoleId> = match which.parse::<CustomRoleId>() {
        Ok(id) => vec![id],
        Err(_) => table(&book, &ctx.at, &ctx.access)
            .iter()
            .filter(|line| is_called(&line.name, which))
            .filter_map(|line| match line.id {
                RoleId::Custom(id) => Some(id),
                RoleId::BuiltIn(_) => None,
            })
            .collect(),
    };
    let one = |id: CustomRoleId| {
        let at = book.custom(id)?.home.unwrap_or(ctx.at.id);
        Some(Found::Role(Arc::clone(&book), book.name(id)?, at))
    };
    Ok(ids.into_iter().filter_map(one).collect())
}

fn is_called(name: &str, which: &str) -> bool {
    name.to_lowercase() == which.to_lowercase()
}
