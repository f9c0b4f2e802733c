//! The list of people never forgets what the rule knows: in random worlds, on both engines, the
//! people that are listed are exactly those that are decided on one by one.

mod data;
mod report;

use crate::in_worlds;
use access::{
    Access, Anchor, Grants, Holding, Permission, Reach, Role, Visible, Who, permission::user, rules,
};
use domain::{
    AccountId, CompanyId, DepartmentId, StorefrontId, SupplierId, Timestamp,
    accounts::AccountState,
    orders::Side,
    people::{NOT_REGISTERED, PeopleFilter, REGISTERED},
};
use proptest::prelude::*;
use std::borrow::Cow;
use store::{
    Tx, people,
    people::{NewAccount, PersonRecord},
    sql::sql,
};

const NOW: Timestamp = Timestamp(1_000);

/// Two storefronts with two companies each, of which every second has two departments; one supplier;
/// people anywhere, of whom the first asks with any grants at any anchor.
#[derive(Clone, Debug)]
struct World {
    people: Vec<Person>,
    actor: Actor,
}

#[derive(Clone, Debug)]
struct Person {
    storefront: Option<usize>,
    company: Option<usize>,
    member_of: Vec<usize>,
    manages: Vec<usize>,
    state: AccountState,
    came_in: bool,
    name: u8,
    email: bool,
    /// Roles besides those of a customer, and whether they have ended.
    works: Vec<(AnchorAt, bool)>,
    /// When they ordered at their storefront; somewhere else they did so later.
    ordered: Option<i64>,
}

#[derive(Clone, Debug)]
struct Actor {
    company: Option<usize>,
    member_of: Vec<usize>,
    manages: Vec<usize>,
    holdings: Vec<Held>,
}

/// A holding: how far one sees people and fills in their data, how far they are reported, and how far
/// all of that is denied.
#[derive(Clone, Debug)]
struct Held {
    at: AnchorAt,
    sees: Vec<Reach>,
    reported: Vec<Reach>,
    denied: Vec<Reach>,
}

#[derive(Clone, Debug)]
enum AnchorAt {
    Platform,
    Storefronts(Vec<usize>),
    Company(usize),
    Departments(usize, Vec<usize>),
    Supplier,
}

fn worlds() -> impl Strategy<Value = World> {
    let some = |most: usize| prop::collection::btree_set(0..most, 0..3).prop_map(Vec::from_iter);
    let one = |most: usize| prop::option::weighted(0.7, 0..most);
    let anchors = move || {
        prop_oneof![
            Just(AnchorAt::Platform),
            some(2).prop_map(AnchorAt::Storefronts),
            (0_usize..4).prop_map(AnchorAt::Company),
            (0_usize..4, some(4)).prop_map(|(one, these)| AnchorAt::Departments(one, these)),
            Just(AnchorAt::Supplier),
        ]
    };
    let works = prop::collection::vec((anchors(), prop::bool::weighted(0.2)), 0..3);
    let people = (
        one(2),
        one(4),
        some(4),
        some(4),
        prop::sample::select(&AccountState::ALL[..]),
        any::<bool>(),
        0_u8..4,
        any::<bool>(),
        works,
        prop::option::of(0_i64..4),
    )
        .prop_map(
            |(
                storefront,
                company,
                member_of,
                manages,
                state,
                came_in,
                name,
                email,
                works,
                ordered,
            )| Person {
                storefront,
                company,
                member_of,
                manages,
                state,
                came_in,
                name,
                email,
                works,
                ordered,
            },
        );
    let reaches =
        |most: usize| prop::collection::vec(prop::sample::select(&Reach::ALL[..]), 0..most);
    let held =
        (anchors(), reaches(3), reaches(3), reaches(2)).prop_map(|(at, sees, reported, denied)| {
            Held {
                at,
                sees,
                reported,
                denied,
            }
        });
    let actor = (one(4), some(4), some(4), prop::collection::vec(held, 1..3)).prop_map(
        |(company, member_of, manages, holdings)| Actor {
            company,
            member_of,
            manages,
            holdings,
        },
    );
    (prop::collection::vec(people, 1..10), actor)
        .prop_map(|(people, actor)| World { people, actor })
}

