//! The outbox: mail is a row in the transaction of the act that causes it, and sent by a worker; and
//! which mails somebody does without.
//!
//! No proof is asked for: mail is written by acts that were let through, and sent by the system. What
//! somebody chooses is their own.

use crate::{Result, Tx, sql::sql};
use access::{Permit, permission::account};
use domain::{AccountId, StorefrontId, Timestamp, accounts::MailChoice, mail::Topic};

/// How long a claimed message is left to the server that claimed it; longer than any conversation
/// with a mail server takes. One that died in the middle leaves it to the next after this.
const CLAIM: i64 = 10 * Timestamp::MINUTE;

/// The pause after the first failure; it doubles.
const FIRST_PAUSE: i64 = Timestamp::MINUTE;
/// The longest pause. Mail servers that are down for a night are found again in the morning.
const LONGEST_PAUSE: i64 = 4 * Timestamp::HOUR;
/// After so many attempts, about two days, nobody waits for the message any more.
const MOST_ATTEMPTS: i64 = 20;
/// Never due again.
const NEVER: Timestamp = Timestamp(i64::MAX);

/// A message to be sent.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Outgoing {
    pub storefront: Option<StorefrontId>,
    pub to_name: String,
    pub to_address: String,
    pub subject: String,
    pub body: String,
}

/// A message as it stands in the outbox.
#[derive(Clone, Debug, PartialEq, Eq, sqlx_macros::FromRow)]
pub struct Message {
    pub id: i64,
    pub storefront_id: Option<i64>,
    pub to_name: String,
    pub to_address: String,
    pub subject: String,
    pub body: String,
    pub created_at: i64,
    /// How often it was tried, this time included.
    pub attempts: i64,
    pub sent_at: Option<i64>,
    pub last_error: Option<String>,
    /// Who sends it, where the platform has a name of its own.
    pub from_name: Option<String>,
}

/// Those of a [`Message`].
const COLUMNS: &str = "
    id, storefront_id, to_name, to_address, subject, body, created_at, attempts, sent_at, last_error,
    (select y.name from platform y where y.id = 1) as from_name";

/// Puts a message into the outbox that goes whatever its reader has chosen.
///
/// # Errors
/// See [`Error`](crate::Error).
pub async fn queue(tx: &mut Tx, mail: &Outgoing, now: Timestamp) -> Result<i64> {
    put(tx, mail, None, now).await
}

/// Puts a message into the outbox, unless the owner of this account does without such.
///
/// # Errors
/// See [`Error`](crate::Error).
pub async fn notify(
    tx: &mut Tx,
    mail: &Outgoing,
    reader: AccountId,
    topic: Topic,
    now: Timestamp,
) -> Result<()> {
    if !muted(tx, reader).await?.contains(&topic) {
        put(tx, mail, Some((reader, topic)), now).await?;
    }
    Ok(())
}

