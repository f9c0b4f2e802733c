//! Mail: written into the outbox by the act that causes it, sent by a worker.

mod posted;
mod send;

pub use posted::{latest, message};
pub use send::{Refused, Transport, send_due};

use access::Ctx;
use domain::mail::Mail;
use store::{Tx, mail::Outgoing};

/// Who a message is for.
#[derive(Clone, Copy, Debug)]
pub struct To<'a> {
    pub name: &'a str,
    pub address: &'a str,
}

/// Writes a message, from the storefront of the context, in the transaction of the act.
///
/// # Errors
/// See [`store::Error`].
pub async fn queue(tx: &mut Tx, ctx: &Ctx, to: To<'_>, mail: &Mail) -> store::Result<()> {
    let letter = mail.letter(&ctx.at.name, to.name);
    let outgoing = Outgoing {
        storefront: Some(ctx.at.id),
        to_name: to.name.to_owned(),
        to_address: to.address.to_owned(),
        subject: letter.subject,
        body: letter.body,
    };
    store::mail::queue(tx, &outgoing, ctx.now).await?;
    Ok(())
}
