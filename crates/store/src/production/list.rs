//! The list of Shared Print Operations, cut to what the reader reaches.
//!
//! One arm a status and storefront, each led by an index in the order of the list and cut at the
//! page's length: the jobs of years that are finished are never walked past.

use super::{chosen, state, unsigned};
use crate::{
    Error, Result, Sql, Tx,
    artwork::media,
    lists::named,
    reach::{self, Place},
    sql::sql,
};
use access::{
    Assignee, Condition, Object, Owner, Scope, Term, Visible, permission::production,
    rules::production::JobFacts,
};
use domain::{
    AccountId, ArtworkId, CompanyId, DepartmentId, JobId, OrderId, OrderNumber, StorefrontId,
    SupplierId, Timestamp, VisitorId,
    artwork::{Artwork, Kept},
    catalogue::Chosen,
    lists::{Cursor, PageOf},
    production::{
        JobState,
        list::{COUNTED, FOLDERS, JobFilter},
    },
};

/// A row, with all that its rules ask for.
#[derive(Clone, Debug)]
pub struct Listed {
    pub id: JobId,
    pub order: OrderId,
    pub number: OrderNumber,
    pub version: i64,
    pub position: u32,
    pub storefront: StorefrontId,
    pub storefront_name: String,
    pub product: String,
    pub operator_notes: String,
    pub quantity: u32,
    pub chosen: Vec<Chosen>,
    pub reference: String,
    pub state: JobState,
    pub due_at: Timestamp,
    pub block_reason: String,
    pub artwork: Option<Artwork>,
    pub artwork_version: i64,
    company: Option<CompanyId>,
    department: Option<DepartmentId>,
    owners: Vec<Owner>,
    assigned: Vec<Assignee>,
    order_assigned: Vec<Assignee>,
}

impl Listed {
    #[must_use]
    pub fn facts(&self) -> JobFacts<'_> {
        JobFacts {
            object: self.object(&self.assigned),
            state: self.state,
        }
    }

    /// The order that it is of.
    #[must_use]
    pub fn order_object(&self) -> Object<'_> {
        self.object(&self.order_assigned)
    }

    fn object<'a>(&'a self, assigned: &'a [Assignee]) -> Object<'a> {
        Object {
            storefront: Some(self.storefront),
            company: self
                .company
                .as_ref()
                .map_or(Scope::Nobody, |one| Scope::These(std::slice::from_ref(one))),
            departments: self
                .department
                .as_ref()
                .map_or(Scope::Nobody, |one| Scope::These(std::slice::from_ref(one))),
            owners: &self.owners,
            assigned,
            ..Object::PLATFORM
        }
    }
}

/// Where a job stands: where its order does, and with its own supplier. Whatever is not of the job
/// itself is asked of its order by a subquery, so that the index of the list leads.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Jobs;

fn of_order(sql: &mut Sql, write: impl FnOnce(&mut Sql)) {
    sql.push("exists (select 1 from orders p where p.id = j.order_id and ");
    write(sql);
    sql.push(")");
}

impl Place for Jobs {
    const STOREFRONT: &'static str = "+j.storefront_id";

    fn company(&self, sql: &mut Sql, company: CompanyId) {
        of_order(sql, |sql| {
            sql.push("p.company_id = ").push_arg(company);
        });
    }
    fn departments(&self, sql: &mut Sql, departments: &[DepartmentId]) {
        of_order(sql, |sql| {
            sql.push("p.department_id in (")
                .push_list(departments.iter().copied())
                .push(")");
        });
    }
    fn account(&self, sql: &mut Sql, account: AccountId) {
        of_order(sql, |sql| {
            sql.push("(p.account_id = ")
                .push_arg(account)
                .push(" or p.beneficiary_id = ")
                .push_arg(account)
                .push(")");
        });
    }
    fn visitor(&self, sql: &mut Sql, visitor: VisitorId) {
        of_order(sql, |sql| {
            sql.push("p.visitor_id = ").push_arg(visitor);
        });
    }
    fn names_accounts(&self, sql: &mut Sql, accounts: &[AccountId]) {
        sql.push("exists (select 1 from order_assignees b where b.order_id = j.order_id and b.kind = 'account'");
        sql.push(" and b.assignee_id in (")
            .push_list(accounts.iter().copied())
            .push("))");
    }
    fn names_suppliers(&self, sql: &mut Sql, suppliers: &[SupplierId]) {
        sql.push("coalesce(j.supplier_id in (")
            .push_list(suppliers.iter().copied())
            .push("), false)");
    }
}

