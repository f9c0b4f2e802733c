//! Ordering the same again: what has changed since stands on the page before anybody agrees.

use super::{
    checkout::choice,
    codes::{self, Typed},
    show::about,
};
use crate::{Act, At, Done, Failed, View, cart::wrong, go, orders::crumb};
use access::{Failure, pages};
use domain::{
    OrderNumber,
    cart::{ReOrder, ReOrderField, ReOrderJob, ReOrderPage, WAS_BEFORE},
    paths,
};
use leptos::prelude::*;
use ui::{
    Button, Card, Check, Choice, Crumb, Fact, FormActs, Glyph, Hidden, JobCard, Level, Link,
    LinkButton, Notice, PageHeader, Picture, PostForm, Select, Shape, StatusPill, Sum, SumLine,
    Tone, Weight, WithAside,
};

pub(super) async fn load(at: At) -> Result<View, Failure> {
    let number: OrderNumber = at.param("number")?;
    let page = at.shop.cart.reorder_page(&at.ctx, number).await?;
    let failed = at.failed(pages::RE_ORDER.path).cloned();
    Ok(View::new(format!("Re-order {number}"), move || {
        draw(&at, page, failed)
    }))
}

pub(super) async fn run(act: Act, form: ReOrder) -> Result<Done, Failure<ReOrderField>> {
    let number = act.shop.cart.reorder(&act.ctx, &form).await?;
    Ok(go(paths::Order(number)).saying(format!("Thank you. Your new order is {number}.")))
}

fn draw(at: &At, page: ReOrderPage, failed: Option<Failed>) -> AnyView {
    let order = Crumb::new(
        page.number.to_string(),
        paths::Order(page.number).to_string(),
    );
    let crumbs: Vec<Crumb> = crumb(at)
        .into_iter()
        .chain([order, Crumb::here("Re-order")])
        .collect();
    let count = page.orderable();
    let same = page.total == page.was && count == page.jobs.len() && page.same_delivery;
    let lead = if count == 0 {
        format!("Nothing of {} can be ordered again as it was.", page.number)
    } else if same {
        format!(
            "The same as {}, with the same artwork, at the same price.",
            page.number
        )
    } else {
        format!(
            "The same as {}, with the same artwork. Please see what has changed since.",
            page.number
        )
    };
    let jobs = page
        .jobs
        .iter()
        .enumerate()
        .map(|(place, job)| job_card(page.number, place, job))
        .collect_view();
    let sums = if page.total == page.was {
        vec![SumLine::total("Total", page.total.to_string())]
    } else {
        vec![
            SumLine::new("Then", page.was.to_string()),
            SumLine::total("Total now", page.total.to_string()),
        ]
    };
    let form = form(at, &page, failed.as_ref(), count);
    view! {
        <PageHeader title="Re-order" crumbs lead/>
        <WithAside aside=move || view! { <Card title="Agree"><Sum lines=sums/>{form}</Card> }>
            <Card title="What is ordered again">{jobs}</Card>
        </WithAside>
    }
    .into_any()
}

