//! The people of the demo: an account for every role that can sign in, and colleagues who only
//! order, receive and approve.

use super::{
    Given, Person,
    batch::{Batch, row},
    shops::{Company, HOMES, Shop, World},
};
use crate::{Result, Tx, sql::sql};
use access::{Pack, Permission, Role};
use domain::{AccountId, CompanyId, DepartmentId, StorefrontId, Timestamp, accounts::AccountState};

/// Somebody in whose name orders are placed.
#[derive(Clone, Debug)]
pub(super) struct Shopper {
    /// Nothing for who came through the configurator's API.
    pub(super) account: Option<AccountId>,
    pub(super) name: String,
    pub(super) email: String,
    pub(super) company: Option<CompanyId>,
    pub(super) department: Option<DepartmentId>,
    /// May approve own orders, so that they do not wait.
    pub(super) approves_own: bool,
    /// May decide on others' orders.
    pub(super) decides: bool,
    pub(super) role_account: bool,
    /// Which of the homes.
    pub(super) home: usize,
}

/// Where somebody's roles start.
#[derive(Clone, Copy, Debug)]
enum At {
    Platform,
    Shops(&'static [&'static str]),
    Supplier(&'static str),
}

/// An account of a role, or of one's state.
#[derive(Debug)]
struct Account {
    email: &'static str,
    name: &'static str,
    roles: &'static [Role],
    at: At,
    /// Company and department.
    of: Option<(&'static str, Option<&'static str>)>,
    state: AccountState,
}

const fn account(
    email: &'static str,
    name: &'static str,
    roles: &'static [Role],
    at: At,
) -> Account {
    Account {
        email,
        name,
        roles,
        at,
        of: None,
        state: AccountState::Active,
    }
}

impl Account {
    const fn of(self, company: &'static str, department: Option<&'static str>) -> Self {
        Self {
            of: Some((company, department)),
            ..self
        }
    }

    const fn state(self, state: AccountState) -> Self {
        Self { state, ..self }
    }
}

const STOREFRONT: At = At::Shops(&["storefront"]);
const CORPORATE: At = At::Shops(&["corporate"]);
const PRINTSHOP: At = At::Shops(&["printshop"]);
const CONFIGURATOR: At = At::Shops(&["configurator"]);
const MARKET: At = At::Shops(&["market"]);

