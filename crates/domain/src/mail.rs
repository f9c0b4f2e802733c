//! What the shop writes by mail: each message as a value, turned into plain text in one place.
//!
//! A message names the paths that it leads to, and is told the address that they are at when it is put
//! into words: where a reader is led is not for each act to say. In words links are absolute, since a
//! mail is read anywhere. What a message says is cut to its reader, like the pages: no supplier for a
//! customer, no price for a supplier.

mod topic;

pub use topic::Topic;

use crate::{OrderNumber, Timestamp};
use serde::{Deserialize, Serialize};

/// A message, with all that it says. Its links are paths.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Mail {
    /// To who registered: showing that the address is theirs.
    Verify { link: String },
    /// To who has an account already and registered again, or somebody in their name.
    AlreadyRegistered {
        sign_in: String,
        forgot_password: String,
    },
    /// To who cannot sign in any more.
    ResetPassword {
        link: String,
        /// With whom the account is, where the address has several.
        of: Option<String>,
    },
    /// To whom somebody has given an account.
    Invited { by: String, link: String },
    /// To the old address of an account that has another one now.
    EmailChanged { by: String },
    /// To whose home somebody else has written down, changed or removed, line by line.
    AddressChanged {
        by: String,
        before: Option<String>,
        after: Option<String>,
    },
    /// To whose password was changed; if it was not them, they should know.
    PasswordChanged { forgot_password: String },
    /// To whose account has a second factor from now on.
    SecondFactorOn { account: String },
    /// To whose account has none any more; if it was not them, they should know.
    SecondFactorOff { forgot_password: String },
    /// To whose second factor and passkeys somebody else has taken off; if they have not asked for it,
    /// they should know.
    SecondFactorReset { by: String, forgot_password: String },
    /// To whose recovery code was used; if it was not them, they should know.
    RecoveryCodeUsed { left: u32, account: String },
    /// To whose account a passkey opens from now on; if it was not them, they should know.
    PasskeyAdded { passkey: String, account: String },
    /// To whose account it opens no more; if it was not them, they should know.
    PasskeyRemoved { passkey: String, account: String },
    /// To who may decide on an order.
    ApprovalAsked {
        order: OrderNumber,
        by: String,
        total: String,
        link: String,
    },
    /// To who placed it.
    Approved {
        order: OrderNumber,
        by: String,
        link: String,
    },
    /// To who placed it.
    Rejected {
        order: OrderNumber,
        by: String,
        reason: String,
        link: String,
    },
    /// To who placed it.
    Shipped { order: OrderNumber, link: String },
    /// To a supplier that was sent a job.
    Awarded {
        order: OrderNumber,
        product: String,
        quantity: i64,
        link: String,
    },
}

/// A message in words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Letter {
    pub subject: String,
    /// Plain text; a link stands on a line of its own.
    pub body: String,
}

impl Mail {
    /// As `to` reads it, from this shop; `at` is the address of its links, without a slash at its end.
    #[must_use]
    pub fn letter(&self, at: &str, shop: &str, to: &str) -> Letter {
        let (subject, text) = self.words(at, shop);
        Letter {
            subject,
            body: format!("Hello {to},\n\n{text}\n\n{shop}\n"),
        }
    }

