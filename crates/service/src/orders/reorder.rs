//! Ordering the same again: what has changed since is shown first, and nothing is ordered that was
//! not shown.

use super::placing::{Basket, Contact, Piece, Put, put};
use crate::{
    artwork::Files,
    cart::{Wanted, asked, keeps, may_approve, needs_approval, price, products_of},
    random,
};
use access::{Ctx, Denial, Failure, Permit, permission::order, rules};
use domain::{
    ArtworkId, Money, OrderNumber, Problem,
    artwork::Artwork,
    cart::{
        AddressChoice, Delivery, Obstacle, ReOrder, ReOrderField, ReOrderJob, ReOrderPage, total,
    },
};
use store::{
    Store, Tx,
    catalogue::ProductRecord,
    orders::OrderRecord,
    placing::{Before, Repeatable, RepeatableJob},
};

/// The page that comes before.
///
/// # Errors
/// Not found, or no grant to order it again.
pub async fn reorder_page(
    store: &Store,
    files: &Files,
    ctx: &Ctx,
    number: OrderNumber,
) -> Result<ReOrderPage, Failure> {
    let mut tx = store.read().await?;
    let (order, permit) = find(&mut tx, ctx, number).await?;
    let ctx = &there(&mut tx, ctx, &order).await?;
    let place = rules::cart::place(&ctx.access, &ctx.at)?;
    let then = store::placing::repeatable(&mut tx, &permit, order.id).await?;
    let today = today(&mut tx, files, ctx, &then).await?;
    let addresses = match rules::cart::deliverable(&ctx.access) {
        Ok(deliverable) => store::placing::addresses(&mut tx, &deliverable, ctx.at.id).await?,
        Err(_) => Vec::new(),
    };
    let stands = standing(&then.delivery, &addresses, &order, ctx);
    let now = today
        .jobs
        .iter()
        .filter_map(|job| job.now.as_ref().ok().copied());
    let was = Money::new(then.jobs.iter().map(|job| job.price).sum(), ctx.at.currency);
    let waits = needs_approval(&ctx.access, &ctx.at);
    Ok(ReOrderPage {
        number,
        once: random::once()?,
        total: total(now, ctx.at.currency).unwrap_or(Money::zero(ctx.at.currency)),
        was,
        jobs: today.jobs,
        same_delivery: stands == Stands::Same,
        moved: then.delivery.address.filter(|_| stands == Stands::Moved),
        delivery: then.delivery,
        addresses,
        codes: asked(&mut tx, ctx, &place).await?,
        codes_then: then.codes,
        waits,
        may_approve: waits && may_approve(ctx),
    })
}

/// Makes a new order of one's own with the same jobs and the same artwork. The same form sent again
/// leads to the same order.
///
/// # Errors
/// The faulty fields; what has changed since the page was drawn, beside the total; no grant.
pub async fn reorder(
    store: &Store,
    files: &Files,
    ctx: &Ctx,
    form: &ReOrder,
) -> Result<OrderNumber, Failure<ReOrderField>> {
    form.check()?;
    let mut tx = store.begin().await?;
    let (order, permit) = find(&mut tx, ctx, form.number)
        .await
        .map_err(Failure::in_form)?;
    let ctx = &there(&mut tx, ctx, &order)
        .await
        .map_err(Failure::in_form)?;
    let place = rules::cart::place(&ctx.access, &ctx.at)?;
    if let Some(before) = store::placing::before(&mut tx, &place, &form.once).await? {
        return again(before);
    }
    let then = store::placing::repeatable(&mut tx, &permit, order.id).await?;
    let today = today(&mut tx, files, ctx, &then)
        .await
        .map_err(Failure::in_form)?;
    let pieces: Vec<Piece<'_>> = then
        .jobs
        .iter()
        .zip(&today.jobs)
        .filter_map(|(job, now)| today.piece(job, now))
        .collect();
    let sum =
        total(pieces.iter().map(|piece| piece.price), ctx.at.currency).ok_or(Denial::Stale)?;
    as_shown(form, pieces.len(), sum)?;

    let me = ctx.access.account().ok_or(Denial::SignIn)?;
    let orderer = store::placing::person(&mut tx, me)
        .await?
        .ok_or(Denial::SignIn)?;
    let delivery = delivery(&mut tx, ctx, form, &then.delivery, &order).await?;
    let typed = (&*form.cost_centre, &*form.purchase_order);
    let codes = keeps(&mut tx, ctx, &place, orderer.company, ReOrder::CODES, typed).await??;
    let basket = Basket {
        pieces,
        total: sum,
        contact: Contact {
            name: orderer.name.clone(),
            email: orderer.email.clone().unwrap_or_default(),
        },
        orderer: Some(&orderer),
        beneficiary: None,
        codes: &codes,
        delivery: &delivery,
        once: &form.once,
        approve_now: form.approve_now,
        from: Some((order.id, order.number)),
    };
    match put(&mut tx, ctx, &place, &basket)
        .await
        .map_err(Failure::in_form)?
    {
        Put::New(number) => {
            tx.commit().await?;
            Ok(number)
        }
        Put::Again(before) => again(before),
    }
}

fn again(before: Before) -> Result<OrderNumber, Failure<ReOrderField>> {
    match before {
        Before::Mine(number) => Ok(number),
        Before::Anothers => Err(Denial::Stale.into()),
    }
}

fn as_shown(form: &ReOrder, jobs: usize, now: Money) -> Result<(), Failure<ReOrderField>> {
    let problem = if jobs == 0 {
        Problem::NotOrderable
    } else if i64::try_from(jobs) != Ok(form.jobs) {
        Problem::CartChanged
    } else if now.minor != form.total {
        Problem::PriceChanged {
            was: Money::new(form.total, now.currency),
            is: now,
        }
    } else {
        return Ok(());
    };
    Err(Failure::field(ReOrderField::Total, problem))
}

