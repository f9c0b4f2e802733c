//! The mail about a placed order.

use super::placing::Basket;
use crate::mail::{Links, Notice, Reader, notify};
use access::{Ctx, Failure};
use domain::{OrderId, OrderNumber, mail::Topic, paths};
use store::{Tx, mail::Outgoing};

/// Tells who ordered that it has arrived. A record without an address is told nothing.
pub(super) async fn confirm(
    tx: &mut Tx,
    ctx: &Ctx,
    number: OrderNumber,
    basket: &Basket<'_>,
    waits: bool,
) -> Result<(), Failure> {
    if basket.contact.email.is_empty() {
        return Ok(());
    }
    let next = if waits {
        "It waits for approval now; you will hear from us when it is approved."
    } else {
        "It goes to production now."
    };
    let reader = basket.orderer.map(|person| person.id);
    let links = Links::of(
        tx,
        ctx,
        reader.map_or(Reader::Guest(ctx.at.id), Reader::Account),
    )
    .await?;
    let link = match reader {
        Some(_) => format!("See how it stands: {}\n", links.to(&paths::Order(number))),
        None => format!("Please quote {number} when you write to us.\n"),
    };
    let body = format!(
        "Hello {},\n\nthank you for your order {number}.\n{next}\n\n{}\n{link}\n{}\n",
        basket.contact.name,
        contents(basket),
        ctx.at.name,
    );
    let mail = Outgoing {
        storefront: Some(ctx.at.id),
        to_name: basket.contact.name.clone(),
        to_address: basket.contact.email.clone(),
        subject: format!("Your order {number}"),
        body,
    };
    let notice = Notice {
        reader,
        topic: Topic::OrderPlaced,
        links: &links,
    };
    notify(tx, notice, mail, ctx.now).await?;
    Ok(())
}

/// Asks those who may decide.
pub(super) async fn ask(
    tx: &mut Tx,
    ctx: &Ctx,
    order: OrderId,
    number: OrderNumber,
    basket: &Basket<'_>,
) -> Result<(), Failure> {
    let Some(order) = store::orders::facts_of(tx, order).await? else {
        return Ok(());
    };
    for decider in crate::approvals::deciders(tx, &order, ctx.now).await? {
        let Some(email) = decider.email else { continue };
        let links = Links::of(tx, ctx, Reader::Account(decider.account)).await?;
        let body = format!(
            "Hello {},\n\n{} has ordered {number}, which waits for your approval.\n\n{}\nApprove or reject it: {}\n\n{}\n",
            decider.name,
            basket.contact.name,
            contents(basket),
            links.to(&paths::Approvals),
            ctx.at.name,
        );
        let mail = Outgoing {
            storefront: Some(ctx.at.id),
            to_name: decider.name,
            to_address: email,
            subject: format!("Order {number} waits for your approval"),
            body,
        };
        let notice = Notice {
            reader: Some(decider.account),
            topic: Topic::ApprovalAsked,
            links: &links,
        };
        notify(tx, notice, mail, ctx.now).await?;
    }
    Ok(())
}

/// The jobs, the total and the address.
fn contents(basket: &Basket<'_>) -> String {
    let mut text = String::new();
    for piece in &basket.pieces {
        let reference = if piece.reference.is_empty() {
            String::new()
        } else {
            format!(" ({})", piece.reference)
        };
        text.push_str(&format!(
            "  {} × {}{reference}: {}\n",
            piece.quantity, piece.product.name, piece.price
        ));
    }
    text.push_str(&format!("  Total: {}\n", basket.total));
    if let Some(person) = basket.beneficiary {
        text.push_str(&format!("\nOrdered for {}\n", person.name));
    }
    if !basket.codes.purchase_order.is_empty() {
        text.push_str(&format!(
            "Purchase order number {}\n",
            basket.codes.purchase_order
        ));
    }
    if let Some(centre) = &basket.codes.cost_centre {
        text.push_str(&format!("Cost centre {centre}\n"));
    }
    text.push_str("\nDelivered to\n");
    for line in basket.delivery.lines() {
        text.push_str(&format!("  {line}\n"));
    }
    text
}
