//! One order, cut to who reads it: what to do next on top, its jobs, what stands at the side, and
//! one timeline for everybody.

use super::{jobs, money, status::pill, story::story};
use crate::{At, View, approvals::decide_card};
use access::{Failure, pages};
use domain::{
    Money, OrderNumber,
    orders::{
        Audience, Head, OrderAct, OrderForCustomer, OrderForStaff, OrderForSupplier, OrderPage,
        Refused,
    },
    paths,
    production::list::JobOnOrder,
};
use leptos::prelude::*;
use ui::{
    Button, Crumb, Disclosure, Glyph, Hidden, LinkButton, Notice, PageHeader, PostForm, Stack,
    Tone, Weight, WithAside,
};

pub(super) async fn load(at: At) -> Result<View, Failure> {
    let number: OrderNumber = at.param("number")?;
    let page = at.shop.orders.open(&at.ctx, number).await?;
    let acts = at.shop.production.on_order(&at.ctx, number).await?;
    Ok(View::new(format!("Order {number}"), move || match page {
        OrderPage::Customer(order) => customer(&at, order, acts),
        OrderPage::Supplier(order) => supplier(&at, order, acts),
        OrderPage::Staff(order) => staff(&at, order, acts),
    }))
}

fn customer(at: &At, order: OrderForCustomer, acts: Vec<JobOnOrder>) -> AnyView {
    let now = at.ctx.now;
    let prices: Vec<(String, Money)> = order
        .jobs
        .iter()
        .map(|job| (job.product.clone(), job.price))
        .collect();
    let open: Vec<_> = order
        .jobs
        .iter()
        .map(|job| (job.id, job.product.clone()))
        .collect();
    let people = money::people(
        &[
            ("Who", Some(&order.who)),
            ("Ordered for", order.ordered_for.as_deref()),
            ("Company", order.company.as_deref()),
            ("Department", order.department.as_deref()),
        ],
        order.head.placed_at,
        now,
    );
    let side = view! {
        {decide_card(at, &order.head, &open)}
        {money::money(&prices, order.total, &order.codes)}
        {people}
        {money::delivery(order.delivery)}
        {money::approvals(order.approvals, now)}
    }
    .into_any();
    let cards = jobs::for_customer(&order.head, order.jobs, acts);
    page(at, &order.head, Audience::Customer, cards, side)
}

fn supplier(at: &At, order: OrderForSupplier, acts: Vec<JobOnOrder>) -> AnyView {
    let side = money::delivery(order.delivery);
    let cards = jobs::for_supplier(&order.head, order.jobs, acts);
    page(at, &order.head, Audience::Supplier, cards, side)
}

fn staff(at: &At, order: OrderForStaff, acts: Vec<JobOnOrder>) -> AnyView {
    let now = at.ctx.now;
    let prices: Vec<(String, Money)> = order
        .jobs
        .iter()
        .map(|job| (job.product.clone(), job.price))
        .collect();
    let open: Vec<_> = order
        .jobs
        .iter()
        .map(|job| (job.id, job.product.clone()))
        .collect();
    let people = money::people(
        &[
            ("Who", Some(&order.who)),
            ("Email", Some(&order.email)),
            ("Ordered for", order.ordered_for.as_deref()),
            ("Company", order.company.as_deref()),
            ("Department", order.department.as_deref()),
            ("Storefront", Some(&order.storefront)),
        ],
        order.head.placed_at,
        now,
    );
    let side = view! {
        {decide_card(at, &order.head, &open)}
        {money::money(&prices, order.total, &order.codes)}
        {people}
        {money::delivery(order.delivery)}
        {money::approvals(order.approvals, now)}
    }
    .into_any();
    let cards = jobs::for_staff(&order.head, order.jobs, acts);
    page(at, &order.head, Audience::Staff, cards, side)
}

fn page(at: &At, head: &Head, audience: Audience, cards: AnyView, side: AnyView) -> AnyView {
    let title = format!("Order {}", head.number);
    let crumbs: Vec<Crumb> = super::crumb(at)
        .into_iter()
        .chain([Crumb::here(head.number.to_string())])
        .collect();
    let state = head.state;
    let (acts, story, refusals) = (acts(head), story(at, head), refusals(&head.refused));
    view! {
        <PageHeader title crumbs pill=move || pill(state, audience) lead=head.next.clone()>
            {acts}
        </PageHeader>
        {failed(at)}
        <WithAside aside=move || view! { <Stack>{side}</Stack> }>
            <Stack>
                <section class="order-jobs" aria-label="Jobs">{cards}</section>
                {story}
                {refusals}
            </Stack>
        </WithAside>
    }
    .into_any()
}

/// Why an act of this page failed, in one place; faulty fields are marked where they are.
fn failed(at: &At) -> Option<AnyView> {
    let failed = at
        .typed()
        .failed
        .as_ref()
        .filter(|failed| failed.fields.is_empty())?;
    Some(view! { <Notice tone=Tone::Attention title=failed.message.clone()/> }.into_any())
}

/// The acts that are possible, by the rules that let the writes through. Deciding has a card of its
/// own; its button stands here too, as what the page is mainly for.
fn acts(head: &Head) -> AnyView {
    let can = |act: OrderAct| head.acts.contains(&act);
    let approve = can(OrderAct::Approve).then(|| {
        view! {
            <Button label="Approve" weight=Weight::Primary glyph=Glyph::Check form="decide" name="decision" value="approve"/>
        }
    });
    let simple = [
        (
            OrderAct::ConfirmReceipt,
            pages::CONFIRM_RECEIPT.path,
            Weight::Primary,
        ),
        (OrderAct::Release, pages::RELEASE_ORDER.path, Weight::Quiet),
        (OrderAct::Hold, pages::HOLD_ORDER.path, Weight::Quiet),
        (OrderAct::Cancel, pages::CANCEL_ORDER.path, Weight::Danger),
    ]
    .map(|(act, path, weight)| can(act).then(|| button(head, act, path, weight)));
    let reorder = head.reorder.then(|| {
        let href = paths::ReOrder(head.number).to_string();
        view! { <LinkButton href label="Re-order" glyph=Glyph::Again/> }
    });
    view! { {reorder} {simple} {approve} }.into_any()
}

fn button(head: &Head, act: OrderAct, path: &'static str, weight: Weight) -> AnyView {
    let (order, version) = (head.number.0.to_string(), head.version.to_string());
    view! {
        <PostForm action=path inline=true>
            <Hidden name="order" value=order/>
            <Hidden name="version" value=version/>
            <Button label=act.label() weight/>
        </PostForm>
    }
    .into_any()
}

/// "Why can't I?": what the reader might look for in vain, each with its reason.
fn refusals(refused: &[Refused]) -> Option<AnyView> {
    let lines = refused
        .iter()
        .filter(|one| !one.in_place)
        .map(|one| view! { <li><strong>{one.act.label()}</strong> ": " {one.why.clone()}</li> })
        .collect::<Vec<_>>();
    if lines.is_empty() {
        return None;
    }
    Some(view! { <Disclosure summary="What cannot be done now, and why"><ul>{lines}</ul></Disclosure> }.into_any())
}