async fn find(
    tx: &mut Tx,
    ctx: &Ctx,
    number: OrderNumber,
) -> Result<(OrderRecord, Permit<order::Reorder>), Failure> {
    let order = store::orders::facts(tx, number)
        .await?
        .ok_or(Denial::NotFound)?;
    let permit = rules::orders::reorder(&ctx.access, &order.facts())?;
    Ok((order, permit))
}

/// The same actor at the storefront of the order: staff read orders of several in one list.
async fn there(tx: &mut Tx, ctx: &Ctx, order: &OrderRecord) -> Result<Ctx, Failure> {
    if order.storefront == ctx.at.id {
        return Ok(ctx.clone());
    }
    let at = store::storefronts::by_id(tx, order.storefront)
        .await?
        .ok_or(Denial::NotFound)?;
    Ok(Ctx { at, ..ctx.clone() })
}

/// The jobs of an order as they stand today.
struct Today {
    jobs: Vec<ReOrderJob>,
    products: Vec<ProductRecord>,
}

impl Today {
    /// A job to order again; nothing for one that cannot be.
    fn piece<'a>(&'a self, job: &'a RepeatableJob, now: &ReOrderJob) -> Option<Piece<'a>> {
        Some(Piece {
            price: *now.now.as_ref().ok()?,
            product: self
                .products
                .iter()
                .find(|product| product.id == job.product)?,
            quantity: job.quantity,
            chosen: &job.chosen,
            reference: &job.reference,
            artwork: job.artwork,
            from: Some(job.id),
        })
    }
}

async fn today(tx: &mut Tx, files: &Files, ctx: &Ctx, then: &Repeatable) -> Result<Today, Failure> {
    let ids: Vec<_> = then.jobs.iter().map(|job| job.product).collect();
    let products = products_of(tx, ctx, &ids).await?;
    let artwork: Vec<ArtworkId> = then.jobs.iter().filter_map(|job| job.artwork).collect();
    let artwork = store::artwork::of(tx, &artwork).await?;
    let mut jobs = Vec::with_capacity(then.jobs.len());
    for job in &then.jobs {
        let product = products.iter().find(|product| product.id == job.product);
        let file = artwork
            .iter()
            .find(|file| Some(file.kept.id) == job.artwork);
        jobs.push(ReOrderJob {
            id: job.id,
            product: job.product_name.clone(),
            slug: product.map(|product| product.slug.clone()),
            quantity: job.quantity,
            chosen: job.chosen.clone(),
            reference: job.reference.clone(),
            was: Money::new(job.price, ctx.at.currency),
            now: stands(files, ctx, product, job, file).await,
            artwork: file.cloned(),
        });
    }
    Ok(Today { jobs, products })
}

async fn stands(
    files: &Files,
    ctx: &Ctx,
    product: Option<&ProductRecord>,
    job: &RepeatableJob,
    file: Option<&Artwork>,
) -> Result<Money, Obstacle> {
    let wanted = Wanted {
        quantity: job.quantity,
        chosen: &job.chosen,
        has_artwork: job.artwork.is_some(),
    };
    let price = price(ctx, product, &wanted).map_err(Obstacle::Line)?;
    match (job.artwork, file) {
        (Some(_), Some(file)) if files.has(file).await => Ok(price.total),
        (Some(_), _) => Err(Obstacle::ArtworkLost),
        (None, _) => Ok(price.total),
    }
}

/// How the address of an order stands today.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Stands {
    /// It may go there again as it was.
    Same,
    /// The address is another by now.
    Moved,
    /// It is gone, or not for the actor to choose.
    Gone,
}

fn standing(
    then: &Delivery,
    addresses: &[AddressChoice],
    order: &OrderRecord,
    ctx: &Ctx,
) -> Stands {
    match then.address {
        Some(id) => match addresses.iter().find(|address| address.id == id) {
            Some(now) if now.delivery.same_place(then) => Stands::Same,
            Some(_) => Stands::Moved,
            None => Stands::Gone,
        },
        // Typed for that order alone: whoever typed it may have it again.
        None if order.account.is_some() && order.account == ctx.access.account() => Stands::Same,
        None => Stands::Gone,
    }
}

/// Where it goes now.
async fn delivery(
    tx: &mut Tx,
    ctx: &Ctx,
    form: &ReOrder,
    then: &Delivery,
    order: &OrderRecord,
) -> Result<Delivery, Failure<ReOrderField>> {
    let not_offered = || Failure::field(ReOrderField::DeliverTo, Problem::NotOffered);
    let chosen = form
        .chosen_address()
        .map_err(|problem| Failure::field(ReOrderField::DeliverTo, problem))?;
    let typed_by_me = order.account.is_some() && order.account == ctx.access.account();
    let id = match (chosen, then.address) {
        (Some(id), _) | (None, Some(id)) => id,
        (None, None) if typed_by_me => return Ok(then.clone()),
        (None, None) => return Err(not_offered()),
    };
    let address = store::placing::address(tx, ctx.at.id, id)
        .await?
        .ok_or_else(not_offered)?;
    let _may = rules::cart::deliver_to(&ctx.access, &address.facts()).map_err(|_| not_offered())?;
    // "As before" is only what it was before.
    if chosen.is_none() && !address.delivery.same_place(then) {
        return Err(Failure::field(
            ReOrderField::DeliverTo,
            Problem::CartChanged,
        ));
    }
    Ok(address.delivery)
}
