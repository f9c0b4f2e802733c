//! The rows and columns of the Order Manager, one cut an audience.

use super::{
    list::{Drawn, link, pill, sortable},
    status::{ago, day},
};
use domain::{
    OrderNumber, Timestamp,
    orders::{
        Audience, Bulk, JobLine, OnOrder, OrderAct, OrderList, OrderRowForCustomer,
        OrderRowForStaff, OrderRowForSupplier, OrdersQuery, Picked, Sort,
    },
};
use islands::bulk::Tickable;
use leptos::prelude::*;
use ui::{Column, Person, Row, Words};

pub(super) fn customer(
    list: OrderList<OrderRowForCustomer>,
    query: &OrdersQuery,
    now: Timestamp,
) -> Drawn {
    let audience = Audience::Customer;
    let tickable = list
        .page
        .rows
        .iter()
        .filter_map(|row| tickable(row.number, row.version, &row.acts))
        .collect();
    let page = list.page.map(|row| {
        let who = who(&row.who, row.ordered_for.as_deref());
        picked(Row::new(), row.number, row.version, &row.acts)
            .cell(link(row.number))
            .cell(ago(row.placed_at, now))
            .cell(who)
            .words(row.company.unwrap_or_default())
            .words(row.department.unwrap_or_default())
            .cell(summary(&row.jobs, &row.codes.purchase_order))
            .cell(pill(row.state, audience))
            .words(row.total.to_string())
            .detail(
                format!("Jobs of {}", row.number),
                jobs(row.jobs.iter().map(|job| (job, None)), audience),
            )
    });
    Drawn {
        audience,
        page,
        columns: vec![
            sortable("Number", Sort::Number, query, audience),
            sortable("Placed", Sort::Placed, query, audience),
            Column::new("Who"),
            Column::new("Company").wide_only(),
            Column::new("Department"),
            Column::new("Jobs"),
            Column::new("Status"),
            sortable("Total", Sort::Total, query, audience).numeric(),
        ],
        folders: list.folders,
        tickable,
    }
}

pub(super) fn supplier(
    list: OrderList<OrderRowForSupplier>,
    query: &OrdersQuery,
    now: Timestamp,
) -> Drawn {
    let audience = Audience::Supplier;
    let page = list.page.map(|row| {
        Row::new()
            .cell(link(row.number))
            .cell(ago(row.placed_at, now))
            .cell(summary(&row.jobs, ""))
            .cell(row.due_at.map(day))
            .cell(pill(row.state, audience))
            .detail(
                format!("Jobs of {}", row.number),
                jobs(row.jobs.iter().map(|job| (job, None)), audience),
            )
    });
    Drawn {
        audience,
        page,
        columns: vec![
            sortable("Number", Sort::Number, query, audience),
            sortable("Placed", Sort::Placed, query, audience),
            Column::new("Jobs"),
            Column::new("Due"),
            Column::new("Status"),
        ],
        folders: list.folders,
        tickable: Vec::new(),
    }
}

pub(super) fn staff(
    list: OrderList<OrderRowForStaff>,
    query: &OrdersQuery,
    now: Timestamp,
) -> Drawn {
    let audience = Audience::Staff;
    let tickable = list
        .page
        .rows
        .iter()
        .filter_map(|row| tickable(row.number, row.version, &row.acts))
        .collect();
    let page = list.page.map(|row| {
        let who = who(&row.who, row.ordered_for.as_deref());
        let lines: Vec<JobLine> = row.jobs.iter().map(|job| job.line.clone()).collect();
        let detail = jobs(
            row.jobs
                .iter()
                .map(|job| (&job.line, job.supplier.as_deref())),
            audience,
        );
        picked(Row::new(), row.number, row.version, &row.acts)
            .cell(link(row.number))
            .cell(ago(row.placed_at, now))
            .cell(who)
            .words(row.company.unwrap_or_default())
            .words(row.department.unwrap_or_default())
            .words(row.storefront)
            .cell(summary(&lines, &row.codes.purchase_order))
            .cell(pill(row.state, audience))
            .words(row.total.to_string())
            .detail(format!("Jobs of {}", row.number), detail)
    });
    Drawn {
        audience,
        page,
        columns: vec![
            sortable("Number", Sort::Number, query, audience),
            sortable("Placed", Sort::Placed, query, audience),
            Column::new("Who"),
            Column::new("Company"),
            Column::new("Department"),
            Column::new("Storefront").wide_only(),
            Column::new("Jobs").wide_only(),
            Column::new("Status"),
            sortable("Total", Sort::Total, query, audience).numeric(),
        ],
        folders: list.folders,
        tickable,
    }
}

/// The box of a row, and what the bulk bar can do to it; nothing where it can do nothing.
fn tickable(number: OrderNumber, version: i64, acts: &[OrderAct]) -> Option<Tickable> {
    let acts: Vec<String> = acts
        .iter()
        .filter(|act| Bulk::ACTS.contains(act))
        .map(|act| act.key().to_owned())
        .collect();
    let value = Picked(OnOrder {
        order: number,
        version,
    })
    .to_string();
    (!acts.is_empty()).then_some(Tickable { value, acts })
}

fn picked(row: Row, number: OrderNumber, version: i64, acts: &[OrderAct]) -> Row {
    match tickable(number, version, acts) {
        Some(box_) => row.pick(box_.value, format!("Select order {number}")),
        None => row.no_pick(format!("Nothing can be done with {number} from here")),
    }
}

fn who(name: &str, ordered_for: Option<&str>) -> AnyView {
    let note: Words = ordered_for.map(|name| format!("for {name}")).into();
    view! { <Person name=name.to_owned() note/> }.into_any()
}

/// The first job in words, and how many more there are.
fn summary(jobs: &[JobLine], purchase_order: &str) -> AnyView {
    let words = match jobs {
        [] => String::new(),
        [one] => format!("{} × {}", one.quantity, one.product),
        [first, rest @ ..] => format!(
            "{} × {} and {} more",
            first.quantity,
            first.product,
            rest.len()
        ),
    };
    let note = (!purchase_order.is_empty())
        .then(|| view! { <small class="muted" title="Purchase order number">" " {purchase_order.to_owned()}</small> });
    view! { <span>{words}</span> {note} }.into_any()
}

fn jobs<'a>(
    jobs: impl Iterator<Item = (&'a JobLine, Option<&'a str>)>,
    audience: Audience,
) -> AnyView {
    let lines = jobs
        .map(|(job, supplier)| {
            let reference = (!job.reference.is_empty()).then(|| format!(", {}", job.reference));
            let supplier = supplier.map(|name| format!(", with {name}"));
            let word = super::jobs::word(job.state, audience);
            view! {
                <li>
                    {job.quantity.to_string()} " × " {job.product.clone()} {reference} {supplier} " "
                    {crate::production::pill_of(job.state, word)}
                </li>
            }
        })
        .collect_view();
    view! { <ul class="order-row-jobs">{lines}</ul> }.into_any()
}