struct Ids {
    storefronts: Vec<StorefrontId>,
    companies: Vec<CompanyId>,
    departments: Vec<DepartmentId>,
    supplier: SupplierId,
    people: Vec<AccountId>,
}

impl Ids {
    fn departments(&self, these: &[usize]) -> Vec<DepartmentId> {
        these.iter().map(|at| self.departments[*at]).collect()
    }

    fn anchor(&self, at: &AnchorAt) -> Anchor {
        let home = |company: usize| [self.storefronts[company / 2]];
        match at {
            AnchorAt::Platform => Anchor::Platform,
            AnchorAt::Storefronts(these) => {
                Anchor::Storefronts(these.iter().map(|at| self.storefronts[*at]).collect())
            }
            AnchorAt::Company(one) => Anchor::Company {
                storefront: home(*one),
                company: self.companies[*one],
            },
            AnchorAt::Departments(one, these) => Anchor::Departments {
                storefront: home(*one),
                company: self.companies[*one],
                departments: self.departments(these),
            },
            AnchorAt::Supplier => Anchor::Supplier([self.supplier]),
        }
    }
}

async fn build(tx: &mut Tx, world: &World) -> store::Result<Ids> {
    let supplier = sql("insert into suppliers (name) values ('u') returning id")
        .int(tx)
        .await?;
    let mut ids = Ids {
        storefronts: Vec::new(),
        companies: Vec::new(),
        departments: Vec::new(),
        supplier: SupplierId(supplier),
        people: Vec::new(),
    };
    for at in 0..2 {
        let storefront = sql(
            "insert into storefronts (slug, name, public, pack, currency, approval)
             values ($1, $1, false, 'corporate', 'EUR', true) returning id",
        )
        .bind(format!("s{at}"))
        .int(tx)
        .await?;
        ids.storefronts.push(StorefrontId(storefront));
        for company in 0..2 {
            let name = format!("c{company}");
            let id = people::insert_company(tx, StorefrontId(storefront), &name).await?;
            ids.companies.push(id);
            for department in 0..2 * company {
                let id =
                    sql("insert into departments (company_id, name) values ($1, $2) returning id")
                        .bind(id)
                        .bind(format!("d{department}"))
                        .int(tx)
                        .await?;
                ids.departments.push(DepartmentId(id));
            }
        }
    }
    for (at, one) in world.people.iter().enumerate() {
        let id = write(tx, &ids, at, one).await?;
        ids.people.push(id);
    }
    Ok(ids)
}

async fn write(tx: &mut Tx, ids: &Ids, at: usize, one: &Person) -> store::Result<AccountId> {
    let email = format!("p{at}@50%off.test");
    let new = NewAccount {
        storefront: one.storefront.map(|at| ids.storefronts[at]),
        company: one.company.map(|at| ids.companies[at]),
        supplier: None,
        name: &format!("Person {}", one.name),
        email: one.email.then_some(&*email),
        state: one.state,
        password_hash: None,
    };
    let id = people::insert(tx, &new, NOW).await?;
    if one.came_in {
        people::signed_in(tx, id, NOW).await?;
    }
    for (table, these) in [
        ("department_members", &one.member_of),
        ("department_managers", &one.manages),
    ] {
        for department in ids.departments(these) {
            sql(format!(
                "insert into {table} (department_id, account_id) values ($1, $2)"
            ))
            .bind(department)
            .bind(id)
            .run(tx)
            .await?;
        }
    }
    for (anchor, ended) in &one.works {
        let anchor = ids.anchor(anchor);
        let assignment = people::assign(tx, id, Role::JobController, &anchor, Timestamp(0)).await?;
        if *ended {
            sql("update assignments set ends_at = 1 where id = $1")
                .bind(assignment)
                .run(tx)
                .await?;
        }
    }
    if let Some(instant) = one.ordered {
        let home = one.storefront.unwrap_or_default();
        order(tx, ids, (home, instant), id).await?;
        order(tx, ids, (1 - home, 9), id).await?;
    }
    Ok(id)
}

