//! The rows of the Order Manager and its folders, cut to what the reader reaches.

use super::arms::{Arm, Reached, union};
use crate::{
    Error, Result, Sql, Tx,
    lists::{self, like},
    sql::sql,
};
use access::{Access, Capability, Visible, permission::order};
use domain::{
    AccountId, CompanyId, DepartmentId, Money, OrderId, OrderNumber, StorefrontId, Timestamp,
    VisitorId,
    codes::{Codes, CostCentre},
    lists::{Cursor, PageOf},
    money::Currency,
    orders::{Audience, COUNTED, Folder, OrderFilter, OrderState, Side, Sort},
    production::JobState,
};

/// A row, before it is cut to an audience.
#[derive(Clone, Debug)]
pub struct Listed {
    pub id: OrderId,
    pub number: OrderNumber,
    pub version: i64,
    pub placed_at: Timestamp,
    pub storefront: StorefrontId,
    pub storefront_name: String,
    pub company: Option<CompanyId>,
    pub company_name: Option<String>,
    pub department: Option<DepartmentId>,
    pub department_name: Option<String>,
    pub account: Option<AccountId>,
    pub visitor: Option<VisitorId>,
    pub beneficiary: Option<AccountId>,
    pub beneficiary_name: Option<String>,
    pub contact_name: String,
    pub contact_email: String,
    pub state: OrderState,
    pub total: Money,
    pub codes: Codes,
}

/// A page of the orders that are listed, can be opened and pass the filter, at most `most`. Its words
/// are not asked: looking for orders is another permission, and [`search`].
///
/// # Errors
/// See [`Error`].
pub async fn list(
    tx: &mut Tx,
    seen: &Visible<'_, order::View>,
    listed: &Visible<'_, order::Overview>,
    filter: &OrderFilter,
    most: u32,
) -> Result<PageOf<Listed>> {
    let reached = Reached::new(seen, listed);
    matching(tx, &reached, filter, Words::Among(&[]), most).await
}

/// A page of the orders that can be found and opened, and pass the filter with its words, at most
/// `most`.
///
/// # Errors
/// See [`Error`].
pub async fn search(
    tx: &mut Tx,
    seen: &Visible<'_, order::View>,
    found: &Visible<'_, order::Search>,
    filter: &OrderFilter,
    most: u32,
) -> Result<PageOf<Listed>> {
    let reached = Reached::new(seen, found);
    // A whole number finds its order at once; whatever else it is written in is looked for only
    // when there is no such order.
    if let [word] = filter.words.as_slice()
        && let Some(number) = whole_number(word)
    {
        let page = matching(tx, &reached, filter, Words::Number(number), most).await?;
        if !page.rows.is_empty() {
            return Ok(page);
        }
    }
    matching(tx, &reached, filter, Words::Among(&filter.words), most).await
}

