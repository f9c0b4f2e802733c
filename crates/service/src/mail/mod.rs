//! Mail: written into the outbox by the act that causes it, sent by a worker.

mod posted;
mod send;

pub use posted::{latest, message};
pub use send::{Refused, Transport, send_due};

use access::{Ctx, Storefront};
use domain::{
    AccountId, Timestamp,
    mail::{Mail, Topic},
    paths,
};
use store::{Tx, mail::Outgoing};

/// Who a message is for.
#[derive(Clone, Copy, Debug)]
pub struct To<'a> {
    pub name: &'a str,
    pub address: &'a str,
}

/// A message that its reader may do without.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Notice<'a> {
    /// Nothing for who has no account to choose with, and gets it.
    pub(crate) reader: Option<AccountId>,
    pub(crate) topic: Topic,
    /// The address of the storefront that its links lead to.
    pub(crate) base_url: &'a str,
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
        "\nWhich mails you get is up to you: {}{}\n",
        notice.base_url,
        paths::Account
    ));
    store::mail::notify(tx, &mail, reader, notice.topic, now).await
}

/// Writes a message that always goes, from the storefront of the context, in the transaction of the
/// act: links, and what concerns the safety of an account.
///
/// # Errors
/// See [`store::Error`].
pub async fn queue(tx: &mut Tx, ctx: &Ctx, to: To<'_>, mail: &Mail) -> store::Result<()> {
    queue_from(tx, &ctx.at, to, mail, ctx.now).await
}

/// The same from another storefront: people of several are looked after at one address.
///
/// # Errors
/// See [`store::Error`].
pub(crate) async fn queue_from(
    tx: &mut Tx,
    from: &Storefront,
    to: To<'_>,
    mail: &Mail,
    now: Timestamp,
) -> store::Result<()> {
    let letter = mail.letter(&from.name, to.name);
    let outgoing = Outgoing {
        storefront: Some(from.id),
        to_name: to.name.to_owned(),
        to_address: to.address.to_owned(),
        subject: letter.subject,
        body: letter.body,
    };
    store::mail::queue(tx, &outgoing, now).await?;
    Ok(())
}

/// By which a storefront is reached from the outside: staff act on jobs and people of others than
/// the one whose address they work at.
pub(crate) fn address_of(ctx: &Ctx, slug: &str) -> String {
    let Some((scheme, host)) = ctx.base_url.split_once("://") else {
        return ctx.base_url.clone();
    };
    if ctx.at.slug == slug {
        return ctx.base_url.clone();
    }
    let own = format!("{}.", ctx.at.slug);
    format!(
        "{scheme}://{slug}.{}",
        host.strip_prefix(&own).unwrap_or(host)
    )
}