/// The storefronts to lead by; nothing where some grant is not limited to storefronts.
fn leads(
    visible: &Visible<'_, production::Queue>,
    filter: &JobFilter,
) -> Option<Vec<StorefrontId>> {
    if let Some(one) = filter.storefront {
        return Some(vec![one]);
    }
    let mut all = Vec::new();
    for term in visible.terms() {
        for one in led_by(&term)? {
            if !all.contains(one) {
                all.push(*one);
            }
        }
    }
    Some(all)
}

/// The storefronts that a grant is limited to; a job is always on one.
fn led_by<'a>(term: &Term<'a>) -> Option<&'a [StorefrontId]> {
    term.conditions().iter().find_map(|one| match one {
        Condition::Storefront(these) | Condition::StorefrontOrNone(these) => Some(these),
        _ => None,
    })
}

/// Whether a grant reaches the jobs of every storefront.
fn is_unlimited(term: &Term<'_>) -> bool {
    let conditions = term.conditions();
    let mut limits = conditions.iter();
    limits.all(|one| matches!(one, Condition::SomeStorefront | Condition::NotOwner(_)))
}

/// Writes every arm: `from jobs j …` with all that is asked, each after `select` and before `tail`.
fn arms(
    statement: &mut Sql,
    visible: &Visible<'_, production::Queue>,
    filter: &JobFilter,
    states: &[JobState],
    select: &str,
    tail: &str,
) {
    let leads = leads(visible, filter);
    let leads: Vec<Option<StorefrontId>> =
        leads.map_or_else(|| vec![None], |leads| leads.into_iter().map(Some).collect());
    let mut first = true;
    for lead in leads {
        for state in states {
            statement.push(if first {
                "select * from ("
            } else {
                " union all select * from ("
            });
            first = false;
            statement
                .push(select)
                .push(" from jobs j where j.state = ")
                .push_arg(state.key());
            if let Some(storefront) = lead {
                statement
                    .push(" and j.storefront_id = ")
                    .push_arg(storefront);
            }
            statement.push(" and ");
            reach::filter(statement, &Jobs, visible);
            asked(statement, filter);
            statement.push(tail).push(") as arm");
        }
    }
    if first {
        // Nothing is reached: a row set of the same shape without rows.
        statement.push(select).push(" from jobs j where false");
    }
}

fn asked(statement: &mut Sql, filter: &JobFilter) {
    if let Some(from) = filter.from {
        statement.push(" and j.due_at >= ").push_arg(from);
    }
    if let Some(until) = filter.until {
        statement.push(" and j.due_at < ").push_arg(until);
    }
    if let Some(cursor) = &filter.after {
        statement
            .push(" and (j.due_at, j.id) > (")
            .push_arg(cursor.value)
            .push(", ")
            .push_arg(cursor.id)
            .push(")");
    }
    // Not by the client's name: who runs the floor need not be able to find out who orders.
    for word in &filter.words {
        let like = format!(
            "%{}%",
            word.replace('\\', "\\\\")
                .replace('%', "\\%")
                .replace('_', "\\_")
        );
        statement
            .push(" and (lower(j.product_name) like ")
            .push_arg(&like);
        statement
            .push(" escape '\\' or lower(j.reference) like ")
            .push_arg(&like);
        statement.push(" escape '\\' or exists (select 1 from orders p where p.id = j.order_id and cast(p.number as text) like ");
        statement.push_arg(&like).push(" escape '\\'))");
    }
}

#[derive(sqlx_macros::FromRow)]
struct Row {
    id: i64,
    order_id: i64,
    number: i64,
    version: i64,
    position: i64,
    storefront_id: i64,
    storefront_name: String,
    product_name: String,
    operator_notes: String,
    quantity: i64,
    chosen: String,
    reference: String,
    state: String,
    due_at: i64,
    block_reason: String,
    artwork_id: Option<i64>,
    sha256: Option<Vec<u8>>,
    media: Option<String>,
    bytes: Option<i64>,
    file_name: Option<String>,
    pages: Option<i64>,
    sizes: Option<String>,
    thumbnail_width: Option<i64>,
    thumbnail_height: Option<i64>,
    artwork_version: i64,
    supplier_id: Option<i64>,
    company_id: Option<i64>,
    department_id: Option<i64>,
    account_id: Option<i64>,
    beneficiary_id: Option<i64>,
    visitor_id: Option<i64>,
}

