//! Writing people down: accounts, companies, and the roles that are assigned.
//!
//! What is done here to others' data takes a permit. What has none says why: registering is done by
//! somebody who has no account yet, and a person's own account is theirs.

use crate::{Result, Tx, sql::sql};
use access::{Anchor, Role};
use domain::{AccountId, AssignmentId, CompanyId, StorefrontId, SupplierId, Timestamp, accounts::AccountState};

/// The words of `assignments.anchor`.
pub(crate) mod anchor_word {
    pub(crate) const PLATFORM: &str = "platform";
    pub(crate) const STOREFRONTS: &str = "storefronts";
    pub(crate) const COMPANY: &str = "company";
    pub(crate) const DEPARTMENTS: &str = "departments";
    pub(crate) const SUPPLIER: &str = "supplier";
}

/// A person to be written down.
#[derive(Clone, Debug)]
pub struct NewAccount<'a> {
    pub storefront: Option<StorefrontId>,
    pub company: Option<CompanyId>,
    pub supplier: Option<SupplierId>,
    pub name: &'a str,
    /// As [`normal_email`](domain::accounts::normal_email) gives it.
    pub email: Option<&'a str>,
    pub state: AccountState,
    pub password_hash: Option<&'a str>,
}

/// Writes a person down. Asks for no permit: who registers has no account yet, and an empty platform
/// nobody who could give one; the acts of administrators ask before.
///
/// # Errors
/// The constraint `accounts_email` where the address is in use beside it; see [`Error`](crate::Error).
pub async fn insert(tx: &mut Tx, new: &NewAccount<'_>, now: Timestamp) -> Result<AccountId> {
    let verified = (new.state == AccountState::Active).then_some(now);
    let id = sql("
        insert into accounts (storefront_id, company_id, supplier_id, name, email, state, password_hash, verified_at, created_at)
        values ($1, $2, $3, $4, $5, $6, $7, $8, $9)
        returning id")
    .bind(new.storefront)
    .bind(new.company)
    .bind(new.supplier)
    .bind(new.name)
    .bind(new.email)
    .bind(new.state.key())
    .bind(new.password_hash)
    .bind(verified)
    .bind(now)
    .int(tx)
    .await?;
    Ok(AccountId(id))
}

/// Founds a company. See [`insert`] for why it asks for no permit.
///
/// # Errors
/// The constraint `companies_name` where the name is taken; see [`Error`](crate::Error).
pub async fn insert_company(tx: &mut Tx, storefront: StorefrontId, name: &str) -> Result<CompanyId> {
    let id = sql("
        insert into companies (storefront_id, name)
        values ($1, $2)
        returning id")
    .bind(storefront)
    .bind(name)
    .int(tx)
    .await?;
    Ok(CompanyId(id))
}

/// Gives an account a built-in role at an anchor. See [`insert`] for why it asks for no permit.
///
/// # Errors
/// See [`Error`](crate::Error).
pub async fn assign(tx: &mut Tx, account: AccountId, role: Role, anchor: &Anchor, now: Timestamp) -> Result<AssignmentId> {
    let (word, storefront, company, supplier) = match anchor {
        Anchor::Platform => (anchor_word::PLATFORM, None, None, None),
        Anchor::Storefronts(_) => (anchor_word::STOREFRONTS, None, None, None),
        Anchor::Company { storefront: [at], company } => (anchor_word::COMPANY, Some(*at), Some(*company), None),
        Anchor::Departments { storefront: [at], company, .. } => {
            (anchor_word::DEPARTMENTS, Some(*at), Some(*company), None)
        }
        Anchor::Supplier([supplier]) => (anchor_word::SUPPLIER, None, None, Some(*supplier)),
    };
    let id = sql("
        insert into assignments (account_id, role, anchor, storefront_id, company_id, supplier_id, created_at)
        values ($1, $2, $3, $4, $5, $6, $7)
        returning id")
    .bind(account)
    .bind(role.key())
    .bind(word)
    .bind(storefront)
    .bind(company)
    .bind(supplier)
    .bind(now)
    .int(tx)
    .await?;
    if let Anchor::Storefronts(these) = anchor {
        for one in these {
            sql("insert into assignment_storefronts (assignment_id, storefront_id) values ($1, $2)")
                .bind(id)
                .bind(*one)
                .run(tx)
                .await?;
        }
    }
    if let Anchor::Departments { departments, .. } = anchor {
        for one in departments {
            sql("insert into assignment_departments (assignment_id, department_id) values ($1, $2)")
                .bind(id)
                .bind(*one)
                .run(tx)
                .await?;
        }
    }
    Ok(AssignmentId(id))
}
