//! Placing what is in the cart.

use super::placing::{Basket, Contact, Piece, Put, put};
use crate::cart::{keeps, priced};
use access::{Ctx, Denial, Failure, rules};
use domain::{
    Money, OrderNumber, Problem, accounts,
    cart::{CartPage, Delivery, PlaceField, PlaceOrder},
};
use store::{
    Store, Tx,
    placing::{Before, PersonRecord},
};

/// Makes an order of the actor's cart. The same form sent again leads to the same order.
///
/// # Errors
/// The faulty fields; what has changed since the page was drawn, beside the total; no grant to order.
pub async fn place(
    store: &Store,
    ctx: &Ctx,
    form: &PlaceOrder,
) -> Result<OrderNumber, Failure<PlaceField>> {
    let guest = !ctx.access.signed_in();
    let permit = rules::cart::place(&ctx.access, &ctx.at)?;
    let cart_permit = rules::cart::own(&ctx.access, &ctx.at)?;
    form.check(guest)?;

    let mut tx = store.begin().await?;
    // The second of two presses waits here until the first is through.
    let cart = store::cart::own_locked(&mut tx, &cart_permit).await?;
    if let Some(before) = store::placing::before(&mut tx, &permit, &form.once).await? {
        return again(before);
    }
    let cart = cart
        .filter(|cart| !cart.lines.is_empty())
        .ok_or(total(Problem::CartChanged))?;
    let (page, products) = priced(&mut tx, ctx, &cart)
        .await
        .map_err(Failure::in_form)?;
    as_shown(&page, form)?;

    let orderer = match ctx.access.account() {
        Some(me) => Some(
            store::placing::person(&mut tx, me)
                .await?
                .ok_or(Denial::SignIn)?,
        ),
        None => None,
    };
    let beneficiary = beneficiary(&mut tx, ctx, form).await?;
    let delivery = delivery(&mut tx, ctx, form).await?;
    let for_whom = beneficiary.as_ref().or(orderer.as_ref());
    let company = for_whom.and_then(|person| person.company);
    let typed = (&*form.cost_centre, &*form.purchase_order);
    let codes = keeps(&mut tx, ctx, &permit, company, PlaceOrder::CODES, typed).await??;
    let contact = match &orderer {
        Some(person) => Contact {
            name: person.name.clone(),
            email: person.email.clone().unwrap_or_default(),
        },
        None => Contact {
            name: form.name.trim().to_owned(),
            email: accounts::normal_email(&form.email),
        },
    };
    let lines = cart.lines.iter().zip(&page.lines);
    let pieces = lines
        .map(|(line, shown)| {
            let product = products
                .iter()
                .find(|product| product.id == line.product)
                .ok_or(total(Problem::NotOrderable))?;
            let price = shown
                .price
                .as_ref()
                .map_err(|_| total(Problem::NotOrderable))?;
            Ok(Piece {
                product,
                quantity: line.quantity,
                chosen: &line.chosen,
                reference: &line.reference,
                artwork: line.artwork,
                price: price.total,
                from: None,
            })
        })
        .collect::<Result<Vec<_>, Failure<PlaceField>>>()?;
    let basket = Basket {
        pieces,
        total: page.total,
        contact,
        orderer: orderer.as_ref(),
        beneficiary: beneficiary.as_ref(),
        codes: &codes,
        delivery: &delivery,
        once: &form.once,
        approve_now: form.approve_now,
        from: None,
    };
    match put(&mut tx, ctx, &permit, &basket)
        .await
        .map_err(Failure::in_form)?
    {
        Put::New(number) => {
            store::cart::clear(&mut tx, &cart_permit, &cart, ctx.now).await?;
            tx.commit().await?;
            Ok(number)
        }
        Put::Again(before) => again(before),
    }
}

fn again(before: Before) -> Result<OrderNumber, Failure<PlaceField>> {
    match before {
        Before::Mine(number) => Ok(number),
        Before::Anothers => Err(Denial::Stale.into()),
    }
}

fn total(problem: Problem) -> Failure<PlaceField> {
    Failure::field(PlaceField::Total, problem)
}

/// Nobody pays what they were not shown.
fn as_shown(now: &CartPage, form: &PlaceOrder) -> Result<(), Failure<PlaceField>> {
    if now.lines.iter().any(|line| line.price.is_err()) {
        return Err(total(Problem::NotOrderable));
    }
    if now.version != form.cart_version {
        return Err(total(Problem::CartChanged));
    }
    if now.total.minor != form.total {
        let was = Money::new(form.total, now.total.currency);
        return Err(total(Problem::PriceChanged { was, is: now.total }));
    }
    Ok(())
}

/// Whom it is for, where that is somebody else.
async fn beneficiary(
    tx: &mut Tx,
    ctx: &Ctx,
    form: &PlaceOrder,
) -> Result<Option<PersonRecord>, Failure<PlaceField>> {
    let not_offered = || Failure::field(PlaceField::OrderFor, Problem::NotOffered);
    let wanted = form
        .beneficiary()
        .map_err(|problem| Failure::field(PlaceField::OrderFor, problem))?;
    let Some(id) = wanted.filter(|id| Some(*id) != ctx.access.account()) else {
        return Ok(None);
    };
    let person = store::placing::person(tx, id)
        .await?
        .ok_or_else(not_offered)?;
    if person.storefront != Some(ctx.at.id) {
        return Err(not_offered());
    }
    let _may = rules::cart::place_for(&ctx.access, &person.object()).map_err(|_| not_offered())?;
    Ok(Some(person))
}

/// Where it goes: an address that the actor may have it delivered to, or the one typed.
async fn delivery(
    tx: &mut Tx,
    ctx: &Ctx,
    form: &PlaceOrder,
) -> Result<Delivery, Failure<PlaceField>> {
    let not_offered = || Failure::field(PlaceField::DeliverTo, Problem::NotOffered);
    let chosen = form
        .chosen_address()
        .map_err(|problem| Failure::field(PlaceField::DeliverTo, problem))?;
    if let Some(id) = chosen {
        let address = store::placing::address(tx, ctx.at.id, id)
            .await?
            .ok_or_else(not_offered)?;
        let _may =
            rules::cart::deliver_to(&ctx.access, &address.facts()).map_err(|_| not_offered())?;
        return Ok(address.delivery);
    }
    let mut typed = form.typed_address();
    match rules::cart::keep_address(&ctx.access, &ctx.at) {
        Ok(permit) if form.keep_address => {
            typed.address = Some(store::placing::keep(tx, &permit, &typed).await?);
        }
        Ok(_) => {}
        Err(_) if !ctx.access.signed_in() => {}
        Err(_) => return Err(not_offered()),
    }
    Ok(typed)
}
