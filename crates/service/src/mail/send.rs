//! Sending what is due.

use async_trait::async_trait;
use domain::Timestamp;
use store::{Store, mail::Message};

/// How many messages are claimed at once: few enough to be sent before the claim runs out.
const BATCH: u32 = 20;

/// The way out: a mail server, or a folder.
#[async_trait]
pub trait Transport: Send + Sync {
    /// # Errors
    /// It was not taken.
    async fn send(&self, message: &Message) -> Result<(), Refused>;
}

/// A message was not taken.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Refused {
    /// It will never be: no such address.
    pub is_final: bool,
    pub why: String,
}

/// Sends the messages that are due, once; returns how many were taken. Several servers may run this
/// at the same time: each message is claimed by one. A message may go out twice where a server dies
/// between the mail server's answer and the note of it; never is one lost.
///
/// # Errors
/// The database; what a mail server refuses is noted at the message and tried again.
pub async fn send_due(
    store: &Store,
    transport: &dyn Transport,
    now: Timestamp,
) -> store::Result<u32> {
    let mut tx = store.begin().await?;
    let messages = store::mail::claim(&mut tx, BATCH, now).await?;
    tx.commit().await?;

    let mut taken = 0;
    for message in messages {
        let outcome = transport.send(&message).await;
        let mut tx = store.begin().await?;
        match outcome {
            Ok(()) => {
                store::mail::sent(&mut tx, message.id, now).await?;
                taken += 1;
            }
            Err(refused) => {
                let again =
                    store::mail::failed(&mut tx, &message, &refused.why, refused.is_final, now)
                        .await?;
                match again {
                    Some(at) => {
                        tracing::info!(message = message.id, why = %refused.why, again = %at.iso(), "mail not taken")
                    }
                    None => {
                        tracing::error!(message = message.id, why = %refused.why, "mail given up")
                    }
                }
            }
        }
        tx.commit().await?;
    }
    Ok(taken)
}
