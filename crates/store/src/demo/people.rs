//! The people of the demo, written: their accounts, roles and departments.

use super::{
    Given, Person,
    cast::{
        ACCOUNTS, APPROVES_FOR, Account, At, COLLEAGUES, CORPORATE, MANAGES, MARKET, PRINTSHOP,
        STOREFRONT,
    },
    shops::{Company, HOMES, Shop, World},
};
use crate::{
    Result, Tx,
    batch::{Batch, row},
    sql::sql,
};
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
     verified_at, first_signed_in_at, created_at, last_signed_in_at)
    values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $11) returning id";

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
    fn an_address_is_of_plain_letters() {
        assert_eq!(ascii("Aino Mäkelä"), "aino.makela");
        assert_eq!(ascii("Marek Wójcik"), "marek.wojcik");
    }
}
