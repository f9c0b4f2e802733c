//! What is mailed about orders. Each is a row of the outbox in the transaction of its act.

use crate::{
    approvals::Outcome,
    mail::{Links, Notice, Reader, notify},
};
use access::Ctx;
use domain::{SupplierId, mail::Topic, paths};
use store::{Tx, mail::Outgoing, orders::OrderRecord};

/// To who ordered, when somebody else has cancelled it.
pub(super) async fn cancelled(tx: &mut Tx, ctx: &Ctx, order: &OrderRecord) -> store::Result<()> {
    let subject = format!("Order {} was cancelled", order.number);
    let body = format!("{} has cancelled your order {}.", ctx.name, order.number);
    to_requester(tx, ctx, order, Topic::OrderCancelled, (subject, &body)).await
}

/// To who ordered, when somebody else has decided on it. The reason is theirs to read.
pub(crate) async fn decided(
    tx: &mut Tx,
    ctx: &Ctx,
    order: &OrderRecord,
    outcome: Outcome,
    reason: &str,
    left_out: &[&str],
) -> store::Result<()> {
    let (word, mut body) = match outcome {
        Outcome::Approved => (
            "approved",
            format!("{} has approved your order {}.", ctx.name, order.number),
        ),
        Outcome::ApprovedInPart => {
            let left = left_out.join(", ");
            (
                "approved in part",
                format!(
                    "{} has approved your order {} without {left}.",
                    ctx.name, order.number
                ),
            )
        }
        Outcome::Rejected => (
            "rejected",
            format!("{} has rejected your order {}.", ctx.name, order.number),
        ),
    };
    if !reason.is_empty() {
        body.push_str(&format!("\n\nThe reason: {reason}"));
    }
    let subject = format!("Order {} was {word}", order.number);
    to_requester(tx, ctx, order, Topic::OrderDecided, (subject, &body)).await
}

/// To who ordered, when the print shop has written.
pub(super) async fn written(
    tx: &mut Tx,
    ctx: &Ctx,
    order: &OrderRecord,
    words: &str,
) -> store::Result<()> {
    let subject = format!("A message about order {}", order.number);
    let body = format!(
        "{} writes about your order {}:\n\n{words}",
        ctx.name, order.number
    );
    to_requester(tx, ctx, order, Topic::MessageWritten, (subject, &body)).await
}

/// To a supplier, when a job of theirs was cancelled. Names nobody of the client.
pub(super) async fn stopped(
    tx: &mut Tx,
    ctx: &Ctx,
    order: &OrderRecord,
    supplier: (SupplierId, &str),
    product: &str,
) -> store::Result<()> {
    let subject = format!("Please stop: {product} of order {}", order.number);
    let body = format!(
        "{product} of order {} was cancelled. Please stop work on it.",
        order.number
    );
    to_supplier(tx, ctx, order, supplier, subject, &body).await
}

/// To a supplier, when the print shop has written.
pub(super) async fn written_to_supplier(
    tx: &mut Tx,
    ctx: &Ctx,
    order: &OrderRecord,
    supplier: (SupplierId, &str),
    words: &str,
) -> store::Result<()> {
    let subject = format!("A message about order {}", order.number);
    to_supplier(
        tx,
        ctx,
        order,
        supplier,
        subject,
        &format!("About order {}:\n\n{words}", order.number),
    )
    .await
}

/// Mails who ordered, at the address that the order keeps, with a link to the order; unless they do
/// without such mails.
async fn to_requester(
    tx: &mut Tx,
    ctx: &Ctx,
    order: &OrderRecord,
    topic: Topic,
    (subject, words): (String, &str),
) -> store::Result<()> {
    if order.contact_email.is_empty() {
        return Ok(());
    }
    let reader = order
        .account
        .map_or(Reader::Guest(order.storefront), Reader::Account);
    let links = Links::of(tx, ctx, reader).await?;
    let body = format!(
        "Hello {},\n\n{words}\n\n{}\n",
        order.contact_name,
        links.to(&paths::Order(order.number))
    );
    let mail = Outgoing {
        storefront: Some(order.storefront),
        to_name: order.contact_name.clone(),
        to_address: order.contact_email.clone(),
        subject,
        body,
    };
    let notice = Notice {
        reader: order.account,
        topic,
        links: &links,
    };
    notify(tx, notice, mail, ctx.now).await
}

async fn to_supplier(
    tx: &mut Tx,
    ctx: &Ctx,
    order: &OrderRecord,
    (supplier, name): (SupplierId, &str),
    subject: String,
    words: &str,
) -> store::Result<()> {
    let Some(address) = store::orders::supplier_address(tx, supplier).await? else {
        return Ok(());
    };
    let links = Links::of(tx, ctx, Reader::Nobody).await?;
    let body = format!(
        "Hello {name},\n\n{words}\n\n{}\n",
        links.to(&paths::Order(order.number))
    );
    // Of no storefront: what a supplier is sent is no part of what a storefront's people read.
    let mail = Outgoing {
        storefront: None,
        to_name: name.to_owned(),
        to_address: address,
        subject,
        body,
    };
    store::mail::queue(tx, &mail, ctx.now).await?;
    Ok(())
}
