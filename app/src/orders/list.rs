//! The Order Manager: one page for everybody. Which rows it holds and which columns it has is told
//! by the reader's reach and audience.

use super::{filter, rows, status};
use crate::{At, View, lists::pager};
use access::{Failure, pages, rules};
use domain::{
    OrderNumber,
    lists::{ListQuery as _, PageOf},
    orders::{Audience, Bulk, COUNTED, Folder, OrderListing, OrderState, OrdersQuery, Sort},
};
use islands::bulk::Tickable;
use leptos::prelude::*;
use ui::{
    BulkBar, Button, Column, EmptyState, Folders, Glyph, Hidden, LinkButton, NavItem, Notice,
    PageHeader, Row, Sorted, Table, Tone, WithFolders,
};

pub(super) async fn load(at: At) -> Result<View, Failure> {
    let mut query: OrdersQuery = at.query();
    if !rules::orders::searches(&at.ctx.access) {
        query.q.clear();
    }
    let listing = at.shop.orders.list(&at.ctx, &query).await?;
    Ok(View::new(pages::ORDERS.heading, move || {
        drawn(&at, &query, listing)
    }))
}

/// What the page is drawn from, whoever reads it.
pub(super) struct Drawn {
    pub(super) audience: Audience,
    pub(super) folders: Vec<Folder>,
    pub(super) columns: Vec<Column>,
    pub(super) page: PageOf<Row>,
    /// What can be done to each row that can be ticked.
    pub(super) tickable: Vec<Tickable>,
}

fn drawn(at: &At, query: &OrdersQuery, listing: OrderListing) -> AnyView {
    let now = at.ctx.now;
    let all = match listing {
        OrderListing::Customer(list) => rows::customer(list, query, now),
        OrderListing::Supplier(list) => rows::supplier(list, query, now),
        OrderListing::Staff(list) => rows::staff(list, query, now),
    };
    let filtered = *query != OrdersQuery::default();
    let failed = at.failed(pages::ORDERS_BULK.path).map(|failed| {
        let words = match failed.problem("orders") {
            Some(_) => "Please tick at least one order first.".to_owned(),
            None => failed.message.clone(),
        };
        view! { <Notice tone=Tone::Attention title=words/> }
    });
    let csv = query.csv_address();
    let folders = folders(query, &all);
    let audience = all.audience;
    let searches = rules::orders::searches(&at.ctx.access);
    let filter = filter::bar(query, audience, searches);
    let pager = pager(query, &all.page);
    let body = if all.page.rows.is_empty() {
        empty(filtered, audience)
    } else {
        let bulk = (!all.tickable.is_empty()).then(|| bulk_bar(all.tickable, query));
        let (columns, rows) = (all.columns, all.page.rows);
        view! {
            {bulk}
            <Table caption="Orders" columns rows pick_name="orders" pick_form="bulk"/>
            {pager}
        }
        .into_any()
    };
    view! {
        <PageHeader title=pages::ORDERS.heading>
            <LinkButton href=csv label="Export CSV" glyph=Glyph::Download download=true/>
        </PageHeader>
        {failed}
        <WithFolders folders=move || folders>
            {filter}
            {body}
        </WithFolders>
    }
    .into_any()
}

fn folders(query: &OrdersQuery, all: &Drawn) -> AnyView {
    let now = query.filter(all.audience).status;
    let everything =
        NavItem::new("All orders", query.in_folder(None).address()).current(now.is_none());
    let one = |folder: &Folder| {
        let label = folder.state.word(all.audience);
        let label = if folder.count >= COUNTED {
            format!("{label} ({COUNTED} or more)")
        } else {
            label.to_owned()
        };
        let count = u64::try_from(folder.count)
            .ok()
            .filter(|count| (1..COUNTED.unsigned_abs()).contains(count));
        let item = NavItem::new(label, query.in_folder(Some(folder.state)).address())
            .count(count)
            .current(now == Some(folder.state));
        if folder.state == OrderState::AwaitingApproval && folder.count > 0 {
            item.urgent()
        } else {
            item
        }
    };
    let items: Vec<NavItem> = std::iter::once(everything)
        .chain(all.folders.iter().map(one))
        .collect();
    view! { <Folders label="Status folders" items/> }.into_any()
}

/// What can be done to no row is not offered; the island says the same of the ticked ones, and the
/// answer says what was done to each.
fn bulk_bar(rows: Vec<Tickable>, query: &OrdersQuery) -> AnyView {
    let back = query.address();
    let buttons = Bulk::ACTS
        .into_iter()
        .filter(|act| {
            rows.iter()
                .any(|row| row.acts.iter().any(|key| key == act.key()))
        })
        .map(|act| view! { <Button label=act.label() name="act" value=act.key()/> })
        .collect_view();
    view! {
        <BulkBar id="bulk" action=pages::ORDERS_BULK.path label="Acts on selected orders">
            <Hidden name="back" value=back/>
            {buttons}
        </BulkBar>
        <islands::bulk::BulkChoice form="bulk".to_owned() rows/>
    }
    .into_any()
}

fn empty(filtered: bool, audience: Audience) -> AnyView {
    let (title, words) = match (filtered, audience) {
        (true, _) => (
            "No orders like that",
            "No order of this list passes the filter.",
        ),
        (false, Audience::Customer) => (
            "No orders yet",
            "What you order stands here, from the moment you place it.",
        ),
        (false, Audience::Supplier) => (
            "Nothing was sent to you",
            "Jobs stand here as soon as the print shop sends them.",
        ),
        (false, Audience::Staff) => (
            "No orders yet",
            "Orders of your storefronts stand here as soon as they are placed.",
        ),
    };
    let again = match (filtered, audience) {
        (true, _) => Some(("/orders", "Show all orders")),
        (false, Audience::Customer) => Some(("/", "Browse the products")),
        (false, _) => None,
    };
    let again = again.map(|(href, label)| view! { <LinkButton href label/> });
    view! { <EmptyState title words>{again}</EmptyState> }.into_any()
}

/// The heading of a column that can be sorted by.
pub(super) fn sortable(
    heading: &'static str,
    sort: Sort,
    query: &OrdersQuery,
    audience: Audience,
) -> Column {
    let filter = query.filter(audience);
    let sorted = (filter.sort == sort).then_some(if filter.descending {
        Sorted::Down
    } else {
        Sorted::Up
    });
    Column::new(heading).sort(query.sorted(sort).address(), sorted)
}

/// A link to an order by its number.
pub(super) fn link(number: OrderNumber) -> AnyView {
    let href = domain::paths::Order(number).to_string();
    view! { <span class="nowrap"><ui::Link href label=number.to_string()/></span> }.into_any()
}

pub(super) fn pill(state: OrderState, audience: Audience) -> AnyView {
    status::pill(state, audience)
}