async fn order(
    tx: &mut Tx,
    ids: &Ids,
    (storefront, placed_at): (usize, i64),
    by: AccountId,
) -> store::Result<()> {
    let number = by.0 * 2 + i64::try_from(storefront).expect("one of two");
    sql(
        "insert into orders (number, storefront_id, account_id, contact_name, contact_email, state, total, currency,
            delivery, search, once, placed_at, updated_at)
         values ($1, $2, $3, 'Dana', 'dana@acme.test', 'approved', 100, 'EUR', '{}', '', $4, $5, $5)",
    )
    .bind(number)
    .bind(ids.storefronts[storefront])
    .bind(by)
    .bind(number.to_string())
    .bind(placed_at)
    .run(tx)
    .await?;
    Ok(())
}

fn access(actor: &Actor, ids: &Ids) -> Access {
    let mut access = Access::new(Who::Account(ids.people[0]));
    access.company = actor.company.map(|at| ids.companies[at]);
    access.company_has_departments = actor.company.is_some_and(|at| at % 2 == 1);
    access.member_of = ids.departments(&actor.member_of);
    access.manages = ids.departments(&actor.manages);
    let table = |seen: &[Reach], reported: &[Reach]| {
        let with =
            |permission| move |grants: Grants, reach: &Reach| grants.with(permission, *reach);
        let all = seen.iter().fold(Grants::NONE, with(Permission::UserView));
        let all = seen
            .iter()
            .fold(all, with(Permission::TemplateLoadUserData));
        let reported = reported.iter();
        Cow::Owned(reported.fold(all, with(Permission::ReportCustomers)))
    };
    for held in &actor.holdings {
        access = access.holding(Holding {
            allows: table(&held.sees, &held.reported),
            denies: table(&held.denied, &held.denied),
            ..Holding::built_in(Role::EndUser, ids.anchor(&held.at))
        });
    }
    access
}

/// Reads a whole list page by page, two rows each, and each page back again.
async fn all(
    tx: &mut Tx,
    visible: &Visible<'_, user::View>,
    filter: &PeopleFilter,
) -> store::Result<Vec<AccountId>> {
    let mut ids = Vec::new();
    let mut filter = filter.clone();
    let mut before: Option<Vec<AccountId>> = None;
    loop {
        let page = people::list(tx, visible, &filter, NOW, 2).await?;
        let rows: Vec<AccountId> = page.rows.iter().map(|row| row.id).collect();
        if let (Some(before), Some(cursor)) = (&before, page.previous.clone()) {
            let back = PeopleFilter {
                start: Some((Side::Before, cursor)),
                ..filter.clone()
            };
            let back = people::list(tx, visible, &back, NOW, 2).await?;
            assert_eq!(
                &back.rows.iter().map(|row| row.id).collect::<Vec<_>>(),
                before,
                "the page before"
            );
        }
        ids.extend(&rows);
        before = Some(rows);
        match page.next {
            Some(next) => filter.start = Some((Side::After, next)),
            None => return Ok(ids),
        }
    }
}