async fn put(
    tx: &mut Tx,
    mail: &Outgoing,
    choice: Option<(AccountId, Topic)>,
    now: Timestamp,
) -> Result<i64> {
    let (reader, topic) = choice.unzip();
    sql("
        insert into outbox (storefront_id, to_name, to_address, subject, body, created_at, due_at, account_id, topic)
        values ($1, $2, $3, $4, $5, $6, $6, $7, $8)
        returning id")
    .bind(mail.storefront)
    .bind(&mail.to_name)
    .bind(&mail.to_address)
    .bind(&mail.subject)
    .bind(&mail.body)
    .bind(now)
    .bind(reader)
    .bind(topic.map(Topic::key))
    .int(tx)
    .await
}

/// The mails that somebody does without. What is not known any more is not among them.
///
/// # Errors
/// See [`Error`](crate::Error).
pub async fn muted(tx: &mut Tx, account: AccountId) -> Result<Vec<Topic>> {
    let rows: Vec<(String,)> = sql("select topic from muted_mails where account_id = $1")
        .bind(account)
        .all(tx)
        .await?;
    let known = rows.iter().filter_map(|(key,)| Topic::from_key(key));
    Ok(known.collect())
}

/// What somebody chooses for their own account. What waits in the outbox and is not wanted any more
/// does not go. Whether the version of the account was the one shown.
///
/// # Errors
/// See [`Error`](crate::Error).
pub async fn choose(
    tx: &mut Tx,
    _own: &Permit<account::EditOwn>,
    reader: AccountId,
    version: i64,
    choices: &[MailChoice],
) -> Result<bool> {
    let changed = sql("update accounts set version = version + 1 where id = $1 and version = $2")
        .bind(reader)
        .bind(version)
        .run(tx)
        .await?;
    if changed == 0 {
        return Ok(false);
    }
    for choice in choices {
        let key = choice.topic.key();
        if choice.wanted {
            sql("delete from muted_mails where account_id = $1 and topic = $2")
                .bind(reader)
                .bind(key)
                .run(tx)
                .await?;
            continue;
        }
        sql("insert into muted_mails (account_id, topic) values ($1, $2) on conflict do nothing")
            .bind(reader)
            .bind(key)
            .run(tx)
            .await?;
        sql("
            update outbox
            set due_at = $3, last_error = 'not wanted any more'
            where account_id = $1 and topic = $2 and sent_at is null")
        .bind(reader)
        .bind(key)
        .bind(NEVER)
        .run(tx)
        .await?;
    }
    Ok(true)
}

/// Takes the messages that are due, the oldest first, and claims them: another server that asks at
/// the same time gets others. To be committed before anything is sent.
///
/// # Errors
/// See [`Error`](crate::Error).
pub async fn claim(tx: &mut Tx, most: u32, now: Timestamp) -> Result<Vec<Message>> {
    // The conditions stand outside as well: PostgreSQL asks them again of a row that another
    // transaction changed while this one waited for it.
    let mut taken = sql(format!(
        "update outbox
        set due_at = $2, attempts = attempts + 1
        where sent_at is null
            and due_at <= $1
            and id in (
                select id from outbox
                where sent_at is null and due_at <= $1
                order by due_at, id
                limit $3
            )
        returning {COLUMNS}"
    ))
    .bind(now)
    .bind(now.plus(CLAIM))
    .bind(most)
    .all::<Message>(tx)
    .await?;
    taken.sort_by_key(|message| message.id);
    Ok(taken)
}

/// A claimed message is on its way.
///
/// # Errors
/// See [`Error`](crate::Error).
pub async fn sent(tx: &mut Tx, id: i64, now: Timestamp) -> Result<()> {
    sql("update outbox set sent_at = $2, last_error = null where id = $1")
        .bind(id)
        .bind(now)
        .run(tx)
        .await?;
    Ok(())
}

/// A claimed message was not taken. It is tried again after a pause that doubles, unless the refusal
/// is `final_`, it was tried too often, or its reader does without it by now. Returns when, if ever.
///
/// # Errors
/// See [`Error`](crate::Error).
pub async fn failed(
    tx: &mut Tx,
    message: &Message,
    error: &str,
    is_final: bool,
    now: Timestamp,
) -> Result<Option<Timestamp>> {
    let due = next_attempt(message.attempts, is_final, now).unwrap_or(NEVER);
    let (due,): (i64,) = sql("
        update outbox
        set due_at = case
                when exists (
                    select 1 from muted_mails m
                    where m.account_id = outbox.account_id and m.topic = outbox.topic
                ) then $4
                else $2
            end,
            last_error = $3
        where id = $1
        returning due_at")
    .bind(message.id)
    .bind(due)
    .bind(error)
    .bind(NEVER)
    .one(tx)
    .await?;
    Ok(Some(Timestamp(due)).filter(|due| *due != NEVER))
}

fn next_attempt(attempts: i64, is_final: bool, now: Timestamp) -> Option<Timestamp> {
    if is_final || attempts >= MOST_ATTEMPTS {
        return None;
    }
    let doublings = u32::try_from(attempts.saturating_sub(1))
        .unwrap_or(0)
        .min(16);
    Some(now.plus((FIRST_PAUSE << doublings).min(LONGEST_PAUSE)))
}

/// The latest messages, sent or not, for the page of the demo.
///
/// # Errors
/// See [`Error`](crate::Error).
pub async fn latest(tx: &mut Tx, most: u32) -> Result<Vec<Message>> {
    sql(format!(
        "select {COLUMNS} from outbox order by id desc limit $1"
    ))
    .bind(most)
    .all(tx)
    .await
}

/// One message, for the page of the demo.
///
/// # Errors
/// See [`Error`](crate::Error).
pub async fn message(tx: &mut Tx, id: i64) -> Result<Option<Message>> {
    sql(format!("select {COLUMNS} from outbox where id = $1"))
        .bind(id)
        .optional(tx)
        .await
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pauses_double_up_to_four_hours_and_end() {
        let now = Timestamp(0);
        assert_eq!(
            next_attempt(1, false, now),
            Some(Timestamp(Timestamp::MINUTE))
        );
        assert_eq!(
            next_attempt(3, false, now),
            Some(Timestamp(4 * Timestamp::MINUTE))
        );
        assert_eq!(
            next_attempt(19, false, now),
            Some(Timestamp(4 * Timestamp::HOUR))
        );
        assert_eq!(next_attempt(20, false, now), None);
        assert_eq!(next_attempt(1, true, now), None);
    }
}
