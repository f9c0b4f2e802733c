//! What waits, what runs late, the last days' figures.

use crate::{At, Shop, View, page};
use access::{Ctx, Failure, pages};
use async_trait::async_trait;
use axum::Router;
use domain::{
    dashboard::{Dashboard as Figures, Day},
    orders::{Audience, OrderState},
    production::list::{Due, JobsQuery},
};
use leptos::prelude::*;
use ui::{
    Bar, Card, ColumnChart, EmptyState, LinkButton, PageHeader, Shelf, Stack, StatCard, Tone,
};

/// The acts of this area, filled in by `server`.
#[async_trait]
pub trait Dashboard: Send + Sync {
    /// Nothing for who works here without seeing orders.
    async fn figures(&self, ctx: &Ctx) -> Result<Option<Figures>, Failure>;
}

pub(crate) fn routes() -> Router<Shop> {
    page(&pages::DASHBOARD, load)
}

async fn load(at: At) -> Result<View, Failure> {
    let figures = at.shop.dashboard.figures(&at.ctx).await?;
    let openings = pages::menu(&at.ctx.access);
    let floor = openings
        .iter()
        .any(|page| page.pattern == pages::PRINT_OPERATIONS.pattern);
    Ok(View::new(pages::DASHBOARD.heading, move || match figures {
        Some(figures) => drawn(figures, floor),
        None => without_orders(&openings),
    }))
}

/// What somebody in charge looks at first, the oldest worry on top.
const WATCHED: [OrderState; 5] = [
    OrderState::AwaitingApproval,
    OrderState::Approved,
    OrderState::Blocked,
    OrderState::InProduction,
    OrderState::Shipping,
];

fn drawn(figures: Figures, floor: bool) -> AnyView {
    let folders = figures.folders.clone();
    let waiting = WATCHED.map(|state| {
        let count = folders.iter().find(|folder| folder.state == state).map_or(0, |folder| folder.count);
        let tone = if state == OrderState::Blocked && count > 0 { Tone::Attention } else { Tone::Plain };
        view! {
            <StatCard label=state.word(Audience::Staff) figure=count.to_string() href=format!("/orders?status={}", state.key()) tone/>
        }
    });
    let late_tone = if figures.late > 0 {
        Tone::Attention
    } else {
        Tone::Done
    };
    let late = floor.then(|| {
        let late = JobsQuery {
            due: Due::Late.key().to_owned(),
            ..JobsQuery::default()
        };
        late.address()
    });
    let orders = figures.days.iter().map(|day| day.orders).sum::<i64>();
    let bars = |value: fn(&Day) -> u64, words: fn(&Day) -> String| {
        figures
            .days
            .iter()
            .map(|day| Bar {
                label: short(day),
                value: value(day),
                words: words(day),
            })
            .collect::<Vec<_>>()
    };
    let placed = bars(
        |day| day.orders.unsigned_abs(),
        |day| day.orders.to_string(),
    );
    let taken = bars(
        |day| day.total.minor.unsigned_abs(),
        |day| day.total.to_string(),
    );
    view! {
        <PageHeader title=pages::DASHBOARD.heading lead=format!("{orders} orders in the last {} days.", figures.days.len())/>
        <Shelf small=true>
            <StatCard
                label="Running late"
                figure=figures.late.to_string()
                note="past the due day and not sent"
                href=late
                tone=late_tone
            />
            {waiting}
        </Shelf>
        <Stack>
            <Card>
                <ColumnChart title="Orders placed by day" across="Day" up="Orders" bars=placed/>
            </Card>
            <Card>
                <ColumnChart title="Value of orders placed by day" across="Day" up="Value" bars=taken/>
            </Card>
        </Stack>
    }
    .into_any()
}

/// `22 Nov`.
fn short(day: &Day) -> String {
    let words = day.starts.day();
    words
        .rsplit_once(' ')
        .map_or(words.clone(), |(day, _)| day.to_owned())
}

fn without_orders(openings: &[&'static pages::Page]) -> AnyView {
    let links = openings
        .iter()
        .filter(|page| page.pattern != pages::DASHBOARD.pattern)
        .map(|page| view! { <LinkButton href=page.pattern label=page.heading/> })
        .collect_view();
    view! {
        <PageHeader title=pages::DASHBOARD.heading/>
        <EmptyState title="No figures for your role" words="Your role does not see orders. What it opens is in the menu.">
            {links}
        </EmptyState>
    }
    .into_any()
}
