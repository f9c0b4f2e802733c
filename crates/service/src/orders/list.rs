//! The Order Manager: rows, folders, and what can be done with each row, cut to who reads.

use super::acts_on;
use access::{
    Assignee, Ctx, Failure, Visible, permission::order, rules, rules::orders::OrderFacts,
};
use domain::{
    OrderId,
    lists::PageOf,
    orders::{
        Audience, Folder, JobLine, OrderAct, OrderFilter, OrderList, OrderListing,
        OrderRowForCustomer, OrderRowForStaff, OrderRowForSupplier, OrderState, OrdersQuery,
        StaffJobLine,
    },
};
use std::collections::HashMap;
use store::{
    Store, Tx,
    orders::{Listed, ListedJob},
};

/// # Errors
/// Nothing of it can be seen at all.
pub async fn list(store: &Store, ctx: &Ctx, query: &OrdersQuery) -> Result<OrderListing, Failure> {
    let (seen, listed) = rules::orders::listed(&ctx.access)?;
    let audience = ctx.access.audience();
    let filter = query.filter(audience);
    let mut tx = store.read().await?;
    let page = page(&mut tx, &seen, &listed, &filter, domain::lists::PAGE).await?;
    let folders = store::orders::folders(&mut tx, &seen, &listed).await?;
    Ok(rows(&mut tx, &seen, audience, page, folders).await?)
}

/// With words what the reader finds by them, and without words, or where they do not search, what is
/// listed for them.
pub(super) async fn page(
    tx: &mut Tx,
    seen: &Visible<'_, order::View>,
    listed: &Visible<'_, order::Overview>,
    filter: &OrderFilter,
    most: u32,
) -> store::Result<PageOf<Listed>> {
    match seen.access().visible::<order::Search>() {
        Ok(found) if !filter.words.is_empty() => {
            store::orders::search(tx, seen, &found, filter, most).await
        }
        _ => store::orders::list(tx, seen, listed, filter, most).await,
    }
}

/// The page for its audience. The acts are asked of the rules, row by row.
pub(super) async fn rows(
    tx: &mut Tx,
    visible: &Visible<'_, order::View>,
    audience: Audience,
    page: PageOf<Listed>,
    folders: Vec<Folder>,
) -> store::Result<OrderListing> {
    let ids: Vec<OrderId> = page.rows.iter().map(|row| row.id).collect();
    let mut jobs = store::orders::jobs_beside(tx, visible, &ids).await?;
    Ok(match audience {
        Audience::Customer => {
            let names = store::orders::names_beside(tx, visible, &ids).await?;
            let shape =
                |row: Listed| for_customer(acts(visible, &row, &names), jobs.remove(&row.id), row);
            OrderListing::Customer(OrderList {
                page: page.map(shape),
                folders,
            })
        }
        Audience::Supplier => {
            let shape = |row: Listed| for_supplier(visible, jobs.remove(&row.id), &row);
            OrderListing::Supplier(OrderList {
                page: page.map(shape),
                folders,
            })
        }
        Audience::Staff => {
            let names = store::orders::names_beside(tx, visible, &ids).await?;
            let shape =
                |row: Listed| for_staff(acts(visible, &row, &names), jobs.remove(&row.id), row);
            OrderListing::Staff(OrderList {
                page: page.map(shape),
                folders,
            })
        }
    })
}

fn acts(
    visible: &Visible<'_, order::View>,
    row: &Listed,
    names: &HashMap<OrderId, Vec<Assignee>>,
) -> Vec<OrderAct> {
    let owners = row.owners();
    let assigned = names.get(&row.id).map_or(&[][..], Vec::as_slice);
    let facts = OrderFacts {
        object: row.object(&owners, assigned),
        state: row.state,
    };
    acts_on(visible.access(), &facts)
}

fn for_customer(
    acts: Vec<OrderAct>,
    jobs: Option<Vec<ListedJob>>,
    row: Listed,
) -> OrderRowForCustomer {
    OrderRowForCustomer {
        number: row.number,
        version: row.version,
        placed_at: row.placed_at,
        ordered_for: ordered_for(&row),
        who: row.contact_name,
        company: row.company_name,
        department: row.department_name,
        state: row.state.seen_by(Audience::Customer),
        total: row.total,
        codes: row.codes,
        jobs: jobs
            .unwrap_or_default()
            .into_iter()
            .map(|job| line(job, Audience::Customer))
            .collect(),
        acts,
    }
}

/// The jobs of other suppliers are not among them, and the state is told by its own alone.
fn for_supplier(
    visible: &Visible<'_, order::View>,
    jobs: Option<Vec<ListedJob>>,
    row: &Listed,
) -> OrderRowForSupplier {
    let mine: Vec<_> = visible.access().suppliers().collect();
    let jobs: Vec<ListedJob> = jobs
        .unwrap_or_default()
        .into_iter()
        .filter(|job| {
            job.supplier
                .as_ref()
                .is_some_and(|(id, _)| mine.contains(id))
        })
        .collect();
    let states: Vec<_> = jobs.iter().map(|job| job.state).collect();
    OrderRowForSupplier {
        number: row.number,
        placed_at: row.placed_at,
        due_at: jobs.iter().map(|job| job.due_at).min(),
        state: OrderState::of_supplied_jobs(&states),
        jobs: jobs
            .into_iter()
            .map(|job| line(job, Audience::Supplier))
            .collect(),
    }
}

fn for_staff(acts: Vec<OrderAct>, jobs: Option<Vec<ListedJob>>, row: Listed) -> OrderRowForStaff {
    let line = |mut job: ListedJob| {
        let supplier = job.supplier.take().map(|(_, name)| name);
        StaffJobLine {
            line: line(job, Audience::Staff),
            supplier,
        }
    };
    OrderRowForStaff {
        number: row.number,
        version: row.version,
        placed_at: row.placed_at,
        ordered_for: ordered_for(&row),
        storefront: row.storefront_name,
        who: row.contact_name,
        email: row.contact_email,
        company: row.company_name,
        department: row.department_name,
        state: row.state,
        total: row.total,
        codes: row.codes,
        jobs: jobs.unwrap_or_default().into_iter().map(line).collect(),
        acts,
    }
}

fn ordered_for(row: &Listed) -> Option<String> {
    if row.beneficiary == row.account {
        None
    } else {
        row.beneficiary_name.clone()
    }
}

fn line(job: ListedJob, audience: Audience) -> JobLine {
    JobLine {
        product: job.product,
        quantity: job.quantity,
        reference: job.reference,
        state: job.state.seen_by(audience),
    }
}
