//! The chain: the hash of an entry covers its columns, its place, and the hash before it.
//!
//! It shows what was changed behind the program's back, as far as somebody knows its end: who can
//! write to the database can also compute a whole new chain. Therefore verifying says how long the
//! chain is and what it ends in, so that both can be kept elsewhere and compared.

use crate::{Result, Tx, sql::sql};
use domain::AccountId;
use sha2::{Digest as _, Sha256};

/// What a hash is made of.
pub(super) struct Sealed<'a> {
    pub(super) seq: i64,
    pub(super) at: i64,
    pub(super) storefront: Option<i64>,
    pub(super) company: Option<i64>,
    pub(super) account: Option<i64>,
    pub(super) acting: Option<i64>,
    pub(super) act: &'a str,
    pub(super) object: &'a str,
    pub(super) object_id: Option<i64>,
    pub(super) detail: &'a str,
    /// The company that it was done to.
    pub(super) subject: Option<i64>,
}

impl Sealed<'_> {
    /// The hash of this entry after one that ended in `before`, in hexadecimal.
    pub(super) fn after(&self, before: &str) -> String {
        let mut hash = Sha256::new();
        // Each text with its length before it, so that no letter moves from one column to the next
        // unseen; each number at its full width, with whether there is one.
        let text = |hash: &mut Sha256, text: &str| {
            hash.update((text.len() as u64).to_be_bytes());
            hash.update(text.as_bytes());
        };
        let number = |hash: &mut Sha256, number: Option<i64>| {
            hash.update([u8::from(number.is_some())]);
            hash.update(number.unwrap_or_default().to_be_bytes());
        };
        text(&mut hash, before);
        number(&mut hash, Some(self.seq));
        number(&mut hash, Some(self.at));
        number(&mut hash, self.storefront);
        number(&mut hash, self.company);
        number(&mut hash, self.account);
        number(&mut hash, self.acting);
        text(&mut hash, self.act);
        text(&mut hash, self.object);
        number(&mut hash, self.object_id);
        text(&mut hash, self.detail);
        // Entries from before there was one are covered as they were.
        if self.subject.is_some() {
            number(&mut hash, self.subject);
        }
        hash.finalize()
            .iter()
            .map(|byte| format!("{byte:02x}"))
            .collect()
    }
}

/// Takes the end of the chain for this transaction alone, on PostgreSQL by the row's lock, on SQLite
/// by there being one writer: what it ends in, the last of as many places more, and the company of who
/// acts.
///
/// Whoever has it refers to an account, a company and a storefront next, which must not be locked
/// against that by somebody who waits for the end of the chain: those three are taken `for no key
/// update`.
pub(super) async fn take(
    tx: &mut Tx,
    account: Option<AccountId>,
    more: i64,
) -> Result<(String, i64, Option<i64>)> {
    sql("
        update audit_chain set length = length + $2
        where id = 1
        returning hash, length, (select a.company_id from accounts a where a.id = $1)")
    .bind(account)
    .bind(more)
    .one(tx)
    .await
}

/// What the chain ends in from now on.
pub(super) async fn put(tx: &mut Tx, hash: &str) -> Result<()> {
    sql("update audit_chain set hash = $1 where id = 1")
        .bind(hash)
        .run(tx)
        .await?;
    Ok(())
}

/// What verifying found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// Every entry is as it was written, and none is missing.
    Whole {
        length: i64,
        /// What the chain ends in.
        hash: String,
        /// Entries from before there was a chain, of which nothing can be said.
        older: i64,
    },
    /// The first place where it is not.
    Broken {
        /// Which entry, counted from the first of the chain.
        at: i64,
        why: &'static str,
    },
}

#[derive(sqlx_macros::FromRow)]
struct Row {
    seq: i64,
    hash: Option<String>,
    at: i64,
    storefront_id: Option<i64>,
    company_id: Option<i64>,
    account_id: Option<i64>,
    acting_account_id: Option<i64>,
    act: String,
    object: String,
    object_id: Option<i64>,
    detail: String,
    subject_company_id: Option<i64>,
}

/// How many entries are read at once.
const STEP: i64 = 1_000;

/// Reads the whole chain in one consistent state. Asks for no proof: it is a command of whoever runs
/// the program, and says nothing of what is in the entries.
///
/// # Errors
/// See [`Error`](crate::Error).
pub async fn verify(tx: &mut Tx) -> Result<Verdict> {
    let (length, end, unchained): (i64, String, i64) =
        sql("select length, hash, unchained from audit_chain where id = 1")
            .one(tx)
            .await?;
    let mut before = String::new();
    let mut place = 0;
    loop {
        let rows = sql("
            select seq, hash, at, storefront_id, company_id, account_id, acting_account_id, act, object,
                object_id, detail, subject_company_id
            from audit
            where seq > $1
            order by seq
            limit $2")
        .bind(place)
        .bind(STEP)
        .all::<Row>(tx)
        .await?;
        if rows.is_empty() {
            break;
        }
        for row in rows {
            place += 1;
            if row.seq != place {
                return Ok(broken(place, "it is missing"));
            }
            let hash = Sealed {
                seq: row.seq,
                at: row.at,
                storefront: row.storefront_id,
                company: row.company_id,
                account: row.account_id,
                acting: row.acting_account_id,
                act: &row.act,
                object: &row.object,
                object_id: row.object_id,
                detail: &row.detail,
                subject: row.subject_company_id,
            }
            .after(&before);
            if row.hash.as_deref() != Some(&*hash) {
                return Ok(broken(place, "it is not as it was written"));
            }
            before = hash;
        }
    }
    if place != length {
        return Ok(broken(
            place.min(length) + 1,
            "the end of the chain is another",
        ));
    }
    if before != end {
        return Ok(broken(place, "the chain does not end in it"));
    }
    let older = sql("select count(*) from audit where seq is null")
        .int(tx)
        .await?;
    if older != unchained {
        return Ok(broken(0, "entries without a place were added or removed"));
    }
    Ok(Verdict::Whole {
        length,
        hash: before,
        older,
    })
}

const fn broken(at: i64, why: &'static str) -> Verdict {
    Verdict::Broken { at, why }
}

#[cfg(test)]
mod tests {
    use super::*;

    const PLACED: Sealed<'_> = Sealed {
        seq: 1,
        at: 2,
        storefront: Some(3),
        company: None,
        account: Some(4),
        acting: None,
        act: "order.place",
        object: "order",
        object_id: Some(7),
        detail: "{}",
        subject: None,
    };

    #[test]
    fn an_entry_about_no_company_is_covered_as_it_always_was() {
        assert_eq!(
            PLACED.after(""),
            "c99d817615758b880cfa01f354d9c34f51e92576823347b5913f2c6c76b7fd6b"
        );
    }

    #[test]
    fn the_company_that_an_entry_is_about_is_covered() {
        let about = |subject| Sealed { subject, ..PLACED }.after("");
        assert_ne!(about(Some(0)), about(None));
        assert_ne!(about(Some(1)), about(Some(2)));
    }
}