/// The corporate managers and approvers stand on top of End User: taking the designation away
/// leaves one.
const ACCOUNTS: &[Account] = &[
    account(
        "registered@storefront.test",
        "Elina Virtanen",
        &[Role::Registered],
        STOREFRONT,
    )
    .of("Lindgren & Partners", Some("Studio")),
    account(
        "approver@storefront.test",
        "Oskar Lindgren",
        &[Role::Registered, Role::StorefrontApprover],
        STOREFRONT,
    )
    .of("Lindgren & Partners", Some("Studio")),
    account(
        "album-admin@storefront.test",
        "Petra Salo",
        &[Role::AlbumAdmin],
        STOREFRONT,
    ),
    account(
        "storefront-admin@storefront.test",
        "Mikael Ahlgren",
        &[Role::StorefrontAdmin],
        STOREFRONT,
    ),
    account(
        "platform-admin@storefront.test",
        "Ingrid Bergström",
        &[Role::PlatformAdmin],
        At::Platform,
    ),
    account(
        "job-controller@storefront.test",
        "Tomasz Zieliński",
        &[Role::JobController],
        At::Shops(&["storefront", "corporate"]),
    ),
    account(
        "print-location-downloader@storefront.test",
        "Quayside plant, press room",
        &[Role::PrintLocationDownloader],
        STOREFRONT,
    ),
    account(
        "admin@corporate.test",
        "Margriet de Vries",
        &[Role::Admin],
        At::Platform,
    ),
    account(
        "junior-admin@corporate.test",
        "Daan Hoekstra",
        &[Role::JuniorAdmin],
        At::Shops(&["corporate", "market"]),
    ),
    account(
        "supplier@corporate.test",
        "Femke Postma",
        &[Role::Supplier],
        At::Supplier("Northgate Bindery"),
    ),
    account(
        "end-user@corporate.test",
        "Sanne Bakker",
        &[Role::EndUser],
        CORPORATE,
    )
    .of("Brightwater Energy", Some("Marketing")),
    account(
        "senior-manager@corporate.test",
        "Joost van den Berg",
        &[Role::EndUser, Role::SeniorManager],
        CORPORATE,
    )
    .of("Brightwater Energy", Some("Operations")),
    account(
        "department-manager@corporate.test",
        "Anouk Smit",
        &[Role::EndUser, Role::CorporateDepartmentManager],
        CORPORATE,
    )
    .of("Brightwater Energy", Some("Marketing")),
    account(
        "approver@corporate.test",
        "Ruben Meijer",
        &[Role::EndUser, Role::CorporateApprover],
        CORPORATE,
    )
    .of("Brightwater Energy", Some("Marketing")),
    account(
        "end-user-2@corporate.test",
        "Lotte Visser",
        &[Role::EndUser],
        CORPORATE,
    )
    .of("Brightwater Energy", Some("Sales")),
    account(
        "end-user-3@corporate.test",
        "Inês Carvalho",
        &[Role::EndUser],
        CORPORATE,
    )
    .of("Castellan Hotels", None),
    account(
        "inactive@corporate.test",
        "Bram Kuiper",
        &[Role::EndUser],
        CORPORATE,
    )
    .of("Brightwater Energy", Some("Marketing"))
    .state(AccountState::Inactive),
    account(
        "suspended@corporate.test",
        "Noor Jansen",
        &[Role::EndUser],
        CORPORATE,
    )
    .of("Brightwater Energy", Some("Sales"))
    .state(AccountState::Suspended),
    account(
        "public-customer@printshop.test",
        "Giulia Ferri",
        &[Role::PublicCustomer],
        MARKET,
    ),
    account(
        "customer@printshop.test",
        "Harriet Cole",
        &[Role::Customer],
        PRINTSHOP,
    )
    .of("Foxglove Publishing", Some("Editorial")),
    account(
        "customer-plus@printshop.test",
        "Dev Patel",
        &[Role::CustomerPlus],
        PRINTSHOP,
    )
    .of("Foxglove Publishing", Some("Editorial")),
    account(
        "power-user@printshop.test",
        "Moira Sinclair",
        &[Role::PowerUser],
        PRINTSHOP,
    )
    .of("Foxglove Publishing", Some("Editorial")),
    account(
        "department-manager@printshop.test",
        "Owen Hughes",
        &[Role::PrintshopDepartmentManager],
        PRINTSHOP,
    )
    .of("Foxglove Publishing", Some("Editorial")),
    account(
        "company-manager@printshop.test",
        "Beatrice Langley",
        &[Role::CompanyManager],
        PRINTSHOP,
    )
    .of("Foxglove Publishing", Some("Publicity")),
    account(
        "designer@printshop.test",
        "Kofi Mensah",
        &[Role::Designer],
        PRINTSHOP,
    ),
    account(
        "operator@printshop.test",
        "Alfie Turner",
        &[Role::Operator],
        PRINTSHOP,
    ),
    account(
        "production-manager@printshop.test",
        "Gwen Pritchard",
        &[Role::ProductionManager],
        PRINTSHOP,
    ),
    account(
        "administrator@printshop.test",
        "Edmund Inkwell",
        &[Role::PrintshopAdministrator],
        At::Platform,
    ),
    account(
        "administrator@configurator.test",
        "Grace Okafor",
        &[Role::ConfiguratorAdministrator],
        CONFIGURATOR,
    ),
    account(
        "manage-configuration@configurator.test",
        "Luis Ortega",
        &[Role::ManageConfiguration],
        CONFIGURATOR,
    ),
    account(
        "view-configuration@configurator.test",
        "Hana Kim",
        &[Role::ViewConfiguration],
        CONFIGURATOR,
    ),
    account(
        "manage-orders@configurator.test",
        "Marcus Reed",
        &[Role::ManageOrders],
        CONFIGURATOR,
    ),
    account(
        "view-orders@configurator.test",
        "Priya Nair",
        &[Role::ViewOrders],
        CONFIGURATOR,
    ),
];

/// Who manages a department, and who is asked to approve for one.
const MANAGES: &[(&str, &str)] = &[
    ("department-manager@corporate.test", "Marketing"),
    ("department-manager@printshop.test", "Editorial"),
];
const APPROVES_FOR: &[(&str, &str)] = &[
    ("approver@corporate.test", "Marketing"),
    ("approver@storefront.test", "Studio"),
];