const COLUMNS: &str = "
    select j.id, j.order_id, o.number, j.version, j.position, j.storefront_id, s.name as storefront_name,
        j.product_name, t.operator_notes, j.quantity, j.chosen, j.reference, j.state, j.due_at, j.block_reason,
        j.artwork_id, a.sha256, a.media, a.bytes, a.file_name, a.pages, a.sizes, a.thumbnail_width, a.thumbnail_height,
        j.artwork_version, j.supplier_id, o.company_id, o.department_id, o.account_id, o.beneficiary_id,
        o.visitor_id
    from (";

/// A page of the jobs that are visible and pass the filter, by due date, at most `most`.
///
/// # Errors
/// See [`Error`].
pub async fn list(
    tx: &mut Tx,
    visible: &Visible<'_, production::Queue>,
    filter: &JobFilter,
    most: u32,
) -> Result<PageOf<Listed>> {
    // One more than the page has, to know whether there is another.
    let limit = i64::from(most) + 1;
    let mut statement = sql(COLUMNS);
    let tail = format!(" order by j.due_at, j.id limit {limit}");
    arms(
        &mut statement,
        visible,
        filter,
        &filter.states,
        "select j.id, j.due_at",
        &tail,
    );
    statement.push(&format!(
        ") as page
        join jobs j on j.id = page.id
        join orders o on o.id = j.order_id
        join storefronts s on s.id = j.storefront_id
        join products t on t.id = j.product_id
        left join artwork a on a.id = j.artwork_id
        order by page.due_at, page.id
        limit {limit}"
    ));
    let mut rows = statement.all::<Row>(tx).await?;
    let more = rows.len() > most as usize;
    rows.truncate(most as usize);
    let next = rows.last().filter(|_| more).map(|row| Cursor {
        value: row.due_at,
        id: row.id,
    });
    let named = names(tx, &rows).await?;
    let rows = rows
        .into_iter()
        .map(|row| listed(row, &named))
        .collect::<Result<Vec<_>>>()?;
    Ok(PageOf {
        rows,
        next,
        previous: None,
    })
}

/// The one job of this id, if it is visible; for its ticket.
///
/// # Errors
/// See [`Error`].
pub async fn one(
    tx: &mut Tx,
    visible: &Visible<'_, production::Queue>,
    job: JobId,
) -> Result<Option<Listed>> {
    let mut statement = sql(COLUMNS);
    statement
        .push("select j.id, j.due_at from jobs j where j.id = ")
        .push_arg(job)
        .push(" and ");
    reach::filter(&mut statement, &Jobs, visible);
    statement.push(
        ") as page
        join jobs j on j.id = page.id
        join orders o on o.id = j.order_id
        join storefronts s on s.id = j.storefront_id
        join products t on t.id = j.product_id
        left join artwork a on a.id = j.artwork_id",
    );
    let rows = statement.all::<Row>(tx).await?;
    let named = names(tx, &rows).await?;
    rows.into_iter()
        .next()
        .map(|row| listed(row, &named))
        .transpose()
}

/// How many visible jobs pass the filter in each folder, as far as [`COUNTED`].
///
/// # Errors
/// See [`Error`].
pub async fn folders(
    tx: &mut Tx,
    visible: &Visible<'_, production::Queue>,
    filter: &JobFilter,
) -> Result<Vec<(JobState, i64)>> {
    let filter = JobFilter {
        after: None,
        ..filter.clone()
    };
    let mut statement = sql("select state, count(*) from (");
    arms(
        &mut statement,
        visible,
        &filter,
        &FOLDERS,
        "select j.state",
        &format!(" limit {COUNTED}"),
    );
    statement.push(") as counted group by state");
    let rows: Vec<(String, i64)> = statement.all(tx).await?;
    let count = |of: JobState| {
        rows.iter()
            .find(|(key, _)| key == of.key())
            .map_or(0, |(_, count)| *count)
    };
    Ok(FOLDERS.into_iter().map(|of| (of, count(of))).collect())
}

/// The storefronts whose jobs the reader may see, by name: those that a grant names, and all of them where
/// one has no limit. Where a grant reaches single jobs alone, it tells of no storefront.
///
/// # Errors
/// See [`Error`].
pub async fn storefronts(
    tx: &mut Tx,
    visible: &Visible<'_, production::Queue>,
) -> Result<Vec<(StorefrontId, String)>> {
    let terms = visible.terms();
    let mut statement = sql("select id, name from storefronts");
    if !terms.iter().any(is_unlimited) {
        let these: Vec<StorefrontId> = terms.iter().filter_map(led_by).flatten().copied().collect();
        if these.is_empty() {
            return Ok(Vec::new());
        }
        statement.push(" where id in (").push_list(these).push(")");
    }
    statement.push(" order by name, id");
    named(tx, statement).await
}

/// Whom the orders of these rows name.
async fn names(tx: &mut Tx, rows: &[Row]) -> Result<Vec<(i64, Assignee)>> {
    if rows.is_empty() {
        return Ok(Vec::new());
    }
    let mut statement =
        sql("select order_id, kind, assignee_id from order_assignees where order_id in (");
    statement
        .push_list(rows.iter().map(|row| row.order_id))
        .push(")");
    let found: Vec<(i64, String, i64)> = statement.all(tx).await?;
    found
        .into_iter()
        .map(|(order, kind, id)| match kind.as_str() {
            "account" => Ok((order, Assignee::Account(AccountId(id)))),
            "supplier" => Ok((order, Assignee::Supplier(SupplierId(id)))),
            _ => Err(Error::unreadable("order_assignees.kind", kind)),
        })
        .collect()
}

fn listed(row: Row, named: &[(i64, Assignee)]) -> Result<Listed> {
    let order_assigned: Vec<Assignee> = named
        .iter()
        .filter(|(order, _)| *order == row.order_id)
        .map(|(_, name)| *name)
        .collect();
    let accounts = order_assigned
        .iter()
        .copied()
        .filter(|name| !matches!(name, Assignee::Supplier(_)));
    let assigned = accounts
        .chain(row.supplier_id.map(|id| Assignee::Supplier(SupplierId(id))))
        .collect();
    let accounts = [row.account_id, row.beneficiary_id]
        .into_iter()
        .flatten()
        .map(|id| Owner::Account(AccountId(id)));
    let owners = accounts
        .chain(row.visitor_id.map(|id| Owner::Visitor(VisitorId(id))))
        .collect();
    let artwork = artwork(&row)?;
    Ok(Listed {
        id: JobId(row.id),
        order: OrderId(row.order_id),
        number: OrderNumber(row.number),
        version: row.version,
        position: unsigned(row.position),
        storefront: StorefrontId(row.storefront_id),
        storefront_name: row.storefront_name,
        product: row.product_name,
        operator_notes: row.operator_notes,
        quantity: unsigned(row.quantity),
        chosen: chosen(&row.chosen)?,
        reference: row.reference,
        state: state(&row.state)?,
        due_at: Timestamp(row.due_at),
        block_reason: row.block_reason,
        artwork,
        artwork_version: row.artwork_version,
        company: row.company_id.map(CompanyId),
        department: row.department_id.map(DepartmentId),
        owners,
        assigned,
        order_assigned,
    })
}

/// The file of a row, if it has one.
fn artwork(row: &Row) -> Result<Option<Artwork>> {
    let (Some(id), Some(sha256), Some(file_name)) = (row.artwork_id, &row.sha256, &row.file_name)
    else {
        return Ok(None);
    };
    let sizes = row.sizes.as_deref().unwrap_or("[]");
    let pixels = |count: Option<i64>| unsigned(count.unwrap_or_default());
    Ok(Some(Artwork {
        media: media(row.media.as_deref().unwrap_or_default())?,
        file_name: file_name.clone(),
        bytes: row.bytes.unwrap_or_default(),
        pages: pixels(row.pages),
        sizes: serde_json::from_str(sizes)
            .map_err(|_| Error::unreadable("artwork.sizes", sizes))?,
        thumbnail: (pixels(row.thumbnail_width), pixels(row.thumbnail_height)),
        kept: Kept {
            id: ArtworkId(id),
            sha256: sha256.iter().map(|byte| format!("{byte:02x}")).collect(),
        },
    }))
}