async fn list_equals_decisions(tx: &mut Tx, world: &World) -> store::Result<()> {
    let ids = build(tx, world).await?;
    let access = access(&world.actor, &ids);
    let mut seen: Vec<(PersonRecord, &Person)> = Vec::new();
    for (id, one) in ids.people.iter().zip(&world.people) {
        let record = people::person(tx, *id, NOW)
            .await?
            .expect("who was written");
        if rules::people::view(&access, &record.facts()).is_ok() {
            seen.push((record, one));
        }
    }
    seen.sort_by(|(one, _), (other, _)| (&one.name, one.id).cmp(&(&other.name, other.id)));
    let Ok(visible) = access.visible::<user::View>() else {
        assert!(seen.is_empty(), "what cannot be listed cannot be seen");
        return Ok(());
    };
    let expected = |passes: &dyn Fn(&PersonRecord, &Person) -> bool| {
        let these = seen.iter().filter(|(record, one)| passes(record, one));
        these.map(|(record, _)| record.id).collect::<Vec<_>>()
    };
    let everybody = PeopleFilter::default();
    assert_eq!(
        all(tx, &visible, &everybody).await?,
        expected(&|_, _| true),
        "everybody"
    );
    for state in AccountState::LISTED {
        let filter = PeopleFilter {
            state: Some(state),
            ..everybody.clone()
        };
        assert_eq!(
            all(tx, &visible, &filter).await?,
            expected(&|record, _| record.shown_state() == state),
            "{state:?}"
        );
    }
    for company in &ids.companies {
        let filter = PeopleFilter {
            company: Some(*company),
            ..everybody.clone()
        };
        assert_eq!(
            all(tx, &visible, &filter).await?,
            expected(&|record, _| record.company == Some(*company)),
            "of a company"
        );
    }
    for department in &ids.departments {
        let filter = PeopleFilter {
            department: Some(*department),
            ..everybody.clone()
        };
        let of = |record: &PersonRecord, _: &Person| {
            record.member_of.contains(department) || record.manages.contains(department)
        };
        assert_eq!(
            all(tx, &visible, &filter).await?,
            expected(&of),
            "of a department"
        );
    }
    let works = |_: &PersonRecord, one: &Person| one.works.iter().any(|(_, ended)| !ended);
    for (role, passes) in [
        (
            REGISTERED.to_owned(),
            &(|record: &PersonRecord, _: &Person| record.state != AccountState::Inactive)
                as &dyn Fn(&PersonRecord, &Person) -> bool,
        ),
        (NOT_REGISTERED.to_owned(), &|record, _| {
            record.state == AccountState::Inactive
        }),
        (Role::JobController.key().to_owned(), &works),
    ] {
        let filter = PeopleFilter {
            role: Some(role.clone()),
            ..everybody.clone()
        };
        assert_eq!(
            all(tx, &visible, &filter).await?,
            expected(passes),
            "{role}"
        );
    }
    for words in ["PERSON 2", "50%off", "pers_n"] {
        let filter = PeopleFilter {
            words: words.split(' ').map(str::to_owned).collect(),
            ..everybody.clone()
        };
        let passes = |record: &PersonRecord, _: &Person| {
            let email = record.email.clone().unwrap_or_default();
            words
                .to_lowercase()
                .split(' ')
                .all(|word| record.name.to_lowercase().contains(word) || email.contains(word))
        };
        assert_eq!(
            all(tx, &visible, &filter).await?,
            expected(&passes),
            "{words}"
        );
    }
    Ok(())
}

#[tokio::test(flavor = "multi_thread")]
async fn data_is_filled_in_as_the_rule_lets_through_on_sqlite() {
    in_worlds(
        &testkit::sqlite().await.store,
        &worlds(),
        200,
        data::equals_decisions,
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn data_is_filled_in_as_the_rule_lets_through_on_postgresql() {
    in_worlds(
        &testkit::postgres().await.store,
        &worlds(),
        100,
        data::equals_decisions,
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn customers_are_reported_as_the_grant_lets_through_on_sqlite() {
    in_worlds(
        &testkit::sqlite().await.store,
        &worlds(),
        200,
        report::equals_decisions,
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn customers_are_reported_as_the_grant_lets_through_on_postgresql() {
    in_worlds(
        &testkit::postgres().await.store,
        &worlds(),
        100,
        report::equals_decisions,
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn people_are_listed_as_the_rule_lets_through_on_sqlite() {
    in_worlds(
        &testkit::sqlite().await.store,
        &worlds(),
        200,
        list_equals_decisions,
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn people_are_listed_as_the_rule_lets_through_on_postgresql() {
    in_worlds(
        &testkit::postgres().await.store,
        &worlds(),
        100,
        list_equals_decisions,
    );
}
