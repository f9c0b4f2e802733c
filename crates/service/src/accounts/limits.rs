//! How often something may be tried, and by whom.

use access::{Ctx, Failure};
use domain::{Timestamp, network};
use store::{Store, Tx, sessions};

/// A limit: a name for it, how often, in how many milliseconds.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Limit {
    name: &'static str,
    most: u32,
    window: i64,
}

/// Failed sign-ins to one account: guessing one password a minute finds nothing, and an owner who
/// forgot theirs has tried all they know (ASVS 5.0, 6.3.1).
pub(crate) const ACCOUNT: Limit = Limit {
    name: "sign-in:account",
    most: 10,
    window: 10 * Timestamp::MINUTE,
};
/// Failed sign-ins from one address, to many accounts. An office has one address.
pub(crate) const ADDRESS: Limit = Limit {
    name: "sign-in:address",
    most: 100,
    window: 10 * Timestamp::MINUTE,
};
/// Wrong old passwords, by somebody at a session that was left open.
pub(crate) const OLD_PASSWORD: Limit = Limit {
    name: "password:account",
    most: 5,
    window: 10 * Timestamp::MINUTE,
};
/// Codes of a second factor, which only who knows the password is asked for.
pub(crate) const CODES: Limit = Limit {
    name: "code:account",
    most: 5,
    window: 10 * Timestamp::MINUTE,
};
/// The same over a day: of a million codes three are right at a time, and nobody tries many.
pub(crate) const CODES_A_DAY: Limit = Limit {
    name: "code-day:account",
    most: 50,
    window: Timestamp::DAY,
};
/// What devices are asked to sign, before it is known for whom: each is written down.
pub(crate) const CHALLENGES: Limit = Limit {
    name: "passkey:address",
    most: 300,
    window: 10 * Timestamp::MINUTE,
};
/// Mails that one address has us send: registrations and new passwords.
pub(crate) const MAILS_BY: Limit = Limit {
    name: "mail:by",
    most: 60,
    window: Timestamp::HOUR,
};
/// Such mails to one person; beyond this the answer stays the same and nothing is sent.
pub(crate) const MAILS_TO: Limit = Limit {
    name: "mail:to",
    most: 5,
    window: Timestamp::HOUR,
};
/// The same mail to one person: a button that was pressed twice sends one, and the link in it stays
/// the one that works.
const MAILS_AGAIN: Limit = Limit {
    name: "mail:again",
    most: 1,
    window: Timestamp::MINUTE,
};

/// Passkeys of companies that one address tries: they are words, and told from one to another.
pub(crate) const PASSKEYS_BY: Limit = Limit {
    name: "passkey:by",
    most: 10,
    window: 10 * Timestamp::MINUTE,
};
/// The same of one company, from wherever.
pub(crate) const PASSKEYS_OF: Limit = Limit {
    name: "passkey:company",
    most: 100,
    window: Timestamp::HOUR,
};
/// Tokens of a new installation that one address tries.
pub(crate) const SETUP: Limit = Limit {
    name: "setup:by",
    most: 10,
    window: 10 * Timestamp::MINUTE,
};

/// Files that one person brings to be imported: each is read, and kept for a day to be looked at. Who
/// corrects a file and brings it again does so every few minutes.
pub(crate) const IMPORTS: Limit = Limit {
    name: "import:account",
    most: 20,
    window: Timestamp::HOUR,
};
/// Files that one person brings to be printed, or one address of those who are not signed in: each is read
/// and kept. Who orders for a whole school brings one every minute, and an office has one address.
pub(crate) const ARTWORK: Limit = Limit {
    name: "artwork:by",
    most: 120,
    window: Timestamp::HOUR,
};
/// Images that one person puts into albums: each is unpacked and kept. An album is filled at one go.
pub(crate) const IMAGES: Limit = Limit {
    name: "image:account",
    most: 300,
    window: Timestamp::HOUR,
};

/// Refusals of one kind that are written down of one person: the first says what was tried.
pub(crate) const REFUSALS: Limit = Limit {
    name: "refused:account",
    most: 1,
    window: 10 * Timestamp::MINUTE,
};

impl Limit {
    pub(crate) fn bucket(&self, whose: &str) -> String {
        format!("{}:{}", self.name, network::of(whose))
    }

    /// Counts one more; the seconds to wait where that is one too many.
    pub(crate) async fn count(
        &self,
        tx: &mut Tx,
        whose: &str,
        now: Timestamp,
    ) -> store::Result<Option<u32>> {
        sessions::attempt(tx, &self.bucket(whose), self.window, self.most, now).await
    }
}

/// Counts one more of each, and keeps the count whatever comes after.
///
/// # Errors
/// One too many of one of them.
pub(crate) async fn count<F>(
    store: &Store,
    these: &[(&Limit, &str)],
    now: Timestamp,
) -> Result<(), Failure<F>> {
    let mut tx = store.begin().await?;
    let mut wait = None;
    for (limit, whose) in these {
        wait = wait.max(limit.count(&mut tx, whose, now).await?);
    }
    tx.commit().await?;
    wait.map_or(Ok(()), |seconds| Err(Failure::TooMany { seconds }))
}

/// Counts a mail that somebody may have a storefront send to an address without being signed in;
/// whether it is sent. `about` tells one mail from another.
pub(super) async fn mails(tx: &mut Tx, ctx: &Ctx, email: &str, about: &str) -> store::Result<bool> {
    let again = format!("{}:{about}:{email}", ctx.at.id.0);
    let again = MAILS_AGAIN.count(tx, &again, ctx.now).await?;
    Ok(again.is_none() && MAILS_TO.count(tx, email, ctx.now).await?.is_none())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_counts_for_its_network() {
        for (whose, bucket) in [
            ("192.0.2.1", "setup:by:192.0.2.1"),
            ("::ffff:192.0.2.1", "setup:by:192.0.2.1"),
            ("2001:db8:1:2:3:4:5:6", "setup:by:2001:db8:1:2::/64"),
            ("2001:db8:1:2::1", "setup:by:2001:db8:1:2::/64"),
            ("dana@acme.test", "setup:by:dana@acme.test"),
            ("17", "setup:by:17"),
        ] {
            assert_eq!(SETUP.bucket(whose), bucket);
        }
    }
}
