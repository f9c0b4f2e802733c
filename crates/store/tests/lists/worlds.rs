//! What the random worlds of every list are made of: storefronts and their clients, people, suppliers,
//! and somebody with any grants at any anchor. A list adds its own rows; who asks for it is told here
//! once, so that no list is asked by fewer kinds of people than another.

use access::{Access, Anchor, Grants, Holding, Permission, Reach, Role, Who};
use domain::{AccountId, CompanyId, DepartmentId, ProductId, StorefrontId, SupplierId, VisitorId};
use proptest::prelude::*;
use std::{borrow::Cow, fmt::Debug};
use store::{Tx, sql::sql};

/// Two storefronts with two companies each, of which every second has two departments; three people,
/// of whom the first is the actor; two suppliers; and the rows of the list, anywhere among them.
#[derive(Clone, Debug)]
pub(crate) struct World<Row> {
    storefronts: [Storefront; 2],
    actor: Actor,
    pub(crate) rows: Vec<Row>,
}

/// What a storefront is set to. Some lists must not care, which is seen only where it differs.
#[derive(Clone, Debug)]
struct Storefront {
    public: bool,
    approval: bool,
    default_visible: bool,
}

/// Who asks.
#[derive(Clone, Debug)]
struct Actor {
    /// Nobody with an account, but [`VISITOR`].
    visitor: bool,
    company: Option<usize>,
    member_of: Vec<usize>,
    manages: Vec<usize>,
    holdings: Vec<Held>,
}

#[derive(Clone, Debug)]
struct Held {
    role: Role,
    anchor: AnchorAt,
    allows: Vec<Granted>,
    denies: Vec<Granted>,
}

type Granted = (Permission, Reach);

#[derive(Clone, Debug)]
enum AnchorAt {
    Platform,
    Storefronts(Vec<usize>),
    Company(usize),
    Departments(usize, Vec<usize>),
    Supplier(usize),
}

/// The browser of an actor without an account.
pub(crate) const VISITOR: VisitorId = VisitorId(1);

/// None, one or two of so many, the same one twice included.
pub(crate) fn some(most: usize) -> impl Strategy<Value = Vec<usize>> + Clone {
    prop::collection::vec(0..most, 0..3)
}

/// Worlds with such rows. The actor is granted and denied what is asked and nothing else, so that
/// most grants matter to the list; what is named twice comes twice as often.
pub(crate) fn of<Row: Debug>(
    rows: impl Strategy<Value = Vec<Row>>,
    asked: &'static [Permission],
) -> impl Strategy<Value = World<Row>> {
    let storefront = (any::<bool>(), any::<bool>(), any::<bool>()).prop_map(
        |(public, approval, default_visible)| Storefront {
            public,
            approval,
            default_visible,
        },
    );
    (prop::array::uniform2(storefront), actors(asked), rows).prop_map(
        |(storefronts, actor, rows)| World {
            storefronts,
            actor,
            rows,
        },
    )
}

fn actors(asked: &'static [Permission]) -> impl Strategy<Value = Actor> {
    (
        prop::bool::weighted(0.2),
        prop::option::weighted(0.8, 0_usize..4),
        some(4),
        some(4),
        prop::collection::vec(holdings(asked), 1..4),
    )
        .prop_map(|(visitor, company, member_of, manages, holdings)| Actor {
            visitor,
            company,
            member_of,
            manages,
            holdings,
        })
}

/// A customer's role, a partner's and one of the staff, because their sides decide for whom a list is
/// shown; what the role grants as it comes is replaced.
fn holdings(asked: &'static [Permission]) -> impl Strategy<Value = Held> {
    let role = prop::sample::select(vec![Role::EndUser, Role::Supplier, Role::JobController]);
    let anchor = prop_oneof![
        Just(AnchorAt::Platform),
        some(2).prop_map(AnchorAt::Storefronts),
        (0_usize..4).prop_map(AnchorAt::Company),
        (0_usize..4, some(4)).prop_map(|(company, these)| AnchorAt::Departments(company, these)),
        (0_usize..2).prop_map(AnchorAt::Supplier),
    ];
    let grants = |most: usize| {
        prop::collection::vec(
            (
                prop::sample::select(asked),
                prop::sample::select(&Reach::ALL[..]),
            ),
            0..most,
        )
    };
    (role, anchor, grants(6), grants(2)).prop_map(|(role, anchor, allows, denies)| Held {
        role,
        anchor,
        allows,
        denies,
    })
}

/// The ids that the database gave.
#[derive(Debug, Default)]
pub(crate) struct Ids {
    pub(crate) storefronts: Vec<StorefrontId>,
    pub(crate) companies: Vec<CompanyId>,
    pub(crate) departments: Vec<DepartmentId>,
    /// The first is the actor's.
    pub(crate) accounts: Vec<AccountId>,
    pub(crate) suppliers: Vec<SupplierId>,
}