/// People who cannot sign in here and fill the year: storefront, company, department, and names.
const COLLEAGUES: &[(&str, &str, Option<&str>, &[&str])] = &[
    (
        "storefront",
        "Lindgren & Partners",
        Some("Studio"),
        &["Aino Mäkelä", "Viljo Rantanen", "Saga Holm"],
    ),
    (
        "storefront",
        "Lindgren & Partners",
        Some("Office"),
        &["Kerttu Nieminen", "Jonas Ek"],
    ),
    (
        "storefront",
        "",
        None,
        &[
            "Leena Koskinen",
            "Rasmus Juhl",
            "Astrid Dahl",
            "Matti Laine",
            "Nina Sjöberg",
            "Henrik Wass",
        ],
    ),
    (
        "corporate",
        "Brightwater Energy",
        Some("Marketing"),
        &[
            "Thijs de Graaf",
            "Eva Mulder",
            "Yusuf Demir",
            "Fleur Dekker",
        ],
    ),
    (
        "corporate",
        "Brightwater Energy",
        Some("Sales"),
        &[
            "Koen Bos",
            "Marieke Vos",
            "Samir Haddad",
            "Iris Peters",
            "Lars Willems",
        ],
    ),
    (
        "corporate",
        "Brightwater Energy",
        Some("Operations"),
        &["Pieter Schouten", "Hanna Brouwer", "Gerrit Maas"],
    ),
    (
        "corporate",
        "Castellan Hotels",
        None,
        &["Duarte Nogueira", "Marta Reis", "Tiago Antunes"],
    ),
    (
        "printshop",
        "Foxglove Publishing",
        Some("Editorial"),
        &["Rosalind Webb", "Theo Marsh", "Amara Obi"],
    ),
    (
        "printshop",
        "Foxglove Publishing",
        Some("Publicity"),
        &["Callum Reid", "Sophie Grant", "Niamh Byrne"],
    ),
    (
        "printshop",
        "St. Alban's School",
        None,
        &["Mr. Peter Hollis", "Zainab Khan"],
    ),
    (
        "market",
        "",
        None,
        &[
            "Amélie Roux",
            "Jan Novák",
            "Katrin Vogel",
            "Paolo Conti",
            "Sofia Lund",
            "Marek Wójcik",
            "Elif Kaya",
        ],
    ),
    // Through the configurator's API come names only.
    (
        "configurator",
        "",
        None,
        &[
            "Jordan Blake",
            "Taylor Nguyen",
            "Casey Morgan",
            "Riley Thompson",
            "Avery Collins",
            "Quinn Foster",
        ],
    ),
];

impl Shop {
    fn department(
        &self,
        company: &str,
        name: Option<&str>,
    ) -> (Option<&Company>, Option<DepartmentId>) {
        let company = self.companies.iter().find(|one| one.of.name == company);
        let department = company
            .and_then(|company| {
                company
                    .departments
                    .iter()
                    .find(|(_, one)| Some(*one) == name)
            })
            .map(|(id, _)| *id);
        (company, department)
    }
}

const INTO: &str = "insert into accounts
    (storefront_id, company_id, supplier_id, print_location_id, name, email, phone, state, password_hash,
     verified_at, first_signed_in_at, created_at)
    values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12) returning id";

pub(super) async fn write(
    tx: &mut Tx,
    world: &mut World,
    given: &Given,
    now: Timestamp,
) -> Result<()> {
    let since = now.plus(-400 * Timestamp::DAY);
    let mut tables = Tables::default();
    for one in ACCOUNTS {
        let id = write_account(tx, world, one, given, since).await?;
        tables.roles_of(tx, world, one, id, since).await?;
    }
    for (storefront, company, department, names) in COLLEAGUES {
        for (place, name) in names.iter().enumerate() {
            write_colleague(
                tx,
                world,
                &mut tables,
                (storefront, company, *department),
                (place, name),
                since,
            )
            .await?;
        }
    }
    tables.members.run(tx).await?;
    tables.managers.run(tx).await?;
    tables.approvers.run(tx).await?;
    tables.shops.run(tx).await
}

/// What hangs on accounts.
struct Tables {
    members: Batch,
    managers: Batch,
    approvers: Batch,
    shops: Batch,
}

impl Default for Tables {
    fn default() -> Self {
        Self {
            members: Batch::new("insert into department_members (department_id, account_id)"),
            managers: Batch::new("insert into department_managers (department_id, account_id)"),
            approvers: Batch::new(
                "insert into approver_links (storefront_id, approver_id, department_id)",
            ),
            shops: Batch::new("insert into assignment_storefronts (assignment_id, storefront_id)"),
        }
    }
}

