//! Random worlds of companies, departments, people, addresses, publication types, suppliers and albums,
//! and an actor with any grants at any anchor.

use access::{Access, Anchor, Grants, Holding, Permission, Reach, Role, Who};
use domain::{
    AccountId, AddressId, AlbumId, CompanyId, DepartmentId, ImageId, ProductId, PublicationTypeId,
    StorefrontId, SupplierId, Timestamp, accounts::AccountState, artwork::Media,
    catalogue::Configuration,
};
use proptest::prelude::*;
use std::borrow::Cow;
use store::{
    Tx,
    artwork::{self, NewArtwork},
    people,
    people::NewAccount,
    sql::sql,
};

const NOW: Timestamp = Timestamp(1_000);

/// What the lists are asked by.
const ASKED: [Permission; 16] = [
    Permission::DepartmentCreate,
    Permission::DepartmentEdit,
    Permission::DepartmentDelete,
    Permission::DepartmentSetManager,
    Permission::CompanyCreate,
    Permission::CompanyEdit,
    Permission::CompanyDelete,
    Permission::AddressCompanyView,
    Permission::AddressPersonalView,
    Permission::SupplierManage,
    Permission::PubtypeManage,
    Permission::PubtypeAssignDepartment,
    Permission::AlbumManage,
    Permission::ProductView,
    Permission::StorefrontSettingsEdit,
    Permission::PlatformView,
];

/// Two storefronts with two companies each, of which every second has two departments; a supplier;
/// people of any of them, with addresses; an actor, who is the first of them, with any of these grants
/// at any anchor.
#[derive(Clone, Debug)]
pub(super) struct World {
    people: Vec<Person>,
    addresses: Vec<Address>,
    folders: Vec<Folder>,
    /// Which of the storefronts hide people's addresses from who manages them.
    hides: [bool; 2],
    pub(super) actor: Actor,
}

#[derive(Clone, Debug)]
pub(super) struct Person {
    company: Option<usize>,
    member_of: Vec<usize>,
    deleted: bool,
}

#[derive(Clone, Debug)]
pub(super) struct Address {
    storefront: usize,
    /// Of the people, as far as there are so many; of a company otherwise.
    person: Option<usize>,
    company: usize,
    /// Nothing where it is for all of them.
    departments: Option<Vec<usize>>,
    label: u8,
}

/// A publication type.
#[derive(Clone, Debug)]
pub(super) struct Folder {
    company: usize,
    /// Nothing where it is for all of them.
    departments: Option<Vec<usize>>,
}

#[derive(Clone, Debug)]
pub(super) struct Actor {
    company: Option<usize>,
    member_of: Vec<usize>,
    manages: Vec<usize>,
    holdings: Vec<(AnchorAt, Vec<Granted>, Vec<Granted>)>,
}

pub(super) type Granted = (Permission, Reach);

#[derive(Clone, Debug)]
pub(super) enum AnchorAt {
    Platform,
    Storefronts(Vec<usize>),
    Company(usize),
    Departments(usize, Vec<usize>),
    Supplier,
}

