//! The mail about jobs. A supplier reads of neither price nor client, a client of no supplier.

use crate::mail::{Links, Notice, Reader, notify};
use access::{Ctx, Failure};
use domain::{
    AccountId, OrderNumber, SupplierId, catalogue::Chosen, mail::Topic, paths,
    production::forms::Field,
};
use store::{
    Tx,
    mail::{self, Outgoing},
    production::{JobRecord, Supplier},
};

/// To who ordered: it is on its way.
pub(super) async fn shipped(tx: &mut Tx, ctx: &Ctx, job: &JobRecord) -> Result<(), Failure<Field>> {
    if job.order.contact_email.is_empty() {
        return Ok(());
    }
    let Some(shop) = store::storefronts::by_id(tx, job.storefront()).await? else {
        return Ok(());
    };
    let account = job.order.account;
    let links = Links::of(
        tx,
        ctx,
        account.map_or(Reader::Guest(shop.id), Reader::Account),
    )
    .await?;
    let link = match account {
        Some(_) => format!(
            "Tell us when it has arrived: {}\n",
            links.to(&paths::Order(job.number()))
        ),
        None => String::new(),
    };
    let body = format!(
        "Hello {},\n\nyour order {} is on its way:\n\n  {} × {}{}\n\n{link}\n{}\n",
        job.order.contact_name,
        job.number(),
        job.quantity,
        job.product_name,
        reference(&job.reference),
        shop.name,
    );
    let message = Outgoing {
        storefront: Some(job.storefront()),
        to_name: job.order.contact_name.clone(),
        to_address: job.order.contact_email.clone(),
        subject: format!("Your order {} is on its way", job.number()),
        body,
    };
    let notice = Notice {
        reader: account,
        topic: Topic::OrderShipped,
        links: &links,
    };
    notify(tx, notice, message, ctx.now).await?;
    Ok(())
}

/// To the supplier: there is a job.
pub(super) async fn awarded(
    tx: &mut Tx,
    ctx: &Ctx,
    job: &JobRecord,
    to: &Supplier,
) -> Result<(), Failure<Field>> {
    let links = Links::of(tx, ctx, Reader::Nobody).await?;
    let words = format!(
        "there is a job for you: {}.\n\n  {} × {}{}\n{}  Due {}\n\nArtwork and address: {}",
        job.name(),
        job.quantity,
        job.product_name,
        reference(&job.reference),
        chosen(&job.chosen),
        job.due_at.day(),
        links.to(&paths::Order(job.number())),
    );
    let subject = format!("Job {}", job.name());
    to_supplier(
        tx,
        ctx,
        job.number(),
        to,
        Some(Topic::JobSent),
        (&subject, &words),
    )
    .await
}

/// To the supplier: it is not to be made any more.
pub(super) async fn taken_back(
    tx: &mut Tx,
    ctx: &Ctx,
    job: &JobRecord,
    to: &Supplier,
) -> Result<(), Failure<Field>> {
    let words = format!(
        "please stop work on job {} ({}). It was taken back.",
        job.name(),
        job.product_name
    );
    // Nobody does without this one: they would go on working for nothing.
    let subject = format!("Job {} was taken back", job.name());
    to_supplier(tx, ctx, job.number(), to, None, (&subject, &words)).await
}

/// To everybody of the supplier who can sign in, or to the firm where nobody can.
async fn to_supplier(
    tx: &mut Tx,
    ctx: &Ctx,
    number: OrderNumber,
    to: &Supplier,
    topic: Option<Topic>,
    (subject, words): (&str, &str),
) -> Result<(), Failure<Field>> {
    let mut addressed = people(tx, to.id).await?;
    if addressed.is_empty() {
        addressed.extend(to.email.clone().map(|email| (None, to.name.clone(), email)));
    }
    if addressed.is_empty() {
        tracing::info!(supplier = %to.id, order = %number, "a supplier without an address was not told");
    }
    let links = Links::of(tx, ctx, Reader::Nobody).await?;
    for (reader, to_name, to_address) in addressed {
        let body = format!("Hello {to_name},\n\n{words}\n\n{}\n", ctx.at.name);
        // Of no storefront: whose order it is, is not the supplier's business.
        let message = Outgoing {
            storefront: None,
            to_name,
            to_address,
            subject: subject.to_owned(),
            body,
        };
        match topic {
            Some(topic) => {
                let notice = Notice {
                    reader,
                    topic,
                    links: &links,
                };
                notify(tx, notice, message, ctx.now).await?;
            }
            None => {
                mail::queue(tx, &message, ctx.now).await?;
            }
        }
    }
    Ok(())
}

async fn people(
    tx: &mut Tx,
    supplier: SupplierId,
) -> Result<Vec<(Option<AccountId>, String, String)>, Failure<Field>> {
    let people = store::production::people_of(tx, supplier).await?;
    Ok(people
        .into_iter()
        .map(|one| (Some(AccountId(one.id)), one.name, one.email))
        .collect())
}

fn reference(text: &str) -> String {
    if text.is_empty() {
        String::new()
    } else {
        format!(" ({text})")
    }
}

fn chosen(all: &[Chosen]) -> String {
    all.iter()
        .map(|one| format!("  {}: {}\n", one.option, one.choice))
        .collect()
}