impl Tables {
    /// The roles of an account, and the departments it belongs to, manages and approves for.
    async fn roles_of(
        &mut self,
        tx: &mut Tx,
        world: &World,
        one: &Account,
        id: AccountId,
        since: Timestamp,
    ) -> Result<()> {
        for role in one.roles {
            self.assign(tx, world, id, *role, one.at, since).await?;
        }
        let Some((company, Some(department))) = one.of else {
            return Ok(());
        };
        let shop = world
            .shops
            .iter()
            .find(|shop| shop.companies.iter().any(|known| known.of.name == company));
        let Some(shop) = shop else { return Ok(()) };
        let (_, Some(department_id)) = shop.department(company, Some(department)) else {
            return Ok(());
        };
        self.members.row(row![department_id, id]);
        if MANAGES.contains(&(one.email, department)) {
            self.managers.row(row![department_id, id]);
        }
        if APPROVES_FOR.contains(&(one.email, department)) {
            self.approvers.row(row![shop.id, id, department_id]);
        }
        Ok(())
    }

    async fn assign(
        &mut self,
        tx: &mut Tx,
        world: &World,
        id: AccountId,
        role: Role,
        at: At,
        since: Timestamp,
    ) -> Result<()> {
        let (anchor, supplier) = match at {
            At::Platform => ("platform", None),
            At::Shops(_) => ("storefronts", None),
            At::Supplier(name) => (
                "supplier",
                world
                    .suppliers
                    .iter()
                    .find(|(_, known)| *known == name)
                    .map(|(id, _)| *id),
            ),
        };
        let assignment = sql(
            "insert into assignments (account_id, role, anchor, supplier_id, created_at)
             values ($1, $2, $3, $4, $5) returning id",
        )
        .bind(id)
        .bind(role.key())
        .bind(anchor)
        .bind(supplier)
        .bind(since)
        .int(tx)
        .await?;
        if let At::Shops(slugs) = at {
            for shop in world
                .shops
                .iter()
                .filter(|shop| slugs.contains(&shop.of.slug))
            {
                self.shops.row(row![assignment, shop.id]);
            }
        }
        Ok(())
    }
}

async fn write_account(
    tx: &mut Tx,
    world: &mut World,
    one: &Account,
    given: &Given,
    since: Timestamp,
) -> Result<AccountId> {
    // The first storefront is where a person signs in, and where a customer belongs.
    let home = match one.at {
        At::Shops(slugs) => world
            .shops
            .iter()
            .position(|shop| slugs.first() == Some(&shop.of.slug)),
        At::Platform | At::Supplier(_) => None,
    };
    let shop = home.and_then(|place| world.shops.get_mut(place));
    let (storefront, slug) = shop.as_ref().map(|shop| (shop.id, shop.of.slug)).unzip();
    let (company, department) = match (&shop, one.of) {
        (Some(shop), Some((company, department))) => {
            let (company, department) = shop.department(company, department);
            (company.map(|company| company.id), department)
        }
        _ => (None, None),
    };
    let supplier = match one.at {
        At::Supplier(name) => world
            .suppliers
            .iter()
            .find(|(_, known)| *known == name)
            .map(|(id, _)| *id),
        At::Platform | At::Shops(_) => None,
    };
    let location = world
        .print_location
        .filter(|_| one.roles.contains(&Role::PrintLocationDownloader));
    let known = one.state != AccountState::Inactive;
    let account = AccountId(
        sql(INTO)
            .bind(storefront)
            .bind(company)
            .bind(supplier)
            .bind(location)
            .bind(one.name)
            .bind(one.email)
            .bind("")
            .bind(one.state.key())
            .bind(known.then_some(given.password_hash.as_str()))
            .bind(known.then_some(since))
            .bind(known.then_some(since))
            .bind(since)
            .int(tx)
            .await?,
    );
    world
        .accounts
        .push((one.email.to_owned(), account, one.name));
    if one.state == AccountState::Active {
        let roles: Vec<&str> = one.roles.iter().map(|role| role.name()).collect();
        world.signs_in.push(Person {
            email: one.email.to_owned(),
            name: one.name.to_owned(),
            roles: roles.join(", "),
            storefront: slug,
        });
    }
    let holds = |permission| {
        one.roles
            .iter()
            .any(|role| !role.grants().of(permission).is_empty())
    };
    let shop = home.and_then(|place| world.shops.get_mut(place));
    if let Some(shop) = shop.filter(|_| {
        one.state == AccountState::Active && holds(Permission::OrderPlace) && !is_staff(one)
    }) {
        shop.shoppers.push(Shopper {
            account: Some(account),
            name: one.name.to_owned(),
            email: one.email.to_owned(),
            company,
            department,
            approves_own: holds(Permission::ApprovalSelf),
            decides: holds(Permission::ApprovalDecide),
            role_account: true,
            home: shop.shoppers.len() % HOMES.len(),
        });
    }
    Ok(account)
}

