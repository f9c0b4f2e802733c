//! An order as its rules see it. Read without a proof: it is what proofs are made from, and leaves
//! an act only through one.

use crate::{Error, Result, Tx, sql::sql};
use access::{Assignee, Object, Owner, Scope, rules::orders::OrderFacts};
use domain::{
    AccountId, CompanyId, DepartmentId, Money, OrderId, OrderNumber, StorefrontId, SupplierId,
    Timestamp, VisitorId, money::Currency, orders::OrderState,
};

/// The order with this number.
///
/// # Errors
/// See [`Error`].
pub async fn facts(tx: &mut Tx, number: OrderNumber) -> Result<Option<OrderRecord>> {
    let row = sql(format!("select {COLUMNS} from orders where number = $1"))
        .bind(number)
        .optional::<Row>(tx)
        .await?;
    record(tx, row).await
}

/// The order with this id.
///
/// # Errors
/// See [`Error`].
pub async fn facts_of(tx: &mut Tx, order: OrderId) -> Result<Option<OrderRecord>> {
    let row = sql(format!("select {COLUMNS} from orders where id = $1"))
        .bind(order)
        .optional::<Row>(tx)
        .await?;
    record(tx, row).await
}

/// The facts of one order, owned.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OrderRecord {
    pub id: OrderId,
    pub number: OrderNumber,
    pub storefront: StorefrontId,
    pub company: Option<CompanyId>,
    pub department: Option<DepartmentId>,
    /// Who ordered; nothing for a visitor.
    pub account: Option<AccountId>,
    pub beneficiary: Option<AccountId>,
    pub contact_name: String,
    pub contact_email: String,
    pub state: OrderState,
    pub total: Money,
    pub placed_at: Timestamp,
    pub version: i64,
    owners: Vec<Owner>,
    assigned: Vec<Assignee>,
}

impl OrderRecord {
    #[must_use]
    pub fn facts(&self) -> OrderFacts<'_> {
        OrderFacts {
            object: self.object(),
            state: self.state,
        }
    }

    /// Where it stands; a job of it stands there too.
    #[must_use]
    pub fn object(&self) -> Object<'_> {
        Object {
            storefront: Some(self.storefront),
            company: scope(&self.company),
            departments: scope(&self.department),
            owners: &self.owners,
            assigned: &self.assigned,
            ..Object::PLATFORM
        }
    }

    /// Whom it names.
    #[must_use]
    pub fn assigned(&self) -> &[Assignee] {
        &self.assigned
    }
}

fn scope<T>(one: &Option<T>) -> Scope<'_, T> {
    if one.is_some() {
        Scope::These(one.as_slice())
    } else {
        Scope::Nobody
    }
}

const COLUMNS: &str =
    "id, number, storefront_id, company_id, department_id, account_id, visitor_id, beneficiary_id,
    contact_name, contact_email, state, total, currency, placed_at, version";

#[derive(sqlx_macros::FromRow)]
struct Row {
    id: i64,
    number: i64,
    storefront_id: i64,
    company_id: Option<i64>,
    department_id: Option<i64>,
    account_id: Option<i64>,
    visitor_id: Option<i64>,
    beneficiary_id: Option<i64>,
    contact_name: String,
    contact_email: String,
    state: String,
    total: i64,
    currency: String,
    placed_at: i64,
    version: i64,
}

async fn record(tx: &mut Tx, row: Option<Row>) -> Result<Option<OrderRecord>> {
    let Some(row) = row else { return Ok(None) };
    let names: Vec<(String, i64)> =
        sql("select kind, assignee_id from order_assignees where order_id = $1 order by kind, assignee_id")
            .bind(row.id)
            .all(tx)
            .await?;
    let assigned = names
        .into_iter()
        .map(|(kind, id)| match kind.as_str() {
            "account" => Ok(Assignee::Account(AccountId(id))),
            "supplier" => Ok(Assignee::Supplier(SupplierId(id))),
            _ => Err(Error::unreadable("order_assignees.kind", kind)),
        })
        .collect::<Result<Vec<_>>>()?;
    let mut owners = Vec::new();
    for account in [row.account_id, row.beneficiary_id].into_iter().flatten() {
        if !owners.contains(&Owner::Account(AccountId(account))) {
            owners.push(Owner::Account(AccountId(account)));
        }
    }
    owners.extend(row.visitor_id.map(|id| Owner::Visitor(VisitorId(id))));
    let currency = Currency::from_code(&row.currency)
        .ok_or_else(|| Error::unreadable("orders.currency", row.currency))?;
    Ok(Some(OrderRecord {
        id: OrderId(row.id),
        number: OrderNumber(row.number),
        storefront: StorefrontId(row.storefront_id),
        company: row.company_id.map(CompanyId),
        department: row.department_id.map(DepartmentId),
        account: row.account_id.map(AccountId),
        beneficiary: row.beneficiary_id.map(AccountId),
        contact_name: row.contact_name,
        contact_email: row.contact_email,
        state: OrderState::from_key(&row.state)
            .ok_or_else(|| Error::unreadable("orders.state", row.state))?,
        total: Money::new(row.total, currency),
        placed_at: Timestamp(row.placed_at),
        version: row.version,
        owners,
        assigned,
    }))
}
