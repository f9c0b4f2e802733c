//! Mail: written into the outbox by the act that causes it, sent by a worker.

mod posted;
mod send;

pub use posted::{latest, message};
pub use send::{Refused, Transport, send_due};

use crate::storefronts::address_at;
use access::{Ctx, Storefront};
use domain::{
    AccountId, StorefrontId, Timestamp,
    mail::{Mail, Topic},
    paths,
};
use std::fmt;
use store::{Tx, mail::Outgoing, people, storefronts};

/// Whom a message is for, which says where it may lead them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Reader {
    Account(AccountId),
    /// Who has ordered at this storefront without an account.
    Guest(StorefrontId),
    /// A supplier as a firm, and whoever works here.
    Nobody,
}

/// Who a message is for, and under which name and address.
#[derive(Clone, Copy, Debug)]
pub(crate) struct To<'a> {
    pub(crate) reader: Reader,
    pub(crate) name: &'a str,
    pub(crate) address: &'a str,
}

/// The address that the links of a message lead to. A storefront's people add host names of their own
/// and control what answers there: its own customers are led to them, and nobody else is, whoever has
/// asked for the message and wherever.
#[derive(Clone, Debug)]
pub(crate) struct Links(String);

impl Links {
    /// # Errors
    /// See [`store::Error`].
    pub(crate) async fn of(tx: &mut Tx, ctx: &Ctx, reader: Reader) -> store::Result<Self> {
        let home = match reader {
            Reader::Account(account) => people::customer_of(tx, account).await?,
            Reader::Guest(storefront) => Some(storefront),
            Reader::Nobody => None,
        };
        let Some(home) = home else {
            return Ok(Self(ctx.platform_url.clone()));
        };
        if home == ctx.at.id {
            return Ok(Self(ctx.base_url.clone()));
        }
        let home = storefronts::by_id(tx, home).await?;
        Ok(Self(match home {
            Some(home) => address_at(&ctx.platform_url, &home.slug),
            None => ctx.platform_url.clone(),
        }))
    }

    /// A link, as it stands in a message.
    pub(crate) fn to(&self, path: &impl fmt::Display) -> String {
        format!("{}{path}", self.0)
    }
}

/// A message that its reader may do without.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Notice<'a> {
    /// Nothing for who has no account to choose with, and gets it.
    pub(crate) reader: Option<AccountId>,
    pub(crate) topic: Topic,
    /// Its reader's.
    pub(crate) links: &'a Links,
}

/// Writes it in the transaction of the act, unless its reader does without such; where they choose
/// stands below.
///
/// # Errors
/// See [`store::Error`].
pub(crate) async fn notify(
    tx: &mut Tx,
    notice: Notice<'_>,
    mut mail: Outgoing,
    now: Timestamp,
) -> store::Result<()> {
    let Some(reader) = notice.reader else {
        store::mail::queue(tx, &mail, now).await?;
        return Ok(());
    };
    mail.body.push_str(&format!(
        "\nWhich mails you get is up to you: {}\n",
        notice.links.to(&paths::Account)
    ));
    store::mail::notify(tx, &mail, reader, notice.topic, now).await
}

/// Writes a message that always goes, from the storefront of the context, in the transaction of the
/// act: links, and what concerns the safety of an account.
///
/// # Errors
/// See [`store::Error`].
pub(crate) async fn queue(tx: &mut Tx, ctx: &Ctx, to: To<'_>, mail: &Mail) -> store::Result<()> {
    queue_from(tx, ctx, &ctx.at, to, mail).await
}

/// The same from another storefront: people of several are looked after at one address.
///
/// # Errors
/// See [`store::Error`].
pub(crate) async fn queue_from(
    tx: &mut Tx,
    ctx: &Ctx,
    from: &Storefront,
    to: To<'_>,
    mail: &Mail,
) -> store::Result<()> {
    let links = Links::of(tx, ctx, to.reader).await?;
    let letter = mail.letter(&links.0, &from.name, to.name);
    let outgoing = Outgoing {
        storefront: Some(from.id),
        to_name: to.name.to_owned(),
        to_address: to.address.to_owned(),
        subject: letter.subject,
        body: letter.body,
    };
    store::mail::queue(tx, &outgoing, ctx.now).await?;
    Ok(())
}
