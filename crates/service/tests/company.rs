//! A company with two departments, and its people.

use crate::world::{Outcome, Tested, World};
use access::{Anchor, Ctx, Failure, Role};
use domain::{
    AccountId, CompanyId, DepartmentId, StorefrontId,
    accounts::AccountState,
    people::{OnPerson, PeopleListing, PeopleQuery, PersonPage, PersonSheet},
};
use store::{Store, people::PersonRecord, sql::sql};

pub(crate) struct Company {
    pub(crate) slug: &'static str,
    pub(crate) at: StorefrontId,
    pub(crate) id: CompanyId,
    pub(crate) marketing: DepartmentId,
    pub(crate) sales: DepartmentId,
}

impl Company {
    pub(crate) async fn new(world: &World, slug: &'static str, name: &str) -> Outcome<Self> {
        let (at, id) = world.company(slug, name).await?;
        let mut tx = world.db.store.begin().await?;
        let mut departments = Vec::new();
        for name in ["Marketing", "Sales"] {
            let one =
                sql("insert into departments (company_id, name) values ($1, $2) returning id")
                    .bind(id)
                    .bind(name)
                    .int(&mut tx)
                    .await?;
            departments.push(DepartmentId(one));
        }
        tx.commit().await?;
        Ok(Self {
            slug,
            at,
            id,
            marketing: departments[0],
            sales: departments[1],
        })
    }

    /// An active person of the company, whose roles start there.
    pub(crate) async fn person(
        &self,
        world: &World,
        email: &str,
        roles: &[Role],
    ) -> Outcome<AccountId> {
        let anchored: Vec<_> = roles
            .iter()
            .map(|role| (*role, Anchor::company(self.at, self.id)))
            .collect();
        let id = world
            .person(email, Some(self.at), AccountState::Active, &anchored)
            .await?;
        signed_in_before(world, id).await?;
        Ok(id)
    }

    /// The same, in a department.
    pub(crate) async fn member(
        &self,
        world: &World,
        email: &str,
        roles: &[Role],
        department: DepartmentId,
    ) -> Outcome<AccountId> {
        let id = self.person(world, email, roles).await?;
        relate(world, "department_members", department, id).await?;
        Ok(id)
    }

    /// Who manages a corporate company.
    pub(crate) async fn senior(&self, world: &World, email: &str) -> Outcome<AccountId> {
        self.person(world, email, &[Role::EndUser, Role::SeniorManager])
            .await
    }

    /// Who manages Marketing, by the role that the storefront's customers have for that.
    pub(crate) async fn manager(&self, world: &World, email: &str) -> Outcome<AccountId> {
        let roles: &[Role] = match self.slug {
            "printshop" => &[Role::PrintshopDepartmentManager],
            _ => &[Role::EndUser, Role::CorporateDepartmentManager],
        };
        let id = self.person(world, email, roles).await?;
        manages(world, id, self.marketing).await?;
        Ok(id)
    }
}

/// They have been here before: not shown as invited any more.
pub(crate) async fn signed_in_before(world: &World, id: AccountId) -> Tested {
    let mut tx = world.db.store.begin().await?;
    store::people::signed_in(&mut tx, id, world.now).await?;
    tx.commit().await?;
    Ok(())
}

pub(crate) async fn manages(world: &World, id: AccountId, department: DepartmentId) -> Tested {
    relate(world, "department_managers", department, id).await
}

async fn relate(
    world: &World,
    table: &'static str,
    department: DepartmentId,
    id: AccountId,
) -> Tested {
    let mut tx = world.db.store.begin().await?;
    sql(format!(
        "insert into {table} (department_id, account_id) values ($1, $2)"
    ))
    .bind(department)
    .bind(id)
    .run(&mut tx)
    .await?;
    tx.commit().await?;
    Ok(())
}

/// Staff whose one role starts at one storefront.
pub(crate) async fn staff(
    world: &World,
    email: &str,
    role: Role,
    slug: &str,
) -> Outcome<AccountId> {
    let at = world.storefront(slug).await?.id;
    let anchor = Anchor::Storefronts(vec![at]);
    let id = world
        .person(email, None, AccountState::Active, &[(role, anchor)])
        .await?;
    signed_in_before(world, id).await?;
    Ok(id)
}

pub(crate) async fn storefront_admin(world: &World, email: &str, slug: &str) -> Outcome<AccountId> {
    staff(world, email, Role::StorefrontAdmin, slug).await
}

pub(crate) async fn platform(world: &World, email: &str, role: Role) -> Outcome<AccountId> {
    let id = world
        .person(
            email,
            None,
            AccountState::Active,
            &[(role, Anchor::Platform)],
        )
        .await?;
    signed_in_before(world, id).await?;
    Ok(id)
}

/// Whom somebody lists.
pub(crate) async fn listed(
    world: &World,
    reader: AccountId,
    slug: &str,
    query: &PeopleQuery,
) -> Outcome<Result<Vec<AccountId>, Failure>> {
    let ctx = world.as_(reader, slug).await?;
    let page = match service::people::list(&world.db.store, &ctx, query).await {
        Ok(page) => page,
        Err(failure) => return Ok(Err(failure)),
    };
    let mut ids: Vec<AccountId> = match page.listing {
        PeopleListing::Manager(page) => page.rows.iter().map(|row| row.id).collect(),
        PeopleListing::Staff(page) => page.rows.iter().map(|row| row.id).collect(),
    };
    ids.sort_unstable();
    Ok(Ok(ids))
}

/// Somebody's page, as a reader sees it.
pub(crate) async fn opened(
    world: &World,
    reader: AccountId,
    slug: &str,
    person: AccountId,
) -> Outcome<Result<PersonSheet, Failure>> {
    let ctx = world.as_(reader, slug).await?;
    Ok(service::people::open(&world.db.store, &ctx, person)
        .await
        .map(|page| match page {
            PersonPage::Manager(person) => person.sheet,
            PersonPage::Staff(person) => person.sheet,
        }))
}

/// A person as they are kept.
pub(crate) async fn record(world: &World, person: AccountId) -> Outcome<PersonRecord> {
    let mut tx = world.db.store.read().await?;
    let record = store::people::person(&mut tx, person, world.now).await?;
    Ok(record.ok_or("nobody")?)
}

/// A person as they stand now.
pub(crate) async fn as_shown(world: &World, person: AccountId) -> Outcome<OnPerson> {
    let version = record(world, person).await?.version;
    Ok(OnPerson { person, version })
}

pub(crate) async fn state_of(world: &World, person: AccountId) -> Outcome<AccountState> {
    Ok(record(world, person).await?.state)
}

/// What comes of it when somebody does this, at a storefront, to a person as they stand now.
pub(crate) async fn does<T, F>(
    world: &World,
    (by, slug): (AccountId, &str),
    act: impl AsyncFn(&Store, &Ctx, &OnPerson) -> Result<T, Failure<F>>,
    person: AccountId,
) -> Outcome<Result<T, Failure<F>>> {
    let ctx = world.as_(by, slug).await?;
    let on = as_shown(world, person).await?;
    Ok(act(&world.db.store, &ctx, &on).await)
}