pub(super) fn worlds() -> impl Strategy<Value = World> {
    let some = |most: usize| prop::collection::btree_set(0..most, 0..3).prop_map(Vec::from_iter);
    let one = |most: usize| prop::option::weighted(0.7, 0..most);
    let anchors = prop_oneof![
        2 => Just(AnchorAt::Platform),
        2 => some(2).prop_map(AnchorAt::Storefronts),
        2 => (0_usize..4).prop_map(AnchorAt::Company),
        2 => (0_usize..4, some(4)).prop_map(|(one, these)| AnchorAt::Departments(one, these)),
        1 => Just(AnchorAt::Supplier),
    ];
    let people =
        (one(4), some(4), prop::bool::weighted(0.2)).prop_map(|(company, member_of, deleted)| {
            Person {
                company,
                member_of,
                deleted,
            }
        });
    let addresses = (
        0_usize..2,
        prop::option::of(0_usize..4),
        0_usize..4,
        prop::option::of(some(4)),
        0_u8..4,
    )
        .prop_map(
            |(storefront, person, company, departments, label)| Address {
                storefront,
                person,
                company,
                departments,
                label,
            },
        );
    let folders =
        (0_usize..4, prop::option::of(some(4))).prop_map(|(company, departments)| Folder {
            company,
            departments,
        });
    let grants = |most: usize| {
        prop::collection::vec(
            (
                prop::sample::select(&ASKED[..]),
                prop::sample::select(&Reach::ALL[..]),
            ),
            0..most,
        )
    };
    let actor = (
        one(4),
        some(4),
        some(4),
        prop::collection::vec((anchors, grants(8), grants(3)), 1..3),
    )
        .prop_map(|(company, member_of, manages, holdings)| Actor {
            company,
            member_of,
            manages,
            holdings,
        });
    (
        prop::collection::vec(people, 1..4),
        prop::collection::vec(addresses, 0..8),
        prop::collection::vec(folders, 0..6),
        prop::array::uniform2(any::<bool>()),
        actor,
    )
        .prop_map(|(people, addresses, folders, hides, actor)| World {
            people,
            addresses,
            folders,
            hides,
            actor,
        })
}

#[derive(Default)]
pub(super) struct Ids {
    pub(super) storefronts: Vec<StorefrontId>,
    pub(super) companies: Vec<CompanyId>,
    pub(super) departments: Vec<DepartmentId>,
    pub(super) suppliers: Vec<SupplierId>,
    people: Vec<AccountId>,
    pub(super) addresses: Vec<AddressId>,
    pub(super) folders: Vec<PublicationTypeId>,
    /// Some of each storefront, of the same names.
    pub(super) albums: Vec<AlbumId>,
    /// One of each album: of each storefront one is shared with everybody, one with customers who hold a
    /// role that the actor may hold, one with others, and one with nobody; others with products that are
    /// gone, with one product, with a category, with both, and with these and a role.
    pub(super) images: Vec<ImageId>,
    /// Three of each storefront: cards for everybody, cards for its second company, and posters for
    /// everybody; the posters of the second storefront ask for no image.
    pub(super) products: Vec<(StorefrontId, ProductId)>,
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
            AnchorAt::Supplier => Anchor::Supplier([self.suppliers[0]]),
        }
    }
}

pub(super) async fn build(tx: &mut Tx, world: &World) -> store::Result<Ids> {
    let mut ids = Ids::default();
    for name in ["Bindery", "Alder 50% Print"] {
        let id = sql("insert into suppliers (name) values ($1) returning id")
            .bind(name)
            .int(tx)
            .await?;
        ids.suppliers.push(SupplierId(id));
    }
    for (at, hides) in world.hides.into_iter().enumerate() {
        let storefront = sql(
            "insert into storefronts (slug, name, public, pack, currency, approval, personal_addresses_hidden)
             values ($1, $1, false, 'corporate', 'EUR', true, $2) returning id",
        )
        .bind(format!("s{at}"))
        .bind(hides)
        .int(tx)
        .await?;
        ids.storefronts.push(StorefrontId(storefront));
        for company in 0..2 {
            let name = format!("Company {company}");
            let id = people::insert_company(tx, StorefrontId(storefront), &name).await?;
            ids.companies.push(id);
            for department in 0..2 * company {
                let id =
                    sql("insert into departments (company_id, name) values ($1, $2) returning id")
                        .bind(id)
                        .bind(format!("Dept {department}"))
                        .int(tx)
                        .await?;
                ids.departments.push(DepartmentId(id));
            }
        }
        shelf(tx, &mut ids, StorefrontId(storefront)).await?;
    }
    for one in &world.people {
        let new = NewAccount {
            storefront: one.company.map(|at| ids.storefronts[at / 2]),
            company: one.company.map(|at| ids.companies[at]),
            supplier: None,
            name: "Somebody",
            email: None,
            state: if one.deleted {
                AccountState::Deleted
            } else {
                AccountState::Inactive
            },
            password_hash: None,
        };
        let id = people::insert(tx, &new, NOW).await?;
        for department in ids.departments(&one.member_of) {
            sql("insert into department_members (department_id, account_id) values ($1, $2)")
                .bind(department)
                .bind(id)
                .run(tx)
                .await?;
        }
        ids.people.push(id);
    }
    for one in &world.addresses {
        let id = address(tx, &ids, one).await?;
        ids.addresses.push(id);
    }
    for (at, one) in world.folders.iter().enumerate() {
        let id = folder(tx, &ids, one, at).await?;
        ids.folders.push(id);
    }
    Ok(ids)
}