fn form(at: &At, page: &ReOrderPage, failed: Option<&Failed>, count: usize) -> AnyView {
    let typed = |name: &str| failed.and_then(|_| at.typed().value(name).map(str::to_owned));
    let mut choices = Vec::new();
    if page.same_delivery {
        choices.push(Choice::new(
            WAS_BEFORE,
            format!("As before: {}", page.delivery),
        ));
    }
    let others = page
        .addresses
        .iter()
        .filter(|address| !page.same_delivery || Some(address.id) != page.delivery.address);
    choices.extend(others.map(choice));
    let before = page.same_delivery.then(|| WAS_BEFORE.to_owned());
    let chosen = typed(ReOrderField::DeliverTo.name())
        .or(before)
        .or(page.moved.map(|id| id.to_string()));
    let moved = (!page.same_delivery).then(|| {
        let words = match page.moved {
            Some(_) => format!(
                "It went to {}. That address has changed since; see how it is now.",
                page.delivery
            ),
            None => format!(
                "It went to {}. That address is not there for you any more; please choose another.",
                page.delivery
            ),
        };
        view! { <Notice tone=Tone::Attention title="Another address">{words}</Notice> }
    });
    let changed = failed.and_then(|failed| failed.problem(ReOrderField::Total.name())).map(|problem| {
        view! { <div id="total"><Notice tone=Tone::Attention title="Please look once more">{problem}</Notice></div> }
    });
    let approval = page.may_approve.then(|| {
        view! { <Check label="Approve this order now" name="approve_now" checked=true/> }
    });
    let waits = (page.waits && !page.may_approve).then(|| {
        view! { <p class="muted">"The new order waits for approval before it is produced."</p> }
    });
    let names = ReOrder::CODES.map(ReOrderField::name);
    let in_codes = Typed {
        failed,
        values: names.map(typed),
        names,
    };
    let codes = codes::fields(&page.codes, in_codes, Some(&page.codes_then));
    let refused = (count == 0).then_some("None of its jobs can be ordered again as it was.");
    let error = failed.and_then(|failed| failed.problem(ReOrderField::DeliverTo.name()));
    let (number, once, total) = (page.number, page.once.clone(), page.total.minor.to_string());
    let wrong = wrong(failed);
    view! {
        <PostForm action=pages::RE_ORDER.path wrong>
            {changed}
            <Hidden name="number" value=number.0.to_string()/>
            <Hidden name="once" value=once/>
            <Hidden name="total" value=total/>
            <Hidden name="jobs" value=count.to_string()/>
            {moved}
            <Select label="Deliver to" name=ReOrderField::DeliverTo.name() choices value=chosen empty="Please choose" error required=true/>
            {codes}
            {approval}
            {waits}
            <FormActs>
                <Button label="Re-order" weight=Weight::Primary glyph=Glyph::Again refused/>
                <LinkButton href=paths::Order(number).to_string() label="Back to the order"/>
            </FormActs>
        </PostForm>
    }
    .into_any()
}

fn job_card(number: OrderNumber, place: usize, job: &ReOrderJob) -> AnyView {
    let picture = job.artwork.as_ref().map(|file| {
        let (width, height) = file.thumbnail;
        Picture::new(
            paths::Thumbnail(job.id).to_string(),
            format!("First page of {}", file.file_name),
            width,
            height,
        )
    });
    let pages = job.artwork.as_ref().map(|file| file.pages);
    let (word, tone, shape) = match &job.now {
        Ok(now) if *now == job.was => ("As before", Tone::Done, Shape::Tick),
        Ok(_) => ("New price", Tone::Attention, Shape::Triangle),
        Err(_) => ("Left out", Tone::Stop, Shape::Cross),
    };
    let price = match &job.now {
        Ok(now) if *now == job.was => now.to_string(),
        Ok(now) => format!("{now} (was {})", job.was),
        Err(_) => format!("was {}", job.was),
    };
    let why = job.now.as_ref().err().map(ToString::to_string);
    let why = why.map(|why| view! { <Notice tone=Tone::Attention>{why}</Notice> });
    let anew = job.now.as_ref().err().and(job.slug.clone()).map(|slug| {
        view! { <Link href=paths::Product(slug).to_string() label="Choose anew"/> }
    });
    let facts = vec![
        Fact::new("Quantity", job.quantity.to_string()),
        Fact::new(
            "Details",
            about(&job.chosen, job.artwork.as_ref(), &job.reference),
        ),
    ];
    view! {
        <JobCard
            number=format!("{number}-{}", place + 1)
            title=job.product.clone()
            status=move || view! { <StatusPill word tone shape/> }
            picture
            pages
            facts
            price
            level=Level::Three
        >
            {why}
            {anew}
        </JobCard>
    }
    .into_any()
}
