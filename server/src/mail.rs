//! The ways out for mail: a mail server over SMTP, or a folder; the worker that uses them, and the
//! one that sweeps up after sessions.
//!
//! What is sent, and when it is tried again, is `service::mail`.

use crate::config::Config;
use async_trait::async_trait;
use domain::Timestamp;
use lettre::{
    AsyncSmtpTransport, AsyncTransport as _, Tokio1Executor,
    message::{Mailbox, header::ContentType},
};
use service::mail::{Refused, Transport, send_due};
use std::{path::PathBuf, sync::Arc, time::Duration};
use store::{Store, mail::Message};

/// How long a conversation with a mail server may take, per step.
const PATIENCE: Duration = Duration::from_secs(30);
/// How often the outbox is looked at.
const PAUSE: Duration = Duration::from_secs(2);

/// Mail that cannot be set up.
#[derive(Debug, thiserror::Error)]
pub enum Unusable {
    #[error("QUOIN_MAIL_FROM is not a mail address: {0}")]
    From(#[from] lettre::address::AddressError),
    #[error("SMTP_URL cannot be used: {0}")]
    Smtp(#[from] lettre::transport::smtp::Error),
    #[error("the folder for mail cannot be used: {0}")]
    Folder(#[from] std::io::Error),
}

/// The way out that the settings name.
///
/// # Errors
/// An address that does not read as one, or a folder that cannot be made.
pub fn transport(config: &Config) -> Result<Arc<dyn Transport>, Unusable> {
    let from: Mailbox = config.mail_from.parse()?;
    match &config.smtp_url {
        Some(url) => Ok(Arc::new(Smtp::new(url, from)?)),
        None => Ok(Arc::new(Folder::new(config.mail.clone(), from)?)),
    }
}

/// Sends what is due, again and again, until the future is dropped. Any number of servers may run it
/// on one database.
pub async fn worker(store: Store, transport: Arc<dyn Transport>, now: fn() -> Timestamp) {
    loop {
        match send_due(&store, &*transport, now()).await {
            // There may be more.
            Ok(taken) if taken > 0 => continue,
            Ok(_) => {}
            Err(error) => tracing::warn!(%error, "the outbox could not be read"),
        }
        tokio::time::sleep(PAUSE).await;
    }
}

/// How often what is over is swept away.
const SWEEP: Duration = Duration::from_secs(3_600);

/// Removes ended sessions, old links, old tries and old imports, now and then.
pub async fn sweeper(store: Store, now: fn() -> Timestamp) {
    loop {
        let swept = async {
            let mut tx = store.begin().await?;
            store::sessions::sweep(&mut tx, now()).await?;
            store::imports::sweep(&mut tx, now()).await?;
            tx.commit().await
        };
        if let Err(error) = swept.await {
            tracing::warn!(%error, "what is over could not be removed");
        }
        tokio::time::sleep(SWEEP).await;
    }
}

/// A message as it goes over the wire or into a file.
fn letter(from: &Mailbox, message: &Message) -> Result<lettre::Message, Refused> {
    let unfit = |why: String| Refused {
        is_final: true,
        why,
    };
    let to = message
        .to_address
        .parse()
        .map_err(|error| unfit(format!("{}: {error}", message.to_address)))?;
    let name = message.from_name.clone().or_else(|| from.name.clone());
    lettre::Message::builder()
        .from(Mailbox::new(name, from.email.clone()))
        .to(Mailbox::new(Some(message.to_name.clone()), to))
        .subject(message.subject.clone())
        // Fixed, so that a message that goes out twice is one message to who reads it.
        .message_id(Some(format!(
            "<outbox-{}-{}@{}>",
            message.id,
            message.created_at,
            from.email.domain()
        )))
        .header(ContentType::TEXT_PLAIN)
        .body(message.body.clone())
        .map_err(|error| unfit(error.to_string()))
}

/// A mail server.
#[derive(Debug)]
pub struct Smtp {
    server: AsyncSmtpTransport<Tokio1Executor>,
    from: Mailbox,
}

impl Smtp {
    /// # Errors
    /// The address is not one of a mail server.
    pub fn new(url: &str, from: Mailbox) -> Result<Self, lettre::transport::smtp::Error> {
        let server = AsyncSmtpTransport::<Tokio1Executor>::from_url(url)?
            .timeout(Some(PATIENCE))
            .build();
        Ok(Self { server, from })
    }
}

#[async_trait]
impl Transport for Smtp {
    async fn send(&self, message: &Message) -> Result<(), Refused> {
        let letter = letter(&self.from, message)?;
        // "No such address" is for good; anything else may be better in a while.
        let refused = |error: lettre::transport::smtp::Error| Refused {
            is_final: error.is_permanent(),
            why: error.to_string(),
        };
        self.server.send(letter).await.map(|_| ()).map_err(refused)
    }
}

/// A folder of `.eml` files, for trying things out: any mail program opens them.
#[derive(Debug)]
pub struct Folder {
    folder: PathBuf,
    from: Mailbox,
}

impl Folder {
    /// # Errors
    /// It is not there and cannot be made.
    pub fn new(folder: PathBuf, from: Mailbox) -> Result<Self, std::io::Error> {
        std::fs::create_dir_all(&folder)?;
        Ok(Self { folder, from })
    }
}

#[async_trait]
impl Transport for Folder {
    async fn send(&self, message: &Message) -> Result<(), Refused> {
        let letter = letter(&self.from, message)?;
        let file = self.folder.join(format!("{:08}.eml", message.id));
        tokio::fs::write(&file, letter.formatted())
            .await
            .map_err(|error| Refused {
                is_final: false,
                why: format!("{}: {error}", file.display()),
            })
    }
}