/// The products of a storefront, and its albums.
async fn shelf(tx: &mut Tx, ids: &mut Ids, at: StorefrontId) -> store::Result<()> {
    let mut cards = Vec::new();
    let first = ids.storefronts.len() == 1;
    let need = if first { "album" } else { "none" };
    for (slug, category, limited, need) in [
        ("cards", "Cards", false, "album"),
        ("their-cards", "Cards", true, "album"),
        ("posters", "Posters", false, need),
    ] {
        let id = product(tx, at, (slug, category), need).await?;
        if limited {
            sql("update products set for_all_companies = false where id = $1")
                .bind(id)
                .run(tx)
                .await?;
            sql("insert into product_companies (product_id, company_id) values ($1, $2)")
                .bind(id)
                .bind(*ids.companies.last().expect("written before"))
                .run(tx)
                .await?;
        }
        ids.products.push((at, id));
        cards.push(id);
    }
    let (nothing, theirs, ours): (&[ProductId], _, _) = (&[], &cards[1..2], &cards[..1]);
    let (none, posters, gone): (&[&str], &[&str], &[&str]) =
        (&[], &["Posters"], &["Posters", "Gone"]);
    let albums: [(Option<&str>, Limit<'_>); 9] = [
        (None, None),
        (Some(""), None),
        (Some("end-user"), None),
        (Some("senior-manager"), None),
        (Some(""), Some((nothing, none))),
        (Some(""), Some((theirs, none))),
        (Some(""), Some((nothing, posters))),
        (Some(""), Some((ours, gone))),
        (Some("end-user"), Some((ours, posters))),
    ];
    for (name, with) in albums.into_iter().enumerate() {
        let (album, image) = album(tx, at, &format!("Spring {name}"), with).await?;
        ids.albums.push(album);
        ids.images.push(image);
    }
    Ok(())
}

async fn product(
    tx: &mut Tx,
    at: StorefrontId,
    (slug, category): (&str, &str),
    need: &str,
) -> store::Result<ProductId> {
    let configuration =
        serde_json::to_string(&Configuration::default()).expect("a configuration as JSON");
    let id = sql("
        insert into products (storefront_id, slug, name, category, summary, picture, configuration, artwork)
        values ($1, $2, $2, $3, '', '', $4, $5) returning id")
    .bind(at)
    .bind(slug)
    .bind(category)
    .bind(configuration)
    .bind(need)
    .int(tx)
    .await?;
    Ok(ProductId(id))
}

/// The only products and categories that an album is shared with; nothing where it is every product.
type Limit<'a> = Option<(&'a [ProductId], &'a [&'a str])>;

