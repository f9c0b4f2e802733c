//! The messages of the outbox, for the page of the demo. The page table keeps everybody else out.

use access::Failure;
use domain::{Timestamp, mail::Posted};
use store::{Store, mail};

/// How many messages the page lists.
const MOST: u32 = 200;

/// The latest messages, without their bodies.
///
/// # Errors
/// The database.
pub async fn latest(store: &Store) -> Result<Vec<Posted>, Failure> {
    let mut tx = store.read().await?;
    let messages = mail::latest(&mut tx, MOST).await?;
    Ok(messages
        .into_iter()
        .map(|message| Posted {
            body: String::new(),
            ..posted(message)
        })
        .collect())
}

/// One message.
///
/// # Errors
/// [`Failure::not_found`], or the database.
pub async fn message(store: &Store, id: i64) -> Result<Posted, Failure> {
    let mut tx = store.read().await?;
    Ok(posted(
        mail::message(&mut tx, id)
            .await?
            .ok_or(Failure::not_found())?,
    ))
}

fn posted(message: mail::Message) -> Posted {
    Posted {
        id: message.id,
        to_name: message.to_name,
        to_address: message.to_address,
        subject: message.subject,
        body: message.body,
        written: Timestamp(message.created_at),
        sent: message.sent_at.map(Timestamp),
    }
}