    fn words(&self, at: &str, shop: &str) -> (String, String) {
        match self {
            Self::Verify { link } => (
                format!("Confirm your email for {shop}"),
                format!(
                    "to start ordering, please confirm that this address is yours:\n\n{at}{link}\n\n\
                     The link works for three days. If you did not register, ignore this message: \
                     nothing happens then."
                ),
            ),
            Self::AlreadyRegistered {
                sign_in,
                forgot_password,
            } => (
                format!("You already have an account at {shop}"),
                format!(
                    "somebody, probably you, has just registered with this address, which has an account \
                     already. Sign in here:\n\n{at}{sign_in}\n\nor choose a new password if you do not know it \
                     any more:\n\n{at}{forgot_password}\n\nIf it was not you, ignore this message: nothing was changed."
                ),
            ),
            Self::ResetPassword { link, of } => {
                let of = of
                    .as_ref()
                    .map(|of| format!(" of your account with {of}"))
                    .unwrap_or_default();
                (
                    format!("Choose a new password for {shop}"),
                    format!(
                        "choose the new password{of} here:\n\n{at}{link}\n\nThe link works once, for 30 minutes. \
                         If you did not ask for it, ignore this message: your password stays as it is."
                    ),
                )
            }
            Self::Invited { by, link } => (
                format!("Your account at {shop}"),
                format!(
                    "{by} has made an account for you. Choose your password here, and you can sign \
                     in:\n\n{at}{link}\n\nThe link works once, for seven days. If you expected no \
                     account, ignore this message: nobody can sign in with it."
                ),
            ),
            Self::EmailChanged { by } => (
                format!("Your account at {shop} has another address"),
                format!(
                    "{by} has changed the email of your account. From now on you sign in with the new \
                     one, and mail goes there.\n\nIf you do not know of this, please ask {by} or the \
                     people of {shop}."
                ),
            ),
            Self::AddressChanged { by, before, after } => {
                let was = before
                    .as_ref()
                    .map(|lines| format!("It was:\n\n    {lines}"));
                let is = match after {
                    Some(lines) => format!("It is now:\n\n    {lines}"),
                    None => "It was removed.".to_owned(),
                };
                let told: Vec<String> = was.into_iter().chain([is]).collect();
                (
                    format!("An address of yours at {shop}"),
                    format!(
                        "{by} has changed an address of yours. {}\n\nOrders that were placed before go \
                         where they were placed to. If this is wrong, please tell {by}.",
                        told.join("\n\n")
                    ),
                )
            }
            Self::PasswordChanged { forgot_password } => (
                format!("Your password for {shop} was changed"),
                format!(
                    "your password was changed just now, and all other sessions were ended.\n\nIf it was not \
                     you, choose a new one at once:\n\n{at}{forgot_password}"
                ),
            ),
            Self::SecondFactorOn { account } => (
                format!("Your account at {shop} has a second factor"),
                format!(
                    "from now on a code of your app is asked for at sign-in, after the password. All \
                     other sessions were ended.\n\nKeep your recovery codes where you find them without \
                     your telephone. Your account:\n\n{at}{account}"
                ),
            ),
            Self::SecondFactorOff { forgot_password } => (
                format!("The second factor of your account at {shop} was switched off"),
                format!(
                    "from now on the password alone opens your account.\n\nIf it was not you, choose a \
                     new password at once:\n\n{at}{forgot_password}"
                ),
            ),
            Self::SecondFactorReset {
                by,
                forgot_password,
            } => (
                format!("The second factor of your account at {shop} was reset"),
                format!(
                    "{by} has taken the second factor and the passkeys off your account, and all \
                     sessions were ended. From now on the password alone opens it: sign in, and set \
                     them up again.\n\nIf you did not ask for this, tell {by}, and choose a new \
                     password at once:\n\n{at}{forgot_password}"
                ),
            ),
            Self::RecoveryCodeUsed { left, account } => (
                format!("A recovery code of your account at {shop} was used"),
                format!(
                    "somebody, probably you, has signed in with one of your recovery codes. Of the \
                     others {left} are left; you can make new ones:\n\n{at}{account}\n\nIf it was not you, \
                     change your password there at once."
                ),
            ),
            Self::PasskeyAdded { passkey, account } => (
                format!("Your account at {shop} has a new passkey"),
                format!(
                    "from now on the passkey \u{201c}{passkey}\u{201d} opens your account, without a \
                     password.\n\nIf it was not you, remove it and change your password at \
                     once:\n\n{at}{account}"
                ),
            ),
            Self::PasskeyRemoved { passkey, account } => (
                format!("A passkey of your account at {shop} was removed"),
                format!(
                    "the passkey \u{201c}{passkey}\u{201d} opens your account no more.\n\nIf it was \
                     not you, change your password at once:\n\n{at}{account}"
                ),
            ),
            Self::ApprovalAsked {
                order,
                by,
                total,
                link,
            } => (
                format!("{by} asks you to approve order {order}"),
                format!(
                    "{by} has placed order {order} over {total}. It waits for your approval:\n\n{at}{link}"
                ),
            ),
            Self::Approved { order, by, link } => (
                format!("Order {order} was approved"),
                format!(
                    "{by} has approved your order {order}. You can follow it here:\n\n{at}{link}"
                ),
            ),
            Self::Rejected {
                order,
                by,
                reason,
                link,
            } => (
                format!("Order {order} was rejected"),
                format!(
                    "{by} has rejected your order {order}:\n\n    {reason}\n\nThe order:\n\n{at}{link}"
                ),
            ),
            Self::Shipped { order, link } => (
                format!("Order {order} is on its way"),
                format!(
                    "your order {order} has been shipped. Please confirm when it has arrived:\n\n{at}{link}"
                ),
            ),
            Self::Awarded {
                order,
                product,
                quantity,
                link,
            } => (
                format!("A new job for you: {quantity} {product}"),
                format!(
                    "we have sent you a job of order {order}: {quantity} {product}. Specification and artwork:\n\n{at}{link}"
                ),
            ),
        }
    }
}

/// A message of the outbox, for the page of the demo.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Posted {
    pub id: i64,
    pub to_name: String,
    pub to_address: String,
    pub subject: String,
    pub body: String,
    pub written: Timestamp,
    /// Nothing while it waits.
    pub sent: Option<Timestamp>,
}

/// A line of a message, for pages that show it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Line<'a> {
    Words(&'a str),
    Link(&'a str),
}

/// The lines of a body: those that are an address on their own are links.
pub fn lines(body: &str) -> impl Iterator<Item = Line<'_>> {
    body.lines().map(|line| {
        let address = line.starts_with("https://") || line.starts_with("http://");
        if address && !line.contains(char::is_whitespace) {
            Line::Link(line)
        } else {
            Line::Words(line)
        }
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_link_stands_on_a_line_of_its_own() {
        let link = "https://acme.test/verify/abc";
        let letter = Mail::Verify {
            link: "/verify/abc".to_owned(),
        }
        .letter("https://acme.test", "Acme Print", "Dana Reyes");
        assert_eq!(letter.subject, "Confirm your email for Acme Print");
        assert!(letter.body.starts_with("Hello Dana Reyes,\n"));
        assert_eq!(
            lines(&letter.body)
                .filter(|line| *line == Line::Link(link))
                .count(),
            1
        );
    }

    #[test]
    fn a_supplier_reads_no_price_and_no_client() {
        let mail = Mail::Awarded {
            order: OrderNumber(12_345_678),
            product: "Flyers".to_owned(),
            quantity: 500,
            link: "/orders/Q-12345678".to_owned(),
        };
        let letter = mail.letter("https://shop.test", "Quoin", "Fine Print Ltd");
        assert!(!letter.body.contains('€'));
    }
}