/// How many orders of the list are in each status that the audience reads, up to [`COUNTED`] each.
///
/// # Errors
/// See [`Error`].
pub async fn folders(
    tx: &mut Tx,
    seen: &Visible<'_, order::View>,
    listed: &Visible<'_, order::Overview>,
) -> Result<Vec<Folder>> {
    let reached = Reached::new(seen, listed);
    let (named, led): (Vec<_>, Vec<_>) = reached.arms().into_iter().partition(Arm::is_named);
    if named.is_empty() && led.is_empty() {
        return Ok(Vec::new());
    }
    let audience = reached.access().audience();
    let mut counts = sql("");
    // No index holds whom an order names together with its state, so these are read once for all.
    for (at, arm) in named.iter().enumerate() {
        counts.push(if at == 0 {
            "with named as materialized (select o.id as id, "
        } else {
            " union select o.id as id, "
        });
        push_state(&mut counts, reached.access());
        counts.push(" as state");
        reached.from(&mut counts, arm);
    }
    if !named.is_empty() {
        counts.push(") ");
    }
    let union = if named.is_empty() {
        union(&led)
    } else {
        " union "
    };
    for (at, state) in OrderState::read_by(audience).iter().enumerate() {
        counts
            .push(if at == 0 {
                "select "
            } else {
                " union all select "
            })
            .push_arg(state.key())
            .push(", (select cast(count(*) as bigint) from (");
        // Each is cut before they are united, and the whole once more.
        let mut word = "";
        for part in parts(audience, Some(*state)) {
            if !named.is_empty() {
                counts
                    .push(word)
                    .push("select id from (select id from named where state = ")
                    .push_arg(part.key());
                counts.push(&format!(" limit {COUNTED}) as part"));
                word = union;
            }
            for arm in &led {
                counts.push(word).push("select id from (select o.id as id");
                reached.from(&mut counts, arm);
                part.and(&mut counts, reached.access());
                counts.push(&format!(" limit {COUNTED}) as part"));
                word = union;
            }
        }
        counts.push(&format!(" limit {COUNTED}) as folder)"));
    }
    let rows: Vec<(String, i64)> = counts.all(tx).await?;
    rows.into_iter()
        .map(|(key, count)| {
            Ok(Folder {
                state: state(&key)?,
                count,
            })
        })
        .collect()
}

/// What is looked for.
#[derive(Clone, Copy)]
enum Words<'a> {
    Number(OrderNumber),
    Among(&'a [String]),
}

fn whole_number(word: &str) -> Option<OrderNumber> {
    let whole = word.len() >= 5 && word.bytes().all(|byte| byte.is_ascii_digit());
    whole.then(|| word.parse().ok()).flatten()
}

async fn matching<C: Capability>(
    tx: &mut Tx,
    reached: &Reached<'_, C>,
    filter: &OrderFilter,
    words: Words<'_>,
    most: u32,
) -> Result<PageOf<Listed>> {
    let backwards = matches!(filter.start, Some((Side::Before, _)));
    let descending = filter.descending != backwards;
    let access = reached.access();
    let audience = access.audience();
    let direction = if descending { " desc" } else { "" };
    // One more than the page has, to know whether there is another. It stands in the text: of an
    // argument PostgreSQL would not know that it is small.
    let limit = format!(" limit {}", u64::from(most) + 1);
    let asked = |rows: &mut Sql, arm: &Arm<'_>, part: Part| {
        let (value, id) = sorted_by(arm, filter.sort);
        reached.asked(rows, arm);
        part.and(rows, access);
        if let Some((_, cursor)) = &filter.start {
            rows.push(&format!(
                " and ({value}, {id}) {} (",
                if descending { "<" } else { ">" }
            ));
            rows.push_arg(cursor.value)
                .push(", ")
                .push_arg(cursor.id)
                .push(")");
        }
        placed_between(rows, arm, filter);
        match words {
            Words::Number(number) => {
                rows.push(" and o.number = ").push_arg(number);
            }
            Words::Among(words) => among(rows, access, words),
        }
        rows.push(&format!(" order by {value}{direction}, {id}{direction}"))
            .push(&limit);
    };

    let arms = reached.arms();
    let parts = parts(audience, filter.status);
    let mut rows = sql(COLUMNS);
    match (arms.as_slice(), parts.as_slice()) {
        ([], _) | (_, []) => {
            return Ok(PageOf {
                rows: Vec::new(),
                next: None,
                previous: None,
            });
        }
        // An index answers in the order of the list, and what is joined is joined to the page alone.
        ([arm], [part]) if filter.sort == Sort::Placed => {
            arm.tables(&mut rows);
            rows.push(JOINS);
            asked(&mut rows, arm, *part);
        }
        _ => {
            let union = union(&arms);
            let mut word = " from (select * from (";
            for arm in &arms {
                for part in &parts {
                    let (value, id) = sorted_by(arm, filter.sort);
                    rows.push(word).push(&format!(
                        "select * from (select {value} as sorted, {id} as id"
                    ));
                    arm.tables(&mut rows);
                    asked(&mut rows, arm, *part);
                    rows.push(") as arm");
                    word = union;
                }
            }
            // The page is found before anything is joined to it; `cross join` keeps SQLite to that order.
            rows.push(&format!(
                ") as arms order by sorted{direction}, id{direction}{limit}) as page cross join orders o"
            ));
            rows.push(JOINS).push(&format!(
                " where o.id = page.id order by page.sorted{direction}, page.id{direction}"
            ));
        }
    }
    let found = rows.all::<Row>(tx).await?;
    page(found, filter, most)
}

