//! The rows of the Order Manager and its folders, cut to what the reader reaches.

use super::arms::{Arm, arms};
use crate::{Arg, Error, Result, Sql, Tx, sql::sql};
use access::{Visible, permission::order};
use domain::{
    AccountId, CompanyId, DepartmentId, Money, OrderId, OrderNumber, StorefrontId, Timestamp,
    VisitorId,
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
    pub purchase_order: String,
}

/// A page of the orders that are visible and pass the filter, at most `most`.
///
/// # Errors
/// See [`Error`].
pub async fn list(
    tx: &mut Tx,
    visible: &Visible<'_, order::View>,
    filter: &OrderFilter,
    most: u32,
) -> Result<PageOf<Listed>> {
    // A whole number finds its order at once; whatever else it is written in is looked for only
    // when there is no such order.
    if let [word] = filter.words.as_slice()
        && let Some(number) = whole_number(word)
    {
        let page = matching(tx, visible, filter, Words::Number(number), most).await?;
        if !page.rows.is_empty() {
            return Ok(page);
        }
    }
    matching(tx, visible, filter, Words::Among(&filter.words), most).await
}

/// How many orders are visible in each status that the audience reads, up to [`COUNTED`] each.
///
/// # Errors
/// See [`Error`].
pub async fn folders(tx: &mut Tx, visible: &Visible<'_, order::View>) -> Result<Vec<Folder>> {
    let arms = arms(visible);
    if arms.is_empty() {
        return Ok(Vec::new());
    }
    let audience = visible.access().audience();
    let mut counts = sql("");
    for (at, state) in OrderState::read_by(audience).iter().enumerate() {
        counts.push(if at > 0 {
            " union all select "
        } else {
            "select "
        });
        counts
            .push_arg(state.key())
            .push(", (select cast(count(*) as bigint) from (");
        let mut first = true;
        for arm in &arms {
            for part in parts(audience, Some(*state)) {
                // Each is cut before they are united, and the whole once more.
                counts.push(if first {
                    "select id from (select o.id as id"
                } else {
                    " union select id from (select o.id as id"
                });
                first = false;
                arm.from(&mut counts, visible);
                part.and(&mut counts, visible);
                counts.push(" limit ").push_arg(COUNTED).push(") as part");
            }
        }
        counts
            .push(" limit ")
            .push_arg(COUNTED)
            .push(") as folder)");
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

async fn matching(
    tx: &mut Tx,
    visible: &Visible<'_, order::View>,
    filter: &OrderFilter,
    words: Words<'_>,
    most: u32,
) -> Result<PageOf<Listed>> {
    let backwards = matches!(filter.start, Some((Side::Before, _)));
    let descending = filter.descending != backwards;
    let audience = visible.access().audience();
    let direction = if descending { " desc" } else { "" };
    // One more than the page has, to know whether there is another.
    let limit = i64::from(most) + 1;

    let mut rows = sql("");
    let mut first = true;
    for arm in &arms(visible) {
        for part in parts(audience, filter.status) {
            rows.push(if first {
                FIRST
            } else {
                " union select * from ("
            });
            first = false;
            let (value, id) = sorted_by(arm, filter.sort);
            rows.push("select ")
                .push(value)
                .push(" as sorted, o.id as id");
            arm.from(&mut rows, visible);
            part.and(&mut rows, visible);
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
            placed_between(&mut rows, arm, filter);
            match words {
                Words::Number(number) => {
                    rows.push(" and o.number = ").push_arg(number);
                }
                Words::Among(words) => among(&mut rows, visible, audience, words),
            }
            rows.push(&format!(
                " order by {value}{direction}, {id}{direction} limit "
            ))
            .push_arg(limit);
            rows.push(") as arm");
        }
    }
    if first {
        return Ok(PageOf {
            rows: Vec::new(),
            next: None,
            previous: None,
        });
    }
    // The page is found before anything is joined to it; `cross join` keeps SQLite to that order.
    rows.push(&format!(
        ") as page
        cross join orders o
        left join storefronts s on s.id = o.storefront_id
        left join companies c on c.id = o.company_id
        left join departments d on d.id = o.department_id
        left join accounts b on b.id = o.beneficiary_id
        where o.id = page.id
        order by page.sorted{direction}, page.id{direction}
        limit "
    ));
    rows.push_arg(limit);
    let found = rows.all::<Row>(tx).await?;
    page(found, filter, most)
}

const FIRST: &str = "
    select o.id, o.number, o.version, o.placed_at, o.storefront_id, s.name as storefront_name, o.company_id,
        c.name as company_name, o.department_id, d.name as department_name, o.account_id, o.visitor_id,
        o.beneficiary_id, b.name as beneficiary_name, o.contact_name, o.contact_email, o.state, o.total, o.currency,
        o.purchase_order
    from (select * from (";

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
fn among(sql: &mut Sql, visible: &Visible<'_, order::View>, audience: Audience, words: &[String]) {
    for word in words {
        let like = format!("%{}%", escaped(word));
        if audience == Audience::Supplier {
            sql.push(" and (cast(o.number as text) like ")
                .push_arg(&like);
            sql.push(" escape '\\' or exists (select 1 from jobs w where w.order_id = o.id and w.supplier_id in (");
            sql.push_list(visible.access().suppliers())
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

/// The signs that `like` gives a meaning are looked for as themselves.
fn escaped(word: &str) -> String {
    let mut text = String::with_capacity(word.len());
    for sign in word.chars() {
        if matches!(sign, '%' | '_' | '\\') {
            text.push('\\');
        }
        text.push(sign);
    }
    text
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
    fn and(self, sql: &mut Sql, visible: &Visible<'_, order::View>) {
        let (any, none): (&[JobState], &[JobState]) = match self {
            Self::Any => return,
            Self::State(state) => {
                sql.push(" and o.state = ").push_arg(state.key());
                return;
            }
            // As `OrderState::of_supplied_jobs` tells them apart.
            Self::Supplied(OrderState::Completed) => (&[JobState::Completed], UNFINISHED),
            Self::Supplied(OrderState::Shipping) => (&[JobState::Shipping], UNSHIPPED),
            Self::Supplied(OrderState::WithSupplier) => (UNSHIPPED, &[]),
            Self::Supplied(OrderState::Cancelled) => (&[], LIVE),
            Self::Supplied(_) => {
                sql.push(" and false");
                return;
            }
        };
        for (word, states) in [(" and exists (", any), (" and not exists (", none)] {
            if states.is_empty() {
                continue;
            }
            sql.push(word)
                .push("select 1 from jobs j where j.order_id = o.id and j.supplier_id in (");
            sql.push_list(visible.access().suppliers())
                .push(") and j.state in (");
            sql.push_list(states.iter().map(|state| Arg::from(state.key())))
                .push("))");
        }
    }
}

const LIVE: &[JobState] = &[
    JobState::Waiting,
    JobState::Ready,
    JobState::Blocked,
    JobState::InProduction,
    JobState::WithSupplier,
    JobState::Produced,
    JobState::Shipping,
    JobState::Completed,
];
const UNFINISHED: &[JobState] = &[
    JobState::Waiting,
    JobState::Ready,
    JobState::Blocked,
    JobState::InProduction,
    JobState::WithSupplier,
    JobState::Produced,
    JobState::Shipping,
];
const UNSHIPPED: &[JobState] = &[
    JobState::Waiting,
    JobState::Ready,
    JobState::Blocked,
    JobState::InProduction,
    JobState::WithSupplier,
    JobState::Produced,
];

#[derive(sqlx::FromRow)]
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
}

fn page(found: Vec<Row>, filter: &OrderFilter, most: u32) -> Result<PageOf<Listed>> {
    let mut rows = found.into_iter().map(listed).collect::<Result<Vec<_>>>()?;
    let more = rows.len() > most as usize;
    rows.truncate(most as usize);
    let backwards = matches!(filter.start, Some((Side::Before, _)));
    if backwards {
        rows.reverse();
    }
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
    let (next, previous) = if backwards {
        (true, more)
    } else {
        (more, filter.start.is_some())
    };
    Ok(PageOf {
        next: rows.last().filter(|_| next).map(key),
        previous: rows.first().filter(|_| previous).map(key),
        rows,
    })
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
        purchase_order: row.purchase_order,
    })
}

fn state(key: &str) -> Result<OrderState> {
    OrderState::from_key(key).ok_or_else(|| Error::unreadable("orders.state", key))
}