/// An album with an image: shared with nobody, with everybody, or with a role of the pack.
async fn album(
    tx: &mut Tx,
    at: StorefrontId,
    name: &str,
    (shared, products): (Option<&str>, Limit<'_>),
) -> store::Result<(AlbumId, ImageId)> {
    let role = shared.filter(|role| !role.is_empty());
    let album = sql("
        insert into albums (storefront_id, name, shared, for_all_roles, for_all_products, created_at)
        values ($1, $2, $3, $4, $5, 0) returning id")
    .bind(at)
    .bind(name)
    .bind(shared.is_some())
    .bind(role.is_none())
    .bind(products.is_none())
    .int(tx)
    .await?;
    let (products, categories) = products.unwrap_or_default();
    for product in products {
        sql("insert into album_products (album_id, product_id) values ($1, $2)")
            .bind(album)
            .bind(*product)
            .run(tx)
            .await?;
    }
    for category in categories {
        sql("insert into album_categories (album_id, category) values ($1, $2)")
            .bind(album)
            .bind(*category)
            .run(tx)
            .await?;
    }
    if let Some(role) = role {
        sql("insert into album_roles (album_id, role) values ($1, $2)")
            .bind(album)
            .bind(format!("{role}@corporate"))
            .run(tx)
            .await?;
    }
    let file = NewArtwork {
        media: Media::Png,
        sha256: [7; 32],
        bytes: 1,
        file_name: "Tulips.png".to_owned(),
        pages: 1,
        sizes: Vec::new(),
        thumbnail: (1, 1),
    };
    let file = artwork::insert_for(tx, Some(at), None, &file, NOW).await?;
    let image = sql("
        insert into album_images (album_id, artwork_id, name, created_at)
        values ($1, $2, 'Tulips', 0) returning id")
    .bind(album)
    .bind(file)
    .int(tx)
    .await?;
    Ok((AlbumId(album), ImageId(image)))
}

async fn address(tx: &mut Tx, ids: &Ids, one: &Address) -> store::Result<AddressId> {
    let person = one.person.and_then(|at| ids.people.get(at).copied());
    let company = person.is_none().then(|| ids.companies[one.company]);
    let storefront = match company {
        Some(_) => ids.storefronts[one.company / 2],
        None => ids.storefronts[one.storefront],
    };
    let id = sql(
        "insert into addresses (storefront_id, company_id, account_id, label, recipient, line1, postcode, city,
            country, for_all_departments)
         values ($1, $2, $3, $4, 'Somebody', '1 Mill Lane', 'CB1', 'Cambridge', 'United Kingdom', $5) returning id",
    )
    .bind(storefront)
    .bind(company)
    .bind(person)
    .bind(format!("Label {}", one.label))
    .bind(one.departments.is_none())
    .int(tx)
    .await?;
    for department in ids.departments(one.departments.as_deref().unwrap_or_default()) {
        sql("insert into address_departments (address_id, department_id) values ($1, $2)")
            .bind(id)
            .bind(department)
            .run(tx)
            .await?;
    }
    Ok(AddressId(id))
}

async fn folder(
    tx: &mut Tx,
    ids: &Ids,
    one: &Folder,
    at: usize,
) -> store::Result<PublicationTypeId> {
    let id = sql(
        "insert into publication_types (storefront_id, company_id, name, for_all_departments)
         values ($1, $2, $3, $4) returning id",
    )
    .bind(ids.storefronts[one.company / 2])
    .bind(ids.companies[one.company])
    .bind(format!("Folder {at}"))
    .bind(one.departments.is_none())
    .int(tx)
    .await?;
    for department in ids.departments(one.departments.as_deref().unwrap_or_default()) {
        sql("insert into publication_type_departments (publication_type_id, department_id) values ($1, $2)")
            .bind(id)
            .bind(department)
            .run(tx)
            .await?;
    }
    Ok(PublicationTypeId(id))
}

pub(super) fn access(actor: &Actor, ids: &Ids) -> Access {
    let mut access = Access::new(Who::Account(ids.people[0]));
    access.company = actor.company.map(|at| ids.companies[at]);
    access.company_has_departments = actor.company.is_some_and(|at| at % 2 == 1);
    access.member_of = ids.departments(&actor.member_of);
    access.manages = ids.departments(&actor.manages);
    let table = |granted: &[Granted]| {
        let grants = granted
            .iter()
            .fold(Grants::NONE, |grants, (permission, reach)| {
                grants.with(*permission, *reach)
            });
        Cow::Owned(grants)
    };
    for (anchor, allows, denies) in &actor.holdings {
        access = access.holding(Holding {
            allows: table(allows),
            denies: table(denies),
            ..Holding::built_in(Role::EndUser, ids.anchor(anchor))
        });
    }
    access
}