const COLUMNS: &str = "
    select o.id, o.number, o.version, o.placed_at, o.storefront_id, s.name as storefront_name, o.company_id,
        c.name as company_name, o.department_id, d.name as department_name, o.account_id, o.visitor_id,
        o.beneficiary_id, b.name as beneficiary_name, o.contact_name, o.contact_email, o.state, o.total, o.currency,
        o.purchase_order, o.cost_centre, o.cost_centre_name";

const JOINS: &str = "
    left join storefronts s on s.id = o.storefront_id
    left join companies c on c.id = o.company_id
    left join departments d on d.id = o.department_id
    left join accounts b on b.id = o.beneficiary_id";

/// The column that an arm is sorted by, and the id that decides between equals.
const fn sorted_by(arm: &Arm<'_>, sort: Sort) -> (&'static str, &'static str) {
    match sort {
        Sort::Placed => arm.newest(),
        Sort::Number => ("o.number", "o.id"),
        Sort::Total => ("o.total", "o.id"),
    }
}

fn placed_between(sql: &mut Sql, arm: &Arm<'_>, filter: &OrderFilter) {
    let (placed, _) = arm.newest();
    if let Some(from) = filter.from {
        sql.push(" and ").push(placed).push(" >= ").push_arg(from);
    }
    if let Some(until) = filter.until {
        sql.push(" and ").push(placed).push(" < ").push_arg(until);
    }
}

/// Writes that each word occurs. A supplier's words are looked for only in what it reads of an
/// order: what it finds by a client's name, it would know of the client.
fn among(sql: &mut Sql, access: &Access, words: &[String]) {
    let audience = access.audience();
    for word in words {
        let like = like(word);
        if audience == Audience::Supplier {
            sql.push(" and (cast(o.number as text) like ")
                .push_arg(&like);
            sql.push(" escape '\\' or exists (select 1 from jobs w where w.order_id = o.id and w.supplier_id in (");
            sql.push_list(access.suppliers())
                .push(") and (lower(w.product_name) like ")
                .push_arg(&like);
            sql.push(" escape '\\' or lower(w.reference) like ")
                .push_arg(&like)
                .push(" escape '\\')))");
        } else {
            sql.push(" and o.search like ")
                .push_arg(&like)
                .push(" escape '\\'");
        }
    }
}

/// A condition on where an order stands. Several for one status are several arms, since an index
/// holds the order of the list within one state only.
#[derive(Clone, Copy)]
enum Part {
    Any,
    State(OrderState),
    /// As it stands for the reader, who is a supplier: by the jobs that it was sent.
    Supplied(OrderState),
}

fn parts(audience: Audience, status: Option<OrderState>) -> Vec<Part> {
    match (status, audience) {
        (None, _) => vec![Part::Any],
        (Some(status), Audience::Supplier) => vec![Part::Supplied(status)],
        (Some(status), _) => status
            .behind(audience)
            .into_iter()
            .map(Part::State)
            .collect(),
    }
}