impl<Row> World<Row> {
    /// Puts everything but the rows into the database.
    pub(crate) async fn build(&self, tx: &mut Tx) -> store::Result<Ids> {
        let mut ids = Ids::default();
        for (at, storefront) in self.storefronts.iter().enumerate() {
            let id = sql(
                "insert into storefronts (slug, name, public, pack, currency, approval, default_visible)
                 values ($1, $1, $2, 'corporate', 'EUR', $3, $4) returning id",
            )
            .bind(format!("s{at}"))
            .bind(storefront.public)
            .bind(storefront.approval)
            .bind(storefront.default_visible)
            .int(tx)
            .await?;
            ids.storefronts.push(StorefrontId(id));
            ids.clients(tx, StorefrontId(id)).await?;
        }
        for at in 0..3 {
            let id = sql(
                "insert into accounts (name, state, created_at) values ($1, 'active', 0) returning id",
            )
            .bind(format!("p{at}"))
            .int(tx)
            .await?;
            ids.accounts.push(AccountId(id));
        }
        for at in 0..2 {
            let id = sql("insert into suppliers (name) values ($1) returning id")
                .bind(format!("u{at}"))
                .int(tx)
                .await?;
            ids.suppliers.push(SupplierId(id));
        }
        Ok(ids)
    }

    /// The actor as the rules know them.
    pub(crate) fn access(&self, ids: &Ids) -> Access {
        let actor = &self.actor;
        let mut access = Access::new(if actor.visitor {
            Who::Visitor(VISITOR)
        } else {
            Who::Account(ids.accounts[0])
        });
        access.company = actor.company.map(|at| ids.companies[at]);
        access.company_has_departments = actor.company.is_some_and(|at| at % 2 == 1);
        access.member_of = ids.departments_at(&actor.member_of);
        access.manages = ids.departments_at(&actor.manages);
        for held in &actor.holdings {
            access = access.holding(Holding {
                allows: table(&held.allows),
                denies: table(&held.denies),
                ..Holding::built_in(held.role, held.anchor.among(ids))
            });
        }
        access
    }
}

impl Ids {
    /// The companies of a storefront and their departments.
    async fn clients(&mut self, tx: &mut Tx, storefront: StorefrontId) -> store::Result<()> {
        for company in 0..2 {
            let id =
                sql("insert into companies (storefront_id, name) values ($1, $2) returning id")
                    .bind(storefront)
                    .bind(format!("c{company}"))
                    .int(tx)
                    .await?;
            self.companies.push(CompanyId(id));
            for department in 0..2 * company {
                let id =
                    sql("insert into departments (company_id, name) values ($1, $2) returning id")
                        .bind(id)
                        .bind(format!("d{department}"))
                        .int(tx)
                        .await?;
                self.departments.push(DepartmentId(id));
            }
        }
        Ok(())
    }

    fn departments_at(&self, these: &[usize]) -> Vec<DepartmentId> {
        these.iter().map(|at| self.departments[*at]).collect()
    }
}

impl AnchorAt {
    fn among(&self, ids: &Ids) -> Anchor {
        let at = |company: usize| [ids.storefronts[company / 2]];
        match self {
            Self::Platform => Anchor::Platform,
            Self::Storefronts(these) => {
                Anchor::Storefronts(these.iter().map(|at| ids.storefronts[*at]).collect())
            }
            Self::Company(one) => Anchor::Company {
                storefront: at(*one),
                company: ids.companies[*one],
            },
            Self::Departments(one, these) => Anchor::Departments {
                storefront: at(*one),
                company: ids.companies[*one],
                departments: ids.departments_at(these),
            },
            Self::Supplier(one) => Anchor::Supplier([ids.suppliers[*one]]),
        }
    }
}

fn table(granted: &[Granted]) -> Cow<'static, Grants> {
    let grants = granted
        .iter()
        .fold(Grants::NONE, |grants, (permission, reach)| {
            grants.with(*permission, *reach)
        });
    Cow::Owned(grants)
}

/// A product on each storefront, for jobs to be of. Not part of every world: the shelf would hold it.
pub(crate) async fn products(tx: &mut Tx, ids: &Ids) -> store::Result<Vec<ProductId>> {
    let mut products = Vec::new();
    for storefront in &ids.storefronts {
        let id = sql(
            "insert into products (storefront_id, slug, name, category, summary, picture, configuration, artwork)
             values ($1, 'cards', 'Cards', 'Print', '', '', '{}', 'none') returning id",
        )
        .bind(*storefront)
        .int(tx)
        .await?;
        products.push(ProductId(id));
    }
    Ok(products)
}