fn is_staff(one: &Account) -> bool {
    one.roles
        .iter()
        .any(|role| role.side() == access::Side::Staff)
}

async fn write_colleague(
    tx: &mut Tx,
    world: &mut World,
    tables: &mut Tables,
    (slug, company, department): (&str, &str, Option<&str>),
    (place, name): (usize, &str),
    since: Timestamp,
) -> Result<()> {
    let Some(at) = world.shops.iter().position(|shop| shop.of.slug == slug) else {
        return Ok(());
    };
    let Some(shop) = world.shops.get(at) else {
        return Ok(());
    };
    let storefront = shop.id;
    let (of, department) = shop.department(company, department);
    let domain = of.map_or("mail.example", |company| company.of.domain);
    // A company of colleagues only needs somebody who decides; it is the first of them.
    let heads = place == 0 && of.is_some_and(|company| company.departments.is_empty());
    let company = of.map(|company| company.id);
    let email = format!("{}@{domain}", ascii(name));
    let account = if shop.of.pack == Pack::Configurator {
        None
    } else {
        Some(
            write_member(
                tx,
                (storefront, company),
                name,
                &email,
                since.plus(i64::try_from(place).unwrap_or(0) * Timestamp::DAY),
            )
            .await?,
        )
    };
    if let Some(account) = account {
        let (role, slugs) = match slug {
            "storefront" => (Role::Registered, STOREFRONT),
            "corporate" => (Role::EndUser, CORPORATE),
            "printshop" => (Role::Customer, PRINTSHOP),
            _ => (Role::PublicCustomer, MARKET),
        };
        let designation = heads.then_some(if slug == "corporate" {
            Role::SeniorManager
        } else {
            Role::CompanyManager
        });
        tables
            .assign(tx, world, account, role, slugs, since)
            .await?;
        if let Some(designation) = designation {
            tables
                .assign(tx, world, account, designation, slugs, since)
                .await?;
        }
        if let Some(department) = department {
            tables.members.row(row![department, account]);
        }
    }
    if let Some(shop) = world.shops.get_mut(at) {
        shop.shoppers.push(Shopper {
            account,
            name: name.to_owned(),
            email,
            company,
            department,
            approves_own: slug == "market" || heads,
            decides: heads,
            role_account: false,
            home: shop.shoppers.len() % HOMES.len(),
        });
    }
    Ok(())
}

/// An active account without a password: it cannot sign in, and stands behind orders.
async fn write_member(
    tx: &mut Tx,
    (storefront, company): (StorefrontId, Option<CompanyId>),
    name: &str,
    email: &str,
    since: Timestamp,
) -> Result<AccountId> {
    let id = sql(INTO)
        .bind(storefront)
        .bind(company)
        .bind(None::<i64>)
        .bind(None::<i64>)
        .bind(name)
        .bind(email)
        .bind("")
        .bind(AccountState::Active.key())
        .bind(None::<&str>)
        .bind(since)
        .bind(since)
        .bind(since)
        .int(tx)
        .await?;
    Ok(AccountId(id))
}

/// `Aino Mäkelä` as the local part of an address: `aino.makela`.
fn ascii(name: &str) -> String {
    name.to_lowercase()
        .chars()
        .filter_map(|letter| match letter {
            'a'..='z' => Some(letter),
            ' ' => Some('.'),
            'ä' | 'å' | 'á' | 'ã' => Some('a'),
            'é' | 'ê' | 'è' => Some('e'),
            'í' => Some('i'),
            'ö' | 'ó' | 'ø' => Some('o'),
            'ü' => Some('u'),
            'ń' => Some('n'),
            _ => None,
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_role_that_signs_in_has_an_account() {
        for role in Role::ALL {
            let signs_in = !role.grants().of(Permission::SessionLogin).is_empty();
            let email = format!("{}.test", role.key());
            let known = ACCOUNTS
                .iter()
                .any(|one| one.email == email && one.roles.contains(role));
            assert_eq!(signs_in, known, "{email}");
        }
    }

    #[test]
    fn an_address_is_of_plain_letters() {
        assert_eq!(ascii("Aino Mäkelä"), "aino.makela");
        assert_eq!(ascii("Marek Wójcik"), "marek.wojcik");
    }
}