impl Part {
    /// What [`push_state`] says of those that pass.
    const fn key(self) -> &'static str {
        match self {
            Self::Any => "",
            Self::State(state) | Self::Supplied(state) => state.key(),
        }
    }

    fn and(self, sql: &mut Sql, access: &Access) {
        match self {
            Self::Any => {}
            Self::State(state) => {
                sql.push(" and o.state = ").push_arg(state.key());
            }
            Self::Supplied(state) => {
                sql.push(" and ");
                push_state(sql, access);
                sql.push(" = ").push_arg(state.key());
            }
        }
    }
}

/// Writes where an order stands. For a supplier that follows from the jobs that it was sent, as in
/// [`OrderState::of_supplied_jobs`]: the one that is least far.
fn push_state(sql: &mut Sql, access: &Access) {
    if access.audience() != Audience::Supplier {
        sql.push("o.state");
        return;
    }
    sql.push(&format!(
        "case (
            select min(case j.state when '{completed}' then 3 when '{shipping}' then 2 else 1 end)
            from jobs j
            where j.order_id = o.id and j.state not in ('{rejected}', '{cancelled}') and j.supplier_id in (",
        completed = JobState::Completed.key(),
        shipping = JobState::Shipping.key(),
        rejected = JobState::Rejected.key(),
        cancelled = JobState::Cancelled.key(),
    ));
    sql.push_list(access.suppliers()).push(&format!(
        ")) when 1 then '{}' when 2 then '{}' when 3 then '{}' else '{}' end",
        OrderState::WithSupplier.key(),
        OrderState::Shipping.key(),
        OrderState::Completed.key(),
        OrderState::Cancelled.key(),
    ));
}

#[derive(sqlx_macros::FromRow)]
struct Row {
    id: i64,
    number: i64,
    version: i64,
    placed_at: i64,
    storefront_id: i64,
    storefront_name: String,
    company_id: Option<i64>,
    company_name: Option<String>,
    department_id: Option<i64>,
    department_name: Option<String>,
    account_id: Option<i64>,
    visitor_id: Option<i64>,
    beneficiary_id: Option<i64>,
    beneficiary_name: Option<String>,
    contact_name: String,
    contact_email: String,
    state: String,
    total: i64,
    currency: String,
    purchase_order: String,
    cost_centre: String,
    cost_centre_name: String,
}

fn page(found: Vec<Row>, filter: &OrderFilter, most: u32) -> Result<PageOf<Listed>> {
    let rows = found.into_iter().map(listed).collect::<Result<Vec<_>>>()?;
    let key = |row: &Listed| {
        let value = match filter.sort {
            Sort::Placed => row.placed_at.0,
            Sort::Number => row.number.0,
            Sort::Total => row.total.minor,
        };
        Cursor {
            value,
            id: row.id.0,
        }
    };
    Ok(lists::Part::new(&filter.start, most).page(rows, key))
}

fn listed(row: Row) -> Result<Listed> {
    let currency = Currency::from_code(&row.currency)
        .ok_or_else(|| Error::unreadable("orders.currency", row.currency))?;
    Ok(Listed {
        id: OrderId(row.id),
        number: OrderNumber(row.number),
        version: row.version,
        placed_at: Timestamp(row.placed_at),
        storefront: StorefrontId(row.storefront_id),
        storefront_name: row.storefront_name,
        company: row.company_id.map(CompanyId),
        company_name: row.company_name,
        department: row.department_id.map(DepartmentId),
        department_name: row.department_name,
        account: row.account_id.map(AccountId),
        visitor: row.visitor_id.map(VisitorId),
        beneficiary: row.beneficiary_id.map(AccountId),
        beneficiary_name: row.beneficiary_name,
        contact_name: row.contact_name,
        contact_email: row.contact_email,
        state: state(&row.state)?,
        total: Money::new(row.total, currency),
        codes: Codes {
            cost_centre: CostCentre::kept(row.cost_centre, row.cost_centre_name),
            purchase_order: row.purchase_order,
        },
    })
}

fn state(key: &str) -> Result<OrderState> {
    OrderState::from_key(key).ok_or_else(|| Error::unreadable("orders.state", key))
}
